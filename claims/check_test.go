package claims

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite docs/rules.md where it differs")

// numberedSet reads a rule's example: a claim a line, its number in front.
func numberedSet(t testing.TB, text string) *Set {
	t.Helper()
	doc := &Document{Name: "example", Format: "json"}
	for i, line := range strings.Split(text, "\n") {
		m := regexp.MustCompile(`^(\d+)\. (.*)$`).FindStringSubmatch(line)
		if m == nil {
			t.Fatalf("no numbered claim: %q", line)
		}
		cut := CutClaim{Num: atoi(m[1]), Text: m[2], Line: i + 1}
		if mark := regexp.MustCompile(`^\{refers to (\d+)\} `).FindStringSubmatch(cut.Text); mark != nil {
			cut.Refs, cut.Text = []int{atoi(mark[1])}, cut.Text[len(mark[0]):]
		}
		doc.Claims = append(doc.Claims, cut)
	}
	set, err := Parse(doc)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// found lists the rules that find something, a line each.
func found(findings []Finding) string {
	var out []string
	for _, f := range findings {
		out = append(out, fmt.Sprintf("%s claim %d %q: %s", f.Rule, f.Claim, f.Text, f.Message))
	}
	return strings.Join(out, "\n")
}

// TestRules asks of every rule that it is a whole document, that its Before triggers it and that its After does not.
func TestRules(t *testing.T) {
	last := ""
	seen := map[string]bool{}
	form := regexp.MustCompile(`^C[1-5]\d\d$`)
	for _, r := range Rules() {
		if !form.MatchString(r.ID) || seen[r.ID] || r.ID[:2] < last {
			t.Errorf("%s: number out of form, used twice or out of order", r.ID)
		}
		seen[r.ID], last = true, r.ID[:2]
		if r.Title == "" || r.Text == "" || r.Basis == "" || r.Before == "" || r.After == "" {
			t.Errorf("%s lacks a part", r.ID)
		}
		law := r.Law
		if law == "" {
			law = LawUS
		}
		if got := found(Check(numberedSet(t, r.Before), law)); !strings.Contains(got, r.ID+" ") {
			t.Errorf("%s does not find anything in its Before; found:\n%s", r.ID, got)
		}
		if got := found(Check(numberedSet(t, r.After), law)); strings.Contains(got, r.ID+" ") {
			t.Errorf("%s finds something in its After; found:\n%s", r.ID, got)
		}
	}
}

// TestFindings: quoted words stand at their place, in order, with everything filled in, whatever the claims are.
func TestFindings(t *testing.T) {
	for _, text := range []string{
		"", " ", ".", "; ; ;", "claim 1", "The of claim 99999, wherein means for", "\xff\xfe of claim 2 about 5", "Use of", "A means for", "® and/or ™",
		strings.Repeat("means for doing a module configured to ", 2000),
	} {
		set := &Set{}
		for n := 1; n < 4; n++ {
			set.Claims = append(set.Claims, Read(n, text))
		}
		for _, law := range []string{LawUS, LawEP} {
			wellFormed(t, set, Check(set, law))
		}
	}
}

func wellFormed(t testing.TB, set *Set, findings []Finding) {
	t.Helper()
	for i, f := range findings {
		if f.Claim == 0 || f.Message == "" || f.Remedy == "" || f.Basis == "" || f.Severity == "" {
			t.Errorf("incomplete: %+v", f)
		}
		ok := false
		for j := range set.Claims {
			c := &set.Claims[j]
			ok = ok || c.Num == f.Claim && f.Start >= 0 && f.Start <= f.End && f.End <= len(c.Text) && c.Text[f.Start:f.End] == f.Text
		}
		if !ok {
			t.Errorf("%s: claim %d has no %q at %d", f.Rule, f.Claim, f.Text, f.Start)
		}
		if i > 0 && (findings[i-1].Claim > f.Claim || findings[i-1].Claim == f.Claim && findings[i-1].Start > f.Start) {
			t.Errorf("out of order: %+v", f)
		}
	}
}

// TestManyClaims: long chains, rings and many references take time that grows with their number only.
func TestManyClaims(t *testing.T) {
	set := &Set{}
	for n := 1; n <= 9000; n++ {
		set.Claims = append(set.Claims, Read(n, fmt.Sprintf("The lamp of claim %d, wherein the bulb is about %d mm.", n%9000+1, n)))
	}
	rings := 0
	for _, f := range Check(set, LawUS) {
		if f.Rule == "C204" {
			rings++
		}
	}
	if rings != 9000 {
		t.Errorf("%d claims in a ring, want 9000", rings)
	}
}

// TestRulesDocument holds docs/rules.md against the rules.
func TestRulesDocument(t *testing.T) {
	const file = "../docs/rules.md"
	want := RulesDocument()
	got, err := os.ReadFile(file)
	if err == nil && string(got) == want {
		return
	}
	if !*update {
		t.Fatalf("%s:1: is not what the rules say; run: go test ./claims -run RulesDocument -update", file)
	}
	if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("rewrote %s", file)
}
