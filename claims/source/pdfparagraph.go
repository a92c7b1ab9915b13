package source

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

var (
	paraNumber = lazyregexp.New(`^\s*\[\d{3,5}\]`)
	claimStart = lazyregexp.New(`^\s*\d{1,3}\s*\.\s+\p{Lu}`)
)

// beginnings tells of each line whether a paragraph begins with it: after a gap, indented where the line before is not, after a short
// line that ends a sentence, at a paragraph's or a claim's number, where the size changes, or as a heading.
func beginnings(lines []pdfLine) []bool {
	out := make([]bool, len(lines)+1)
	for i, l := range lines {
		if i == 0 {
			out[i] = true
			continue
		}
		p := lines[i-1]
		ended := strings.ContainsAny(lastRune(p.text), ".:;!?”\"")
		same := p.page == l.page && p.column == l.column
		gap := p.y - l.y
		short := p.x1 < p.right-0.2*(p.right-p.left)
		indented := l.x0-l.left > 0.6*l.size
		switch {
		case paraNumber.MatchString(l.text), claimStart.MatchString(l.text) && ended, isHeading(l) != isHeading(p):
			out[i] = true
		case same && gap > 1.7*max(l.size, p.size), same && (l.size > 1.15*p.size || p.size > 1.15*l.size):
			out[i] = true
		case indented && !(p.x0-p.left > 0.6*p.size) && (ended || same):
			out[i] = true
		case short && ended:
			out[i] = true
		}
	}
	return out
}

func lastRune(s string) string {
	r, n := utf8.DecodeLastRuneInString(s)
	if n == 0 {
		return "\x00"
	}
	return string(r)
}

// isHeading tells whether a line is one in capitals.
func isHeading(l pdfLine) bool { return capitals(l.text) >= 5 && len(l.text) < 80 }

// linesText writes the lines as they stand, with an empty line between paragraphs and up to three columns of indentation.
func linesText(lines []pdfLine, begins []bool) string {
	var b strings.Builder
	for i, l := range lines {
		if l.text == "" {
			continue
		}
		if i > 0 && begins[i] {
			b.WriteByte('\n')
		}
		if l.size > 0 {
			b.WriteString(strings.Repeat(" ", max(0, min(3, int((l.x0-l.left)/l.size+0.4)))))
		}
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	return b.String()
}

// pdfParagraphs returns the paragraphs with their places.
func pdfParagraphs(lines []pdfLine, begins []bool) []claims.Paragraph {
	var out []claims.Paragraph
	for i := 0; i < len(lines); {
		end := i + 1
		for end < len(lines) && !begins[end] {
			end++
		}
		var parts []string
		for _, l := range lines[i:end] {
			parts = append(parts, l.text)
		}
		if text := claims.Fold(strings.Join(parts, " ")); text != "" {
			p := claims.Paragraph{Loc: pdfPlace(lines[i], lines[end-1]), Text: text, Heading: isHeading(lines[i])}
			if m := paraNumber.FindString(text); m != "" {
				p.Loc, p.Text = strings.TrimSpace(m), strings.TrimSpace(text[len(m):])
			}
			out = append(out, p)
		}
		i = end
	}
	return out
}

// pdfPlace writes the place from line a to line b.
func pdfPlace(a, b pdfLine) string {
	start, end := fmt.Sprintf("p. %d", a.page), fmt.Sprintf("p. %d", b.page)
	if a.printed > 0 && b.printed > 0 {
		start, end = fmt.Sprintf("col. %d", a.printed), fmt.Sprintf("col. %d", b.printed)
	} else if a.column > 0 || b.column > 0 { // the columns have no numbers to cite
		start += []string{"", ", left column", ", right column"}[a.column]
		end += []string{"", ", left column", ", right column"}[b.column]
	}
	switch {
	case start != end:
		return fmt.Sprintf("%s, l. %d - %s, l. %d", start, a.number, end, b.number)
	case a.number == b.number:
		return fmt.Sprintf("%s, l. %d", start, a.number)
	}
	return fmt.Sprintf("%s, ll. %d-%d", start, a.number, b.number)
}
