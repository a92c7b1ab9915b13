package source

import (
	"html"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"claimchart/claims"
)

func TestIsHTML(t *testing.T) {
	for text, want := range map[string]bool{
		"<!DOCTYPE html><html>": true,
		"\ufeff\n<!-- saved from url=(0014)about:internet -->\n<html>": true,
		"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C\">":   true,
		"<HTML LANG=en>":                                                  true,
		"<div class=\"post\">1. A lamp</div>":                             true,
		"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00":                          true,
		"<?xml version=\"1.0\"?><section>":                                false,
		"<?xml version=\"1.0\"?>\n<!DOCTYPE us-patent-grant SYSTEM \"\">": false,
		"<us-patent-grant>":                                               false,
		"<u>1.</u> A lamp":                                                false,
		"< 5 mm":                                                          false,
		"1. A lamp <html>":                                                false,
		"<!-- a comment without an end":                                   false,
		"<":                                                               false,
		"":                                                                false,
	} {
		if got := isHTML([]byte(text)); got != want {
			t.Errorf("isHTML(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestPageText(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"paragraphs", "<p>One\n two.</p>\n<p>Three&nbsp;four &amp; <b>fi</b>ve.</p>", "One two.\n\nThree four & five.\n"},
		{"line ends", "<p>1. A lamp comprising:<br>a base; and<br/>a bulb.<br><br>2. The lamp of claim 1.</p>", "1. A lamp comprising:\na base; and\na bulb.\n\n2. The lamp of claim 1.\n"},
		{"quotation", "<p>It says:</p><blockquote><p>A lamp.</p><p>More.</p></blockquote><p>So.</p>", "It says:\n\n> A lamp.\n\n> More.\n\nSo.\n"},
		{"short quotation", "<p>It says <q>a lamp</q>.</p>", "It says “a lamp”.\n"},
		{"numbered", `<ol start="3"><li>A lamp.</li><li value="7">A cup.</li><li>A pan.</li></ol>`, "3. A lamp.\n\n7. A cup.\n\n8. A pan.\n"},
		{"reversed", `<ol reversed><li>A.</li><li>B.</li></ol>`, "2. A.\n\n1. B.\n"},
		{"letters", `<ol type="a"><li>heating; and</li><li>cooling.</li></ol>`, "a) heating; and\n\nb) cooling.\n"},
		{"a letter that is no marker", `<ol type="a"><li>a bulb; and</li><li>a base.</li></ol>`, "a) a bulb; and\n\nb) a base.\n"},
		{"letter printed already", `<ol type="a"><li>(a) a bulb; and</li><li>b) a base.</li></ol>`, "(a) a bulb; and\n\nb) a base.\n"},
		{"number printed already", `<ol><li>1. A lamp.</li><li>2. A cup.</li></ol>`, "1. A lamp.\n\n2. A cup.\n"},
		{"no numbers shown", `<ol style="list-style: none"><li>A lamp.</li></ol>`, "A lamp.\n"},
		{"parts of a claim", "<ol><li>A lamp comprising:<ul><li>a base; and</li><li>a bulb.</li></ul></li><li>The lamp of claim 1, lit.</li></ol>", "1. A lamp comprising:\n  a base; and\n  a bulb.\n\n2. The lamp of claim 1, lit.\n"},
		{"parts, then the rest", "<ol><li>A lamp comprising:<ul><li>a base; and</li><li>a bulb;</li></ul>wherein it is lit.</li></ol>", "1. A lamp comprising:\n  a base; and\n  a bulb;\nwherein it is lit.\n"},
		{"bullets", "<ul><li>Cheap.</li><li>Quick.</li></ul>", "- Cheap.\n\n- Quick.\n"},
		{"table", "<table><tr><th>Claim</th><th>Words</th></tr><tr><td>1</td><td>A lamp.</td></tr><tr><td><p>2</p></td><td><p>A lamp</p><p>and more.</p></td></tr></table>", "Claim | Words\n1 | A lamp.\n2 | A lamp and more.\n"},
		{"table for layout", "<table><tr><td><p>Menu of the day is long.</p><p>Soup.</p></td><td><p>A story.</p><blockquote>A lamp.</blockquote></td></tr></table>", "Menu of the day is long.\n\nSoup.\n\nA story.\n\n> A lamp.\n"},
		{"raised and lowered", "<p>H<sub>2</sub>O at 10<sup>-9</sup> bar, the 2<sup>nd</sup> time, said.<sup><a href='#n'>1</a></sup></p>", "H₂O at 10⁻⁹ bar, the 2nd time, said.[1]\n"},
		{"what is not seen", "<style>p{}</style><script>var x = '<p>no</p>'</script><p style='display: none'>no</p><p hidden>no</p><p>so\u00ad called</p><nav><p>1. Home</p></nav>", "so called\n"},
		{"what stands beside", "<header><h1>Blog</h1><nav>Home</nav></header><div id=cookie-banner>We like cookies.</div><main><p>Text.</p></main><aside>Buy it.</aside><footer>2020</footer>", "Blog\n\nText.\n"},
		{"claims beside", "<main><p>Claim 1 reads:</p></main><aside class=pull><p>“A lamp comprising a base.”</p></aside>", "Claim 1 reads:\n\n“A lamp comprising a base.”\n"},
		{"preformatted", "<pre>1. A lamp comprising:\n   a base.\n2. The lamp.</pre>", "1. A lamp comprising:\n   a base.\n2. The lamp.\n"},
		{"struck", "<p>A <del>red</del> <ins>blue</ins> lamp.</p>", "A blue lamp.\n"},
		{"formula", "<p>where <math><mi>x</mi><mo>=</mo><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><msup><mi>c</mi><mn>2</mn></msup></mfrac></math>.</p>", "where x = (a + b)/c² .\n"},
		{"words of inline elements", "<p>an <i>elec</i>tric<span> lamp</span>\n<em>is</em></p>", "an electric lamp is\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs, err := readHTML("x", []byte("<html><body>"+c.page+"</body></html>"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, docs[0].Text); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

func TestPageEncoding(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"windows-1252", "<meta charset=windows-1252><p>\x93lamp\x94</p>", "“lamp”\n"},
		{"not declared", "<html><p>\x93lamp\x94</p>", "“lamp”\n"},
		{"UTF-8, declared otherwise", "<meta charset=iso-8859-1><p>“lamp”</p>", "“lamp”\n"},
		{"UTF-8 late in the page", "<html>" + strings.Repeat("<!-- -->", 300) + "<p>“lamp”</p>", "“lamp”\n"},
		{"Japanese", "<meta charset=shift_jis><p>\x93\xc1\x8b\x96</p>", "特許\n"},
		{"UTF-16", "\xff\xfe<\x00p\x00>\x00a\x00", "a\n"},
		{"bad bytes", "<meta charset=utf-8><p>l\xffmp</p>", "l\ufffdmp\n"},
	} {
		docs, err := readHTML("x", []byte(c.page), Options{})
		if err != nil || docs[0].Text != c.want {
			t.Errorf("%s: %q, %v; want %q", c.name, docs[0].Text, err, c.want)
		}
	}
}

func TestPageErrors(t *testing.T) {
	for page, want := range map[string]string{
		"<html><script>render()</script></html>":      "shows no text",
		"<html>" + strings.Repeat("<div>", 600) + "a": "512",
	} {
		if _, err := readHTML("x.html", []byte(page), Options{}); err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "x.html:1: ") {
			t.Errorf("%.40s: %v, want %q", page, err, want)
		}
	}
	docs, err := readHTML("x", []byte("<p>Text</p><p cla"), Options{})
	if err != nil || len(docs[0].Notes) != 1 {
		t.Errorf("broken off: %v, %v", docs, err)
	}
}

// blogPage sets the paragraphs of an article in a page with what stands around articles.
func blogPage(article string) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html lang=\"en-US\"><head><meta charset=\"utf-8\"><title>Post | The Room</title><style>.a{}</style></head>\n<body class=\"single sidebar\">\n" +
		"<div id=\"cookie-banner\"><p>We use cookies. <button>Accept</button></p></div>\n<header><a href=\"/\">The Virtual Room</a><nav><ul><li>Home</li><li>1. About us</li></ul></nav></header>\n" +
		"<div class=\"wrap\"><main><article class=\"post\">\n")
	for _, p := range strings.Split(article, "\n\n") {
		p = strings.TrimSpace(p)
		if p == "" {
			continue
		}
		p = html.EscapeString(p)
		p = strings.NewReplacer("“", "&ldquo;", "”", "&#8221;", "’", "&rsquo;", "–", "&ndash;", "\n", "\n    ").Replace(p)
		b.WriteString("<p class=\"has-text\">" + p + "</p>\n\n")
	}
	b.WriteString("</article></main><aside class=\"widget\"><h3>Recent</h3><ul><li>2. The method of baking bread</li><li>“A post about nothing in particular, at length”</li></ul></aside></div>\n" +
		"<footer>Copyright <sup>©</sup> the room</footer><script>track(\"1. A method comprising a script\")</script></body></html>")
	return b.String()
}

// TestArticlePage holds that an article set in a page gives the claims that its text gives.
func TestArticlePage(t *testing.T) {
	text, err := os.ReadFile("../../testdata/egenera/article.txt")
	if err != nil {
		t.Fatal(err)
	}
	want, err := claims.Parse(&claims.Document{Text: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Claims) != 10 {
		t.Fatalf("the text gives %d claims, not ten", len(want.Claims))
	}
	docs, err := readHTML("post.html", []byte(blogPage(string(text))), Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := claims.Parse(docs[0])
	if err != nil {
		t.Fatal(err)
	}
	type claim struct {
		Num  int
		Text string
		Kind claims.Kind
		Refs []int
		From claims.OriginKind
		Base int
		Edit claims.Edit
	}
	bare := func(set *claims.Set) []claim {
		var out []claim
		for _, c := range set.Claims {
			out = append(out, claim{c.Num, c.Text, c.Kind, c.Refs, c.Origin.Kind, c.Origin.Base, c.Origin.Edit})
		}
		return out
	}
	if d := cmp.Diff(bare(want), bare(got)); d != "" {
		t.Errorf("the page's claims differ from the text's (-text +page):\n%s", d)
	}
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte(lampPage))
	f.Add([]byte(blogPage("It reads:\n\n“1. A lamp.”\n\n> 2. A cup.")))
	f.Add([]byte("<table><tr><td><ol><li><sub><sup>1</sup></sub><math><mfrac><mi>a</mi></mfrac></math><pre>\n a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		isHTML(data)
		docs, err := readHTML("x", data, Options{Description: true, Marks: len(data)%2 == 0, Language: []string{"", "de"}[len(data)%3%2]})
		if err != nil {
			return
		}
		for _, d := range docs {
			size := len(d.Text)
			if !utf8.ValidString(d.Text) {
				t.Errorf("text is no UTF-8: %q", d.Text)
			}
			for _, c := range d.Claims {
				size += len(c.Text)
				if c.Num < 0 || c.Line < 0 {
					t.Errorf("claim %+v", c)
				}
			}
			for _, p := range d.Paragraphs {
				if p.Line < 0 || p.Text != claims.Fold(p.Text) {
					t.Errorf("paragraph %+v", p)
				}
			}
			if size > 64*len(data)+1024 {
				t.Errorf("%d bytes out of %d", size, len(data))
			}
		}
	})
}
