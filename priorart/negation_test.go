package priorart

import (
	"encoding/json"
	"strings"
	"testing"

	"claimchart/claims"
)

// TestMayDeny holds the quick look to the expressions that it saves: no sentence that they find something in is passed over.
func TestMayDeny(t *testing.T) {
	for _, s := range []string{
		"It isn't.", "IT ISN’T!", "It is NOT so", "no", "a nor b", "x,never", "The lid was left out.", "It is free from oil", "in place of a bolt", "It lacks oil.", "(without oil)",
		"dispensing with it", "Excluded: all", "the screws were given up", "that is ruled out", "The oil is done without", "far from it", "other than steel", "except steel",
		"it is superfluous", "is unnecessary", "gave up", "it can be dispensed with",
	} {
		if !mayDeny(s) || !denies.MatchString(s) && !deniedBefore.MatchString(s) {
			t.Errorf("%q denies something: the quick look says %v", s, mayDeny(s))
		}
	}
	for _, s := range []string{"", "A valve.", "the knot is another's", "’", "A’s notch"} {
		if mayDeny(s) {
			t.Errorf("%q has no word of denial", s)
		}
	}
	n, passed := 0, 0
	jsonLines(t, "papers.jsonl.gz", func(line []byte) {
		var r Reference
		if n > 20000 {
			return
		}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		for _, p := range r.Passages {
			for _, span := range claims.Sentences(p.Text) {
				sent := p.Text[span.Start:span.End]
				n++
				if mayDeny(sent) {
					continue
				}
				passed++
				if denies.MatchString(sent) || deniedBefore.MatchString(sent) {
					t.Errorf("%q denies something and is passed over", strings.TrimSpace(sent))
				}
			}
		}
	})
	if passed < n/2 {
		t.Errorf("%d of %d sentences are passed over: too few to save anything", passed, n)
	}
}
