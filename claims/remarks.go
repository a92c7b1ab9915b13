package claims

import (
	"slices"
	"strings"
)

// remarks fills Set.Remarks: every sentence of the post that is not a claim's own words, verbatim, with the claims under
// discussion: those that it names, else those told or named last. A quotation that is no claim ends the discussion.
func (a *article) remarks() {
	from, to := a.post()
	told := map[int][]int{} // flow: claims whose quotation begins in it
	for i := range a.claims {
		c := &a.claims[i]
		if c.Origin.Kind != Quoted {
			continue
		}
		for f := range a.flows {
			if a.flows[f].line(0) <= c.Origin.Line && c.Origin.Line <= a.flows[f].line(len(a.flows[f].text)) {
				told[f] = append(told[f], c.Num)
				break
			}
		}
	}
	var current []int
	flow := -1
	for i := range a.sents {
		s := &a.sents[i]
		if s.flow < from || s.flow >= to {
			continue
		}
		if a.flows[s.flow].numbered {
			if s.flow != flow {
				current = appendRun(current, told[s.flow], flow >= 0 && s.flow == flow+1 && a.flows[flow].numbered)
			}
			flow = s.flow
			continue
		}
		flow = s.flow
		named := a.named(s)
		quotedHere := a.quotedIn(s)
		switch {
		case len(quotedHere) > 0:
			current = quotedHere
		case len(named) > 0:
			current = named
		case a.strayBlock(s):
			current = nil
		}
		if text := a.outside(s); len(Words(text)) > 0 {
			a.set.Remarks = append(a.set.Remarks, Remark{Line: s.line, EndLine: s.end, Para: s.flow, Text: text, Gap: a.gap(s), Claims: slices.Clone(current), Opens: len(quotedHere) > 0})
		}
	}
}

// gap returns what stands between a sentence and the one before it in the paragraph.
func (a *article) gap(s *sentence) string {
	if s.index == 0 || a.sents[s.index-1].flow != s.flow {
		return ""
	}
	before := &a.sents[s.index-1]
	if a.outside(before) == "" {
		return " […] "
	}
	return a.flows[s.flow].text[before.span.End:s.span.Start]
}

// appendRun extends the claims under discussion by a numbered paragraph that directly follows another, else begins anew.
func appendRun(current, add []int, run bool) []int {
	if run {
		return append(slices.Clone(current), add...)
	}
	return slices.Clone(add)
}

// named returns the claims of the set that the sentence speaks about, not those with which it compares.
func (a *article) named(s *sentence) []int {
	var out []int
	for _, m := range a.mentionsIn(s.text) {
		if a.foreign(s, m.span) != "" {
			return nil
		}
		if baseRole(s.text, m, false) && len(out) > 0 {
			continue
		}
		for _, n := range m.nums {
			if a.find(n) != nil && !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// quotedIn returns the claims whose words are quoted in the sentence.
func (a *article) quotedIn(s *sentence) []int {
	var out []int
	for _, q := range places(s.text) {
		if !a.used[q] {
			continue
		}
		from, to := a.quotes[q].line(0), a.quotes[q].line(len(a.quotes[q].text))
		for i := range a.claims {
			c := &a.claims[i]
			if c.Origin.Kind == Quoted && from <= c.Origin.Line && c.Origin.EndLine <= to && strings.Contains(a.quotes[q].text, clipStart(c.Text)) {
				out = append(out, c.Num)
			}
		}
	}
	slices.Sort(out)
	return out
}

func clipStart(text string) string {
	n := min(len(text), 60)
	for n < len(text) && text[n]&0xC0 == 0x80 {
		n++
	}
	return text[:n]
}

// strayBlock tells whether the sentence is only a long quotation that is no claim.
func (a *article) strayBlock(s *sentence) bool {
	at := places(s.text)
	return len(at) == 1 && !a.used[at[0]] && a.standsAlone(at[0]) && len(Words(a.quotes[at[0]].text)) >= 12
}

// outside returns the sentence as it stands in the text, without the words of claims quoted in it. Where nothing but
// quotations is left it is empty.
func (a *article) outside(s *sentence) string {
	var b strings.Builder
	for _, r := range s.text {
		if r < firstPlace || r > lastPlace {
			b.WriteRune(r)
			continue
		}
		q := int(r - firstPlace)
		if a.used[q] || a.standsAlone(q) {
			b.WriteString("[…]")
			continue
		}
		b.WriteString(a.quotes[q].left + a.quotes[q].text + a.quotes[q].right)
	}
	text := Fold(b.String())
	if strings.Trim(strings.ReplaceAll(text, "[…]", ""), " .,:;”“\"") == "" {
		return ""
	}
	return text
}
