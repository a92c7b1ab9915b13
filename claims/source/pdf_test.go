package source

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"claimchart/claims"
)

// pdfOf writes a PDF of the given pages' contents. The fonts are /F1, a usual one, and whatever more is given; objects from 20 on are
// free for more.
func pdfOf(pages []string, fonts string, more ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 100+2*i)
	}
	fmt.Fprintf(&b, "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 600 800]>>\nendobj\n", len(pages), kids)
	b.WriteString("3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>\nendobj\n")
	for i, content := range pages {
		fmt.Fprintf(&b, "%d 0 obj\n<</Type/Page/Parent 2 0 R/Contents %d 0 R/Resources<</Font<</F1 3 0 R %s>>/XObject<</X 20 0 R>>>>>>\nendobj\n", 100+2*i, 101+2*i, fonts)
		fmt.Fprintf(&b, "%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", 101+2*i, len(content), content)
	}
	for _, m := range more {
		b.WriteString(m + "\n")
	}
	b.WriteString("trailer\n<</Root 1 0 R/Size 300>>\nstartxref\n0\n%%EOF\n")
	return b.Bytes()
}

// at writes text at a place, in Courier of ten points: six points a letter.
func at(x, y float64, text string) string {
	return fmt.Sprintf("BT /F1 10 Tf %g %g Td (%s) Tj ET\n", x, y, strings.NewReplacer("(", "\\(", ")", "\\)").Replace(text))
}

// columnsPage writes a page as patents are printed: two columns, their numbers and the patent's at the top, every fifth line numbered
// in the gutter.
func columnsPage(first int, left, right []string) string {
	b := at(170, 770, fmt.Sprint(first)) + at(250, 780, "US 7,654,321 B1") + at(420, 770, fmt.Sprint(first+1))
	for i := range max(len(left), len(right)) {
		y := 740 - 12*float64(i)
		if i < len(left) {
			b += at(40, y, left[i])
		}
		if i < len(right) {
			b += at(316, y, right[i])
		}
		if (i+1)%5 == 0 {
			num := fmt.Sprint(i + 1)
			b += at(300-3*float64(len(num)), y, num)
		}
	}
	return b
}

func readOnePDF(t *testing.T, data []byte) *claims.Document {
	t.Helper()
	docs, err := readPDF("x.pdf", data, Options{Description: true})
	if err != nil {
		t.Fatal(err)
	}
	return docs[0]
}

func claimTexts(t *testing.T, doc *claims.Document) []string {
	t.Helper()
	set, err := claims.Parse(doc)
	if err != nil {
		t.Fatalf("%v\n%s", err, doc.Text)
	}
	var out []string
	for _, c := range set.Claims {
		out = append(out, fmt.Sprintf("%d %v %s", c.Num, c.Refs, c.Text))
	}
	return out
}

// A page with a single number in its gutter, where those of the page before stood, has no such number in its text; "50" elsewhere stays.
func TestPDFGutterNumberAlone(t *testing.T) {
	words := strings.Split("1. A cup having a bowl that is thrown|on a wheel, and having a foot that is|turned from the same clay as it dries,|and a handle that is pulled and joined|to the bowl before it has become hard,|the handle weighing less than 50 grams|and the foot standing on a ring.", "|")
	two := strings.Split("2. The cup of claim 1, the bowl of which|is glazed inside with a glaze of tin,|and outside with one of iron, the one|not reaching the other at the rim but|leaving a line of bare clay between|them of at least two millimetres.|", "|")
	last := ""
	for i := range 6 {
		last += at(40, 740-12*float64(i), words[i]) + at(316, 740-12*float64(i), two[i])
	}
	last += at(40, 740-12*6, words[6]) + at(294, 740-12*2, "50")
	filler := slices.Repeat([]string{"The cups of this kind are old and known well."}, 12)
	doc := readOnePDF(t, pdfOf([]string{columnsPage(1, filler, append(filler[:11:11], "What is claimed is:")), last}, ""))
	want := []string{"1 [] " + strings.Join(words, " ")[3:], "2 [1] " + strings.TrimSpace(strings.Join(two, " "))[3:]}
	if d := cmp.Diff(want, claimTexts(t, doc)); d != "" {
		t.Errorf("claims (-want +got):\n%s", d)
	}
}

// lanternClaims are the claims of both files in testdata/pdf.
var lanternClaims = []string{
	"1 [] A lantern for a mast, comprising: a housing filled with a dry gas; a gimbal by which the housing is suspended from the mast; and a vane that is fixed to the housing and keeps an illuminating window of the housing turned away from the wind, wherein the housing is configured to be lowered along the mast when a barometric pressure falls below a predetermined threshold.",
	"2 [1] The lantern of claim 1, wherein the dry gas is nitrogen with less than 10⁻⁹ parts of H₂O.",
	"3 [1 2] The lantern of claim 1 or 2, wherein the vane is perforated over at least 40 percent of its area.",
	"4 [1] A method of operating the lantern of claim 1, comprising the steps of: measuring the barometric pressure; comparing the barometric pressure with the predetermined threshold; and lowering the housing along the mast in accordance with the comparison.",
}

func TestPDFColumns(t *testing.T) {
	data, err := os.ReadFile("../../testdata/pdf/two-columns.pdf")
	if err != nil {
		t.Fatal(err)
	}
	doc := readOnePDF(t, data)
	if d := cmp.Diff(lanternClaims, claimTexts(t, doc)); d != "" {
		t.Errorf("claims (-want +got):\n%s", d)
	}
	if doc.Number != "US9876543B2" || doc.Country != "US" || doc.Kind != "B2" {
		t.Errorf("number %q, country %q, kind %q", doc.Number, doc.Country, doc.Kind)
	}
	type place struct {
		Loc, Begins, Ends string
		Heading           bool
	}
	want := []place{
		{"col. 1, ll. 1-2", "MAST LANTERN", "TURNING SHADE", true},
		{"col. 1, l. 3", "BACKGROUND", "BACKGROUND", true},
		{"col. 1, ll. 4-13", "A lantern for", "season of herring.", false},
		{"col. 1, l. 14", "SUMMARY OF", "THE INVENTION", true},
		{"col. 1, ll. 15-23", "The lantern 10", "of its glass.", false},
		{"col. 1, l. 24 - col. 2, l. 31", "In another embodiment", "to be satisfactory.", false},
		{"col. 2, l. 32", "DETAILED DESCRIPTION", "DETAILED DESCRIPTION", true},
		{"col. 2, ll. 33-41", "The lantern 10", "of its glass.", false},
		{"col. 2, ll. 42-46", "Those who are", "of the invention.", false},
		{"col. 2, l. 47 - col. 3, l. 54", "In another embodiment", "to be satisfactory.", false},
	}
	var got []place
	for i, p := range doc.Paragraphs {
		g := place{Loc: p.Loc, Heading: p.Heading}
		if i < len(want) {
			if strings.HasPrefix(p.Text, want[i].Begins) {
				g.Begins = want[i].Begins
			}
			if strings.HasSuffix(p.Text, want[i].Ends) {
				g.Ends = want[i].Ends
			}
		}
		got = append(got, g)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("paragraphs (-want +got):\n%s", d)
	}
	if p := doc.Paragraphs[4]; !strings.Contains(p.Text, "computer-controlled winch 16") || !strings.Contains(p.Text, "10⁻⁹ parts of H₂O,") {
		t.Errorf("paragraph %q", p.Text)
	}
}

func TestPDFApplication(t *testing.T) {
	data, err := os.ReadFile("../../testdata/pdf/application.pdf")
	if err != nil {
		t.Fatal(err)
	}
	doc := readOnePDF(t, data)
	if d := cmp.Diff(lanternClaims, claimTexts(t, doc)); d != "" {
		t.Errorf("claims (-want +got):\n%s", d)
	}
	var locs []string
	for _, p := range doc.Paragraphs {
		locs = append(locs, p.Loc)
	}
	if d := cmp.Diff([]string{"p. 1, l. 1", "[0001]", "[0002]"}, locs); d != "" {
		t.Errorf("places (-want +got):\n%s", d)
	}
	if a := doc.Abstract; !strings.HasPrefix(a, "Those who are skilled") || !strings.HasSuffix(a, "the principle of the invention.") {
		t.Errorf("abstract %q", a)
	}
}

// TestPDFGutter reads pages as patents are printed. Numbers that only look like those of lines stay.
func TestPDFGutter(t *testing.T) {
	left := []string{"BACKGROUND", "   A cup holds tea. It may be", "glazed within and without,", "which keeps the tea from", "seeping. A cup of 250", "millilitres is usual, one of",
		"300 is large. Handles break", "where they meet the wall.", "   The cup shown here has a", "handle of two loops that", "share the load between", "them, and breaks less."}
	right := []string{"   What is claimed is:", "   1. A cup comprising:", "   a wall; and", "   a handle having two loops,", "each fixed to the wall at", "two places.",
		"   2. The cup of claim 1,", "wherein the loops are", "5 to 10 mm apart.", "   3. The cup of claim 1,", "wherein the wall is glazed.", "            * * * * *"}
	doc := readOnePDF(t, pdfOf([]string{columnsPage(1, left, right)}, ""))
	want := []string{
		"1 [] A cup comprising: a wall; and a handle having two loops, each fixed to the wall at two places.",
		"2 [1] The cup of claim 1, wherein the loops are 5 to 10 mm apart.",
		"3 [1] The cup of claim 1, wherein the wall is glazed.",
	}
	if d := cmp.Diff(want, claimTexts(t, doc)); d != "" {
		t.Errorf("claims (-want +got):\n%s", d)
	}
	wantText := []claims.Paragraph{
		{Loc: "col. 1, l. 1", Text: "BACKGROUND", Heading: true},
		{Loc: "col. 1, ll. 2-8", Text: "A cup holds tea. It may be glazed within and without, which keeps the tea from seeping. A cup of 250 millilitres is usual, one of 300 is large. Handles break where they meet the wall."},
		{Loc: "col. 1, ll. 9-12", Text: "The cup shown here has a handle of two loops that share the load between them, and breaks less."},
	}
	if d := cmp.Diff(wantText, doc.Paragraphs); d != "" {
		t.Errorf("paragraphs (-want +got):\n%s", d)
	}
}

// TestPDFOneColumn holds that a page with a table, or with a list of measures, is no page of two columns with numbered lines.
func TestPDFOneColumn(t *testing.T) {
	var b strings.Builder
	for i, l := range []string{"The cups were weighed one after the other on a balance that was made for it,", "with the results that the following table shows in grams for each of the cups:",
		"first                     212", "second                    215", "third                     220", "fourth                    225", "fifth                     230",
		"No cup was lighter than the one that was made first, and each was heavier than"} {
		b.WriteString(at(40, 700-12*float64(i), l))
	}
	doc := readOnePDF(t, pdfOf([]string{b.String()}, ""))
	for _, want := range []string{"first 212", "fifth 230", "shows in grams for each of the cups:"} {
		if !strings.Contains(doc.Text, want) {
			t.Errorf("%q is not in\n%s", want, doc.Text)
		}
	}
}

// TestPDFDivided closes up words that the end of a line divides, by what the rest of the document has.
func TestPDFDivided(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"whole word elsewhere", []string{"The housing is round. The hous-", "ing is red."}, "The housing is round. The housing is red."},
		{"hyphen elsewhere, oftener", []string{"A fail-over site. A fail-over plan. A failover. The fail-", "over takes long."}, "A fail-over site. A fail-over plan. A failover. The fail-over takes long."},
		{"whole word oftener", []string{"A failover site. A failover plan. A fail-over. The fail-", "over takes long."}, "A failover site. A failover plan. A fail-over. The failover takes long."},
		{"neither elsewhere", []string{"A computer-", "readable disc."}, "A computer-readable disc."},
		{"word of form", []string{"A disc com-", "prising a hole."}, "A disc comprising a hole."},
		{"suspended", []string{"A two- or three-", "and a four-", "or five-sided bar."}, "A two- or three- and a four- or five-sided bar."},
		{"name", []string{"The house of Smith-", "Jones is old."}, "The house of Smith- Jones is old."},
		{"number", []string{"Between 5-", "fold and more."}, "Between 5- fold and more."},
	} {
		var b strings.Builder
		for i, l := range c.lines {
			b.WriteString(at(40, 700-12*float64(i), l))
		}
		if got := claims.Fold(readOnePDF(t, pdfOf([]string{b.String()}, "")).Text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPDFFonts(t *testing.T) {
	const cmap = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n" +
		"2 beginbfchar <0003> <0020> <0010> <FB01> endbfchar 2 beginbfrange <0041> <005A> <0041> <0061> <0063> [<0061> <0062> <0063>] endbfrange endcmap"
	wide := fmt.Sprintf("30 0 obj<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[31 0 R]/ToUnicode 32 0 R>>endobj\n31 0 obj<</DW 600/W[3[250]]>>endobj\n32 0 obj<</Length %d>>stream\n%s\nendstream endobj", len(cmap), cmap)
	const named = "33 0 obj<</Type/Font/Subtype/Type1/FirstChar 1/Widths[500 500 500 500]/Encoding<</Differences[1/A/eacute/ffi/uni20AC]>>>>endobj"
	for _, c := range []struct{ name, content, want string }{
		{"Unicode map", "BT /W 10 Tf 40 700 Td <0041004200030010006100620063> Tj ET", "AB fiabc\n"},
		{"names of glyphs", "BT /N 10 Tf 40 700 Td <01020304> Tj ET", "Aéffi€\n"},
		{"spaces by kerning", "BT /F1 10 Tf 40 700 Td [(A)-400(lamp)20(s)] TJ ET", "A lamps\n"},
		{"escapes", "BT /F1 10 Tf 40 700 Td (\\(a\\051 \\\\ b\\223c\\224) Tj ET", "(a) \\ b“c”\n"},
		{"two lines", "BT /F1 10 Tf 12 TL 40 700 Td (one) Tj T* (two) Tj (three) ' ET", "one\ntwo\nthree\n"},
		{"raised", "BT /F1 10 Tf 40 700 Td (10) Tj /F1 6 Tf 4 Ts (-9) Tj 0 Ts /F1 10 Tf ( bar) Tj ET", "10⁻⁹ bar\n"},
		{"form", "/X Do", "within\n"},
		{"drawn out of order", at(40, 688, "second") + at(40, 700, "first"), "first\nsecond\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			form := "BT /F1 10 Tf 40 700 Td (within) Tj ET /X Do"
			data := pdfOf([]string{c.content}, "/W 30 0 R /N 33 0 R", wide, named, fmt.Sprintf("20 0 obj<</Subtype/Form/Length %d>>stream\n%s\nendstream endobj", len(form), form))
			got := readOnePDF(t, data).Text
			if c.name == "form" { // a form that draws itself is drawn a bounded number of times, each on top of the other
				got = got[:min(len(got), len("within"))] + "\n"
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func packed(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(data) // to memory
	_ = z.Close()
	return b.Bytes()
}

func TestPDFErrors(t *testing.T) {
	image := "20 0 obj<</Subtype/Image/Width 1/Height 1/Length 3>>stream\nabc\nendstream endobj"
	good := pdfOf([]string{at(40, 700, "1. A lamp comprising a base.")}, "")
	bomb := packed(packed(bytes.Repeat([]byte("q "), 40<<20)))
	nested := fmt.Sprintf("20 0 obj<</Subtype/Form/Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream endobj", len(bomb), bomb)
	fan := strings.Repeat("/X Do ", 2000)
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"scanned", pdfOf([]string{"q 600 0 0 800 0 0 cm /X Do Q", "q /X Do Q"}, "", image), "scanned PDF"},
		{"nothing on it", pdfOf([]string{"0 0 m 10 10 l S"}, ""), "without text"},
		{"encrypted", bytes.Replace(good, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Encrypt 9 0 R"), 1), "encrypted"},
		{"no Unicode", pdfOf([]string{"BT /W 10 Tf 40 700 Td <0041004200430044> Tj ET"}, "/W 30 0 R", "30 0 obj<</Subtype/Type0/Encoding/Identity-H/DescendantFonts[31 0 R]>>endobj 31 0 obj<<>>endobj"), "do not say which characters"},
		{"no words", pdfOf([]string{"BT /S 10 Tf 40 700 Td (XQZ RTL WWK PRD SSK TRM NNG) Tj ET"}, "/S 30 0 R", "30 0 obj<</Subtype/Type1/FontDescriptor<</Flags 4/FontFile3 31 0 R>>>>endobj"), "give no words"},
		{"no pages", []byte("%PDF-1.7\nnothing"), "no pages"},
		{"only a header", []byte("%PDF-"), "no pages"},
		{"bomb", pdfOf([]string{"/X Do /X Do"}, "", nested), "unpack to more"},
		{"forms upon forms", pdfOf([]string{fan}, "", fmt.Sprintf("20 0 obj<</Subtype/Form/Length %d>>stream\n%s\nendstream endobj", len(fan), fan)), "draw more"},
		{"pages in a ring", []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R 2 0 R]/Parent 2 0 R>>endobj trailer<</Root 1 0 R>>"), "no pages"},
		{"deep", []byte("%PDF-1.4\n1 0 obj" + strings.Repeat("[", 1<<20)), "no pages"},
		{"deeper", []byte("%PDF-1.4\n1 0 obj" + strings.Repeat("<</A", 1<<20)), "no pages"},
		{"string without an end", []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/X <41"), "no pages"},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs, err := readPDF("x.pdf", c.data, Options{})
			if err == nil || !strings.HasPrefix(err.Error(), "x.pdf:1: ") || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, %v; want %q", docs, err, c.want)
			}
		})
	}
}

// TestPDFDamaged holds that what can be saved is saved, with a note.
func TestPDFDamaged(t *testing.T) {
	good := pdfOf([]string{at(40, 700, "1. A lamp comprising a base."), at(40, 700, "2. The lamp of claim 1, lit.")}, "")
	cut := good[:bytes.LastIndex(good, []byte("endstream"))]
	doc := readOnePDF(t, cut)
	if !strings.Contains(doc.Text, "2. The lamp of claim 1, lit.") || !strings.Contains(strings.Join(doc.Notes, " "), "breaks off") {
		t.Errorf("cut short: %q, notes %q", doc.Text, doc.Notes)
	}
	stream := packed([]byte(at(40, 700, "1. A lamp comprising a base.") + strings.Repeat(at(40, 680, "and so on, with more of it"), 20)))
	stream = stream[:len(stream)-12]
	broken := bytes.Replace(pdfOf([]string{"@"}, ""), []byte("<</Length 1>>\nstream\n@"), []byte(fmt.Sprintf("<</Filter/FlateDecode/Length %d>>\nstream\n%s", len(stream), stream)), 1)
	doc = readOnePDF(t, broken)
	if !strings.Contains(doc.Text, "1. A lamp comprising a base.") || !strings.Contains(strings.Join(doc.Notes, " "), "damaged") {
		t.Errorf("broken stream: %q, notes %q", doc.Text, doc.Notes)
	}
}

func TestIsPDF(t *testing.T) {
	for text, want := range map[string]bool{"%PDF-1.7\n": true, "\ufeff%PDF-2.0": true, "\n\n%PDF-1.4": true, "See %PDF-1.4": false, "%!PS": false, "": false} {
		if got := isPDF([]byte(text)); got != want {
			t.Errorf("isPDF(%q) = %v, want %v", text, got, want)
		}
	}
}

// TestPDFFacts reads the numbers of WIPO ST.9 on a front page.
func TestPDFFacts(t *testing.T) {
	var b strings.Builder
	for i, l := range []string{"(10) Patent No.: US 7,654,321 B1", "(45) Date of Patent: Feb. 2, 2010", "(54) CUP WITH TWO", "LOOPS", "(22) Filed: Mar. 3, 2008", "(30) Foreign Application Priority Data", "Mar. 5, 2007 (DE) 10 2007", "Mar. 4, 2007 (DE) 10 2006", "(57) ABSTRACT", "A cup made on May 1, 2001."} {
		b.WriteString(at(40, 700-14*float64(i), l))
	}
	doc := readOnePDF(t, pdfOf([]string{b.String()}, ""))
	if doc.Number != "US7654321B1" || doc.Title != "CUP WITH TWO LOOPS" || doc.Dates != (claims.Dates{Priority: "2007-03-04", Filing: "2008-03-03", Grant: "2010-02-02"}) {
		t.Errorf("number %q, title %q, dates %+v", doc.Number, doc.Title, doc.Dates)
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(pdfOf([]string{columnsPage(1, []string{"left", "side"}, []string{"1. A cup.", "2. The cup"})}, ""))
	f.Add(pdfOf([]string{"BT /W 10 Tf 40 700 Td <0041> Tj [(a)-1(b)] TJ ET BI /W 1 ID x EI /X Do"}, "/W 30 0 R", "30 0 obj<</Subtype/Type0/ToUnicode 31 0 R/DescendantFonts[<</W[1[2]3 4 5]>>]>>endobj 31 0 obj<</Length 60>>stream\n1 beginbfrange <00> <41> <0041> endbfrange\nendstream endobj"))
	f.Add([]byte("%PDF-1.5\n5 0 obj<</Type/ObjStm/N 1/First 4/Length 9>>stream\n1 0 <<>>\nendstream endobj 6 0 obj<</Type/XRef/Root 1 0 R/Filter/LZWDecode/Length 3>>stream\n\x80\x0b\x60\nendstream"))
	f.Fuzz(func(t *testing.T, data []byte) {
		isPDF(data)
		docs, err := readPDF("x", data, Options{Description: true})
		if err != nil {
			if strings.Contains(err.Error(), "runtime error") {
				t.Error(err)
			}
			return
		}
		for _, d := range docs {
			if !utf8.ValidString(d.Text) {
				t.Errorf("text is no UTF-8: %q", d.Text)
			}
			for _, p := range d.Paragraphs {
				if p.Text == "" {
					t.Error("an empty paragraph")
				}
			}
		}
	})
}
