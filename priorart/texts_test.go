package priorart

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"claimchart/claims"
	"claimchart/priorart/practice"
)

// TestTextsKept charts sets against one library again and again, some at the same time: texts that are kept from another set's chart give what
// new ones give.
func TestTextsKept(t *testing.T) {
	known, err := practice.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../testdata/egenera/article.txt")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := claims.Parse(&claims.Document{Name: "article.txt", Text: string(data)})
	if err != nil {
		t.Fatal(err)
	}
	library := func() *Library { // described practices, and as a document what the article says of them
		lib := Practices(known)
		lib.References = append(lib.References, Reference{ID: "article", Label: "D90", Kind: "paper", Passages: []Passage{{Loc: "p. 1", Text: string(data)}}})
		return lib
	}
	sets := []*claims.Set{whole}
	for _, text := range []string{
		"1. A box comprising: a lid; and a hinge that holds the lid, wherein the hinge is not of brass.",
		"1. A platform comprising: a plurality of computer processors; a spare processor; and logic that starts the spare processor when one of the processors fails.",
		"1. A method comprising: taking a snapshot of a disk; and copying at least two snapshots to a second site.",
	} {
		set, err := claims.Parse(&claims.Document{Name: filepath.Base(text[:8]), Text: text})
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, set)
	}
	chart := func(set *claims.Set, lib *Library) string {
		c, err := Make(set, lib, Options{})
		if err != nil {
			return fmt.Sprint(err)
		}
		out, err := json.Marshal([]any{c.Charts, c.Gaps, c.Cited, c.Fewest})
		if err != nil {
			return fmt.Sprint(err)
		}
		return string(out)
	}
	want := make([]string, len(sets))
	for i, set := range sets {
		want[i] = chart(set, library())
	}
	lib := library()
	var all sync.WaitGroup
	for round := range 3 {
		for i, set := range sets {
			all.Go(func() {
				if got := chart(set, lib); got != want[i] {
					t.Errorf("round %d: the chart of set %d differs when texts are kept", round, i)
				}
			})
		}
		all.Wait()
	}
	if len(lib.texts.idle) != len(lib.References) || lib.texts.bytes > mostKept {
		t.Errorf("%d of %d texts are kept, %d bytes", len(lib.texts.idle), len(lib.References), lib.texts.bytes)
	}

	once := library()
	chart(sets[1], once)
	if len(once.texts.idle) > 0 {
		t.Error("one chart alone keeps texts")
	}
}
