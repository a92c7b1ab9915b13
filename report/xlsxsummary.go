package report

import (
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The sheets that are read and not sorted, Summary and About, are laid out on a raster of columns: a table's columns span some each.
const (
	rasterColumns = 28
	rasterWidth   = 5.0 // of each, in characters
)

// A rasterSheet is a page printed on a sheet.
type rasterSheet struct {
	*workbook
	name string
	row  int
}

// summary is the first sheet: what was compared with what, what is missing, what was assumed, what it adds up to and turns on, what
// the dates say, how to read it.
func (b *workbook) summary(m *chartMaker, tool string) {
	m.front(tool)
	m.summaries()
	m.cited()
	m.fewest()
	m.missed()
	m.assumptions()
	m.reviews()
	m.dates()
	m.back()
	m.heading(3, "The sheets")
	m.list(
		namedItem(chartSheet, "a limitation and a reference a row, with the quotation and its place. A limitation that other claims inherit with the same result stands once; “Also in claims” names them."),
		namedItem("Colours", "never alone: "+strings.Join([]string{statusWords("disclosed"), statusWords("partly"), statusWords("")}, "; ")+"; "+ineligible+" and grey: not eligible on its date."),
		namedItem("Score", "0 to 1; it orders evidence and is no probability."),
		namedItem("Reviewed, Status, Note", "on the sheet Chart, for a person to fill: who reviewed and when, one of the three statuses, and anything else. "+
			"“claimchart chart ... --review” with this file carries them into the next run. Where they are filled, a person has reviewed that row."),
		namedItem("Matrix, Claims, Gaps, Sources", "claims against references; the claims as read; what no eligible reference shows whole; the references and the files that were read."),
		namedItem("Long texts", "a text longer than a cell holds goes on in the following row, and the column Part says so. A row shows at most 409 points; more than that is in the cell, whole."),
	)
	b.raster("Summary", m.page)
}

// missed says how much is missing, which the sheet Gaps lists, and which claims could not be charted.
func (m *chartMaker) missed() {
	open := 0
	var items []item
	for i := range m.Gaps {
		g := &m.Gaps[i]
		if g.Label != "" {
			open++
			continue
		}
		items = append(items, point(bold(m.where(g.Document)+"Claim "+m.set(g.Document).viaMark(g.Claim, g.Via)), say(" could not be charted: "+strings.TrimPrefix(g.Reason, "not charted: "))))
	}
	m.heading(2, "What is missing")
	verb := " was"
	if open != 1 {
		verb = " were"
	}
	m.para(bold(count(open, "limitation")+verb+" not found together in one passage of any eligible reference"), say(": see the sheet Gaps."))
	m.list(items...)
}

// raster prints a page on a new sheet.
func (b *workbook) raster(name string, p *page) {
	b.sheet(name)
	s := &rasterSheet{workbook: b, name: name}
	last, _ := excelize.ColumnNumberToName(rasterColumns)
	b.keep(b.file.SetColWidth(name, "A", last, rasterWidth))
	off := false
	b.keep(b.file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &off}))
	for _, k := range p.blocks {
		switch k := k.(type) {
		case heading:
			if s.row > 0 && k.level < 4 {
				s.row++
			}
			s.line(para{say(k.text)}, look{title: k.level}, "", 1)
		case paragraph:
			s.line(para(k), look{plain: true}, "", 0)
		case list:
			for _, it := range k {
				s.line(it.text, look{plain: true}, strings.Repeat("    ", it.level)+"• ", 0)
			}
		case grid:
			s.grid(k)
		}
	}
	b.page(name)
	b.keep(b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "'" + name + "'!$A$1:$" + last + "$" + strconv.Itoa(max(s.row, 1)), Scope: name}))
}

// line prints a paragraph over the whole width, in as many rows as it takes; its bold parts stay bold where it fits one.
func (s *rasterSheet) line(p para, l look, lead string, more float64) {
	text := lead + folded(p).text
	for _, piece := range pieces(cellText(text)) {
		s.row++
		s.span(s.row, 1, rasterColumns, value{text: piece, look: l})
		lines := linesOf(piece, rasterWidth*rasterColumns)
		if len(piece) == len(text) && lines < 20 && l.title == 0 {
			s.bold(p, lead)
		}
		height := float64(lines)*lineHeight + 3
		if l.title > 0 {
			height *= 1 + 0.6/float64(l.title)
		}
		s.keep(s.file.SetRowHeight(s.name, s.row, min(height+2*more, highestRow)))
	}
}

// bold writes the row's paragraph again, in its tones.
func (s *rasterSheet) bold(p para, lead string) {
	runs := []excelize.RichTextRun{}
	marked := false
	for i, r := range folded(p).all() {
		text := cellText(r.text)
		if i == 0 {
			text = lead + text
		}
		marked = marked || r.tone != plain
		runs = append(runs, excelize.RichTextRun{Text: text, Font: &excelize.Font{Family: "Calibri", Size: 10, Bold: r.tone == strong, Color: letters[r.tone]}})
	}
	if !marked || len(runs) == 0 {
		return
	}
	at, _ := excelize.CoordinatesToCellName(1, s.row)
	s.keep(s.file.SetCellRichText(s.name, at, runs))
}

// span fills a cell that goes over several columns.
func (s *rasterSheet) span(row, column, over int, v value) {
	for i := column + 1; i < column+over; i++ { // for the lines around it
		s.put(s.name, i, row, value{look: v.look})
	}
	s.put(s.name, column, row, v)
	if over > 1 {
		from, _ := excelize.CoordinatesToCellName(column, row)
		to, _ := excelize.CoordinatesToCellName(column+over-1, row)
		s.keep(s.file.MergeCell(s.name, from, to))
	}
}

// grid prints a table.
func (s *rasterSheet) grid(g grid) {
	spans := g.spans()
	print := func(cells []value) {
		lines := 1
		s.row++
		at := 1
		for i, v := range cells {
			s.span(s.row, at, spans[i], v)
			lines = max(lines, linesOf(v.text, rasterWidth*float64(spans[i])))
			at += spans[i]
		}
		s.height(s.name, s.row, lines)
	}
	var head []value
	for _, c := range g.columns {
		head = append(head, value{text: folded(c.title()).text, look: look{head: true}})
	}
	print(head)
	for _, row := range g.rows {
		cut := make([][]string, len(row))
		most := 1
		var tones []tone
		for i, c := range row {
			var lines []string
			t := plain
			for _, p := range c {
				f := folded(p)
				lines = append(lines, f.text)
				if len(f.tones) > 0 && f.text != "" && t == plain {
					t = f.tones[0].tone
				}
			}
			cut[i] = pieces(strings.Join(lines, "\n"))
			most = max(most, len(cut[i]))
			tones = append(tones, t)
		}
		for n := range most {
			cells := make([]value, len(row))
			for i := range row {
				if n < len(cut[i]) {
					cells[i] = value{text: cut[i][n]}
				}
				if n > 0 && i == 0 {
					cells[i].text = strings.TrimSpace(cut[i][0] + " (goes on from the row above)")
				}
				if cells[i].text != "" && (tones[i] == strong || tones[i] == faint) {
					cells[i].look.tone = tones[i]
				}
			}
			print(cells)
		}
	}
	s.row++
	s.keep(s.file.SetRowHeight(s.name, s.row, 5))
}

// spans are how many columns of the raster each column of a table takes: what is short as much as it needs, the rest by shares.
func (g grid) spans() []int {
	out := make([]int, len(g.columns))
	left, shares := rasterColumns, 0
	natural := g.naturals()
	for i, c := range g.columns {
		if c.share > 0 {
			shares += c.share
			continue
		}
		wide := natural[i]
		if c.limit > 0 {
			wide = min(wide, c.limit, 30)
		}
		out[i] = max(int(math.Ceil(float64(wide+2)/rasterWidth)), 1)
		left -= out[i]
	}
	for i, c := range g.columns {
		if c.share > 0 {
			out[i] = max(left*c.share/shares, 1)
			left -= out[i]
			shares -= c.share
		}
	}
	return out
}
