package source

import (
	"bytes"
	"fmt"
	"strings"

	"claimchart/claims"
)

// Greenbook is the plain text in which the USPTO published its patents of 1976 to 2001: sections (PATN, INVT, ..., CLMS) on lines
// of their own, fields with tags of three letters, one patent after the other. It names neither columns nor paragraph numbers, so
// its paragraphs have no place to cite.

// isGreenbook tells whether head begins with a patent in Greenbook text; bulk files have a line of their own before the first.
func isGreenbook(head []byte) bool {
	at := greenbookStart(head, 0)
	if at < 0 || bytes.Count(head[:at], []byte("\n")) > 3 {
		return false
	}
	t := taggedLines{data: head, at: at}
	t.skipLine()
	return bytes.HasPrefix(head[t.at:], []byte("WKU "))
}

// greenbookStart is where the first line "PATN" at or after from begins, or -1. from is the start of a line.
func greenbookStart(data []byte, from int) int {
	mark := []byte("PATN")
	for from < len(data) {
		at := bytes.Index(data[from:], mark)
		if at < 0 {
			return -1
		}
		at += from
		end := at + len(mark)
		for end < len(data) && end < at+128 && data[end] == ' ' { // bulk files fill their lines up with blanks
			end++
		}
		if (at == 0 || data[at-1] == '\n') && (end == len(data) || data[end] == '\n' || data[end] == '\r') {
			return at
		}
		from = at + len(mark)
	}
	return -1
}

// nextGreenbook returns the length of the first patent in data: it ends where the next begins.
func nextGreenbook(data []byte, eof bool) int {
	first := greenbookStart(data, 0)
	if first >= 0 {
		// what begins like the line "PATN" at the very end may go on as another
		if at := greenbookStart(data, first+4); at >= 0 && (eof || bytes.IndexByte(data[at:], '\n') > 0) {
			return at
		}
	}
	if eof {
		return len(data)
	}
	return 0
}

// readGreenbook reads the patents in data.
//
// The number is without the check digit that the file adds, and with the country of the office; the file states no kind. The text
// of a claim has the paragraphs of the file as lines, PA1, PA2... indented by one, two... levels.
func readGreenbook(name string, data []byte, opt Options) ([]*claims.Document, error) {
	data, notes := cleanText(data, opt.lines)
	if greenbookStart(data, 0) < 0 {
		return nil, fmt.Errorf("%s:%d: no line \"PATN\": this is no Greenbook text, or its beginning is missing", name, opt.lines+1)
	}
	return readEach(name, data, notes, opt, nextGreenbook, onePatn)
}

func onePatn(name string, data []byte, line int, opt Options) (*claims.Document, error) {
	doc := &claims.Document{Name: name, Format: "uspto-greenbook", Country: "US", Language: "en"}
	t := taggedLines{data: data, line: line}
	dots := dotText{spaced: true, marks: opt.Marks}
	section, stated, relation := "", "", ""
	var dates priorities
	var claim *claimParts
	var abstract []string
	lost := 0
	for {
		f, ok := t.next()
		if !ok {
			break
		}
		if len(f.tag) == 4 && len(bytes.TrimSpace(f.body)) == 0 {
			section = f.tag
			if !opt.Description && greenbookProse[section] {
				t.skipTo("CLMS", "DCLM")
			}
			continue
		}
		switch {
		case section == "PATN":
			switch f.tag {
			case "WKU":
				doc.Number = greenbookNumber(foldLines(f.body))
			case "APD":
				doc.Dates.Filing = stampDate(f.body)
			case "ISD":
				doc.Dates.Grant = stampDate(f.body)
			case "TTL":
				doc.Title = dots.decode(foldLines(f.body))
			case "NCL":
				stated = foldLines(f.body)
			}
		case section == "PRIR" && f.tag == "APD":
			dates.add(stampDate(f.body), false)
		case section == "RLAP" && f.tag == "COD":
			relation = foldLines(f.body)
		case section == "RLAP" && f.tag == "APD":
			dates.add(stampDate(f.body), relation == "72")
		case section == "PCTA" && f.tag == "PD3": // the international filing date is the filing date: 35 USC 363
			if date := stampDate(f.body); date != "" {
				doc.Dates.Filing = date
			}
		case section == "CLMS" || section == "DCLM":
			dots.lost = 0
			claim = greenbookClaim(doc, claim, f, &dots, opt.lines)
			lost += dots.lost
		case section == "ABST" && opt.Description:
			abstract = append(abstract, greenbookText(f, &dots))
		case greenbookProse[section] && opt.Description:
			if text := greenbookText(f, &dots); text != "" {
				doc.Paragraphs = append(doc.Paragraphs, claims.Paragraph{Text: text, Heading: f.tag == "PAC", Line: f.line})
			}
		}
	}
	if claim != nil {
		claim.into(doc)
	}
	dates.into(doc)
	doc.Abstract = strings.Join(abstract, " ")
	if doc.Number == "" && doc.Title == "" && len(doc.Claims) == 0 {
		return nil, fmt.Errorf("%s:%d: a patent without number, title and claims: the file is damaged here, or cut short", name, opt.lines+line)
	}
	noteClaims(doc, stated, lost)
	return doc, nil
}

// greenbookProse are the sections of running text.
var greenbookProse = map[string]bool{"ABST": true, "GOVT": true, "PARN": true, "BSUM": true, "DRWD": true, "DETD": true}

// greenbookClaim takes one field of the claims: a new claim, or another part of claim.
func greenbookClaim(doc *claims.Document, claim *claimParts, f taggedField, dots *dotText, skip int) *claimParts {
	if f.tag == "STM" {
		return claim // "What is claimed is:"
	}
	if f.tag == "NUM" {
		if claim != nil {
			claim.into(doc)
		}
		num, _ := printedNumber(strings.TrimRight(foldLines(f.body), ". ") + ".")
		return &claimParts{num: num, line: f.line, skip: skip}
	}
	text := greenbookText(f, dots)
	num, rest := printedNumber(text)
	switch {
	case claim == nil: // a design's claim has no number
		claim = &claimParts{num: num, line: f.line, skip: skip}
		text = rest
	case len(claim.parts) == 0 && num == claim.num:
		text = rest
	}
	claim.add(greenbookLevel(f.tag), text)
	return claim
}

// greenbookLevel is the level of a paragraph: PA1 stands under PAR. A table stands under the paragraph that it belongs to.
func greenbookLevel(tag string) int {
	if len(tag) == 3 && tag[:2] == "PA" && asciiDigit(tag[2]) {
		return int(tag[2] - '0')
	}
	if tag == "TBL" {
		return 1
	}
	return 0
}

func greenbookText(f taggedField, dots *dotText) string {
	if f.tag == "TBL" {
		return dots.decode(tableRows(f.body))
	}
	return dots.decode(foldLines(f.body))
}

// greenbookNumber reads the number of a patent: letters and digits, nine in all with the check digit at the end.
func greenbookNumber(s string) string {
	s = strings.ReplaceAll(s, " ", "")
	if len(s) >= 9 {
		s = s[:8]
	}
	return patentNumber("US", s, "")
}
