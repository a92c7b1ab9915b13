package source

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// htmlMath writes a formula of a page in a line: "a/b", "x²", "√(a + b)". A formula without marks of its own is its text; one that
// is only an image, "[formula]".
func htmlMath(n *html.Node) string {
	text := strings.TrimSpace(mathNode(n))
	if text == "" {
		if alt := attr(n, "alttext"); alt != "" {
			return alt
		}
		return "[formula]"
	}
	return text
}

func mathNode(n *html.Node) string {
	if n.Type == html.TextNode {
		return strings.Join(strings.Fields(n.Data), " ")
	}
	var parts []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" || c.Type == html.CommentNode {
			continue
		}
		parts = append(parts, mathNode(c))
	}
	at := func(i int) string {
		if i < len(parts) {
			return parts[i]
		}
		return ""
	}
	switch n.Data {
	case "annotation", "annotation-xml", "script", "style", "img":
		return ""
	case "mo":
		switch op := strings.Join(parts, ""); op {
		case "=", "<", ">", "≤", "≥", "≈", "≠", "+", "−", "±", "×", "·", "∈", "→":
			return " " + op + " "
		case ",", ";":
			return op + " "
		case "\u2061", "\u2062", "\u2063", "\u2064": // applied, times, comma and plus that nobody sees
			return ""
		default:
			return op
		}
	case "mfrac":
		return bracket(at(0)) + "/" + bracket(at(1))
	case "msqrt":
		return "√(" + strings.TrimSpace(strings.Join(parts, "")) + ")"
	case "mroot":
		return superscript(at(1)) + "√(" + at(0) + ")"
	case "msub", "munder":
		return at(0) + subscript(at(1))
	case "msup", "mover":
		return at(0) + superscript(at(1))
	case "msubsup", "munderover":
		return at(0) + subscript(at(1)) + superscript(at(2))
	case "mfenced":
		return "(" + strings.Join(parts, ", ") + ")"
	case "mtr":
		return strings.Join(parts, ", ")
	case "mtable":
		return "[" + strings.Join(parts, "; ") + "]"
	}
	return strings.Join(parts, "")
}

// bracket sets what has several signs in brackets.
func bracket(text string) string {
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) > 1 && strings.ContainsAny(text, " +−-/·×") && !strings.HasPrefix(text, "(") {
		return "(" + text + ")"
	}
	return text
}
