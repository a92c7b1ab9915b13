package claims

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Op is one step of a word diff. Joining equal and delete gives the one text, equal and insert the other, to the byte.
type Op struct {
	Op   string `json:"op"` // equal | delete | insert
	Text string `json:"text"`
	// Move is 0, or, from 1 in order of the first text, the number that one delete and one insert share where a clause was moved.
	// Their texts may differ in some words: Within tells in which.
	Move int `json:"move"`
}

// MarshalJSON writes "move" beside deletions and insertions only.
func (o Op) MarshalJSON() ([]byte, error) {
	type equal struct {
		Op   string `json:"op"`
		Text string `json:"text"`
	}
	type change Op
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // the encoder around it decides
	var err error
	if o.Op == "equal" {
		err = e.Encode(equal{o.Op, o.Text})
	} else {
		err = e.Encode(change(o))
	}
	return b.Bytes(), err
}

// Steps are the operations by which a told claim was made out of its base. In JSON they have no "move".
type Steps []Op

// MarshalJSON writes the kind and the text of each operation.
func (s Steps) MarshalJSON() ([]byte, error) {
	type step struct {
		Op   string `json:"op"`
		Text string `json:"text"`
	}
	out := make([]step, len(s))
	for i, o := range s {
		out[i] = step{o.Op, o.Text}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(out)
	return b.Bytes(), err
}

// firstRune is where the runes begin that stand for words in a diff: beyond the surrogates, with room for a million words.
const firstRune = 0x10000

// Diff compares two texts word by word; punctuation and white space are words of their own, so that a changed comma never
// drags a word along. Changes that only a space parts are one change. The result does not depend on the clock.
func Diff(a, b string) []Op { return wordOps(a, b) }

func wordOps(a, b string) []Op {
	ids := map[string]rune{}
	var words []string
	encode := func(text string) []rune {
		var out []rune
		for _, piece := range pieces(text) {
			id, seen := ids[piece]
			if !seen {
				id = firstRune + rune(len(words))
				ids[piece] = id
				words = append(words, piece)
			}
			out = append(out, id)
		}
		return out
	}
	ra, rb := encode(a), encode(b)
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // a deadline would make the result depend on the machine
	diffs := dmp.DiffCleanupMerge(dmp.DiffMainRunes(ra, rb, false))

	var ops []Op
	for _, d := range diffs {
		var text strings.Builder
		for _, id := range d.Text {
			text.WriteString(words[id-firstRune])
		}
		kind := map[diffmatchpatch.Operation]string{
			diffmatchpatch.DiffEqual: "equal", diffmatchpatch.DiffDelete: "delete", diffmatchpatch.DiffInsert: "insert",
		}[d.Type]
		ops = append(ops, Op{Op: kind, Text: text.String()})
	}
	return bridge(ops)
}

// bridge joins changes that stand on both sides of white space alone: "a b" to "c d" is one change, not two. It is done
// between changes only, so that it never reaches over an unchanged word.
func bridge(ops []Op) []Op {
	var out []Op
	var del, ins strings.Builder
	flush := func() {
		if del.Len() > 0 {
			out = append(out, Op{Op: "delete", Text: del.String()})
		}
		if ins.Len() > 0 {
			out = append(out, Op{Op: "insert", Text: ins.String()})
		}
		del.Reset()
		ins.Reset()
	}
	for i, op := range ops {
		switch {
		case op.Op == "delete":
			del.WriteString(op.Text)
		case op.Op == "insert":
			ins.WriteString(op.Text)
		case strings.TrimSpace(op.Text) == "" && del.Len()+ins.Len() > 0 && i+1 < len(ops):
			del.WriteString(op.Text)
			ins.WriteString(op.Text)
		default:
			flush()
			out = append(out, op)
		}
	}
	flush()
	return out
}

// Similarity is twice the words in common over the words of both, from 0 to 1; two texts without words are alike (1). Words are
// those of Words, and in common is what Diff finds equal.
func Similarity(a, b string) float64 { return likeness(Diff(a, b)) }

// likeness is the similarity of the two texts that the operations join.
func likeness(ops []Op) float64 {
	common, all := 0, 0
	for _, op := range ops {
		n := len(Words(op.Text))
		if all += n; op.Op == "equal" {
			common += n
			all += n
		}
	}
	if all == 0 {
		return 1
	}
	return 2 * float64(common) / float64(all)
}

// Within returns what changed inside the clause that was moved under the number: the word diff from its old place to its new one.
// It is one equal where only the place changed, and nil where there is no such move.
func Within(ops []Op, move int) []Op {
	var from, to *Op
	for i := range ops {
		switch o := &ops[i]; {
		case o.Move != move || move == 0:
		case o.Op == "delete":
			from = o
		default:
			to = o
		}
	}
	if from == nil || to == nil {
		return nil
	}
	return wordOps(from.Text, to.Text)
}

// Inline prints a word diff in one line: [-deleted-]{+added+}.
func Inline(ops []Op) string {
	var b strings.Builder
	for _, op := range ops {
		switch op.Op {
		case "delete":
			b.WriteString("[-" + op.Text + "-]")
		case "insert":
			b.WriteString("{+" + op.Text + "+}")
		default:
			b.WriteString(op.Text)
		}
	}
	return b.String()
}
