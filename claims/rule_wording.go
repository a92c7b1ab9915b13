package claims

import (
	"fmt"
	"strings"

	"claimchart/claims/lazyregexp"
)

var (
	degree        = phrases("degree")
	aboutNumber   = begins(`(?i)\b(?:about|around|close\s+to)\s+(?:[$€£±~]\s?)?\d+(?:[.,]\d+)*`, "about", "around", "close")
	relativeTerms = phrases("relative")
	subjective    = phrases("subjective")
	exemplary     = phrases("exemplary")
	openList      = phrases("openlist")
	absolute      = phrases("absolute")
	trademark     = seek(`(?:\p{Lu}[\p{L}\d-]*\s(?:\d[\p{L}\d-]*|[\p{Lu}\d-]{1,5})\s?|[\p{L}\d][\p{L}\d.'’-]*\s?)?(?:[®™]|\(TM\))`, "®", "™", "(TM)")
	andSlashOr    = seek(`(?i)\band\s*/\s*or\b`, "/")
	elsewhere     = begins(`\b(?:FIGS?|Figs?|FIGURES?|Figures?)\b\.?\s*\d+[A-Za-z]?\b|\b(?:TABLES?|Tables?|EXAMPLES?|Examples?)\s+\d+[A-Za-z]?\b|(?i:\bas\s+(?:shown|illustrated|depicted|described|set\s+forth)\s+in\s+the\s+(?:drawings?|figures?|specification|description|examples?)\b)`, "fig", "table", "example", "as ")
	negative      = seek(`(?i)\b(?:is|are|does|do|has|have|can|may|was|were|being|will)\s+not\b|\b(?:is|are)\s+(?:\w+ly\s+|further\s+){0,2}(?:devoid|free)\s+(?:of|from)\b|\b(?:is|are)\s+(?:\w+ed|done|made|carried\s+out)\s+(?:without|in\s+the\s+absence\s+of)\b`, "not", "free", "devoid", "absence", "without")
	// ofNoun is a negation in a clause that tells which thing is meant and excludes nothing: "at a level that does not blind".
	ofNoun = lazyregexp.New(`(?i)\w\s+(?:that|which|who)\s+(?:is|are|do|does|has|have|can|may|was|were|will)\s+not\b`)
	// besides tells that a claim says more than what is not: a second statement.
	besides      = lazyregexp.New(`(?i)\b(?:that|which|who)\s+(?:is|are)\s+\w+\s+and\b|\band\s+(?:the|said|an?|is|are|can|has)\b|\bis\s+an?\s[^,;]*\band\s+(?:is|does|has)\b`)
	positiveVerb = lazyregexp.New(`(?i)\b(?:compris|includ|contain|having|when|if|until|unless|while|but|more than|less than|exceed|greater|larger|based|determin|respons)\w*`)
)

// words makes a rule's check of a pattern: each of its phrases is reported once a claim, at its first place, with the number
// of times that it comes back. The message has one %s for the phrase. Places that skip wants are left out.
func words(pattern *lexicon, skip func(before, match, after string) bool, message, remedy string) func(d *draft, add adder) {
	return each(func(c *Claim, add adder) {
		type place struct {
			at    Span
			times int
		}
		var found []*place
		byPhrase := map[string]*place{}
		for _, m := range pattern.all(c.Text) {
			if skip != nil && skip(c.Text[:m[0]], c.Text[m[0]:m[1]], c.Text[m[1]:]) {
				continue
			}
			key := strings.ToLower(strings.TrimRight(Fold(c.Text[m[0]:m[1]]), " .,0123456789"))
			if p := byPhrase[key]; p != nil {
				p.times++
				continue
			}
			p := &place{Span{m[0], m[1]}, 1}
			byPhrase[key] = p
			found = append(found, p)
		}
		for _, p := range found {
			text := fmt.Sprintf(message, fmt.Sprintf("%q", c.Text[p.at.Start:p.at.End]))
			if p.times > 1 {
				text += fmt.Sprintf(" (%d times)", p.times)
			}
			add(c, p.at, text, remedy)
		}
	})
}

// wordingRules are the rules on single words. Source: MPEP 2173.05.
var wordingRules = []Rule{
	{
		ID: "C401", Title: "Relative or subjective term", Severity: SeverityWarning,
		Text:   "The words measure by comparison or by taste and give no standard. They are definite where the description gives one, or where a skilled person knows how to measure.",
		Basis:  "35 USC 112(b); MPEP 2173.05(b) I, IV; EPC Art. 84; EPO Guidelines F-IV 4.6",
		Before: "1. A lamp comprising a relatively small bulb in an aesthetically pleasing shade.",
		After:  "1. A lamp comprising a bulb of at most 20 mm in a shade of paper.",
		check: func(d *draft, add adder) {
			const message, remedy = "%s gives no standard to measure by", "state the measure, or be sure that the description gives one"
			words(relativeTerms, established, message, remedy)(d, add)
			words(subjective, established, message, remedy)(d, add)
		},
	},
	{
		ID: "C402", Title: "Term of degree", Severity: SeverityNote,
		Text:   "The word softens a measure. It is definite where the description tells how far it reaches, or a skilled person knows; where neither does, it opens the question.",
		Basis:  "35 USC 112(b); MPEP 2173.05(b) I, III; EPC Art. 84; EPO Guidelines F-IV 4.7",
		Before: "1. A lamp comprising a substantially round bulb of about 20 mm.",
		After:  "1. A lamp comprising a round bulb of 18 to 22 mm that turns about an axis.",
		check: func(d *draft, add adder) {
			const message, remedy = "%s: how far does it reach?", "state the range, or be sure that the description tells it"
			words(degree, func(_, _, after string) bool { return artAfterDegree.MatchString(after) }, message, remedy)(d, add)
			words(aboutNumber, nil, message, remedy)(d, add)
		},
	},
	{
		ID: "C403", Title: "Example or preference in a claim", Severity: SeverityWarning, Law: LawUS,
		Text:   "The words introduce an example or a preference, and an examiner may ask whether it is a limitation. They do not make a claim indefinite by themselves, as long as its bounds are clear.",
		Basis:  "35 USC 112(b); MPEP 2173.05(c), (d)",
		Before: "1. A lamp comprising a cover, such as a paper shade, preferably white.",
		After:  "1. A lamp comprising a cover in such a way as to shade a bulb.",
		check: func(d *draft, add adder) {
			words(exemplary, soAs, "%s: is what follows a limitation?", "claim the broad thing here, and the example in a dependent claim")(d, add)
			words(openList, nil, openListMessage, openListRemedy)(d, add)
		},
	},
	{
		ID: "C404", Title: "Absolute", Severity: SeverityNote,
		Text:   "The word admits of no exception, so that a single one takes a thing out of the claim. No provision forbids it; it is seldom meant.",
		Basis:  "convention",
		Before: "1. A lamp comprising a bulb that never flickers.",
		After:  "1. A lamp comprising a bulb that flickers less than once a minute.",
		check:  words(absolute, nil, "%s narrows the claim to what has no exception", "strike it, or state the measure"),
	},
	{
		ID: "C405", Title: "Trademark", Severity: SeverityWarning,
		Text:   "A mark stands for the source of goods and not for the goods, which may change. Where it is used to say what a thing is, the claim's scope is uncertain.",
		Basis:  "35 USC 112(b); MPEP 2173.05(u); EPC Art. 84; EPO Guidelines F-IV 4.8",
		Before: "1. A lamp comprising a cover of Brightex® cloth.",
		After:  "1. A lamp comprising a cover of polyester cloth.",
		check:  words(trademark, nil, "%s is marked as a trademark, which does not say what the thing is", "name the thing by its kind or its composition"),
	},
	{
		ID: "C406", Title: "And/or", Severity: SeverityNote,
		Text:   "\"And/or\" means one, the other, or both. That is definite, but other words say it more plainly, and in a long list a reader may lose count.",
		Basis:  "convention; MPEP 2173.05(h) allows alternatives in any form that is clear",
		Before: "1. A lamp comprising a bulb and/or a candle.",
		After:  "1. A lamp comprising at least one of a bulb and a candle.",
		check:  words(andSlashOr, nil, "%s: one, the other, or both", "write \"at least one of\", if that is meant"),
	},
	{
		ID: "C407", Title: "Refers to figures, tables or the description", Severity: SeverityWarning,
		Text:   "A claim stands by itself. It may lean on a figure, a table or an example only where words cannot say the thing in any practical way.",
		Basis:  "35 USC 112(b); MPEP 2173.05(s); EPC Rule 43(6); EPO Guidelines F-IV 4.17",
		Before: "1. A lamp comprising a bulb as shown in FIG. 2.",
		After:  "1. A lamp comprising a bulb (2).",
		check:  words(elsewhere, nil, "%s: the claim leans on another part of the document", "say in words what is shown there"),
	},
	{
		ID: "C408", Title: "Says only what is not", Severity: SeverityNote,
		Text:   "All that the claim adds is an exclusion. That is allowed where the description has a basis for it, and an examiner will look for one; in Europe, moreover, only where positive features would be less clear or limit the claim too much.",
		Basis:  "35 USC 112(a), (b); MPEP 2173.05(i); EPC Art. 84; EPO Guidelines F-IV 4.19",
		Before: "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is not red.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is blue.",
		check: each(func(c *Claim, add adder) {
			if c.Kind == Independent {
				return
			}
			own := c.Text[headEnd(c):]
			stated := ofNoun.ReplaceAllStringFunc(own, func(s string) string { return strings.Repeat(" ", len(s)) })
			if m := negative.first(stated); m != nil && len(Words(own)) <= 20 && !positiveVerb.MatchString(own) && !besides.MatchString(own) {
				add(c, Span{headEnd(c) + m[0], headEnd(c) + m[1]}, "the claim adds an exclusion only", "be sure that the description has a basis for it, or say what is there instead")
			}
		}),
	},
	{
		ID: "C409", Title: "Optional words in a claim", Severity: SeverityNote, Law: LawEP,
		Text:   "What follows the words is read as optional and limits nothing. That is allowed as long as it does not lead to doubt, as the open end of a list (\"or the like\") does.",
		Basis:  "EPC Art. 84; EPO Guidelines F-IV 4.9",
		Before: "1. A lamp comprising a cover, preferably a paper shade.",
		After:  "1. A lamp comprising a cover of paper.",
		check: func(d *draft, add adder) {
			words(exemplary, soAs, "%s: what follows limits nothing", "put it into a dependent claim")(d, add)
			words(openList, nil, openListMessage, openListRemedy)(d, add)
		},
	},
}

// What is said of the open end of a list.
const (
	openListMessage = "%s: what else belongs to the list?"
	openListRemedy  = "name all that is meant, or its kind"
)

// established leaves out terms of art that begin like a relative term, "very low frequency", "high quality factor", and those
// whose standard the claim states, "relatively large compared to the edge": MPEP 2173.05(b) I.
func established(_, _, after string) bool {
	return termOfArtAfter.MatchString(after) || standardAfter.MatchString(after)
}

var standardAfter = lazyregexp.New(`(?i)^\s+(?:[\w-]+\s+){0,4}?(?:(?:as\s+)?compared\s+(?:to|with)|in\s+comparison|relative\s+to|in\s+relation\s+to)\b`)

var termOfArtAfter = lazyregexp.New(`(?i)^[\s-]+(?:frequency|scale|density\s+lipoprotein|factor)\b`)

// artAfterDegree follows a term of degree that is part of a term of art: "substantially instantaneous", "almost surely" and
// "almost everywhere" of mathematics.
var artAfterDegree = lazyregexp.New(`(?i)^\s+(?:instantaneous|sure(?:ly)?\b|everywhere\b)`)

// soAs leaves out "such as to" and "in such a way", which give no example.
func soAs(_, match, after string) bool {
	return strings.HasPrefix(strings.ToLower(match), "such") && (strings.HasPrefix(after, " to ") || strings.HasPrefix(after, " if "))
}
