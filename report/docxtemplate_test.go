package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// firm is a Word file with these styles and this section.
func firm(t *testing.T, parts ...docxFile) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err == nil {
			_, err = io.WriteString(w, p.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// German Word names the IDs of its styles in German and keeps English names; a firm may have given an ID of ours to a style of its own.
const firmStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<x:styles xmlns:x="` + docxMainSpace + `"><x:style x:type="paragraph" x:default="1" x:styleId="Standard"><x:name x:val="Normal"/></x:style>` +
	`<x:style x:type="paragraph" x:styleId="berschrift2"><x:name x:val="heading 2"/><x:rPr><x:color x:val="FF00AA"/></x:rPr></x:style>` +
	`<x:style x:type="paragraph" x:styleId="ClaimLanguage"><x:name x:val="Letterhead"/></x:style>` +
	`<x:style x:type="paragraph" x:styleId="Zitat1"><x:name x:val="Quotation"/></x:style></x:styles>`

func firmDocument(section string) docxFile {
	return docxFile{"word/document.xml", `<w:document xmlns:w="` + docxMainSpace + `"><w:body><w:p><w:r><w:t>Dear Sirs</w:t></w:r></w:p>` + section + `</w:body></w:document>`}
}

// TestTemplate: a report takes a firm's styles by their names, brings those that it has not, and stands on its paper, turned.
func TestTemplate(t *testing.T) {
	a4 := `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1000" w:bottom="-1134" w:left="1200" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`
	tpl, err := ReadTemplate(firm(t, docxFile{"word/styles.xml", firmStyles}, docxFile{"word/theme/theme1.xml", "<a:theme xmlns:a=\"urn:a\"/>"},
		docxFile{"word/numbering.xml", `<w:numbering xmlns:w="` + docxMainSpace + `"/>`}, firmDocument(a4)))
	if err != nil {
		t.Fatal(err)
	}
	data := docxOf(t, reports(t)["small"], View{Template: tpl})
	if err := checkDocx(data); err != nil {
		t.Error(err)
	}
	parts := unpacked(t, data)
	document, styles := parts["word/document.xml"], parts["word/styles.xml"]
	for part, words := range map[string][]string{
		document: {`<w:pStyle w:val="berschrift2"/>`, `<w:pStyle w:val="Zitat1"/>`, `<w:pStyle w:val="ClaimLanguage2"/>`, `<w:pStyle w:val="Heading3"/>`,
			`<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`, `w:top="1200" w:right="1417" w:bottom="1000" w:left="1134"`},
		styles: {`<x:color x:val="FF00AA"/>`, `w:styleId="ClaimLanguage2"><w:name w:val="Claim Language"/>`, `w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Standard"/>`, "</x:styles>"},
		parts["[Content_Types].xml"] + parts["word/_rels/document.xml.rels"]: {`PartName="/word/theme1.xml"`, `Target="numbering.xml"`},
	} {
		for _, w := range words {
			if !strings.Contains(part, w) {
				t.Errorf("%s is missing in %.400s", w, part)
			}
		}
	}
	for part, words := range map[string][]string{document: {"Dear Sirs", `"Heading2"`, `"Quotation"`}, styles: {`w:styleId="Heading2"`, `w:styleId="Normal"`}} {
		for _, w := range words {
			if strings.Contains(part, w) {
				t.Errorf("%s should not be there", w)
			}
		}
	}
}

// TestTemplatePaper: paper that a chart cannot be set on is not taken.
func TestTemplatePaper(t *testing.T) {
	for section, want := range map[string]docxPaper{
		"": letterPaper,
		`<w:sectPr><w:pgSz w:w="3000" w:h="2000"/></w:sectPr>`:                                                               letterPaper,
		`<w:sectPr><w:pgSz w:w="99999" w:h="12240"/></w:sectPr>`:                                                             letterPaper,
		`<w:sectPr><w:pgSz w:w="many" w:h="12240"/></w:sectPr>`:                                                              letterPaper,
		`<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:left="7000" w:right="9000"/></w:sectPr>`: letterPaper,
		`<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:left="900"/></w:sectPr>`:                 {16838, 11906, 1080, 1080, 1080, 900},
	} {
		tpl, err := ReadTemplate(firm(t, docxFile{"word/styles.xml", firmStyles}, firmDocument(section)))
		if err != nil {
			t.Fatal(err)
		}
		if got := tpl.page(); got != want {
			t.Errorf("%s: %v, want %v", section, got, want)
		}
	}
}

// TestNoTemplate: what is no Word file is an error that says what to do.
func TestNoTemplate(t *testing.T) {
	strict := strings.ReplaceAll(firmStyles, docxMainSpace, "http://purl.oclc.org/ooxml/wordprocessingml/main")
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"empty":      {nil, "no Word file (.docx, .dotx)"},
		"text":       {[]byte("Dear Sirs"), "no Word file (.docx, .dotx)"},
		"old":        {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "save it as .docx"},
		"rtf":        {[]byte("{\\rtf1"), "an RTF file"},
		"sheet":      {firm(t, docxFile{"xl/styles.xml", "<a/>"}), "no Word file (.docx, .dotx)"},
		"strict":     {firm(t, docxFile{"word/styles.xml", strict}, firmDocument("")), "Strict Open XML"},
		"broken":     {firm(t, docxFile{"word/styles.xml", firmStyles[:200]}, firmDocument("")), "its styles cannot be read"},
		"none":       {firm(t, docxFile{"word/styles.xml", `<w:styles xmlns:w="` + docxMainSpace + `"/>`}, firmDocument("")), "it has no styles"},
		"unfinished": {firm(t, docxFile{"word/styles.xml", firmStyles}, docxFile{"word/document.xml", "<w:document>"}), "word/document.xml in it cannot be read"},
	} {
		if _, err := ReadTemplate(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// FuzzReadTemplate: whatever styles and document a template has, reading it does not panic, and with what was read a report is a Word file.
func FuzzReadTemplate(f *testing.F) {
	f.Add(firmStyles, firmDocument("").text)
	f.Add(firmStyles+"<!-- </x:styles> -->", `<w:document xmlns:w="`+docxMainSpace+`"><w:body><w:sectPr><w:pgSz w:w="-1" w:h="9"/></w:sectPr></w:body></w:document>`)
	f.Add(`<w:styles xmlns:w="`+docxMainSpace+`"><w:style w:styleId="&quot;"><w:name w:val="normal"/></w:style></w:styles>`, "<a/>")
	r := reports(f)["none"]
	f.Fuzz(func(t *testing.T, styles, document string) {
		tpl, err := ReadTemplate(firm(t, docxFile{"word/styles.xml", styles}, docxFile{"word/document.xml", document}))
		if err != nil {
			return
		}
		parts := unpacked(t, docxOf(t, r, View{Template: tpl}))
		for name, text := range parts {
			dec := xml.NewDecoder(strings.NewReader(text))
			for {
				if _, err := dec.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%s: %v\n%s", name, err, text)
				}
			}
		}
	})
}
