package claims

import (
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// markerAt is a marker between a separator and white space, maxMarker how many bytes of it stand before its last sign.
var markerAt = lazyregexp.New(`[\s;:,](?:\(([a-zA-Z]|[ivx]{1,4}|\d{1,2})\)|(\d{1,2}\)|(?:[a-zA-Z]|[ivx]{1,4})[.)]))\s`)

const maxMarker = 5

// marked returns where the markers stand in text, as markerAt's groups tell; the beginning of the text counts as a separator. It is
// looked for only before a bracket or a period with white space behind it, on which every marker ends.
func marked(text string) [][]int {
	var out [][]int
	end := 0
	for i := 0; i+1 < len(text); i++ {
		if text[i] != ')' && text[i] != '.' || !spaceByte(text[i+1]) {
			continue
		}
		from := max(end, i-maxMarker-1)
		window := text[from : i+2]
		if from == 0 {
			from, window = -1, " "+window
		}
		m := markerAt.FindStringSubmatchIndex(window)
		if m == nil {
			continue
		}
		for k := range m {
			if m[k] >= 0 {
				m[k] += from
			}
		}
		out = append(out, m)
		end = i + 2
	}
	return out
}

// markers returns where the items of a marked list begin in the body, with their depth. The markers have to count up from the
// first, "(a)", "(i)" or "(1)"; a list of another kind inside an item is a list under it. Nil where there are fewer than two.
func markers(text string, start int) map[int]int {
	type series struct {
		kind  string
		upper bool // "(A)" counts apart from "(a)"
		next  int
	}
	var stack []series
	out := map[int]int{}
	top := 0
	for _, m := range marked(text[start:]) {
		g := 2
		if m[2] < 0 {
			g = 4
		}
		mark := strings.TrimRight(text[start+m[g]:start+m[g+1]], ".)")
		at := start + m[g]
		if g == 2 {
			at-- // the opening bracket
		}
		before := strings.TrimRight(text[start:at], " ")
		if before != "" && !strings.ContainsAny(before[len(before)-1:], ":;,") && joinEnd(before) < 0 {
			continue
		}
		fits := false
		upper := strings.ToLower(mark) != mark
		own := slices.ContainsFunc(stack, func(s series) bool { return s.upper == upper }) // else "(a), (b), (C)" is a slip
		for k := len(stack) - 1; k >= 0 && !fits; k-- {
			if (stack[k].upper == upper || !own) && value(mark, stack[k].kind) == stack[k].next {
				stack[k].next++
				stack = stack[:k+1]
				fits = true
			}
		}
		if !fits {
			for _, kind := range []string{"a", "1", "i"} {
				if value(mark, kind) == 1 && len(stack) < 3 && !slices.ContainsFunc(stack, func(s series) bool { return s.kind == kind && s.upper == upper }) {
					stack = append(stack, series{kind, upper, 2})
					fits = true
					break
				}
			}
		}
		if fits && len(stack) < 3 { // a third level stays in its sub-element
			out[at] = len(stack) - 1
			if len(stack) == 1 {
				top++
			}
		}
	}
	if top < 2 {
		return nil
	}
	return out
}

// value reads a marker as a number in a series: "a" counts letters, "1" digits, "i" Roman numerals; 0 if it is none of that kind.
func value(mark, kind string) int {
	lower := strings.ToLower(mark)
	switch kind {
	case "a":
		if len(lower) == 1 && lower[0] >= 'a' && lower[0] <= 'z' {
			return int(lower[0]-'a') + 1
		}
	case "1":
		if strings.Trim(lower, "0123456789") == "" {
			return atoi(lower)
		}
	case "i":
		for n := 1; n < 40; n++ {
			if roman(n) == lower {
				return n
			}
		}
	}
	return 0
}

// roman writes n, from 1 to 89, as a Roman numeral in small letters.
func roman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{{50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for n >= d.value {
			b.WriteString(d.sign)
			n -= d.value
		}
	}
	return b.String()
}
