package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// joinDivided closes up words that the end of a line divides, as it is done in claims: the hyphen goes where the whole word stands
// elsewhere in the document, more often than the word with its hyphen ("fail-over" beside "failover"), else it stays, since "computer-" /
// "readable" is printed so too; "two- or" / "three-" is no divided word.
// The end of the word moves up to the line on which it begins. It returns what was closed up, each once, at most six.
func joinDivided(lines []pdfLine) []string {
	known := map[string]int{}
	for i, l := range lines {
		fields := strings.Fields(l.text)
		for k, w := range fields {
			if k == 0 && i > 0 && strings.HasSuffix(lines[i-1].text, "-") || k == len(fields)-1 && strings.HasSuffix(w, "-") {
				continue
			}
			known[bareWord(w)]++
		}
	}
	var found []string
	for i := 0; i+1 < len(lines); i++ {
		text, next := lines[i].text, lines[i+1].text
		stem, is := strings.CutSuffix(text, "-")
		end := strings.IndexByte(next, ' ')
		if end < 0 {
			end = len(next)
		}
		first, _ := utf8.DecodeRuneInString(next)
		if !is || !unicode.IsLower(first) || suspendedHyphen[bareWord(next[:end])] {
			continue
		}
		head := stem[strings.LastIndexByte(stem, ' ')+1:]
		r, _ := utf8.DecodeLastRuneInString(head)
		if !unicode.IsLetter(r) {
			continue
		}
		whole, with := head+next[:end], head+"-"+next[:end]
		if n := known[bareWord(whole)]; n <= known[bareWord(with)] && (n > 0 || known[bareWord(with)] > 0 || !dividedWords[bareWord(whole)]) {
			whole = with
		}
		lines[i].text = stem[:len(stem)-len(head)] + whole
		lines[i+1].text = strings.TrimLeft(next[end:], " ")
		if w := bareWord(whole); len(found) < 6 && !slices.Contains(found, w) {
			found = append(found, w)
		}
	}
	return found
}

func bareWord(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

var (
	suspendedHyphen = wordSet("and or to nor but through")
	// dividedWords are words of form that most claims and descriptions hold.
	dividedWords = wordSet("according accordance characterized characterised claimed composition comprise comprised comprises comprising configured consisting " +
		"consists containing defined described embodiment embodiments essentially foregoing further including invention method plurality preceding previous recited " +
		"second selected substantially system thereby thereof therein whereby wherein")
)
