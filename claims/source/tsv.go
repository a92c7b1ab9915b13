package source

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

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
