package priorart

import (
	"slices"
	"testing"
)

// TestPinned: what of a quoted claim stays, written by hand.
func TestPinned(t *testing.T) {
	const text = "1. A scale comprising: a pan of steel; a spring; a dial with a pointer; and a cover over the dial."
	pan, dial := Match{Term: "pan", Start: 25, End: 28}, Match{Term: "dial", Start: 50, End: 54}
	whole := func(loc string, matches ...Match) Cell {
		return Cell{Evidence: []Evidence{{Loc: loc, Cite: loc, Quote: text, Start: 0, End: len(text), Stance: "supports", Matches: matches}}}
	}
	for _, c := range []struct {
		name, loc string
		matches   []Match
		want      []string
	}{
		{"one element", "claim 1", []Match{pan}, []string{"a pan of steel;"}},
		{"two apart", "claim 1", []Match{pan, dial}, []string{"a pan of steel;", "a dial with a pointer;"}},
		{"neighbours are one piece", "Claim 1", []Match{{Term: "scale", Start: 5, End: 10}, pan}, []string{"1. A scale comprising: a pan of steel;"}},
		{"a paragraph stays whole", "[0019]", []Match{pan}, []string{text}},
		{"so does what has no match", "claim 1", nil, []string{text}},
	} {
		ref := &Reference{Passages: []Passage{{Loc: c.loc, Text: text}}}
		got := whole(c.loc, c.matches...).pinned(ref).Evidence
		var quotes []string
		matched := 0
		for _, e := range got {
			quotes = append(quotes, e.Quote)
			matched += len(e.Matches)
			if e.Quote != text[e.Start:e.End] || e.Cite != c.loc || e.Stance != "supports" {
				t.Errorf("%s: %+v", c.name, e)
			}
			for _, m := range e.Matches {
				if m.Start < e.Start || m.End > e.End {
					t.Errorf("%s: %+v stands outside of %q", c.name, m, e.Quote)
				}
			}
		}
		if !slices.Equal(quotes, c.want) || matched != len(c.matches) {
			t.Errorf("%s: %q with %d matches, want %q", c.name, quotes, matched, c.want)
		}
	}
	for _, odd := range []string{"", ";", "; ;", "a:b", "a; "} {
		for _, s := range elementsOf(odd, 0, len(odd)) {
			if s.Start >= s.End || s.End > len(odd) {
				t.Errorf("%q: %+v", odd, s)
			}
		}
	}
}
