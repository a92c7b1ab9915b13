package claims

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// formRules are the rules on a claim's form and number. Sources: MPEP 608.01(j) and (m).
var formRules = []Rule{
	{
		ID: "C101", Title: "Number out of order", Severity: SeverityWarning,
		Text:   "Claims are numbered one after the other, and no number is used twice: a number that comes back, or a lower one after a higher one, leaves open which claim a reference means.",
		Basis:  "37 CFR 1.75(f), 1.126; MPEP 608.01(j); EPC Rule 43(5)",
		Before: "1. A lamp comprising a bulb.\n1. The lamp of claim 1, wherein the bulb is red.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.",
		check:  outOfOrder,
	},
	{
		ID: "C102", Title: "Number missing", Severity: SeverityWarning,
		Text:   "Between this claim's number and the one before it, numbers are missing. A canceled claim keeps its number and stays listed with its status; in a new application the numbers have no gaps.",
		Basis:  "37 CFR 1.75(f), 1.121(c), 1.126; EPC Rule 43(5)",
		Before: "1. A lamp comprising a bulb.\n3. The lamp of claim 1, wherein the bulb is red.",
		After:  "1. A lamp comprising a bulb.\n2. (Canceled)\n3. The lamp of claim 1, wherein the bulb is red.",
		check:  missingNumber,
	},
	{
		ID: "C103", Title: "No period at the end", Severity: SeverityWarning, SeverityEP: SeverityNote,
		Text:   "A claim is one sentence and ends with a period. Where it does not, its end may have been lost. The European Patent Convention has no such rule; a period is usual there.",
		Basis:  "MPEP 608.01(m); EPC: convention",
		Before: "1. A lamp comprising a bulb and",
		After:  "1. A lamp comprising a bulb and a socket.",
		check: each(func(c *Claim, add adder) {
			text := strings.TrimRight(c.Text, " \"'”’)]")
			if !c.Origin.Elided && !strings.HasSuffix(text, ".") && !strings.HasSuffix(c.Text, `\)`) && !strings.HasSuffix(c.Text, "$") {
				last := Words(c.Text)
				w := last[len(last)-1]
				add(c, Span{w.Start, w.End}, "the claim does not end with a period", "end the claim with a period, after checking that no words were lost")
			}
		}),
	},
	{
		ID: "C104", Title: "More than one sentence", Severity: SeverityWarning, SeverityEP: SeverityNote,
		Text:   "A period stands inside the claim, and a new sentence begins after it. A claim is one sentence; periods elsewhere stand only in shortened and numbers, so what follows may be a second claim or no part of the claim. The European Patent Convention has no such rule.",
		Basis:  "MPEP 608.01(m); EPC: convention",
		Before: "1. A lamp comprising a bulb. The bulb is held by a socket.",
		After:  "1. A lamp comprising a bulb, e.g. a bulb of No. 5 glass, held by a socket.",
		check: each(func(c *Claim, add adder) {
			if !strings.Contains(c.Text, ". ") {
				return
			}
			depth, at := 0, 0
			for _, m := range innerPeriod.FindAllStringSubmatchIndex(c.Text, -1) {
				depth, at = depth+brackets(c.Text[at:m[0]]), m[0]
				if word := strings.ToLower(c.Text[m[2]:m[3]]); !shortened[word] && depth == 0 {
					add(c, Span{m[2], m[1]}, "a second sentence begins inside the claim", "join the sentences, or give the second its own number")
					return
				}
			}
		}),
	},
	{
		ID: "C105", Title: "Empty claim", Severity: SeverityError,
		Text:   "The claim has a number and no words. A claim particularly points out and distinctly claims subject matter; one that was canceled says so beside its number.",
		Basis:  "35 USC 112(b); 37 CFR 1.121(c); EPC Art. 84",
		Before: "1. A lamp comprising a bulb.\n2. .",
		After:  "1. A lamp comprising a bulb.\n2. (Canceled)",
		check: func(d *draft, add adder) {
			for i := range d.set.Claims {
				c := &d.set.Claims[i]
				if c.Origin.Kind != Described && c.Status == "" && !canceled(c) && !hasWord(c.Text) {
					add(c, Span{}, "the claim has no words", "write the claim, or mark it as canceled")
				}
			}
		},
	},
	{
		ID: "C106", Title: "Independent claim without A or An", Severity: SeverityNote, Law: LawUS,
		Text:   "The independent claim opens with a bare noun or with \"The\". By convention it introduces its subject with \"A\" or \"An\"; no rule of law asks for it.",
		Basis:  "convention; MPEP 608.01(m) asks for a capital only",
		Before: "1. The lamp comprising a bulb.",
		After:  "1. A lamp comprising a bulb.",
		check: each(func(c *Claim, add adder) {
			if c.Kind != Independent || len(c.Refs) > 0 || unnumbered(c) != nil || startsWithDigit(c.Text) || c.Category == Use || c.Category == Composition {
				return
			}
			if at := firstWord(c); !indefinite.MatchString(c.Text) && !manyNoun.MatchString(c.Text) && !massNoun.MatchString(c.Text) {
				add(c, at, fmt.Sprintf("the independent claim opens with %q", c.Text[at.Start:at.End]), "open it with \"A\" or \"An\"")
			}
		}),
	},
	{
		ID: "C107", Title: "Dependent claim without The or A", Severity: SeverityNote, Law: LawUS,
		Text:   "The dependent claim opens with a bare noun. By convention it takes up its parent's subject with \"The\" or \"A\"; no rule of law asks for it.",
		Basis:  "convention; MPEP 608.01(m) asks for a capital only",
		Before: "1. A lamp comprising a bulb.\n2. Lamp according to claim 1, wherein the bulb is red.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp according to claim 1, wherein the bulb is red.",
		check: each(func(c *Claim, add adder) {
			if c.Kind == Independent || c.Category == Use {
				return
			}
			if at := firstWord(c); !articled.MatchString(c.Text) && !manyNoun.MatchString(c.Text) && !massNoun.MatchString(c.Text) {
				add(c, at, fmt.Sprintf("the dependent claim opens with %q", c.Text[at.Start:at.End]), "open it with \"The\"")
			}
		}),
	},
	{
		ID: "C112", Title: "No capital at the beginning", Severity: SeverityNote,
		Text:   "Each claim begins with a capital letter. A small one is a slip, or a sign that the claim's first words were lost.",
		Basis:  "MPEP 608.01(m); EPC: convention",
		Before: "1. a lamp comprising a bulb.",
		After:  "1. A lamp comprising a bulb.",
		check: each(func(c *Claim, add adder) {
			if smallWord.MatchString(c.Text[:min(len(c.Text), 100)]) {
				add(c, firstWord(c), "the claim begins with a small letter", "begin it with a capital, after checking that no words were lost")
			}
		}),
	},
}

var (
	indefinite  = lazyregexp.New(`^(?i:an?\b|one or more\b|at least (?:one|two)\b|in an?\b|in combination\b|apparatus for\b|for\b|use\b)`)
	articled    = lazyregexp.New(`^(?i:the\b|an?\b|one or more\b|at least\b|in (?:the|an?)\b|use\b|each\b|any\b|said\b|apparatus\b|as claimed\b|according to\b)`)
	manyNoun    = lazyregexp.New(`^(?:[\w-]+ ){0,4}?[\w/-]*[^s\W](?:s|ia)\b(?: \([\w-]+\))?(?:/[\w/ -]{1,30}?s\b)?(?i: (?:for|of|according|as|wherein|comprising|having|which|that|to|in|storing|encoded|including|coated|functionalized|functionalised|associated|made|produced|obtained|prepared|formed|derived)\b|[,:])`)
	massNoun    = lazyregexp.New(`(?i)^(?:[\w-]+ ){0,3}?(?:circuitry|software|firmware|equipment|machinery|logic)\b(?: (?:for|of|according|as|wherein|comprising|having|which|that|to|configured)\b|[,:])`) // "a circuitry" is not said
	smallWord   = lazyregexp.New(`^["“(]?[a-z]{1,3}\s+[a-z]{3,}|^["“(]?(?:method|process|apparatus|device|system)\b`)
	innerPeriod = lazyregexp.New(`\b([A-Za-z]{3,})\.\s+(?:The|A|An|Said|Wherein|This|It|In|If|When|Each|These|Claim|Claims|Method|What|[1-9]\d?\s*[.)]\s*(?:The|A|An))\b`)

	// shortened words end in a period that ends no sentence.
	shortened = set("fig figs nos approx etc vol vols inc ltd corp spp var subsp ref refs seq eqn eqs sec dept pat ser max min avg temp resp incl excl conc assoc est tel std str")
)

// startsWithDigit tells whether the claim opens with a number, as the names of compounds do.
func startsWithDigit(text string) bool { return text != "" && text[0] >= '0' && text[0] <= '9' }

// brackets counts the brackets that text opens, less those that it closes.
func brackets(text string) int {
	return strings.Count(text, "(") - strings.Count(text, ")") + strings.Count(text, "[") - strings.Count(text, "]")
}

// outOfOrder looks at the claims in the order of their source, which their lines give where they have any.
func outOfOrder(d *draft, add adder) {
	var order []*Claim
	for i := range d.set.Claims {
		order = append(order, &d.set.Claims[i])
	}
	if !d.article {
		slices.SortStableFunc(order, func(a, b *Claim) int { return a.Origin.Line - b.Origin.Line })
	}
	seen := map[int]bool{}
	highest := 0
	for _, c := range order {
		switch {
		case seen[c.Num]:
			add(c, firstWord(c), fmt.Sprintf("the number %d is used a second time", c.Num), "give the claim the next free number, and mend the references to it")
		case c.Num < highest:
			add(c, firstWord(c), fmt.Sprintf("claim %d stands after claim %d", c.Num, highest), "put the claims in the order of their numbers, or number them anew")
		}
		seen[c.Num] = true
		highest = max(highest, c.Num)
	}
}

func missingNumber(d *draft, add adder) {
	if d.article {
		return
	}
	last := 0
	for i := range d.set.Claims {
		c := &d.set.Claims[i]
		if gap := c.Num - last - 1; gap > 0 {
			message := fmt.Sprintf("claim %d is missing", last+1)
			if gap > 1 {
				message = fmt.Sprintf("claims %d to %d are missing", last+1, c.Num-1)
			}
			add(c, firstWord(c), message, "list canceled claims with their status, or close the gap before filing")
		}
		last = max(last, lastOf(c))
	}
}
