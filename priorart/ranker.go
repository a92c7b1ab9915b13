package priorart

import (
	"strings"
	"sync"

	"claimchart/priorart/index"
)

// Ranker is a library made ready for ranking: what each word of a query is looked up in. From an index that was built with the library it
// reads the words that are asked for; else it has read all passages, and holds four bytes a word. It is used by one goroutine at a time.
type Ranker struct {
	lib       *Library
	in        postings
	first     []int              // the number of each reference's first passage
	reference []int32            // of each passage
	words     []int              // how many stems each reference has, its title's among them
	titled    map[string][]int32 // the references that have a stem in their title, once for each time
}

// postings tells where stems stand. Both kinds give the same, so that a ranking does not depend on where it comes from.
type postings interface {
	// each calls do with each of the stems, by its place in the list, and the passages that have it; the list is overwritten by the next.
	each(stems []string, do func(i int, list []index.Posting)) error
	// count returns how many stems the passages from first up to end have together.
	count(first, end int) int
}

// NewRanker makes a library ready for ranking: by the index that UseIndex has been given if it can count words, else by reading all
// passages once, on all cores. What a practice's makers wrote about it is among them. The error is that of reading a passage from its store.
func NewRanker(lib *Library) (*Ranker, error) {
	s := &Ranker{lib: lib, titled: map[string][]int32{}}
	if built, ok := lib.index.(index.Counted); ok {
		s.in = stored{built}
	} else {
		read, err := readStems(lib)
		if err != nil {
			return nil, err
		}
		s.in = read
	}
	p := lib.Passages()
	s.first, s.reference = p.first, make([]int32, p.Len())
	for i := range lib.References {
		first, end := p.Of(i)
		for k := first; k < end; k++ {
			s.reference[k] = int32(i)
		}
		title := Stems(lib.References[i].Title)
		for _, stem := range title {
			s.titled[stem] = append(s.titled[stem], int32(i))
		}
		s.words = append(s.words, len(title)+s.in.count(first, end))
	}
	return s, nil
}

// stored are the postings of an index that was built with the library.
type stored struct{ in index.Counted }

func (s stored) each(stems []string, do func(i int, list []index.Posting)) (err error) {
	var list []index.Posting
	for i, stem := range stems {
		if list, err = s.in.Postings(stem, list[:0]); err != nil {
			return err
		}
		do(i, list)
	}
	return nil
}

func (s stored) count(first, end int) int { return s.in.Words(first, end) }

// inMemory are the stems of all passages, by number.
type inMemory struct {
	numbers map[string]int32
	stems   [][]int32 // of each passage
}

// readStems reads a library.
func readStems(lib *Library) (*inMemory, error) {
	s := &inMemory{numbers: map[string]int32{}, stems: make([][]int32, lib.Passages().Len())}
	first := lib.Passages().first
	errs := make([]error, len(lib.References))
	var mu sync.Mutex // of numbers
	onAllCores(len(lib.References), func(i int) {
		ref := &lib.References[i]
		for k := range ref.PassageCount() {
			p, err := ref.Passage(k)
			if err != nil {
				errs[i] = err
				return
			}
			words := stemsIn(tokens(p.Text))
			stems := make([]int32, len(words))
			mu.Lock()
			for n, stem := range words {
				number, ok := s.numbers[stem]
				if !ok {
					number = int32(len(s.numbers))
					s.numbers[strings.Clone(stem)] = number
				}
				stems[n] = number
			}
			mu.Unlock()
			s.stems[first[i]+k] = stems
		}
	})
	return s, firstErr(errs)
}

func (s *inMemory) count(first, end int) (n int) {
	for _, stems := range s.stems[first:end] {
		n += len(stems)
	}
	return n
}

func (s *inMemory) each(stems []string, do func(i int, list []index.Posting)) error {
	asked := make([]int32, len(s.numbers)) // one more than the place in stems, 0 for what is not asked for
	for i, stem := range stems {
		if n, ok := s.numbers[stem]; ok {
			asked[n] = int32(i) + 1
		}
	}
	lists := make([][]index.Posting, len(stems))
	for k, words := range s.stems {
		for _, n := range words {
			i := asked[n] - 1
			if i < 0 {
				continue
			}
			if list := lists[i]; len(list) > 0 && list[len(list)-1].Passage == int32(k) {
				list[len(list)-1].Count++
			} else {
				lists[i] = append(list, index.Posting{Passage: int32(k), Count: 1, Words: int32(len(words))})
			}
		}
	}
	for i, list := range lists {
		do(i, list)
	}
	return nil
}
