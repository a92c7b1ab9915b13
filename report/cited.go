package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
	"claimchart/priorart"
)

// cited is the table that search reports print: each reference with its categories and their claims. A closed claim does not
// stand in it without its caveat.
func (m *chartMaker) cited() {
	if len(m.Cited) == 0 {
		return
	}
	m.heading(3, "Categories of the references, as search reports print them")
	letters := map[string]bool{}
	excluded, derived := false, false
	for i := range m.Sets {
		set := &m.Sets[i]
		g := grid{columns: []column{{head: "Reference", share: 4, least: 14}, {head: "Category and claims", share: 5, least: 18}}}
		for _, c := range m.citedFirst(set.Name) {
			var words []string
			for _, k := range c.Categories {
				for _, letter := range strings.Split(k.Category, ",") {
					letters[letter] = true
				}
				words = append(words, k.Category+m.outOf(&c, &k)+" "+claimsOf(set, k.Claims))
				excluded = excluded || m.outOf(&c, &k) != ""
			}
			text := strings.Join(words, "; ")
			derived = derived || strings.Contains(text, rebuilt)
			g.rows = append(g.rows, []cell{one(m.refs([]string{c.Reference}, "")), one(text)})
		}
		if len(g.rows) > 0 {
			m.setName(set.Name)
			m.grid(g)
		}
	}
	words := "A pattern of what was found, and no examiner's finding."
	for _, l := range [][2]string{
		{"X", "alone it has every limitation"},
		{"Y", "it has every limitation together with another Y of the claim; reason to combine not assessed"},
		{"A", "background: it has a limitation whole or much in part, or comes closest where no other has that"},
		{"P", "published between the priority date and the filing date"},
		{"E", "an earlier application published later, for novelty only"},
	} {
		if letters[l[0]] {
			words += " " + l[0] + ": " + l[1] + "."
		}
	}
	if excluded {
		words += " " + ineligible + " not eligible on its date, unless the priority does not hold."
	}
	if derived {
		words += " " + rebuilt + " " + claims.Reconstructed + "."
	}
	m.para(toned(words, faint))
	var items []item
	for _, caveat := range m.closedClaims() {
		items = append(items, point(bold(caveat[0]+":"), say(" "+caveat[1])))
	}
	m.list(items...)
}

// citedFirst are the references of a claim set that have a category, those with an X first, then those with a Y, each best first.
func (m *chartMaker) citedFirst(document string) []priorart.Cited {
	var out []priorart.Cited
	for _, a := range m.bestFirst(m.Art, document) {
		for _, c := range m.Cited {
			if c.Document == document && c.Reference == a.ID {
				out = append(out, c)
			}
		}
	}
	letter := func(c priorart.Cited) int {
		for n, l := range []string{"X", "Y"} {
			if strings.HasPrefix(c.Text, l) {
				return n
			}
		}
		return 2
	}
	slices.SortStableFunc(out, func(a, b priorart.Cited) int { return letter(a) - letter(b) })
	return out
}

// outOf is the sign of a category that a reference has though it is not eligible.
func (m *chartMaker) outOf(c *priorart.Cited, k *priorart.Category) string {
	first := k.Claims[0]
	if s := standing(m.chart(c.Document, first.Claim, first.Via), c.Reference); s != nil && !s.Eligible {
		return ineligible
	}
	return ""
}

// closedCaveat tells whether a caveat is that of a closed claim, without which nothing is said to cover it.
func closedCaveat(words string) bool { return strings.HasPrefix(words, "closed claim:") }

// closedClaims are the claims for which some reference has category X and whose verdict has the caveat of closed claims, and its
// words.
func (m *chartMaker) closedClaims() [][2]string {
	var out [][2]string
	for i := range m.Sets {
		set := &m.Sets[i]
		var list []*priorart.ClaimChart
		words := ""
		for j := range m.Charts {
			c := &m.Charts[j]
			if c.Document != set.Name || !slices.ContainsFunc(c.References, func(s priorart.Standing) bool { return strings.HasPrefix(s.Category, "X") }) {
				continue
			}
			if n := slices.IndexFunc(c.Verdict.Caveats, closedCaveat); n >= 0 {
				list, words = append(list, c), c.Verdict.Caveats[n]
			}
		}
		if list != nil {
			noun := "Claim "
			if len(list) > 1 {
				noun = "Claims "
			}
			out = append(out, [2]string{m.where(set.Name) + noun + names(set, list), words})
		}
	}
	return out
}

// claimsOf names claims with their marks: "1-4, 7, 3 via 1".
func claimsOf(set *Document, list []priorart.ClaimName) string {
	charts := make([]*priorart.ClaimChart, len(list))
	for i, n := range list {
		charts[i] = &priorart.ClaimChart{Claim: n.Claim, Via: n.Via}
	}
	return names(set, charts)
}

// fewest tells the smallest set of references for each claim set.
func (m *chartMaker) fewest() {
	var items []item
	title := "Smallest set of references for the whole claim set"
	for i := range m.Fewest {
		f := &m.Fewest[i]
		set := m.set(f.Document)
		if set == nil {
			continue
		}
		which := "all claims"
		if len(m.charted(set).Claims) < len(set.Claims) {
			list := slices.Concat(f.Covered, f.Open)
			slices.SortFunc(list, func(a, b priorart.ClaimName) int { return cmp.Or(a.Claim-b.Claim, a.Via-b.Via) })
			if which = "claim " + claimsOf(set, list); len(list) > 1 {
				which = "claims " + claimsOf(set, list)
			}
			title = "Smallest set of references for the claims charted"
		}
		what := "the limitations of " + which + " that any eligible reference has"
		if len(f.Open) == 0 {
			what = "every limitation of " + which
		}
		words := m.refs(f.References, "")
		if len(f.References) > 1 {
			var list []string
			for _, id := range f.References {
				list = append(list, m.label(id))
			}
			words = enumerate(list, "and") + " together"
		}
		words += ": " + what
		switch {
		case !f.Exact:
			words += "; found greedily, a smaller set may exist"
		case len(f.References) > 1:
			words += "; no fewer do"
		}
		if len(f.Covered) > 0 && len(f.Open) > 0 {
			words += "; of " + claimsOf(set, f.Covered) + " all"
		}
		if len(f.Uncovered) > 0 {
			words += "; left uncovered: " + set.marked(labels(f.Uncovered))
		}
		items = append(items, point(bold(m.where(f.Document)+"Fewest references"), say(": "+words)))
		if len(f.References) > 1 {
			for r, id := range f.References {
				verb := " adds "
				if r == 0 {
					verb = " has "
				}
				items = append(items, under(say(m.label(id)+verb+set.marked(labels(f.Adds[r])))))
			}
		}
	}
	if len(items) == 0 {
		return
	}
	m.heading(3, title)
	m.list(items...)
	m.para(toned("Each claim is looked at for itself, with what may be used for it; reason to combine not assessed.", faint))
}

// ofClaim is what follows a label where it is that of another claim.
var ofClaim = lazyregexp.New(` of claim (\d+)(?: via (\d+))?`)

// marked gives the claims that labels name their marks.
func (d *Document) marked(labels string) string {
	return ofClaim.ReplaceAllStringFunc(labels, func(text string) string {
		var claim, via int
		_, _ = fmt.Sscanf(text, " of claim %d via %d", &claim, &via) // without a parent via stays 0
		return " of claim " + d.viaMark(claim, via)
	})
}

// labels lists limitations, at most so many that a reader takes in.
func labels(list []string) string {
	const most = 12
	if len(list) > most {
		return strings.Join(list[:most], ", ") + fmt.Sprintf(" and %d more", len(list)-most)
	}
	return strings.Join(list, ", ")
}

// together says what the references of a combination have and add.
func (m *chartMaker) together(c *priorart.Combination) string {
	words := m.refs(c.References, " with ")
	if len(c.Uncovered) == 0 {
		words += " together cover; reason to combine not assessed"
	} else {
		words += " together come nearest, leaving " + labels(c.Uncovered) + " uncovered"
	}
	var adds []string
	for i, id := range c.References {
		if i > 0 {
			adds = append(adds, m.label(id)+" adds "+labels(c.Adds[i]))
		}
	}
	words += " (" + m.label(c.References[0]) + " primary; " + strings.Join(adds, "; ")
	if !c.Exact {
		words += "; found greedily, a smaller set may exist"
	}
	return words + ")"
}
