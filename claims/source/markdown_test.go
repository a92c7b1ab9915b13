package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimchart/claims"
)

func TestFromMarkdown(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"headings", "# My patent\n## Claims ##\n1. A lamp.\n", "My patent\nClaims\n1. A lamp.\n"},
		{"setext", "Claims\n======\n\n1. A lamp.\n\n## x", "Claims\n\n\n1. A lamp.\n\nx"},
		{"counted by Markdown", "1. A lamp.\n1. The lamp of claim 1.\n\n1. The lamp of claim 2,\n   wherein it is red.\n", "1. A lamp.\n2. The lamp of claim 1.\n\n3. The lamp of claim 2,\n   wherein it is red.\n"},
		{"two lists below two headings", "## A\n1. A lamp.\n1. It.\n## B\n1. A chair.\n1. It.", "A\n1. A lamp.\n2. It.\nB\n1. A chair.\n2. It."},
		{"a list in a list", "# C\n1. A method:\n   1. heating;\n   1. cooling.\n1. The method:\n   1. waiting.", "C\n1. A method:\n   1. heating;\n   2. cooling.\n2. The method:\n   1. waiting."},
		{"not all are 1", "# C\n1. A lamp.\n1. A chair.\n2. A table.", "C\n1. A lamp.\n1. A chair.\n2. A table."},
		{"lists that a paragraph divides", "# C\n1. A lamp.\n\nAs amended:\n\n1. A red lamp.", "C\n1. A lamp.\n\nAs amended:\n\n1. A red lamp."},
		{"escapes", `1\. A lamp of 5 \* 3 and a\_b, C:\dir`, `1. A lamp of 5 * 3 and a_b, C:\dir`},
		{"emphasis", "**1.** A ***bright*** *lamp* with __a__ _base_, **comprising\na bulb**.", "1. A bright lamp with a base, comprising\na bulb."},
		{"no emphasis", "# x\na*b, a*b*c, 2 * 3 * 4, host_name_x, 5* and *6, ____, ** x **", "x\na*b, a*b*c, 2 * 3 * 4, host_name_x, 5* and *6, ____, ** x **"},
		{"amendments stay", "**1.** A ~~red~~ [[blue]] <ins>green</ins> lamp [0042].", "1. A ~~red~~ [[blue]] <ins>green</ins> lamp [0042]."},
		{"quotation", "> 1. A lamp\n> comprising **a** bulb.\n\nthickness\n> 5 mm", "1. A lamp\ncomprising a bulb.\n\nthickness\n> 5 mm"},
		{"links and code", "See [US 1](https://example.com/a \"t\"), ![a figure](f.png), ![](f.png), <https://example.com> and `a_b * c`, `` ` ``.", "See US 1, a figure, [image], https://example.com and a_b * c, `."},
		{"entities, raised and lowered", "# x\nA&nbsp;&lt;5&#10;mm &amp; H<sub>2</sub>O, x<sup>2</sup>, AT&T; &nosuchthing;", "x\nA\u00a0<5 mm & H₂O, x², AT&T; &nosuchthing;"},
		{"hard breaks", "# x\nA lamp  \nwith\\\na bulb<br>and", "x\nA lamp\nwith\na bulb and"},
		{"fences", "```\n1. **A** lamp\n# x\n```\n*y*", "\n1. **A** lamp\n# x\n\ny"},
	} {
		got, ok := fromMarkdown(c.text)
		if !ok {
			t.Errorf("%s: not taken for Markdown", c.name)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestNotMarkdown(t *testing.T) {
	for _, text := range []string{
		"1. A lamp with a*b and c*d pins.\n2. The lamp of claim 1.",
		"1. A lamp.\n1. A lamp as amended.",
		"A host_name and __init__ and #1 of C# [0042] (see [1]).",
		"* a base;\n* a bulb.\n- x\n---\n",
		"x\n> 5 mm\ny", "2**3**4", "&amp; &lt;", "f[0](x) and a ** b ** c", "",
	} {
		if got, ok := fromMarkdown(text); ok || got != text {
			t.Errorf("%q is taken for Markdown: %q", text, got)
		}
	}
}

// TestMarkdownClaims reads the claims of a Markdown text all the way.
func TestMarkdownClaims(t *testing.T) {
	text, _ := fromMarkdown("# Claims\n\n1. A **lamp** comprising:\n    - a base; and\n    - a bulb.\n1. The lamp of claim 1, wherein the *bulb* is red.\n")
	set, err := claims.Parse(&claims.Document{Name: "x", Text: text})
	if err != nil || len(set.Claims) != 2 || set.Claims[1].Text != "The lamp of claim 1, wherein the bulb is red." {
		t.Errorf("%v, %v from %q", set, err, text)
	}
}

func FuzzFromMarkdown(f *testing.F) {
	f.Add("# x\n**a** *b* `c` [d](http://e) \\* &amp; <sup>2</sup>\n1. a\n1. b\n```\nx\n```\n")
	f.Add("> a\n> **b\n*c***d**_")
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := fromMarkdown(text)
		if !ok && got != text {
			t.Fatal("changed what is not Markdown")
		}
		if strings.Count(got, "\n") != strings.Count(text, "\n") {
			t.Fatalf("%d lines of %d: %q", strings.Count(got, "\n"), strings.Count(text, "\n"), got)
		}
	})
}
