package source

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"claimchart/claims"
)

// tableDocument is a patent of a table while its rows are gathered.
type tableDocument struct {
	doc      *claims.Document
	bySeq    []int // claims numbered by their sequence alone
	zeroSeen bool  // the sequence counts from 0
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
