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
	var same []*VerdictChange
	for i := range c.Verdicts {
		v := &c.Verdicts[i]
		if !v.Conclusion {
			same = append(same, v)
			continue
		}
		g.rows = append(g.rows, []cell{one(v.name()), v.Before.cell(), v.After.cell(), lines1(v.Why)})
	}
	p.grid(g)
	if len(same) > 0 {
		p.para(say("The pattern of " + claimsOfVerdicts(same) + " is the same."))
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

// eligible tells which references count otherwise, the same change of several claims once: those that do or do not count any more first.
func (c *Compared) eligible(p *page) {
	type change struct {
		name, title, words string
		turned             bool
	}
	claimsOf := map[change][]*VerdictChange{}
	var order []change
	add := func(k change, v *VerdictChange) {
		if claimsOf[k] == nil {
			order = append(order, k)
		}
		claimsOf[k] = append(claimsOf[k], v)
	}
	for i := range c.Verdicts {
		v := &c.Verdicts[i]
		for _, s := range v.Standings {
			if s.Before.words() != s.After.words() {
				turned := s.Before.Eligible != s.After.Eligible
				words := s.After.words()
				if turned {
					words = s.Before.verdict() + " → " + words
				}
				add(change{s.Name, s.Title, words, turned}, v)
			}
			if s.Before.Category != s.After.Category {
				add(change{s.Name, s.Title, "category " + cmp.Or(s.Before.Category, "none") + " → " + cmp.Or(s.After.Category, "none"), false}, v)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b change) int {
		if a.turned != b.turned {
			return map[bool]int{true: -1, false: 1}[a.turned]
		}
		return cmp.Or(cmp.Compare(len(a.name), len(b.name)), cmp.Compare(a.name, b.name))
	})
	var list []item
	for _, k := range order {
		list = append(list, point(bold(strings.TrimSpace(k.name+" "+clip(k.title, 40))), say(", "+claimsOfVerdicts(claimsOf[k])+": "+k.words)))
	}
	if len(list) > 0 {
		p.heading(3, "References that count otherwise, or by another category")
		p.list(list...)
	}
}

// claimsOfVerdicts names claims: "claims 1-4, 5‡-7‡, 8".
func claimsOfVerdicts(list []*VerdictChange) string {
	marks := map[int]bool{}
	var plain []int
	var others []string
	for _, v := range list {
		if v.Via != 0 {
			others = append(others, chartName(v.Claim, v.Via, v.Reconstructed))
			continue
		}
		marks[v.Claim] = v.Reconstructed
		plain = append(plain, v.Claim)
	}
	words := strings.Join(nonEmpty(numbers(plain, func(n int) string { return chartName(n, 0, marks[n]) }), strings.Join(others, ", ")), ", ")
	if len(list) == 1 {
		return "claim " + words
	}
	return "claims " + words
}

// verdict tells whether the reference counts.
func (s *StandingState) verdict() string {
	if s.Eligible {
		return "eligible"
	}
	return ineligible + " not eligible"
}

// words tell what dates make of a reference.
func (s *StandingState) words() string {
	check := map[string]string{"earlier": "earlier date", "not earlier": "not earlier", "unknown": "date unknown", "not checked": "date not checked"}[s.DateCheck]
	more := strings.Join(nonEmpty(s.Date, cmp.Or(check, s.DateCheck), s.As, s.Use, s.Reason), "; ")
	if more == "" {
		return s.verdict()
	}
	return s.verdict() + " (" + more + ")"
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
