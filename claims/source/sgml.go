package source

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"claimchart/claims"
)

// USPTO grants of 2001 to 2004 come in SGML after WIPO ST.32, with XML's or with SGML's own way of writing it (empty tags without an
// end): bibliographic data under B numbers (B540 is the title), all text in PDAT. Paragraphs have an ID, but no number is printed, so
// they have no place to cite.

// isSGML tells whether head begins with markup whose document element is PATDOC.
func isSGML(head []byte) bool {
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(start, []byte("<")) && sgmlStart(head, 0, "PATDOC") >= 0
}

// sgmlStart is where the first start tag name at or after from begins, or -1.
func sgmlStart(data []byte, from int, name string) int {
	mark := []byte("<" + name)
	for from < len(data) {
		at := bytes.Index(data[from:], mark)
		if at < 0 {
			return -1
		}
		at += from
		if end := at + len(mark); end == len(data) || data[end] == '>' || data[end] <= ' ' {
			return at
		}
		from = at + len(mark)
	}
	return -1
}

var patdocEnd = []byte("</PATDOC>")

// nextSGML returns the length of the first grant in data, with the white space after it. One that is cut short ends where the prolog
// of the next begins.
func nextSGML(data []byte, eof bool) int {
	limit := len(data)
	first := sgmlStart(data, 0, "PATDOC")
	second := -1
	if first >= 0 {
		if second = sgmlStart(data, first+1, "PATDOC"); second >= 0 {
			limit = second
		}
	}
	end := -1
	if first >= 0 {
		if end = bytes.Index(data[first:limit], patdocEnd); end >= 0 {
			end += first
		}
	}
	switch {
	case end >= 0:
	case second >= 0:
		return prologStart(data, first+1, second)
	case eof:
		return len(data)
	default:
		return 0
	}
	end += len(patdocEnd)
	for end < len(data) && data[end] <= ' ' {
		end++
	}
	return end
}

// prologStart is where what stands before the PATDOC at end begins: the XML declaration or the document type.
func prologStart(data []byte, from, end int) int {
	from = max(from, end-1<<16) // a prolog names its drawings; it is some kB long
	for _, mark := range []string{"<?xml", "<!DOCTYPE PATDOC"} {
		if at := bytes.LastIndex(data[from:end], []byte(mark)); at >= 0 {
			return from + at
		}
	}
	return end
}

// readSGML reads the grant in data. Numbers of claims are those printed, else those of their IDs; references are those of CLREF.
func readSGML(name string, data []byte, opt Options) ([]*claims.Document, error) {
	data, notes, err := sgmlText(data, opt.lines)
	if err != nil {
		return nil, fmt.Errorf("%s:%d: %w", name, opt.lines+1, err)
	}
	start := sgmlStart(data, 0, "PATDOC")
	if start < 0 {
		return nil, fmt.Errorf("%s:%d: no element PATDOC: this is no USPTO grant in SGML, or its beginning is missing", name, opt.lines+1)
	}
	doc := &claims.Document{Name: name, Format: "uspto-sgml", Language: "en", Notes: notes}
	s := sgmlReader{data: data, opt: opt, doc: doc, unknown: map[string]bool{}}
	bibliography, text, ok := sgmlPart(data, start, "SDOBI")
	if !ok {
		return nil, fmt.Errorf("%s:%d: no bibliographic data (SDOBI), or its end is missing: the file is damaged or cut short", name, opt.lines+lineAt(data, start))
	}
	s.bibliography(bibliography)
	cl, _, whole := sgmlPart(data, text, "SDOCL")
	if opt.Description {
		for _, tag := range []string{"SDOAB", "SDODE"} {
			part, _, ok := sgmlPart(data, text, tag)
			if !ok && part.start < part.end {
				doc.Notes = append(doc.Notes, fmt.Sprintf("the end of %s, which begins on line %d, is missing: it may be cut short", tag, opt.lines+lineAt(data, part.start)))
			}
			if err := s.prose(tag, part); err != nil {
				return nil, fmt.Errorf("%s:%w", name, err)
			}
		}
	}
	if err := s.claims(cl); err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	if !whole && len(doc.Claims) > 0 {
		doc.Notes = append(doc.Notes, "the end of the claims is missing: the last may be cut short")
	}
	noteClaims(doc, s.stated, s.lost)
	unknown := make([]string, 0, len(s.unknown))
	for e := range s.unknown {
		unknown = append(unknown, e)
	}
	slices.Sort(unknown)
	if len(unknown) > 0 {
		doc.Notes = append(doc.Notes, "characters that are not known were left as they stand: "+strings.Join(unknown[:min(len(unknown), 8)], " "))
	}
	return []*claims.Document{doc}, nil
}

// sgmlText returns data as UTF-8, as its XML declaration says, and without one as UTF-8.
func sgmlText(data []byte, skip int) ([]byte, []string, error) {
	head := data[:min(len(data), 200)]
	if end := bytes.Index(head, []byte("?>")); bytes.HasPrefix(bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n"), []byte("<?xml")) && end > 0 {
		if enc := sgmlAttr(head[:end], "encoding"); enc != "" && !strings.EqualFold(enc, "utf-8") && !strings.EqualFold(enc, "us-ascii") {
			r, err := charset.NewReaderLabel(enc, bytes.NewReader(data))
			if err != nil {
				return nil, nil, fmt.Errorf("the encoding %q is not known: save the file as UTF-8", enc)
			}
			if data, err = io.ReadAll(r); err != nil {
				return nil, nil, fmt.Errorf("cannot be read as %s: %w", enc, err)
			}
		}
	}
	if utf8.Valid(data) {
		return data, nil, nil
	}
	at := skip + lineAt(data, firstInvalid(data))
	note := fmt.Sprintf("bytes that are no UTF-8, first on line %d: they were replaced by U+FFFD", at)
	return bytes.ToValidUTF8(data, []byte("\uFFFD")), []string{note}, nil
}

func lineAt(data []byte, at int) int { return bytes.Count(data[:at], []byte("\n")) + 1 }

// sgmlRange is a range of the document.
type sgmlRange struct{ start, end int }

// sgmlPart returns what stands in the first element tag at or after from, and where it ends; an element without end goes on to the end of
// the document, and one that is not there is empty: ok is false then.
func sgmlPart(data []byte, from int, tag string) (part sgmlRange, next int, ok bool) {
	at := sgmlStart(data, from, tag)
	if at < 0 {
		return sgmlRange{len(data), len(data)}, from, false
	}
	open := bytes.IndexByte(data[at:], '>')
	if open < 0 {
		return sgmlRange{len(data), len(data)}, from, false
	}
	start := at + open + 1
	end := bytes.Index(data[start:], []byte("</"+tag+">"))
	if end < 0 {
		return sgmlRange{start, len(data)}, len(data), false
	}
	return sgmlRange{start, start + end}, start + end, true
}

// sgmlReader reads the parts of one grant.
type sgmlReader struct {
	data    []byte
	opt     Options
	doc     *claims.Document
	stated  string          // how many claims the file states
	lost    int             // drawings in the claims
	unknown map[string]bool // entities that are no known characters
}

// bibliography reads number, kind, dates and title.
func (s *sgmlReader) bibliography(r sgmlRange) {
	data := s.data[r.start:r.end]
	field := func(tag string) string {
		part, _, ok := sgmlPart(data, 0, tag)
		if !ok {
			return ""
		}
		w := sgmlWriter{reader: s}
		if w.write(data[part.start:part.end]) != nil {
			return ""
		}
		return strings.Join(strings.Fields(w.String()), " ")
	}
	s.doc.Country, s.doc.Kind = field("B190"), field("B130")
	s.doc.Number = patentNumber(s.doc.Country, field("B110"), s.doc.Kind)
	s.doc.Title = field("B540")
	s.doc.Dates.Grant = stampDate([]byte(field("B140"))) // ST.32: the date of publication, of a grant here
	s.doc.Dates.Publication = s.doc.Dates.Grant
	s.doc.Dates.Filing = stampDate([]byte(field("B220")))
	s.stated = field("B577")
	var dates priorities
	s.dates(data, "B320", "DATE", false, &dates)
	for _, tag := range []string{"B610", "B620", "B630", "B640"} { // not what it substitutes, and not its own publication
		part, _, ok := sgmlPart(data, 0, tag)
		if !ok {
			continue
		}
		s.dates(data[part.start:part.end], "PDOC", "DATE", false, &dates)
		s.dates(data[part.start:part.end], "B632", "DATE", true, &dates) // a continuation in part
	}
	s.dates(data, "B680US", "DATE", false, &dates) // provisional applications
	dates.into(s.doc)
	if part, _, ok := sgmlPart(data, 0, "B861"); ok { // the international filing date is the filing date: 35 USC 363
		var pct priorities
		s.dates(data[part.start:part.end], "DATE", "PDAT", false, &pct)
		if pct.earliest != "" {
			s.doc.Dates.Filing = pct.earliest
		}
	}
}

// dates adds the first date in each element outer.
func (s *sgmlReader) dates(data []byte, outer, inner string, inPart bool, to *priorities) {
	for at := 0; ; {
		part, next, ok := sgmlPart(data, at, outer)
		if !ok {
			return
		}
		at = next
		date, _, ok := sgmlPart(data[:part.end], part.start, inner)
		if !ok {
			continue
		}
		w := sgmlWriter{reader: s}
		if w.write(data[date.start:date.end]) == nil {
			to.add(stampDate([]byte(w.String())), inPart)
		}
	}
}

// claims reads the claims: each paragraph and step of a claim is a line, indented as its level says.
func (s *sgmlReader) claims(r sgmlRange) error {
	line, counted := 1, 0
	for at := r.start; ; {
		open := sgmlStart(s.data[:r.end], at, "CLM")
		if open < 0 {
			return nil
		}
		line += bytes.Count(s.data[counted:open], []byte("\n"))
		counted = open
		end := r.end
		if next := sgmlStart(s.data[:r.end], open+1, "CLM"); next >= 0 {
			end = next
		}
		if n := bytes.Index(s.data[open:end], []byte("</CLM>")); n >= 0 {
			end = open + n
		}
		tag := bytes.IndexByte(s.data[open:end], '>')
		if tag < 0 {
			return fmt.Errorf("%d: a tag CLM without end: the file is cut short here", s.opt.lines+line)
		}
		w := sgmlWriter{reader: s}
		if err := w.write(s.data[open+tag+1 : end]); err != nil {
			return fmt.Errorf("%d: %w", s.opt.lines+line, err)
		}
		claim := claimParts{num: idNumber(sgmlAttr(s.data[open:open+tag], "ID")), line: line, skip: s.opt.lines}
		for i, p := range w.finish() {
			text := p.text
			if i == 0 {
				if num, rest := printedNumber(text); num > 0 {
					claim.num, text = num, rest
				}
			}
			claim.add(p.level, text)
		}
		s.lost += w.lost
		had := len(s.doc.Claims)
		claim.into(s.doc)
		if len(s.doc.Claims) > had {
			s.doc.Claims[had].Refs = append([]int{}, w.refs.nums...) // none is an answer too
		}
		at = end
	}
}

// prose reads the paragraphs of the abstract or of the description.
func (s *sgmlReader) prose(tag string, r sgmlRange) error {
	w := sgmlWriter{reader: s, lines: true}
	line := lineAt(s.data, r.start)
	if err := w.write(s.data[r.start:r.end]); err != nil {
		return fmt.Errorf("%d: %w", s.opt.lines+line, err)
	}
	var abstract []string
	for _, p := range w.finish() {
		if tag == "SDOAB" {
			if !p.heading {
				abstract = append(abstract, p.text)
			}
			continue
		}
		s.doc.Paragraphs = append(s.doc.Paragraphs, claims.Paragraph{Text: p.text, Heading: p.heading, Line: line + p.line})
	}
	if tag == "SDOAB" {
		s.doc.Abstract = strings.Join(abstract, " ")
	}
	return nil
}

// sgmlAttr returns the value of an attribute in a tag, with or without quotation marks, or empty.
func sgmlAttr(tag []byte, name string) string {
	for from := 0; ; {
		at := bytes.Index(tag[from:], []byte(name))
		if at < 0 {
			return ""
		}
		at += from
		from = at + len(name)
		if at == 0 || tag[at-1] > ' ' {
			continue
		}
		rest := bytes.TrimLeft(tag[from:], " \t\r\n")
		if len(rest) < 2 || rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t\r\n")
		if len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') {
			value, _, _ := bytes.Cut(rest[1:], rest[:1])
			return string(value)
		}
		if end := bytes.IndexAny(rest, " \t\r\n/>"); end >= 0 {
			rest = rest[:end]
		}
		return string(rest)
	}
}
