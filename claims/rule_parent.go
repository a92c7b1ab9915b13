package claims

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// parentRules are the rules on how a claim fits the one that it refers to.
var parentRules = []Rule{
	{
		ID: "C209", Title: "Another category than its parent", Severity: SeverityWarning,
		Text:   "The claim takes up a thing where its parent claims a method, or a method where its parent claims a thing. What is limited is then unclear, and a claim that could be infringed without infringing its parent is no dependent claim.",
		Basis:  "35 USC 112(b), (d); MPEP 608.01(n) III; EPC Art. 84, Rule 43(4)",
		Before: "1. A method of lighting a room, comprising switching a bulb on.\n2. The device of claim 1, wherein the bulb is red.",
		After:  "1. A method of lighting a room, comprising switching a bulb on.\n2. The method of claim 1, wherein the bulb is red.",
		check: func(d *draft, add adder) {
			for _, c := range d.claims {
				if c.Relation != Limits || len(c.Refs) == 0 {
					continue
				}
				p := d.byNum[c.Refs[0]]
				if p == nil || p == c || p.Text == "" || canceled(p) || !otherKind(c, p) || !names(c) {
					continue
				}
				at := subjectOf(c)
				add(c, at, fmt.Sprintf("%q does not fit claim %d, which opens with %q", c.Text[at.Start:at.End], p.Num, p.Opening(60)), "name the parent's own subject, or refer to the claim that was meant")
			}
		},
	},
	{
		ID: "C210", Title: "Another noun than its parent", Severity: SeverityNote,
		Text:   "The claim calls its subject by a noun that stands neither in its parent nor in the preamble of a claim that the parent limits. A reader may doubt whether the same thing is meant, and which parent.",
		Basis:  "35 USC 112(b); MPEP 2173.05(e); EPC Art. 84",
		Before: "1. A lamp comprising a bulb.\n2. The fixture of claim 1, wherein the bulb is red.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.",
		check: func(d *draft, add adder) {
			stems, openings := map[int]map[string]bool{}, map[int]map[string]bool{}
			for _, c := range d.claims {
				if c.Relation != Limits || len(c.Refs) == 0 {
					continue
				}
				p := d.byNum[c.Refs[0]]
				if p == nil || p == c || p.Text == "" || canceled(p) {
					continue
				}
				at := subjectOf(c)
				noun := lastWord(c.Text[at.Start:at.End])
				if noun == "" || noun == "use" || otherKind(c, p) || !names(c) {
					continue
				}
				has := hasNoun(stems, p.Num, p.Text, noun)
				for a, generation := p, 0; !has && a.Relation == Limits && len(a.Refs) > 0 && generation < maxGenerations; generation++ {
					if a = d.byNum[a.Refs[0]]; a == nil {
						break
					}
					has = hasNoun(openings, a.Num, a.Text[:headEnd(a)], noun)
				}
				if !has {
					add(c, at, fmt.Sprintf("%q: claim %d has no such noun; it opens with %q", c.Text[at.Start:at.End], p.Num, p.Opening(60)), "use the parent's noun, or refer to the claim that was meant")
				}
			}
		},
	},
	{
		ID: "C211", Title: "Adds to a closed claim", Severity: SeverityWarning,
		Text:   "The claim adds an element to a parent whose \"consisting of\" excludes any further one. It contradicts its parent instead of limiting it.",
		Basis:  "35 USC 112(d); MPEP 2111.03 II; EPC Art. 84",
		Before: "1. A glue consisting of starch and water.\n2. The glue of claim 1, further comprising salt.",
		After:  "1. A glue comprising starch and water.\n2. The glue of claim 1, further comprising salt.",
		check: func(d *draft, add adder) {
			closed := map[int]bool{}
			for _, c := range d.claims {
				if c.Kind == Independent {
					closed[c.Num] = c.Scope == Closed && strings.Contains(c.Transition, "consist") && !groupEnd.MatchString(c.Preamble) && len(Words(c.Preamble)) <= 25
					continue
				}
				parents := pick(c.Refs, func(n int) bool { return n < c.Num && closed[n] })
				closed[c.Num] = len(parents) > 0 && len(parents) == len(c.Refs)
				if len(parents) == 0 {
					continue
				}
				if m := addsMore.FindStringIndex(c.Text[headEnd(c):]); m != nil {
					add(c, Span{headEnd(c) + m[0], headEnd(c) + m[1]}, fmt.Sprintf("the claim adds something, and %s is closed", claimList(parents)), "open the parent with \"comprising\", or limit what the parent has")
				}
			}
		},
	},
	{
		ID: "C212", Title: "Mentions another claim only", Severity: SeverityNote,
		Text:   "The claim names another as purpose or surroundings and neither limits nor includes it. It is independent: nothing of the other claim is inherited, and an office may see that differently.",
		Basis:  "35 USC 112(d); MPEP 608.01(n) II, III; EPC Rule 43(4); EPO Guidelines F-IV 3.8",
		Before: "1. A method of lighting a room, comprising switching a bulb on.\n2. An apparatus for carrying out the method of claim 1, comprising a switch.",
		After:  "1. A method of lighting a room, comprising switching a bulb on.\n2. The method of claim 1, wherein the bulb is red.",
		check: each(func(c *Claim, add adder) {
			if c.Relation != Mentions || len(c.Refs) == 0 || c.Category == Use {
				return
			}
			if at := subjectOf(c); !takesUp.MatchString(c.Text[at.Start:at.End]) {
				add(c, referenceTo(c, c.Refs[0]), "the claim is read as a mention of "+claimList(c.Refs)+": nothing is inherited", "write the inherited limitations out if they are meant")
			}
		}),
	},
	{
		ID: "C213", Title: "Reference without a number", Severity: SeverityError,
		Text:   "The claim opens as a dependent one does, but the number of its parent is missing, or the word \"claim\" before it. As it stands it is independent, and lacks an antecedent for what it takes up.",
		Basis:  "35 USC 112(b), (d); 37 CFR 1.75(c); EPC Art. 84, Rule 43(4)",
		Before: "1. A lamp comprising a bulb.\n2. The lamp of claim, wherein the bulb is red.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.",
		check: each(func(c *Claim, add adder) {
			if m := unnumbered(c); m != nil {
				end := m[2] + len(strings.TrimRight(c.Text[m[2]:m[3]], " ,:"))
				add(c, Span{m[2], end}, "the claim takes up another, but not by the word \"claim\" and a number next to it", "write \"of claim\" and the parent's number")
			}
		}),
	},
	{
		ID: "C214", Title: "Markup refers to other claims", Severity: SeverityWarning,
		Text: "The file's own markup of references names other claims than the claim's words do. The words are what was examined, and they are followed; one of the two " +
			"was damaged on the way. Below, the markup of a claim is written in braces.",
		Basis:  "37 CFR 1.75(c); EPC Rule 43(4)",
		Before: "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n3. {refers to 2} The lamp of claim 1, wherein the bulb is round.",
		After:  "1. A lamp comprising a bulb.\n2. {refers to 1} The lamp of claim 1, wherein the bulb is red.",
		check: each(func(c *Claim, add adder) {
			if c.marked == nil || slices.Equal(c.marked, c.Refs) {
				return
			}
			at, markup := firstWord(c), "no claim"
			if refs := references(c.Text); len(refs) > 0 {
				at = refs[0].span
			}
			if len(c.marked) > 0 {
				markup = claimList(c.marked)
			}
			words := "no claim"
			if len(c.Refs) > 0 {
				words = claimList(c.Refs)
			}
			add(c, at, fmt.Sprintf("the file's markup refers to %s, the claim's words to %s; the words are followed", markup, words), "compare with the document as it was published")
		}),
	},
}

// unnumbered returns the place of a reference that lacks its number, as the second pair, or nil.
func unnumbered(c *Claim) []int {
	if len(c.Refs) > 0 || len(references(c.Text)) > 0 {
		return nil
	}
	return noNumber.FindStringSubmatchIndex(c.Text[:min(len(c.Text), 200)])
}

var noNumber = lazyregexp.New(`(?i)^\W*(?:the|an?)\s+[^,;:]{0,90}?\b(?:of|to|in)\s+((?:any\s+(?:one\s+)?of\s+)?claims?\b[\s.,:]*(?:\d+\b)?|\d+)[\s,]*(?:wherein|in\b|further|comprising|where|which)\b`)

var (
	groupEnd   = lazyregexp.New(`(?i)\b(?:groups?|selected\s+from|chosen\s+from|those)\W*$`)
	addsMore   = lazyregexp.New(`(?i)^\W*(?:wherein\s+)?(?:(?:which|that|and|the\s+\w+)\s+)?(?:further|additionally|also)\s+(?:compris|includ|contain|ha[sv])\w*`)
	takesUp    = lazyregexp.New(`^\W*(?:\d+\W+)?(?i:the)\b`)
	secondNoun = lazyregexp.New(`(?i)\b(?:the|an?|said|any)\s+\w|\bfor\s+\w+ing\b|\bof\s+(?:[a-np-z]|o[a-eg-z])`)
	joinsOnly  = lazyregexp.New(`(?i)\b(?:the|any|said)\s+(?:one|of|preceding|previous|foregoing|above|or|claims?)\b|\bof\s+matter\b`)
	aMethod    = lazyregexp.New(`(?i)\b(?:method|process|procedure|use)s?\b`)
	aThing     = lazyregexp.New(`(?i)\b(?:apparatus|device|system|medium|media|machine|assembly|composition|kit|product|circuit|compound|computer|server|article|vehicle|controller|sensor|instrument)s?\b`)
	subjectBy  = begins(`(?i)(?:,|\(|\b(?:of|as|in|according\w*|for|to|by|with|from|wherein|comprising|that|which|having|under|per|recited|claimed|defined|set|used|made|produced|prepared|manufactured|obtainable|obtained|using|on|at|when|where|containing|including|capable|configured|adapted|is|are|or|and|claims?)\b|\b(?:of|in|to)claims?\b)`, strings.Fields(", ( of as in according for to by with from wherein comprising that which having under per recited claimed defined set used made produced prepared manufactured obtainable obtained using on at when where containing including capable configured adapted is are or and claim")...)
)

// maxGenerations is how far up its chain of parents a claim's noun is looked for, so that the time stays linear. Published
// claims seldom have more than ten.
const maxGenerations = 30

// hasNoun tells whether a claim's text, whose stems are kept under its number, has the noun or one that stands for the same.
func hasNoun(stems map[int]map[string]bool, num int, text, noun string) bool {
	if stems[num] == nil {
		stems[num] = map[string]bool{}
		for _, w := range Words(text) {
			stems[num][Stem(w.Lower)] = true
		}
	}
	return stems[num][Stem(noun)] || sameThing(noun, stems[num])
}

// subjectOf is what the claim's opening names: its first words up to "of", "according to", "for" and the like.
func subjectOf(c *Claim) Span {
	text := c.Text[:min(len(c.Text), 300)]
	end := len(text)
	if m := subjectBy.first(text); m != nil {
		end = m[0]
	}
	return Span{0, len(strings.TrimRight(text[:end], " "))}
}

// otherKind tells whether one of the two claims is a method by its subject and the other clearly a thing.
func otherKind(c, p *Claim) bool {
	own, parents := subjectOf(c), subjectOf(p)
	a, b := c.Text[own.Start:own.End], p.Text[parents.Start:parents.End]
	method := func(s string) bool { return aMethod.MatchString(s) && !aThing.MatchString(s) && c.Category != Use }
	thing := func(s string) bool { return aThing.MatchString(s) && !aMethod.MatchString(s) }
	return method(a) && !aMethod.MatchString(p.Text[:headEnd(p)]) && p.Category != Method && p.Category != Use || thing(a) && method(b) && p.Category == Method
}

// names tells whether the claim's subject is what its reference is about: no other noun phrase stands between the two.
func names(c *Claim) bool {
	at, ref := subjectOf(c), referenceTo(c, c.Refs[0])
	return ref.Start >= at.End && !secondNoun.MatchString(joinsOnly.ReplaceAllString(c.Text[at.End:ref.Start], ""))
}

// lastWord is the noun of a subject, or empty where the subject is only an article.
func lastWord(subject string) string {
	words := Words(subject)
	if len(words) == 0 || stoppers[words[len(words)-1].Lower] {
		return ""
	}
	return words[len(words)-1].Lower
}

// sameNouns are nouns that parent and dependent claims use for one another.
var sameNouns = [][]string{
	{"method", "process", "procedure", "use"}, {"medium", "media"}, {"apparatus", "apparatuses", "apparati"},
}

// sameThing tells whether the parent has a noun that stands for the same.
func sameThing(noun string, parent map[string]bool) bool {
	for _, group := range sameNouns {
		in, has := false, false
		for _, n := range group {
			in = in || n == noun
			has = has || parent[Stem(n)]
		}
		if in && has {
			return true
		}
	}
	return false
}
