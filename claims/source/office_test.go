package source

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"claimchart/claims"
)

// office is where the samples of the office's files are: beside the repository, not in it.
const office = "../../../shared/data/uspto"

func usptoSample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(office, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not here: the USPTO samples of ../shared/data are needed", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// pictures are what stands for what no text can show; the trees have nothing there.
var pictures = strings.NewReplacer("[chemical structure]", "", "[formula]", "", "[image]", "")

// flatText takes out of a text what may differ between two ways to write the same: white space, the carets and round brackets of
// scripts, and raised and lowered characters, which become plain ones.
func flatText(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("^()", r) {
			return -1
		}
		if p, ok := lowAndHigh[r]; ok {
			return p
		}
		return r
	}, text)
}

// lowAndHigh are the raised and lowered characters and what they are on the line.
var lowAndHigh = func() map[rune]rune {
	out := map[rune]rune{}
	for _, by := range []map[rune]rune{superiors, inferiors} {
		for from, to := range by {
			if from != '-' { // of the two, the office's texts have the sign
				out[to] = from
			}
		}
	}
	return out
}()

// treeRow is a claim as the office's markup has it.
type treeRow struct {
	File, Text string
	Num        *int // nil for what stands among the claims and is none
	Refs       []int
}

// treeRows are the rows of claim-tree.jsonl that are claims, by file, and the files in order.
func treeRows(t *testing.T) (files []string, rows map[string][]treeRow) {
	t.Helper()
	rows = map[string][]treeRow{}
	for dec := json.NewDecoder(bytes.NewReader(usptoSample(t, "claim-tree.jsonl"))); dec.More(); {
		var r treeRow
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		if r.Num == nil || strings.HasPrefix(strings.TrimSpace(r.Text), "1 IN THE CLAIMS") {
			continue
		}
		if rows[r.File] == nil {
			files = append(files, r.File)
		}
		rows[r.File] = append(rows[r.File], r)
	}
	return files, rows
}

// TestClaimTree holds every file of the office's claim trees against them: the claims as the reader cuts them and as claims.Parse
// has them, each with its number, its text, and its references as the markup has them and as its words alone give them. What is let
// through beyond flatText are the numbers in front, which the rows keep, and the words that stand for drawings, which the rows lack.
// The trees' texts of scanned file wrappers hold heads of pages, statuses and what was struck; those claims are held against texts
// read by eye in xml4ip_test.go.
func TestClaimTree(t *testing.T) {
	formats := map[string]string{"pap": "uspto-pap", "sgml": "uspto-sgml", "xml4ip": "uspto-xml4ip"} // all others are 4.x
	files, rows := treeRows(t)
	n, withRefs := 0, 0
	for _, file := range files {
		folder, _, _ := strings.Cut(file, "/")
		for _, r := range rows[file] {
			n++
			if r.Refs != nil {
				withRefs++
			}
		}
		for _, description := range []bool{false, true} {
			docs, errs := Read(file, usptoSample(t, file), Options{Description: description})
			if len(docs) != 1 || len(errs) > 0 {
				t.Errorf("%s: %d documents, %v", file, len(docs), errs)
				continue
			}
			if want := cmp.Or(formats[folder], "uspto-xml4"); docs[0].Format != want {
				t.Errorf("%s: read as %s, want %s", file, docs[0].Format, want)
			}
			checkCut(t, file, folder, docs[0].Claims, rows[file])
			set, err := claims.Parse(docs[0])
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			checkSet(t, file, folder, set, rows[file])
		}
	}
	t.Logf("%d files, %d claims, %d with the references of the markup", len(files), n, withRefs)
	if len(files) != 18 || withRefs != 293 {
		t.Errorf("%d files and %d claims with references, want 18 and 293", len(files), withRefs)
	}
}

// checkCut compares the claims that a reader gives, in their order. File wrappers have claims by rows of canceled ones that the tree
// has once.
func checkCut(t *testing.T, file, folder string, got []claims.CutClaim, want []treeRow) {
	t.Helper()
	if folder == "xml4ip" {
		return
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d claims, want %d", file, len(got), len(want))
		return
	}
	for i, c := range got {
		row := want[i]
		if c.Num != *row.Num {
			t.Errorf("%s: claim %d stands where %d should", file, c.Num, *row.Num)
		}
		text := c.Text
		if folder != "sgml" { // in which no claim has a drawing
			text = pictures.Replace(text)
		}
		if _, printed := printedNumber(row.Text); flatText(text) != flatText(printed) {
			t.Errorf("%s: claim %d:\n%s\nwant\n%s", file, c.Num, flatText(text), flatText(printed))
		}
		same := slices.Equal(c.Refs, row.Refs) && (c.Refs == nil) == (row.Refs == nil)
		if folder == "sgml" { // a reader of SGML says that there are none where the tree says nothing
			same = c.Refs != nil && (row.Refs == nil || slices.Equal(c.Refs, row.Refs))
		}
		if !same {
			t.Errorf("%s: claim %d with the references %#v, want %#v", file, c.Num, c.Refs, row.Refs)
		}
	}
}

// checkSet compares the claims of a set that was read.
func checkSet(t *testing.T, file, folder string, set *claims.Set, rows []treeRow) {
	t.Helper()
	seen := map[int]bool{}
	for _, want := range rows {
		seen[*want.Num] = true
		got := set.Claim(*want.Num)
		if got == nil {
			t.Errorf("%s: claim %d is not read", file, *want.Num)
			continue
		}
		_, printed := printedNumber(want.Text)
		a, b := flatText(pictures.Replace(got.Text)), flatText(printed)
		if a != b && folder != "xml4ip" {
			t.Errorf("%s claim %d:\n%s\nwant\n%s", file, *want.Num, a, b)
		}
		if want.Refs != nil && !slices.Equal(got.Refs, want.Refs) {
			t.Errorf("%s claim %d refers to %v, want %v", file, *want.Num, got.Refs, want.Refs)
		}
	}
	if len(set.Claims) != len(seen) {
		t.Errorf("%s: %d claims, want %d", file, len(set.Claims), len(seen))
	}
	for _, f := range claims.Check(set, claims.LawUS) {
		if f.Rule == "C214" {
			t.Errorf("%s claim %d: %s", file, f.Claim, f.Message)
		}
	}
}

// TestFileWrappers reads the thirteen parts of file wrappers, loose and out of their ZIP, and wants the same five applications.
func TestFileWrappers(t *testing.T) {
	loose, err := filepath.Glob(filepath.Join(office, "xml4ip", "*.xml"))
	if err != nil || len(loose) == 0 {
		t.Skip("the office's file wrappers (../shared/data/uspto/xml4ip) are not at hand")
	}
	want := "12993548 (2013-05-30) 17, 13694401 (2014-07-29) 0, 13821389 (2013-03-07) 0, 13962724 (2013-08-08) 22, 13962724 (2014-11-18) 23, 14522151 (2014-10-23) 25"
	for name, paths := range map[string][]string{"loose": loose, "zip": {filepath.Join(office, "xml4ip", "sample_XML4IP.ZIP")}} {
		var got []string
		r := &Reader{}
		for p, err := range r.Pieces(paths) {
			if err != nil {
				t.Fatal(err)
			}
			docs, err := p.Read(Options{})
			if err != nil {
				t.Error(err)
			}
			for _, d := range docs {
				got = append(got, d.Name+" "+claimCount(d))
				if len(d.Claims) == 0 && (len(d.Notes) == 0 || !strings.Contains(d.Notes[0], "has no claims")) {
					t.Errorf("%s: %s has no claims, which is not said: %q", name, d.Name, d.Notes)
				}
			}
		}
		if g := strings.Join(got, ", "); g != want {
			t.Errorf("%s: %s\nwant %s", name, g, want)
		}
	}
}

func claimCount(d *claims.Document) string {
	data, _ := json.Marshal(len(d.Claims)) // which never fails
	return string(data)
}
