package priorart

import (
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
)

// chainOf compares the elements of one claim, in order and labelled 1[a], 1[b] and so on, with the passages of one reference.
func chainOf(t *testing.T, elements []string, kind string, passages ...string) []Cell {
	t.Helper()
	ref := &Reference{ID: "D1", Kind: kind}
	for _, p := range passages { // apart, so that they are not read together
		ref.Passages = append(ref.Passages, Passage{Loc: "p", Text: p}, Passage{Loc: "p", Text: "Nobody minded. It was late. Rain fell."}, Passage{Loc: "p", Text: "Snow came. Dogs barked. Night fell."})
	}
	var said recitals
	var chain []claims.Element
	for i, e := range elements {
		chain = append(chain, claims.Element{Label: "1[" + string(rune('a'+i)) + "]", Text: e})
	}
	whole := newQuery(strings.Join(elements, "; "))
	numbers := said.add(chain)
	x := newText(ref)
	return said.cells(numbers, func(n int) *query {
		q := newQuery(said.list[n].element.Text)
		q.set = whole
		return q
	}, x)
}

// whyIn returns why a term of a cell is matched, "" if it is not.
func whyIn(c Cell, term string) string {
	for _, e := range c.Evidence {
		for _, m := range e.Matches {
			if m.Term == term {
				return m.Why
			}
		}
	}
	return ""
}

// The passages use reference signs as descriptions do; the cases add their own.
const pumpDescription = "The pump 40 has a housing 42 and a shaft 44. The shaft 44 turns in the housing 42, and the pump 40 stands on a base 46. The base 46 is bolted down."

// What an element takes up goes by the words that were matched for it before, and by the other names of its reference sign. Written by hand: what
// the term in question of the last element is matched by, with "not: " before what must not be.
func TestTakenUp(t *testing.T) {
	cases := []struct {
		what     string
		elements []string
		passages []string
		term     string
		why      string // a part of it
	}{
		{"a synonym that was matched before", []string{"a container that holds brine", "a lid that seals the container"},
			[]string{"A vessel holds brine.", "A lid seals the vessel tightly."}, "container", "as matched in 1[a]"},
		{"the same with said", []string{"a container that holds brine", "a lid that seals said container"},
			[]string{"A vessel holds brine.", "A lid seals the vessel tightly."}, "container", "as matched in 1[a]"},
		{"an indefinite phrase of the same name", []string{"a storage container that holds brine", "a lid for each storage container"},
			[]string{"A storage vessel holds brine.", "Each storage vessel has a lid."}, "container", "as matched in 1[a]"},
		{"through an element between that does not speak of it", []string{"a container that holds brine", "a pump having a rotor", "a lid that seals the container"},
			[]string{"A vessel holds brine.", "A pump has a rotor.", "A lid seals the vessel tightly."}, "container", "as matched in 1[a]"},
		{"words of the match with its sign", []string{"a container that holds brine", "a lid that seals the container"},
			[]string{pumpDescription, "The vessel 14 holds brine.", "A lid seals the vessel 14 tightly."}, "container", "as matched in 1[a]"},
		{"another name with the sign of the match", []string{"a container that holds brine", "a lid that seals the container"},
			[]string{pumpDescription, "The container 14 holds brine.", "A lid 15 seals the drum 14, tightly."}, "container", "as matched in 1[a]"},
		{"another name with the sign of what the text calls as the claim does", []string{"a lid that seals a hopper"},
			[]string{pumpDescription, "A hopper 14 is steel.", "A lid seals the funnel 14, tightly."}, "hopper", "same sign as “hopper 14”"},
		{"signs in parentheses", []string{"a lid that seals a hopper"},
			[]string{"The pump (40) has a housing (42) and a shaft (44). The shaft (44) turns in the housing (42), and the pump (40) stands.", "A hopper (14) is steel.", "A lid seals the funnel (14), tightly."}, "hopper", "same sign as “hopper 14”"},
		{"of several with the noun, the one with the claim's word before it", []string{"a lid that carries a pressure sensor"},
			[]string{pumpDescription, "A pressure sensor 16 and a level sensor 18 are there.", "A lid carries the probe 16, which is small."}, "sensor", "same sign as"},

		{"of siblings neither", []string{"a first container that holds brine and a second container that holds water", "a lid that seals the container"},
			[]string{"A vessel holds brine.", "A lid seals the vessel tightly."}, "container", "not: as matched"},
		{"the other of two siblings", []string{"a first container that holds brine", "a second container that holds water", "a lid that seals the second container"},
			[]string{"A vessel holds brine.", "A lid seals the vessel tightly."}, "container", "not: as matched"},
		{"a word that names another claimed thing", []string{"a container that holds brine", "a vessel that floats", "a lid that seals the container"},
			[]string{"A vessel holds brine.", "A lid seals the vessel tightly."}, "container", "not: as matched"},
		{"where the reference has the claim's own word", []string{"a container that holds brine", "a lid that seals the container"},
			[]string{"A container holds brine.", "A lid seals the vessel tightly."}, "container", "not: as matched"},
		{"where the element before was not found", []string{"a container having an inlet valve, a heated mantle and a stirrer with four blades", "a lid that seals the container"},
			[]string{"A vessel crossed the harbour.", "A lid seals the vessel tightly."}, "container", "not: as matched"},
		{"a thing that was not named before", []string{"a pump that holds brine", "a lid that seals a container"},
			[]string{"A vessel holds brine.", "A lid seals the vessel tightly."}, "container", "not: as matched"},
		{"a quantity is no sign", []string{"a lid that seals a hopper"},
			[]string{pumpDescription, "The hopper 14 mm away is steel.", "A lid seals the funnel 14 mm away."}, "hopper", "not: same sign"},
		{"steps are numbered, not signed", []string{"a lid that seals a hopper"},
			[]string{pumpDescription, "In the step 14 the hopper is filled.", "A lid seals the funnel in the block 14."}, "hopper", "not: same sign"},
		{"a figure is no part", []string{"a lid that seals a hopper"},
			[]string{pumpDescription, "The hopper of figure 14 is steel.", "A lid seals the funnel 14, tightly."}, "hopper", "not: same sign"},
		{"without its article a number is a name", []string{"a lid that carries a lane"},
			[]string{pumpDescription, "Lane 3 is empty.", "A lid carries exon 3, and lane 3."}, "lane", "not: same sign"},
		{"a year is no sign", []string{"a lid that carries a catalogue"},
			[]string{pumpDescription, "The catalogue 1998 is thick.", "A lid carries the folder 1998, which is small."}, "catalogue", "not: same sign"},
		{"in a text with hardly a sign that comes back", []string{"a lid that seals a hopper"},
			[]string{"A hopper 14 is steel.", "A lid seals the funnel 14, tightly."}, "hopper", "not: same sign"},
		{"a noun that the claims use for another thing", []string{"a funnel that guides grain", "a lid that seals a hopper"},
			[]string{pumpDescription, "A hopper 14 is steel.", "A lid seals the funnel 14, tightly."}, "hopper", "not: same sign"},
		{"a participle names nothing", []string{"a pipe with a coating that resists brine", "a sensor that measures the coating"},
			[]string{"A pipe is plated and resists brine.", "A sensor measures the plated pipe."}, "coating", "not: as matched"},
		{"a noun of the same stem does", []string{"a pipe with a coating that resists brine", "a sensor that measures the coating"},
			[]string{"A pipe has a plating that resists brine.", "A sensor measures the plating."}, "coating", "as matched in 1[a]"},
		{"the same where the claim's word stands elsewhere", []string{"a lid that carries a lane"},
			[]string{pumpDescription, "Lane 3 is empty.", "A lid carries exon 3, which is small."}, "lane", "not: same sign"},
		{"three nouns with a sign are names of one thing", []string{"a lid that seals a hopper"},
			[]string{pumpDescription, "The hopper 14 is steel. The drawer 14 is tin.", "A lid seals the funnel 14, tightly."}, "hopper", "same sign as “hopper 14”"},
		{"four are not", []string{"a lid that seals a hopper"},
			[]string{pumpDescription, "The hopper 14 is steel. The drawer 14 is tin. The roller 14 is brass.", "A lid seals the funnel 14, tightly."}, "hopper", "not: same sign"},
		{"of several with the noun, not another one", []string{"a lid that carries a pressure sensor"},
			[]string{pumpDescription, "A pressure sensor 16 and a level sensor 18 are there.", "A lid carries the probe 18, which is small."}, "sensor", "not: same sign"},
		{"another sign is another thing", []string{"a container that holds brine", "a lid that seals the container"},
			[]string{pumpDescription, "The vessel 14 holds brine. The vessel 24 is dry.", "A lid seals the vessel 24 tightly."}, "container", "not: as matched"},
	}
	for _, c := range cases {
		cells := chainOf(t, c.elements, "", c.passages...)
		why := whyIn(cells[len(cells)-1], c.term)
		not, denied := strings.CutPrefix(c.why, "not: ")
		if has := strings.Contains(why, not); has == denied {
			t.Errorf("%s: %s is matched by %q, want %q\n  %+v", c.what, c.term, why, c.why, cells)
		}
	}
}

// A paper numbers its citations, tables and samples, and has no reference signs.
func TestSignsOfPapers(t *testing.T) {
	ref := &Reference{Kind: "paper", Passages: []Passage{{Text: pumpDescription}}}
	if newText(ref).numbered != nil {
		t.Error("a paper has reference signs")
	}
	ref.Kind = ""
	if s := newText(ref).numbered; s == nil || !slices.Equal(s.of["shaft"], []string{"44"}) {
		t.Errorf("a description has no reference signs: %v", s)
	}
}

// What was matched before counts more than a definition and less than the claim's own word.
func TestAsMatched(t *testing.T) {
	if !(defined < asMatched && asMatched < sameWord && likelyName < sureName && sureName <= synonym) {
		t.Error("the values are out of order")
	}
}

// Claims that say the same before an element share its cells, and only they; a chart names the element in which a word was matched, and
// explains it with the same words.
func TestSharedRecitals(t *testing.T) {
	s := claimSet("A device comprising: a container that holds brine; and a lid that seals the container.",
		"The device of claim 1, wherein the lid has a hinge.",
		"The device of claim 2, wherein the container has a spout.",
		"A device comprising: a bag that holds brine; and a lid that seals the container.")
	lib := &Library{References: []Reference{{ID: "D1", Label: "D1", Passages: []Passage{
		{Loc: "[0001]", Text: "A vessel holds brine."}, {Loc: "[0002]", Text: "Nobody minded. It was late. Rain fell."},
		{Loc: "[0003]", Text: "Snow came. Dogs barked. Night fell."}, {Loc: "[0004]", Text: "A lid seals the vessel tightly."}}}}}
	chart, err := Make(s, lib, Options{Explain: []Asked{{"1[b]", "D1"}}})
	if err != nil {
		t.Fatal(err)
	}
	row := func(claim int, label string) Cell {
		for _, ch := range chart.Charts {
			for _, r := range ch.Rows {
				if ch.Claim == claim && r.Label == label {
					return r.Cells[0]
				}
			}
		}
		t.Fatalf("claim %d has no row %s", claim, label)
		return Cell{}
	}
	own, inherited, other := row(1, "1[b]"), row(3, "1[b]"), row(4, "4[b]")
	if whyIn(own, "container") != "as matched in 1[a]" || whyIn(inherited, "container") != "as matched in 1[a]" {
		t.Errorf("container is matched by %q, inherited by %q: want as matched in 1[a]", whyIn(own, "container"), whyIn(inherited, "container"))
	}
	if why := whyIn(other, "container"); why == "" || strings.Contains(why, "as matched") {
		t.Errorf("claim 4 names no container before, and it is matched by %q", why)
	}
	if chart.Unexplained != nil || len(chart.Explained) != 1 {
		t.Fatal(chart.Unexplained)
	}
	e := chart.Explained[0]
	if e.Score != own.Score || whyIn(Cell{Evidence: e.Evidence}, "container") != "as matched in 1[a]" {
		t.Errorf("the explanation has score %v and %q, the chart %v", e.Score, whyIn(Cell{Evidence: e.Evidence}, "container"), own.Score)
	}
}
