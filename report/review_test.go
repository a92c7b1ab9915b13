package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"claimchart/priorart"
)

// fillIn enters texts into the sheet Chart of a workbook, by row and head, and returns the file.
func fillIn(t *testing.T, content []byte, row int, fields map[string]string) []byte {
	t.Helper()
	f := opened(t, content)
	rows, err := f.GetRows(chartSheet)
	if err != nil {
		t.Fatal(err)
	}
	for head, text := range fields {
		at, _ := excelize.CoordinatesToCellName(slices.Index(rows[0], head)+1, row)
		if err := f.SetCellStr(chartSheet, at, text); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t *testing.T, content []byte) []priorart.Review {
	t.Helper()
	list, err := ReadReviews("chart.xlsx", content)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// decidedOnce are the decisions of the tests: on 1[pre] against D3, in row 2 of the sheet Chart of the report "small".
func decidedOnce(t *testing.T) []byte {
	return fillIn(t, workbookOf(t, reports(t)["small"]), 2, map[string]string{headReviewed: "AB 4 May", headStatus: "● found together in one passage", headNote: "see =line 33"})
}

// TestReviewUnchanged: a decision comes back on its cell, nothing is flagged, and the computed value stays what it was. The workbook
// of that run brings it back again.
func TestReviewUnchanged(t *testing.T) {
	content := decidedOnce(t)
	for range 3 {
		r := reports(t)["small"]
		r.Review(read(t, content))
		c := r.Charts[0].Rows[0].Cells[0]
		if len(c.Reviews) != 1 || c.Status != priorart.Partly || len(r.Unmatched) != 0 {
			t.Fatalf("%+v\n%+v", c, r.Unmatched)
		}
		d := c.Reviews[0]
		if d.Reviewed != "AB 4 May" || d.Status != priorart.Disclosed || d.Note != "see =line 33" || len(d.Changed) != 0 || d.Result != priorart.Partly || *d.Score != c.Score {
			t.Fatalf("%+v", d)
		}
		content = workbookOf(t, r)
	}
}

// TestReviewChanged: what has changed since is flagged by name, and the flag stays in the workbook until it is emptied.
func TestReviewChanged(t *testing.T) {
	const quote = "The “big” improvement is in the use of the term “site”."
	for name, c := range map[string]struct {
		change func(r *Report, row *priorart.Row)
		want   []string
		lost   string
	}{
		"nothing":          {func(*Report, *priorart.Row) {}, nil, ""},
		"white space":      {func(_ *Report, row *priorart.Row) { row.Text = strings.ReplaceAll(row.Text, " ", "\n ") }, nil, ""},
		"score":            {func(_ *Report, row *priorart.Row) { row.Cells[0].Score = 0.5 }, []string{"score was 0.77, is 0.50"}, ""},
		"result":           {func(_ *Report, row *priorart.Row) { row.Cells[0].Status = priorart.NotFound }, []string{"result changed, it was: partly found"}, ""},
		"quotation":        {func(_ *Report, row *priorart.Row) { row.Cells[0].Evidence[0].Quote = quote }, []string{"quotation changed, it was: The seventh"}, ""},
		"no quotation now": {func(_ *Report, row *priorart.Row) { row.Cells[0].Evidence = nil }, []string{"quotation changed, it was: The seventh"}, ""},
		"claim":            {func(_ *Report, row *priorart.Row) { row.Text = "A method of feeding ducks" }, []string{"limitation changed, it was: A method of providing"}, ""},
		"number": {func(r *Report, _ *priorart.Row) {
			r.Charts = r.Charts[:1]
			r.Charts[0].Claim = 7
			r.Charts[0].Rows[0].Label = "7[pre]"
		}, []string{"stood at 1[pre] of claim 1"}, ""},
		"claim and quotation": {func(_ *Report, row *priorart.Row) {
			row.Text = "A method of feeding ducks"
			row.Cells[0].Evidence[0].Quote = quote
		}, nil, "1[pre] reads otherwise now, and its quotation is another"},
		"reference": {func(r *Report, row *priorart.Row) {
			row.Cells[0].Reference = "other"
			for i := range r.Art {
				if r.Art[i].ID == "computing-grid" {
					r.Art[i].ID = "other"
				}
			}
		}, nil, "the reference computing-grid is not in this run"},
		"no cell":    {func(_ *Report, row *priorart.Row) { row.Cells = row.Cells[1:] }, nil, "the reference has no cell for this limitation now: raise --best"},
		"claim gone": {func(_ *Report, row *priorart.Row) { row.Text = "Another"; row.Label = "1[x]" }, nil, "no limitation of the claims charted reads so"},
	} {
		r := reports(t)["small"]
		r.Charts = r.Charts[:1] // the other claim has the same preamble
		row := &r.Charts[0].Rows[0]
		c.change(r, row)
		r.Review(read(t, decidedOnce(t)))
		if c.lost != "" {
			if len(r.Unmatched) != 1 || r.Unmatched[0].Why != c.lost || r.Unmatched[0].Note != "see =line 33" {
				t.Errorf("%s: %+v", name, r.Unmatched)
			}
			if again := read(t, workbookOf(t, r)); len(again) != 1 || again[0].Note != "see =line 33" || again[0].Quote == "" {
				t.Errorf("%s: the workbook of a run that could not match it lost it: %+v", name, again)
			}
			continue
		}
		d := row.Cells[0].Reviews
		if len(d) != 1 || len(r.Unmatched) != 0 || len(d[0].Changed) != len(c.want) {
			t.Errorf("%s: %+v, not matched %+v", name, d, r.Unmatched)
			continue
		}
		for i, want := range c.want {
			if !strings.HasPrefix(d[0].Changed[i], want) {
				t.Errorf("%s: %q, want %q", name, d[0].Changed[i], want)
			}
		}
		same := reports(t)["small"]
		same.Charts = same.Charts[:1]
		c.change(same, &same.Charts[0].Rows[0])
		same.Review(read(t, workbookOf(t, r)))
		if again := same.Charts[0].Rows[0].Cells[0].Reviews; len(again) != 1 || !slices.Equal(again[0].Changed, d[0].Changed) {
			t.Errorf("%s: a second time %+v, not %+v", name, again, d[0].Changed)
		}
	}
}

// TestReviewCarried: a decision on a limitation stands on every claim that has it with the same quotation, but where the very cell
// has one of its own.
func TestReviewCarried(t *testing.T) {
	cells := func(score float64) []priorart.Cell {
		return []priorart.Cell{{Reference: "D", Status: priorart.Partly, Score: score, Evidence: []priorart.Evidence{{Quote: "a cover"}}}}
	}
	c := &Charted{Art: []Art{{ID: "D", Label: "D1"}}, Charts: []priorart.ClaimChart{
		{Claim: 1, Rows: []priorart.Row{{Label: "1[a]", Text: "a lid", Cells: cells(0.5)}}},
		{Claim: 2, Rows: []priorart.Row{{Label: "1[a]", InheritedFrom: 1, Text: "a lid", Cells: cells(0.5)}}},
		{Claim: 3, Rows: []priorart.Row{{Label: "3[b]", Text: "a lid", Cells: cells(0.5)}}},
	}}
	list, err := ReadReviews("d.jsonl", []byte(`{"claim":1,"label":"1[a]","text":"a  lid","reference":"D","quote":"a cover","status":"disclosed","reviewed":"","note":""}

{"claim":3,"label":"3[b]","text":"a lid","reference":"D","quote":"a cover","score":0.4,"reviewed":"CD","status":"","note":"no"}
{"text":"a lid","reference":"D","quote":"a cover","note":"third"}`))
	if err != nil {
		t.Fatal(err)
	}
	c.Review(list)
	var got []string
	for i := range c.Charts {
		for _, d := range c.Charts[i].Rows[0].Cells[0].Reviews {
			got = append(got, fmt.Sprint(c.Charts[i].Claim, ": ", d.Status, d.Reviewed, d.Note, d.Changed, d.At))
		}
	}
	want := []string{
		"1: disclosed[]d.jsonl, line 1", "2: disclosed[]d.jsonl, line 1", "3: CDno[score was 0.40, is 0.50]d.jsonl, line 3",
	}
	if diff := cmp.Diff(want, got); diff != "" || len(c.Unmatched) != 1 || !strings.HasSuffix(c.Unmatched[0].Why, "have decisions of their own") {
		t.Errorf("%s\n%+v", diff, c.Unmatched)
	}
}

// TestReviewOfSeveral: where several cells have the limitation and the reference, a decision goes to those with the quotation that it was made on; to all
// of them, flagged, where none has it.
func TestReviewOfSeveral(t *testing.T) {
	for _, c := range []struct{ quote, want string }{
		{"a hood", "2 [] "},
		{"a cap", "1 [quotation changed, it was: a cap] 2 [quotation changed, it was: a cap] "},
	} {
		r := &Charted{Art: []Art{{ID: "D", Label: "D1"}}}
		for i, quote := range []string{"a cover", "a hood"} {
			r.Charts = append(r.Charts, priorart.ClaimChart{Claim: i + 1, Rows: []priorart.Row{{Label: fmt.Sprintf("%d[a]", i+1), Text: "a lid",
				Cells: []priorart.Cell{{Reference: "D", Evidence: []priorart.Evidence{{Quote: quote}}}}}}})
		}
		r.Review([]priorart.Review{{Text: "a lid", Reference: "D", Quote: c.quote, Note: "x"}})
		got := ""
		for i := range r.Charts {
			for _, d := range r.Charts[i].Rows[0].Cells[0].Reviews {
				got += fmt.Sprint(r.Charts[i].Claim, " ", d.Changed, " ")
			}
		}
		if got != c.want {
			t.Errorf("made on %q: %q, want %q", c.quote, got, c.want)
		}
	}
}

// TestReviewLong: a decision on a quotation that goes on in further rows is one decision, in whatever order the rows stand.
func TestReviewLong(t *testing.T) {
	long := func() *Report {
		r := reports(t)["small"]
		r.Charts[0].Rows[0].Cells[0].Evidence[0].Quote = strings.Repeat("seven words of text in a row ", 3000)
		return r
	}
	content := fillIn(t, workbookOf(t, long()), 3, map[string]string{headNote: "beside the second part"})
	f := opened(t, content)
	first, _ := f.GetRows(chartSheet)
	for i, head := range first[0] { // the first two rows change places, as when a person sorts
		a, _ := excelize.CoordinatesToCellName(i+1, 2)
		b, _ := excelize.CoordinatesToCellName(i+1, 3)
		x, _ := f.GetCellValue(chartSheet, a)
		y, _ := f.GetCellValue(chartSheet, b)
		if err := f.SetCellStr(chartSheet, a, y); err != nil {
			t.Fatal(head, err)
		}
		if err := f.SetCellStr(chartSheet, b, x); err != nil {
			t.Fatal(head, err)
		}
	}
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	r := long()
	r.Review(read(t, b.Bytes()))
	d := r.Charts[0].Rows[0].Cells[0].Reviews
	if len(d) != 1 || len(d[0].Changed) != 0 || d[0].Note != "beside the second part" {
		t.Errorf("%+v, not matched %d", d, len(r.Unmatched))
	}
}

// TestReviewErrors: an error names file, sheet or line, row, reason and remedy.
func TestReviewErrors(t *testing.T) {
	good := workbookOf(t, reports(t)["small"])
	f := opened(t, good)
	_ = f.DeleteSheet(chartSheet)
	var without bytes.Buffer
	if _, err := f.WriteTo(&without); err != nil {
		t.Fatal(err)
	}
	for want, content := range map[string][]byte{
		`chart.xlsx, sheet Chart, row 2: status "maybe" is none: give "found together in one passage", "partly found" or "not found in the text searched", or leave it empty`: fillIn(t, good, 2, map[string]string{headStatus: "maybe"}),
		`chart.xlsx, sheet Chart, row 2: Limitation or Reference ID is empty`:                                                                                                 fillIn(t, good, 2, map[string]string{headNote: "x", headReference: ""}),
		`chart.xlsx, sheet Chart, row 1: no column "Quote": keep the heads`:                                                                                                   fillIn(t, good, 1, map[string]string{headQuote: "Words"}),
		`chart.xlsx: no sheet "Chart": give the workbook`:                                                                                                                     without.Bytes(),
		`chart.xlsx: cannot be read as a workbook: `:                                                                                                                          good[:len(good)/2],
		`chart.xlsx, line 1: no decision: `:                                                                                                                                   []byte("claim,note\n1,x\n"),
		`chart.xlsx, line 2: status "yes" is none`:                                                                                                                            []byte("\n" + `{"text":"a","reference":"D","quote":"","status":"yes"}`),
		`chart.xlsx, line 1: text or reference is missing`:                                                                                                                    []byte(`{"text":"a","note":"x"}`),
		`chart.xlsx, line 1: decides nothing`:                                                                                                                                 []byte(`{"text":"a","reference":"D"}`),
		`chart.xlsx, line 1: more than one value`:                                                                                                                             []byte(`{"text":"a","reference":"D","note":"x"} {}`),
	} {
		if _, err := ReadReviews("chart.xlsx", content); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestReviewShown: decisions and those that could not be matched are in every format of a chart, whole.
func TestReviewShown(t *testing.T) {
	for _, f := range FormatsFor("chart") {
		if f.Name == "citations" || f.Name == "html" || f.Name == "docx" {
			continue // the claims' words and places; the others print what they are made for
		}
		r := reports(t)["small"]
		r.Review(append(read(t, decidedOnce(t)), priorart.Review{Text: "gone limitation", Reference: "gone-reference", Quote: "gone quotation", Note: "gone note"}))
		text := strings.Join(strings.Fields(strings.ReplaceAll(render(t, f, r, View{Width: 160}), "│", " ")), " ")
		for _, want := range []string{"AB 4 May", "see =line 33", "gone limitation", "gone-reference", "gone quotation", "gone note"} {
			if f.Name == "jsonl" && strings.HasPrefix(want, "gone") {
				continue // a chart a line: json has them
			}
			if !strings.Contains(strings.ReplaceAll(text, `\`, ""), want) {
				t.Errorf("%s lacks %q:\n%s", f.Name, want, text)
			}
		}
	}
}

func FuzzReadReviews(f *testing.F) {
	f.Add([]byte(`{"text":"a","reference":"D","note":"x"}`))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		list, err := ReadReviews("x", content)
		for _, d := range list {
			if err != nil || d.Text == "" || d.Reference == "" || d.At == "" {
				t.Errorf("%+v, %v", d, err)
			}
		}
	})
}
