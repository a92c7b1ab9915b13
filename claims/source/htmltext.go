package source

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"claimchart/claims"
)

// pageText gathers what a page shows, block by block in reading order.
type pageText struct {
	blocks   []pageBlock
	marks    bool // keep amendments as marks
	original bool // of a translated page, the original words
	keep     bool // inside a part that was looked at and is kept
	parts    bool // inside a claim, where the items of a list without numbers are its parts

	cur     strings.Builder
	space   bool   // white space stands before the next word
	marker  string // the number or bullet that the next block begins with
	quote   int    // depth of block quotations
	heading bool
	indent  int
	items   int  // depth of list items
	tight   bool // the next block goes on without an empty line
	pre     bool
	start   *html.Node // the element in which the block begins
	at      *html.Node
	images  int
}

// pageBlock is a paragraph, heading, list item or row of a table.
type pageBlock struct {
	text    string // lines divided by "\n"
	quote   int
	indent  int
	heading bool
	tight   bool
	row     bool
	at      *html.Node
}

var (
	blockElements = wordSet("address article aside blockquote body caption center claim claim-text claims dd details dialog div dl dt fieldset figcaption figure " +
		"footer form h1 h2 h3 h4 h5 h6 header heading hgroup hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul " +
		"description abstract description-of-drawings tables patent-tables para-num")
	// unseenElements show no words of the page, or none that can be read.
	unseenElements = wordSet("head script style noscript template svg iframe object embed canvas audio video select button textarea input datalist map dialog")
	asideElements  = wordSet("nav aside footer")
	asideRoles     = wordSet("navigation complementary contentinfo search dialog alertdialog menu menubar")
	// asideNames are classes and identifiers that the makers of pages give to what stands around an article.
	asideNames = wordSet("sidebar side-bar cookie-banner cookie-notice cookie-consent cookiebar cookie-bar cookie-law-info-bar onetrust-consent-sdk gdpr " +
		"consent-banner site-footer site-nav site-navigation navbar navigation main-navigation breadcrumb breadcrumbs share sharing share-buttons " +
		"social-share sharedaddy social-links related-posts newsletter-signup skip-link screen-reader-text sr-only visually-hidden advertisement " +
		"ad-banner widget-area mw-editsection mw-jump-link printfooter catlinks")
	quoteNames = wordSet("quote blockquote bbcode_quote bbcodequote quotecontent quoted")
)

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

func (w *pageText) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *pageText) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.write(n.Data)
		return
	case html.ElementNode:
	default:
		w.children(n)
		return
	}
	if unseenElements[n.Data] && n.Namespace == "" || n.Data == "svg" || unseen(n) || hasClass(n, "google-src-text") && !w.original {
		return
	}
	if w.original {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && hasClass(c, "google-src-text") {
				w.children(c)
				return
			}
		}
	}
	if !w.keep && besideText(n) {
		if n.Data == "nav" || !speaksOfClaims(n) {
			return
		}
		w.keep = true
		defer func() { w.keep = false }()
	}
	outer := w.at
	w.at = n
	defer func() { w.at = outer }()
	switch n.Data {
	case "br":
		w.lineEnd()
		return
	case "wbr":
		return
	case "img":
		w.images++
		return
	case "sup", "sub":
		w.script(n)
		return
	case "math", "maths":
		w.space = true
		w.write(htmlMath(n))
		w.space = true
		return
	case "q":
		w.write("“")
		w.children(n)
		w.joined("”")
		return
	case "del", "s", "strike":
		if w.marks {
			w.write("[[")
			w.children(n)
			w.joined("]]")
		}
		return
	case "ins":
		if w.marks {
			w.write("{+")
			w.children(n)
			w.joined("+}")
			return
		}
	case "table":
		w.table(n)
		return
	case "ol", "ul", "menu":
		w.list(n)
		return
	}
	claimText := n.Data == "claim-text" || n.Data == "div" && hasClass(n, "claim-text")
	if !blockElements[n.Data] && !claimText {
		w.children(n)
		return
	}
	w.flush()
	heading, quote, pre, indent := w.heading, w.quote, w.pre, w.indent
	switch {
	case n.Data == "blockquote", n.Data == "div" && named(n, quoteNames):
		w.quote++
	case n.Data == "pre":
		w.pre = true
	case n.Data == "heading", len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6':
		w.heading = true
	case claimText && insideOf(n, "claim-text"):
		w.indent += 2
	}
	w.children(n)
	w.flush()
	w.heading, w.quote, w.pre, w.indent = heading, quote, pre, indent
}

// insideOf tells whether n stands in another element of the class, at most three levels up.
func insideOf(n *html.Node, class string) bool {
	for p, i := n.Parent, 0; p != nil && i < 3; p, i = p.Parent, i+1 {
		if p.Data == class || hasClass(p, class) {
			return true
		}
	}
	return false
}

// unseen tells whether a browser shows nothing of n.
func unseen(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			if a.Val == "true" && n.Data != "body" && n.Data != "main" {
				return true
			}
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// besideText tells whether n is what stands around an article: navigation, side bar, foot, a notice about cookies.
func besideText(n *html.Node) bool {
	switch {
	case asideElements[n.Data]:
		return true
	case n.Data == "html" || n.Data == "body" || n.Data == "main" || n.Data == "article":
		return false
	}
	return asideRoles[htmlAttr(n, "role")] || named(n, asideNames)
}

// named tells whether a class or the identifier of n is among names.
func named(n *html.Node, names map[string]bool) bool {
	for _, a := range n.Attr {
		if a.Key == "class" || a.Key == "id" {
			for _, c := range strings.Fields(a.Val) {
				if names[strings.ToLower(c)] {
					return true
				}
			}
		}
	}
	return false
}

var claimWords = regexp.MustCompile(`(?i)\b(?:comprising|wherein|claims?\s+\d)`)

// speaksOfClaims tells whether what stands beside an article has claims in it: then it is kept, since a page's makers name their
// boxes as they like.
func speaksOfClaims(n *html.Node) bool { return claimWords.MatchString(visibleText(n)) }

// write adds running text, white space folded.
func (w *pageText) write(text string) {
	for _, r := range text {
		switch {
		case w.pre && r == '\n':
			w.lineEnd()
			continue
		case w.pre && w.cur.Len() > 0 && (r == ' ' || r == '\t'):
			w.cur.WriteRune(r)
			continue
		case unicode.IsSpace(r):
			w.space = true
			continue
		case r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff':
			continue
		}
		if w.cur.Len() == 0 {
			w.start = w.at
			if m := w.marker; m != "" {
				w.marker = ""
				if !printedMarker(text, m) {
					w.cur.WriteString(m)
				}
			}
		} else if w.space && !w.atLineStart() {
			w.cur.WriteByte(' ')
		}
		w.space = false
		w.cur.WriteRune(r)
	}
}

// printedMarker tells whether text begins with the marker of its item already, as in "1. A lamp" or "(a) a bulb"; "a bulb" does not.
func printedMarker(text, marker string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(text, " \t\n("), strings.TrimRight(marker, ".) "))
	return ok && marker != "- " && rest != "" && strings.ContainsRune(".):", rune(rest[0]))
}

// joined adds text to the word before.
func (w *pageText) joined(text string) {
	space := w.space
	w.space = false
	w.write(text)
	w.space = space
}

func (w *pageText) atLineStart() bool {
	s := w.cur.String()
	return s == "" || s[len(s)-1] == '\n'
}

// lineEnd ends a line; two in a row end the block.
func (w *pageText) lineEnd() {
	if w.cur.Len() == 0 {
		return
	}
	if w.atLineStart() {
		w.flush()
		return
	}
	w.space = false
	w.cur.WriteByte('\n')
}

// flush ends the block.
func (w *pageText) flush() {
	text := strings.TrimRight(w.cur.String(), " \t\n")
	w.cur.Reset()
	w.space = false
	if text == "" {
		return
	}
	tight := w.tight
	if w.items > 0 && len(w.blocks) > 0 && !tight {
		before := w.blocks[len(w.blocks)-1].text
		tight = w.marker == "" && w.inItem() && !strings.ContainsAny(before[len(before)-1:], ".!?\"") && !strings.HasSuffix(before, "”")
	}
	w.tight = false
	w.blocks = append(w.blocks, pageBlock{text: text, quote: w.quote, indent: w.indent, heading: w.heading, tight: tight, at: w.start})
	w.start = nil
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

func closest(n *html.Node, name string) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && n.Data == name {
			return n
		}
	}
	return nil
}

var (
	ordinal    = regexp.MustCompile(`^(?:st|nd|rd|th)$`)
	footnote   = regexp.MustCompile(`^\[?[\dA-Za-z*†‡]{1,3}\]?$`)
	tradeMarks = map[string]string{"TM": "™", "tm": "™", "SM": "℠", "®": "®", "R": "®"}
)

// script writes raised and lowered text as Unicode has it. A raised link is the mark of a note, and stands in brackets.
func (w *pageText) script(n *html.Node) {
	text := visibleText(n)
	switch {
	case text == "":
		return
	case n.Data == "sub":
		text = subscript(text)
	case ordinal.MatchString(text):
	case tradeMarks[text] != "":
		text = tradeMarks[text]
	case footnote.MatchString(text) && findNode(n, func(d *html.Node) bool { return d.Data == "a" }) != nil:
		text = "[" + strings.Trim(text, "[]") + "]"
	default:
		text = superscript(text)
	}
	w.joined(text)
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

// has tells whether an element has an attribute, with or without a value.
func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
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

// labelWidth is the most runes that a cell of a table may have to be a label beside longer cells: "Claim 12", "Feature 1.3".
const labelWidth = 12

// table writes a row of a table as a line, its cells divided by bars. A table that only lays out the page, with whole paragraphs in
// its cells, is read cell by cell.
func (w *pageText) table(n *html.Node) {
	w.flush()
	var rows, others []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode:
		case c.Data == "tr":
			rows = append(rows, c)
		case c.Data == "thead" || c.Data == "tbody" || c.Data == "tfoot":
			for r := c.FirstChild; r != nil; r = r.NextSibling {
				if r.Type == html.ElementNode && r.Data == "tr" {
					rows = append(rows, r)
				}
			}
		default:
			others = append(others, c)
		}
	}
	for _, c := range others {
		w.node(c)
		w.flush()
	}
	for _, r := range rows {
		w.row(r)
	}
}

func (w *pageText) row(r *html.Node) {
	if unseen(r) {
		return
	}
	var cells [][]pageBlock
	for c := r.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.Data != "td" && c.Data != "th" {
			continue
		}
		cell := pageText{marks: w.marks, original: w.original, keep: w.keep, parts: w.parts, quote: w.quote, at: c}
		cell.node(c)
		cell.flush()
		w.images += cell.images
		if len(cell.blocks) > 0 {
			cells = append(cells, cell.blocks)
		}
	}
	line := len(cells) > 1
	for i, cell := range cells {
		one := len(cell) == 1
		label := len(cells[0]) == 1 && utf8.RuneCountInString(cells[0][0].text) <= labelWidth
		line = line && (one || i > 0 && label)
		for _, b := range cell {
			line = line && b.quote == w.quote
		}
	}
	if !line {
		for _, cell := range cells {
			w.blocks = append(w.blocks, cell...)
		}
		return
	}
	var texts []string
	for _, cell := range cells {
		var parts []string
		for _, b := range cell {
			parts = append(parts, strings.ReplaceAll(b.text, "\n", " "))
		}
		texts = append(texts, strings.ReplaceAll(strings.Join(parts, " "), "|", "/"))
	}
	tight := len(w.blocks) > 0 && w.blocks[len(w.blocks)-1].row
	w.blocks = append(w.blocks, pageBlock{text: strings.Join(texts, " | "), quote: w.quote, tight: tight, row: true, at: r})
}

// lines returns the text, a block a line or more and an empty line between blocks, block quotations marked as mails mark them, and,
// where asked, the same as paragraphs.
func (w *pageText) lines(paragraphs bool) (string, []claims.Paragraph) {
	var b strings.Builder
	var out []claims.Paragraph
	line := 1
	for i, block := range w.blocks {
		if i > 0 && !block.tight {
			b.WriteByte('\n')
			line++
		}
		if paragraphs {
			out = append(out, claims.Paragraph{Text: claims.Fold(block.text), Heading: block.heading, Line: line})
		}
		for part := range strings.Lines(block.text) {
			b.WriteString(strings.Repeat("> ", min(block.quote, 8)))
			b.WriteString(strings.Repeat(" ", block.indent))
			b.WriteString(strings.TrimRight(part, " \t\n"))
			b.WriteByte('\n')
			line++
		}
	}
	return b.String(), out
}
