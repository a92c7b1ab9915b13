package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimchart/claims"
)

const ladleText = `LADLE WITH A SPOUT

BACKGROUND
[0001] Ladles are old. See FIG. 1
and FIG. 2.
[0002] Another paragraph. NASA HAS ONE.

[x] no number

What is claimed is:

1. A ladle comprising a bowl;
and a handle.

2. The ladle of claim 1, wherein the bowl is round.

ABSTRACT

A ladle has a bowl.

It has a handle.
`

func TestTextParagraphs(t *testing.T) {
	want := []string{
		"1 | true LADLE WITH A SPOUT", "3 | true BACKGROUND", "4 [0001]| false Ladles are old. See FIG. 1 and FIG. 2.",
		"6 [0002]| false Another paragraph. NASA HAS ONE.", "8 | false [x] no number",
	}
	for _, c := range []struct {
		name, data, abstract string
		want                 []string
	}{
		{"a list of claims", ladleText, "A ladle has a bowl. It has a handle.", want},
		{"an article keeps what it quotes", "He claims this.\n\n“1. A lamp comprising a bulb.”\n\nThat is old.\n", "",
			[]string{"1 | false He claims this.", "3 | false “1. A lamp comprising a bulb.”", "5 | false That is old."}},
		{"a page", "<html><body><p>[0001] Lamps are old.</p><h2>CLAIMS</h2><p>1. A lamp comprising a bulb.</p><p>2. The lamp of claim 1, lit.</p></body></html>", "",
			[]string{"1 [0001]| false Lamps are old."}},
		{"claims that are cut already", `{"claims": [{"num": 1, "text": "A lamp."}]}`, "", nil},
	} {
		docs, errs := Read("x", []byte(c.data), Options{Description: true})
		if len(errs) > 0 {
			t.Fatal(c.name, errs)
		}
		set, err := claims.Parse(docs[0])
		if err != nil {
			t.Fatal(c.name, err)
		}
		var got []string
		for _, p := range set.Paragraphs {
			got = append(got, fmt.Sprintf("%d %s| %v %s", p.Line, p.Loc, p.Heading, p.Text))
		}
		if diff := cmp.Diff(c.want, got); diff != "" || set.Abstract != c.abstract {
			t.Errorf("%s: abstract %q; paragraphs (-want +got):\n%s", c.name, set.Abstract, diff)
		}
		if docs, _ := Read("x", []byte(c.data), Options{}); len(docs) == 0 || docs[0].Abstract != "" || docs[0].Format == "text" && docs[0].Paragraphs != nil {
			t.Errorf("%s: a description that was not asked for", c.name)
		}
	}
	if n := len(textParagraphs(strings.Repeat("[0001] a\n", 1000))); n != 1000 {
		t.Errorf("%d paragraphs, want 1000", n)
	}
}
