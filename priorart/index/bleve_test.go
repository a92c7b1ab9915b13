package index

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// store writes passages as documents of 37 passages each.
func store(t testing.TB, dir string, passages [][]string) {
	t.Helper()
	u, err := NewUpdate(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(passages); i += 37 {
		if err := u.Add(fmt.Sprint("document ", i), passages[i:min(i+37, len(passages))]); err != nil {
			t.Fatal(err)
		}
	}
	if err := u.Close(); err != nil {
		t.Fatal(err)
	}
}

func openDisk(t testing.TB, dir string) *Disk {
	t.Helper()
	d, err := OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// conformant is an index that holds passages, for conform; number is what it calls passage i.
type conformant struct {
	name   string
	in     Candidates
	number func(i int) int
}

// TestConformance holds the indexes of this machine to the rules of Candidates; conformCollection holds a search engine to the same.
func TestConformance(t *testing.T) {
	conform(t, func(passages [][]string) []conformant {
		dir := t.TempDir()
		store(t, dir, passages)
		same := func(i int) int { return i }
		return []conformant{{"memory", build(passages), same}, {"disk", openDisk(t, dir), same}}
	})
}

// conform holds indexes to the rules of Candidates and to the scorer that does the obvious: they give the same passages in the same
// order with the same scores.
func conform(t *testing.T, of func(passages [][]string) []conformant) {
	rnd := rand.New(rand.NewPCG(8, 0))
	for _, size := range []int{0, 1, 300, 5000} {
		for _, words := range []int{4, 600} {
			passages := random(rnd, size, words)
			indexes := of(passages)
			queries := make([][]Term, 12)
			for i := range queries {
				queries[i] = query(rnd, words)
			}
			queries = append(queries, nil, []Term{{"", 1}}, []Term{{"w0", 1}, {"w0", 2}})
			for _, x := range indexes {
				if x.in.Len() != size {
					t.Errorf("%s has %d passages, want %d", x.name, x.in.Len(), size)
				}
			}
			for i, q := range queries {
				n := []int{10, 1, 100, 0, size + 1}[i%5]
				var want []Hit
				if i < len(queries)-1 { // the naive scorer does not add weights up
					want = naive(passages, q, n)
				} else {
					want = naive(passages, []Term{{"w0", 3}}, n)
				}
				for _, x := range indexes {
					got, err := x.in.Search(q, n)
					if err != nil {
						t.Fatal(err)
					}
					if !slices.EqualFunc(got, want, func(g, w Hit) bool { return g == Hit{x.number(w.Passage), w.Score} }) {
						t.Fatalf("%s, %d passages, query %v, n %d:\ngot  %v\nwant %v", x.name, size, q, n, got, want)
					}
				}
			}
		}
	}
}

// TestIncremental adds to an index and deletes from it: what is in it afterwards is found as if it had been built at once, under
// its own numbers.
func TestIncremental(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 0))
	dir := t.TempDir()
	documents := map[string][][]string{}
	for round := range 5 {
		u, err := NewUpdate(dir)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 30 {
			id := fmt.Sprint(round, " ", i)
			documents[id] = random(rnd, 1+rnd.IntN(40), 200)
			for range 2 { // the second time is none
				if err := u.Add(id, documents[id]); err != nil {
					t.Fatal(err)
				}
			}
		}
		for i := range 10 {
			id := fmt.Sprint(rnd.IntN(round+1), " ", i)
			delete(documents, id)
			if err := u.Delete(id); err != nil {
				t.Fatal(err)
			}
			if u.Has(id) {
				t.Errorf("document %s is there after it was deleted", id)
			}
		}
		if err := u.Close(); err != nil {
			t.Fatal(err)
		}

		d, err := OpenDisk(dir)
		if err != nil {
			t.Fatal(err)
		}
		var passages [][]string
		var numbers []int
		for _, doc := range d.Documents() {
			if len(documents[doc.ID]) != doc.Passages {
				t.Fatalf("document %s has %d passages, want %d", doc.ID, doc.Passages, len(documents[doc.ID]))
			}
			for i, p := range documents[doc.ID] {
				passages = append(passages, p)
				numbers = append(numbers, doc.First+i)
			}
		}
		if len(d.Documents()) != len(documents) || d.Len() != len(passages) {
			t.Fatalf("%d documents with %d passages, want %d with %d", len(d.Documents()), d.Len(), len(documents), len(passages))
		}
		for range 10 {
			q := query(rnd, 200)
			want := naive(passages, q, 15)
			for i := range want {
				want[i].Passage = numbers[want[i].Passage]
			}
			got, err := d.Search(q, 15)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("query %v:\ngot  %v\nwant %v", q, got, want)
			}
		}
		if err := errors.Join(d.Close(), Check(dir)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestInterrupted stops an update between two batches, and finds what was written when it goes on.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	rnd := rand.New(rand.NewPCG(10, 0))
	passages := random(rnd, batchPassages+500, 300)
	u, err := NewUpdate(dir)
	if err != nil {
		t.Fatal(err)
	}
	var progress []int
	u.Progress = func(n int) { progress = append(progress, n) }
	if err := errors.Join(u.Add("first", passages[:batchPassages]), u.Add("second", passages[batchPassages:])); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(progress, []int{batchPassages}) {
		t.Errorf("progress %v after one batch", progress)
	}
	if _, err := NewUpdate(dir); !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), dir) {
		t.Errorf("a second update at the same time: %v", err)
	}
	if err := u.disk.Close(); err != nil { // as if the program had ended here
		t.Fatal(err)
	}
	if _, err := OpenDisk(dir); !errors.Is(err, ErrUnfinished) || !strings.Contains(err.Error(), "build it again") {
		t.Errorf("opened unfinished: %v", err)
	}
	u, err = NewUpdate(dir)
	if err != nil {
		t.Fatal(err)
	}
	if !u.Has("first") || u.Has("second") {
		t.Errorf("after an interruption: first %v, second %v", u.Has("first"), u.Has("second"))
	}
	if err := errors.Join(u.Add("first", passages[:batchPassages]), u.Add("second", passages[batchPassages:]), u.Close()); err != nil {
		t.Fatal(err)
	}
	d, q := openDisk(t, dir), query(rnd, 300)
	if got, err := d.Search(q, 10); err != nil || !slices.Equal(got, naive(passages, q, 10)) {
		t.Errorf("got %v, %v, want %v", got, err, naive(passages, q, 10))
	}
	if _, err := NewUpdate(dir); !errors.Is(err, ErrBusy) {
		t.Errorf("an update while it is searched: %v", err)
	}
}

func TestBroken(t *testing.T) {
	passages := random(rand.New(rand.NewPCG(11, 0)), 2000, 300)
	whole := t.TempDir()
	store(t, whole, passages)
	names, err := stored(whole)
	if err != nil || len(names) < 2 {
		t.Fatal(names, err)
	}
	zap := names[0]
	change := func(name string, with func([]byte) []byte) func(dir string) error {
		return func(dir string) error {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, name), with(data), 0o600)
		}
	}
	flip := func(data []byte) []byte { data[len(data)/2] ^= 0x55; return data }
	for _, c := range []struct {
		name    string
		damage  func(dir string) error
		opens   bool // only Check finds it
		want    error
		message string
	}{
		{"nothing", func(string) error { return nil }, true, nil, ""},
		{"empty folder", os.RemoveAll, false, ErrNoIndex, "build it first"},
		{"no manifest", func(dir string) error { return os.Remove(filepath.Join(dir, manifest)) }, false, ErrUnfinished, "build it again"},
		{"manifest cut", change(manifest, func(b []byte) []byte { return b[:len(b)/2] }), false, ErrDamaged, manifest},
		{"file cut", change(zap, func(b []byte) []byte { return b[:len(b)-1] }), false, ErrDamaged, zap},
		{"file gone", func(dir string) error { return os.Remove(filepath.Join(dir, zap)) }, false, ErrDamaged, zap + " is missing"},
		{"file changed", change(zap, flip), true, ErrDamaged, zap},
		{"catalog changed", change(root, flip), false, ErrDamaged, root},
		{"catalog empty", change(root, func(b []byte) []byte { return make([]byte, len(b)) }), false, ErrDamaged, root},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := errors.Join(os.RemoveAll(dir), os.CopyFS(dir, os.DirFS(whole)), c.damage(dir)); err != nil {
				t.Fatal(err)
			}
			if err := Check(dir); !errors.Is(err, c.want) || c.want == nil && err != nil || err != nil && !strings.Contains(err.Error(), dir) {
				t.Errorf("Check: %v, want %v", err, c.want)
			}
			d, err := OpenDisk(dir)
			if (err == nil) != c.opens {
				t.Errorf("OpenDisk: %v", err)
			}
			if err != nil && (!errors.Is(err, c.want) || !strings.Contains(err.Error(), c.message) || !strings.Contains(err.Error(), dir)) {
				t.Errorf("OpenDisk: %v, want %v with %q", err, c.want, c.message)
			}
			if d != nil {
				d.Search([]Term{{"w1", 1}, {"w2", 2}, {"w100", 5}}, 10) // must not panic
				d.Close()
			}
		})
	}
}

// TestDiskManyAtATime searches one open index from several goroutines.
func TestDiskManyAtATime(t *testing.T) {
	rnd := rand.New(rand.NewPCG(12, 0))
	passages := random(rnd, 2000, 200)
	dir := t.TempDir()
	store(t, dir, passages)
	d := openDisk(t, dir)
	var wg sync.WaitGroup
	for range 8 {
		q := query(rnd, 200)
		want := naive(passages, q, 10)
		wg.Go(func() {
			for range 20 {
				if got, err := d.Search(q, 10); err != nil || !slices.Equal(got, want) {
					t.Errorf("got %v, %v, want %v", got, err, want)
					return
				}
			}
		})
	}
	wg.Wait()
}
