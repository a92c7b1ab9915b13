package claims

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"claimchart/claims/lazyregexp"
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
	referring = lazyregexp.New(`(?i)(?:claims?\s*(?:(?:nos?\b\.?|numbers?\b|#)\s*)?(` + number + `(?:` + joint + `+` + number + `)*|\(` + number + `\)|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b))|` +
		`(?:(?:any|one|either|each)(?:\s+one)?(?:\s+or\s+more)?(?:\s+of)?(?:\s+the)?\s+(?:preceding|previous|foregoing|prior|above)\s+claims?)|(?:the\s+(?:preceding|previous|foregoing|prior|above)\s+claims|any\s+(?:of\s+the\s+)?claims?\s+above)\b|(the\s+(?:immediately\s+)?(?:preceding|previous|foregoing)\s+claim)\b`)
	inRange = lazyregexp.New(`(?i)^\s*(?:-|–|—|‑|~|(?:up\s+)?to|through|thru)\s*(?:claims?\s*)?$`)
	numeral = lazyregexp.New(number)
	// led is the words that lead to "claim", joined to it by a bad conversion: "ofclaim", "anyofclaims"; "reclaim" is a word.
	led = lazyregexp.New(`(?i)^(?:of|in|to|by|per|from|under|with|any|one|either|each|the|or|and)*$`)
	// excepting follows a reference and takes claims out of it; what is excepted is no alternative (35 USC 112(e)).
	excepting = lazyregexp.New(`(?i)^\s*,?\s*(?:with\s+the\s+exception\s+of|except(?:ing)?(?:\s+for)?|excluding|other\s+than|but\s+not|save(?:\s+for)?)\s*(?:claims?\s*)(` + number + `(?:` + joint + `+` + number + `)*)`)
	// amount follows a number that counts or measures something: "claim 1, 2 or more screws", "claim 1, 2.5 mm wide".
	amount = lazyregexp.New(`(?i)^(?:\s+or\s+(?:more|less|fewer|greater|several)\b|\.\d|\s*(?:%|percent\b|per\s+cent\b|times\b|[µμnkmc]?m\b|[µμmk]?g\b|°|degrees?\b))`)
	// afterComma ends a list of claims in a number, or a range, that nothing but a comma joins to it.
	afterComma = lazyregexp.New(`\s*,\s*` + number + `(?:\s*(?:to|-|–|—|‑)\s*` + number + `)?$`)
	quoteOpens = lazyregexp.New(`["“”'‘]\s*$`)
	quoteEnds  = lazyregexp.New(`^\s*["”'’]`)
)

// inWords are the numbers of claims that are written out: "claim one".
var inWords = strings.Fields("one two three four five six seven eight nine ten")

// countsOn follows a number in words that counts something else.
var countsOn = lazyregexp.New(`(?i)^\s*-?\s*(?:of|or\s+more|or\s+several|another|\w+s)\b`)

// ofDocument follows claims that are spoken of as data.
var ofDocument = lazyregexp.New(`(?i)^\s+of\s+(?:the|an?|said|that|each|another)\b`)

// ReferenceSpans returns where a text refers to claims by number, "of claim 24", "claims 1 to 5", in order: the words of the reference and its
// numbers say which claim is meant and nothing of the subject.
func ReferenceSpans(text string) []Span {
	var out []Span
	for _, r := range references(text) {
		out = append(out, r.span)
	}
	return out
}

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
var referringHere = lazyregexp.New(`^(?:` + referring.String() + `)`)

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
