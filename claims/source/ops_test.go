package source

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"claimchart/claims"
)

// Invented answers; their structure is that which the OPS reference guide and clients' tests show.
func opsAnswer(claimsXML string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<ops:world-patent-data xmlns="http://www.epo.org/exchange" xmlns:ops="http://ops.epo.org" xmlns:xlink="http://www.w3.org/1999/xlink">
<ops:meta name="elapsed-time" value="3"/>
<ftxt:fulltext-documents xmlns="http://www.epo.org/fulltext" xmlns:ftxt="http://www.epo.org/fulltext">
<ftxt:fulltext-document system="ops.epo.org" fulltext-format="text-only">
<bibliographic-data><publication-reference data-format="docdb"><document-id><country>EP</country><doc-number>0099992</doc-number><kind>A1</kind></document-id></publication-reference></bibliographic-data>
` + claimsXML + `
</ftxt:fulltext-document></ftxt:fulltext-documents></ops:world-patent-data>`
}

func TestOPSClaims(t *testing.T) {
	for _, c := range []struct {
		name, xml string
		want      []string // "number: text"
	}{
		{"a paragraph a claim", `<claims lang="EN"><claim><claim-text>1. A lamp with a foot.</claim-text><claim-text>2. The lamp of claim 1, being red.</claim-text></claim></claims>`,
			[]string{"1: A lamp with a foot.", "2: The lamp of claim 1, being red."}},
		{"paragraphs of one claim", `<claims lang="EN"><claim><claim-text>1. A lamp comprising:
a foot;</claim-text><claim-text>- a light; and</claim-text><claim-text>2. of them.</claim-text><claim-text>2. The lamp of claim 1.</claim-text></claim></claims>`,
			[]string{"1: A lamp comprising: a foot;\n  - a light; and\n  2. of them.", "2: The lamp of claim 1."}},
		{"a list of steps", `<claims lang="EN"><claim><claim-text>1. A method with these steps:</claim-text><claim-text>1. Mixing;</claim-text><claim-text>2. Heating;</claim-text><claim-text>3. cooling.</claim-text><claim-text>2. The method of claim 1.</claim-text></claim></claims>`,
			[]string{"1: A method with these steps:\n  1. Mixing;\n  2. Heating;\n  3. cooling.", "2: The method of claim 1."}},
		{"all in one paragraph", `<claims lang="EN"><claim><claim-text>1. A lamp as in Fig. 2. It has 2. A foot. 2. The lamp of claim 1, of 1. 5 m. 3. The lamp of claim 2.</claim-text></claim></claims>`,
			[]string{"1: A lamp as in Fig. 2. It has 2. A foot.", "2: The lamp of claim 1, of 1. 5 m.", "3: The lamp of claim 2."}},
		{"claim elements without numbers", `<claims lang="EN"><claim><claim-text>A lamp.</claim-text><claim-text>With a foot.</claim-text></claim><claim><claim-text>The lamp of claim 1.</claim-text></claim></claims>`,
			[]string{"0: A lamp.\n  With a foot.", "0: The lamp of claim 1."}},
		{"claim elements with num", `<ftxt:claims lang="EN"><ftxt:claim num="1"><ftxt:claim-text>1. A lamp with
		a foot.</ftxt:claim-text></ftxt:claim><ftxt:claim num="2"><ftxt:claim-text>The lamp of claim 1.</ftxt:claim-text></ftxt:claim></ftxt:claims>`,
			[]string{"1: A lamp with a foot.", "2: The lamp of claim 1."}},
		{"a number lost, small letters, no period", `<claims lang="EN"><claim><claim-text>1 A lamp.</claim-text><claim-text>3. The lamp of claim 1.</claim-text><claim-text>4. lamp of claim 3</claim-text><claim-text>5.The lamp of claim 4.</claim-text></claim></claims>`,
			[]string{"1: A lamp.", "3: The lamp of claim 1.", "4: lamp of claim 3", "5: The lamp of claim 4."}},
		{"German", `<claims lang="DE"><claim><claim-text>1. Leuchte mit Fuß.</claim-text><claim-text>2. Leuchte nach Anspruch 1.</claim-text></claim></claims>`,
			[]string{"1: Leuchte mit Fuß.", "2: Leuchte nach Anspruch 1."}},
		{"numbers that are none", `<claims lang="EN"><claim><claim-text>1. A lamp of</claim-text><claim-text>2.5 m or</claim-text><claim-text>2 A at</claim-text><claim-text>2. height.</claim-text></claim></claims>`,
			[]string{"1: A lamp of\n  2.5 m or\n  2 A at\n  2. height."}},
	} {
		docs, err := readOPS("ops.xml", []byte(opsAnswer(c.xml)), Options{})
		if err != nil || len(docs) != 1 {
			t.Errorf("%s: %d documents, %v", c.name, len(docs), err)
			continue
		}
		var got []string
		for _, g := range docs[0].Claims {
			if g.Refs != nil {
				t.Errorf("%s: refs %v, and the source marks none", c.name, g.Refs)
			}
			got = append(got, fmt.Sprintf("%d: %s", g.Num, g.Text))
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n%q\nwant\n%q", c.name, got, c.want)
		}
		if d := docs[0]; d.Number != "EP99992A1" || d.Country != "EP" || d.Kind != "A1" || d.Format != "ops" {
			t.Errorf("%s: %+v", c.name, d)
		}
	}
}

func TestOPSDocuments(t *testing.T) {
	two := opsAnswer(`<claims lang="DE"><claim><claim-text>1. Leuchte.</claim-text></claim></claims><claims lang="EN"><claim><claim-text>1. Lamp.</claim-text></claim></claims>
<description lang="EN"><p>FIELD</p><p>[0001] A lamp.</p></description>`)
	biblio := `<exchange-documents><exchange-document system="ops.epo.org" family-id="1" country="EP" doc-number="99992" kind="A1"><bibliographic-data>
<publication-reference><document-id document-id-type="docdb"><country>EP</country><doc-number>99992</doc-number><kind>A1</kind><date>20010203</date></document-id><document-id document-id-type="epodoc"><doc-number>EP99992</doc-number><date>20010203</date></document-id></publication-reference>
<application-reference><document-id document-id-type="epodoc"><doc-number>EP99</doc-number><date>19991130</date></document-id><document-id document-id-type="docdb"><country>EP</country><doc-number>99</doc-number><kind>A</kind></document-id></application-reference>
<priority-claims><priority-claim sequence="1"><document-id document-id-type="epodoc"><doc-number>US1</doc-number><date>19990105</date></document-id></priority-claim></priority-claims>
<invention-title lang="de">Leuchte</invention-title><invention-title lang="en">Lamp</invention-title></bibliographic-data><abstract lang="en"><p>A lamp.</p></abstract></exchange-document></exchange-documents>`
	both := strings.Replace(two, "<ftxt:fulltext-documents", biblio+"<ftxt:fulltext-documents", 1)
	docs, err := readOPS("o", []byte(both), Options{Description: true})
	if err != nil || len(docs) != 1 {
		t.Fatal(len(docs), err)
	}
	want := &claims.Document{
		Name: "o", Format: "ops", Number: "EP99992A1", Title: "Lamp", Country: "EP", Kind: "A1", Language: "en", Abstract: "A lamp.",
		Dates:      claims.Dates{Priority: "1999-01-05", Filing: "1999-11-30", Publication: "2001-02-03"},
		Claims:     []claims.CutClaim{{Num: 1, Text: "Lamp.", Line: 11}},
		Paragraphs: []claims.Paragraph{{Text: "FIELD", Line: 12}, {Loc: "[0001]", Text: "A lamp.", Line: 12}},
		Notes:      []string{"claims in other languages are left out: de"},
	}
	if !reflect.DeepEqual(docs[0], want) {
		t.Errorf("%+v\nwant\n%+v", docs[0], want)
	}
	for _, c := range []struct{ name, data, want string }{
		{"fault", "<fault xmlns=\"http://ops.epo.org\">\n<code>SERVER.EntityNotFound</code><message>No results found</message></fault>", `o:1: the service answered with an error, "No results found"`},
		{"empty", "<ops:world-patent-data xmlns:ops=\"http://ops.epo.org\"/>", "o:1: the answer holds no document"},
	} {
		if !isOPS([]byte(c.data)) {
			t.Errorf("%s: not known as an answer of OPS", c.name)
		}
		if _, err := readOPS("o", []byte(c.data), Options{}); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func FuzzOPS(f *testing.F) {
	f.Add([]byte(opsAnswer(`<claims lang="EN"><claim><claim-text>1. A lamp. 2. The lamp of claim 1.</claim-text><claim-text>3 A lamp</claim-text></claim></claims>`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		isOPS(data)
		if docs, err := readOPS("x", data, Options{Description: true}); err == nil {
			sane(t, docs, len(data))
		}
	})
}
