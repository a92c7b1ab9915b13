package priorart

import (
	"slices"
	"testing"
	"time"
)

func setOf(n int, members ...int) bitset {
	s := newSet(n)
	for _, m := range members {
		s.add(m)
	}
	return s
}

// TestCover: the sets are written by hand.
func TestCover(t *testing.T) {
	for _, c := range []struct {
		name  string
		n     int
		shows [][]int
		want  [][]int
		exact bool
	}{
		{"nothing", 3, [][]int{{}, {}}, nil, true},
		{"one is enough", 3, [][]int{{0}, {0, 1, 2}, {1, 2}}, [][]int{{1}}, true},
		{"two, the one that shows most first", 4, [][]int{{3}, {0, 1, 2}, {2, 3}}, [][]int{{1, 2}, {1, 0}}, true},
		{"three where no two do", 3, [][]int{{0}, {1}, {2}, {0}}, [][]int{{0, 1, 2}, {1, 2, 3}}, true},
		{"what nobody shows is left out", 4, [][]int{{0, 1}, {2}}, [][]int{{0, 1}}, true},
		// Taking what adds most would need three here: {0,1,2,3}, then {4}, then {5}. Two are enough.
		{"greed would not find it", 6, [][]int{{0, 1, 2, 3}, {0, 1, 4}, {2, 3, 5}}, [][]int{{1, 2}}, true},
		// The second adds most after the first, and the third and the fourth show all of it again.
		{"greed drops what is not needed", 15, [][]int{{0, 1, 2, 3, 4, 5}, {6, 7, 8, 9}, {6, 7, 10, 11}, {8, 9, 12, 13}, {14}}, [][]int{{0, 2, 3, 4}}, false},
		{"four singles", 4, [][]int{{0}, {1}, {2}, {3}}, [][]int{{0, 1, 2, 3}}, false},
	} {
		shows := make([]bitset, len(c.shows))
		for i, s := range c.shows {
			shows[i] = setOf(c.n, s...)
		}
		got, exact := cover(shows, c.n, 5)
		if !slices.EqualFunc(got, c.want, slices.Equal) || exact != c.exact {
			t.Errorf("%s: %v, exact %v; want %v, %v", c.name, got, exact, c.want, c.exact)
		}
	}
}

// TestCoverAgainstAll compares with trying every set of one, two and three, over generated tables.
func TestCoverAgainstAll(t *testing.T) {
	sizes := [5]int{}
	for k := range 3000 {
		g := dice(k)
		n, refs := 1+g.of(9), 1+g.of(12)
		shows := make([]bitset, refs)
		target := newSet(n)
		for r := range shows {
			shows[r] = newSet(n)
			for range g.of(n/2 + 2) {
				shows[r].add(g.of(n))
			}
			target.union(shows[r])
		}
		got, exact := cover(shows, n, 1000)
		want := tryAll(shows, target)
		if len(got) > 0 {
			sizes[min(len(got[0]), 4)]++
		}
		if exact != (want != nil || target.count() == 0) {
			t.Fatalf("seed %d: exact %v, but trying all gives %v", k, exact, want)
		}
		if exact {
			var sorted [][]int
			for _, s := range got {
				if slices.ContainsFunc(s, func(r int) bool { return shows[r].count() > shows[s[0]].count() }) {
					t.Fatalf("seed %d: %v does not begin with what shows most alone", k, s)
				}
				sorted = append(sorted, slices.Sorted(slices.Values(s)))
			}
			slices.SortFunc(sorted, slices.Compare)
			if !slices.EqualFunc(sorted, want, slices.Equal) {
				t.Fatalf("seed %d: %v, want %v", k, sorted, want)
			}
			continue
		}
		left := target
		for _, r := range got[0] {
			if !anyOf(left, shows[r]) {
				t.Fatalf("seed %d: %d of %v adds nothing", k, r, got[0])
			}
			left = left.minus(shows[r])
		}
		if left.count() > 0 {
			t.Fatalf("seed %d: %v leaves something open", k, got[0])
		}
	}
	t.Logf("sets of one, two, three and more: %v", sizes[1:])
}

func anyOf(a, b bitset) bool { return a.minus(b).count() < a.count() }

// tryAll is the oracle: all smallest sets of up to three references that show the target, in order; nil where none does.
func tryAll(shows []bitset, target bitset) [][]int {
	var one, two, three [][]int
	whole := func(refs ...int) bool {
		left := target
		for _, r := range refs {
			left = left.minus(shows[r])
		}
		return left.count() == 0
	}
	if target.count() == 0 {
		return nil
	}
	for a := range shows {
		if whole(a) {
			one = append(one, []int{a})
		}
		for b := a + 1; b < len(shows); b++ {
			if whole(a, b) {
				two = append(two, []int{a, b})
			}
			for c := b + 1; c < len(shows); c++ {
				if whole(a, b, c) {
					three = append(three, []int{a, b, c})
				}
			}
		}
	}
	switch {
	case one != nil:
		return one
	case two != nil:
		return two
	}
	return three
}

// TestCoverIsFast: 2,400 references that all show about a third, so that hardly any three suffice: the case with most to try.
func TestCoverIsFast(t *testing.T) {
	g := dice(1)
	const n, refs = 30, 2400
	shows := make([]bitset, refs)
	for r := range shows {
		shows[r] = newSet(n)
		for range 11 {
			shows[r].add(g.of(n))
		}
	}
	begin := time.Now()
	sets, exact := cover(shows, n, maxCombinations)
	took := time.Since(begin)
	for _, set := range sets {
		left := setOf(n)
		for _, r := range set {
			left.union(shows[r])
		}
		if left.count() != n {
			t.Errorf("%v, exact %v: shows %d of %d", set, exact, left.count(), n)
		}
	}
	t.Logf("%d references, %d limitations: %v, a set of %d", refs, n, took.Round(time.Millisecond), len(sets[0]))
	if took > 5*time.Second { // 0.3 to 0.7 s with the machine busy
		t.Errorf("took %v", took)
	}
}

func BenchmarkCover(b *testing.B) {
	g := dice(2)
	shows := make([]bitset, 2400)
	for r := range shows {
		shows[r] = newSet(12)
		for range 1 + g.of(6) {
			shows[r].add(g.of(12))
		}
	}
	for b.Loop() {
		cover(shows, 12, maxCombinations)
	}
}
