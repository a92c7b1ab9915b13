package claims

import (
	"slices"
	"strings"
	"unicode"
)

// dividedWords closes up words that a line's end divides: "com-" / "prising".
//
// The hyphen goes where the whole word stands elsewhere in the text or is one of the words that every claim is made of, and the
// word with a hyphen stands nowhere ("failover" beside "fail-over"); elsewhere it stays, since "computer-" / "readable" is printed so too. "two- or" / "three-" is no divided word.
type dividedWords struct {
	text  string
	known map[string]bool // the words of text, once asked for
	found []string        // what was closed up, each once, for people
}

var (
	suspended = set("and or to nor but through")
	// formWords are words of form that most claims hold.
	formWords = set("according accordance characterized characterised claim claimed claims composition comprise comprised comprises comprising " +
		"configured consisting consists containing defined described embodiment essentially foregoing further including method " +
		"plurality preceding previous recited second selected substantially system thereby thereof therein whereby wherein")
)

// closeUp returns the text of a claim whose source lines begin at the places given, with its divided words closed up, and the
// places in that text.
func (d *dividedWords) closeUp(text string, lines []lineStart) (string, []lineStart) {
	var b strings.Builder
	at := 0
	moved := make([]lineStart, len(lines))
	for i, l := range lines {
		end, next := l.offset-1, l.offset // the space
		for next < len(text) && text[next] >= 'a' && text[next] <= 'z' {
			next++
		}
		if end > 1 && text[end-1] == '-' && next > l.offset && !suspended[text[l.offset:next]] {
			first := len(strings.TrimRightFunc(text[at:end-1], unicode.IsLetter)) + at
			if first < end-1 {
				b.WriteString(text[at : end-1])
				whole, divided := text[first:end-1]+text[l.offset:next], text[first:end]+text[l.offset:next]
				if d.isWord(whole) && !strings.Contains(d.text, divided) {
					d.note(whole)
				} else {
					b.WriteByte('-')
					d.note(divided)
				}
				at = l.offset
			}
		}
		moved[i] = lineStart{b.Len() + l.offset - at, l.indent}
	}
	b.WriteString(text[at:])
	return b.String(), moved
}

// isWord tells whether word stands in the text, or in most claims.
func (d *dividedWords) isWord(word string) bool {
	if d.known == nil {
		d.known = map[string]bool{}
		for _, w := range Words(d.text) {
			d.known[w.Lower] = true
		}
	}
	word = strings.ToLower(word)
	return d.known[word] || formWords[word]
}

func (d *dividedWords) note(word string) {
	if !slices.Contains(d.found, word) && len(d.found) < 6 {
		d.found = append(d.found, word)
	}
}

// notes tells what was closed up, at most five words.
func (d *dividedWords) notes() []string {
	if len(d.found) == 0 {
		return nil
	}
	words := strings.Join(d.found[:min(len(d.found), 5)], ", ")
	if len(d.found) > 5 {
		words += " and more"
	}
	return []string{"words divided at the end of a line were closed up: " + words}
}
