package index

import (
	"cmp"
	"errors"
	"slices"
	"sync"
)

// Part is an index in a folder as a part of a whole: Numbers[i] is the number that its passage i has in the whole, negative where
// the whole has it no more. A document's passages are all in the whole, or none is.
type Part struct {
	Disk    *Disk
	Numbers []int
}

// Joined is several indexes searched as one. Its hits and scores are those of one index of the passages that are left, in the order
// of their numbers, bit for bit.
type Joined struct {
	parts    []Part
	passages int
	average  float64     // words a passage
	words    map[int]int // of each document, by the number of its first passage
	scratch  sync.Pool
}

// Join makes a whole of parts, which it closes when it is closed. Numbers are not copied. The error is for a part whose documents do
// not fit its numbers.
func Join(parts []Part) (*Joined, error) {
	j := &Joined{parts: parts, words: map[int]int{}}
	words := 0
	for _, p := range parts {
		for _, doc := range p.Disk.documents {
			if doc.First < 0 || doc.Passages < 0 || doc.First+doc.Passages > len(p.Numbers) {
				return nil, damaged(p.Disk.dir, "it has passages that are in no document of the library")
			}
			if doc.Passages > 0 && p.Numbers[doc.First] >= 0 {
				j.passages += doc.Passages
				words += doc.Words
				j.words[p.Numbers[doc.First]] = doc.Words
			}
		}
	}
	j.average = float64(words) / float64(max(j.passages, 1))
	return j, nil
}

// Search implements Candidates.
func (j *Joined) Search(terms []Term, n int) ([]Hit, error) {
	query := units(terms)
	n = min(n, j.passages)
	if n < 1 || len(query) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(query, func(x, y weighted) int { return cmp.Compare(x.weight, y.weight) })
	w, _ := j.scratch.Get().(*walk)
	if w == nil {
		w = &walk{average: j.average}
	}
	top := best{n: n, hits: make([]found, 0, min(n, 1<<10))}
	for _, p := range j.parts {
		w.numbers = p.Numbers
		if err := p.Disk.look(w, query, &top); err != nil {
			return nil, err
		}
	}
	j.scratch.Put(w)
	return top.ranked(), nil
}

// Len is the number of passages that can be found.
func (j *Joined) Len() int { return j.passages }

// Close closes all parts.
func (j *Joined) Close() error {
	var errs []error
	for _, p := range j.parts {
		errs = append(errs, p.Disk.Close())
	}
	return errors.Join(errs...)
}
