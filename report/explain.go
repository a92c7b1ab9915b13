package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// explainPage lays out how cells came about: each with its terms, the sum, and what would change it.
func explainPage(r *Report, in room) *page {
	m := &chartMaker{page: &page{}, Charted: r.Charted, report: r, room: in, many: len(r.Sets) > 1, art: map[string]*Art{}}
	for i := range m.Art {
		m.art[m.Art[i].ID] = &m.Art[i]
	}
	for i := range m.Explained {
		m.explain(&m.Explained[i])
	}
	m.back()
	if made := r.made(); made != "" {
		m.para(toned(made, faint))
	}
	return m.page
}

func (m *chartMaker) explain(e *priorart.Explanation) {
	m.heading(1, fmt.Sprintf("How a score came about: %s%s against %s", m.where(e.Document), e.Label, nonEmpty(e.ReferenceLabel, e.Reference)[0]))
	if e.Reconstructed {
		m.para(bold(rebuilt + " " + claims.Reconstructed + "."))
	}
	m.para(bold(e.Label), say(" "+e.Text))
	ref := strings.Join(nonEmpty(e.ReferenceLabel, e.Title), " ")
	sign, words, t := status(e.Status)
	head := para{bold(ref + ": "), toned(sign+" "+words, t), say(" · score " + hundredths(e.Score))}
	if e.Reason != "" {
		head = append(head, say(" · "+e.Reason))
	}
	m.para(head...)
	var items []item
	for i := range e.Evidence {
		k := &e.Evidence[i]
		lead := ""
		if k.Stance == "contradicts" {
			lead = "speaks against it: "
		}
		items = append(items, point(toned(lead, bad), say("“"+strings.TrimSpace(k.Quote)+"” "), bold("("+place(k)+")")))
	}
	m.list(items...)
	if len(e.Terms) > 0 {
		m.heading(2, "The words of the limitation")
		m.terms(e)
		m.heading(2, "The sum")
		m.list(sumItems(e)...)
		m.heading(2, "The status")
		m.list(statusItems(e)...)
	}
}

// terms is the table of the words.
func (m *chartMaker) terms(e *priorart.Explanation) {
	g := grid{columns: []column{
		{head: "Word", limit: 16}, {head: "Weight", limit: 6, right: true}, {head: "In claims", share: 3, least: 10},
		{head: "Matched by", share: 5, least: 14}, {head: "Value", limit: 5, right: true}, {head: "Adds", limit: 5, right: true},
	}}
	lowered, described := false, false
	for i := range e.Terms {
		s := &e.Terms[i]
		described = described || s.By == "description"
		lowered = lowered || s.By != "none" && s.Compound < 1
		g.rows = append(g.rows, []cell{{{bold(s.Term)}}, one(fmt.Sprintf("%.2f", s.Weight)), {{say(weighsWords(s))}}, {matchWords(s)}, one(fmt.Sprintf("%.2f", s.Value)), one(percent(s.Share))})
	}
	m.grid(g)
	words := fmt.Sprintf("In claims: how many of %d published claims have the word's stem. Weight: the rarer the more, from about 0 (in all) to 11 (in none). "+
		"Value: how well it is matched, from 0 to 1. Adds: weight × value, in hundredths of the limitation's whole weight.", e.Terms[0].Of)
	if lowered {
		words += " A word of a compound counts less where the others of it do not stand near it: × the factor shown."
	}
	if described {
		words += " “Only described”: the practice's description, which is never quoted, has it; what it has counts 0.8."
	}
	m.para(toned(words, faint))
}

// weighsWords says why a word weighs what it does.
func weighsWords(s *priorart.TermShare) string {
	words := fmt.Sprint(s.Claims)
	if s.Rare != s.Term && !strings.HasPrefix(s.Term, strings.TrimRight(s.Rare, "iey")) {
		words += " (“" + s.Rare + "”)"
	}
	return strings.Join(append([]string{words}, s.Lowered...), "; ")
}

// matchWords says what matched a word, and why.
func matchWords(s *priorart.TermShare) para {
	var p para
	switch s.By {
	case "none":
		return line(toned("missing", bad))
	case "description":
		p = line(say("only described: " + s.Why))
	default:
		p = line(say("“"+s.Matched+"” "), bold("("+s.Cite+")"), say(": "+s.Why))
	}
	if s.Match != 1 && !s.Denied {
		p = append(p, say(" "+factor(s.Match)))
	}
	if s.Denied {
		p = append(p, toned("; denied there: counts nothing", bad))
	}
	if s.Compound < 1 {
		p = append(p, say("; compound apart "+factor(s.Compound)))
	}
	return p
}

// percent is a share in hundredths with one more place: 0.0469 is "4.7".
func percent(share float64) string {
	if text := fmt.Sprintf("%.1f", share*100); text != "-0.0" {
		return text
	}
	return "0.0"
}

func factor(x float64) string { return "× " + fmt.Sprintf("%.2f", x) }

// signed is percent with its sign.
func signed(share float64) string {
	if share >= 0 {
		return "+" + percent(share)
	}
	return "−" + percent(-share)
}

// sumItems go from the words to the score.
func sumItems(e *priorart.Explanation) []item {
	words := 0.0
	for i := range e.Terms {
		words += e.Terms[i].Share
	}
	items := []item{namedItem("Words", percent(words)+" of 100")}
	if q := &e.Quantities; len(q.Compared) > 0 || q.Weight > 0 {
		items = append(items, namedItem("Quantities", fmt.Sprintf("%s (weight %.2f, value %.2f)", signed(q.Share), q.Weight, q.Value)))
		for _, c := range q.Compared {
			found := "nothing to compare with it"
			if c.Found != "" {
				found = "“" + c.Found + "”: " + c.How
			}
			items = append(items, under(say("“"+c.Claimed+"” claimed; "+found)))
		}
	}
	if e.Sentences > 1 {
		items = append(items, namedItem("Length", fmt.Sprintf("%s, it takes %d sentences", factor(e.Length), e.Sentences)))
	}
	if len(e.Against) == 0 {
		items = append(items, namedItem("What speaks against it", "nothing that was recognised"))
	} else {
		least := 1.0
		for _, a := range e.Against {
			least = math.Min(least, a.Factor)
		}
		items = append(items, namedItem("What speaks against it", factor(least)))
		for _, a := range e.Against {
			items = append(items, under(say(fmt.Sprintf("%s: %s, at most “%s”", a.What, factor(a.Factor), a.Most.Words()))))
		}
	}
	items = append(items, namedItem("Share of the limitation that stands together", percent(e.Share)))
	if s := &e.Subject; s.Weight > 0 || s.Words > 0 {
		items = append(items, namedItem("What the reference says of the whole claim set", signed(s.Value)),
			under(say(fmt.Sprintf("it has %s of the set's words, by weight, anywhere; a text of its length (%d words) on any subject would have %s: %s of what is above that",
				percent(s.Has), s.Words, percent(s.Expected), percent(s.Lift)))),
			under(say(fmt.Sprintf("(%s − %s that lie even) × %.3f by its length", percent(s.Lift), percent(s.Even), s.Weight))))
	} else {
		items = append(items, namedItem("What the reference says of the whole claim set", signed(e.Subject.Value)))
	}
	sign := "+"
	if e.Subject.Value < 0 {
		sign = "−"
	}
	score := fmt.Sprintf("100 / (1 + e^(−%g × (%.3f − %g %s %.3f)))", e.Steepness, e.Share, e.Even, sign, math.Abs(e.Subject.Value))
	if e.Share <= 0 {
		score = "a share of nothing"
	}
	return append(items, point(bold("Score: "), say(score+" = "), bold(hundredths(e.Score))))
}

// statusItems go from what is quoted to the status, and to what would change it.
func statusItems(e *priorart.Explanation) []item {
	words := "nothing"
	if len(e.Evidence) > 0 {
		words = percent(e.Quoted) + " of 100, by the quotation alone and before what speaks against it"
	}
	items := []item{
		namedItem("Quoted", words),
		namedItem("Asked", fmt.Sprintf("%s for “%s” (the share that lies even, %s, less what the whole adds; never below 50.0), %s for “%s”",
			percent(e.AsksDisclosed), priorart.Disclosed.Words(), percent(e.Even), percent(e.AsksPartly), priorart.Partly.Words())),
	}
	sign, status, t := status(e.Status)
	result := para{bold("Status: "), toned(sign+" "+status, t)}
	if e.Reason != "" {
		result = append(result, say(", since: "+e.Reason))
	}
	items = append(items, item{0, result})
	for i := range e.Turns {
		items = append(items, point(bold("What would change it: "), say(turnWords(&e.Turns[i]))))
	}
	switch {
	case len(e.Evidence) == 0:
		items = append(items, namedItem("What would change it", "a quotation with as much as is asked"))
	case len(e.Turns) == 0:
		items = append(items, namedItem("What would change it", "no word added to this quotation, and none taken away"))
	}
	return items
}

// turnWords is "with “x” it would be found together in one passage".
func turnWords(t *priorart.Turn) string {
	list := enumerate(t.AllOf, "and")
	if len(t.AnyOf) > 0 {
		if list = enumerate(t.AnyOf, "or"); len(t.AnyOf) > 1 {
			list = "any one of " + list
		}
	}
	return "with " + list + " it would be “" + t.To.Words() + "”"
}

var explainedHead = []string{
	"document", "claim", "element", "element_text", "reconstructed", "reference", "label", "title", "status", "score", "reason",
	"part", "name", "weight", "why_weight", "matched", "place", "why", "match", "compound", "value", "adds", "factor",
}

// explainedRows are a row a part of each explanation.
func explainedRows(c *Charted) [][]string {
	rows := [][]string{explainedHead}
	for i := range c.Explained {
		e := &c.Explained[i]
		label := ""
		if e.Reconstructed {
			label = claims.Reconstructed
		}
		lead := []string{e.Document, fmt.Sprint(e.Claim), e.Label, e.Text, label, e.Reference, e.ReferenceLabel, e.Title, e.Status.Words(), decimal(e.Score), e.Reason}
		put := func(fields ...string) {
			row := slices.Concat(lead, fields)
			rows = append(rows, append(row, make([]string, len(explainedHead)-len(row))...))
		}
		full := func(x float64) string { return fmt.Sprintf("%.6f", x) }
		for j := range e.Terms {
			s := &e.Terms[j]
			why := s.Why
			switch {
			case s.Denied:
				why += "; denied there"
			case s.By == "description":
				why = "only described: " + why
			case s.By == "none":
				why = "missing"
			}
			put("term", s.Term, full(s.Weight), weighsWords(s), s.Matched, s.Cite, why, full(s.Match), full(s.Compound), full(s.Value), full(s.Share), "")
		}
		if q := &e.Quantities; len(q.Compared) > 0 {
			var claimed, found, how []string
			for _, k := range q.Compared {
				claimed, found, how = append(claimed, k.Claimed), append(found, k.Found), append(how, k.How)
			}
			put("quantities", strings.Join(claimed, "; "), full(q.Weight), "", strings.Join(found, "; "), "", strings.Join(how, "; "), "", "", full(q.Value), full(q.Share), "")
		}
		if e.Sentences > 1 {
			put("length", count(e.Sentences, "sentence"), "", "", "", "", "", "", "", "", "", full(e.Length))
		}
		for _, a := range e.Against {
			put("against", a.What, "", "", "", "", "at most "+a.Most.Words(), "", "", "", "", full(a.Factor))
		}
		put("share", "stands together", "", "", "", "", "", "", "", "", full(e.Share))
		put("claim set", "what the reference says of the whole", full(e.Subject.Weight), "by its length", "", "", "", "", "", full(e.Subject.Lift-e.Subject.Even), full(e.Subject.Value))
		put("asked", priorart.Disclosed.Words(), "", "", "", "", "", "", "", full(e.Quoted), full(e.AsksDisclosed))
		put("asked", priorart.Partly.Words(), "", "", "", "", "", "", "", full(e.Quoted), full(e.AsksPartly))
		for j := range e.Turns {
			put("turn", turnWords(&e.Turns[j]))
		}
	}
	return rows
}
