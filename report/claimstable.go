package report

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
)

// claimsTable lists a document's claims, and what was taken from where.
func claimsTable(p *page, d *Document, in room) {
	opening, derived := 60, false
	g := grid{columns: []column{
		{head: "Claim", limit: 7}, {head: "Kind", limit: 16},
		{head: "Origin", share: 6, least: 18}, {head: "Opening words", share: 4, least: 16, cut: 2},
	}}
	if in.wide {
		opening, g.columns[3].cut = 100, 1
		g.columns = slices.Insert(g.columns, 2, column{head: "Category", limit: 14})
	}
	for i := range d.Claims {
		c := &d.Claims[i].Claim
		kind := cell{{say(kindWords(c, d.mark))}}
		if c.Status != "" {
			kind = append(kind, line(say("("+c.Status+")")))
		}
		row := []cell{one(d.mark(c.Num)), kind}
		if in.wide {
			row = append(row, one(string(c.Category)))
		} else if c.Category != "" {
			row[1] = append(row[1], line(say(string(c.Category))))
		}
		origin := one(d.originWords(c.Origin))
		if c.Origin.Kind == claims.Derived {
			origin = cell{{bold("RECONSTRUCTED"), say(strings.TrimPrefix(originWords(c.Origin), "derived"))}}
			derived = true
		}
		g.rows = append(g.rows, append(row, origin, one(clip(c.Text, opening))))
	}
	p.grid(g)
	if derived {
		p.para(bold(rebuilt + " " + claims.Reconstructed + "."))
	}
}

// otherReadings lists why derived claims are read as they are, and how else the sentences that tell them may be read.
func (m *chartMaker) otherReadings(d *Document) {
	var items []item
	for i := range d.Claims {
		c := &d.Claims[i].Claim
		if len(c.Origin.Readings) == 0 {
			continue
		}
		items = append(items, point(bold("Claim "+d.mark(c.Num)+":"), say(" "+capital(c.Origin.Why))))
		items = append(items, readingItems(c, d.mark)...)
	}
	if len(items) > 0 {
		m.heading(3, "Why these claims are read so, and their other readings")
		m.para(toned("A reading is told by its difference from the one taken: [-only in the one taken-]{+only in the other+}.", faint))
		m.list(items...)
	}
}

// readingItems shows each other reading of a claim under its number: what of its making and its text differs from the
// reading taken, and why it was not taken.
func readingItems(c *claims.Claim, mark func(int) string) []item {
	var items []item
	for n, r := range c.Origin.Readings {
		lead := []string{fmt.Sprintf("(%d)", n+1)}
		if r.Base != c.Origin.Base {
			lead = append(lead, "from "+mark(r.Base))
		}
		if r.Edit != c.Origin.Edit {
			lead = append(lead, "by "+string(r.Edit))
		}
		if r.Kind != c.Kind {
			lead = append(lead, string(r.Kind))
		}
		words := bold(lead[0] + " ")
		if len(lead) > 1 {
			words.text += strings.Join(lead[1:], ", ") + ": "
		}
		text := append(para{words}, changed(claims.Diff(c.Text, r.Text))...)
		if r.Why != "" {
			text = append(text, say(" – "), toned(r.Why, faint))
		}
		items = append(items, item{1, text})
	}
	return items
}
