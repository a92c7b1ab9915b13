package report

import (
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

// docxChartPage sets a chart out to be handed over: gaps first, then the claims, what the evidence adds up to, the references, a claim
// chart of two columns for each reference, dates, and what the report was made from.
func docxChartPage(r *Report) *page {
	in := room{wide: true, tags: true}
	m := &chartMaker{page: &page{}, Charted: r.Charted, room: in, many: len(r.Sets) > 1, art: map[string]*Art{}, shown: map[string]string{}, marked: map[string]string{}}
	for i := range m.Art {
		m.art[m.Art[i].ID] = &m.Art[i]
	}
	m.rows = m.bestFirst(m.listed(), "")
	m.docxFront(r.Tool)
	m.missing()
	m.assumptions()
	m.heading(2, "Claims")
	for i := range m.Sets {
		m.setName(m.Sets[i].Name)
		set := m.charted(&m.Sets[i])
		claimsTable(m.page, set, in)
		m.notCharted(&m.Sets[i], set)
		m.reconstructions(set)
	}
	m.matrices()
	m.summaries()
	m.cited()
	m.fewest()
	m.references()
	m.served()
	m.dates()
	m.docxBack()
	return m.page
}

// docxFront names the claims and what they were compared with, and gives the notice.
func (m *chartMaker) docxFront(tool string) {
	title := m.Document
	if len(m.Sets) > 0 && m.Sets[0].Title != "" {
		title = m.Sets[0].Title
	}
	m.heading(1, "Claim chart: "+title)
	g := grid{columns: []column{{limit: 20}, {share: 1}}}
	add := func(name, text string) {
		if text != "" {
			g.rows = append(g.rows, []cell{{{bold(name)}}, one(text)})
		}
	}
	for i := range m.Sets {
		s := &m.Sets[i]
		add("Claims", strings.Join(nonEmpty(s.Name, s.Number, datesWords(s.Dates), m.claimCount(s)), " · "))
	}
	add("Compared with", count(len(m.Art), m.noun()))
	add("Dates", m.Dates)
	add("Made by", tool)
	m.grid(g)
	m.blocks = append(m.blocks, styledPara{"Notice", para{bold("Notice: "), say(Notice)}})
}

// reconstructions shows each derived claim whole, marked against the claim that it was made from, and how else it may be read.
func (m *chartMaker) reconstructions(d *Document) {
	var list []*claims.Claim
	var ops [][]claims.Op
	readings := false
	for i := range d.Claims {
		if c := &d.Claims[i].Claim; c.Origin.Kind == claims.Derived && len(c.Origin.Ops) > 0 {
			list, ops = append(list, c), append(ops, c.Origin.Ops)
			for _, r := range c.Origin.Readings {
				ops, readings = append(ops, claims.Diff(c.Text, r.Text)), true
			}
		}
	}
	if list == nil {
		return
	}
	m.heading(3, "Reconstructed claims, marked against the claims that they were made from")
	m.para(append(marksLegend(ops, m.room), say(". "), bold(rebuilt+" "+claims.Reconstructed+"."))...)
	if readings {
		m.para(toned("Another reading is marked against the one taken.", faint))
	}
	for _, c := range list {
		m.para(bold("Claim "+d.mark(c.Num)), say(", "+d.originWords(c.Origin)+". "+capital(c.Origin.Why)))
		m.blocks = append(m.blocks, styledPara{"Redline", redline(c.Origin.Ops, both, m.room)})
		for n, r := range c.Origin.Readings {
			words := nonEmpty("Other reading "+itoa(n+1), r.Why)
			m.para(toned(strings.Join(words, ": "), faint))
			m.blocks = append(m.blocks, styledPara{"Redline", otherwise(claims.Diff(c.Text, r.Text), m.room)})
		}
	}
}

// otherwise shows how one text differs from another: the changes whole, of what is the same only the words around them.
func otherwise(ops []claims.Op, in room) para {
	var out para
	for i, op := range ops {
		if op.Op == "equal" {
			out = append(out, say(around(op.Text, i > 0, i+1 < len(ops))))
		} else {
			out = append(out, change(op, in)...)
		}
	}
	return out
}

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
		k := cellOf(c, r.Label, id)
		return k != nil && (k.Status != priorart.NotFound || slices.ContainsFunc(k.Evidence, func(e priorart.Evidence) bool { return e.Stance == "contradicts" }))
	})
}

// servedReference charts the claims against one reference. What was charted before with the same words and the same evidence is
// pointed to: limitations that a claim inherits above its table, others in their place. Claims of which it shows nothing are named.
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
	for i := range m.Sets {
		var nothing []*priorart.ClaimChart
		for j := range m.Charts {
			if c := &m.Charts[j]; c.Document == m.Sets[i].Name && hasCells(c, a.ID) && !showsSome(c, a.ID) {
				nothing = append(nothing, c)
			}
		}
		if nothing != nil {
			noun := "claims "
			if len(nothing) == 1 {
				noun = "claim "
			}
			m.para(bold("Not charted here: "), say(m.where(m.Sets[i].Name)+noun+names(&m.Sets[i], nothing)+", of which no limitation was found in "+m.label(a.ID)+", not even partly, in the text searched."))
		}
	}
	seen := map[string]string{}
	for i := range m.Charts {
		if c := &m.Charts[i]; showsSome(c, a.ID) {
			m.servedClaim(c, a, seen)
		}
	}
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
		intro(bold(tally(s)+" limitations"), say(" found together in one passage; one missing limitation is enough to defeat anticipation. Coverage "+coverageWords(s)+". "+capital(dateWords(s))+"."))
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
	if others := slices.DeleteFunc(foundAs(k), func(w string) bool { return !strings.Contains(w, " (“") }); len(others) > 0 {
		add("Remark", say("Other words taken for the claim's: "+strings.Join(others, ", ")))
	}
	if len(k.Described) > 0 {
		add("Remark", toned("Only in the practice's own description, no evidence: "+listed(k.Described), faint))
	}
	if reason := priorart.WithoutMissing(k.Reason); reason != "" {
		add("Remark", toned(capital(reason), faint))
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
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
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

// docxBack says how to read the report, and what it was made from.
func (m *chartMaker) docxBack() {
	m.heading(2, "How to read this report")
	var signs []string
	for _, s := range []priorart.Status{priorart.Disclosed, priorart.Partly, priorart.NotFound} {
		sign, words, _ := status(s)
		signs = append(signs, sign+" "+words)
	}
	items := []item{
		namedItem("Signs", sentence(signs)),
		namedItem("Scores", "from 0 to 100 hundredths; a score rises with the share of a limitation's words that stand together in one place of the reference. It orders evidence and is no probability. "+
			"“66 (21 quoted)”: 21 of the score 66 is what the quotation shows; the rest is the practice's own description, which is no evidence."),
		namedItem("Quotations", "verbatim, with the place to cite. The words of the limitation that were found are emphasised. “Nearest words” are what comes nearest to a limitation that was not found, cut to the words found there, and no evidence."),
		namedItem("Passages that speak against a limitation", "are marked “Speaks against it” with a line at their left."),
		namedItem("Coverage", "the mean score over all limitations, inherited ones included; in parentheses without the preamble, where it differs."),
		namedItem("Left out", fmt.Sprintf("a claim is charted against the best %d references of those that were compared; the matrix has the others. Inherency and drawings are not read.", m.Options.Best)),
	}
	m.list(items...)
	m.heading(3, "What it was made from")
	g := grid{columns: []column{{head: "Input", share: 3, least: 10}, {head: "Format", limit: 16}, {head: "Bytes", limit: 12, right: true}, {head: "SHA-256", limit: 66}}}
	for i, in := range m.Inputs {
		if left := len(m.Inputs) - i; i >= 10*mostListed && left > 1 {
			g.rows = append(g.rows, []cell{one(fmt.Sprintf("and %d more files: json has all", left)), one(""), one(""), one("")})
			break
		}
		g.rows = append(g.rows, []cell{one(in.Name), one(in.Format), one(itoa(in.Bytes)), one(in.SHA256)})
	}
	m.grid(g)
	m.list(namedItem("Options", strings.Join(m.options(), " · ")))
}
