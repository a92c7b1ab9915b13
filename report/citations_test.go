package report

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"claimchart/priorart"
)

var inParentheses = regexp.MustCompile(` \((?:not found|partly, [^)]*|D\d+[^)]*)\)`)

// TestCitationsKeepWords: without the citations, and with white space folded, each claim stands there as its text has it.
func TestCitationsKeepWords(t *testing.T) {
	f, err := Find("chart", "citations")
	if err != nil {
		t.Fatal(err)
	}
	claimsSeen := 0
	for _, name := range []string{"article", "small", "several", "dated", "empty", "explained"} {
		r := reports(t)[name]
		text := strings.Join(strings.Fields(render(t, f, r, View{Width: 80})), " ")
		bare := inParentheses.ReplaceAllString(text, "")
		for i := range r.Charts {
			for _, s := range r.Sets {
				c := s.claim(r.Charts[i].Claim)
				if s.Name != r.Charts[i].Document || c == nil {
					continue
				}
				claimsSeen++
				if want := strings.Join(strings.Fields(c.Text), " "); !strings.Contains(bare, ". "+want) {
					t.Errorf("%s: claim %d does not stand there as it is: %s", name, c.Num, want)
				}
			}
		}
	}
	if claimsSeen < 20 {
		t.Errorf("only %d claims looked at", claimsSeen)
	}
}

// TestCitation holds what is cited of one and of several references, and what of none.
func TestCitation(t *testing.T) {
	cell := func(id string, s priorart.Status, places ...string) priorart.Cell {
		c := priorart.Cell{Reference: id, Status: s}
		for _, p := range places {
			c.Evidence = append(c.Evidence, priorart.Evidence{Cite: p, Stance: "supports"})
		}
		return c
	}
	c := &citing{chartMaker: &chartMaker{art: map[string]*Art{"a": {Label: "D1"}, "b": {Label: "D2"}}}}
	all, part, no := priorart.Disclosed, priorart.Partly, priorart.NotFound
	denied := cell("a", part, "[0019]") // what speaks against a limitation is not cited for it
	denied.Evidence = append(denied.Evidence, priorart.Evidence{Cite: "[0030]", Stance: "contradicts"})
	for _, x := range []struct {
		want  string
		refs  []string
		cells []priorart.Cell
	}{
		{"(D1: [0019], [0022])", []string{"a"}, []priorart.Cell{cell("a", all, "[0019]", "[0022]", "[0019]")}},
		{"(partly, D1: [0019])", []string{"a"}, []priorart.Cell{cell("a", part, "[0019]")}},
		{"(partly, D1: [0019])", []string{"a"}, []priorart.Cell{denied}},
		{"(not found)", []string{"a"}, []priorart.Cell{cell("a", no, "[0019]")}},
		{"(D2: p. 3)", []string{"a", "b"}, []priorart.Cell{cell("a", part, "[0019]"), cell("b", all, "p. 3")}},
		{"(D1: [0019]; D2: p. 3)", []string{"a", "b"}, []priorart.Cell{cell("a", all, "[0019]"), cell("b", all, "p. 3")}},
		{"(partly, D1: [0019])", []string{"a", "b"}, []priorart.Cell{cell("a", part, "[0019]"), cell("b", no, "p. 3")}},
		{"(not found)", []string{"a"}, []priorart.Cell{cell("a", no), cell("b", all, "p. 3")}}, // shown, but by one that is no basis
		{"(D2: not among the references with cells, raise --best)", []string{"a", "b"}, []priorart.Cell{cell("a", no)}},
	} {
		if got := c.citation(&priorart.Row{Cells: x.cells}, basis{refs: x.refs}).text; got != x.want {
			t.Errorf("got %s, want %s", got, x.want)
		}
	}
}

// TestBases: a closed claim is never said to stand in one reference without its caveat, nor one that counts for novelty only without that;
// beside such a one the combination is cited as well.
func TestBases(t *testing.T) {
	const caveat = "closed claim: absence of further elements not checked (MPEP 2111.03)"
	row := priorart.Row{Label: "1[a]", Scored: true, Cells: []priorart.Cell{{Reference: "a", Status: priorart.Disclosed}, {Reference: "b"}}}
	c := &citing{chartMaker: &chartMaker{art: map[string]*Art{}}}
	for _, x := range []struct {
		use     string
		caveats []string
		want    []string
	}{
		{"", nil, []string{"every limitation found in it"}},
		{"novelty and combination", []string{caveat}, []string{"every limitation found in it; " + caveat}},
		{"novelty only", nil, []string{"every limitation found in it, for novelty only", "every limitation found in them together; reason to combine not assessed"}},
		{"novelty only", []string{"the claim is told", caveat}, []string{"every limitation found in it, for novelty only; " + caveat, "every limitation found in them together; reason to combine not assessed"}},
	} {
		k := &priorart.ClaimChart{Rows: []priorart.Row{row}, References: []priorart.Standing{{Reference: "a", Eligible: true, Use: x.use}, {Reference: "b", Eligible: true}}}
		k.Verdict = priorart.Verdict{Single: []string{"a"}, Caveats: x.caveats}
		if x.use == "novelty only" {
			k.Verdict.Combinations = [][]string{{"b", "d"}}
		}
		var got []string
		for _, b := range c.bases(k) {
			got = append(got, b.how)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s, %q: %q, want %q", x.use, x.caveats, got, x.want)
		}
	}
}
