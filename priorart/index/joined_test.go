package index

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestJoin spreads the passages of a whole over three indexes, between others that the whole has no more: what is found is what one
// index of the whole finds, ties in its order.
func TestJoin(t *testing.T) {
	rnd := rand.New(rand.NewPCG(12, 0))
	parts := make([]Part, 3)
	var whole [][]string
	type document struct {
		passages [][]string
		kept     bool
	}
	stored := make([][]document, len(parts))
	for range 150 {
		p := rnd.IntN(len(parts))
		d := document{random(rnd, rnd.IntN(12), 40), rnd.IntN(4) > 0} // few words, so that many passages are alike
		from := len(parts[p].Numbers)
		parts[p].Numbers = append(parts[p].Numbers, slices.Repeat([]int{-1}, len(d.passages))...)
		if d.kept {
			for i := range d.passages {
				parts[p].Numbers[from+i] = len(whole)
				whole = append(whole, d.passages[i])
			}
		}
		stored[p] = append(stored[p], d)
	}
	for p := range parts {
		dir := t.TempDir()
		u, err := NewUpdate(dir)
		if err != nil {
			t.Fatal(err)
		}
		for i, d := range stored[p] {
			if err := u.Add(fmt.Sprint(i), d.passages); err != nil {
				t.Fatal(err)
			}
		}
		if err := u.Close(); err != nil {
			t.Fatal(err)
		}
		if parts[p].Disk, err = OpenDisk(dir); err != nil {
			t.Fatal(err)
		}
	}
	// Turned round, as labels may have it.
	for p := range parts {
		for i, n := range parts[p].Numbers {
			if n >= 0 {
				parts[p].Numbers[i] = len(whole) - 1 - n
			}
		}
	}
	slices.Reverse(whole)
	joined, err := Join(parts)
	if err != nil {
		t.Fatal(err)
	}
	memory := build(whole)
	if joined.Len() != memory.Len() || joined.Len() == 0 {
		t.Fatalf("joined %d passages, want %d", joined.Len(), memory.Len())
	}
	for i := range 40 {
		q, n := query(rnd, 40), []int{1, 7, 50, len(whole)}[i%4]
		got, err := joined.Search(q, n)
		want, _ := memory.Search(q, n)
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("query %v, n %d, %v:\ngot  %v\nwant %v", q, n, err, got, want)
		}
	}
	counted(t, joined, whole)
	if _, err := Join([]Part{{parts[0].Disk, parts[0].Numbers[1:]}}); !errors.Is(err, ErrDamaged) {
		t.Errorf("numbers for fewer passages than the index has: %v, want damaged", err)
	}
	if err := joined.Close(); err != nil {
		t.Error(err)
	}
}

// counted: postings are what one gets by counting.
func counted(t *testing.T, joined *Joined, whole [][]string) {
	t.Helper()
	want := map[string][]Posting{"in no passage": nil}
	for i, stems := range whole {
		for _, stem := range stems {
			list := want[stem]
			if n := len(list); n > 0 && list[n-1].Passage == int32(i) {
				list[n-1].Count++
			} else {
				want[stem] = append(list, Posting{int32(i), 1, int32(len(stems))})
			}
		}
	}
	for stem, list := range want {
		got, err := joined.Postings(stem, nil)
		slices.SortFunc(got, func(a, b Posting) int { return int(a.Passage - b.Passage) })
		if err != nil || !slices.Equal(got, list) {
			t.Fatalf("%s: %v, %v, want %v", stem, got, err, list)
		}
	}
}
