package claims

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestEgenera reads the article that the tool was made for, alone and within the page of ten posts that it was cut from. What its claims
// have to be is held by the corpus (report/corpus); here stand the readings, what was supplied, and that words join to their texts.
func TestEgenera(t *testing.T) {
	read := func(t *testing.T, file string) *Set {
		data, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			t.Skipf("%s is not at hand", file)
		} else if err != nil {
			t.Fatal(err)
		}
		set, err := Parse(&Document{Name: file, Text: string(data)})
		if err != nil {
			t.Fatal(err)
		}
		return set
	}
	t.Run("article", func(t *testing.T) {
		set := read(t, "../testdata/egenera/article.txt")
		if set.Dates.Publication != "2007-06-20" || set.Title != "Why the eGenera Patent is Dangerous" {
			t.Errorf("date %q, title %q", set.Dates.Publication, set.Title)
		}
		readings := map[int]int{5: 1, 6: 3, 7: 3, 10: 1}
		for i := range set.Claims {
			c := &set.Claims[i]
			if len(c.Origin.Readings) != readings[c.Num] {
				t.Errorf("claim %d has %d other readings, want %d", c.Num, len(c.Origin.Readings), readings[c.Num])
			}
			if c.Origin.Kind == Derived {
				checkOps(t, set.Claim(c.Origin.Base).Text, c.Text, c.Origin.Ops)
			}
			for _, s := range c.Origin.Supplied {
				if c.Text[s.Start:s.End] != s.Text {
					t.Errorf("claim %d: supplied %q does not stand at %d", c.Num, s.Text, s.Start)
				}
			}
		}
		if s := set.Claim(7).Origin.Supplied; len(s) != 1 || s[0].Text != "; " {
			t.Errorf("claim 7: supplied %v, want \"; \"", s)
		}
		circular := 0
		for _, r := range set.Claim(6).Origin.Readings {
			if strings.Contains(r.Why, "circular") {
				circular++
			}
		}
		if circular != 1 {
			t.Errorf("claim 6: %d circular readings, want 1", circular)
		}
		twice := slices.ContainsFunc(set.Findings, func(f Finding) bool {
			return f.Claim == 7 && f.Text == "a configurable processing platform"
		})
		if !twice {
			t.Error("claim 7 introduces a configurable processing platform twice, which is not reported")
		}
		if !slices.ContainsFunc(set.Skipped, func(s Skipped) bool { return s.Line == 49 && strings.HasPrefix(s.Text, "To date") }) {
			t.Error("the quotation from the description (line 49) is not listed as skipped")
		}
	})
	t.Run("page", func(t *testing.T) {
		part, whole := read(t, "../testdata/egenera/article.txt"), read(t, "../../shared/seed/virtualization-room.txt")
		const offset = 98 // lines of the page before the article
		if len(part.Claims) != len(whole.Claims) {
			t.Fatalf("%d claims, want %d", len(whole.Claims), len(part.Claims))
		}
		for i := range part.Claims {
			a, b := part.Claims[i], whole.Claims[i]
			if a.Num != b.Num || a.Text != b.Text || a.Origin.Line+offset != b.Origin.Line {
				t.Errorf("claim %d differs: line %d and %d", a.Num, a.Origin.Line+offset, b.Origin.Line)
			}
		}
		if len(part.Remarks) != len(whole.Remarks) {
			t.Errorf("%d remarks, want %d: those of other posts must not count", len(whole.Remarks), len(part.Remarks))
		}
	})
}

// checkOps holds a word diff against the texts that it joins to.
func checkOps(t *testing.T, a, b string, ops []Op) {
	t.Helper()
	var before, after strings.Builder
	for _, op := range ops {
		if op.Op != "insert" {
			before.WriteString(op.Text)
		}
		if op.Op != "delete" {
			after.WriteString(op.Text)
		}
	}
	if before.String() != a || after.String() != b {
		t.Errorf("the word diff does not give the texts back:\n%s\n%s", before.String(), after.String())
	}
}

// TestOfficeReferences holds the references read from each claim's words against the office's own markup.
func TestOfficeReferences(t *testing.T) {
	f, err := os.Open("../../shared/data/uspto/claim-tree.jsonl")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the office's claim trees (../shared/data/uspto) are not at hand")
	} else if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	dec := json.NewDecoder(f)
	for dec.More() {
		var row struct {
			File string
			Num  *int
			Refs []int
			Text string
		}
		if err := dec.Decode(&row); err != nil {
			t.Fatal(err)
		}
		if row.Num == nil || row.Refs == nil {
			continue
		}
		n++
		set, err := Parse(&Document{Name: row.File, Claims: []CutClaim{{Num: *row.Num, Text: row.Text}}})
		if err != nil {
			t.Fatal(err)
		}
		if got := set.Claims[0].Refs; !slices.Equal(got, row.Refs) {
			t.Errorf("%s claim %d: refs %v, want %v: %.120s", row.File, *row.Num, got, row.Refs, row.Text)
		}
	}
	if n != 293 {
		t.Errorf("%d claims with refs, want 293", n)
	}
}

// readSections returns the files of a txtar archive by name.
func readSections(t testing.TB, file string) map[string]string {
	t.Helper()
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for _, f := range ar.Files {
		sections[f.Name] = string(f.Data)
	}
	return sections
}

// caseFiles lists the cases of testdata/claims, whose expected results the corpus holds (report/corpus).
func caseFiles(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../testdata/claims/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata/claims (%v)", err)
	}
	return files
}
