package claims

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Op is one step of a word diff. Joining equal and delete gives the one text, equal and insert the other, to the byte.
type Op struct {
	Op   string `json:"op"` // equal | delete | insert
	Text string `json:"text"`
	// Move is 0, or, from 1 in order of the first text, the number that one delete and one insert share where a clause was moved.
	// Their texts have the same words but for small ones, "a" or "the": Within tells what differs.
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

// Diff compares two texts word by word: words are those of Words, every other character is one of its own, and white space goes
// with what it stands between. The result depends on the texts only, never on the clock.
//
// A changed phrase is one change (see redline.phrases for the rule and its bound); an insertion or deletion that may stand in
// several places stands at a clause; a clause that stands elsewhere is marked as moved (see redline.moves).
func Diff(a, b string) []Op {
	r := newRedline(a, b)
	r.moves()
	return r.drawn()
}

// drawnInPlace is Diff without moves: what stands elsewhere is deleted here and inserted there.
func drawnInPlace(a, b string) []Op { return newRedline(a, b).drawn() }

func (r *redline) drawn() []Op {
	r.align()
	r.settle()
	r.phrases()
	r.place()
	r.number()
	return r.ops()
}

// plainDiff is Diff without moves and with every unchanged word kept apart, so that each change is as small as it can be.
func plainDiff(a, b string) []Op {
	r := newRedline(a, b)
	r.align()
	r.settle()
	return r.ops()
}

// Similarity is twice the words in common over the words of both, from 0 to 1; two texts without words are alike (1). Words are
// those of Words; in common are those that the diff leaves standing, and those that it only moves.
func Similarity(a, b string) float64 { return likeness(Diff(a, b)) }

// likeness is the similarity of the two texts that the operations join.
func likeness(ops []Op) float64 {
	common, all := 0, 0
	for _, op := range ops {
		n := len(Words(op.Text))
		if all += n; op.Op == "equal" {
			common += n
			all += n
		} else if op.Move > 0 && op.Op == "delete" {
			for _, in := range Within(ops, op.Move) {
				if in.Op == "equal" {
					common += len(Words(in.Text))
				}
			}
		}
	}
	if all == 0 {
		return 1
	}
	return 2 * float64(common) / float64(all)
}

// Within returns what changed inside the clause that was moved under the number: the word diff from its old place to its new one.
// White space at the ends is left out. It is one equal where only the place changed, and nil where there is no such move.
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
	return drawnInPlace(strings.TrimSpace(from.Text), strings.TrimSpace(to.Text))
}

// Inline prints a word diff in one line: [-deleted-]{+added+}, and behind a clause that was moved "#1", the number of the move.
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
		if op.Move > 0 {
			fmt.Fprintf(&b, "#%d", op.Move)
		}
	}
	return b.String()
}
