package claims

import (
	"strings"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// token is a word or another character of a text, with the white space before it.
type token struct {
	gap, text string
	id        rune
	word      bool
	lower     string // of a word
}

// isMark tells whether the token is one of the characters of set, of which none is a part of a word.
func (t token) isMark(set string) bool { return !t.word && strings.Contains(set, t.text) }

// redline is two texts on the way to their comparison. Stretches run over the tokens that no move takes out.
type redline struct {
	textA, textB string
	a, b         []token
	tailA, tailB string // white space at the ends
	movedA       []int  // by token: the number of its move, or 0
	movedB       []int
	restA, restB []int // the tokens without a move
	stretches    []stretch
	twins        []twin
}

// stretch is a part of both texts: restA[a0:a1] and restB[b0:b1], which are equal or stand for each other. Two neighbours are never
// of one kind.
type stretch struct {
	a0, a1, b0, b1 int
	equal          bool
}

// firstRune is where the runes begin that stand for words in a diff: beyond the surrogates, with room for a million words.
const firstRune = 0x10000

// newRedline cuts the texts into tokens. From the millionth on, different words of the texts are no more told apart by rune; ops
// compares the texts themselves.
func newRedline(a, b string) *redline {
	r := &redline{textA: a, textB: b}
	ids := map[string]rune{}
	r.a, r.tailA = tokens(a, ids)
	r.b, r.tailB = tokens(b, ids)
	r.movedA, r.movedB = make([]int, len(r.a)), make([]int, len(r.b))
	return r
}

func tokens(text string, ids map[string]rune) ([]token, string) {
	var out []token
	gap := ""
	add := func(t token) {
		id, seen := ids[t.text]
		if !seen {
			id = min(firstRune+rune(len(ids)), utf8.MaxRune)
			ids[t.text] = id
		}
		t.gap, t.id, gap = gap, id, ""
		out = append(out, t)
	}
	at := 0
	for _, w := range append(Words(text), Word{Start: len(text), End: len(text)}) {
		for _, p := range marks(text[at:w.Start]) {
			if strings.TrimSpace(p) == "" {
				gap = p
				continue
			}
			add(token{text: p})
		}
		if w.Start < w.End {
			add(token{text: text[w.Start:w.End], word: true, lower: w.Lower})
		}
		at = w.End
	}
	return out, gap
}

// mostTokens bounds the tokens of two texts that are compared as a whole: go-diff takes time by their number and by that of
// the changes.
const mostTokens = 10000

// align finds what is equal in the rest of the texts. Texts of more than mostTokens tokens are first cut where runs of
// tokens stand that each text has just once; what is still longer between two cuts is taken as replaced whole.
func (r *redline) align() {
	r.restA, r.restB = rest(r.movedA), rest(r.movedB)
	a, b := runes(r.a, r.restA), runes(r.b, r.restB)
	r.stretches = nil
	lead := 0
	for lead < min(len(a), len(b)) && a[lead] == b[lead] {
		lead++
	}
	r.push(stretch{0, lead, 0, lead, true})
	at := stretch{a0: lead, b0: lead}
	for _, cut := range append(anchors(a, b, lead), stretch{len(a), len(a), len(b), len(b), true}) {
		r.alignPart(a[at.a0:cut.a0], b[at.b0:cut.b0], at.a0, at.b0)
		r.push(cut)
		at = stretch{a0: cut.a1, b0: cut.b1}
	}
}

func rest(moved []int) []int {
	out := make([]int, 0, len(moved))
	for i, m := range moved {
		if m == 0 {
			out = append(out, i)
		}
	}
	return out
}

func runes(list []token, at []int) []rune {
	out := make([]rune, len(at))
	for k, i := range at {
		out[k] = list[i].id
	}
	return out
}

func (r *redline) alignPart(a, b []rune, a0, b0 int) {
	if len(a)+len(b) > mostTokens {
		tail := 0
		for tail < min(len(a), len(b)) && a[len(a)-1-tail] == b[len(b)-1-tail] {
			tail++
		}
		a, b = a[:len(a)-tail], b[:len(b)-tail]
		if len(a)+len(b) > mostTokens {
			r.push(stretch{a0, a0 + len(a), b0, b0 + len(b), false})
		} else {
			r.alignPart(a, b, a0, b0)
		}
		a0, b0 = a0+len(a), b0+len(b)
		r.push(stretch{a0, a0 + tail, b0, b0 + tail, true})
		return
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // a deadline would make the result depend on the machine
	for _, d := range dmp.DiffCleanupMerge(dmp.DiffMainRunes(a, b, false)) {
		n := utf8.RuneCountInString(d.Text)
		s := stretch{a0, a0, b0, b0, d.Type == diffmatchpatch.DiffEqual}
		if d.Type != diffmatchpatch.DiffInsert {
			a0 += n
		}
		if d.Type != diffmatchpatch.DiffDelete {
			b0 += n
		}
		s.a1, s.b1 = a0, b0
		r.push(s)
	}
}

// push adds a stretch behind the others, joined to the last if that is of its kind.
func (r *redline) push(s stretch) {
	if s.a0 == s.a1 && s.b0 == s.b1 {
		return
	}
	if n := len(r.stretches); n > 0 && r.stretches[n-1].equal == s.equal {
		r.stretches[n-1].a1, r.stretches[n-1].b1 = s.a1, s.b1
		return
	}
	r.stretches = append(r.stretches, s)
}

// anchorTokens is how long a run of tokens is by which long texts are cut.
const anchorTokens = 6

// anchors returns runs of tokens behind from that each text has just once, the most that stand in one order in both; none for
// texts that can be compared whole.
func anchors(a, b []rune, from int) []stretch {
	if len(a)+len(b)-2*from <= mostTokens {
		return nil
	}
	once := func(list []rune) map[[anchorTokens]rune]int {
		at := map[[anchorTokens]rune]int{}
		for i := from; i+anchorTokens <= len(list); i++ {
			run := [anchorTokens]rune(list[i:])
			if _, seen := at[run]; seen {
				at[run] = -1
			} else {
				at[run] = i
			}
		}
		return at
	}
	inA, inB := once(a), once(b)
	var pairs [][2]int
	for i := from; i+anchorTokens <= len(a); i++ {
		run := [anchorTokens]rune(a[i:])
		if k, ok := inB[run]; ok && k >= 0 && inA[run] == i {
			pairs = append(pairs, [2]int{i, k})
		}
	}
	var out []stretch
	for _, p := range heaviest(pairs, func(int) int { return 1 }) {
		i, k := pairs[p][0], pairs[p][1]
		if n := len(out); n == 0 || i >= out[n-1].a1 && k >= out[n-1].b1 {
			out = append(out, stretch{i, i + anchorTokens, k, k + anchorTokens, true})
		}
	}
	return out
}

// heaviest returns the indices of the pairs, which are in order of their first numbers, that stand in order of both and have the
// greatest weight together; of several such chains always the same. It takes n log n steps.
func heaviest(pairs [][2]int, weight func(int) int) []int {
	size := 0
	for _, p := range pairs {
		size = max(size, p[1]+1)
	}
	type end struct{ weight, pair int }
	tree := make([]end, size+1) // Fenwick: the best chain that ends at or before a second number
	before := make([]int, len(pairs))
	best := end{0, -1}
	for i, p := range pairs {
		chain := end{0, -1}
		for k := p[1]; k > 0; k &= k - 1 {
			if tree[k].weight > chain.weight {
				chain = tree[k]
			}
		}
		before[i] = chain.pair
		chain = end{chain.weight + weight(i), i}
		if chain.weight > best.weight {
			best = chain
		}
		for k := p[1] + 1; k <= size; k += k & -k {
			if chain.weight > tree[k].weight {
				tree[k] = chain
			}
		}
	}
	var out []int
	for i := best.pair; i >= 0; i = before[i] {
		out = append(out, i)
	}
	for i, k := 0, len(out)-1; i < k; i, k = i+1, k-1 {
		out[i], out[k] = out[k], out[i]
	}
	return out
}
