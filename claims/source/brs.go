package source

import (
	"bytes"
	"fmt"
	"strings"

	"claimchart/claims"
)

// BRS text is what the USPTO's search system for examiners shows of a patent: fields with tags of three or four letters, one patent
// after the other, each after a line that says so. It names neither columns nor paragraph numbers, so its paragraphs have no place
// to cite.

var brsBoundary = []byte("*** BRS DOCUMENT BOUNDARY ***")

// isBRS tells whether head begins with a patent in BRS text: the boundary on a line of its own, and fields after it.
func isBRS(head []byte) bool {
	at := bytes.Index(head, brsBoundary)
	if at < 0 || at > 0 && head[at-1] != '\n' || bytes.Count(head[:at], []byte("\n")) > 4 {
		return false
	}
	t := taggedLines{data: head, at: at}
	t.skipLine()
	return tagLength(head[t.at:]) > 0
}

// nextBRS returns the length of the first patent in data: it ends where the two lines begin (number and date, title) that stand
// before the next boundary.
func nextBRS(data []byte, eof bool) int {
	if first := bytes.Index(data, brsBoundary); first >= 0 {
		from := first + len(brsBoundary)
		if second := bytes.Index(data[from:], brsBoundary); second >= 0 {
			return brsHead(data, from, from+second)
		}
	}
	if eof {
		return len(data)
	}
	return 0
}

// brsHead is where the lines before the boundary at end begin, looking back no further than from.
func brsHead(data []byte, from, end int) int {
	start := end
	for range 4 {
		at := bytes.LastIndexByte(data[from:max(from, start-1)], '\n')
		if at < 0 {
			break
		}
		start = from + at + 1
		line, _, _ := bytes.Cut(data[start:end], []byte("\n"))
		if bytes.IndexByte(line, '\t') > 0 && tagLength(line) == 0 && line[0] != ' ' {
			return start
		}
	}
	return end
}

// readBRS reads the patents in data. The number is that of the field DID, with country and kind.
func readBRS(name string, data []byte, opt Options) ([]*claims.Document, error) {
	data, notes := cleanText(data, opt.lines)
	if !bytes.Contains(data, brsBoundary) {
		return nil, fmt.Errorf("%s:%d: no line %q: this is no BRS text, or its beginning is missing", name, opt.lines+1, brsBoundary)
	}
	return readEach(name, data, notes, opt, nextBRS, oneBRS)
}

func oneBRS(name string, data []byte, line int, opt Options) (*claims.Document, error) {
	doc := &claims.Document{Name: name, Format: "uspto-brs", Language: "en"}
	t := taggedLines{data: data, line: line}
	if at := bytes.Index(data, brsBoundary); at >= 0 { // the two lines before it repeat number, kind, date and title
		t.at, t.line = at, line+bytes.Count(data[:at], []byte("\n"))
		t.skipLine()
	}
	dots := dotText{marks: opt.Marks}
	var claim *claimParts
	var abstract []string
	var dates priorities
	bare, stated := "", ""
	lost := 0
	for {
		if !opt.Description && t.at > 0 && brsProse(t.tag()) {
			t.skipTo("CLST", "CLP")
		}
		f, ok := t.next()
		if !ok {
			break
		}
		switch f.tag {
		case "WKU":
			bare = patentNumber("", foldLines(f.body), "")
		case "DID":
			doc.Number, doc.Country, doc.Kind = brsNumber(foldLines(f.body))
		case "AFD":
			doc.Dates.Filing = stampDate(f.body)
		case "GISD":
			doc.Dates.Grant = stampDate(f.body)
		case "PRAD":
			dates.add(stampDate(f.body), false)
		case "COND":
			dates.add(brsBenefit(foldLines(f.body)))
		case "TTL":
			doc.Title = dots.decode(foldLines(f.body))
		case "NCL":
			stated = foldLines(f.body)
		default:
			switch {
			case f.tag == "CLST" || f.tag == "CLTX": // "What is claimed is:"
			case strings.HasPrefix(f.tag, "CLP") && len(f.tag) == 4:
				dots.lost = 0
				claim = brsClaim(doc, claim, f, &dots, opt.lines)
				lost += dots.lost
			case !opt.Description || !brsProse(f.tag):
			case strings.HasPrefix(f.tag, "AB"):
				abstract = append(abstract, dots.decode(foldLines(f.body)))
			default:
				if text := dots.decode(foldLines(f.body)); text != "" {
					doc.Paragraphs = append(doc.Paragraphs, claims.Paragraph{Text: text, Heading: brsHeading(f), Line: f.line})
				}
			}
		}
	}
	if claim != nil {
		claim.into(doc)
	}
	dates.into(doc)
	if doc.Number == "" {
		doc.Number = bare
	}
	doc.Abstract = strings.Join(abstract, " ")
	if doc.Number == "" && doc.Title == "" && len(doc.Claims) == 0 {
		return nil, fmt.Errorf("%s:%d: a patent without number, title and claims: the file is damaged here, or cut short", name, opt.lines+line)
	}
	noteClaims(doc, stated, lost)
	return doc, nil
}

// tag is the tag of the line that is next, or empty.
func (t *taggedLines) tag() string {
	return string(t.data[t.at : t.at+tagLength(t.data[t.at:])])
}

// brsProse tells whether tag is one of running text: abstract, related applications, government interest, summary, drawings, detail.
func brsProse(tag string) bool {
	if len(tag) != 4 {
		return false
	}
	switch tag[:2] {
	case "AB", "CR", "GO", "PA", "BS", "DR", "DE":
	default:
		return false
	}
	switch tag[2:] {
	case "TX", "PR", "PL", "TL", "TB":
		return true
	}
	return false
}

// brsHeading tells whether a field is a heading: one blank stands between tag and text where a paragraph has two; older files have
// a tag of their own.
func brsHeading(f taggedField) bool {
	if strings.HasSuffix(f.tag, "TL") {
		return true
	}
	return strings.HasSuffix(f.tag, "TX") && len(f.body) > 1 && f.body[0] == ' ' && f.body[1] != ' '
}

// brsClaim takes one field of the claims: it begins a claim where it begins with a number, and else goes on with claim.
func brsClaim(doc *claims.Document, claim *claimParts, f taggedField, dots *dotText, skip int) *claimParts {
	text := dots.decode(foldLines(f.body))
	num, rest := printedNumber(text)
	if claim == nil || num > 0 && f.tag == "CLPR" {
		if claim != nil {
			claim.into(doc)
		}
		claim = &claimParts{num: num, line: f.line, skip: skip}
		text = rest
	}
	claim.add(1, text)
	return claim
}

// brsNumber reads "US 9204581 B2": the number as printed, country and kind.
func brsNumber(s string) (number, country, kind string) {
	parts := strings.Fields(s)
	switch {
	case len(parts) >= 3:
		return patentNumber(parts[0], parts[1], parts[2]), parts[0], parts[2]
	case len(parts) == 2:
		return patentNumber(parts[0], parts[1], ""), parts[0], ""
	}
	return s, "", ""
}

// brsBenefit reads a related application, "division parent-doc US 13303416 20111123 US 8947892 child-doc US 14577134": its filing date,
// where the benefit of it is claimed, else no date.
func brsBenefit(s string) (date string, inPart bool) {
	words := strings.Fields(s)
	if len(words) == 0 {
		return "", false
	}
	switch words[0] {
	case "us-provisional-application", "continuation", "continuation-in-part", "division", "reissue", "continuing-reissue":
	default:
		return "", false
	}
	for i, w := range words {
		if i > 1 && len(words[i-1]) >= 8 && stampDate([]byte(w)) != "" { // after the application's number
			return stampDate([]byte(w)), words[0] == "continuation-in-part"
		}
		if w == "child-doc" {
			break
		}
	}
	return "", false
}
