package priorart

import (
	"cmp"
	"math"
	"slices"
)

// change is something that a quotation might say otherwise.
type change struct {
	words string
	make  func(h *hit)
	moves float64 // how far it alone moves the quoted weight
}

// turns finds what would give the cell of a weighing the next higher and the next lower status, all else in the quotation as it is.
func (q *query) turns(t *text, w *weighing, most Status) []Turn {
	if w.quoted.window.first < 0 {
		return nil
	}
	now, _ := q.status(w)
	if now == Disclosed {
		now = most
	}
	rank := map[Status]int{NotFound: 0, Partly: 1, Disclosed: 2}
	var out []Turn
	for _, to := range []Status{Disclosed, Partly} {
		if rank[to] > rank[now] && rank[to] <= rank[most] {
			turn, ok := q.turn(t, w, q.additions(w), to, func(s Status) bool { return rank[s] >= rank[to] })
			if len(out) > 0 { // what is said already, and does more
				turn.AnyOf = slices.DeleteFunc(turn.AnyOf, func(words string) bool { return slices.Contains(out[0].AnyOf, words) })
				ok = ok && (len(turn.AnyOf) > 0 || turn.AllOf != nil && !slices.Equal(turn.AllOf, out[0].AllOf))
			}
			if ok {
				out = append(out, turn)
			}
		}
	}
	if now != NotFound {
		lower := []Status{NotFound, NotFound, Partly}[rank[now]]
		if turn, ok := q.turn(t, w, q.removals(t, w), lower, func(s Status) bool { return rank[s] < rank[now] }); ok {
			out = append(out, turn)
		}
	}
	return out
}

// turn finds the changes of which each alone is enough, else a set of which none can be spared, with the weightiest in it.
func (q *query) turn(t *text, w *weighing, list []change, to Status, enough func(Status) bool) (Turn, bool) {
	turn := Turn{To: to}
	before := q.quotedWeight(&w.quoted)
	for i := range list {
		h, s := q.suppose(t, w, list[i:i+1])
		list[i].moves = math.Abs(q.quotedWeight(&h) - before)
		if enough(s) {
			turn.AnyOf = append(turn.AnyOf, list[i].words)
		}
	}
	if turn.AnyOf != nil {
		return turn, true
	}
	if _, s := q.suppose(t, w, list); !enough(s) {
		return turn, false
	}
	kept := slices.Clone(list)
	slices.SortStableFunc(kept, func(a, b change) int { return cmp.Compare(a.moves, b.moves) })
	for i := 0; i < len(kept); {
		without := slices.Delete(slices.Clone(kept), i, i+1)
		if _, s := q.suppose(t, w, without); enough(s) {
			kept = without
		} else {
			i++
		}
	}
	for _, c := range list { // in the order of the element
		if slices.ContainsFunc(kept, func(k change) bool { return k.words == c.words }) {
			turn.AllOf = append(turn.AllOf, c.words)
		}
	}
	return turn, true
}

// suppose tells what the quotation would show if it said otherwise.
func (q *query) suppose(t *text, w *weighing, list []change) (hit, Status) {
	h := w.quoted
	h.plain, h.place, h.denied = slices.Clone(h.plain), slices.Clone(h.place), slices.Clone(h.denied)
	for _, c := range list {
		c.make(&h)
	}
	q.settle(&t.quoted, &h)
	other := *w
	other.quoted, other.sum = h, q.sumOf(&h, w.own.value)
	s, _ := q.status(&other)
	return h, s
}

// additions are what the quotation might say more, or not deny.
func (q *query) additions(w *weighing) []change {
	var out []change
	h := &w.quoted
	for i, tm := range q.terms {
		switch {
		case h.denied[i]:
			by := h.place[i].by
			out = append(out, change{"“" + tm.shown + "” not denied", func(h *hit) { h.denied[i], h.plain[i] = false, by.value }, 0})
		case h.plain[i] < 1 && !tm.denied:
			out = append(out, change{"“" + tm.shown + "”", func(h *hit) {
				h.plain[i] = 1
				if h.place[i].by == nil {
					h.place[i] = q.beside(h, i)
				}
			}, 0})
		}
	}
	if len(q.quantities) > 0 && h.measure != inside {
		words := "a quantity within what is claimed"
		for _, m := range h.measured {
			if m.how == h.measure {
				words = "a quantity within “" + m.claimed + "”"
			}
		}
		out = append(out, change{words, func(h *hit) { h.measure = inside }, 0})
	}
	if h.swapped != "" {
		out = append(out, change{"what does and what is done to as claimed", func(h *hit) { h.swapped = "" }, 0})
	}
	return out
}

// beside is where a term would stand: with the words of its compound that are there, else with any that are.
func (q *query) beside(h *hit, i int) place {
	at := place{by: &wording{}}
	found := false
	for j, p := range h.place {
		if p.by == nil {
			continue
		}
		if same := q.terms[j].compound == q.terms[i].compound; same || !found {
			at.tok, at.end, found = p.tok, p.end, true
			if same {
				break
			}
		}
	}
	return at
}

// removals are what the quotation might not say, or not mean.
func (q *query) removals(t *text, w *weighing) []change {
	var out []change
	for i, tm := range q.terms {
		p := w.quoted.place[i]
		if p.by == nil || w.quoted.plain[i] == 0 {
			continue
		}
		words := "“" + tm.shown + "” missing"
		if p.by.why != "" {
			words = "“" + tm.shown + "” not meant (" + q.whyOf(&t.quoted, i, p) + ")"
		}
		out = append(out, change{words, func(h *hit) { h.plain[i], h.place[i] = 0, place{} }, 0})
	}
	if w.quoted.measure == inside && len(w.quoted.measured) > 0 {
		out = append(out, change{"no quantity within “" + w.quoted.measured[0].claimed + "”", func(h *hit) { h.measure = unmeasured }, 0})
	}
	return out
}
