package claims

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// claimSets reads the claim sets of a file of JSON lines, plain or packed, and skips the test where it is not at hand.
func claimSets(t testing.TB, file string) []*Set {
	t.Helper()
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not at hand", file)
	} else if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	var out []*Set
	for dec := json.NewDecoder(r); dec.More(); {
		var row struct {
			Name   string
			Claims []CutClaim
		}
		if err := dec.Decode(&row); err != nil {
			t.Fatal(err)
		}
		set, err := Parse(&Document{Name: row.Name, Format: "json", Claims: row.Claims})
		if err != nil {
			t.Fatalf("%s: %v", row.Name, err)
		}
		out = append(out, set)
	}
	return out
}

// TestExaminers: each term that an examiner found no antecedent for is found by a rule on antecedent basis.
func TestExaminers(t *testing.T) {
	sets := map[string]*Set{}
	for _, s := range claimSets(t, "../../shared/data/office-actions/claims.jsonl") {
		sets[s.Name] = s
	}
	data, err := os.ReadFile("../../shared/data/office-actions/antecedent.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(strings.NewReader(string(data))); dec.More(); {
		var row struct {
			Document, Term string
			Num            int
		}
		if err := dec.Decode(&row); err != nil {
			t.Fatal(err)
		}
		ok := false
		for _, f := range Check(sets[row.Document], LawUS) {
			ok = ok || f.Claim == row.Num && f.Text == row.Term && strings.HasPrefix(f.Rule, "C3")
		}
		if !ok {
			t.Errorf("%s claim %d: nothing is found at %q", row.Document, row.Num, row.Term)
		}
	}
}

// TestGranted: at most one in ten of the granted claims of the office's samples has a finding on antecedent basis.
func TestGranted(t *testing.T) {
	f, err := os.Open("../../shared/data/uspto/claim-tree.jsonl")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the office's claim trees (../shared/data/uspto) are not at hand")
	} else if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var docs []*Document
	for dec := json.NewDecoder(f); dec.More(); {
		var row struct {
			File, Text string
			Num        *int
		}
		if err := dec.Decode(&row); err != nil {
			t.Fatal(err)
		}
		folder, _, _ := strings.Cut(row.File, "/")
		if row.Num == nil || folder != "sgml" && folder != "xml2004" && folder != "xml2006" && folder != "xml2014" {
			continue
		}
		if n := len(docs); n == 0 || docs[n-1].Name != row.File {
			docs = append(docs, &Document{Name: row.File, Format: "json"})
		}
		last := docs[len(docs)-1]
		last.Claims = append(last.Claims, CutClaim{Num: *row.Num, Text: row.Text})
	}
	all, found := 0, 0
	for _, doc := range docs {
		set, err := Parse(doc)
		if err != nil {
			t.Fatal(err)
		}
		all += len(set.Claims)
		with := map[int]bool{}
		for _, f := range Check(set, LawUS) {
			if strings.HasPrefix(f.Rule, "C3") {
				with[f.Claim] = true
				t.Logf("%s %d %s %q", doc.Name, f.Claim, f.Rule, f.Text)
			}
		}
		found += len(with)
	}
	t.Logf("%d of %d granted claims have a finding", found, all)
	if found*10 > all {
		t.Errorf("%d of %d granted claims have a finding on antecedent basis, more than one in ten", found, all)
	}
}

// TestTerms: what introduces a term, along every path of dependency.
func TestTerms(t *testing.T) {
	for _, c := range []struct {
		name, claims string
		claim        int
		term         string
		want         string // basis, and the places that introduce it
	}{
		{"exact", "1. A lamp comprising a bulb and a base that holds the bulb.", 1, "the bulb", "stated 1 a bulb"},
		{"by its noun", "1. A lamp comprising a glass bulb and a base that holds the bulb.", 1, "the bulb", "stated 1 a glass bulb"},
		{"parent", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.", 2, "the bulb", "stated 1 a bulb"},
		{"nearest", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, further comprising a bulb.\n3. The lamp of claim 2, wherein the bulb is red.", 3, "the bulb", "stated 2 a bulb"},
		{"two paths", "1. A lamp comprising a bulb.\n2. A torch comprising a long bulb.\n3. The device of claim 1 or 2, wherein the bulb is red.", 3, "the bulb", "stated 1 a bulb, 2 a long bulb"},
		{"one path lacks it", "1. A lamp comprising a bulb.\n2. A torch comprising a wick.\n3. The device of claim 1 or 2, wherein the bulb is red.", 3, "the bulb", "missing 1 a bulb"},
		{"one path lacks it, further up", "1. A lamp comprising a bulb.\n2. A torch comprising a wick.\n3. The device of claim 1 or 2.\n4. The device of claim 3, wherein the bulb is red.", 4, "the bulb", "missing 1 a bulb"},
		{"a canceled parent", "1. (Canceled)\n2. The lamp of claim 1, wherein the bulb is red.", 2, "the bulb", "unknown"},
		{"through a chain", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n3. The lamp of claim 2, wherein the bulb is round.", 3, "the bulb", "stated 2 the bulb"},
		{"plural", "1. A net comprising a plurality of knots, wherein the knots are tight.", 1, "the knots", "stated 1 a plurality of knots"},
		{"one of several", "1. A net comprising at least one knot, wherein the at least one knot is tight.", 1, "the at least one knot", "stated 1 one knot"},
		{"ordinals", "1. A box comprising a first lid and a second lid, wherein the second lid is red.", 1, "the second lid", "stated 1 a second lid"},
		{"either of two", "1. A box comprising a first lid and a second lid, wherein the lid is red.", 1, "the lid", "ambiguous 1 a first lid, 1 a second lid"},
		{"a part of a named thing", "1. A ball comprising a sphere and paint on the outer surface of the sphere.", 1, "the outer surface", "inherent"},
		{"the respective one", "1. A box comprising a lid, wherein the respective lid is red.", 1, "the respective lid", "stated 1 a lid"},
		{"the noun of what follows", "1. A net comprising a plurality of knots, wherein the inner and outer knots are tight.", 1, "the inner", "implicit"},
		{"the noun of what follows, which is not there", "1. A net comprising a plurality of knots, wherein the inner and outer hooks are tight.", 1, "the inner", "missing"},
		{"an act", "1. A method comprising comparing two values and printing a result on the basis of the comparison.", 1, "the comparison", "implicit"},
		{"a participle", "1. A method comprising sending a code; and storing the sent code.", 1, "the sent code", "implicit 1 a code"},
		{"known to everybody", "1. A method comprising turning a mirror toward the sun.", 1, "the sun", "inherent"},
		{"one's head", "1. A helmet for a rider, comprising a shell around the head.", 1, "the head", "inherent"},
		{"a screw's head", "1. A joint comprising a screw and a washer under the head.", 1, "the head", "missing"},
		{"another's name", "1. A lamp comprising a bulb and a switch beside the glass bulb.", 1, "the glass bulb", "implicit 1 a bulb"},
		{"a verb behind it", "1. A system comprising a chip, wherein the chip communicates with a server.", 1, "the chip", "stated 1 a chip"},
		{"a possessive", "1. A method of treating a patient, comprising cooling the patient's arm.", 1, "the patient's", "stated 1 a patient"},
		{"a name", "1. A bacterium of the genus Listeria.", 1, "the genus Listeria", "inherent"},
		{"with its symbol", "1. A plate with a diameter D, wherein the diameter is 5 mm.", 1, "the diameter", "stated 1 a diameter D"},
	} {
		t.Run(c.name, func(t *testing.T) {
			set := numberedSet(t, c.claims)
			terms := Terms(set)
			for i := range set.Claims {
				for _, term := range terms[i] {
					if set.Claims[i].Num != c.claim || term.Text != c.term || term.Role != Refers {
						continue
					}
					var places []string
					for _, a := range term.Antecedents {
						places = append(places, fmt.Sprintf("%d %s", a.Claim, a.Text))
						if got := set.Claim(a.Claim).Text[a.Start:a.End]; got != a.Text {
							t.Errorf("%q stands at the place of %q", got, a.Text)
						}
					}
					if got := strings.TrimSpace(term.Basis + " " + strings.Join(places, ", ")); got != c.want {
						t.Errorf("%q: %s (%s), want %s", c.term, got, term.Why, c.want)
					}
					return
				}
			}
			var list []string
			for i := range terms {
				for _, term := range terms[i] {
					list = append(list, term.Role+" "+term.Text)
				}
			}
			t.Errorf("no term %q; terms: %s", c.term, strings.Join(list, "; "))
		})
	}
}

// TestOnePath: a multiple dependent claim's finding tells on which of its paths the antecedent is missing.
func TestOnePath(t *testing.T) {
	set := numberedSet(t, "1. A lamp comprising a bulb.\n2. A torch comprising a wick.\n3. The device of claim 1 or 2, wherein the bulb is red.")
	want := "no antecedent found for \"the bulb\" on every path of dependency: claim 1 introduces it, and the claim need not depend on that; not indefinite if its scope is reasonably ascertainable"
	for _, f := range Check(set, LawUS) {
		if f.Rule == "C301" {
			if f.Message != want {
				t.Errorf("%s\nwant %s", f.Message, want)
			}
			return
		}
	}
	t.Error("C301 finds nothing")
}
