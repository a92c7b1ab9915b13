package priorart

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
)

// grinder has three limitations beside its preamble; the references below show some of them.
const grinder = "A grinder comprising: a ceramic burr; a brass hopper; a walnut drawer."

// dated gives a reference its dates.
func dated(r Reference, date string) Reference { r.Date = date; r.Kind = "paper"; return r }

func conflicting(r Reference) Reference {
	r.Kind, r.Country, r.Date, r.Dates.Filing = "patent", "EP", "2011-05-01", "2009-11-01"
	return r
}

func standingOfRef(t *testing.T, ch *ClaimChart, id string) Standing {
	t.Helper()
	s := ch.standing(id)
	if s == nil {
		t.Fatalf("no standing of %s", id)
	}
	return *s
}

// TestNoveltyOnly: a 54(3) reference is never in a combination, shows a claim alone, and is E and never Y.
func TestNoveltyOnly(t *testing.T) {
	half := conflicting(reference("half", "A grinder with a ceramic burr and a brass hopper."))
	whole := conflicting(reference("whole", "A grinder with a ceramic burr, a brass hopper and a walnut drawer."))
	drawer := dated(reference("drawer", "A grinder with a walnut drawer."), "2008")
	burr := dated(reference("burr", "A grinder with a ceramic burr and a brass hopper."), "2008")
	opt := Options{Law: EP, Priority: PriorityDates{All: "2010-06-01"}, Filing: PriorityDates{All: "2011-04-01"}}
	for _, c := range []struct {
		refs     []Reference
		category string
		want     map[string]string // categories
		fewest   string            // for all claims, and what they leave open
	}{
		{[]Reference{half, drawer}, "A", map[string]string{"half": "A,E", "drawer": "A"}, "[drawer] [1[a] 1[b]]"},
		{[]Reference{half, drawer, burr}, "Y", map[string]string{"half": "A,E", "drawer": "Y", "burr": "Y"}, "[burr drawer] []"},
		{[]Reference{whole, drawer}, "X", map[string]string{"whole": "X,E", "drawer": "A"}, "[whole] []"},
		{[]Reference{whole, drawer, burr}, "X", map[string]string{"whole": "X,E", "drawer": "Y", "burr": "Y"}, "[whole] []"}, // inventive step is another question
	} {
		chart, err := Make(claimSet(grinder), library(c.refs...), opt)
		if err != nil {
			t.Fatal(err)
		}
		ch := &chart.Charts[0]
		if ch.Verdict.Category != c.category {
			t.Errorf("%v: pattern %q, want %q", c.want, ch.Verdict.Category, c.category)
		}
		if f := chart.Fewest; fmt.Sprint(f.References, f.Uncovered) != c.fewest {
			t.Errorf("%v: the smallest set for all claims is %v, open %v, want %s", c.want, f.References, f.Uncovered, c.fewest)
		}
		for _, s := range ch.References {
			if s.Category != c.want[s.Reference] {
				t.Errorf("%s: category %q, want %q", s.Reference, s.Category, c.want[s.Reference])
			}
		}
		if c.category == "A" && !slices.Contains(ch.Verdict.TurnsOn, "1[a], 1[b]: shown only by what counts for novelty alone, in no combination") {
			t.Errorf("what only the 54(3) reference shows is not told: %q", ch.Verdict.TurnsOn)
		}
		for _, together := range ch.Verdict.Together {
			for _, id := range together.References {
				if standingOfRef(t, ch, id).Use == noveltyOnly {
					t.Errorf("%s is for novelty only and stands in the combination %v", id, together.References)
				}
			}
		}
	}
}

// TestUnknownDates: a reference whose date is not known is charted, has no category, is out of the verdict and is listed.
func TestUnknownDates(t *testing.T) {
	lib := library(
		dated(reference("D1", "A grinder with a ceramic burr, a brass hopper and a walnut drawer."), "2003"),
		dated(reference("D2", "A grinder with a ceramic burr."), "1999"),
	)
	chart, err := Make(claimSet(grinder), lib, Options{Priority: PriorityDates{All: "2003-05-07"}})
	if err != nil {
		t.Fatal(err)
	}
	ch := &chart.Charts[0]
	s := standingOfRef(t, ch, "D1")
	if s.Eligible || s.DateCheck != unknown || s.Category != "" || s.Disclosed != 4 {
		t.Errorf("2003 against 2003-05-07: %+v", s)
	}
	if ch.Verdict.Category != "A" || !slices.Equal(ch.Verdict.Uncovered, []string{"1[b]", "1[c]"}) {
		t.Errorf("verdict %+v", ch.Verdict)
	}
	if !slices.ContainsFunc(ch.Verdict.TurnsOn, func(w string) bool {
		return strings.HasPrefix(w, "D1 D1: "+s.Reason+"; earlier dated evidence needed; "+AloneAll)
	}) {
		t.Errorf("not listed under what the verdict turns on: %q", ch.Verdict.TurnsOn)
	}
	if len(ch.Rows[1].Cells) != 2 {
		t.Errorf("the reference that is not eligible has no cells")
	}
	if f := chart.Fewest; f == nil || !slices.Equal(f.References, []string{"D2"}) || !slices.Equal(f.Uncovered, []string{"1[b]", "1[c]"}) {
		t.Errorf("the smallest set for all claims is not of the eligible reference: %+v", f)
	}
}

// TestTurnsOnConditions: what an eligible reference depends on is said where the pattern rests on it.
func TestTurnsOnConditions(t *testing.T) {
	whole := reference("D1", "A grinder with a ceramic burr, a brass hopper and a walnut drawer.")
	chart, err := Make(claimSet(grinder), library(dated(whole, "2015-01-10")), Options{Priority: PriorityDates{All: "2015-06-10"}})
	if err != nil {
		t.Fatal(err)
	}
	v := chart.Charts[0].Verdict
	if v.Category != "X" || !slices.Contains(v.TurnsOn, "D1: within grace period, 102(b)(1) depends on who disclosed") {
		t.Errorf("%s, turns on %q", v.Category, v.TurnsOn)
	}
}

// TestPriorityInterval: a reference of the interval is told as X,P though it is not eligible.
func TestPriorityInterval(t *testing.T) {
	whole := reference("D1", "A grinder with a ceramic burr, a brass hopper and a walnut drawer.")
	opt := Options{Law: EP, Priority: PriorityDates{All: "2010-06-01"}, Filing: PriorityDates{All: "2011-05-30"}}
	chart, err := Make(claimSet(grinder), library(dated(whole, "2010-11-01")), opt)
	if err != nil {
		t.Fatal(err)
	}
	ch := &chart.Charts[0]
	if s := ch.References[0]; s.Eligible || s.Category != "X,P" || ch.Verdict.Category != "" || len(ch.Verdict.Single) != 0 {
		t.Errorf("%+v, pattern %q", s, ch.Verdict.Category)
	}
}

// TestClosedByParent: a claim that depends on a closed one is never X without the caveat.
func TestClosedByParent(t *testing.T) {
	set := claimSet("An alloy consisting of copper and zinc.", "The alloy of claim 1, wherein the copper is pure.", "A lamp comprising a bulb.")
	lib := library(reference("D1", "An alloy consisting of copper and zinc. In the alloy the copper is pure. A lamp comprising a bulb."))
	chart, err := Make(set, lib, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c := chart.Cited[0]; c.Text != "X 1-3" || !slices.Equal(c.Caveats, []string{"1: " + closedCaveat, "2: " + closedCaveat}) {
		t.Errorf("cited %q with the caveats %q", c.Text, c.Caveats)
	}
	for i, closed := range []bool{true, true, false} {
		v := chart.Charts[i].Verdict
		if v.Category != "X" || slices.Contains(v.Caveats, closedCaveat) != closed {
			t.Errorf("claim %d: %s, caveats %q", i+1, v.Category, v.Caveats)
		}
	}
}

// TestWithoutPreamble: the pattern without the preamble is given where it differs.
func TestWithoutPreamble(t *testing.T) {
	chart, err := Make(claimSet("A submarine kitchen comprising: a ceramic burr; a brass hopper."), library(reference("D1", "A ceramic burr and a brass hopper.")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if v := chart.Charts[0].Verdict; v.Category != "A" || v.CategoryWithoutPreamble != "X" {
		t.Errorf("%q, without the preamble %q; want A and X", v.Category, v.CategoryWithoutPreamble)
	}
}

// TestWhatEachAdds: the primary reference shows most alone; what the others add and what stays open is told.
func TestWhatEachAdds(t *testing.T) {
	lib := library(
		reference("drawer", "A grinder with a walnut drawer."),
		reference("burr", "A grinder with a ceramic burr and a brass hopper."),
	)
	set := claimSet(grinder, "The grinder of claim 1, wherein a copper lid closes the hopper.")
	chart, err := Make(set, lib, Options{})
	if err != nil {
		t.Fatal(err)
	}
	one, two := chart.Charts[0].Verdict.Together[0], chart.Charts[1].Verdict.Together[0]
	if got := fmt.Sprint(one.References, one.Adds, one.Uncovered, one.Exact); got != "[burr drawer] [[1[pre] 1[a] 1[b]] [1[c]]] [] true" {
		t.Errorf("claim 1: %s", got)
	}
	if got := fmt.Sprint(two.References, two.Uncovered, chart.Charts[1].Verdict.Combinations); got != "[burr drawer] [2[a]] []" {
		t.Errorf("claim 2: %s", got)
	}
	f := chart.Fewest
	if got := fmt.Sprint(f.References, f.Uncovered, f.Covered, f.Open, f.Exact); got != "[burr drawer] [2[a]] [{1 0}] [{2 0}] true" {
		t.Errorf("the claim set: %s", got)
	}
	var cites []string
	for _, c := range chart.Cited {
		cites = append(cites, c.Label+" "+c.Text)
	}
	if got := strings.Join(cites, " | "); got != "D1 Y 1; A 2 | D2 Y 1; A 2" {
		t.Errorf("cited: %s", got)
	}
}

// TestCombinationsNamed: of the smallest combinations up to five are named, in the order of the references.
func TestCombinationsNamed(t *testing.T) {
	for _, c := range []struct {
		drawers int
		want    string
	}{
		{2, "[[burr d1] [burr d2]]"},
		{7, "[[burr d1] [burr d2] [burr d3] [burr d4] [burr d5]]"},
	} {
		refs := []Reference{reference("burr", "A grinder with a ceramic burr and a brass hopper.")}
		for i := range c.drawers {
			refs = append(refs, reference(fmt.Sprintf("d%d", i+1), "A grinder with a walnut drawer."))
		}
		chart, err := Make(claimSet(grinder), library(refs...), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(chart.Charts[0].Verdict.Combinations); got != c.want {
			t.Errorf("%d drawers: %s, want %s", c.drawers, got, c.want)
		}
	}
}

// TestClaimNames: the claims of a search report's table.
func TestClaimNames(t *testing.T) {
	for _, c := range []struct {
		list []ClaimName
		want string
	}{
		{[]ClaimName{{1, 0}}, "1"},
		{[]ClaimName{{2, 0}, {3, 0}, {5, 0}}, "2, 3, 5"},
		{[]ClaimName{{2, 0}, {3, 0}, {4, 0}, {5, 0}}, "2-5"},
		{[]ClaimName{{1, 0}, {3, 1}, {3, 2}, {5, 0}}, "1, 3 via 1 and 2, 5"},
		{[]ClaimName{{3, 1}, {6, 1}, {6, 2}, {6, 3}}, "3 via 1, 6 via 1-3"},
	} {
		if got := claimNames(c.list); got != c.want {
			t.Errorf("%v: %q, want %q", c.list, got, c.want)
		}
	}
}

// TestInvariants holds what the law asks of every chart, over generated libraries of every kind of reference.
func TestInvariants(t *testing.T) {
	set := claimSet(grinder, "The grinder of claim 1, wherein a copper lid closes the hopper.", "A mill consisting of a ceramic burr and a walnut drawer.",
		"The grinder of claim 1 or 2, wherein an iron crank turns the burr.")
	parts := []string{"a ceramic burr", "a brass hopper", "a walnut drawer", "a copper lid that closes the hopper", "an iron crank that turns the burr"}
	seen := map[string]int{}
	for k := range 300 {
		g := dice(k)
		var refs []Reference
		for r := range 2 + g.of(6) {
			var has []string
			for _, p := range parts {
				if g.of(2) == 0 {
					has = append(has, p)
				}
			}
			ref := reference(fmt.Sprintf("R%d", r+1), "A grinder, a mill consisting of "+strings.Join(has, ", ")+".")
			ref.Kind = []string{"paper", "patent", "patent", "practice"}[g.of(4)]
			if g.of(6) > 0 {
				ref.Date = g.partial(2009, 2012)
			}
			if ref.Kind == "patent" {
				ref.Country = []string{"US", "EP", "WO"}[g.of(3)]
				ref.Dates.Filing = g.partial(2008, 2011)
			}
			if ref.Kind == "practice" {
				ref.Public = Public{As: []string{"on sale", "known"}[g.of(2)], Country: []string{"US", "DE", ""}[g.of(3)], Evidence: []string{"documented", "asserted"}[g.of(2)]}
			}
			refs = append(refs, ref)
		}
		law := []Law{US, PreAIA, AIA, EP}[g.of(4)]
		opt := Options{Law: law, Priority: PriorityDates{All: "2010-06-01"}, Filing: PriorityDates{All: "2011-05-20"}}
		chart, err := Make(set, library(refs...), opt)
		if err != nil {
			t.Fatal(err)
		}
		for i := range chart.Charts {
			ch := &chart.Charts[i]
			v := &ch.Verdict
			name := fmt.Sprintf("seed %d, claim %d via %d under %s", k, ch.Claim, ch.Via, law)
			seen[v.Category]++
			ys := 0
			for _, s := range ch.References {
				if s.Eligible && (s.DateCheck != earlier || s.As == "" || s.Use == "") {
					t.Fatalf("%s: eligible without an earlier date, limb or use: %+v", name, s)
				}
				if s.Reason == "" {
					t.Fatalf("%s: no reason: %+v", name, s)
				}
				if !s.Eligible && s.Category != "" && !strings.HasSuffix(s.Category, ",P") {
					t.Fatalf("%s: not eligible, but %q", name, s.Category)
				}
				if strings.HasPrefix(s.Category, "Y") {
					ys++
					if s.As == "54(3)" || s.Use != anyUse {
						t.Fatalf("%s: %s is %q", name, s.As, s.Category)
					}
				}
				if !s.Eligible && (slices.Contains(v.Single, s.Reference) || slices.ContainsFunc(v.Combinations, func(c []string) bool { return slices.Contains(c, s.Reference) })) {
					t.Fatalf("%s: %s is not eligible and in the verdict", name, s.Reference)
				}
				if !s.Eligible && s.DateCheck == unknown && s.Disclosed+s.Partly > 0 &&
					!slices.ContainsFunc(v.TurnsOn, func(w string) bool {
						return strings.HasPrefix(w, s.Label+" ") && strings.Contains(w, "earlier dated evidence needed")
					}) {
					t.Fatalf("%s: %s has an unknown date and is not listed: %q", name, s.Reference, v.TurnsOn)
				}
				seen[s.Category]++
			}
			if ys == 1 || (ys > 0) != (len(v.Combinations) > 0) || v.Category == "Y" && ys == 0 {
				t.Fatalf("%s: %d Y in pattern %q", name, ys, v.Category)
			}
			for _, c := range v.Together {
				for n, id := range c.References {
					if s := standingOfRef(t, ch, id); s.Use != anyUse || !s.Eligible {
						t.Fatalf("%s: %s (%s) is in a combination", name, id, s.As)
					}
					if len(c.Adds[n]) == 0 {
						t.Fatalf("%s: %s adds nothing to %v", name, id, c.References)
					}
				}
			}
			if ch.Claim == 3 && v.Category == "X" && !slices.Contains(v.Caveats, closedCaveat) {
				t.Fatalf("%s: closed claim without its caveat", name)
			}
		}
	}
	t.Logf("patterns and categories: %v", seen)
	for _, c := range []string{"X", "Y", "A", "", "X,P", "A,P", "X,E", "A,E"} {
		if seen[c] == 0 {
			t.Errorf("no %q among them: the test tries too little", c)
		}
	}
}

// TestBroaderRange: a broader or overlapping range leaves the claim open with its reason, a disjoint one is not found, a point or a range inside
// it covers the claim (MPEP 2131.03).
func TestBroaderRange(t *testing.T) {
	for _, c := range []struct {
		found, category, reason string
		status                  Status
	}{
		{"70 °C", "X", "", Disclosed},
		{"65 to 75 °C", "X", "", Disclosed},
		{"20 to 200 °C", "A", "whether it is specific enough is to be judged", Partly},
		{"70 to 200 °C", "A", "whether it is specific enough is to be judged", Partly},
		{"100 to 200 °C", "A", "is outside", NotFound},
	} {
		chart, err := Make(claimSet("A glass comprising: a layer heated to 60 to 80 °C."), library(reference("D1", "A glass comprises a layer heated to "+c.found+".")), Options{})
		if err != nil {
			t.Fatal(err)
		}
		cell := chart.Charts[0].Rows[1].Cells[0]
		if v := chart.Charts[0].Verdict; v.Category != c.category || cell.Status != c.status || !strings.Contains(cell.Reason, c.reason) {
			t.Errorf("%s: pattern %s, %s (%s)", c.found, v.Category, cell.Status, cell.Reason)
		}
	}
}

// TestAssumed: of a reconstructed claim the chart says from what it was made, how, and which words the tool supplied; and the evidence summary that it is
// reconstructed. Of a quoted claim it says neither (law.md: assumptions made by the tool; a reconstructed claim never prints without its label).
func TestAssumed(t *testing.T) {
	set := claimSet("A grinder comprising: a ceramic burr.", "A grinder comprising: a ceramic burr; and a brass hopper.")
	set.Claims[1].Origin = claims.Origin{Kind: claims.Derived, Line: 7, Base: 1, BaseBasis: "stated", Edit: claims.Append, Supplied: []claims.Supplied{{Text: "; "}}}
	chart, err := Make(set, library(reference("D1", "A grinder with a ceramic burr.")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []Assumption{{Document: "test", Claim: 2, Line: 7, Text: `reconstructed from claim 1 (stated) by append; supplied by the tool: "; ".`}}
	if !slices.Equal(chart.Assumed, want) {
		t.Errorf("assumed %+v, want %+v", chart.Assumed, want)
	}
	for i, said := range []bool{false, true} {
		if v := chart.Charts[i].Verdict; slices.Contains(v.Caveats, "the claim is "+claims.Reconstructed) != said {
			t.Errorf("claim %d: caveats %q", i+1, v.Caveats)
		}
	}
}
