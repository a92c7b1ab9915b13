package claims

import (
	"strings"

	"claimchart/claims/lazyregexp"
)

// markush opens a group of alternatives: MPEP 2117.
var markush = begins(`(?i)\b(?:selected\s+from(?:\s+(?:the\s+)?group)?|group)\s*(?:,)?\s*(?:consisting|composed|comprising|consists)\s+of\s*:?|\bselected\s+from\s*:?`, "selected ", "group")

// semicolons returns where the body goes on after a semicolon that parts elements: not one inside brackets, nor one between the
// alternatives of a Markush group, up to the "and" or "or" before its last.
func semicolons(text string, start int) []int {
	if strings.IndexByte(text[start:], ';') < 0 {
		return nil
	}
	var out []int
	depth, group, opened := 0, false, 0
	groups := markush.all(text[start:])
	for i := start; i < len(text); i++ {
		if len(groups) > 0 && start+groups[0][0] == i {
			group, opened = true, i
			groups = groups[1:]
		}
		switch text[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(0, depth-1)
		case ';':
			if depth > 0 {
				continue
			}
			rest := strings.TrimLeft(text[i+1:], " ")
			if group && !whereinWords.in(rest[:min(len(rest), 10)]) {
				next, _, _ := strings.Cut(rest, ";")
				if joinWord.MatchString(rest) && closedList.MatchString(text[opened:i]) {
					group = false // the alternatives stand between commas and have ended
					out = append(out, i+1)
					continue
				}
				if joinWord.MatchString(rest) || len(Words(next)) > longAlternative {
					group = false
				}
				if len(Words(next)) <= longAlternative {
					continue
				}
			}
			group = false
			out = append(out, i+1)
		}
	}
	return out
}

// closedList is a group whose alternatives, divided by commas, are complete: "gold, silver, and tin".
var closedList = lazyregexp.New(`(?i),\s[^;]*\b(?:and|or)\s+[^,;]+$|\b(?:and|or)\s+[^,;]+$`)

// longAlternative is how many words an alternative of a Markush group may have before it is taken for the next element.
const longAlternative = 12
