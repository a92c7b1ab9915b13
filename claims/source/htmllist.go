package source

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// printedMarker tells whether text begins with the marker of its item already, as in "1. A lamp" or "(a) a bulb"; "a bulb" does not.
func printedMarker(text, marker string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(text, " \t\n("), strings.TrimRight(marker, ".) "))
	return ok && marker != "- " && rest != "" && strings.ContainsRune(".):", rune(rest[0]))
}

// inItem tells whether the block goes on with the list item that the block before began.
func (w *pageText) inItem() bool {
	li := closest(w.start, "li")
	for n := w.blocks[len(w.blocks)-1].at; n != nil && li != nil; n = n.Parent {
		if n == li {
			return true
		}
	}
	return false
}

// list writes the items of a list. Numbers stand as the page shows them. Items of a list without numbers that each end as the
// parts of a claim do (";" or "," and the last with a period) are lines of what introduces them; others begin with a dash.
func (w *pageText) list(n *html.Node) {
	w.flush()
	var items []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.Data == "li" {
			items = append(items, c)
		}
	}
	style := strings.ReplaceAll(strings.ToLower(htmlAttr(n, "style")), " ", "")
	bare := n.Data == "menu" || hasClass(n, "claims") || strings.Contains(style, "list-style:none") || strings.Contains(style, "list-style-type:none")
	numbered := n.Data == "ol" && !bare
	reversed := has(n, "reversed")
	num, step := 1, 1
	if reversed {
		num, step = len(items), -1
	}
	if s, err := strconv.Atoi(strings.TrimSpace(htmlAttr(n, "start"))); err == nil {
		num = s
	}
	parts := !numbered && (w.parts || partsOfClaim(items))
	indent := w.indent
	if w.items > 0 {
		w.indent = min(w.indent+2, 2) // four columns would set it off as a quotation
	}
	w.items++
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.Data != "li" {
			w.node(c)
			continue
		}
		if v, err := strconv.Atoi(strings.TrimSpace(htmlAttr(c, "value"))); err == nil {
			num = v
		}
		w.flush()
		switch {
		case numbered:
			w.marker = listNumber(num, htmlAttr(n, "type"))
			num += step
		case !parts && !bare:
			w.marker = "- "
		}
		w.tight = (parts || w.items > 1) && len(w.blocks) > 0
		w.node(c)
		w.flush()
		w.marker, w.tight = "", false
	}
	w.items--
	w.indent = indent
}

// listNumber writes an item's number in the way that its list's type asks for.
func listNumber(num int, kind string) string {
	switch {
	case (kind == "a" || kind == "A") && num >= 1 && num <= 26:
		return string(kind[0]+byte(num-1)) + ") "
	case (kind == "i" || kind == "I") && num >= 1 && num <= 50:
		roman := strings.Repeat("x", num/10) + []string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}[num%10]
		roman = strings.NewReplacer("xxxxx", "l", "xxxx", "xl").Replace(roman)
		if kind == "I" {
			roman = strings.ToUpper(roman)
		}
		return roman + ") "
	}
	return strconv.Itoa(num) + ". "
}

// partsOfClaim tells whether the items end as the parts of one claim do.
func partsOfClaim(items []*html.Node) bool {
	for i, li := range items {
		last := strings.TrimRight(lastText(li), " \t\n\r\u00a0")
		if i+1 == len(items) {
			break
		}
		if !strings.HasSuffix(last, ";") && !strings.HasSuffix(last, ",") && !strings.HasSuffix(last, ":") &&
			!strings.HasSuffix(last, " and") && !strings.HasSuffix(last, " or") {
			return false
		}
	}
	return len(items) > 0
}

// lastText returns the last text node below n that holds more than white space.
func lastText(n *html.Node) string {
	for c := n.LastChild; c != nil; c = c.PrevSibling {
		if c.Type == html.TextNode {
			if strings.TrimSpace(c.Data) != "" {
				return c.Data
			}
			continue
		}
		if t := lastText(c); t != "" {
			return t
		}
	}
	return ""
}
