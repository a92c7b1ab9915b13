package report

import (
	"fmt"
	"strconv"
	"strings"

	"claimchart/claims"
)

// figures is the table of claims compared one by one.
func (d *Diffed) figures() grid {
	g := grid{columns: []column{{head: "Claims", limit: 16}, {head: "Similarity", limit: 10, right: true}, {head: "Deleted", limit: 8, right: true}, {head: "Added", limit: 8, right: true}, {head: "Moved", limit: 8, right: true}}}
	for i := range d.Comparisons {
		c := &d.Comparisons[i]
		g.rows = append(g.rows, append([]cell{one(d.between(c))}, c.figures()...))
	}
	return g
}

func (d *Diffed) between(c *Comparison) string { return d.name(c.A) + " → " + d.name(c.B) }

// figures are the similarity and the words deleted, added and moved.
func (c *Comparison) figures() []cell {
	similarity := "–"
	if c.A != nil && c.B != nil {
		similarity = closeness(c.Similarity)
	}
	return []cell{one(similarity), one(words(c.Deleted)), one(words(c.Added)), one(words(c.Moved))}
}

// closeness is a similarity to two places: 1.00 is only for the same words, 0.00 for none in common.
func closeness(s float64) string {
	if s > 0 && s < 1 {
		s = min(max(s, 0.01), 0.99)
	}
	return decimal(s)
}

// words is a count, or nothing for none.
func words(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// pairings shows what became of the claims, a table for each step from a version to the next.
func (d *Diffed) pairings(p *page) {
	heads := [2]string{"Old", "New"}
	if d.Mode == "groups" {
		heads = [2]string{"First", "Other"}
	}
	for from := 0; from < len(d.Pairings); {
		to := from
		for to < len(d.Pairings) && d.Pairings[to].From == d.Pairings[from].From && d.Pairings[to].To == d.Pairings[from].To {
			to++
		}
		if to-from < len(d.Pairings) {
			p.heading(3, d.step(&d.Pairings[from]))
		}
		g := grid{columns: []column{
			{head: heads[0], limit: 10}, {head: heads[1], limit: 10}, {head: "What happened", share: 1, least: 14}, {head: "Similarity", limit: 10, right: true},
			{head: "Deleted", limit: 8, right: true}, {head: "Added", limit: 8, right: true}, {head: "Moved", limit: 8, right: true},
		}}
		tally := map[claims.Fate]int{}
		var order []claims.Fate
		for i := from; i < to; i++ {
			x := &d.Pairings[i]
			if tally[x.What]++; tally[x.What] == 1 {
				order = append(order, x.What)
			}
			for k, n := range x.Comparisons {
				c := &d.Comparisons[n]
				summary := x.Summary
				if k > 0 {
					summary = "as above"
				}
				g.rows = append(g.rows, append([]cell{one(d.side(c.A)), one(d.side(c.B)), one(summary)}, c.figures()...))
			}
		}
		var parts []string
		for _, f := range order {
			parts = append(parts, fmt.Sprintf("%d %s", tally[f], f))
		}
		if d.Mode != "groups" {
			p.para(say(capital(strings.Join(parts, ", ")) + "."))
		}
		p.grid(g)
		from = to
	}
}

func (d *Diffed) side(c *ComparedClaim) string {
	if c == nil {
		return "–"
	}
	return d.name(c)
}

// step names two versions.
func (d *Diffed) step(x *Pairing) string {
	name := func(n int) string { return strings.Join(nonEmpty(d.Documents[n].Name, d.Documents[n].Version), ", ") }
	return name(x.From) + " → " + name(x.To)
}

// lives is the table of histories: a claim a row, a version a column.
func (d *Diffed) lives() grid {
	var g grid
	for i, s := range d.Documents {
		g.columns = append(g.columns, column{head: fmt.Sprintf("%d: %s", i+1, s.Name), share: 1, least: 12})
	}
	for _, l := range d.History {
		row := make([]cell, len(d.Documents))
		for i := range row {
			row[i] = one("")
		}
		for _, s := range l.Stages {
			c := para{bold(strconv.Itoa(s.Claim))}
			if s.Claim == 0 {
				c = para{say("canceled")}
			} else if s.Summary != "" {
				c = append(c, say(" "+s.Summary))
				if s.Similarity > 0 && s.Similarity < 1 {
					c = append(c, toned(" "+closeness(s.Similarity), faint))
				}
			}
			row[s.Version] = cell{c}
		}
		g.rows = append(g.rows, row)
	}
	return g
}
