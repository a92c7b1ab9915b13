package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"claimchart/claims"
	"claimchart/priorart"
)

var (
	assets    = regexp.MustCompile(`(?s)<(style|script)>.*?</(?:style|script)>`)
	policySum = regexp.MustCompile(`'sha256-[^']+'`)
)

// withoutAssets leaves the tool's own style, script and their sums out of a page, so that golden files hold what a report says.
func withoutAssets(page string) string {
	if !strings.HasPrefix(page, "<!DOCTYPE html>") {
		return page
	}
	return policySum.ReplaceAllString(assets.ReplaceAllString(page, "<$1></$1>"), "'sha256-'")
}

// pages are all reports as pages.
func pages(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, r := range reports(t) {
		f, err := Find(r.Command, "html")
		if err != nil {
			t.Fatal(err)
		}
		out[name] = render(t, f, r, View{})
	}
	return out
}

func attributeOf(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// TestPages reads every page as a browser does. No element, attribute or address may come out of an input; no id stands twice and every
// link leads to one; headings go down a level at a time; and the policy allows the page's own style and script and nothing else.
func TestPages(t *testing.T) {
	elements := strings.Fields("html head meta title style script body main section nav h1 h2 h3 h4 p ul li table thead tbody tr th td a b strong span code sup del ins u s br " +
		"div details summary mark svg path rect text tspan form label select option fieldset legend input button output")
	names := strings.Fields("lang charset http-equiv content name id class href title scope aria-label aria-labelledby aria-live aria-pressed role tabindex hidden open type value checked size " +
		"data-r data-s data-o viewBox width height x y d rx transform")
	for name, page := range pages(t) {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		ids, links := map[string]bool{}, []string{}
		level, policy := 0, ""
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if !slices.Contains(elements, n.Data) {
				t.Fatalf("%s: an element %q: %s", name, n.Data, textOf(n))
			}
			for _, a := range n.Attr {
				if !slices.Contains(names, a.Key) {
					t.Fatalf("%s: an attribute %q", name, a.Key)
				}
			}
			if id, ok := attributeOf(n, "id"); ok {
				if ids[id] || id == "" {
					t.Errorf("%s: two parts have the id %q", name, id)
				}
				ids[id] = true
			}
			if href, ok := attributeOf(n, "href"); ok {
				if !strings.HasPrefix(href, "#") {
					t.Errorf("%s: a link out of the page: %q", name, href)
				}
				links = append(links, strings.TrimPrefix(href, "#"))
			}
			if equiv, _ := attributeOf(n, "http-equiv"); equiv == "Content-Security-Policy" {
				policy, _ = attributeOf(n, "content")
			}
			if n.Data == "style" || n.Data == "script" {
				sum := sha256.Sum256([]byte(textOf(n)))
				if want := n.Data + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, want) {
					t.Errorf("%s: the policy %q lacks %q", name, policy, want)
				}
			}
			if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
				if next := int(n.Data[1] - '0'); next > level+1 {
					t.Errorf("%s: from heading %d to %d at %q", name, level, next, textOf(n))
				}
				level = int(n.Data[1] - '0')
			}
			if scope, ok := attributeOf(n, "scope"); n.Data == "th" && (!ok || scope != "row" && scope != "col" || strings.TrimSpace(textOf(n)) == "") {
				t.Errorf("%s: a th without scope or text: %q", name, textOf(n))
			}
		}
		for _, l := range links {
			if !ids[l] {
				t.Errorf("%s: #%s leads nowhere", name, l)
			}
		}
		if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", name, policy)
		}
	}
}

// TestChartCells: every cell of a chart has its id on the page, and stands there whole once, or leads to where it does; its quotations
// stand there to the letter, whatever words of them are marked.
func TestChartCells(t *testing.T) {
	for name, r := range reports(t) {
		if r.Charted == nil || len(r.Explained) > 0 || len(r.Charts) == 0 || len(r.Art) == 0 {
			continue
		}
		f, _ := Find("chart", "html")
		root, err := html.Parse(strings.NewReader(render(t, f, r, View{})))
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]*html.Node{}
		for n := range root.Descendants() {
			if id, ok := attributeOf(n, "id"); ok && n.Type == html.ElementNode {
				at[id] = n
			}
		}
		ids := newChartIDs(newChartMaker(r, room{}))
		for i := range r.Charts {
			for k := range r.Charts[i].Rows {
				row := &r.Charts[i].Rows[k]
				if at[ids.rows[row]] == nil {
					t.Errorf("%s: no row %s", name, ids.rows[row])
				}
				for n := range row.Cells {
					if !row.Scored {
						continue
					}
					cell := &row.Cells[n]
					id := ids.cells[cell]
					whole := at[id]
					if whole != nil && whole.Data == "a" {
						href, _ := attributeOf(whole, "href")
						whole = at[strings.TrimPrefix(href, "#")]
					}
					if whole == nil || whole.Data != "details" {
						t.Errorf("%s: no cell %s", name, id)
						continue
					}
					text := textOf(whole)
					if !strings.Contains(text, cell.Status.Words()) {
						t.Errorf("%s: %s does not say %q: %s", name, id, cell.Status.Words(), text)
					}
					for _, e := range cell.Evidence {
						if quote := strings.TrimSpace(harmless(e.Quote)); !strings.Contains(text, quote) {
							t.Errorf("%s: %s lacks the quotation %q: %s", name, id, quote, text)
						}
					}
				}
			}
		}
	}
}

func TestMarkedQuote(t *testing.T) {
	for _, c := range []struct {
		quote   string
		start   int
		matches []priorart.Match
		want    string
	}{
		{"a lid", 0, nil, "a lid"},
		{"a <b>lid & pin", 10, []priorart.Match{{Term: "lid", Start: 15, End: 18, Why: "same word"}, {Term: "bolt", Start: 21, End: 24, Why: `synonym: "pin"`}},
			`a &lt;b&gt;<mark title="lid: same word">lid</mark> &amp; <mark class="other" title="bolt: synonym: &#34;pin&#34;">pin</mark>`},
		{"a cover", 0, []priorart.Match{{Term: "lid", Start: 2, End: 7, Why: "broader: cover"}, {Term: "cap", Start: 2, End: 7, Why: "same stem"}, {Term: "c", Start: 2, End: 3, Why: "same word"}},
			`a <mark class="kin" title="lid: broader: cover; cap: same stem">cover</mark>`},
		{"out of it", 5, []priorart.Match{{Term: "x", Start: 0, End: 3, Why: "same word"}, {Term: "y", Start: 9, End: 90, Why: "same word"}, {Term: "z", Start: 12, End: 11}}, "out of it"},
	} {
		if got := markedQuote(&priorart.Evidence{Quote: c.quote, Start: c.start, Matches: c.matches}); got != c.want {
			t.Errorf("%q: %s, want %s", c.quote, got, c.want)
		}
	}
}

func TestSlug(t *testing.T) {
	for label, want := range map[string]string{"[a]": "a", "1[a][ii]": "1.a.ii", "D2": "D2", "Smith 1999/3": "Smith.1999.3", "": "_", "構成": "_", "[pre]": "pre"} {
		if got := slug(label); got != want {
			t.Errorf("%q: %q, want %q", label, got, want)
		}
	}
}

// TestChartIDs: what has the same number and label again is told apart, also from a name that looks like the one that would be given.
func TestChartIDs(t *testing.T) {
	r := &Report{Charted: &Charted{
		Sets: []Document{{Name: "a"}, {Name: "b"}}, Art: []Art{{ID: "x", Label: "D 1"}, {ID: "y", Label: "D.1"}, {ID: "z", Label: "D.1-2"}},
		Charts: []priorart.ClaimChart{
			{Document: "a", Claim: 2, Rows: []priorart.Row{{Label: "1[a]", InheritedFrom: 1, Cells: []priorart.Cell{{Reference: "x"}, {Reference: "unlisted"}}}, {Label: "2[a]"}, {Label: "2[a]"}}},
			{Document: "b", Claim: 2, Via: 1},
		},
	}}
	ids := newChartIDs(newChartMaker(r, room{}))
	a := &r.Charts[0]
	got := []string{ids.art["x"], ids.art["y"], ids.art["z"], ids.charts[a], ids.rows[&a.Rows[0]], ids.cells[&a.Rows[0].Cells[0]], ids.cells[&a.Rows[0].Cells[1]], ids.rows[&a.Rows[1]], ids.rows[&a.Rows[2]], ids.charts[&r.Charts[1]]}
	want := []string{"D.1", "D.1-2", "D.1-2-2", "c2", "c2.1.a", "c2.1.a.D.1", "c2.1.a.unlisted", "c2.a", "c2.a-2", "s2.c2via1"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestChartPageNasty puts what could break out into every text of a chart.
func TestChartPageNasty(t *testing.T) {
	const nasty = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"'><a href="javascript:alert(1)">&amp;<!--`
	r := reports(t)["small"]
	r.Document, r.Dates, r.Tool = nasty, nasty, nasty
	r.Options.Against, r.Inputs[0].Name = []string{nasty}, nasty
	for i := range r.Sets {
		r.Sets[i].Name, r.Sets[i].Title, r.Sets[i].Number = nasty, nasty, nasty
		for k := range r.Sets[i].Claims {
			c := &r.Sets[i].Claims[k].Claim
			c.Text, c.Status, c.Origin.Instruction, c.Category = nasty, nasty, nasty, claims.Category(nasty)
		}
	}
	for i := range r.Art {
		r.Art[i].Title, r.Art[i].Label, r.Art[i].Kind = nasty, nasty, nasty
	}
	for i := range r.Charts {
		c := &r.Charts[i]
		c.Document = nasty
		for k := range c.Rows {
			c.Rows[k].Label, c.Rows[k].Text = nasty, nasty
			for n := range c.Rows[k].Cells {
				cell := &c.Rows[k].Cells[n]
				cell.Reason, cell.Missing, cell.Found = nasty, []string{nasty}, []string{nasty}
				cell.Evidence = []priorart.Evidence{{Loc: nasty, Cite: nasty, Quote: nasty, Matches: []priorart.Match{{Term: nasty, Start: 3, End: 9, Why: nasty}}}}
			}
		}
		for k := range c.References {
			c.References[k].Label, c.References[k].Title, c.References[k].Reason = nasty, nasty, nasty
		}
	}
	var b bytes.Buffer
	if err := writeHTML(&b, r, View{}); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	scripts := 0
	for n := range root.Descendants() {
		switch {
		case n.Type == html.CommentNode, n.Type == html.ElementNode && n.Data == "img":
			t.Errorf("%v %s came out of an input", n.Type, n.Data)
		case n.Data == "script":
			scripts++
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
				t.Errorf("%s=%q came out of an input", a.Key, a.Val)
			}
		}
	}
	if scripts != 1 {
		t.Errorf("%d scripts", scripts)
	}
}
