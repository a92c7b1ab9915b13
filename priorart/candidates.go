package priorart

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"sync"

	"claimchart/priorart/index"
)

// compareAll is how many references are compared with every limitation whatever they say. Of more, those are that an index of their
// passages finds to be candidates: reading a text closely costs a hundred times what finding it does.
const compareAll = 64

// What makes a reference of a large library a candidate: it has one of the foundFor passages found for a limitation and stands
// among the most that have the best of them over all limitations, or among the bestFor of one limitation.
const (
	foundFor = 300
	most     = 40
	bestFor  = 3
)

// candidates returns the references, by their places in the library and in its order, that are compared with the limitations of the set.
func (c *charter) candidates() ([]int, error) {
	n := len(c.lib.References)
	if n <= compareAll {
		all := make([]int, n)
		for i := range all {
			all[i] = i
		}
		return all, nil
	}
	passages := c.lib.Passages()
	found := c.lib.indexed()
	total := make([]float64, n)
	chosen := map[int]bool{}
	for _, text := range c.limitationTexts() {
		q := newQuery(text)
		var terms []index.Term
		for _, t := range q.terms {
			terms = append(terms, index.Term{Stem: t.stem, Weight: t.weight})
			for _, p := range t.parts {
				terms = append(terms, index.Term{Stem: p, Weight: t.weight / float64(len(t.parts))})
			}
		}
		hits, err := found.Search(terms, foundFor)
		if err != nil {
			return nil, err
		}
		best := map[int]bool{}
		for _, h := range hits { // best first, so that a reference's first passage is its best
			ref := passages.reference(h.Passage)
			if best[ref] {
				continue
			}
			if len(best) < bestFor {
				chosen[ref] = true
			}
			best[ref] = true
			total[ref] += h.Score / hits[0].Score
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(total[b], total[a]) })
	for _, ref := range order[:min(most, n)] {
		if total[ref] > 0 {
			chosen[ref] = true
		}
	}
	return slices.Sorted(maps.Keys(chosen)), nil
}

// limitationTexts are the distinct texts of the limitations that are charted, in order.
func (c *charter) limitationTexts() []string {
	var out []string
	seen := map[string]bool{}
	for i := range c.set.Claims {
		cl := &c.set.Claims[i]
		if cl.Text == "" || len(c.opt.Claims) > 0 && !slices.Contains(c.opt.Claims, cl.Num) {
			continue
		}
		for _, via := range vias(cl) {
			lims, err := c.limitations(cl, via)
			if err != nil {
				continue // said where the claim is charted
			}
			for _, l := range lims {
				if l.scored && !seen[l.element.Text] {
					seen[l.element.Text] = true
					out = append(out, l.element.Text)
				}
			}
		}
	}
	return out
}

// indexed returns the index of the library's passages, made when it is first asked for. References are not added afterwards.
func (l *Library) indexed() *index.Memory {
	if l.index != nil {
		return l.index
	}
	var texts []string
	for i := range l.References {
		for _, p := range l.References[i].Passages {
			texts = append(texts, p.Text)
		}
	}
	stems := make([][]string, len(texts))
	onAllCores(len(texts), func(i int) { stems[i] = stemsOf(texts[i]) })
	b := index.NewBuilder()
	for _, s := range stems {
		b.Add(s)
	}
	l.index = b.Memory()
	return l.index
}

// onAllCores calls do with 0 to n-1, on all processors.
func onAllCores(n int, do func(i int)) {
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				do(i)
			}
		})
	}
	wg.Wait()
}

// stemsOf returns the stems that a passage is found by: those of its words that tell something, and of the parts of hyphened ones.
func stemsOf(text string) []string {
	toks := tokens(text)
	out := make([]string, 0, len(toks))
	for _, t := range toks {
		if !idle[t.lower] {
			out = append(out, t.stem)
			out = append(out, t.parts...)
		}
	}
	return out
}
