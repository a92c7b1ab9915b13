package claims

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	meansWords = begins(`(?i)\b(?:means|step)\s+(?:for|of|to)\b`, "means ", "step ")
	meansThen  = seek(`(?i)\bmeans\b[^,;]*\bfor\b`, "means")
	// nonceWords stand in for "means": MPEP 2181 I.A lists them.
	nonceWords = begins(`(?i)\b(?:mechanism|module|unit|component|device|element|member|apparatus|machine|system)\s+(?:for\s+\w+ing|configured\s+to|adapted\s+to|operable\s+to|arranged\s+to)\b`,
		"mechanism ", "module ", "unit ", "component ", "device ", "element ", "member ", "apparatus ", "machine ", "system ")
	// functionWords is where one of the three may stand: most elements have none of these words.
	functionWords = begins(`(?i)\b(?:means\b|step\s|(?:mechanism|module|unit|component|device|element|member|apparatus|machine|system)\s+(?:for\s+\w+ing|configured|adapted|operable|arranged)\b)`,
		"means", "step ", "mechanism ", "module ", "unit ", "component ", "device ", "element ", "member ", "apparatus ", "machine ", "system ")
	marker   = regexp.MustCompile(`^(?:\((?:[a-zA-Z]|[ivxIVX]{1,4}|\d{1,2})\)|\d{1,2}\)|(?:[a-zA-Z]|[ivx]{1,4})[.)])\s+`)
	bullet   = regexp.MustCompile(`^(?:[-–—•*]|\x{2022})\s+`)
	joinWord = regexp.MustCompile(`(?i)^(?:and|or)\b[\s,]*`)
)

// elements labels the claim's preamble "N[pre]" and cuts its body into "N[a]", "N[b]", ..., sub-elements "N[a][i]" under them.
//
// A body set on indented lines, as 37 CFR 1.75(i) asks, is cut at the lines; one with markers, "(a) ... (b) ...", at the
// markers; any other after its semicolons. Each is cut before its wherein clauses as well. A semicolon inside brackets or inside
// a Markush group cuts nothing. A Span leaves out the marker, the joining "and" or "or" and the closing mark. Spans are in order
// and do not overlap; a body with nowhere to cut is one element.
func elements(c *Claim, pre, trans Span) []Element {
	text := c.Text
	head := Span{pre.Start, trans.End}
	bodyStart := trans.End
	if c.Kind != Independent || whereinWords.in(text[trans.Start:trans.End]) {
		head, bodyStart = pre, pre.End // "further comprising" and "wherein" belong to the limitation
	}
	out := []Element{element(c, strconv.Itoa(c.Num)+"[pre]", tidy(text, head, false))}
	n, sub := -1, 0
	for _, k := range cuts(c, bodyStart) {
		s := tidy(text, k.Span, true)
		if s.End <= s.Start {
			continue
		}
		if k.depth > 0 && n >= 0 {
			e := element(c, strconv.Itoa(c.Num)+"["+letters(n)+"]["+roman(sub+1)+"]", s)
			e.Depth = 1
			out = append(out, e)
			sub++
			continue
		}
		n++
		sub = 0
		out = append(out, element(c, strconv.Itoa(c.Num)+"["+letters(n)+"]", s))
	}
	return out
}

func element(c *Claim, label string, s Span) Element {
	e := Element{Label: label, Text: c.Text[s.Start:s.End], Start: s.Start, End: s.End}
	switch {
	case strings.HasSuffix(label, "[pre]"), !functionWords.in(e.Text):
	case meansWords.in(e.Text), meansThen.in(e.Text):
		e.Functional = "means"
	case nonceWords.in(e.Text):
		e.Functional = "nonce"
	}
	return e
}

// piece is a raw piece of a claim's body: depth 1 for what stands under the piece before it.
type piece struct {
	Span
	depth int
}

// cuts returns the raw pieces of the claim's text from start on.
func cuts(c *Claim, start int) []piece {
	text := c.Text
	if body := text[start:]; len(c.lines) == 0 && strings.IndexByte(body, ';') < 0 && strings.IndexByte(body, ')') < 0 && !strings.Contains(body, ". ") {
		// nothing but a clause can cut it, as in most dependent claims
		if clauses := whereinWords.all(body); len(clauses) == 0 || len(clauses) == 1 && strings.Trim(body[:clauses[0][0]], " ,") == "" {
			return []piece{{Span: Span{start, len(text)}}}
		}
	}
	marks := map[int]int{} // where a piece begins, and its depth
	lines := layout(c, start)
	if len(lines) == 0 {
		lines = bullets(text, start)
	}
	list := markers(text, start)
	if len(lines) == 0 {
		lines = besideList(text, start, list)
	}
	switch {
	case len(list) > 0 && ahead(lines, list):
		maps.Copy(marks, lines)
		for at, depth := range list {
			marks[at] = max(lines[at], depth+1)
		}
	case len(list) > 0:
		for at, depth := range list {
			marks[at] = depth
		}
	case len(lines) > 0:
		for at, depth := range lines {
			marks[at] = depth
		}
	default:
		for _, at := range semicolons(text, start) {
			marks[at] = 0
		}
	}
	depth := 0
	clauses := whereinWords.all(text[start:])
	for i := start; len(clauses) > 0; i++ {
		switch text[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(0, depth-1)
		}
		if start+clauses[0][0] == i {
			if _, cut := marks[i]; !cut && depth == 0 && opensClause(text[start:i], text[i:]) {
				marks[i] = 0
			}
			clauses = clauses[1:]
		}
	}
	var out []piece
	at, d := start, 0
	for i, m := range slices.Sorted(maps.Keys(marks)) {
		if i == 0 && marks[m] == 0 && joinsNext.MatchString(text[start:m]) {
			continue // "further comprising:" belongs to the first of what it opens
		}
		out = append(out, piece{Span{at, m}, d})
		at, d = m, marks[m]
	}
	return append(out, piece{Span{at, len(text)}, d})
}

// joinsNext is all that stands before the first element on a line of its own in a dependent claim.
var joinsNext = regexp.MustCompile(`(?i)^[\s,]*(?:(?:and\s+)?(?:further|additionally|also)\s+)?(?:comprising|includ(?:es|ing)|comprises|having)(?:\s+the\s+steps?\s+of)?\s*:?\s*$`)

// ahead tells whether an element on a line of its own stands before the first marker of a list: the list is part of that element.
func ahead(lines, list map[int]int) bool {
	if len(lines) == 0 {
		return false
	}
	line := slices.Min(slices.Collect(maps.Keys(lines)))
	return line < slices.Min(slices.Collect(maps.Keys(list)))
}

// besideList returns where elements begin about a marked list that stands inside one of them: semicolons part the elements if one stands
// before the first marker, and words that open the list behind it. Those from the first marker to the last are the list's own. Nil
// where the list is the body's own.
func besideList(text string, start int, list map[int]int) map[int]int {
	if len(list) == 0 {
		return nil
	}
	marks := slices.Sorted(maps.Keys(list))
	first, last := marks[0], marks[len(marks)-1]
	blank := func(s Span) bool { s = tidy(text, s, true); return s.End <= s.Start }
	out := map[int]int{}
	for _, at := range semicolons(text, start) {
		if at < first && !blank(Span{start, at}) && !blank(Span{at, first}) || at > last && len(out) > 0 {
			out[at] = 0
		}
	}
	return out
}

// bullets returns where the items of a bulleted list begin that was printed on lines and is one paragraph now, with their depth: a
// bullet opens the body, and each further one stands behind a semicolon, an inner colon, which opens a list under its item, or a
// comma, which goes on with the list it stands in. Nil for any other body.
func bullets(text string, start int) map[int]int {
	at := start + len(text[start:]) - len(strings.TrimLeft(text[start:], " ,:"))
	if bullet.FindString(text[at:]) == "" {
		return nil
	}
	out := map[int]int{at: 0}
	depth := 0
	for i := at + 1; i < len(text); i++ {
		if text[i-1] != ' ' || bullet.FindString(text[i:]) == "" {
			continue
		}
		before := strings.TrimRight(text[start:i], " ")
		join := joinEnd(before)
		if join >= 0 {
			before = before[:join]
		}
		switch {
		case strings.HasSuffix(before, ";"):
			depth = 0
		case strings.HasSuffix(before, ":"):
			depth = 1
		case join < 0 && !strings.HasSuffix(before, ","):
			continue // a pause, or a minus
		}
		out[i] = depth
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// layout returns where the lines of a body begin that is set on lines, with their depth: each line that begins an element stands
// behind a semicolon, a colon or "and", and is indented as the others are or deeper. Nil where lines were only wrapped.
func layout(c *Claim, start int) map[int]int {
	var begin []lineStart
	semicolon := strings.IndexByte(c.Text, ';')
	for _, l := range c.lines {
		if l.offset <= start {
			continue
		}
		before := strings.TrimRight(c.Text[:l.offset], " ")
		if strings.HasSuffix(before, ";") || strings.HasSuffix(before, ":") && !sequenceNo.MatchString(lastFields(before, 2)) || joinEnd(before) >= 0 && semicolon >= 0 && semicolon < len(before) {
			begin = append(begin, l)
		}
	}
	if len(begin) < 2 {
		return commaLines(c, start)
	}
	least := begin[0].indent
	for _, l := range begin {
		least = min(least, l.indent)
	}
	out := map[int]int{}
	for _, l := range begin {
		out[l.offset] = 0
		if l.indent > least+1 && begin[0].indent == least {
			out[l.offset] = 1
		}
	}
	for _, at := range semicolons(c.Text, start) { // two elements on one line
		if _, cut := out[at]; !cut && !nextLine(c, at) {
			out[at] = 0
		}
	}
	return out
}

// commaLines returns the lines of a body without semicolons that is set on lines behind a colon, each but the last ending in a
// comma (37 CFR 1.75(i)). Nil where one line goes on without a comma, since then they are only wrapped, and for a Markush group.
func commaLines(c *Claim, start int) map[int]int {
	out := map[int]int{}
	for _, l := range c.lines {
		if l.offset <= start {
			continue
		}
		before := strings.TrimRight(c.Text[max(0, l.offset-20):l.offset], " ")
		switch {
		case len(out) == 0 && strings.HasSuffix(before, ":"):
			if markush.in(c.Text[max(0, l.offset-60):l.offset]) || sequenceNo.MatchString(before) {
				return nil
			}
		case len(out) > 0 && commaEnd.MatchString(before):
		default:
			return nil
		}
		out[l.offset] = 0
	}
	if len(out) < 2 || strings.Contains(c.Text[start:], ";") {
		return nil
	}
	return out
}

// commaEnd ends an element that the next line goes on behind.
var commaEnd = regexp.MustCompile(`(?i),(?:\s*(?:and|or))?$`)

// sequenceNo ends a line on which the number of a sequence has to follow.
var sequenceNo = regexp.MustCompile(`(?i)\bnos?\.?:$`)

// nextLine tells whether a line begins right behind the byte at offset, but for a space and "and".
func nextLine(c *Claim, offset int) bool {
	i, _ := slices.BinarySearchFunc(c.lines, offset, func(l lineStart, at int) int { return l.offset - at })
	if i == len(c.lines) {
		return false
	}
	rest := strings.TrimLeft(c.Text[offset:c.lines[i].offset], " ")
	return len(joinWord.FindString(rest)) == len(rest)
}

// markerAt is a marker between a separator and white space, maxMarker how many bytes of it stand before its last sign.
var markerAt = regexp.MustCompile(`[\s;:,](?:\(([a-zA-Z]|[ivx]{1,4}|\d{1,2})\)|(\d{1,2}\)|(?:[a-zA-Z]|[ivx]{1,4})[.)]))\s`)

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
var closedList = regexp.MustCompile(`(?i),\s[^;]*\b(?:and|or)\s+[^,;]+$|\b(?:and|or)\s+[^,;]+$`)

// longAlternative is how many words an alternative of a Markush group may have before it is taken for the next element.
const longAlternative = 12

// opensClause tells whether the word that after begins with opens a clause of the claim: "in which" only after a comma,
// since without one it belongs to the noun before it.
func opensClause(before, after string) bool {
	if after[0] != 'i' && after[0] != 'I' {
		return true
	}
	before = strings.TrimRight(before, " ")
	return before == "" || strings.HasSuffix(before, ",") || strings.HasSuffix(before, ";")
}

// tidy takes the joining words and closing marks from both ends of s.
func tidy(text string, s Span, body bool) Span {
	for {
		old := s
		piece := text[s.Start:s.End]
		s.Start += len(piece) - len(strings.TrimLeft(piece, " ,;:"))
		piece = text[s.Start:s.End]
		s.End = s.Start + len(strings.TrimRight(piece, " ,;:."))
		if s.End < s.Start {
			s.End = s.Start
		}
		if body {
			if !letterFirst(text[s.Start:s.End]) {
				if m := bullet.FindString(text[s.Start:s.End]); m != "" {
					s.Start += len(m)
				}
			}
			if piece := text[s.Start:s.End]; strings.ContainsAny(piece[:min(len(piece), 6)], ".)") {
				s.Start += len(marker.FindString(piece))
			}
			if piece := text[s.Start:s.End]; prefixFold(piece, "and") || prefixFold(piece, "or") {
				s.Start += len(joinWord.FindString(piece))
			}
			if at := joinEnd(text[s.Start:s.End]); at >= 0 {
				s.End = s.Start + at
			}
		}
		if s == old {
			return s
		}
	}
}

// letters counts a, b, ... z, aa, ab, ...
func letters(n int) string {
	s := ""
	for n++; n > 0; n = (n - 1) / 26 {
		s = string(rune('a'+(n-1)%26)) + s
	}
	return s
}
