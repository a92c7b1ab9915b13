package report

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A docx is the body of a Word file that is being written.
type docx struct {
	strings.Builder
	styles   map[string]string // the template's IDs of our styles where they are others
	width    int               // of the text, in twentieths of a point
	title    string
	replaced bool // something that cannot be printed is shown by something else
}

// A styledPara is a paragraph in a named style.
type styledPara struct {
	style string
	text  para
}

// A docxTable is a table as it is printed; its first row is said again on every page.
type docxTable struct {
	style  string
	widths []int // of columns, in twentieths of a point; nil for a claim chart, whose right column has three fifths
	heads  []para
	rows   [][][]styledPara
}

// docxTones are the character styles of tones.
var docxTones = map[tone]string{
	strong: "Strong", good: "Found", half: "PartlyFound", bad: "Missing", faint: "Faint", gone: "Deleted", come: "Inserted", left: "MovedAway", here: "MovedHere",
	underlined: "Underlined", struck: "Struck", raised: "Raised", branch: "Drawing", matched: "MatchedWord", pin: "PinCite", claimLabel: "ClaimLabel",
}

func itoa(n int) string { return strconv.Itoa(n) }

func (d *docx) put(parts ...string) {
	for _, s := range parts {
		d.WriteString(s)
	}
}

// style is the ID that one of our styles has in this file.
func (d *docx) style(id string) string {
	if own := d.styles[id]; own != "" {
		return own
	}
	return id
}

// block prints a block of a page, or the claim chart that only this format has.
func (d *docx) block(b block) {
	switch b := b.(type) {
	case heading:
		d.heading(b, "")
	case chapter:
		d.heading(heading(b), "<w:pageBreakBefore/>")
	case paragraph:
		d.paragraph("BodyText", para(b))
	case styledPara:
		d.paragraph(b.style, b.text)
	case list:
		for _, it := range b {
			mark, style := "•\t", "ChartList"
			if it.level > 0 {
				mark, style = "–\t", "ChartList2"
			}
			d.paragraph(style, append(para{run{text: mark, exact: true}}, it.text...))
		}
	case grid:
		d.grid(b)
	case docxTable:
		d.table(b)
	}
}

func (d *docx) heading(h heading, more string) {
	d.put(`<w:p><w:pPr><w:pStyle w:val="`, d.style("Heading"+itoa(min(h.level, 4))), `"/>`, more, "</w:pPr>")
	d.runs(para{say(h.text)})
	d.put("</w:p>\n")
}

func (d *docx) paragraph(style string, p para) {
	d.put(`<w:p><w:pPr><w:pStyle w:val="`, d.style(style), `"/>`)
	if leftward(folded(p).text) {
		d.put("<w:bidi/>")
	}
	d.put("</w:pPr>")
	d.runs(p)
	d.put("</w:p>\n")
}

// runs prints a paragraph's text, everything in it shown as it stands; the tabulator of a list's mark is its own.
func (d *docx) runs(p para) {
	if len(p) > 0 && p[0].exact && strings.HasSuffix(p[0].text, "\t") {
		d.put("<w:r><w:t>", strings.TrimSuffix(p[0].text, "\t"), "</w:t><w:tab/></w:r>")
		p = p[1:]
	}
	for _, r := range p {
		d.replaced = d.replaced || strings.ContainsFunc(r.text, unprintable)
	}
	for _, r := range folded(p).all() {
		for i, text := range byDirection(r.text) {
			if text == "" {
				continue
			}
			d.put("<w:r>")
			if style := docxTones[r.tone]; style != "" || i%2 == 1 {
				d.put("<w:rPr>")
				if style != "" {
					d.put(`<w:rStyle w:val="`, d.style(style), `"/>`)
				}
				if i%2 == 1 {
					d.put("<w:rtl/>")
				}
				d.put("</w:rPr>")
			}
			d.put(`<w:t xml:space="preserve">`, content(text), "</w:t></w:r>")
		}
	}
}

// What a character takes in a table, in twentieths of a point: at 9 points a little more than a letter has on average, so that short
// cells keep on one line; in longer text, where wide and narrow letters make up for each other, less; in a column's head, which is bold
// and without serifs, more. cellPadding is the room on both sides of it.
const (
	columnUnit  = 92
	longUnit    = 74
	headUnit    = 118
	cellPadding = 190
)

// widthOf is the width of a cell's text of n characters in one line.
func widthOf(n int) int { return min(n, 12)*columnUnit + max(n-12, 0)*longUnit }

// grid prints a table of the page. A compact one with more columns than fit is printed in blocks, each with the first column again.
func (d *docx) grid(g grid) {
	if g.compact {
		for i := range g.rows {
			g.rows[i] = slices.Clone(g.rows[i])
			for j, c := range g.rows[i] {
				g.rows[i][j] = trimmed(c)
			}
		}
		for i := range g.columns {
			g.columns[i].head = strings.TrimSpace(g.columns[i].head)
		}
	}
	widths := g.naturals()
	for i, c := range g.columns {
		if c.share == 0 && c.limit > 0 {
			widths[i] = min(widths[i], max(c.limit, longestWord(g, i)))
		}
		widths[i] = max(widthOf(widths[i]), longestOf(c.head)*headUnit) + cellPadding
	}
	if g.compact {
		widths[0] = min(widths[0], d.width/3)
		for i := 1; i < len(widths); i++ {
			widths[i] = min(widths[i], d.width-widths[0])
		}
		for from := 1; from < len(widths); {
			to, used := from, widths[0]
			for to < len(widths) && (to == from || used+widths[to] <= d.width) {
				used += widths[to]
				to++
			}
			d.columns(g, append([]int{0}, upTo(from, to)...), widths)
			from = to
		}
		return
	}
	d.columns(g, upTo(0, len(widths)), d.fitted(g, widths))
}

// upTo are the numbers from a up to b, b left out.
func upTo(a, b int) []int {
	var out []int
	for ; a < b; a++ {
		out = append(out, a)
	}
	return out
}

// longestWord is the width of the longest word in a column, at most half a line of prose: such words are not broken.
func longestWord(g grid, column int) int {
	longest := 0
	for _, row := range g.rows {
		for _, p := range row[column] {
			longest = max(longest, longestOf(folded(p).text))
		}
	}
	return min(longest, 24)
}

// longestOf is how many characters the longest word of a text has.
func longestOf(text string) int {
	longest := 0
	for _, w := range strings.Fields(text) {
		longest = max(longest, utf8.RuneCountInString(w))
	}
	return longest
}

// fitted divides the width of the text among columns by what they want, so that a column that wants little gets it.
func (d *docx) fitted(g grid, wanted []int) []int {
	out := slices.Clone(wanted)
	room, shares := d.width, 0
	all, last := 0, 0
	for i, c := range g.columns {
		if c.share == 0 {
			room -= wanted[i]
		} else {
			shares += c.share
		}
	}
	if shares == 0 || room < d.width/3 { // nothing to divide, or too little is left: all give way alike
		total := 0
		for _, w := range wanted {
			total += w
		}
		for i := range out {
			if total > d.width {
				out[i] = max(1, int(int64(wanted[i])*int64(d.width)/int64(total)))
			}
		}
		return out
	}
	open := map[int]bool{}
	for i, c := range g.columns {
		open[i] = c.share > 0
	}
	for settled := true; settled; {
		settled = false
		for i, c := range g.columns {
			if open[i] && wanted[i]*shares <= room*c.share {
				open[i], settled = false, true
				room -= wanted[i]
				shares -= c.share
			}
		}
	}
	for i, c := range g.columns {
		if open[i] {
			out[i] = room * c.share / shares
			room -= out[i]
			shares -= c.share
		}
	}
	if room > 0 && room < d.width/2 { // a table of running text that nearly fills the width fills it
		for i, c := range g.columns {
			if c.share > 0 {
				all += c.share
				last = i
			}
		}
		more := room
		for i, c := range g.columns {
			if c.share > 0 && i != last {
				out[i] += more * c.share / all
				room -= more * c.share / all
			}
		}
		out[last] += room
	}
	return out
}

// columns prints some columns of a grid as a table.
func (d *docx) columns(g grid, which, widths []int) {
	t := docxTable{style: "ClaimChartTable"}
	for _, i := range which {
		t.widths = append(t.widths, widths[i])
		t.heads = append(t.heads, para{say(g.columns[i].head)})
	}
	if !slices.ContainsFunc(g.columns, func(c column) bool { return c.head != "" }) {
		t.heads = nil
	}
	for _, row := range g.rows {
		var cells [][]styledPara
		for _, i := range which {
			style := "TableText"
			if g.columns[i].right {
				style = "TableNumber"
			}
			var c []styledPara
			for _, p := range row[i] {
				c = append(c, styledPara{style, p})
			}
			cells = append(cells, c)
		}
		t.rows = append(t.rows, cells)
	}
	d.table(t)
}

// trimmed is a cell without the blanks that align it in a terminal.
func trimmed(c cell) cell {
	out := make(cell, len(c))
	for i, p := range c {
		out[i] = slices.Clone(p)
		for j := range out[i] {
			out[i][j].exact = false
		}
	}
	return out
}

// mostLines is how many lines a row may have, as lines are reckoned here, that is to stay on one page: about half of what a page has room for,
// since a firm's styles may be larger and what does not fit on any page would be cut off.
const mostLines = 20

// cellLines is about how many lines the paragraphs of a cell take.
func cellLines(paras []styledPara, width int) int {
	n := 0
	for _, p := range paras {
		n += 1 + folded(p.text).width()*(columnUnit+10)/max(width-cellPadding, columnUnit)
	}
	return n
}

func (d *docx) table(t docxTable) {
	if t.widths == nil {
		t.widths = []int{d.width - d.width*3/5, d.width * 3 / 5}
	}
	total := 0
	for _, w := range t.widths {
		total += w
	}
	first := "0"
	if t.heads != nil {
		first = "1"
	}
	d.put(`<w:tbl><w:tblPr><w:tblStyle w:val="`, d.style(t.style), `"/><w:tblW w:w="`, itoa(total), `" w:type="dxa"/><w:tblLayout w:type="fixed"/>`,
		`<w:tblLook w:val="0`, map[string]string{"0": "600", "1": "620"}[first], `" w:firstRow="`, first, `" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>`)
	for _, w := range t.widths {
		d.put(`<w:gridCol w:w="`, itoa(w), `"/>`)
	}
	d.put("</w:tblGrid>\n")
	if t.heads != nil {
		d.put("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
		for i, h := range t.heads {
			d.cell(t.widths[i], []styledPara{{"TableHead", h}})
		}
		d.put("</w:tr>\n")
	}
	for _, row := range t.rows {
		tallest := 0
		for i, c := range row {
			tallest = max(tallest, cellLines(c, t.widths[i]))
		}
		d.put("<w:tr>")
		if tallest <= mostLines {
			d.put("<w:trPr><w:cantSplit/></w:trPr>")
		}
		for i, c := range row {
			d.cell(t.widths[i], c)
		}
		d.put("</w:tr>\n")
	}
	d.put("</w:tbl>\n")
	d.paragraph("AfterTable", nil) // two tables without a paragraph between them would be one
}

// cell prints a cell; it must end in a paragraph.
func (d *docx) cell(width int, paras []styledPara) {
	d.put(`<w:tc><w:tcPr><w:tcW w:w="`, itoa(width), `" w:type="dxa"/></w:tcPr>`)
	if len(paras) == 0 {
		paras = []styledPara{{"TableText", nil}}
	}
	for _, p := range paras {
		d.paragraph(p.style, p.text)
	}
	d.put("</w:tc>")
}
