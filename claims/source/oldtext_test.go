package source

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
)

// wantPatent is what a sample file says, read from the file by eye before the reader ran.
type wantPatent struct {
	number, title               string
	filing, grant, priority     string
	country, kind               string
	inPart                      bool          // it continues another in part, which is said
	refs                        map[int][]int // of the claims that refer to others, from their words
	claims, headings, paragraph int
}

// all is the reference to one claim of the claims from low to high.
func all(low, high, ref int) map[int][]int {
	out := map[int][]int{}
	for n := low; n <= high; n++ {
		out[n] = []int{ref}
	}
	return out
}

func merge(parts ...map[int][]int) map[int][]int {
	out := map[int][]int{}
	for _, p := range parts {
		for n, refs := range p {
			out[n] = refs
		}
	}
	return out
}

var wantGreenbook = map[string]wantPatent{
	"US03932709.greenbook": {number: "US3932709", title: "Electronic business telephone", filing: "1974-03-07", grant: "1976-01-13", priority: "1973-04-16", inPart: true, country: "US",
		claims: 17, headings: 5, paragraph: 143,
		refs: merge(all(2, 3, 1), all(5, 8, 4), all(9, 11, 8), all(13, 13, 12), all(15, 15, 14))},
	"US03937375.greenbook": {number: "US3937375", title: "Bumper support for a boat loader", filing: "1974-10-29", grant: "1976-02-10", country: "US",
		claims: 3, headings: 0, paragraph: 21, refs: merge(all(2, 2, 1), all(3, 3, 2))},
	"US04347903.greenbook": {number: "US4347903", title: "Electronic reading balance", filing: "1979-07-05", grant: "1982-09-07", priority: "1978-07-10", country: "US",
		claims: 3, headings: 6, paragraph: 22, refs: all(2, 3, 1)},
}

var wantBRS = []wantPatent{
	{number: "US9204581B2", title: "Method for performing chip level electromagnetic interference reduction, and associated apparatus",
		filing: "2012-11-14", grant: "2015-12-01", priority: "2011-11-14", country: "US", kind: "B2", claims: 20, headings: 5, paragraph: 45,
		refs: merge(all(2, 2, 1), all(3, 3, 2), all(4, 4, 1), all(5, 5, 4), all(6, 6, 1), all(7, 9, 6), all(10, 10, 1),
			all(12, 12, 11), all(13, 13, 12), all(14, 14, 11), all(15, 15, 14), all(16, 16, 11), all(17, 19, 16), all(20, 20, 11))},
	{number: "US9204582B2", title: "Electronic device protection", filing: "2014-12-19", grant: "2015-12-01", priority: "2010-08-16", inPart: true, country: "US", kind: "B2",
		claims: 20, headings: 6, paragraph: 80,
		refs: merge(all(2, 3, 1), all(4, 4, 3), all(5, 5, 4), all(6, 8, 1), all(10, 11, 9), all(12, 12, 11), all(13, 13, 12), all(14, 14, 9),
			all(15, 15, 14), all(16, 16, 9), all(18, 20, 17))},
	{number: "US9204583B2", title: "Cylindrical electromagnetic bandgap and coaxial cable having the same", filing: "2012-05-30", grant: "2015-12-01",
		priority: "2011-06-09", country: "US", kind: "B2", claims: 18, headings: 5, paragraph: 81,
		refs: merge(all(2, 7, 1), all(9, 11, 8), all(13, 13, 12), all(14, 14, 13), all(15, 18, 12))},
	{number: "US9204584B2", title: "Testing system for testing a portable electronic device", filing: "2013-08-20", grant: "2015-12-01",
		priority: "2013-05-23", country: "US", kind: "B2", claims: 17, headings: 4, paragraph: 50,
		refs: merge(all(2, 2, 1), all(3, 3, 2), all(4, 4, 3), all(5, 5, 4), all(6, 6, 1), all(7, 8, 6), all(9, 10, 1), all(11, 11, 10),
			all(12, 13, 1), all(14, 17, 13))},
	{number: "US9204585B2", title: "Configurations of apertures in a miniature electronic component carrier mask", filing: "2014-01-06",
		grant: "2015-12-01", priority: "2005-03-25", country: "US", kind: "B2", claims: 20, headings: 7, paragraph: 70,
		refs: merge(all(2, 8, 1), all(10, 10, 9), all(11, 11, 10), all(12, 15, 9), all(17, 20, 16))},
	{number: "US9204586B2", title: "Electronic-circuit assembling process", filing: "2011-06-07", grant: "2015-12-01", priority: "2010-06-10",
		country: "US", kind: "B2", claims: 16, headings: 6, paragraph: 243, refs: merge(all(2, 8, 1), all(10, 16, 9))},
}

var wantSGML = map[string]wantPatent{
	"US06336130.xml": {number: "US6336130B1", title: "Arrangement for improving availability of services in a communication system", filing: "1999-10-05",
		grant: "2002-01-01", priority: "1997-04-08", country: "US", kind: "B1", claims: 22, headings: 4, paragraph: 42},
	"US06337117.xml": {number: "US6337117B1", title: "Optical memory device", filing: "1999-06-30", grant: "2002-01-08", priority: "1998-07-01",
		country: "US", kind: "B1", claims: 39, headings: 29, paragraph: 346},
	"USD435854S1.xml": {number: "USD435854S", title: "Disc cartridge", filing: "1999-01-06", grant: "2001-01-02", country: "US", kind: "S",
		claims: 1, headings: 0, paragraph: 1},
}

// checkPatent compares a document with what its file says. The references come from the claims' words, by claims.Parse; a document
// whose source marks them is compared elsewhere.
func checkPatent(t *testing.T, doc *claims.Document, want wantPatent) {
	t.Helper()
	got := wantPatent{number: doc.Number, title: doc.Title, filing: doc.Dates.Filing, grant: doc.Dates.Grant, priority: doc.Dates.Priority,
		country: doc.Country, kind: doc.Kind, inPart: want.inPart, claims: len(doc.Claims), headings: want.headings, paragraph: want.paragraph, refs: want.refs}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", doc.Name, got, want)
	}
	if len(doc.Notes) > 1 || (len(doc.Notes) == 1 && strings.Contains(doc.Notes[0], "in part")) != want.inPart {
		t.Errorf("%s: notes %q", doc.Name, doc.Notes)
	}
	published := "" // only ST.32 states a grant's date as that of its publication
	if doc.Format == "uspto-sgml" {
		published = want.grant
	}
	if doc.Dates.Publication != published {
		t.Errorf("%s: publication %q, want %q", doc.Name, doc.Dates.Publication, published)
	}
	for i, c := range doc.Claims {
		if c.Num != i+1 || c.Line == 0 {
			t.Errorf("%s: claim %d stands at place %d, line %d", doc.Name, c.Num, i+1, c.Line)
		}
	}
	if want.refs == nil {
		return
	}
	set, err := claims.Parse(doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range set.Claims {
		if !slices.Equal(c.Refs, want.refs[c.Num]) {
			t.Errorf("%s: claim %d refers to %v, want %v", doc.Name, c.Num, c.Refs, want.refs[c.Num])
		}
	}
	for _, c := range doc.Claims {
		if c.Refs != nil {
			t.Errorf("%s: claim %d has references from markup that is not there", doc.Name, c.Num)
		}
	}
}

// checkProse compares the number of headings and paragraphs.
func checkProse(t *testing.T, doc *claims.Document, want wantPatent) {
	t.Helper()
	headings, paragraphs, line := 0, 0, 0
	for _, p := range doc.Paragraphs {
		if p.Heading {
			headings++
		} else {
			paragraphs++
		}
		if p.Loc != "" || p.Text == "" || p.Line < line {
			t.Errorf("%s: paragraph %+v", doc.Name, p)
		}
		line = p.Line
		if strings.Contains(p.Text, ".sub.") || strings.Contains(p.Text, ".sup.") || strings.ContainsAny(p.Text, "<>") {
			t.Errorf("%s:%d: codes are left: %q", doc.Name, p.Line, p.Text)
		}
	}
	if headings != want.headings || paragraphs != want.paragraph {
		t.Errorf("%s: %d headings and %d paragraphs, want %d and %d", doc.Name, headings, paragraphs, want.headings, want.paragraph)
	}
}
