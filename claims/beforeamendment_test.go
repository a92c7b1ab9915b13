package claims

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Each listing as it was before its amendments, and as amended.
func TestBefore(t *testing.T) {
	list := func(set *Set) string {
		var out []string
		for i := range set.Claims {
			c := &set.Claims[i]
			out = append(out, fmt.Sprintf("%d|%s|%s", c.Num, c.Status, c.Text))
		}
		return strings.Join(out, "\n")
	}
	for _, c := range []struct {
		name, text, before, after, note string
	}{
		{"marks of every kind behind statuses",
			"1. (Currently Amended) A lamp comprising a [[red]]{+blue+} bulb and a <s>small</s> base[[.]]<u>; and a shade.</u>\n\n" +
				"2. (Original) The lamp of claim 1, wherein the bulb is round.\n\n" +
				"3. {+(New)+} The lamp of claim 1, wherein the base is heavy.\n\n" +
				"4. [[(Original)]] (Currently Amended) The lamp of claim [[3]]<u>2</u>, wherein the shade is [[in]]flammable, made of ~~pine~~ <ins>oak</ins>.\n\n" +
				"5. (Canceled)\n\n" +
				"{+6. (New) The lamp of claim 1,\nwherein the shade is round.+}\n",
			"1||A lamp comprising a red bulb and a small base.\n2||The lamp of claim 1, wherein the bulb is round.\n" +
				"4||The lamp of claim 3, wherein the shade is inflammable, made of pine.\n5|canceled|",
			"1|currently amended|A lamp comprising a blue bulb and a base; and a shade.\n2|original|The lamp of claim 1, wherein the bulb is round.\n" +
				"3|new|The lamp of claim 1, wherein the base is heavy.\n4|currently amended|The lamp of claim 2, wherein the shade is flammable, made of oak.\n5|canceled|\n" +
				"6|new|The lamp of claim 1, wherein the shade is round.", ""},
		{"no status: brackets and the tool's own marks amend, underlining does not",
			"1. A <u>lamp</u> comprising a [[red]] {+blue+} bulb.\n2. The lamp of claim 1, wherein the <u>bulb</u> is round.\n",
			"1||A lamp comprising a red bulb.\n2||The lamp of claim 1, wherein the bulb is round.",
			"1||A lamp comprising a blue bulb.\n2||The lamp of claim 1, wherein the bulb is round.", ""},
		{"a defined term underlined in a claim that is not amended",
			"1. (Currently Amended) A lamp comprising a bulb<u>, lit</u>.\n2. (Original) The <u>lamp</u> of claim 1, wherein the bulb is round.\n3. The <u>lamp</u> of claim 1.\n",
			"1||A lamp comprising a bulb.\n2||The lamp of claim 1, wherein the bulb is round.\n3||The lamp of claim 1.",
			"1|currently amended|A lamp comprising a bulb, lit.\n2|original|The lamp of claim 1, wherein the bulb is round.\n3||The lamp of claim 1.", ""},
		{"only emphasis: nothing is amended", "1. A <u>lamp</u> comprising a bulb of ~5 mm.\n2. The lamp of claim 1, lit.\n", "", "1||A lamp comprising a bulb of ~5 mm.\n2||The lamp of claim 1, lit.", ""},
		{"lines without an empty one between",
			"1. (Currently amended) A lamp comprising a [[red]] bulb.\n2. (Canceled)\n3. (Previously presented) The lamp of claim 1, lit.\n4. (New) The lamp of claim 1, dark.\n",
			"1||A lamp comprising a red bulb.\n2|canceled|\n3||The lamp of claim 1, lit.",
			"1|currently amended|A lamp comprising a bulb.\n2|canceled|\n3|previously presented|The lamp of claim 1, lit.\n4|new|The lamp of claim 1, dark.", ""},
		{"an answer to the office, with its heading and remarks",
			"Application 99/999,999\n\nAMENDMENTS TO THE CLAIMS\n\nThis listing of claims replaces all prior versions.\n\n1. (Currently amended) A lamp comprising a [[red]] bulb.\n\n" +
				"2. (Canceled)\n\n3. (Original) The lamp of claim 1, lit.\n\nREMARKS\n\nClaims 1 and 3 are pending. Claim 1 has been amended to say that the bulb may have any color.\n",
			"1||A lamp comprising a red bulb.\n2|canceled|\n3||The lamp of claim 1, lit.",
			"1|currently amended|A lamp comprising a bulb.\n2|canceled|\n3|original|The lamp of claim 1, lit.", ""},
		{"no marks at all", "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein [0012] is lit.\n", "", "1||A lamp comprising a bulb.\n2||The lamp of claim 1, wherein [0012] is lit.", ""},
		{"statuses without marks",
			"1. (Currently Amended) A lamp comprising a bulb.\n2. (Previously presented) The lamp of claim 1, lit.\n", "",
			"1|currently amended|A lamp comprising a bulb.\n2|previously presented|The lamp of claim 1, lit.",
			"marked (currently amended), with nothing marked as added or deleted, so that what they said before is not in the file: claim 1"},
	} {
		after, err := Parse(&Document{Text: c.text})
		if err != nil {
			t.Fatal(c.name, err)
		}
		before, err := Parse(&Document{Text: c.text, Before: true})
		if err != nil {
			t.Fatal(c.name, err)
		}
		for i := range before.Claims { // lines are those of the file
			if c := after.Claim(before.Claims[i].Num); c.Origin.Line != before.Claims[i].Origin.Line {
				t.Errorf("%s: claim %d on line %d, as amended on %d", c.Text, c.Num, before.Claims[i].Origin.Line, c.Origin.Line)
			}
		}
		after.AmendedFrom(before)
		if got := list(after); got != c.after {
			t.Errorf("%s: as amended\n%s\nwant\n%s", c.name, got, c.after)
		}
		got := ""
		if after.Before != nil {
			got = list(after.Before)
		}
		if got != c.before {
			t.Errorf("%s: before\n%s\nwant\n%s", c.name, got, c.before)
		}
		if c.note != "" && !slices.Contains(after.Notes, c.note) {
			t.Errorf("%s: notes %q", c.name, after.Notes)
		}
	}
}

// Claims that the source cut: brackets amend, with a status or without; what only looks like marks does not.
func TestBeforeOfCutClaims(t *testing.T) {
	doc := Document{Claims: []CutClaim{
		{Num: 1, Status: "currently amended", Text: "A lamp comprising a [[red]] bulb."},
		{Num: 2, Text: "(Currently amended) The lamp of claim 1, wherein the bulb is [[round]] {+oval+}."},
		{Num: 3, Text: "The lamp of claim 1, wherein a [[round]] bulb is lit."},
		{Num: 4, Text: "The lamp of claim 1, wherein a matrix [[1 2] [3 4]] of {a + b} is <u>lit</u>."},
	}}
	after, err := Parse(&doc)
	if err != nil {
		t.Fatal(err)
	}
	earlier := doc
	earlier.Before = true
	before, err := Parse(&earlier)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][2]string{
		{"A lamp comprising a red bulb.", "A lamp comprising a bulb."},
		{"The lamp of claim 1, wherein the bulb is round.", "The lamp of claim 1, wherein the bulb is oval."},
		{"The lamp of claim 1, wherein a round bulb is lit.", "The lamp of claim 1, wherein a bulb is lit."},
		{"The lamp of claim 1, wherein a matrix [[1 2] [3 4]] of {a + b} is lit.", "The lamp of claim 1, wherein a matrix [[1 2] [3 4]] of {a + b} is lit."},
	} {
		if got := [2]string{before.Claims[i].Text, after.Claims[i].Text}; got != want {
			t.Errorf("claim %d: %q, want %q", i+1, got, want)
		}
	}
}

// An article only talks of amendments.
func TestBeforeOfArticle(t *testing.T) {
	text := "Claim 1 of the patent reads: “A lamp comprising a [[red]] bulb and a base that holds the bulb.” The office said otherwise.\n"
	after, err := Parse(&Document{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	before, err := Parse(&Document{Text: text, Before: true})
	if err != nil {
		t.Fatal(err)
	}
	if after.AmendedFrom(before); !after.Article || after.Before != nil {
		t.Errorf("article %v, before %v", after.Article, after.Before)
	}
}

// Claims of a listing are those with their numbers, whatever their words.
func TestPairAmended(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"1. (Currently Amended) A lamp comprising [[a red bulb and a base of brass]]<u>wheels, a frame, two pedals and a bell</u>.\n2. (Canceled)\n" +
			"3. (New) A lamp comprising a red bulb and a base of brass.\n4. (Original) The lamp of claim 3, lit.\n5. (Currently amended) The lamp of claim 3, wherein it is round.\n" +
			"6. (Currently amended) [[The lamp of claim 1]]<u>A cup</u>, comprising a red handle.\n",
			"1 amended\n2 canceled; its words are not in the file\n3 new\n4 unchanged\n5 marked amended, but not how\n6 amended, and now independent"},
	} {
		after, err := Parse(&Document{Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		before, err := Parse(&Document{Text: c.text, Before: true})
		if err != nil {
			t.Fatal(err)
		}
		after.AmendedFrom(before)
		var got []string
		for _, p := range PairAmended(before, after) {
			got = append(got, fmt.Sprintf("%d %s", p.num(), p.Summary))
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), c.want)
		}
	}
}
