package report

import (
	"html"
	"slices"
	"strings"

	"claimchart/priorart"
)

// A matchGroup is a way in which a word of a quotation stands for a word of the claim, and how it is marked: by its line as well as by
// its colour.
type matchGroup struct {
	class, words string
	why          []string // how the reasons of its matches begin; none for all others
}

// matchGroups are in the order in which a reader wants to know them.
var matchGroups = []matchGroup{
	{"", "the same word, or another form of it", []string{"same ", "word family", "part of the compound", "chemical symbol"}},
	{"other", "another word for the same thing", nil},
	{"kin", "a broader or a narrower word", []string{"broader", "narrower", "kind of", "part:", "whole:", "sibling"}},
	{"before", "what stood for it in another limitation", []string{"as matched"}},
}

func groupOf(why string) matchGroup {
	for _, g := range matchGroups {
		if slices.ContainsFunc(g.why, func(begins string) bool { return strings.HasPrefix(why, begins) }) {
			return g
		}
	}
	return matchGroups[1]
}

// whole prints a cell: what was found, with which score, by which reference and where; unfolded, the quotations, and the words found
// and missing.
func (p *chartHTML) whole(c *priorart.ClaimChart, k *priorart.Cell, open bool) {
	m := p.chartMaker
	id := p.ids.cells[k]
	class := "cell " + statusClass(k.Status)
	s := standing(c, k.Reference)
	out := s != nil && !s.Eligible
	title := ""
	if a := m.art[k.Reference]; a != nil {
		title = " " + a.Title
	}
	if out {
		class, title = class+" out", " "+ineligible+title
	}
	p.put(`<details class="`, class, `" id="`, id, `"`, p.data(c, k))
	if open {
		p.put(" open")
	}
	p.put("><summary>", chip(k.Status), " <b>", escaped(m.label(k.Reference)), "</b>", escaped(title), " · ", escaped(scoreWords(k)))
	var cites []string
	for i := range k.Evidence {
		if at := place(&k.Evidence[i]); !slices.Contains(cites, at) {
			cites = append(cites, at)
		}
	}
	if len(cites) > 0 {
		p.put(` · <span class="faint">`, escaped(strings.Join(cites, ", ")), "</span>")
	}
	p.put(`</summary><a class="more" href="#`, id, `" aria-label="Link to this cell">#</a>`)
	if out {
		p.put(`<p class="words">`, ineligible, " not eligible (", escaped(checkWords(s)), ")</p>")
	}
	if k.Reason != "" {
		p.put(`<p class="words faint">`, escaped(capital(priorart.WithoutMissing(k.Reason))), "</p>")
	}
	for i := range k.Evidence {
		p.quotation(k, &k.Evidence[i])
	}
	p.wordLists(k)
	p.put("</details>")
}

// quotation prints one piece of evidence, its words marked. What comes nearest to a limitation that was not found is no evidence, and
// what speaks against it is said to.
func (p *chartHTML) quotation(k *priorart.Cell, e *priorart.Evidence) {
	class, lead := "quote", ""
	switch {
	case e.Stance == "contradicts":
		class, lead = "quote against", `<strong class="bad">speaks against it:</strong> `
	case k.Status == priorart.NotFound:
		class, lead = "quote near", "nearest words: "
	}
	p.put(`<p class="`, class, `">`, lead, "“", markedQuote(e), `” <span class="place">`, escaped(place(e)), "</span></p>")
}

// markedQuote is a quotation whole, with what stands for words of the claim marked. Matches that reach out of the quotation or into
// one before them are not marked; what stands for several words is marked by the first of them and tells all.
func markedQuote(e *priorart.Evidence) string {
	matches := slices.Clone(e.Matches)
	slices.SortStableFunc(matches, func(a, b priorart.Match) int { return a.Start - b.Start })
	var b strings.Builder
	at := 0
	for i := 0; i < len(matches); i++ {
		from, to := matches[i].Start-e.Start, matches[i].End-e.Start
		if from < at || to <= from || to > len(e.Quote) {
			continue
		}
		class, words := groupOf(matches[i].Why).class, matches[i].Term+": "+matches[i].Why
		for i+1 < len(matches) && matches[i+1].Start-e.Start == from && matches[i+1].End-e.Start == to { // one word stands for several
			i++
			words += "; " + matches[i].Term + ": " + matches[i].Why
		}
		b.WriteString(escaped(e.Quote[at:from]))
		b.WriteString("<mark" + attribute("class", class) + attribute("title", words) + ">" + escaped(e.Quote[from:to]) + "</mark>")
		at = to
	}
	b.WriteString(escaped(e.Quote[at:]))
	return strings.TrimSpace(b.String())
}

// wordLists prints the words of the limitation that are missing, found and only described.
func (p *chartHTML) wordLists(k *priorart.Cell) {
	var parts []string
	add := func(class, name string, words []string) {
		if len(words) > 0 {
			parts = append(parts, "<strong"+attribute("class", class)+">"+name+":</strong> "+html.EscapeString(harmless(listed(words))))
		}
	}
	add("bad", "missing", k.Missing)
	add("", "found", foundAs(k))
	add("faint", "only described", k.Described)
	if len(parts) > 0 {
		p.put(`<p class="words">`, strings.Join(parts, " · "), "</p>")
	}
}
