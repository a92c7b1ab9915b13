package source

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
)

// isST36 tells whether head begins a document, or a file of exchange documents, after WIPO ST.36: the EPO's exchange-documents and
// ep-patent-document, the WIPO's published applications. (The USPTO's documents, of the same family, have a reader of their own.)
func isST36(head []byte) bool {
	root, _ := rootTag(head)
	return st36Root(root)
}

func st36Root(root string) bool {
	return root == "exchange-documents" || root == "exchange-document" ||
		!strings.HasPrefix(root, "us-") && (strings.HasSuffix(root, "patent-document") || strings.HasSuffix(root, "published-application"))
}

// nextST36 returns the length of the first document in data with what separates it from the next, or 0 if its end is not in data
// yet. Exchange documents come by the thousand inside one element: its start goes with the first of them, its end with the last.
func nextST36(data []byte, eof bool) int {
	root, _ := rootTag(data[:min(len(data), 1<<16)])
	if strings.HasPrefix(root, "exchange-document") {
		root = "exchange-document"
	}
	end := -1
	if root != "" {
		_, end = tagAt(data, root, true)
	}
	if end < 0 {
		if eof {
			return len(data)
		}
		return 0
	}
	rest := bytes.TrimLeft(data[end:], " \t\r\n")
	if root == "exchange-document" && bytes.HasPrefix(rest, []byte("</")) {
		if i := bytes.IndexByte(rest, '>'); i >= 0 {
			rest = bytes.TrimLeft(rest[i+1:], " \t\r\n")
		} else if !eof {
			return 0
		}
	}
	if len(rest) < 2 && !eof { // white space or an end tag may go on
		return 0
	}
	return len(data) - len(rest)
}

// tagAt returns where the first start or end tag of that local name begins in data, and where it ends; -1 where there is none.
func tagAt(data []byte, name string, closing bool) (at, end int) {
	for from := 0; ; {
		i := bytes.Index(data[from:], []byte(name))
		if i < 0 {
			return -1, -1
		}
		i += from
		from = i + len(name)
		if from == len(data) || bytes.IndexByte([]byte(" \t\r\n/>"), data[from]) < 0 {
			continue
		}
		at = i
		if at > 0 && data[at-1] == ':' { // a prefix
			for at--; at > 0 && i-at < 40 && data[at-1] > ' ' && data[at-1] != '<' && data[at-1] != '/'; at-- {
			}
		}
		if closing && at > 0 && data[at-1] == '/' {
			at--
		} else if closing {
			continue
		}
		if at == 0 || data[at-1] != '<' {
			continue
		}
		gt := bytes.IndexByte(data[from:], '>')
		if gt < 0 {
			return -1, -1
		}
		return at - 1, from + gt + 1
	}
}

// readST36 reads the documents of an ST.36 file. Of claims, titles, abstracts and descriptions in several languages, those in
// opt.Language are taken, else the first, and a note names the others.
func readST36(name string, data []byte, opt Options) ([]*claims.Document, error) {
	data, notes := unicodeXML(data)
	root, _ := rootTag(data)
	if root == "exchange-documents" {
		root = "exchange-document"
	}
	var out []*claims.Document
	line := 1
	for root != "" {
		at, _ := tagAt(data, root, false)
		if at < 0 {
			break
		}
		line += bytes.Count(data[:at], []byte("\n"))
		data = data[at:]
		_, end := tagAt(data, root, true)
		if end < 0 {
			end = len(data)
		}
		tree, more, err := readTree(name, data[:end], line, unread(opt)...)
		if err != nil {
			return nil, err
		}
		doc := &claims.Document{Name: name, Format: "st36", Notes: append(slices.Clone(notes), more...)}
		st36Document(doc, tree, opt)
		out = append(out, doc)
		line += bytes.Count(data[:end], []byte("\n"))
		data = data[end:]
	}
	return out, nil
}

// unread are the elements that are read over for the options, and those that no field is read out of.
func unread(opt Options) []string {
	out := []string{"references-cited", "citations", "parties", "search-report-data", "sequence-list"}
	if !opt.Description {
		out = append(out, "description", "abstract")
	}
	return out
}

// st36Document fills doc from one document's element.
func st36Document(doc *claims.Document, root *element, opt Options) {
	doc.Country, doc.Kind = root.attr("country"), root.attr("kind")
	doc.Number = printedNo(doc.Country, root.attr("doc-number"), doc.Kind)
	doc.Dates.Publication = isoDate(root.attr("date-publ"))
	var titles []inLanguage
	for _, name := range []string{"bibliographic-data", "wo-bibliographic-data"} {
		if bib := root.first(name); bib != nil {
			titles = append(titles, bibliography(doc, bib)...)
		}
	}
	if tags := root.first("SDOBI"); tags != nil {
		titles = append(titles, bTags(doc, tags)...)
	}
	claimsIn, language := pick(inLanguages(root.all("claims"), root.attr("lang")), opt.Language, "")
	doc.Language = language
	if e := claimsIn.elem; e != nil {
		st36Claims(doc, e, opt)
		others(doc, inLanguages(root.all("claims"), root.attr("lang")), claimsIn, opt)
	}
	describeIn(doc, root, titles, language, opt)
}

// describeIn gives doc its title and, where asked for, its abstract and description: in the language of its claims, else as asked.
func describeIn(doc *claims.Document, root *element, titles []inLanguage, language string, opt Options) {
	title, _ := pick(titles, language, opt.Language)
	doc.Title = flat(title.elem)
	if !opt.Description {
		return
	}
	text, of := pick(inLanguages(root.all("abstract"), root.attr("lang")), language, opt.Language)
	doc.Abstract = flat(text.elem)
	if doc.Language == "" {
		doc.Language = of
	}
	if text, of = pick(inLanguages(root.all("description"), root.attr("lang")), language, opt.Language); text.elem != nil {
		doc.Paragraphs = paragraphsIn(text.elem, opt)
		if language != "" && of != language && of != "" {
			doc.Notes = append(doc.Notes, fmt.Sprintf("the claims are in %q, the description in %q", language, of))
		}
	}
}

// inLanguage is an element with the language it is in.
type inLanguage struct {
	elem *element
	lang string
}

func inLanguages(list []*element, otherwise string) []inLanguage {
	var out []inLanguage
	for _, e := range list {
		lang := e.attr("lang")
		if lang == "" {
			lang = otherwise
		}
		out = append(out, inLanguage{e, language(lang)})
	}
	return out
}

// language writes a language as ISO 639-1 has it: "EN", "en-US" are "en".
func language(code string) string {
	code, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(code)), "-")
	return code
}

// pick returns the element in the first of these languages that one is in, with its language: first, second, English; else the first
// element. It is empty where there are no elements.
func pick(list []inLanguage, first, second string) (inLanguage, string) {
	for _, lang := range []string{language(first), language(second), "en"} {
		for _, l := range list {
			if lang != "" && l.lang == lang {
				return l, l.lang
			}
		}
	}
	if len(list) == 0 {
		return inLanguage{}, ""
	}
	return list[0], list[0].lang
}

// others notes the claims that were not taken, and where the language asked for is not there.
func others(doc *claims.Document, list []inLanguage, taken inLanguage, opt Options) {
	asked := language(opt.Language)
	if asked == "" {
		asked = "en"
	}
	if taken.lang != asked && taken.lang != "" {
		doc.Notes = append(doc.Notes, fmt.Sprintf("no claims in %q: taken in %q", asked, taken.lang))
	}
	var langs []string
	for _, l := range list {
		switch {
		case l == taken:
		case l.lang == taken.lang:
			doc.Notes = append(doc.Notes, fmt.Sprintf("line %d: another set of %s in the same language, perhaps for other states, is left out", l.elem.line, quantity(len(l.elem.all("claim")), "claim")))
		case len(langs) < 40 && !slices.Contains(langs, l.lang):
			langs = append(langs, l.lang)
		}
	}
	if len(langs) > 0 {
		doc.Notes = append(doc.Notes, "claims in other languages are left out: "+strings.Join(langs, ", "))
	}
}

// st36Claims reads a claims element. Refs are those of claim-ref elements where the document has any.
func st36Claims(doc *claims.Document, root *element, opt Options) {
	marks := root.first("claim-ref") != nil
	list, byID := root.all("claim"), map[string]int{}
	for _, e := range list {
		if id, num := e.attr("id"), claimNum(e.attr("num")); id != "" && num > 0 {
			byID[id] = num
		}
	}
	for _, e := range list {
		c := claims.CutClaim{Num: claimNum(e.attr("num")), Line: e.line}
		p := &legible{marks: opt.Marks}
		p.inside(e, -1)
		c.Text = p.text()
		c.Num, c.Text = ownNumber(c.Text, c.Num)
		if marks {
			c.Refs = markedRefs(e, "claim-ref", []string{"idref"}, byID)
		}
		if c.Text == "" {
			doc.Notes = append(doc.Notes, fmt.Sprintf("line %d: claim %d has no text", e.line, c.Num))
			continue
		}
		for _, what := range []string{"[chemical structure]", "[formula]", "[image]"} {
			if p.lost[what] {
				doc.Notes = append(doc.Notes, fmt.Sprintf("claim %d: %s stands for a drawing, which the source has outside its text", c.Num, what))
			}
		}
		doc.Claims = append(doc.Claims, c)
	}
}

// ownNumber cuts the number off a claim's text where it is num, or where num is not known.
func ownNumber(text string, num int) (int, string) {
	m := numberAhead.FindStringSubmatch(text)
	if m == nil || num != 0 && claimNum(m[1]) != num {
		return num, text
	}
	rest := text[len(m[0]):]
	if rest == "" || rest[0] >= '0' && rest[0] <= '9' && strings.TrimSpace(m[0]) == m[0] { // "2.5 mm"
		return num, text
	}
	return claimNum(m[1]), rest
}

// paragraphsIn reads a description: headings, paragraphs with the number that the source gives them, and lists, tables and formulas
// that stand between paragraphs.
func paragraphsIn(root *element, opt Options) []claims.Paragraph {
	var out []claims.Paragraph
	p := &legible{marks: opt.Marks}
	var walk func(e *element)
	walk = func(e *element) {
		for _, k := range e.kids {
			if k.elem == nil {
				if text := claims.Fold(k.text); text != "" {
					out = append(out, claims.Paragraph{Text: text, Line: e.line})
				}
				continue
			}
			switch k.elem.name {
			case "p", "heading", "ul", "ol", "dl", "table", "tables", "maths", "chemistry", "img":
				para := claims.Paragraph{Heading: k.elem.name == "heading", Line: k.elem.line}
				if n := claimNum(k.elem.attr("num")); n > 0 && k.elem.name == "p" {
					para.Loc = fmt.Sprintf("[%04d]", n)
				}
				para.Text = p.line(&element{kids: []node{k}})
				if m := paragraphNo.FindStringSubmatch(para.Text); m != nil {
					para.Loc, para.Text = "["+m[1]+"]", para.Text[len(m[0]):]
				}
				if para.Text != "" {
					out = append(out, para)
				}
			default:
				walk(k.elem)
			}
		}
	}
	walk(root)
	return out
}
