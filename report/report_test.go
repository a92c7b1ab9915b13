package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files that differ")

const folder = "../testdata/report"

// reports are the Reports of testdata/report, by name.
func reports(t testing.TB) map[string]*Report {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports in %s: %v", folder, err)
	}
	out := map[string]*Report{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimSuffix(filepath.Base(file), ".json")] = decode(t, file, text)
	}
	return out
}

// decode reads a report from its own JSON; nothing in it may be unknown.
func decode(t testing.TB, name string, text []byte) *Report {
	t.Helper()
	var head Report
	if err := json.Unmarshal(text, &struct{ Command *string }{&head.Command}); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	r := &Report{Tool: "claimchart 0.0.0-test"}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	var into any = r
	check := &checkJSON{Checked: &Checked{}}
	switch head.Command {
	case "parse":
		r.Parsed = &Parsed{}
	case "check":
		into = check
	case "rank":
		line := rankJSON{Ranking: &Ranking{}}
		into = &line
		r.Ranking = line.Ranking
	case "search":
		line := searchJSON{Searched: &Searched{}}
		into = &line
		r.Searched = line.Searched
	case "diff":
		line := diffJSON{Diffed: &Diffed{}}
		into = &line
		r.Diffed = line.Diffed
	case "regress":
		line := regressJSON{Regressed: &Regressed{}}
		into = &line
		r.Regressed = line.Regressed
	case "compare":
		line := compareJSON{Compared: &Compared{}}
		into = &line
		r.Compared = line.Compared
	case "library list", "library show", "library check":
		return decodeShelf(t, name, text, head.Command)
	default:
		r.Charted = &Charted{}
	}
	if err := dec.Decode(into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	switch line := into.(type) {
	case *rankJSON:
		r.Schema, r.Command = line.Schema, line.Command
	case *searchJSON:
		r.Schema, r.Command = line.Schema, line.Command
	case *diffJSON:
		r.Schema, r.Command = line.Schema, line.Command
	case *regressJSON:
		r.Schema, r.Command = line.Schema, line.Command
	case *compareJSON:
		r.Schema, r.Command = line.Schema, line.Command
	}
	if head.Command == "check" {
		r.Schema, r.Command, r.Checked = check.Schema, check.Command, check.Checked
	}
	return r
}

// decodeShelf is decode for the reports of the library commands.
func decodeShelf(t testing.TB, name string, text []byte, command string) *Report {
	t.Helper()
	var list listJSON
	var shown shownJSON
	faults := faultsJSON{Faults: &Faults{}}
	into := map[string]any{"library list": &list, "library show": &shown, "library check": &faults}[command]
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	r := &Report{Schema: Schema, Command: command, Tool: "claimchart 0.0.0-test", Shelf: &Shelf{List: list.References, Shown: shown.References}}
	for i := range r.Shelf.Shown {
		r.Shelf.Shown[i].All = 48
	}
	if command == "library check" {
		r.Shelf.Faults = faults.Faults
	}
	return r
}

func render(t *testing.T, f Format, r *Report, v View) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, r, v); err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	if f.Name == "xlsx" {
		return sheetsText(t, b.Bytes())
	}
	if f.Name == "docx" {
		return unpacked(t, b.Bytes())["word/document.xml"]
	}
	return b.String()
}

// TestGolden renders every report of testdata/report in every format, at 80 columns and, where that gives something else,
// at 160. The loop is over the formats that fit, so that no format can lack its golden files.
func TestGolden(t *testing.T) {
	expected := map[string]bool{}
	for name, r := range reports(t) {
		for _, f := range FormatsFor(r.Command) {
			at80, at160 := render(t, f, r, View{Width: 80}), render(t, f, r, View{Width: 160})
			golden(t, expected, fmt.Sprintf("%s.%s.golden", name, f.Name), at80)
			if at80 != at160 {
				golden(t, expected, fmt.Sprintf("%s.%s.160.golden", name, f.Name), at160)
			}
			if withElements := render(t, f, r, View{Width: 80, Elements: true}); name == "tree" && withElements != at80 {
				golden(t, expected, fmt.Sprintf("%s.%s.elements.golden", name, f.Name), withElements)
			}
		}
	}
	files, _ := filepath.Glob(filepath.Join(folder, "*.golden"))
	for _, file := range files {
		if !expected[filepath.Base(file)] {
			t.Errorf("%s belongs to no report and format", file)
		}
	}
}

func golden(t *testing.T, expected map[string]bool, name, got string) {
	t.Helper()
	expected[name] = true
	got = withoutAssets(got)
	file := filepath.Join(folder, name)
	want, err := os.ReadFile(file)
	if err == nil && string(want) == got {
		return
	}
	if *update {
		t.Logf("writing %s", file)
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s:%d: differs (-golden +got); if it should, run: go test ./report -run TestGolden -update\n%s",
		file, firstDifference(string(want), got), cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")))
}

// firstDifference is the first line in which two texts differ.
func firstDifference(a, b string) int {
	la, lb := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(la), len(lb)) {
		if la[i] != lb[i] {
			return i + 1
		}
	}
	return min(len(la), len(lb)) + 1
}
