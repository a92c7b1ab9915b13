package report

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"strings"
	"time"
	"unicode"
)

// A docxFile is one part of a Word file (ECMA-376, transitional).
type docxFile struct{ name, text string }

// writeDOCX prints a report as a Word file, landscape, in named styles that a firm's template can restyle (View.Template). A
// chart is set out as claim charts are served, see served; every other report prints its page. The same report gives the same
// bytes: no part and no entry of the ZIP holds a time.
func writeDOCX(w io.Writer, r *Report, v View) error {
	var p *page
	if r.Charted != nil && len(r.Explained) == 0 {
		p = docxChartPage(r)
	} else {
		var err error
		if p, err = makePage(r, room{wide: true, tags: true}, v); err != nil {
			return err
		}
	}
	t := v.Template
	if t == nil {
		t = &Template{}
	}
	d := &docx{styles: t.ids, width: t.page().text(), title: "Claims"}
	for _, b := range p.blocks {
		if h, ok := b.(heading); ok {
			d.title = h.text
			break
		}
	}
	for _, b := range p.blocks {
		d.block(b)
	}
	if d.replaced {
		d.paragraph("Note", para{say(`Control characters of the input, and characters that turn the direction of writing, are left out of this file; ` +
			`each is shown by a picture ("␀") or by its number ("\u202e"), what is no text as "` + "\ufffd" + `".`)})
	}
	notice := Notice
	if r.Diffed != nil {
		notice = diffNotice
	}
	if r.Compared != nil {
		notice = compareNotice
	}
	return packDocx(w, append([]docxFile{
		{"docProps/core.xml", docxHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
			"<dc:title>" + escape(folded(para{say(d.title)}).text) + "</dc:title><dc:creator>" + escape(r.Tool) + "</dc:creator></cp:coreProperties>"},
		{"word/document.xml", docxHead + `<w:document xmlns:w="` + docxMainSpace + `" xmlns:r="` + docxRelSpace + `"><w:body>` + "\n" + d.String() + t.section() + "</w:body></w:document>"},
		{"word/footer1.xml", d.footer(notice, r.Tool)},
		{"word/settings.xml", docxHead + `<w:settings xmlns:w="` + docxMainSpace + `"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`},
	}, t.parts()...))
}

const (
	docxHead      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	docxMainSpace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	docxRelSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	docxWordTypes = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// docxTypes are the content types of the parts that this writer makes.
var docxTypes = map[string]string{
	"docProps/core.xml":  "application/vnd.openxmlformats-package.core-properties+xml",
	"word/document.xml":  docxWordTypes + "document.main+xml",
	"word/footer1.xml":   docxWordTypes + "footer+xml",
	"word/settings.xml":  docxWordTypes + "settings+xml",
	"word/styles.xml":    docxWordTypes + "styles+xml",
	"word/theme1.xml":    "application/vnd.openxmlformats-officedocument.theme+xml",
	"word/numbering.xml": docxWordTypes + "numbering+xml",
}

// docxRelations are the relations from the document to the parts that may be there, in order.
var docxRelations = [][2]string{
	{"styles", "styles.xml"}, {"settings", "settings.xml"}, {"footer", "footer1.xml"}, {"theme", "theme1.xml"}, {"numbering", "numbering.xml"},
}

// packDocx writes the parts with those that say what they are. Entries have the earliest date that a ZIP knows.
func packDocx(w io.Writer, parts []docxFile) error {
	var types, relations strings.Builder
	types.WriteString(docxHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	relations.WriteString(docxHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, p := range parts {
		types.WriteString(`<Override PartName="/` + p.name + `" ContentType="` + docxTypes[p.name] + `"/>`)
		for _, rel := range docxRelations {
			if p.name == "word/"+rel[1] {
				relations.WriteString(`<Relationship Id="` + rel[0] + `" Type="` + docxRelSpace + "/" + rel[0] + `" Target="` + rel[1] + `"/>`)
			}
		}
	}
	first := []docxFile{
		{"[Content_Types].xml", types.String() + "</Types>"},
		{"_rels/.rels", docxHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="document" Type="` + docxRelSpace + `/officeDocument" Target="word/document.xml"/>` +
			`<Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", relations.String() + "</Relationships>"},
	}
	z := zip.NewWriter(w)
	for _, p := range append(first, parts...) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, p.text); err != nil {
			return err
		}
	}
	return z.Close()
}

// footer is what stands below every page: the notice, and the title with the page's number.
func (d *docx) footer(notice, tool string) string {
	f := docx{styles: d.styles, width: d.width}
	f.put(docxHead, `<w:ftr xmlns:w="`, docxMainSpace, `">`, "\n")
	f.paragraph("FooterNotice", para{bold("Notice: "), say(notice)})
	f.put(`<w:p><w:pPr><w:pStyle w:val="`, f.style("Footer"), `"/><w:tabs><w:tab w:val="right" w:pos="`, itoa(d.width), `"/></w:tabs></w:pPr>`)
	f.runs(para{say(strings.Join(nonEmpty(clip(d.title, 90), tool), " · "))})
	f.put(`<w:r><w:tab/><w:t xml:space="preserve">Page </w:t></w:r>`, docxField("PAGE"), `<w:r><w:t xml:space="preserve"> of </w:t></w:r>`, docxField("NUMPAGES"), "</w:p></w:ftr>")
	return f.String()
}

func docxField(name string) string {
	return `<w:fldSimple w:instr=" ` + name + ` "><w:r><w:t>1</w:t></w:r></w:fldSimple>`
}

// escape makes text fit for XML.
func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes all
	return b.String()
}

// content is text between tags, where quotation marks may stand as they are.
func content(text string) string {
	return strings.NewReplacer("&#39;", "'", "&#34;", `"`).Replace(escape(text))
}

// unprintable tells whether a character is shown by something else: see harmless, and what XML cannot hold.
func unprintable(r rune) bool {
	return unicode.IsControl(r) && !unicode.IsSpace(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == '\ufffd' || r == 0xfffe || r == 0xffff
}

// towards tells whether a character is written from right to left: 1, from left to right: -1, or as what stands around it.
func towards(r rune) int {
	switch {
	case unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic):
		return 1
	case unicode.IsLetter(r):
		return -1
	}
	return 0
}

// leftward tells whether the first letter of a text is written from right to left.
func leftward(text string) bool {
	for _, r := range text {
		if t := towards(r); t != 0 {
			return t > 0
		}
	}
	return false
}

// byDirection cuts a text where the direction of writing changes, the first piece being written from left to right, perhaps
// empty. What stands between two letters written from right to left goes with them.
func byDirection(text string) []string {
	var out []string
	start, last, right := 0, 0, false // last: the end of the last letter from right to left
	for i, r := range text {
		switch t := towards(r); {
		case t > 0 && !right:
			out = append(out, text[start:i])
			start, right = i, true
		case t < 0 && right:
			out = append(out, text[start:last])
			start, right = last, false
		}
		if right && towards(r) > 0 {
			last = i + len(string(r))
		}
	}
	if right && last < len(text) {
		out, start = append(out, text[start:last]), last
	}
	return append(out, text[start:])
}
