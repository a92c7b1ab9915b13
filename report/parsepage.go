package report

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
)

// parsePage lays out each document: its claims as a tree, their elements and terms where asked for, the reconstructed ones with what was done to them, then claims that
// are only told of, what was found, what was left out and notes.
func parsePage(r *Report, in room, elements bool) *page {
	p := &page{}
	for i := range r.Documents {
		d := &r.Documents[i]
		title := d.Title
		if title == "" {
			title = d.Name
		}
		p.heading(1, "Claims: "+title)
		p.para(say(strings.Join(nonEmpty(d.Name, d.Format, d.Number, datesWords(d.Dates)), " · ")))
		p.para(say(strings.Join(nonEmpty(claimCount(d), kindCount(d)), " · ")))
		claimTree(p, d, in)
		tree := len(p.blocks)
		inherits := slices.ContainsFunc(d.Claims, func(c Claim) bool { return c.Inheriting != nil })
		if elements || inherits {
			elementTables(p, d)
		}
		if slices.ContainsFunc(d.Claims, func(c Claim) bool { return c.Naming != nil }) {
			termTables(p, d)
		}
		if rest := len(d.Findings)+len(d.Skipped)+len(d.Notes) > 0 || reconstructedIn(r.Documents[i:i+1]); rest && len(p.blocks) > tree {
			p.heading(2, "How the claims were read")
		}
		reconstructed(p, d, !elements && !inherits)
		toldOf(p, d)
		remaining(p, d, in)
	}
	if len(r.Documents) == 0 {
		p.para(say("No document was read."))
	}
	r.closing(p)
	return p
}

// kindCount counts the claims by kind, canceled ones apart, and as US fees count them where that differs: there every claim that refers to
// another is at first counted as dependent (37 CFR 1.16).
func kindCount(d *Document) string {
	kinds := map[claims.Kind]int{}
	referring, canceled := 0, 0
	for i := range d.Claims {
		c := &d.Claims[i]
		if c.Canceled() {
			canceled++
			continue
		}
		kinds[c.Kind]++
		if len(c.Refs) > 0 {
			referring++
		}
	}
	var parts []string
	for _, k := range []claims.Kind{claims.Independent, claims.Dependent, claims.Multiple} {
		if kinds[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", kinds[k], k))
		}
	}
	if canceled > 0 {
		parts = append(parts, fmt.Sprintf("%d canceled", canceled))
	}
	words := strings.Join(parts, ", ")
	if n := len(d.Claims) - canceled - referring; n != kinds[claims.Independent] {
		words += fmt.Sprintf(" (for US fees at first %d independent, %d dependent)", n, referring)
	}
	return words
}

// reconstructed shows each derived claim: the label, the sentence, the text, what was changed and supplied, and how else
// the sentence may be read. The text may be left out, where it stands above.
func reconstructed(p *page, d *Document, text bool) {
	for i := range d.Claims {
		c := &d.Claims[i].Claim
		o := &c.Origin
		if o.Kind != claims.Derived {
			continue
		}
		p.heading(3, fmt.Sprintf("Claim %s: %s", d.mark(c.Num), originWords(*o)))
		p.para(bold(rebuilt + " " + claims.Reconstructed + "."))
		items := []item{namedItem("told by", "“"+o.Instruction+"”")}
		if text {
			items = append(items, namedItem("text", c.Text))
		}
		items = append(items, item{0, append(para{bold("changed in claim " + d.mark(o.Base) + ": ")}, changed(o.Ops)...)})
		for _, s := range o.Supplied {
			items = append(items, namedItem("supplied by the tool", suppliedWords(c.Text, s)))
		}
		if o.Why != "" {
			items = append(items, namedItem("why this reading", o.Why))
		}
		if readings := readingItems(c, d.mark); len(readings) > 0 {
			items = append(items, point(bold("other readings:"), say(" [-only in the one taken-]{+only in the other+}")))
			items = append(items, readings...)
		}
		p.list(items...)
	}
}

// suppliedWords quotes what the tool added, with the words before it.
func suppliedWords(text string, s claims.Supplied) string {
	words := "“" + s.Text + "”"
	if s.Start <= 0 || s.Start > len(text) {
		return words
	}
	before := text[:s.Start]
	return words + " after “…" + strings.TrimSpace(before[len(before)-wordsFromEnd(before):]) + "”"
}

// toldOf lists the claims that the text tells of and from which none could be made.
func toldOf(p *page, d *Document) {
	var items []item
	for i := range d.Claims {
		c := &d.Claims[i].Claim
		if c.Origin.Kind != claims.Described {
			continue
		}
		items = append(items, point(bold("claim "+d.mark(c.Num)+","), say(" "+originWords(c.Origin)+": “"+c.Origin.Instruction+"”")))
		if c.Origin.Why != "" {
			items = append(items, under(say(c.Origin.Why)))
		}
		items = append(items, readingItems(c, d.mark)...)
	}
	if len(items) > 0 {
		p.heading(3, "Told of, not reconstructed")
		p.list(items...)
	}
}

// remaining lists findings, text that belongs to no claim, and notes.
func remaining(p *page, d *Document, in room) {
	if len(d.Findings) > 0 {
		p.heading(3, "Findings")
		g := grid{columns: []column{
			{head: "Claim", limit: 9}, {head: "Finding", share: 3, least: 20}, {head: "Words", share: 1, least: 12},
		}, ruled: true}
		for _, f := range d.Findings {
			label := f.Label
			if label == "" && f.Claim != 0 {
				label = d.mark(f.Claim)
			}
			finding := cell{{bold(strings.Join(nonEmpty(f.Severity, f.Rule), " ") + ":"), say(" " + f.Message)}}
			if f.Remedy != "" {
				finding = append(finding, line(say(f.Remedy)))
			}
			if f.Basis != "" {
				finding = append(finding, line(toned(f.Basis, faint)))
			}
			g.rows = append(g.rows, []cell{one(label), finding, one(clip(f.Text, 80))})
		}
		p.grid(g)
	}
	if len(d.Skipped) > 0 {
		p.heading(3, "Left out")
		g := grid{columns: []column{{head: "Place", limit: 11}, {head: "Text", share: 1, least: 16}, {head: "Why", share: 1, least: 16}}, ruled: true}
		limit := 80
		if in.wide {
			limit = 140
		}
		for _, s := range d.Skipped {
			g.rows = append(g.rows, []cell{one(lines(s.Line, s.EndLine)), one(clip(s.Text, limit)), one(s.Why)})
		}
		p.grid(g)
	}
	if len(d.Notes) > 0 {
		p.heading(3, "Notes")
		var items []item
		for _, n := range d.Notes {
			items = append(items, point(say(n)))
		}
		p.list(items...)
	}
}
