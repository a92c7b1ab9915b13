package source

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"claimchart/claims"
)

// googlePatent reads a page of Google Patents, as its server sends it or as a browser saves it after its scripts have run; nil for
// any other page.
//
// The page marks what it shows with itemprop attributes or, once its scripts have run, with classes; both are read. Of a page in
// two languages the translation is read, or the original where the options ask for its language.
func googlePatent(root *html.Node, text string, opt Options) *claims.Document {
	g := googlePage{root: root, opt: opt}
	number := g.property("publicationNumber")
	if number == "" {
		if n := findNode(root, func(n *html.Node) bool { return n.Data == "h2" && htmlAttr(n, "id") == "pubnum" }); n != nil {
			number = visibleText(n)
		}
	}
	if number == "" {
		number = strings.ReplaceAll(g.meta("citation_patent_publication_number"), ":", "")
	}
	block := g.claimsBlock()
	description := g.section("description")
	if block == nil && (number == "" || description == nil && g.section("abstract") == nil) {
		return nil
	}
	g.lines = elementLines(root, text)
	doc := &claims.Document{Format: "google-patents", Title: g.title()}
	doc.Number, doc.Country, doc.Kind = publication(number)
	doc.Dates = g.dates(doc.Number)
	if block == nil {
		doc.Language = g.language(description)
		doc.Notes = append(doc.Notes, "the page holds no claims: it may have been saved before they were loaded, or the office gives no text of them")
	} else {
		doc.Claims = g.claims(block)
		doc.Language = g.language(block)
	}
	doc.Notes = append(doc.Notes, g.notes...)
	if opt.Description {
		doc.Abstract = g.abstract()
		doc.Paragraphs = g.paragraphs(description)
	}
	return doc
}

type googlePage struct {
	root  *html.Node
	opt   Options
	lines map[*html.Node]int
	notes []string
}

// repeated are the properties whose rows tell of other documents: cited, similar, of the family.
var repeated = regexp.MustCompile(`(?i)references|similar|family|apps|application|events|docdb|match|concept|cites`)

// own tells whether n speaks of the page's own patent and not of one in its lists.
func own(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if scope := has(p, "itemscope"); p.Data == "tr" || p.Data == "li" || scope && (p.Data != "section" && p.Data != "article" && repeated.MatchString(htmlAttr(p, "itemprop"))) {
			if htmlAttr(p, "itemprop") != "" {
				return false
			}
		}
	}
	return true
}

// property returns the value of the first property of that name that is the page's own: a time's machine form, else its text.
func (g *googlePage) property(name string) string {
	n := findNode(g.root, func(n *html.Node) bool { return htmlAttr(n, "itemprop") == name && own(n) })
	if n == nil {
		return ""
	}
	for _, key := range []string{"datetime", "content"} {
		if v := htmlAttr(n, key); v != "" {
			return v
		}
	}
	return visibleText(n)
}

func (g *googlePage) meta(name string) string {
	n := findNode(g.root, func(n *html.Node) bool { return n.Data == "meta" && strings.EqualFold(htmlAttr(n, "name"), name) })
	if n == nil {
		return ""
	}
	return claims.Fold(htmlAttr(n, "content"))
}

func (g *googlePage) title() string {
	if t := g.property("title"); t != "" {
		return claims.Fold(t)
	}
	if t := g.meta("DC.title"); t != "" {
		return t
	}
	n := findNode(g.root, func(n *html.Node) bool { return n.Data == "h1" && htmlAttr(n, "id") == "title" })
	if n == nil {
		return ""
	}
	return visibleText(n)
}

var publicationForm = regexp.MustCompile(`^([A-Z]{2})(D|PP|RE|H|T|S)?0*(\d[\d/]*)([A-Z]\d?)?$`)

// publication returns a number as country, number without leading zeros and kind, and the country and the kind.
func publication(number string) (whole, country, kind string) {
	number = strings.ToUpper(strings.Join(strings.FieldsFunc(number, func(r rune) bool { return strings.ContainsRune(" \t\n ,.-", r) }), ""))
	m := publicationForm.FindStringSubmatch(number)
	if m == nil {
		return number, "", ""
	}
	return m[1] + m[2] + m[3] + m[4], m[1], m[4]
}

var pageDate = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)

// dates returns the dates as stated. The date of grant is that of an event "Application granted".
func (g *googlePage) dates(number string) claims.Dates {
	day := func(text string) string { return pageDate.FindString(text) }
	out := claims.Dates{
		Priority: day(g.property("priorityDate")), Filing: day(g.property("filingDate")),
		Publication: day(g.property("publicationDate")), Grant: day(g.property("grantDate")),
	}
	for _, e := range findAll(g.root, func(n *html.Node) bool {
		return htmlAttr(n, "itemprop") == "events" || hasClass(n, "event") && hasClass(n, "application-timeline")
	}) {
		text := visibleText(e)
		date := day(text)
		if t := findNode(e, func(n *html.Node) bool { return htmlAttr(n, "itemprop") == "date" && htmlAttr(n, "datetime") != "" }); t != nil {
			date = day(htmlAttr(t, "datetime"))
		}
		is := func(class string) bool {
			return findNode(e, func(n *html.Node) bool { return hasClass(n, class) }) != nil
		}
		set := func(to *string) {
			if *to == "" {
				*to = date
			}
		}
		switch {
		case strings.Contains(text, "Application granted"):
			set(&out.Grant)
		case htmlAttr(e, "itemprop") == "events":
		case is("priority"):
			set(&out.Priority)
		case is("filed"):
			set(&out.Filing)
		case is("publication") && number != "" && strings.Contains(text, number):
			set(&out.Publication)
		}
	}
	return out
}

// section returns the part of the page with that property or, in a page whose scripts have run, that class.
func (g *googlePage) section(name string) *html.Node {
	if n := findNode(g.root, func(n *html.Node) bool { return n.Data == "section" && htmlAttr(n, "itemprop") == name }); n != nil {
		return n
	}
	return findNode(g.root, func(n *html.Node) bool { return hasClass(n, name) && hasClass(n, "patent-text") })
}

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

func (g *googlePage) translated(n *html.Node) bool {
	return n != nil && findNode(n, func(d *html.Node) bool { return hasClass(d, "google-src-text") }) != nil
}

// original tells whether the original words of a translated part are asked for.
func (g *googlePage) original(n *html.Node) bool {
	return g.opt.Language != "" && g.opt.Language != pageLanguage(g.root) && g.translated(n)
}

func (g *googlePage) language(n *html.Node) string {
	if n == nil || g.original(n) {
		return g.opt.Language
	}
	page := pageLanguage(g.root)
	if g.translated(n) {
		g.notes = append(g.notes, "machine translation: the page's original words were left out; cite the original")
		return page
	}
	if l := primaryLanguage(htmlAttr(n, "lang")); l != "" {
		return l
	}
	if b := findNode(n, func(d *html.Node) bool { return d.Data != "span" && primaryLanguage(htmlAttr(d, "lang")) != "" }); b != nil {
		return primaryLanguage(htmlAttr(b, "lang"))
	}
	return page
}

var claimID = regexp.MustCompile(`(\d+)\D*$`)

// numberIn returns the number that an identifier ends with ("CLM-00012", "en-cl0003"), or 0.
func numberIn(id string) int {
	m := claimID.FindStringSubmatch(id)
	if m == nil || len(m[1]) > 6 {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // digits, at most six
	return n
}

var leadingNumber = regexp.MustCompile(`^(\d{1,4})\s*[.)]\s*`)

// claims returns the claims in the order of the page.
func (g *googlePage) claims(block *html.Node) []claims.CutClaim {
	nodes := findAll(block, isClaim)
	marksRefs := findNode(block, func(n *html.Node) bool { return n.Data == "claim-ref" }) != nil
	images := 0
	var out []claims.CutClaim
	highest := 0
	for _, n := range nodes {
		c := claims.CutClaim{Num: numberIn(htmlAttr(n, "num")), Line: g.lines[n]}
		if c.Num == 0 {
			c.Num = numberIn(htmlAttr(n, "id"))
		}
		w := pageText{original: g.original(block), marks: g.opt.Marks, parts: true}
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

var (
	rangeBetween = regexp.MustCompile(`(?i)^\s*(?:to|through|thru|bis|à|[-–—‑])\s*(?:claims?\s*)?$`)
	rangeWithin  = regexp.MustCompile(`(?i)(\d{1,4})\s*(?:to|through|thru|bis|à|[-–—‑])\s*(?:claims?\s*)?(\d{1,4})`)
)

// claimRefs returns the claims that the markup in n says it refers to, in order, each once. A range between two references, or within
// one, is filled up to the highest number that the set has.
func claimRefs(n *html.Node, highest int) []int {
	out := []int{}
	last := 0
	add := func(num int) {
		if num > 0 && !slices.Contains(out, num) {
			out = append(out, num)
		}
		last = num
	}
	fill := func(from, to int) {
		for k := from + 1; k < to && k < highest; k++ {
			add(k)
		}
	}
	var between strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			between.WriteString(n.Data)
			return
		case n.Data == "claim-ref":
			text := visibleText(n)
			nums := []int{}
			for _, id := range strings.Fields(htmlAttr(n, "idref")) {
				nums = append(nums, numberIn(id))
			}
			if len(nums) == 0 {
				nums = append(nums, numberIn(text))
			}
			if last > 0 && rangeBetween.MatchString(between.String()) {
				fill(last, nums[0])
			}
			for _, num := range nums {
				add(num)
			}
			if m := rangeWithin.FindStringSubmatch(text); m != nil && len(nums) == 1 {
				from, _ := strconv.Atoi(m[1])
				to, _ := strconv.Atoi(m[2])
				if from == nums[0] {
					fill(from, to)
					add(to)
				}
			}
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
	return out
}

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

var bracketedMark = regexp.MustCompile(`^\[\d{1,5}\]$`)

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
			if k := claimID.FindStringSubmatch(num); k != nil && numbered == nil && n.Data != "li" && !b.heading {
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
