package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimchart/claims"
)

// usptoXML are the real documents in XML 4.x and PAP, with what each prints, read from the files by eye. paragraphs and headings
// were counted with grep.
var usptoXML = []struct {
	file, number, kind, title string
	dates                     claims.Dates
	language                  string
	claims, pieces            int // pieces: paragraphs and headings of the description
}{
	{"xml2004/US06859910.xml", "US6859910B2", "B2", "Methods and systems for transactional tunneling", claims.Dates{Priority: "2000-04-10", Filing: "2001-04-10", Publication: "2005-02-22", Grant: "2005-02-22"}, "en", 2, 63 + 5},
	{"xml2004/US06970935.xml", "US6970935B1", "B1", "Conversational networking via transport, coding and control conversational protocols", claims.Dates{Filing: "2000-11-01", Publication: "2005-11-29", Grant: "2005-11-29"}, "en", 30, 152 + 4},
	{"xml2006/US07272630B2.xml", "US7272630B2", "B2", "Locating potentially identical objects across multiple computers based on stochastic partitioning of workload", claims.Dates{Priority: "2001-06-06", Filing: "2004-11-18", Publication: "2007-09-18", Grant: "2007-09-18"}, "en", 17, 171 + 6},
	{"xml2014/US08926509.xml", "US8926509B2", "B2", "Wireless physiological sensor patches and systems", claims.Dates{Priority: "2007-08-24", Filing: "2008-06-05", Publication: "2015-01-06", Grant: "2015-01-06"}, "en", 31, 306 + 6},
	{"xml2014/US08927118.xml", "US8927118B2", "B2", "Material for organic electroluminescence device and organic electroluminescence device using the same", claims.Dates{Priority: "2008-06-05", Filing: "2012-01-12", Publication: "2015-01-06", Grant: "2015-01-06"}, "en", 45, 622 + 124},
	{"xml2014/US08930553.xml", "US8930553B2", "B2", "Managing mid-dialog session initiation protocol (SIP) messages", claims.Dates{Filing: "2012-10-09", Publication: "2015-01-06", Grant: "2015-01-06"}, "en", 8, 37 + 5},
	{"xmlApp2004/US20050004437A1.xml", "US20050004437A1", "A1", "Simulation device for playful evaluation and display of blood sugar levels", claims.Dates{Priority: "2001-10-26", Filing: "2004-04-23", Publication: "2005-01-06"}, "en", 10, 30 + 5},
	{"xmlApp2004/US20050004974A1.xml", "US20050004974A1", "A1", "Device model agent", claims.Dates{Priority: "2002-10-16", Filing: "2003-10-16", Publication: "2005-01-06"}, "en", 21, 191 + 6},
	{"pap/US20010000044A1.xml", "US20010000044A1", "A1", "Systems and Methods For Transacting Business Over A Global Communications Network Such As The Internet", claims.Dates{Filing: "1999-06-29", Publication: "2001-03-15"}, "", 21, 41 + 5},
	{"pap/US20010000943A1.xml", "US20010000943A1", "A1", "Organic electroluminescence device and method of manufacturing same", claims.Dates{Priority: "1999-04-05", Filing: "2000-12-04", Publication: "2001-05-10"}, "", 13, 405 + 29},
	{"pap/US20010009014A1.xml", "US20010009014A1", "A1", "Facilitating real-time, multi-point communications over the internet", claims.Dates{Priority: "1999-04-06", Filing: "2001-02-05", Publication: "2001-07-19"}, "", 55, 132 + 5},
}

// readXML reads one document in either format.
func readXML(t testing.TB, name string, data []byte, opt Options) *claims.Document {
	t.Helper()
	read := readUSPTO4
	if isPAP(data) {
		read = readPAP
	} else if !isUSPTO4(data) {
		t.Fatalf("%s: not recognised", name)
	}
	docs, err := read(name, data, opt)
	if err != nil {
		t.Fatal(err)
	}
	return docs[0]
}

func TestUSPTOXMLSamples(t *testing.T) {
	for _, c := range usptoXML {
		doc := readXML(t, c.file, usptoSample(t, c.file), Options{Description: true})
		if doc.Number != c.number || doc.Country != "US" || doc.Kind != c.kind || doc.Title != c.title || doc.Dates != c.dates || doc.Language != c.language {
			t.Errorf("%s: %s %s %s %q %+v %q", c.file, doc.Number, doc.Country, doc.Kind, doc.Title, doc.Dates, doc.Language)
		}
		if len(doc.Claims) != c.claims || len(doc.Paragraphs) != c.pieces || doc.Abstract == "" {
			t.Errorf("%s: %d claims, %d pieces of the description, abstract %q; want %d, %d", c.file, len(doc.Claims), len(doc.Paragraphs), doc.Abstract, c.claims, c.pieces)
		}
		short := readXML(t, c.file, usptoSample(t, c.file), Options{})
		doc.Abstract, doc.Paragraphs = "", nil
		if diff := cmp.Diff(doc, short); diff != "" && len(short.Notes) >= len(doc.Notes) {
			t.Errorf("%s: without the description other things are read:\n%s", c.file, diff)
		}
	}
}

// descriptionByOracle reads a description with encoding/xml, by rules of its own: the text of every p, paragraph and heading,
// without formulas, and signs for drawings.
func descriptionByOracle(t *testing.T, data []byte) (texts, locs []string) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.Strict = false
	dec.Entity = map[string]string{}
	for _, name := range []string{"minus", "plus", "emsp", "prime", "equals", "times", "rsqb", "lsqb", "rdquo", "plusmn", "ldquo", "deg", "ensp", "mdash", "Prime", "tilde"} {
		dec.Entity[name] = html.UnescapeString("&" + name + ";")
	}
	dec.Entity["agr"] = "α"
	in, quiet, number := 0, 0, false
	var b, loc strings.Builder
	section := false
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return texts, locs
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := token.(type) {
		case xml.StartElement:
			switch name := tok.Name.Local; {
			case name == "description" || name == "subdoc-description":
				section = true
			case !section:
			case name == "p" || name == "paragraph" || name == "heading":
				in++
				for _, a := range tok.Attr {
					if a.Name.Local == "num" {
						loc.WriteString("[" + a.Value + "]")
					}
				}
			case name == "maths" || name == "chemistry" || name == "table-cwu":
				if quiet++; name == "chemistry" && quiet == 1 {
					b.WriteString("[chemical structure]")
				}
				if name == "table-cwu" {
					quiet--
				}
			case name == "number":
				number = true
			}
		case xml.EndElement:
			switch name := tok.Name.Local; {
			case name == "description" || name == "subdoc-description":
				section = false
			case !section:
			case name == "p" || name == "paragraph" || name == "heading":
				in--
				texts, locs = append(texts, b.String()), append(locs, loc.String())
				b.Reset()
				loc.Reset()
			case name == "maths" || name == "chemistry":
				quiet--
			case name == "number":
				number = false
			}
		case xml.CharData:
			switch {
			case number && in > 0 && b.Len() == 0:
				loc.Write(tok)
			case in > 0 && quiet == 0 && !number:
				b.Write(tok)
			}
		}
	}
}

// flatTable is flatText without the signs that divide the cells and the rows of tables and the parts of lists, nor square brackets;
// minus signs become hyphens.
func flatTable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("[];|", r):
			return -1
		case r == '−':
			return '-'
		}
		return r
	}, flatText(text))
}

// TestUSPTOXMLParagraphs compares each piece of each description with what encoding/xml gives.
func TestUSPTOXMLParagraphs(t *testing.T) {
	// the paragraphs with formulas, which encoding/xml does not put in a line
	formulas := map[string]string{
		"[0107]": "W = ⌊1g(M/R)⌋ where",
		"[0134]": "W = ⌊1g(M/R)⌋ Two",
		"[0135]": "W₀ = ⌈W/2⌉ W₁ = ⌊W/2⌋ The",
		"[0136]": "ψ₀ = ∑ₖ₌₀^(W₀-1) 2²ᵏ ψ₁ = ∑ₖ₌₀^(W₁-1) 2²ᵏ⁺¹",
	}
	for _, c := range usptoXML {
		data := usptoSample(t, c.file)
		doc := readXML(t, c.file, data, Options{Description: true})
		texts, locs := descriptionByOracle(t, data)
		if len(texts) != len(doc.Paragraphs) {
			t.Errorf("%s: %d pieces, want %d", c.file, len(doc.Paragraphs), len(texts))
			continue
		}
		lines := bytes.Split(data, []byte("\n"))
		for i, p := range doc.Paragraphs {
			if digits := strings.TrimLeft(strings.TrimPrefix(strings.Trim(locs[i], "[.]"), "heading-"), "0"); digits != "" { // "7.", "00007" and "heading-0007" are printed "[0007]"
				locs[i] = "[" + strings.Repeat("0", max(0, 4-len(digits))) + digits + "]"
			} else { // num="0000" numbers a paragraph that only holds a subheading
				locs[i] = ""
			}
			if strings.HasPrefix(c.file, "xml2006") && formulas[p.Loc] != "" {
				if !strings.HasPrefix(p.Text+" ", formulas[p.Loc]) {
					t.Errorf("%s: %s %q, want %q", c.file, p.Loc, p.Text[:min(90, len(p.Text))], formulas[p.Loc])
				}
				continue
			}
			if p.Loc != locs[i] || flatTable(p.Text) != flatTable(texts[i]) {
				t.Errorf("%s: piece %d:\n%s %q\n%s %q", c.file, i, p.Loc, flatTable(p.Text), locs[i], flatTable(texts[i]))
			}
			if p.Line < 1 || p.Line > len(lines) || !bytes.Contains(lines[p.Line-1], []byte("<p")) && !bytes.Contains(lines[p.Line-1], []byte("<heading")) {
				t.Errorf("%s: %s is not on line %d", c.file, p.Loc, p.Line)
			}
			if p.Text != strings.Join(strings.Fields(p.Text), " ") {
				t.Errorf("%s: %s: white space is not folded: %q", c.file, p.Loc, p.Text)
			}
		}
	}
}

func BenchmarkUSPTOXML(b *testing.B) {
	for _, description := range []bool{false, true} {
		b.Run(fmt.Sprintf("description=%v", description), func(b *testing.B) {
			var data [][]byte
			size := 0
			for _, c := range usptoXML[:8] {
				data = append(data, usptoSample(b, c.file))
				size += len(data[len(data)-1])
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range data {
					if nextXML(d, true) != len(d) {
						b.Fatal("more than one document")
					}
					readXML(b, "x", d, Options{Description: description})
				}
			}
		})
	}
	b.Run("next", func(b *testing.B) {
		var data []byte
		for _, c := range usptoXML[:8] {
			data = append(data, usptoSample(b, c.file)...)
		}
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			n := 0
			for rest := data; len(rest) > 0; n++ {
				rest = rest[nextXML(rest, true):]
			}
			if n != 8 {
				b.Fatalf("%d documents", n)
			}
		}
	})
	b.Run("pap", func(b *testing.B) {
		var data [][]byte
		size := 0
		for _, c := range usptoXML[8:] {
			data = append(data, usptoSample(b, c.file))
			size += len(data[len(data)-1])
		}
		b.SetBytes(int64(size))
		for b.Loop() {
			for _, d := range data {
				readXML(b, "x", d, Options{})
			}
		}
	})
}
