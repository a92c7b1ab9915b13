package priorart

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
	"claimchart/priorart/index"
)

// shelved is a store in memory. Passage broken cannot be read.
type shelved struct {
	passages []Passage
	broken   int
}

var errBroken = errors.New("the disk is gone")

func (s *shelved) Passage(n int) (Passage, error) {
	if n == s.broken {
		return Passage{}, errBroken
	}
	return s.passages[n], nil
}

// asStored returns a library with the same references, whose passages are in a store, and an index of these in a folder. The
// store has references between them that the library has no more.
func asStored(t *testing.T, lib *Library) (*Library, *shelved, index.Candidates) {
	t.Helper()
	s, out := &shelved{broken: -1}, &Library{References: slices.Clone(lib.References)}
	dir := t.TempDir()
	u, err := index.NewUpdate(dir)
	if err != nil {
		t.Fatal(err)
	}
	var numbers []int
	next := 0
	add := func(id string, ref *Reference, there bool) {
		all, err := StemsOf([]*Reference{ref})
		if err != nil {
			t.Fatal(err)
		}
		if err := u.Add(id, all[0]); err != nil {
			t.Fatal(err)
		}
		for _, p := range ref.Passages {
			s.passages = append(s.passages, p)
			if there {
				numbers = append(numbers, next)
				next++
			} else {
				numbers = append(numbers, -1)
			}
		}
	}
	for i := range lib.References {
		r := &out.References[i]
		first := len(s.passages)
		add(fmt.Sprint(i), r, true)
		r.Stored, r.Passages = &Stored{In: s, First: first, Count: len(r.Passages)}, nil
		if i%5 == 0 {
			add(fmt.Sprint("gone ", i), &lib.References[i], false)
		}
	}
	if err := u.Close(); err != nil {
		t.Fatal(err)
	}
	return out, s, joinedIndex(t, dir, numbers)
}

// sameCharts charts claims against a library in memory and against the same in a store, with an index in a folder and without one.
// Everything in the charts but the library has to be the same.
func sameCharts(t *testing.T, set *claims.Set, lib *Library) *Chart {
	t.Helper()
	stored, _, in := asStored(t, lib)
	indexed := &Library{References: stored.References}
	indexed.UseIndex(in)
	var texts []string
	var first *Chart
	for _, l := range []*Library{lib, stored, indexed} {
		c, err := Make(set, l, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = c
		}
		out, err := json.Marshal([]any{c.Charts, c.Gaps, c.Assumed, c.Law, c.Cited, c.Fewest})
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(out))
	}
	for i := range texts[1:] {
		if texts[i+1] != texts[0] {
			t.Errorf("%s: the chart differs with the passages in a store (%v the index in a folder)", set.Name, []string{"without", "with"}[i])
		}
	}
	return first
}

// invented makes a library of references in which some speak of the same things as the claims below, many in the same words.
func invented(n int) *Library {
	rnd := rand.New(rand.NewPCG(21, 0))
	words := strings.Fields("pump chamber valve spring piston shaft housing seal lever motor gear filter tank nozzle hose sensor plate bolt rail cable")
	lib := &Library{}
	for i := range n {
		r := Reference{ID: fmt.Sprint("R", i), Title: fmt.Sprint("Machine ", i), Kind: "paper", Date: "1999"}
		for p := range 1 + rnd.IntN(4) {
			said := make([]string, 3)
			for k := range said {
				said[k] = words[rnd.IntN(len(words))]
			}
			r.Passages = append(r.Passages, Passage{Loc: fmt.Sprintf("[%04d]", p+1), Text: fmt.Sprintf("The %s is joined to a %s, and the %s turns.", said[0], said[1], said[2])})
		}
		lib.References = append(lib.References, r)
	}
	for _, i := range []int{n / 2, n - 1} {
		lib.References[i].Passages = append(lib.References[i].Passages, Passage{Loc: "[0100]", Text: "A pump has a chamber, a piston in the chamber and a valve that a spring closes."})
	}
	lib.label()
	return lib
}

func TestStoredChart(t *testing.T) {
	set, err := claims.Parse(&claims.Document{Name: "pump", Text: "1. A pump comprising: a chamber; a piston in the chamber; and a valve that a spring closes.\n\n2. The pump of claim 1, wherein a motor turns a shaft.\n\n3. The pump of claim 1 or 2, further comprising a filter joined to a hose."})
	if err != nil {
		t.Fatal(err)
	}
	chart := sameCharts(t, set, invented(3*CompareAll))
	first := &chart.Charts[0]
	if first.Searched != 3*CompareAll || first.Examined >= first.Searched || first.Examined < most {
		t.Errorf("%d of %d references compared, want at least %d and not all", first.Examined, first.Searched, most)
	}
	if got := first.References[0].Reference; got != "R96" {
		t.Errorf("%s is first, want R96, which has all of claim 1", got)
	}
	// Of the references compared, not of the library's, the smallest set is one.
	if chart.Fewest == nil || !slices.Contains(chart.Fewest.References, "R96") {
		t.Errorf("the smallest set is %+v, want R96 in it", chart.Fewest)
	}
	sameCharts(t, set, invented(CompareAll)) // all are compared
}

// A passage that cannot be read ends a chart that needs it, and no other.
func TestBrokenStore(t *testing.T) {
	set, err := claims.Parse(&claims.Document{Name: "pump", Text: "1. A pump comprising: a chamber; a piston in the chamber; and a valve that a spring closes."})
	if err != nil {
		t.Fatal(err)
	}
	lib := invented(3 * CompareAll)
	stored, s, in := asStored(t, lib)
	s.broken = stored.References[96].Stored.First
	if _, err := Make(set, stored, Options{}); !errors.Is(err, errBroken) || !strings.HasPrefix(err.Error(), "R96, passage 1: ") {
		t.Errorf("without an index: %v, want R96, passage 1 and the reason", err)
	}
	stored.UseIndex(in)
	if _, err := Make(set, stored, Options{}); !errors.Is(err, errBroken) {
		t.Errorf("with an index: %v, want the reason", err)
	}
	chart, err := Make(set, lib, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range stored.References {
		if id := stored.References[i].ID; chart.Charts[0].standing(id) == nil {
			s.broken = stored.References[i].Stored.First
			if _, err := Make(set, stored, Options{}); err != nil {
				t.Errorf("%s, which is not compared, cannot be read: %v", id, err)
			}
			return
		}
	}
	t.Error("every reference was compared")
}

// TestStoredPublished is TestStoredChart on real texts.
func TestStoredPublished(t *testing.T) {
	lib := &Library{}
	jsonLines(t, "papers.jsonl.gz", func(line []byte) {
		if len(lib.References) == 80 {
			return
		}
		var r Reference
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		lib.References = append(lib.References, r)
	})
	lib.label()
	n := 0
	jsonLines(t, "claims.jsonl.gz", func(line []byte) {
		if n++; n%600 != 1 {
			return
		}
		var s struct {
			Name   string
			Claims []claims.CutClaim
		}
		if err := json.Unmarshal(line, &s); err != nil {
			t.Fatal(err)
		}
		set, err := claims.Parse(&claims.Document{Name: s.Name, Claims: s.Claims})
		if err != nil {
			t.Fatal(err)
		}
		if chart := sameCharts(t, set, lib); len(chart.Charts) == 0 || chart.Charts[0].Examined == len(lib.References) {
			t.Errorf("%s: no charts, or all references are compared", s.Name)
		}
	})
}

// TestStemsVersion notices when passages get other stems than those that are kept in people's indexes.
func TestStemsVersion(t *testing.T) {
	const text = "The fail-over of virtual machines (VMs) wasn't tested: 3.5 kg of naïve relational running-boards, U.S. 5,123,456, e-mails, generously flies skies dying oscillators’ T-shaped X2."
	stems := Stems(text)
	h := fnv.New64a()
	fmt.Fprint(h, stems, slices.Sorted(maps.Keys(idle)))
	if got := h.Sum64(); StemsVersion != 1 || got != 0x6abcecfc8331fca3 {
		t.Errorf("the stems of a text have changed, or the words that are left out (%#x: %q): raise StemsVersion, so that libraries are indexed again, and put its number and this sum here", got, stems)
	}
}

// joinedIndex opens an index in files under the numbers that its passages have in the library, until the test ends.
func joinedIndex(t testing.TB, dir string, numbers []int) *index.Joined {
	t.Helper()
	disk, err := index.OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	joined, err := index.Join([]index.Part{{Disk: disk, Numbers: numbers}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := joined.Close(); err != nil {
			t.Error(err)
		}
	})
	return joined
}
