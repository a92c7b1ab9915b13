package claims

import (
	"regexp"
	"slices"
	"strings"
)

var (
	claimsHeading = regexp.MustCompile(`(?i)^\W*(?:what\s+is\s+claimed(?:\s+is)?|we\s+claim|i\s+claim|the\s+invention\s+claimed\s+is|having\s+thus\s+described.*|(?:listing\s+of\s+(?:the\s+)?)?claims?|patent\s+claims|it\s+is\s+claimed)\W*$`)
	lineNumber    = regexp.MustCompile(`^\s*(?:(?i:claim)\s+)?(\d{1,3})\s*[.):]\s*(\S.*)$`)
)

// readList reads text as a list of numbered claims, if it is one: after a heading such as "What is claimed is:" or from the
// start, claims numbered upwards that leave at most a tenth of the text's words to no claim. It returns false, with set as it
// was, for any other text.
func readList(text string, set *Set) bool {
	type piece struct {
		claim Claim
		parts []string
	}
	var out []piece
	var before []Skipped
	words, stray, line := 0, 0, 0
	heading := false
	for raw := range strings.Lines(text) {
		line++
		folded := Fold(raw)
		n := len(strings.Fields(folded))
		if n == 0 {
			continue
		}
		if mailMark.MatchString(raw) {
			return false
		}
		words += n
		if claimsHeading.MatchString(folded) {
			out, before, words, stray, heading = nil, nil, 0, 0, true // what stands before the claims is no claim
			continue
		}
		m := lineNumber.FindStringSubmatch(folded)
		if m != nil {
			num := atoi(m[1])
			last := 0
			if len(out) > 0 {
				last = out[len(out)-1].claim.Num
			}
			if num > last && num <= last+maxGap && opensClaim(m[2]) {
				out = append(out, piece{Claim{Num: num, Origin: Origin{Kind: Quoted, Line: line, EndLine: line}}, []string{m[2]}})
				continue
			}
		}
		if len(out) == 0 {
			before = append(before, Skipped{line, line, folded, "stands before the first claim"})
			stray += n
			continue
		}
		last := &out[len(out)-1]
		if blankEnded(last.parts) && !heading && looksLikeProse(folded) {
			return false
		}
		last.parts = append(last.parts, folded)
		last.claim.Origin.EndLine = line
	}
	if len(out) == 0 || stray*10 > words && stray > 25 {
		return false
	}
	likely := 0
	for i := range out {
		out[i].claim.Text = Fold(strings.Join(out[i].parts, " "))
		out[i].claim.Origin.Elided = elided.MatchString(out[i].claim.Text)
		if claimLike(out[i].claim.Text, false) {
			likely++
		}
	}
	if likely*2 < len(out) {
		return false
	}
	for _, p := range out {
		set.Claims = append(set.Claims, p.claim)
	}
	set.Skipped = append(set.Skipped, before...)
	slices.SortStableFunc(set.Claims, func(a, b Claim) int { return a.Num - b.Num })
	return true
}

// maxGap is the largest step from one claim's number to the next that is believed: canceled claims leave gaps.
const maxGap = 50

// opensClaim tells whether the words after a number may begin a claim: a capital, a bracket or a status.
func opensClaim(text string) bool {
	r := []rune(text)[0]
	return r == '(' || r == '[' || r >= 'A' && r <= 'Z' || r > 0x7f
}

func blankEnded(parts []string) bool { return endsClaim(parts[len(parts)-1]) }

// looksLikeProse tells whether a line after a finished claim begins a sentence about something.
func looksLikeProse(line string) bool {
	return len(strings.Fields(line)) > 4 && !claimLike(line, false) && line[0] >= 'A' && line[0] <= 'Z'
}
