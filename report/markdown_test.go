package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	htmlof "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// shownByGitHub are the texts of the headings, paragraphs, list items and table cells that a page shows which GitHub's Markdown makes of a text, in
// order, each with what it is.
func shownByGitHub(t *testing.T, text string) []string {
	t.Helper()
	var b bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(htmlof.WithUnsafe()))
	if err := md.Convert([]byte(text), &b); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		what := ""
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Li, atom.Th, atom.Td:
			what = n.Data
		case atom.A, atom.Input, atom.Img, atom.Pre, atom.Blockquote, atom.Hr, atom.Em, atom.Ol, atom.Script, atom.B:
			out = append(out, "UNASKED "+n.Data)
		}
		if what != "" {
			out = append(out, what+": "+ownText(n))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return out
}

// ownText is what stands in a node, but for the lists in it; a break of the line is one.
func ownText(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.DataAtom == atom.Br:
			b.WriteString("\n")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Ul {
				walk(c)
			}
		}
	}
	walk(n)
	return tidied(b.String())
}

// tidied takes the white space off the ends of lines, where it is not seen, and makes blanks of one kind.
func tidied(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\u00a0", " "), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// shownOf is the same of a page as it is meant.
func shownOf(p *page) []string {
	var out []string
	put := func(what string, paras ...para) {
		lines := make([]string, len(paras))
		for i, x := range paras {
			lines[i] = folded(x).text
		}
		out = append(out, what+": "+tidied(strings.Join(lines, "\n")))
	}
	for _, b := range p.blocks {
		switch b := b.(type) {
		case heading:
			put(fmt.Sprintf("h%d", b.level), para{say(b.text)})
		case paragraph:
			put("p", para(b))
		case list:
			for _, it := range b {
				put("li", it.text)
			}
		case grid:
			for _, c := range b.columns {
				put("th", para{say(c.head)})
			}
			for _, row := range b.rows {
				for _, c := range row {
					put("td", c...)
				}
			}
		}
	}
	return out
}

// TestMarkdownShown: what a page shows that is made of the Markdown is what the report says, character by character, nothing more.
func TestMarkdownShown(t *testing.T) {
	for name, r := range reports(t) {
		p, err := makePage(r, room{wide: true, tags: true}, View{})
		if err != nil {
			t.Fatal(err)
		}
		f, err := Find(r.Command, "markdown")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(shownOf(p), shownByGitHub(t, render(t, f, r, View{}))); diff != "" {
			t.Errorf("%s (-said +shown):\n%s", name, diff)
		}
	}
}

// nastyTexts are texts each of which Markdown would read as something else where it could.
var nastyTexts = []string{
	"1. first", "1) first", "12345678901. no list", "2003. A year", "# title", "#hash", "####### seven", "title #", "title ##  ", "- item", "-5 °C", "+ plus", "* star",
	"> quoted", ">= 5 mm", "=== rule", "--- rule", "---", "***", "___", "* * *", "[x] done", "[ ] to do", "[X]", "[x]y", "`code`", "``", "```go", "~~~", "~~gone~~", "~one~",
	"*a*", "**b**", "_c_", "__d__", "snake_case_word", "a*b*c", "2*3*4", "a|b", `a\|b`, `\`, `\\`, `a\`, `\*`, `C:\dir\_x`, "|", "||", "a || b", "<b>bold</b>", "<script>alert(1)</script>",
	"<!-- no -->", "<https://example.com>", "<a@b.example>", "a < b > c", "x<y", "&amp;", "&lt;", "&#42;", "&#x2a;", "&nbsp;", "&copy", "&copy;", "AT&T", "a & b", "a&b;c",
	"https://example.com/a_b_c*d*~e~", "http://x.example/?a=1&b=2", "www.example.com/a_b", "ftp://x.example/a_b", "write to a_b@c.example now", "a.b+c@d-e.example",
	"[link](https://example.com)", "[a][b]", "[a]: /url", "[^1]", "[^1]: note", "![image](x.png)", "1[a][i]", "claim 1[pre]", "[0042]", "[[deleted]]", "{+added+}", "((a))",
	"$x$", "$5 and $6", "$$y$$", "“quoted”", "\"quoted\"", "'single'", "a -- b --- c", "...", "(c) (tm)", "a\nb", "a  \nb", "a\\\nb", "a\r\nb", "\ttab", "    four blanks", "\u00a0hard",
	"H2O", "10^3", "m²", "一次側サイト", "日本*語*です", "שלום *עולם*", "é̂", "👍🏽", "a\u200bb", "\x1b[1m", "\u202egnp", ":", ": definition", "a: b", "term\n: definition", "* ", "+", "-", "#", "1.", "=", "`", "~", "_", "<", ">", "&",
	strings.Repeat("x", 300), strings.Repeat("*", 50), strings.Repeat("[", 50), strings.Repeat("a|", 40), strings.Repeat(`\`, 7), strings.Repeat("`", 5) + "a" + strings.Repeat("`", 4),
}

// TestMarkdownNasty puts each text, alone and between others, in every tone and in every place that a page has.
func TestMarkdownNasty(t *testing.T) {
	for _, text := range nastyTexts {
		for _, tn := range []tone{plain, strong, gone, come, raised, faint} {
			p := &page{}
			p.heading(1, text)
			p.heading(3, "Claim "+text)
			for _, x := range []para{{toned(text, tn)}, {say("a"), toned(text, tn), say("b")}, {say("(“"), toned(text, tn), say("”)")}, {toned(text, tn), toned(text, strong), say(text)}} {
				p.para(x...)
				p.list(item{0, x}, item{1, x}, item{0, x})
				p.blocks = append(p.blocks, grid{columns: []column{{head: text}, {head: "b", right: true}}, rows: [][]cell{{{x}, {x, x}}, {one(text), one("")}}})
			}
			var b bytes.Buffer
			if err := writePage(&b, p); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(shownOf(p), shownByGitHub(t, b.String())); diff != "" {
				t.Errorf("%q in tone %d (-said +shown):\n%s", text, tn, diff)
				break
			}
		}
	}
}
