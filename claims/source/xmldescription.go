package source

import (
	"bytes"
	"fmt"

	"claimchart/claims"
)

// readDescription reads paragraphs and headings. Text that stands in neither is a paragraph without a place.
// section ends at the offset end of the document.
func (d *patentXML) readDescription(section []byte, end int) {
	s := scanner{data: section}
	p := &d.prose
	p.reset()
	counted, lines := 0, d.line(end-len(section))
	at := -1 // where the running paragraph begins
	loc, heading := "", false
	depth := 0 // of the element that holds the running paragraph, 0 for none
	flush := func() {
		if len(p.out) > 0 {
			lines += bytes.Count(section[counted:at], []byte("\n"))
			counted = at
			d.doc.Paragraphs = append(d.doc.Paragraphs, claims.Paragraph{Loc: loc, Text: p.String(), Heading: heading, Line: lines})
		}
		p.reset()
		at, loc, heading, depth = -1, "", false, 0
	}
	for {
		kind := s.next()
		switch kind {
		case endOfData:
			flush()
			return
		case characters:
			if at < 0 && len(bytes.TrimLeft(s.raw, " \t\r\n")) > 0 {
				at = s.at
			}
			p.write(s.raw, s.cdata)
		case instruction:
			p.instruct(s.name)
		case startTag:
			name := string(s.name)
			switch {
			case depth == 0 && (name == "p" || name == "paragraph" || name == "heading"):
				flush()
				num := attr(s.attrs, "num") // "0086", or "heading-0086" where a heading has a paragraph's number
				at, depth, heading = s.at, len(s.stack), name == "heading" || bytes.HasPrefix(num, []byte("heading"))
				loc = paragraphLoc(num)
			case depth > 0 && len(s.stack) == depth+1 && name == "number" && len(p.out) == 0:
				loc = d.number(&s)
			case depth == 0 && structure(name):
				flush()
			default:
				if at < 0 {
					at = s.at
				}
				p.start(s.name, s.attrs)
			}
		case endTag:
			switch {
			case depth > 0 && len(s.stack) < depth:
				flush()
			case depth == 0 && structure(string(s.name)):
				flush()
			default:
				p.end(s.name)
			}
		}
	}
}

// structure tells whether an element divides a description without being text itself.
func structure(name string) bool {
	switch name {
	case "description-of-drawings", "section", "background-of-invention", "summary-of-invention", "detailed-description",
		"brief-description-of-drawings", "cross-reference-to-related-applications", "federal-research-statement",
		"technical-field", "background-art", "disclosure", "best-mode", "mode-for-invention", "industrial-applicability", "copyright-statement",
		"microfiche-appendix", "program-listing-deposit", "sequence-listing":
		return true
	}
	return false
}

// number reads the element of a paragraph's number, whose start tag was just read.
func (d *patentXML) number(s *scanner) string {
	var out []byte
	for depth := len(s.stack); len(s.stack) >= depth; {
		switch s.next() {
		case characters:
			out = append(out, s.raw...)
		case endOfData:
			return ""
		}
	}
	return paragraphLoc(out)
}

// paragraphLoc is a paragraph's number as 37 CFR 1.52(b)(6) has it, four digits in brackets; empty for none.
func paragraphLoc(raw []byte) string {
	if bytes.IndexByte(raw, '&') >= 0 {
		raw = []byte(plainText(raw))
	}
	n := firstNumber(raw)
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("[%04d]", n)
}
