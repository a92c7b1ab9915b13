package source

import (
	"bytes"
	"fmt"
	"strings"

	"claimchart/claims"
)

// patentXML is a document of the USPTO's XML while it is read.
type patentXML struct {
	name     string
	data     []byte
	root     int // where the root element begins
	doc      *claims.Document
	prose    prose
	claimsAt int    // where the claims begin
	inPart   string // the earliest date that came by way of a continuation-in-part
}

func newPatentXML(name string, data []byte) (*patentXML, error) {
	data, err := asUTF8(data)
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w", name, err)
	}
	tag, at := root(data)
	if tag == nil {
		return nil, fmt.Errorf("%s:1: the XML breaks off before its first element: get the file again", name)
	}
	d := &patentXML{name: name, data: data, root: at, doc: &claims.Document{Name: name}}
	if tail := data[max(at, len(data)-4096):]; !bytes.Contains(tail, append([]byte("</"), tag...)) {
		d.note(fmt.Sprintf("line %d: the document breaks off before </%s>: what follows is missing", d.line(len(data)), tag))
	}
	if bytes.Contains(data[:at], []byte("<!ENTITY")) && declaresText(data[:at]) {
		d.note("entities that the document declares itself are not put in")
	}
	return d, nil
}

// declaresText tells whether a DOCTYPE declares entities other than the drawings (NDATA) that publications list there.
func declaresText(prolog []byte) bool {
	for _, declared := range bytes.Split(prolog, []byte("<!ENTITY"))[1:] {
		if end := bytes.IndexByte(declared, '>'); end >= 0 && !bytes.Contains(declared[:end], []byte("NDATA")) {
			return true
		}
	}
	return false
}

func (d *patentXML) note(text string) { d.doc.Notes = append(d.doc.Notes, text) }

// line is the line of the document that the offset is on.
func (d *patentXML) line(at int) int { return 1 + bytes.Count(d.data[:at], []byte("\n")) }

// section is what stands inside the first element of the name behind from, and where it ends; nil where there is none. One
// that does not end goes on to the end of data.
func (d *patentXML) section(from int, name string) (inner []byte, end int) {
	start, stop, ok := span(d.data[from:], name)
	if !ok {
		return nil, from
	}
	return d.data[from+start : from+stop], from + stop
}

// description finds the description, which is behind from and before the claims.
func (d *patentXML) description(from int, name string) (inner []byte, end int) {
	between := d.data[from:max(from, d.claimsAt)]
	open := bytes.Index(between, []byte("<"+name+">"))
	if open < 0 {
		open = bytes.Index(between, []byte("<"+name+" "))
	}
	if stop := lastTag(between, "</"+name); open >= 0 && stop > open {
		if tag := tagEnd(between[open:]); tag > 0 && open+tag < stop {
			return between[open+tag+1 : stop], from + stop
		}
	}
	return d.section(from, name)
}

// element is what stands inside the first element of the name in b, or nil.
func element(b []byte, name string) []byte {
	start, stop, ok := span(b, name)
	if !ok {
		return nil
	}
	return b[start:stop]
}

// span finds the inside of the first element of the name in b.
func span(b []byte, name string) (start, stop int, ok bool) {
	tag := append(append(make([]byte, 0, 64), '<'), name...)
	for at := 0; ; {
		i := bytes.Index(b[at:], tag)
		if i < 0 {
			return 0, 0, false
		}
		at += i + len(tag)
		if at >= len(b) || !endsName(b[at]) {
			continue
		}
		end := tagEnd(b[at:])
		if end < 0 {
			return 0, 0, false
		}
		start = at + end + 1
		if b[start-2] == '/' {
			return start, start, true
		}
		break
	}
	tag = append(append(tag[:0], '<', '/'), name...)
	for at := start; ; {
		i := bytes.Index(b[at:], tag)
		if i < 0 {
			return start, len(b), true
		}
		at += i + len(tag)
		if at >= len(b) || endsName(b[at]) {
			return start, at - len(tag), true
		}
	}
}

func endsName(c byte) bool { return c <= ' ' || c == '>' || c == '/' }

// lastTag is where the last tag that begins with tag ("<claims", "</description") stands, or -1. It goes from the end of data
// backwards, piece by piece, so that what stands before it is not gone through.
func lastTag(data []byte, tag string) int {
	const piece = 8 << 10
	for upTo := len(data); upTo > 0; upTo -= piece {
		from, found := max(0, upTo-piece), -1
		window := data[from:min(len(data), upTo+len(tag))]
		for at := 0; ; at += len(tag) {
			i := bytes.Index(window[at:], []byte(tag))
			if i < 0 {
				break
			}
			at += i
			if end := from + at + len(tag); end < len(data) && endsName(data[end]) {
				found = from + at
			}
		}
		if found >= 0 {
			return found
		}
	}
	return -1
}

// topSections gives the first element of each name that a bibliography holds, in one pass, and where the bibliography ends.
func topSections(data []byte, end string, names []string, into [][]byte) (stop int) {
	for at := 0; ; {
		i := bytes.IndexByte(data[at:], '<')
		if i < 0 || at+i+1 >= len(data) {
			return len(data)
		}
		at += i + 1
		rest := data[at:]
		if rest[0] == '/' {
			if bytes.HasPrefix(rest[1:], []byte(end)) && len(rest) > 1+len(end) && endsName(rest[1+len(end)]) {
				return at - 1
			}
			continue
		}
		for k, name := range names {
			if rest[0] == name[0] && len(rest) > len(name) && string(rest[:len(name)]) == name && endsName(rest[len(name)]) && into[k] == nil {
				start, stop, ok := span(data[at-1:], name)
				if !ok { // its tag does not end
					return len(data)
				}
				into[k] = data[at-1+start : at-1+stop]
				at += stop - 1
				break
			}
		}
	}
}

// readClaims reads the claims from the section of the name.
func (d *patentXML) readClaims(section string, opt Options) error {
	d.claimsAt = len(d.data)
	if tag := lastTag(d.data[d.root:], "<"+section); tag >= 0 {
		d.claimsAt = d.root + tag
		start, end, _ := span(d.data[d.claimsAt:], section)
		start += d.claimsAt
		inner := d.data[start : d.claimsAt+end]
		if d.claimsAt+end >= len(d.data) {
			d.note(fmt.Sprintf("line %d: the document breaks off in its claims: the last one may be incomplete and others may be missing", d.line(len(d.data))))
		}
		readClaims(d.doc, inner, d.line(start)-1, opt)
	}
	if len(d.doc.Claims) > 0 {
		return nil
	}
	if !bytes.Contains(d.data[max(d.root, len(d.data)-4096):], append([]byte("</"), rootName(d.data)...)) {
		return fmt.Errorf("%s:%d: no claims: the document breaks off before them: get the file again", d.name, d.line(len(d.data)))
	}
	d.note("the document has no claims")
	return nil
}

// inline is the text of a piece of markup in one line.
func (d *patentXML) inline(raw []byte) string {
	if raw == nil {
		return ""
	}
	s := scanner{data: raw}
	d.prose.reset()
	for {
		switch s.next() {
		case endOfData:
			return d.prose.String()
		case characters:
			d.prose.write(s.raw, s.cdata)
		case instruction:
			d.prose.instruct(s.name)
		case startTag:
			d.prose.start(s.name, s.attrs)
		case endTag:
			d.prose.end(s.name)
		}
	}
}

// earliest takes the earliest date in elements of the name for the priority date, if it counts.
func (d *patentXML) earliest(section []byte, name string, counts func(path [][]byte) (counts, inPart bool)) {
	s := scanner{data: section}
	for kind := s.next(); kind != endOfData; kind = s.next() {
		if kind != characters || len(s.stack) == 0 || string(s.stack[len(s.stack)-1]) != name {
			continue
		}
		date, ok, inPart := isoDate(s.raw), true, false
		if counts != nil {
			ok, inPart = counts(s.stack)
		}
		if !ok || date == "" {
			continue
		}
		if d.doc.Dates.Priority == "" || date < d.doc.Dates.Priority {
			d.doc.Dates.Priority = date
		}
		if inPart && (d.inPart == "" || date < d.inPart) {
			d.inPart = date
		}
	}
}

// priorityNote says what the priority date leaves open.
func (d *patentXML) priorityNote() {
	if d.inPart != "" {
		d.note("the application continues another in part: a claim that the parent of " + d.inPart + " does not support has a later date than the priority date given")
	}
}

func (d *patentXML) finish() { proseNotes(d.doc, &d.prose) }

// isoDate reads a date, YYYYMMDD with zeros for what is not known, as YYYY-MM-DD, YYYY-MM or YYYY; what is no date is empty.
func isoDate(raw []byte) string {
	raw = bytes.TrimSpace(raw)
	if len(raw) != 8 {
		return ""
	}
	for _, c := range raw {
		if c < '0' || c > '9' {
			return ""
		}
	}
	year, month, day := string(raw[:4]), string(raw[4:6]), string(raw[6:])
	switch {
	case year == "0000" || month > "12" || day > "31":
		return ""
	case month == "00":
		return year
	case day == "00":
		return year + "-" + month
	}
	return year + "-" + month + "-" + day
}

// patentNumber is the number as it is printed: country, number without leading zeros (those behind the letters of a
// design, plant or reissue too), kind.
func patentNumber(country, number, kind string) string {
	if number == "" {
		return ""
	}
	digits := strings.TrimLeft(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	return country + number[:len(number)-len(digits)] + strings.TrimLeft(digits, "0") + kind
}
