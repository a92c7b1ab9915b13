package report

import (
	"bufio"
	_ "embed" // the style sheet and the script of the chart's page
	"fmt"
	"io"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

//go:embed html/chart.css
var htmlChartStyle string

//go:embed html/chart.js
var htmlChartScript string

// A chartHTML prints a chart's page: what chartMaker lays out for every format where that is text and tables, and drawn or linked
// where a browser can do more.
type chartHTML struct {
	*chartMaker
	htmlWriter
	ids chartIDs
	set string // the claim set that rows are of
}

// writeChartHTML prints a chart as one page: summary and gaps first, then the heat map, the claims, the element charts, the
// references and the notice. Without its script it has all of that but the filters.
func writeChartHTML(w io.Writer, r *Report) error {
	m := newChartMaker(r, room{wide: true, tags: true})
	p := &chartHTML{chartMaker: m, htmlWriter: htmlWriter{out: bufio.NewWriter(w)}, ids: newChartIDs(m)}
	p.head = p.enter
	front := p.laid(func() { m.front(r.made()) })
	title := "Claim chart"
	if h, ok := front[0].(heading); ok {
		title = h.text
	}
	p.put(htmlHead(title, htmlStyle+htmlChartStyle, htmlChartScript))
	p.blocks(front)
	p.put(`<p class="notice"><strong>Notice:</strong> `, escaped(Notice), "</p>\n")
	sections := p.sections()
	p.put("<nav aria-label=\"Contents\"><ul>")
	for _, s := range sections {
		p.put(`<li><a href="#`, s.id, `">`, s.title, "</a></li>")
	}
	p.put("</ul></nav>\n")
	for _, s := range sections {
		p.put("<section", attribute("id", s.id), ">\n")
		p.heading(2, s.title, "")
		s.print()
		p.put("</section>\n")
	}
	p.put(htmlEnd)
	return p.htmlWriter.out.Flush()
}

type htmlSection struct {
	id, title string
	print     func()
}

// sections are those that have something to say.
func (p *chartHTML) sections() []htmlSection {
	m := p.chartMaker
	charted := len(m.Charts) > 0 && len(m.Art) > 0
	var out []htmlSection
	add := func(when bool, id, title string, print func()) {
		if when {
			out = append(out, htmlSection{id, title, print})
		}
	}
	add(charted, "summary", "Summary", func() {
		p.rowsLead(p.claimRow, m.summaries)
		p.rowsLead(p.referenceRow, m.cited)
		p.plain(m.fewest)
	})
	add(true, "missing", "What is missing", func() {
		p.rowsLead(p.gapRow, m.missing)
		p.plain(m.assumptions)
	})
	add(m.reviewing(), "reviewed", "Decisions of the person who reviewed", func() { p.plain(m.reviews) })
	add(charted, "heat", "Heat map: how much of each claim was found in each reference", p.heatMaps)
	add(true, "claims", "Claims", p.claimSets)
	add(charted, "charts", "Element charts", p.elementCharts)
	add(len(m.Art) > 0, "references", "References", func() { p.rowsLead(p.artRow, m.references) })
	add(m.checked(), "dates", "Dates", func() { p.plain(m.dates) })
	add(true, "reading", "How to read this report", func() { p.plain(m.back) })
	return out
}

// laid is what a part of the maker lays out.
func (p *chartHTML) laid(part func()) []block {
	m := p.chartMaker
	whole := m.page
	m.page = &page{}
	part()
	blocks := m.blocks
	m.page = whole
	return blocks
}

// plain prints what a part lays out, without a heading of its own rank: the section has one.
func (p *chartHTML) plain(part func()) {
	blocks := p.laid(part)
	if len(blocks) > 0 {
		if h, ok := blocks[0].(heading); ok && h.level <= 2 {
			blocks = blocks[1:]
		}
	}
	p.blocks(blocks)
}

// rowsLead is plain with rows that lead somewhere.
func (p *chartHTML) rowsLead(row func(string) (id, href string), part func()) {
	if len(p.Sets) > 0 {
		p.set = p.Sets[0].Name
	}
	p.row = row
	p.plain(part)
	p.row = nil
}

// enter notes the claim set that a heading names.
func (p *chartHTML) enter(text string) {
	if p.chartMaker.set(text) != nil {
		p.set = text
	}
}

// claimSets draws the dependency of each set's claims, lists them, and shows what was done to the reconstructed ones.
func (p *chartHTML) claimSets() {
	m := p.chartMaker
	for i := range m.Sets {
		d := &m.Sets[i]
		if m.many {
			p.heading(3, escaped(d.Name), "")
		}
		p.set = d.Name
		set := m.charted(d)
		p.tree(set)
		p.row = p.claimRow
		p.blocks(p.laid(func() { claimsTable(m.page, set, m.room); m.notCharted(d, set) }))
		p.row = nil
		p.blocks(p.laid(func() { m.redlines(set); m.otherReadings(set) }))
	}
}

// redlines shows how each derived claim differs from the one that it was derived from, whole.
func (m *chartMaker) redlines(d *Document) {
	in := room{tags: true}
	first := true
	for i := range d.Claims {
		c := &d.Claims[i].Claim
		o := &c.Origin
		if o.Kind != claims.Derived {
			continue
		}
		if first {
			m.heading(3, "Reconstructed claims: what was changed")
			m.para(append(para{bold(rebuilt + " " + claims.Reconstructed + ". "), say("Marks: ")}, marksLegend([][]claims.Op{o.Ops}, in)...)...)
			first = false
		}
		m.heading(4, fmt.Sprintf("Claim %s: %s", d.mark(c.Num), originWords(*o)))
		items := []item{namedItem("told by", "“"+o.Instruction+"”"), {0, append(para{bold("against claim " + d.mark(o.Base) + ": ")}, redline(o.Ops, both, in)...)}}
		for _, s := range o.Supplied {
			items = append(items, namedItem("supplied by the tool", suppliedWords(c.Text, s)))
		}
		m.list(items...)
	}
}

// claimRow leads from a row named for a claim to its chart.
func (p *chartHTML) claimRow(name string) (id, href string) {
	for i := range p.Charts {
		if c := &p.Charts[i]; c.Document == p.set {
			if mark := p.chartMaker.set(p.set).viaMark(c.Claim, c.Via); mark == name || strings.HasPrefix(mark, name+" via ") {
				return "", "#" + p.ids.charts[c]
			}
		}
	}
	return "", ""
}

// gapRow leads from a row named for a limitation to the first chart that has it.
func (p *chartHTML) gapRow(name string) (id, href string) {
	var first *priorart.Row
	for i := range p.Charts {
		c := &p.Charts[i]
		for k := range c.Rows {
			if r := &c.Rows[k]; c.Document == p.set && r.Label == name {
				if r.InheritedFrom == 0 {
					return "", "#" + p.ids.rows[r]
				}
				if first == nil {
					first = r
				}
			}
		}
	}
	if first == nil {
		return "", ""
	}
	return "", "#" + p.ids.rows[first]
}

// artRow gives the row of a reference its id, and referenceRow leads there from what begins with the reference's label.
func (p *chartHTML) artRow(name string) (id, href string) {
	for i := range p.Art {
		if p.label(p.Art[i].ID) == name {
			return "ref." + p.ids.art[p.Art[i].ID], ""
		}
	}
	return "", ""
}

func (p *chartHTML) referenceRow(name string) (id, href string) {
	for i := range p.rows {
		if label := p.label(p.rows[i].ID); strings.HasPrefix(name, label+" ") {
			return "", "#ref." + p.ids.art[p.rows[i].ID]
		}
	}
	return "", ""
}
