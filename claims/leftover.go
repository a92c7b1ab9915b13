package claims

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// leftOver lists the quotations of five words or more that are no claims, each with the reason.
func (a *article) leftOver() {
	for i, q := range a.quotes {
		if a.used[i] || len(Words(q.text)) < 5 || a.flows[q.para].block {
			continue
		}
		why := a.why[i]
		s := &a.sents[a.within[i]]
		before, after, _ := strings.Cut(s.text, placeholder(i))
		near := before
		if strings.TrimSpace(strings.Trim(before, ",.:;—– ")) == "" {
			near = a.context(s)
		}
		num := a.repeatedIn(q.text)
		switch {
		case why == "other patent":
			why = "other patent: a claim of another patent"
		case num > 0:
			why = fmt.Sprintf("repeated: words of claim %d, line %d", num, a.find(num).Origin.Line)
		case a.announced(s) != "":
			why = "other patent: " + a.announced(s)
		case lawSays.MatchString(before):
			why = "not a claim: a statute quoted"
		case described.MatchString(before) || near != before && described.MatchString(near) && !talks(q.text):
			why = "description quoted: it reads like no claim"
		case saidBefore.MatchString(before) || saidAfter.MatchString(after) || talks(q.text) && !described.MatchString(near), a.saidJustBefore(s),
			q.block && !described.MatchString(near):
			why = "person quoted"
		case described.MatchString(near) || a.standsAlone(i):
			why = "description quoted: it reads like no claim"
		default:
			why = "not a claim"
		}
		_, words, _ := numberAhead(q.text)
		a.set.Skipped = append(a.set.Skipped, Skipped{q.line(0), q.line(len(q.text)), q.text[words:], why})
	}
	for i := range a.sents {
		a.unquoted(&a.sents[i])
	}
	for i := range a.flows { // a block that holds quotations itself, and told no claim
		f := &a.flows[i]
		if f.block && !slices.ContainsFunc(f.quotes, func(q int) bool { return a.used[q] && a.tellsFrom(q) }) && len(Words(f.text)) >= 5 {
			a.set.Skipped = append(a.set.Skipped, Skipped{f.line(0), f.line(len(f.text)), a.render(f.text), "person quoted"})
		}
	}
	slices.SortStableFunc(a.set.Skipped, func(x, y Skipped) int { return x.Line - y.Line })
}

var (
	lawSays    = lazyregexp.New(`(?i)\b(?:section|article|rule|§|act|code|statute|law)\b[^.;]{0,80}\b(?:says?|provides?|states?|defines?|requires?|reads?)\b`)
	claimColon = lazyregexp.New(`\b[Cc]laim\s+\d{1,3}\s*:\s+`)
)

// unquoted lists a claim that stands without marks in the middle of a paragraph of prose: where it ends, nothing tells.
func (a *article) unquoted(s *sentence) {
	f := &a.flows[s.flow]
	m := claimColon.FindStringIndex(s.text)
	if m == nil || f.numbered || len(places(s.text)) > 0 {
		return
	}
	text := f.text[s.span.Start+m[1]:]
	if claimLike(text, true) {
		a.set.Skipped = append(a.set.Skipped, Skipped{f.line(s.span.Start + m[0]), f.line(len(f.text)), text,
			"not a claim: it stands without quotation marks in a paragraph of prose; set it in marks or on a line of its own to have it read"})
	}
}

// repeatedIn returns the claim whose words a quotation of a claim's length repeats, whole or in part; 0 if there is none.
func (a *article) repeatedIn(text string) int {
	words := len(Words(text))
	for i := range a.claims {
		if len(findWords(a.claims[i].Text, text)) > 0 {
			return a.claims[i].Num
		}
	}
	if !claimLike(text, false) {
		return 0
	}
	for i := range a.claims {
		common := 0
		for _, op := range Diff(a.claims[i].Text, text) {
			if op.Op == "equal" {
				common += len(Words(op.Text))
			}
		}
		if common*10 >= words*9 {
			return a.claims[i].Num
		}
	}
	return 0
}

// saidJustBefore tells whether s is a quotation alone that goes on with what a person says in the sentence before.
func (a *article) saidJustBefore(s *sentence) bool {
	if s.index == 0 || a.sents[s.index-1].flow != s.flow || len(places(s.text)) != 1 {
		return false
	}
	rest := strings.ReplaceAll(s.text, placeholder(places(s.text)[0]), "")
	before := a.sents[s.index-1].text
	return len(Words(rest)) == 0 && len(places(before)) > 0 && saying.MatchString(before)
}

// tellsFrom tells whether some claim was read from the lines of quotation q.
func (a *article) tellsFrom(q int) bool {
	line := a.quotes[q].line(0)
	return slices.ContainsFunc(a.claims, func(c Claim) bool { return c.Origin.Line <= line && line <= c.Origin.EndLine })
}

// standsAlone tells whether quotation i is a paragraph of its own.
func (a *article) standsAlone(i int) bool {
	f := a.flows[a.quotes[i].para]
	return len(f.quotes) == 1 && len(Words(strings.ReplaceAll(f.text, placeholder(i), ""))) == 0
}
