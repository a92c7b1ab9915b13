package source

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

var (
	docxStatus  = lazyregexp.New(`(?i)^\s*(?:claims?\s+)?\d{1,3}(?:\s*[-–—,]\s*\d{1,3})*\s*[.):]?\s*[([]([^()\[\]]*\b(?:amended|original|new|cancell?ed|withdrawn|presented|entered)\b[^()\[\]]*)[)\]]\s*[.:]?`)
	docxHeads   = lazyregexp.New(`(?i)^\W*(?:what\s+(?:is|i)\s+claim(?:ed)?(?:\s+is)?|(?:i|we)\s+claim|the\s+invention\s+claimed\s+is|(?:(?:complete\s+)?listing\s+of\s+(?:the\s+)?|amended\s+|pending\s+|patent\s+)?claims?|it\s+is\s+claimed|amendments?\s+(?:to|of|in)\s+the\s+claims?|in\s+the\s+claims|the\s+claims\s+defining\s.*|having\s+thus\s+described\s.*|.*\bwhat\s+(?:is|i)\s+claim(?:ed)?\b.*\b(?:is|are))\W*$`)
	docxSame    = lazyregexp.New(`(?i)^\W*(?:what\s+(?:is|i)\s+claim(?:ed)?(?:\s+is)?|(?:i|we)\s+claim|claims?|it\s+is\s+claimed)\s*[:.]\s*1\s*[.)]\s`)
	docxOpens   = lazyregexp.New(`(?i)^\s*(?:claims?\s+\d{1,3}\b|\d{1,3}(?:\s*[-–—,]\s*\d{1,3})*\s*[.):(\[]|1\t)`)
	docxEnds    = lazyregexp.New(`(?i)^\W*(?:(?:abstract(?:\s+of\s+(?:the\s+)?(?:disclosure|invention))?|remarks?(?:\s*(?:/|and)\s*arguments?)?|arguments?(?:\s*(?:/|and)\s*remarks?)?|conclusions?|(?:(?:detailed|brief)\s+)?descriptions?(?:\s+of\s+(?:the\s+)?(?:drawings?|figures?|invention|(?:preferred\s+)?embodiments?))?|(?:technical\s+)?field(?:\s+of\s+the\s+invention)?|(?:technical\s+)?background(?:\s+(?:art|of\s+the\s+invention))?|summary(?:\s+of\s+the\s+invention)?|drawings?|figures?|(?:list\s+of\s+)?reference\s+(?:signs|numerals)(?:\s+list)?|amendments?\s+(?:to|of|in)\s+the\s+(?:specification|drawings?|abstract|description|figures?)|sequence\s+listing|appendix(?:\s+\w)?)[\s:.]*|respectfully\s+submitted\b.*)$`)
	docxSummary = lazyregexp.New(`(?i)^\W*abstract\b`)
	docxLoc     = lazyregexp.New(`^\[\s*(\d{2,6})\s*\]\s*`)
)

// maxDocxHead bounds in bytes a paragraph that may be a heading.
const maxDocxHead = 300

// docxTwips is the indentation that a space of text stands for: two spaces are a quarter of an inch, what Word indents a list by.
const docxTwips = 180

// fill puts the paragraphs that were read into doc.
func (r *docxReader) fill(doc *claims.Document) {
	plain := make([]string, len(r.out)) // what is shown of each paragraph
	for i := range r.out {
		plain[i] = r.out[i].line(r.out[i].render(Options{}, -1))
	}
	from, to := docxClaims(r.out, plain)
	whole := from < 0
	if whole {
		from, to = 0, len(r.out)
	}
	starts := make([]int, len(r.out))
	var b strings.Builder
	line, struck, kept, lost := 1, 0, 0, 0
	under, emphasis := 0, 0 // underlined in amended claims, and elsewhere
	after := ""             // the last line that holds anything
	amended := false
	least := docxLeast(r.out[from:to], plain[from:to], whole)
	for i := range r.out {
		p := &r.out[i]
		starts[i] = line
		if i < from || i >= to {
			n := len(docxLines(plain[i]))
			line += n
			if i < from {
				b.WriteString(strings.Repeat("\n", n)) // the claims keep their lines
			}
			continue
		}
		at := p.amended(&amended)
		for k := range p.runs {
			if p.runs[k].under && !p.runs[k].struck && strings.TrimSpace(p.runs[k].text) != "" {
				if at >= 0 {
					under++
				} else {
					emphasis++
				}
			}
			if p.runs[k].struck && !p.runs[k].deleted && strings.TrimSpace(p.runs[k].text) != "" {
				if at >= 0 {
					struck++
				} else {
					kept++
				}
			}
		}
		lost += p.lost
		lines := docxLines(p.line(p.render(r.opt, at)))
		rows := p.row && i > 0 && r.out[i-1].row
		if whole && !rows && after != "" && lines[0] != "" && !docxGoesOn(after, lines[0]) && !strings.HasSuffix(b.String(), "\n\n") {
			b.WriteByte('\n')
			line++
			starts[i] = line
		}
		for k, l := range lines {
			if l != "" {
				b.WriteString(strings.Repeat(" ", max(p.column(l, k, whole)-least, 0)))
				after = strings.TrimLeft(l, "\t ")
				b.WriteString(after)
			}
			b.WriteByte('\n')
			line++
		}
	}
	doc.Text = b.String()
	if r.opt.Description {
		r.describe(doc, plain, starts, from, to, whole)
	}
	r.notes(doc, struck, kept, lost)
	if r.opt.Before {
		r.takenFor(doc, struck, under, emphasis)
	}
}

// takenFor says what counts as an amendment, and what does not.
func (r *docxReader) takenFor(doc *claims.Document, struck, under, emphasis int) {
	if r.count.tracked > 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("taken as amendments: tracked changes (%d)", r.count.tracked))
	}
	if struck+under > 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("taken as amendments: what is underlined (%d places) and struck (%d) in claims marked (currently amended) (37 CFR 1.121(c)(2))", under, struck))
	}
	if emphasis > 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("underlining elsewhere is no amendment (%d places)", emphasis))
	}
}

// amended returns from which byte of the paragraph's text on underlining and striking are amendments, -1 for nowhere: behind the
// status of a claim "(currently amended)", and in the paragraphs that follow it, up to another status or a heading. in says
// whether such a claim goes on, before and after.
func (p *docxPara) amended(in *bool) int {
	m := docxStatus.FindStringSubmatch(p.number + p.shown())
	switch {
	case m != nil:
		*in = strings.Contains(strings.ToLower(claims.Fold(m[1])), "currently amended")
	case p.heading:
		*in = false
	}
	switch {
	case !*in:
		return -1
	case m != nil:
		return max(len(m[0])-len(p.number), 0)
	}
	return 0
}

// line puts the paragraph's number before its text. That of an empty paragraph counts, but numbers nothing, unless it is a word
// ("Claim 5", with the claim in the next paragraph).
func (p *docxPara) line(text string) string {
	if strings.TrimSpace(text) == "" && !docxWord.MatchString(p.number) {
		return ""
	}
	return p.number + text
}

// docxWord is a number that is more than a number.
var docxWord = lazyregexp.New(`^[A-Za-z]{4,}\s`)

// docxLines cuts what a paragraph shows into lines; at least one.
func docxLines(text string) []string {
	lines := strings.Split(strings.Trim(strings.TrimRightFunc(text, unicode.IsSpace), "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRightFunc(lines[i], unicode.IsSpace)
	}
	return lines
}

// column returns how many columns a line of the paragraph is indented. Where the first line of a paragraph begins tells, in
// claims, an element from what it goes on from; in an article it is only how paragraphs begin.
func (p *docxPara) column(line string, n int, article bool) int {
	at := p.indent
	if n == 0 && (!article || p.first < 0) {
		at += p.first
	}
	out := max(at, 0) / docxTwips
	for _, r := range line {
		switch {
		case r == '\t' && article:
			out += 2
		case r == '\t':
			out = (out/4 + 1) * 4
		case r == ' ':
			out++
		default:
			return min(out, 80)
		}
	}
	return 0
}

// docxLeast returns the indentation that all paragraphs have.
func docxLeast(paras []docxPara, plain []string, article bool) int {
	least := -1
	for i := range paras {
		if strings.TrimSpace(plain[i]) == "" {
			continue
		}
		if c := paras[i].column(docxLines(plain[i])[0], 0, article); least < 0 || c < least {
			least = c
		}
	}
	return max(least, 0)
}

// docxGoesOn tells whether a line goes on with the sentence of the line before, as the elements of a claim do.
func docxGoesOn(before, line string) bool {
	line = strings.TrimLeft(line, " \t•-–—")
	first, _ := utf8.DecodeRuneInString(line)
	switch before[len(before)-1] {
	case ';', ',':
		return true
	case ':':
		return unicode.IsLower(first) || first == '('
	}
	return strings.HasSuffix(before, " and") || strings.HasSuffix(before, " or")
}

// docxClaims returns which paragraphs hold the claims, the heading first: those from the last heading of claims before a
// numbered paragraph that follows soon, to the heading of another part. from is -1 where there is no such heading.
func docxClaims(paras []docxPara, plain []string) (from, to int) {
	const soon = 8
	from, since := -1, 0
	found := false
	for i, text := range plain {
		if folded := claims.Fold(text); folded == "" {
			continue
		} else if !found {
			switch {
			case len(folded) <= maxDocxHead && docxHeads.MatchString(folded) && !docxOpens.MatchString(text):
				from, since = i, 0
			case docxSame.MatchString(text):
				from, found = i, true
			case from >= 0 && docxOpens.MatchString(text):
				found = true
			case from >= 0:
				if since++; since > soon {
					from = -1
				}
			}
		} else if len(folded) <= maxDocxHead && docxEnds.MatchString(folded) && (paras[i].number == "" || paras[i].heading) {
			return from, i
		}
	}
	if !found {
		return -1, 0
	}
	return from, len(plain)
}

// describe fills abstract and paragraphs with what is no claim.
func (r *docxReader) describe(doc *claims.Document, plain []string, starts []int, from, to int, whole bool) {
	abstract := false
	for i := range r.out {
		text := claims.Fold(plain[i])
		if text == "" || !whole && i >= from && i < to || r.out[i].gone {
			continue
		}
		heading := r.out[i].heading || len(text) <= maxDocxHead && (docxEnds.MatchString(text) || docxHeading(text))
		if heading {
			if abstract = docxSummary.MatchString(text); abstract {
				continue
			}
		}
		loc := ""
		if m := docxLoc.FindStringSubmatch(text); m != nil {
			loc, text = "["+m[1]+"]", text[len(m[0]):]
		}
		switch {
		case text == "":
		case abstract:
			doc.Abstract = claims.Fold(doc.Abstract + " " + text)
		default:
			doc.Paragraphs = append(doc.Paragraphs, claims.Paragraph{Loc: loc, Text: text, Heading: heading && loc == "", Line: starts[i]})
		}
	}
}

// docxHeading tells whether a line is a heading, as applications set them: in capitals and short.
func docxHeading(text string) bool { return capitals(text) > 3 && len(strings.Fields(text)) <= 12 }

// notes says what was left out.
func (r *docxReader) notes(doc *claims.Document, struck, kept, lost int) {
	for _, n := range []struct {
		n    int
		text string
	}{
		{r.count.footnotes, "footnotes and endnotes are left out (%d)"},
		{r.count.hidden, "hidden text is left out (%d places): show it in Word and take the formatting off to have it read"},
		{r.count.symbols, "characters of symbol fonts that are not known stand as [symbol] (%d)"},
		{r.count.unnumbered, "numbers that fields count out (LISTNUM, AUTONUMLGL) are left out (%d): turn them into text in Word"},
		{r.count.embedded, "documents inserted into the document are left out (%d): open it in Word and save it again"},
		{r.count.renumbered, "numbered paragraphs whose end is deleted in a tracked change run on into the next, and their numbers are not shown (%d)"},
		{lost, "pictures, formulas and objects among the claims hold no text that can be read; they stand as [image], [formula] or [chemical structure] (%d)"},
	} {
		if n.n > 0 {
			doc.Notes = append(doc.Notes, fmt.Sprintf(n.text, n.n))
		}
	}
	switch {
	case struck > 0 && !r.opt.Marks && !r.opt.Before:
		doc.Notes = append(doc.Notes, fmt.Sprintf("struck text is left out of claims marked (currently amended) (%d places; 37 CFR 1.121(c))", struck))
	}
	if kept > 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("struck text is kept where no claim marked (currently amended) holds it (%d places; 37 CFR 1.121(c))", kept))
	}
}
