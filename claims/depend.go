package claims

import (
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// What stands between a claim's subject and a reference tells what the reference does. Sources: MPEP 608.01(n) II-III; EPO
// Guidelines F-IV 3.4 and 3.8.
var (
	// joined stands between a dependent claim's subject and the claim that it limits.
	joined = ends(`(?i)(?:,\s*)?\b(?:according(?:\s*to)?|in\s+accordance\s+with|as\s+(?:claimed|recited|defined|described|set\s+forth|set\s+out|specified|stated|in|per|of|for|recited\s+in|claimed\s+in)?(?:\s*(?:in|by|under))?|claimed\s+in|recited\s+in|defined\s+(?:in|by)|of|in|under|per|by|from)\s*(?:either\s+|(?:any\s+)?any\s*(?:one\s*)?(?:of\s*)?|one\s+(?:or\s+more\s+)?of\s*|at\s+least\s+one\s+of\s+)?(?:(?:the|an?)\s+)?(?:preceding\s+)?(?:patent\s+)?(?:claims?\s+)?\s*$`, 16)
	// including tells that the subject holds or comes from the whole of the claim referred to.
	including = lazyregexp.New(`(?i)\b(?:compris\w+|includ\w+|contain\w+|having|incorporat\w+|equipped|provided\s+with|together\s+with)\b|\b(?:\w+(?:ed|en)|(?:obtain|produc|prepar)[ai]ble|made|built|grown|spun|cut|sold)\s+(?:\w+\s+)?(?:by|with|from|in|using|through|according\s+to)\s+(?:the|an?)\b`)
	// holding tells the same of a cell or the like that has the thing in it.
	holding = lazyregexp.New(`(?i)\b(?:carrying|harbou?ring|bearing|express(?:es|ing)|transformed\s+with|transfected\s+with|introducing)\s+(?:the|an?|said)\b`)
	// working tells that a method cannot be carried out without the whole thing: it uses it or makes it (MPEP 608.01(n) III).
	working = lazyregexp.New(`(?i)\b(?:using|employing|utili[sz]ing|administering|applying|contacting)\b|\b(?:method|process)\s+(?:of|for)\s+(?:\w+ly\s+)?(?:the\s+)?(?:using|making|preparing|producing|manufacturing|fabricating|synthesi[sz]ing|forming|growing|preparation|production|manufacture|fabrication|synthesis)\b`)
	// another is the article of a second noun phrase: the subject is not what the reference is about.
	another = begins(`(?i)\b(?:the|an?|said|any)\s+\w`, "the ", "a ", "an ", "said ", "any ")
)

// useOf opens a claim to a use of the whole thing that another claim defines.
var useOf = lazyregexp.New(`(?i)^\s*(?:the\s+)?use\s+of\b`)

// definite opens a claim that goes on with a thing named before.
var definite = lazyregexp.New(`^\s*(?i:the|said|in\s+the|for\s+the)\b`)

// maxOpening is how many words a claim's opening may have before its reference; behind more stands its body.
const maxOpening = 30

// maxSlip is how many words a dependent claim's opening may have where no word joins it to its reference.
const maxSlip = 8

// depend sets the claim's references, kind and relation from its words alone, and returns all references in its text.
//
// A claim is dependent by its opening phrase: the reference stands there, and between the subject and the reference are only
// words that join them ("of", "according to", "as claimed in"). A kit "comprising the device of claim 1" incorporates; an
// apparatus "for carrying out the method of claim 1" mentions; a reference after the opening mentions. 35 USC 112(d)-(e).
func depend(c *Claim) []reference {
	c.Kind, c.Refs, c.Relation = Independent, []int{}, ""
	refs := references(c.Text)
	if len(refs) == 0 {
		return nil
	}
	first := refs[0]
	nums := first.nums
	if first.all {
		for i := 1; i < c.Num; i++ {
			if !slices.Contains(first.not, i) {
				nums = append(nums, i)
			}
		}
	}
	if first.last && c.Num > 1 {
		nums = []int{c.Num - 1}
	}
	before := c.Text[:first.span.Start]
	if plainOpening(before) {
		c.Relation, c.Kind = Limits, Dependent
		c.alternatives(refs, nums)
		return refs
	}
	subject := before
	if m := joined.first(before); m != nil {
		subject = before[:m[0]]
	}
	phrases := another.all(subject)
	seconds := len(phrases)
	if seconds == 0 || phrases[0][0] > 0 {
		seconds++ // "Apparatus ...": the subject needs no article
	}
	switch {
	case including.MatchString(subject), useOf.MatchString(subject):
		c.Relation = Incorporates
	case definite.MatchString(before) && seconds <= 1 && len(Words(before)) <= maxSlip:
		// "The lamp claim 1, wherein": the word that joins the two was left out
		c.Relation = Limits
		c.Kind = Dependent
	case definite.MatchString(before) && subject != before && !strings.Contains(before, ";") && len(Words(before)) <= maxOpening:
		// "The device for moving a tube of claim 2, wherein": what "The" opens was introduced there, however long its name
		c.Relation = Limits
		c.Kind = Dependent
	case len(Words(before)) <= maxOpening && (holding.MatchString(subject) || working.MatchString(subject) && categoryOf(c.Text) == Method):
		c.Relation = Incorporates
	case len(Words(before)) > maxOpening || strings.Contains(before, ";") || seconds > 1 || subject == before && strings.TrimSpace(before) != "":
		c.Relation = Mentions
	default:
		c.Relation = Limits
		c.Kind = Dependent
	}
	c.alternatives(refs, nums)
	return refs
}

// alternatives sets the claims that the opening refers to: nums, and those of the other references in it.
func (c *Claim) alternatives(refs []reference, nums []int) {
	for _, r := range openingReferences(c.Text, refs)[1:] {
		nums = append(nums, r.nums...)
	}
	slices.Sort(nums)
	c.Refs = append(c.Refs, slices.Compact(nums)...)
	if c.Kind == Dependent && (len(c.Refs) > 1 || refs[0].all) {
		c.Kind = Multiple
	}
}

// plainOpening tells whether what stands before a claim's reference is of the plainest kind, "The lamp of", "A method as claimed in": an
// article, at most five words that are no verbs, and the words that join them to the reference.
func plainOpening(before string) bool {
	words := strings.Fields(before)
	n := len(words)
	if n < 3 || n > 9 || before[len(before)-1] != ' ' {
		return false
	}
	switch last := words[n-1]; {
	case last == "in" && words[n-3] == "as" && recited[words[n-2]]:
		n -= 3
	case last == "of", last == "in":
		n--
	case last == "to" && words[n-2] == "according":
		n -= 2
	default:
		return false
	}
	article := strings.ToLower(words[0])
	if n < 2 || n > 6 || article != "the" && article != "a" && article != "an" {
		return false
	}
	for _, w := range words[1:n] {
		for i := 0; i < len(w); i++ {
			if c := w[i] | 0x20; (c < 'a' || c > 'z') && w[i] != '-' {
				return false
			}
		}
		w = strings.ToLower(w)
		if stoppers[w] || w == "together" || article != "the" && (strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ed") || w == "expresses") {
			return false
		}
		for _, verb := range []string{"incorporat", "equipped", "compris", "includ", "contain"} {
			if strings.HasPrefix(w, verb) {
				return false
			}
		}
	}
	return true
}

var recited = set("claimed recited defined described")

// openingReferences returns those of a claim's references, at least the first, that its opening names together: "of claim 1 or
// claim 4"; "the cell of claim 1 or the tissue of any one of claims 2-4"; and a second set of alternatives for another feature,
// "the paste of claim 1 or 2 made by the method of claim 3 or 4", which is improper (MPEP 608.01(n) I.B.3) and refers to all
// four. The opening ends where the claim's limitations begin.
func openingReferences(text string, refs []reference) []reference {
	several := refs[0].all || len(refs[0].nums) > 1
	n := 1
	for i := 1; i < len(refs) && refs[i].span.Start < maxLook; i++ {
		gap := text[refs[i-1].span.End:refs[i].span.Start]
		words := len(Words(gap))
		if refs[i].all || whereinWords.in(gap) || words > 3 && strings.ContainsAny(strings.TrimLeft(gap, " ,"), ",;:") {
			break
		}
		switch {
		case words <= 3 && (strings.Contains(gap, "or") || strings.Contains(gap, ",")), orElse.MatchString(gap), several && len(refs[i].nums) > 1 && words > 3 && !strings.HasPrefix(gap, ","):
			n = i + 1
		case words <= 3:
			return refs[:n]
		}
	}
	return refs[:n]
}

// orElse opens an alternative behind a reference: "or the tissue of", but not "or more".
var orElse = lazyregexp.New(`(?i)^[\s,]*(?:and\s*/\s*)?or\s+(?:an?|the|said|any|of|in|to)\b`)

// relate mends what a claim's own words cannot tell: a claim "A method for capturing a sequence according to claim 1" limits
// claim 1 if that begins with the same subject, however many nouns it has.
func relate(set *Set) {
	byNum := map[int]*Claim{}
	for i := range set.Claims {
		if c := &set.Claims[i]; byNum[c.Num] == nil {
			byNum[c.Num] = c
		}
	}
	for i := range set.Claims {
		c := &set.Claims[i]
		if c.Relation != Mentions && c.Relation != Incorporates || len(c.Refs) == 0 {
			continue
		}
		refs := references(c.Text)
		before := c.Text[:refs[0].span.Start]
		m := joined.first(before)
		parent := byNum[c.Refs[0]]
		if m == nil || parent == nil || parent.Num == c.Num {
			continue
		}
		if subject := subjectWords(before[:m[0]]); len(subject) > 1 && slices.Equal(subject, firstWords(subjectWords(parent.Text[:min(len(parent.Text), 400)]), len(subject))) {
			c.Relation, c.Kind = Limits, Dependent
			if len(c.Refs) > 1 || refs[0].all {
				c.Kind = Multiple
			}
			pre, trans := split(c, refs)
			c.Preamble = strings.TrimRight(c.Text[:pre.End], " ,:;")
			c.Transition = strings.ToLower(Fold(c.Text[trans.Start:trans.End]))
			c.Elements = elements(c, pre, trans)
		}
	}
}

// subjectWords returns the words of an opening in small letters, without its article.
func subjectWords(opening string) []string {
	var out []string
	for i, w := range Words(opening) {
		if i > 0 || w.Lower != "a" && w.Lower != "an" && w.Lower != "the" {
			out = append(out, w.Lower)
		}
	}
	return out
}

func firstWords(words []string, n int) []string { return words[:min(n, len(words))] }
