package claims

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	meansWords = regexp.MustCompile(`(?i)\b(?:means|step)\s+(?:for|of|to)\b|\bmeans\b[^,;]*\bfor\b`)
	// nonceWords stand in for "means": MPEP 2181 I.A lists them.
	nonceWords = regexp.MustCompile(`(?i)\b(?:mechanism|module|unit|component|device|element|member|apparatus|machine|system)\s+(?:for\s+\w+ing|configured\s+to|adapted\s+to|operable\s+to|arranged\s+to)\b`)
	joinWord   = regexp.MustCompile(`(?i)^(?:and|or)\b[\s,]*`)
	endWord    = regexp.MustCompile(`(?i)[\s,]*\b(?:and|or)$`)
)

// elements labels the claim's preamble "N[pre]" and cuts its body into "N[a]", "N[b]", ...
//
// The body is cut after its semicolons and before each wherein clause; a semicolon inside brackets cuts nothing. A Span
// leaves out the joining "and" or "or" and the closing mark. Spans are in order and do not overlap; a body with nowhere to
// cut is one element. Source: 37 CFR 1.75(i), "each element or step of the claim should be separated".
func elements(c *Claim, pre, trans Span) []Element {
	text := c.Text
	head := Span{pre.Start, trans.End}
	bodyStart := trans.End
	if c.Kind != Independent || whereinWords.MatchString(text[trans.Start:trans.End]) {
		head, bodyStart = pre, pre.End // "further comprising" and "wherein" belong to the limitation
	}
	out := []Element{element(c, fmt.Sprintf("%d[pre]", c.Num), tidy(text, head, false))}
	n := 0
	for _, s := range cuts(text, bodyStart) {
		s = tidy(text, s, true)
		if s.End <= s.Start {
			continue
		}
		out = append(out, element(c, fmt.Sprintf("%d[%s]", c.Num, letters(n)), s))
		n++
	}
	return out
}

func element(c *Claim, label string, s Span) Element {
	e := Element{Label: label, Text: c.Text[s.Start:s.End], Start: s.Start, End: s.End}
	switch {
	case strings.HasSuffix(label, "[pre]"):
	case meansWords.MatchString(e.Text):
		e.Functional = "means"
	case nonceWords.MatchString(e.Text):
		e.Functional = "nonce"
	}
	return e
}

// cuts returns the raw pieces of text from start on.
func cuts(text string, start int) []Span {
	var marks []int
	depth := 0
	clauses := whereinWords.FindAllStringIndex(text[start:], -1)
	for i := start; i < len(text); i++ {
		switch text[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(0, depth-1)
		case ';':
			if depth == 0 {
				marks = append(marks, i+1)
			}
		}
		if len(clauses) > 0 && start+clauses[0][0] == i {
			if depth == 0 && opensClause(text[start:i], text[i:]) {
				marks = append(marks, i)
			}
			clauses = clauses[1:]
		}
	}
	var out []Span
	for _, m := range append(marks, len(text)) {
		out = append(out, Span{start, m})
		start = m
	}
	return out
}

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
			if m := joinWord.FindString(text[s.Start:s.End]); m != "" {
				s.Start += len(m)
			}
			if m := endWord.FindStringIndex(text[s.Start:s.End]); m != nil {
				s.End = s.Start + m[0]
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
