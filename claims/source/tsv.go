package source

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"claimchart/claims"
)

// claimTable says which columns of a PatentsView claim table hold what; -1 where the table has no such column.
//
// The tables of granted patents (g_claims) and of published applications (pg_claims) have patent_id or pgpub_id,
// claim_sequence (from 0), claim_text, dependent, claim_number and exemplary; those before 2022 have uuid, patent_id, text,
// dependent, sequence and exemplary.
//
// The column dependent is not taken for references: it holds the words of those claim-ref tags alone that stand directly in the
// claim's first level, so that "claims 1 to 5" may be there as "claims 1", as "5" or, in a nested paragraph, not at all. The
// claim's own text says it whole.
type claimTable struct {
	sep     byte
	quoted  bool // the header's names are in quotes: then every field may be, over several lines
	columns int
	id      int
	text    int
	number  int
	seq     int
	app     bool // the numbers are those of published applications
	status  int
	loose   bool // the columns are not PatentsView's: see claimcsv.go
	named   bool // the column id has names of documents, not their numbers
}

// maxLooseQuote bounds how far the end of a quoted field is looked for in a table whose header has no quotes: there a quote at
// the start of a field may be the claim's own.
const maxLooseQuote = 1 << 16

// tableOf reads a header line, without its end. It returns false where it is not one of a claim table.
func tableOf(line []byte) (claimTable, bool) {
	line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	t := claimTable{sep: '\t', quoted: bytes.IndexByte(line, '"') >= 0, id: -1, text: -1, number: -1, seq: -1, status: -1}
	if len(line) > 1<<12 {
		return t, false
	}
	if bytes.IndexByte(line, '\t') < 0 {
		t.sep = ','
		if bytes.Count(line, []byte(";")) > bytes.Count(line, []byte(",")) {
			t.sep = ';' // as spreadsheets write where the comma is for decimals
		}
	}
	for i, name := range bytes.Split(line, []byte{t.sep}) {
		t.columns++
		switch strings.ToLower(strings.Trim(string(name), "\" \r")) {
		case "patent_id", "patent_number":
			t.id, t.app = i, false
		case "pgpub_id", "document_number":
			if t.id < 0 {
				t.id, t.app = i, true
			}
		case "claim_text", "text":
			t.text = i
		case "claim_number", "claim_num", "num":
			t.number = i
		case "claim_sequence", "sequence":
			t.seq = i
		}
	}
	if t.id >= 0 && t.text >= 0 && (t.number >= 0 || t.seq >= 0) {
		return t, true
	}
	return t, t.exported(line)
}

// isTSV tells whether head begins with the header of a claim table, tabs or commas between its columns, in any order.
func isTSV(head []byte) bool {
	line, _, found := bytes.Cut(head[:min(len(head), 1<<12)], []byte("\n"))
	if !found {
		return false
	}
	t, ok := tableOf(line)
	return ok && !t.loose
}

// headTSV returns the length of the header line of a claim table with its end: what must stand before every piece that readTSV
// is given. together is false where the rows of a patent do not stand together (the older tables are sorted by uuid): then the
// table can only be read whole. It is judged by the rows in head: where the patent changes, the first claim should follow.
func headTSV(head []byte) (length int, together bool) {
	line, rest, found := bytes.Cut(head, []byte("\n"))
	t, ok := tableOf(line)
	if !found || !ok {
		return 0, true
	}
	changes, firsts, last := 0, 0, ""
	for rows := 0; len(rest) > 0 && rows < 1000; rows++ {
		fields, n, whole := t.row(rest, false)
		if !whole {
			break
		}
		rest = rest[n:]
		if len(fields) < t.columns {
			continue
		}
		if id := t.idOf(fields); id != last {
			if last != "" {
				changes++
				if num, _ := t.numOf(fields); num <= 1 {
					firsts++
				}
			}
			last = id
		}
	}
	return len(line) + 1, firsts*2 >= changes
}

// nextTSV returns the length of the rows at the start of data that are of one patent. header is the table's first line, which is
// not in data.
func nextTSV(header, data []byte, eof bool) int {
	t, _ := tableOf(bytes.TrimRight(header, "\r\n"))
	at, first, have := 0, "", false
	for at < len(data) {
		fields, n, whole := t.row(data[at:], eof)
		if !whole && !eof {
			return 0
		}
		if t.id >= 0 && t.id < len(fields) {
			id := t.idOf(fields)
			switch {
			case !have:
				first, have = id, true
			case id != first:
				return at
			}
		}
		at += n
	}
	if eof {
		return len(data)
	}
	return 0
}

// row cuts the first row of data into its fields. n is its length with the line's end; whole is false where data ends before
// the row does. An empty line is a row without fields. eof says that no more data follows.
func (t *claimTable) row(data []byte, eof bool) (fields [][]byte, n int, whole bool) {
	at, lineEnd := 0, -1
	for {
		if at < len(data) && data[at] == '"' {
			field, n := t.quotedField(data[at:], eof)
			switch {
			case n < 0:
				return append(fields, data[at+1:]), len(data), false
			case n > 0:
				fields = append(fields, field)
				at += n
				if at >= len(data) {
					return fields, at, false
				}
				at++
				if data[at-1] == '\n' {
					return fields, at, true
				}
				continue
			}
		}
		if lineEnd < at {
			if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
				lineEnd = at + i
			} else {
				lineEnd = len(data)
			}
		}
		if i := bytes.IndexByte(data[at:lineEnd], t.sep); i >= 0 {
			fields = append(fields, data[at:at+i])
			at += i + 1
			continue
		}
		fields = append(fields, bytes.TrimSuffix(data[at:lineEnd], []byte("\r")))
		if lineEnd == len(data) {
			return fields, lineEnd, false
		}
		if len(fields) == 1 && len(bytes.TrimSpace(fields[0])) == 0 {
			fields = nil
		}
		return fields, lineEnd + 1, true
	}
}

// quotedField reads the field in quotes at the start of data: its text, with "" for a quote in it, and its length with the
// quotes. A quote that no separator and no line's end follows belongs to the text. The length is 0 where the quote at the start
// is the text's own, and -1 where data ends before the field does.
func (t *claimTable) quotedField(data []byte, eof bool) (field []byte, n int) {
	limit := len(data)
	if !t.quoted {
		limit = min(limit, maxLooseQuote)
	}
	doubled := false
	for at := 1; at < limit; {
		i := bytes.IndexByte(data[at:limit], '"')
		if i < 0 {
			break
		}
		at += i + 1
		rest := data[at:]
		switch {
		case len(rest) == 0 || rest[0] == t.sep || rest[0] == '\n' || rest[0] == '\r' && (len(rest) == 1 || rest[1] == '\n'):
			field, n = data[1:at-1], at
			if doubled {
				field = bytes.ReplaceAll(field, []byte(`""`), []byte(`"`))
			}
			if len(rest) > 0 && rest[0] == '\r' {
				n++
			}
			return field, n
		case rest[0] == '"':
			doubled = true
			at++
		case !t.quoted:
			return nil, 0 // "Smart" lamp: the claim's own quotes
		}
	}
	if t.quoted || !eof && limit == len(data) {
		return nil, -1
	}
	return nil, 0
}

func (t *claimTable) idOf(fields [][]byte) string {
	if t.id < 0 {
		return ""
	}
	return strings.TrimSpace(string(fields[t.id]))
}

// numOf returns the claim's number as the table states it: claim_number ("00001"), else the sequence, which sequence says.
func (t *claimTable) numOf(fields [][]byte) (num int, sequence bool) {
	if t.number >= 0 && t.number < len(fields) {
		if n, err := strconv.Atoi(strings.TrimSpace(string(fields[t.number]))); err == nil && n > 0 && n < 1<<20 {
			return n, false
		}
	}
	if t.seq >= 0 && t.seq < len(fields) {
		if n, err := strconv.Atoi(strings.TrimSpace(string(fields[t.seq]))); err == nil && n >= 0 && n < 1<<20 {
			return n, true
		}
	}
	return 0, false
}

// tableDocument is a patent of a table while its rows are gathered.
type tableDocument struct {
	doc      *claims.Document
	bySeq    []int // claims numbered by their sequence alone
	zeroSeen bool  // the sequence counts from 0
}

// readTSV reads the rows of a claim table, its header in front, and gives a document a patent, in the order of their first rows.
// Rows of a patent need not stand together. A row that lacks columns, and a claim without text, is told of in a note.
func readTSV(name string, data []byte, _ Options) ([]*claims.Document, error) {
	head, rest, _ := bytes.Cut(data, []byte("\n"))
	t, ok := tableOf(bytes.TrimSuffix(head, []byte("\r")))
	if !ok {
		return nil, fmt.Errorf("%s:1: no claim table of PatentsView: expected a line of column names with patent_id or pgpub_id, claim_text and claim_number or claim_sequence", name)
	}
	var order []*tableDocument
	byID := map[string]*tableDocument{}
	var loose []string // notes on rows of no patent
	line := 2
	for len(rest) > 0 {
		fields, n, whole := t.row(rest, true)
		cut := !whole && len(fields) < t.columns
		at := line
		line += bytes.Count(rest[:n], []byte("\n"))
		rest = rest[n:]
		if len(fields) == 0 || len(fields) == 1 && len(bytes.TrimSpace(fields[0])) == 0 {
			continue
		}
		var note string
		if fields, note = t.fit(fields); note != "" || cut {
			if cut {
				note = fmt.Sprintf("has %d of %d columns: the table may be cut short", len(fields), t.columns)
			}
			note = fmt.Sprintf("line %d %s", at, note)
		}
		if t.id >= len(fields) || t.text >= len(fields) || t.id >= 0 && t.idOf(fields) == "" {
			if note == "" {
				note = fmt.Sprintf("line %d has no patent number", at)
			}
			loose = notedRow(loose, note+"; left out")
			continue
		}
		d := byID[t.idOf(fields)]
		if d == nil {
			d = &tableDocument{doc: t.document(name, t.idOf(fields))}
			byID[t.idOf(fields)] = d
			order = append(order, d)
		}
		if note != "" {
			d.doc.Notes = notedRow(d.doc.Notes, note)
		}
		d.add(&t, fields, at)
	}
	if len(order) == 0 {
		return nil, fmt.Errorf("%s:%d: no claims in this table: %s", name, line, strings.Join(append(loose, "give its rows below the column names"), "; "))
	}
	out := make([]*claims.Document, 0, len(order))
	for _, d := range order {
		d.number()
		out = append(out, d.doc)
	}
	out[0].Notes = slices.Concat(loose, out[0].Notes)
	return out, nil
}

// fit brings a row to the header's columns: a separator too many is in the claim's text, the one column of free words.
func (t *claimTable) fit(fields [][]byte) (out [][]byte, note string) {
	more := len(fields) - t.columns
	switch {
	case more > 0:
		out = slices.Clone(fields[:t.text])
		out = append(out, bytes.Join(fields[t.text:t.text+more+1], []byte{t.sep}))
		return append(out, fields[t.text+more+1:]...), fmt.Sprintf("has %d columns more than the header: taken as part of the claim's text", more)
	case more < 0:
		return fields, fmt.Sprintf("has %d of %d columns", len(fields), t.columns)
	}
	return fields, ""
}

// maxTableNotes bounds what is told of bad rows, so that a table of them alone does not fill the memory.
const maxTableNotes = 50

func notedRow(notes []string, note string) []string {
	switch {
	case len(notes) < maxTableNotes:
		return append(notes, note)
	case len(notes) == maxTableNotes:
		return append(notes, "and more rows of this kind")
	}
	return notes
}

func (t *claimTable) document(name, id string) *claims.Document {
	if t.loose {
		return t.exportedDocument(name, id)
	}
	doc := &claims.Document{Name: name, Format: "patentsview", Number: id, Country: "US", Language: "en"}
	if strings.Trim(strings.TrimLeft(id, "DPRETHSI"), "0123456789") == "" { // US patents and applications are all that it holds
		doc.Number = "US" + id
	}
	return doc
}

// add takes a row's claim.
func (d *tableDocument) add(t *claimTable, fields [][]byte, line int) {
	raw := fields[t.text]
	if !utf8.Valid(raw) {
		raw = bytes.ToValidUTF8(raw, []byte("\uFFFD"))
		d.doc.Notes = notedRow(d.doc.Notes, fmt.Sprintf("line %d holds bytes that are no UTF-8: they stand as \uFFFD", line))
	}
	var lines []string
	for part := range strings.Lines(string(raw)) {
		if part = claims.Fold(part); part != "" {
			lines = append(lines, part)
		}
	}
	text := strings.Join(lines, "\n")
	if status := t.statusOf(fields); text == "" && status == "canceled" { // kept by its number: 37 CFR 1.121(c)(4)
		num, _ := t.numOf(fields)
		d.doc.Claims = append(d.doc.Claims, claims.CutClaim{Num: num, Status: status, Line: line})
		return
	}
	if text == "" || text == `\N` || text == "NULL" {
		d.doc.Notes = notedRow(d.doc.Notes, fmt.Sprintf("line %d has no claim text; left out", line))
		return
	}
	num, sequence := t.numOf(fields)
	printed, body := rowNumber(text)
	switch {
	case sequence && printed > 0:
		num, text = printed, body // the sequence may count from 0; the printed number does not
	case sequence:
		d.bySeq = append(d.bySeq, len(d.doc.Claims))
		d.zeroSeen = d.zeroSeen || num == 0
	case printed > 0 && (num == printed || num == 0):
		num, text = printed, body
	}
	d.doc.Claims = append(d.doc.Claims, claims.CutClaim{Num: num, Text: text, Status: t.statusOf(fields), Line: line})
}

// number turns sequences into claim numbers: those that count from 0 are one less.
func (d *tableDocument) number() {
	if !d.zeroSeen {
		return
	}
	for _, i := range d.bySeq {
		d.doc.Claims[i].Num++
	}
}

// rowNumber takes the number off a claim's text: "12. The lamp" is 12 and "The lamp"; 0 where there is none.
func rowNumber(text string) (int, string) {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits == 0 || digits > 3 {
		return 0, text
	}
	rest := strings.TrimLeft(text[digits:], " ")
	if rest == "" || rest[0] != '.' && rest[0] != ')' {
		return 0, text
	}
	body := strings.TrimLeft(rest[1:], " \n")
	if body == "" || len(body) == len(rest)-1 && body[0] >= '0' && body[0] <= '9' { // "2.5 mm"
		return 0, text
	}
	num, _ := strconv.Atoi(text[:digits])
	return num, body
}
