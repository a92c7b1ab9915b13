package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// inlineText is the text of a piece of markup in one line, or in lines as in a claim.
func inlineText(markup string, lines bool) string {
	d := patentXML{prose: prose{lines: lines}}
	return d.inline([]byte(markup))
}

func TestProse(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"spaces", " A \n  lamp\t with <b> a </b> bulb ", "A lamp with a bulb"},
		{"no space", "<b>402</b>-<b>410</b>", "402-410"},
		{"subscript", "H<sub>2</sub>O", "H₂O"},
		{"space inside a subscript", "X<sub>5 </sub>and X<sub>6</sub>.", "X₅ and X₆."},
		{"superscript", "10<sup>&#x2212;9</sup> m", "10⁻⁹ m"},
		{"superscript that Unicode lacks", "x<sup>N+M</sup>", "x^(N+M)"},
		{"subscript that Unicode lacks", "C<sub>max</sub>, S<sub>B</sub>", "Cₘₐₓ, SB"},
		{"empty subscript", "a <sub></sub> b", "a b"},
		{"nested scripts", "x<sub>i<sub2>2</sub2></sub>", "xi₂"},
		{"PAP's names", "10<superscript>3</superscript> CO<subscript>2</subscript>", "10³ CO₂"},
		{"references", "a &amp; b &lt; c &#x3bc;m &#8220;x&#8221; &agr;&mdash;&Prime;&lsqb;1&rsqb;", "a & b < c μm “x” α—″[1]"},
		{"spaces as characters", "a&#x2003;b&emsp;c&nbsp;d e", "a b c d e"},
		{"unknown entity", "a &bogus; b & c", "a &bogus; b & c"},
		{"bold Greek", "&b.alpha;", "α"},
		{"bad number", "a&#0;b&#xD800;c&#x110000;", "a\uFFFDb\uFFFDc\uFFFD"},
		{"CDATA", "a<![CDATA[ <b>&amp;</b> ]]>c", "a <b>&amp;</b> c"},
		{"comment", "a<!-- <b> --> lamp", "a lamp"},
		{"break", "a<br/>b", "a b"},
		{"figure", "as <figref idref=\"DRAWINGS\">FIG. 1</figref>, shows", "as FIG. 1, shows"},
		{"citation", "see <patcit><document-id><country>US</country><doc-number>123</doc-number></document-id></patcit>.", "see US 123 ."},
		{"chemistry", "the formula:<chemistry id=\"C1\"><img file=\"x.TIF\"/></chemistry>wherein", "the formula: [chemical structure] wherein"},
		{"image", "see<img file=\"x.TIF\" img-content=\"drawing\"/>here", "see [image] here"},
		{"formula as an image", "where<maths id=\"M1\"><img file=\"x.TIF\"/></maths>holds", "where [formula] holds"},
		{"list", "steps: <ul><li>mixing</li><li>stirring;</li><li>filtering</li></ul>are done", "steps: mixing; stirring; filtering; are done"},
		{"definitions", "<dl><dt>CPU</dt><dd>processor</dd><dt>RAM</dt><dd>memory</dd></dl>", "CPU: processor; RAM: memory"},
		{"table", "<tables><table><tgroup cols=\"3\"><colspec colname=\"1\"/><thead><row><entry/><entry>Run</entry><entry>Yield</entry></row></thead><tbody><row><entry namest=\"1\" nameend=\"3\"/></row><row><entry>A</entry><entry/><entry>5</entry></row></tbody></tgroup></table></tables>The yield", "Run | Yield; A | | 5; The yield"},
		{"amendment", "a <?delete-start id=\"D1\"?>red <?delete-end id=\"D1\"?><?insert-start id=\"I1\"?>blue <?insert-end id=\"I1\"?>lamp", "a blue lamp"},
		{"a formula's name with elements in it, which is not closed", "<math><mi>x<mn>1</mn>y", "x1y"},
		{"stray sign", "a < b and c", "a < b and c"},
		{"not closed", "a <b>lamp", "a lamp"},
		{"closed twice", "a <b>lamp</b></b> x", "a lamp x"},
		{"crossed", "a <b><i>lamp</b></i> x", "a lamp x"},
		{"cut in a tag", "a lamp<su", "a lamp"},
		{"sign in an attribute", `a <b x="1 > 0">lamp</b>`, "a lamp"},
	} {
		if got := inlineText(c.in, false); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestProseMarks(t *testing.T) {
	d := patentXML{prose: prose{marks: true}}
	got := d.inline([]byte(`a <?delete-start?>red<?delete-end?> <?insert-start?>blue<?insert-end?> lamp`))
	if want := "a [[red]] {+blue+} lamp"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestNextXML(t *testing.T) {
	const declared = "<?xml version=\"1.0\"?>\n<!DOCTYPE r [ <!ENTITY a \"b\"> ]>\n<r>why? yes! <?pi x?><!-- c --></r>\n"
	const doctype = "<!DOCTYPE r>\n<r>x</r>\n"
	const sequence = "<?xml version=\"1.0\"?>\n<!DOCTYPE sequence-cwu SYSTEM \"s.dtd\" [ ]>\n<sequence-cwu id=\"S\">1</sequence-cwu>\n"
	const bare = "<r>x</r>\n"
	for _, c := range []struct{ name, data, first string }{
		{"two", declared + declared, declared},
		{"one", declared, declared},
		{"a DOCTYPE behind a declaration", declared + doctype, declared},
		{"a declaration behind a DOCTYPE", doctype + declared, doctype},
		{"two without declarations", bare + bare, bare},
		{"two with DOCTYPEs", doctype + doctype, doctype},
		{"a declaration quoted", "<?xml version=\"1.0\"?><r>a <![CDATA[x <?xml version]]></r>", "<?xml version=\"1.0\"?><r>a <![CDATA[x <?xml version]]></r>"},
		{"a sequence listing", declared + sequence + declared, declared + sequence},
		{"a sequence listing at the end", declared + sequence, declared + sequence},
		{"no XML", "abc", "abc"},
	} {
		if got := c.data[:nextXML([]byte(c.data), true)]; got != c.first {
			t.Errorf("%s: the first document is %q", c.name, got)
		}
	}
	if n := nextXML([]byte(declared), false); n != 0 {
		t.Errorf("a document whose end is not in data yet ends at %d", n)
	}
	for _, first := range []string{declared, doctype, bare} { // whatever is in data, the end of the first is never another one
		data := first + declared + sequence
		for cut := range data {
			if n := nextXML([]byte(data[:cut]), false); n != 0 && n != len(first) {
				t.Errorf("of the first %d bytes of %q the first document ends at %d", cut, data, n)
			}
		}
	}
}

func TestRoot(t *testing.T) {
	for in, want := range map[string]string{
		"<?xml version=\"1.0\"?>\n<!DOCTYPE a [\n<!ENTITY x SYSTEM \"a>b\" NDATA TIF>\n<!-- ]> -->\n]>\n<!-- c -->\n<a lang=\"EN\">": "a",
		"\xef\xbb\xbf<a>": "a", "<a": "", "text <a>": "", "": "", "<": "", "<?xml": "", "<!DOCTYPE a [": "", "</a>": "", "<a/>": "a",
	} {
		if got := string(rootName([]byte(in))); got != want {
			t.Errorf("%q: root %q, want %q", in, got, want)
		}
	}
}

func TestScannerDepth(t *testing.T) {
	s := scanner{data: []byte(strings.Repeat("<a>", 1_000_000))}
	n := 0
	for s.next() != endOfData {
		n++
	}
	if n != 2*maxDepth || !strings.Contains(s.fault, "nest more than 512 deep") {
		t.Errorf("%d tokens, fault %q", n, s.fault)
	}
}

// FuzzScanner: whatever the bytes, the elements balance, and text comes out as valid UTF-8 no longer than a few times the input.
func FuzzScanner(f *testing.F) {
	f.Add([]byte("<a x='1'>b<sub>2</sub>&#x3bc;<![CDATA[c]]></a>"))
	f.Add([]byte("<maths><math><mfrac><mi>a</mi><mn>2</mn></mfrac></math></maths>"))
	f.Add([]byte("<math><mi>0<mn></mn>0"))
	f.Add([]byte("<tables><row><entry>1</entry><entry/></row></tables><?delete-start?>x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := scanner{data: data}
		depth := 0
		for kind := s.next(); kind != endOfData; kind = s.next() {
			switch kind {
			case startTag:
				depth++
			case endTag:
				depth--
			}
			if depth != len(s.stack) || depth < 0 || depth > maxDepth {
				t.Fatalf("depth %d with %d elements open", depth, len(s.stack))
			}
		}
		if depth != 0 {
			t.Fatalf("%d elements are left open", depth)
		}
		for _, lines := range []bool{false, true} {
			if got := inlineText(string(data), lines); !utf8.ValidString(got) || len(got) > 64*len(data)+64 {
				t.Fatalf("%d bytes give %d: %q", len(data), len(got), got[:min(len(got), 200)])
			}
		}
		if n := nextXML(data, true); n < 0 || n > len(data) || n == 0 && len(data) > 0 {
			t.Fatalf("next document at %d of %d", n, len(data))
		}
		if n := nextXML(data, false); n < 0 || n > len(data) {
			t.Fatalf("next document at %d of %d", n, len(data))
		}
	})
}
