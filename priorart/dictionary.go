package priorart

import (
	"math"
	"sync"
	"sync/atomic"
)

// dictionary returns what WordNet has for the query's words: synonyms, words of the family, narrower words, which disclose the broader
// one that is claimed (MPEP 2131.02), and for less the broader ones, of which the claimed one is a kind.
func (q *query) dictionary() []wording {
	var out []wording
	for i, t := range q.terms {
		if t.parts != nil || t.modifier || relating[t.lower] {
			continue
		}
		for _, w := range dictionaryWords(t.lower) {
			w.terms = []int{i}
			out = append(out, w)
		}
	}
	return out
}

// dictionaryWords are the entries of WordNet for one word, kept since claims repeat their words. No more than maxKept words are kept.
func dictionaryWords(lower string) []wording {
	if l, ok := dictionaryKept.Load(lower); ok {
		return l.([]wording)
	}
	var out []wording
	for _, k := range kinOf(lower, asSynonym, asFamily, asNarrower, asBroader, asSimilar) {
		v := kinValue(k)
		if v > 0 && len(k.stems) <= 3 && !idle[k.words] {
			out = append(out, wording{k.stems, nil, v, k.kind.String() + ": " + k.words})
		}
	}
	if n := dictionaryCount.Add(1); n <= maxKept {
		dictionaryKept.Store(lower, out)
	}
	return out
}

var (
	dictionaryKept  sync.Map
	dictionaryCount atomic.Int64
)

const maxKept = 1 << 15

// kinValue is what a word related to a claim's word is worth in its place: what the relation may be worth at most, times how likely the
// two are meant in the senses so related.
func kinValue(k kin) float64 {
	most := 0.0
	switch k.kind {
	case asSynonym:
		most = synonym
	case asFamily:
		if k.steps == 1 {
			return sameFamily
		}
		return looseFamily
	case asNarrower:
		most = species
	case asBroader:
		most = genus
	case asSimilar:
		most = genus
	}
	return float64(most * math.Min(1, k.strength))
}
