package report

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/priorart"
)

// heatMaps prints a table of claims against references for each claim set, best reference first: the numbers of the matrix, the darker
// the higher, each with a bar of how many limitations stand behind it, and a link to what was found.
func (p *chartHTML) heatMaps() {
	m := p.chartMaker
	var all []*priorart.ClaimChart
	for i := range m.Sets {
		charts := m.chartsOf(&m.Sets[i])
		if len(charts) == 0 {
			continue
		}
		if m.many {
			p.heading(3, escaped(m.Sets[i].Name), "")
		}
		p.heatMap(&m.Sets[i], charts)
		all = append(all, charts...)
	}
	p.blocks(p.laid(func() { m.matrixKey(all, false) }))
	p.put("<p>The bar below a number is as long as the claim has limitations: filled for those found together in one passage, outlined for those partly found, empty for the rest. ",
		"A number leads to what was found; the arrow keys go from number to number.</p>\n")
}

func (p *chartHTML) heatMap(set *Document, charts []*priorart.ClaimChart) {
	m := p.chartMaker
	refs := m.bestFirst(m.rows, set.Name)
	p.put(`<div class="scroll" tabindex="0" role="region" aria-label="Heat map `, escaped(set.Name), `"><table class="heat"><thead><tr><th scope="col">Claim</th><th scope="col">Pattern</th>`)
	for _, a := range refs {
		label := m.label(a.ID)
		p.put(`<th scope="col"><a href="#ref.`, p.ids.art[a.ID], `"`, attribute("title", a.Title), ">", escaped(label), "</a></th>")
	}
	p.put("</tr></thead>\n<tbody>\n")
	for _, c := range charts {
		name, _, _ := strings.Cut(pattern(c.Verdict.Category), ",")
		p.put(`<tr><th scope="row"><a href="#`, p.ids.charts[c], `">`, escaped(set.viaMark(c.Claim, c.Via)), "</a></th><td>", escaped(name), "</td>")
		best := bestScore(c)
		standings := map[string]*priorart.Standing{}
		for i := range c.References {
			standings[c.References[i].Reference] = &c.References[i]
		}
		for _, a := range refs {
			if s := standings[a.ID]; s != nil {
				p.heat(c, s, best)
			} else {
				p.put("<td></td>")
			}
		}
		p.put("</tr>\n")
	}
	p.put("</tbody></table></div>\n")
}

// barWidth is how long the bar of limitations is, in units of a cell 56 wide and 30 high.
const barWidth = 44

// heat prints the cell of one reference for one claim.
func (p *chartHTML) heat(c *priorart.ClaimChart, s *priorart.Standing, best float64) {
	m := p.chartMaker
	class := fmt.Sprintf("h%d", min(max(int(s.Score*10+0.5), 0), 10))
	switch {
	case !s.Eligible:
		class = "x"
	case s.Score == best && best > 0:
		class += " b"
	}
	href := p.ids.charts[c]
	for i := range c.Rows {
		if at := slices.IndexFunc(c.Rows[i].Cells, func(k priorart.Cell) bool { return k.Reference == s.Reference }); at >= 0 {
			href = p.ids.cells[&c.Rows[i].Cells[at]]
			break
		}
	}
	number := strings.TrimSpace(folded(matrixCell(s, best, "")[0]).text)
	words := "Claim " + m.set(c.Document).viaMark(c.Claim, c.Via) + ", " + m.label(s.Reference) + " " + s.Title + ": score " + hundredths(s.Score)
	if n := limitations(s); n > 0 {
		words += fmt.Sprintf(", %d of %s found together in one passage, %d partly", s.Disclosed, count(n, "limitation"), s.Partly)
	}
	p.put(`<td class="`, class, `"><a href="#`, href, `"><svg viewBox="0 0 56 30" role="img"><title>`, escaped(words+"; "+dateWords(s)), `</title><text x="28" y="16">`, escaped(number), "</text>")
	if n := limitations(s); n > 0 {
		p.put(fmt.Sprintf(`<path class="track" d="M6 26.5h%d"/>`, barWidth))
		whole, part := barWidth*s.Disclosed/n, barWidth*(s.Disclosed+s.Partly)/n
		if whole > 0 {
			p.put(fmt.Sprintf(`<rect class="whole" x="6" y="21" width="%d" height="5"/>`, whole))
		}
		if part > whole {
			p.put(fmt.Sprintf(`<rect class="part" x="%d.5" y="21.5" width="%d" height="4"/>`, 6+whole, max(part-whole-1, 1)))
		}
	}
	p.put("</svg></a></td>")
}
