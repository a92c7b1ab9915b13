package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// isOPS tells whether head begins an answer of the EPO's Open Patent Services.
func isOPS(head []byte) bool {
	root, tag := rootTag(head)
	return root == "world-patent-data" || root == "fulltext-documents" || root == "fault" && bytes.Contains(tag, []byte("ops.epo.org"))
}

// readOPS reads an answer of OPS: exchange documents, full texts with claims or descriptions, or both; what it has of one
// publication is one document. Languages are taken as in readST36. An answer that is an error, or that holds no document, is an
// error.
func readOPS(name string, data []byte, opt Options) ([]*claims.Document, error) {
	data, err := asUTF8(data)
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w", name, err)
	}
	root, err := readTree(name, data, 1, unreadSection(opt)...)
	if err != nil {
		return nil, err
	}
	if root.name == "fault" {
		return nil, fmt.Errorf("%s:%d: the service answered with an error, %q: ask it again", name, root.line, excerpt(textOf(root.first("message"))))
	}
	var out []*claims.Document
	for _, e := range root.all("exchange-document") {
		doc := &claims.Document{Name: name, Format: "ops"}
		st36Document(doc, e, opt)
		out = append(out, doc)
	}
	byNumber := map[string]int{}
	for i, d := range out {
		byNumber[d.Number] = i
	}
	texts := root.all("fulltext-document")
	for _, e := range texts {
		full := &claims.Document{Name: name, Format: "ops"}
		titles := bibliography(full, e)
		i, known := byNumber[full.Number]
		if full.Number == "" {
			i, known = 0, len(out) == 1 && len(texts) == 1
		}
		if !known {
			i, out = len(out), append(out, full)
			byNumber[full.Number] = i
		}
		opsText(out[i], e, titles, opt)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s:%d: the answer holds no document: ask OPS for biblio, claims or a description", name, root.line)
	}
	return out, nil
}

// opsText adds a full text's claims, and its description where asked for, to doc.
func opsText(doc *claims.Document, e *tree, titles []inLanguage, opt Options) {
	list := inLanguages(e.all("claims"), e.attr("lang"))
	taken, lang := pick(list, opt.Language, "")
	if taken.elem != nil {
		doc.Language = lang
		doc.Claims = opsClaims(doc, taken.elem, opt)
		others(doc, list, taken, opt)
	}
	title, abstract := doc.Title, doc.Abstract
	describeIn(doc, e, titles, lang, opt)
	if title != "" {
		doc.Title = title
	}
	if abstract != "" {
		doc.Abstract = abstract
	}
}

var (
	opsNumber = lazyregexp.New(`^(\d{1,3})(?:\s*[.)]+\s*|\s+)(\D)`)
	opsInside = lazyregexp.New(`([^\s.]*)\.\s+((\d{1,3})\s*[.)]+\s*(\D))`)
	// notEnd are words whose period ends no sentence: a number behind them is no claim's.
	notEnd = lazyregexp.New(`(?i)^\(?(?:figs?|nos?|nr|abb|ziff|vol|pp?|eqs?|e\.g|i\.e|vs|approx|ca|art|rev|ref)$`)
	// refersBack is how a claim refers to another, in the three languages of the EPO.
	refersBack = lazyregexp.New(`(?i)\b(?:claims?|anspr(?:uch|üchen?)|revendications?)\s+\d`)
)

// opsClaims cuts the claims that OPS gives as paragraphs, with the numbers only in the text and often all in one claim element.
//
// A number begins a claim where it is one more than the last claim's (or, behind a period, some more: OCR loses numbers), what
// stands before it does not go on (";", ":", ","), and a capital follows or a reference to another claim. Elements of the source
// count where it has several. Each paragraph of a claim stands on a line of its own.
func opsClaims(doc *claims.Document, root *tree, opt Options) []claims.CutClaim {
	list := root.all("claim")
	if len(list) == 0 {
		list = []*tree{root}
	}
	var out []claims.CutClaim
	var parts [][]string
	last, ahead := 0, ""
	p := &prose{lines: true, marks: opt.Marks}
	for _, e := range list {
		fresh := len(list) > 1 || len(out) == 0 // this element begins a claim
		texts := e.all("claim-text")
		if len(texts) == 0 {
			texts = []*tree{e}
		}
		for _, part := range texts {
			for _, line := range strings.Split(part.oneLine(p), "\n") {
				for line = strings.TrimSpace(line); line != ""; {
					num, text := 0, line
					if m := opsNumber.FindStringSubmatchIndex(line); m != nil {
						if fresh {
							ahead = ""
						}
						if n := claimNum(line[m[2]:m[3]]); beginsClaim(n, last, ahead, line[m[4]:], strings.ContainsAny(line[:m[4]], ".)")) {
							num, text = n, line[m[4]:]
						}
					}
					next := insideStart(text, max(num, last))
					line = strings.TrimSpace(text[next:])
					text = strings.TrimSpace(text[:next])
					switch {
					case num > 0 || fresh:
						if num == 0 {
							num = claimNum(e.attr("num"))
						}
						out = append(out, claims.CutClaim{Num: num, Line: part.line})
						parts = append(parts, []string{text})
						last = max(last, num)
					default:
						parts[len(parts)-1] = append(parts[len(parts)-1], text)
					}
					fresh, ahead = false, text
				}
			}
		}
	}
	for i := range out {
		out[i].Text = strings.Join(parts[i], "\n  ")
	}
	proseNotes(doc, p)
	return out
}

// beginsClaim tells whether number n, with text behind it, begins the claim after claim last, whose text so far is ahead.
func beginsClaim(n, last int, ahead, text string, marked bool) bool {
	first, _ := utf8.DecodeRuneInString(text)
	capital := unicode.IsLetter(first) && !unicode.IsLower(first)
	ended := ahead == "" || strings.HasSuffix(ahead, ".")
	switch {
	case n <= last, strings.HasSuffix(ahead, ";"), strings.HasSuffix(ahead, ":"), strings.HasSuffix(ahead, ","):
		return false
	case !capital && !refersBack.MatchString(text[:min(len(text), 300)]):
		return false
	case !marked && (!ended || !capital):
		return false
	}
	return n == last+1 || ended && n <= last+20
}

// insideStart returns where in the text of claim last the next claim begins: its number, behind the end of a sentence.
func insideStart(text string, last int) int {
	for from := 0; ; {
		m := opsInside.FindStringSubmatchIndex(text[from:])
		if m == nil {
			return len(text)
		}
		word, n := text[from+m[2]:from+m[3]], claimNum(text[from+m[6]:from+m[7]])
		if n == last+1 && !notEnd.MatchString(word) && beginsClaim(n, last, "", text[from+m[8]:], true) {
			return from + m[4]
		}
		from += m[5]
	}
}
