package report

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// summaries says what the cells of each chart add up to, a chart a row, and below it what that turns on.
func (m *chartMaker) summaries() {
	if len(m.Charts) == 0 || len(m.Art) == 0 {
		return
	}
	m.heading(3, "Evidence summary of each claim")
	for i := range m.Sets {
		charts := m.chartsOf(&m.Sets[i])
		if len(charts) == 0 {
			continue
		}
		if m.many {
			m.heading(4, m.Sets[i].Name)
		}
		m.summary(&m.Sets[i], charts)
	}
	words := "Limitations: found together in one passage of that " + m.noun() + "; one missing limitation is enough to defeat anticipation. " +
		"Coverage: its mean score over them (without the preamble). Open: not found together in one passage of any eligible reference."
	for _, category := range []string{"X", "Y", "A", ""} {
		if slices.ContainsFunc(m.Charts, func(c priorart.ClaimChart) bool { return c.Verdict.Category == category }) {
			words += " Coverage pattern " + pattern(category) + "."
		}
	}
	m.para(toned(words, faint))
}

// summary is the table of one claim set's evidence summaries, and what each turns on.
func (m *chartMaker) summary(set *Document, charts []*priorart.ClaimChart) {
	g := grid{columns: []column{
		{head: "Claim", limit: 9}, {head: "Pattern", limit: 7}, {head: "Highest-scoring " + m.noun(), share: 4, least: 14},
		{head: "Limitations", limit: 12}, {head: "Coverage", limit: 8}, {head: "Open", share: 3, least: 8},
	}}
	noted := map[string][]*priorart.ClaimChart{} // the claims of each note
	var order []string
	var alternatives []item
	for i, c := range charts {
		name, _, _ := strings.Cut(pattern(c.Verdict.Category), ",")
		row := []cell{one(set.viaMark(c.Claim, c.Via)), one(name), one("–"), one(""), one(""), {{toned(uncovered(c), bad)}}}
		if s := closest(c); s != nil {
			row[2], row[3], row[4] = one(m.refs([]string{s.Reference}, "")), one(tally(s)), one(coverageWords(s))
		}
		g.rows = append(g.rows, row)
		if words := strings.Join(m.notes(c), " · "); words != "" {
			if _, seen := noted[words]; !seen {
				order = append(order, words)
			}
			noted[words] = append(noted[words], c)
		}
		if last := i+1 == len(charts) || charts[i+1].Claim != c.Claim; c.Via != 0 && last {
			alternatives = append(alternatives, m.alternatives(c))
		}
	}
	m.grid(g)
	var items []item
	for _, words := range order {
		noun := "Claim "
		if len(noted[words]) > 1 {
			noun = "Claims "
		}
		items = append(items, point(bold(noun+names(set, noted[words])+":"), say(" "+words)))
	}
	m.list(append(items, alternatives...)...)
}

// uncovered names the limitations that no eligible reference shows whole.
func uncovered(c *priorart.ClaimChart) string {
	scored := 0
	for _, r := range c.Rows {
		if r.Scored {
			scored++
		}
	}
	if n := len(c.Verdict.Uncovered); n > 2 && n == scored {
		return fmt.Sprintf("all %d", n)
	}
	return strings.Join(c.Verdict.Uncovered, ", ")
}

// notes are what a verdict says beside its pattern. What the label of a reconstruction says is left out, and references
// whose date decides are only named: their dates are told once, at the end.
func (m *chartMaker) notes(c *priorart.ClaimChart) []string {
	v := &c.Verdict
	var out []string
	if len(v.Single) > 0 {
		words := "every limitation found in " + m.refs(v.Single, ", ")
		var only []string
		for _, id := range v.Single {
			if noveltyOnly(c, id) {
				only = append(only, m.label(id))
			}
		}
		if only != nil {
			words += "; " + enumerate(only, "and") + " for novelty only"
		}
		out = append(out, words)
	}
	for i := range v.Together {
		if i == 0 || len(v.Together[i].Uncovered) == 0 { // of what only comes nearest one is enough
			out = append(out, m.together(&v.Together[i]))
		}
	}
	if v.Together == nil {
		for _, refs := range v.Combinations {
			out = append(out, m.refs(refs, " with ")+" together cover; reason to combine not assessed")
		}
	}
	if v.CategoryWithoutPreamble != "" {
		out = append(out, "without the preamble: "+pattern(v.CategoryWithoutPreamble))
	}
	for _, w := range v.Caveats {
		if !m.derived(c) || !strings.Contains(w, claims.Reconstructed) {
			out = append(out, w)
		}
	}
	var turns, dated []string
	for _, w := range v.TurnsOn {
		if i := slices.IndexFunc(c.References, func(s priorart.Standing) bool {
			return s.Reason != "" && strings.HasPrefix(w, s.Label+" "+s.Title+": "+s.Reason)
		}); i >= 0 {
			label, gives := c.References[i].Label, w[strings.LastIndex(w, "; ")+2:]
			switch {
			case gives == priorart.PatternStays: // told under Dates
				continue
			case gives == priorart.AloneAll, strings.HasPrefix(gives, "it adds "):
				label += " (" + gives + ")"
			}
			dated = append(dated, label)
		} else {
			turns = append(turns, w)
		}
	}
	if len(dated) > 0 {
		const most = 8
		if n := len(dated) - most; n > 1 {
			dated = append(dated[:most], fmt.Sprintf("%d others", n))
		}
		turns = append(turns, "whether earlier dated evidence is found for "+enumerate(dated, "and")+" (see Dates)")
	}
	if len(turns) > 0 {
		out = append(out, "what this summary turns on: "+strings.Join(turns, "; "))
	}
	return out
}

// refs names references by label, and by title where it is one.
func (m *chartMaker) refs(ids []string, between string) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = m.label(id)
		if a := m.art[id]; a != nil && len(ids) == 1 {
			words[i] += " " + a.Title
		}
	}
	return strings.Join(words, between)
}

// noun is what references are called: what is only described is a practice.
func (m *chartMaker) noun() string {
	if m.kind() == "practice" {
		return "practice"
	}
	return "reference"
}

// closest returns the eligible reference with the highest score, or nil.
func closest(c *priorart.ClaimChart) *priorart.Standing {
	var best *priorart.Standing
	for i := range c.References {
		if s := &c.References[i]; s.Eligible && (best == nil || s.Score > best.Score) {
			best = s
		}
	}
	return best
}

// dependents shows what the claims that go back to an independent claim add to it.
func (m *chartMaker) dependents(top *priorart.ClaimChart, charts []*priorart.ClaimChart) {
	if len(charts) == 0 {
		return
	}
	set := m.set(top.Document)
	m.heading(3, m.where(top.Document)+"Claims that depend on "+set.mark(top.Claim)+": their own limitations")
	for _, c := range charts {
		if m.derived(c) {
			m.para(bold(rebuilt + " " + claims.Reconstructed + "."))
			break
		}
	}
	var list []element
	var rows []markedRow
	done := map[int]bool{} // the alternatives of a multiple dependent claim have the same limitations of their own
	for _, c := range charts {
		for i := range c.Rows {
			if r := &c.Rows[i]; r.InheritedFrom == 0 && r.Scored && !done[c.Claim] {
				list = append(list, element{chart: c, row: r, best: c.Nearest(r), note: m.dependsOn(top, c)})
				rows = append(rows, markedRow{c, r})
			}
		}
		done[c.Claim] = true
	}
	m.marks(rows)
	m.elements(list)
}

// dependsOn names a dependent claim's parents, where they are not just the claim above.
func (m *chartMaker) dependsOn(top, c *priorart.ClaimChart) string {
	set := m.set(c.Document)
	k := set.claim(c.Claim)
	if k == nil || len(k.Refs) == 1 && k.Refs[0] == top.Claim && c.Via == 0 && k.Kind == claims.Dependent {
		return ""
	}
	return "claim " + set.mark(c.Claim) + ", " + kindWords(k, set.mark)
}

// alternatives says how many of a multiple dependent claim's alternatives one reference covers: each is a claim of its own.
func (m *chartMaker) alternatives(last *priorart.ClaimChart) item {
	set := m.set(last.Document)
	all, whole := 0, []string(nil)
	for i := range m.Charts {
		if c := &m.Charts[i]; c.Document == last.Document && c.Claim == last.Claim {
			all++
			if c.Verdict.Category == "X" {
				whole = append(whole, "via "+set.mark(c.Via))
			}
		}
	}
	words := "none"
	switch {
	case len(whole) == all:
		words = "all"
	case len(whole) > 0:
		words = "some (" + strings.Join(whole, ", ") + ")"
	}
	return point(bold("Claim "+set.mark(last.Claim)+":"), say(fmt.Sprintf(" of its %s, one reference has every limitation of %s.", count(all, "alternative"), words)))
}
