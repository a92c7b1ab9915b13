package claims

import (
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Op is one step of a word diff. Joining equal and delete gives the one text, equal and insert the other, to the byte.
type Op struct {
	Op   string `json:"op"` // equal | delete | insert
	Text string `json:"text"`
}

// firstRune is where the runes begin that stand for words in a diff: beyond the surrogates, with room for a million words.
const firstRune = 0x10000

// Diff compares two texts word by word; punctuation and white space are words of their own, so that a changed comma never
// drags a word along. Changes that only a space parts are one change. The result does not depend on the clock.
func Diff(a, b string) []Op {
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
		ops = append(ops, Op{kind, text.String()})
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
			out = append(out, Op{"delete", del.String()})
		}
		if ins.Len() > 0 {
			out = append(out, Op{"insert", ins.String()})
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

// Similarity is twice the words in common over the words of both, from 0 to 1; two texts without words are alike (1).
func Similarity(a, b string) float64 {
	common, all := 0, len(Words(a))+len(Words(b))
	for _, op := range Diff(a, b) {
		if op.Op == "equal" {
			common += len(Words(op.Text))
		}
	}
	if all == 0 {
		return 1
	}
	return 2 * float64(common) / float64(all)
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
