package report

import (
	"fmt"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// docxChartPage sets a chart out to be handed over: gaps first, then the claims, what the evidence adds up to, the references, a claim
// chart of two columns for each reference, dates, and what the report was made from.
func docxChartPage(r *Report) *page {
	m := newChartMaker(r, room{wide: true, tags: true})
	m.docxFront(r.made())
	m.body(m.reconstructions)
	m.served()
	m.dates()
	m.docxBack()
	return m.page
}

// docxFront names the claims and what they were compared with, and gives the notice.
func (m *chartMaker) docxFront(tool string) {
	title := m.Document
	if len(m.Sets) > 0 && m.Sets[0].Title != "" {
		title = m.Sets[0].Title
	}
	m.heading(1, "Claim chart: "+title)
	g := grid{columns: []column{{limit: 20}, {share: 1}}}
	add := func(name, text string) {
		if text != "" {
			g.rows = append(g.rows, []cell{{{bold(name)}}, one(text)})
		}
	}
	for i := range m.Sets {
		s := &m.Sets[i]
		add("Claims", strings.Join(nonEmpty(s.Name, s.Number, datesWords(s.Dates), m.claimCount(s)), " · "))
	}
	noun := "reference"
	if len(m.Art) > 0 {
		noun = m.noun()
	}
	add("Compared with", count(len(m.Art), noun))
	add("Dates", m.Dates)
	add("Made by", tool)
	m.grid(g)
	m.blocks = append(m.blocks, styledPara{"Notice", para{bold("Notice: "), say(Notice)}})
}

// reconstructions shows each derived claim whole, marked against the claim that it was made from, and how else it may be read.
func (m *chartMaker) reconstructions(d *Document) {
	var list []*claims.Claim
	var ops [][]claims.Op
	readings := false
	for i := range d.Claims {
		if c := &d.Claims[i].Claim; c.Origin.Kind == claims.Derived && len(c.Origin.Ops) > 0 {
			list, ops = append(list, c), append(ops, c.Origin.Ops)
			for _, r := range c.Origin.Readings {
				ops, readings = append(ops, claims.Diff(c.Text, r.Text)), true
			}
		}
	}
	if list == nil {
		return
	}
	m.heading(3, "Reconstructed claims, marked against the claims that they were made from")
	m.para(append(marksLegend(ops, m.room), say(". "), bold(rebuilt+" "+claims.Reconstructed+"."))...)
	if readings {
		m.para(toned("Another reading is marked against the one taken.", faint))
	}
	for _, c := range list {
		m.para(bold("Claim "+d.mark(c.Num)), say(", "+d.originWords(c.Origin)+". "+capital(c.Origin.Why)))
		m.blocks = append(m.blocks, styledPara{"Redline", redline(c.Origin.Ops, both, m.room)})
		for n, r := range c.Origin.Readings {
			words := nonEmpty("Other reading "+itoa(n+1), r.Why)
			m.para(toned(strings.Join(words, ": "), faint))
			m.blocks = append(m.blocks, styledPara{"Redline", otherwise(claims.Diff(c.Text, r.Text), m.room)})
		}
	}
}

// otherwise shows how one text differs from another: the changes whole, of what is the same only the words around them.
func otherwise(ops []claims.Op, in room) para {
	var out para
	for i, op := range ops {
		if op.Op == "equal" {
			out = append(out, say(around(op.Text, i > 0, i+1 < len(ops))))
		} else {
			out = append(out, change(op, in)...)
		}
	}
	return out
}

// docxBack says how to read the report, and what it was made from.
func (m *chartMaker) docxBack() {
	m.heading(2, "How to read this report")
	var signs []string
	for _, s := range []priorart.Status{priorart.Disclosed, priorart.Partly, priorart.NotFound} {
		sign, words, _ := status(s)
		signs = append(signs, sign+" "+words)
	}
	items := []item{
		namedItem("Signs", sentence(signs)),
		namedItem("Scores", "from 0 to 100 hundredths; a score rises with the share of a limitation's words that stand together in one place of the reference. It orders evidence and is no probability. "+
			"“66 (21 quoted)”: 21 of the score 66 is what the quotation shows; the rest is the practice's own description, which is no evidence."),
		namedItem("Quotations", "verbatim, with the place to cite. The words of the limitation that were found are emphasised. “Nearest words” are what comes nearest to a limitation that was not found, cut to the words found there, and no evidence."),
		namedItem("Passages that speak against a limitation", "are marked “Speaks against it” with a line at their left."),
		namedItem("Coverage", "the mean score over all limitations, inherited ones included; in parentheses without the preamble, where it differs."),
		namedItem("Left out", fmt.Sprintf("a claim is charted against the best %d references of those that were compared; the matrix has the others. Inherency and drawings are not read.", m.Options.Best)),
	}
	m.list(items...)
	m.heading(3, "What it was made from")
	g := grid{columns: []column{{head: "Input", share: 3, least: 10}, {head: "Format", limit: 16}, {head: "Bytes", limit: 12, right: true}, {head: "SHA-256", limit: 66}}}
	for i, in := range m.Inputs {
		if left := len(m.Inputs) - i; i >= 10*mostListed && left > 1 {
			g.rows = append(g.rows, []cell{one(fmt.Sprintf("and %d more files: json has all", left)), one(""), one(""), one("")})
			break
		}
		g.rows = append(g.rows, []cell{one(in.Name), one(in.Format), one(itoa(in.Bytes)), one(in.SHA256)})
	}
	m.grid(g)
	m.list(namedItem("Options", strings.Join(m.options(), " · ")))
}
