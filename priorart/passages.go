package priorart

import (
	"fmt"
	"sort"
)

// Store gives passages by their number in it, from 0; package library has one that reads them out of a file when they are asked
// for. It can be used by several goroutines at a time.
type Store interface {
	Passage(n int) (Passage, error)
}

// Stored tells where the passages of a reference are: Count of them in In, from number First on.
type Stored struct {
	In           Store
	First, Count int
}

// PassageCount is how many passages the reference has, in memory or in its store.
func (r *Reference) PassageCount() int {
	if r.Stored != nil {
		return r.Stored.Count
	}
	return len(r.Passages)
}

// Passage returns the reference's passage i, 0 <= i < PassageCount. The error is that of reading it from its store.
func (r *Reference) Passage(i int) (Passage, error) {
	if r.Stored == nil {
		return r.Passages[i], nil
	}
	p, err := r.Stored.In.Passage(r.Stored.First + i)
	if err != nil {
		return p, fmt.Errorf("%s, passage %d: %w", r.ID, i+1, err)
	}
	return p, nil
}

// Passages numbers the passages of a library from 0: those of its first reference in order, then those of the next.
type Passages struct {
	refs  []Reference
	first []int // the number of each reference's first passage, and behind them how many there are
}

// Passages returns the library's passages; references that are added later are not among them.
func (l *Library) Passages() *Passages {
	p := &Passages{refs: l.References, first: make([]int, 1, len(l.References)+1)}
	for i := range l.References {
		p.first = append(p.first, p.first[i]+l.References[i].PassageCount())
	}
	return p
}

// Len is how many passages there are.
func (p *Passages) Len() int { return p.first[len(p.first)-1] }

// Of returns the numbers of a reference's passages, from first up to and without end.
func (p *Passages) Of(reference int) (first, end int) {
	return p.first[reference], p.first[reference+1]
}

// At returns passage n, 0 <= n < Len, and the index of its reference in the library. The error is that of reading it from its
// store.
func (p *Passages) At(n int) (reference int, passage Passage, err error) {
	reference = p.reference(n)
	passage, err = p.refs[reference].Passage(n - p.first[reference])
	return reference, passage, err
}

// reference returns the index of the reference that passage n belongs to.
func (p *Passages) reference(n int) int {
	return sort.Search(len(p.refs), func(i int) bool { return p.first[i+1] > n })
}

// Fetch reads the passages of all references that are in a store into memory.
func (l *Library) Fetch() error {
	for i := range l.References {
		r := &l.References[i]
		if r.Stored == nil {
			continue
		}
		all := make([]Passage, r.Stored.Count)
		for k := range all {
			p, err := r.Passage(k)
			if err != nil {
				return err
			}
			all[k] = p
		}
		r.Passages, r.Stored = all, nil
	}
	return nil
}
