package report

import (
	"fmt"
	"strconv"
	"strings"

	"claimchart/claims"
)

// similarityWords define the figure, once a report.
const similarityWords = "Similarity is twice the words that two claims have in common over the words of both: 0 for none, 1 for the same words in the same " +
	"order. Punctuation and white space are no words; moved words are counted as not in common. Deleted, added and moved are counts of words."

// diffNotice is what a comparison says about itself.
const diffNotice = "This report shows in which words claims differ, and which claims were paired because they share most of their words. It gives no opinion on what " +
	"a difference means for the scope of a claim."

// diffPage shows what became of the claims, what all have in common, and each comparison whole and element by element.
func diffPage(r *Report, in room) *page {
	d := r.Diffed
	p := &page{}
	p.heading(1, d.title())
	p.para(say(d.compared()))
	var marks [][]claims.Op
	for i := range d.Comparisons {
		marks = append(marks, d.Comparisons[i].Ops)
	}
	if len(marks) > 0 {
		p.para(append(marksLegend(marks, in), say(". Words are compared, never letters."))...)
	}
	if len(d.History) > 0 {
		p.heading(2, "History of each claim")
		p.grid(d.lives())
	}
	if len(d.Pairings) > 0 {
		if d.Mode == "groups" {
			p.heading(2, "How the claims pair")
		} else {
			p.heading(2, "What happened to each claim")
		}
		d.pairings(p)
	} else if len(d.Comparisons) > 1 {
		p.grid(d.figures())
	}
	for i := range d.Common {
		d.common(p, &d.Common[i])
	}
	d.details(p, in)
	if d.rebuilt() {
		p.para(bold(rebuilt+" "), say(claims.Reconstructed+"."))
	}
	d.notes(p)
	if len(d.Comparisons) > 0 {
		p.para(say(similarityWords))
	}
	r.closing(p)
	return p
}

func (d *Diffed) title() string {
	switch d.Mode {
	case "marks":
		return "Claims before and after amendment"
	case "history":
		return "History of the claims"
	case "versions":
		return "Claims of two versions compared"
	}
	return "Claims compared"
}

// compared names the sets, and how their claims were compared.
func (d *Diffed) compared() string {
	var names []string
	for _, s := range d.Documents {
		number := s.Number
		if strings.Contains(s.Name, number) {
			number = ""
		}
		names = append(names, strings.Join(nonEmpty(s.Name, s.Version, number), ", ")+" ("+count(s.Claims, "claim")+")")
	}
	words := strings.Join(names, " → ")
	switch {
	case d.Inherit:
		words += ". Every claim with what it inherits."
	case d.Mode == "families":
		words += ". Each later independent claim with the first that it shares most of its words with."
	}
	return words
}

// name is a claim in a heading: with its document where there are several.
func (d *Diffed) name(c *ComparedClaim) string {
	name := strconv.Itoa(c.Claim)
	if c.Reconstructed {
		name += rebuilt
	}
	return name
}

func (d *Diffed) rebuilt() bool {
	for _, c := range d.Comparisons {
		if c.A != nil && c.A.Reconstructed || c.B != nil && c.B.Reconstructed {
			return true
		}
	}
	return false
}

// common shows what several claims share.
func (d *Diffed) common(p *page, c *Common) {
	var names []string
	for i := range c.Claims {
		names = append(names, d.name(&c.Claims[i]))
	}
	p.heading(2, "Common to claims "+enumerate(names, "and"))
	if c.Words == 0 {
		p.para(say("No words are common to all of them."))
		return
	}
	p.para(say(c.Text))
	words := count(c.Words, "word") + " in all of them"
	if len(c.Elements) > 0 {
		words += "; the same in all, by the first claim's labels: " + strings.Join(c.Elements, ", ")
	}
	p.para(toned(capital(words)+".", faint))
}

// details shows each comparison in which anything differs.
func (d *Diffed) details(p *page, in room) {
	if len(d.Pairings) == 0 {
		for i := range d.Comparisons {
			d.comparison(p, &d.Comparisons[i], in)
		}
		return
	}
	from := -1
	for i := range d.Pairings {
		x := &d.Pairings[i]
		if d.Mode == "history" && x.From != from {
			from = x.From
			p.heading(2, d.step(x))
		}
		for _, n := range x.Comparisons {
			if c := &d.Comparisons[n]; c.A == nil || c.B == nil || seen(c.Ops) { // the table says of the others that they are the same
				d.comparison(p, c, in)
			}
		}
	}
}

func (d *Diffed) comparison(p *page, c *Comparison, in room) {
	switch {
	case c.A == nil || c.B == nil:
		only := c.A
		if only == nil {
			only = c.B
		}
		text := ""
		for _, op := range c.Ops {
			text += op.Text
		}
		if text == "" {
			return // the table says why
		}
		p.heading(3, "Claim "+d.name(only)+": "+c.Summary)
		d.label(p, c)
		p.para(say(text))
		return
	case c.Summary != "" && c.A.Claim == c.B.Claim:
		p.heading(3, "Claim "+d.name(c.B)+": "+c.Summary)
	case c.Summary != "":
		p.heading(3, "Claim "+d.between(c)+": "+c.Summary)
	default:
		p.heading(3, "Claim "+d.between(c))
	}
	d.label(p, c)
	p.para(toned(c.inWords(), faint))
	switch {
	case sameWords(c.Ops):
		p.para(say("The same words."))
		return
	case !seen(c.Ops):
		p.para(say("Only white space differs."))
		return
	}
	p.para(redline(c.Ops, both, in)...)
	var items []item
	for n := 1; ; n++ {
		inside := claims.Within(c.Ops, n)
		if inside == nil {
			break
		}
		if !sameWords(inside) {
			items = append(items, item{0, append(para{say(fmt.Sprintf("%d, changed on its way: ", n))}, redline(inside, both, in)...)})
		}
	}
	p.list(items...)
	if len(c.Elements) > 1 {
		p.grid(c.elements(in))
	}
}

// label says of a claim that it is reconstructed.
func (d *Diffed) label(p *page, c *Comparison) {
	if c.A != nil && c.A.Reconstructed || c.B != nil && c.B.Reconstructed {
		p.para(toned(rebuilt+" "+claims.Reconstructed, half))
	}
}

// inWords are the figures of one comparison.
func (c *Comparison) inWords() string {
	parts := []string{"similarity " + closeness(c.Similarity)}
	for _, x := range []struct {
		n    int
		what string
	}{{c.Deleted, "deleted"}, {c.Added, "added"}, {c.Moved, "moved"}} {
		if x.n > 0 {
			parts = append(parts, count(x.n, "word")+" "+x.what)
		}
	}
	if c.Deleted+c.Added+c.Moved == 0 && seen(c.Ops) {
		parts = append(parts, "only punctuation differs")
	}
	if len(c.WrittenOut) > 0 {
		parts = append(parts, "compared with what it inherits")
	}
	return strings.Join(parts, " · ")
}

// elements shows the claims element by element: side by side where there is room.
func (c *Comparison) elements(in room) grid {
	g := grid{ruled: true}
	if in.wide {
		old, new := "Claim "+strconv.Itoa(c.A.Claim), "Claim "+strconv.Itoa(c.B.Claim)
		if c.A.source() != c.B.source() {
			old, new = old+", old", new+", new"
		}
		g.columns = []column{{head: "Label", limit: 9}, {head: old, share: 1, least: 20}, {head: "Label", limit: 9}, {head: new, share: 1, least: 20}}
	} else {
		g.columns = []column{{head: strconv.Itoa(c.A.Claim), limit: 9}, {head: strconv.Itoa(c.B.Claim), limit: 9}, {head: "Element", share: 1, least: 20}}
	}
	for _, e := range c.Elements {
		moved := para{}
		if e.Moved {
			moved = para{bold("moved: ")}
		}
		whole := para{}
		for _, op := range e.Ops {
			whole = append(whole, say(op.Text))
		}
		same := e.A != "" && e.B != "" && sameWords(e.Ops)
		if !in.wide {
			words := redline(e.Ops, both, in)
			if same {
				words = para{toned("the same: "+clip(folded(whole).text, 60), faint)}
			}
			g.rows = append(g.rows, []cell{one(e.A), one(e.B), {append(moved, words...)}})
			continue
		}
		row := []cell{one(e.A), {redline(e.Ops, oldSide, in)}, one(e.B), {append(moved, redline(e.Ops, newSide, in)...)}}
		if e.A == "" {
			row[1] = one("–")
		}
		if e.B == "" {
			row[3] = one("–")
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// notes says what the readers assumed, and what could not be compared as asked.
func (d *Diffed) notes(p *page) {
	var items []item
	for _, n := range d.Notes {
		items = append(items, point(say(n)))
	}
	said := map[string]bool{} // two versions may come out of one file
	for _, s := range d.Documents {
		for _, n := range s.Notes {
			if key := s.Name + "\n" + n; !said[key] {
				said[key] = true
				items = append(items, point(bold(s.Name+": "), say(n)))
			}
		}
	}
	if len(items) > 0 {
		p.heading(3, "Notes")
		p.list(items...)
	}
}
