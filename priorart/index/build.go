package index

import (
	"runtime"
	"slices"
	"strings"
	"sync"
)

// A segment holds up to 2^15 passages and is searched by itself; postings in it need 15 bits for the passage and keep 17 for
// the impact. Segments of this size keep both cores busy while an index of more than 60,000 passages is built.
const (
	segmentBits = 32 - impactBits
	segmentSize = 1 << segmentBits
	windowSize  = 1 << windowBits
	windows     = segmentSize / windowSize // at most, in a segment
)

// Builder makes a Memory of passages. It is used by one goroutine at a time.
type Builder struct {
	passages [][]string // of the segment to be made next
	segments []*segment
	running  sync.WaitGroup
	places   chan struct{} // one for each segment being made
}

// NewBuilder returns a builder that has no passages.
func NewBuilder() *Builder {
	return &Builder{places: make(chan struct{}, runtime.GOMAXPROCS(0))}
}

// Add adds a passage by its stems in any order, repeated ones as often as the text has them. The first passage is number 0, the
// next number 1 and so on. The builder keeps stems, which must not be changed, until the passages around it are indexed, on
// another core where one is free.
func (b *Builder) Add(stems []string) {
	b.passages = append(b.passages, stems)
	if len(b.passages) == segmentSize {
		b.flush()
	}
}

// flush has the waiting passages made into a segment.
func (b *Builder) flush() {
	if len(b.passages) == 0 {
		return
	}
	s, passages := &segment{}, b.passages
	b.segments = append(b.segments, s)
	b.passages = nil
	b.places <- struct{}{}
	b.running.Go(func() {
		s.collect(passages)
		<-b.places
	})
}

// Memory returns the index of all passages added. It depends on them and their order only, not on the number of cores. The
// builder has no passages afterwards.
func (b *Builder) Memory() *Memory {
	b.flush()
	b.running.Wait()
	m := &Memory{segments: b.segments}
	b.segments = nil
	words := uint64(0)
	for i, s := range m.segments {
		s.first = i * segmentSize
		m.passages += len(s.lengths)
		for _, n := range s.lengths {
			words += uint64(n)
		}
	}
	average := float64(words) / float64(max(m.passages, 1))
	for _, s := range m.segments {
		b.places <- struct{}{}
		b.running.Go(func() {
			s.weigh(average)
			<-b.places
		})
	}
	b.running.Wait()
	return m
}

// segment is the index of neighbouring passages.
//
// The postings of term t are postings[starts[t]:starts[t+1]], by passage: its number in the segment above, its impact in the
// lower impactBits. Terms are numbered by falling number of postings, so that the first few have a row of the directory.
type segment struct {
	first     int // the number of its first passage
	words     vocabulary
	starts    []uint32
	postings  []uint32
	directory []slot // of the terms with at least commonPostings: a slot for each window, and one more
	windows   int
	lengths   []uint32 // words of each passage; only until the impacts are known
}

// slot tells of one term where its postings in a window begin, counted from its first posting, and their highest impact in
// halves, rounded up: a bound need not be exact, only never too low.
type slot struct {
	start  uint16
	halves uint16
}

func (s slot) highest() uint64 { return 2 * uint64(s.halves) }

// commonPostings is from how many postings in a segment on a term has a row of the directory. Others are looked through.
const commonPostings = 128

// collect makes the postings of passages, with counts where the impacts will be.
func (s *segment) collect(passages [][]string) {
	type occurrence struct{ term, posting uint32 }
	ids := map[string]uint32{}
	var (
		terms       []string
		occurrences []occurrence
		counts      []uint32 // of each term in the current passage
		frequency   []uint32 // passages of each term
		seen        []uint32 // terms of the current passage
	)
	s.lengths = make([]uint32, len(passages))
	for p, stems := range passages {
		s.lengths[p] = uint32(len(stems))
		seen = seen[:0]
		for _, stem := range stems {
			id, ok := ids[stem]
			if !ok {
				id = uint32(len(terms))
				ids[stem] = id
				terms = append(terms, stem)
				counts = append(counts, 0)
				frequency = append(frequency, 0)
			}
			if counts[id] == 0 {
				seen = append(seen, id)
			}
			counts[id]++
		}
		for _, id := range seen {
			occurrences = append(occurrences, occurrence{id, uint32(p)<<impactBits | min(counts[id], impactUnit)})
			counts[id] = 0
			frequency[id]++
		}
	}

	order := make([]uint32, len(terms))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(x, y uint32) int { return int(frequency[y]) - int(frequency[x]) })
	next := make([]uint32, len(terms)) // where the next posting of a term goes
	s.starts = make([]uint32, len(terms)+1)
	sorted := make([]string, len(terms))
	for rank, id := range order {
		next[id] = s.starts[rank]
		s.starts[rank+1] = s.starts[rank] + frequency[id]
		sorted[rank] = terms[id]
	}
	s.words = newVocabulary(sorted)
	s.postings = make([]uint32, len(occurrences))
	for _, o := range occurrences {
		s.postings[next[o.term]] = o.posting
		next[o.term]++
	}
}

// weigh turns counts into impacts and makes the directory.
func (s *segment) weigh(average float64) {
	for i, p := range s.postings {
		length := s.lengths[p>>impactBits]
		s.postings[i] = p&^impactUnit | impact(p&impactUnit, float64(length), average)
	}
	s.windows = (len(s.lengths) + windowSize - 1) / windowSize
	s.lengths = nil
	for t := 0; t+1 < len(s.starts) && s.starts[t+1]-s.starts[t] >= commonPostings; t++ {
		postings := s.postings[s.starts[t]:s.starts[t+1]]
		i := 0
		for w := range s.windows {
			at := slot{start: uint16(i)}
			for ; i < len(postings) && int(postings[i]>>(impactBits+windowBits)) == w; i++ {
				at.halves = max(at.halves, uint16((postings[i]&impactUnit+1)/2))
			}
			s.directory = append(s.directory, at)
		}
		s.directory = append(s.directory, slot{start: uint16(i)})
	}
	s.directory = slices.Clip(s.directory)
}

// vocabulary finds the numbers of words: an open hash table of numbers, with the words one after the other in a text. It takes
// a third of what a map of strings does.
type vocabulary struct {
	text  string
	ends  []uint32
	table []uint32 // number+1, or 0 where nothing is; a power of two, at most three quarters full
}

func newVocabulary(words []string) vocabulary {
	size := 4
	for size*3 < len(words)*4 {
		size *= 2
	}
	v := vocabulary{text: strings.Join(words, ""), ends: make([]uint32, len(words)), table: make([]uint32, size)}
	end := 0
	for i, w := range words {
		end += len(w)
		v.ends[i] = uint32(end)
		at := hash(w) & uint32(size-1)
		for v.table[at] != 0 {
			at = (at + 1) & uint32(size-1)
		}
		v.table[at] = uint32(i) + 1
	}
	return v
}

// number returns the word's number, or -1.
func (v *vocabulary) number(word string) int {
	mask := uint32(len(v.table) - 1)
	for at := hash(word) & mask; v.table[at] != 0; at = (at + 1) & mask {
		i := v.table[at] - 1
		start := uint32(0)
		if i > 0 {
			start = v.ends[i-1]
		}
		if v.text[start:v.ends[i]] == word {
			return int(i)
		}
	}
	return -1
}

// hash is FNV-1a with its upper half mixed in, since the table looks at the lower bits only.
func hash(word string) uint32 {
	h := uint32(2166136261)
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * 16777619
	}
	return h ^ h>>15
}
