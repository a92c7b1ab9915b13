package source

import (
	"bytes"
	"strings"
	"testing"

	"claimchart/claims"
)

// twoSearched is invented.
const twoSearched = "09000001\tB2\t20150407\t13000001\t900\nA lamp\n*** BRS DOCUMENT BOUNDARY ***\n" + `WKU 09000001
DID US 9000001 B2
GISD 20150407
AFD 20120305
PRCO DE
PRAD 20110306
PRAD 20110305
COND division parent-doc US 12000001 20100506 US 8000001 20110706 child-doc US 13000001
COND substitution parent-doc US 11000001 20090506 child-doc US 13000001
TTL A lamp of
      SiO.sub.xN.sub.y
NCL 2
PPPD 20130516
AASTX N/A
ABPR  A lamp.
CRTX CROSS REFERENCE
CRTX  This is a division.
BSTX  The gap is 3.5.times.10^5 V over 20 .mu.m, see www.times.com, e.g. GeSb.sub.2Te.sub.4
      and 104.sub.2-104.sub.9, the 3.sup.rd order, 5.times.10.sup.-3 m.
CLST What is claimed is:
CLPR  1. A lamp comprising: a base
      (.alpha.); and a bulb.
CLPV  wherein the bulb glows.
CLPR  2. The lamp of claim 1.
` + "RE045000\tE1\t20150407\t13000002\t100\nA chair\n*** BRS DOCUMENT BOUNDARY ***\n" + `WKU RE045000
TTL A chair
CLPR  1. A chair.
`

func TestBRS(t *testing.T) {
	docs, err := readBRS("two", []byte(twoSearched), Options{Description: true})
	if err != nil || len(docs) != 2 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	a, b := docs[0], docs[1]
	if a.Number != "US9000001B2" || a.Country != "US" || a.Kind != "B2" || a.Title != "A lamp of SiOₓNy" ||
		a.Dates != (claims.Dates{Priority: "2010-05-06", Filing: "2012-03-05", Grant: "2015-04-07"}) || a.Abstract != "A lamp." || len(a.Notes) > 0 {
		t.Errorf("%+v", a)
	}
	want := []claims.CutClaim{
		{Num: 1, Line: 24, Text: "A lamp comprising: a base (α); and a bulb.\n  wherein the bulb glows."},
		{Num: 2, Line: 27, Text: "The lamp of claim 1."},
	}
	for i, c := range a.Claims {
		if i >= len(want) || c.Num != want[i].Num || c.Text != want[i].Text || c.Line != want[i].Line || c.Refs != nil {
			t.Errorf("claim %+v", c)
		}
	}
	prose := []claims.Paragraph{
		{Text: "CROSS REFERENCE", Heading: true, Line: 19},
		{Text: "This is a division.", Line: 20},
		{Text: "The gap is 3.5×10^5 V over 20 μm, see www.times.com, e.g. GeSb₂Te₄ and 104₂-104₉, the 3rd order, 5×10⁻³ m.", Line: 21},
	}
	if len(a.Paragraphs) != len(prose) {
		t.Fatalf("%+v", a.Paragraphs)
	}
	for i, p := range a.Paragraphs {
		if p != prose[i] {
			t.Errorf("paragraph %+v, want %+v", p, prose[i])
		}
	}
	if b.Number != "RE45000" || b.Title != "A chair" || len(b.Claims) != 1 || b.Claims[0].Line != 33 {
		t.Errorf("%+v", b)
	}
	short, err := readBRS("two", []byte(twoSearched), Options{})
	if err != nil || len(short) != 2 || short[0].Paragraphs != nil || len(short[0].Claims) != 2 || short[0].Claims[0].Line != 24 || short[1].Claims[0].Line != 33 {
		t.Errorf("without the description: %+v, %v", short, err)
	}
}

func TestNextBRS(t *testing.T) {
	data := []byte(twoSearched)
	if !isBRS(data) || isBRS([]byte("He wrote *** BRS DOCUMENT BOUNDARY ***\n")) {
		t.Error("the format is not recognised")
	}
	second := bytes.Index(data, []byte("RE045000\t"))
	if n := nextBRS(data, false); n != second {
		t.Errorf("first document ends at %d, want %d", n, second)
	}
	if nextBRS(data[second:], false) != 0 || nextBRS(data[second:], true) != len(data)-second {
		t.Error("the last document")
	}
	if _, err := readBRS("x", []byte("1. A lamp."), Options{}); err == nil || !strings.Contains(err.Error(), "x:1: no line") {
		t.Errorf("%v", err)
	}
}

func TestBRSSample(t *testing.T) {
	data := usptoSample(t, "css_brs/css_brs_sample.txt")
	if !isBRS(data[:64<<10]) {
		t.Error("not recognised")
	}
	for _, description := range []bool{false, true} {
		docs, err := readBRS("sample", data, Options{Description: description})
		if err != nil || len(docs) != len(wantBRS) {
			t.Fatalf("%d documents, %v; want %d", len(docs), err, len(wantBRS))
		}
		for i, doc := range docs {
			checkPatent(t, doc, wantBRS[i])
			if description {
				checkProse(t, doc, wantBRS[i])
			}
		}
	}
	cut := 0
	for rest := data; len(rest) > 0; cut++ {
		n := nextBRS(rest, true)
		if !bytes.HasPrefix(rest, []byte("0920458")) {
			t.Errorf("document %d begins with %q", cut+1, rest[:min(len(rest), 40)])
		}
		rest = rest[n:]
	}
	if cut != len(wantBRS) {
		t.Errorf("cut into %d", cut)
	}
}

func FuzzBRS(f *testing.F) {
	f.Add([]byte(twoSearched))
	f.Fuzz(func(t *testing.T, data []byte) {
		isBRS(data)
		fuzzDocuments(t, data, readBRS, nextBRS)
	})
}

func BenchmarkBRS(b *testing.B) {
	benchmarkReader(b, usptoSample(b, "css_brs/css_brs_sample.txt"), readBRS)
}
