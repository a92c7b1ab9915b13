package claims

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// amendedList is an invented answer to an office action, with the marks that parse --marks writes.
const amendedList = `1. (Currently Amended) A lamp comprising a [[red]]{+blue+} bulb and a [[small]] base[[.]]{+;+} and a shade.

2. {+(New)+} The lamp of claim 1, wherein the bulb is {+a round+} one.

{+3. (New) The lamp of claim 1,
wherein the base is heavy.+}

4. [[(Original)]] (Currently Amended) The lamp of claim [[1]]{+2+}, wherein the shade is [[in]]flammable, made of ~~pine~~ <u>oak</u>.
`

func TestAmendments(t *testing.T) {
	for _, c := range []struct {
		keep bool
		note bool
		want []string
	}{
		{false, true, []string{
			"1|currently amended|[]|A lamp comprising a blue bulb and a base; and a shade.",
			"2|new|[1]|The lamp of claim 1, wherein the bulb is a round one.",
			"3|new|[1]|The lamp of claim 1, wherein the base is heavy.",
			"4|currently amended|[2]|The lamp of claim 2, wherein the shade is flammable, made of oak.",
		}},
		{true, false, []string{
			"1|currently amended|[]|A lamp comprising a [[red]]{+blue+} bulb and a [[small]] base[[.]]{+;+} and a shade.",
			"2|new|[1]|The lamp of claim 1, wherein the bulb is {+a round+} one.",
			"3|new|[1]|{+The lamp of claim 1, wherein the base is heavy.+}",
			"4|currently amended|[2]|The lamp of claim [[1]]{+2+}, wherein the shade is [[in]]flammable, made of [[pine]] {+oak+}.",
		}},
	} {
		set, err := Parse(&Document{Name: "answer", Text: amendedList, Marks: c.keep})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range set.Claims {
			cl := &set.Claims[i]
			got = append(got, fmt.Sprintf("%d|%s|%v|%s", cl.Num, cl.Status, cl.Refs, cl.Text))
			for _, e := range cl.Elements {
				if cl.Text[e.Start:e.End] != e.Text {
					t.Errorf("keep %v, %s: %q is not at %d to %d of the claim", c.keep, e.Label, e.Text, e.Start, e.End)
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("keep %v:\n%s\nwant\n%s", c.keep, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
		if said := slices.Contains(set.Notes, "the document marks amendments: they were taken as accepted"); said != c.note {
			t.Errorf("keep %v: notes %q", c.keep, set.Notes)
		}
	}
}

// The elements of a claim that keeps its marks are those of the claim as amended, with the marks at their ends.
func TestMarkedElements(t *testing.T) {
	set, err := Parse(&Document{Marks: true, Claims: []CutClaim{
		{Num: 1, Text: "{+(New)+} A lamp comprising: {+a base of oak+}; a bulb [[of glass]]; and [[a candle]] a shade."},
		{Num: 2, Text: "{+(New) The lamp of claim 1, wherein the base is heavy.+}"},
		{Num: 3, Text: "The lamp of claim 1, wherein a (New) [x] is {a + b}."}, // no status, and no marks
	}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range set.Claims {
		for _, e := range c.Elements {
			got = append(got, c.Status+"|"+e.Text)
		}
	}
	want := []string{
		"new|A lamp comprising", "new|{+a base of oak+}", "new|a bulb [[of glass]]", "new|a shade",
		"new|{+The lamp of claim 1", "new|wherein the base is heavy",
		"|The lamp of claim 1", "|wherein a (New) [x] is {a + b}",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if c := set.Claim(1); c.Preamble != "A lamp" || c.Transition != "comprising" {
		t.Errorf("preamble %q, transition %q", c.Preamble, c.Transition)
	}
}

// Text that only looks like marks stays as it is.
func TestNoAmendments(t *testing.T) {
	text := "1. A code of {+1, -1} and [0012] and [[0.1]; 2], with <usage> a base ~5 mm and ~6 mm wide.\n2. The code of claim 1, wherein C++ {a+b} is used.\n"
	for _, keep := range []bool{false, true} {
		set, err := Parse(&Document{Text: text, Marks: keep})
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range strings.Split(strings.TrimSpace(text), "\n") {
			if got := fmt.Sprintf("%d. %s", set.Claims[i].Num, set.Claims[i].Text); got != want {
				t.Errorf("keep %v: %q, want %q", keep, got, want)
			}
		}
		if len(set.Notes) > 0 {
			t.Errorf("notes %q", set.Notes)
		}
	}
}
