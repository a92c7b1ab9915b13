package claims

import (
	"strconv"
	"strings"
)

// renumber returns text with the numbers of claims in its references replaced as the map says; others stay.
func renumber(text string, now map[int]int) string {
	var out strings.Builder
	at := 0
	for _, r := range references(text) {
		words := text[r.span.Start:r.span.End]
		for _, m := range numeral.FindAllStringIndex(words, -1) {
			n, _ := strconv.Atoi(words[m[0]:m[1]])
			if to, ok := now[n]; ok && to != n {
				out.WriteString(text[at : r.span.Start+m[0]])
				out.WriteString(strconv.Itoa(to))
				at = r.span.Start + m[1]
			}
		}
	}
	out.WriteString(text[at:])
	return out.String()
}

// withoutNumbers returns text with white space folded and "#" for each number of a claim in its references.
func withoutNumbers(text string) string {
	var out strings.Builder
	at := 0
	for _, r := range references(text) {
		out.WriteString(text[at:r.span.Start])
		out.WriteString(numeral.ReplaceAllString(text[r.span.Start:r.span.End], "#"))
		at = r.span.End
	}
	out.WriteString(text[at:])
	return Fold(out.String())
}

// sameTokens tells whether two texts differ in nothing but white space.
func sameTokens(a, b string) bool {
	if a == b {
		return true
	}
	ids := map[string]rune{}
	x, _ := tokens(a, ids)
	y, _ := tokens(b, ids)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i].text != y[i].text {
			return false
		}
	}
	return true
}
