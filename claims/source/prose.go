package source

import (
	"bytes"
	"unicode/utf8"
)

// prose turns the inside of a claim, a paragraph or a title into the text that people read: white space folded, references
// resolved, raised and lowered characters as Unicode has them, formulas in a line, tables and lists with their parts divided. It is
// fed a scanner's tokens.
type prose struct {
	lines bool // parts stand on lines of their own, as in claims; else everything is one line
	marks bool // amendments are marked ([[deleted]], {+inserted+}), not taken as accepted

	out    []byte
	gap    byte // what is due before the next text: 0, ' ', ';' (a part ends), '\n'
	indent int  // of the next line
	base   int  // the indent of the claim part that lists and tables stand in
	bars   int  // ends of table cells that are due
	row    bool // the row has text
	lead   bool // a table or a list has begun, none of its parts yet

	scripts []script // open raised and lowered text
	mute    int      // depth of elements that are passed over
	formula *mathML  // the formula being read
	deleted bool     // between the marks of a deletion that is taken as accepted

	chemistry, formulas, images int  // drawings that text stands for
	amended                     bool // amendments were taken as accepted
	bad                         bool // bytes that are no UTF-8
	unknown                     []byte
}

type script struct {
	raised bool
	at     int
}

// reset makes p ready for another text. What it noted stays.
func (p *prose) reset() {
	p.out, p.gap, p.indent, p.base, p.bars, p.row, p.lead = p.out[:0], 0, 0, 0, 0, false, false
	p.scripts, p.mute, p.formula, p.deleted = p.scripts[:0], 0, nil, false
}

// String is the text so far.
func (p *prose) String() string {
	if !utf8.Valid(p.out) {
		p.bad = true
		return string(bytes.ToValidUTF8(p.out, []byte("\uFFFD")))
	}
	return string(p.out)
}

// space asks for a space before the next text.
func (p *prose) space() {
	if p.gap == 0 {
		p.gap = ' '
	}
}

// part ends a part of the text: a line in a claim, else a semicolon where no mark stands.
func (p *prose) part(indent int) {
	switch {
	case p.lines:
		p.gap, p.indent = '\n', indent
	case p.lead: // the first part follows what leads to it
		p.space()
	default:
		p.gap = ';'
	}
	p.lead = false
}

// maxIndent bounds the levels that a line is indented by.
const maxIndent = 20

// fill writes what is due before the next text.
func (p *prose) fill() {
	if p.bars > 0 {
		if p.row {
			for range p.bars {
				p.out = append(p.out, " |"...)
			}
			p.gap = ' '
		}
		p.bars = 0
	}
	p.row = true
	if p.gap == 0 {
		return
	}
	gap := p.gap
	p.gap = 0
	if len(p.out) == 0 {
		return
	}
	last := p.out[len(p.out)-1]
	switch {
	case gap == '\n':
		p.out = append(bytes.TrimRight(p.out, " "), '\n')
		for range min(p.indent, maxIndent) {
			p.out = append(p.out, ' ', ' ')
		}
	case last == ' ' || last == '\n':
	case gap == ';' && bytes.IndexByte([]byte(".;:,|([{"), last) < 0:
		p.out = append(p.out, "; "...)
	default:
		p.out = append(p.out, ' ')
	}
}

// kinds of bytes in text.
const (
	ordinary byte = iota
	white
	ampersand
	maybeWhite // begins a character that may be white
)

var kinds = func() (k [256]byte) {
	for c := range 0x21 {
		k[c] = white
	}
	k['&'], k[0x7f] = ampersand, white
	for _, c := range []byte{0xc2, 0xe1, 0xe2, 0xe3} {
		k[c] = maybeWhite
	}
	return k
}()

// write takes a piece of text as it stands in the file.
func (p *prose) write(raw []byte, cdata bool) {
	switch {
	case p.mute > 0 || p.deleted:
		return
	case p.formula != nil:
		p.formula.write(raw, cdata)
		return
	}
	for len(raw) > 0 {
		n := 0
		for n < len(raw) && (kinds[raw[n]] == ordinary || raw[n] == ' ' && n > 0 && n+1 < len(raw) && kinds[raw[n+1]] == ordinary) {
			n++ // a single space between two words stays as it is
		}
		if n > 0 {
			p.add(raw[:n])
			raw = raw[n:]
			continue
		}
		switch kinds[raw[0]] {
		case white:
			p.space()
			raw = raw[1:]
		case ampersand:
			char, size := "", 0
			if !cdata {
				char, size = entity(raw)
			}
			switch {
			case size == 0:
				p.add(raw[:1])
				size = 1
			case char == "":
				p.known(raw[:size])
				p.add(raw[:size])
			default:
				p.char(char)
			}
			raw = raw[size:]
		default:
			_, size := utf8.DecodeRune(raw)
			p.char(string(raw[:size]))
			raw = raw[size:]
		}
	}
}

func (p *prose) known(name []byte) {
	if p.unknown == nil {
		p.unknown = bytes.Clone(name)
	}
}

// char adds a character, which may be one of Unicode's spaces.
func (p *prose) char(char string) {
	r, _ := utf8.DecodeRuneInString(char)
	switch {
	case r <= ' ' || r == 0x7f || r == 0x85 || r == 0xa0 || r == 0x1680 || r >= 0x2000 && r <= 0x200a || r == 0x2028 || r == 0x2029 || r == 0x202f || r == 0x205f || r == 0x3000:
		p.space()
	default:
		p.add([]byte(char))
	}
}

func (p *prose) add(b []byte) {
	if p.deleted {
		return
	}
	if p.gap != 0 || p.bars > 0 || !p.row {
		p.fill()
	}
	p.out = append(p.out, b...)
}

// sign writes what stands for a drawing, set off by spaces.
func (p *prose) sign(text string) {
	p.space()
	p.add([]byte(text))
	p.space()
}

// start takes a start tag.
func (p *prose) start(name, attrs []byte) {
	switch {
	case p.mute > 0:
		p.mute++
		return
	case p.formula != nil:
		p.formula.start(local(name), attrs)
		return
	}
	switch string(name) {
	case "sub", "sub2", "subscript", "sup", "sup2", "superscript":
		if p.gap != 0 || p.bars > 0 || !p.row {
			p.fill()
		}
		p.scripts = append(p.scripts, script{raised: name[2] == 'p', at: len(p.out)})
	case "b", "i", "u", "o", "s", "em", "strong", "bold", "italic", "underscore", "overscore", "smallcaps", "highlight", "emphasis",
		"literal", "figref", "crossref", "claim-ref", "cross-reference", "dependent-claim-reference", "patcit", "nplcit",
		"text", "pre", "span", "email":
	case "br":
		p.space()
	case "chemistry", "chemistry-cwu":
		p.chemistry++
		p.sign("[chemical structure]")
		p.mute++
	case "maths", "math-cwu", "math", "mml:math":
		p.space()
		p.formula = &mathML{}
		p.formula.start(local(name), attrs)
	case "img", "image", "custom-character", "table-external-doc":
		p.image(attrs)
		p.mute++
	case "tables", "table-cwu", "table", "ul", "ol", "dl", "unordered-list", "ordered-list", "list", "markush-group":
		p.space()
		p.bars, p.row, p.lead = 0, true, true
	case "li", "list-item", "dt", "markush-item", "row", "title":
		p.part(p.base + 1)
		p.row = string(name) != "row"
	case "dd":
		p.space()
	case "entry":
		p.bars++
		p.gap = max(p.gap, ' ')
	case "number", "mathematica-file", "cdx-file", "mol-file", "colspec", "spanspec":
		p.mute++
	default:
		p.space()
	}
}

// end takes an end tag.
func (p *prose) end(name []byte) {
	switch {
	case p.mute > 0:
		p.mute--
		return
	case p.formula != nil:
		if p.formula.end(local(name)) {
			text := p.formula.String()
			p.formula = nil
			if text == "" {
				p.formulas++
				text = "[formula]"
			}
			p.sign(text)
		}
		return
	}
	switch string(name) {
	case "sub", "sub2", "subscript", "sup", "sup2", "superscript":
		p.script()
	case "b", "i", "u", "o", "s", "em", "strong", "bold", "italic", "underscore", "overscore", "smallcaps", "highlight", "emphasis",
		"literal", "figref", "crossref", "claim-ref", "cross-reference", "dependent-claim-reference", "patcit", "nplcit",
		"text", "pre", "span", "email", "entry":
	case "tables", "table-cwu", "table", "ul", "ol", "dl", "unordered-list", "ordered-list", "list", "markush-group", "row", "title":
		p.bars, p.row = 0, true
		p.part(p.base)
	case "dt":
		p.add([]byte(":"))
		p.space()
	case "li", "list-item", "markush-item", "dd":
		p.part(p.base)
	default:
		p.space()
	}
}

// maxScript bounds the bytes of raised or lowered text that is turned: whoever raises more has forgotten to end it.
const maxScript = 512

// script ends raised or lowered text.
func (p *prose) script() {
	last := len(p.scripts) - 1
	if last < 0 {
		return
	}
	s := p.scripts[last]
	p.scripts = p.scripts[:last]
	if s.at > len(p.out) {
		return
	}
	inner := string(p.out[s.at:])
	switch {
	case inner == "" || len(inner) > maxScript:
		return
	case s.raised:
		inner = superscript(inner)
	default:
		inner = subscript(inner)
	}
	p.out = append(p.out[:s.at], inner...)
}

// image writes what stands for a drawing by what its markup says it shows.
func (p *prose) image(attrs []byte) {
	switch string(attr(attrs, "img-content")) {
	case "chem", "chemistry":
		p.chemistry++
		p.sign("[chemical structure]")
	case "math":
		p.formulas++
		p.sign("[formula]")
	default:
		p.images++
		p.sign("[image]")
	}
}

// instruct takes a processing instruction: some bound formulas, some mark the amendments of a reissue.
func (p *prose) instruct(name []byte) {
	switch string(name) {
	case "in-line-formulae":
		p.space()
	case "delete-start":
		if p.amended = true; p.marks {
			p.add([]byte("[["))
		} else {
			p.deleted = true
		}
	case "delete-end":
		if p.marks {
			p.add([]byte("]]"))
		}
		p.deleted = false
	case "insert-start":
		if p.amended = true; p.marks {
			p.add([]byte("{+"))
		}
	case "insert-end":
		if p.marks {
			p.add([]byte("+}"))
		}
	}
}
