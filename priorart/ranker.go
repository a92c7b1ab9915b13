package priorart

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"claimchart/claims"
)

// Ranker is a library made ready for ranking: the stems of all its words, by number, and how often each reference has them. It takes
// some five bytes a word of the library. It can be used by several goroutines at a time.
type Ranker struct {
	lib     *Library
	numbers map[string]int32
	texts   []stemmedText // one for each reference
}

// stemmedText is a reference's words: its title's, then those of its passages.
type stemmedText struct {
	stems []int32
	title int         // where the title ends
	ends  []int       // where each passage ends
	words []stemCount // each stem once, in the order of the text
}

// stemCount is a stem and how often a reference has it.
type stemCount struct{ stem, count int32 }

func (t *stemmedText) passage(k int) []int32 {
	if k == 0 {
		return t.stems[t.title:t.ends[0]]
	}
	return t.stems[t.ends[k-1]:t.ends[k]]
}

// NewRanker reads all passages of a library once, on all cores. What a practice's makers wrote about it is among them. The error is
// that of reading a passage from its store.
func NewRanker(lib *Library) (*Ranker, error) {
	s := &Ranker{lib: lib, numbers: map[string]int32{}, texts: make([]stemmedText, len(lib.References))}
	var mu sync.Mutex // of numbers
	errs := make([]error, len(lib.References))
	sideBySide(len(lib.References), func() func(int) {
		at := map[int32]int{}
		known := map[string]int32{} // the numbers of words, so that each is stemmed once
		add := func(stems []int32, text string) []int32 {
			for _, w := range claims.Words(text) {
				n, ok := known[w.Lower]
				if !ok {
					stem := claims.Stem(w.Lower)
					mu.Lock()
					if n, ok = s.numbers[stem]; !ok {
						n = int32(len(s.numbers))
						s.numbers[strings.Clone(stem)] = n
					}
					mu.Unlock()
					known[strings.Clone(w.Lower)] = n
				}
				stems = append(stems, n)
			}
			return stems
		}
		return func(i int) {
			ref, t := &lib.References[i], &s.texts[i]
			t.stems = add(nil, ref.Title)
			t.title = len(t.stems)
			for k := range ref.PassageCount() {
				p, err := ref.Passage(k)
				if err != nil {
					errs[i] = err
					return
				}
				t.stems = add(t.stems, p.Text)
				t.ends = append(t.ends, len(t.stems))
			}
			t.stems = slices.Clip(t.stems)
			clear(at)
			for _, n := range t.stems {
				k, ok := at[n]
				if !ok {
					k = len(t.words)
					at[n] = k
					t.words = append(t.words, stemCount{stem: n})
				}
				t.words[k].count++
			}
		}
	})
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return s, nil
}

// sideBySide calls the functions that worker returns with 0 to n-1, on all cores, one worker each.
func sideBySide(n int, worker func() func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			do := worker()
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	wg.Wait()
}
