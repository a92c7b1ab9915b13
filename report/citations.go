package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// writeCitations prints each claim with citations in parentheses after every limitation, as examiners set them out: "a processor
// (D1: [0019], [0022]) configured to ...". Without the citations the words are the claim's own, to the letter.
//
// A claim is printed once for each reference that alone shows every limitation and is among the best that have cells, best first; where none does that may be combined, once for
// each combination that the verdict names; where none does either, once with what comes nearest: the verdict's nearest combination,
// else the eligible reference with the highest score, else the reference with the highest score, marked as not eligible.
// Of several references in one printing those are cited that show a limitation together in one passage, else those that show
// part of it, marked "partly".
func writeCitations(w io.Writer, r *Report, v View) error {
	if r.Charted == nil {
		return errEmpty
	}
	width := v.Width
	if width == 0 {
		width = usual
	}
	c := &citing{chartMaker: &chartMaker{page: &page{}, Charted: r.Charted, report: r, many: len(r.Sets) > 1, art: map[string]*Art{}}}
	c.terminal = &terminal{w: bufio.NewWriter(w), width: max(width, narrowest), color: v.Color}
	for i := range c.Art {
		c.art[c.Art[i].ID] = &c.Art[i]
	}
	title := c.Document
	if len(c.Sets) > 0 && c.Sets[0].Title != "" {
		title = c.Sets[0].Title
	}
	c.terminal.heading(heading{1, "Claims with citations: " + title})
	c.prose(para{say(citationsKey)})
	for i := range c.Charts {
		c.claim(&c.Charts[i])
	}
	for i := range c.Gaps {
		if g := &c.Gaps[i]; g.Label == "" { // a claim that could not be charted must not drop out unseen
			c.terminal.end("")
			c.prose(para{bold(capital(c.where(g.Document)+"claim "+c.set(g.Document).mark(g.Claim)) + ": "), say(g.Reason)})
		}
	}
	c.used()
	c.terminal.end("")
	c.prose(para{bold("Notice: "), say(Notice)})
	c.terminal.end("")
	items := append(inputItems(c.Inputs), namedItem("Options", strings.Join(c.options(), " · ")))
	for _, it := range append(items, r.citeItems()...) {
		c.terminal.text(it.text, "• ", "  ", min(c.terminal.width, longestProse))
	}
	if made := r.made(); made != "" {
		c.terminal.end("")
		c.prose(para{toned(made, faint)})
	}
	return c.terminal.w.Flush()
}

const citationsKey = "After each limitation: where it was found together in one passage; “partly”: some of its words there, or something speaks against it; " +
	"“not found”: not found in the text searched. Each claim by the references that alone show every limitation, else by the combinations of the verdict, else by what comes nearest."

type citing struct {
	*chartMaker
	terminal *terminal
	cited    []string // IDs of the references cited, in order
}

func (c *citing) prose(p para) { c.terminal.text(p, "", "", min(c.terminal.width, longestProse)) }

// basis is the references by which a claim is printed once.
type basis struct {
	refs []string
	how  string
}

// bases are the printings of a chart's claim; see writeCitations.
func (c *citing) bases(k *priorart.ClaimChart) []basis {
	var out []basis
	v := &k.Verdict
	closed := slices.IndexFunc(v.Caveats, closedCaveat)
	alone := func(id string) basis {
		words := "every limitation found in it"
		if noveltyOnly(k, id) {
			words += ", for novelty only"
		}
		if closed >= 0 {
			words += "; " + v.Caveats[closed]
		}
		return basis{[]string{id}, words}
	}
	combine := true               // nothing needs to be combined where one alone has all and may be combined
	for _, id := range v.Single { // those that have cells to cite, or the first
		combine = combine && noveltyOnly(k, id)
		if hasCells(k, id) {
			out = append(out, alone(id))
		}
	}
	if out == nil && len(v.Single) > 0 {
		out = append(out, alone(v.Single[0]))
	}
	if left := len(v.Single) - len(out); left > 0 {
		out[len(out)-1].how += fmt.Sprintf("; in %d more as well (raise --best)", left)
	}
	if combine {
		only := "only "
		if len(v.Single) > 0 {
			only = ""
		}
		for _, refs := range v.Combinations {
			out = append(out, basis{refs, "every limitation found " + only + "in them together; reason to combine not assessed"})
		}
	}
	if out != nil {
		return out
	}
	if len(v.Together) > 0 {
		return []basis{nearestBasis(k, v.Together[0].References)}
	}
	if s := closest(k); s != nil {
		return []basis{nearestBasis(k, []string{s.Reference})}
	}
	var best *priorart.Standing
	for i := range k.References {
		if s := &k.References[i]; best == nil || s.Score > best.Score {
			best = s
		}
	}
	if best != nil {
		return []basis{{[]string{best.Reference}, ineligible + " not eligible (" + checkWords(best) + ")"}}
	}
	return []basis{{nil, "no reference"}}
}

// noveltyOnly tells whether a reference counts for novelty only, and so in no combination.
func noveltyOnly(k *priorart.ClaimChart, id string) bool {
	s := standing(k, id)
	return s != nil && s.Use == "novelty only"
}

// hasCells tells whether a reference is among those with cells.
func hasCells(k *priorart.ClaimChart, id string) bool {
	return slices.ContainsFunc(k.Rows, func(r priorart.Row) bool {
		return slices.ContainsFunc(r.Cells, func(x priorart.Cell) bool { return x.Reference == id })
	})
}

// nearestBasis is a basis of which some limitations are missing.
func nearestBasis(k *priorart.ClaimChart, refs []string) basis {
	var open []string
	for i := range k.Rows {
		r := &k.Rows[i]
		shown := slices.ContainsFunc(r.Cells, func(x priorart.Cell) bool {
			return x.Status == priorart.Disclosed && slices.Contains(refs, x.Reference)
		})
		if r.Scored && !shown {
			open = append(open, r.Label)
		}
	}
	return basis{refs, "comes nearest; not found together in one passage there: " + strings.Join(open, ", ")}
}

// claim prints a chart's claim, once for each basis.
func (c *citing) claim(k *priorart.ClaimChart) {
	set := c.set(k.Document)
	read := set.claim(k.Claim)
	if read == nil {
		return
	}
	for _, b := range c.bases(k) {
		var names []string
		for _, id := range b.refs {
			if names = append(names, c.label(id)); !slices.Contains(c.cited, id) {
				c.cited = append(c.cited, id)
			}
		}
		title := c.where(k.Document) + "Claim " + set.viaMark(k.Claim, k.Via)
		if names != nil {
			title += " by " + enumerate(names, "and")
		}
		c.terminal.end("")
		c.terminal.heading(heading{3, title})
		c.prose(para{toned(capital(b.how), faint)})
		if c.derived(k) {
			c.prose(para{bold(rebuilt + " " + claims.Reconstructed)})
		}
		c.body(k, read, b)
	}
}

// body prints the words of a claim, an element a paragraph, each followed by what it is cited to, and a line for what it inherits.
func (c *citing) body(k *priorart.ClaimChart, read *claims.Claim, b basis) {
	number := fmt.Sprintf("%d. ", k.Claim)
	if !spansFit(read) { // a report whose claims do not say where their elements stand
		c.terminal.text(para{say(read.Text)}, number, "", c.terminal.width)
		c.cites(k, b, 0, "limitations: ")
		c.inherited(k, b)
		return
	}
	for i, e := range read.Elements {
		from, to := e.Start, len(read.Text)
		if i == 0 {
			from = 0
		}
		if i+1 < len(read.Elements) {
			to = read.Elements[i+1].Start
		}
		at := e.End
		if end := from + len(strings.TrimRight(read.Preamble, " ,:")); i == 0 && strings.HasPrefix(read.Text[from:e.End], read.Preamble) && end > from {
			at = end // "a pump (D1: [0019]), comprising"
		}
		p := para{say(read.Text[from:at])}
		if row := rowOf(k, e.Label); row != nil && row.Scored {
			p = append(p, say(" "), c.citation(row, b))
		}
		p = append(p, say(read.Text[at:to]))
		lead := strings.Repeat(" ", 4*(e.Depth+1))
		if i == 0 {
			c.terminal.text(p, number, "", c.terminal.width)
			continue
		}
		c.terminal.text(p, lead, lead, c.terminal.width)
	}
	c.inherited(k, b)
}

// spansFit tells whether the elements of a claim stand in its text in order, each with some words.
func spansFit(read *claims.Claim) bool {
	at := 0
	for _, e := range read.Elements {
		if e.Start < at || e.End <= e.Start || e.End > len(read.Text) {
			return false
		}
		at = e.End
	}
	return at > 0
}

// inherited says what the limitations are cited to that a claim has from others, a paragraph for each claim that states them.
func (c *citing) inherited(k *priorart.ClaimChart, b basis) {
	var done []int
	for i := range k.Rows {
		if from := k.Rows[i].InheritedFrom; from != 0 && !slices.Contains(done, from) {
			done = append(done, from)
			c.cites(k, b, from, "limitations of claim "+c.set(k.Document).mark(from)+": ")
		}
	}
}

// cites lists a claim's limitations that stand in claim from, 0 for its own, with their citations.
func (c *citing) cites(k *priorart.ClaimChart, b basis, from int, lead string) {
	p := para{toned(lead, faint)}
	var labels []string
	var last run
	put := func() {
		if labels != nil {
			p = append(p, say(strings.Join(labels, ", ")+" "), last, say("; "))
		}
		labels = nil
	}
	for i := range k.Rows {
		if r := &k.Rows[i]; r.Scored && r.InheritedFrom == from {
			if cite := c.citation(r, b); labels == nil || cite != last {
				put()
				last = cite
			}
			labels = append(labels, r.Label)
		}
	}
	if put(); len(p) > 1 {
		c.terminal.text(p[:len(p)-1], "    ", "    ", c.terminal.width)
	}
}

func rowOf(k *priorart.ClaimChart, label string) *priorart.Row {
	for i := range k.Rows {
		if k.Rows[i].Label == label {
			return &k.Rows[i]
		}
	}
	return nil
}

// citation is what stands in parentheses after a limitation.
func (c *citing) citation(row *priorart.Row, b basis) run {
	var whole, part, without []string
	for _, id := range b.refs {
		at := slices.IndexFunc(row.Cells, func(x priorart.Cell) bool { return x.Reference == id })
		if at < 0 {
			without = append(without, c.label(id))
			continue
		}
		var places []string
		for i := range row.Cells[at].Evidence {
			if e := &row.Cells[at].Evidence[i]; e.Stance != "contradicts" && !slices.Contains(places, place(e)) {
				places = append(places, place(e))
			}
		}
		words := c.citedTo(id, places)
		switch row.Cells[at].Status {
		case priorart.Disclosed:
			whole = append(whole, words)
		case priorart.Partly:
			part = append(part, words)
		}
	}
	switch {
	case whole != nil:
		return toned("("+strings.Join(whole, "; ")+")", good)
	case len(without) > 0:
		return toned("("+strings.Join(without, ", ")+": not among the references with cells, raise --best)", bad)
	case part != nil:
		return toned("(partly, "+strings.Join(part, "; ")+")", half)
	}
	return toned("(not found)", bad)
}

// citedTo names a reference with places of it. A form of pin cites that names the reference itself names it once.
func (c *citing) citedTo(id string, places []string) string {
	name, between := c.label(id), ": "
	if a := c.art[id]; a != nil && a.Exhibit != "" {
		name, between = a.Exhibit, ", "
	}
	if len(places) == 0 {
		return name
	}
	for i, p := range places {
		rest, found := strings.CutPrefix(p, name)
		if found && i == 0 && strings.HasPrefix(rest, " ") {
			between = " " // "EX1005 ¶42"
		}
		if found {
			places[i] = strings.TrimLeft(rest, ",: ")
		}
	}
	return name + between + strings.Join(places, ", ")
}

// used lists the references that were cited.
func (c *citing) used() {
	if len(c.cited) == 0 {
		return
	}
	c.terminal.end("")
	c.terminal.heading(heading{3, "References cited"})
	for i := range c.Art {
		a := &c.Art[i]
		if !slices.Contains(c.cited, a.ID) {
			continue
		}
		id := a.ID
		if id == a.Number || id == a.Label {
			id = ""
		}
		rest := strings.Join(nonEmpty(a.Title, a.Number, id, a.Date), ", ")
		name := a.Label
		if a.Exhibit != "" && a.Exhibit != a.Label {
			name = a.Exhibit + " (" + a.Label + ")"
		}
		c.terminal.text(para{bold(name), say(" " + rest)}, "• ", "  ", min(c.terminal.width, longestProse))
	}
}
