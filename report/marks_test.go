package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
	"claimchart/priorart"
)

// burrs is a chart of two claims of three against three references: far is not eligible, near is the best that is.
func burrs() *Report {
	cell := func(id string, s priorart.Status, score float64) priorart.Cell {
		return priorart.Cell{Reference: id, Status: s, Score: score, Quoted: score}
	}
	row := func(label, text string, cells ...priorart.Cell) priorart.Row {
		return priorart.Row{Label: label, Text: text, Scored: true, Cells: cells}
	}
	chart := func(num int, rows ...priorart.Row) priorart.ClaimChart {
		return priorart.ClaimChart{Document: "set", Claim: num, Rows: rows, References: []priorart.Standing{
			{Reference: "far", Label: "D1", Score: 0.9, Coverage: 0.9, Disclosed: 2, DateCheck: "not earlier"},
			{Reference: "near", Label: "D3", Score: 0.5, Coverage: 0.5, Disclosed: 1, Partly: 1, Eligible: true},
			{Reference: "mid", Label: "D2", Score: 0.2, Coverage: 0.2, Partly: 1, NotFound: 1, Eligible: true},
		}}
	}
	set := Document{Name: "set", Format: "json"}
	for n := 1; n <= 3; n++ {
		set.Claims = append(set.Claims, Claim{Claim: claims.Claim{Num: n, Text: "A grinder.", Kind: claims.Independent, Origin: claims.Origin{Kind: claims.Quoted, Line: 1}}})
	}
	return &Report{Schema: Schema, Command: "chart", Charted: &Charted{
		Document: "set", Sets: []Document{set}, Options: Options{Claims: "1,3", Best: 8},
		Art: []Art{{ID: "far", Label: "D1", Title: "Far"}, {ID: "mid", Label: "D2", Title: "Mid"}, {ID: "near", Label: "D3", Title: "Near"}},
		Charts: []priorart.ClaimChart{
			chart(1, row("1[a]", "a ceramic burr", cell("far", priorart.Disclosed, 1), cell("near", priorart.Disclosed, 0.91), cell("mid", priorart.Partly, 0.06)),
				row("1[b]", "a brass hopper", cell("far", priorart.Disclosed, 0.8), cell("near", priorart.Partly, 0.5), cell("mid", priorart.NotFound, 0))),
			chart(3, row("3[a]", "a ceramic burr", cell("far", priorart.Disclosed, 1), cell("near", priorart.Disclosed, 0.91), cell("mid", priorart.Partly, 0.06)),
				row("3[b]", "a walnut drawer", cell("far", priorart.Disclosed, 0.8), cell("near", priorart.Partly, 0.5))),
		},
		Fewest: []priorart.Fewest{{Document: "set", Combination: priorart.Combination{References: []string{"near"}, Adds: [][]string{{"1[a]"}}, Exact: true},
			Covered: []priorart.ClaimName{{Claim: 3}}, Open: []priorart.ClaimName{{Claim: 1}}}},
		Cited: []priorart.Cited{
			{Document: "set", Reference: "mid", Label: "D2", Text: "A 1", Categories: []priorart.Category{{Category: "A", Claims: []priorart.ClaimName{{Claim: 1}}}}},
			{Document: "set", Reference: "near", Label: "D3", Text: "A 1, 3", Categories: []priorart.Category{{Category: "A", Claims: []priorart.ClaimName{{Claim: 1}, {Claim: 3}}}}},
		},
	}}
}

// TestMarks: the grid of limitations against references, written by hand: eligible ones first, best first; what is not eligible is marked;
// a limitation that stands above is named; nothing stands where a reference has no cell.
func TestMarks(t *testing.T) {
	text := render(t, Formats()[0], burrs(), View{Width: 80})
	for _, want := range []string{
		"Limitation              D3     D2     D1\n─────────────────────────────────────────\n" +
			"1[a] a ceramic burr   ● 91   ◐  6   ●100×\n" +
			"1[b] a brass hopper   ◐ 50   ○  0   ● 80×\n",
		"3[a] = 1[a]            ● 91   ◐  6   ●100×\n" +
			"3[b] a walnut drawer   ◐ 50          ● 80×\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("want\n%s\nin\n%s", want, text)
		}
	}
	single := burrs()
	for i := range single.Charts {
		for j := range single.Charts[i].Rows {
			single.Charts[i].Rows[j].Cells = single.Charts[i].Rows[j].Cells[:1]
		}
	}
	if text := render(t, Formats()[0], single, View{Width: 80}); strings.Contains(text, "= 1[a]") {
		t.Error("one reference alone has a grid")
	}
	narrow := render(t, Formats()[0], burrs(), View{Width: 40})
	for _, sign := range []string{"● 91", "◐  6", "●100×"} {
		if !strings.Contains(narrow, sign) {
			t.Errorf("at 40 columns there is no %s", sign)
		}
	}
}

// TestBestFirst: matrix, categories and the list of references stand best first, those not eligible last; the order of the JSON stays.
func TestBestFirst(t *testing.T) {
	r := burrs()
	m := &chartMaker{page: &page{}, Charted: r.Charted, art: map[string]*Art{}}
	var got []string
	for _, a := range m.bestFirst(m.Art, "") {
		got = append(got, a.ID)
	}
	if !slices.Equal(got, []string{"near", "mid", "far"}) {
		t.Errorf("order %v", got)
	}
	text := plainText(t, r)
	if !strings.Contains(text, "| D3 Near | A 1, 3 |\n| D2 Mid | A 1 |") && !strings.Contains(strings.Join(strings.Fields(text), " "), "| D3 Near | A 1, 3 | | D2 Mid | A 1 |") {
		t.Errorf("categories are not best first:\n%s", text)
	}
	raw, err := json.Marshal(r.Art)
	if err != nil || strings.Index(string(raw), `"far"`) > strings.Index(string(raw), `"near"`) {
		t.Errorf("the report itself was put in another order: %s, %v", raw, err)
	}
}

// TestClaimsAskedFor: where only some claims are charted, the report speaks of these.
func TestClaimsAskedFor(t *testing.T) {
	text := strings.Join(strings.Fields(render(t, Formats()[0], burrs(), View{Width: 120})), " ")
	for _, want := range []string{
		"set · 2 of 3 claims charted",
		"Not charted, since --claims 1,3 was given: 2.",
		"Smallest set of references for the claims charted",
		"D3 Near: the limitations of claims 1, 3 that any eligible reference has; of 3 all",
		"│ as given │",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
	if strings.Contains(text, "line 1") {
		t.Error("a line is named where the claims came out of JSON")
	}
	all := burrs()
	all.Options.Claims = ""
	text = strings.Join(strings.Fields(render(t, Formats()[0], all, View{Width: 120})), " ")
	for _, want := range []string{"Smallest set of references for the whole claim set", "the limitations of all claims", "set · 3 claims"} {
		if !strings.Contains(text, want) {
			t.Errorf("without --claims %q is not said", want)
		}
	}
	article := &Document{Format: "article"}
	if got := article.originWords(claims.Origin{Kind: claims.Quoted, Line: 11}); got != "quoted, line 11" {
		t.Errorf("an article's claim is %q", got)
	}
}
