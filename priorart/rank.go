package priorart

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"claimchart/claims"
)

// How a reference is scored for a claim or a text. It is a query-likelihood model of language (Ponte and Croft 1998) with the linear
// smoothing of Jelinek and Mercer: a word counts by how many times more often than in claims at large the reference has it, and the
// log of that, so that the tenth time tells less than the first. Its statistics are those of background.gz and nothing of the library
// at hand: a reference's score does not change with what else is in the library, nor with the engine that found it. Every constant
// is of the literature or was chosen on one half of ../shared/data/published with statistics of the other; see TestRankPublished.

// smoothing is the share of the background in the mixture: 0.7, which Zhai and Lafferty (ACM TOIS 22(2), 2004) found best for long
// queries. From 0.5 to 0.8 the published figures move by less than 0.01.
const smoothing = 0.7

// shortText is the length, in words, that a shorter text is taken to have: of a heading of three words nobody would say that a third
// of what it says is "valve". It is about the mean length of a published passage and of a claim.
const shortText = 100

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
			length++
			if idle[w.Lower] {
				continue
			}
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

// commonness is the share that the stem has of the words of published claims, each counted once a claim.
func commonness(stem string) float64 {
	_, counts := background()
	return (float64(counts[stem]) + 0.5) / float64(backgroundWords())
}

// backgroundWords is how many words the published claims have, each counted once a claim.
var backgroundWords = sync.OnceValue(func() int {
	_, counts := background()
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
})

// Ranked is a reference, or a passage of one, as it stands to a claim or a text.
type Ranked struct {
	Reference int     // its number in the library
	Passage   int     // the passage's number in it; -1 where the reference was ranked
	Score     float64 // 0 to 1, rounded to three places
	Found     []string
	Missing   []string // words of the query, those that weigh most first, at most mostWords
	exact     float64
}

// mostWords is how many words found and missing are named of each reference ranked.
const mostWords = 6

// ranking scores several queries against a library at once.
type ranking struct {
	from    *Ranker
	queries []*rankQuery
	slots   []int32 // by the Ranker's number of a stem: its slot here, or -1
	uses    [][]use // by slot
	common  []float64
}

// use is a query that has a word, and the word's place and weight in it.
type use struct {
	query, word int32
	weight      float64
}

func newRanking(from *Ranker, queries []*rankQuery) *ranking {
	r := &ranking{from: from, queries: queries, slots: make([]int32, len(from.numbers))}
	for i := range r.slots {
		r.slots[i] = -1
	}
	for i, q := range queries {
		for j, w := range q.words {
			n, ok := from.numbers[w.stem]
			if !ok {
				continue // no reference has it
			}
			if r.slots[n] < 0 {
				r.slots[n] = int32(len(r.uses))
				r.uses = append(r.uses, nil)
				r.common = append(r.common, commonness(w.stem))
			}
			s := r.slots[n]
			r.uses[s] = append(r.uses[s], use{int32(i), int32(j), w.weight})
		}
	}
	return r
}

// tally counts the words of texts.
type tally struct {
	counts []int32 // by slot
	seen   []int32 // the slots with a count, in the order of the text
	sums   []float64
}

func (r *ranking) newTally() *tally {
	return &tally{counts: make([]int32, len(r.uses)), sums: make([]float64, len(r.queries))}
}

// clear makes the tally ready for another text.
func (t *tally) clear() {
	for _, s := range t.seen {
		t.counts[s] = 0
	}
	t.seen = t.seen[:0]
}

func (t *tally) add(r *ranking, stem, count int32) {
	s := r.slots[stem]
	if s < 0 {
		return
	}
	if t.counts[s] == 0 {
		t.seen = append(t.seen, s)
	}
	t.counts[s] += count
}

// score returns the score of the text that was added for each query; it is overwritten by the next. The sums run in the order of the
// text, so that they are the same on every machine.
func (t *tally) score(r *ranking, words int) []float64 {
	clear(t.sums)
	for _, s := range t.seen {
		g := gain(float64(t.counts[s]), words, r.common[s])
		for _, u := range r.uses[s] {
			t.sums[u.query] += float64(u.weight * g)
		}
	}
	for i, q := range r.queries {
		if q.self > 0 {
			t.sums[i] = min(t.sums[i]/q.self, 1)
		}
	}
	return t.sums
}

// By is what is ranked.
type By string

// References as wholes, or passages.
const (
	ByReference By = "reference"
	ByPassage   By = "passage"
)

// rank returns for each query the best references or passages, best first, those alike in the order of the library: all if most is
// 0. Passages without any word of the query are left out, references are not.
func (r *ranking) rank(by By, most int) [][]Ranked {
	scores := r.scores(by)
	out := make([][]Ranked, len(r.queries))
	for i := range r.queries {
		out[i] = r.order(by, scores, i, most)
	}
	return out
}

// scores are those of all references or passages of the library, each for all queries.
func (r *ranking) scores(by By) [][]float64 {
	out := make([][]float64, len(r.from.texts))
	sideBySide(len(out), func() func(int) {
		t := r.newTally()
		return func(i int) {
			text := &r.from.texts[i]
			if by != ByPassage {
				t.clear()
				for _, w := range text.words {
					t.add(r, w.stem, w.count)
				}
				out[i] = slices.Clone(t.score(r, len(text.stems)))
				return
			}
			for k := range text.ends {
				stems := text.passage(k)
				t.clear()
				for _, n := range stems {
					t.add(r, n, 1)
				}
				out[i] = append(out[i], t.score(r, len(stems))...)
			}
		}
	})
	return out
}

// order picks the best for query i.
func (r *ranking) order(by By, scores [][]float64, i, most int) []Ranked {
	var out []Ranked
	for ref, list := range scores {
		for k := i; k < len(list); k += len(r.queries) {
			x := Ranked{Reference: ref, Passage: -1, exact: list[k]}
			if by == ByPassage {
				x.Passage = k / len(r.queries)
				if x.exact == 0 {
					continue
				}
			}
			if most > 0 && len(out) == most && x.exact <= out[most-1].exact {
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
	}
	if most == 0 {
		slices.SortStableFunc(out, func(a, b Ranked) int { return cmp.Compare(b.exact, a.exact) })
	}
	for k := range out {
		out[k].Score = math.Round(out[k].exact*1000) / 1000
		r.name(&out[k], i)
	}
	return out
}

// name fills in the words found and missing.
func (r *ranking) name(x *Ranked, i int) {
	text := &r.from.texts[x.Reference]
	has := make([]bool, len(r.queries[i].words))
	mark := func(stem int32) {
		s := r.slots[stem]
		if s < 0 {
			return
		}
		for _, u := range r.uses[s] { // in the order of the queries
			if int(u.query) == i {
				has[u.word] = true
				return
			}
		}
	}
	if x.Passage >= 0 {
		for _, n := range text.passage(x.Passage) {
			mark(n)
		}
	} else {
		for _, w := range text.words {
			mark(w.stem)
		}
	}
	x.Found, x.Missing = []string{}, []string{}
	for _, k := range r.queries[i].order {
		switch w := &r.queries[i].words[k]; {
		case has[k] && len(x.Found) < mostWords:
			x.Found = append(x.Found, w.shown)
		case !has[k] && len(x.Missing) < mostWords:
			x.Missing = append(x.Missing, w.shown)
		}
	}
}
