package priorart

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
)

// verdict sums up the evidence for one claim over all eligible references: which one shows every limitation, which few do
// together, what none shows. Categories follow the EPO Guidelines, B-X 9, as a pattern of coverage and no more. order is the
// references' order, best first.
func (c *charter) verdict(cl *claims.Claim, lims []limitation, standings []Standing, times []timing, order []int) Verdict {
	v := Verdict{Single: []string{}, Combinations: [][]string{}, Uncovered: []string{}, Caveats: []string{}, TurnsOn: []string{}}
	var need []limitation
	for _, l := range lims {
		if l.scored {
			need = append(need, l)
		}
	}
	shows := make([]bitset, len(standings)) // what each reference shows, by number of the limitation
	for r := range shows {
		shows[r] = newSet(len(need))
	}
	for l := range need {
		for r, cell := range c.cellsOf(need[l]) {
			if cell.Status == Disclosed {
				shows[r].add(l)
			}
		}
	}
	v.Caveats = c.caveats(cl, lims)
	p := patternOf(shows, standings, order, len(need))
	for l := range need {
		if !p.shown.has(l) {
			v.Uncovered = append(v.Uncovered, need[l].element.Label)
		}
	}
	v.Category = p.category
	for _, r := range p.single {
		v.Single = append(v.Single, standings[r].Reference)
	}
	for _, refs := range p.together {
		together := combination(refs, shows, need, standings, p.exact)
		v.Together = append(v.Together, together)
		if p.covers {
			v.Combinations = append(v.Combinations, together.References)
		}
	}
	if p.covers && !p.exact {
		v.Caveats = append(v.Caveats, "more than three references are needed: this combination was found greedily and may not be the smallest")
	}
	if other := withoutPreamble(shows, standings, order, need); other != v.Category {
		v.CategoryWithoutPreamble = other
	}
	categorise(standings, times, p, len(need), order)
	c.covered = append(c.covered, claimCover{need, shows, usable(standings)})
	v.TurnsOn = (&hinges{&v, p, standings, times, order, need, shows, func(l, r int) *Cell { return &c.cellsOf(need[l])[r] }}).list()
	return v
}

// caveats are what a reader has to know of the claim beside its pattern.
func (c *charter) caveats(cl *claims.Claim, lims []limitation) []string {
	out := []string{}
	closed := cl.Scope == claims.Closed
	for _, l := range lims { // a claim is closed as well where one that it takes limitations from is
		if from := c.heritage.Claim(l.from); from != nil && from.Scope == claims.Closed {
			closed = true
		}
	}
	if closed {
		out = append(out, closedCaveat)
	}
	for _, l := range lims {
		if l.scored && c.byFunction(&l.element) {
			out = append(out, l.element.Label+" is in means-plus-function form: function words alone count at most as partly found (35 USC 112(f))")
		}
	}
	if cl.Origin.Kind == claims.Derived {
		out = append(out, "the claim is "+claims.Reconstructed)
	}
	return out
}

// closedCaveat stands beside every conclusion on a closed claim.
const closedCaveat = "closed claim: absence of further elements not checked (MPEP 2111.03)"

// assumptions lists what the tool decided about the claims that a reader may decide otherwise, and whether another reading of
// a reconstructed claim would change a cell.
func (c *charter) assumptions() []Assumption {
	var out []Assumption
	for _, n := range c.set.Notes {
		out = append(out, Assumption{Document: c.set.Name, Text: n})
	}
	for i := range c.set.Claims {
		cl := &c.set.Claims[i]
		if len(c.opt.Claims) > 0 && !slices.Contains(c.opt.Claims, cl.Num) || cl.Origin.Kind != claims.Derived {
			continue
		}
		text := fmt.Sprintf("reconstructed from claim %d (%s) by %s", cl.Origin.Base, cl.Origin.BaseBasis, cl.Origin.Edit)
		for _, s := range cl.Origin.Supplied {
			text += fmt.Sprintf("; supplied by the tool: %q", s.Text)
		}
		text += "."
		if n := len(cl.Origin.Readings); n > 0 {
			text += fmt.Sprintf(" %d other %s: ", n, plural(n, "reading", "readings")) + c.readings(cl)
		}
		out = append(out, Assumption{Document: c.set.Name, Claim: cl.Num, Line: cl.Origin.Line, Text: text})
	}
	return out
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// readings says whether the other readings of a reconstructed claim would change a cell, reading by reading in their order.
func (c *charter) readings(cl *claims.Claim) string {
	taken, err := c.limitations(cl, 0)
	if err != nil {
		return "not charted."
	}
	var out []string
	for i, r := range cl.Origin.Readings {
		other := claims.Read(cl.Num, r.Text)
		lims, err := c.limitations(&other, 0)
		if err != nil {
			continue
		}
		out = append(out, fmt.Sprintf("(%d) %s", i+1, c.changes(taken, lims)))
	}
	return strings.Join(out, "; ") + "."
}

// changes tells which cells another reading would change: limitations that it has not, and those of its own with what would
// be found of them at best.
func (c *charter) changes(taken, other []limitation) string {
	only := func(a, b []limitation) []limitation {
		var out []limitation
		for _, l := range a {
			if l.scored && !slices.ContainsFunc(b, func(m limitation) bool { return m.element.Text == l.element.Text }) {
				out = append(out, l)
			}
		}
		return out
	}
	best := func(l limitation) Status {
		at := NotFound
		for _, cell := range c.cellsOf(l) {
			if cell.Status == Disclosed || cell.Status == Partly && at == NotFound {
				at = cell.Status
			}
		}
		return at
	}
	gone, new := only(taken, other), only(other, taken)
	var parts []string
	if len(gone) == len(new) { // limitations changed one for one
		changed := false
		for i := range gone {
			changed = changed || best(gone[i]) != best(new[i])
		}
		if !changed {
			return "changes no cell's status"
		}
	}
	for _, l := range gone {
		parts = append(parts, fmt.Sprintf("drops %s (%s)", l.element.Label, best(l).Words()))
	}
	for _, l := range new {
		parts = append(parts, fmt.Sprintf("has %q (%s)", shorten(l.element.Text), best(l).Words()))
	}
	if parts == nil {
		return "changes no cell"
	}
	return strings.Join(parts, ", ")
}

// shorten cuts a limitation to its first words for a sentence.
func shorten(text string) string {
	words := strings.Fields(text)
	if len(words) <= 12 {
		return text
	}
	return strings.Join(words[:12], " ") + " …"
}
