// Package index finds the passages that a query's words stand in: the candidates that priorart then scores. It knows only stems
// and the numbers of passages; what a stop word is, and what a passage belongs to, its callers know.
//
// Memory holds everything in memory and is made anew for each run; Disk is opened from a folder. Both give the same hits with
// the same scores, to the last bit, on every machine, since they are added up as whole numbers.
//
//	b := index.NewBuilder()
//	b.Add([]string{"hous", "bulb"}) // passage 0, by its stems; Update does the same in a folder
//	hits, err := b.Memory().Search([]index.Term{{Stem: "bulb", Weight: 7.5}}, 10)
package index

import (
	"cmp"
	"math"
	"slices"
)

// Term is a stem that is searched for, with its weight: the inverse document frequency of the one set of statistics that all
// scores use, times how often the query has it. A term whose weight is not above zero counts for nothing; a weight above 65536
// counts as 65536. Terms with the same stem add up.
type Term struct {
	Stem   string
	Weight float64
}

// Hit is a passage, by its number in the order in which passages were added, and its BM25 score, above zero.
type Hit struct {
	Passage int
	Score   float64
}

// Candidates is what finds passages. Searches may run at the same time.
type Candidates interface {
	// Search returns the n passages that score highest for the terms, best first; of passages alike, the lower number first.
	// Passages that have none of the terms are no hits, so there may be fewer than n. Without terms, or with n below one,
	// there are none.
	Search(terms []Term, n int) ([]Hit, error)
	// Len is the number of passages that can be found.
	Len() int
	// Close lets go of what the index holds. It is not searched afterwards.
	Close() error
}

// The two constants of BM25. 1.2 and 0.75 are what Robertson and Zaragoza ("The Probabilistic Relevance Framework: BM25 and
// Beyond", 2009) report as good over many collections, and what Lucene, bleve and SQLite's FTS5 use: nothing was fitted here,
// and engines can be compared. TestNaive holds both indexes to them.
const (
	k1 = 1.2  // how soon a repeated word stops adding
	b  = 0.75 // how far a long passage is held against it
)

// Scores are sums of whole numbers, which come out the same in whatever order they are added, on whatever machine: a weight is
// counted in units of 1/2^16, an impact in units of 1/(2^17-1).
const (
	weightUnit = 1 << 16
	maxWeight  = 1 << 16
	impactBits = 17
	impactUnit = 1<<impactBits - 1
)

// impact is how much a word counts that a passage of length words has count times, between 1 and impactUnit: the part of BM25
// that does not depend on the query, tf/(tf + k1(1 - b + b*length/average)), without its constant factor k1+1. Products are
// rounded before they are added (float64), since some processors would else keep more digits than others.
func impact(count uint32, length, average float64) uint32 {
	saturation := float64(k1*(1-b)) + float64(k1*b*length/average)
	part := float64(count) / (float64(count) + saturation)
	return max(1, uint32(float64(part*impactUnit)+0.5))
}

// units are the query's terms in whole numbers: one for each stem, in the order in which stems first stand there.
func units(terms []Term) []weighted {
	out := make([]weighted, 0, len(terms))
	at := make(map[string]int, len(terms))
	for _, t := range terms {
		if !(t.Weight > 0) { // neither is NaN
			continue
		}
		w := uint64(math.Round(min(t.Weight, maxWeight) * weightUnit))
		if i, ok := at[t.Stem]; ok {
			out[i].weight = min(out[i].weight+w, maxWeight*weightUnit)
		} else {
			at[t.Stem] = len(out)
			out = append(out, weighted{t.Stem, w})
		}
	}
	return out
}

type weighted struct {
	stem   string
	weight uint64
}

// score is a sum of weights times impacts as BM25 states it.
func score(sum uint64) float64 {
	return float64(float64(sum)*(k1+1)) / (weightUnit * impactUnit)
}

// found is a hit while sums are still whole numbers.
type found struct {
	sum     uint64
	passage int
}

// before orders hits: by sum, of equal ones the lower passage first.
func (f found) before(g found) bool {
	return f.sum > g.sum || f.sum == g.sum && f.passage < g.passage
}

// best keeps the n best hits that it is offered, as a heap whose root is the worst of them.
type best struct {
	n    int
	hits []found
}

// floor is the sum below which nothing is taken any more.
func (t *best) floor() uint64 {
	if len(t.hits) < t.n {
		return 1
	}
	return t.hits[0].sum
}

func (t *best) offer(f found) {
	if len(t.hits) < t.n {
		t.hits = append(t.hits, f)
		for i := len(t.hits) - 1; i > 0; {
			up := (i - 1) / 2
			if !t.hits[up].before(t.hits[i]) {
				break
			}
			t.hits[up], t.hits[i] = t.hits[i], t.hits[up]
			i = up
		}
		return
	}
	if !f.before(t.hits[0]) {
		return
	}
	t.hits[0] = f
	for i := 0; ; {
		worst := i
		for down := 2*i + 1; down <= 2*i+2 && down < len(t.hits); down++ {
			if t.hits[worst].before(t.hits[down]) {
				worst = down
			}
		}
		if worst == i {
			return
		}
		t.hits[worst], t.hits[i] = t.hits[i], t.hits[worst]
		i = worst
	}
}

// ranked returns the hits that were kept, best first.
func (t *best) ranked() []Hit {
	slices.SortFunc(t.hits, found.compare)
	hits := make([]Hit, len(t.hits))
	for i, f := range t.hits {
		hits[i] = Hit{f.passage, score(f.sum)}
	}
	return hits
}

// compare is before, for sorting.
func (f found) compare(g found) int {
	return cmp.Or(cmp.Compare(g.sum, f.sum), cmp.Compare(f.passage, g.passage))
}
