package priorart

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
	"claimchart/priorart/practice"
)

func egenera(t *testing.T) (*claims.Set, []practice.Practice) {
	t.Helper()
	data, err := os.ReadFile("../testdata/egenera/article.txt")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the article is not at hand")
	} else if err != nil {
		t.Fatal(err)
	}
	set, err := claims.Parse(&claims.Document{Name: "article.txt", Text: string(data)})
	if err != nil {
		t.Fatal(err)
	}
	known, err := practice.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return set, known
}

// named are the practices that the article's author sets against each claim, written down from the article before any was
// scored: testdata/egenera/README.md.
var named = map[int][]string{
	1:  {"failover-cluster", "esx-datacenter", "snapshot-dr"},
	2:  {"cluster-notification", "failover-cluster"},
	3:  {"virtual-config-records", "cluster-notification"},
	4:  {"virtual-config-records", "cluster-notification"},
	5:  {"computing-grid", "esx-datacenter"},
	6:  {"minimal-configuration"},
	7:  {"computing-grid", "documented-automation"},
	8:  {"vmotion-console"},
	9:  {"esx-datacenter", "snapshot-dr", "failover-cluster"},
	10: {"esx-datacenter", "snapshot-dr", "failover-cluster"},
}

// TestEgeneraPractices asks that all thirteen practices of the article are found, and nothing else, and that for each claim one
// that its author names stands among the three best-scoring. The author's mapping takes no part in the score.
func TestEgeneraPractices(t *testing.T) {
	set, known := egenera(t)
	lib := FromArticle(set, known)
	if len(lib.References) != 13 {
		var ids []string
		for _, r := range lib.References {
			ids = append(ids, r.ID)
		}
		t.Errorf("%d practices, want 13: %v", len(ids), ids)
	}
	for _, r := range lib.References {
		if len(r.Passages) == 0 || r.Passages[0].Own {
			t.Errorf("%s: no sentence of the article speaks of it", r.ID)
		}
	}
	rank := func(lib *Library) (three, one int) {
		chart, err := Make(set, lib, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, ch := range chart.Charts {
			at := slices.IndexFunc(ch.References, func(s Standing) bool { return slices.Contains(named[ch.Claim], s.Reference) })
			if at < 3 {
				three++
			}
			if at == 0 {
				one++
			}
		}
		return three, one
	}
	three, one := rank(lib)
	if three != 10 {
		t.Errorf("for %d of 10 claims a practice that the author names is among the three best, want 10", three)
	}
	all := Practices(known)
	ownThree, ownOne := rank(all)
	t.Logf("a named practice among the three best: %d of 10, first: %d; by the practices' descriptions alone: %d and %d", three, one, ownThree, ownOne)
}

// TestEvidenceIsVerbatim holds every quotation against the article and its lines.
func TestEvidenceIsVerbatim(t *testing.T) {
	set, known := egenera(t)
	data, err := os.ReadFile("../testdata/egenera/article.txt")
	if err != nil {
		t.Fatal(err)
	}
	folded := claims.Fold(string(data))
	chart, err := Make(set, FromArticle(set, known), Options{Best: 20})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, ch := range chart.Charts {
		for _, row := range ch.Rows {
			for _, c := range row.Cells {
				if c.Status != NotFound && len(c.Evidence) == 0 {
					t.Errorf("claim %d %s %s: %s without a quotation", ch.Claim, row.Label, c.Reference, c.Status)
				}
				for _, e := range c.Evidence {
					n++
					for _, piece := range strings.Split(e.Quote, "[…]") {
						if !strings.Contains(folded, strings.TrimSpace(piece)) {
							t.Errorf("%s: %q does not stand in the article", e.Cite, piece)
						}
					}
					for _, m := range e.Matches {
						if m.Start < e.Start || m.End > e.End {
							t.Errorf("%s: match %q lies outside the quotation", e.Cite, m.Term)
						}
					}
				}
			}
		}
	}
	if n == 0 {
		t.Error("no evidence at all")
	}
}

// set makes a claim set of texts, numbered from 1.
func claimSet(texts ...string) *claims.Set {
	doc := &claims.Document{Name: "test"}
	for i, text := range texts {
		doc.Claims = append(doc.Claims, claims.CutClaim{Num: i + 1, Text: text})
	}
	set, err := claims.Parse(doc)
	if err != nil {
		panic(err)
	}
	return set
}

func library(refs ...Reference) *Library {
	lib := &Library{References: refs}
	lib.label()
	return lib
}

func reference(id string, texts ...string) Reference {
	r := Reference{ID: id, Title: id}
	for _, text := range texts {
		r.Passages = append(r.Passages, Passage{Loc: "p. 1", Text: text})
	}
	return r
}

func chartOf(t *testing.T, chart *Chart, claim, via int) *ClaimChart {
	t.Helper()
	for i := range chart.Charts {
		if c := &chart.Charts[i]; c.Claim == claim && c.Via == via {
			return c
		}
	}
	t.Fatalf("no chart of claim %d via %d", claim, via)
	return nil
}

// TestAlternatives: a multiple dependent claim is one claim for each parent, and what covers it via one need not via the other.
func TestAlternatives(t *testing.T) {
	set := claimSet(
		"A pump comprising: a ceramic piston.",
		"A pump comprising: a rubber membrane.",
		"The pump of claim 1 or 2, wherein a brass valve closes the inlet.",
	)
	lib := library(reference("D1", "A pump comprising a rubber membrane. In this pump a brass valve closes the inlet."))
	chart, err := Make(set, lib, Options{})
	if err != nil {
		t.Fatal(err)
	}
	one, two := chartOf(t, chart, 3, 1), chartOf(t, chart, 3, 2)
	if one.Verdict.Category == "X" || two.Verdict.Category != "X" {
		t.Errorf("3 via 1 is %q, 3 via 2 is %q; want not X and X", one.Verdict.Category, two.Verdict.Category)
	}
	if len(one.Rows) != 4 || one.Rows[1].InheritedFrom != 1 || two.Rows[1].InheritedFrom != 2 {
		t.Errorf("the limitations of the parent are not carried over: %+v", one.Rows)
	}
}

// TestKitInherits: what a claim includes of another claim are its limitations as well; a use for it is not.
func TestKitInherits(t *testing.T) {
	set := claimSet(
		"A lamp comprising: a quartz bulb.",
		"A kit comprising the lamp of claim 1 and a leather case.",
		"An apparatus for carrying out tests of the lamp of claim 1, comprising: a photometer.",
	)
	chart, err := Make(set, library(reference("D1", "A quartz bulb.")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if rows := chartOf(t, chart, 2, 0).Rows; rows[0].InheritedFrom != 1 {
		t.Errorf("the kit has only its own limitations: %+v", rows)
	}
	for _, r := range chartOf(t, chart, 3, 0).Rows {
		if r.InheritedFrom != 0 {
			t.Errorf("a claim that mentions another inherits %s", r.Label)
		}
	}
}

func TestRings(t *testing.T) {
	set := claimSet("The pump of claim 2, wherein it is red.", "The pump of claim 1, wherein it is blue.", "The pump of claim 9, wherein it is green.")
	chart, err := Make(set, library(reference("D1", "A red pump.")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(chart.Charts) != 0 || len(chart.Gaps) != 3 {
		t.Fatalf("%d charts and %d gaps, want 0 and 3", len(chart.Charts), len(chart.Gaps))
	}
	for i, want := range []string{"ring", "ring", "claim 9, which is not in the set"} {
		if !strings.Contains(chart.Gaps[i].Reason, want) {
			t.Errorf("gap %d: %q, want %q", i, chart.Gaps[i].Reason, want)
		}
	}
}

// TestStatus holds cases on both sides of each status.
func TestStatus(t *testing.T) {
	const element = "comparing a measured conductivity with a stored threshold"
	for _, c := range []struct {
		name, text string
		want       Status
	}{
		{"same words", "The controller compares the measured conductivity with a stored threshold.", Disclosed},
		{"other order", "A threshold is stored, and the conductivity that was measured is compared with it.", Disclosed},
		{"one word lacks", "The controller compares the conductivity with a threshold.", Partly},
		{"on the subject", "Conductivity matters to gardeners.", NotFound},
		{"nothing", "The lid is red.", NotFound},
		{"scattered", "Conductivity is high. " + strings.Repeat("The lid is red. ", 6) + "Stored grain is dry. " + strings.Repeat("The lid is red. ", 6) + "A threshold of pain.", NotFound},
	} {
		ref := reference("D1", c.text)
		got := newQuery(element).cell(newText(&ref))
		if got.Status != c.want {
			t.Errorf("%s: %s (score %v, found %v, missing %v), want %s", c.name, got.Status, got.Score, got.Found, got.Missing, c.want)
		}
	}
}

// TestScale holds the order of what a match is worth.
func TestScale(t *testing.T) {
	own := func(r Reference) Reference {
		r.Passages[0].Own = true
		return r
	}
	field := reference("D1", "The standby machine takes over.")
	field.Words = [][]string{{"spare node", "standby machine"}}
	score := func(r Reference) float64 { return newQuery("a spare node").cell(newText(&r)).Score }
	same, other, described := score(reference("D1", "The spare node takes over.")), score(field), score(own(reference("D1", "The spare node takes over.")))
	if !(same > other && other > described && described > 0) {
		t.Errorf("same words %v, field words %v, description %v: want them to fall", same, other, described)
	}
	r := own(reference("D1", "The spare node takes over."))
	if c := newQuery("a spare node").cell(newText(&r)); c.Status != NotFound || len(c.Evidence) != 0 {
		t.Errorf("a description alone is %s with %d quotations, want not found and none", c.Status, len(c.Evidence))
	}
}

func TestFunctionalLanguage(t *testing.T) {
	set := claimSet("A scale comprising: means for weighing grain.")
	chart, err := Make(set, library(reference("D1", "A scale comprising a means for weighing grain.")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c := chart.Charts[0].Rows[1].Cells[0]; c.Status != Partly || !strings.Contains(c.Reason, "112(f)") {
		t.Errorf("function words alone are %s (%s), want partly", c.Status, c.Reason)
	}
}

func TestClosedClaim(t *testing.T) {
	set := claimSet("An alloy consisting of copper and zinc.")
	chart, err := Make(set, library(reference("D1", "An alloy consisting of copper and zinc.")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	v := chart.Charts[0].Verdict
	if v.Category != "X" || len(v.Caveats) == 0 || !strings.Contains(v.Caveats[0], "absence of further elements not checked") {
		t.Errorf("closed claim: %+v", v)
	}
}

func TestCombinations(t *testing.T) {
	set := claimSet("A grinder comprising: a ceramic burr; a brass hopper; a walnut drawer.")
	lib := library(
		reference("D1", "A grinder with a ceramic burr and a brass hopper."),
		reference("D2", "A grinder with a walnut drawer."),
		reference("D3", "A brass hopper."),
	)
	chart, err := Make(set, lib, Options{})
	if err != nil {
		t.Fatal(err)
	}
	v := chart.Charts[0].Verdict
	if v.Category != "Y" || len(v.Combinations) != 1 || !slices.Equal(v.Combinations[0], []string{"D1", "D2"}) {
		t.Errorf("verdict %+v, want Y by D1 and D2", v)
	}
	for _, s := range chart.Charts[0].References {
		if partner := slices.Contains(v.Combinations[0], s.Reference); partner != (s.Category == "Y") {
			t.Errorf("%s has category %q", s.Reference, s.Category)
		}
	}
}
