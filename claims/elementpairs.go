package claims

import (
	"cmp"
	"slices"
	"strings"
)

// How alike in thousandths two elements are at least that correspond to each other: half their words, or a quarter where they stand
// behind or before two that do.
const (
	sameElement = 500
	sameAmong   = 250
)

// pairElements pairs the elements of two claims one by one: preamble with preamble, the others the most alike first, of equals
// those that stand nearest. Either claim may be nil.
func pairElements(a, b *Claim) []ElementPair {
	as, bs := elementsOf(a), elementsOf(b)
	g := glossary{}
	words := func(list []*Element) []content {
		out := make([]content, len(list))
		for i, e := range list {
			out[i] = g.content(e.Text)
		}
		return out
	}
	wa, wb := words(as), words(bs)
	type match struct{ like, i, k int }
	var all []match
	for i, x := range as {
		for k, y := range bs {
			switch like := alike(wa[i], wb[k]); {
			case isPreamble(x) != isPreamble(y):
			case isPreamble(x) && i == 0 && k == 0, x.Text == y.Text:
				all = append(all, match{1001, i, k})
			case like >= sameElement:
				all = append(all, match{like, i, k})
			}
		}
	}
	away := func(m match) int { return max(m.i-m.k, m.k-m.i) }
	slices.SortStableFunc(all, func(x, y match) int {
		return cmp.Or(y.like-x.like, away(x)-away(y), x.i-y.i, x.k-y.k)
	})
	ofA, ofB := make([]int, len(as)), make([]int, len(bs)) // partner, from 1
	for _, m := range all {
		if ofA[m.i] == 0 && ofB[m.k] == 0 {
			ofA[m.i], ofB[m.k] = m.k+1, m.i+1
		}
	}
	for i := range as {
		for k := range bs {
			next := i+1 < len(as) && k+1 < len(bs) && ofA[i+1] == k+2
			before := i > 0 && k > 0 && ofA[i-1] == k
			if (before || next) && ofA[i] == 0 && ofB[k] == 0 && alike(wa[i], wb[k]) >= sameAmong && isPreamble(as[i]) == isPreamble(bs[k]) {
				ofA[i], ofB[k] = k+1, i+1
			}
		}
	}
	var pairs [][2]int
	for i, k := range ofA {
		if k > 0 {
			pairs = append(pairs, [2]int{i, k - 1})
		}
	}
	moved := map[int]bool{} // by index in b
	for _, p := range pairs {
		moved[p[1]] = true
	}
	for _, n := range heaviest(pairs, func(n int) int { return 1 + len(wa[pairs[n][0]]) }) {
		moved[pairs[n][1]] = false
	}
	var out []ElementPair
	next := 0 // of a, for what stands in it alone
	alone := func(to int) {
		for ; next < to; next++ {
			if ofA[next] == 0 {
				out = append(out, ElementPair{A: as[next], Ops: Diff(as[next].Text, "")})
			}
		}
	}
	for k, e := range bs {
		if ofB[k] == 0 {
			alone(until(ofB, moved, k, len(as)))
			out = append(out, ElementPair{B: e, Ops: Diff("", e.Text)})
			continue
		}
		if !moved[k] {
			alone(ofB[k])
		}
		x := as[ofB[k]-1]
		ops := Diff(x.Text, e.Text)
		out = append(out, ElementPair{A: x, B: e, Similarity: likeness(ops), Ops: ops, Moved: moved[k]})
	}
	alone(len(as))
	return out
}

// until returns which element of a the first element of b behind k that has not moved corresponds to, or end.
func until(ofB []int, moved map[int]bool, k, end int) int {
	for ; k < len(ofB); k++ {
		if ofB[k] > 0 && !moved[k] {
			return ofB[k] - 1
		}
	}
	return end
}

func elementsOf(c *Claim) []*Element {
	var out []*Element
	for i := 0; c != nil && i < len(c.Elements); i++ {
		out = append(out, &c.Elements[i])
	}
	return out
}

func isPreamble(e *Element) bool { return strings.HasSuffix(e.Label, "[pre]") }
