package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimchart/claims"
)

// lampPage is a page as the server of Google Patents sends it, about a lamp that was never patented.
const lampPage = `<!DOCTYPE html>
<html lang="en">
<head><title>XX1234567B2 - Lamp - Google Patents</title><meta name="DC.title" content="Lamp with a tilting base "></head>
<body>
<search-app><article class="result" itemscope itemtype="http://schema.org/ScholarlyArticle">
<h1 itemprop="pageTitle">US01234567B2 - Lamp with a tilting base - Google Patents</h1>
<table><tr itemprop="backwardReferences" itemscope repeat><td><span itemprop="publicationNumber">US9999999A</span></td>
<td><span itemprop="title">Another lamp</span><td><time itemprop="priorityDate">1999-01-01</time></td></tr></table>
<dl><dt>Publication number</dt><dd itemprop="publicationNumber">US01234567B2</dd>
<dd itemprop="events" itemscope repeat><time itemprop="date" datetime="2013-02-03">2013-02-03</time> <span itemprop="title">Application granted</span></dd>
<dd itemprop="events" itemscope repeat><time itemprop="date" datetime="2020-02-03">2020-02-03</time> <span itemprop="title">Anticipated expiration</span></dd></dl>
<span itemprop="title">Lamp with a tilting base
</span>
<dd><time itemprop="priorityDate" datetime="2009-05-06">2009-05-06</time></dd>
<dd><time itemprop="filingDate" datetime="2010-05-06">2010-05-06</time></dd>
<dd><time itemprop="publicationDate" datetime="2013-02-03">2013-02-03</time></dd>
<section itemprop="abstract" itemscope><h2>Abstract</h2><div itemprop="content" html><abstract><div class="abstract">A lamp that tilts, filled with H<sub>2</sub>O.</div></abstract></div></section>
<section itemprop="description" itemscope><h2>Description</h2><div itemprop="content" html><div class="description">
<heading id="h-0001">BACKGROUND</heading>
<div id="p-0002" num="0001" class="description-paragraph">Lamps <figure-callout id="10" label="lamps">10</figure-callout> fall over, see <figref idref="DRAWINGS">FIG. <b>1</b></figref>.</div>
<div id="p-0003" num="0002" class="description-paragraph">At 10<sup>−9</sup> bar they do not.<ul><li>One reason is weight.</li><li>Another is not.</li></ul></div>
</div></div></section>
<section itemprop="claims" itemscope><h2>Claims (<span itemprop="count">4</span>)</h2><div itemprop="content" html>
<div mxw-id="PCLM1" lang="EN" class="claims"><claim-statement>What is claimed is:</claim-statement>
<div class="claim"> <div id="CLM-00001" num="00001" class="claim">
<div class="claim-text"><b>1</b>. A lamp comprising:
<div class="claim-text">a base; and</div>
<div class="claim-text">an arm having:
<div class="claim-text">a first joint, and</div><div class="claim-text">a second joint;</div></div>
wherein the base holds H<sub>2</sub>O.</div>
</div></div>
<div class="claim-dependent"> <div id="CLM-00002" num="00002" class="claim"><div class="claim-text"><b>2</b>. The lamp of <claim-ref idref="CLM-00001">claim 1</claim-ref>, wherein the base is <img src="x.png"> round.</div></div></div>
<div class="claim-dependent"> <div id="CLM-00003" num="00003" class="claim"><div class="claim-text"><b>3</b>. The lamp of <claim-ref idref="CLM-00002">claim 2</claim-ref>, lit.</div></div></div>
<div class="claim-dependent"> <div id="CLM-00004" num="00004" class="claim"><div class="claim-text"><b>4</b>. The lamp of any of <claim-ref idref="CLM-00001">claims 1</claim-ref> to <claim-ref idref="CLM-00003">3</claim-ref>, dimmed.</div></div></div>
</div></div></section>
</article></search-app></body></html>`

func TestGooglePatent(t *testing.T) {
	docs, err := readHTML("lamp.html", []byte(lampPage), Options{Description: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []*claims.Document{{
		Name: "lamp.html", Format: "google-patents", Number: "US1234567B2", Country: "US", Kind: "B2", Title: "Lamp with a tilting base", Language: "en",
		Dates:    claims.Dates{Priority: "2009-05-06", Filing: "2010-05-06", Publication: "2013-02-03", Grant: "2013-02-03"},
		Abstract: "A lamp that tilts, filled with H₂O.",
		Paragraphs: []claims.Paragraph{
			{Text: "BACKGROUND", Heading: true, Line: 19},
			{Loc: "[0001]", Text: "Lamps 10 fall over, see FIG. 1.", Line: 20},
			{Loc: "[0002]", Text: "At 10⁻⁹ bar they do not.", Line: 21},
			{Text: "One reason is weight.", Line: 21},
			{Text: "Another is not.", Line: 21},
		},
		Claims: []claims.CutClaim{
			{Num: 1, Text: "A lamp comprising:\n  a base; and\n  an arm having:\n    a first joint, and\n    a second joint;\nwherein the base holds H₂O.", Line: 25, Refs: []int{}},
			{Num: 2, Text: "The lamp of claim 1, wherein the base is round.", Line: 32, Refs: []int{1}},
			{Num: 3, Text: "The lamp of claim 2, lit.", Line: 33, Refs: []int{2}},
			{Num: 4, Text: "The lamp of any of claims 1 to 3, dimmed.", Line: 34, Refs: []int{1, 2, 3}},
		},
		Notes: []string{"1 images in the claims cannot be read: look at the page"},
	}}
	if d := cmp.Diff(want, docs); d != "" {
		t.Errorf("lamp page (-want +got):\n%s", d)
	}
}

// TestGooglePatentForms reads the other forms that such pages have: lists, sibling parts, two languages, a page after its scripts ran.
func TestGooglePatentForms(t *testing.T) {
	const open, end = `<html lang="en"><body><dd itemprop="publicationNumber">DE10000001A1</dd><section itemprop="claims">`, `</section></body></html>`
	for _, c := range []struct {
		name, page, language string
		want                 []claims.CutClaim
	}{
		{"list", `<ol class="claims"><li class="claim"><div class="claim" num="1"><div class="claim-text">A cup having a handle.</div></div></li>` +
			`<li class="claim-dependent"><div class="claim" num="2"><div class="claim-text">A cup according to claim 1, red.</div></div></li></ol>`, "",
			[]claims.CutClaim{{Num: 1, Text: "A cup having a handle."}, {Num: 2, Text: "A cup according to claim 1, red."}}},
		{"siblings", `<div class="claims"><div class="claim" num="00001"><div class="claim-text">1 . A cup comprising:</div><div class="claim-text">a wall; and</div><div class="claim-text">a floor.</div></div></div>`, "",
			[]claims.CutClaim{{Num: 1, Text: "A cup comprising:\na wall; and\na floor."}}},
		{"translated", `<div class="claim" num="1"><div class="claim-text"><span class="notranslate"><span class="google-src-text">Tasse mit Henkel.</span>Cup with handle.</span></div></div>`, "",
			[]claims.CutClaim{{Num: 1, Text: "Cup with handle."}}},
		{"original asked for", `<div class="claim" num="1"><div class="claim-text"><span class="notranslate"><span class="google-src-text">Tasse mit Henkel.</span>Cup with handle.</span></div></div>`, "de",
			[]claims.CutClaim{{Num: 1, Text: "Tasse mit Henkel."}}},
		{"two languages", `<div class="claims" lang="DE"><div class="claim" num="1">Tasse.</div></div><div class="claims" lang="EN"><div class="claim" num="1">Cup.</div></div>`, "",
			[]claims.CutClaim{{Num: 1, Text: "Cup."}}},
		{"the other", `<div class="claims" lang="DE"><div class="claim" num="1">Tasse.</div></div><div class="claims" lang="EN"><div class="claim" num="1">Cup.</div></div>`, "de",
			[]claims.CutClaim{{Num: 1, Text: "Tasse."}}},
		{"no numbers", `<div class="claim">A pan.</div><div class="claim">The pan of claim 1, flat.</div>`, "",
			[]claims.CutClaim{{Text: "A pan."}, {Text: "The pan of claim 1, flat."}}},
		{"a number inside stays", `<div class="claim" num="1"><div class="claim-text">2. 5 cups.</div></div>`, "",
			[]claims.CutClaim{{Num: 1, Text: "2. 5 cups."}}},
		{"range within a reference", `<div class="claim" num="1">A.</div><div class="claim" num="2">B.</div><div class="claim" num="3">C.</div><div class="claim" num="4">The pan of <claim-ref idref="c1">claims 1-3</claim-ref>.</div>`, "",
			[]claims.CutClaim{{Num: 1, Text: "A.", Refs: []int{}}, {Num: 2, Text: "B.", Refs: []int{}}, {Num: 3, Text: "C.", Refs: []int{}}, {Num: 4, Text: "The pan of claims 1-3.", Refs: []int{1, 2, 3}}}},
		{"alternatives are no range", `<div class="claim" num="1">A.</div><div class="claim" num="2">B.</div><div class="claim" num="3">The pan of <claim-ref idref="c1">claim 1</claim-ref> or <claim-ref idref="c2">2</claim-ref>.</div>`, "",
			[]claims.CutClaim{{Num: 1, Text: "A.", Refs: []int{}}, {Num: 2, Text: "B.", Refs: []int{}}, {Num: 3, Text: "The pan of claim 1 or 2.", Refs: []int{1, 2}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs, err := readHTML("x", []byte(open+c.page+end), Options{Language: c.language})
			if err != nil {
				t.Fatal(err)
			}
			for i := range docs[0].Claims {
				docs[0].Claims[i].Line = 0
			}
			if d := cmp.Diff(c.want, docs[0].Claims); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
			if docs[0].Format != "google-patents" || docs[0].Number != "DE10000001A1" {
				t.Errorf("format %q, number %q", docs[0].Format, docs[0].Number)
			}
		})
	}
}

func TestGooglePatentRendered(t *testing.T) {
	const page = `<!DOCTYPE html><html lang="en"><body><patent-result><div id="wrapper" class="style-scope patent-result">
<h1 id="title" class="scroll-target style-scope patent-result">Whistle</h1><h2 id="pubnum" class="style-scope patent-result">US20100000001A1</h2>
<application-timeline><div class="event layout horizontal style-scope application-timeline"><div class="priority style-scope application-timeline">2008-07-01</div><div class="flex title style-scope application-timeline">Priority to US1</div></div>
<div class="event layout horizontal style-scope application-timeline"><div class="publication style-scope application-timeline">2010-01-07</div><div class="flex title">Publication of US20100000001A1</div></div></application-timeline>
<patent-text name="abstract"><div class="abstract style-scope patent-text">A whistle.</div></patent-text>
<patent-text name="claims"><section id="text"><div class="claims style-scope patent-text"><div class="claim style-scope patent-text"><div id="CLM-00001" num="00001" class="claim style-scope patent-text"><div class="claim-text style-scope patent-text">1. A whistle comprising a pea.</div></div></div></div></section></patent-text>
<patent-text name="description"><section id="text"><ul class="description style-scope patent-text"><heading class="style-scope patent-text">FIELD</heading><li class="style-scope patent-text"><para-num num="[0001]" class="style-scope patent-text"></para-num><div id="p-0001" num="1" class="description-line style-scope patent-text">Whistles are loud.</div></li></ul></section></patent-text>
</div></patent-result></body></html>`
	docs, err := readHTML("whistle.html", []byte(page), Options{Description: true})
	if err != nil {
		t.Fatal(err)
	}
	got := docs[0]
	if got.Title != "Whistle" || got.Number != "US20100000001A1" || got.Kind != "A1" || got.Dates != (claims.Dates{Priority: "2008-07-01", Publication: "2010-01-07"}) {
		t.Errorf("title %q, number %q, kind %q, dates %+v", got.Title, got.Number, got.Kind, got.Dates)
	}
	if len(got.Claims) != 1 || got.Claims[0].Text != "A whistle comprising a pea." || got.Abstract != "A whistle." {
		t.Errorf("claims %+v, abstract %q", got.Claims, got.Abstract)
	}
	if len(got.Paragraphs) != 2 || !got.Paragraphs[0].Heading || got.Paragraphs[1].Loc != "[0001]" || got.Paragraphs[1].Text != "Whistles are loud." {
		t.Errorf("paragraphs %+v", got.Paragraphs)
	}
}

// TestNoGooglePatent holds what only looks like such a page.
func TestNoGooglePatent(t *testing.T) {
	for _, page := range []string{
		`<html><body><p>Read <a href="https://patents.google.com/patent/US1/en">the patent</a>.</p><div class="claims"><p>They claim a lot.</p></div></body></html>`,
		`<html><body><div class="claim">My claim to fame.</div></body></html>`,
	} {
		docs, err := readHTML("x", []byte(page), Options{})
		if err != nil || docs[0].Format != "html" || strings.TrimSpace(docs[0].Text) == "" {
			t.Errorf("%s: %v, %v", page, docs, err)
		}
	}
}
