package report

import (
	"strings"
	"testing"

	"claimchart/priorart"
)

// TestPinCites: each form, by hand from what each place says; what the source does not print stays empty and says why.
func TestPinCites(t *testing.T) {
	labels := []string{"D1", "EX1004", "Smith", "D5", "D4"}
	for _, c := range []struct{ label, place, us, ptab, ep, why string }{
		{"D5", "[0042]", "[0042]", "EX1005 ¶42", "D5: [0042]", ""},
		{"D5", "[1042]", "[1042]", "EX1005 ¶1042", "D5: [1042]", ""},
		{"D5", "col. 3, ll. 10-15", "col. 3, ll. 10-15", "EX1005, 3:10-15", "D5: col. 3, ll. 10-15", ""},
		{"D5", "col. 3, l. 10", "col. 3, l. 10", "EX1005, 3:10", "D5: col. 3, l. 10", ""},
		{"D5", "col. 3, l. 60 - col. 4, l. 5", "col. 3, l. 60 - col. 4, l. 5", "EX1005, 3:60-4:5", "D5: col. 3, l. 60 - col. 4, l. 5", ""},
		{"D5", "p. 4, ll. 3-8", "p. 4, ll. 3-8", "EX1005, p. 4, ll. 3-8", "D5: p. 4, ll. 3-8", ""}, // not 4:3-8, which reads as a column
		{"D5", "p. 4, left column, ll. 3-8", "p. 4, left column, ll. 3-8", "EX1005, p. 4, left column, ll. 3-8", "D5: p. 4, left column, ll. 3-8", ""},
		{"D5", "claim 1", "claim 1", "EX1005, claim 1", "D5: claim 1", ""},
		{"D5", "abstract", "abstract", "EX1005, abstract", "D5: abstract", ""},
		{"D5", "¶12", "", "", "", countedPlace},
		{"D5", "¶12 (Results)", "", "", "", countedPlace},
		{"D5", "line 12", "", "", "", filePlace},
		{"D5", "lines 12-13", "", "", "", filePlace},
		{"D5", "", "", "", "", noPlace},
		{"D1", "[0001]", "[0001]", "EX1001 ¶1", "D1: [0001]", ""},
		{"EX1004", "[0001]", "[0001]", "EX1004 ¶1", "EX1004: [0001]", ""},
		{"Smith", "[0001]", "[0001]", "EX1006 ¶1", "Smith: [0001]", ""}, // the next after the highest
		{"D4", "[0001]", "[0001]", "EX1007 ¶1", "D4: [0001]", ""},       // 1004 is taken by the label EX1004
		{"D5", "[00AB]", "[00AB]", "EX1005, [00AB]", "D5: [00AB]", ""},
	} {
		for form, want := range map[string]string{"us": c.us, "ptab": c.ptab, "ep": c.ep} {
			if got, why := newCiter(form, labels).cite(c.label, c.place); got != want || why != c.why {
				t.Errorf("%s of %s at %q: %q, %q; want %q, %q", form, c.label, c.place, got, why, want, c.why)
			}
		}
	}
}

// TestCiteSearch: a result with neither place nor cite, such as a title, has none in any form.
func TestCiteSearch(t *testing.T) {
	for _, form := range CiteForms() {
		r := reports(t)["search"]
		r.Searched.Results[0].Loc, r.Searched.Results[0].Cite = "", ""
		r.CiteAs(form, []string{"D1"})
		if f := r.Searched.Results[0]; f.Cite != "" || f.Uncited != noPlace || f.place() != "no place to cite" {
			t.Errorf("%s: %+v", form, f)
		}
	}
}

// TestCiteAs: a report cited in a form says so in every format, and what has no pin cite in that form shows none.
func TestCiteAs(t *testing.T) {
	place := func(r *Report) {
		var list []string
		for i := range r.Art {
			list = append(list, r.Art[i].Label)
		}
		for i := range r.Charts {
			for _, row := range r.Charts[i].Rows {
				for _, c := range row.Cells {
					for j := range c.Evidence {
						c.Evidence[j].Loc, c.Evidence[j].Cite = "[0042]", ""
						if j == 1 {
							c.Evidence[j].Loc = "line 7"
						}
					}
				}
			}
		}
		r.CiteAs("ptab", list)
	}
	r := reports(t)["small"]
	r.Charts[0].Rows[0].Cells[0].Evidence = append(r.Charts[0].Rows[0].Cells[0].Evidence[:1:1], priorart.Evidence{Quote: "second", Matches: []priorart.Match{}})
	place(r)
	label := r.Art[0].Label
	for _, f := range FormatsFor("chart") {
		text := render(t, f, r, View{Width: 200})
		if f.Name != "jsonl" && !strings.Contains(text, "ptab") && f.Name != "csv" && f.Name != "jsonl" {
			t.Errorf("%s does not name the form", f.Name)
		}
		if !strings.Contains(text, " ¶42") {
			t.Errorf("%s has no pin cite of %s", f.Name, label)
		}
		if !strings.Contains(text, "line 7, no pin cite") && f.Name != "json" && f.Name != "jsonl" && f.Name != "citations" {
			t.Errorf("%s does not say that line 7 has none", f.Name)
		}
	}
	for _, c := range r.Charts[0].Rows[0].Cells[:1] {
		if e := c.Evidence[1]; e.Cite != "" || e.Uncited != filePlace || e.Loc != "line 7" {
			t.Errorf("line 7 has become %+v", e)
		}
	}
}
