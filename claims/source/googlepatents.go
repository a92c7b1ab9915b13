package source

import (
	"strings"

	"golang.org/x/net/html"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
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
var repeated = lazyregexp.New(`(?i)references|similar|family|apps|application|events|docdb|match|concept|cites`)

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

var publicationForm = lazyregexp.New(`^([A-Z]{2})(D|PP|RE|H|T|S)?0*(\d[\d/]*)([A-Z]\d?)?$`)

// publication returns a number as country, number without leading zeros and kind, and the country and the kind.
func publication(number string) (whole, country, kind string) {
	number = strings.ToUpper(strings.Join(strings.FieldsFunc(number, func(r rune) bool { return strings.ContainsRune(" \t\n ,.-", r) }), ""))
	m := publicationForm.FindStringSubmatch(number)
	if m == nil {
		return number, "", ""
	}
	return m[1] + m[2] + m[3] + m[4], m[1], m[4]
}

var pageDate = lazyregexp.New(`\d{4}-\d{2}-\d{2}`)

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
