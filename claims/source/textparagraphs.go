package source

import (
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

var (
	// printedLoc is the number that an application prints before a paragraph: 37 CFR 1.52(b)(6).
	printedLoc   = lazyregexp.New(`^\[\s*(\d{4,6})\s*\]\s*`)
	abstractHead = lazyregexp.New(`(?i)^\W*abstract(?:\s+of\s+(?:the\s+)?(?:disclosure|invention))?\W*$`)
	// proseFormats are those whose text is all that there is: nothing in them marks a description.
	proseFormats = []string{"text", "markdown", "mail"}
)

// maxHeading is the most bytes of a line that may be a heading.
const maxHeading = 100

// describeText gives a document that is nothing but text its paragraphs, an empty line between two, with their lines, and its
// abstract where a heading says so. In any document a paragraph that begins with its own number is cited by that.
func describeText(d *claims.Document) {
	if d.Paragraphs == nil && d.Abstract == "" && len(d.Claims) == 0 && slices.Contains(proseFormats, d.Format) {
		abstract := false
		for _, p := range textParagraphs(d.Text) {
			switch {
			case abstractHead.MatchString(p.Text):
				abstract = true
				continue
			case p.Heading:
				abstract = false
			case abstract:
				d.Abstract = claims.Fold(d.Abstract + " " + p.Text)
				continue
			}
			d.Paragraphs = append(d.Paragraphs, p)
		}
	}
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		if m := printedLoc.FindStringSubmatch(p.Text); m != nil && len(m[0]) < len(p.Text) && (p.Loc == "" || p.Loc == "["+m[1]+"]") {
			p.Loc, p.Text = "["+m[1]+"]", p.Text[len(m[0]):]
		}
	}
}

// textParagraphs cuts a text at its empty lines and before lines that print a paragraph's number. A line by itself that is set in
// capitals is a heading.
func textParagraphs(text string) []claims.Paragraph {
	var out []claims.Paragraph
	var lines []string
	start, n := 0, 0
	flush := func() {
		if body := claims.Fold(strings.Join(lines, " ")); body != "" {
			out = append(out, claims.Paragraph{Text: body, Line: start, Heading: len(lines) == 1 && len(body) <= maxHeading && capitals(body) > 3})
		}
		lines = nil
	}
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || printedLoc.MatchString(line) {
			flush()
		}
		if line == "" {
			continue
		}
		if len(lines) == 0 {
			start = n
		}
		lines = append(lines, line)
	}
	flush()
	return out
}
