package claims

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"claimchart/claims/lazyregexp"
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
	marker   = lazyregexp.New(`^(?:\((?:[a-zA-Z]|[ivxIVX]{1,4}|\d{1,2})\)|\d{1,2}\)|(?:[a-zA-Z]|[ivx]{1,4})[.)])\s+`)
	bullet   = lazyregexp.New(`^(?:[-–—•*]|\x{2022})\s+`)
	joinWord = lazyregexp.New(`(?i)^(?:and|or)\b[\s,]*`)
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
var joinsNext = lazyregexp.New(`(?i)^[\s,]*(?:(?:and\s+)?(?:further|additionally|also)\s+)?(?:comprising|includ(?:es|ing)|comprises|having)(?:\s+the\s+steps?\s+of)?\s*:?\s*$`)

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
