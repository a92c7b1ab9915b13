package report

import (
	"fmt"
	"strings"

	"claimchart/claims"
)

// What a claim inherits is bounded: no reader wants more, and a chain of ten thousand claims would make fifty million rows.
// Beyond either bound the number of elements that are left out is said.
const (
	mostInherited     = 500    // elements by one alternative; the most in 1,200 published claim sets are 77
	mostInheritedEver = 100000 // elements in a document; the most there are 12,865
	mostAlternatives  = 10000  // parents in a document; a thousand claims of "any preceding claim" have half a million
)

// inherit fills in what each claim inherits, once for each direct parent; see claims.Heritage. A claim that incorporates any
// of several others has that of the first, as a chart has.
func (d *Document) inherit() {
	list := d.read()
	h := claims.NewHeritage(list)
	room, parents := mostInheritedEver, mostAlternatives
	for i := range list {
		c := &list[i]
		in := &Inheriting{}
		d.Claims[i].Inheriting = in
		if !c.Inherits() || c.Canceled() {
			continue
		}
		vias := c.Refs
		if c.Kind == claims.Independent {
			vias = vias[:1]
		}
		in.LeftOut = max(len(vias)-parents, 0)
		vias = vias[:len(vias)-in.LeftOut]
		parents -= len(vias)
		for _, via := range vias {
			got, err := h.Inherited(c, via, min(mostInherited, room))
			one := Inherited{Via: via, Left: got.Left, First: got.First}
			if err != nil {
				one.Why = err.Error()
			}
			for _, l := range got.Limitations {
				one.Elements = append(one.Elements, InheritedPart{l.Element, l.From})
			}
			room -= len(one.Elements)
			in.Inherited = append(in.Inherited, one)
		}
	}
}

// elementTables shows each claim's elements, with what it inherits where that was asked for.
func elementTables(p *page, d *Document) {
	mark := d.marker()
	p.heading(2, "Elements")
	for i := range d.Claims {
		c := &d.Claims[i]
		switch {
		case c.Canceled():
			p.heading(3, fmt.Sprintf("Claim %s: canceled", mark(c.Num)))
			continue
		case c.Text == "":
			p.heading(3, fmt.Sprintf("Claim %s: %s", mark(c.Num), originWords(c.Origin)))
			continue
		}
		label := ""
		if c.Origin.Kind == claims.Derived {
			label = ": " + claims.Reconstructed
		}
		if c.Inheriting == nil || len(c.Inherited) == 0 {
			p.heading(3, "Claim "+mark(c.Num)+label)
			p.para(say(facts(c, mark)))
			if c.Inheriting != nil && c.LeftOut > 0 {
				p.para(bold(parentsLeft(c.LeftOut)))
			}
			elementGrid(p, c, nil, mark)
			continue
		}
		for k := range c.Inherited {
			by := &c.Inherited[k]
			title := "Claim " + mark(c.Num)
			if len(c.Refs) > 1 {
				title += " via " + mark(by.Via)
			}
			p.heading(3, title+label)
			p.para(say(facts(c, mark)))
			if words := inheritedWords(by, mark); words != "" {
				p.para(bold(words))
			}
			elementGrid(p, c, by, mark)
		}
		if c.LeftOut > 0 {
			p.para(bold(parentsLeft(c.LeftOut)))
		}
	}
}

// parentsLeft says how many of a claim's parents are not shown.
func parentsLeft(n int) string {
	return fmt.Sprintf("What the claim inherits by %s is left out: a document is shown with at most %d.", count(n, "further parent"), mostAlternatives)
}

// facts are what is read of a claim as a whole, in the order in which a reader asks.
func facts(c *Claim, mark func(int) string) string {
	transition := ""
	if c.Transition != "" {
		transition = "“" + c.Transition + "”"
		if c.Scope != claims.None {
			transition += ", " + string(c.Scope)
		}
	}
	status := ""
	if c.Status != "" {
		status = "(" + c.Status + ")"
	}
	return strings.Join(nonEmpty(kindWords(&c.Claim, mark), status, string(c.Category), transition), " · ")
}

// inheritedWords says what about the inherited elements a reader could not see from them.
func inheritedWords(by *Inherited, mark func(int) string) string {
	if by.Why != "" {
		return "Nothing inherited is shown: " + by.Why + "."
	}
	var words []string
	var first []string
	for _, n := range by.First {
		first = append(first, mark(n))
	}
	if len(first) > 0 {
		list := enumerate(first[:min(len(first), longRing)], "and")
		if more := len(first) - longRing; more > 0 {
			list += fmt.Sprintf(" … (%d more)", more)
		}
		if len(first) > 1 {
			words = append(words, fmt.Sprintf("Claims %s refer to several others in the alternative; the first is taken of each.", list))
		} else {
			words = append(words, fmt.Sprintf("Claim %s refers to several others in the alternative; the first is taken.", list))
		}
	}
	if by.Left > 0 {
		words = append(words, fmt.Sprintf("%s of the %d inherited are left out, those of the nearest parents.", count(by.Left, "element"), by.Left+len(by.Elements)))
	}
	return strings.Join(words, " ")
}

// functionalWords tells how an element is put that claims something by its function: 35 USC 112(f), MPEP 2181.
func functionalWords(kind string) string {
	switch kind {
	case "means":
		return "means"
	case "nonce":
		return "nonce word"
	}
	return kind
}

// elementGrid is a table of elements, the inherited ones first. A sub-element's label is set in.
func elementGrid(p *page, c *Claim, by *Inherited, mark func(int) string) {
	g := grid{columns: []column{{head: "Label", limit: 16}, {head: "From", limit: 9}, {head: "112(f)", limit: 10}, {head: "Text", share: 1, least: 16}}}
	add := func(e *claims.Element, from string) {
		label := para{say(e.Label)}
		if e.Depth > 0 {
			label = para{{strings.Repeat("  ", min(e.Depth, 4)-1) + "└ ", faint, true}, say(e.Label)}
		}
		t := plain
		if from != "" {
			t = faint
		}
		g.rows = append(g.rows, []cell{{label}, one(from), one(functionalWords(e.Functional)), {{toned(e.Text, t)}}})
	}
	if by != nil {
		for i := range by.Elements {
			e := &by.Elements[i]
			add(&e.Element, "claim "+mark(e.From))
		}
	}
	for i := range c.Elements {
		add(&c.Elements[i], "")
	}
	p.grid(g)
}
