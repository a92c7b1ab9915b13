package source

import (
	"strings"

	"golang.org/x/net/html"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// abstract returns the abstract without its heading.
func (g *googlePage) abstract() string {
	n := findNode(g.root, func(n *html.Node) bool { return n.Data == "div" && hasClass(n, "abstract") })
	if n == nil {
		if n = g.section("abstract"); n == nil {
			return ""
		}
	}
	var parts []string
	for _, b := range g.blocks(n) {
		if !b.heading {
			parts = append(parts, claims.Fold(b.text))
		}
	}
	return strings.Join(parts, " ")
}

func (g *googlePage) blocks(n *html.Node) []pageBlock {
	w := pageText{original: g.original(n), keep: true, at: n}
	w.children(n)
	w.flush()
	return w.blocks
}

var (
	lastDigits    = lazyregexp.New(`(\d+)\D*$`)
	bracketedMark = lazyregexp.New(`^\[\d{1,5}\]$`)
)

// paragraphs returns the description. A paragraph's number is the one that it, or the mark before it, has; the number of an element
// holds for its first block.
func (g *googlePage) paragraphs(section *html.Node) []claims.Paragraph {
	if section == nil {
		return nil
	}
	var out []claims.Paragraph
	pending := ""
	var last *html.Node
	first := true
	for _, b := range g.blocks(section) {
		if first && b.heading && b.at != nil && b.at.Data == "h2" { // the page's own "Description"
			first = false
			continue
		}
		first = false
		text := claims.Fold(b.text)
		text = strings.TrimPrefix(text, "- ")
		if bracketedMark.MatchString(text) {
			pending = text
			continue
		}
		p := claims.Paragraph{Text: text, Heading: b.heading, Loc: pending}
		pending = ""
		var numbered *html.Node
		for n, up := b.at, 0; n != nil && n != section && up < 6; n, up = n.Parent, up+1 {
			if p.Line == 0 {
				p.Line = g.lines[n]
			}
			num := htmlAttr(n, "num")
			if n.Data == "li" {
				if m := findNode(n, func(d *html.Node) bool { return d.Data == "para-num" }); m != nil && bracketedMark.MatchString(htmlAttr(m, "num")) {
					p.Loc, numbered = htmlAttr(m, "num"), n
					break
				}
			}
			if k := lastDigits.FindStringSubmatch(num); k != nil && numbered == nil && n.Data != "li" && !b.heading {
				p.Loc, numbered = "["+k[1]+"]", n
			}
		}
		if numbered != nil && numbered == last {
			p.Loc = "" // a later block of the same paragraph
		}
		if numbered != nil {
			last = numbered
		}
		out = append(out, p)
	}
	return out
}

// elementLines returns the lines of the file on which the claims and paragraphs begin. The tree does not keep them; the tags of these
// elements come in the same order in the text and in the tree, and where their numbers differ no lines are given.
func elementLines(root *html.Node, text string) map[*html.Node]int {
	tags := map[string]bool{"div": true, "li": true, "heading": true, "claim": true, "p": true}
	var lines []int
	line := 1
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := z.Raw()
		newlines := strings.Count(string(raw), "\n")
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			if name, _ := z.TagName(); tags[string(name)] {
				lines = append(lines, line)
			}
		}
		line += newlines
	}
	nodes := findAll(root, func(n *html.Node) bool { return tags[n.Data] })
	if len(nodes) != len(lines) {
		return nil
	}
	out := make(map[*html.Node]int, len(nodes))
	for i, n := range nodes {
		out[n] = lines[i]
	}
	return out
}
