package priorart

import (
	"strings"
)

// measure compares the quantities of the element with those of the window: each claimed one with the one of the same dimension that
// suits it best.
func (q *query) measure(t *text, b *body, h *hit) {
	h.measure = unmeasured
	if len(q.quantities) == 0 {
		return
	}
	type foundAt struct {
		quantity
		sent int
		by   *namedHere
	}
	var list []foundAt
	for s := h.window.first; s <= h.window.last; s++ {
		for _, x := range b.amounts(t, s) {
			list = append(list, foundAt{x, s, nil})
		}
	}
	for k := range b.means {
		if d := &b.means[k]; (d.sent < h.window.first || d.sent > h.window.last) && b.has(h.window, d.name) {
			for _, x := range b.amounts(t, d.sent) {
				list = append(list, foundAt{x, d.sent, d})
			}
		}
	}
	shown := func(x foundAt) string {
		s := b.sents[x.sent]
		return t.ref.Passages[s.passage].Text[s.span.Start+x.start : s.span.Start+x.end]
	}
	worst := inside
	rank := map[measure]int{inside: 0, unmeasured: 1, overlaps: 2, outside: 3}
	for _, c := range q.quantities {
		got, at := unmeasured, -1
		for k, x := range list {
			if !sameDimension(c.dim, x.dim, q, h, b) {
				continue
			}
			if m := x.compareTo(c); at < 0 || rank[m] < rank[got] {
				got, at = m, k
			}
		}
		what := ""
		if at >= 0 {
			what = shown(list[at])
			if x := list[at]; x.by != nil {
				h.defined = append(h.defined, valueAt{x.sent, x.start, x.end, q.text[c.start:c.end]})
			}
		}
		h.measured = append(h.measured, measured{q.text[c.start:c.end], what, got})
		if rank[got] > rank[worst] {
			worst = got
			h.why = got.reason(q.text[c.start:c.end], what)
		}
	}
	h.measure = worst
}

// measured is how a claimed quantity stands to the one of a text that suits it best.
type measured struct {
	claimed, found string // as written; found is empty where nothing can be compared
	how            measure
}

// valueAt is where a definition has a value that the element asks for.
type valueAt struct {
	sent, start, end int // a sentence of the body, and a part of it
	claimed          string
}

// sameDimension tells whether two quantities can be compared; what is counted may be named by another word that stands for the same.
func sameDimension(claimed, found string, q *query, h *hit, b *body) bool {
	if claimed == found {
		return true
	}
	c, ok := strings.CutPrefix(claimed, "count ")
	f, ok2 := strings.CutPrefix(found, "count ")
	if !ok || !ok2 {
		return false
	}
	for i, t := range q.terms {
		if t.stem == c && h.place[i].by != nil {
			return b.toks[h.place[i].end-1].stem == f
		}
	}
	return false
}
