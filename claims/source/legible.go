package source

import (
	"strings"
	"unicode"

	"claimchart/claims"
)

// legible writes an element's text as people read it: parts on lines of their own by their level, raised and lowered characters as
// Unicode has them, pictures named, amendments accepted or marked.
type legible struct {
	marks bool
	lost  map[string]bool // what stands in the text only by its name: "[image]"
	lines []legibleLine
}

type legibleLine struct {
	level int
	text  strings.Builder
}

// inserted and deleted are the elements of amendments: WIPO ST.96's Ins and Del, ST.36's and HTML's ins, del, strike.
var (
	inserted = map[string]bool{"ins": true, "insert": true, "inserted": true, "insertedtext": true}
	deleted  = map[string]bool{"del": true, "delete": true, "deleted": true, "deletedtext": true, "strike": true, "strikethrough": true, "s": true}
	// aside are the elements that are no part of the text: what stands at a page's edge.
	aside = map[string]bool{"BoundaryData": true, "HeaderText": true, "FooterText": true, "LineNumber": true, "PageNumber": true}
	// pictures are what is shown and cannot be read as text.
	pictures = map[string]string{"img": "[image]", "image": "[image]", "figure": "[image]", "chemistry": "[chemical structure]", "chemicalformulae": "[chemical structure]", "maths": "[formula]", "math": "[formula]", "mathematicalformulae": "[formula]"}
	// ownLine are the elements that begin on a line of their own, and how much deeper than what they stand in.
	ownLine = map[string]int{"claim-text": 1, "li": 1, "dd": 1, "dt": 0, "p": 0, "heading": 0, "row": 0, "tr": 0}
)

func (p *legible) say(s string) {
	if len(p.lines) == 0 {
		p.lines = append(p.lines, legibleLine{})
	}
	p.lines[len(p.lines)-1].text.WriteString(s)
}

// newLine begins a line, unless nothing stands on the last one.
func (p *legible) newLine(level int) {
	if n := len(p.lines); n > 0 && strings.TrimSpace(p.lines[n-1].text.String()) == "" {
		p.lines = p.lines[:n-1]
	}
	p.lines = append(p.lines, legibleLine{level: level})
}

// inside writes what stands in e.
func (p *legible) inside(e *element, level int) {
	for _, k := range e.kids {
		if k.elem == nil {
			p.say(k.text)
			continue
		}
		p.whole(k.elem, level)
	}
}

// whole writes e itself.
func (p *legible) whole(e *element, level int) {
	name := strings.ToLower(e.name)
	deeper, apart := ownLine[name]
	switch {
	case aside[e.name] || name == "br":
		p.say(" ")
	case name == "sub" || name == "inf":
		p.say(subscript(p.line(e)))
	case name == "sup":
		p.say(superscript(p.line(e)))
	case inserted[name]:
		p.around("{+", e, level, "+}")
	case deleted[name]:
		if p.marks {
			p.around("[[", e, level, "]]")
		}
	case pictures[name] != "":
		p.picture(e, pictures[name])
	case name == "entry" || name == "td" || name == "th":
		if n := len(p.lines); n > 0 && strings.TrimSpace(p.lines[n-1].text.String()) != "" {
			p.say(" | ")
		}
		p.say(p.line(e))
	case apart:
		p.newLine(level + deeper)
		p.inside(e, level+deeper)
		p.newLine(level)
	default:
		p.inside(e, level)
	}
}

func (p *legible) around(before string, e *element, level int, after string) {
	if !p.marks {
		p.inside(e, level)
		return
	}
	p.say(before)
	p.inside(e, level)
	p.say(after)
}

// picture writes MathML as a line of text and anything else by its name.
func (p *legible) picture(e *element, name string) {
	if e.name != "math" {
		if m := e.first("math"); m != nil {
			e = m
		}
	}
	if e.name == "math" {
		if text := claims.Fold(mathText(e)); text != "" {
			p.say(" " + text + " ")
			return
		}
	}
	if p.lost == nil {
		p.lost = map[string]bool{}
	}
	p.lost[name] = true
	p.say(" " + name + " ")
}

// line returns what stands in e on one line, its parts divided by semicolons where they have no mark of their own.
func (p *legible) line(e *element) string {
	q := &legible{marks: p.marks, lost: p.lost}
	q.inside(e, 0)
	p.lost = q.lost
	var out strings.Builder
	for i := range q.lines {
		text := claims.Fold(q.lines[i].text.String())
		switch {
		case text == "":
			continue
		case out.Len() == 0:
		case strings.ContainsAny(out.String()[out.Len()-1:], ".;:,"):
			out.WriteString(" ")
		default:
			out.WriteString("; ")
		}
		out.WriteString(text)
	}
	return out.String()
}

// text returns the lines that are not empty, white space folded, each indented by two spaces a level.
func (p *legible) text() string {
	var out []string
	for i := range p.lines {
		if text := claims.Fold(p.lines[i].text.String()); text != "" {
			level := max(p.lines[i].level, 0)
			if len(out) == 0 {
				level = 0
			}
			out = append(out, strings.Repeat("  ", level)+text)
		}
	}
	return strings.Join(out, "\n")
}

// flat returns an element's text on one line, amendments accepted; nothing for nil.
func flat(e *element) string {
	if e == nil {
		return ""
	}
	return (&legible{}).line(e)
}

// mathText writes MathML on a line: "(a + b)/c", "x²", "√(n)".
func mathText(e *element) string {
	arg := func(i int) string {
		n := 0
		for _, k := range e.kids {
			if k.elem == nil {
				continue
			}
			if n == i {
				return mathText(k.elem)
			}
			n++
		}
		return ""
	}
	switch e.name {
	case "mfrac":
		return bracket(arg(0)) + "/" + bracket(arg(1))
	case "msub", "munder":
		return arg(0) + lowered(arg(1))
	case "msup", "mover":
		return arg(0) + superscript(arg(1))
	case "msubsup", "munderover":
		return arg(0) + lowered(arg(1)) + superscript(arg(2))
	case "mroot":
		return superscript(arg(1)) + "√(" + arg(0) + ")"
	case "mspace":
		return " "
	case "annotation", "annotation-xml":
		return ""
	}
	var b strings.Builder
	for _, k := range e.kids {
		switch {
		case k.elem == nil && e.name == "mo" && strings.ContainsAny(k.text, "=<>≤≥≈+−×·±∑∏→"):
			b.WriteString(" " + strings.TrimSpace(k.text) + " ")
		case k.elem == nil && (e.name == "mi" || e.name == "mn" || e.name == "mo"):
			b.WriteString(strings.TrimSpace(k.text))
		case k.elem == nil && e.name == "mtext":
			b.WriteString(k.text)
		case k.elem == nil:
		case k.elem.name == "mtr" && b.Len() > 0:
			b.WriteString("; " + mathText(k.elem))
		case k.elem.name == "mtd" && b.Len() > 0:
			b.WriteString(", " + mathText(k.elem))
		default:
			b.WriteString(mathText(k.elem))
		}
	}
	switch e.name {
	case "msqrt":
		return "√(" + b.String() + ")"
	case "mfenced":
		return "(" + b.String() + ")"
	}
	return b.String()
}

// bracket sets brackets where the text is more than one number or name.
func bracket(text string) string {
	text = strings.TrimSpace(text)
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '.' }) {
		return "(" + text + ")"
	}
	return text
}

func lowered(text string) string {
	text = strings.TrimSpace(text)
	if low := subscript(text); low != text || text == "" {
		return low
	}
	return "_" + bracket(text)
}
