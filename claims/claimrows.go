package claims

import (
	"strings"

	"claimchart/claims/lazyregexp"
)

var (
	// row is a line of a table that holds a claim's number and its words, between bars or divided by a tab.
	row = lazyregexp.New(`(?i)^\s*\|?[ ]*(?:claim\s+)?(\d{1,3})[.)]?[ ]*(?:\||\t)\s*([^|\t]*[^|\t\s])\s*\|?\s*$`)
	// rowRule parts the head of a table from its rows: "|---|:--|".
	rowRule = lazyregexp.New(`^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$`)
)

// claimRows returns text with the rows of a table of claims written as numbered claims, line for line; any other text as it is.
// A table of claims has at least two rows, numbers that rise, and words that read like claims beside all of them.
func claimRows(text string) string {
	if !strings.ContainsAny(text, "|\t") {
		return text
	}
	rows, last := 0, 0
	for line := range strings.Lines(text) {
		if m := row.FindStringSubmatch(line); m != nil {
			if atoi(m[1]) <= last || !claimLike(m[2][:min(len(m[2]), maxLook)], false) {
				return text
			}
			last = atoi(m[1])
			rows++
		}
	}
	if rows < 2 {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		switch m := row.FindStringSubmatch(line); {
		case m != nil:
			b.WriteString(m[1] + ". " + m[2] + "\n")
		case rowRule.MatchString(line):
			b.WriteString("\n")
		default:
			b.WriteString(line)
		}
	}
	return b.String()
}

// everyFifth is a line that may begin with its own number, as printed patents count their lines.
var everyFifth = lazyregexp.New(`^\s*(\d{1,3})\s+\p{Ll}`)

// marginLines returns the lines of text, from 1, that begin with their number in the column: 5, 10, 15, each five lines below
// the one before, give or take one. A single number proves nothing, and "10 mm" is a measure; then it returns none.
func marginLines(text string) map[int]bool {
	out := map[int]bool{}
	line, printed, lastNum, lastAt, lastLine := 0, 0, 0, 0, 0
	for raw := range strings.Lines(text) {
		line++
		if strings.TrimSpace(raw) == "" {
			continue
		}
		printed++
		m := everyFifth.FindStringSubmatchIndex(raw)
		if m == nil {
			continue
		}
		num := atoi(raw[m[2]:m[3]])
		if num%5 != 0 || num == 0 || amount.MatchString(raw[m[3]:]) {
			continue
		}
		if gap := printed - lastAt; num == lastNum+5 && lastLine > 0 && gap >= 4 && gap <= 6 {
			out[lastLine], out[line] = true, true
		}
		lastNum, lastAt, lastLine = num, printed, line
	}
	return out
}
