package report

import (
	"testing"

	"claimchart/claims"
)

// TestMarkedLabels: a reconstructed claim that a label names has its mark.
func TestMarkedLabels(t *testing.T) {
	d := &Document{Claims: []Claim{{Claim: claims.Claim{Num: 4, Origin: claims.Origin{Kind: claims.Derived}}}, {Claim: claims.Claim{Num: 5}}}}
	for in, want := range map[string]string{
		"1[a], 2[a] of claim 4":          "1[a], 2[a] of claim 4‡",
		"2[a] of claim 5, 3[b]":          "2[a] of claim 5, 3[b]",
		"2[a] of claim 5 via 4 and more": "2[a] of claim 5 via 4‡ and more",
		"1[a]":                           "1[a]",
	} {
		if got := d.marked(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
