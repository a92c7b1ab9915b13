package claims

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// listOf makes claims out of numbered texts.
func listOf(t *testing.T, texts ...string) []Claim {
	t.Helper()
	set, err := Parse(&Document{Name: "test", Text: strings.Join(texts, "\n\n") + "\n"})
	if err != nil {
		t.Fatal(err)
	}
	return set.Claims
}

func TestInherited(t *testing.T) {
	list := listOf(t,
		"1. A lamp comprising: a bulb; and a socket.",
		"2. The lamp of claim 1, wherein the bulb is red.",
		"3. The lamp of claim 1 or 2, wherein the socket is brass.",
		"4. The lamp of claim 3, further comprising a cord.",
		"5. A kit comprising the lamp of claim 2 and a box.",
		"6. A stand for the lamp of claim 1, comprising a foot.",
		"7. The lamp of claim 77, wherein the bulb is green.",
		"8. The lamp of claim 7, wherein the bulb is small.",
		"9. The lamp of claim 10, wherein the bulb is blue.",
		"10. The lamp of claim 9, wherein the bulb is large.",
		"11. The lamp of claim 9, wherein the bulb is old.",
		"12. (Canceled)",
		"13. The lamp of claim 12, wherein the bulb is new.",
		"14. The lamp of claim 14, wherein the bulb is dim.",
		"15. A kit comprising the lamp of claim 1 or 2 and a box.",
	)
	h := NewHeritage(list)
	for _, c := range []struct {
		claim, via, most int
		want             string
	}{
		{1, 0, -1, ""},
		{2, 0, -1, "1[pre]<1 1[a]<1 1[b]<1"},
		{2, 1, 2, "1[pre]<1 1[a]<1 left 1"},
		{2, 1, 0, "left 3"},
		{3, 1, -1, "1[pre]<1 1[a]<1 1[b]<1"},
		{3, 2, -1, "1[pre]<1 1[a]<1 1[b]<1 2[pre]<2 2[a]<2"},
		{4, 3, -1, "1[pre]<1 1[a]<1 1[b]<1 3[pre]<3 3[a]<3 first [3]"},
		{5, 0, -1, "1[pre]<1 1[a]<1 1[b]<1 2[pre]<2 2[a]<2"},
		{6, 0, -1, ""},
		{7, 0, -1, "it refers to claim 77, which is not in the set"},
		{8, 0, -1, "claim 7 on the way refers to claim 77, which is not in the set"},
		{8, 7, 0, "claim 7 on the way refers to claim 77, which is not in the set"},
		{9, 0, -1, "its references run in a ring (9 10 9)"},
		{11, 0, -1, "its references run in a ring (11 9 10 9)"},
		{13, 0, -1, "it refers to claim 12, which is canceled"},
		{14, 0, -1, "it refers to itself"},
		{15, 0, -1, "1[pre]<1 1[a]<1 1[b]<1 first [15]"},
	} {
		in, err := h.Inherited(h.Claim(c.claim), c.via, c.most)
		var got []string
		for _, l := range in.Limitations {
			got = append(got, fmt.Sprintf("%s<%d", l.Label, l.From))
		}
		if len(in.First) > 0 {
			got = append(got, fmt.Sprint("first ", in.First))
		}
		if in.Left > 0 {
			got = append(got, fmt.Sprint("left ", in.Left))
		}
		if err != nil {
			got = append(got, err.Error())
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("claim %d via %d: %s", c.claim, c.via, diff)
		}
	}
}

// TestInheritedLong: chains, rings and broken chains of 10^5 claims are looked through in linear time.
func TestInheritedLong(t *testing.T) {
	const n = 100000
	for _, root := range []int{0, n, n + 7} { // a first parent, a ring, a parent that is not there
		list := make([]Claim, n)
		for i := range list {
			list[i] = Claim{Num: i + 1, Kind: Dependent, Relation: Limits, Refs: []int{i}, Text: "x", Elements: []Element{{Label: "a"}}}
		}
		list[0].Refs[0] = root
		if root == 0 {
			list[0] = Claim{Num: 1, Kind: Independent, Text: "x", Elements: []Element{{Label: "a"}}}
		}
		h := NewHeritage(list)
		for i := range list {
			in, err := h.Inherited(&list[i], 0, 0)
			if (err != nil) != (root != 0) || err == nil && in.Left != i {
				t.Fatalf("root %d, claim %d: %d left, %v", root, i+1, in.Left, err)
			}
		}
	}
}
