package priorart

import (
	"math"
	"slices"
	"strings"
)

// maxSentences is how many neighbouring sentences count as standing together, maxAcross how many where they belong to two
// neighbouring passages. Of windows that show the same the shorter is quoted, and each further sentence takes perSentence of the value away
// since what it adds may be said of something else.
const (
	maxSentences = 3
	maxAcross    = 5
	perSentence  = 0.02
)

// maxWindows is how many places of a reference are looked at closely for an element.
const maxWindows = 8

// place is where a text has a term.
type place struct {
	tok, end int // words of the body, half open
	by       *wording
}

// window is a run of sentences of a body.
type window struct {
	first, last int // sentences
	sum         float64
}

// places finds where the terms of q stand in b, by sentence and term, and nil for a sentence without any; the next call for b takes the
// lists again. It returns the sentences that have any, in order.
func (q *query) places(b *body, wordings []wording) (in [][]place, order []int) {
	in = b.spread.begin(len(b.sents), len(q.terms))
	for k := range wordings {
		s := &wordings[k]
		if !b.hasAll(s.stems) {
			continue
		}
		own := q.itself(s)
	next:
		for _, p := range b.at[s.stems[0]] {
			at := int(p)
			sent := b.sentenceOf(at)
			if len(s.stems) > 1 && at+len(s.stems) > b.sents[sent].end {
				continue
			}
			for i, stem := range s.stems[1:] {
				if b.toks[at+1+i].stem != stem {
					continue next
				}
			}
			list := in[sent]
			if list == nil {
				list = b.spread.list()
				in[sent] = list
				order = append(order, sent)
			}
			for _, i := range s.terms {
				if own >= 0 && i != own || q.terms[i].modifier && len(s.stems) == 1 && len(s.terms) == 1 && !strings.HasSuffix(b.toks[at].lower, "ing") {
					continue
				}
				if list[i].by == nil || s.value > list[i].by.value {
					list[i] = place{at, at + len(s.stems), s}
				}
			}
		}
	}
	slices.Sort(order)
	return in, order
}

// itself returns the term that a wording is the very word of, or -1. It stands for no other term: "started" is not also the "opened" of "opened before
// the pump is started".
func (q *query) itself(w *wording) int {
	if len(w.stems) > 1 {
		return -1
	}
	return slices.IndexFunc(q.terms, func(t term) bool { return t.stem == w.stems[0] })
}

// windows returns the runs of neighbouring sentences that show most of q, best first.
func (q *query) windows(t *text, b *body, in [][]place, order []int, base []float64) []window {
	var best []window
	value := make([]float64, len(q.terms))
	for _, a := range order {
		clear(value)
		for l := a; l < len(b.sents) && l < a+maxAcross; l++ {
			if l > a && !b.goesOn(t, a, l) {
				break
			}
			for i, p := range in[l] {
				if p.by != nil {
					value[i] = math.Max(value[i], p.by.value)
				}
			}
			if l > a && in[l] == nil {
				continue
			}
			sum := 0.0
			for i, v := range value {
				if base != nil {
					v = math.Max(v, ownWord*base[i])
				}
				sum += float64(v * q.terms[i].weight)
			}
			kept := 1 - perSentence*float64(l-a)
			if q.amount > 0 && sum >= partlyShare*(q.total-q.amount) && (len(best) < maxWindows || (sum+q.amount)*kept > best[maxWindows-1].sum) { // a figure alone is of anything
				sum += float64(q.amount * q.figures(t, b, in, a, l))
			}
			sum *= kept
			w := window{a, l, sum}
			at, _ := slices.BinarySearchFunc(best, w, func(x, y window) int {
				if x.sum > y.sum+1e-9 || x.sum > y.sum-1e-9 {
					return -1
				}
				return 1
			})
			if at < maxWindows {
				best = slices.Insert(best, at, w)
				best = best[:min(len(best), maxWindows)]
			}
		}
	}
	return best
}

// figures is the largest share of the element's quantities for which one of the sentences from a to l that have words of it has a value within what is
// claimed.
func (q *query) figures(t *text, b *body, in [][]place, a, l int) float64 {
	most := 0
	for s := a; s <= l; s++ {
		if in[s] == nil {
			continue
		}
		n := 0
		for _, c := range q.quantities {
			if slices.ContainsFunc(b.amounts(t, s), func(x quantity) bool { return x.dim == c.dim && x.compareTo(c) == inside }) {
				n++
			}
		}
		most = max(most, n)
	}
	return float64(most) / float64(max(len(q.quantities), 1))
}

// goesOn tells whether sentence l is read together with those from a on: in one passage at most maxSentences of them; in the passage
// right behind it, if that speaks of a thing named before, and neither turns to another embodiment.
func (b *body) goesOn(t *text, a, l int) bool {
	if b.sents[l].anew {
		return false
	}
	switch passages := b.sents[l].passage - b.sents[a].passage; {
	case passages > 1, passages == 0 && (l-a >= maxSentences || !b.follows(l)):
		return false
	case passages == 1 && b.sents[l].passage != b.sents[l-1].passage && !b.takesUp(l): // decided at its first sentence
		return false
	}
	name := b.embodiment(t, l)
	for s := a; s < l && name != ""; s++ {
		if other := b.embodiment(t, s); other != "" && other != name {
			return false
		}
	}
	return true
}

// follows tells whether sentence l goes on with what the sentence before it speaks of: it points back to a thing or has a telling word of it
// again (lexical cohesion; Halliday and Hasan, Cohesion in English, 1976). Words of sentences that nothing joins stand side by side by
// chance, and are no disclosure together (MPEP 2131: arranged as in the claim).
func (b *body) follows(l int) bool {
	s, before := &b.sents[l], b.sents[l-1]
	if s.follows == 0 {
		s.follows = 1
		if b.pointsBack(l) || b.repeats(before, *s) {
			s.follows = 2
		}
	}
	return s.follows == 2
}

// repeats tells whether two sentences have a telling word in common.
func (b *body) repeats(x, y sentence) bool {
	for k := y.first; k < y.end; k++ {
		if idle[b.toks[k].lower] || relating[b.toks[k].lower] {
			continue
		}
		for _, at := range b.at[b.toks[k].stem] {
			if int(at) >= x.first && int(at) < x.end {
				return true
			}
		}
	}
	return false
}

// pointsBack tells whether a sentence takes up a thing that the one before it, or those of the passage before, name: "the annulus",
// "this", "it", "such a valve".
func (b *body) pointsBack(l int) bool {
	s := b.sents[l]
	before := l - 1
	for before > 0 && b.sents[before-1].passage == b.sents[l-1].passage {
		before--
	}
	first := b.sents[before].first
	for k := s.first; k < s.end; k++ {
		switch t := b.toks[k]; {
		case k < s.first+3 && (t.lower == "it" || t.lower == "this" || t.lower == "these" || t.lower == "they" || t.lower == "such" || t.lower == "then" || t.lower == "its" || t.lower == "thereby" || t.lower == "here"):
			return true
		case (t.lower == "the" || t.lower == "this" || t.lower == "these" || t.lower == "said" || t.lower == "both") && k+1 < s.end:
			for n := k + 1; n < min(k+4, s.end); n++ {
				if idle[b.toks[n].lower] {
					break
				}
				for _, at := range b.at[b.toks[n].stem] {
					if int(at) >= first && int(at) < s.first {
						return true
					}
				}
			}
		}
	}
	return false
}

// kept is what a window's value is multiplied with for its length.
func (w window) kept() float64 { return 1 - perSentence*float64(w.last-w.first) }

// has tells whether the stems stand in a window side by side.
func (b *body) has(w window, stems []string) bool {
	first, end := b.sents[w.first].first, b.sents[w.last].end
	list := b.at[stems[0]]
	from, _ := slices.BinarySearch(list, int32(first))
	for _, at := range list[from:] {
		if int(at) >= end {
			return false
		}
		if standsAt(b.toks[:end], int(at), stems) {
			return true
		}
	}
	return false
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// standsAt tells whether the stems stand in toks from k on.
func standsAt(toks []token, k int, stems []string) bool {
	if k+len(stems) > len(toks) {
		return false
	}
	for i, s := range stems {
		if toks[k+i].stem != s {
			return false
		}
	}
	return true
}
