package report

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"

	"claimchart/claims"
	"claimchart/priorart"
)

// plainText is what a page says, block by block, as Markdown.
func plainText(t *testing.T, r *Report) string {
	t.Helper()
	return render(t, Formats()[1], r, View{})
}

// TestEveryLimitation: each scored limitation of each charted claim is shown, whole or as one whose words stand above, and
// each quotation of what was found stands in full.
func TestEveryLimitation(t *testing.T) {
	for name, r := range reports(t) {
		if r.Charted == nil || name == "nasty" || len(r.Art) == 0 || len(r.Explained) > 0 { // explanations have no element charts
			continue
		}
		text := plainText(t, r)
		_, elements, _ := strings.Cut(text, "## Element charts")
		for i := range r.Charts {
			c := &r.Charts[i]
			for j := range c.Rows {
				row := &c.Rows[j]
				if !row.Scored || row.InheritedFrom != 0 {
					continue
				}
				if !strings.Contains(elements, "**"+row.Label+"**") {
					t.Errorf("%s: claim %d: %s is not charted", name, c.Claim, row.Label)
				}
				k := c.Nearest(row)
				if k == nil || k.Status == priorart.NotFound {
					continue
				}
				for _, e := range k.Evidence {
					if quote := markdown(para{say("“" + strings.TrimSpace(e.Quote) + "”")}); !strings.Contains(elements, quote) {
						t.Errorf("%s: claim %d: %s lacks %s", name, c.Claim, row.Label, quote)
					}
				}
			}
		}
	}
}

// TestSameWords: a limitation that is shown above is not shown again, unless something else comes nearest there.
func TestSameWords(t *testing.T) {
	r := reports(t)["small"]
	quote := r.Charts[0].Rows[1].Cells
	_, elements, _ := strings.Cut(plainText(t, r), "## Element charts")
	best := r.Charts[0].Nearest(&r.Charts[0].Rows[1])
	if n := strings.Count(elements, best.Evidence[0].Quote); n != 1 {
		t.Errorf("a quotation stands %d times", n)
	}
	if !strings.Contains(elements, "| **5[a]**") {
		t.Error("5[a] has no short row")
	}
	for i := range quote { // in claim 5 another reference comes nearest now
		r.Charts[1].Rows[1].Cells[i].Score = 1 - r.Charts[1].Rows[1].Cells[i].Score
	}
	_, elements, _ = strings.Cut(plainText(t, r), "## Element charts")
	if !strings.Contains(elements, "| **5[a]** generating") {
		t.Error("5[a] is not shown whole")
	}
}

// TestReadings: the other readings of a claim are numbered as the assumptions number them.
func TestReadings(t *testing.T) {
	c := &claims.Claim{Num: 7, Kind: claims.Independent, Text: "a b c", Origin: claims.Origin{Kind: claims.Derived, Base: 1, Edit: claims.Append, Readings: []claims.Reading{
		{Base: 1, Edit: claims.Append, Kind: claims.Independent, Text: "a b d", Why: "one"},
		{Base: 6, Edit: claims.Replace, Kind: claims.Dependent, Text: "a b c"},
	}}}
	items := readingItems(c, func(int) string { return "6‡" })
	for i, want := range []string{"**(1)** a b [-c-]{+d+} – one", "**(2) from 6‡, by replace, dependent:** the same words"} {
		if got := markdown(items[i].text); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestReasons: a reason that all have stands with the status, one that some have under a sign, and a row never repeats it.
func TestReasons(t *testing.T) {
	var r reasons
	for _, why := range []string{"few", "few"} {
		r.add(priorart.NotFound, why)
	}
	for _, why := range []string{"", "by hand", "range", "by hand"} {
		r.add(priorart.Partly, why)
	}
	r.settle()
	for why, want := range map[string]string{"": "", "by hand": " ¹", "range": ""} {
		if got := r.known(priorart.Partly, why); got != want {
			t.Errorf("%q has the sign %q, want %q", why, got, want)
		}
	}
	if got := r.sign(priorart.NotFound, "few"); got != "" {
		t.Errorf("a common reason has the sign %q", got)
	}
	if got := r.sign(priorart.Partly, "range"); got != " ²" {
		t.Errorf("a further reason has the sign %q", got)
	}
	want := "◐ partly found; ○ not found in the text searched (few); ¹ by hand; ² range."
	if got := sentence(r.words(false)); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := footnote(9); got != " (10)" {
		t.Errorf("the tenth sign is %q", got)
	}
	for name, r := range reports(t) {
		if r.Charted == nil || name == "nasty" || len(r.Explained) > 0 {
			continue
		}
		text, _, _ := strings.Cut(plainText(t, r), "## Claims")
		for _, g := range r.Gaps {
			if g.Label != "" && g.Reason != "" && strings.Count(text, g.Reason) > 1 {
				t.Errorf("%s: %q stands more than once", name, g.Reason)
			}
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("many words stand here before it, ", 5) + "the specification is sent" + strings.Repeat(" and many more come after it", 5)
	at := strings.Index(long, "specification")
	match := func(from, to int) []priorart.Match { return []priorart.Match{{Start: from, End: to}} }
	for _, c := range []struct {
		e    priorart.Evidence
		want string
	}{
		{priorart.Evidence{Quote: " short "}, "short"},
		{priorart.Evidence{Quote: long, Start: 7, Matches: match(at+7, at+20)}, "… stand here before it, the specification is sent and many more …"},
		{priorart.Evidence{Quote: long, Matches: match(0, 4)}, "many words stand here before it, …"},
		{priorart.Evidence{Quote: long}, clip(long, longNearest)},
		{priorart.Evidence{Quote: long, Start: 9, Matches: match(0, 4)}, clip(long, longNearest)},
		{priorart.Evidence{Quote: long, Matches: match(4, len(long)+1)}, clip(long, longNearest)},
	} {
		if got := excerpt(&c.e); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestShortForms(t *testing.T) {
	gaps := []priorart.Gap{{Text: "wherein the act of generating includes specifying data"}, {Text: "wherein the act of generating includes specifying management information"},
		{Text: "wherein the act of generating includes specifying data"}}
	for i, want := range []string{"wherein the act of…", "…management…", "…data"} {
		if got := telling(gaps, i, 20); got != want {
			t.Errorf("gap %d: %q, want %q", i, got, want)
		}
	}
	for _, c := range []struct {
		in   []string
		want string
	}{
		{nil, ""}, {[]string{"line 3", "line 3"}, "line 3"}, {[]string{"line 3", "lines 5-6", "line 3"}, "lines 3, 5-6"}, {[]string{"line 3", "[0001]"}, "line 3, [0001]"},
	} {
		if got := places(c.in); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	for _, c := range []struct {
		cell priorart.Cell
		want string
	}{
		{priorart.Cell{Score: 0.66, Quoted: 0.21}, "66 (21 quoted)"}, {priorart.Cell{Score: 0.66, Quoted: 0.66}, "66"}, {priorart.Cell{Score: 0.4}, "40 (0 quoted)"}, {priorart.Cell{}, "0"},
	} {
		if got := scoreWords(&c.cell); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := wrapTo(para{say("one two three four five")}, 9, 2); len(got) != 2 || got[1][0].text != "three…" {
		t.Errorf("cut to two lines: %v", got)
	}
	for in, want := range map[string]string{"": "", "été": "Été", "“a": "“a", "\xff": "\xff"} {
		if got := capital(in); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestQuoted: the carets stand below the words in question, in the columns of a terminal, and the line fits.
func TestQuoted(t *testing.T) {
	long := strings.Repeat("word ", 40)
	for _, text := range []string{"a relatively small bulb", "電球の relatively small 電球", long + "relatively small " + long, "relatively small", long + "relatively small"} {
		set := &claims.Set{Claims: []claims.Claim{claims.Read(1, text)}}
		at := strings.Index(text, "relatively")
		f := Findings(set, []claims.Finding{{Claim: 1, Text: "relatively small", Start: at, End: at + 16}})
		if f[0].Context[f[0].At:][:16] != "relatively small" {
			t.Errorf("%q is not the place of the words in %q", f[0].Context[f[0].At:], f[0].Context)
		}
		for width := 40; width < 130; width++ {
			c := quoted(&f[0], room{width: width})
			words, carets := folded(c[0]), folded(c[1])
			if words.width() > max(20, width-labelWidth-ruleWidth-gaps) {
				t.Errorf("at %d the line is too long: %q", width, words.text)
			}
			lead := displaywidth.String(words.text[:max(0, strings.Index(words.text, "relativel"))])
			if got := len(carets.text) - len(strings.TrimLeft(carets.text, " ")); got != lead {
				t.Errorf("at %d: carets at %d, words at %d of %q", width, got, lead, words.text)
			}
		}
	}
}

// TestFindingRows: a row stands for each finding and for each entry that kept some out.
func TestFindingRows(t *testing.T) {
	r := reports(t)["check"]
	d := r.Checked.Documents[0]
	if got, want := len(rowsOf(t, r)), len(d.Findings)+len(d.Suppressed); got != want || want < 5 {
		t.Errorf("%d rows, want %d", got, want)
	}
}
