package claims

import (
	"fmt"

	"claimchart/claims/lazyregexp"
)

var twoPart = lazyregexp.New(`(?i)\b(?:characteri[sz]ed\s+(?:in\s+that|by|in)|the\s+improvement)\b`)

// epRules are the rules on types of claims that only the European Patent Convention has.
var epRules = []Rule{
	{
		ID: "C511", Title: "No two-part form", Severity: SeverityNote, Law: LawEP,
		Text:   "The independent claim does not part what is known from what is new (\"characterised in that\"). The Convention asks for it wherever appropriate; it is not, for instance, where the only relevant prior art belongs to Art. 54(3), and it is not insisted on where the description tells clearly what is known.",
		Basis:  "EPC Rule 43(1); EPO Guidelines F-IV 2.2, 2.3, 2.3.1, 2.3.2",
		Before: "1. A lamp comprising a bulb and a spring that holds the bulb.",
		After:  "1. A lamp comprising a bulb, characterised in that a spring holds the bulb.",
		check: each(func(c *Claim, add adder) {
			if c.Kind == Independent && len(c.Refs) == 0 && c.Category != Use && !twoPart.MatchString(c.Text) {
				add(c, firstWord(c), "the claim is not in two parts", "put what is new behind \"characterised in that\", where that is appropriate")
			}
		}),
	},
	{
		ID: "C512", Title: "Several independent claims in a category", Severity: SeverityNote, Law: LawEP,
		Text:   "The set has more than one independent claim in a category: product, process, apparatus or use. That is allowed only for things that belong together (plug and socket), different uses of a thing, and alternatives that one claim cannot cover; otherwise the applicant is invited to say what is to be searched.",
		Basis:  "EPC Rules 43(2), 62a; EPO Guidelines F-IV 3.2",
		Before: "1. A lamp comprising a bulb.\n2. A lamp comprising a candle.",
		After:  "1. A lamp comprising a bulb.\n2. A method of lighting a room, comprising switching a bulb on.",
		check: func(d *draft, add adder) {
			first := map[Category]*Claim{}
			for _, c := range d.claims {
				if c.Kind != Independent || len(c.Refs) > 0 {
					continue
				}
				category := c.Category
				if category == System {
					category = Apparatus
				}
				if first[category] == nil {
					first[category] = c
				} else {
					add(c, firstWord(c), fmt.Sprintf("claim %d is an independent claim in the same category", first[category].Num), "be ready to say which exception applies, or make this claim dependent")
				}
			}
		},
	},
}
