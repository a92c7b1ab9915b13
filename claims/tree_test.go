package claims

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTree(t *testing.T) {
	for name, c := range map[string]struct {
		texts []string
		want  string // number, level and what is said of it, in order
	}{
		"plain": {[]string{
			"1. A lamp comprising a bulb.", "2. The lamp of claim 1, wherein the bulb is red.", "3. A jar comprising a lid.",
			"4. The lamp of claim 2, wherein the bulb is small.", "5. The lamp of claim 1, wherein the bulb is old.", "6. The jar of claim 3, wherein the lid is red.",
		}, "1:0 2:1 4:2last 5:1last 3:0last 6:1last"},
		"multiple": {[]string{
			"1. A lamp comprising a bulb.", "2. The lamp of claim 1, wherein the bulb is red.", "3. The lamp of claim 1, wherein the bulb is dim.",
			"4. The lamp of any one of claims 2, 3 and 9, wherein the bulb is small.", "5. The lamp of claim 9 or 1, wherein the bulb is old.",
		}, "1:0last 2:1 4:2last also[3] gone[9] 3:1 5:1last gone[9]"},
		"no child": {[]string{
			"1. A lamp comprising a bulb.", "2. A kit comprising the lamp of claim 1 and a box.", "3. A stand for the lamp of claim 1, comprising a foot.", "4. The kit of claim 2, wherein the box is red.",
		}, "1:0 2:0 4:1last 3:0last"},
		"rings": {[]string{
			"1. The lamp of claim 1, wherein the bulb is red.", "2. The lamp of claim 4, wherein the bulb is dim.", "3. The lamp of claim 2, wherein the bulb is old.",
			"4. The lamp of claim 3, wherein the bulb is small.", "5. The lamp of claim 9, wherein the bulb is big.", "6. The lamp of claim 4, wherein the bulb is clear.",
		}, "1:0 self 2:0 ring[2 4 3 2] 3:1last 4:2last 6:3last 5:0last gone[9]"},
		"canceled range": {[]string{
			"1. A lamp comprising a bulb.", "2.-4. (Canceled)", "5. The lamp of claim 3, wherein the bulb is red.",
		}, "1:0 2:0 3:0 5:1last 4:0last"},
	} {
		list := listOf(t, c.texts...)
		var got []string
		for _, p := range Tree(list) {
			w := fmt.Sprintf("%d:%d", list[p.Claim].Num, p.Level)
			if p.Last {
				w += "last"
			}
			got = append(got, w)
			for _, k := range []struct {
				what string
				nums []int
			}{{"also", p.Also}, {"gone", p.Gone}, {"ring", p.Ring}} {
				if len(k.nums) > 0 {
					got = append(got, k.what+fmt.Sprint(k.nums))
				}
			}
			if p.Self {
				got = append(got, "self")
			}
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestTreeLong: 10^5 levels and a ring of as many claims are placed, each claim once.
func TestTreeLong(t *testing.T) {
	const n = 100000
	for _, root := range []int{0, n} {
		list := make([]Claim, n)
		for i := range list {
			list[i] = Claim{Num: i + 1, Kind: Dependent, Relation: Limits, Refs: []int{i}}
		}
		list[0].Refs[0] = root
		places := Tree(list)
		if len(places) != n || places[n-1].Level != n-1 || (len(places[0].Ring) != 0) != (root == n) {
			t.Errorf("root %d: %d places, the last at level %d", root, len(places), places[len(places)-1].Level)
		}
	}
}
