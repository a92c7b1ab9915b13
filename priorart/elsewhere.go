package priorart

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"claimchart/claims"
	"claimchart/priorart/index"
)

// Kept is a library that a search engine keeps, of which only what a chart, a ranking or a search needs is fetched. Its passages are numbered by
// index.PassageAt, and documents by what index.DocumentOf says, in the order of the library.
type Kept interface {
	index.Candidates
	// References is how many there are.
	References() int
	// Fetch returns the references of documents, in the order of the library; those that are not there any more are left out.
	Fetch(documents []int) ([]Reference, error)
	// All returns all references. It is called where there are few, or a list of all is asked for.
	All() ([]Reference, error)
}

// Elsewhere is a library whose references are kept by a search engine. Make, ForClaims and ForText fetch those that they need, and
// References is empty.
func Elsewhere(kept Kept) *Library { return &Library{kept: kept} }

// Size is how many references and passages the library has, wherever they are.
func (l *Library) Size() (references, passages int) {
	switch {
	case l.whole != nil:
		return l.whole.Size()
	case l.kept != nil:
		return l.kept.References(), l.kept.Len()
	}
	return len(l.References), l.Passages().Len()
}

// only is the library of some of its references, which knows what it was chosen from. documents are places in the library, or documents where it is kept
// elsewhere.
func (l *Library) only(documents []int) (*Library, error) {
	out := &Library{Notes: l.Notes, whole: l}
	if l.kept != nil {
		var err error
		out.References, err = l.kept.Fetch(documents)
		return out, err
	}
	for _, i := range documents {
		out.References = append(out.References, l.References[i])
	}
	return out, nil
}

// near returns the library itself where its references are at hand, or all of them where they are few.
func (l *Library) near() (*Library, bool, error) {
	if l.kept == nil {
		return l, true, nil
	}
	if l.kept.References() > CompareAll {
		return l, false, nil
	}
	all, err := l.kept.All()
	return &Library{References: all}, true, err
}

// ForClaims returns a library that claims of a set are ranked against, all of them if only is empty: the library itself where its references are at hand; of one that is kept elsewhere
// all where they are few, else those that a chart of the claims would compare and those that a claim's words as a whole find. A score does not
// depend on what else is compared, so a ranking of them has the scores and the order of a ranking of all, and lacks those that were not found.
func (l *Library) ForClaims(set *claims.Set, only []int) (*Library, error) {
	if out, done, err := l.near(); done || err != nil {
		return out, err
	}
	c := &charter{set: set, heritage: claims.NewHeritage(set.Claims), lib: l, opt: Options{Claims: only}, said: &recitals{}}
	chosen, err := c.candidates()
	if err != nil {
		return nil, err
	}
	var queries [][]index.Term
	for i := range set.Claims {
		cl := &set.Claims[i]
		if len(only) > 0 && !slices.Contains(only, cl.Num) {
			continue
		}
		for _, via := range vias(cl) {
			if q, why := c.rankQuery(cl, via); why == "" {
				queries = append(queries, q.searchTerms())
			}
		}
	}
	hits, err := searchAll(l.kept, queries, rankedHits)
	if err != nil {
		return nil, err
	}
	for _, list := range hits {
		chosen = slices.Concat(chosen, bestDocuments(list, index.DocumentOf, rankedFor), fullDocuments(list, index.DocumentOf, rankedFor))
	}
	slices.Sort(chosen)
	return l.only(slices.Compact(chosen))
}

// What is fetched for a claim to be ranked: of the rankedHits best passages, the rankedFor references with the best, and as many with the most of them.
const (
	rankedHits = 1000
	rankedFor  = 60
)

// ForText returns a library in which a text is searched for with the most best results wanted: the library itself where its references are at hand; else those that have
// the best passages.
func (l *Library) ForText(text string, most int) (*Library, error) {
	if out, done, err := l.near(); done || err != nil {
		return out, err
	}
	q := newRankQuery([]string{text})
	hits, err := l.kept.Search(q.searchTerms(), max(foundFor, 10*most))
	if err != nil {
		return nil, err
	}
	documents := bestDocuments(hits, index.DocumentOf, max(CompareAll, 2*most))
	slices.Sort(documents)
	return l.only(documents)
}

// bestDocuments are the first documents of hits, at most most.
func bestDocuments(hits []index.Hit, of func(passage int) int, most int) (out []int) {
	seen := map[int]bool{}
	for _, h := range hits {
		if d := of(h.Passage); !seen[d] && len(out) < most {
			seen[d] = true
			out = append(out, d)
		}
	}
	return out
}

// fullDocuments are the documents whose hits have the highest sums of scores, at most most.
func fullDocuments(hits []index.Hit, of func(passage int) int, most int) []int {
	total := map[int]float64{}
	for _, h := range hits {
		total[of(h.Passage)] += h.Score
	}
	order := slices.Sorted(maps.Keys(total))
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(total[b], total[a]) })
	return order[:min(most, len(order))]
}

// searchTerms are the words of a query as an index takes them.
func (q *rankQuery) searchTerms() (terms []index.Term) {
	for _, w := range q.words {
		terms = append(terms, index.Term{Stem: w.stem, Weight: w.weight})
	}
	return terms
}

// searchAll makes several searches at the same time.
func searchAll(in index.Candidates, queries [][]index.Term, n int) ([][]index.Hit, error) {
	hits, errs := make([][]index.Hit, len(queries)), make([]error, len(queries))
	onAllCores(len(queries), func(i int) { hits[i], errs[i] = in.Search(queries[i], n) })
	return hits, firstErr(errs)
}

// choose picks, from the hits of each limitation, the documents that are compared, in order; see foundFor.
func choose(hits [][]index.Hit, of func(passage int) int) []int {
	total := map[int]float64{}
	chosen := map[int]bool{}
	for i := range hits {
		best := map[int]bool{}
		for _, h := range hits[i] { // best first, so that a document's first passage is its best
			ref := of(h.Passage)
			if best[ref] {
				continue
			}
			if len(best) < bestFor {
				chosen[ref] = true
			}
			best[ref] = true
			total[ref] += h.Score / hits[i][0].Score
		}
	}
	order := slices.Sorted(maps.Keys(total))
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(total[b], total[a]) })
	for _, ref := range order[:min(most, len(order))] {
		chosen[ref] = true
	}
	return slices.Sorted(maps.Keys(chosen))
}

// lacks tells whether no passage of the whole library has the stem.
func (l *Library) lacks(stem string) (bool, error) {
	for ; l.whole != nil; l = l.whole {
	}
	if l.kept == nil {
		return true, nil
	}
	hits, err := l.kept.Search([]index.Term{{Stem: stem, Weight: 1}}, 1)
	return len(hits) == 0, err
}

// notCompared is the error for a reference that somebody asks about and that was not compared.
func (l *Library) notCompared(document, name string) error {
	n, _ := l.Size()
	if l.kept != nil {
		return fmt.Errorf("%s: %s was not compared: it is no candidate among the %d references of the library, or is not among them (claimchart library show tells)", document, name, n)
	}
	return fmt.Errorf("%s: %s was not compared: it is no candidate among the %d references of the library", document, name, n)
}
