package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// formula reads MathML as a line of text: "W = ⌊lg(M/R)⌋", "∑_(k=0)^(n−1) x²", with brackets where the layout says what belongs
// together. Only presentation markup is read; a formula without any is empty.
type formula struct {
	open []mathNode
	done term
	mute int
}

// mathNode is an open element of a formula.
type mathNode struct {
	name  string
	text  []byte // of mi, mn, mo, mtext
	parts []term
	attrs [3]string // open, close, separators of mfenced
}

// term is a piece of a formula as text, and how tightly it holds together.
type term struct {
	text string
	bond bond
	op   bool // an operator
	gone bool // an invisible operator
}

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

func (f *formula) start(name, attrs []byte) {
	if f.mute > 0 {
		f.mute++
		return
	}
	switch string(name) {
	case "annotation", "annotation-xml", "mphantom", "none", "mprescripts", "maligngroup", "malignmark", "img", "image", "number", "mathematica-file":
		f.mute++
		return
	}
	n := mathNode{name: string(name)}
	if n.name == "mfenced" {
		n.attrs = [3]string{"(", ")", ","}
		for i, key := range []string{"open", "close", "separators"} {
			if v := attr(attrs, key); v != nil {
				n.attrs[i] = plainText(v)
			}
		}
	}
	f.open = append(f.open, n)
}

// plainText is a short piece of text with its references resolved.
func plainText(raw []byte) string {
	var p prose
	p.write(raw, false)
	return p.String()
}

func (f *formula) write(raw []byte, cdata bool) {
	if f.mute > 0 || len(f.open) == 0 {
		return
	}
	n := &f.open[len(f.open)-1]
	var p prose
	p.write(raw, cdata)
	switch s := p.String(); n.name {
	case "mi", "mn", "mo", "mtext", "ms":
		n.text = append(n.text, s...)
	default: // text where none belongs is kept as words
		if s != "" {
			n.parts = append(n.parts, term{text: s, bond: product})
		}
	}
}

// end tells whether the formula itself ends.
func (f *formula) end([]byte) bool {
	if f.mute > 0 {
		f.mute--
		return false
	}
	if len(f.open) == 0 {
		return true
	}
	last := len(f.open) - 1
	t := f.open[last].term()
	f.open = f.open[:last]
	if last == 0 {
		f.done = t
		return true
	}
	switch parent := &f.open[last-1]; parent.name {
	case "mi", "mn", "mo", "mtext", "ms": // nothing belongs inside these; what stands there is kept
		parent.text = append(parent.text, t.text...)
	default:
		parent.parts = append(parent.parts, t)
	}
	return false
}

// String is the formula in a line, or empty where its markup says nothing.
func (f *formula) String() string { return strings.Join(strings.Fields(f.done.text), " ") }

// term is what an element of a formula reads like once it ends.
func (n *mathNode) term() term {
	part := func(i int) term {
		if i < len(n.parts) {
			return n.parts[i]
		}
		return term{}
	}
	switch n.name {
	case "mi", "mn", "mtext", "ms":
		t := term{text: string(n.text)}
		if n.name == "mtext" && strings.Contains(t.text, " ") {
			t.bond = product
		}
		return t
	case "mo":
		return operator(string(n.text))
	case "mspace":
		return term{text: " ", gone: true}
	case "msub", "munder":
		return term{text: grouped(part(0)) + lowered(part(1))}
	case "msup":
		return term{text: grouped(part(0)) + raised(part(1))}
	case "mover":
		return over(part(0), part(1))
	case "msubsup", "munderover":
		return term{text: grouped(part(0)) + lowered(part(1)) + raised(part(2))}
	case "mmultiscripts":
		t := term{text: grouped(part(0))}
		for i := 1; i < len(n.parts); i += 2 {
			t.text += lowered(part(i)) + raised(part(i+1))
		}
		return t
	case "mfrac":
		return term{text: grouped(part(0)) + "/" + grouped(part(1)), bond: fraction}
	case "msqrt":
		return term{text: "√" + rooted(joined(n.parts))}
	case "mroot":
		return term{text: superscript(part(1).text) + "√" + rooted(part(0))}
	case "mfenced":
		var b strings.Builder
		for i, p := range n.parts {
			if i > 0 {
				if seps := []rune(n.attrs[2]); len(seps) > 0 {
					b.WriteString(string(seps[min(i-1, len(seps)-1)]) + " ")
				}
			}
			b.WriteString(p.text)
		}
		return term{text: n.attrs[0] + b.String() + n.attrs[1]}
	case "mtable":
		return term{text: list(n.parts, "; "), bond: sum}
	case "mtr", "mlabeledtr":
		return term{text: list(n.parts, ", "), bond: sum}
	case "semantics":
		return part(0)
	}
	return joined(n.parts)
}

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

func list(parts []term, between string) string {
	var out []string
	for _, p := range parts {
		if p.text != "" {
			out = append(out, p.text)
		}
	}
	return strings.Join(out, between)
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

func rooted(t term) string {
	if t.bond == single && utf8.RuneCountInString(t.text) == 1 || bracketed(t.text) {
		return t.text
	}
	return "(" + t.text + ")"
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

func over(base, top term) term {
	if mark, ok := accents[strings.TrimSpace(top.text)]; ok && utf8.RuneCountInString(base.text) == 1 {
		return term{text: base.text + mark}
	}
	if top.text == "" {
		return base
	}
	return term{text: grouped(base) + raised(top)}
}
