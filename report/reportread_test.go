package report

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimchart/priorart"
)

// TestReadReport: reading a chart's JSON and writing it gives the same bytes, for every chart of testdata/report; its lines give the same charts.
func TestReadReport(t *testing.T) {
	lines, err := Find("chart", "jsonl")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for name, r := range reports(t) {
		if r.Command != "chart" {
			continue
		}
		tried++
		text := golds(t, name+".json.golden")
		back, err := ReadReport(name, text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var b bytes.Buffer
		if err := writeJSON(&b, back, View{}); err != nil || !bytes.Equal(b.Bytes(), text) {
			t.Errorf("%s does not come back the same (%v)", name, err)
		}
		if len(r.Explained) > 0 || len(r.Charts) == 0 {
			continue // whose lines are explanations, or none
		}
		if back, err = ReadReport(name, []byte(render(t, lines, r, View{}))); err != nil || len(back.Charts) != len(r.Charts) {
			t.Errorf("%s as lines: %v", name, err)
		}
	}
	if tried < 5 {
		t.Errorf("only %d charts", tried)
	}
}

func golds(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestReadReportErrors: what is no chart is an error with file, line and remedy.
func TestReadReportErrors(t *testing.T) {
	chart := `{"schema": "claimchart/1", "command": "chart", "document": "a", "charts": []}`
	line := `{"schema": "claimchart/1", "command": "chart", "document": "a", "claim": 1}`
	for in, want := range map[string]string{
		"":       "x.json: empty: give what chart wrote",
		" \n ":   "x.json: empty",
		"claims": "x.json, line 1: not JSON",
		"\n{\"schema\": \"claimchart/1\",\n \"command\": }":          "x.json, line 3: not JSON",
		`{"schema": "claimchart/1", "command": "chart", "charts": [`: "x.json, line 1: not JSON",
		`[]`: "x.json, line 1: the report: found array, where",
		`{}`: "x.json, line 1: no report: it has no schema",
		"\n{\"schema\": \"claimchart/2\", \"command\": \"chart\"}":               `x.json, line 2: its schema is "claimchart/2", this version reads "claimchart/1"`,
		`{"schema": "claimchart/1", "command": "parse"}`:                         `x.json, line 1: the report of "parse", not of chart`,
		`{"schema": "claimchart/1", "command": "chart", "label": "1[a]"}`:        "x.json, line 1: an explanation of a cell",
		"{\"schema\": \"claimchart/1\", \"command\": \"chart\",\n\"charts\": 1}": "x.json, line 2: charts: found number, where",
		chart + "\n" + chart:                  "x.json, line 2: more than one report",
		chart + "\n" + line:                   "x.json, line 2: a whole report and a line",
		line + "\n" + chart:                   "x.json, line 2: more than one report",
		line + "\n" + line[:40] + "\n" + line: "x.json, line 3: not JSON",
	} {
		if _, err := ReadReport("x.json", []byte(in)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", in, err, want)
		}
	}
	for _, in := range []string{chart, "\ufeff" + chart, line + "\n" + line, strings.Replace(chart, "{", `{"later": [1], `, 1)} {
		if _, err := ReadReport("x.json", []byte(in)); err != nil {
			t.Errorf("%q: %v", in, err)
		}
	}
}

// FuzzReadReport: no text makes the reader or compare panic; what is read can be written, and does not differ from itself.
func FuzzReadReport(f *testing.F) {
	cell := `{"reference":"R","status":"partly","score":0.5,"quoted":0.5,"reason":"x","evidence":[{"loc":"1","quote":"a lid","start":3,"end":8,"matches":[{"term":"lid","start":5,"end":8,"why":"same word"}]}],"found":["lid"],"missing":["hinge"]}`
	chart := `{"document":"d","claim":1,"rows":[{"label":"1[a]","text":"a lid","scored":true,"cells":[` + cell + `]}],"references":[{"reference":"R","label":"D1","eligible":true}],"verdict":{"category":"A","uncovered":["1[a]"]}}`
	f.Add([]byte(`{"schema":"claimchart/1","command":"chart","sets":[{"name":"d","claims":[{"num":1,"text":"a lid"}]}],"art":[{"id":"R","label":"D1"}],"charts":[` + chart + `]}`))
	f.Add([]byte(`{"schema":"claimchart/1","command":"chart",` + chart[1:]))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := ReadReport("x", text)
		if err != nil {
			return
		}
		if err := writeJSON(&bytes.Buffer{}, r, View{}); err != nil {
			t.Error(err)
		}
		c := CompareCharts(r, r, Input{}, Input{})
		if c.Compared.Tally.Changed > 0 {
			t.Error("a chart differs from itself")
		}
		if err := writeTable(&bytes.Buffer{}, c, View{}); err != nil {
			t.Error(err)
		}
	})
}

// TestWhyChanged: each kind of difference between two cells is told in the scorer's words; cites and decisions are none.
func TestWhyChanged(t *testing.T) {
	quote := func(loc, text string, matches ...priorart.Match) priorart.Evidence {
		return priorart.Evidence{Loc: loc, Quote: text, End: len(text), Stance: "supports", Matches: matches}
	}
	lid := priorart.Match{Term: "lid", Start: 2, End: 7, Why: "synonym: lid"}
	cover := quote("[0004]", "a cover that turns", lid)
	denial := cover
	denial.Stance = "contradicts"
	cited := cover
	cited.Cite = "EX1004 ¶4"
	cell := func(edit func(*priorart.Cell)) *priorart.Cell {
		c := &priorart.Cell{Reference: "D1", Status: priorart.Partly, Score: 0.5, Quoted: 0.5, Reason: "nothing says \"only\"; no word for: hinge", Evidence: []priorart.Evidence{cover}, Found: []string{"lid"}, Missing: []string{"hinge"}}
		if edit != nil {
			edit(c)
		}
		return c
	}
	for name, c := range map[string]struct {
		before, after *priorart.Cell
		want          []string
	}{
		"the same":  {cell(nil), cell(nil), nil},
		"no cell":   {nil, cell(nil), nil},
		"cited":     {cell(nil), cell(func(c *priorart.Cell) { c.Evidence = []priorart.Evidence{cited} }), nil},
		"decided":   {cell(nil), cell(func(c *priorart.Cell) { c.Reviews = []priorart.Review{{Note: "x"}} }), nil},
		"the score": {cell(nil), cell(func(c *priorart.Cell) { c.Score = 0.6 }), []string{"the same words of the same passage: what they weigh, how near each other they stand or what the reference says of the whole claim set counts otherwise"}},
		"a word more": {cell(func(c *priorart.Cell) {
			c.Evidence, c.Found, c.Missing, c.Score, c.Status = []priorart.Evidence{quote("[0004]", "a cover that turns")}, nil, []string{"lid", "hinge"}, 0.2, priorart.NotFound
		}), cell(nil), []string{"“lid” is matched now by “cover” (synonym: lid)"}},
		"a word less": {cell(nil), cell(func(c *priorart.Cell) {
			c.Evidence, c.Found, c.Missing = []priorart.Evidence{quote("[0004]", "a cover that turns")}, nil, []string{"lid", "hinge"}
		}), []string{"“lid” is no longer matched, before by “cover” (synonym: lid)"}},
		"only described": {cell(nil), cell(func(c *priorart.Cell) {
			c.Evidence, c.Found, c.Described = nil, nil, []string{"lid"}
		}), []string{"“lid” stands only in the practice's description now, before by “cover” (synonym: lid)", "no passage is quoted any more, before [0004]"}},
		"another claim": {cell(nil), cell(func(c *priorart.Cell) { c.Missing = []string{"handle"} }), []string{
			"“hinge” is no longer in the limitation; it was missing", "“handle” is new in the limitation and is not matched"}},
		"another word": {cell(nil), cell(func(c *priorart.Cell) {
			c.Evidence = []priorart.Evidence{quote("[0004]", "a plate that turns", lid)}
		}), []string{"“lid” is matched by “plate” (synonym: lid), before by “cover” (synonym: lid)", "the quotation from [0004] is another"}},
		"another passage": {cell(nil), cell(func(c *priorart.Cell) {
			c.Evidence = []priorart.Evidence{quote("[0009]", "a cover that turns", lid)}
		}), []string{"the passage is [0009], before [0004]"}},
		"denied": {cell(nil), cell(func(c *priorart.Cell) {
			c.Evidence, c.Reason = []priorart.Evidence{denial}, "the text denies: lid; no word for: hinge"
		}), []string{"[0004] speaks against it now", "reason now: the text denies: lid", "reason no longer given: nothing says \"only\""}},
	} {
		got := WhyChanged(c.before, c.after)
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\n got %q\nwant %q", name, got, c.want)
		}
		if name == "the same" && !SameCell(c.before, c.after) {
			t.Error("a cell is not the same as itself")
		}
	}
	if s := StateOf(cell(func(c *priorart.Cell) { c.Evidence = []priorart.Evidence{cover, denial} })); s.Loc != "[0004]\n[0004] (speaks against it)" || s.Quote != "a cover that turns\na cover that turns" {
		t.Errorf("places %q, quotations %q", s.Loc, s.Quote)
	}
	if s := StateOf(nil); s.Status != "" || s.Found == nil {
		t.Errorf("no cell is %+v", s)
	}
}
