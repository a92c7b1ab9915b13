package claims

import (
	"fmt"
	"strings"

	"claimchart/claims/lazyregexp"
)

// What a set may hold without further fees: 37 CFR 1.16(h) and (i); EPC Rule 45(1).
const (
	freeIndependentUS = 3
	freeClaimsUS      = 20
	freeClaimsEP      = 15
)

// countRules are the rules on how many claims there are, and on claims that say the same.
var countRules = []Rule{
	{
		ID: "C108", Title: "More than three independent claims", Severity: SeverityNote, Law: LawUS,
		Text:   "Each independent claim beyond the third costs a fee. For fees, a claim that refers to another is at first counted as dependent.",
		Basis:  "37 CFR 1.16(h); MPEP 607",
		Before: "1. A lamp comprising a bulb.\n2. A bulb comprising a wire.\n3. A socket comprising a spring.\n4. A wire comprising tungsten.",
		After:  "1. A lamp comprising a bulb.\n2. A bulb comprising a wire.\n3. A socket comprising a spring.\n4. The socket of claim 3, wherein the spring is steel.",
		check: func(d *draft, add adder) {
			n := 0
			var first *Claim
			for _, c := range d.claims {
				if len(c.Refs) == 0 {
					if n++; n == freeIndependentUS+1 {
						first = c
					}
				}
			}
			if first != nil && !d.article {
				add(first, firstWord(first), fmt.Sprintf("the set has %d independent claims; from this one on, each costs a fee", n), "check whether the further ones are worth their fee")
			}
		},
	},
	{
		ID: "C109", Title: "More than twenty claims", Severity: SeverityNote, Law: LawUS,
		Text:   "Each claim beyond the twentieth costs a fee. A multiple dependent claim counts as the number of claims to which it refers, and so does a claim that depends on it, directly or through others; an improper one counts once. A claim of another subject that refers to several is at first counted as dependent, too.",
		Basis:  "37 CFR 1.16(i), 1.75(c); MPEP 607, 608.01(n) I.G",
		Before: manyLamps(freeClaimsUS + 1),
		After:  manyLamps(freeClaimsUS),
		check: func(d *draft, add adder) {
			total := 0
			var first *Claim
			weight := map[int]int{}
			on := multipleParents(d, func(c *Claim) bool { return len(c.Refs) > 0 })
			for _, c := range d.claims {
				w := 1
				switch { // for fees, a kit "comprising the lamp of claim 1 or 2" is at first counted as dependent, too
				case len(c.Refs) > 1:
					if _, improper := together(c); !improper && len(on[c.Num]) == 0 {
						w = len(c.Refs) // an improper one counts once
					}
				case len(c.Refs) == 1:
					w = max(weight[c.Refs[0]], 1)
				}
				weight[c.Num] = w
				if total += w; total > freeClaimsUS && first == nil {
					first = c
				}
			}
			if first != nil && !d.article {
				add(first, firstWord(first), fmt.Sprintf("the set counts as %d claims for fees; from this one on, each costs one", total), "check whether the further ones are worth their fee")
			}
		},
	},
	{
		ID: "C110", Title: "More than fifteen claims", Severity: SeverityNote, Law: LawEP,
		Text:   "Each claim beyond the fifteenth costs a fee at the European Patent Office, a higher one beyond the fiftieth.",
		Basis:  "EPC Rule 45(1); RFees Art. 2(1) No. 15",
		Before: manyLamps(freeClaimsEP + 1),
		After:  manyLamps(freeClaimsEP),
		check: func(d *draft, add adder) {
			if n := len(d.claims); n > freeClaimsEP && !d.article {
				c := d.claims[freeClaimsEP]
				add(c, firstWord(c), fmt.Sprintf("the set has %d claims; from this one on, each costs a fee", n), "put alternatives into one claim, as a claim may refer to several others in Europe")
			}
		},
	},
	{
		ID: "C111", Title: "Two claims with the same words", Severity: SeverityWarning,
		Text:   "The claim has the words of an earlier one. Claims must differ substantially from each other, and a claim that repeats another is objected to once that other is allowed. In Europe a repetition makes the claims less concise than they have to be.",
		Basis:  "37 CFR 1.75(b); MPEP 608.01(m); EPC Art. 84, Rule 43(5); EPO Guidelines F-IV 5",
		Before: "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n3. The lamp of claim 1, wherein the bulb is red.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n3. The lamp of claim 2, wherein the bulb is red.",
		check: func(d *draft, add adder) {
			seen := map[string]int{}
			for _, c := range d.claims {
				if !strings.HasSuffix(c.Text, ".") || lostFormula.MatchString(c.Text) {
					continue // a formula or a table may have been lost, and with it what makes the claims differ
				}
				key := strings.ToLower(strings.Join(strings.FieldsFunc(c.Text, func(r rune) bool { return strings.ContainsRune(" .,;:", r) }), " "))
				if n, ok := seen[key]; !ok {
					seen[key] = c.Num
				} else if n != c.Num {
					add(c, firstWord(c), fmt.Sprintf("the claim has the same words as claim %d", n), "strike it, or say what makes it differ (a reference to another claim may be meant)")
				}
			}
		},
	},
}

// lostFormula is a place where a formula or a table stood that a source of mere text has not: "selected from the group
// consisting of: or a salt thereof", "wherein the compound is or a salt thereof".
var lostFormula = lazyregexp.New(`(?i)\b(?:of|from|is|are|wherein|having|formula|structure|sequence)\s*(?::\s*(?:and|or)\b|(?:and|or)\s+an?\s|[;,.:]\s*[;,.])|:\s*\.$`)

// manyLamps writes a set of n short claims, for the documents of the rules on numbers of claims.
func manyLamps(n int) string {
	var b strings.Builder
	b.WriteString("1. A lamp comprising a bulb.")
	for i := 2; i <= n; i++ {
		fmt.Fprintf(&b, "\n%d. The lamp of claim 1, wherein the bulb is of size %d.", i, i)
	}
	return b.String()
}
