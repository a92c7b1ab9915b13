package priorart

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// bitset is a set of small numbers, limitations or references.
type bitset []uint64

func newSet(n int) bitset { return make(bitset, (n+63)/64) }

func (s bitset) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s bitset) has(i int) bool { return s[i/64]>>(i%64)&1 == 1 }

func (s bitset) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// lacks tells whether s lacks something of other.
func (s bitset) lacks(other bitset) bool {
	for i, w := range other {
		if w&^s[i] != 0 {
			return true
		}
	}
	return false
}

// minus returns what of s is not in other.
func (s bitset) minus(other bitset) bitset {
	out := make(bitset, len(s))
	for i, w := range s {
		out[i] = w &^ other[i]
	}
	return out
}

func (s bitset) union(other bitset) {
	for i, w := range other {
		s[i] |= w
	}
}

// each calls f with every member in rising order until it returns false.
func (s bitset) each(f func(int) bool) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			if !f(i*64 + bits.TrailingZeros64(w)) {
				return
			}
		}
	}
}

// key is the set as a map's key.
func (s bitset) key() string {
	b := make([]byte, 0, 8*len(s))
	for _, w := range s {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	return string(b)
}

// exactUpTo is the size up to which the smallest sets of references are found exactly.
const exactUpTo = 3

// cover returns the smallest sets of references that together show all that any of them shows, at most so many; shows says of
// each reference what it shows of n limitations. Sets are indexes into shows, in each the one first that shows most alone, of
// those alike the first, and the sets in that order too.
//
// Up to three references the result is exact. Where three do not suffice it is one set, found by taking what adds most each
// time and dropping what turns out not to be needed: exact is false, and a smaller one may exist.
func cover(shows []bitset, n, most int) (sets [][]int, exact bool) {
	var order []int
	target := newSet(n)
	counts := make([]int, len(shows))
	for i, s := range shows {
		if counts[i] = s.count(); counts[i] > 0 {
			order = append(order, i)
			target.union(s)
		}
	}
	if len(order) == 0 {
		return nil, true
	}
	slices.SortStableFunc(order, func(a, b int) int { return counts[b] - counts[a] })
	all := make([]bitset, len(order))
	for i, r := range order {
		all[i] = shows[r]
	}
	back := func(sets [][]int) [][]int {
		for _, s := range sets {
			for i := range s {
				s[i] = order[s[i]]
			}
		}
		return sets
	}
	whole, few := newTable(all, n), newTable(maximal(all), n)
	for size := 1; size <= exactUpTo; size++ {
		if few.sets(target, size, 1) != nil { // what a set shows, the sets that hold all of it show as well
			return back(whole.sets(target, size, most)), true
		}
	}
	return back([][]int{greedy(all, target)}), false
}

// maximal returns the sets, in order, that no other one holds, each once.
func maximal(all []bitset) []bitset {
	var out []bitset // counts do not rise, so that a later set can hold an earlier one only by being the same
	for _, s := range all {
		if !slices.ContainsFunc(out, func(o bitset) bool { return !o.lacks(s) }) {
			out = append(out, s)
		}
	}
	return out
}

// table is what references show, by reference and by limitation.
type table struct {
	shows  []bitset
	having []bitset // the references that show a limitation
}

func newTable(shows []bitset, n int) *table {
	t := &table{shows: shows, having: make([]bitset, n)}
	for l := range t.having {
		t.having[l] = newSet(len(shows))
	}
	for r, s := range shows {
		s.each(func(l int) bool { t.having[l].add(r); return true })
	}
	return t
}

// alone returns the first references from number from on, at most so many, that show all of want.
func (t *table) alone(want bitset, from, most int) []int {
	both := newSet(len(t.shows))
	for i := range both {
		both[i] = ^uint64(0)
	}
	if from/64 >= len(both) {
		return nil
	}
	clear(both[:from/64])
	both[from/64] &= ^uint64(0) << (from % 64)
	if rest := len(t.shows) % 64; rest != 0 {
		both[len(both)-1] &= 1<<rest - 1
	}
	left := true
	want.each(func(l int) bool {
		var any uint64
		for i, w := range t.having[l] {
			both[i] &= w
			any |= both[i]
		}
		left = any != 0
		return left
	})
	if !left {
		return nil
	}
	var out []int
	both.each(func(r int) bool { out = append(out, r); return len(out) < most })
	return out
}

// pairs returns the first pairs of references from number from on, in order, that together show all of want.
func (t *table) pairs(want bitset, from, most int) [][]int {
	rarest, size := -1, 0
	want.each(func(l int) bool {
		if n := t.having[l].count(); rarest < 0 || n < size {
			rarest, size = l, n
		}
		return true
	})
	var out [][]int
	if rarest < 0 {
		return nil
	}
	t.having[rarest].each(func(a int) bool { // one of the two shows it
		if a < from {
			return true
		}
		for _, b := range t.alone(want.minus(t.shows[a]), from, most) {
			if a != b {
				out = append(out, []int{min(a, b), max(a, b)})
			}
		}
		if len(out) > 64*most {
			out = firstOf(out, most)
		}
		return true
	})
	return firstOf(out, most)
}

func firstOf(sets [][]int, most int) [][]int {
	slices.SortFunc(sets, slices.Compare)
	sets = slices.CompactFunc(sets, slices.Equal)
	return sets[:min(most, len(sets))]
}

// sets returns the first sets of so many references that together show all of want, in order; it asks for the smallest size.
func (t *table) sets(want bitset, size, most int) [][]int {
	var out [][]int
	switch size {
	case 1:
		for _, r := range t.alone(want, 0, most) {
			out = append(out, []int{r})
		}
	case 2:
		out = t.pairs(want, 0, most)
	case 3:
		least := want.count()
		for a := 0; a < len(t.shows) && len(out) < most; a++ {
			if size*t.shows[a].count() < least {
				break // those after it show no more
			}
			for _, p := range t.pairs(want.minus(t.shows[a]), a+1, most-len(out)) {
				out = append(out, append([]int{a}, p...))
			}
		}
	}
	return out
}

// greedy takes the set that adds most each time until all of want is shown, then drops those but the first that are not needed.
func greedy(all []bitset, want bitset) []int {
	var out []int
	for left := want; left.count() > 0; {
		best, adds := 0, -1
		for r, s := range all {
			n := 0
			for i, w := range left {
				n += bits.OnesCount64(w & s[i])
			}
			if n > adds {
				best, adds = r, n
			}
		}
		out = append(out, best)
		left = left.minus(all[best])
	}
	for i := len(out) - 1; i > 0; i-- {
		left := want
		for k, r := range out {
			if k != i {
				left = left.minus(all[r])
			}
		}
		if left.count() == 0 {
			out = slices.Delete(out, i, i+1)
		}
	}
	return out
}
