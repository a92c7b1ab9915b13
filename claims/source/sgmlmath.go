package source

import (
	"bytes"
	"strings"
)

// sgmlNode is an element of MathML, or text.
type sgmlNode struct {
	name string
	text string
	kids []*sgmlNode
}

// sgmlMathEnd is the length of a formula with its end tag; one without end goes to the next paragraph's end, or to the end.
func sgmlMathEnd(data []byte, name string) int {
	if end := bytes.Index(data, []byte("</"+name+">")); end >= 0 {
		return end + len(name) + 3
	}
	if end := bytes.Index(data, []byte("</PARA>")); end >= 0 {
		return end
	}
	return len(data)
}

// sgmlMath gives a formula in MathML as text in a line: "(a−b)/c", "x²", "√(x+y)". It is empty where the formula has no text.
func sgmlMath(data []byte, reader *sgmlReader) (string, error) {
	root := &sgmlNode{name: "math"}
	open := []*sgmlNode{root}
	for len(data) > 0 {
		at := bytes.IndexByte(data, '<')
		if at < 0 {
			at = len(data)
		}
		top := open[len(open)-1]
		if text := strings.Join(strings.Fields(reader.decode(string(data[:at]))), " "); text != "" {
			top.kids = append(top.kids, &sgmlNode{text: text})
		}
		data = data[at:]
		end := bytes.IndexByte(data, '>')
		if end < 0 {
			break
		}
		tag := data[1:end]
		data = data[end+1:]
		name := sgmlName(tag)
		switch {
		case name == "" || name[0] == '!' || name[0] == '?' || bytes.HasSuffix(tag, []byte("/")) || name == "mspace" || name == "EMI":
		case name[0] == '/':
			if len(open) > 1 && open[len(open)-1].name == name[1:] {
				open = open[:len(open)-1]
			}
		default:
			if len(open) > 4*deepest {
				return "", errDeep
			}
			node := &sgmlNode{name: name}
			top.kids = append(top.kids, node)
			open = append(open, node)
		}
	}
	return strings.Join(strings.Fields(root.line()), " "), nil
}

// line gives the node as text in a line.
func (n *sgmlNode) line() string {
	if n.name == "" {
		return n.text
	}
	kid := func(i int) *sgmlNode {
		if i < len(n.kids) {
			return n.kids[i]
		}
		return &sgmlNode{}
	}
	switch n.name {
	case "mfrac":
		return kid(0).whole() + "/" + kid(1).whole()
	case "msup", "mover":
		return kid(0).whole() + superscript(kid(1).line())
	case "msub", "munder":
		return kid(0).whole() + subscript(kid(1).line())
	case "msubsup", "munderover":
		return kid(0).whole() + subscript(kid(1).line()) + superscript(kid(2).line())
	case "msqrt":
		return "√(" + n.joined("") + ")"
	case "mroot":
		return superscript(kid(1).line()) + "√(" + kid(0).line() + ")"
	case "mfenced":
		return "(" + n.joined(",") + ")"
	case "mtable":
		return n.joined("; ")
	case "mtr", "mtd":
		return n.joined(" ")
	case "mo":
		if text := n.joined(""); strings.ContainsAny(text, "=<>≤≥≈→≡∈") {
			return " " + text + " "
		} else if text == "-" {
			return "−"
		} else {
			return text
		}
	}
	return n.joined("")
}

func (n *sgmlNode) joined(by string) string {
	parts := make([]string, len(n.kids))
	for i, k := range n.kids {
		parts[i] = k.line()
	}
	return strings.Join(parts, by)
}

// whole is the node as text that stays together: in brackets where it has more than one term.
func (n *sgmlNode) whole() string {
	text := strings.TrimSpace(n.line())
	bracketed := strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") && strings.Count(text, "(") == 1
	if strings.ContainsAny(text, "+−=/ ") && !bracketed {
		return "(" + text + ")"
	}
	return text
}
