package source

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// mathML turns presentation MathML into terms, from the tags and the text of a document as they come: in XML, in SGML, in a page. A
// formula without any such markup is empty.
type mathML struct {
	open []mathElement
	done term
	mute int
}

// mathElement is an open element of a formula.
type mathElement struct {
	name  string
	text  []byte // of mi, mn, mo, mtext
	parts []term
	attrs [3]string // open, close, separators of mfenced; the first is the thickness of an mfrac's line
}

// start takes a start tag with its attributes as they stand in the file.
func (f *mathML) start(name, attrs []byte) {
	f.begin(string(name), func(key string) (string, bool) {
		v := attr(attrs, key)
		if v == nil {
			return "", false
		}
		return plainText(v), true
	})
}

func (f *mathML) begin(name string, attr func(key string) (string, bool)) {
	if f.mute > 0 {
		f.mute++
		return
	}
	switch name {
	case "annotation", "annotation-xml", "mphantom", "none", "mprescripts", "maligngroup", "malignmark", "img", "image", "number", "mathematica-file",
		"script", "style":
		f.mute++
		return
	}
	e := mathElement{name: name}
	set := func(i int, key string) {
		if v, is := attr(key); is {
			e.attrs[i] = v
		}
	}
	switch name {
	case "mfenced":
		e.attrs = [3]string{"(", ")", ","}
		set(0, "open")
		set(1, "close")
		set(2, "separators")
	case "mfrac":
		set(0, "linethickness")
	}
	f.open = append(f.open, e)
}

// plainText is a short piece of text with its references resolved.
func plainText(raw []byte) string {
	var p prose
	p.write(raw, false)
	return p.String()
}

func (f *mathML) write(raw []byte, cdata bool) {
	if f.mute > 0 || len(f.open) == 0 {
		return
	}
	e := &f.open[len(f.open)-1]
	var p prose
	p.write(raw, cdata)
	switch s := p.String(); e.name {
	case "mi", "mn", "mo", "mtext", "ms":
		e.text = append(e.text, s...)
	default: // text where none belongs is kept as words
		if s != "" {
			e.parts = append(e.parts, term{text: s, bond: product})
		}
	}
}

// end tells whether the formula itself ends.
func (f *mathML) end([]byte) bool {
	if f.mute > 0 {
		f.mute--
		return false
	}
	if len(f.open) == 0 {
		return true
	}
	last := len(f.open) - 1
	t := f.open[last].term().bounded()
	f.open = f.open[:last]
	if last == 0 {
		f.done = t
		return true
	}
	switch parent := &f.open[last-1]; parent.name {
	case "mi", "mn", "mo", "mtext", "ms": // no element belongs inside these: what stands there goes on with their text
		parent.text = append(parent.text, t.text...)
	default:
		parent.parts = append(parent.parts, t)
	}
	return false
}

// String is the formula in a line, or empty where its markup says nothing.
func (f *mathML) String() string { return f.done.line() }

// term is what an element of a formula reads like once it ends.
func (e *mathElement) term() term {
	part := func(i int) term {
		if i < len(e.parts) {
			return e.parts[i]
		}
		return term{}
	}
	switch e.name {
	case "mi", "mn":
		return term{text: string(e.text)}
	case "mtext", "ms":
		return words(string(e.text))
	case "mo":
		return operator(string(e.text))
	case "mspace":
		return blank
	case "msub", "munder":
		return scripted(part(0), part(1), term{})
	case "msup":
		return scripted(part(0), term{}, part(1))
	case "mover":
		return over(part(0), part(1))
	case "msubsup", "munderover":
		return scripted(part(0), part(1), part(2))
	case "mmultiscripts":
		t := scripted(part(0), term{}, term{})
		for i := 1; i < len(e.parts); i += 2 {
			t.text += lowered(part(i)) + raised(part(i+1))
		}
		return t
	case "mfrac":
		if thick := strings.TrimRight(e.attrs[0], "pxteminc%"); thick != "" && strings.Trim(thick, "0.") == "" {
			return stacked(part(0), part(1))
		}
		return ratio(part(0), part(1))
	case "msqrt":
		return radical(joined(e.parts), term{})
	case "mroot":
		return radical(part(0), part(1))
	case "mfenced":
		return fenced(e.attrs[0], e.parts, []rune(e.attrs[2]), e.attrs[1])
	case "mtable":
		return list(e.parts, "; ")
	case "mtr", "mlabeledtr":
		return list(e.parts, ", ")
	case "semantics":
		return part(0)
	}
	return joined(e.parts)
}

// sgmlMathEnd is the length of a formula with its end tag; one without end goes to the paragraph's end, or to the end.
func sgmlMathEnd(data []byte, name string) int {
	if end := bytes.Index(data, []byte("</PARA>")); end >= 0 {
		data = data[:end]
	}
	if end := bytes.Index(data, []byte("</"+name+">")); end >= 0 {
		return end + len(name) + 3
	}
	return len(data)
}

// sgmlMath gives a formula of an SGML grant, without its first tag, as text in a line. It is empty where the formula has no text.
func sgmlMath(data []byte) string {
	var f mathML
	f.start([]byte("math"), nil)
	s := scanner{data: data}
	for kind := s.next(); kind != endOfData; kind = s.next() {
		switch kind {
		case startTag:
			f.start(s.name, s.attrs)
		case characters:
			f.write(s.raw, s.cdata)
		case endTag:
			f.end(s.name)
		}
	}
	f.end(nil)
	return f.String()
}

// htmlMath gives a formula of a page as text in a line; one whose markup says nothing is what its author says of it, or "[formula]".
func htmlMath(n *html.Node) string {
	var f mathML
	f.node(n)
	text := f.String()
	if text == "" {
		text = htmlAttr(n, "alttext")
	}
	if text == "" {
		return "[formula]"
	}
	return text
}

func (f *mathML) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		f.write([]byte(n.Data), true)
	case html.ElementNode:
		f.begin(n.Data, func(key string) (string, bool) { return htmlAttr(n, key), has(n, key) })
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			f.node(c)
		}
		f.end(nil)
	}
}
