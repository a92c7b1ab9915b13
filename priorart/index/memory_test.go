package index

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// naive scores every passage one after the other by the formula of BM25 as textbooks have it, with the rounding that impact and
// units state, and sorts them all.
func naive(passages [][]string, terms []Term, n int) []Hit {
	total := 0
	for _, p := range passages {
		total += len(p)
	}
	average := float64(total) / float64(len(passages))
	var hits []Hit
	for i, p := range passages {
		counts := map[string]int{}
		for _, stem := range p {
			counts[stem]++
		}
		sum := 0.0 // exact: a whole number below 2^53
		for _, t := range terms {
			if count := counts[t.Stem]; count > 0 && t.Weight > 0 {
				part := float64(count) / (float64(count) + (float64(1.2*0.25) + float64(1.2*0.75*float64(len(p))/average)))
				sum += math.Round(t.Weight*65536) * max(1, math.Floor(part*131071+0.5))
			}
		}
		if sum > 0 {
			hits = append(hits, Hit{i, sum * 2.2 / (65536 * 131071)})
		}
	}
	slices.SortStableFunc(hits, func(x, y Hit) int {
		switch {
		case x.Score > y.Score:
			return -1
		case x.Score < y.Score:
			return 1
		}
		return x.Passage - y.Passage
	})
	if len(hits) > n {
		hits = hits[:n]
	}
	return hits
}

// textbook is the score without any rounding of our own.
func textbook(passage []string, average float64, terms []Term) float64 {
	sum := 0.0
	for _, t := range terms {
		tf := 0.0
		for _, stem := range passage {
			if stem == t.Stem {
				tf++
			}
		}
		sum += t.Weight * tf * (k1 + 1) / (tf + k1*(1-b+b*float64(len(passage))/average))
	}
	return sum
}

// random passages: few words, so that postings are long and many passages are alike; some empty, some very long, some repeated.
func random(rnd *rand.Rand, n, words int) [][]string {
	out := make([][]string, n)
	for i := range out {
		switch rnd.IntN(20) {
		case 0:
		case 1, 2, 3:
			if i > 0 {
				out[i] = out[rnd.IntN(i)]
			}
		case 4:
			out[i] = draw(rnd, 300, words)
		default:
			out[i] = draw(rnd, 1+rnd.IntN(12), words)
		}
	}
	return out
}

func draw(rnd *rand.Rand, n, words int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint("w", int(float64(words)*math.Pow(rnd.Float64(), 3)))
	}
	return out
}

func query(rnd *rand.Rand, words int) []Term {
	var out []Term
	seen := map[string]bool{}
	for range 1 + rnd.IntN(30) {
		stem := draw(rnd, 1, words+3)[0]
		if !seen[stem] {
			seen[stem] = true
			out = append(out, Term{stem, []float64{rnd.Float64() * 11, 1, 5, 0, -3, 65536}[rnd.IntN(6)]})
		}
	}
	return out
}

func build(passages [][]string) *Memory {
	b := NewBuilder()
	for _, p := range passages {
		b.Add(p)
	}
	return b.Memory()
}

// TestNaive holds the memory index to a scorer that does the obvious: the same passages in the same order with the same scores.
func TestNaive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 0))
	sizes := []int{1, 2, windowSize - 1, windowSize, windowSize + 1, 3000, segmentSize, segmentSize + 5, 2*segmentSize + 700}
	for _, size := range sizes {
		words := []int{3, 40, 5000}[rnd.IntN(3)]
		passages := random(rnd, size, words)
		m := build(passages)
		if m.Len() != size {
			t.Fatalf("%d passages, want %d", m.Len(), size)
		}
		rounds := 40
		if size > 10000 {
			rounds = 2
		}
		for range rounds {
			q, n := query(rnd, words), []int{1, 10, 100, size + 1}[rnd.IntN(4)]
			got, err := m.Search(q, n)
			if err != nil {
				t.Fatal(err)
			}
			if want := naive(passages, q, n); !slices.Equal(got, want) {
				t.Fatalf("%d passages, %d words, query %v, n %d:\ngot  %v\nwant %v", size, words, q, n, got, want)
			}
		}
	}
}

// TestTextbook holds scores to BM25 without rounding: a unit of an impact is 1/131071.
func TestTextbook(t *testing.T) {
	rnd := rand.New(rand.NewPCG(6, 0))
	passages := random(rnd, 500, 40)
	total := 0
	for _, p := range passages {
		total += len(p)
	}
	m := build(passages)
	for range 50 {
		q := slices.DeleteFunc(query(rnd, 40), func(t Term) bool { return !(t.Weight > 0) })
		hits, err := m.Search(q, 20)
		if err != nil {
			t.Fatal(err)
		}
		weights := 0.0
		for _, term := range q {
			weights += term.Weight
		}
		for _, h := range hits {
			want := textbook(passages[h.Passage], float64(total)/float64(len(passages)), q)
			if math.Abs(h.Score-want) > weights*1.2e-5+float64(len(q))*2e-5 {
				t.Errorf("passage %d scores %v, BM25 says %v", h.Passage, h.Score, want)
			}
		}
	}
}

func TestSearchEdges(t *testing.T) {
	empty := NewBuilder().Memory()
	if hits, err := empty.Search([]Term{{"a", 1}}, 10); len(hits) != 0 || err != nil || empty.Len() != 0 {
		t.Errorf("an index without passages: %v, %v", hits, err)
	}
	m := build([][]string{{"a", "b"}, {}, {"b", "b", "a"}, {"a", "b"}})
	for _, c := range []struct {
		name  string
		terms []Term
		n     int
		want  []int
	}{
		{"ties by number", []Term{{"a", 1}}, 10, []int{0, 3, 2}},
		{"the lower of those alike at the end", []Term{{"a", 1}}, 1, []int{0}},
		{"no terms", nil, 10, nil},
		{"unknown", []Term{{"c", 1}}, 10, nil},
		{"no hits wanted", []Term{{"a", 1}}, 0, nil},
		{"fewer than none", []Term{{"a", 1}}, -1, nil},
		{"no number", []Term{{"a", math.NaN()}, {"b", 0}, {"b", -1}}, 10, nil},
		{"infinite", []Term{{"b", math.Inf(1)}}, 1, []int{2}},
	} {
		hits, err := m.Search(c.terms, c.n)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, h := range hits {
			got = append(got, h.Passage)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: passages %v, want %v", c.name, got, c.want)
		}
	}
	twice, _ := m.Search([]Term{{"a", 1}, {"b", 2}, {"a", 3}}, 10)
	once, _ := m.Search([]Term{{"b", 2}, {"a", 4}}, 10)
	if !slices.Equal(twice, once) {
		t.Errorf("a stem given twice: %v, its weights added: %v", twice, once)
	}
}

// TestManyAtATime searches from several goroutines; with -race it also shows that they share nothing.
func TestManyAtATime(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 0))
	passages := random(rnd, 2000, 200)
	m := build(passages)
	var wg sync.WaitGroup
	for range 8 {
		q := query(rnd, 200)
		want := naive(passages, q, 10)
		wg.Go(func() {
			for range 50 {
				if got, _ := m.Search(q, 10); !slices.Equal(got, want) {
					t.Errorf("got %v, want %v", got, want)
					return
				}
			}
		})
	}
	wg.Wait()
}
