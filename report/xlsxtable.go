package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"claimchart/claims/lazyregexp"
)

// A sheetColumn is a column of a table on a sheet.
type sheetColumn struct {
	head  string
	width float64 // in characters
	key   bool    // stands again in rows in which a text goes on
	entry bool    // for a person to fill
	aside bool    // behind the part that is printed
}

// A value is what a cell holds: a number where number is set, else text.
type value struct {
	text   string
	number *float64
	look   look
}

func written(text string) value { return value{text: text} }
func thick(text string) value   { return value{text: text, look: look{tone: strong}} }
func figure(n float64) value    { return value{number: &n, look: look{number: true}} }
func formatted(n float64, f string) value {
	return value{number: &n, look: look{number: true, format: f}}
}

// scored is a score from 0 to 1.
func scored(n float64) value { return formatted(n, "0.00") }

// units is how long a text is for a spreadsheet.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// joins tells whether the character at text[i] belongs to the one before it.
func joins(text string, i int) bool {
	for n, r := range text[i:] {
		if n > 0 {
			break
		}
		if unicode.In(r, unicode.M) || r == 0x200d || r >= 0x1f3fb && r <= 0x1f3ff {
			return true
		}
	}
	return i > 0 && strings.HasSuffix(text[:i], "\u200d")
}

// table fills a new sheet: heads in the first row, which stays in sight and is printed on each page, filters, the first fixed columns kept in
// sight as well.
func (b *workbook) table(name string, columns []sheetColumn, rows [][]value, fixed int) {
	b.sheet(name)
	rows, columns = goOn(rows, columns)
	printed := 0
	for i, c := range columns {
		at, _ := excelize.ColumnNumberToName(i + 1)
		b.keep(b.file.SetColWidth(name, at, at, c.width))
		b.put(name, i+1, 1, value{text: c.head, look: look{head: true, entry: c.entry}})
		if !c.aside {
			printed = i + 1
		}
	}
	b.height(name, 1, headLines(columns))
	for n, row := range rows {
		lines := 1
		for i, v := range row {
			v.look.entry = columns[i].entry
			b.put(name, i+1, n+2, v)
			if !columns[i].aside {
				lines = max(lines, linesOf(v.text, columns[i].width))
			}
		}
		b.height(name, n+2, lines)
	}
	last, _ := excelize.CoordinatesToCellName(len(columns), len(rows)+1)
	b.keep(b.file.AutoFilter(name, "A1:"+last, nil))
	corner, _ := excelize.CoordinatesToCellName(fixed+1, 2)
	b.keep(b.file.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: fixed, YSplit: 1, TopLeftCell: corner, ActivePane: "bottomRight"}))
	b.page(name)
	b.keep(b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$1:$1", Scope: name}))
	edge, _ := excelize.ColumnNumberToName(printed)
	b.keep(b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$%d", name, edge, len(rows)+1), Scope: name}))
}

// partHead heads the column that says where a text goes on.
const partHead = "Part"

// goOn gives rows to what a cell cannot hold, and a column that says so, where there is any. Keys stand in each of the rows.
func goOn(rows [][]value, columns []sheetColumn) ([][]value, []sheetColumn) {
	var out [][]value
	parts := make([]string, 0, len(rows))
	long := false
	for _, row := range rows {
		cut := make([][]string, len(row))
		most := 1
		for i := range row {
			row[i].text = cellText(row[i].text)
			cut[i] = pieces(row[i].text)
			most = max(most, len(cut[i]))
		}
		for n := range most {
			next := make([]value, len(row))
			for i, v := range row {
				switch {
				case n < len(cut[i]) && (n == 0 || v.number == nil):
					v.text = cut[i][n]
				case n > 0 && (!columns[i].key || len(cut[i]) > 1):
					v = value{}
				}
				next[i] = v
			}
			out = append(out, next)
			part := ""
			if most > 1 {
				long = true
				part = fmt.Sprintf("%d of %d: goes on in the next row", n+1, most)
				if n+1 == most {
					part = fmt.Sprintf("%d of %d: goes on from the row above", n+1, most)
				}
			}
			parts = append(parts, part)
		}
	}
	if !long {
		return out, columns
	}
	at := len(columns)
	for at > 0 && columns[at-1].aside {
		at--
	}
	columns = slices.Insert(slices.Clone(columns), at, sheetColumn{head: partHead, width: 14})
	for n := range out {
		out[n] = slices.Insert(out[n], at, thick(parts[n]))
	}
	return out, columns
}

// inCell guards what a spreadsheet would read as a character by its number, "_x0041_". The underscore in front gets a number of its
// own, in small letters: excelize takes one in capitals for a text that it has written already.
func inCell(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		if text[i] == '_' && numbered.MatchString(text[i:min(i+7, len(text))]) {
			b.WriteString("_x005f")
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

var numbered = lazyregexp.New(`^_x[0-9A-Za-z]{4}_`)

// put fills a cell.
func (b *workbook) put(sheet string, column, row int, v value) {
	at, err := excelize.CoordinatesToCellName(column, row)
	b.keep(err)
	switch {
	case v.number != nil:
		b.keep(b.file.SetCellFloat(sheet, at, *v.number, -1, 64))
	case v.text != "":
		b.keep(b.file.SetCellStr(sheet, at, inCell(cellText(v.text))))
	}
	b.keep(b.file.SetCellStyle(sheet, at, at, b.style(v.look)))
}

// linesOf is how many lines a text takes in a column.
func linesOf(text string, width float64) int {
	n := 0
	for _, l := range strings.Split(text, "\n") {
		n += max(len(wrap(para{say(l)}, max(int(width*1.2), 2))), 1)
	}
	return n
}

// headLines leaves room for the button of the filter.
func headLines(columns []sheetColumn) int {
	lines := 1
	for _, c := range columns {
		lines = max(lines, linesOf(c.head, c.width-3))
	}
	return lines
}

// The height of a line of 10 points, and the highest row that there is.
const (
	lineHeight  = 12.9
	highestRow  = 409
	smallMargin = 0.4 // of a page, in inches
)

// height makes a row high enough for its lines. What is longer than the highest row is in the cell whole.
func (b *workbook) height(sheet string, row, lines int) {
	b.keep(b.file.SetRowHeight(sheet, row, min(float64(lines)*lineHeight+4, highestRow)))
}

// footNotice is the notice in the 255 characters that a footer holds.
const footNotice = "Shows where words were found, under the options stated; no opinion on patentability, validity, infringement or freedom to operate. " +
	"Not reviewed by an attorney unless a Reviewed column says so."

// page makes a sheet print on landscape A4, as wide as the paper, with title, notice and page numbers.
func (b *workbook) page(sheet string) {
	yes, size, way, wide, high := true, 9, "landscape", 1, 0
	b.keep(b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
	b.keep(b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &way, FitToWidth: &wide, FitToHeight: &high}))
	side, top, bottom, edge := smallMargin, 0.6, 0.75, 0.3
	b.keep(b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &bottom, Header: &edge, Footer: &edge}))
	title := strings.ReplaceAll(clip(strings.Join(strings.Fields(cellText(b.title)), " "), 80), "&", "&&")
	b.keep(b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
		OddHeader: "&L&9" + " " + title + "&R&9 " + sheet,
		OddFooter: "&L&7 " + footNotice + "&R&8 &P/&N",
	}))
}
