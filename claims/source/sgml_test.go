package source

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
)

// oneGrant is invented, in SGML's way: empty tags without an end, and what the samples lack.
const oneGrant = `<!DOCTYPE PATDOC PUBLIC "-//USPTO//DTD ST.32 US PATENT GRANT V2.4 2000-09-20//EN" [
<!ENTITY a "aaaa"> <!ENTITY US1.TIF SYSTEM "US1.TIF" NDATA TIF>
]>
<PATDOC DTD="2.4" STATUS="BUILD 20001002">
<SDOBI><B100><B110><DNUM><PDAT>06900001</PDAT></DNUM></B110><B130><PDAT>B1</PDAT></B130><B140><DATE><PDAT>20030401</PDAT></DATE></B140><B190><PDAT>US</PDAT></B190></B100>
<B220><DATE><PDAT>20010302</PDAT></DATE></B220>
<B320><DATE><PDAT>20000405</PDAT></DATE></B320><B320><DATE><PDAT>20000302</PDAT></DATE></B320>
<B600><B630><B632><PARENT-US><CDOC><DOC><DNUM><PDAT>09/1</PDAT></DNUM></DOC></CDOC><PDOC><DOC><DNUM><PDAT>09/2</PDAT></DNUM><DATE><PDAT>19990203</PDAT></DATE></DOC></PDOC></PARENT-US></B632></B630><B680US><DOC><DNUM><PDAT>60/1</PDAT></DNUM><DATE><PDAT>19980203</PDAT></DATE></DOC></B680US></B600><B860><B861><DOC><DNUM><PDAT>PCT/1</PDAT></DNUM><DATE><PDAT>20010201</PDAT></DATE></DOC></B861></B860>
<B540><STEXT><PDAT>TiO</PDAT><HIL><SB><PDAT>2 </PDAT></SB></HIL><PDAT>film &amp; use</PDAT></STEXT></B540>
<B561><PCIT><DOC><DNUM><PDAT>5825759</PDAT></DNUM><DATE><PDAT>19981000</PDAT></DATE></DOC></PCIT><CITED-BY-EXAMINER></B561>
<B577><PDAT>6</PDAT></B577><B597US></SDOBI>
<SDOAB><BTEXT><PARA ID="P-00001" LVL="0"><PTEXT><PDAT>A film.</PDAT></PTEXT></PARA></BTEXT></SDOAB>
<SDODE><BRFSUM><BTEXT>
<H LVL="1"><STEXT><PDAT>FIELD</PDAT></STEXT></H>
<PARA ID="P-00002" LVL="0"><PTEXT><PDAT>At 10</PDAT><HIL><SP><PDAT>&minus;9 </PDAT></SP></HIL><PDAT>s, I</PDAT><HIL><SB><PDAT>em</PDAT></SB></HIL><HIL><SP><PDAT>0</PDAT></SP></HIL><PDAT>, &lgr;&equals;&PHgr;&mdash;&a;.</PDAT>
<CWU><MATH-US><MATHML><math><mfrac><mrow><mi>a</mi><mo>-</mo><mi>b</mi></mrow><msup><mi>c</mi><mn>2</mn></msup></mfrac><mo>=</mo><msqrt><mi>x</mi></msqrt></math></MATHML><EMI ID="E1" FILE="US1.TIF"></MATH-US></CWU>
<PDAT>and so on.</PDAT></PTEXT></PARA>
<CWU><TABLE-US><table><row><entry><PTEXT><PDAT>Run</PDAT></PTEXT></entry><entry></entry><entry><PTEXT><PDAT>&ensp;0.1</PDAT></PTEXT></entry></row>
<row><entry><PTEXT><PDAT>2</PDAT></PTEXT></entry></row></table></TABLE-US></CWU>
</BTEXT></BRFSUM></SDODE>
<SDOCL><H LVL="1"><STEXT><PDAT>What is claimed is: </PDAT></STEXT></H><CL>
<CLM ID="CLM-00001"><PARA ID="P-00003" LVL="0"><PTEXT><PDAT>1. A film comprising:</PDAT></PTEXT></PARA>
<CLMSTEP LVL="2"><PTEXT><PDAT>H</PDAT><HIL><SB><PDAT>2</PDAT></SB></HIL><PDAT>O; and </PDAT></PTEXT></CLMSTEP>
<CLMSTEP LVL="3"><PTEXT><PDAT>a compound</PDAT><CWU><CHEM-US ID="C1"><CHEMCDX FILE="x"><EMI ID="E2"></CHEM-US></CWU><PDAT>where x is 1.</PDAT></PTEXT></CLMSTEP></CLM>
<CLM ID="CLM-00002"><PARA LVL="0"><PTEXT><PDAT>2. The film of </PDAT><CLREF ID="CLM-00001"><PDAT>claim 1</PDAT></CLREF><PDAT>, wet.</PDAT></PTEXT></PARA></CLM>
<CLM ID="CLM-00003"><PARA LVL="0"><PTEXT><PDAT>3. The film of any of </PDAT><CLREF ID="CLM-00001"><PDAT>claims 1</PDAT></CLREF><PDAT> and </PDAT><CLREF ID="CLM-00002"><PDAT>2</PDAT></CLREF><PDAT>.</PDAT></PTEXT></PARA></CLM>
<CLM ID="CLM-00004"><PARA LVL="0"><PTEXT><PDAT>4. A use of </PDAT><CLREF ID="CLM-00001"><PDAT>claims 1</PDAT></CLREF><PDAT> to </PDAT><CLREF ID="CLM-00003"><PDAT>3</PDAT></CLREF><PDAT>.</PDAT></PTEXT></PARA></CLM>
<CLM ID="CLM-00005"><PARA LVL="0"><PTEXT><PDAT>5. A use of </PDAT><CLREF ID="CLM-00002"><PDAT>claims 2-4</PDAT></CLREF><PDAT> at 1 to 5 V, </PDAT><DEL-S ID="D1"><PDAT>dry</PDAT><DEL-E ID="D1"><INS-S ID="I1"><PDAT>wet</PDAT><INS-E ID="I1"><PDAT>.</PDAT></PTEXT></PARA></CLM>
<CLM ID="CLM-00006"><PARA LVL="7"><PTEXT><PDAT>The design, as shown.</PDAT></PTEXT></PARA></CLM>
</CL></SDOCL></PATDOC>
`

func TestSGML(t *testing.T) {
	docs, err := readSGML("one", []byte(oneGrant), Options{Description: true})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	doc := docs[0]
	if doc.Number != "US6900001B1" || doc.Country != "US" || doc.Kind != "B1" || doc.Title != "TiO₂ film & use" || doc.Abstract != "A film." ||
		doc.Dates != (claims.Dates{Priority: "1998-02-03", Filing: "2001-02-01", Publication: "2003-04-01", Grant: "2003-04-01"}) {
		t.Errorf("%+v", doc)
	}
	want := []claims.CutClaim{
		{Num: 1, Line: 22, Refs: []int{}, Text: "A film comprising:\n  H₂O; and\n    a compound [chemical structure] where x is 1."},
		{Num: 2, Line: 25, Refs: []int{1}, Text: "The film of claim 1, wet."},
		{Num: 3, Line: 26, Refs: []int{1, 2}, Text: "The film of any of claims 1 and 2."},
		{Num: 4, Line: 27, Refs: []int{1, 2, 3}, Text: "A use of claims 1 to 3."},
		{Num: 5, Line: 28, Refs: []int{2, 3, 4}, Text: "A use of claims 2-4 at 1 to 5 V, wet."},
		{Num: 6, Line: 29, Refs: []int{}, Text: "The design, as shown."},
	}
	if len(doc.Claims) != len(want) {
		t.Fatalf("%+v", doc.Claims)
	}
	for i, c := range doc.Claims {
		slices.Sort(c.Refs)
		if c.Num != want[i].Num || c.Text != want[i].Text || c.Line != want[i].Line || c.Refs == nil || !slices.Equal(c.Refs, want[i].Refs) {
			t.Errorf("claim %+v\nwant  %+v", c, want[i])
		}
	}
	prose := []claims.Paragraph{
		{Text: "FIELD", Heading: true, Line: 14},
		{Text: "At 10⁻⁹ s, Iₑₘ⁰, λ=Φ—&a;. (a - b)/c² = √x and so on.", Line: 15},
		{Text: "Run | 0.1\n2", Line: 18},
	}
	if !slices.Equal(doc.Paragraphs, prose) {
		t.Errorf("paragraphs %+v", doc.Paragraphs)
	}
	notes := strings.Join(doc.Notes, "\n")
	if len(doc.Notes) != 3 || !strings.Contains(notes, "&a;") || !strings.Contains(notes, "refer to 1 drawings") {
		t.Errorf("notes %q", doc.Notes)
	}
	marked, err := readSGML("one", []byte(oneGrant), Options{Marks: true})
	if err != nil || !strings.HasSuffix(marked[0].Claims[4].Text, "V, [[dry]]{+wet+}.") || marked[0].Paragraphs != nil {
		t.Errorf("%+v, %v", marked, err)
	}
}

func TestNextSGML(t *testing.T) {
	data := []byte(oneGrant + oneGrant)
	if !isSGML(data) || isSGML([]byte("<html>&lt;PATDOC")) || isSGML([]byte("The element <PATDOC>")) {
		t.Error("the format is not recognised")
	}
	if n := nextSGML(data, false); n != len(oneGrant) {
		t.Errorf("ends at %d, want %d", n, len(oneGrant))
	}
	half := oneGrant[:len(oneGrant)/2]
	if nextSGML([]byte(half), false) != 0 || nextSGML([]byte(half), true) != len(half) {
		t.Error("a half")
	}
	if n := nextSGML([]byte(half+oneGrant), false); n != len(half) {
		t.Errorf("a grant that is cut short ends at %d, want %d, where the next begins", n, len(half))
	}
}

func TestSGMLErrors(t *testing.T) {
	deep := strings.Replace(oneGrant, "1. A film", strings.Repeat("<SP>", 100), 1)
	for _, c := range []struct{ data, want string }{
		{"<PATDOC", "no bibliographic data"},
		{"<p>", "no element PATDOC"},
		{deep, "x:22: elements are nested"},
		{`<?xml version="1.0" encoding="klingon"?><PATDOC>`, `encoding "klingon" is not known`},
	} {
		if _, err := readSGML("x", []byte(c.data), Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
	cut, _, _ := strings.Cut(oneGrant, ", wet.")
	docs, err := readSGML("x", []byte(cut), Options{})
	if err != nil || len(docs[0].Claims) != 2 || len(docs[0].Notes) != 4 {
		t.Errorf("a grant that is cut short: %+v, %v", docs, err)
	}
	latin := strings.Replace(`<?xml version="1.0" encoding="iso-8859-1"?>`+oneGrant, "use</PDAT>", "caf\xe9</PDAT>", 1)
	if docs, err = readSGML("x", []byte(latin), Options{}); err != nil || docs[0].Title != "TiO₂ film & café" {
		t.Errorf("%+v, %v", docs, err)
	}
}

func TestSGMLSamples(t *testing.T) {
	for name, want := range wantSGML {
		data := usptoSample(t, "sgml/"+name)
		if !isSGML(data[:min(len(data), 64<<10)]) || nextSGML(data, false) != len(data) {
			t.Errorf("%s: not recognised, or not whole", name)
		}
		for _, description := range []bool{false, true} {
			docs, err := readSGML(name, data, Options{Description: description})
			if err != nil || len(docs) != 1 {
				t.Fatalf("%s: %d documents, %v", name, len(docs), err)
			}
			checkPatent(t, docs[0], want)
			if description {
				checkProse(t, docs[0], want)
			}
		}
	}
}

func FuzzSGML(f *testing.F) {
	f.Add([]byte(oneGrant))
	f.Add([]byte("<PATDOC><SDOBI></SDOBI><SDOCL><CLM ID=CLM-1><SP><SB>x</SB></SP><MATHML><mfrac></mfrac>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		isSGML(data)
		fuzzDocuments(t, data, readSGML, nextSGML)
	})
}

func BenchmarkSGML(b *testing.B) {
	benchmarkReader(b, usptoSample(b, "sgml/US06337117.xml"), readSGML)
}

func BenchmarkNextSGML(b *testing.B) {
	data := bytes.Repeat(usptoSample(b, "sgml/US06337117.xml"), 4)
	b.SetBytes(int64(len(data) / 4))
	for b.Loop() {
		nextSGML(data, false)
	}
}
