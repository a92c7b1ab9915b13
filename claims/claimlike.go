package claims

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimchart/claims/lazyregexp"
)

var (
	claimOpens = lazyregexp.New(`^(?i:an?|the|one or more|at least one|in an?|use of|apparatus|method|process|system|means|non-transitory|computer[- ]\w+|improved|articles?|devices?)\b`)
	claimTurns = begins(`(?i)\b(?:in which|composed|as\s+(?:shown|described|illustrated|hereinbefore|set\s+forth)|comprising|comprises|comprised|comprise|consisting|consists|characteri[sz]ed|wherein|whereby|the improvement|including|includes|having|containing|storing|stores|stored|encoded|embodying|bearing|carrying|configured|adapted|arranged|for)\b`,
		"in ", "composed", "as ", "compris", "consist", "characteri", "wherein", "whereby", "the improvement", "includ", "having", "contain", "stor", "encoded", "embodying",
		"bearing", "carrying", "configured", "adapted", "arranged", "for")
	termOfArt = begins(`(?i)\b(?:comprising|comprises|comprised\s+of|consisting|characteri[sz]ed (?:in|by)|wherein|the improvement|when executed|that, when|instructions)\b`,
		"compris", "consisting", "characteri", "wherein", "the improvement", "when executed", "that, when", "instructions")
	// talkWords and talkMarks are what no claim says: the persons of a conversation, and contractions.
	talkWords = begins(`\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Oo]ur|[Yy]our|me)\b|\b(?i:it|that|there|what)['’]s\b`, "i", "you", "we", "my", "our", "me", "that", "there", "what")
	talkMarks = seek(`n['’]t\b|[!?](?:\s|$)`, "'", "’", "!", "?")
	// finite is a verb that makes a sentence of what it stands in; relative opens a clause that may hold one within a claim.
	finite   = lazyregexp.New(`(?i)\b(?:is|are|was|were|can|could|will|would|should|must|does|did|do|had|has been|have been|makes|needs|gets)\b`)
	relative = lazyregexp.New(`(?i)\b(?:which|that|who|whose|when|where|while|if|wherein|whereby|comprising|including|having)\b|[,:;]`)
	// alteredLetter is a first letter that whoever quotes has changed: "[a] process".
	alteredLetter = lazyregexp.New(`^\s*\[(\p{L})\]`)
	numbered      = lazyregexp.New(`^\s*(?:[-*•–]\s+)?(?:\*\*|__)?(?:(?i:claim)\s+)?([1-9]\d{0,2})\s*(?:[.):]+(?:\*\*|__)?\s+|[-–]\s+(An?|The)\b)`)
)

// numberAhead returns where the number in front of a claim's words stands and where the words begin; ok is false where there is none.
func numberAhead(text string) (num Span, words int, ok bool) {
	m := numbered.FindStringSubmatchIndex(text)
	if m == nil {
		return Span{}, 0, false
	}
	if words = m[1]; m[4] >= 0 {
		words = m[4] // the article that shows "1- A lamp" to be a number is the claim's first word
	}
	return Span{m[2], m[3]}, words, true
}

// claimLike tells whether text reads like a claim: one noun phrase with a transition or with a reference to another claim in
// its opening, and no sentence about something. "A method is only as good as its weakest step, including you" is not one.
//
// A whole claim is asked for when nothing beside the text says that it is one: it then has to hold a term of art or such a
// reference, have eight words, and end with a period unless words are left out.
func claimLike(text string, whole bool) bool {
	text = strings.TrimLeft(alteredLetter.ReplaceAllString(text, "$1"), " .…[]")
	if !claimOpens.MatchString(text) || !wordsIn(text, 5) || talks(text) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(text); unicode.IsLower(r) && (whole || !termOfArt.in(text)) {
		return false
	}
	if strings.HasSuffix(text, ":") {
		return false // a preamble alone
	}
	opening := text[:min(len(text), 200)]
	refers := false
	if refs := references(opening); len(refs) > 0 {
		before := opening[:refs[0].span.Start]
		refers = len(Words(before)) <= 14 && !finite.MatchString(before)
	}
	if !refers {
		if !claimTurns.in(text) {
			return false
		}
		before := text
		if rel := relative.FindStringIndex(text); rel != nil {
			before = text[:rel[0]]
		}
		if finite.MatchString(before) {
			return false
		}
	}
	if !whole {
		return true
	}
	return (refers || termOfArt.in(text)) && wordsIn(text, 8) &&
		(endsClaim(strings.TrimRight(text, `"”’ `)) || elided(text))
}

// talks tells whether a person speaks in the text.
func talks(text string) bool { return talkWords.in(text) || talkMarks.in(text) }

// wordsIn tells whether the text has at least n words.
func wordsIn(text string, n int) bool {
	if head := text[:min(len(text), 32*n)]; len(Words(head)) > n { // the last may be cut in two
		return true
	}
	return len(Words(text)) >= n
}

// maxLook is how much of what follows a number is looked at to tell whether it reads like a claim.
const maxLook = 1 << 12

// numberedClaim is one of the claims that a passage holds one after the other, each behind its number.
type numberedClaim struct {
	num        int
	start, end int // of the text without the number
}

var numberInside = lazyregexp.New(`(?:^|[.;:”"]\s+|\s)((?:\*\*|__)?(?i:claim\s+)?([1-9]\d{0,2})\s*[.)](?:\*\*|__)?\s+)(?:An?|The|One|In|Use|Apparatus|Method|Process|System|\[|…)`)

// splitNumbered cuts "2. The method of claim 1, ... 3. The method ..." at the numbers. Numbers have to rise and what follows
// each has to read like a claim; a number that does not fit stays part of the text before it. Nil if text begins otherwise.
func splitNumbered(text string) []numberedClaim {
	if !numbered.MatchString(text) {
		return nil
	}
	var out []numberedClaim
	turn := -1 // where the first of claimTurns stands behind the number
	for _, m := range numberInside.FindAllStringSubmatchIndex(text, -1) {
		n := atoi(text[m[4]:m[5]])
		switch {
		case len(out) > 0 && (n <= out[len(out)-1].num || n > out[len(out)-1].num+20):
			continue
		case len(out) == 0 && strings.TrimSpace(text[:m[2]]) != "":
			return nil // the number in front opens no claim
		}
		if turn < m[3] {
			turn = len(text)
			if next := claimTurns.next(text, m[3]); next != nil {
				turn = next[0]
			}
		}
		switch opening := text[m[3]:min(len(text), m[3]+maxLook)]; {
		case turn-m[3] >= maxLook && !strings.HasPrefix(opening, "[") && indexFold(opening[:min(len(opening), 300)], "claim") < 0:
			continue // neither a turn nor a reference in sight
		case !claimLike(opening, false):
			continue
		}
		if len(out) > 0 {
			out[len(out)-1].end = m[2]
		}
		out = append(out, numberedClaim{num: n, start: m[3], end: len(text)})
	}
	return out
}

func atoi(digits string) int {
	n := 0
	for _, d := range digits {
		n = min(n*10+int(d-'0'), 1<<20)
	}
	return n
}
