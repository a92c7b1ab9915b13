package report

import "strings"

// A docxStyle is a named style. Its ID is our own; a template that has a style of the same name keeps its own ID and looks.
type docxStyle struct {
	id, name string
	kind     string // paragraph | character | table
	based    string // the ID of the style that it varies
	next     string // the ID of the style of the paragraph behind it
	par, run string // paragraph and run properties, in the order of the schema
	table    string // table properties, and those of its first row
}

// docxStyles are the styles of a report, those first that others vary. Colours have a contrast of at least 4.5 to 1 on white (WCAG AA).
var docxStyles = []docxStyle{
	{id: "Normal", name: "Normal", kind: "paragraph", par: `<w:spacing w:after="80" w:line="259" w:lineRule="auto"/>`},
	{id: "BodyText", name: "Body Text", kind: "paragraph", based: "Normal"},
	{id: "Heading1", name: "heading 1", kind: "paragraph", based: "Normal", next: "BodyText", par: `<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="12" w:space="3" w:color="1F3250"/></w:pBdr><w:spacing w:before="0" w:after="160"/><w:outlineLvl w:val="0"/>`, run: docxSans + `<w:b/><w:bCs/><w:color w:val="1F3250"/><w:sz w:val="36"/><w:szCs w:val="36"/>`},
	{id: "Heading2", name: "heading 2", kind: "paragraph", based: "Normal", next: "BodyText", par: `<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="2" w:color="8A94A6"/></w:pBdr><w:spacing w:before="320" w:after="120"/><w:outlineLvl w:val="1"/>`, run: docxSans + `<w:b/><w:bCs/><w:color w:val="1F3250"/><w:sz w:val="27"/><w:szCs w:val="27"/>`},
	{id: "Heading3", name: "heading 3", kind: "paragraph", based: "Normal", next: "BodyText", par: `<w:keepNext/><w:spacing w:before="220" w:after="80"/><w:outlineLvl w:val="2"/>`, run: docxSans + `<w:b/><w:bCs/><w:sz w:val="22"/><w:szCs w:val="22"/>`},
	{id: "Heading4", name: "heading 4", kind: "paragraph", based: "Normal", next: "BodyText", par: `<w:keepNext/><w:spacing w:before="160" w:after="60"/><w:outlineLvl w:val="3"/>`, run: docxSans + `<w:b/><w:bCs/><w:color w:val="3C4656"/><w:sz w:val="20"/><w:szCs w:val="20"/>`},
	{id: "Footer", name: "footer", kind: "paragraph", based: "Normal", par: `<w:spacing w:before="40" w:after="0" w:line="240" w:lineRule="auto"/>`, run: docxSans + `<w:color w:val="555555"/><w:sz w:val="14"/><w:szCs w:val="14"/>`},
	{id: "FooterNotice", name: "Footer Notice", kind: "paragraph", based: "Footer", par: `<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="8A94A6"/></w:pBdr>`, run: `<w:sz w:val="12"/><w:szCs w:val="12"/>`},
	{id: "Notice", name: "Notice", kind: "paragraph", based: "BodyText", par: docxBox("8A94A6", "F2F4F7") + `<w:spacing w:before="120" w:after="120"/><w:ind w:left="120" w:right="120"/>`, run: `<w:sz w:val="18"/><w:szCs w:val="18"/>`},
	{id: "ChartIntro", name: "Chart Intro", kind: "paragraph", based: "BodyText", par: `<w:keepNext/>`},
	{id: "Note", name: "Note", kind: "paragraph", based: "BodyText", run: `<w:color w:val="555555"/><w:sz w:val="18"/><w:szCs w:val="18"/>`},
	{id: "ChartList", name: "Chart List", kind: "paragraph", based: "BodyText", par: `<w:tabs><w:tab w:val="left" w:pos="280"/></w:tabs><w:spacing w:after="40"/><w:ind w:left="280" w:hanging="280"/>`},
	{id: "ChartList2", name: "Chart List 2", kind: "paragraph", based: "ChartList", par: `<w:tabs><w:tab w:val="clear" w:pos="280"/><w:tab w:val="left" w:pos="560"/></w:tabs><w:ind w:left="560" w:hanging="280"/>`},
	{id: "TableText", name: "Table Text", kind: "paragraph", based: "Normal", par: `<w:spacing w:after="20" w:line="240" w:lineRule="auto"/>`, run: `<w:sz w:val="18"/><w:szCs w:val="18"/>`},
	{id: "TableNumber", name: "Table Number", kind: "paragraph", based: "TableText", par: `<w:jc w:val="right"/>`},
	{id: "TableHead", name: "Table Head", kind: "paragraph", based: "TableText", par: `<w:keepNext/>`, run: docxSans + `<w:b/><w:bCs/><w:sz w:val="17"/><w:szCs w:val="17"/>`},
	{id: "AfterTable", name: "After Table", kind: "paragraph", based: "Normal", par: `<w:spacing w:after="0" w:line="120" w:lineRule="exact"/>`, run: `<w:sz w:val="8"/><w:szCs w:val="8"/>`},
	{id: "ClaimLanguage", name: "Claim Language", kind: "paragraph", based: "TableText", par: `<w:spacing w:before="20" w:after="40"/>`, run: `<w:sz w:val="20"/><w:szCs w:val="20"/>`},
	{id: "Finding", name: "Finding", kind: "paragraph", based: "TableText", par: `<w:keepNext/><w:spacing w:before="20" w:after="40"/>`, run: docxSans + `<w:sz w:val="16"/><w:szCs w:val="16"/>`},
	{id: "Quotation", name: "Quotation", kind: "paragraph", based: "TableText", par: `<w:spacing w:after="60"/><w:ind w:left="120"/>`, run: `<w:sz w:val="20"/><w:szCs w:val="20"/>`},
	{id: "Contradicting", name: "Contradicting", kind: "paragraph", based: "Quotation", par: `<w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="A61B1B"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="FBEEEE"/>`},
	{id: "NearestWords", name: "Nearest Words", kind: "paragraph", based: "Quotation", run: `<w:color w:val="555555"/><w:sz w:val="18"/><w:szCs w:val="18"/>`},
	{id: "Remark", name: "Remark", kind: "paragraph", based: "TableText", par: `<w:spacing w:after="40"/>`, run: docxSans + `<w:sz w:val="16"/><w:szCs w:val="16"/>`},
	{id: "Redline", name: "Redline", kind: "paragraph", based: "BodyText", par: `<w:spacing w:after="120"/><w:ind w:left="280"/>`},
	{id: "DefaultParagraphFont", name: "Default Paragraph Font", kind: "character"},
	{id: "Strong", name: "Strong", kind: "character", run: `<w:b/><w:bCs/>`},
	{id: "ClaimLabel", name: "Claim Label", kind: "character", run: `<w:b/><w:bCs/><w:color w:val="1F3250"/>`},
	{id: "PinCite", name: "Pin Cite", kind: "character", run: `<w:b/><w:bCs/>`},
	{id: "MatchedWord", name: "Matched Word", kind: "character", run: `<w:b/><w:bCs/><w:color w:val="0B4D1C"/>`},
	{id: "Found", name: "Found", kind: "character", run: `<w:color w:val="0B5D20"/>`},
	{id: "PartlyFound", name: "Partly Found", kind: "character", run: `<w:color w:val="7A4B00"/>`},
	{id: "Missing", name: "Missing", kind: "character", run: `<w:color w:val="A61B1B"/>`},
	{id: "Faint", name: "Faint", kind: "character", run: `<w:color w:val="555555"/>`},
	{id: "Deleted", name: "Deleted", kind: "character", run: `<w:strike/><w:color w:val="A61B1B"/>`},
	{id: "Inserted", name: "Inserted", kind: "character", run: `<w:color w:val="0B4D9C"/><w:u w:val="single"/>`},
	{id: "MovedAway", name: "Moved Away", kind: "character", run: `<w:dstrike/><w:color w:val="6B2A78"/>`},
	{id: "MovedHere", name: "Moved Here", kind: "character", run: `<w:color w:val="0A5A43"/><w:u w:val="double"/>`},
	{id: "Underlined", name: "Underlined", kind: "character", run: `<w:u w:val="single"/>`},
	{id: "Struck", name: "Struck", kind: "character", run: `<w:strike/>`},
	{id: "Raised", name: "Raised", kind: "character", run: `<w:vertAlign w:val="superscript"/>`},
	{id: "Drawing", name: "Drawing", kind: "character", run: `<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>`},
	{id: "TableNormal", name: "Normal Table", kind: "table", table: `<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>`},
	{id: "TableGrid", name: "Table Grid", kind: "table", based: "TableNormal", table: `<w:tblPr><w:tblBorders>` + docxBorders("top", "left", "bottom", "right", "insideH", "insideV") + `</w:tblBorders></w:tblPr>`},
	{id: "ClaimChartTable", name: "Claim Chart Table", kind: "table", based: "TableGrid", table: `<w:tblPr><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
		`<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="DFE5EE"/></w:tcPr></w:tblStylePr>`},
}

const docxSans = `<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>`

// docxBox is a frame with a ground.
func docxBox(colour, ground string) string {
	var b strings.Builder
	b.WriteString("<w:pBdr>")
	for _, side := range []string{"top", "left", "bottom", "right"} {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="5" w:color="` + colour + `"/>`)
	}
	return b.String() + `</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="` + ground + `"/>`
}

func docxBorders(sides ...string) string {
	var b strings.Builder
	for _, side := range sides {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="8A94A6"/>`)
	}
	return b.String()
}

// xml is the style as XML that stands by itself, under the IDs that styles of these names have in the file.
func (s *docxStyle) xml(id func(string) string) string {
	var b strings.Builder
	b.WriteString(`<w:style xmlns:w="` + docxMainSpace + `" w:type="` + s.kind + `"`)
	switch s.id {
	case "Normal", "DefaultParagraphFont", "TableNormal":
		b.WriteString(` w:default="1"`)
	}
	switch {
	case s.own():
		b.WriteString(` w:customStyle="1"`)
	}
	b.WriteString(` w:styleId="` + id(s.id) + `"><w:name w:val="` + s.name + `"/>`)
	if s.based != "" {
		b.WriteString(`<w:basedOn w:val="` + id(s.based) + `"/>`)
	}
	if s.next != "" {
		b.WriteString(`<w:next w:val="` + id(s.next) + `"/>`)
	}
	b.WriteString("<w:qFormat/>")
	for _, part := range [][2]string{{"pPr", s.par}, {"rPr", s.run}} {
		if part[1] != "" {
			b.WriteString("<w:" + part[0] + ">" + part[1] + "</w:" + part[0] + ">")
		}
	}
	b.WriteString(s.table + "</w:style>\n")
	return b.String()
}

// own tells whether a style is none of Word's.
func (s *docxStyle) own() bool {
	switch s.id {
	case "Normal", "BodyText", "Heading1", "Heading2", "Heading3", "Heading4", "Footer", "DefaultParagraphFont", "Strong", "TableNormal", "TableGrid":
		return false
	}
	return true
}

// docxDefaults are what all styles begin from.
const docxDefaults = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="21"/><w:szCs w:val="21"/>` +
	`<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` + "\n"
