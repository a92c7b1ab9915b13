package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimchart/claims"
)

// aroundChange is how many words stand on each side of a change: enough to find the place in a claim, on one line with it.
const aroundChange = 5

// longWords is how many characters those words may have together: text without spaces has to end somewhere.
const longWords = 60

// changed shows a word diff as [-deleted-]{+added+} with some words around each change; the rest of what is equal is "…".
// A diff without a change is said to be one.
func changed(ops []claims.Op) para {
	var out para
	found := false
	for i, op := range ops {
		switch op.Op {
		case "delete":
			out = append(out, edited(op.Text, "[-", "-]", bad)...)
			found = true
		case "insert":
			out = append(out, edited(op.Text, "{+", "+}", good)...)
			found = true
		default:
			out = append(out, say(around(op.Text, i > 0, i+1 < len(ops))))
		}
	}
	if !found {
		return para{say("the same words")}
	}
	return out
}

// manyWords is how many words a change may have before its middle is left out, and keptWords how many stay at each end.
const (
	manyWords = 16
	keptWords = 5
)

// edited marks a changed text; white space at its ends stays outside the marks.
func edited(text, open, end string, t tone) para {
	core := strings.TrimSpace(text)
	if core == "" {
		return para{say(text)}
	}
	lead, rest, _ := strings.Cut(text, core)
	if words := strings.Fields(core); len(words) > manyWords {
		left := fmt.Sprintf(" …(%d words)… ", len(words)-2*keptWords)
		core = strings.Join(words[:keptWords], " ") + left + strings.Join(words[len(words)-keptWords:], " ")
	}
	return para{say(lead), toned(open+core+end, t), say(rest)}
}

// around keeps the words of an equal text that stand next to a change, after one and before one.
func around(text string, after, before bool) string {
	head, tail := "", ""
	if after {
		head = text[:wordsFrom(text)]
	}
	if before {
		tail = text[len(text)-wordsFromEnd(text):]
	}
	if len(head)+len(tail) >= len(text) {
		return text
	}
	return head + "…" + tail
}

// wordsFrom is the length of the first words of text.
func wordsFrom(text string) int {
	words, chars, inside := 0, 0, false
	for i, r := range text {
		if unicode.IsSpace(r) {
			inside = false
		} else if !inside {
			if words++; words > aroundChange {
				return i
			}
			inside = true
		}
		if chars++; chars > longWords {
			return i
		}
	}
	return len(text)
}

// wordsFromEnd is the length of the last words of text.
func wordsFromEnd(text string) int {
	words, chars, inside := 0, 0, false
	for i := len(text); i > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if unicode.IsSpace(r) {
			inside = false
		} else if !inside {
			if words++; words > aroundChange {
				return len(text) - i
			}
			inside = true
		}
		if chars++; chars > longWords {
			return len(text) - i
		}
		i -= size
	}
	return len(text)
}
