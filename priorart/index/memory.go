package index

import (
	"slices"
	"sort"
	"sync"
	"unsafe"
)

// windowBits: a search looks at windows of 2^8 neighbouring passages, whose sums fit the processor's first cache. Neighbouring
// passages are of one document or two, so that most windows cannot hold a hit and are skipped by the highest impacts in them.
const windowBits = 8

// Memory is an index that is held in memory, made by a Builder.
type Memory struct {
	segments []*segment
	passages int
	scratch  sync.Pool
}

// Len is the number of passages.
func (m *Memory) Len() int { return m.passages }

// Close does nothing.
func (m *Memory) Close() error { return nil }

// Bytes is the memory that the index takes, in bytes.
func (m *Memory) Bytes() int {
	n := 0
	for _, s := range m.segments {
		n += int(unsafe.Sizeof(*s)) + 4*(len(s.starts)+len(s.postings)+len(s.words.ends)+len(s.words.table)) + len(s.words.text) +
			int(unsafe.Sizeof(slot{}))*len(s.directory)
	}
	return n
}

// list is one term's postings in a segment.
type list struct {
	postings []uint32
	row      []slot // its row of the directory, or nil
	weight   uint64
}

// window is a piece of a segment with a bound on the sums in it.
type window struct {
	bound   uint64
	segment int32
	number  int32
}

// search is what one search works with; it is kept for the next.
type search struct {
	lists   []list // of all segments
	ends    []int  // where a segment's lists end
	windows []window
	sums    [windowSize]uint64
}

// Search implements Candidates. The windows with the highest bounds are looked at first; once the bounds of all others lie
// below the n-th hit, it is done. No error occurs.
func (m *Memory) Search(terms []Term, n int) ([]Hit, error) {
	query := units(terms)
	n = min(n, m.passages)
	if n < 1 || len(query) == 0 {
		return nil, nil
	}
	s, _ := m.scratch.Get().(*search)
	if s == nil {
		s = &search{}
	}
	defer m.scratch.Put(s)
	s.lists, s.ends, s.windows = s.lists[:0], s.ends[:0], s.windows[:0]
	for i := range m.segments {
		s.bound(m.segments[i], i, query)
	}

	top := best{n: n, hits: make([]found, 0, min(n, 1<<10))}
	for i := len(s.windows)/2 - 1; i >= 0; i-- {
		sift(s.windows, i)
	}
	for len(s.windows) > 0 && s.windows[0].bound >= top.floor() {
		w := s.windows[0]
		last := len(s.windows) - 1
		s.windows[0] = s.windows[last]
		s.windows = s.windows[:last]
		sift(s.windows, 0)
		from := 0
		if w.segment > 0 {
			from = s.ends[w.segment-1]
		}
		s.look(s.lists[from:s.ends[w.segment]], w, m.segments[w.segment].first, &top)
	}

	slices.SortFunc(top.hits, found.compare)
	hits := make([]Hit, len(top.hits))
	for i, f := range top.hits {
		hits[i] = Hit{f.passage, score(f.sum)}
	}
	return hits, nil
}

// bound finds the query's lists in segment number i, and the windows in which they have anything.
func (s *search) bound(seg *segment, i int, query []weighted) {
	var bounds [windows]uint64
	for _, q := range query {
		t := seg.words.number(q.stem)
		if t < 0 {
			continue
		}
		l := list{postings: seg.postings[seg.starts[t]:seg.starts[t+1]], weight: q.weight}
		if row := t * (seg.windows + 1); row < len(seg.directory) {
			l.row = seg.directory[row : row+seg.windows+1]
			for w, slot := range l.row[:seg.windows] {
				bounds[w] += q.weight * slot.highest()
			}
		} else {
			last, highest := uint32(0), uint32(0)
			for _, p := range l.postings {
				if w := p >> (impactBits + windowBits); w != last {
					bounds[last] += q.weight * uint64(highest)
					last, highest = w, 0
				}
				highest = max(highest, p&impactUnit)
			}
			bounds[last] += q.weight * uint64(highest)
		}
		s.lists = append(s.lists, l)
	}
	s.ends = append(s.ends, len(s.lists))
	for w, bound := range bounds[:seg.windows] {
		if bound > 0 {
			s.windows = append(s.windows, window{bound, int32(i), int32(w)})
		}
	}
}

// look adds up a window and offers its hits.
func (s *search) look(lists []list, w window, first int, top *best) {
	const mask = windowSize - 1
	for _, l := range lists {
		for _, p := range l.in(w.number) {
			s.sums[p>>impactBits&mask] += l.weight * uint64(p&impactUnit)
		}
	}
	first += int(w.number) * windowSize
	floor := top.floor()
	for i, sum := range s.sums {
		if sum >= floor {
			top.offer(found{sum, first + i})
			floor = top.floor()
		}
	}
	clear(s.sums[:])
}

// in returns the postings in a window.
func (l *list) in(number int32) []uint32 {
	if l.row != nil {
		return l.postings[l.row[number].start:l.row[number+1].start]
	}
	from := uint32(number) << (impactBits + windowBits)
	start := sort.Search(len(l.postings), func(i int) bool { return l.postings[i] >= from })
	end := start
	for end < len(l.postings) && l.postings[end]>>(impactBits+windowBits) == uint32(number) {
		end++
	}
	return l.postings[start:end]
}

// sift lets window i down to its place in a heap whose root has the highest bound. Of equal bounds any may come first: hits
// that are equal are told apart by their passage, not by when they are found.
func sift(heap []window, i int) {
	for {
		high := i
		for down := 2*i + 1; down <= 2*i+2 && down < len(heap); down++ {
			if heap[down].bound > heap[high].bound {
				high = down
			}
		}
		if high == i {
			return
		}
		heap[i], heap[high] = heap[high], heap[i]
		i = high
	}
}
