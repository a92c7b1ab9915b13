package source

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"claimchart/claims"
)

const (
	docxTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>`
	docxTop   = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	docxRels  = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`
	docxNS    = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml"`
)

// docxFile packs a document of the given parts; a part that is "" is left out.
func docxFile(document, styles, numbering string) []byte {
	parts := [][2]string{{"[Content_Types].xml", docxTypes}, {"_rels/.rels", docxTop},
		{"word/document.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document` + docxNS + `><w:body>` + document + `</w:body></w:document>`},
		{"word/_rels/document.xml.rels", docxRels}}
	if styles != "" {
		parts = append(parts, [2]string{"word/styles.xml", `<w:styles` + docxNS + `>` + styles + `</w:styles>`})
	}
	if numbering != "" {
		parts = append(parts, [2]string{"word/numbering.xml", `<w:numbering` + docxNS + `>` + numbering + `</w:numbering>`})
	}
	return zipOf(parts)
}

func zipOf(parts [][2]string) []byte {
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := zw.Create(p[0])
		if err == nil {
			_, err = w.Write([]byte(p[1]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := zw.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// para writes a paragraph of plain text; num is "list/level" or empty.
func para(num, text string) string {
	props := ""
	if id, level, ok := strings.Cut(num, "/"); ok {
		props = `<w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr></w:pPr>`
	}
	return `<w:p>` + props + docxT(text) + `</w:p>`
}

func docxT(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func docxFld(kind string) string {
	return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>`
}

func docxCode(code string) string {
	return `<w:r><w:instrText xml:space="preserve">` + code + `</w:instrText></w:r>`
}

func docxLvl(at, format, text, more string) string {
	return `<w:lvl w:ilvl="` + at + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/>` + more + `<w:lvlText w:val="` + text + `"/></w:lvl>`
}

// docxClaimList is list 1, of claims with their elements, and list 2, the same begun anew at 5.
var docxClaimList = `<w:abstractNum w:abstractNumId="7">` + docxLvl("0", "decimal", "%1.", "") + docxLvl("1", "lowerLetter", "(%2)", "") + docxLvl("2", "lowerRoman", "(%3)", "") + `</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`

// docxText reads a document and returns its text without the empty lines at its ends.
func docxText(t *testing.T, data []byte, opt Options) (string, *claims.Document) {
	t.Helper()
	docs, err := readDOCX("x.docx", data, opt)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Trim(docs[0].Text, "\n"), docs[0]
}

func lines(l ...string) string { return strings.Join(l, "\n") }

func TestDOCXText(t *testing.T) {
	head := para("", "What is claimed is:")
	for _, c := range []struct{ name, body, styles, numbering, want string }{
		{"runs joined, spaces as they are", `<w:p>` + docxT("A la") + docxT("mp, ") + `<w:r><w:t> not kept </w:t></w:r>` + docxT(" lit.") + `</w:p>`, "", "", "A lamp, not kept lit."},
		{"tabs, breaks, hyphens", `<w:p><w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>tran</w:t><w:softHyphen/><w:t>sitory</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>`, "", "", "non-transitory\tb\nc"},
		{"scripts in several runs", `<w:p>` + docxT("H") + `<w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r>` + docxT("O at 10") + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>-</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t xml:space="preserve">9 </w:t></w:r>` + docxT("m, the 1") + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>st</w:t></w:r></w:p>`, "", "", "H₂O at 10⁻⁹ m, the 1st"},
		{"raised and set smaller", `<w:p>` + docxT("10") + `<w:r><w:rPr><w:position w:val="8"/><w:sz w:val="13"/></w:rPr><w:t>3</w:t></w:r><w:r><w:rPr><w:position w:val="4"/></w:rPr><w:t>up</w:t></w:r></w:p>`, "", "", "10³up"},
		{"odd lengths", `<w:p><w:pPr><w:ind w:left="36pt" w:right="x"/></w:pPr>` + docxT("a") + `</w:p><w:p><w:pPr><w:ind w:left="1080.0005"/></w:pPr>` + docxT("b") + `</w:p>`, "", "", "a\n\n  b"},
		{"hidden text", `<w:p>` + docxT("a") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>b</w:t></w:r></w:p>`, "", "", "ab"},
		{"symbols", `<w:p><w:r><w:sym w:font="Symbol" w:char="F061"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r><w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>m</w:t></w:r>` + docxT("m") + `</w:p>`, "", "", "α→μm"},
		{"fields", `<w:p>` + docxT("claim ") + `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref1 \r \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + docxT("1") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + docxT(", page") + `<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + docxT("8") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + docxT(".") + `</w:p>`, "", "", "claim 1, page."},
		{"table", `<w:tbl><w:tr><w:tc>` + para("", "a") + para("", "b") + `</w:tc><w:tc>` + para("", "c") + `</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + para("", "gone") + `</w:tc><w:tc>` + para("", "gone") + `</w:tc></w:tr><w:tr><w:tc>` + para("", "d") + para("", "e") + `</w:tc></w:tr></w:tbl>`, "", "", "a b\tc\n\nd\n\ne"},
		{"text box once, behind its paragraph", `<w:p>` + docxT("before ") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>` + para("", "boxed") + `</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + para("", "boxed") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + docxT("after") + `</w:p>`, "", "", "before after\n\nboxed"},
		{"rows of claims", `<w:tbl><w:tr><w:tc>` + para("1/0", "") + `</w:tc><w:tc>` + para("", "A lamp.") + `</w:tc></w:tr><w:tr><w:tc>` + para("1/0", "") + `</w:tc><w:tc>` + para("", "The lamp of claim 1, lit.") + `</w:tc></w:tr></w:tbl>`, "", docxClaimList, "1. \tA lamp.\n2. \tThe lamp of claim 1, lit."},
		{"dropped capital", `<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>` + docxT("A") + `</w:p><w:p>` + docxT(" lamp.") + `</w:p>`, "", "", "A lamp."},
		{"paragraphs run together by a hidden mark", `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr>` + docxT("Head. ") + `</w:p><w:p>` + docxT("Words.") + `</w:p>`, "", docxClaimList, "1. Head. Words."},
		{"a hidden paragraph is not counted", `<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>note</w:t></w:r></w:p>` + para("1/0", "A lamp."), "", docxClaimList, "1. A lamp."},
		{"numbers that fields count", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTONUM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` + docxT(" A lamp.") + `</w:p>`, "", "", "1. A lamp."},
		{"a field in a field's code", `<w:p>` + docxT("a ") + docxFld("begin") + docxCode("IF ") + docxFld("begin") + docxCode("PAGE") + docxFld("separate") + docxT("1") + docxFld("end") + docxCode(" = 1 x y") + docxFld("separate") + docxT("lamp") + docxFld("end") + docxT(".") + `</w:p>`, "", "", "a lamp."},
		{"table of contents", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o "1-3"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + docxT("CLAIMS 9") + `</w:p><w:p>` + docxT("ABSTRACT 10") + `<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>` + para("", "Text."), "", "", "Text."},
		{"an article's paragraphs, and a sentence over several", para("", "First.") + para("", "Second: it has") + para("", "Third;") + para("", "Fourth and") + para("", "fifth."), "", "", "First.\n\nSecond: it has\n\nThird;\nFourth and\nfifth."},
		{"a text box counts its own lists", para("1/0", "a.") + `<w:p><w:r><w:pict><v:textbox><w:txbxContent>` + para("1/0", "boxed") + `</w:txbxContent></v:textbox></w:pict></w:r></w:p>` + para("1/0", "b."), "", docxClaimList, "1. a.\n\n1. boxed\n\n2. b."},
		{"a list that a list style defines", para("5/0", "a.") + para("5/0", "b."), `<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr></w:style>`, `<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:styleLink w:val="L"/>` + docxLvl("0", "decimal", "%1)", "") + `</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num>`, "1) a.\n\n2) b."},
		{"formula", `<w:p>` + docxT("where ") + `<m:oMath><m:r><m:t>E=m</m:t></m:r><m:sSup><m:sSupPr/><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad></m:den></m:f></m:oMath></w:p>`, "", "", "where E = m c²((a + b)/√x)"},
		{"footnotes and objects", `<w:p>` + docxT("a") + `<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:object><o:OLEObject ProgID="ChemDraw.Document.6.0"/></w:object></w:r></w:p>`, "", "", "a[chemical structure]"},

		{"claims numbered by a list", head + para("1/0", "A lamp comprising:") + para("1/1", "a base having:") + para("1/2", "a foot;") + para("1/2", "a rim; and") + para("1/1", "a bulb.") + para("1/0", "The lamp of claim 1, comprising:") + para("1/1", "a shade."), "", docxClaimList,
			lines("What is claimed is:", "1. A lamp comprising:", "(a) a base having:", "(i) a foot;", "(ii) a rim; and", "(b) a bulb.", "2. The lamp of claim 1, comprising:", "(a) a shade.")},
		{"start overridden once, counted on by both", head + para("1/0", "A a.") + para("2/0", "A b.") + para("2/0", "A c.") + para("1/0", "A d."), "", docxClaimList, lines("What is claimed is:", "1. A a.", "5. A b.", "6. A c.", "7. A d.")},
		{"a number taken away", head + para("1/0", "A a.") + para("0/0", "no number.") + para("1/0", "A b."), "", docxClaimList, lines("What is claimed is:", "1. A a.", "no number.", "2. A b.")},
		{"an empty paragraph counts", head + para("1/0", "A a.") + para("1/0", "") + para("1/0", "A c."), "", docxClaimList, lines("What is claimed is:", "1. A a.", "", "3. A c.")},
		{"numbers by style", head + `<w:p><w:pPr><w:pStyle w:val="Sub"/></w:pPr>` + docxT("A a:") + `</w:p><w:p><w:pPr><w:pStyle w:val="Item"/></w:pPr>` + docxT("an item;") + `</w:p><w:p><w:pPr><w:pStyle w:val="Item"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>` + docxT("a line.") + `</w:p><w:p><w:pPr><w:pStyle w:val="Claim"/></w:pPr>` + docxT("A b.") + `</w:p>`,
			`<w:style w:type="paragraph" w:styleId="Claim"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Claim"/></w:style><w:style w:type="paragraph" w:styleId="Item"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr><w:ind w:left="720"/></w:pPr></w:style>`,
			`<w:abstractNum w:abstractNumId="1">` + docxLvl("0", "decimal", "Claim %1:", `<w:pStyle w:val="Claim"/><w:suff w:val="space"/>`) + docxLvl("1", "upperLetter", "%2)", `<w:pStyle w:val="Item"/>`) + `</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>`,
			lines("What is claimed is:", "Claim 1: A a:", "    A) an item;", "    a line.", "Claim 2: A b.")},
		{"legal, zero, none, bullets, levels that go on", head + para("9/0", "A a:") + para("9/1", "b;") + para("9/2", "c;") + para("9/3", "d;") + para("9/0", "A e:") + para("9/1", "f;") + para("9/4", "g."), "",
			`<w:abstractNum w:abstractNumId="1">` + docxLvl("0", "upperRoman", "%1.", "") + docxLvl("1", "decimalZero", "%1.%2", `<w:lvlRestart w:val="0"/><w:isLgl/>`) + docxLvl("2", "bullet", "\uf0b7", "") + docxLvl("3", "none", "", "") + docxLvl("4", "decimal", "%1.%3%4%5)", "") + `</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num>`,
			lines("What is claimed is:", "I. A a:", "1.01\tb;", "• c;", "d;", "II. A e:", "2.02\tf;", "II.1) g.")},
		{"nothing between number and words", head + para("4/0", "a bowl;") + para("4/1", "0;"), "", `<w:abstractNum w:abstractNumId="1">` + docxLvl("0", "lowerLetter", "(%1)", `<w:suff w:val="nothing"/>`) + docxLvl("1", "decimal", "Step ", `<w:suff w:val="nothing"/>`) + `</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>`, lines("What is claimed is:", "(a) a bowl;", "Step 0;")},
		{"levels above that were not used are begun", head + para("1/2", "a foot;") + para("1/0", "A b."), "", docxClaimList, lines("What is claimed is:", "(i) a foot;", "2. A b.")},
		{"indentation of paragraphs", head + `<w:p><w:pPr><w:ind w:firstLine="720"/></w:pPr>` + docxT("1. A lamp comprising:") + `</w:p><w:p><w:pPr><w:ind w:left="1440" w:hanging="0"/></w:pPr>` + docxT("a base;") + `</w:p><w:p><w:r><w:tab/><w:t>a bulb.</w:t></w:r></w:p>`, "", "", lines("What is claimed is:", "    1. A lamp comprising:", "        a base;", "    a bulb.")},
	} {
		got, _ := docxText(t, docxFile(c.body, c.styles, c.numbering), Options{})
		if got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, got, c.want)
		}
	}
}

// changed are tracked changes as Word writes them.
const (
	docxIns = `<w:ins w:id="1" w:author="x">`
	docxDel = `<w:del w:id="2" w:author="x">`
	markDel = `<w:rPr><w:del w:id="3" w:author="x"/></w:rPr>`
)

func docxDeleted(text string) string {
	return docxDel + `<w:r><w:delText xml:space="preserve">` + text + `</w:delText></w:r></w:del>`
}

func listedPara(mark, content string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>` + mark + `</w:pPr>` + content + `</w:p>`
}

func TestDOCXTrackedChanges(t *testing.T) {
	head := para("", "CLAIMS")
	for _, c := range []struct{ name, body, accepted, marked string }{
		{"words", head + para("1/0", "A lamp.") + listedPara("", docxT("The lamp of claim 1, ")+docxDeleted("red")+docxIns+docxT("blue")+`</w:ins>`+docxT(" all over.")),
			lines("CLAIMS", "1. A lamp.", "2. The lamp of claim 1, blue all over."), lines("CLAIMS", "1. A lamp.", "2. The lamp of claim 1, [[red]]{+blue+} all over.")},
		{"a claim deleted is not counted", head + para("1/0", "A lamp.") + listedPara(markDel, docxDeleted("The lamp of claim 1, lit.")) + listedPara("", docxT("The lamp of claim 1, dark.")),
			lines("CLAIMS", "1. A lamp.", "2. The lamp of claim 1, dark."), lines("CLAIMS", "1. A lamp.", "[[The lamp of claim 1, lit.]]", "2. The lamp of claim 1, dark.")},
		{"text deleted, but not its mark", head + para("1/0", "A lamp.") + listedPara("", docxDeleted("The lamp.")) + listedPara("", docxT("The lamp of claim 1, dark.")),
			lines("CLAIMS", "1. A lamp.", "", "3. The lamp of claim 1, dark."), lines("CLAIMS", "1. A lamp.", "2. [[The lamp.]]", "3. The lamp of claim 1, dark.")},
		{"paragraphs merged", head + para("1/0", "A lamp comprising:") + `<w:p><w:pPr>` + markDel + `</w:pPr>` + docxT("a base; ") + docxDeleted("and") + `</w:p><w:p>` + docxT("a bulb.") + `</w:p>`,
			lines("CLAIMS", "1. A lamp comprising:", "a base; a bulb."), lines("CLAIMS", "1. A lamp comprising:", "a base; [[and]]a bulb.")},
		{"moved", head + para("1/0", "A lamp.") + `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:moveFrom w:id="4"/></w:rPr></w:pPr><w:moveFrom w:id="5">` + docxT("The lamp of claim 1, lit.") + `</w:moveFrom></w:p>` + para("1/0", "The lamp of claim 1, red.") + listedPara(`<w:rPr><w:moveTo w:id="6"/></w:rPr>`, `<w:moveTo w:id="7">`+docxT("The lamp of claim 1, lit.")+`</w:moveTo>`),
			lines("CLAIMS", "1. A lamp.", "2. The lamp of claim 1, red.", "3. The lamp of claim 1, lit."), lines("CLAIMS", "1. A lamp.", "[[The lamp of claim 1, lit.]]", "2. The lamp of claim 1, red.", "3. {+The lamp of claim 1, lit.+}")},
		{"numbering of before the change", head + `<w:p><w:pPr><w:pPrChange w:id="8"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange></w:pPr>` + docxT("Listed before.") + `</w:p>` + para("1/0", "A lamp."),
			lines("CLAIMS", "Listed before.", "1. A lamp."), lines("CLAIMS", "Listed before.", "1. A lamp.")},
	} {
		data := docxFile(c.body, "", docxClaimList)
		if got, _ := docxText(t, data, Options{}); got != c.accepted {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, got, c.accepted)
		}
		if got, _ := docxText(t, data, Options{Marks: true}); got != c.marked {
			t.Errorf("%s, with marks:\n%s\nwant:\n%s", c.name, got, c.marked)
		}
	}
}

// TestDOCXAmendment: 37 CFR 1.121(c) has what is added underlined and what is deleted struck in claims "(currently amended)", and
// nowhere else do the two mean that.
func TestDOCXAmendment(t *testing.T) {
	u := func(s string) string {
		return `<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">` + s + `</w:t></w:r>`
	}
	s := func(s string) string {
		return `<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve">` + s + `</w:t></w:r>`
	}
	p := func(s string) string { return `<w:p>` + s + `</w:p>` }
	body := p(u("AMENDMENTS TO THE CLAIMS")) + p(docxT("This listing of claims replaces all prior ones.")) +
		p(docxT("1. (")+u("Currently amended")+docxT(") A lamp comprising:")) + p(docxT("a ")+s("base")+u("foot")+docxT("; and")) + p(docxT("a bulb.")) +
		p(docxT("2. (Original) The lamp of claim 1, ")+u("lit")+s(" up")+docxT(".")) + p(docxT("3. (Canceled)")) +
		p(docxT("4. (Withdrawn - Currently Amended) A ")+s("red ")+docxT("lid.")) + p(docxT("REMARKS")) + p(docxT("Claims 1-4 are pending."))
	got, doc := docxText(t, docxFile(body, "", ""), Options{})
	want := lines("AMENDMENTS TO THE CLAIMS", "This listing of claims replaces all prior ones.", "1. (Currently amended) A lamp comprising:", "a foot; and", "a bulb.", "2. (Original) The lamp of claim 1, lit up.", "3. (Canceled)", "4. (Withdrawn - Currently Amended) A lid.")
	if got != want {
		t.Errorf("%s\nwant:\n%s", got, want)
	}
	if notes := strings.Join(doc.Notes, "\n"); !strings.Contains(notes, "struck text is left out") || !strings.Contains(notes, "struck text is kept") {
		t.Errorf("notes: %q", doc.Notes)
	}
	got, _ = docxText(t, docxFile(body, "", ""), Options{Marks: true})
	want = lines("AMENDMENTS TO THE CLAIMS", "This listing of claims replaces all prior ones.", "1. (Currently amended) A lamp comprising:", "a [[base]]{+foot+}; and", "a bulb.", "2. (Original) The lamp of claim 1, lit up.", "3. (Canceled)", "4. (Withdrawn - Currently Amended) A [[red ]]lid.")
	if got != want {
		t.Errorf("with marks:\n%s\nwant:\n%s", got, want)
	}
	set, err := claims.Parse(doc)
	if err != nil || len(set.Claims) != 4 || set.Claims[0].Text != "A lamp comprising: a foot; and a bulb." || set.Claims[2].Status != "canceled" {
		t.Errorf("claims: %v %+v", err, set)
	}
}

// TestDOCXApplication: of a whole application the claims are the text, on the lines that they have in the document, and the rest
// is paragraphs, cited by the numbers that a list gives them.
func TestDOCXApplication(t *testing.T) {
	numbering := docxClaimList + `<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="0001, 0002, 0003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="[%1]"/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="8"/></w:num>`
	body := para("", "LAMP") + para("", "BACKGROUND") + para("4/0", "Lamps are known.") + para("4/0", "They break.") + para("", "They do so often.") +
		para("", "WHAT IS CLAIMED IS:") + para("1/0", "A lamp comprising a bulb.") + para("1/0", "The lamp of claim 1, lit.") +
		para("", "ABSTRACT OF THE DISCLOSURE") + para("", "A lamp has a bulb.")
	got, doc := docxText(t, docxFile(body, "", numbering), Options{Description: true})
	if want := lines("WHAT IS CLAIMED IS:", "1. A lamp comprising a bulb.", "2. The lamp of claim 1, lit."); got != want {
		t.Errorf("%s\nwant:\n%s", got, want)
	}
	want := []claims.Paragraph{{Text: "LAMP", Heading: true, Line: 1}, {Text: "BACKGROUND", Heading: true, Line: 2}, {Loc: "[0001]", Text: "Lamps are known.", Line: 3}, {Loc: "[0002]", Text: "They break.", Line: 4}, {Text: "They do so often.", Line: 5}}
	if !slices.Equal(doc.Paragraphs, want) || doc.Abstract != "A lamp has a bulb." {
		t.Errorf("paragraphs %+v, abstract %q", doc.Paragraphs, doc.Abstract)
	}
	set, err := claims.Parse(doc)
	if err != nil || len(set.Claims) != 2 || set.Claims[1].Origin.Line != 8 {
		t.Errorf("%v, %+v", err, set)
	}
	if _, doc = docxText(t, docxFile(body, "", numbering), Options{}); doc.Paragraphs != nil || doc.Abstract != "" {
		t.Errorf("the description was not asked for: %+v", doc.Paragraphs)
	}
}

func TestDOCXRecognised(t *testing.T) {
	word := docxFile(para("", "x"), "", "")
	for _, c := range []struct {
		name string
		data []byte
		want bool
	}{
		{"document", word, true},
		{"cut off", word[:len(word)-40], true},
		{"types alone in sight", word[:600], true},
		{"document's relations first", zipOf([][2]string{{"_rels/.rels", docxTop}, {"docProps/app.xml", "<x/>"}, {"word/_rels/document.xml.rels", docxRels}}), true},
		{"workbook", zipOf([][2]string{{"[Content_Types].xml", "<Types/>"}, {"_rels/.rels", docxTop}, {"xl/workbook.xml", "<x/>"}, {"word/document.xml", ""}}), false},
		{"archive of documents", zipOf([][2]string{{"a.docx", string(word)}}), false},
		{"archive with a folder word", zipOf([][2]string{{"word/letter.txt", "x"}, {"word/a.docx", string(word)}}), false},
		{"OpenDocument", zipOf([][2]string{{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", ""}}), false},
		{"text", []byte("PKword/document.xml"), false},
		{"nothing", nil, false},
	} {
		if got := isDOCX(c.data[:min(len(c.data), headSize)]); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestDOCXErrors(t *testing.T) {
	word := docxFile(para("", "x"), "", "")
	deep := strings.Repeat("<w:sdt><w:sdtContent>", 300) + strings.Repeat("</w:sdtContent></w:sdt>", 300)
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"cut off", word[:len(word)-40], "x.docx:1: damaged Word document: zip"},
		{"no main part", zipOf([][2]string{{"[Content_Types].xml", docxTypes}}), "x.docx:1: damaged Word document: it has no word/document.xml"},
		{"broken XML", docxFile("\n\n<w:p></w:q>", "", ""), "x.docx:3: damaged Word document: word/document.xml: element <p> closed by </q>"},
		{"deep", docxFile(deep, "", ""), "more than 400 deep"},
		{"entities", zipOf([][2]string{{"word/document.xml", `<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document` + docxNS + `><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>`}}), "invalid character entity &a;"},
		{"broken numbering", docxFile("", "", "<w:num>"), "word/numbering.xml"},
		{"bomb", docxFile(para("", strings.Repeat(" ", maxDocxPart)), "", ""), "unpacks to more than 128 MB"},
	} {
		_, err := readDOCX("x.docx", c.data, Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// FuzzDOCX: whatever stands in the body and in the lists, no panic and clean text.
func FuzzDOCX(f *testing.F) {
	f.Add(para("1/0", "A lamp.")+listedPara(markDel, docxDeleted("x")), docxClaimList)
	f.Add(`<w:tbl><w:tr><w:tc>`+para("1/2", "a")+`</w:tc><w:tc/></w:tr></w:tbl>`, docxClaimList)
	f.Add(`<w:p><m:oMath><m:f><m:num/><m:den/></m:f></m:oMath><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`, `<w:num w:numId="1"/>`)
	f.Fuzz(func(t *testing.T, body, numbering string) {
		data := docxFile(body, `<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style>`, numbering)
		for _, opt := range []Options{{}, {Marks: true, Description: true}, {Before: true}} {
			docs, err := readDOCX("x", data, opt)
			if err != nil {
				continue
			}
			for _, doc := range docs {
				if !utf8.ValidString(doc.Text) || strings.Contains(doc.Text, "\r") {
					t.Fatalf("text is not clean: %q", doc.Text)
				}
				_, _ = claims.Parse(doc) // only that it does not panic
			}
		}
	})
}
