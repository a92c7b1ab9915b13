package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"claimchart/claims"
	"claimchart/priorart"
)

// An element is a limitation in an element chart, with the cell that comes nearest to it.
type element struct {
	chart *priorart.ClaimChart
	row   *priorart.Row
	best  *priorart.Cell // nil where there is none
	note  string         // stands below the limitation
}

// nothing tells whether nothing was found of the limitation, so that no reference is nearer than another.
func (e *element) nothing() bool {
	return e.best == nil || e.best.Score == 0 && len(e.best.Evidence) == 0
}

// elementCharts shows each independent claim element by element, with the own limitations of the claims that depend on it,
// and sums up the evidence for each. A claim whose independent claim is not charted stands for itself, whole.
func (m *chartMaker) elementCharts() {
	if len(m.Charts) == 0 || len(m.Art) == 0 {
		return
	}
	under := map[*priorart.ClaimChart][]*priorart.ClaimChart{}
	var tops []*priorart.ClaimChart
	for i := range m.Charts {
		c := &m.Charts[i]
		if root := m.root(c); root != nil && root != c {
			under[root] = append(under[root], c)
		} else {
			tops = append(tops, c)
		}
		for j := range c.Rows {
			e := element{best: c.Nearest(&c.Rows[j])}
			switch {
			case !e.nothing():
				m.why.add(e.best.Status, priorart.WithoutMissing(e.best.Reason))
			case e.best != nil:
				m.why.add(none, priorart.WithoutMissing(e.best.Reason))
			}
		}
	}
	m.why.settle()
	m.heading(2, "Element charts")
	m.elementKey()
	for _, c := range tops {
		m.elementChart(c)
		m.dependents(c, under[c])
	}
}

// elementKey says once what holds for all element charts.
func (m *chartMaker) elementKey() {
	var described, out, grid bool
	with := ""
	for i := range m.Charts {
		c := &m.Charts[i]
		for j := range c.Rows {
			if k := c.Nearest(&c.Rows[j]); k != nil {
				described = described || scoreWords(k) != hundredths(k.Score) || len(k.Described) > 0
			}
			for k := range c.Rows[j].Cells {
				s := standing(c, c.Rows[j].Cells[k].Reference)
				out = out || s != nil && !s.Eligible
				grid = grid || k > 0
			}
		}
		if words := examined(c); i == 0 || words == with {
			with = words
		} else {
			with = ""
		}
	}
	signs := m.why.words(true)
	if out {
		signs = append(signs, ineligible+" not eligible on its date")
	}
	if with != "" {
		with = " " + capital(with) + "."
	}
	items := []item{
		point(toned("Each limitation with the reference that comes nearest, and its score; one whose words and evidence stand above is only named. "+capital(sentence(signs))+with, faint)),
		point(toned("A quotation is verbatim, with its place. “Nearest words” are what comes nearest to a limitation that was not found, cut to the words found there, and no evidence.", faint)),
	}
	if grid {
		items = append(items, point(toned("A grid stands above them: each limitation against the references that have cells, best first, with the score in hundredths; "+
			"“= 1[a]” has the words of 1[a]; a blank is a reference that is not among the best of that claim.", faint)))
	}
	if described {
		items = append(items, point(toned("“66 (21 quoted)”: 21 of the score 66 is what the quotation shows. Words that only the practice's own description has count "+
			"toward the score as well, are listed as “only described”, and are no evidence.", faint)))
	}
	m.list(items...)
}

// root returns the chart of the independent claim that a chart's claim goes back to, or nil where it is not charted. A
// chart of one alternative of a multiple dependent claim goes back by that alternative.
func (m *chartMaker) root(c *priorart.ClaimChart) *priorart.ClaimChart {
	set := m.set(c.Document)
	num, via := c.Claim, c.Via
	for range 1000 { // references between claims may run in a circle
		k := set.claim(num)
		if k == nil || k.Kind == claims.Independent {
			break
		}
		if via == 0 && len(k.Refs) > 0 {
			via = k.Refs[0]
		}
		if via == 0 {
			break
		}
		num, via = via, 0
	}
	return m.chart(c.Document, num, 0)
}

// elementChart shows a claim's limitations, inherited ones included.
func (m *chartMaker) elementChart(c *priorart.ClaimChart) {
	set := m.set(c.Document)
	title := m.where(c.Document) + "Claim " + set.viaMark(c.Claim, c.Via)
	if m.derived(c) {
		title += ": " + claims.Reconstructed
	} else if k := set.claim(c.Claim); k != nil {
		title += ": " + clip(k.Text, 56)
	}
	m.heading(3, title)
	var list []element
	var rows []markedRow
	for i := range c.Rows {
		r := &c.Rows[i]
		e := element{chart: c, row: r, best: c.Nearest(r)}
		if r.InheritedFrom != 0 {
			e.note = "from claim " + set.mark(r.InheritedFrom)
		}
		list = append(list, e)
		if r.Scored {
			rows = append(rows, markedRow{c, r})
		}
	}
	m.marks(rows)
	m.elements(list)
}

// examined says how many references were compared, and how many of them are shown where these are fewer.
func examined(c *priorart.ClaimChart) string {
	shown := 0
	for _, r := range c.Rows {
		shown = max(shown, len(r.Cells))
	}
	words := count(c.Examined, "reference") + " compared"
	if c.Examined < c.Searched {
		words += fmt.Sprintf(" of %d searched", c.Searched)
	}
	if shown < c.Examined {
		words += fmt.Sprintf(", the best %d of each claim considered here", shown)
	}
	return words
}

// elements shows limitations: those whose words and evidence are those of one shown before in a short row each, the others
// whole.
func (m *chartMaker) elements(list []element) {
	short := grid{columns: []column{
		{head: "Label", limit: 10}, {head: "Same as", limit: 10}, {head: "Nearest", share: 1, least: 10},
		{head: "Score", limit: 14}, {head: "Place", limit: 16},
	}}
	whole := grid{ruled: true, columns: []column{{head: "Limitation", share: 1, least: 16}, {head: "Nearest evidence", share: 2, least: 22}}}
	if m.room.wide {
		whole.columns = []column{
			{head: "Limitation", share: 9, least: 20}, {head: "Nearest reference", share: 6, least: 18},
			{head: "Quoted evidence", share: 11, least: 24}, {head: "Words of the limitation", share: 8, least: 18},
		}
	}
	for _, e := range list {
		key := m.shownKey(e)
		label, seen := m.shown[key]
		if seen && e.row.Scored {
			if label == e.row.Label {
				if label = "above"; e.row.InheritedFrom != 0 {
					label = "claim " + m.set(e.chart.Document).mark(e.row.InheritedFrom)
				}
			}
			short.rows = append(short.rows, m.shortRow(e, label))
			continue
		}
		m.shown[key] = e.row.Label
		whole.rows = append(whole.rows, m.wholeRow(e))
	}
	m.grid(short)
	m.grid(whole)
}

// shownKey is alike for limitations of which the same is to be shown: their words and the evidence that comes nearest. Where
// nothing was found, there is no evidence to differ in; the short row still names what comes nearest there.
func (m *chartMaker) shownKey(e element) string {
	key := []string{e.chart.Document, e.row.Text}
	if !e.nothing() && e.best.Status != priorart.NotFound {
		key = append(key, e.best.Reference, string(e.best.Status), scoreWords(e.best))
		if s := standing(e.chart, e.best.Reference); s != nil && !s.Eligible {
			key = append(key, dateWords(s))
		}
	}
	return strings.Join(key, "\x00")
}

// shortRow is the row of a limitation that is shown elsewhere.
func (m *chartMaker) shortRow(e element, label string) []cell {
	row := []cell{{{bold(e.row.Label)}}, one(label)}
	if e.nothing() {
		sign, _, t := status(priorart.NotFound)
		return append(row, cell{{toned(sign, t), say(" –")}}, one(""), one(""))
	}
	sign, _, t := status(e.best.Status)
	var cites []string
	for i := range e.best.Evidence {
		cites = append(cites, place(&e.best.Evidence[i]))
	}
	return append(row, cell{{toned(sign, t), say(" " + m.refs([]string{e.best.Reference}, "") + m.out(e))}},
		one(scoreWords(e.best)), one(strings.Join(cites, ", ")))
}

// out is the sign of a reference that is not eligible.
func (m *chartMaker) out(e element) string {
	if s := standing(e.chart, e.best.Reference); s != nil && !s.Eligible {
		return " " + ineligible
	}
	return ""
}

// place is where a quotation stands, as a reader cites it.
func place(e *priorart.Evidence) string {
	if e.Uncited != "" {
		return uncited(e.Loc)
	}
	if e.Cite == "" {
		return e.Loc
	}
	return e.Cite
}

// wholeRow shows a limitation and the evidence that comes nearest to it.
func (m *chartMaker) wholeRow(e element) []cell {
	limitation := cell{{bold(e.row.Label), say(" " + e.row.Text)}}
	if e.note != "" {
		limitation = append(limitation, line(toned("("+e.note+")", faint)))
	}
	switch {
	case !e.row.Scored:
		why := "names no more than the category; not scored"
		if claims.ReferenceSpans(e.row.Text) != nil {
			why = "names its parent; not scored"
		}
		return m.columns(limitation, cell{{toned(why, faint)}}, nil, nil)
	case e.best == nil:
		sign, text, t := status(priorart.NotFound)
		return m.columns(limitation, cell{{toned(sign+" "+text, t)}}, nil, nil)
	}
	k := e.best
	missed := k.Status == priorart.NotFound
	found := "found"
	if missed {
		found = "found there"
	}
	var words cell
	add := func(list []string, runs ...run) {
		switch {
		case len(list) == 0:
		case words == nil:
			words = append(words, runs)
		default: // side by side
			words[0] = append(append(words[0], say(" · ")), runs...)
		}
	}
	add(k.Missing, toned("missing:", bad), say(" "+listed(k.Missing)))
	add(k.Found, bold(found+":"), say(" "+listed(foundAs(k))))
	add(k.Described, toned("only described: "+listed(k.Described), faint))
	return m.columns(limitation, m.nearestCell(e), quotes(k, missed), words)
}

// columns puts a limitation's parts side by side, or into two columns where there is no room for more.
func (m *chartMaker) columns(limitation, head, quotes, words cell) []cell {
	if m.room.wide {
		return []cell{limitation, head, quotes, words}
	}
	if n := len(head); n > 1 && len(quotes) == 1 && quotes[0][0].tone == faint { // words that only come nearest need no line of their own
		head[n-1] = append(append(head[n-1], say(" · ")), quotes[0]...)
		quotes = nil
	}
	return []cell{limitation, append(append(head, quotes...), words...)}
}

// nearestCell says what was found, with which score, by which reference.
func (m *chartMaker) nearestCell(e element) cell {
	k := e.best
	sign, text, t := status(k.Status)
	reason := priorart.WithoutMissing(k.Reason) // the missing words are listed below the quotation
	if e.nothing() {
		return cell{{toned(sign+" "+text+m.why.known(none, reason), t)}}
	}
	why := m.why.known(k.Status, reason)
	head := cell{
		{toned(sign+" "+text, t), say(" · " + scoreWords(k) + why)},
		{bold(m.label(k.Reference)), say(strings.TrimPrefix(m.refs([]string{k.Reference}, ""), m.label(k.Reference)))},
	}
	if reason != "" && why == "" && reason != m.why.common(k.Status) { // that of this limitation alone
		head = append(head, line(toned(reason, faint)))
	}
	if s := standing(e.chart, k.Reference); s != nil && !s.Eligible {
		head = append(head, line(toned(ineligible+" not eligible ("+checkWords(s)+")", faint)))
	}
	return head
}

// quotes are a cell's quotations. Where nothing was found they are set apart: what comes nearest is no evidence.
func quotes(k *priorart.Cell, missed bool) cell {
	var out cell
	for i := range k.Evidence {
		e := &k.Evidence[i]
		quote, at := "“"+strings.TrimSpace(e.Quote)+"” ", "("+place(e)+")"
		switch {
		case e.Stance == "contradicts":
			out = append(out, line(toned("speaks against it: ", bad), say(quote), bold(at)))
		case missed:
			out = append(out, line(toned("nearest words: “"+excerpt(e)+"” "+at, faint)))
		default:
			out = append(out, line(say(quote), bold(at)))
		}
	}
	return out
}

// foundAs are the words of a limitation that were found, each with the word that stands for it in the quotation where that is another:
// nobody should have to take "part" for a literal find where the text says "component".
func foundAs(c *priorart.Cell) []string {
	out := slices.Clone(c.Found)
	for i, word := range out {
		for _, e := range c.Evidence {
			for _, m := range e.Matches {
				if m.Term != word || m.Why == "same word" || m.Why == "same stem" || m.Why == "same words, written apart" || m.Start < e.Start || m.End > e.Start+len(e.Quote) {
					continue
				}
				if stand := claims.Fold(e.Quote[m.Start-e.Start : m.End-e.Start]); !strings.EqualFold(stand, word) && out[i] == word {
					out[i] = word + " (“" + stand + "”)"
				}
			}
		}
	}
	return out
}

// longNearest is how many columns words may take that only come nearest.
const longNearest = 100

// excerpt is a quotation cut to the words that were found in it, with some around them; what is left out is "…".
func excerpt(e *priorart.Evidence) string {
	quote := strings.TrimSpace(e.Quote)
	if displaywidth.String(quote) <= longNearest {
		return quote
	}
	type span struct{ from, to int }
	var spans []span
	for _, k := range e.Matches {
		from, to := k.Start-e.Start, k.End-e.Start
		if from < 0 || to < from || to > len(e.Quote) {
			return clip(quote, longNearest)
		}
		from -= wordsFromEnd(e.Quote[:from])
		to += wordsFrom(e.Quote[to:])
		if n := len(spans); n > 0 && from <= spans[n-1].to {
			spans[n-1] = span{min(spans[n-1].from, from), max(spans[n-1].to, to)}
		} else {
			spans = append(spans, span{from, to})
		}
	}
	if spans == nil {
		return clip(quote, longNearest)
	}
	var b strings.Builder
	for i, s := range spans {
		if s.from > 0 {
			b.WriteString("… ")
		}
		b.WriteString(strings.TrimSpace(e.Quote[s.from:s.to]) + " ")
		if i == len(spans)-1 && s.to < len(e.Quote) {
			b.WriteString("…")
		}
	}
	return clip(b.String(), longNearest*3/2)
}
