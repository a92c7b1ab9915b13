package priorart

import (
	"maps"
	"slices"

	"claimchart/claims"
	"claimchart/priorart/index"
)

// CompareAll is how many references are compared with every limitation whatever they say. Of more, those are that an index of their
// passages finds to be candidates: reading a text closely costs a hundred times what finding it does.
const CompareAll = 64

// What makes a reference of a large library a candidate: it has one of the foundFor passages found for a limitation and stands
// among the most that have the best of them over all limitations, or among the bestFor of one limitation.
const (
	foundFor = 300
	most     = 40
	bestFor  = 3
)

// candidates returns the references that are compared with the limitations of the set, by their places in the library and in its order; by
// document where it is kept elsewhere.
func (c *charter) candidates() ([]int, error) {
	in, of := index.Candidates(nil), index.DocumentOf
	if c.lib.kept != nil {
		in = c.lib.kept
	} else {
		var err error
		if in, err = c.lib.indexed(); err != nil {
			return nil, err
		}
		of = c.lib.Passages().reference
	}
	var texts []string
	var queries [][]index.Term
	for _, n := range c.elements(false) {
		if text := c.said.list[n].element.Text; !slices.Contains(texts, text) {
			texts, queries = append(texts, text), append(queries, SearchTerms(text))
		}
	}
	hits, err := searchAll(in, queries, foundFor)
	return choose(hits, of), err
}

// narrow has the chart compare the candidates of a large library, and no others.
func (c *charter) narrow() error {
	near, done, err := c.lib.near()
	if err != nil {
		return err
	}
	if c.lib = near; done && len(near.References) <= CompareAll {
		return nil
	}
	chosen, err := c.candidates()
	if err != nil {
		return err
	}
	c.lib, err = c.lib.only(chosen)
	return err
}

// SearchTerms are the terms by which a limitation's passages are looked for.
func SearchTerms(text string) (terms []index.Term) {
	for _, t := range newQuery(text).terms {
		terms = append(terms, index.Term{Stem: t.stem, Weight: t.weight})
		for _, p := range t.parts {
			terms = append(terms, index.Term{Stem: p, Weight: t.weight / float64(len(t.parts))})
		}
	}
	return terms
}

// firstErr returns the first error of a list.
func firstErr(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// elements are the limitations that are charted, by the numbers of their recitals, each once for all that have the same cells; with those of
// the other readings of reconstructed claims, if that is asked.
func (c *charter) elements(readings bool) []int {
	seen := map[int]bool{}
	take := func(lims []limitation, err error) {
		if err != nil {
			return // said where the claim is charted
		}
		for _, l := range lims {
			if l.scored {
				seen[l.recital] = true
			}
		}
	}
	for i := range c.set.Claims {
		cl := &c.set.Claims[i]
		if cl.Text == "" || cl.Canceled() || len(c.opt.Claims) > 0 && !slices.Contains(c.opt.Claims, cl.Num) {
			continue
		}
		for _, via := range vias(cl) {
			take(c.limitations(cl, via))
		}
		if !readings || len(cl.Origin.Readings) == 0 {
			continue
		}
		take(c.limitations(cl, 0)) // what readings are compared with
		for _, r := range cl.Origin.Readings {
			other := claims.Read(cl.Num, r.Text)
			take(c.limitations(&other, 0))
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// UseIndex has candidates found by an index of the library's passages, under the numbers of Library.Passages and with their Stems. It
// has to have all of them and no others. Without one, an index is made in memory when it is first asked for.
func (l *Library) UseIndex(in index.Candidates) { l.index = in }

// indexed returns the index of the library's passages. References are not added afterwards. Claim sets that are charted at a time
// wait for the one that makes it.
func (l *Library) indexed() (index.Candidates, error) {
	l.indexing.Lock()
	defer l.indexing.Unlock()
	if l.index != nil {
		return l.index, nil
	}
	b := index.NewBuilder()
	const together = 64 // passages of a store are not held longer than they are needed
	for from := 0; from < len(l.References); from += together {
		var refs []*Reference
		for i := from; i < min(from+together, len(l.References)); i++ {
			refs = append(refs, &l.References[i])
		}
		all, err := StemsOf(refs)
		if err != nil {
			return nil, err
		}
		for _, passages := range all {
			for _, stems := range passages {
				b.Add(stems)
			}
		}
	}
	l.index = b.Memory()
	return l.index, nil
}

// StemsOf returns the Stems of each passage of each reference, which are read from their store where they are in one. The error is
// that of reading.
func StemsOf(refs []*Reference) ([][][]string, error) {
	out, errs := make([][][]string, len(refs)), make([]error, len(refs))
	onAllCores(len(refs), func(i int) {
		out[i] = make([][]string, refs[i].PassageCount())
		for k := range out[i] {
			p, err := refs[i].Passage(k)
			if err != nil {
				errs[i] = err
				return
			}
			out[i][k] = Stems(p.Text)
		}
	})
	return out, firstErr(errs)
}

// StemsVersion is raised whenever Stems gives other stems than before: an index that is kept holds those of one version.
const StemsVersion = 1

// Stems returns the stems that a passage is found by: those of its words that tell something, and of the parts of hyphened ones, in
// the text's order and as often as they stand there. An index that UseIndex takes has them.
func Stems(text string) []string { return stemsIn(tokens(text)) }

func stemsIn(toks []token) []string {
	out := make([]string, 0, len(toks))
	for _, t := range toks {
		if !idle[t.lower] {
			out = append(out, t.stem)
			out = append(out, t.parts...)
		}
	}
	return out
}
