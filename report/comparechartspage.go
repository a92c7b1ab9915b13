package report

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// compareNotice is what a comparison of charts says about itself.
const compareNotice = "This report shows in which cells two charts differ, and what of claims, references, options and version differs between them."

// comparePage shows what changed between two charts: the sum first, then what differs in what went in, what the claims add up to, and the cells, those
// with another status first.
func comparePage(r *Report, in room) *page {
	c := r.Compared
	p := &page{}
	p.heading(1, "Two charts compared")
	p.para(say(c.Old.Name + " → " + c.New.Name))
	c.summary(p)
	p.heading(2, "What differs in what was compared")
	c.inputs(p, in)
	c.verdicts(p)
	c.changed(p, "status", "Cells with another status", in)
	c.gathered(p, "new", "Cells that are new")
	c.gathered(p, "gone", "Cells that are gone")
	c.changed(p, "evidence", "Cells with the same status and other evidence", in)
	c.figures(p)
	c.gathered(p, "shown", "Cells that are shown now")
	c.gathered(p, "not shown", "Cells that are not shown now")
	if len(c.Cells) > 0 {
		p.para(toned("● found together in one passage; ◐ partly found; ○ not found in the text searched; behind it the score in hundredths. A limitation that several claims "+
			"inherit stands once where its cell changed alike in all.", faint))
	}
	if c.rebuilt() {
		p.para(bold(rebuilt+" "), say(claims.Reconstructed+"."))
	}
	p.list(items(c.Notes)...)
	r.closing(p)
	return p
}

func items(list []string) []item {
	var out []item
	for _, n := range list {
		out = append(out, point(say(capital(n)+".")))
	}
	return out
}

func (c *Compared) rebuilt() bool {
	for i := range c.Cells {
		if c.Cells[i].Reconstructed {
			return true
		}
	}
	for i := range c.Verdicts {
		if c.Verdicts[i].Reconstructed {
			return true
		}
	}
	for i := range c.Limitations {
		if c.Limitations[i].Reconstructed {
			return true
		}
	}
	return false
}

// kinds are how changes are called in the summary, in its order.
var kindsOfChange = []struct{ what, words string }{
	{"status", "with another status"}, {"new", "new"}, {"gone", "gone"}, {"evidence", "with the same status and other evidence"},
	{"score", "in which only figures differ"}, {"shown", "shown now, and not before"}, {"not shown", "not shown now, and nothing is said of them"},
}

// summary counts the cells by what happened to them and why.
func (c *Compared) summary(p *page) {
	t := &c.Tally
	if len(c.Cells) == 0 {
		p.para(bold("No cell differs"), say(fmt.Sprintf(": all %d are the same.", t.Same)))
	} else {
		p.para(bold(count(t.Changed, "cell")+" changed"), say(fmt.Sprintf(", %d of them in status; %d new, %d gone, %d the same.", t.Status, t.New, t.Gone, t.Same)))
	}
	var list []item
	for _, k := range kindsOfChange {
		n := 0
		var parts []string
		for _, cause := range t.Causes {
			if cause.What == k.what {
				n += cause.Cells
				parts = append(parts, fmt.Sprintf("%d %s", cause.Cells, cause.Cause))
			}
		}
		if n > 0 {
			list = append(list, point(bold(fmt.Sprintf("%d %s: ", n, k.words)), say(strings.Join(parts, ", "))))
		}
	}
	conclusions := 0
	for i := range c.Verdicts {
		if c.Verdicts[i].Conclusion {
			conclusions++
		}
	}
	if conclusions > 0 {
		list = append(list, point(bold(count(conclusions, "claim")+" summed up otherwise: "), say("see below")))
	}
	p.list(list...)
}

// inputs tells what differs in options, references and claims.
func (c *Compared) inputs(p *page, in room) {
	var list []item
	for _, o := range c.Options {
		words := "now " + cmp.Or(o.After, "not given") + ", before " + cmp.Or(o.Before, "not given")
		name := o.Name
		if name == "version" {
			name = "Version"
		}
		list = append(list, namedItem(name, words))
	}
	for i := range c.References {
		r := &c.References[i]
		list = append(list, point(bold(strings.TrimSpace(cmp.Or(r.After, r.Before)+" "+r.Title)+": "), say(strings.Join(r.What, "; "))))
	}
	for _, k := range c.Claims {
		list = append(list, namedItem("Claim "+strconv.Itoa(cmp.Or(k.After, k.Before)), k.What))
	}
	if len(list)+len(c.Limitations) == 0 {
		list = append(list, point(say("Nothing: claims, references, options and version are the same, as far as the reports tell.")))
	}
	p.list(list...)
	g := grid{ruled: true, columns: []column{{head: "Before", limit: 10}, {head: "Now", limit: 10}, {head: "Limitation", share: 1, least: 20}, {head: "Paired by", limit: 10}}}
	var marks [][]claims.Op
	for i := range c.Limitations {
		l := &c.Limitations[i]
		marks = append(marks, l.Ops)
		how := map[string]string{"label": "label", "words": "the same words", "likeness": "likeness, " + closeness(l.Similarity)}[l.How]
		now := l.After
		if l.Reconstructed {
			now += rebuilt
		}
		g.rows = append(g.rows, []cell{one(l.Before), one(now), {redline(l.Ops, both, in)}, one(how)})
	}
	if len(g.rows) > 0 {
		p.heading(3, "Limitations that read otherwise or stand elsewhere")
		p.para(marksLegend(marks, in)...)
		p.grid(g)
	}
}

// chartName names a claim's chart: "3 via 1".
func chartName(claim, via int, reconstructed bool) string {
	name := strconv.Itoa(claim)
	if reconstructed {
		name += rebuilt
	}
	if via != 0 {
		name += " via " + strconv.Itoa(via)
	}
	return name
}

// where names a cell: its limitation, its reference, and the claims where it is not clear from the label.
func (x *ChangedCell) where() string {
	words := x.Label
	if x.Reconstructed {
		words += rebuilt
	}
	return words + ", " + cmp.Or(x.Name, x.Reference)
}

// claims names the claims in which a cell changed, empty where the label says it all.
func (x *ChangedCell) claims() string {
	list := []string{chartName(x.Claim, x.Via, x.Reconstructed)}
	for _, a := range x.Also {
		list = append(list, chartName(a.Claim, a.Via, false))
	}
	if len(list) == 1 && strings.HasPrefix(x.Label, strconv.Itoa(x.Claim)+"[") && x.Via == 0 {
		return ""
	}
	if len(list) == 1 {
		return "claim " + list[0]
	}
	const most = 12
	if left := len(list) - most; left > 1 {
		list = append(list[:most], fmt.Sprintf("%d more", left))
	}
	return "claims " + enumerate(list, "and")
}

// result is a status by its sign with its score, "–" for no cell.
func (s *CellState) result() run {
	if s.Status == "" {
		return say("–")
	}
	sign, _, t := status(s.Status)
	return toned(sign+" "+hundredths(s.Score), t)
}

// changed shows each cell of a kind: what it was, what it is, why.
func (c *Compared) changed(p *page, what, title string, in room) {
	headed := false
	for i := range c.Cells {
		x := &c.Cells[i]
		if x.What != what {
			continue
		}
		if !headed {
			p.heading(2, title)
			headed = true
		}
		before, after := x.Before.result(), x.After.result()
		p.heading(3, x.where()+": "+before.text+" → "+after.text)
		text := para{say(x.Text)}
		if len(x.Ops) > 0 {
			text = redline(x.Ops, both, in)
		}
		p.para(text...)
		about := capital(strings.Replace(causeWords(x.Causes), "because a limitation", "because the limitation", 1)) + "."
		for _, more := range nonEmpty(x.claims(), x.from(), x.dates()) {
			about += " " + capital(more) + "."
		}
		p.para(say(about))
		var list []item
		for _, why := range x.Why {
			list = append(list, point(say(why)))
		}
		list = append(list, stateItem("Before", &x.Before), stateItem("Now", &x.After))
		p.list(list...)
	}
}

// from says where the cell stood before, where that is another place.
func (x *ChangedCell) from() string {
	if x.Was == nil {
		return ""
	}
	return "it stood at " + x.Was.Label + " of claim " + chartName(x.Was.Claim, x.Was.Via, false)
}

// dates says of a reference that it does not count.
func (x *ChangedCell) dates() string {
	if x.Eligible {
		return ""
	}
	return cmp.Or(x.Name, x.Reference) + " is not eligible for the claim"
}

// stateItem is a state in one item: its result, its words, its quotations with their places.
func stateItem(name string, s *CellState) item {
	if s.Status == "" {
		return namedItem(name, "no cell")
	}
	out := para{bold(name + ": "), s.result(), say(" " + s.Status.Words())}
	if len(s.Found) > 0 {
		out = append(out, say("; found: "+strings.Join(s.Found, ", ")))
	}
	if len(s.Missing) > 0 {
		out = append(out, say("; missing: "+strings.Join(s.Missing, ", ")))
	}
	if reason := priorart.WithoutMissing(s.Reason); reason != "" {
		out = append(out, say("; "+reason))
	}
	if s.Quote != "" {
		out = append(out, say(" – “"+strings.TrimSpace(s.Quote)+"” "), bold("("+strings.ReplaceAll(s.Loc, "\n", ", ")+")"))
	}
	return item{0, out}
}

// figures is the table of cells in which nothing but the score differs.
func (c *Compared) figures(p *page) {
	g := grid{columns: []column{{head: "Cell", limit: 16}, {head: "Before", limit: 7}, {head: "Now", limit: 7}, {head: "In", limit: 22}, {head: "Why", share: 1, least: 16}}}
	for i := range c.Cells {
		if x := &c.Cells[i]; x.What == "score" {
			g.rows = append(g.rows, []cell{one(x.where()), {{x.Before.result()}}, {{x.After.result()}}, one(strings.TrimPrefix(strings.TrimPrefix(x.claims(), "claims "), "claim ")), one(causeWords(x.Causes))})
		}
	}
	if len(g.rows) > 0 {
		p.heading(2, "Cells in which only figures differ")
		p.para(say(capital(sameWordsOtherwise) + ": what they weigh, how near each other they stand or what the reference says of the whole claim set counts otherwise."))
		p.grid(g)
	}
}

// gathered lists cells that stand alone, by cause and reference: "● 1[a] 91, 1[b] 88; ○ 1[c] 4".
func (c *Compared) gathered(p *page, what, title string) {
	type group struct {
		cause, name string
		by          map[priorart.Status][]string
	}
	var order []*group
	at := map[string]*group{}
	for i := range c.Cells {
		x := &c.Cells[i]
		if x.What != what {
			continue
		}
		cause, name := causeWords(x.Causes), strings.TrimSpace(cmp.Or(x.Name, x.Reference))
		if at[cause+"\x00"+name] == nil {
			at[cause+"\x00"+name] = &group{cause, name, map[priorart.Status][]string{}}
			order = append(order, at[cause+"\x00"+name])
		}
		g, s := at[cause+"\x00"+name], x.After
		if x.After.Status == "" {
			s = x.Before
		}
		label := x.Label
		if x.Reconstructed {
			label += rebuilt
		}
		if in := x.claims(); in != "" && len(x.Also) == 0 {
			label += " (" + in + ")"
		}
		g.by[s.Status] = append(g.by[s.Status], label+" "+hundredths(s.Score))
	}
	g := grid{columns: []column{{head: "Reference", limit: 14}, {head: "Cells, by result", share: 3, least: 24}, {head: "Why", share: 2, least: 14}}}
	for _, o := range order {
		var list cell
		for _, s := range []priorart.Status{priorart.Disclosed, priorart.Partly, priorart.NotFound} {
			if len(o.by[s]) > 0 {
				sign, _, t := status(s)
				list = append(list, line(toned(sign, t), say(" "+strings.Join(o.by[s], ", "))))
			}
		}
		g.rows = append(g.rows, []cell{one(o.name), list, one(o.cause)})
	}
	if len(g.rows) > 0 {
		p.heading(2, title)
		p.grid(g)
	}
}
