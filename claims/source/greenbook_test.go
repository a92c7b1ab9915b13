package source

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"claimchart/claims"
)

// twoPatents is invented: a utility patent with what the samples lack (a formula, a table, a reissue's marks), then a design.
const twoPatents = `PATN
WKU  041234567
APD  19770301
TTL  Hydration of CO.sub.2 at 20.degree. C.
ISD  19780905
NCL  3
INVT
NAM  Smith; Ann
APD  19010101
PRIR
CNT  GBX
APD  19760405
APN  1234/76
PRIR
CNT  GBX
APD  19760302
RLAP
APD  19750101
ABST
PAL  A vessel
      of water.
BSUM
PAC  BACKGROUND
PAR  Water, H.sub.2 O, boils.
TBL            TABLE 1
     ____________
     Run     Heat
      1      20 J
PAR  See FIG. 2.
CLMS
STM  What is claimed is:
NUM  1.
PAR  1. A process comprising:
PA1  (a) feeding CO.sub.2 and H.sub.2 O at .gtoreq.5.degree. C.; and
PA1  (b) a step of:
PA2  stirring 10.sup.-3 mol of a C.sub.1 -C.sub.6 alcohol of the formula ##STR1## self-
      sealed.
NUM  2.
PAR  2. The process of claim 1 wherein .[.the water.]. .Iadd.the feed.Iaddend. is cold.
NUM  3.
PATN
WKU  D02427843
APD  19750507
TTL  Lamp
ISD  19761221
DCLM
PAR  The ornamental design for a lamp, as shown.
`

func TestGreenbook(t *testing.T) {
	docs, err := readGreenbook("two", []byte(twoPatents), Options{Description: true})
	if err != nil || len(docs) != 2 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	a, b := docs[0], docs[1]
	if a.Number != "US4123456" || a.Title != "Hydration of CO₂ at 20° C." || a.Dates != (claims.Dates{Priority: "1976-03-02", Filing: "1977-03-01", Grant: "1978-09-05"}) {
		t.Errorf("number %q, title %q, dates %+v", a.Number, a.Title, a.Dates)
	}
	if a.Abstract != "A vessel of water." {
		t.Errorf("abstract %q", a.Abstract)
	}
	want := []claims.CutClaim{
		{Num: 1, Line: 32, Text: "A process comprising:\n  (a) feeding CO₂ and H₂O at ≥5° C.; and\n  (b) a step of:\n    stirring 10⁻³ mol of a C₁-C₆ alcohol of the formula [chemical structure] self-sealed."},
		{Num: 2, Line: 38, Text: "The process of claim 1 wherein the feed is cold."},
	}
	for i, c := range a.Claims {
		if i >= len(want) || c.Num != want[i].Num || c.Text != want[i].Text || c.Line != want[i].Line || c.Refs != nil {
			t.Errorf("claim %+v", c)
		}
	}
	notes := strings.Join(a.Notes, "\n")
	if len(a.Claims) != 2 || !strings.Contains(notes, "claim 3 on line 40 has no text") || !strings.Contains(notes, "states 3 claims, 2 were read") ||
		!strings.Contains(notes, "refer to 1 drawings") {
		t.Errorf("%d claims, notes %q", len(a.Claims), a.Notes)
	}
	var prose []string
	for _, p := range a.Paragraphs {
		prose = append(prose, p.Text)
	}
	if got := strings.Join(prose, "|"); got != "BACKGROUND|Water, H₂O, boils.|TABLE 1\nRun | Heat\n1 | 20 J|See FIG. 2." || !a.Paragraphs[0].Heading || a.Paragraphs[3].Line != 29 {
		t.Errorf("paragraphs %q, %+v", got, a.Paragraphs)
	}
	if b.Number != "USD242784" || len(b.Claims) != 1 || b.Claims[0].Num != 0 || b.Claims[0].Text != "The ornamental design for a lamp, as shown." || b.Claims[0].Line != 47 {
		t.Errorf("design %+v", b)
	}
	short, err := readGreenbook("two", []byte(twoPatents), Options{Marks: true})
	if err != nil || short[0].Paragraphs != nil || short[0].Abstract != "" || len(short[0].Claims) != 2 || short[0].Claims[0].Line != 32 {
		t.Fatalf("without the description: %+v, %v", short, err)
	}
	if got := short[0].Claims[1].Text; got != "The process of claim 1 wherein [[the water]] {+the feed+} is cold." {
		t.Errorf("marks: %q", got)
	}
}

func TestNextGreenbook(t *testing.T) {
	data := []byte("HHHHHT APS1 ISSUE - 760106\n" + twoPatents)
	if !isGreenbook(data) || isGreenbook([]byte("PATN is a word\nWKU 1")) || isGreenbook([]byte("1. A lamp.\nPATN\n")) {
		t.Error("the format is not recognised")
	}
	second := bytes.LastIndex(data, []byte("PATN"))
	if n := nextGreenbook(data, false); n != second {
		t.Errorf("first document ends at %d, want %d", n, second)
	}
	if n := nextGreenbook(data[second:], false); n != 0 {
		t.Errorf("the end is told before it is there: %d", n)
	}
	if n := nextGreenbook(data[second:], true); n != len(data)-second {
		t.Errorf("the last ends at %d", n)
	}
}

func TestGreenbookErrors(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"1. A lamp.", `x:1: no line "PATN"`},
		{"PATN\nWKU  041234567\nPATN\nSRC  5\n", "x:3: a patent without number, title and claims"},
	} {
		if _, err := readGreenbook("x", []byte(c.data), Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.data, err, c.want)
		}
	}
	docs, err := readGreenbook("x", []byte("PATN\nWKU  041234567\nTTL  Caf\xe9\nBSUM\nPAR  cut"), Options{})
	if err != nil || docs[0].Title != "Caf\uFFFD" || len(docs[0].Notes) != 2 || !strings.Contains(docs[0].Notes[0], "line 3") {
		t.Errorf("%+v, %v", docs, err)
	}
}

func TestGreenbookSamples(t *testing.T) {
	for name, want := range wantGreenbook {
		data := usptoSample(t, "greenbook/"+name)
		if !isGreenbook(data[:min(len(data), 64<<10)]) || nextGreenbook(data, true) != len(data) {
			t.Errorf("%s: not recognised, or not whole", name)
		}
		for _, description := range []bool{false, true} {
			docs, err := readGreenbook(name, data, Options{Description: description})
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

func FuzzGreenbook(f *testing.F) {
	f.Add([]byte(twoPatents))
	f.Add([]byte("PATN\nCLMS\nPAR  .sub..sup.(.[.##STR\nNUM\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		isGreenbook(data)
		fuzzDocuments(t, data, readGreenbook, nextGreenbook)
	})
}

// fuzzDocuments: no panic, clean text, and cutting data into documents always comes to an end.
func fuzzDocuments(t *testing.T, data []byte, read func(string, []byte, Options) ([]*claims.Document, error), next func([]byte, bool) int) {
	t.Helper()
	docs, err := read("x", data, Options{Description: true, Marks: true})
	if err == nil && len(docs) == 0 {
		t.Fatal("neither documents nor an error")
	}
	for _, doc := range docs {
		size := 0
		for _, c := range doc.Claims {
			size += len(c.Text)
			if !utf8.ValidString(c.Text) || strings.TrimSpace(c.Text) == "" {
				t.Fatalf("claim %q", c.Text)
			}
		}
		if size > 8*len(data)+1000 {
			t.Fatalf("%d bytes of claims out of %d", size, len(data))
		}
	}
	for rest := data; len(rest) > 0; {
		if n := next(rest, false); n < 0 || n > len(rest) {
			t.Fatalf("next is %d of %d", n, len(rest))
		}
		n := next(rest, true)
		if n <= 0 || n > len(rest) {
			t.Fatalf("next at the end is %d of %d", n, len(rest))
		}
		rest = rest[n:]
	}
}

// benchmarkReader reads data with and without its description.
func benchmarkReader(b *testing.B, data []byte, read func(string, []byte, Options) ([]*claims.Document, error)) {
	for _, c := range []struct {
		name string
		opt  Options
	}{{"claims", Options{}}, {"all", Options{Description: true}}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := read("x", data, c.opt); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkGreenbook(b *testing.B) {
	var data []byte
	for _, name := range []string{"US03932709", "US03937375", "US04347903"} {
		data = append(data, usptoSample(b, "greenbook/"+name+".greenbook")...)
	}
	benchmarkReader(b, data, readGreenbook)
}
