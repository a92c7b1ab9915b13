package source

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"claimchart/claims"
)

// lampGrant is an invented grant with what grants have: a classification and references in the way, a related publication whose
// date is nobody's, claims in parts, ranges of references.
const lampGrant = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v45-2014-04-03.dtd" [ ]>
<us-patent-grant lang="EN" dtd-version="v4.5 2014-04-03" file="X.XML" country="US" date-publ="20150203">
<us-bibliographic-data-grant>
<publication-reference><document-id><country>US</country><doc-number>08999001</doc-number><kind>B2</kind><date>20150203</date></document-id></publication-reference>
<application-reference appl-type="utility"><document-id><country>US</country><doc-number>13000001</doc-number><date>20120305</date></document-id></application-reference>
<priority-claims><priority-claim sequence="01" kind="national"><country>DE</country><doc-number>10 2010 1</doc-number><date>20100307</date></priority-claim></priority-claims>
<classifications-ipcr><classification-ipcr><action-date><date>19000101</date></action-date></classification-ipcr></classifications-ipcr>
<invention-title id="d2e43">Lamp for H<sub>2</sub>O &amp; a &#x201c;wet&#x201d; <i>room</i></invention-title>
<us-references-cited><us-citation><patcit num="00001"><document-id><country>US</country><doc-number>1</doc-number><kind>A</kind><name>Edison</name><date>18800100</date></document-id></patcit></us-citation></us-references-cited>
<us-related-documents>
<continuation-in-part><relation><parent-doc><document-id><country>US</country><doc-number>12000001</doc-number><date>20090400</date></document-id><parent-grant-document><document-id><doc-number>8000001</doc-number><date>20020101</date></document-id></parent-grant-document></parent-doc><child-doc><document-id><doc-number>13000001</doc-number><date>20010101</date></document-id></child-doc></relation></continuation-in-part>
<related-publication><document-id><country>US</country><doc-number>20130000001</doc-number><kind>A1</kind><date>20000101</date></document-id></related-publication>
</us-related-documents>
</us-bibliographic-data-grant>
<abstract id="abstract"><p id="p-0001" num="0000">A lamp is
 disclosed.</p></abstract>
<drawings id="DRAWINGS"><figure id="Fig" num="00000"><img id="E" file="x.TIF" img-content="drawing"/></figure></drawings>
<description id="description">
<?BRFSUM description="Brief Summary" end="lead"?>
<heading id="h-0001" level="1">BACKGROUND</heading>
<p id="p-0002" num="0001">Lamps (see <figref idref="DRAWINGS">FIG. <b>1</b></figref>) are<br/>old.</p>
Loose words.
<description-of-drawings><p id="p-0003" num="0002"><figref idref="DRAWINGS">FIG. 1</figref> is a view.</p></description-of-drawings>
<p id="p-0004" num="heading-0003">Ways</p>
<p id="p-0005" num="0004"><ul><li>one</li><li>two</li></ul></p>
</description>
<us-claim-statement>What is claimed is:</us-claim-statement>
<claims id="claims">
<claim id="CLM-00001" num="00001">
<claim-text>1. A lamp comprising:
<claim-text>a base; and</claim-text>
<claim-text>a bulb having:
<claim-text>a wire of CO<sub>2</sub>; and</claim-text>
<claim-text>2.5 g of gas,</claim-text>
</claim-text>
wherein the bulb is red.</claim-text>
</claim>
<claim id="CLM-00002" num="00002"><claim-text><b>2</b>. The lamp of <claim-ref idref="CLM-00001">claim 1</claim-ref>, of the formula
<chemistry id="C1"><img file="c.TIF" img-content="chem"/></chemistry>
wherein R is <ul><li>H, or</li><li>OH.</li></ul></claim-text></claim>
<claim id="CLM-00003" num="00003"><claim-text>3. The lamp of <claim-ref idref="CLM-00001">claim 1</claim-ref> or <claim-ref idref="CLM-00002">claim 2</claim-ref>.</claim-text></claim>
<claim id="CLM-00004-00006" num="00004-00006"><claim-text><b>4</b>-<b>6</b>. (canceled)</claim-text></claim>
<claim id="CLM-00007" num="00007"><claim-text>7. The lamp of any one of <claim-ref idref="CLM-00001">claims 1 to 3</claim-ref>.</claim-text></claim>
<claim id="CLM-00008" num="00008"><claim-text>8. The lamp of <claim-ref idref="CLM-00001">claims 1</claim-ref> to <claim-ref idref="CLM-00003">3</claim-ref> and <claim-ref idref="CLM-00007">7</claim-ref>.</claim-text></claim>
<claim id="CLM-00009" num="00009"><claim-text>9. (canceled)</claim-text></claim>
</claims>
</us-patent-grant>
`

func TestReadUSPTO4(t *testing.T) {
	docs, err := readUSPTO4("x.xml", []byte(lampGrant), Options{Description: true})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	want := &claims.Document{
		Name: "x.xml", Format: "uspto-xml4", Number: "US8999001B2", Title: "Lamp for H₂O & a “wet” room", Country: "US", Kind: "B2", Language: "en",
		Dates: claims.Dates{Priority: "2009-04", Filing: "2012-03-05", Publication: "2015-02-03", Grant: "2015-02-03"},
		Claims: []claims.CutClaim{
			{Num: 1, Line: 30, Refs: []int{}, Text: "A lamp comprising:\n  a base; and\n  a bulb having:\n    a wire of CO₂; and\n    2.5 g of gas,\nwherein the bulb is red."},
			{Num: 2, Line: 39, Refs: []int{1}, Text: "The lamp of claim 1, of the formula [chemical structure] wherein R is\n  H, or\n  OH."},
			{Num: 3, Line: 42, Refs: []int{1, 2}, Text: "The lamp of claim 1 or claim 2."},
			{Num: 4, Line: 43, Refs: []int{}, Text: "4-6. (canceled)"},
			{Num: 7, Line: 44, Refs: []int{1, 2, 3}, Text: "The lamp of any one of claims 1 to 3."},
			{Num: 8, Line: 45, Refs: []int{1, 2, 3, 7}, Text: "The lamp of claims 1 to 3 and 7."},
			{Num: 9, Line: 46, Refs: []int{}, Text: "(canceled)"},
		},
		Abstract: "A lamp is disclosed.",
		Paragraphs: []claims.Paragraph{
			{Text: "BACKGROUND", Heading: true, Line: 21},
			{Loc: "[0001]", Text: "Lamps (see FIG. 1) are old.", Line: 22},
			{Text: "Loose words.", Line: 23},
			{Loc: "[0002]", Text: "FIG. 1 is a view.", Line: 24},
			{Loc: "[0003]", Text: "Ways", Heading: true, Line: 25},
			{Loc: "[0004]", Text: "one; two", Line: 26},
		},
		Notes: []string{
			"the application continues another in part: a claim that the parent of 2009-04 does not support has a later date than the priority date given",
			"claim 2: [chemical structure] stands for a drawing, which the source has outside its text",
		},
	}
	if diff := cmp.Diff(want, docs[0]); diff != "" {
		t.Error(diff)
	}
}

// changed is lampGrant with some of its text replaced.
func changed(pairs ...string) string {
	out := lampGrant
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(out, pairs[i]) {
			panic("nothing to replace: " + pairs[i])
		}
		out = strings.Replace(out, pairs[i], pairs[i+1], 1)
	}
	return out
}

func TestReadUSPTO4Numbers(t *testing.T) {
	for number, want := range map[string]string{"D0526758": "USD526758S1", "RE039001": "USRE39001S1", "20050000001": "US20050000001S1", "": ""} {
		data := changed("<doc-number>08999001<", "<doc-number>"+number+"<", "<kind>B2<", "<kind>S1<")
		doc := readXML(t, "x", []byte(data), Options{})
		if doc.Number != want {
			t.Errorf("%q: %q, want %q", number, doc.Number, want)
		}
	}
}

// TestReadUSPTO4Reissue: what a reissue deletes and inserts is marked by processing instructions (37 CFR 1.173).
func TestReadUSPTO4Reissue(t *testing.T) {
	data := []byte(changed("a base; and", `a <?delete-start id="D1" date="20150203" ?>base<?delete-end id="D1" ?> <?insert-start id="I1" date="20150203" ?>foot<?insert-end id="I1" ?>; and`))
	for _, c := range []struct {
		marks bool
		want  string
	}{{false, "  a foot; and"}, {true, "  a [[base]] {+foot+}; and"}} {
		doc := readXML(t, "x", data, Options{Marks: c.marks})
		if line := strings.Split(doc.Claims[0].Text, "\n")[1]; line != c.want {
			t.Errorf("%q, want %q", line, c.want)
		}
		if said := slices.Contains(doc.Notes, "the document marks amendments: they were taken as accepted"); said == c.marks {
			t.Errorf("notes %q", doc.Notes)
		}
	}
}

func TestReadUSPTO4Damaged(t *testing.T) {
	cut := func(at string) string { return lampGrant[:strings.Index(lampGrant, at)] }
	for _, c := range []struct {
		name, data string
		claims     int
		want       string // of a note, or of the error
	}{
		{"cut in the description", cut("Loose words"), 0, "x:23: no claims: the document breaks off before them"},
		{"cut in the prolog", cut("DOCTYPE us") + "DOC", 0, "x:2: the XML breaks off before its first element"},
		{"cut in a claim", cut(" or <claim-ref"), 3, "line 42: the document breaks off in its claims"},
		{"cut behind the claims", cut("</us-patent-grant>"), 7, "line 48: the document breaks off before </us-patent-grant>"},
		{"no claims", changed("<claims id", "<nothing id", "</claims>", "</nothing>"), 0, "the document has no claims"},
		{"a tag not closed", changed("a base; and</claim-text>", "a base; and</claim-txt>"), 7, "line 32: the claims are damaged (</claim-txt> closes nothing)"},
		{"not the printed number", changed("3. The lamp", "13. The lamp"), 7, "claim 13: the number is the one printed in front"},
		{"an entity of its own", changed("[ ]>", "[ <!ENTITY a \"x\"> <!ENTITY b \"&a;&a;\"> ]>", "a base", "a &b;"), 7, "entities that the document declares itself are not put in"},
		{"no bibliography", changed("</us-bibliographic-data-grant>", ""), 7, "the bibliographic data do not end"},
		{"no UTF-8", changed("a base", "a ba\xffse"), 7, "bytes that are no characters"},
		{"an encoding that nobody knows", changed("UTF-8", "X-UNKNOWN"), 0, `x:1: it is said to be in the encoding "X-UNKNOWN"`},
	} {
		docs, err := readUSPTO4("x", []byte(c.data), Options{})
		if err != nil {
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: error %v, want %q", c.name, err, c.want)
			}
			continue
		}
		if got := strings.Join(docs[0].Notes, "\n"); !strings.Contains(got, c.want) || len(docs[0].Claims) != c.claims {
			t.Errorf("%s: %d claims, notes %q, want %d and %q", c.name, len(docs[0].Claims), got, c.claims, c.want)
		}
	}
}

func TestReadUSPTO4Encoding(t *testing.T) {
	data := changed("UTF-8", "ISO-8859-1", "a base", "a b\xe4se")
	if doc := readXML(t, "x", []byte(data), Options{}); !strings.Contains(doc.Claims[0].Text, "a bäse") {
		t.Errorf("%q", doc.Claims[0].Text)
	}
}

// TestReadUSPTO4Linear: a bomb of entities, and elements that nest without end, are read in bounded time and space.
func TestReadUSPTO4Linear(t *testing.T) {
	var bomb strings.Builder
	for i := range 30 {
		fmt.Fprintf(&bomb, "<!ENTITY e%d \"&e%d;&e%d;\">", i+1, i, i)
	}
	data := changed("[ ]>", "["+bomb.String()+"]>", "a base", strings.Repeat("&e30;", 1000))
	if doc := readXML(t, "x", []byte(data), Options{}); len(doc.Claims[0].Text) > 2*5*1000 {
		t.Errorf("a bomb gives %d bytes", len(doc.Claims[0].Text))
	}
	for _, piece := range []string{"<claim-text>x", "<sub>x", "<maths><mfrac>", "<b>", "<ul><li>x", "<claim-ref idref=\"CLM-1\">1 to 99999 ", "<", "&", "<!-- ", "<a '>", "<tables><row><entry>x"} {
		data := changed("a base", strings.Repeat(piece, 200_000))
		docs, err := readUSPTO4("x", []byte(data), Options{Description: true})
		if err == nil && len(docs[0].Claims) > 0 && len(docs[0].Claims[0].Text) > 20*len(data) {
			t.Errorf("%q gives %d bytes of %d", piece, len(docs[0].Claims[0].Text), len(data))
		}
	}
}

// FuzzUSPTOXML: whatever the bytes, no panic; what is read is valid UTF-8, its lines lie inside the file.
func FuzzUSPTOXML(f *testing.F) {
	f.Add([]byte(lampGrant))
	f.Add([]byte(lampPAP))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _ = isUSPTO4(data), isPAP(data)
		for _, read := range []func(string, []byte, Options) ([]*claims.Document, error){readUSPTO4, readPAP} {
			docs, err := read("x", data, Options{Description: true})
			if err != nil {
				continue
			}
			lines := 4 * (1 + bytes.Count(data, []byte("\n"))) // more in UTF-16 that is read as such
			for _, doc := range docs {
				for _, c := range doc.Claims {
					if !utf8.ValidString(c.Text) || c.Num < 0 || c.Line < 1 || c.Line > lines+len(data) {
						t.Fatalf("claim %+v", c)
					}
				}
				for _, p := range doc.Paragraphs {
					if !utf8.ValidString(p.Text) || p.Text == "" || p.Line < 1 || p.Line > lines+len(data) {
						t.Fatalf("paragraph %+v", p)
					}
				}
				for _, s := range append(doc.Notes, doc.Number, doc.Title, doc.Abstract, doc.Kind, doc.Language) {
					if !utf8.ValidString(s) {
						t.Fatalf("%q", s)
					}
				}
			}
		}
	})
}
