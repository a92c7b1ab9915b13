package claims

import (
	"strings"

	"claimchart/claims/lazyregexp"
)

// transitions are the words that part preamble and body. Source: MPEP 2111.03.
var transitions = []struct {
	words  *lexicon
	scope  Scope
	strong bool // a term of art; the others are ordinary words as well and count only where no term of art stands
}{
	{begins(`(?i)\bconsist(?:ing|s|ed)?\s+essentially\s+of\b`, "consist"), PartlyClosed, true},
	{begins(`(?i)\bconsist(?:ing|s|ed)?\s+of\b`, "consist"), Closed, true},
	{begins(`(?i)\bcompris(?:ing|es|e|ed\s+of|ed)\b(?:\s+(?:the\s+)?(?:steps?|acts?|operations?|stages?)\s+of\b)?(?:,?\s+in\s+combination\b)?`, "compris"), Open, true},
	{begins(`(?i)\bcharacteri[sz]ed\s+(?:in\s+that|by)\b`, "characteri"), Open, true},
	{begins(`(?i)\b(?:includ(?:ing|es?)|contain(?:ing|s))\b(?:\s+(?:the\s+)?(?:steps?|acts?|operations?)\s+of\b)?`, "includ", "contain"), Open, false},
	{begins(`(?i)\b(?:having|composed\s+of|being)\b`, "having", "composed ", "being"), Depends, false},
}

// anyTransition is where one of the transitions may stand.
var anyTransition = begins(`(?i)\b(?:consist|compris|characteri|includ|contain|having|composed\s|being)`,
	"consist", "compris", "characteri", "includ", "contain", "having", "composed ", "being")

// stepsOf goes with a transition and is no part of the term.
var stepsOf = lazyregexp.New(`\s+(?:the\s+)?(?:following\s+)?(?:steps?|acts?|operations?|stages?)(?:\s+of)?$|,?\s+in\s+combination$`)

// whereinWords open a clause that states a limitation.
var whereinWords = begins(`(?i)\b(?:wherein|whereby|in\s+which)\b`, "wherein", "whereby", "in which")

// dissect fills everything that is read out of the claim's Text: kind, references, category, preamble, transition, scope and
// elements. A claim without text has none of them.
func dissect(c *Claim) {
	c.Elements, c.Scope = []Element{}, None
	refs := depend(c)
	if c.Text == "" {
		return
	}
	c.Category, c.named = category(c.Text)
	pre, trans := split(c, refs)
	c.Preamble = strings.TrimRight(c.Text[:pre.End], " ,:;")
	if trans.End > trans.Start {
		if c.Transition = strings.ToLower(Fold(c.Text[trans.Start:trans.End])); strings.ContainsAny(c.Transition, " ,") {
			c.Transition = stepsOf.ReplaceAllString(c.Transition, "")
		}
		if before, ok := strings.CutSuffix(c.Preamble, "the improvement"); ok { // Jepson: 37 CFR 1.75(e)
			c.Preamble, c.Transition = strings.TrimRight(before, " ,:;"), "the improvement "+c.Transition
		}
		for _, t := range transitions {
			if t.words.in(c.Transition) {
				c.Scope = t.scope
				break
			}
		}
	}
	c.Elements = elements(c, pre, trans)
}

// split finds the end of the claim's preamble and its transition; the transition is empty where the claim has none.
//
// The transition is the term of art that stands before the body: after a comma or a repeated subject, or before a colon, and
// never after the first semicolon, so that "a method for including a user in a call, the method comprising" has its own
// "comprising". A dependent claim's preamble ends with its reference, one of refs, which are all references in its text.
func split(c *Claim, refs []reference) (pre, trans Span) {
	text := c.Text
	from := 0
	if c.Kind != Independent {
		opening := openingReferences(text, refs)
		from = opening[len(opening)-1].span.End
		if at := from + len(text[from:]) - len(strings.TrimLeft(text[from:], " ,")); prefixFold(text[at:], "wherein ") {
			return Span{0, from}, Span{at, at + len("wherein")} // what most claims go on with
		}
	}
	limit := len(text)
	for at := from; at < len(text); at++ {
		if text[at] == ';' && !comprisingEnd(text[:at]) {
			limit = at
			break
		}
	}
	var found []candidateTransition
	scan := text[from:limit]
	for _, at := range anyTransition.all(scan) {
		for _, t := range transitions {
			if m := t.words.here.FindStringIndex(scan[at[0]:]); m != nil {
				found = append(found, candidateTransition{Span{from + at[0], from + at[0] + m[1]}, t.strong})
			}
		}
	}
	best, bestScore, earlier := Span{}, -1, false
	comma := strings.IndexByte(scan, ',')
	for _, f := range found {
		if score := weigh(text, f, from, earlier, comma >= 0 && from+comma < f.Start); score > bestScore {
			best, bestScore = f.Span, score
		}
		earlier = earlier || f.strong
	}
	if c.Kind != Independent {
		end := from
		// "The method of claim 1, further comprising": only what directly follows the reference is its transition.
		if bestScore >= 0 && len(Words(text[from:best.Start])) <= 4 && !whereinWords.in(text[from:best.Start]) {
			return Span{0, end}, best
		}
		if m := whereinWords.first(text[from:]); m != nil && len(Words(text[from:from+m[0]])) <= 1 {
			return Span{0, end}, Span{from + m[0], from + m[1]}
		}
		return Span{0, end}, Span{end, end}
	}
	if bestScore >= 0 {
		return Span{0, best.Start}, best
	}
	if m := whereinWords.first(text); m != nil {
		return Span{0, m[0]}, Span{m[0], m[0]}
	}
	return Span{0, len(text)}, Span{len(text), len(text)}
}

// comprisingEnd tells whether text ends in "comprising".
func comprisingEnd(text string) bool {
	text = strings.TrimSpace(text)
	return prefixFold(text[max(0, len(text)-len("comprising")):], "comprising")
}

// candidateTransition is a place that may be the claim's transition.
type candidateTransition struct {
	Span
	strong bool
}

// inGroup stands before a "consisting of" that opens a group of alternatives.
var inGroup = ends(`(?i)\b(?:group|selected\s+from(?:\s+[\w-]+){0,4}|set|list)\s*,?\s*$`, 10, "group", "selected", "set", "list")

// subjectAgain tells whether the text ends in a subject that is named again, "the", "said", "which" or "that" and at most four words,
// with nothing between them but white space.
func subjectAgain(text string) bool {
	for words := 0; ; words++ {
		end := len(text)
		for end > 0 && spaceByte(text[end-1]) {
			end--
		}
		begin := end
		for begin > 0 && wordByte(text[begin-1]) {
			begin--
		}
		switch strings.ToLower(text[begin:end]) {
		case "the", "said", "which", "that":
			return true
		}
		for begin > 0 && (wordByte(text[begin-1]) || text[begin-1] == '-') {
			begin--
		}
		if words == 4 || begin == end || begin == 0 || !spaceByte(text[begin-1]) {
			return false
		}
		text = text[:begin]
	}
}

// weigh scores a candidate for the transition; higher is better, and of two alike the first wins. What speaks for one: it is a
// term of art, the first of them, stands behind a comma or a repeated subject, or before a colon. A later one before a colon
// alone does not win: "a system comprising a processor that performs operations comprising: ...". comma tells whether any comma
// stands before the candidate.
func weigh(text string, at candidateTransition, from int, earlier, comma bool) int {
	before, after := strings.TrimRight(text[from:at.Start], " "), strings.TrimLeft(text[at.End:], " ")
	score := 0
	if at.strong {
		score += 4
		if !earlier {
			score += 2
		}
	}
	if strings.HasPrefix(after, ":") || strings.HasPrefix(after, ";") {
		score++
	}
	if strings.HasSuffix(before, ",") {
		score += 3
	} else if comma && subjectAgain(before) { // no comma stands in what it finds
		score += 3
	}
	if inGroup.in(before) {
		score -= 8
	}
	return max(score, 0)
}
