package claims

import (
	"regexp"
	"slices"
	"testing"
	"time"
)

// cutOut is what elements leave out of a claim's text: white space, marks, the joining words, bullets and the markers of lists.
var cutOut = regexp.MustCompile(`(?i)^(?:[\s,;:.]|\b(?:and|or)\b|[-–—•*]\s|\((?:[a-z]{1,5}|\d{1,2})\)|\b(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])*$`)

// TestPublished reads the claims of 1,200 published applications: no claim is lost, the elements and what was cut out between them
// give the text back, both laws' rules run, and each reference to itself, forward or to a claim that is not there is listed for a
// reader (go test ./claims -run Published -v).
func TestPublished(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	start := time.Now()
	sets := claimSets(t, "../../shared/data/published/claims.jsonl.gz")
	t.Logf("read in %v", time.Since(start).Round(time.Millisecond))
	n, odd := 0, 0
	for _, set := range sets {
		n += len(set.Claims)
		for i := range set.Claims {
			c := &set.Claims[i]
			at := 0
			for _, e := range c.Elements {
				if e.Start < at || e.End > len(c.Text) || c.Text[e.Start:e.End] != e.Text {
					t.Fatalf("%s claim %d: element %s is %d-%d", set.Name, c.Num, e.Label, e.Start, e.End)
				}
				if gap := c.Text[at:e.Start]; !cutOut.MatchString(gap) {
					odd++
					t.Logf("%s claim %d: %q is in no element, before %s", set.Name, c.Num, gap, e.Label)
				}
				at = e.End
			}
			if gap := c.Text[at:]; !cutOut.MatchString(gap) {
				odd++
				t.Logf("%s claim %d: %q is in no element, at the end", set.Name, c.Num, gap)
			}
			for _, ref := range c.Refs {
				switch parent := set.Claim(ref); {
				case ref == c.Num:
					t.Logf("self: %s claim %d: %.90s", set.Name, c.Num, c.Text)
				case parent == nil:
					t.Logf("missing %d: %s claim %d of %d: %.90s", ref, set.Name, c.Num, len(set.Claims), c.Text)
				case ref > c.Num:
					t.Logf("forward %d: %s claim %d: %.90s", ref, set.Name, c.Num, c.Text)
				}
			}
		}
		for _, law := range []string{LawUS, LawEP} {
			if findings := Check(set, law); !slices.IsSortedFunc(findings, func(a, b Finding) int { return a.Claim - b.Claim }) {
				t.Errorf("%s: findings out of order", set.Name)
			}
		}
	}
	if n != 26642 {
		t.Errorf("%d claims, want 26642", n)
	}
	if odd > 0 {
		t.Errorf("%d pieces of claims are in no element", odd)
	}
}
