package source

import (
	"bytes"
	"fmt"
	"slices"
)

// tree is one XML element with what stands in it, cut out of the document and not copied. Names are local ones: offices change
// prefixes and namespaces, not names.
type tree struct {
	name  string
	attrs []byte // as they stand in the start tag
	kids  []node
	line  int    // on which the start tag begins
	inner []byte // all that stands between its tags, and on which line that begins
	from  int
}

// node is a piece of an element's content: an element, or text as it stands in the file.
type node struct {
	elem  *tree
	raw   []byte
	cdata bool
}

// maxNodes bounds a tree: a document with a long description has some ten thousand elements and pieces of text.
const maxNodes = 1 << 22

// readTree reads the first element of data, which is UTF-8 and begins on line first of the file called name. Of elements that are
// named in leave only the tags are read. A document that breaks off, that closes what is not open, or that has too many levels or
// pieces is an error.
func readTree(name string, data []byte, first int, leave ...string) (*tree, error) {
	s := scanner{data: data}
	var open []*tree
	nodes, counted, line := 0, 0, first
	at := func(pos int) int {
		line += bytes.Count(data[counted:pos], []byte("\n"))
		counted = pos
		return line
	}
	for {
		kind := s.next()
		if s.fault != "" {
			return nil, fmt.Errorf("%s:%d: the document is damaged, %s: get it again", name, first+bytes.Count(data[:s.faultAt], []byte("\n")), s.fault)
		}
		if nodes++; nodes > maxNodes {
			return nil, fmt.Errorf("%s:%d: more than %d elements and pieces of text: no patent document; check the file", name, first+bytes.Count(data[:s.at], []byte("\n")), maxNodes)
		}
		switch kind {
		case endOfData:
			return nil, fmt.Errorf("%s:%d: no XML element: the file is empty or cut short", name, first)
		case startTag:
			e := &tree{name: string(local(s.name)), attrs: s.attrs, line: at(s.at)}
			e.from, e.inner = at(s.pos), data[s.pos:]
			if len(open) > 0 {
				up := open[len(open)-1]
				up.kids = append(up.kids, node{elem: e})
			}
			open = append(open, e)
			if s.closing == 0 && slices.Contains(leave, e.name) {
				if end := bytes.Index(data[s.pos:], slices.Concat([]byte("</"), s.name, []byte(">"))); end >= 0 {
					s.pos += end
				}
			}
		case endTag:
			e := open[len(open)-1]
			open = open[:len(open)-1]
			e.inner = e.inner[:max(0, len(e.inner)-(len(data)-s.at))]
			if len(open) == 0 {
				return e, nil
			}
		case characters:
			if len(open) > 0 {
				up := open[len(open)-1]
				up.kids = append(up.kids, node{raw: s.raw, cdata: s.cdata})
			}
		}
	}
}

// attr returns an attribute by its local name as text, or nothing.
func (e *tree) attr(name string) string {
	rest := e.attrs
	for len(rest) > 0 {
		key, after, _ := bytes.Cut(rest, []byte("="))
		key = bytes.TrimSpace(key)
		if string(local(key)) == name {
			return plainText(attr(rest, string(key)))
		}
		after = bytes.TrimLeft(after, " \t\r\n")
		if len(after) == 0 {
			return ""
		}
		end := bytes.IndexByte(after[1:], after[0])
		if end < 0 {
			return ""
		}
		rest = after[end+2:]
	}
	return ""
}

// child returns the first element of that name right inside, or nil.
func (e *tree) child(name string) *tree {
	if e == nil {
		return nil
	}
	i := slices.IndexFunc(e.kids, func(k node) bool { return k.elem != nil && k.elem.name == name })
	if i < 0 {
		return nil
	}
	return e.kids[i].elem
}

// all returns the elements of that name, or of any name for "", anywhere inside, in order, but none inside another of them.
func (e *tree) all(name string) []*tree {
	var out []*tree
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
func (e *tree) first(name string) *tree {
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

// aside are the elements that are no part of the text: what stands at a page's edge.
var aside = map[string]bool{"BoundaryData": true, "HeaderText": true, "FooterText": true, "LineNumber": true, "PageNumber": true}

// inserted and deleted are the elements of amendments, in small letters: Ins and Del of WIPO ST.96, ins, del and strike elsewhere.
var (
	inserted = map[string]bool{"ins": true, "insert": true, "insertedtext": true}
	deleted  = map[string]bool{"del": true, "delete": true, "deletedtext": true, "strike": true, "strikethrough": true}
)

// through are the elements of ST.96 that stand inside words and say nothing of how these look.
var through = map[string]bool{"OCRConfidenceData": true, "PartName": true, "PartNumber": true, "ClaimReference": true, "FigureReference": true, "ClaimLabelText": true}

// into writes what stands in e.
func (e *tree) into(p *prose) {
	for _, k := range e.kids {
		if k.elem == nil {
			p.write(k.raw, k.cdata)
		} else {
			k.elem.whole(p)
		}
	}
}

// whole writes e itself. ST.96 writes the names of ST.36's elements with a capital.
func (e *tree) whole(p *prose) {
	name := string(bytes.ToLower([]byte(e.name)))
	switch {
	case aside[e.name]:
		p.space()
	case through[e.name]:
		e.into(p)
	case inserted[name]:
		p.instruct([]byte("insert-start"))
		e.into(p)
		p.instruct([]byte("insert-end"))
	case deleted[name]:
		p.instruct([]byte("delete-start"))
		e.into(p)
		p.instruct([]byte("delete-end"))
	default:
		p.start([]byte(name), e.attrs)
		e.into(p)
		p.end([]byte(name))
	}
}

// oneLine returns what stands in e on one line, written by p.
func (e *tree) oneLine(p *prose) string {
	p.reset()
	e.into(p)
	return p.String()
}

// textOf returns an element's text on one line, amendments accepted; nothing for nil.
func textOf(e *tree) string {
	if e == nil {
		return ""
	}
	return e.oneLine(&prose{})
}
