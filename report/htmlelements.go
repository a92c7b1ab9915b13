package report

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// A shownHTML is where on the page something is shown: its id, and the label of its limitation.
type shownHTML struct{ id, label string }

// elementCharts prints a chart for each claim, a limitation a row with all references that have cells for it, the nearest first and open. A cell that
// stands above with the same words and evidence is a link to it; what a claim only inherits is folded up.
func (p *chartHTML) elementCharts() {
	m := p.chartMaker
	p.controls()
	p.key()
	shown := map[string]shownHTML{}
	for i := range m.Charts {
		p.claimChart(&m.Charts[i], shown)
	}
}

// controls are the filters; the script shows them.
func (p *chartHTML) controls() {
	m := p.chartMaker
	p.put(`<form id="filters" class="controls" hidden aria-label="Filters of the element charts">`, "\n", `<label>Claim <select name="claim"><option value="">all</option>`)
	for i := range m.Charts {
		c := &m.Charts[i]
		p.put(`<option value="`, p.ids.charts[c], `">`, escaped(m.where(c.Document)+m.set(c.Document).viaMark(c.Claim, c.Via)), "</option>")
	}
	p.put("</select></label>\n", `<label>Reference <select name="reference"><option value="">all</option>`)
	for _, a := range m.rows {
		p.put(`<option value="`, p.ids.art[a.ID], `">`, escaped(m.label(a.ID)+" "+clip(a.Title, 40)), "</option>")
	}
	p.put("</select></label>\n<fieldset><legend hidden>Status</legend>")
	for _, s := range []priorart.Status{priorart.Disclosed, priorart.Partly, priorart.NotFound} {
		sign, words, _ := status(s)
		p.put(`<label><input type="checkbox" name="status" value="`, statusClass(s), `" checked> `, sign, " ", strings.TrimSuffix(strings.TrimSuffix(words, " in one passage"), " in the text searched"), "</label>")
	}
	p.put("</fieldset>\n", `<label><input type="checkbox" name="eligible"> eligible only</label>`, "\n", `<label>Search <input type="search" name="words" size="16"></label>`, "\n",
		`<button type="reset">Reset</button> <button type="button" id="open">Open all</button> <button type="button" id="close">Close all</button> `,
		`<button type="button" id="theme" aria-pressed="false">Dark</button>`, "\n", `<output aria-live="polite"></output></form>`, "\n")
}

// key says what the signs, the colours and the lines of element charts mean.
func (p *chartHTML) key() {
	m := p.chartMaker
	p.put("<p>Each limitation with the references that come nearest to it, the nearest first and open. ")
	described, out := false, false
	for i := range m.Charts {
		for _, s := range m.Charts[i].References {
			out = out || !s.Eligible
		}
		for _, r := range m.Charts[i].Rows {
			for k := range r.Cells {
				described = described || len(r.Cells[k].Described) > 0 || scoreWords(&r.Cells[k]) != hundredths(r.Cells[k].Score)
			}
		}
	}
	for _, s := range []priorart.Status{priorart.Disclosed, priorart.Partly, priorart.NotFound} {
		p.put(chip(s), " ")
	}
	if out {
		p.put(ineligible, " not eligible on its date. ")
	}
	p.put("The number behind is the score in hundredths; it orders the evidence and is no probability. ")
	if described {
		p.put("“66 (21 quoted)”: 21 of the score 66 is what the quotation shows; words that only the practice's own description has count toward the score as well, and are no evidence. ")
	}
	p.put("</p>\n<p>A quotation is verbatim, with its place. Words of it that stand for words of the limitation: ")
	for i, g := range matchGroups {
		if i > 0 {
			p.put(", ")
		}
		p.put("<mark", attribute("class", g.class), ">", g.words, "</mark>")
	}
	p.put(". What stands for which is told by pointing at it. “Nearest words” are what comes nearest to a limitation that was not found, and no evidence.</p>\n")
}

// claimChart prints one claim's limitations, its own first where it inherits any.
func (p *chartHTML) claimChart(c *priorart.ClaimChart, shown map[string]shownHTML) {
	m := p.chartMaker
	set := m.set(c.Document)
	id := p.ids.charts[c]
	p.put(`<section class="claim"`, attribute("id", id), ` aria-labelledby="title.`, id, "\">\n")
	p.heading(3, escaped(m.where(c.Document)+"Claim "+set.viaMark(c.Claim, c.Via)), ` id="title.`+id+`"`)
	var words []string
	if k := set.claim(c.Claim); k != nil {
		words = append(words, kindWords(k, set.mark), string(k.Category))
	}
	words = append(nonEmpty(words...), "coverage pattern "+pattern(c.Verdict.Category), examined(c))
	p.put("<p>", escaped(capital(strings.Join(words, " · "))))
	if m.derived(c) {
		p.put(" · <strong>", rebuilt, " ", claims.Reconstructed, ".</strong>")
	}
	p.put("</p>\n")
	var own, inherited []*priorart.Row
	for i := range c.Rows {
		r := &c.Rows[i]
		if r.InheritedFrom == 0 || r.Scored && !p.above(c, r, shown) {
			own = append(own, r)
		} else {
			inherited = append(inherited, r)
		}
	}
	p.limitations(c, own, shown)
	if len(inherited) > 0 {
		var from []int
		for _, r := range inherited {
			if len(from) == 0 || from[len(from)-1] != r.InheritedFrom {
				from = append(from, r.InheritedFrom)
			}
		}
		p.put(`<details class="inherited"><summary>`, escaped(fmt.Sprintf("%s inherited from claim %s: the evidence shown there, and what references considered only here have", count(len(inherited), "limitation"), numbers(from, set.mark))), "</summary>\n")
		p.limitations(c, inherited, shown)
		p.put("</details>\n")
	}
	p.put("</section>\n")
}

// above tells whether a row's evidence is shown above, but for references that are only considered here.
func (p *chartHTML) above(c *priorart.ClaimChart, r *priorart.Row, shown map[string]shownHTML) bool {
	for i := range r.Cells {
		if _, seen := shown[p.sameCell(c, r, &r.Cells[i])]; seen {
			return true
		}
	}
	return len(r.Cells) == 0
}

// sameCell is alike for cells that show the same of the same words.
func (p *chartHTML) sameCell(c *priorart.ClaimChart, r *priorart.Row, k *priorart.Cell) string {
	out := "" // why it is not eligible
	if s := standing(c, k.Reference); s != nil && !s.Eligible {
		out = dateWords(s)
	}
	return c.Document + "\x00" + r.Text + "\x00" + out + "\x00" + fmt.Sprintf("%q", []any{k.Reference, k.Status, scoreWords(k), k.Reason, k.Evidence, k.Found, k.Described, k.Missing})
}

// limitations prints a table of rows.
func (p *chartHTML) limitations(c *priorart.ClaimChart, rows []*priorart.Row, shown map[string]shownHTML) {
	if len(rows) == 0 {
		return
	}
	p.put(`<table class="elements"><thead><tr><th scope="col" class="limitation">Limitation</th><th scope="col">Evidence by reference</th></tr></thead>`, "\n<tbody>\n")
	set := p.chartMaker.set(c.Document)
	for _, r := range rows {
		id := p.ids.rows[r]
		p.put(`<tr id="`, id, `"><th scope="row" class="limitation"><a class="label" href="#`, id, `">`, escaped(r.Label), "</a> ", escaped(r.Text))
		if r.InheritedFrom != 0 {
			p.put(` <span class="faint">(from claim `, escaped(set.mark(r.InheritedFrom)), ")</span>")
		}
		p.put("</th><td>")
		p.cellsOf(c, r, shown)
		p.put("</td></tr>\n")
	}
	p.put("</tbody></table>\n")
}

// cellsOf prints a limitation's cells: those shown above as links, in a line, the others whole.
func (p *chartHTML) cellsOf(c *priorart.ClaimChart, r *priorart.Row, shown map[string]shownHTML) {
	switch {
	case !r.Scored && claims.ReferenceSpans(r.Text) != nil:
		p.put(`<span class="faint">names its parent; not scored</span>`)
		return
	case !r.Scored:
		p.put(`<span class="faint">names no more than the category; not scored</span>`)
		return
	case len(r.Cells) == 0:
		p.put(chip(priorart.NotFound))
		return
	}
	nearest := c.Nearest(r)
	cells := []*priorart.Cell{}
	for i := range r.Cells {
		if k := &r.Cells[i]; k == nearest {
			cells = slices.Insert(cells, 0, k)
		} else {
			cells = append(cells, k)
		}
	}
	var above []*priorart.Cell
	for _, k := range cells {
		key := p.sameCell(c, r, k)
		if _, seen := shown[key]; seen {
			above = append(above, k)
			continue
		}
		shown[key] = shownHTML{p.ids.cells[k], r.Label}
		p.whole(c, k, k == nearest)
	}
	label := ""
	for _, k := range above {
		at := shown[p.sameCell(c, r, k)]
		switch {
		case label == "":
			p.put(`<p class="same-line">`)
		case label != at.label:
			p.put(`</p><p class="same-line">`)
		}
		if label != at.label {
			label = at.label
			p.put("Same words and evidence as ", escaped(label), ":")
		}
		sign, words, _ := status(k.Status)
		p.put(` <a class="same" id="`, p.ids.cells[k], `" href="#`, at.id, `"`, p.data(c, k), attribute("title", words), ">", sign, " ",
			escaped(p.label(k.Reference)+p.chartMaker.out(element{chart: c, best: k})+" "+scoreWords(k)), "</a>")
	}
	if label != "" {
		p.put("</p>")
	}
}

// data is what the filters go by.
func (p *chartHTML) data(c *priorart.ClaimChart, k *priorart.Cell) string {
	out := ""
	if s := standing(c, k.Reference); s != nil && !s.Eligible {
		out = ` data-o="1"`
	}
	return ` data-r="` + p.ids.art[k.Reference] + `" data-s="` + statusClass(k.Status) + `"` + out
}

func statusClass(s priorart.Status) string {
	switch s {
	case priorart.Disclosed:
		return "found"
	case priorart.Partly:
		return "partly"
	}
	return "not"
}

// chip is a status in display words, with its sign.
func chip(s priorart.Status) string {
	sign, words, t := status(s)
	return `<span class="chip ` + map[tone]string{good: "good", half: "half", bad: "bad"}[t] + `">` + sign + " " + words + "</span>"
}
