package library

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimchart/priorart"
)

// TestUspto: the office's sample files are references with the number, the day and the claims that they print. The days were read in
// the files: of a grant the day of issue, of an application that of its publication.
func TestUspto(t *testing.T) {
	const dir = "../../../shared/data/uspto"
	rows, err := os.Open(filepath.Join(dir, "claim-tree.jsonl"))
	if err != nil {
		t.Skip("../shared/data/uspto is not beside the clone")
	}
	defer rows.Close()
	claims := map[string]int{} // by file
	s := bufio.NewScanner(rows)
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		var row struct {
			File string
			Num  *int
		}
		if err := json.Unmarshal(s.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		if row.Num != nil && !strings.HasPrefix(row.File, "xml4ip") {
			claims[row.File]++
		}
	}
	l, err := Load([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]*priorart.Reference{}
	for i := range l.Library.References {
		r := &l.Library.References[i]
		byID[r.ID] = r
		want, listed := claims[r.File]
		n := 0
		for _, p := range r.Passages {
			if strings.HasPrefix(p.Loc, "claim ") {
				n++
			}
			if p.Loc == "" || strings.TrimSpace(p.Text) == "" {
				t.Errorf("%s: a passage at %q with the text %q", r.ID, p.Loc, p.Text)
			}
		}
		if listed && n != want {
			t.Errorf("%s: %d claims are passages, %d are in the file", r.File, n, want)
		}
		delete(claims, r.File)
	}
	for file := range claims {
		t.Errorf("%s gave no reference", file)
	}
	for id, want := range map[string][3]string{ // date, where it stands, a place
		"US3937375":           {"1976-02-10", "grant", "¶2"},
		"US6336130B1":         {"2002-01-01", "publication", "¶1"},
		"US20010009014A1":     {"2001-07-19", "publication", "[0002]"},
		"US20050004437A1":     {"2005-01-06", "publication", "[0001]"},
		"US7272630B2":         {"2007-09-18", "publication", "abstract"},
		"US8930553B2":         {"2015-01-06", "publication", "[0012]"},
		"US9204581B2":         {"2015-12-01", "grant", "claim 20"},
		"USD435854S":          {"2001-01-02", "publication", "claim 1"},
		"13962724-2014-11-18": {"", "", "claim 23"}, // a part of a file wrapper states no day on which it was laid open
	} {
		r := byID[id]
		if r == nil {
			t.Errorf("no reference %s", id)
			continue
		}
		found := false
		for _, p := range r.Passages {
			found = found || p.Loc == want[2]
		}
		if r.Date != want[0] || r.DateFrom != want[1] || !found || r.Kind != "patent" {
			t.Errorf("%s: date %q from %q, kind %s, a passage at %s: %v; want %v", id, r.Date, r.DateFrom, r.Kind, want[2], found, want)
		}
	}
}
