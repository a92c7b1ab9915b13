package claims

import (
	"fmt"
	"strings"
	"testing"
)

// TestFindingCases holds what one rule finds in small sets against what was written down by hand: the numbers of the claims,
// with the severity where the case is about it.
func TestFindingCases(t *testing.T) {
	for _, test := range findingCases {
		t.Run(test.rule+" "+test.name, func(t *testing.T) {
			law := test.law
			if law == "" {
				law = LawUS
			}
			var got []string
			for _, f := range Check(numberedSet(t, test.text), law) {
				switch {
				case f.Rule != test.rule:
				case strings.Contains(test.want, " "):
					got = append(got, fmt.Sprintf("%d %s", f.Claim, f.Severity))
				default:
					got = append(got, fmt.Sprint(f.Claim))
				}
			}
			if g := strings.Join(got, ","); g != test.want {
				t.Errorf("%s in claims %q, want %q; claims:\n%s", test.rule, g, test.want, test.text)
			}
		})
	}
}

var findingCases = []struct{ rule, name, law, text, want string }{
	// A period at the end is asked for by MPEP 608.01(m), and by nothing in the EPC.
	{"C103", "asked for in the US", LawUS, "1. A lamp comprising a bulb", "1 warning"},
	{"C103", "usual in Europe", LawEP, "1. A lamp comprising a bulb", "1 note"},
	{"C104", "asked for in the US", LawUS, "1. A lamp comprising a bulb. The bulb is red.", "1 warning"},
	{"C104", "usual in Europe", LawEP, "1. A lamp comprising a bulb. The bulb is red.", "1 note"},

	// Fees: 37 CFR 1.75(c), MPEP 608.01(n) I.G. The sets count 20 where nothing is found.
	{"C109", "a multiple dependent claim counts for each parent", "", fees(18, "The lamp of claim 1 or 2, wherein the bulb is large."), ""},
	{"C109", "one more", "", fees(18, "The lamp of claim 1, 2 or 3, wherein the bulb is large."), "19"},
	{"C109", "so does what depends on it through others", "", fees(14,
		"The lamp of claim 1 or 2, wherein the bulb is large.", "The lamp of claim 15, wherein the bulb is thin.", "The lamp of claim 16, wherein the bulb is old."), ""},
	{"C109", "an improper one counts once: directly on another", "", fees(17,
		"The lamp of claim 1 or 2, wherein the bulb is large.", "The lamp of any one of claims 2 to 18, wherein the bulb is thin."), ""},
	{"C109", "an improper one counts once: through a single dependent claim", "", fees(15,
		"The lamp of claim 1 or 2, wherein the bulb is large.", "The lamp of claim 16, wherein the bulb is old.", "The lamp of claim 2, 3 or 17, wherein the bulb is thin."), ""},
	{"C109", "an improper one counts once: not in the alternative", "", fees(19, "The lamp of claims 1 to 19, wherein the bulb is large."), ""},
}

// fees writes a set of n claims that count as n, and the further ones.
func fees(n int, further ...string) string {
	text := manyLamps(n)
	for i, c := range further {
		text += fmt.Sprintf("\n%d. %s", n+1+i, c)
	}
	return text
}
