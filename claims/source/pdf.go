package source

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimchart/claims"
)

// maxPDF bounds a PDF in bytes.
const maxPDF = 1 << 30

// isPDF tells whether head begins a PDF; some files have a few bytes before it.
func isPDF(head []byte) bool {
	at := bytes.Index(head[:min(len(head), 1024)], []byte("%PDF-"))
	return at >= 0 && len(bytes.TrimLeft(head[:at], "\x00 \t\r\n\xef\xbb\xbf")) == 0
}

// readPDF reads the text layer of a PDF.
//
// Lines stand as on the page, column by column; running heads, the numbers of pages, columns and lines are left out. Text holds the
// claims if they are found after a heading such as "What is claimed is", else everything. A place is "col. 3, ll. 10-15" where the
// numbers of columns are printed, else "p. 4, ll. 3-8".
func readPDF(name string, data []byte, opt Options) (docs []*claims.Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			docs, err = nil, fmt.Errorf("%s:1: damaged PDF (%v): save it again from a PDF reader, or save its text as a text file", name, r)
		}
	}()
	if len(data) > maxPDF {
		return nil, fmt.Errorf("%s:1: a PDF of more than %d MB: split it", name, maxPDF>>20)
	}
	f, err := openPDF(data)
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w", name, err)
	}
	if f.secret {
		return nil, fmt.Errorf("%s:1: encrypted PDF: open it and print it to a new PDF, or take the password out (qpdf --decrypt)", name)
	}
	pages := f.pages()
	if len(pages) == 0 {
		return nil, fmt.Errorf("%s:1: damaged PDF, no pages found: the file may be cut short; fetch it again, or save its text as a text file", name)
	}
	t := pdfText{f: f, fonts: map[int]*pdfFont{}}
	var sheets []*pdfSheet
	turned, bare := 0, 0
	for i, p := range pages {
		images := t.images
		words, err := t.page(p)
		if err != nil {
			return nil, fmt.Errorf("%s:1: page %d: %w", name, i+1, err)
		}
		s := &pdfSheet{page: i + 1, width: p.box[2] - p.box[0], height: p.box[3] - p.box[1]}
		if p.rotate%180 == 90 {
			s.width, s.height = s.height, s.width
		}
		for _, w := range words {
			if w.turned {
				turned++
				continue
			}
			s.words = append(s.words, w)
		}
		if len(words) == 0 && t.images > images {
			bare++
		}
		sheets = append(sheets, s)
	}
	if err := t.readable(sheets); err != nil {
		return nil, fmt.Errorf("%s:1: %w", name, err)
	}
	doc := &claims.Document{Name: name, Format: "pdf", Notes: f.notes}
	note := func(format string, args ...any) { doc.Notes = append(doc.Notes, fmt.Sprintf(format, args...)) }
	if f.cut {
		note("the file breaks off: what follows is missing")
	}
	if f.damaged > 0 {
		note("%d parts of the file are damaged: text may be missing", f.damaged)
	}
	if bare > 0 {
		note("%d of %d pages are images without text", bare, len(pages))
	}
	if t.unknown > 0 {
		note("%d characters whose meaning the file does not tell stand as %q", t.unknown, "\ufffd")
	}
	if turned > 20 {
		note("%d words that do not run from left to right were left out", turned)
	}
	heads := dropHeads(sheets)
	if len(heads) > 0 {
		note("running heads were left out: %s", strings.Join(heads, " / "))
	}
	lines := layOut(sheets)
	pdfFacts(doc, lines, heads)
	divided := joinDivided(lines)
	if len(divided) > 0 {
		note("words divided at the end of a line were closed up: %s", strings.Join(divided[:min(len(divided), 5)], ", "))
	}
	begins := beginnings(lines)
	from, to, found := claimsPart(lines)
	doc.Text = linesText(lines[from:to], begins[from:to])
	if opt.Description {
		cut := len(lines)
		if found {
			cut = from
		}
		doc.Paragraphs = pdfParagraphs(lines[:cut], begins)
		doc.Abstract = pdfAbstract(lines)
	}
	return []*claims.Document{doc}, nil
}

// readable tells whether there is text, and text that means something.
func (t *pdfText) readable(sheets []*pdfSheet) error {
	letters, all := 0, 0
	var sample strings.Builder
	for _, s := range sheets {
		for _, w := range s.words {
			for _, r := range w.text {
				all++
				if unicode.IsLetter(r) {
					letters++
				}
			}
			if sample.Len() < 1<<16 {
				sample.WriteString(strings.ToLower(w.text) + " ")
			}
		}
	}
	switch {
	case t.glyphs == 0 && t.images == 0 && t.f.damaged > 0:
		return errors.New("damaged PDF, its pages cannot be unpacked: fetch it again, or save its text as a text file")
	case t.glyphs == 0 && t.images == 0:
		return errors.New("PDF without text: its letters may be drawn as shapes; put a text layer under them first (OCR, for example ocrmypdf)")
	case t.glyphs == 0 || all < 20 && t.images > 0:
		return errors.New("scanned PDF, its pages are images without text: put a text layer under them first (OCR, for example ocrmypdf), or save the text as a text file")
	case t.unknown*5 > t.glyphs:
		return fmt.Errorf("the fonts of this PDF do not say which characters they show (%d of %d have no Unicode): print it to a new PDF, run OCR over it, or copy its text into a text file", t.unknown, t.glyphs)
	case t.guessed*2 > t.glyphs && (letters*2 < all || garbled(sample.String())):
		return errors.New("the fonts of this PDF do not say which characters they show, and read as usual ones they give no words: print it to a new PDF, run OCR over it, or copy its text into a text file")
	}
	return nil
}

// garbled tells whether text in Latin letters has words as no language has them: more than half without a vowel.
func garbled(text string) bool {
	words, mute := 0, 0
	for _, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		if utf8.RuneCountInString(w) < 2 || w[0] >= 0x80 {
			continue
		}
		words++
		if !strings.ContainsAny(w, "aeiouyäöüáéíóú") {
			mute++
		}
	}
	return words == 0 || mute*2 > words
}

// layOut returns the lines of all pages in reading order.
func layOut(sheets []*pdfSheet) []pdfLine {
	gutters := make([]strip, len(sheets))
	var known strip
	two := 0
	margins := map[int]float64{}
	for i, s := range sheets {
		s.margins = margins
		if gutters[i] = s.gutter(); !gutters[i].none() {
			known = gutters[i]
			two++
		}
	}
	var out []pdfLine
	for i, s := range sheets {
		g := gutters[i]
		// A last page of a few lines has its columns where the others have them.
		if g.none() && two > 0 && (s.heads[0] > 0 || i == len(sheets)-1 && i > 0 && !gutters[i-1].none()) {
			g = known
		}
		s.split(g)
		for _, l := range s.lines {
			if l.column > 0 {
				l.printed = s.heads[l.column-1]
			}
			out = append(out, l)
		}
	}
	return out
}

// joinDivided closes up words that the end of a line divides, as it is done in claims: the hyphen goes where the whole word stands
// elsewhere in the document, more often than the word with its hyphen ("fail-over" beside "failover"), else it stays, since "computer-" /
// "readable" is printed so too; "two- or" / "three-" is no divided word.
// The end of the word moves up to the line on which it begins. It returns what was closed up, each once, at most six.
func joinDivided(lines []pdfLine) []string {
	known := map[string]int{}
	for i, l := range lines {
		fields := strings.Fields(l.text)
		for k, w := range fields {
			if k == 0 && i > 0 && strings.HasSuffix(lines[i-1].text, "-") || k == len(fields)-1 && strings.HasSuffix(w, "-") {
				continue
			}
			known[bareWord(w)]++
		}
	}
	var found []string
	for i := 0; i+1 < len(lines); i++ {
		text, next := lines[i].text, lines[i+1].text
		stem, is := strings.CutSuffix(text, "-")
		end := strings.IndexByte(next, ' ')
		if end < 0 {
			end = len(next)
		}
		first, _ := utf8.DecodeRuneInString(next)
		if !is || !unicode.IsLower(first) || suspendedHyphen[bareWord(next[:end])] {
			continue
		}
		head := stem[strings.LastIndexByte(stem, ' ')+1:]
		r, _ := utf8.DecodeLastRuneInString(head)
		if !unicode.IsLetter(r) {
			continue
		}
		whole, with := head+next[:end], head+"-"+next[:end]
		if n := known[bareWord(whole)]; n <= known[bareWord(with)] && (n > 0 || known[bareWord(with)] > 0 || !dividedWords[bareWord(whole)]) {
			whole = with
		}
		lines[i].text = stem[:len(stem)-len(head)] + whole
		lines[i+1].text = strings.TrimLeft(next[end:], " ")
		if w := bareWord(whole); len(found) < 6 && !slices.Contains(found, w) {
			found = append(found, w)
		}
	}
	return found
}

func bareWord(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

var (
	suspendedHyphen = wordSet("and or to nor but through")
	// dividedWords are words of form that most claims and descriptions hold.
	dividedWords = wordSet("according accordance characterized characterised claimed composition comprise comprised comprises comprising configured consisting " +
		"consists containing defined described embodiment embodiments essentially foregoing further including invention method plurality preceding previous recited " +
		"second selected substantially system thereby thereof therein whereby wherein")
)

var (
	paraNumber = regexp.MustCompile(`^\s*\[\d{3,5}\]`)
	claimStart = regexp.MustCompile(`^\s*\d{1,3}\s*\.\s+\p{Lu}`)
)

// beginnings tells of each line whether a paragraph begins with it: after a gap, indented where the line before is not, after a short
// line that ends a sentence, at a paragraph's or a claim's number, where the size changes, or as a heading.
func beginnings(lines []pdfLine) []bool {
	out := make([]bool, len(lines)+1)
	for i, l := range lines {
		if i == 0 {
			out[i] = true
			continue
		}
		p := lines[i-1]
		ended := strings.ContainsAny(lastRune(p.text), ".:;!?”\"")
		same := p.page == l.page && p.column == l.column
		gap := p.y - l.y
		short := p.x1 < p.right-0.2*(p.right-p.left)
		indented := l.x0-l.left > 0.6*l.size
		switch {
		case paraNumber.MatchString(l.text), claimStart.MatchString(l.text) && ended, isHeading(l) != isHeading(p):
			out[i] = true
		case same && gap > 1.7*max(l.size, p.size), same && (l.size > 1.15*p.size || p.size > 1.15*l.size):
			out[i] = true
		case indented && !(p.x0-p.left > 0.6*p.size) && (ended || same):
			out[i] = true
		case short && ended:
			out[i] = true
		}
	}
	return out
}

func lastRune(s string) string {
	r, n := utf8.DecodeLastRuneInString(s)
	if n == 0 {
		return "\x00"
	}
	return string(r)
}

// isHeading tells whether a line is one in capitals.
func isHeading(l pdfLine) bool {
	upper := 0
	for _, r := range l.text {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsUpper(r):
			upper++
		}
	}
	return upper >= 5 && len(l.text) < 80
}

var (
	claimsHead = regexp.MustCompile(`(?i)^\W*(?:what\s+is\s+claimed(?:\s+as\s+new[\w\s,]*)?(?:\s+is)?|what\s+(?:i|we)\s+claim(?:\s+is)?|(?:i|we)\s+claim|the\s+invention\s+claimed\s+is|it\s+is\s+claimed|(?:the\s+)?claims?|patent\s+claims|patentansprüche|ansprüche|revendications)\W*$`)
	claimsOpen = regexp.MustCompile(`(?i)\b(?:what\s+is\s+claimed|what\s+(?:i|we)\s+claim|(?:i|we)\s+claim|invention\s+claimed\s+is|is\s+claimed\s+is)[\w\s]*:\s*$`)
	firstClaim = regexp.MustCompile(`^\W*(?:claim\s+)?1\s*[.):]|^(?:An?|The)\s`)
	starLine   = regexp.MustCompile(`^(?:\*\s*){3,}$`)
	afterHead  = regexp.MustCompile(`(?i)^\W*(?:abstract(?:\s+of\s+the\s+disclosure)?|zusammenfassung|abrégé)\W*$`)
)

// claimsPart returns the lines of the claims with their heading: from the last heading that claim 1 follows to the stars or the abstract
// after them; all lines if there is none.
func claimsPart(lines []pdfLine) (from, to int, found bool) {
	from, to = 0, len(lines)
	for i := len(lines) - 1; i >= 0; i-- {
		if !claimsHead.MatchString(lines[i].text) && !claimsOpen.MatchString(lines[i].text) {
			continue
		}
		next := i + 1
		for next < len(lines) && lines[next].text == "" {
			next++
		}
		if next < len(lines) && firstClaim.MatchString(lines[next].text) {
			from, found = i, true
			break
		}
	}
	if !found {
		return 0, len(lines), false
	}
	for i := from + 1; i < len(lines); i++ {
		if starLine.MatchString(lines[i].text) || afterHead.MatchString(lines[i].text) {
			return from, i, true
		}
	}
	return from, to, true
}

// pdfAbstract returns what follows the heading "Abstract" up to the next heading or the end of its page.
func pdfAbstract(lines []pdfLine) string {
	for i, l := range lines {
		if !afterHead.MatchString(l.text) {
			continue
		}
		var parts []string
		for _, n := range lines[i+1:] {
			if n.page != l.page || isHeading(n) {
				break
			}
			parts = append(parts, n.text)
		}
		return claims.Fold(strings.Join(parts, " "))
	}
	return ""
}

// linesText writes the lines as they stand, with an empty line between paragraphs and up to three columns of indentation.
func linesText(lines []pdfLine, begins []bool) string {
	var b strings.Builder
	for i, l := range lines {
		if l.text == "" {
			continue
		}
		if i > 0 && begins[i] {
			b.WriteByte('\n')
		}
		if l.size > 0 {
			b.WriteString(strings.Repeat(" ", max(0, min(3, int((l.x0-l.left)/l.size+0.4)))))
		}
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	return b.String()
}

// pdfParagraphs returns the paragraphs with their places.
func pdfParagraphs(lines []pdfLine, begins []bool) []claims.Paragraph {
	var out []claims.Paragraph
	for i := 0; i < len(lines); {
		end := i + 1
		for end < len(lines) && !begins[end] {
			end++
		}
		var parts []string
		for _, l := range lines[i:end] {
			parts = append(parts, l.text)
		}
		if text := claims.Fold(strings.Join(parts, " ")); text != "" {
			p := claims.Paragraph{Loc: pdfPlace(lines[i], lines[end-1]), Text: text, Heading: isHeading(lines[i])}
			if m := paraNumber.FindString(text); m != "" {
				p.Loc, p.Text = strings.TrimSpace(m), strings.TrimSpace(text[len(m):])
			}
			out = append(out, p)
		}
		i = end
	}
	return out
}

// pdfPlace writes the place from line a to line b.
func pdfPlace(a, b pdfLine) string {
	start, end := fmt.Sprintf("p. %d", a.page), fmt.Sprintf("p. %d", b.page)
	if a.printed > 0 && b.printed > 0 {
		start, end = fmt.Sprintf("col. %d", a.printed), fmt.Sprintf("col. %d", b.printed)
	} else if a.column > 0 || b.column > 0 { // the columns have no numbers to cite
		start += []string{"", ", left column", ", right column"}[a.column]
		end += []string{"", ", left column", ", right column"}[b.column]
	}
	switch {
	case start != end:
		return fmt.Sprintf("%s, l. %d - %s, l. %d", start, a.number, end, b.number)
	case a.number == b.number:
		return fmt.Sprintf("%s, l. %d", start, a.number)
	}
	return fmt.Sprintf("%s, ll. %d-%d", start, a.number, b.number)
}
