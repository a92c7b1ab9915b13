package report

import (
	"fmt"
	"strings"

	"claimchart/claims"
)

// The measures of a drawn tree, in pixels where nothing is scaled: of a row, of a level of dependency, of a claim's box.
const (
	treeRowHeight = 28
	treeStep      = 26
	treeBox       = 50
	treeWidth     = 1000
	treeWords     = 140 // columns of a claim's words
	treeRows      = 20  // rows of one drawing, so that a page of paper has room for it; the branches go on in the next
)

// tree draws a document's claims as a tree, a claim a row under the one that it limits, and each number leads to the claim's chart.
func (p *chartHTML) tree(d *Document) {
	if len(d.Claims) == 0 {
		return
	}
	t := treeMaker{d: d, list: d.read(), mark: d.marker(), most: levels(room{})}
	rows := t.merge(t.draw(claims.Tree(t.list)))
	for n := 0; n < len(rows); n += treeRows {
		part := rows[n:min(n+treeRows, len(rows))]
		p.put(fmt.Sprintf(`<svg class="tree" viewBox="0 0 %d %d" width="%d" role="group" aria-label="Dependency of the claims`, treeWidth, len(part)*treeRowHeight, treeWidth))
		if n > 0 {
			p.put(", continued")
		}
		p.put("\">\n")
		for k, row := range part {
			p.treeRow(&t, row, k*treeRowHeight)
		}
		p.put("</svg>\n")
	}
}

// treeRow draws the branch that leads to a claim, the claim's box and its words. The branch is the one that text formats print.
func (p *chartHTML) treeRow(t *treeMaker, row treeRow, y int) {
	c := &t.list[row.Claim]
	level := 0
	middle := y + treeRowHeight/2
	for _, r := range row.lead {
		x := level/3*treeStep + treeBox/2
		switch r {
		case '│':
			p.put(fmt.Sprintf(`<path d="M%d %dv%d"/>`, x, y, treeRowHeight))
		case '├':
			p.put(fmt.Sprintf(`<path d="M%d %dv%dM%d %dh%d"/>`, x, y, treeRowHeight, x, middle, treeStep))
		case '└':
			p.put(fmt.Sprintf(`<path d="M%d %dv%dh%d"/>`, x, y, treeRowHeight/2, treeStep))
		case '╌':
			p.put(fmt.Sprintf(`<path class="deeper" d="M%d %dh%d"/>`, x, middle, treeStep))
		}
		level++
	}
	x := level / 3 * treeStep
	if strings.HasSuffix(row.tail, "│") {
		p.put(fmt.Sprintf(`<path d="M%d %dv%d"/>`, x+treeBox/2, middle, treeRowHeight/2))
	}
	class, mark := "", t.mark(c.Num)
	if c.Origin.Kind == claims.Derived {
		class = ` class="rebuilt"`
	}
	if len(row.gone) > 0 {
		mark = numbers(row.gone, t.mark)
	}
	width := max(treeBox-8, 9*len([]rune(mark))+10)
	box := fmt.Sprintf(`<rect%s x="%d" y="%d" width="%d" height="%d" rx="4"/>`, class, x+4, y+3, width, treeRowHeight-6)
	_, href := p.claimRow(t.mark(c.Num))
	if href == "" {
		p.put(box, fmt.Sprintf(`<text x="%d" y="%d">%s</text>`, x+9, middle+5, escaped(mark)))
	} else {
		p.put(`<a`, attribute("href", href), attribute("aria-label", "Claim "+mark), ">", box, fmt.Sprintf(`<text x="%d" y="%d">%s</text></a>`, x+4+width/2, middle+5, escaped(mark)))
	}
	kind := folded(t.kind(row)).text
	if kind != "" {
		kind += " · "
	}
	words := clip(t.adds(c), max(treeWords-level-len([]rune(kind)), 20))
	if c.Text == "" {
		words = originWords(c.Origin)
	}
	p.put(fmt.Sprintf(`<text x="%d" y="%d"><tspan class="kind">%s</tspan>%s</text>`, x+width+14, middle+5, escaped(kind), escaped(words)), "\n")
}
