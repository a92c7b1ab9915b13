package source

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimchart/claims"
)

// lampPAP is an invented publication of 2001, with a parent, a provisional and drawings declared as entities.
const lampPAP = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE patent-application-publication SYSTEM "pap-v15-2001-01-31.dtd" [
<!ENTITY US20010099999A1-D00001.TIF SYSTEM "US20010099999A1-D00001.TIF" NDATA TIF>
]>
<patent-application-publication>
<subdoc-bibliographic-information>
<document-id><doc-number>20010099999</doc-number><kind-code>A1</kind-code><document-date>20010802</document-date></document-id>
<domestic-filing-data><application-number><doc-number>09000001</doc-number></application-number><filing-date>20010105</filing-date></domestic-filing-data>
<foreign-priority-data><priority-application-number><doc-number>1</doc-number></priority-application-number><filing-date>20000701</filing-date><country-code>JP</country-code></foreign-priority-data>
<technical-information><title-of-invention> Lamp &agr;
   </title-of-invention></technical-information>
<continuity-data>
<continuations><continuation-of><parent-child><child><document-id><document-date>19970101</document-date></document-id></child><parent><document-id><document-date>20000102</document-date></document-id></parent></parent-child></continuation-of></continuations>
<non-provisional-of-provisional><document-id><doc-number>60000001</doc-number><document-date>19990406</document-date></document-id></non-provisional-of-provisional>
</continuity-data>
</subdoc-bibliographic-information>
<subdoc-abstract><heading lvl="0">Abstract of Disclosure</heading><paragraph id="A-00001">A lamp.</paragraph></subdoc-abstract>
<subdoc-description>
<summary-of-invention><section><heading lvl="1">BACKGROUND </heading>
<paragraph id="P-0001" lvl="0"><number>&lsqb;0001&rsqb;</number> It is 10<superscript>&minus;3</superscript> m. </paragraph>
<paragraph id="P-0002" lvl="0"><number>2.</number> See <table-cwu id="T"><number>1</number><table><tgroup><tbody><row><entry>a</entry><entry>b</entry></row></tbody></tgroup></table></table-cwu></paragraph>
</section></summary-of-invention>
</subdoc-description>
<subdoc-claims>
<heading lvl="1">What is claimed is: </heading>
<claim id="CLM-00001">
<claim-text><highlight><bold>1</bold></highlight>. A lamp wherein: </claim-text>
<claim-text><in-line-formula>x&plus;1 </in-line-formula><in-line-formula>y&lt;2</in-line-formula></claim-text>
</claim>
<claim id="CLM-00002"><claim-text><highlight><bold>2</bold></highlight>. The lamp of <dependent-claim-reference depends_on="CLM-00001"><claim-text>claim 1</claim-text></dependent-claim-reference>, lit.</claim-text></claim>
</subdoc-claims>
</patent-application-publication>
`

func TestReadPAP(t *testing.T) {
	if !isPAP([]byte(lampPAP)) || isUSPTO4([]byte(lampPAP)) || isPAP([]byte(lampGrant)) {
		t.Error("the formats are mixed up")
	}
	docs, err := readPAP("x.xml", []byte(lampPAP), Options{Description: true})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	want := &claims.Document{
		Name: "x.xml", Format: "uspto-pap", Number: "US20010099999A1", Title: "Lamp α", Country: "US", Kind: "A1",
		Dates: claims.Dates{Priority: "1999-04-06", Filing: "2001-01-05", Publication: "2001-08-02"},
		Claims: []claims.CutClaim{
			{Num: 1, Line: 26, Refs: []int{}, Text: "A lamp wherein:\nx+1 y<2"},
			{Num: 2, Line: 30, Refs: []int{1}, Text: "The lamp of claim 1, lit."},
		},
		Abstract: "A lamp.",
		Paragraphs: []claims.Paragraph{
			{Text: "BACKGROUND", Heading: true, Line: 19},
			{Loc: "[0001]", Text: "It is 10⁻³ m.", Line: 20},
			{Loc: "[0002]", Text: "See a | b", Line: 21},
		},
	}
	if diff := cmp.Diff(want, docs[0]); diff != "" {
		t.Error(diff)
	}
}

// TestReadPAPUnmarked: a publication that marks no reference says nothing about them.
func TestReadPAPUnmarked(t *testing.T) {
	const data = `<!DOCTYPE simple PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">
<patent-application-publication><subdoc-claims><claim id="CLM-00001"><claim-text><highlight><bold>1.</bold></highlight>A lamp.</claim-text></claim>
<claim id="CLM-00002"><claim-text>2.The lamp of claim 1.</claim-text></claim></subdoc-claims></patent-application-publication>`
	doc := readXML(t, "x", []byte(data), Options{})
	want := []claims.CutClaim{{Num: 1, Text: "A lamp.", Line: 2}, {Num: 2, Text: "The lamp of claim 1.", Line: 3}}
	if diff := cmp.Diff(want, doc.Claims); diff != "" {
		t.Error(diff)
	}
}
