package source

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// isClaim tells whether n is a claim, not what wraps one or holds a part of one.
func isClaim(n *html.Node) bool {
	if n.Data != "claim" && (!hasClass(n, "claim") && !hasClass(n, "claim-dependent") || n.Data != "div" && n.Data != "li") {
		return false
	}
	return findNode(n, func(d *html.Node) bool { return d.Data == "claim" || hasClass(d, "claim") }) == nil
}

// claimsBlock returns the element that holds the claims in the language asked for, else English, else the first; nil without claims.
func (g *googlePage) claimsBlock() *html.Node {
	section := g.section("claims")
	if section == nil {
		section = findNode(g.root, func(n *html.Node) bool {
			return hasClass(n, "claims") && findNode(n, func(c *html.Node) bool { return hasClass(c, "claim") && htmlAttr(c, "num") != "" }) != nil
		})
	}
	if section == nil || findNode(section, isClaim) == nil {
		return nil
	}
	blocks := findAll(section, func(n *html.Node) bool {
		return hasClass(n, "claims") && htmlAttr(n, "lang") != "" && findNode(n, isClaim) != nil
	})
	want := g.opt.Language
	if want == "" {
		want = "en"
	}
	for _, b := range blocks {
		if primaryLanguage(htmlAttr(b, "lang")) == want {
			return b
		}
	}
	if len(blocks) > 0 {
		if g.opt.Language != "" && !g.translated(blocks[0]) {
			g.notes = append(g.notes, fmt.Sprintf("the page has no claims in %q: those in %q are read", want, primaryLanguage(htmlAttr(blocks[0], "lang"))))
		}
		return blocks[0]
	}
	return section
}

var leadingNumber = lazyregexp.New(`^(\d{1,4})\s*[.)]\s*`)

// claims returns the claims in the order of the page.
func (g *googlePage) claims(block *html.Node) []claims.CutClaim {
	nodes := findAll(block, isClaim)
	marksRefs := findNode(block, func(n *html.Node) bool { return n.Data == "claim-ref" }) != nil
	images := 0
	var out []claims.CutClaim
	highest := 0
	for _, n := range nodes {
		c := claims.CutClaim{Num: idNumber(htmlAttr(n, "num")), Line: g.lines[n]}
		if c.Num == 0 {
			c.Num = idNumber(htmlAttr(n, "id"))
		}
		w := pageText{original: g.original(block), marks: g.opt.Marks, before: g.opt.Before, parts: true}
		w.children(n)
		w.flush()
		images += w.images
		var b strings.Builder
		for i, part := range w.blocks {
			if i > 0 {
				b.WriteByte('\n')
			}
			pad := strings.Repeat(" ", part.indent)
			b.WriteString(pad + strings.ReplaceAll(part.text, "\n", "\n"+pad))
		}
		text := b.String()
		if m := leadingNumber.FindStringSubmatch(text); m != nil {
			if printed, _ := strconv.Atoi(m[1]); c.Num == 0 || c.Num == printed {
				c.Num, text = printed, text[len(m[0]):]
			}
		}
		c.Text = strings.TrimSpace(text)
		highest = max(highest, c.Num)
		out = append(out, c)
	}
	if marksRefs {
		for i, n := range nodes {
			out[i].Refs = claimRefs(n, highest)
		}
	}
	if images > 0 {
		g.notes = append(g.notes, fmt.Sprintf("%d images in the claims cannot be read: look at the page", images))
	}
	return out
}

// claimRefs returns the claims that the markup in n says it refers to. Ranges are filled up to the highest number that the set has.
func claimRefs(n *html.Node, highest int) []int {
	refs := references{nums: []int{}, most: highest}
	var between strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			between.WriteString(n.Data)
			return
		case n.Data == "claim-ref":
			var targets []int
			for _, id := range strings.Fields(htmlAttr(n, "idref")) {
				if num := idNumber(id); num > 0 {
					targets = append(targets, num)
				}
			}
			refs.take(between.String(), visibleText(n), targets)
			between.Reset()
			return
		case hasClass(n, "google-src-text"):
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return refs.nums
}
