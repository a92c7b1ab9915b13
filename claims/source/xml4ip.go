package source

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// xml4ipRoots are the root elements of the parts that are read; a part is a claims document, a specification or an abstract.
var xml4ipRoots = []string{"ClaimsDocument", "SpecificationDocument", "AbstractDocument"}

// isXML4IP tells whether head begins a part of a file wrapper in the office's XML after WIPO ST.96.
func isXML4IP(head []byte) bool {
	root, tag := rootTag(head)
	return slices.Contains(xml4ipRoots, root) && (bytes.Contains(tag, []byte("uspto")) || bytes.Contains(tag, []byte("www.wipo.int/standards/XMLSchema")))
}

// rootTag returns the local name and the start tag of the first element of head; nothing where head is no XML.
func rootTag(head []byte) (string, []byte) {
	name, at := root(head)
	tag := head[at:]
	if i := bytes.IndexByte(tag, '>'); i >= 0 {
		tag = tag[:i+1]
	}
	return string(local(name)), tag
}

// readXML4IP reads one part: a claims document gives its claims, another its paragraphs or abstract. The number is that of the
// application, the date the one on which the office received the part.
func readXML4IP(name string, data []byte, opt Options) ([]*claims.Document, error) {
	data, err := asUTF8(data)
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w", name, err)
	}
	root, err := readTree(name, data, 1)
	if err != nil {
		return nil, err
	}
	doc := &claims.Document{
		Name: name, Format: "uspto-xml4ip",
		Number: textOf(root.first("ApplicationNumber")), Dates: claims.Dates{Mailed: textOf(root.first("MailRoomDate"))},
	}
	if bytes.Contains(root.attrs, []byte("uspto")) {
		doc.Country, doc.Language = "US", "en" // 37 CFR 1.52(b)(1)(ii)
	}
	if code := root.child("DocumentCode"); root.name != "ClaimsDocument" && opt.Description {
		if strings.HasPrefix(textOf(code), "ABST") || root.name == "AbstractDocument" {
			doc.Abstract = filedAbstract(doc, root)
		} else {
			doc.Paragraphs = filedParagraphs(doc, root, opt)
		}
	}
	if root.name == "ClaimsDocument" {
		readFiledClaims(root, doc, opt)
	}
	if root.first("OCRConfidenceData") != nil {
		doc.Notes = append(doc.Notes, "the text was read off the page by the office's OCR: words may be garbled")
	}
	return []*claims.Document{doc}, nil
}

var (
	goneRows    = lazyregexp.New(`^(?:Claims?\s+)?(\d{1,3})\s*(?:-|–|—|to|through)\s*(\d{1,3})\s*[.:]?\s*[([]\s*(\p{L}[\p{L} ,-]{1,40})[)\]]\s*\.?$`)
	aheadMark   = lazyregexp.New(`^(?:(?i:claim\s+)?(\d{1,4})\s*)?[([]\s*(\p{L}[\p{L} ,-]{1,40}?)\s*[)\]]\s*[.:]?\s*`)
	numberAhead = lazyregexp.New(`^(?i:claim\s+)?(\d{1,4})\s*(?:[.:)]+\s*|$)`)
	partEnd     = lazyregexp.New(`(?:[:;]|[:;,]\s*(?:and|or|and/or))\s*$`)
	doubleMark  = lazyregexp.New(`\[\[([^\[\]]*)\]\]`)
)

// readFiledClaims reads the claims of a claims document. What has no number and no status is no claim and is named in a note, but
// for what stands at a page's edge; a row "1-16. (Canceled)" adds the claims that the office's own rows leave out.
func readFiledClaims(root *tree, doc *claims.Document, opt Options) {
	list := root.all("Claim")
	byID := map[string]int{}
	for _, e := range list {
		if id, num := e.attr("id"), claimNum(textOf(e.child("ClaimNumber"))); id != "" && num > 0 && !strings.HasPrefix(id, "UNKNOWN") {
			byID[id] = num
		}
	}
	listed, told := map[int]bool{}, map[int]bool{}
	var gone []claims.CutClaim
	p := &prose{marks: opt.Marks}
	doc.Claims = []claims.CutClaim{}
	for _, e := range list {
		c := claims.CutClaim{Num: claimNum(textOf(e.child("ClaimNumber"))), Line: e.line, Status: filedStatus(textOf(e.child("ClaimStatusCategory")))}
		c.Text = filedText(e, &c, p)
		if m := goneRows.FindStringSubmatch(c.Text); m != nil && c.Num == 0 && filedStatus(m[3]) != "" {
			for n := claimNum(m[1]); n <= claimNum(m[2]) && len(told) < 999; n++ { // 999 is the last number of a row
				if told[n] {
					continue
				}
				told[n] = true
				gone = append(gone, claims.CutClaim{Num: n, Status: filedStatus(m[3]), Line: e.line, Refs: []int{}})
			}
			continue
		}
		switch {
		case c.Text == "" && c.Status == "":
			continue // a page's edge
		case c.Num == 0 && c.Status == "":
			doc.Notes = append(doc.Notes, fmt.Sprintf("line %d: stands among the claims without a number and is taken for none: %q", e.line, excerpt(c.Text)))
			continue
		}
		c.Refs = markedRefs(e, "ClaimReference", []string{"idrefs", "idref"}, byID)
		listed[c.Num] = true
		doc.Claims = append(doc.Claims, c)
	}
	for _, c := range gone {
		if !listed[c.Num] {
			doc.Claims = append(doc.Claims, c)
		}
	}
	slices.SortStableFunc(doc.Claims, func(a, b claims.CutClaim) int { return a.Num - b.Num })
	proseNotes(doc, p)
	pending := 0 // canceled claims are counted by some applicants and not by others
	for _, c := range doc.Claims {
		if c.Status != "canceled" && c.Status != "not entered" {
			pending++
		}
	}
	if stated := claimNum(textOf(root.first("ClaimTotalQuantity"))); stated > 0 && stated != len(doc.Claims) && stated != pending {
		doc.Notes = append(doc.Notes, fmt.Sprintf("the document states %d claims, and %d were read", stated, len(doc.Claims)))
	}
}

// filedText returns a claim's text without its number and status; the status goes into c where it has none. The office cuts a claim
// at lines of the page: a part begins a line only behind a colon, a semicolon or the "and" after it.
func filedText(e *tree, c *claims.CutClaim, p *prose) string {
	var text strings.Builder
	if c.Status == "" {
		c.Status = statusAhead(e, c.Num)
	}
	for _, k := range e.kids {
		if k.elem == nil || k.elem.name != "ClaimText" {
			continue
		}
		p.reset()
		for _, in := range k.elem.kids {
			switch {
			case in.elem == nil:
				p.write(in.raw, in.cdata)
			case in.elem.name == "ClaimLabelText":
				// its number, and its status perhaps
			case underlined(in.elem) && c.Status == "currently amended":
				p.instruct([]byte("insert-start")) // 37 CFR 1.121(c)(2): added text is underlined
				in.elem.into(p)
				p.instruct([]byte("insert-end"))
			default:
				in.elem.whole(p)
			}
		}
		part := p.String()
		switch {
		case part == "":
			continue
		case text.Len() == 0:
		case partEnd.MatchString(text.String()[max(0, text.Len()-16):]):
			text.WriteString("\n  ")
		default:
			text.WriteString(" ")
		}
		text.WriteString(part)
	}
	out, _ := cutAhead(strings.TrimLeft(text.String(), ".:) "), c.Num)
	if !p.marks && (c.Status == "currently amended" || c.Status == "") {
		kept := accept(out)
		p.amended = p.amended || kept != out
		out = kept
	}
	return out
}

// cutAhead cuts the number and the status identifier off the beginning of a claim's text.
func cutAhead(text string, num int) (rest, status string) {
	if m := numberAhead.FindStringSubmatch(text); m != nil && claimNum(m[1]) == num {
		text = strings.TrimLeft(text[len(m[0]):], ".:) ")
	}
	if m := aheadMark.FindStringSubmatch(text); m != nil && filedStatus(m[2]) != "" && (m[1] == "" || claimNum(m[1]) == num) {
		return text[len(m[0]):], filedStatus(m[2])
	}
	return text, ""
}

// statusAhead returns the status identifier behind a claim's number, or nothing.
func statusAhead(claim *tree, num int) string {
	for _, k := range claim.kids {
		if k.elem == nil || k.elem.name != "ClaimText" {
			continue
		}
		if text := strings.TrimLeft(textOf(k.elem), ".:) "); text != "" {
			_, status := cutAhead(text, num)
			return status
		}
	}
	return ""
}

func underlined(e *tree) bool { return strings.EqualFold(e.name, "u") }

// maxBracketed is how many characters double brackets may strike out: 37 CFR 1.121(c)(2) has five; OCR adds spaces.
const maxBracketed = 7

// accept takes out what double brackets strike out of a claim under amendment. Longer text in such brackets may be a chemical name.
func accept(text string) string {
	var b strings.Builder
	at := 0
	for _, m := range doubleMark.FindAllStringSubmatchIndex(text, -1) {
		if len([]rune(text[m[2]:m[3]])) > maxBracketed {
			continue
		}
		b.WriteString(text[at:m[0]])
		at = m[1]
		if out := b.String(); (out == "" || strings.HasSuffix(out, " ")) && strings.HasPrefix(text[at:], " ") {
			at++
		}
	}
	return b.String() + text[at:]
}

// identifiers are the status identifiers of 37 CFR 1.121(c).
var identifiers = []string{"original", "currently amended", "canceled", "withdrawn", "previously presented", "new", "not entered", "withdrawn - currently amended"}

// filedStatus returns the status identifier that words are meant for, or nothing: OCR changes a letter or two, "(Currenty Amended)",
// and applicants write "cancelled". A short word has to be exact.
func filedStatus(words string) string {
	words = strings.ToLower(claims.Fold(words))
	best, least := "", 3
	for _, id := range identifiers {
		d := distance(words, id)
		if d <= len(id)/6 && d < least {
			best, least = id, d
		}
	}
	if best == "" && (words == "amended" || words == "presently amended") {
		return "currently amended"
	}
	return best
}

// distance counts the letters to change, add or leave out between two short words: Levenshtein.
func distance(a, b string) int {
	if len(a) > 64 {
		return len(a)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

// claimNum returns the number that text is, or 0.
func claimNum(text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 0 || n > 1e6 {
		return 0
	}
	return n
}

func excerpt(text string) string {
	text = claims.Fold(text)
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return text
}

var paragraphNo = lazyregexp.New(`^\[\s*(\d{4,5})\s*\]\s*`)

// filedParagraphs reads a specification's paragraphs and headings. The number that stands in front of one (37 CFR 1.52(b)(6)) is its
// place and that of the pieces behind it into which OCR cut it, up to the next number or heading; the office's own count of the
// pieces is on no page and is left.
func filedParagraphs(doc *claims.Document, root *tree, opt Options) []claims.Paragraph {
	var out []claims.Paragraph
	p := &prose{marks: opt.Marks}
	loc := ""
	var walk func(e *tree)
	walk = func(e *tree) {
		for _, k := range e.kids {
			switch {
			case k.elem == nil || aside[k.elem.name]:
			case k.elem.name == "P" || k.elem.name == "Heading":
				para := claims.Paragraph{Text: k.elem.oneLine(p), Heading: k.elem.name == "Heading", Line: k.elem.line}
				if m := paragraphNo.FindStringSubmatch(para.Text); m != nil {
					loc, para.Text = "["+m[1]+"]", para.Text[len(m[0]):]
				} else if para.Heading && para.Text != "" {
					loc = ""
				}
				para.Loc = loc
				if para.Text != "" {
					out = append(out, para)
				}
				if para.Heading && para.Text != "" { // a heading's number is its own
					loc = ""
				}
			default:
				walk(k.elem)
			}
		}
	}
	if spec := root.first("Specification"); spec != nil {
		walk(spec)
	}
	proseNotes(doc, p)
	return out
}

// filedAbstract returns the abstract out of its page: what stands behind the heading, without an instruction to put it in ("Please
// replace ... :", 37 CFR 1.121(b)) and without a page number; of a published application's front page, what stands behind
// its code (57) (WIPO ST.9).
func filedAbstract(doc *claims.Document, root *tree) string {
	var out []string
	for _, p := range filedParagraphs(doc, root, Options{}) {
		switch {
		case p.Heading && strings.Contains(strings.ToLower(p.Text), "abstract"):
			out = nil
		case p.Heading:
		case strings.TrimFunc(p.Text, unicode.IsDigit) == "":
		case strings.HasPrefix(strings.ToLower(p.Text), "please ") && strings.HasSuffix(p.Text, ":"):
		default:
			out = append(out, p.Text)
		}
	}
	text := strings.Join(out, " ")
	if _, after, ok := strings.Cut(text, "(57) Abstract:"); ok {
		return strings.TrimSpace(after)
	}
	return text
}
