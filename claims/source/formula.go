package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A formula is written in a line by terms that are made of terms, whatever markup says so: "W = ⌊lg(M/R)⌋", "∑_(k=0)^(n−1) x²", with
// brackets where the layout says what belongs together. The functions here write; mathML and docxReader say what is to be written.

// term is a piece of a formula as text, and how tightly it holds together.
type term struct {
	text string
	bond bond
	op   bool // an operator
	gone bool // an invisible operator
}

// bond orders terms by what they need around them to stay together.
type bond int

const (
	single   bond = iota // one name, one number, or in brackets
	product              // side by side
	fraction             // a/b
	sum                  // with operators
)

// relations stand between spaces wherever they stand, signs only between two things.
const (
	relations = "=<>≤≥≦≧≠≈≡≅∼≃∝→←↔⇒⇔∈∉⊂⊆⊃⊇≪≫≜≐:∣|∧∨"
	signs     = "+-−–±∓×÷·∗*⋅∙∘⊕⊗∪∩/"
)

// operator reads an operator. Invisible ones say only that things stand side by side.
func operator(text string) term {
	switch text {
	case "\u2061", "\u2062", "\u2064", "":
		return term{gone: true}
	case "\u2063":
		return term{text: ",", op: true}
	}
	return term{text: text, op: true}
}

// blank is a space that the author of a formula sets.
var blank = term{text: " ", gone: true}

// words is text within a formula.
func words(text string) term {
	t := term{text: text}
	if strings.Contains(text, " ") {
		t.bond = product
	}
	return t
}

// maxFormula bounds in bytes what a part of a formula is written out to, since the parts around it copy it.
const maxFormula = 1 << 16

// bounded is the term, or dots for one that is too long.
func (t term) bounded() term {
	if len(t.text) > maxFormula {
		return term{text: "…"}
	}
	return t
}

// line is the text with its white space folded.
func (t term) line() string { return strings.Join(strings.Fields(t.text), " ") }

// list puts the cells of a row or the rows of a table one after another.
func list(parts []term, between string) term {
	var out []string
	for _, p := range parts {
		if p.text != "" {
			out = append(out, p.text)
		}
	}
	return term{text: strings.Join(out, between), bond: sum}
}

// scripted is base with what stands below and above behind it; a term without text stands for nothing.
func scripted(base, below, above term) term {
	return term{text: grouped(base) + lowered(below) + raised(above)}
}

// ratio is a fraction in a line.
func ratio(above, below term) term {
	return term{text: grouped(above) + "/" + grouped(below), bond: fraction}
}

// stacked is a fraction without its line, as of binomial coefficients.
func stacked(above, below term) term {
	return term{text: "(" + above.text + " over " + below.text + ")"}
}

// radical is a root; the square root where degree has no text.
func radical(of, degree term) term {
	sign := "√"
	if degree.text != "2" {
		sign = superscript(degree.text) + sign
	}
	if of.bond == single && utf8.RuneCountInString(of.text) == 1 || bracketed(of.text) {
		return term{text: sign + of.text}
	}
	return term{text: sign + "(" + of.text + ")"}
}

// applied is a function or a large sign with what it is applied to, in brackets where that would fall apart.
func applied(sign, of term) term {
	if of.bond >= fraction && !bracketed(of.text) {
		of = term{text: "(" + of.text + ")"}
	}
	if strings.HasPrefix(of.text, "(") {
		return joined([]term{sign, of})
	}
	return joined([]term{sign, blank, of})
}

// fenced puts parts between brackets of any kind, with marks between them; the last mark serves for all that follow.
func fenced(open string, parts []term, marks []rune, end string) term {
	if len(parts) == 1 && open == "(" && end == ")" && bracketed(parts[0].text) {
		return parts[0]
	}
	var b strings.Builder
	b.WriteString(open)
	for i, p := range parts {
		if i > 0 && len(marks) > 0 {
			mark := string(marks[min(i-1, len(marks)-1)])
			if strings.Contains(relations, mark) {
				b.WriteByte(' ')
			}
			b.WriteString(mark + " ")
		}
		b.WriteString(p.text)
	}
	b.WriteString(end)
	return term{text: b.String()}
}

// joined puts terms side by side, with spaces around relations and around signs between two things, a space between words, a dot
// between numbers, and brackets around a fraction that something stands next to.
func joined(parts []term) term {
	if len(parts) == 1 {
		return parts[0]
	}
	var b strings.Builder
	out := term{}
	count, before := 0, "" // before is the last thing that was no operator
	for i, p := range parts {
		if p.gone {
			if p.text != "" && b.Len() > 0 && !strings.HasSuffix(b.String(), " ") {
				b.WriteString(p.text)
			}
			continue
		}
		if p.text == "" {
			continue
		}
		count++
		if p.op {
			between := before != "" && !opening(b.String())
			before = ""
			switch {
			case strings.Contains(relations, p.text) || strings.Contains(signs, p.text) && between:
				if s := b.String(); s != "" && !strings.HasSuffix(s, " ") {
					b.WriteByte(' ')
				}
				b.WriteString(p.text + " ")
				out.bond = sum
			case p.text == ",":
				b.WriteString(", ")
				out.bond = sum
			default:
				b.WriteString(p.text)
				out.bond = max(out.bond, product)
				if closing[p.text] {
					before = p.text
				}
			}
			continue
		}
		text := p.text
		if neighbour := beside(parts, i); p.bond == fraction && neighbour || p.bond == sum && neighbour && invisible(parts, i) {
			text = "(" + text + ")"
		}
		if needSpace(before, text) {
			b.WriteByte(' ')
		}
		b.WriteString(text)
		before = text
		out.bond = max(out.bond, product)
		if p.bond == sum {
			out.bond = sum
		}
	}
	out.text = strings.TrimSpace(b.String())
	if count == 1 {
		for _, p := range parts {
			if !p.gone && p.text != "" {
				return p
			}
		}
	}
	return out
}

// closing are the brackets that end a thing.
var closing = map[string]bool{")": true, "]": true, "}": true, "⌋": true, "⌉": true}

// opening tells whether text ends where a sign would stand for one number, not between two.
func opening(text string) bool {
	return strings.HasSuffix(text, "(") || strings.HasSuffix(text, "[") || strings.HasSuffix(text, "{") || strings.HasSuffix(text, ", ")
}

// beside tells whether something that is no operator stands next to the term.
func beside(parts []term, i int) bool {
	for _, step := range []int{-1, 1} {
		j := i + step
		for j >= 0 && j < len(parts) && parts[j].gone {
			j += step
		}
		if j >= 0 && j < len(parts) && !parts[j].op && parts[j].text != "" {
			return true
		}
	}
	return false
}

// invisible tells whether the term stands next to an invisible multiplication.
func invisible(parts []term, i int) bool {
	return i > 0 && parts[i-1].gone && parts[i-1].text == "" || i+1 < len(parts) && parts[i+1].gone && parts[i+1].text == ""
}

// needSpace tells whether two things side by side would read as one: two numbers, or a word and a name.
func needSpace(before, text string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(text)
	if unicode.IsLetter(last) && unicode.IsLetter(first) {
		return utf8.RuneCountInString(text) > 1 || utf8.RuneCountInString(before) > 1
	}
	return unicode.IsDigit(last) && unicode.IsDigit(first)
}

// grouped is a term as it stands before a script or beside a stroke: in brackets unless it holds together by itself.
func grouped(t term) string {
	if t.bond == single || bracketed(t.text) {
		return t.text
	}
	return "(" + t.text + ")"
}

// bracketed tells whether one pair of brackets holds the whole text.
func bracketed(text string) bool {
	if len(text) < 2 || text[0] != '(' || text[len(text)-1] != ')' {
		return false
	}
	depth := 0
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 && i < len(text)-1 {
			return false
		}
	}
	return true
}

// lowered is a term below another, in lowered characters where Unicode has them, else behind "_".
func lowered(t term) string {
	tight := strings.ReplaceAll(t.text, " ", "")
	if tight == "" {
		return ""
	}
	if out, ok := convert(tight, inferiors); ok {
		return out
	}
	if t.bond == single && utf8.RuneCountInString(tight) == 1 {
		return "_" + tight
	}
	return "_(" + tight + ")"
}

// raised is a term above another, in raised characters where Unicode has them, else behind "^".
func raised(t term) string {
	tight := strings.ReplaceAll(t.text, " ", "")
	switch tight {
	case "":
		return ""
	case "′", "″", "‴", "'", "*", "†", "°":
		return tight
	}
	return superscript(tight)
}

// accents are signs over a letter and the combining characters that say the same.
var accents = map[string]string{
	"^": "\u0302", "ˆ": "\u0302", "̂": "\u0302", "~": "\u0303", "˜": "\u0303", "∼": "\u0303", "¯": "\u0304", "‾": "\u0304", "_": "\u0304", "―": "\u0304",
	"−": "\u0304", "-": "\u0304", "˙": "\u0307", ".": "\u0307", "¨": "\u0308", "→": "\u20d7", "⇀": "\u20d7", "ˇ": "\u030c",
}

// over is base with an accent or with anything else above it.
func over(base, top term) term {
	text := strings.TrimSpace(top.text)
	mark, ok := accents[text]
	if r, n := utf8.DecodeRuneInString(text); !ok && n == len(text) && unicode.Is(unicode.Mn, r) {
		mark, ok = text, true
	}
	switch {
	case top.text == "":
		return base
	case ok && utf8.RuneCountInString(base.text) == 1:
		return term{text: base.text + mark}
	case ok && mark == text: // a combining character has no place of its own
		return term{text: "(" + base.text + ")" + mark}
	}
	return term{text: grouped(base) + raised(top)}
}
