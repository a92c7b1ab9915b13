package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
)

// verdicts shows what the claims add up to where that differs: the pattern, which references count, how much of each was found.
func (c *Compared) verdicts(p *page) {
	if len(c.Verdicts) == 0 {
		return
	}
	p.heading(2, "What the claims add up to")
	g := grid{ruled: true, columns: []column{{head: "Claim", limit: 10}, {head: "Before", share: 2, least: 12}, {head: "Now", share: 2, least: 12}, {head: "Why", share: 3, least: 14}}}
	var same []string
	for i := range c.Verdicts {
		v := &c.Verdicts[i]
		if !v.Conclusion {
			same = append(same, v.name())
			continue
		}
		g.rows = append(g.rows, []cell{one(v.name()), v.Before.cell(), v.After.cell(), lines1(v.Why)})
	}
	p.grid(g)
	if len(same) > 0 {
		word := "claim "
		if len(same) > 1 {
			word = "claims "
		}
		p.para(say("The pattern of " + word + enumerate(same, "and") + " is the same."))
	}
	c.eligible(p)
	c.coverage(p)
}

func (v *VerdictChange) name() string {
	name := chartName(v.Claim, v.Via, v.Reconstructed)
	if v.Was != nil {
		name += " (was " + chartName(v.Was.Claim, v.Was.Via, false) + ")"
	}
	return name
}

func lines1(list []string) cell {
	var out cell
	for _, l := range list {
		out = append(out, line(say(capital(l))))
	}
	return out
}

// cell is what a claim adds up to, short.
func (s *VerdictState) cell() cell {
	out := cell{{bold(cmp.Or(s.Category, "none"))}}
	if s.Without != "" && s.Without != s.Category {
		out[0] = append(out[0], say(" ("+s.Without+" without the preamble)"))
	}
	if len(s.Single) > 0 {
		out = append(out, line(say("alone: "+strings.Join(s.Single, ", "))))
	}
	if len(s.Combinations) > 0 {
		var parts []string
		for _, list := range s.Combinations {
			parts = append(parts, strings.Join(list, " with "))
		}
		out = append(out, line(say("together: "+strings.Join(parts, "; "))))
	}
	if len(s.Uncovered) > 0 {
		out = append(out, line(say("open: "+strings.Join(s.Uncovered, ", "))))
	}
	return out
}

// eligible shows which references count otherwise, the same change of several claims once.
func (c *Compared) eligible(p *page) {
	g := grid{columns: []column{{head: "Reference", limit: 14}, {head: "Claims", limit: 16}, {head: "Before", share: 1, least: 14}, {head: "Now", share: 1, least: 14}}}
	type change struct{ name, before, after string }
	claimsOf := map[change][]string{}
	var order []change
	for i := range c.Verdicts {
		v := &c.Verdicts[i]
		for _, s := range v.Standings {
			k := change{s.Name, s.Before.words(), s.After.words()}
			if k.before == k.after {
				continue
			}
			if claimsOf[k] == nil {
				order = append(order, k)
			}
			claimsOf[k] = append(claimsOf[k], chartName(v.Claim, v.Via, v.Reconstructed))
		}
	}
	slices.SortStableFunc(order, func(a, b change) int {
		return cmp.Or(cmp.Compare(len(a.name), len(b.name)), cmp.Compare(a.name, b.name))
	})
	for _, k := range order {
		g.rows = append(g.rows, []cell{one(k.name), one(strings.Join(claimsOf[k], ", ")), one(k.before), one(k.after)})
	}
	if len(g.rows) > 0 {
		p.heading(3, "References that count otherwise, or by another category")
		p.grid(g)
	}
}

// words tell what dates and category make of a reference.
func (s *StandingState) words() string {
	words := "eligible"
	if !s.Eligible {
		words = ineligible + " not eligible"
	}
	check := map[string]string{"earlier": "earlier date", "not earlier": "not earlier", "unknown": "date unknown", "not checked": "date not checked"}[s.DateCheck]
	more := strings.Join(nonEmpty(s.Date, cmp.Or(check, s.DateCheck), s.As, s.Use, s.Reason), "; ")
	if more != "" {
		words += " (" + more + ")"
	}
	if s.Category != "" {
		words += ", category " + s.Category
	}
	return words
}

// coverage is the matrix of those coverages that differ.
func (c *Compared) coverage(p *page) {
	var names []string
	differs := func(s *StandingChange) bool { return hundredths(s.Before.Coverage) != hundredths(s.After.Coverage) }
	for i := range c.Verdicts {
		for n := range c.Verdicts[i].Standings {
			if s := &c.Verdicts[i].Standings[n]; differs(s) && !slices.Contains(names, s.Name) {
				names = append(names, s.Name)
			}
		}
	}
	if len(names) == 0 {
		return
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	const most = 24
	left := len(names) - most
	names = names[:min(most, len(names))]
	g := grid{compact: true, columns: []column{{head: "Claim"}}}
	for _, n := range names {
		g.columns = append(g.columns, column{head: n + " "})
	}
	for i := range c.Verdicts {
		v := &c.Verdicts[i]
		row := []cell{one(v.name())}
		said := false
		for _, n := range names {
			var text cell
			for k := range v.Standings {
				if s := &v.Standings[k]; s.Name == n && differs(s) {
					text, said = cell{{run{text: hundredths(s.Before.Coverage) + "→" + hundredths(s.After.Coverage) + " ", exact: true}}}, true
				}
			}
			row = append(row, text)
		}
		if said {
			g.rows = append(g.rows, row)
		}
	}
	p.heading(3, "Coverage that changed")
	p.grid(g)
	words := "In hundredths: the mean of the scores of all limitations, inherited ones included."
	if left > 0 {
		words += fmt.Sprintf(" %d further references are in json.", left)
	}
	p.para(toned(words, faint))
}

// compareRows is the table of a comparison: a changed cell a row.
func compareRows(c *Compared) [][]string {
	rows := [][]string{compareHead}
	score := func(s *CellState) string {
		if s.Status == "" {
			return ""
		}
		return decimal(s.Score)
	}
	for i := range c.Cells {
		x := &c.Cells[i]
		label := ""
		if x.Reconstructed {
			label = claims.Reconstructed
		}
		var also []string
		for _, a := range x.Also {
			also = append(also, chartName(a.Claim, a.Via, false))
		}
		b, a := &x.Before, &x.After
		rows = append(rows, []string{
			x.Document, fmt.Sprint(x.Claim), number(x.Via), label, x.Label, x.Text, x.Reference, x.Name, x.What, stated(b.Status), stated(a.Status), score(b), score(a),
			b.Loc, a.Loc, b.Quote, a.Quote, strings.Join(b.Found, "; "), strings.Join(a.Found, "; "), strings.Join(b.Missing, "; "), strings.Join(a.Missing, "; "),
			b.Reason, a.Reason, causeWords(x.Causes), strings.Join(x.Why, "\n"), strings.Join(also, ", "),
		})
	}
	return rows
}
