package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimchart/claims"
)

// TestAmendedApplication compares the claims of an application as filed in 2013 with those of its amendment of 2014. The applicant's
// own status identifiers are the truth: the listing made of the two texts has to give every claim the same. The texts are read
// by machine from scanned pages, so that white space differs here and there.
func TestAmendedApplication(t *testing.T) {
	read := func(file string) *claims.Set {
		data, err := os.ReadFile(filepath.Join(xml4ipSamples, file))
		if os.IsNotExist(err) {
			t.Skip("the office's samples (../shared/data/uspto) are not at hand")
		} else if err != nil {
			t.Fatal(err)
		}
		doc, err := readXML4IP(file, data, Options{})
		if err != nil {
			t.Fatal(err)
		}
		set, err := claims.Parse(doc[0])
		if err != nil {
			t.Fatal(err)
		}
		return set
	}
	old, new := read("13962724.2013-08-08.HK4I4RXSPXXIFW3.CLM.xml"), read("13962724.2014-11-18.I2NR21PIPXXIFW3.CLM.xml")
	theirs := map[int]string{}
	var unmarked claims.Set // the amendment as somebody types it who marks nothing
	for _, c := range new.Claims {
		theirs[c.Num] = c.Status
		if c.Status = ""; c.Text != "" {
			unmarked.Claims = append(unmarked.Claims, c)
		}
	}
	listing := claims.Amend(old, &unmarked)
	for _, e := range listing.Entries {
		if strings.ToLower(e.Status) != theirs[e.Num] {
			t.Errorf("claim %d is %s, the applicant says %s", e.Num, e.Status, theirs[e.Num])
		}
	}
	if len(listing.Entries) != 23 || len(theirs) != 23 {
		t.Errorf("%d of %d claims are listed", len(listing.Entries), len(theirs))
	}
	var got []string
	for _, p := range claims.Pair(old, new) {
		if p.Fate != claims.Unchanged {
			for _, c := range append(p.Old, p.New...)[:1] {
				got = append(got, fmt.Sprint(c.Num, " ", p.Summary))
			}
		}
	}
	if g, want := strings.Join(got, "; "), "1 amended; 18 amended; 21 amended; 22 canceled; 23 new"; g != want {
		t.Errorf("%s, want %s", g, want)
	}
	const change = "An apparatus{+ for use with a tool box+}, comprising: a vehicle having a hitch assembly"
	if got := claims.Inline(listing.Entries[20].Ops); !strings.HasPrefix(got, change) {
		t.Errorf("claim 21: %s", got)
	}
}
