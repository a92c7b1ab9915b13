package source

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
)

const office = "../../../shared/data/uspto"

// pictures are what stands for what no text can show; the trees have nothing there.
var pictures = strings.NewReplacer("[chemical structure]", "", "[formula]", "", "[image]", "")

// TestClaimTree holds every file of the office's claim trees against them: each claim's text, and its references as the markup has
// them and as its words alone give them. The trees' texts of scanned file wrappers hold heads of pages, statuses and what was
// struck; those claims are held against texts read by eye in xml4ip_test.go.
func TestClaimTree(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(office, "claim-tree.jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the office's claim trees (../shared/data/uspto) are not at hand")
	} else if err != nil {
		t.Fatal(err)
	}
	type row struct {
		File, Text string
		Num        *int
		Refs       []int
	}
	rows := map[string][]row{}
	var files []string
	for dec := json.NewDecoder(strings.NewReader(string(data))); dec.More(); {
		var r row
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		if rows[r.File] == nil {
			files = append(files, r.File)
		}
		rows[r.File] = append(rows[r.File], r)
	}
	n, withRefs := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(office, filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		docs, errs := Read(file, data, Options{})
		if len(docs) != 1 || len(errs) > 0 {
			t.Errorf("%s: %d documents, %v", file, len(docs), errs)
			continue
		}
		set, err := claims.Parse(docs[0])
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		seen := map[int]bool{}
		for _, want := range rows[file] {
			if want.Num == nil || strings.HasPrefix(strings.TrimSpace(want.Text), "1 IN THE CLAIMS") { // headers, no claims
				continue
			}
			n++
			seen[*want.Num] = true
			got := set.Claim(*want.Num)
			if got == nil {
				t.Errorf("%s: claim %d is not read", file, *want.Num)
				continue
			}
			_, printed := printedNumber(want.Text)
			a, b := flatText(pictures.Replace(got.Text)), flatText(printed)
			if a != b && !strings.HasPrefix(file, "xml4ip/") {
				t.Errorf("%s claim %d:\n%s\nwant\n%s", file, *want.Num, a, b)
			}
			if want.Refs == nil {
				continue
			}
			withRefs++
			if !slices.Equal(got.Refs, want.Refs) {
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
	t.Logf("%d files, %d claims, %d with the references of the markup", len(files), n, withRefs)
	if len(files) != 18 || withRefs != 293 {
		t.Errorf("%d files and %d claims with references, want 18 and 293", len(files), withRefs)
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
