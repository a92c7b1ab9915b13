package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// hupdRecord is an application of the Harvard USPTO Patent Dataset, one JSON object a file. The texts are those of the
// application as published, not of the patent that may have been granted on it.
type hupdRecord struct {
	Application looseString     `json:"application_number"`
	Publication looseString     `json:"publication_number"` // "US20160001234A1-20160107"
	Title       looseString     `json:"title"`
	Decision    looseString     `json:"decision"`
	Published   looseString     `json:"date_published"`
	Filed       looseString     `json:"filing_date"`
	Patent      looseString     `json:"patent_number"`
	Issued      looseString     `json:"patent_issue_date"`
	Abstract    looseString     `json:"abstract"`
	Claims      looseString     `json:"claims"`
	Background  json.RawMessage `json:"background"`
	Summary     json.RawMessage `json:"summary"`
	Description json.RawMessage `json:"full_description"`
}

// looseString takes a string, a number as it is written, and nothing for null and for what tables write instead of it.
type looseString string

func (s *looseString) UnmarshalJSON(data []byte) error {
	text := string(data)
	switch data[0] {
	case '"':
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
	case '{', '[':
		return fmt.Errorf("a list or an object stands where a text is expected: %.20s", data)
	}
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "null", "nan", "none", "<na>", "nat":
		text = ""
	}
	*s = looseString(text)
	return nil
}

// isHUPD tells whether head is a JSON object with the fields of the Harvard USPTO Patent Dataset.
func isHUPD(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(head) == 0 || head[0] != '{' {
		return false
	}
	number := hasField(head, "application_number") || hasField(head, "publication_number") || hasField(head, "patent_number")
	return number && hasField(head, "decision") && (hasField(head, "date_published") || hasField(head, "filing_date"))
}

// hasField tells whether data holds name as a field of an object: in quotes, with a colon behind.
func hasField(data []byte, name string) bool {
	quoted := []byte(`"` + name + `"`)
	for {
		i := bytes.Index(data, quoted)
		if i < 0 {
			return false
		}
		data = bytes.TrimLeft(data[i+len(quoted):], " \t\r\n")
		if len(data) > 0 && data[0] == ':' {
			return true
		}
	}
}

// readHUPD reads an application, or several objects one after the other. The claims are one text with their numbers, which is for
// claims.Parse to cut. The decision and the patent are told in a note.
func readHUPD(name string, data []byte, opt Options) ([]*claims.Document, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	note := ""
	if !utf8.Valid(data) {
		note = "bytes that are no UTF-8 stand as \uFFFD"
	}
	var out []*claims.Document
	dec := json.NewDecoder(bytes.NewReader(data))
	for {
		start := int(dec.InputOffset())
		var rec hupdRecord
		err := dec.Decode(&rec)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			line := max(lineOf(data, err), bytes.Count(data[:min(start, len(data))], []byte("\n")))
			return nil, fmt.Errorf("%s:%d: %s", name, 1+line, reason(err))
		}
		doc := rec.document(name, opt)
		if note != "" {
			doc.Notes = append(doc.Notes, note)
		}
		if doc.Text == "" {
			if len(doc.Paragraphs) == 0 {
				line := bytes.Count(data[:start], []byte("\n"))
				return nil, fmt.Errorf("%s:%d: no claims: the field \"claims\" of this application is missing or empty; give the file as the data set has it", name, 1+line)
			}
			doc.Notes = append(doc.Notes, "the field \"claims\" is missing or empty")
		}
		out = append(out, doc)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s:1: no application in this file: it is empty", name)
	}
	return out, nil
}

// publicationNumber is a number as the data set writes it, and as WIPO ST.6 has it.
var publicationNumber = lazyregexp.New(`^([A-Z]{2})[ -]?(\d{4}/?\d{6,7})[ -]?([A-Z]\d?)?(?:-(\d{8}))?$`)

func (r *hupdRecord) document(name string, opt Options) *claims.Document {
	doc := &claims.Document{
		Name: name, Format: "hupd", Title: claims.Fold(string(r.Title)), Country: "US", Language: "en",
		Text: strings.TrimSpace(lineEnds(string(r.Claims))),
	}
	doc.Dates.Filing, doc.Dates.Publication = dashed(string(r.Filed)), dashed(string(r.Published))
	printed := strings.TrimSpace(string(r.Publication))
	if m := publicationNumber.FindStringSubmatch(printed); m != nil {
		doc.Country, doc.Kind = m[1], m[3]
		doc.Number = m[1] + strings.ReplaceAll(m[2], "/", "") + m[3]
		if doc.Dates.Publication == "" {
			doc.Dates.Publication = dashed(m[4])
		}
	} else if doc.Number = printed; printed == "" {
		if doc.Number = strings.TrimSpace(string(r.Application)); doc.Number != "" {
			doc.Notes = append(doc.Notes, "no publication number is stated: the number is the application's")
		}
	}
	if d := strings.TrimSpace(string(r.Decision)); d != "" {
		note := "claims of the application as published; decision in the data set: " + claims.Fold(d)
		if p := strings.TrimSpace(string(r.Patent)); p != "" && p != strings.TrimSpace(string(r.Application)) {
			note += ", patent " + claims.Fold(p)
			if day := dashed(string(r.Issued)); day != "" {
				note += " of " + day
			}
		}
		doc.Notes = append(doc.Notes, note)
	}
	if opt.Description {
		doc.Abstract = claims.Fold(string(r.Abstract))
		doc.Paragraphs = r.paragraphs()
	}
	return doc
}

// dashed writes a date YYYY-MM-DD; it takes YYYYMMDD and dates that are so written already, with a time behind or without; "" for
// anything else, and for a day that no calendar has.
func dashed(text string) string {
	text = strings.TrimSpace(text)
	if len(text) >= 10 && text[4] == '-' && text[7] == '-' && (len(text) == 10 || text[10] == ' ' || text[10] == 'T') {
		text = text[:4] + text[5:7] + text[8:10]
	}
	if len(text) != 8 || strings.Trim(text, "0123456789") != "" {
		return ""
	}
	if m, d := text[4:6], text[6:]; m < "01" || m > "12" || d < "01" || d > "31" || text[:4] < "1700" {
		return ""
	}
	return text[:4] + "-" + text[4:6] + "-" + text[6:]
}

// paragraphMark is the number of a paragraph as the application prints it.
var paragraphMark = lazyregexp.New(`\[\d{4,5}\]`)

// paragraphs cuts the description at its lines and its paragraph numbers; where it has none of either it is one paragraph.
// Without a full description, the background and the summary stand for it.
func (r *hupdRecord) paragraphs() []claims.Paragraph {
	text := rawText(r.Description)
	if text == "" {
		text = strings.TrimSpace(rawText(r.Background) + "\n" + rawText(r.Summary))
	}
	var out []claims.Paragraph
	add := func(loc, text string) {
		if text = claims.Fold(text); text != "" {
			out = append(out, claims.Paragraph{Loc: loc, Text: text, Heading: loc == "" && isHeadingLine(text)})
		}
	}
	for line := range strings.Lines(lineEnds(text)) {
		at, loc := 0, ""
		for _, m := range paragraphMark.FindAllStringIndex(line, -1) {
			before := strings.TrimSpace(line[at:m[0]])
			if before != "" && !strings.ContainsAny(before[len(before)-1:], ".:;!?") && !isHeadingLine(before) {
				continue // "see paragraph [0012] above" is a reference
			}
			add(loc, line[at:m[0]])
			at, loc = m[1], line[m[0]:m[1]]
		}
		add(loc, line[at:])
	}
	return out
}

func rawText(raw json.RawMessage) string {
	var s looseString
	if len(raw) == 0 || json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return string(s)
}

// isHeadingLine tells a heading of a description: a short line in capitals without a full stop.
func isHeadingLine(text string) bool {
	return capitals(text) > 3 && len(text) <= 120 && !strings.HasSuffix(text, ".")
}
