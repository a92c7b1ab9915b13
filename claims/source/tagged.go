package source

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimchart/claims"
)

// taggedLines reads a plain text file of the office: a field begins with its tag at the start of a line and goes on over lines that
// begin with a blank. Greenbook and BRS files are made so.
type taggedLines struct {
	data []byte
	at   int
	line int  // of data[at], from 1
	done bool // skipTo found nothing more
}

// taggedField is one field. body is all after the tag, with the line ends.
type taggedField struct {
	tag  string
	body []byte
	line int
}

// next returns the next field, or false at the end. A line that neither begins with a tag nor with a blank goes on with the field
// before it.
func (t *taggedLines) next() (taggedField, bool) {
	for t.at < len(t.data) {
		n := tagLength(t.data[t.at:])
		if n == 0 { // before the first field
			t.skipLine()
			continue
		}
		f := taggedField{tag: string(t.data[t.at : t.at+n]), line: t.line}
		start := t.at + n
		t.skipLine()
		for t.at < len(t.data) && tagLength(t.data[t.at:]) == 0 {
			t.skipLine()
		}
		f.body = t.data[start:t.at]
		return f, true
	}
	return taggedField{}, false
}

func (t *taggedLines) skipLine() {
	if end := bytes.IndexByte(t.data[t.at:], '\n'); end >= 0 {
		t.at += end + 1
		t.line++
		return
	}
	t.at = len(t.data)
}

// skipTo moves to the next line that begins with one of tags, if there is one; where there is none, it does not look again.
func (t *taggedLines) skipTo(tags ...string) {
	if t.done {
		return
	}
	best, from := -1, max(t.at-1, 0) // the line end before this line counts
	for _, tag := range tags {
		end := len(t.data)
		if best >= 0 {
			end = min(end, best+len(tag))
		}
		if at := bytes.Index(t.data[from:end], []byte("\n"+tag)); at >= 0 {
			best = from + at + 1
		}
	}
	if best <= t.at {
		t.done = best < 0
		return
	}
	t.line += bytes.Count(t.data[t.at:best], []byte("\n"))
	t.at = best
}

// tagLength is the length of the tag at the start of a line: three to five capitals and digits, then a blank or the line's end.
func tagLength(line []byte) int {
	n := 0
	for n < len(line) && n < 6 && (line[n] >= 'A' && line[n] <= 'Z' || n > 0 && asciiDigit(line[n])) {
		n++
	}
	if n < 3 || n > 5 || n < len(line) && line[n] != ' ' && line[n] != '\n' && line[n] != '\r' {
		return 0
	}
	return n
}

// foldLines joins the lines of body and folds white space. A word that is divided after its hyphen is joined again, hyphen and all.
func foldLines(body []byte) string {
	out := make([]byte, 0, len(body))
	for len(body) > 0 {
		line := body
		if end := bytes.IndexByte(body, '\n'); end >= 0 {
			line, body = body[:end], body[end+1:]
		} else {
			body = nil
		}
		at := len(out)
		if at > 0 {
			out = append(out, ' ')
		}
		from := len(out)
		out = foldSpace(out, line)
		switch {
		case len(out) == from:
			out = out[:at]
		case at > 0 && divided(out[:at], out[from:]):
			out = append(out[:at], out[from:]...)
		}
	}
	return string(out)
}

// foldSpace adds text to out, runs of white space as one blank and none at its ends.
func foldSpace(out, text []byte) []byte {
	from, space := len(out), false
	for i := 0; i < len(text); {
		n, blank := 1, false
		if c := text[i]; c < utf8.RuneSelf {
			blank = c == ' ' || c >= '\t' && c <= '\r'
		} else {
			var r rune
			r, n = utf8.DecodeRune(text[i:])
			blank = unicode.IsSpace(r)
		}
		if blank {
			space = true
			i += n
			continue
		}
		if space && len(out) > from {
			out = append(out, ' ')
		}
		space = false
		out = append(out, text[i:i+n]...)
		i += n
	}
	return out
}

// divided tells whether a line break between before and after stands inside a hyphenated word, and not after "first- " in "first-
// and second-order".
func divided(before, after []byte) bool {
	if len(before) < 2 || before[len(before)-1] != '-' || !asciiLetter(before[len(before)-2]) || !asciiLetter(after[0]) {
		return false
	}
	word, _, _ := bytes.Cut(after, []byte(" "))
	switch string(word) {
	case "and", "or", "to":
		return false
	}
	return true
}

func asciiLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// tableRows gives a table that was set with blanks as text: a row a line, cells divided by " | ", ruled lines left out.
func tableRows(body []byte) string {
	var rows []string
	for _, line := range strings.Split(string(body), "\n") {
		if strings.Trim(line, "_-= \r\t") == "" {
			continue
		}
		var cells []string
		for _, cell := range strings.Split(strings.ReplaceAll(strings.TrimSpace(line), "\t", "  "), "  ") {
			if cell = strings.TrimSpace(cell); cell != "" {
				cells = append(cells, cell)
			}
		}
		rows = append(rows, strings.Join(cells, " | "))
	}
	return strings.Join(rows, "\n")
}

// cleanText returns data as valid UTF-8 with "\n" at line ends, and a note where bytes could not be read. skip is how many lines the
// file has before data.
func cleanText(data []byte, skip int) ([]byte, []string) {
	var notes []string
	if !utf8.Valid(data) {
		at := skip + lineAt(data, firstInvalid(data))
		notes = append(notes, fmt.Sprintf("bytes that are no UTF-8, first on line %d: they were replaced by U+FFFD", at))
		data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	if bytes.IndexByte(data, '\n') < 0 && bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return data, notes
}

func firstInvalid(data []byte) int {
	at := 0
	for at < len(data) {
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n <= 1 {
			break
		}
		at += n
	}
	return at
}

// priorities collects the dates of the applications that one claims the priority or the benefit of (35 USC 119, 120, 121, 365).
type priorities struct {
	earliest string
	inPart   string // the earliest of those that it continues in part
}

func (p *priorities) add(date string, inPart bool) {
	p.earliest = earlier(p.earliest, date)
	if inPart {
		p.inPart = earlier(p.inPart, date)
	}
}

// into sets the priority date of doc, and says what it leaves open.
func (p *priorities) into(doc *claims.Document) {
	d := patentXML{doc: doc, inPart: p.inPart}
	d.priorityNote()
	doc.Dates.Priority = p.earliest
}

// earlier returns the earlier of two dates, either of which may be empty.
func earlier(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// claimParts collects the parts of a claim, each with its level, and gives them as lines.
type claimParts struct {
	num   int
	line  int
	skip  int // lines of the file before the piece that line counts in
	parts []string
}

func (c *claimParts) add(level int, text string) {
	if text == "" {
		return
	}
	if len(c.parts) == 0 {
		level = 0
	}
	pad := strings.Repeat("  ", level)
	c.parts = append(c.parts, pad+strings.ReplaceAll(text, "\n", "\n"+pad))
}

// maxNotes bounds the notes on single claims; noteClaims says how many are missing.
const maxNotes = 20

// into adds the claim to doc; a claim without text is said in a note.
func (c *claimParts) into(doc *claims.Document) {
	if len(c.parts) == 0 {
		if c.num > 0 && len(doc.Notes) < maxNotes {
			doc.Notes = append(doc.Notes, fmt.Sprintf("claim %d on line %d has no text: it was left out", c.num, c.skip+c.line))
		}
		return
	}
	doc.Claims = append(doc.Claims, claims.CutClaim{Num: c.num, Text: strings.Join(c.parts, "\n"), Line: c.line})
}

// noteClaims notes what the file states about its claims and was not found.
func noteClaims(doc *claims.Document, stated string, lost int) {
	n, err := strconv.Atoi(strings.TrimSpace(stated))
	switch {
	case len(doc.Claims) == 0:
		doc.Notes = append(doc.Notes, "no claims: the file holds none, or is cut short before them")
	case err == nil && n > 0 && n != len(doc.Claims):
		doc.Notes = append(doc.Notes, fmt.Sprintf("the file states %d claims, %d were read: it may be cut short", n, len(doc.Claims)))
	}
	if lost > 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("the claims refer to %d drawings (structures, formulas or tables) that the text does not hold", lost))
	}
}

// readEach reads the documents that stand one behind the other in data with one, which gets the line on which each begins, and puts
// the notes on all of data before each one's own.
func readEach(name string, data []byte, notes []string, opt Options, next func(data []byte, eof bool) int,
	one func(name string, data []byte, line int, opt Options) (*claims.Document, error),
) ([]*claims.Document, error) {
	var out []*claims.Document
	for line := 1; len(data) > 0; {
		n := next(data, true)
		doc, err := one(name, data[:n], line, opt)
		if err != nil {
			return nil, err
		}
		doc.Notes = append(append([]string(nil), notes...), doc.Notes...)
		out = append(out, doc)
		line += bytes.Count(data[:n], newline)
		data = data[n:]
	}
	return out, nil
}
