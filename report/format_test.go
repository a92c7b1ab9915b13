package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"

	"claimchart/claims"
	"claimchart/priorart"
)

var code = regexp.MustCompile(`\x1b\[(\d+)m`)

// TestWidth renders every report at every width: no line may be longer than the terminal, none may end in a space, and each
// colour is closed on its line.
func TestWidth(t *testing.T) {
	for name, r := range reports(t) {
		for width := narrowest; width <= 200; width++ {
			text := render(t, Formats()[0], r, View{Width: width})
			for n, l := range strings.Split(text, "\n") {
				if w := displaywidth.String(l); w > width {
					t.Fatalf("%s at %d, line %d: %d columns: %q", name, width, n+1, w, l)
				}
				if strings.HasSuffix(l, " ") {
					t.Fatalf("%s at %d, line %d: ends in a space: %q", name, width, n+1, l)
				}
			}
			if width%20 != 0 {
				continue
			}
			painted := render(t, Formats()[0], r, View{Width: width, Color: true})
			if bare := code.ReplaceAllString(painted, ""); bare != text {
				t.Fatalf("%s at %d: colour changes more than colour:\n%s", name, width, cmp.Diff(text, bare))
			}
			for n, l := range strings.Split(painted, "\n") {
				for i, m := range code.FindAllStringSubmatch(l, -1) {
					if (m[1] == "0") != (i%2 == 1) {
						t.Fatalf("%s at %d, line %d: a colour is not closed: %q", name, width, n+1, l)
					}
				}
			}
		}
	}
}

// TestNarrowIsNotNarrower: a terminal that says it has no width, or next to none, gets a report that can be read.
func TestNarrowIsNotNarrower(t *testing.T) {
	r := reports(t)["small"]
	if a, b := render(t, Formats()[0], r, View{}), render(t, Formats()[0], r, View{Width: usual}); a != b {
		t.Error("no width is not the usual width")
	}
	if a, b := render(t, Formats()[0], r, View{Width: 1}), render(t, Formats()[0], r, View{Width: narrowest}); a != b {
		t.Error("1 column is not the narrowest width")
	}
}

// TestHarmless: no format lets a control character or a change of direction out of an input, coloured output apart.
func TestHarmless(t *testing.T) {
	for name, r := range reports(t) {
		for _, f := range FormatsFor(r.Command) {
			for _, c := range render(t, f, r, View{Width: 80}) {
				bad := c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0
				if (f.Name == "csv" || f.Name == "xlsx") && (c == '\r' || c == '\t') {
					bad = false
				}
				if f.Name != "json" && f.Name != "jsonl" && (c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069) {
					bad = true
				}
				if bad {
					t.Fatalf("%s as %s holds %U", name, f.Name, c)
				}
			}
		}
	}
}

// TestNothingIsDropped wraps texts of every kind to every width and puts them together again.
func TestNothingIsDropped(t *testing.T) {
	texts := []string{
		"", " ", "one", "two  words", strings.Repeat("x", 500), "構成を記述する仕様書 and words", "👨‍👩‍👧‍👦🇩🇪❤️👍🏽1️⃣ family",
		"\u0301mark first", "नमस्ते क्षत्रिय", "ab\u200bcd", "\xff\xfe broken", "a\u00a0b", "؀1 ﷺ", strings.Repeat("e\u0301", 90),
	}
	for _, text := range append(texts, strings.Join(texts, " ")) {
		p := para{say(text), bold(text), say(" " + text)}
		want := strings.ReplaceAll(folded(p).text, " ", "")
		for width := 2; width <= 60; width++ {
			var got strings.Builder
			for _, l := range wrap(p, width) {
				if w := breadth(l); w > width {
					t.Errorf("%q at %d: a line of %d columns", text, width, w)
				}
				for _, r := range l {
					got.WriteString(r.text)
				}
			}
			if g := strings.ReplaceAll(got.String(), " ", ""); g != want {
				t.Errorf("%q at %d: %s", text, width, cmp.Diff(want, g))
			}
		}
	}
}

// TestLongCell: a cell of 40,000 characters comes out whole in every format.
func TestLongCell(t *testing.T) {
	long := strings.Repeat("q", 40000)
	r := reports(t)["small"]
	row := &r.Charts[0].Rows[1]
	row.Text = long
	r.Sets[0].Claims[0].Text = long // what citations print
	r.Gaps[0].Missing = []string{long}
	for _, f := range FormatsFor(r.Command) {
		for _, width := range []int{40, 80, 160} {
			text := render(t, f, r, View{Width: width})
			if n := strings.Count(text, "q"); n < 40000 {
				t.Errorf("%s at %d: %d of 40000 characters", f.Name, width, n)
			}
		}
	}
}

// TestWords: the tool's own words never say what a claim is worth, and a reconstructed claim never stands without its label.
func TestWords(t *testing.T) {
	never := regexp.MustCompile(`(?i)\b(invalid|anticipated|anticipates|obvious|novel|clears|safe)\b`)
	for name, r := range reports(t) {
		for _, f := range FormatsFor(r.Command) {
			text := render(t, f, r, View{Width: 80})
			if f.Name != "json" && name != "article" && name != "nasty" && name != "nastyparse" { // whose inputs have such words
				if m := never.FindString(text); m != "" {
					t.Errorf("%s as %s says %q", name, f.Name, m)
				}
			}
			if f.Name == "json" || !strings.Contains(text, rebuilt) && f.Name != "csv" {
				continue
			}
			label := regexp.MustCompile(strings.ReplaceAll(regexp.QuoteMeta(claims.Reconstructed), " ", `[\s│]+`))
			if r.Charted != nil && len(r.Charts) > 0 && strings.Contains(text, rebuilt) && !label.MatchString(text) {
				t.Errorf("%s as %s has a reconstructed claim without its label", name, f.Name)
			}
		}
	}
}

func rowsOf(t *testing.T, r *Report) []map[string]string {
	t.Helper()
	f, err := Find(r.Command, "csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(render(t, f, r, View{}))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// rowsFor is how many rows a parsed claim has: one, or one for each term, or for each element and inherited element by each
// parent, with one for whatever has to be said.
func rowsFor(c *Claim) int {
	switch {
	case c.Naming != nil:
		return len(c.Terms)
	case c.Inheriting == nil:
		return 1
	case len(c.Inherited) == 0:
		return max(len(c.Elements), 1)
	}
	n := 0
	for _, by := range c.Inherited {
		n += len(by.Elements) + len(c.Elements)
		if by.Why != "" || by.Left > 0 || len(by.First) > 0 {
			n++
		}
	}
	return n
}

// TestCSV: every row of a derived claim has its label, formulas are quoted unless asked for raw, and a row stands for each
// limitation and reference.
func TestCSV(t *testing.T) {
	for name, r := range reports(t) {
		if r.Checked != nil || r.Shelf != nil || r.Ranking != nil || r.Searched != nil || r.Diffed != nil || r.Compared != nil || r.Regressed != nil {
			continue // see TestFindingRows, TestShelf, TestRankRows, TestDiffRows and TestCompareRows
		}
		derived := map[string]bool{}
		want := 0
		if r.Charted != nil && len(r.Explained) > 0 {
			for _, e := range r.Explained { // a row a part: the words, what speaks against it, share, claim set, what is asked for two statuses
				derived[fmt.Sprint(e.Document, e.Claim)] = e.Reconstructed
				want += len(e.Terms) + min(len(e.Quantities.Compared), 1) + len(e.Against) + 4 + len(e.Turns)
				if e.Sentences > 1 {
					want++
				}
			}
		} else if r.Charted != nil {
			for _, c := range r.Charts {
				derived[fmt.Sprint(c.Document, c.Claim)] = c.Reconstructed
				for _, row := range c.Rows {
					want += max(len(row.Cells), 1)
				}
			}
			for _, g := range r.Gaps {
				if g.Label == "" {
					want++
				}
			}
		} else {
			for _, d := range r.Documents {
				for _, c := range d.Claims {
					want += rowsFor(&c)
					derived[fmt.Sprint(d.Name, c.Num)] = c.Origin.Kind == claims.Derived
				}
			}
		}
		rows := rowsOf(t, r)
		if len(rows) != want {
			t.Errorf("%s: %d rows, want %d", name, len(rows), want)
		}
		for _, row := range rows {
			label := ""
			if derived[row["document"]+row["claim"]] {
				label = claims.Reconstructed
			}
			if row["reconstructed"] != label {
				t.Errorf("%s claim %s: label %q, want %q", name, row["claim"], row["reconstructed"], label)
			}
			for field, value := range row {
				if value != "" && strings.ContainsRune("=+-@\t\r\n", rune(value[0])) {
					t.Errorf("%s claim %s: %s runs as a formula: %q", name, row["claim"], field, value)
				}
			}
		}
	}
	for in, want := range map[string][2]string{
		"=1+1": {"'=1+1", "=1+1"}, "+1": {"'+1", "+1"}, "-1": {"'-1", "-1"}, "@A1": {"'@A1", "@A1"}, "\t=1": {"'\t=1", "\t=1"},
		"\r=1": {"' =1", " =1"}, "a=1": {"a=1", "a=1"}, "": {"", ""}, "a\nb": {"a\nb", "a\nb"}, "\x1b[1m": {"␛[1m", "␛[1m"},
	} {
		if got := [2]string{spreadsheet(in, false), spreadsheet(in, true)}; got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// TestShelf: the tables of the library commands have a row for each reference, passage and fault, none of which runs as a formula, and
// the places and texts of passages are verbatim in JSON.
func TestShelf(t *testing.T) {
	for name, want := range map[string]int{"list": 3, "show": 3, "faults": 3, "nofaults": 0} {
		rows := rowsOf(t, reports(t)[name])
		if len(rows) != want {
			t.Errorf("%s: %d rows, want %d", name, len(rows), want)
		}
		for _, row := range rows {
			for field, value := range row {
				if value != "" && strings.ContainsRune("=+-@\t\r\n", rune(value[0])) {
					t.Errorf("%s: %s runs as a formula: %q", name, field, value)
				}
			}
		}
	}
	lines, err := Find("library show", "jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if text := render(t, lines, reports(t)["show"], View{}); strings.Count(text, "\n") != 2 || !strings.Contains(text, `falls below 2 bar.\nIt opens again`) {
		t.Errorf("not a reference a line with its words: %s", text)
	}
}

// TestRankRows: a row stands for each reference or passage of each claim, for a claim that could not be ranked and for each result of
// a search; none runs as a formula, and a derived claim has its label in each of its rows.
func TestRankRows(t *testing.T) {
	for name, want := range map[string]int{"rank": 8, "rankpassages": 2, "search": 4, "searchnone": 0} {
		rows := rowsOf(t, reports(t)[name])
		if len(rows) != want {
			t.Errorf("%s: %d rows, want %d", name, len(rows), want)
		}
		for _, row := range rows {
			if row["claim"] == "5" && row["reconstructed"] != claims.Reconstructed {
				t.Errorf("%s: claim 5 is not marked: %v", name, row)
			}
			for field, value := range row {
				if value != "" && strings.ContainsRune("=+-@\t\r\n", rune(value[0])) {
					t.Errorf("%s: %s runs as a formula: %q", name, field, value)
				}
			}
		}
	}
}

// TestJSON: the contract holds no null, keeps < and &, reads back as the same report, and leaves the caller's data alone.
func TestJSON(t *testing.T) {
	f, err := Find("parse", "json")
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range reports(t) {
		text := render(t, f, r, View{})
		if !strings.HasSuffix(text, "}\n") {
			t.Errorf("%s does not end in a line end", name)
		}
		back := decode(t, name, []byte(text))
		if again := render(t, f, back, View{}); again != text {
			t.Errorf("%s does not come back the same: %s", name, cmp.Diff(text, again))
		}
	}
	r := &Report{Schema: Schema, Command: "chart", Charted: &Charted{Document: "a<b&c", Sets: []Document{{Claims: []Claim{{}}}},
		Charts: []priorart.ClaimChart{{Rows: []priorart.Row{{Cells: []priorart.Cell{{Evidence: []priorart.Evidence{{}}}}}}}}}}
	text := render(t, f, r, View{})
	if strings.Contains(text, "null") {
		t.Errorf("null in\n%s", text)
	}
	if !strings.Contains(text, `"a<b&c"`) {
		t.Errorf("HTML is escaped in\n%s", text)
	}
	if r.Assumed != nil || r.Charts[0].Rows[0].Cells[0].Found != nil {
		t.Error("the caller's data was changed")
	}
	r.Document = "\x7f \u009b é"
	var same Report
	if err := json.Unmarshal([]byte(render(t, f, r, View{})), &same); err != nil {
		t.Fatal(err)
	}
	if same.Document != r.Document {
		t.Errorf("%q came back as %q", r.Document, same.Document)
	}
}

// TestEmptyReport: a report without a result is an error for people's formats, and so is a writer that fails, for all.
func TestEmptyReport(t *testing.T) {
	for _, f := range Formats() {
		err := f.Write(&bytes.Buffer{}, &Report{}, View{})
		if (err == nil) != (f.Name == "json") {
			t.Errorf("%s of an empty report: %v", f.Name, err)
		}
		name := "parse"
		if !f.Fits(name) {
			name = map[string]string{"chart": "small", "diff": "diffversions", "regress": "regress"}[f.Commands[0]]
		}
		if err := f.Write(broken{}, reports(t)[name], View{}); !errors.Is(err, errBroken) {
			t.Errorf("%s to a broken writer: %v", f.Name, err)
		}
	}
}

var errBroken = errors.New("disk full")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

// TestFormatNames: each ending leads to its format, an unknown one to an error that says which there are, and a format that does
// not fit the command to one that says which do.
func TestFormatNames(t *testing.T) {
	for _, f := range Formats() {
		if !f.Fits("parse") {
			if got, err := Find(f.Commands[0], f.Name); err != nil || got.Name != f.Name {
				t.Errorf("%s: %v", f.Name, err)
			}
			continue
		}
		for _, e := range f.Extensions {
			if got, err := ForFile("parse", "dir/claims"+strings.ToUpper(e)); err != nil || got.Name != f.Name {
				t.Errorf("%s is taken for %q: %v", e, got.Name, err)
			}
		}
		if got, err := Find("parse", f.Name); err != nil || got.Name != f.Name {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	find := func(command, name string) error { _, err := Find(command, name); return err }
	file := func(command, name string) error { _, err := ForFile(command, name); return err }
	for want, err := range map[string]error{
		`no format "xml": give one of table, markdown, html, docx, xlsx, csv, json, jsonl, dot, mermaid`:                                  find("parse", "xml"),
		`no format "xml": give one of table, markdown, html, docx, xlsx, csv, json, jsonl`:                                                find("check", "xml"),
		"dot is for parse only: give one of table, markdown, html, docx, xlsx, csv, json, jsonl":                                          find("check", "dot"),
		`chart: no format for the ending "": end the name in one of .txt, .md, .markdown, .html, .htm, .docx, .xlsx, .csv, .json, .jsonl`: file("chart", "chart"),
		"x.mmd: mermaid is for parse only: end the name in one of .txt, .md, .markdown, .html, .htm, .docx, .xlsx, .csv, .json, .jsonl":   file("chart", "x.mmd"),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	mark := func(n int) string {
		if n == 5 || n == 6 || n == 7 {
			return fmt.Sprint(n, rebuilt)
		}
		return fmt.Sprint(n)
	}
	for _, c := range []struct {
		in   []int
		want string
	}{
		{nil, ""}, {[]int{1}, "1"}, {[]int{1, 2}, "1, 2"}, {[]int{1, 2, 3, 4, 5, 6, 7, 8}, "1-4, 5‡-7‡, 8"}, {[]int{3, 1, 2}, "3, 1, 2"},
	} {
		if got := numbers(c.in, mark); got != c.want {
			t.Errorf("%v: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestChanged(t *testing.T) {
	text := func(p para) string {
		var b strings.Builder
		for _, r := range p {
			b.WriteString(r.text)
		}
		return b.String()
	}
	for _, c := range []struct {
		ops  []claims.Op
		want string
	}{
		{nil, "the same words"},
		{[]claims.Op{{Op: "equal", Text: "a b"}}, "the same words"},
		{[]claims.Op{{Op: "equal", Text: "one two three four five six "}, {Op: "delete", Text: "old "}, {Op: "insert", Text: "new "}, {Op: "equal", Text: "end"}},
			"… two three four five six [-old-] {+new+} end"},
		{[]claims.Op{{Op: "insert", Text: strings.Repeat("w ", 50)}}, "{+" + strings.Repeat("w ", 5) + "…(40 words)…" + strings.Repeat(" w", 5) + "+} "},
	} {
		if got := text(changed(c.ops)); got != c.want {
			t.Errorf("%v: %q, want %q", c.ops, got, c.want)
		}
	}
}

// BenchmarkTable renders the largest report for a terminal.
func BenchmarkTable(b *testing.B) {
	r := reports(b)["article"]
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := writeTable(&out, r, View{Width: 80}); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(out.Len()))
}
