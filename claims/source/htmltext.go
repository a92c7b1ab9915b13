package source

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// pageText gathers what a page shows, block by block in reading order.
type pageText struct {
	blocks   []pageBlock
	marks    bool // keep amendments as marks
	before   bool // the marks will be undone: Options.Before
	amended  bool // the blocks before belong to a claim that is (currently amended)
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
	case "del":
		w.changed(n, "[[", "]]")
		return
	case "s", "strike":
		if w.before && !w.inAmended() {
			return // struck for no reason given: left out, as in the claims as amended
		}
		w.changed(n, "[[", "]]")
		return
	case "ins":
		w.changed(n, "{+", "+}")
		return
	case "u":
		if w.inAmended() {
			w.changed(n, "{+", "+}")
			return
		}
	case "span":
		switch struck, underlined := decoration(n); {
		case struck && w.inAmended():
			w.changed(n, "[[", "]]")
			return
		case underlined && w.inAmended():
			w.changed(n, "{+", "+}")
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

// changed writes what an amendment deletes or adds: with its marks, or taken as accepted.
func (w *pageText) changed(n *html.Node, open, end string) {
	switch {
	case w.marks:
		w.write(open)
		w.children(n)
		w.joined(end)
	case open == "{+":
		w.children(n)
	}
}

// inAmended tells whether a claim that is "(currently amended)" is being written. Only there do underlining and striking mean an
// amendment (37 CFR 1.121(c)(2)).
func (w *pageText) inAmended() bool {
	if text := w.marker + w.cur.String(); text != "" && docxOpens.MatchString(text) {
		return amendedAhead(text)
	}
	return w.amended
}

// amendedAhead tells whether a block begins with the status "(currently amended)" of a claim.
func amendedAhead(text string) bool {
	m := docxStatus.FindStringSubmatch(amendedMarks.Replace(text[:min(len(text), 200)]))
	return m != nil && strings.Contains(strings.ToLower(claims.Fold(m[1])), "currently amended")
}

var amendedMarks = strings.NewReplacer("{+", "", "+}", "", "[[", "", "]]", "")

// decoration tells how the style of an element itself strikes or underlines its text.
func decoration(n *html.Node) (struck, underlined bool) {
	style := strings.ToLower(htmlAttr(n, "style"))
	if !strings.Contains(style, "text-decoration") {
		return false, false
	}
	return strings.Contains(style, "line-through"), strings.Contains(style, "underline")
}

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
	if w.heading || docxOpens.MatchString(text) {
		w.amended = amendedAhead(text)
	}
	w.blocks = append(w.blocks, pageBlock{text: text, quote: w.quote, indent: w.indent, heading: w.heading, tight: tight, at: w.start})
	w.start = nil
}

var (
	ordinal    = lazyregexp.New(`^(?:st|nd|rd|th)$`)
	footnote   = lazyregexp.New(`^\[?[\dA-Za-z*†‡]{1,3}\]?$`)
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
