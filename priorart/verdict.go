package priorart

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
)

// verdict sums up the evidence for one claim over all eligible references: which one shows every limitation, which few do
// together, what none shows. Categories follow the EPO Guidelines, B-X 9, as a pattern of coverage and no more.
func (c *charter) verdict(cl *claims.Claim, lims []limitation, standings []Standing) Verdict {
	v := Verdict{Single: []string{}, Combinations: [][]string{}, Uncovered: []string{}, Caveats: []string{}, TurnsOn: []string{}}
	var need []limitation
	for _, l := range lims {
		if l.scored {
			need = append(need, l)
		}
	}
	shows := func(ref, lim int) bool { return c.cellsOf(need[lim])[ref].Status == Disclosed }
	var eligible []int
	for i := range standings {
		if standings[i].Eligible {
			eligible = append(eligible, i)
		} else if s := standings[i]; s.DateCheck == unknown || s.DateCheck == notEarlier {
			if s.Disclosed > 0 || s.Partly > 0 {
				v.TurnsOn = append(v.TurnsOn, fmt.Sprintf("%s %s: %s; earlier dated evidence needed", s.Label, s.Title, s.Reason))
			}
		}
	}
	for l := range need {
		if !slices.ContainsFunc(eligible, func(i int) bool { return shows(i, l) }) {
			v.Uncovered = append(v.Uncovered, need[l].element.Label)
		}
	}
	if cl.Scope == claims.Closed {
		v.Caveats = append(v.Caveats, "closed claim: absence of further elements not checked (MPEP 2111.03)")
	}
	for _, l := range need {
		if l.element.Functional == "means" {
			v.Caveats = append(v.Caveats, l.element.Label+" is in means-plus-function form: function words alone count at most as partly found (35 USC 112(f))")
		}
	}
	if cl.Origin.Kind == claims.Derived {
		v.Caveats = append(v.Caveats, "the claim is "+claims.Reconstructed)
	}
	if len(eligible) == 0 {
		return v
	}
	v.Category = "A"
	for _, i := range eligible {
		if standings[i].Disclosed == len(need) {
			v.Single = append(v.Single, standings[i].Reference)
			standings[i].Category = "X"
		}
	}
	switch {
	case len(v.Single) > 0:
		v.Category = "X"
	case len(v.Uncovered) == 0:
		v.Category = "Y"
		v.Combinations = combine(eligible, len(need), shows, func(i int) string { return standings[i].Reference })
		if len(v.Combinations) > 0 && len(v.Combinations[0]) > 3 {
			v.Caveats = append(v.Caveats, "more than three references are needed: this combination was found greedily and may not be the smallest")
		}
		for _, set := range v.Combinations {
			for _, id := range set {
				for i := range standings {
					if standings[i].Reference == id {
						standings[i].Category = "Y"
					}
				}
			}
		}
	}
	for i := range standings {
		if standings[i].Eligible && standings[i].Category == "" && standings[i].Disclosed+standings[i].Partly > 0 {
			standings[i].Category = "A"
		}
	}
	if n := len(v.Uncovered); n > 0 && n <= 2 {
		v.TurnsOn = append([]string{fmt.Sprintf("%s: no eligible reference shows it whole", strings.Join(v.Uncovered, ", "))}, v.TurnsOn...)
	}
	return v
}

// maxCombinations is how many smallest sets are listed.
const maxCombinations = 5

// combine returns the smallest sets of references that together show every limitation: all pairs, else all triples, exactly;
// beyond three one set, each time adding the reference that shows most of what is left. The first of a set shows most alone.
func combine(refs []int, n int, shows func(ref, lim int) bool, id func(int) string) [][]string {
	count := func(set ...int) int {
		k := 0
		for l := range n {
			if slices.ContainsFunc(set, func(r int) bool { return shows(r, l) }) {
				k++
			}
		}
		return k
	}
	ordered := slices.Clone(refs)
	slices.SortStableFunc(ordered, func(a, b int) int { return count(b) - count(a) })
	ordered = slices.DeleteFunc(ordered, func(r int) bool { return count(r) == 0 })
	var out [][]string
	for i, a := range ordered {
		for j, b := range ordered[i+1:] {
			if count(a, b) == n && len(out) < maxCombinations {
				out = append(out, []string{id(a), id(b)})
			}
			_ = j
		}
	}
	for i := 0; len(out) == 0 && i < len(ordered); i++ {
		for j := i + 1; j < len(ordered); j++ {
			for k := j + 1; k < len(ordered); k++ {
				if count(ordered[i], ordered[j], ordered[k]) == n && len(out) < maxCombinations {
					out = append(out, []string{id(ordered[i]), id(ordered[j]), id(ordered[k])})
				}
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	var greedy []int
	for count(greedy...) < n {
		best := -1
		for _, r := range ordered {
			if !slices.Contains(greedy, r) && (best < 0 || count(append(slices.Clone(greedy), r)...) > count(append(slices.Clone(greedy), best)...)) {
				best = r
			}
		}
		if best < 0 {
			return nil
		}
		greedy = append(greedy, best)
	}
	var ids []string
	for _, r := range greedy {
		ids = append(ids, id(r))
	}
	return [][]string{ids}
}

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
