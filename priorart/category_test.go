package priorart

import (
	"slices"
	"testing"
)

// TestCategoryA: what is background (A) and what is not, with what the floor must not drop.
func TestCategoryA(t *testing.T) {
	type counts struct {
		disclosed, partly, notFound int
		coverage                    float64
	}
	for _, c := range []struct {
		name string
		refs []counts // best first
		want []string
	}{
		{"one limitation in part is no background beside one whole", []counts{{1, 0, 4, 0.3}, {0, 1, 4, 0.1}}, []string{"A", ""}},
		{"nor are all in part by a few words", []counts{{1, 0, 5, 0.2}, {0, 6, 0, 0.06}}, []string{"A", ""}},
		{"most of them in part are", []counts{{1, 0, 5, 0.4}, {0, 5, 1, 0.35}}, []string{"A", "A"}},
		{"a score without a quotation is not", []counts{{1, 0, 5, 0.4}, {0, 0, 6, 0.35}}, []string{"A", ""}},
		{"one limitation whole is, whatever stands beside it", []counts{{4, 0, 2, 0.7}, {1, 0, 5, 0.1}}, []string{"A", "A"}},
		{"of a claim with nothing better the closest is named", []counts{{0, 0, 6, 0.08}, {0, 1, 5, 0.05}, {0, 2, 4, 0.04}}, []string{"", "A", ""}},
		{"and none where nothing was found", []counts{{0, 0, 6, 0}}, []string{""}},
		{"a claim of one limitation, found in part", []counts{{0, 1, 0, 0.1}}, []string{"A"}},
		{"beside X as well", []counts{{3, 0, 0, 1}, {0, 1, 2, 0.1}, {0, 2, 1, 0.3}}, []string{"X", "", "A"}},
	} {
		standings, order := make([]Standing, len(c.refs)), []int{}
		for i, n := range c.refs {
			standings[i] = Standing{Eligible: true, Disclosed: n.disclosed, Partly: n.partly, NotFound: n.notFound, Coverage: n.coverage}
			order = append(order, i)
		}
		n := c.refs[0]
		categorise(standings, make([]timing, len(c.refs)), pattern{}, n.disclosed+n.partly+n.notFound, order)
		for i, s := range standings {
			if s.Category != c.want[i] {
				t.Errorf("%s: reference %d is %q, want %q", c.name, i+1, s.Category, c.want[i])
			}
		}
	}
}

// TestCategoryAOutOfTime: a reference that is not eligible is not the closest background, and neither does it take its place.
func TestCategoryAOutOfTime(t *testing.T) {
	standings := []Standing{{Disclosed: 2, NotFound: 2}, {Eligible: true, Partly: 1, NotFound: 3}, {Disclosed: 1, NotFound: 3}}
	categorise(standings, []timing{{}, {}, {letter: "P"}}, pattern{}, 4, []int{0, 1, 2})
	if got := []string{standings[0].Category, standings[1].Category, standings[2].Category}; !slices.Equal(got, []string{"", "A", "A,P"}) {
		t.Errorf("categories %q", got)
	}
}

// TestPrimary: the first of a combination shows most limitations alone; of those alike it is the one with the higher coverage,
// wherever they stand in the library.
func TestPrimary(t *testing.T) {
	const claim = "A grinder comprising: a ceramic burr; a brass hopper; a walnut drawer; an iron crank with a leather grip."
	most := reference("most", "A grinder with a ceramic burr and a brass hopper.")
	drawer := reference("drawer", "A grinder with a walnut drawer. It has an iron crank with a leather grip.")
	nearer := reference("nearer", "A grinder with a ceramic burr and a brass hopper. It has an iron crank.")
	little := reference("little", "A walnut drawer, and an iron crank with a leather grip.")
	for _, c := range []struct {
		refs []Reference
		want []string
	}{
		{[]Reference{little, most}, []string{"most", "little"}},
		{[]Reference{most, little}, []string{"most", "little"}},
		{[]Reference{drawer, nearer}, []string{"nearer", "drawer"}}, // three each: the crank without its grip is found in part
		{[]Reference{nearer, drawer}, []string{"nearer", "drawer"}},
	} {
		chart, err := Make(claimSet(claim), library(c.refs...), Options{})
		if err != nil {
			t.Fatal(err)
		}
		ch := &chart.Charts[0]
		if len(ch.Verdict.Combinations) != 1 || !slices.Equal(ch.Verdict.Combinations[0], c.want) {
			t.Errorf("combinations %v, want %v; %+v", ch.Verdict.Combinations, c.want, ch.References)
		}
	}
}
