package claims

import (
	"slices"
	"strings"
)

// A clause is told to be moved from leastWords words on, of which leastContent carry content.
const (
	leastWords   = 4
	leastContent = 2
)

// clause is a part of a text between marks, or before "wherein", without the "and" that joins it: tokens from (incl.) to (excl.).
type clause struct{ from, to int }

// twin is a clause that stands in both texts, once in each; away where it was moved.
type twin struct {
	a, b clause
	away bool
}

// moves takes out the clauses that stand in both texts, once in each, and cannot be unchanged together with the others, since
// they stand in another order. The most words stay where they are.
//
// A clause runs from one mark to the next, semicolons first and commas for what is left, or to a "wherein"; it is the same where
// its words are but for the small ones, since "a lid" becomes "the lid" where the clause comes later. A phrase inside a clause is
// never moved, however long: the things of a claim are named again and again.
func (r *redline) moves() {
	inA, inB := make([]bool, len(r.a)), make([]bool, len(r.b)) // tokens of clauses that have a twin
	for _, ends := range []string{";:.", ";:.,"} {
		a, b := cutClauses(r.a, ends, inA), cutClauses(r.b, ends, inB)
		timesA, timesB, at := map[string]int{}, map[string]int{}, map[string]int{}
		for _, c := range a {
			timesA[key(r.a, c)]++
		}
		for k, c := range b {
			timesB[key(r.b, c)]++
			at[key(r.b, c)] = k
		}
		for _, c := range a {
			word := key(r.a, c)
			if word == "" || timesA[word] > 1 || timesB[word] != 1 {
				continue
			}
			d := b[at[word]]
			r.twins = append(r.twins, twin{a: c, b: d})
			for i := c.from; i < c.to; i++ {
				inA[i] = true
			}
			for k := d.from; k < d.to; k++ {
				inB[k] = true
			}
		}
	}
	slices.SortFunc(r.twins, func(x, y twin) int { return x.a.from - y.a.from })
	order := make([][2]int, len(r.twins))
	for i := range r.twins {
		order[i] = [2]int{r.twins[i].a.from, r.twins[i].b.from}
		r.twins[i].away = true
	}
	for _, i := range heaviest(order, func(i int) int { return r.twins[i].a.to - r.twins[i].a.from }) {
		r.twins[i].away = false
	}
	r.mark(nil, nil)
}

// number gives the moves their numbers, once it is known what is deleted and what is inserted: a clause that stays in order of the
// others was moved too where the words around it, being more, have passed it by.
func (r *redline) number() {
	if len(r.twins) == 0 {
		return
	}
	standsA, standsB := make([]bool, len(r.a)), make([]bool, len(r.b))
	for _, s := range r.stretches {
		for n := 0; s.equal && n < s.a1-s.a0; n++ {
			standsA[r.restA[s.a0+n]], standsB[r.restB[s.b0+n]] = true, true
		}
	}
	for i := range r.twins {
		t := &r.twins[i]
		t.away = t.away || !slices.Contains(standsA[t.a.from:t.a.to], true) && !slices.Contains(standsB[t.b.from:t.b.to], true)
	}
	r.mark(standsA, standsB)
	for i := range r.twins {
		if t := &r.twins[i]; t.away {
			r.widen(t, standsA, standsB)
		}
	}
}

// mark numbers the clauses that are away. Those that stand behind each other in both texts with the same mark between them, which
// stands in neither text, have one number.
func (r *redline) mark(standsA, standsB []bool) {
	clear(r.movedA)
	clear(r.movedB)
	move := 0
	for i, t := range r.twins {
		if !t.away {
			continue
		}
		from, to := t.a.from, t.b.from
		if i > 0 && r.twins[i-1].away && r.follows(r.twins[i-1], t, standsA, standsB) {
			from, to = r.twins[i-1].a.to, r.twins[i-1].b.to
		} else {
			move++
		}
		for k := from; k < t.a.to; k++ {
			r.movedA[k] = move
		}
		for k := to; k < t.b.to; k++ {
			r.movedB[k] = move
		}
	}
}

func (r *redline) follows(first, second twin, standsA, standsB []bool) bool {
	n := second.a.from - first.a.to
	if n > 2 || second.b.from-first.b.to != n {
		return false
	}
	for i := range n {
		x, y := first.a.to+i, first.b.to+i
		if r.a[x].text != r.b[y].text || standsA != nil && (standsA[x] || standsB[y]) {
			return false
		}
	}
	return true
}

// widen lets the words around a moved clause go along that are the same in both texts and stand in neither: from "a sequence with
// 70%, 80% or 90% identity", "90% identity" alone would else be a clause. Marks and joining words at its ends do not.
func (r *redline) widen(t *twin, standsA, standsB []bool) {
	free := func(i, k int) bool {
		return i >= 0 && k >= 0 && i < len(r.a) && k < len(r.b) && r.a[i].text == r.b[k].text &&
			r.movedA[i] == 0 && r.movedB[k] == 0 && !standsA[i] && !standsB[k]
	}
	before, behind := 0, 0
	for n := 1; free(t.a.from-n, t.b.from-n); n++ {
		if !joinsClauses(r.a[t.a.from-n]) {
			before = n
		}
	}
	for n := 0; free(t.a.to+n, t.b.to+n); n++ {
		if !joinsClauses(r.a[t.a.to+n]) {
			behind = n + 1
		}
	}
	move := r.movedA[t.a.from]
	for n := 1; n <= before; n++ {
		r.movedA[t.a.from-n], r.movedB[t.b.from-n] = move, move
	}
	for n := range behind {
		r.movedA[t.a.to+n], r.movedB[t.b.to+n] = move, move
	}
}

// joinsClauses tells whether a token joins clauses and is a part of neither.
func joinsClauses(t token) bool {
	return t.isMark(";:.,") || t.lower == "and" || t.lower == "or" || t.lower == "then"
}

// cutClauses cuts tokens at the marks of ends and before what opens a clause, and takes the joining words and marks from the
// ends of each. Clauses with a token that is taken already are left out.
func cutClauses(list []token, ends string, taken []bool) []clause {
	var out []clause
	add := func(from, to int) {
		for from < to && joinsClauses(list[from]) {
			from++
		}
		for from < to && joinsClauses(list[to-1]) {
			to--
		}
		for i := from; i < to; i++ {
			if taken[i] {
				return
			}
		}
		if from < to {
			out = append(out, clause{from, to})
		}
	}
	start := 0
	for i, t := range list {
		switch {
		case t.isMark(ends) && (i+1 == len(list) || list[i+1].gap != ""): // no "10:15"
			add(start, i)
			start = i + 1
		case t.lower == "wherein" || t.lower == "whereby":
			add(start, i)
			start = i
		}
	}
	add(start, len(list))
	return out
}

// key is what a clause is known by: its words but the small ones. It is empty for one too short to be told as moved.
func key(list []token, c clause) string {
	words, content := 0, 0
	var b strings.Builder
	for _, t := range list[c.from:c.to] {
		if !t.word {
			continue
		}
		words++
		if !smallWords[t.lower] && !clauseOpeners[t.lower] {
			content++
		}
		if !smallWords[t.lower] {
			b.WriteString(t.lower)
			b.WriteByte(' ')
		}
	}
	if words < leastWords || content < leastContent {
		return ""
	}
	return b.String()
}
