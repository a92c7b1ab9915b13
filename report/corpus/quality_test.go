package corpus

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	release     = flag.String("release", "", "keep today's figures as the row of this release in docs/quality.jsonl")
	releaseDate = flag.String("date", "", "the release's date, YYYY-MM-DD")
	quality     = flag.Bool("quality", false, "rewrite docs/quality.md where it differs")
)

const (
	qualityRows = "../../docs/quality.jsonl"
	qualityPage = "../../docs/quality.md"
)

// A qualityRow is what the figures were in a release.
type qualityRow struct {
	Release string          `json:"release"`
	Date    string          `json:"date"`
	Figures []qualityFigure `json:"figures"`
}

// A qualityFigure is so many of so many, or a value that was measured over so many.
type qualityFigure struct {
	Table string  `json:"table"`
	Name  string  `json:"name"`
	Right float64 `json:"right,omitempty"`
	Value float64 `json:"value,omitempty"`
	Of    int     `json:"of"`
}

func (f qualityFigure) String() string {
	number := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	if f.Value != 0 {
		return fmt.Sprintf("%s over %d", number(f.Value), f.Of)
	}
	return fmt.Sprintf("%s of %d (%.3f)", number(f.Right), f.Of, f.Right/float64(max(f.Of, 1)))
}

// The tables of docs/quality.md: what their figures are measured on, and with which baseline.
var qualityTables = []struct{ name, file, about string }{
	{"The project's corpus", "../../testdata/BASELINE", "Cases of testdata, written for this project: texts by hand, and what is expected of them by hand before the code ran. The tool was " +
		"developed with them, so they say that nothing got worse, and not how well an unseen text is read. `claimchart regress testdata` prints them."},
	{"Data by others", "../../testdata/shared.BASELINE", "References between claims: the office's own markup in 18 files of the USPTO. Findings: terms without antecedent that examiners named, " +
		"of which there are four: a very small sample. Ranking: 79 claims of five applications whose references examiners applied, of 48: a small sample, since claims of one application stand and fall together. " +
		"Disclosure: 543 judgements of 30 hard cases by one author; the scorer was developed on the odd ones and has been looked at twice on the even ones. `go test ./report/corpus -run TestShared -v` prints them."},
	{"Published applications", "../../testdata/published.BASELINE", "1,200 US applications and the papers of the same people on the same inventions (Pap2Pat, Bosch Research, CC BY 4.0): each own element of the first and the " +
		"last claim against the application's own description, the nearest other one, the own paper and the nearest other one, with the word statistics of the other half. AUC: how well the score tells own " +
		"from other (1 is always, 0.5 by chance). Called disclosed: high is right in the own description, low in the other, where some elements truly are. `make scale` prints them, which takes minutes: they are of the last scorer that was measured."},
}

// TestQuality holds docs/quality.md against the rows of docs/quality.jsonl and what the BASELINEs say of main. A release is added by
//
//	go test ./report/corpus -run TestQuality -release v1.0.0 -date 2027-01-31 -quality
func TestQuality(t *testing.T) {
	data, err := os.ReadFile(qualityRows)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var kept []qualityRow
	for dec := json.NewDecoder(bytes.NewReader(data)); dec.More(); {
		var r qualityRow
		if err := dec.Decode(&r); err != nil {
			t.Fatalf("%s: %v", qualityRows, err)
		}
		kept = append(kept, r)
	}
	now := qualityRow{Release: "main", Date: "not released"}
	for _, table := range qualityTables {
		now.Figures = append(now.Figures, keptFigures(t, table.name, table.file)...)
	}
	if *release != "" {
		if *releaseDate == "" || slices.ContainsFunc(kept, func(r qualityRow) bool { return r.Release == *release }) {
			t.Fatalf("-release %s -date %q: a release has a date, and one row", *release, *releaseDate)
		}
		row := qualityRow{*release, *releaseDate, now.Figures}
		line, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(qualityRows, append(data, append(line, '\n')...), 0o644); err != nil {
			t.Fatal(err)
		}
		kept = append(kept, row)
	}
	want := qualityText(append(kept, now))
	if got, err := os.ReadFile(qualityPage); err == nil && string(got) == want {
		return
	}
	if !*quality {
		t.Fatalf("%s is not what the figures say: read what changed, then go test ./report/corpus -run TestQuality -quality", qualityPage)
	}
	if err := os.WriteFile(qualityPage, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Log("rewrote " + qualityPage)
}

// keptFigures are the figures of a file, without those of parts, in its order.
func keptFigures(t *testing.T, table, file string) (list []qualityFigure) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), "figure ")
		if !ok || strings.Contains(rest, " | ") {
			continue
		}
		name, counted, _ := strings.Cut(rest, ": ")
		f := qualityFigure{Table: table, Name: name}
		if _, err := fmt.Sscanf(counted, "%g of %d", &f.Right, &f.Of); err != nil {
			if _, err := fmt.Sscanf(counted, "%g over %d", &f.Value, &f.Of); err != nil {
				t.Fatalf("%s: %q: no figure", file, line)
			}
			f.Right = 0
		}
		list = append(list, f)
	}
	return list
}

// qualityText is the document: a table for each kind of data, a line a release, the newest last.
func qualityText(list []qualityRow) string {
	var b strings.Builder
	b.WriteString("# Quality\n\nWhat the figures were, a row a release; \"main\" is what stands here. Written by `go test ./report/corpus -run TestQuality -quality`: do not edit.\n")
	for _, table := range qualityTables {
		var names []string
		of := map[string]int{}
		for _, r := range list {
			for _, f := range r.Figures {
				if f.Table != table.name {
					continue
				}
				if of[f.Name] = f.Of; !slices.Contains(names, f.Name) {
					names = append(names, f.Name)
				}
			}
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| release | date | %s |\n|---|---|%s\n", table.name, table.about, strings.Join(names, " | "), strings.Repeat("---|", len(names)))
		for _, r := range list {
			cells := []string{r.Release, r.Date}
			for _, name := range names {
				cell := "–"
				for _, f := range r.Figures {
					if f.Table == table.name && f.Name == name {
						cell = f.String()
					}
				}
				cells = append(cells, cell)
			}
			fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | "))
		}
		for i, name := range names {
			about := aboutFigure(name)
			if about == "" {
				continue
			}
			if i == 0 {
				b.WriteString("\n| figure | what it is | how many |\n|---|---|---|\n")
			}
			fmt.Fprintf(&b, "| %s | %s | %d |\n", name, about, of[name])
		}
	}
	return b.String()
}

// aboutFigure says what is counted, of a figure that the corpus counts.
func aboutFigure(name string) string {
	for _, f := range figures {
		if f.name == name {
			if f.fewer {
				return f.about + " (fewer is better)"
			}
			return f.about
		}
	}
	return ""
}
