package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// element is one XML element with what stands in it. Names are local ones: offices change prefixes and namespaces, not names.
type element struct {
	name  string
	attrs []xml.Attr
	kids  []node
	line  int // on which it starts
}

// node is a piece of an element's content: an element, or text.
type node struct {
	elem *element
	text string
}

// The bounds of a tree: real documents have less than 20 levels and, one with a long description, some ten thousand nodes.
const (
	maxLevels = 200
	maxNodes  = 1 << 22
)

// readTree reads the first element of data, which begins on line first of the file called name, and returns it with what a reader
// has to say of it. Elements that are named in leave are read over.
//
// Entities are the predefined and HTML's; those that a document defines itself stay as they are written. A document that breaks
// off, that closes what is not open, that has more than maxLevels levels or more than maxNodes nodes is an error.
func readTree(name string, data []byte, first int, leave ...string) (*element, []string, error) {
	data, notes := unicodeXML(data)
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // unicodeXML did it
	var open []*element
	nodes, inside := 0, 0 // inside counts the levels of an element that is read over
	at := func() int {
		line, _ := d.InputPos()
		return first - 1 + line
	}
	for {
		tok, err := d.RawToken()
		if err != nil {
			return nil, notes, fmt.Errorf("%s:%d: %s", name, at(), xmlReason(err, open))
		}
		switch t := tok.(type) {
		case xml.Directive:
			if bytes.Contains(t, []byte("<!ENTITY")) && len(open) == 0 {
				notes = append(notes, "the document defines entities of its own: they are not expanded")
			}
		case xml.StartElement:
			if nodes++; len(open) == maxLevels || nodes > maxNodes {
				return nil, notes, fmt.Errorf("%s:%d: more than %d levels or %d elements: no patent document; check the file", name, at(), maxLevels, maxNodes)
			}
			e := &element{name: t.Name.Local, attrs: slices.Clone(t.Attr), line: at()}
			open = append(open, e)
			if inside > 0 || slices.Contains(leave, e.name) {
				inside++
			}
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1].name != t.Name.Local {
				return nil, notes, fmt.Errorf("%s:%d: </%s> closes what is not open%s: the file is damaged; get it again", name, at(), t.Name.Local, within(open))
			}
			e := open[len(open)-1]
			open = open[:len(open)-1]
			switch {
			case inside > 0:
				inside--
			case len(open) > 0:
				up := open[len(open)-1]
				up.kids = append(up.kids, node{elem: e})
			}
			if len(open) == 0 {
				return e, notes, nil
			}
		case xml.CharData:
			if len(open) > 0 && inside == 0 && len(t) > 0 {
				if nodes++; nodes > maxNodes {
					return nil, notes, fmt.Errorf("%s:%d: more than %d pieces: no patent document; check the file", name, at(), maxNodes)
				}
				up := open[len(open)-1]
				up.kids = append(up.kids, node{text: string(t)})
			}
		}
	}
}

func within(open []*element) string {
	if len(open) == 0 {
		return ""
	}
	e := open[len(open)-1]
	return fmt.Sprintf(" inside <%s> of line %d", e.name, e.line)
}

func xmlReason(err error, open []*element) string {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF) && len(open) == 0:
		return "no XML element: the file is empty or cut short"
	case errors.Is(err, io.EOF), errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF"):
		return "the document breaks off" + within(open) + ": the file is cut short; get it again"
	case errors.As(err, &syntax):
		return "no valid XML, " + syntax.Msg + within(open) + ": the file is damaged; get it again"
	}
	return "no valid XML: " + err.Error()
}

var declared = regexp.MustCompile(`^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})["']`)

// unicodeXML returns data as valid UTF-8 without control characters, by its byte order mark, else as the XML declaration says.
func unicodeXML(data []byte) ([]byte, []string) {
	var notes []string
	enc := byOrderMark(data)
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if m := declared.FindSubmatch(data[:min(len(data), 256)]); m != nil && enc == "" {
		enc = strings.ToLower(string(m[1]))
	}
	if enc != "" && enc != "utf-8" && enc != "utf8" && (strings.HasPrefix(enc, "utf-16") == (byOrderMark(data) != "")) {
		r, err := charset.NewReaderLabel(enc, bytes.NewReader(data))
		if err == nil {
			var out []byte
			if out, err = io.ReadAll(r); err == nil {
				data = bytes.TrimPrefix(out, []byte("\xef\xbb\xbf"))
			}
		}
		if err != nil {
			notes = append(notes, fmt.Sprintf("the encoding %q is not known: read as UTF-8", enc))
		}
	}
	if !utf8.Valid(data) {
		data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
		notes = append(notes, "bytes that are no valid text were read as \uFFFD")
	}
	if bytes.ContainsFunc(data, notXML) {
		data = bytes.Map(func(r rune) rune {
			if notXML(r) {
				return utf8.RuneError
			}
			return r
		}, data)
		notes = append(notes, "control characters were read as \uFFFD")
	}
	return data, notes
}

func notXML(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == '\uFFFE' || r == '\uFFFF'
}

// attr returns an attribute by its local name, trimmed, or nothing.
func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// child returns the first element that path leads to, level by level, or nil.
func (e *element) child(path ...string) *element {
	for _, name := range path {
		if e == nil {
			return nil
		}
		i := slices.IndexFunc(e.kids, func(k node) bool { return k.elem != nil && k.elem.name == name })
		if i < 0 {
			return nil
		}
		e = e.kids[i].elem
	}
	return e
}

// all returns the elements of that name, or of any name for "", anywhere inside, in order, but none inside another of them.
func (e *element) all(name string) []*element {
	var out []*element
	if e == nil {
		return nil
	}
	for _, k := range e.kids {
		switch {
		case k.elem == nil:
		case k.elem.name == name || name == "":
			out = append(out, k.elem)
		default:
			out = append(out, k.elem.all(name)...)
		}
	}
	return out
}

// first returns the first element of that name anywhere inside, or nil.
func (e *element) first(name string) *element {
	if e == nil {
		return nil
	}
	for _, k := range e.kids {
		if k.elem == nil {
			continue
		}
		if k.elem.name == name {
			return k.elem
		}
		if f := k.elem.first(name); f != nil {
			return f
		}
	}
	return nil
}
