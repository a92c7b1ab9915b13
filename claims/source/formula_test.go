package source

import (
	"strings"
	"testing"
)

// omath writes a run of an Office formula.
func omath(text string) string { return "<m:r><m:t>" + text + "</m:t></m:r>" }

// TestFormula: the same formula reads alike in XML, in SGML, in a page and in a Word document. ooxml is empty where Word has no such
// markup, mathml where only Word has it.
func TestFormula(t *testing.T) {
	for _, c := range []struct{ name, mathml, ooxml, want string }{
		{"sum", "<mi>a</mi><mo>+</mo><mi>b</mi><mo>=</mo><mn>2</mn>", omath("a+b=2"), "a + b = 2"},
		{"unary minus", "<mo>-</mo><mi>a</mi>", omath("-a"), "-a"},
		{"minus behind a relation", "<mi>a</mi><mo>=</mo><mo>-</mo><mn>1</mn>", omath("a=-1"), "a = -1"},
		{"invisible times", "<mn>2</mn><mo>&#x2062;</mo><mi>k</mi>", omath("2k"), "2k"},
		{"function", "<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", "<m:func><m:fName>" + omath("sin") + "</m:fName><m:e>" + omath("x") + "</m:e></m:func>", "sin x"},
		{"function of a sum", "", "<m:func><m:fName>" + omath("sin") + "</m:fName><m:e>" + omath("x+1") + "</m:e></m:func>", "sin(x + 1)"},
		{"fraction", "<mfrac><mi>M</mi><mi>R</mi></mfrac>", "<m:f><m:num>" + omath("M") + "</m:num><m:den>" + omath("R") + "</m:den></m:f>", "M/R"},
		{"fraction of sums", "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mrow><mn>2</mn><mi>c</mi></mrow></mfrac>", "<m:f><m:num>" + omath("a+b") + "</m:num><m:den>" + omath("2c") + "</m:den></m:f>", "(a + b)/(2c)"},
		{"fraction beside a name", "<mfrac><mn>1</mn><mn>2</mn></mfrac><mo>&#x2062;</mo><mi>x</mi>", "<m:f><m:num>" + omath("1") + "</m:num><m:den>" + omath("2") + "</m:den></m:f>" + omath("x"), "(1/2)x"},
		{"binomial", "<mfrac linethickness=\"0pt\"><mi>n</mi><mi>k</mi></mfrac>", "<m:d><m:e><m:f><m:fPr><m:type m:val=\"noBar\"/></m:fPr><m:num>" + omath("n") + "</m:num><m:den>" + omath("k") + "</m:den></m:f></m:e></m:d>", "(n over k)"},
		{"a thin line is a line", "<mfrac linethickness=\"0.5pt\"><mi>n</mi><mi>k</mi></mfrac>", "", "n/k"},
		{"scripts", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "<m:sSubSup><m:e>" + omath("x") + "</m:e><m:sub>" + omath("i") + "</m:sub><m:sup>" + omath("2") + "</m:sup></m:sSubSup>", "xᵢ²"},
		{"scripts in front", "", "<m:sPre><m:sub>" + omath("6") + "</m:sub><m:sup>" + omath("14") + "</m:sup><m:e>" + omath("C") + "</m:e></m:sPre>", "¹⁴₆C"},
		{"script of a sum", "<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>", "<m:sSup><m:e>" + omath("a+b") + "</m:e><m:sup>" + omath("2") + "</m:sup></m:sSup>", "(a + b)²"},
		{"script that Unicode lacks", "<msub><mi>S</mi><mi>B</mi></msub>", "<m:sSub><m:e>" + omath("S") + "</m:e><m:sub>" + omath("B") + "</m:sub></m:sSub>", "S_B"},
		{"large sign", "<munderover><mo>&#x2211;</mo><mrow><mi>k</mi><mo>=</mo><mn>0</mn></mrow><mi>N</mi></munderover><msub><mi>a</mi><mi>k</mi></msub>",
			"<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>" + omath("k=0") + "</m:sub><m:sup>" + omath("N") + "</m:sup><m:e><m:sSub><m:e>" + omath("a") + "</m:e><m:sub>" + omath("k") + "</m:sub></m:sSub></m:e></m:nary>", "∑ₖ₌₀^N aₖ"},
		{"integral without bounds", "", "<m:nary><m:sub/><m:sup/><m:e>" + omath("f") + "</m:e></m:nary>", "∫ f"},
		{"limit", "", "<m:func><m:fName><m:limLow><m:e>" + omath("lim") + "</m:e><m:lim>" + omath("n→∞") + "</m:lim></m:limLow></m:fName><m:e>" + omath("n") + "</m:e></m:func>", "lim_(n→∞) n"},
		{"root", "<msqrt><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow></msqrt>", "<m:rad><m:deg/><m:e>" + omath("a+1") + "</m:e></m:rad>", "√(a + 1)"},
		{"cube root", "<mroot><mi>x</mi><mn>3</mn></mroot>", "<m:rad><m:deg>" + omath("3") + "</m:deg><m:e>" + omath("x") + "</m:e></m:rad>", "³√x"},
		{"fences", "<mi>f</mi><mfenced><mi>x</mi><mi>y</mi></mfenced>", omath("f") + "<m:d><m:dPr><m:sepChr m:val=\",\"/></m:dPr><m:e>" + omath("x") + "</m:e><m:e>" + omath("y") + "</m:e></m:d>", "f(x, y)"},
		{"fences of other kinds", "<mfenced open=\"{\" close=\"]\" separators=\";|\"><mi>x</mi><mi>y</mi><mi>z</mi></mfenced>", "", "{x; y | z]"},
		{"a bar between", "", "<m:d><m:e>" + omath("A") + "</m:e><m:e>" + omath("B") + "</m:e></m:d>", "(A | B)"},
		{"bar", "<mover><mi>x</mi><mo>&#xaf;</mo></mover>", "<m:acc><m:accPr><m:chr m:val=\"\u0304\"/></m:accPr><m:e>" + omath("x") + "</m:e></m:acc>", "x\u0304"},
		{"bar over two", "", "<m:bar><m:barPr><m:pos m:val=\"top\"/></m:barPr><m:e>" + omath("AB") + "</m:e></m:bar>", "(AB)\u0305"},
		{"hat", "<mover accent=\"true\"><mi>x</mi><mo>^</mo></mover>", "<m:acc><m:e>" + omath("x") + "</m:e></m:acc>", "x\u0302"},
		{"matrix", "<mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo>]</mo>",
			"<m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/></m:dPr><m:e><m:m><m:mr><m:e>" + omath("1") + "</m:e><m:e>" + omath("2") + "</m:e></m:mr><m:mr><m:e>" + omath("3") + "</m:e><m:e>" + omath("4") + "</m:e></m:mr></m:m></m:e></m:d>", "[1, 2; 3, 4]"},
		{"equations below one another", "", "<m:eqArr><m:e>" + omath("x=1") + "</m:e><m:e>" + omath("y=2") + "</m:e></m:eqArr>", "x = 1; y = 2"},
		{"floor", "<mi>W</mi><mo>=</mo><mo>&#x230a;</mo><mfrac><mi>W</mi><mn>2</mn></mfrac><mo>&#x230b;</mo>", omath("W=") + "<m:d><m:dPr><m:begChr m:val=\"⌊\"/><m:endChr m:val=\"⌋\"/></m:dPr><m:e><m:f><m:num>" + omath("W") + "</m:num><m:den>" + omath("2") + "</m:den></m:f></m:e></m:d>", "W = ⌊W/2⌋"},
		{"words", "<mtext>if not</mtext><mi>x</mi>", "<m:r><m:rPr><m:nor/></m:rPr><m:t>if not</m:t></m:r>" + omath("x"), "if not x"},
		{"elements inside a name", "<mi>x<mn>1</mn>y</mi>", "", "x1y"},
		{"runs that divide a number and a name", "", omath("1") + omath("2.5") + omath("ma") + omath("x"), "12.5max"},
		{"a change that is taken as accepted", "", omath("a") + "<w:del>" + omath("+b") + "</w:del><w:ins>" + omath("+c") + "</w:ins>", "a + c"},
		{"alternatives", "", "<mc:AlternateContent><mc:Choice>" + omath("a") + "</mc:Choice><mc:Fallback>" + omath("b") + "</mc:Fallback></mc:AlternateContent>", "a"},
	} {
		got := map[string]string{}
		if c.mathml != "" {
			row := "<mrow>" + c.mathml + "</mrow>"
			got["XML"] = inlineText("<math>"+row+"</math>", false)
			got["XML, in maths"] = inlineText(`<maths id="M"><math overflow="scroll">`+row+"</math></maths>", false)
			got["SGML"] = sgmlMath([]byte(row + "</math>"))
			docs, err := readHTML("x", []byte("<p><math>"+row+"</math></p>"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			got["HTML"] = strings.TrimSpace(docs[0].Text)
		}
		if c.ooxml != "" {
			text, _ := docxText(t, docxFile("<w:p><m:oMath>"+c.ooxml+"</m:oMath></w:p>", "", ""), Options{})
			got["Word"] = strings.TrimSpace(text)
		}
		for format, text := range got {
			if text != c.want {
				t.Errorf("%s: %s: %q, want %q", c.name, format, text, c.want)
			}
		}
	}
	paragraph := "<w:p><m:oMathPara><m:oMathParaPr/><m:oMath>" + omath("x=1") + "</m:oMath><w:del><m:oMath>" + omath("y") + "</m:oMath></w:del><w:ins><m:oMath>" + omath("z=2") + "</m:oMath></w:ins></m:oMathPara></w:p>"
	if got, _ := docxText(t, docxFile(paragraph, "", ""), Options{}); strings.TrimSpace(got) != "x = 1; z = 2" {
		t.Errorf("a paragraph of formulas: %q", got)
	}
	if got := inlineText("where <mml:math><mml:mi>x</mml:mi></mml:math> is", false); got != "where x is" {
		t.Errorf("a namespace's prefix: %q", got)
	}
}

// TestFormulaBounded: the parts of a formula are copied by those around them, and what is long is not.
func TestFormulaBounded(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	if got := inlineText("<math>"+strings.Repeat("<mrow>", 300)+"<mi>"+long+"</mi>"+strings.Repeat("</mrow>", 300)+"</math>", false); got != "…" {
		t.Errorf("%d bytes", len(got))
	}
	for name, body := range map[string]string{
		"text": omath(strings.Repeat("a+", 1<<20)), "runs": strings.Repeat(omath("a"), 1<<17), "spaces": strings.Repeat("<m:br/>", 1<<17) + omath("a"),
	} {
		if got, _ := docxText(t, docxFile("<w:p><m:oMath>"+body+"</m:oMath></w:p>", "", ""), Options{}); strings.TrimSpace(got) != "…" {
			t.Errorf("%s of a Word document: %d bytes", name, len(got))
		}
	}
	args := "<m:d>" + strings.Repeat("<m:e/>", 1<<17) + "</m:d>"
	if got, _ := docxText(t, docxFile("<w:p><m:oMath>"+args+"</m:oMath></w:p>", "", ""), Options{}); strings.TrimSpace(got) != "…" {
		t.Errorf("arguments of a Word document: %d bytes", len(got))
	}
}
