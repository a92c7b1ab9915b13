package index

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// conformCollection holds an engine to the rules of Candidates, as TestConformance does the indexes of this machine, and to those of Collection.
// at is an address of a collection of the name, which the engine does not have yet, with every passage a candidate.
func conformCollection(t *testing.T, at func(name string) *Address) {
	create := func(name string) Collection {
		t.Helper()
		in, err := Create(at(name), 1)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = in.Close() })
		return in
	}
	made := 0
	conform(t, func(passages [][]string) []conformant {
		made++
		w := create(fmt.Sprint("Conform", made))
		const apart = 15_000_000 // up to the last documents that there can be
		number := func(i int) int { return PassageAt(1+i/37*apart, i%37) }
		var all []Passage
		var records []Record
		total := Totals{Passages: len(passages)}
		for i, stems := range passages {
			if i%37 == 0 {
				records = append(records, Record{Document: 1 + i/37*apart, ID: fmt.Sprint("R", i), Label: fmt.Sprint("D", 1+i/37*apart), Value: "v"})
			}
			records[len(records)-1].Passages++
			all = append(all, Passage{Number: number(i), Stems: stems, Text: fmt.Sprint("text ", i)})
			total.Words += len(stems)
		}
		total.Documents = len(records)
		for range 2 { // the second time doubles nothing
			if refused, err := w.Put(all); err != nil || refused != nil {
				t.Fatal(refused, err)
			}
		}
		if n, err := w.Count(); err != nil || n != len(all) {
			t.Fatalf("%d passages, want %d: %v", n, len(all), err)
		}
		if err := w.Commit(total); err != nil {
			t.Fatal(err)
		}
		if hits, err := w.Search([]Term{{"w0", 1}}, 5); err != nil || len(hits) > 0 {
			t.Fatalf("passages without a record are found: %v, %v", hits, err)
		}
		if refused, err := w.PutRecords(records); err != nil || refused != nil {
			t.Fatal(refused, err)
		}
		texts, err := w.Texts(records)
		if err != nil {
			t.Fatal(err)
		}
		for i := range all {
			if got := texts[i/37][i%37]; got != all[i].Text {
				t.Fatalf("text %d is %q", i, got)
			}
		}
		return []conformant{{"collection", w, number}}
	})

	w := create("Rules")
	passages := []Passage{{Number: PassageAt(3, 0), Stems: []string{"valv"}, Text: "a"}, {Number: PassageAt(3, 1), Stems: []string{"lid", "ünïcode", `quo"te\`}, Text: "b\n\"\\"}}
	if _, err := w.Put(passages[:1]); err != nil {
		t.Fatal(err)
	}
	missing, stale, err := w.Missing(3, passages)
	if err != nil || stale || !slices.EqualFunc(missing, passages[1:], func(x, y Passage) bool { return x.Number == y.Number }) {
		t.Errorf("missing %v, stale %v, %v", missing, stale, err)
	}
	if strays, err := w.Strays(); err != nil || !slices.Equal(strays, []int{3}) {
		t.Errorf("strays %v, %v", strays, err)
	}
	if _, stale, err := w.Missing(3, passages[1:]); err != nil || !stale {
		t.Errorf("a passage of another content is not seen: %v", err)
	}
	record := Record{Document: 3, ID: "US 7,178,059", Label: "D3", Sum: "s", Passages: 2, Words: 4, Value: `{"Title":"ü"}`}
	if _, err := w.Put(passages); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := w.PutRecords([]Record{record}); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"US 7", "D3", "US 7,178,059"} {
		if got, err := w.Named(name, 5); err != nil || !slices.Equal(got, []Record{record}) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if err := w.Commit(Totals{Documents: 1, Passages: 2, Words: 4}); err != nil {
		t.Fatal(err)
	}
	for stem, want := range map[string]int{"ünïcode": 1, `quo"te\`: 1, "quo": 0, "VALV": 0, "valv": 1} {
		if hits, err := w.Search([]Term{{stem, 1}}, 5); err != nil || len(hits) != want {
			t.Errorf("%s: %v, %v", stem, hits, err)
		}
	}
	if texts, err := w.Texts([]Record{record}); err != nil || !slices.Equal(texts[0], []string{"a", "b\n\"\\"}) {
		t.Errorf("%q, %v", texts, err)
	}
	if err := w.Delete(3); err != nil {
		t.Fatal(err)
	}
	if n, err := w.Count(); err != nil || n != 0 {
		t.Errorf("%d passages after they were deleted: %v", n, err)
	}
	if got, err := w.Records([]int{3}); err != nil || len(got) > 0 {
		t.Errorf("%v, %v", got, err)
	}
	for name, want := range map[string]error{"Rules": ErrOtherCollection, "RulesReferences": ErrOtherCollection, "Nothing": ErrNoCollection} {
		if _, err := Open(at(name), 2); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		} else if !strings.Contains(err.Error(), "library build") {
			t.Errorf("%v: it says nothing of what to do", err)
		}
	}
}
