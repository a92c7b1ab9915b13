package priorart

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"sync"

	"claimchart/claims"
	"claimchart/priorart/index"
)

// How a reference is scored for a claim or a text. It is a query-likelihood model of language (Ponte and Croft 1998) with the linear
// smoothing of Jelinek and Mercer: a word counts by how many times more often than in claims at large the reference has it, and the
// log of that, so that the tenth time tells less than the first. Its statistics are those of background.gz and nothing of the library
// at hand: a reference's score does not change with what else is in the library, nor with the engine that found it. Every constant
// is of the literature or was chosen on one half of ../shared/data/published with statistics of the other; see TestRankPublished.

// smoothing is the share of the background in the mixture: 0.7, which Zhai and Lafferty (ACM TOIS 22(2), 2004) found best for long
// queries. From 0.5 to 0.8 the published figures move by less than 0.01.
const smoothing = 0.7

// shortText is the length, in words that tell something, that a shorter text is taken to have: of a heading of three words nobody would
// say that a third of what it says is "valve". It is about the mean length of a published passage and of a claim.
const shortText = 65

// rankWord is a word of a query.
type rankWord struct {
	stem   string
	shown  string  // as the query has it first, in small letters
	weight float64 // rarity, times how often it stands in the limitations, dampened
	count  int
}

// rankQuery is a claim with its limitations, or a text, made ready for ranking.
type rankQuery struct {
	words []rankWord // in order of appearance
	self  float64    // what the query's own text would score
	order []int      // the words by weight, the heaviest first, those alike as they appear
}

// newRankQuery weighs the words of the parts of a claim, or of the one part of a text.
//
// A word weighs its rarity. Standing n times it weighs as much as the root of n (repetition tells less each time; Salton and Buckley
// 1988), each time in the part where it stands: the first part that names a thing has most of its weight, those that only refer back
// little. Each part counts by the root of what its words weigh together: half way between parts that count alike however short,
// which is how a chart's coverage counts them (one missing limitation is enough to defeat anticipation, MPEP 2131), and words that
// count alike wherever they stand.
func newRankQuery(parts []string) *rankQuery {
	type use struct {
		word int
		adds float64
	}
	q := &rankQuery{}
	at := map[string]int{}
	length := 0
	for _, part := range parts {
		var uses []use
		for _, w := range claims.Words(part) {
			if idle[w.Lower] {
				continue
			}
			length++
			stem := claims.Stem(w.Lower)
			i, known := at[stem]
			if !known {
				i = len(q.words)
				at[stem] = i
				q.words = append(q.words, rankWord{stem: stem, shown: w.Lower})
			}
			n := float64(q.words[i].count)
			q.words[i].count++
			uses = append(uses, use{i, float64((math.Sqrt(n+1) - math.Sqrt(n)) * rarity(stem))})
		}
		sum := 0.0
		for _, u := range uses {
			sum += u.adds
		}
		for _, u := range uses {
			q.words[u.word].weight += u.adds / math.Sqrt(sum)
		}
	}
	for _, w := range q.words {
		q.self += float64(w.weight * likelihood(w.stem, w.count, length))
	}
	q.order = make([]int, len(q.words))
	for i := range q.order {
		q.order[i] = i
	}
	slices.SortStableFunc(q.order, func(a, b int) int { return cmp.Compare(q.words[b].weight, q.words[a].weight) })
	return q
}

// likelihood is the log of how much likelier the mixture of a text and the background makes the stem than the background alone,
// for a stem that stands count times among the text's words.
func likelihood(stem string, count, words int) float64 {
	return gain(float64(count), words, commonness(stem))
}

func gain(count float64, words int, common float64) float64 {
	share := count / float64(max(words, shortText))
	return math.Log1p((1 - smoothing) / smoothing * share / common)
}

// commonness is the share that the stem has of the words of published claims that tell something, each counted once a claim.
func commonness(stem string) float64 {
	_, counts := background()
	return (float64(counts[stem]) + 0.5) / float64(backgroundWords())
}

// backgroundWords is how many words that tell something the published claims have, each counted once a claim.
var backgroundWords = sync.OnceValue(func() int {
	_, counts := background()
	return tellingWords(counts)
})

func tellingWords(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	for stem := range idleStems() {
		n -= counts[stem]
	}
	return n
}

var idleStems = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for word := range idle {
		out[claims.Stem(word)] = true
	}
	return out
})

// Ranked is a reference, or a passage of one, as it stands to a claim or a text.
type Ranked struct {
	Reference int     // its number in the library
	Passage   int     // the passage's number in it; -1 where the reference was ranked
	Score     float64 // 0 to 1, rounded to three places
	Found     []string
	Missing   []string // words of the query, those that weigh most first, at most mostWords
	exact     float64  // the score before it is rounded
}

// mostWords is how many words found and missing are named of each reference ranked.
const mostWords = 6

// By is what is ranked.
type By string

// References as wholes, or passages.
const (
	ByReference By = "reference"
	ByPassage   By = "passage"
)

// ranking scores several queries against a library at once.
type ranking struct {
	from    *Ranker
	queries []*rankQuery
	stems   []string // of all queries, each once, in the order of the alphabet: sums run in it, so that they are the same on every machine
	uses    [][]use  // by stem
	has     [][]bool // by stem, once scored: the references that have it
}

// use is a query that has a stem, and what it weighs there.
type use struct {
	query  int
	weight float64
}

func newRanking(from *Ranker, queries []*rankQuery) *ranking {
	r := &ranking{from: from, queries: queries}
	by := map[string][]use{}
	for i, q := range queries {
		for _, w := range q.words {
			by[w.stem] = append(by[w.stem], use{i, w.weight})
		}
	}
	r.stems = slices.Sorted(maps.Keys(by))
	r.uses, r.has = make([][]use, len(r.stems)), make([][]bool, len(r.stems))
	for s, stem := range r.stems {
		r.uses[s], r.has[s] = by[stem], make([]bool, len(from.words))
	}
	return r
}

// score returns for each query the scores of all references of the library, or of all its passages, by their numbers. The error is that
// of reading the library's index.
func (r *ranking) score(by By) ([][]float64, error) {
	n := len(r.from.words)
	if by == ByPassage {
		n = len(r.from.reference)
	}
	sums := make([][]float64, len(r.queries))
	for i := range sums {
		sums[i] = make([]float64, n)
	}
	counts, seen := make([]int32, len(r.from.words)), []int32(nil)
	err := r.from.in.each(r.stems, func(s int, list []index.Posting) {
		common := commonness(r.stems[s])
		count := func(ref, n int32) {
			if counts[ref] == 0 {
				seen = append(seen, ref)
			}
			counts[ref] += n
		}
		for _, p := range list {
			if count(r.from.reference[p.Passage], p.Count); by == ByPassage {
				g := gain(float64(p.Count), int(p.Words), common)
				for _, u := range r.uses[s] {
					sums[u.query][p.Passage] += float64(u.weight * g)
				}
			}
		}
		for _, ref := range r.from.titled[r.stems[s]] {
			count(ref, 1)
		}
		for _, ref := range seen {
			r.has[s][ref] = true
			if by != ByPassage {
				g := gain(float64(counts[ref]), r.from.words[ref], common)
				for _, u := range r.uses[s] {
					sums[u.query][ref] += float64(u.weight * g)
				}
			}
			counts[ref] = 0
		}
		seen = seen[:0]
	})
	for i, q := range r.queries {
		if q.self > 0 {
			for k := range sums[i] {
				sums[i][k] = min(sums[i][k]/q.self, 1)
			}
		}
	}
	return sums, err
}

// atOnce is how many scores are held at once: 64 MB.
const atOnce = 1 << 23

// rank returns for each query the references or passages, best first, those alike in the order of the library: all if most is 0. Passages
// without any word of the query are left out, references are not. The error is that of reading the library.
func (s *Ranker) rank(queries []*rankQuery, by By, most int) ([][]Ranked, error) {
	out := make([][]Ranked, 0, len(queries))
	size := len(s.words)
	if by == ByPassage {
		size = len(s.reference)
	}
	for len(out) < len(queries) {
		rest := queries[len(out):]
		r := newRanking(s, rest[:min(len(rest), max(1, atOnce/max(1, size)))])
		scores, err := r.score(by)
		if err != nil {
			return nil, err
		}
		lists, errs := make([][]Ranked, len(scores)), make([]error, len(scores))
		onAllCores(len(scores), func(i int) {
			lists[i] = s.order(by, scores[i], most)
			for k := range lists[i] {
				errs[i] = cmp.Or(errs[i], r.name(&lists[i][k], i))
			}
		})
		if err := firstErr(errs); err != nil {
			return nil, err
		}
		out = append(out, lists...)
	}
	return out, nil
}

// order picks the best of the scores of all references or passages.
func (s *Ranker) order(by By, scores []float64, most int) []Ranked {
	var out []Ranked
	for k, score := range scores {
		x := Ranked{Reference: k, Passage: -1, exact: score}
		if by == ByPassage {
			if score == 0 {
				continue
			}
			x.Reference = int(s.reference[k])
			x.Passage = k - s.first[x.Reference]
		}
		if most > 0 && len(out) == most && score <= out[most-1].exact {
			continue
		}
		if most == 0 {
			out = append(out, x)
			continue
		}
		// Behind those that score as much: they come first in the library.
		at, _ := slices.BinarySearchFunc(out, x, func(a, b Ranked) int {
			if a.exact >= b.exact {
				return -1
			}
			return 1
		})
		out = slices.Insert(out[:min(len(out), most-1)], min(at, most-1), x)
	}
	if most == 0 {
		slices.SortStableFunc(out, func(a, b Ranked) int { return cmp.Compare(b.exact, a.exact) })
	}
	for k := range out {
		out[k].Score = math.Round(out[k].exact*1000) / 1000
	}
	return out
}

// name fills in which words of query i are found and missing. The error is that of reading the passage.
func (r *ranking) name(x *Ranked, i int) error {
	has := func(stem string) bool {
		s, _ := slices.BinarySearch(r.stems, stem)
		return r.has[s][x.Reference]
	}
	if x.Passage >= 0 {
		p, err := r.from.lib.References[x.Reference].Passage(x.Passage)
		if err != nil {
			return err
		}
		stems := map[string]bool{}
		for _, stem := range Stems(p.Text) {
			stems[stem] = true
		}
		has = func(stem string) bool { return stems[stem] }
	}
	x.Found, x.Missing = []string{}, []string{}
	for _, k := range r.queries[i].order {
		switch w := &r.queries[i].words[k]; {
		case len(x.Found) == mostWords && len(x.Missing) == mostWords:
			return nil
		case has(w.stem):
			if len(x.Found) < mostWords {
				x.Found = append(x.Found, w.shown)
			}
		case len(x.Missing) < mostWords:
			x.Missing = append(x.Missing, w.shown)
		}
	}
	return nil
}
