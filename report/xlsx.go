package report

import (
	"io"

	"github.com/xuri/excelize/v2"
)

// writeXLSX prints a workbook: of a chart the sheets Summary, Chart, Matrix, Claims, Gaps and Sources, with columns for a person to
// fill (see Decision); of everything else the rows that CSV has, numbers as numbers, and a sheet that says what they are.
//
// Every text is a text cell with quotePrefix, so that none is run as a formula; control characters are shown by pictures. A text
// longer than a cell holds goes on in the following row, and the column Part says so. The same report gives the same bytes.
func writeXLSX(w io.Writer, r *Report, v View) error {
	b, err := newWorkbook(r)
	if err != nil {
		return err
	}
	defer func() { _ = b.file.Close() }() // holds no file: nothing can be lost
	if r.Charted != nil && len(r.Explained) == 0 {
		b.chart(r)
	} else {
		b.plain(r, v)
	}
	if b.err != nil {
		return b.err
	}
	return b.write(w)
}

// A workbook is a file in the making. The first error stays.
type workbook struct {
	file   *excelize.File
	title  string
	looks  map[look]int
	sheets []string
	err    error
}

// A look is how a cell is shown.
type look struct {
	tone   tone
	head   bool // a column's head
	entry  bool // for a person to fill
	title  int  // level of a heading, 0 for none
	number bool
	mark   bool   // a claim's mark: numbers and texts stand alike
	format string // of a number
	plain  bool   // no lines around the cell
}

// unclocked stands where a workbook has the time at which it was made: no clock goes into a report.
const unclocked = "1980-01-01T00:00:00Z"

func newWorkbook(r *Report) (*workbook, error) {
	if _, err := rowsOfReport(r, View{}); err != nil {
		return nil, err
	}
	b := &workbook{file: excelize.NewFile(), looks: map[look]int{}, title: titleOf(r)}
	b.keep(b.file.SetDocProps(&excelize.DocProperties{Creator: "claimchart", LastModifiedBy: "claimchart", Title: cellText(b.title), Created: unclocked, Modified: unclocked}))
	b.keep(b.file.SetAppProps(&excelize.AppProperties{Application: "claimchart"}))
	return b, nil
}

// titleOf names what a report is about.
func titleOf(r *Report) string {
	title := "claimchart " + r.Command
	if r.Charted != nil {
		title = "Claim chart"
		if r.Document != "" {
			title += ": " + r.Document
		}
	}
	return title
}

func (b *workbook) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

// write sends the file.
func (b *workbook) write(w io.Writer) error {
	if len(b.sheets) > 0 {
		b.file.SetActiveSheet(0)
	}
	_, err := b.file.WriteTo(w)
	return err
}

// sheet adds a sheet.
func (b *workbook) sheet(name string) {
	if len(b.sheets) == 0 {
		b.keep(b.file.SetSheetName("Sheet1", name))
	} else {
		_, err := b.file.NewSheet(name)
		b.keep(err)
	}
	b.sheets = append(b.sheets, name)
}

// Fills and letters of the tones; letter on fill has a contrast of 5:1 and more.
var (
	fills   = map[tone]string{good: "E2F0D9", half: "FFF2CC", bad: "FBE5E1"}
	letters = map[tone]string{good: "1E5B1E", half: "6B4E00", bad: "8C1313", faint: "5A5A5A"}
)

// style is the number of a look.
func (b *workbook) style(l look) int {
	if id, ok := b.looks[l]; ok {
		return id
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: "Calibri", Size: 10, Color: letters[l.tone], Bold: l.tone == strong},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
	}
	if l.number {
		s.Alignment.Horizontal, s.Alignment.Indent = "right", 1
	}
	if l.mark {
		s.Alignment.Horizontal, s.Alignment.Indent = "left", 0
	}
	fill := fills[l.tone]
	switch {
	case l.head:
		s.Font.Bold, s.Font.Color, fill = true, "FFFFFF", "2F4858"
		s.Alignment.Vertical = "center"
		if l.entry {
			fill = "7A4B00"
		}
	case l.entry:
		fill = "FFFBE8"
	case l.title == 1:
		s.Font.Bold, s.Font.Size, s.Font.Color = true, 16, "2F4858"
	case l.title == 2:
		s.Font.Bold, s.Font.Size, s.Font.Color = true, 13, "2F4858"
	case l.title > 2:
		s.Font.Bold, s.Font.Size, s.Font.Color = true, 11, "2F4858"
	}
	if fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	}
	if !l.plain && l.title == 0 {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
		}
	}
	if l.entry && !l.head {
		s.NumFmt = 49 // text: what a person types stays as typed, dates too
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
	}
	id, err := b.file.NewStyle(s)
	b.keep(err)
	if err == nil && !l.number {
		// excelize has no option for it. A quoted cell stays text when a person edits it.
		quoted := true
		b.file.Styles.CellXfs.Xf[id].QuotePrefix = &quoted
	}
	b.looks[l] = id
	return id
}

// cellText makes text safe for a cell; see spreadsheet. It needs no apostrophe: a text cell is never run.
func cellText(text string) string { return spreadsheet(text, true) }

// longestCell is how much text a cell holds, in units of UTF-16.
const longestCell = excelize.TotalCellChars

// pieces cuts a text into what cells hold, behind a space where there is one near the end, never before a mark that belongs to
// the character in front of it. Joined they are the text.
func pieces(text string) []string {
	var out []string
	for units(text) > longestCell {
		n, fits, at, space := 0, 0, 0, 0
		for i, r := range text {
			fits = i
			if !joins(text, i) {
				at = i
			}
			if n += units(string(r)); n > longestCell {
				break
			}
			if r == ' ' && n > longestCell-1000 {
				space = i + 1
			}
		}
		if space > 0 {
			at = space
		}
		if at == 0 { // marks enough to fill a cell
			at = fits
		}
		out = append(out, text[:at])
		text = text[at:]
	}
	return append(out, text)
}
