package priorart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimchart/claims"
)

// TestExplanationAddsUp holds every explained cell of the article's chart to its cell: the parts give the score and the status.
func TestExplanationAddsUp(t *testing.T) {
	set, known := egenera(t)
	for _, lib := range []*Library{FromArticle(set, known), Practices(known)} {
		checkSums(t, set, lib, Options{Best: 100})
	}
}

// checkSums explains every cell of a chart and compares.
func checkSums(t *testing.T, set *claims.Set, lib *Library, opt Options) {
	t.Helper()
	chart, err := Make(set, lib, opt)
	if err != nil {
		t.Fatal(err)
	}
	var cells []Cell
	for _, ch := range chart.Charts {
		for _, row := range ch.Rows {
			for _, c := range row.Cells {
				if row.InheritedFrom == 0 && ch.Via == 0 {
					cells = append(cells, c)
					opt.Explain = append(opt.Explain, Asked{row.Label, c.Reference})
				}
			}
		}
	}
	chart, err = Make(set, lib, opt)
	if err != nil || chart.Unexplained != nil || len(chart.Explained) != len(cells) {
		t.Fatal(err, chart.Unexplained, len(chart.Explained), len(cells))
	}
	for i, e := range chart.Explained {
		name := fmt.Sprintf("%s against %s", e.Label, e.Reference)
		share, quoted, factor := e.Quantities.Share, e.Quantities.Share, 1.0
		for _, s := range e.Terms {
			share += s.Share
			quoted += s.Quoted
		}
		for _, a := range e.Against {
			factor = math.Min(factor, a.Factor)
		}
		share *= e.Length * factor
		score := 0.0
		if share > 0 {
			score = 1 / (1 + math.Exp(-e.Steepness*(share-e.Even+e.Subject.Value)))
		}
		if math.Abs(share-e.Share) > 1e-4 || math.Abs(quoted-e.Quoted) > 1e-4 && !e.Described {
			t.Errorf("%s: shares add up to %.6f, quoted %.6f; it says %.6f and %.6f", name, share, quoted, e.Share, e.Quoted)
		}
		if math.Abs(score-e.Score) > 0.0051 || e.Score != cells[i].Score || e.Status != cells[i].Status || e.Reason != cells[i].Reason {
			t.Errorf("%s: the parts give %.4f; the explanation %.2f %s %q, the cell %.2f %s %q", name, score, e.Score, e.Status, e.Reason, cells[i].Score, cells[i].Status, cells[i].Reason)
		}
		if math.Abs(e.Subject.Value-e.Subject.Weight*(e.Subject.Lift-e.Subject.Even)) > 1e-4 {
			t.Errorf("%s: what the reference says of the whole does not add up: %+v", name, e.Subject)
		}
		if most := mostOf(e); e.Status == Disclosed && (e.Quoted < e.AsksDisclosed-1e-6 || most != Disclosed) {
			t.Errorf("%s: disclosed with %.6f of %.6f, most %s", name, e.Quoted, e.AsksDisclosed, most)
		}
	}
	t.Logf("%d cells explained", len(cells))
}

func mostOf(e Explanation) Status {
	most := Disclosed
	for _, a := range e.Against {
		if a.Most == NotFound || most == Disclosed {
			most = a.Most
		}
	}
	return most
}

// explainOne explains element 1[a] of a claim against one passage.
func explainOne(t *testing.T, element, passage string) Explanation {
	t.Helper()
	set, err := claims.Parse(&claims.Document{Name: "c", Text: "1. An apparatus comprising:\n   " + element + "."})
	if err != nil {
		t.Fatal(err)
	}
	lib := &Library{References: []Reference{{ID: "R", Label: "D1", Passages: []Passage{{Loc: "[0001]", Text: passage}}}}}
	chart, err := Make(set, lib, Options{Explain: []Asked{{"1[a]", "D1"}}})
	if err != nil || chart.Unexplained != nil {
		t.Fatal(err, chart.Unexplained)
	}
	return chart.Explained[0]
}

// TestTurns holds what is said to give a cell another status to what it gives: the text with the words is scored, and has it.
func TestTurns(t *testing.T) {
	for _, c := range []struct {
		name, element, passage string
		status                 Status
		turn                   string // the first, as "to: words"
		changed                string // a passage changed so, and what it then shows
		then                   Status
	}{
		{"one word short", "a lid with a brass valve", "The lid has a valve.", Partly, "disclosed: any of “brass”", "The lid has a brass valve.", Disclosed},
		{"denied", "a brass valve", "The housing has no brass valve.", NotFound, "disclosed: all of “brass” not denied, “valve” not denied", "The housing has a brass valve.", Disclosed},
		{"another number", "a lid with a thickness of 4 to 8 mm", "The lid has a thickness of 12 mm.", NotFound, "disclosed: any of a quantity within “4 to 8 mm”", "The lid has a thickness of 5 mm.", Disclosed},
		{"whole", "a lid with a brass valve", "The lid has a brass valve.", Disclosed, "partly: any of “lid” missing, “brass” missing, “valve” missing", "The lid has a valve.", Partly},
	} {
		e := explainOne(t, c.element, c.passage)
		got := "none"
		if len(e.Turns) > 0 {
			if x := e.Turns[0]; x.AnyOf != nil {
				got = string(x.To) + ": any of " + strings.Join(x.AnyOf, ", ")
			} else {
				got = string(x.To) + ": all of " + strings.Join(x.AllOf, ", ")
			}
		}
		if e.Status != c.status || got != c.turn {
			t.Errorf("%s: %s (%s), %s; want %s, %s", c.name, e.Status, e.Reason, got, c.status, c.turn)
		}
		if then := explainOne(t, c.element, c.changed); then.Status != c.then {
			t.Errorf("%s: so changed %s (%s), want %s", c.name, then.Status, then.Reason, c.then)
		}
	}
}

// TestExplanationParts holds what is said of words, denials and quantities.
func TestExplanationParts(t *testing.T) {
	e := explainOne(t, "a spring, until then, and the brass valve of at most 8 mm", "A coil spring holds no brass valve of 12 mm.")
	term := map[string]TermShare{}
	for _, s := range e.Terms {
		term[s.Term] = s
	}
	if s := term["until"]; !cmp.Equal(s.Lowered, []string{"relating word × 0.4"}) || s.By != "none" || math.Abs(s.Weight-0.4*s.Rarity) > 1e-5 {
		t.Errorf("until: %+v", s)
	}
	if s := term["brass"]; !cmp.Equal(s.Lowered, []string{"definite phrase × 0.5"}) || !s.Denied || s.Value != 0 || s.Matched != "brass" || s.Cite != "[0001]" {
		t.Errorf("brass: %+v", s)
	}
	if s := term["spring"]; s.Lowered != nil || s.Value != 1 || s.Why != "same word" || s.Share <= 0 {
		t.Errorf("spring: %+v", s)
	}
	if got := e.Quantities.Compared; len(got) != 1 || got[0] != (Compared{"8 mm", "12 mm", "outside"}) {
		t.Errorf("quantities: %+v", e.Quantities)
	}
	if len(e.Against) != 2 || e.Against[0].What != "the text denies: brass, valve" || e.Status != NotFound {
		t.Errorf("against: %+v, %s", e.Against, e.Status)
	}
}

// TestAsked holds what is said of a cell that is not there.
func TestAsked(t *testing.T) {
	for _, text := range []string{"", "1[b]", "1[b],", ",D2"} {
		if a, err := ParseAsked(text); err == nil || !strings.Contains(err.Error(), "such as 1[b],D2") {
			t.Errorf("%q: %v, %v", text, a, err)
		}
	}
	set, _ := claims.Parse(&claims.Document{Name: "c.txt", Text: "1. An apparatus comprising: a lid; and a hinge.\n2. The apparatus of claim 1, wherein the lid is round."})
	lib := &Library{References: []Reference{{ID: "smith", Label: "D1", Passages: []Passage{{Loc: "p", Text: "A lid."}}}}}
	for _, c := range []struct{ asked, want string }{
		{"1[a],smith", ""}, {"1[a],d1", ""}, {"2[a],D1", ""},
		{"3[a],D1", "c.txt has no limitation 3[a]: it has claims 1, 2; write a limitation as 1[b]"},
		{"x,D1", "c.txt has no limitation x: it has claims 1, 2; write a limitation as 1[b]"},
		{"1[c],D1", "c.txt: claim 1 has no limitation 1[c] that is scored: it has 1[a], 1[b]"},
		{"2[pre],D1", "c.txt: claim 2 has no limitation 2[pre] that is scored: it has 2[a]"},
		{"1[a],D2", `no reference "D2": there are D1 (smith)`},
	} {
		a, err := ParseAsked(c.asked)
		if err != nil {
			t.Fatal(err)
		}
		chart, err := Make(set, lib, Options{Explain: []Asked{a}})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if chart.Unexplained != nil {
			got = chart.Unexplained.Error()
		}
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.asked, got, c.want)
		}
	}
}
