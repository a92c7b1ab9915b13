package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"claimchart/claims"
	"claimchart/priorart"
)

// Tones that only a served claim chart has.
const (
	matched    tone = iota + 100 // a word of the limitation in a quotation
	pin                          // where the quotation stands
	claimLabel                   // "1[a]"
)

// A chapter is a heading that begins a page.
type chapter heading

// served is a claim chart for each reference that shows a limitation at least in part, best first, each from a new page: claim language on
// the left, quotations with pin cites on the right. The other references that have cells are named at the end.
func (m *chartMaker) served() {
	var without []string
	for i := range m.rows {
		a := &m.rows[i]
		shows, cells := false, false
		for j := range m.Charts {
			c := &m.Charts[j]
			shows, cells = shows || showsSome(c, a.ID), cells || hasCells(c, a.ID)
		}
		switch {
		case shows:
			m.servedReference(a)
		case cells:
			without = append(without, strings.TrimSpace(m.label(a.ID)+" "+a.Title))
		}
	}
	if without != nil {
		m.heading(2, "References without a chart")
		m.para(say("No limitation of the claims charted was found in them, not even partly, in the text searched: " + strings.Join(without, "; ") + "."))
	}
}

// showsSome tells whether a reference shows a limitation of a claim at least in part, or speaks against one.
func showsSome(c *priorart.ClaimChart, id string) bool {
	return slices.ContainsFunc(c.Rows, func(r priorart.Row) bool {
		return showsPart(cellOf(c, r.Label, id))
	})
}

func showsPart(k *priorart.Cell) bool {
	return k != nil && (k.Status != priorart.NotFound || slices.ContainsFunc(k.Evidence, func(e priorart.Evidence) bool { return e.Stance == "contradicts" }))
}

// servedReference charts the claims against one reference. What was charted before with the same words and the same evidence is
// pointed to: limitations that a claim inherits above its table, others in their place. Claims of which it shows nothing, or nothing but what
// is inherited and charted already, are named.
func (m *chartMaker) servedReference(a *Art) {
	m.blocks = append(m.blocks, chapter{2, "Claim chart: " + strings.TrimSpace(m.label(a.ID)+" "+a.Title)})
	date := a.Date
	if date == "" {
		date = "no date"
	}
	id := a.ID
	if id == a.Number || id == a.Title || id == m.label(a.ID) || a.Kind == "practice" {
		id = ""
	}
	m.para(toned(strings.Join(nonEmpty(a.Kind, a.Number, id, date, publicWords(a), places(a.Places)), " · "), faint))
	for i := range m.Cited {
		if c := &m.Cited[i]; c.Reference == a.ID {
			m.para(bold(m.where(c.Document)+"Categories: "), say(c.Text+". A pattern of what was found, and no examiner's finding."))
		}
	}
	var nothing, inheriting []*priorart.ClaimChart
	before := m.blocks
	m.blocks = nil
	seen := map[string]string{}
	for i := range m.Charts {
		switch c := &m.Charts[i]; {
		case !hasCells(c, a.ID):
		case !showsSome(c, a.ID):
			nothing = append(nothing, c)
		case onlyInherits(c, a.ID, seen):
			inheriting = append(inheriting, c)
		default:
			m.servedClaim(c, a, seen)
		}
	}
	tables := m.blocks
	m.blocks = before
	m.withoutTable("of which no limitation was found in "+m.label(a.ID)+", not even partly, in the text searched.", nothing)
	m.withoutTable("of whose own limitations none was found in "+m.label(a.ID)+", not even partly, in the text searched; what they inherit is charted below.", inheriting)
	m.blocks = append(m.blocks, tables...)
}

// withoutTable names claims that a reference's chart leaves out, and says why.
func (m *chartMaker) withoutTable(why string, list []*priorart.ClaimChart) {
	for i := range m.Sets {
		var some []*priorart.ClaimChart
		for _, c := range list {
			if c.Document == m.Sets[i].Name {
				some = append(some, c)
			}
		}
		if some != nil {
			noun := "claims "
			if len(some) == 1 {
				noun = "claim "
			}
			m.para(bold("Not charted here: "), say(m.where(m.Sets[i].Name)+noun+names(&m.Sets[i], some)+", "+why))
		}
	}
}

// onlyInherits tells whether what a reference shows of a claim is all inherited and charted before.
func onlyInherits(c *priorart.ClaimChart, id string, seen map[string]string) bool {
	inherits := false
	for i := range c.Rows {
		r := &c.Rows[i]
		k := cellOf(c, r.Label, id)
		_, above := seen[servedKey(c, r, k)]
		switch {
		case r.InheritedFrom != 0:
			if inherits = true; !above && showsPart(k) {
				return false
			}
		case showsPart(k):
			return false
		}
	}
	return inherits
}

// servedClaim is the table of a claim against a reference.
func (m *chartMaker) servedClaim(c *priorart.ClaimChart, a *Art, seen map[string]string) {
	set := m.set(c.Document)
	name := m.where(c.Document) + "Claim " + set.viaMark(c.Claim, c.Via)
	m.heading(3, name)
	intro := func(runs ...run) { m.blocks = append(m.blocks, styledPara{"ChartIntro", runs}) }
	head := para{say(name)}
	if m.derived(c) {
		intro(bold(rebuilt + " " + claims.Reconstructed + "."))
		head = append(head, say(" – "+claims.Reconstructed))
	}
	evidence := para{say(strings.TrimSpace(m.label(a.ID) + " " + a.Title))}
	if s := standing(c, a.ID); s != nil {
		partly := ""
		if s.Partly > 0 {
			partly = fmt.Sprintf(", %d partly", s.Partly)
		}
		intro(bold(fmt.Sprintf("%d of %s", s.Disclosed, count(limitations(s), "limitation"))), say(" found together in one passage"+partly+"; one missing limitation is enough to defeat anticipation. Coverage "+coverageWords(s)+". "+capital(dateWords(s))+"."))
		if !s.Eligible {
			evidence = append(evidence, say(" – "+ineligible+" not eligible ("+checkWords(s)+")"))
		}
	}
	t := docxTable{style: "ClaimChartTable", heads: []para{head, evidence}}
	var above []string
	for i := range c.Rows {
		r := &c.Rows[i]
		k := cellOf(c, r.Label, a.ID)
		key := servedKey(c, r, k)
		label, again := seen[key]
		if again && r.InheritedFrom != 0 {
			above = append(above, r.Label)
			continue
		}
		if !again {
			seen[key] = r.Label + " above"
			if r.InheritedFrom != 0 || m.many {
				seen[key] = m.where(c.Document) + r.Label + " of claim " + set.viaMark(c.Claim, c.Via)
			}
		}
		limitation := para{toned(r.Label, claimLabel), say(" " + r.Text)}
		if r.InheritedFrom != 0 {
			limitation = append(limitation, toned(" (from claim "+set.mark(r.InheritedFrom)+")", faint))
		}
		t.rows = append(t.rows, [][]styledPara{{{"ClaimLanguage", limitation}}, m.servedCell(r, k, label)})
	}
	if above != nil {
		intro(say("Inherited limitations, charted above: " + strings.Join(above, ", ") + "."))
	}
	m.blocks = append(m.blocks, t)
}

// servedKey is alike for limitations that a reference's chart shows alike.
func servedKey(c *priorart.ClaimChart, r *priorart.Row, k *priorart.Cell) string {
	key := []string{c.Document, r.Text}
	if k != nil {
		key = append(key, string(k.Status), scoreWords(k), k.Reason)
		for i := range k.Evidence {
			key = append(key, k.Evidence[i].Loc, k.Evidence[i].Quote)
		}
	}
	return strings.Join(key, "\x00")
}

// servedCell is what a reference shows of a limitation.
func (m *chartMaker) servedCell(r *priorart.Row, k *priorart.Cell, label string) []styledPara {
	switch {
	case !r.Scored:
		why := "Names no more than the category; not scored."
		if claims.ReferenceSpans(r.Text) != nil {
			why = "Names its parent; not scored."
		}
		return []styledPara{{"Remark", para{toned(why, faint)}}}
	case k == nil:
		return nil
	}
	sign, words, t := status(k.Status)
	head := para{{sign + " " + words, t, false}, say(" · " + scoreWords(k))}
	if label != "" {
		var cites []string
		for i := range k.Evidence {
			if k.Status != priorart.NotFound {
				cites = append(cites, place(&k.Evidence[i]))
			}
		}
		head = append(head, say(" · see "+label))
		if cites != nil {
			head = append(head, say(" "), toned("("+strings.Join(cites, "; ")+")", pin))
		}
		return []styledPara{{"Finding", head}}
	}
	out := []styledPara{{"Finding", head}}
	add := func(style string, runs ...run) { out = append(out, styledPara{style, runs}) }
	for i := range k.Evidence {
		e := &k.Evidence[i]
		cite := toned("("+place(e)+")", pin)
		switch {
		case e.Stance == "contradicts":
			add("Contradicting", append(append(para{toned("Speaks against it: ", bad)}, quotation(e)...), cite)...)
		case k.Status == priorart.NotFound:
			add("NearestWords", say("Nearest words, no evidence: “"+excerpt(e)+"” "), toned("("+place(e)+")", plain))
		default:
			add("Quotation", append(quotation(e), cite)...)
		}
	}
	if len(k.Missing) > 0 {
		add("Remark", toned("Missing: "+listed(k.Missing), bad))
	}
	var more []string
	if others := slices.DeleteFunc(foundAs(k), func(w string) bool { return !strings.Contains(w, " (“") }); len(others) > 0 {
		more = append(more, "Other words taken for the claim's: "+strings.Join(others, ", "))
	}
	if len(k.Described) > 0 {
		more = append(more, "Only in the practice's own description, no evidence: "+listed(k.Described))
	}
	if more = append(more, nonEmpty(capital(priorart.WithoutMissing(k.Reason)))...); more != nil {
		add("Remark", toned(strings.Join(more, " · "), faint))
	}
	return out
}

// quotation is a quotation in quotation marks, the words of the limitation that were found in it emphasised.
func quotation(e *priorart.Evidence) para {
	quote := strings.TrimSpace(e.Quote)
	shift := e.Start + strings.Index(e.Quote, quote)
	type span struct{ from, to int }
	var spans []span
	for _, k := range e.Matches {
		if s := (span{k.Start - shift, k.End - shift}); s.from >= 0 && s.from < s.to && s.to <= len(quote) && runeAt(quote, s.from) && runeAt(quote, s.to) {
			spans = append(spans, s)
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	out, at := para{say("“")}, 0
	for _, s := range spans {
		if s.to <= at {
			continue
		}
		s.from = max(s.from, at)
		out = append(out, say(quote[at:s.from]), toned(quote[s.from:s.to], matched))
		at = s.to
	}
	return append(out, say(quote[at:]+"” "))
}

// runeAt tells whether a character begins at a place of a text, or the text ends there.
func runeAt(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }
