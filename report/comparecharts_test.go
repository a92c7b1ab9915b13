package report

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
	"claimchart/priorart"
)

// TestCompareRows: a row stands for each cell that differs, and none runs as a formula.
func TestCompareRows(t *testing.T) {
	r := reports(t)["comparecharts"]
	rows := rowsOf(t, r)
	if len(rows) != len(r.Compared.Cells) || len(rows) < 20 {
		t.Errorf("%d rows, want %d", len(rows), len(r.Compared.Cells))
	}
	for _, row := range rows {
		for field, value := range row {
			if value != "" && strings.ContainsRune("=+-@\t\r\n", rune(value[0])) {
				t.Errorf("%s runs as a formula: %q", field, value)
			}
		}
	}
}

// compared compares two charts without going through files.
func compared(old, new *Report) *Compared {
	return CompareCharts(old, new, Input{Name: "old.json"}, Input{Name: "new.json"}).Compared
}

// copyOf is a chart read anew, so that it can be changed.
func copyOf(t *testing.T, name string) *Report {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := ReadReport(name, text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestCompareSame: a chart compared with itself has no difference, whatever chart it is, and every cell is counted.
func TestCompareSame(t *testing.T) {
	for name, r := range reports(t) {
		if r.Charted == nil {
			continue
		}
		c := compared(r, copyOf(t, name))
		if len(c.Cells)+len(c.Verdicts)+len(c.References)+len(c.Options)+len(c.Claims)+len(c.Limitations) > 0 || c.Differs() {
			t.Errorf("%s differs from itself: %+v", name, c)
		}
		if c.Old.Cells != c.Tally.Same || c.New.Cells != c.Tally.Same {
			t.Errorf("%s: %d and %d cells, %d the same", name, c.Old.Cells, c.New.Cells, c.Tally.Same)
		}
	}
}

// TestCompareCauses: each kind of change is told by its cause, and nothing else is.
func TestCompareCauses(t *testing.T) {
	cell := func(r *Report) *priorart.Cell { return &r.Charts[0].Rows[1].Cells[0] }
	for name, c := range map[string]struct {
		edit  func(r *Report)
		what  string // of the first cell that differs, empty for none
		cause string
		cells int // that differ
	}{
		"a score alone, nothing else differs": {func(r *Report) { cell(r).Score = 0.01 }, "score", "because of something that the reports do not record", 1},
		"a status":                            {func(r *Report) { cell(r).Status = priorart.NotFound }, "status", "because of something that the reports do not record", 1},
		"the version": {func(r *Report) {
			cell(r).Score = 0.01
			r.Run = &Run{Tool: "claimchart 9"}
		}, "score", "because of the version (claimchart 1 → claimchart 9)", 1},
		"a word of the user's": {func(r *Report) {
			cell(r).Evidence[0].Matches = append(cell(r).Evidence[0].Matches, priorart.Match{Term: "zz", Why: "your thesaurus w.txt:1: a = b"})
			cell(r).Found = append(cell(r).Found, "zz")
			r.Options.Thesaurus = []string{"w.txt"}
			r.Run = &Run{Tool: "claimchart 9"}
		}, "evidence", "because of --thesaurus", 1},
		"a file of a reference": {func(r *Report) {
			cell(r).Score = 0.01
			for i := range r.Art {
				if r.Art[i].ID == cell(r).Reference {
					r.Art[i].Passages += 3
				}
			}
		}, "score", "because D3 changed", 1},
		"a limitation and the version": {func(r *Report) {
			r.Charts[0].Rows[1].Text += " of brass"
			cell(r).Missing = append(cell(r).Missing, "brass")
			r.Run = &Run{Tool: "claimchart 9"}
		}, "evidence", "because a limitation changed", 1},
		"a pin cite": {func(r *Report) { cell(r).Evidence[0].Cite = "EX1001 ¶1" }, "", "", 0},
		"a decision": {func(r *Report) { cell(r).Reviews = []priorart.Review{{Note: "x"}} }, "", "", 0},
		"cells hidden": {func(r *Report) {
			r.Options.Best = 1
			for i := range r.Charts[0].Rows {
				if rows := r.Charts[0].Rows; len(rows[i].Cells) > 1 {
					rows[i].Cells = rows[i].Cells[:1]
				}
			}
		}, "not shown", "because of --best", 6 * 2},
	} {
		old, new := copyOf(t, "small"), copyOf(t, "small")
		old.Run = &Run{Tool: "claimchart 1"}
		new.Run = &Run{Tool: "claimchart 1"}
		c.edit(new)
		got := compared(old, new)
		if c.what == "" {
			if len(got.Cells) > 0 {
				t.Errorf("%s: %d cells differ", name, len(got.Cells))
			}
			continue
		}
		if len(got.Cells) == 0 {
			t.Errorf("%s: no cell differs", name)
			continue
		}
		if x := got.Cells[0]; x.What != c.what || causeWords(x.Causes) != c.cause {
			t.Errorf("%s: %s %s, want %s %s", name, x.What, causeWords(x.Causes), c.what, c.cause)
		}
		if len(got.Cells) != c.cells && c.cells > 0 {
			t.Errorf("%s: %d cells differ, want %d", name, len(got.Cells), c.cells)
		}
		if back := compared(new, old); len(back.Cells) != len(got.Cells) {
			t.Errorf("%s: %d cells differ backwards, %d forwards", name, len(back.Cells), len(got.Cells))
		}
	}
}

// TestPairRows: limitations are paired by label and words, then by words, then by likeness; what is like nothing stands alone.
func TestPairRows(t *testing.T) {
	rows := func(texts ...string) *priorart.ClaimChart {
		k := &priorart.ClaimChart{Claim: 1}
		for i, text := range texts {
			k.Rows = append(k.Rows, priorart.Row{Label: "1[" + string(rune('a'+i)) + "]", Text: text})
		}
		return k
	}
	var got []string
	for _, p := range pairRows(rows("a body of glass", "a lid that closes the body", "a handle of wood", "a very small spoon"),
		rows("a body of glass", "a ring of steel on the rim", "a lid that tightly closes the body", "a handle of wood")) {
		was, is := "", ""
		if p.old != nil {
			was = p.old.Label
		}
		if p.new != nil {
			is = p.new.Label
		}
		got = append(got, was+" "+is+" "+p.how)
	}
	want := []string{"1[a] 1[a] label", " 1[b] ", "1[b] 1[c] likeness", "1[c] 1[d] words", "1[d]  "}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestCompareReconstructed: a cell of a reconstructed claim has its label in rows and pages.
func TestCompareReconstructed(t *testing.T) {
	old, new := copyOf(t, "article"), copyOf(t, "article")
	for i := range new.Charts {
		for j := range new.Charts[i].Rows {
			for n := range new.Charts[i].Rows[j].Cells {
				new.Charts[i].Rows[j].Cells[n].Score /= 2
			}
		}
	}
	r := CompareCharts(old, new, Input{Name: "old.json"}, Input{Name: "new.json"})
	found := false
	for _, row := range rowsOf(t, r) {
		found = found || row["reconstructed"] == claims.Reconstructed
	}
	if !found {
		t.Error("no row is marked")
	}
	for _, f := range FormatsFor("compare") {
		var b bytes.Buffer
		if err := f.Write(&b, r, View{Width: 80}); err != nil {
			t.Fatal(err)
		}
		if f.Name == "table" && !strings.Contains(b.String(), rebuilt+" "+claims.Reconstructed[:20]) {
			t.Errorf("%s has no label", f.Name)
		}
	}
}
