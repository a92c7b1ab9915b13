package report

import (
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"claimchart/claims"
)

// TestRedline: each operation stands in its marks, white space outside them; a side leaves out what the other has alone.
func TestRedline(t *testing.T) {
	ops := []claims.Op{
		{Op: "equal", Text: "A lamp"}, {Op: "delete", Text: " of oak"}, {Op: "insert", Text: ", "}, {Op: "delete", Text: "a base; ", Move: 1}, {Op: "equal", Text: " red "},
		{Op: "insert", Text: "a base; ", Move: 1}, {Op: "delete", Text: " "}, {Op: "insert", Text: "blue"},
	}
	text := func(p para) string {
		s := ""
		for _, r := range p {
			s += r.text
		}
		return s
	}
	for show, want := range map[side]string{
		both:    "A lamp [-of oak-]{+,+} [-a base;-→1]  red {1→+a base;+}  {+blue+}",
		oldSide: "A lamp [-of oak-][-a base;-→1]  red  ",
		newSide: "A lamp{+,+}  red {1→+a base;+} {+blue+}",
	} {
		if got := text(redline(ops, show, room{})); got != want {
			t.Errorf("%d: %q, want %q", show, got, want)
		}
	}
	if got, want := text(redline(ops, both, room{tags: true})), "A lamp of oak, a base;→1  red 1→a base;  blue"; got != want {
		t.Errorf("with tags: %q, want %q", got, want)
	}
	if d, a, m := counted(ops); d != 2 || a != 1 || m != 2 {
		t.Errorf("%d deleted, %d added, %d moved; want 2, 1, 2", d, a, m)
	}
}

// TestDiffRows: a comparison a row, with the redline as text; none runs as a formula, and a derived claim has its label.
func TestDiffRows(t *testing.T) {
	for name, want := range map[string]int{"diffversions": 9, "diffclaims": 3, "diffhistory": 4} {
		rows := rowsOf(t, reports(t)[name])
		if len(rows) != want {
			t.Errorf("%s: %d rows, want %d", name, len(rows), want)
		}
		for _, row := range rows {
			if (row["claim_b"] == "5" && name == "diffclaims") != (row["reconstructed"] == claims.Reconstructed) {
				t.Errorf("%s: claim %s: label %q", name, row["claim_b"], row["reconstructed"])
			}
			for field, value := range row {
				if value != "" && strings.ContainsRune("=+-@\t\r\n", rune(value[0])) {
					t.Errorf("%s: %s runs as a formula: %q", name, field, value)
				}
			}
		}
	}
}

// TestDiffPages: a page of HTML is whole by itself, closes what it opens, and shows every word of the comparisons, none as markup.
func TestDiffPages(t *testing.T) {
	for name, r := range reports(t) {
		if r.Diffed == nil {
			continue
		}
		f, err := Find("diff", "html")
		if err != nil {
			t.Fatal(err)
		}
		text := render(t, f, r, View{})
		var open []string
		z := html.NewTokenizer(strings.NewReader(text))
		for {
			kind := z.Next()
			if kind == html.ErrorToken {
				break
			}
			token := z.Token()
			switch kind {
			case html.StartTagToken:
				if slices.ContainsFunc(token.Attr, func(a html.Attribute) bool {
					return a.Key == "src" || a.Key == "href" || strings.HasPrefix(a.Key, "on")
				}) || token.Data == "script" || token.Data == "of" {
					t.Errorf("%s: %s", name, token)
				}
				if token.Data != "meta" && token.Data != "br" {
					open = append(open, token.Data)
				}
			case html.EndTagToken:
				if len(open) == 0 || open[len(open)-1] != token.Data {
					t.Fatalf("%s: </%s> closes %v", name, token.Data, open)
				}
				open = open[:len(open)-1]
			}
		}
		if len(open) > 0 {
			t.Errorf("%s: not closed: %v", name, open)
		}
		if strings.Contains(text, "url(") || strings.Contains(text, "@import") {
			t.Errorf("%s fetches something", name)
		}
	}
}

// TestAmendment: 37 CFR 1.121(c): a status in front of every claim, no text behind (Canceled), marks only where a claim is currently
// amended, double brackets for five characters or fewer.
func TestAmendment(t *testing.T) {
	r := Diff(&Diffed{Amendment: []Entry{
		{Num: 1, Status: "Currently amended", Ops: []claims.Op{
			{Op: "equal", Text: "A lamp <b> of "}, {Op: "delete", Text: "beech"}, {Op: "insert", Text: "oak"}, {Op: "equal", Text: ", "}, {Op: "delete", Text: "turned "}, {Op: "equal", Text: "and lit"},
			{Op: "delete", Text: ";"}, {Op: "insert", Text: "."},
		}},
		{Num: 2, Status: "Canceled"},
		{Num: 3, Status: "New", Ops: []claims.Op{{Op: "equal", Text: "The lamp of claim 1."}}},
	}})
	f, err := Find("diff", "amendment")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		view View
		want string
	}{
		{View{}, "1. (Currently amended) A lamp <b> of [[beech]]<u>oak</u>, <s>turned</s> and lit[[;]]<u>.</u>\n\n2. (Canceled)\n\n3. (New) The lamp of claim 1.\n\n"},
		{View{Color: true}, "1. (Currently amended) A lamp <b> of [[beech]]\x1b[4moak\x1b[0m, \x1b[9mturned\x1b[0m and lit[[;]]\x1b[4m.\x1b[0m\n\n2. (Canceled)\n\n3. (New) The lamp of claim 1.\n\n"},
	} {
		if got := render(t, f, r, c.view); got != c.want {
			t.Errorf("%+v:\n%s\nwant\n%s", c.view, got, c.want)
		}
	}
	page := render(t, f, r, View{Page: true})
	for _, want := range []string{"<!DOCTYPE html>", "<p>1. (Currently amended) A lamp &lt;b&gt; of [[beech]]<u>oak</u>, <s>turned</s> and lit[[;]]<u>.</u></p>", "<p>2. (Canceled)</p>", "</html>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s:\n%s", want, page)
		}
	}
	// What is written is read again: as amended, and as it was before.
	text := render(t, f, r, View{})
	set, err := claims.Parse(&claims.Document{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	before, err := claims.Parse(&claims.Document{Text: text, Before: true})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := set.Claims[0].Text, "A lamp <b> of oak, and lit."; got != want {
		t.Errorf("read as amended: %q, want %q", got, want)
	}
	if got, want := before.Claims[0].Text, "A lamp <b> of beech, turned and lit;"; got != want {
		t.Errorf("read as before: %q, want %q", got, want)
	}
}

// TestCompareOps: whatever is compared, the operations of a comparison join to both texts, and its elements are those of its claims.
func TestCompareOps(t *testing.T) {
	text, err := os.ReadFile("../testdata/egenera/article.txt")
	if err != nil {
		t.Fatal(err)
	}
	set, err := claims.Parse(&claims.Document{Name: "article.txt", Text: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	all := claims.Whole(set).Claims
	d := CompareClaims("claims", set, set, [][]*claims.Claim{all}, DiffOptions{})
	if len(d.Comparisons) != len(all)-1 || len(d.Common) != 1 {
		t.Fatalf("%d comparisons and %d common texts of %d claims", len(d.Comparisons), len(d.Common), len(all))
	}
	for _, c := range d.Comparisons {
		var a, b strings.Builder
		for _, op := range c.Ops {
			if op.Op != "insert" {
				a.WriteString(op.Text)
			}
			if op.Op != "delete" {
				b.WriteString(op.Text)
			}
		}
		if a.String() != all[0].Text || b.String() != set.Claim(c.B.Claim).Text {
			t.Errorf("claim %d: the operations do not join to the texts", c.B.Claim)
		}
		if derived := set.Claim(c.B.Claim).Origin.Kind == claims.Derived; derived != c.B.Reconstructed {
			t.Errorf("claim %d: reconstructed %v", c.B.Claim, c.B.Reconstructed)
		}
		labels := map[string]bool{}
		for _, e := range c.Elements {
			labels[e.A], labels[e.B] = true, true
		}
		for _, e := range append(slices.Clone(all[0].Elements), set.Claim(c.B.Claim).Elements...) {
			if !labels[e.Label] {
				t.Errorf("claim %d: element %s is not compared", c.B.Claim, e.Label)
			}
		}
	}
	// Both versions of one name are told apart by their places.
	d = CompareVersions([]*claims.Set{set, set}, DiffOptions{Listing: true})
	for _, p := range d.Pairings {
		if p.What != claims.Unchanged {
			t.Errorf("claims %v to %v of the same set: %s", p.Old, p.New, p.What)
		}
	}
	if len(d.Amendment) != len(all) {
		t.Errorf("%d claims in the listing", len(d.Amendment))
	}
}
