package claims

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	claimOpens = regexp.MustCompile(`^(?i:an?|the|one or more|at least one|in an?|use of|apparatus|method|process|system|means|non-transitory|computer[- ]\w+|improved|articles?|devices?)\b`)
	claimTurns = regexp.MustCompile(`(?i)\b(?:in which|composed|as\s+(?:shown|described|illustrated|hereinbefore|set\s+forth)|comprising|comprises|comprise|consisting|consists|characteri[sz]ed|wherein|whereby|the improvement|including|includes|having|containing|storing|stores|stored|encoded|embodying|bearing|carrying|configured|adapted|arranged|for)\b`)
	termOfArt  = regexp.MustCompile(`(?i)\b(?:comprising|comprises|consisting|characteri[sz]ed (?:in|by)|wherein|the improvement|when executed|that, when|instructions)\b`)
	// talk is what no claim says: the persons of a conversation, and contractions.
	talk = regexp.MustCompile(`\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Oo]ur|[Yy]our|me)\b|n['’]t\b|\b(?i:it|that|there|what)['’]s\b|[!?](?:\s|$)`)
	// finite is a verb that makes a sentence of what it stands in; relative opens a clause that may hold one within a claim.
	finite   = regexp.MustCompile(`(?i)\b(?:is|are|was|were|can|could|will|would|should|must|does|did|do|had|has been|have been|makes|needs|gets)\b`)
	relative = regexp.MustCompile(`(?i)\b(?:which|that|who|whose|when|where|while|if|wherein|whereby|comprising|including|having)\b|[,:;]`)
	// alteredLetter is a first letter that whoever quotes has changed: "[a] process".
	alteredLetter = regexp.MustCompile(`^\s*\[(\p{L})\]`)
	numbered      = regexp.MustCompile(`^\s*(?:[-*•–]\s+)?(?:\*\*|__)?(?:(?i:claim)\s+)?(\d{1,3})\s*(?:[.):]+(?:\*\*|__)?\s+|[-–]\s+(?:An?|The)\b)`)
)

// claimLike tells whether text reads like a claim: one noun phrase with a transition or with a reference to another claim in
// its opening, and no sentence about something. "A method is only as good as its weakest step, including you" is not one.
//
// A whole claim is asked for when nothing beside the text says that it is one: it then has to hold a term of art or such a
// reference, have eight words, and end with a period unless words are left out.
func claimLike(text string, whole bool) bool {
	text = strings.TrimLeft(alteredLetter.ReplaceAllString(text, "$1"), " .…[]")
	if !claimOpens.MatchString(text) || talk.MatchString(text) || len(Words(text)) < 5 {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(text); unicode.IsLower(r) && (whole || !termOfArt.MatchString(text)) {
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
		turn := claimTurns.FindStringIndex(text)
		if turn == nil {
			return false
		}
		verb, rel := finite.FindStringIndex(text), relative.FindStringIndex(text)
		if verb != nil && (rel == nil || verb[0] < rel[0]) {
			return false
		}
	}
	if !whole {
		return true
	}
	return (refers || termOfArt.MatchString(text)) && len(Words(text)) >= 8 &&
		(endsClaim(strings.TrimRight(text, `"”’ `)) || elided(text))
}

// maxLook is how much of what follows a number is looked at to tell whether it reads like a claim.
const maxLook = 1 << 12

// numberedClaim is one of the claims that a passage holds one after the other, each behind its number.
type numberedClaim struct {
	num        int
	start, end int // of the text without the number
}

var numberInside = regexp.MustCompile(`(?:^|[.;:”"]\s+|\s)((?:\*\*|__)?(?i:claim\s+)?(\d{1,3})\s*[.)](?:\*\*|__)?\s+)(?:An?|The|One|In|Use|Apparatus|Method|Process|System|\[|…)`)

// splitNumbered cuts "2. The method of claim 1, ... 3. The method ..." at the numbers. Numbers have to rise and what follows
// each has to read like a claim; a number that does not fit stays part of the text before it. Nil if text begins otherwise.
func splitNumbered(text string) []numberedClaim {
	if !numbered.MatchString(text) {
		return nil
	}
	var out []numberedClaim
	for _, m := range numberInside.FindAllStringSubmatchIndex(text, -1) {
		n := atoi(text[m[4]:m[5]])
		if len(out) > 0 && (n <= out[len(out)-1].num || n > out[len(out)-1].num+20) {
			continue
		}
		if !claimLike(text[m[3]:min(len(text), m[3]+maxLook)], false) {
			continue
		}
		if len(out) > 0 {
			out[len(out)-1].end = m[2]
		} else if strings.TrimSpace(text[:m[2]]) != "" {
			return nil
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
