package claims

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// reference is a place in a claim's text that refers to other claims.
type reference struct {
	span Span
	nums []int // each once, in order; empty for "any preceding claim" until the claim's number is known
	all  bool  // "any preceding claim"
	last bool  // "the preceding claim"
	not  []int // claims that "any preceding claim" leaves out
}

const (
	number = `\d{1,4}`
	joint  = `(?:\s*(?:,|;|/|&|-|–|—|‑|~|or|and|(?:up\s+)?to|through|thru|any\s+of|one\s+of|claims?)\s*)`
)

// referring finds references: "claim 1", "ofclaim 1", "claims 1 to 5", "claims 1-3, 5 and 7", "any preceding claim". A space
// may be missing on either side, as bad conversions leave it out.
var (
	referring = regexp.MustCompile(`(?i)(?:claims?\s*(?:(?:nos?\b\.?|numbers?\b|#)\s*)?(` + number + `(?:` + joint + `+` + number + `)*|\(` + number + `\)|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b))|` +
		`(?:(?:any|one|either|each)(?:\s+one)?(?:\s+or\s+more)?(?:\s+of)?(?:\s+the)?\s+(?:preceding|previous|foregoing|prior|above)\s+claims?)|(?:the\s+(?:preceding|previous|foregoing|prior|above)\s+claims|any\s+(?:of\s+the\s+)?claims?\s+above)\b|(the\s+(?:immediately\s+)?(?:preceding|previous|foregoing)\s+claim)\b`)
	inRange = regexp.MustCompile(`(?i)^\s*(?:-|–|—|‑|~|(?:up\s+)?to|through|thru)\s*(?:claims?\s*)?$`)
	numeral = regexp.MustCompile(number)
	// led is the words that lead to "claim", joined to it by a bad conversion: "ofclaim", "anyofclaims"; "reclaim" is a word.
	led = regexp.MustCompile(`(?i)^(?:of|in|to|by|per|from|under|with|any|one|either|each|the|or|and)*$`)
	// excepting follows a reference and takes claims out of it; what is excepted is no alternative (35 USC 112(e)).
	excepting = regexp.MustCompile(`(?i)^\s*,?\s*(?:with\s+the\s+exception\s+of|except(?:ing)?(?:\s+for)?|excluding|other\s+than|but\s+not|save(?:\s+for)?)\s*(?:claims?\s*)(` + number + `(?:` + joint + `+` + number + `)*)`)
	// amount follows a number that counts or measures something: "claim 1, 2 or more screws", "claim 1, 2.5 mm wide".
	amount = regexp.MustCompile(`(?i)^(?:\s+or\s+(?:more|less|fewer|greater|several)\b|\.\d|\s*(?:%|percent\b|per\s+cent\b|times\b|[µμnkmc]?m\b|[µμmk]?g\b|°|degrees?\b))`)
	// afterComma ends a list of claims in a number, or a range, that nothing but a comma joins to it.
	afterComma = regexp.MustCompile(`\s*,\s*` + number + `(?:\s*(?:to|-|–|—|‑)\s*` + number + `)?$`)
	quoteOpens = regexp.MustCompile(`["“”'‘]\s*$`)
	quoteEnds  = regexp.MustCompile(`^\s*["”'’]`)
)

// inWords are the numbers of claims that are written out: "claim one".
var inWords = strings.Fields("one two three four five six seven eight nine ten")

// countsOn follows a number in words that counts something else.
var countsOn = regexp.MustCompile(`(?i)^\s*-?\s*(?:of|or\s+more|or\s+several|another|\w+s)\b`)

// ofDocument follows claims that are spoken of as data.
var ofDocument = regexp.MustCompile(`(?i)^\s+of\s+(?:the|an?|said|that|each|another)\b`)

// references returns the references in text, in order.
func references(text string) []reference {
	var out []reference
	for at, end := 0, 0; ; {
		next := indexFold(text[at:], "claim")
		if next < 0 {
			return out
		}
		at += next
		if num, stop, ok := plain(text, at); ok && at >= end {
			if n := len(out); n == 0 || at >= out[n-1].span.End {
				out = append(out, reference{span: Span{at, stop}, nums: []int{num}})
			}
			at, end = stop, stop
			continue
		}
		m := referral(text, end, at)
		if m == nil {
			at += len("claim")
			continue
		}
		at, end = m[1], m[1]
		if n := len(out); n > 0 && m[0] < out[n-1].span.End {
			continue // what the reference before excepts
		}
		if m[4] >= 0 {
			out = append(out, reference{span: Span{m[0], m[1]}, last: true})
			continue
		}
		if m[2] < 0 {
			out = append(out, reference{span: Span{m[0], m[1]}, all: true}.without(text))
			continue
		}
		if ofDocument.MatchString(text[m[1]:]) {
			continue // "displaying claims 1 to 20 of the document" is data
		}
		if before, ok := strings.CutSuffix(text[max(0, m[0]-maxLed):m[0]], " "); ok && strings.HasSuffix(strings.ToLower(before), " this") {
			continue // "during step (b) of this claim 1" refers to no other
		}
		if near := text[max(0, m[0]-maxLed):m[0]]; !led.MatchString(near[len(strings.TrimRightFunc(near, unicode.IsLetter)):]) {
			continue
		}
		if quoteOpens.MatchString(text[max(0, m[0]-4):m[0]]) && quoteEnds.MatchString(text[m[1]:min(len(text), m[1]+8)]) {
			continue // "showing the words 'claim 1'": the quotation marks hold the words and nothing else
		}
		r := reference{span: Span{m[0], m[1]}}
		if at := afterComma.FindStringIndex(text[m[2]:m[3]]); at != nil && amount.MatchString(text[m[1]:min(len(text), m[1]+maxAmount)]) {
			m[3] = m[2] + at[0]
			r.span.End = m[3]
		}
		if r.nums = numbers(text[m[2]:m[3]]); len(r.nums) == 0 {
			if countsOn.MatchString(text[m[1]:]) {
				continue // "any claim one of which"
			}
			r.nums = []int{1 + slices.Index(inWords, strings.ToLower(text[m[2]:m[3]]))}
		}
		out = append(out, r.without(text))
	}
}

// maxLed is how many bytes before "claim" are looked at for words that are joined to it.
const maxLed = 24

// maxAmount is how many bytes behind a number tell whether it is an amount.
const maxAmount = 24

// without returns r without the claims that the words behind it in text take out, and with the span of these words. A
// reference that would lose all its claims stays whole.
func (r reference) without(text string) reference {
	rest := text[r.span.End:min(len(text), r.span.End+maxLook)]
	m := excepting.FindStringSubmatchIndex(rest)
	if m == nil {
		return r
	}
	out := numbers(rest[m[2]:m[3]])
	if r.all {
		r.not, r.span.End = out, r.span.End+m[1]
	}
	if left := slices.DeleteFunc(slices.Clone(r.nums), func(n int) bool { return slices.Contains(out, n) }); len(left) > 0 {
		r.nums, r.span.End = left, r.span.End+m[1]
	}
	return r
}

// referringHere is referring at the beginning of a text.
var referringHere = regexp.MustCompile(`^(?:` + referring.String() + `)`)

// What referring matches begins at most so many bytes and words before the word "claim" that each match holds, and is known from
// so many bytes behind it.
const (
	wordsAhead  = 12
	bytesAhead  = 160
	bytesBehind = 32
)

// referral returns the match of referring about the word "claim" at offset at, behind what was searched up to end, or nil.
func referral(text string, end, at int) []int {
	from := max(end, at-bytesAhead)
	from += len(text[from:at]) - len(lastFields(text[from:at], wordsAhead))
	m := referring.FindStringIndex(text[from:min(len(text), at+len("claim")+bytesBehind)])
	if m == nil {
		return nil
	}
	from += m[0]
	all := referringHere.FindStringSubmatchIndex(text[from:]) // nil where what was cut off behind takes it back
	for i := range all {
		if all[i] >= 0 {
			all[i] += from
		}
	}
	return all
}

// plain reads a reference of the plainest kind, "claim 7", at the word "claim" at offset at: nothing before it leads to claims before,
// and nothing behind it goes on with another number, takes a claim out or makes data of it. Most references are so, and the
// patterns need not be tried on them. It returns the number and where it ends.
func plain(text string, at int) (num, end int, ok bool) {
	i := at + len("claim")
	if i >= len(text) || text[i] != ' ' {
		return 0, 0, false
	}
	for i++; i < len(text) && i < at+len("claim 1234") && text[i] >= '0' && text[i] <= '9'; i++ {
		num = 10*num + int(text[i]-'0')
	}
	if i == at+len("claim ") {
		return 0, 0, false
	}
	if before := lastFields(text[max(0, at-16):at], 1); before == "" || text[at-1] != ' ' || !plainBefore[strings.ToLower(strings.TrimRight(before, " "))] {
		return 0, 0, false
	}
	rest := text[i:]
	if rest == "." || rest == "" {
		return num, i, true
	}
	rest = strings.TrimLeft(strings.TrimPrefix(rest, ","), " ")
	word := rest
	if k := strings.IndexFunc(rest, func(r rune) bool { return r < 'a' || r > 'z' }); k >= 0 {
		word = rest[:k]
	}
	return num, i, plainBehind[word] && (text[i] == ',' || text[i] == ' ')
}

// The words beside a plain reference.
var (
	plainBefore = set("of in to by under from with")
	plainBehind = set("wherein further comprising where in which characterized characterised comprises including having the is")
)

// maxRange bounds a range of claims: a longer one is a slip of conversion, and only its ends are kept.
const maxRange = 500

// numbers reads "1-3, 5 and 7" as 1 2 3 5 7.
func numbers(list string) []int {
	var out []int
	highest := 0
	var seen map[int]bool // made only for a list that goes back
	add := func(n int) {
		switch {
		case n > highest:
			highest = n
			out = append(out, n)
		case seen == nil:
			seen = map[int]bool{}
			for _, k := range out {
				seen[k] = true
			}
			fallthrough
		default:
			if seen[n] {
				return
			}
			out = append(out, n)
		}
		if seen != nil {
			seen[n] = true
		}
	}
	last, end := 0, 0
	for _, m := range numeral.FindAllStringIndex(list, -1) {
		n, _ := strconv.Atoi(list[m[0]:m[1]])
		if last > 0 && inRange.MatchString(list[end:m[0]]) && n > last && n-last <= maxRange {
			for i := last + 1; i < n; i++ {
				add(i)
			}
		}
		add(n)
		last, end = n, m[1]
	}
	slices.Sort(out)
	return out
}

// What stands between a claim's subject and a reference tells what the reference does. Sources: MPEP 608.01(n) II-III; EPO
// Guidelines F-IV 3.4 and 3.8.
var (
	// joined stands between a dependent claim's subject and the claim that it limits.
	joined = ends(`(?i)(?:,\s*)?\b(?:according(?:\s*to)?|in\s+accordance\s+with|as\s+(?:claimed|recited|defined|described|set\s+forth|set\s+out|specified|stated|in|per|of|for|recited\s+in|claimed\s+in)?(?:\s*(?:in|by|under))?|claimed\s+in|recited\s+in|defined\s+(?:in|by)|of|in|under|per|by|from)\s*(?:either\s+|(?:any\s+)?any\s*(?:one\s*)?(?:of\s*)?|one\s+(?:or\s+more\s+)?of\s*|at\s+least\s+one\s+of\s+)?(?:(?:the|an?)\s+)?(?:preceding\s+)?(?:patent\s+)?(?:claims?\s+)?\s*$`, 16)
	// including tells that the subject holds or comes from the whole of the claim referred to.
	including = regexp.MustCompile(`(?i)\b(?:compris\w+|includ\w+|contain\w+|having|incorporat\w+|equipped|provided\s+with|together\s+with)\b|\b(?:\w+(?:ed|en)|(?:obtain|produc|prepar)[ai]ble|made|built|grown|spun|cut|sold)\s+(?:\w+\s+)?(?:by|with|from|in|using|through|according\s+to)\s+(?:the|an?)\b`)
	// holding tells the same of a cell or the like that has the thing in it.
	holding = regexp.MustCompile(`(?i)\b(?:carrying|harbou?ring|bearing|express(?:es|ing)|transformed\s+with|transfected\s+with|introducing)\s+(?:the|an?|said)\b`)
	// working tells that a method cannot be carried out without the whole thing: it uses it or makes it (MPEP 608.01(n) III).
	working = regexp.MustCompile(`(?i)\b(?:using|employing|utili[sz]ing|administering|applying|contacting)\b|\b(?:method|process)\s+(?:of|for)\s+(?:\w+ly\s+)?(?:the\s+)?(?:using|making|preparing|producing|manufacturing|fabricating|synthesi[sz]ing|forming|growing|preparation|production|manufacture|fabrication|synthesis)\b`)
	// another is the article of a second noun phrase: the subject is not what the reference is about.
	another = begins(`(?i)\b(?:the|an?|said|any)\s+\w`, "the ", "a ", "an ", "said ", "any ")
)

// useOf opens a claim to a use of the whole thing that another claim defines.
var useOf = regexp.MustCompile(`(?i)^\s*(?:the\s+)?use\s+of\b`)

// definite opens a claim that goes on with a thing named before.
var definite = regexp.MustCompile(`^\s*(?i:the|said|in\s+the|for\s+the)\b`)

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
var orElse = regexp.MustCompile(`(?i)^[\s,]*(?:and\s*/\s*)?or\s+(?:an?|the|said|any|of|in|to)\b`)

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
