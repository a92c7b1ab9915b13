package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"claimchart/priorart"
)

// ReadReviews reads a person's decisions: the rows of a workbook of chart in which Reviewed, Status or Note is filled, or JSON
// lines, one priorart.Review each, of which text, reference and one of reviewed, status and note must be there. The content decides
// which it is. An error names file, sheet or line, row, reason and remedy.
func ReadReviews(name string, content []byte) ([]priorart.Review, error) {
	if bytes.HasPrefix(content, []byte("PK")) {
		return readWorkbook(name, content)
	}
	var out []priorart.Review
	for n, l := range bytes.Split(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")), []byte("\n")) {
		if len(bytes.TrimSpace(l)) == 0 {
			continue
		}
		at := fmt.Sprintf("%s, line %d", name, n+1)
		dec := json.NewDecoder(bytes.NewReader(l))
		dec.DisallowUnknownFields()
		var d priorart.Review
		if err := dec.Decode(&d); err != nil {
			return nil, fmt.Errorf("%s: no decision: %w: give a workbook that chart wrote (-o chart.xlsx), or JSON lines as chart --help shows", at, err)
		}
		if _, err := dec.Token(); !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("%s: more than one value: give a line for each decision", at)
		}
		status, ok := statusFrom(string(d.Status))
		result, fits := statusFrom(string(d.Result))
		switch {
		case !ok:
			return nil, noStatus(at, string(d.Status))
		case !fits:
			return nil, fmt.Errorf("%s: result %q is none: give disclosed, partly or not found, or leave it out", at, d.Result)
		case strings.TrimSpace(d.Text) == "" || d.Reference == "":
			return nil, fmt.Errorf("%s: text or reference is missing: give the limitation's words and the reference's ID, as json has them", at)
		case d.Reviewed == "" && d.Status == "" && d.Note == "":
			return nil, fmt.Errorf("%s: decides nothing: fill one of reviewed, status and note", at)
		}
		d.Status, d.Result, d.Why, d.At = status, result, "", at
		out = append(out, d)
	}
	return out, nil
}

// noStatus is the error of a status that is none.
func noStatus(at, text string) error {
	return fmt.Errorf("%s: status %q is none: give %q, %q or %q, or leave it empty and write a note", at, text,
		priorart.Disclosed.Words(), priorart.Partly.Words(), priorart.NotFound.Words())
}

// statusFrom reads a status by its words or its name in json, with or without its sign; empty is none.
func statusFrom(text string) (priorart.Status, bool) {
	text = strings.ToLower(strings.TrimSpace(strings.TrimLeft(text, "●◐○ \t")))
	if text == "" {
		return "", true
	}
	for _, s := range []priorart.Status{priorart.Disclosed, priorart.Partly, priorart.NotFound} {
		if text == s.Words() || text == string(s) {
			return s, true
		}
	}
	return "", false
}

// mostUnpacked is how many bytes a workbook may unpack to.
const mostUnpacked = 512 << 20

// readWorkbook reads the sheets on which decisions stand. A file that is damaged in a way that its reader does not expect is an error like
// any other.
func readWorkbook(name string, content []byte) (out []priorart.Review, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("%s: damaged workbook (%v): open it in a spreadsheet program, save it anew and give that", name, r)
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked})
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read as a workbook: %w: give the .xlsx that chart wrote, without a password", name, err)
	}
	defer func() { _ = f.Close() }() // holds no file of the user's
	if !slices.Contains(f.GetSheetList(), chartSheet) {
		return nil, fmt.Errorf("%s: no sheet %q: give the workbook that chart wrote (-o chart.xlsx), with its sheets' names", name, chartSheet)
	}
	for _, sheet := range []string{chartSheet, lostSheet} {
		if !slices.Contains(f.GetSheetList(), sheet) {
			continue
		}
		rows, err := f.GetRows(sheet)
		if err != nil {
			return nil, fmt.Errorf("%s, sheet %s: cannot be read: %w: save it anew and give that", name, sheet, err)
		}
		list, err := readSheet(name+", sheet "+sheet, rows)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	return out, nil
}

// A sheetReader finds the fields of a row by the heads of the first, so that columns may be moved, added and hidden.
type sheetReader map[string]int

func (s sheetReader) field(row []string, head string) string {
	if at, ok := s[head]; ok && at < len(row) {
		return row[at]
	}
	return ""
}

// readSheet reads the decisions of a sheet. The parts of a long text may stand in any order: a sheet may have been sorted.
func readSheet(at string, rows [][]string) ([]priorart.Review, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	s := sheetReader{}
	for i, head := range rows[0] {
		if _, ok := s[strings.TrimSpace(head)]; !ok {
			s[strings.TrimSpace(head)] = i
		}
	}
	for _, head := range []string{headClaim, headElement, headText, headResult, headScore, headQuote, headReviewed, headStatus, headNote, headReference} {
		if _, ok := s[head]; !ok {
			return nil, fmt.Errorf("%s, row 1: no column %q: keep the heads that chart wrote; columns may be moved and added", at, head)
		}
	}
	type record struct {
		row   int // in the sheet, of the first
		parts [][]string
	}
	var records []*record
	open := map[string]*record{}
	for n, row := range rows[1:] {
		if s.field(row, partHead) == "" {
			records = append(records, &record{n + 2, [][]string{row}})
			continue
		}
		key := fmt.Sprintf("%q %q %q %q", s.field(row, headDocument), s.field(row, headClaim), s.field(row, headElement), s.field(row, headReference))
		if open[key] == nil {
			open[key] = &record{row: n + 2}
			records = append(records, open[key])
		}
		open[key].parts = append(open[key].parts, row)
	}
	var out []priorart.Review
	for _, r := range records {
		slices.SortStableFunc(r.parts, func(a, b []string) int { return s.part(a) - s.part(b) })
		whole := func(head string) string {
			var b strings.Builder
			for _, p := range r.parts {
				b.WriteString(s.field(p, head))
			}
			return b.String()
		}
		first := func(head string) string {
			for _, p := range r.parts {
				if text := strings.TrimSpace(s.field(p, head)); text != "" {
					return text
				}
			}
			return ""
		}
		d := priorart.Review{
			Document: first(headDocument), Label: first(headElement), Text: whole(headText), Reference: first(headReference), Quote: whole(headQuote),
			Reviewed: strings.TrimSpace(whole(headReviewed)), Note: strings.TrimSpace(whole(headNote)), At: fmt.Sprintf("%s, row %d", at, r.row),
		}
		chosen := first(headStatus)
		if d.Reviewed == "" && d.Note == "" && chosen == "" {
			continue
		}
		var ok bool
		if d.Status, ok = statusFrom(chosen); !ok {
			return nil, noStatus(d.At, chosen)
		}
		if d.Text == "" || d.Reference == "" {
			return nil, fmt.Errorf("%s: %s or %s is empty, so that the decision stands on nothing: fill them as chart wrote them, or empty %s, %s and %s", d.At, headText, headReference, headReviewed, headStatus, headNote)
		}
		d.Result, _ = statusFrom(first(headResult)) // what was computed then; a text that is none tells nothing to compare
		if score, err := strconv.ParseFloat(first(headScore), 64); err == nil {
			d.Score = &score
		}
		mark := strings.ReplaceAll(first(headClaim), rebuilt, "")
		_, _ = fmt.Sscanf(mark, "%d via %d", &d.Claim, &d.Via) // without a parent via stays 0
		if text := strings.TrimSpace(whole(headChanged)); text != "" {
			d.Changed = strings.Split(text, "\n")
		}
		out = append(out, d)
	}
	return out, nil
}

// part is the number of a part of a long text.
func (s sheetReader) part(row []string) int {
	var n int
	_, _ = fmt.Sscanf(s.field(row, partHead), "%d of", &n) // 0 for what a person wrote there
	return n
}
