package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"claimchart/priorart"
)

// unpacked are the parts of a Word file, by name.
func unpacked(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

// docxOrders are the children that an element of WordprocessingML may have, of those that are written here, in the order of the schema
// (ECMA-376 part 4, wml.xsd: CT_PPr, CT_RPr, CT_TblPr, CT_TcPr, CT_SectPr, CT_Style, CT_Tbl, CT_Row, CT_Tc, CT_P, CT_DocDefaults).
var docxOrders = map[string]string{
	"pPr":   "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing ind contextualSpacing jc outlineLvl rPr sectPr",
	"rPr":   "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike color spacing kern position sz szCs highlight u shd vertAlign rtl cs lang",
	"tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook", "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
	"tblBorders": "top left bottom right insideH insideV", "tblCellMar": "top left bottom right", "pBdr": "top left bottom right between bar",
	"sectPr": "headerReference footerReference type pgSz pgMar cols", "tbl": "tblPr tblGrid tr", "tr": "trPr tc", "tc": "tcPr p", "p": "pPr r|fldSimple",
	"style": "name basedOn next link qFormat pPr rPr tblPr tblStylePr", "tblStylePr": "pPr rPr tblPr trPr tcPr", "docDefaults": "rPrDefault pPrDefault",
	"body": "p|tbl sectPr", "document": "body", "styles": "docDefaults style", "r": "rPr t|tab", "tabs": "tab", "tblGrid": "gridCol", "trPr": "cantSplit tblHeader",
	"rPrDefault": "rPr", "pPrDefault": "pPr", "fldSimple": "r", "ftr": "p", "settings": "compat", "compat": "compatSetting",
}

// checkDocx reports what a Word file holds that its schema does not allow, or that Word would not open.
func checkDocx(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	if len(z.File) == 0 || z.File[0].Name != "[Content_Types].xml" {
		return errors.New("the content types do not stand first")
	}
	styles, used := map[string]string{}, map[[2]string]bool{} // kinds by ID; ID and kind, "" for any
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		dec := xml.NewDecoder(r)
		type open struct {
			name string
			at   int
			last string
			tcs  int
		}
		stack := []open{{}}
		grid := []int{}
		for {
			token, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return fmt.Errorf("%s: %w", f.Name, err)
			}
			line, _ := dec.InputPos()
			switch e := token.(type) {
			case xml.StartElement:
				name, parent := e.Name.Local, &stack[len(stack)-1]
				if e.Name.Space == docxMainSpace {
					if order, known := docxOrders[parent.name]; known {
						fields := strings.Fields(order)
						n := slices.IndexFunc(fields, func(o string) bool { return slices.Contains(strings.Split(o, "|"), name) })
						if n < 0 {
							return fmt.Errorf("%s:%d: <%s> in <%s>", f.Name, line, name, parent.name)
						}
						if n < parent.at {
							return fmt.Errorf("%s:%d: <%s> behind <%s>", f.Name, line, name, fields[parent.at])
						}
						parent.at = n
					}
					attr := map[string]string{}
					for _, a := range e.Attr {
						attr[a.Name.Local] = a.Value
					}
					switch name {
					case "style":
						if styles[attr["styleId"]] != "" {
							return fmt.Errorf("%s:%d: two styles %s", f.Name, line, attr["styleId"])
						}
						styles[attr["styleId"]] = attr["type"]
					case "pStyle", "rStyle", "tblStyle":
						used[[2]string{attr["val"], map[string]string{"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}[name]}] = true
					case "basedOn", "next":
						used[[2]string{attr["val"], ""}] = true
					case "tbl":
						grid = append(grid, 0)
					case "gridCol":
						grid[len(grid)-1]++
					case "tc":
						parent.tcs++
					}
				}
				parent.last = name
				stack = append(stack, open{name: name})
			case xml.EndElement:
				top := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				switch {
				case top.name == "tc" && top.last != "p":
					return fmt.Errorf("%s:%d: a cell does not end in a paragraph", f.Name, line)
				case top.name == "tr" && top.tcs != grid[len(grid)-1]:
					return fmt.Errorf("%s:%d: a row of %d cells in a table of %d columns", f.Name, line, top.tcs, grid[len(grid)-1])
				case top.name == "tbl":
					grid = grid[:len(grid)-1]
				}
			}
		}
	}
	for use := range used {
		if id, kind := use[0], use[1]; styles[id] == "" || kind != "" && styles[id] != kind {
			return fmt.Errorf("style %s is used as %s and defined as %q", id, kind, styles[id])
		}
	}
	return nil
}

// docxOf is a report as a Word file.
func docxOf(t testing.TB, r *Report, v View) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := writeDOCX(&b, r, v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestDocxValid: every report gives a Word file whose elements stand in the order of the schema, whose styles are all defined, and
// whose bytes are the same a second time.
func TestDocxValid(t *testing.T) {
	for name, r := range reports(t) {
		data := docxOf(t, r, View{})
		if err := checkDocx(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.Equal(data, docxOf(t, r, View{})) {
			t.Errorf("%s: two runs differ", name)
		}
	}
}

// TestDocxOrderIsChecked: the check of the order finds what it is there to find.
func TestDocxOrderIsChecked(t *testing.T) {
	good := `<w:p><w:pPr><w:pStyle w:val="Quotation"/><w:bidi/></w:pPr><w:r><w:rPr><w:rStyle w:val="PinCite"/><w:rtl/></w:rPr><w:t>a</w:t></w:r></w:p>`
	for body, want := range map[string]string{
		good: "",
		strings.Replace(good, `<w:pStyle w:val="Quotation"/><w:bidi/>`, `<w:bidi/><w:pStyle w:val="Quotation"/>`, 1): "<pStyle> behind <bidi>",
		strings.Replace(good, `<w:rStyle w:val="PinCite"/><w:rtl/>`, `<w:rtl/><w:rStyle w:val="PinCite"/>`, 1):       "<rStyle> behind <rtl>",
		strings.Replace(good, "PinCite", "Other", 1):                                                                 "style Other",
		strings.Replace(good, "PinCite", "Quotation", 1):                                                             "style Quotation",
		`<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>`:                                      "a row of 1 cells",
		`<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>`:            "does not end in a paragraph",
	} {
		var b bytes.Buffer
		if err := packDocx(&b, append([]docxFile{{"word/document.xml", `<w:document xmlns:w="` + docxMainSpace + `"><w:body>` + body + `</w:body></w:document>`}}, new(Template).parts()...)); err != nil {
			t.Fatal(err)
		}
		err := checkDocx(b.Bytes())
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", body, err, want)
		}
	}
}

// TestDocxWide: no table is wider than the text, whatever the columns are.
func TestDocxWide(t *testing.T) {
	many := grid{compact: true, columns: []column{{head: "Claim"}}, rows: [][]cell{{one(strings.Repeat("claim ", 80))}}}
	for i := range 60 {
		many.columns = append(many.columns, column{head: fmt.Sprintf("  Reference%d ", i), right: true})
		many.rows[0] = append(many.rows[0], one(strings.Repeat("9", i*7)))
	}
	wide := grid{columns: []column{{head: "A", limit: 400}, {head: "B", share: 1}, {head: "C", limit: 300}, {head: "D", share: 3}}, rows: [][]cell{{
		one(strings.Repeat("a ", 400)), one(strings.Repeat("b ", 400)), one(strings.Repeat("c ", 400)), one("d")}}}
	for name, g := range map[string]grid{"many": many, "wide": wide, "fixed": {columns: wide.columns[:1], rows: [][]cell{wide.rows[0][:1]}}} {
		d := &docx{width: letterPaper.text()}
		d.block(g)
		for _, m := range regexp.MustCompile(`<w:tblW w:w="(\d+)"`).FindAllStringSubmatch(d.String(), -1) {
			if w, _ := strconv.Atoi(m[1]); w > d.width {
				t.Errorf("%s: a table of %d on a page of %d", name, w, d.width)
			}
		}
		if strings.Contains(d.String(), `<w:gridCol w:w="0"/>`) || strings.Contains(d.String(), `<w:gridCol w:w="-`) {
			t.Errorf("%s: a column without width", name)
		}
		if name == "many" {
			for i := range 60 {
				if !strings.Contains(d.String(), fmt.Sprintf(">Reference%d<", i)) {
					t.Errorf("column %d is lost", i)
				}
			}
		}
	}
	for name, r := range reports(t) {
		for _, m := range regexp.MustCompile(`<w:tblW w:w="(\d+)"`).FindAllStringSubmatch(unpacked(t, docxOf(t, r, View{}))["word/document.xml"], -1) {
			if w, _ := strconv.Atoi(m[1]); w > letterPaper.text() {
				t.Errorf("%s: a table of %d", name, w)
			}
		}
	}
}

// TestRowsStayWhole: a row is not split across pages unless it may be taller than one, and head rows are said again on each.
func TestRowsStayWhole(t *testing.T) {
	for text, whole := range map[string]bool{"short": true, strings.Repeat("word ", 150): true, strings.Repeat("word ", 8000): false, strings.Repeat("構成", 900): false, strings.Repeat("q", 2400): false} {
		d := &docx{width: letterPaper.text()}
		d.block(docxTable{style: "ClaimChartTable", heads: []para{{say("Claim 1")}, {say("D1")}}, rows: [][][]styledPara{{{{"ClaimLanguage", para{say(text)}}}, nil}}})
		if got := strings.Contains(d.String(), "<w:tr><w:trPr><w:cantSplit/></w:trPr>"); got != whole {
			t.Errorf("%.20q of %d characters stays whole: %v", text, len(text), got)
		}
		if !strings.Contains(d.String(), "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>") {
			t.Error("the head row is not said again")
		}
	}
}

// shown is the text of a Word file as a reader sees it, a paragraph a line, each with its style.
func shown(t testing.TB, document string) string {
	t.Helper()
	var b strings.Builder
	dec := xml.NewDecoder(strings.NewReader(document))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "pStyle" {
				b.WriteString(e.Attr[0].Value + ": ")
			}
		case xml.CharData:
			if strings.Trim(string(e), "\n") != "" {
				b.Write(e)
			}
		case xml.EndElement:
			if e.Name.Local == "p" {
				b.WriteString("\n")
			}
		}
	}
}

// nastyInWord are what inputs bring that a Word file must hold as it stands.
var nastyInWord = []string{
	`"quoted" & 'single' <b>bold</b> </w:t> <!-- --> ]]> &amp; a|b\c`, "構成を記述する仕様書", "שלום עולם 123 (abc)", "مرحبا", "e\u0301 ä\u0323", "👨‍👩‍👧‍👦 🇩🇪 👍🏽", "नमस्ते", "=1+1", strings.Repeat("long ", 8000),
}

// TestDocxNasty: whatever an input holds is read back as it stands; what cannot be printed is shown by something else, and that is said.
func TestDocxNasty(t *testing.T) {
	for _, text := range nastyInWord {
		r := reports(t)["small"]
		e := &r.Charts[0].Rows[1].Cells[0].Evidence[0]
		e.Quote, e.Start, e.End, e.Matches = text, 0, len(text), nil
		r.Charts[0].Rows[1].Text = text
		data := docxOf(t, r, View{})
		if err := checkDocx(data); err != nil {
			t.Errorf("%.20q: %v", text, err)
		}
		got := shown(t, unpacked(t, data)["word/document.xml"])
		want := strings.TrimSpace(text)
		if !strings.Contains(got, "“"+want+"”") || !strings.Contains(got, "ClaimLanguage: 1[a] "+want) {
			t.Errorf("%.20q is not there", text)
		}
		if strings.Contains(got, "Control characters") {
			t.Errorf("%.20q: nothing had to be replaced", text)
		}
	}
	r := reports(t)["small"]
	r.Charts[0].Rows[1].Text = "a\x00b\x1bc\u202ed\ufffee\xff"
	document := unpacked(t, docxOf(t, r, View{}))["word/document.xml"]
	if got := shown(t, document); !strings.Contains(got, "a␀b␛c\\u202ed\ufffde\ufffd") || !strings.Contains(got, "Note: Control characters") {
		t.Errorf("replaced characters:\n%s", got)
	}
}

// TestByDirection cuts texts where the direction of writing changes.
func TestByDirection(t *testing.T) {
	for text, want := range map[string][]string{
		"": {""}, "abc": {"abc"}, "שלום": {"", "שלום"}, "a שלום 12 עולם b": {"a ", "שלום 12 עולם", " b"}, "(שלום) 3": {"(", "שלום", ") 3"},
	} {
		if got := byDirection(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestQuotation: the words that were found are emphasised where they stand in the passage, whatever a report says that does not fit.
func TestQuotation(t *testing.T) {
	r := reports(t)["small"]
	e := r.Charts[0].Rows[1].Cells[0].Evidence[0]
	e.Quote, e.Start, e.End = " eine Düse und ein Rohr. ", 10, 36
	words := func() string {
		var out []string
		for _, r := range quotation(&e) {
			if r.tone == matched {
				out = append(out, r.text)
			}
		}
		return strings.Join(out, "|")
	}
	at := func(word string) int { return 10 + strings.Index(e.Quote, word) }
	e.Matches = nil
	for _, span := range [][2]int{{at("Rohr"), at("Rohr") + 4}, {at("Düse"), at("Düse") + 2}, {at("Düse"), at("Düse") + 5}, {0, 5}, {at("Rohr"), 99}, {at("se und"), at("und") + 3}, {-1, -1}, {20, 12}} {
		e.Matches = append(e.Matches, priorart.Match{Start: span[0], End: span[1]})
	}
	if got, want := words(), "Düse| und|Rohr"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
