package source

import (
	"reflect"
	"strings"
	"testing"

	"claimchart/claims"
)

// Invented documents; their structure is that of the EPO's full texts (DTD 1.4 to 1.7) and of its exchange documents (DOCDB).
const epFull = `<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE ep-patent-document PUBLIC "-//EPO//EP PATENT DOCUMENT 1.5//EN" "ep-patent-document-v1-5.dtd">
<ep-patent-document id="EP09000001B1" file="EP09000001NWB1.xml" lang="de" country="EP" doc-number="0099991" kind="B1" date-publ="20120314">
<SDOBI lang="de"><B000><eptags/></B000><B100><B110>0099991</B110><B130>B1</B130><B140><date>20120314</date></B140><B190>EP</B190></B100>
<B200><B210>09000001.5</B210><B220><date>20090105</date></B220></B200>
<B300><B310>102008000002</B310><B320><date>20080229</date></B320><B330><ctry>DE</ctry></B330><B310>08000003</B310><B320><date>20080107</date></B320></B300>
<B400><B430><date>20100714</date></B430><B450><date>20120314</date></B450></B400>
<B500><B540><B541>de</B541><B542>Leuchte mit Fu` + "\xdf" + `</B542><B541>en</B541><B542>Lamp with foot</B542></B540></B500></SDOBI>
<description id="desc" lang="de"><heading id="h0001">Stand der Technik</heading>
<p id="p0001" num="0001">Eine Leuchte braucht H<sub>2</sub>O.</p>
<p id="p0002" num="0002">Sie hat<ul><li>einen Fu` + "\xdf" + `</li><li>ein Licht</li></ul></p></description>
<claims id="claims01" lang="de"><claim id="c-de-01-0001" num="0001"><claim-text>Leuchte.</claim-text></claim></claims>
<claims id="claims02" lang="en">
<claim id="c-en-01-0001" num="0001"><claim-text>A lamp (1) comprising:<claim-text>a foot of <b>at least</b> 10<sup>-9</sup> m; and</claim-text><claim-text>a light.</claim-text></claim-text></claim>
<claim id="c-en-01-0002" num="0002"><claim-text>2. The lamp of <claim-ref idref="c-en-01-0001">claim 1</claim-ref>, being red.</claim-text></claim>
<claim id="c-en-01-0003" num="0003"><claim-text>The lamp of any of claims <claim-ref idref="c-en-01-0001">1</claim-ref> to <claim-ref idref="c-en-01-0002">2</claim-ref>, of <maths id="m1"><math><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math></maths> W, with <chemistry><img file="x.tif"/></chemistry>.</claim-text></claim>
<claim id="c-en-01-0004" num="0004"><claim-text>4.5 lamps.</claim-text></claim>
</claims>
<claims id="claims03" lang="fr"><claim id="c-fr-01-0001" num="0001"><claim-text>Lampe.</claim-text></claim></claims>
</ep-patent-document>
`

func TestST36FullText(t *testing.T) {
	if !isST36([]byte(epFull)) || isOPS([]byte(epFull)) || isXML4IP([]byte(epFull)) {
		t.Error("the format is not known")
	}
	docs, err := readST36("ep.xml", []byte(epFull), Options{})
	if err != nil || len(docs) != 1 {
		t.Fatal(len(docs), err)
	}
	want := &claims.Document{
		Name: "ep.xml", Format: "st36", Number: "EP99991B1", Title: "Lamp with foot", Country: "EP", Kind: "B1", Language: "en",
		Dates: claims.Dates{Priority: "2008-01-07", Filing: "2009-01-05", Publication: "2012-03-14", Grant: "2012-03-14"},
		Claims: []claims.CutClaim{
			{Num: 1, Line: 14, Refs: []int{}, Text: "A lamp (1) comprising:\n  a foot of at least 10⁻⁹ m; and\n  a light."},
			{Num: 2, Line: 15, Refs: []int{1}, Text: "The lamp of claim 1, being red."},
			{Num: 3, Line: 16, Refs: []int{1, 2}, Text: "The lamp of any of claims 1 to 2, of a/(b + 1) W, with [chemical structure] ."},
			{Num: 4, Line: 17, Refs: []int{}, Text: "4.5 lamps."},
		},
		Notes: []string{
			"the application was published on 2010-07-14",
			"claim 3: [chemical structure] stands for a drawing, which the source has outside its text",
			"claims in other languages are left out: de, fr",
		},
	}
	if !reflect.DeepEqual(docs[0], want) {
		t.Errorf("%+v\nwant\n%+v", docs[0], want)
	}

	docs, err = readST36("ep.xml", []byte(epFull), Options{Language: "de", Description: true})
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	paragraphs := []claims.Paragraph{
		{Text: "Stand der Technik", Heading: true, Line: 9},
		{Loc: "[0001]", Text: "Eine Leuchte braucht H₂O.", Line: 10},
		{Loc: "[0002]", Text: "Sie hat einen Fuß; ein Licht", Line: 11},
	}
	if d.Language != "de" || d.Title != "Leuchte mit Fuß" || len(d.Claims) != 1 || d.Claims[0].Text != "Leuchte." || !reflect.DeepEqual(d.Paragraphs, paragraphs) {
		t.Errorf("%+v", d)
	}
	docs, _ = readST36("ep.xml", []byte(epFull), Options{Language: "es"})
	if d := docs[0]; d.Language != "en" || !strings.Contains(strings.Join(d.Notes, "\n"), `no claims in "es": taken in "en"`) {
		t.Errorf("%s, %q", d.Language, d.Notes)
	}
}

// TestST36Reprint: the date of grant is that of the grant (INID 45), not that of the specification which is printed anew after an opposition (B140).
func TestST36Reprint(t *testing.T) {
	data := strings.NewReplacer("<B140><date>20120314", "<B140><date>20150610", `date-publ="20120314"`, `date-publ="20150610"`, "<B130>B1", "<B130>B2").Replace(epFull)
	docs, err := readST36("x", []byte(data), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d := docs[0].Dates; d.Grant != "2012-03-14" || d.Publication != "2015-06-10" {
		t.Errorf("%+v, want the grant of 2012-03-14 and the publication of 2015-06-10", d)
	}
}

const exchange = `<?xml version="1.0" encoding="UTF-8"?>
<exch:exchange-documents xmlns:exch="http://www.epo.org/exchange" date-of-exchange="20200101" no-of-documents="2">
<exch:exchange-document country="JP" doc-number="2010000007" kind="A" date-publ="20100121" family-id="1" status="C">
<exch:bibliographic-data>
<exch:publication-reference data-format="docdb"><document-id><country>JP</country><doc-number>2010000007</doc-number><kind>A</kind><date>20100121</date></document-id></exch:publication-reference>
<exch:publication-reference data-format="epodoc"><document-id><doc-number>JP2010000007</doc-number></document-id></exch:publication-reference>
<exch:application-reference data-format="docdb"><document-id><country>JP</country><doc-number>2008000001</doc-number><kind>A</kind><date>20080702</date></document-id></exch:application-reference>
<exch:priority-claims><exch:priority-claim sequence="1" data-format="docdb"><document-id><country>JP</country><doc-number>2008000001</doc-number><kind>A</kind><date>20080702</date></document-id></exch:priority-claim></exch:priority-claims>
<exch:invention-title lang="ja" data-format="original">&#28783;</exch:invention-title><exch:invention-title lang="en" data-format="docdba">LAMP &amp; FOOT</exch:invention-title>
</exch:bibliographic-data>
<exch:abstract lang="en" data-format="docdba"><exch:p>A lamp.</exch:p><exch:p>It has a foot.</exch:p></exch:abstract>
</exch:exchange-document>
<exch:exchange-document country="WO" doc-number="2011000008" kind="A1" date-publ="20110106"><exch:bibliographic-data/></exch:exchange-document>
</exch:exchange-documents>
`

func TestST36Exchange(t *testing.T) {
	docs, err := readST36("x.xml", []byte(exchange), Options{Description: true})
	if err != nil || len(docs) != 2 {
		t.Fatal(len(docs), err)
	}
	want := &claims.Document{
		Name: "x.xml", Format: "st36", Number: "JP2010000007A", Title: "LAMP & FOOT", Country: "JP", Kind: "A", Language: "en",
		Dates: claims.Dates{Priority: "2008-07-02", Filing: "2008-07-02", Publication: "2010-01-21"}, Abstract: "A lamp. It has a foot.",
	}
	if !reflect.DeepEqual(docs[0], want) {
		t.Errorf("%+v\nwant\n%+v", docs[0], want)
	}
	if d := docs[1]; d.Number != "WO2011000008A1" || d.Dates.Publication != "2011-01-06" {
		t.Errorf("%+v", d)
	}
}

// TestST36Joined holds that a file read in pieces, each found in data that grows a byte at a time, gives the documents that it
// gives when read at once.
func TestST36Joined(t *testing.T) {
	for _, file := range []string{exchange, epFull + epFull, epFull} {
		var got []*claims.Document
		rest := []byte(file)
		for size := 0; len(rest) > 0; {
			eof := size >= len(rest)
			n := nextST36(rest[:min(size, len(rest))], eof)
			if n == 0 {
				size++
				continue
			}
			docs, err := readST36("x", rest[:n], Options{})
			if err != nil || len(docs) != 1 {
				t.Fatalf("piece of %d bytes: %d documents, %v", n, len(docs), err)
			}
			got = append(got, docs...)
			rest, size = rest[n:], 0
		}
		want, _ := readST36("x", []byte(file), Options{})
		if len(got) != len(want) {
			t.Errorf("%d documents, want %d", len(got), len(want))
			continue
		}
		for i := range got {
			if got[i].Number != want[i].Number || len(got[i].Claims) != len(want[i].Claims) {
				t.Errorf("%d: %s, want %s", i, got[i].Number, want[i].Number)
			}
		}
	}
}

func TestST36Errors(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"cut short", exchange[:len(exchange)-200], "x:11: the document is damaged, it breaks off in a tag"},
		{"damaged", strings.Replace(epFull, "</B110>", "", 1), "x:4: the document is damaged, </B100> stands where <B110> is still open"},
	} {
		if _, err := readST36("x", []byte(c.data), Options{}); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestST36SecondSet(t *testing.T) {
	data := strings.Replace(epFull, "<claims id=\"claims03\" lang=\"fr\">", "<claims id=\"claims03\" lang=\"EN\">", 1)
	docs, err := readST36("x", []byte(data), Options{})
	if err != nil || len(docs[0].Claims) != 4 || !strings.Contains(strings.Join(docs[0].Notes, "\n"), "line 19: another set of 1 claim in the same language") {
		t.Errorf("%v, %+v", err, docs)
	}
}

func TestST36Known(t *testing.T) {
	for data, want := range map[string]bool{
		"<exch:exchange-document a='1'>": true, "<patent-document>": true, "<wo-published-application lang='en'>": true, "<!-- x --><ep-patent-document>": true,
		"<us-patent-grant>": false, "<us-patent-document>": false, "<html><ep-patent-document>": false, "ep-patent-document": false, "<document>": false, "": false,
	} {
		if isST36([]byte(data)) != want {
			t.Errorf("%q: %v", data, !want)
		}
	}
}

func FuzzST36(f *testing.F) {
	f.Add([]byte(epFull), "de")
	f.Add([]byte(exchange), "")
	f.Fuzz(func(t *testing.T, data []byte, lang string) {
		isST36(data)
		if n := nextST36(data, true); len(data) > 0 && (n <= 0 || n > len(data)) {
			t.Errorf("next is %d of %d", n, len(data))
		}
		if docs, err := readST36("x", data, Options{Language: lang, Description: true}); err == nil {
			sane(t, docs, len(data))
		}
	})
}
