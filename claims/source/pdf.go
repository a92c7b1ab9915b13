package source

import (
	"bytes"
	"errors"
	"fmt"
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
