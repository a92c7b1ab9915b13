package source

import (
	"strings"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

var (
	claimsHead = lazyregexp.New(`(?i)^\W*(?:what\s+is\s+claimed(?:\s+as\s+new[\w\s,]*)?(?:\s+is)?|what\s+(?:i|we)\s+claim(?:\s+is)?|(?:i|we)\s+claim|the\s+invention\s+claimed\s+is|it\s+is\s+claimed|(?:the\s+)?claims?|patent\s+claims|patentansprüche|ansprüche|revendications)\W*$`)
	claimsOpen = lazyregexp.New(`(?i)\b(?:what\s+is\s+claimed|what\s+(?:i|we)\s+claim|(?:i|we)\s+claim|invention\s+claimed\s+is|is\s+claimed\s+is)[\w\s]*:\s*$`)
	firstClaim = lazyregexp.New(`^\W*(?:claim\s+)?1\s*[.):]|^(?:An?|The)\s`)
	starLine   = lazyregexp.New(`^(?:\*\s*){3,}$`)
	afterHead  = lazyregexp.New(`(?i)^\W*(?:abstract(?:\s+of\s+the\s+disclosure)?|zusammenfassung|abrégé)\W*$`)
)

// claimsPart returns the lines of the claims with their heading: from the last heading that claim 1 follows to the stars or the abstract
// after them; all lines if there is none.
func claimsPart(lines []pdfLine) (from, to int, found bool) {
	from, to = 0, len(lines)
	for i := len(lines) - 1; i >= 0; i-- {
		if !claimsHead.MatchString(lines[i].text) && !claimsOpen.MatchString(lines[i].text) {
			continue
		}
		next := i + 1
		for next < len(lines) && lines[next].text == "" {
			next++
		}
		if next < len(lines) && firstClaim.MatchString(lines[next].text) {
			from, found = i, true
			break
		}
	}
	if !found {
		return 0, len(lines), false
	}
	for i := from + 1; i < len(lines); i++ {
		if starLine.MatchString(lines[i].text) || afterHead.MatchString(lines[i].text) {
			return from, i, true
		}
	}
	return from, to, true
}

// pdfAbstract returns what follows the heading "Abstract" up to the next heading or the end of its page.
func pdfAbstract(lines []pdfLine) string {
	for i, l := range lines {
		if !afterHead.MatchString(l.text) {
			continue
		}
		var parts []string
		for _, n := range lines[i+1:] {
			if n.page != l.page || isHeading(n) {
				break
			}
			parts = append(parts, n.text)
		}
		return claims.Fold(strings.Join(parts, " "))
	}
	return ""
}
