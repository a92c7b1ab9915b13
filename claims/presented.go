package claims

import "slices"

// Presented returns the last of several versions, which are in order, with all claims that were ever presented: those that are gone as
// canceled, each under its number. A claim that its version gives no status is original where it stands in the first version
// and every one since has it in the same words, else previously presented. It is the old set of Amend where there are more versions than two;
// a single version is returned as it is.
func Presented(versions []*Set) *Set {
	last := versions[len(versions)-1]
	if len(versions) == 1 {
		return last
	}
	out := *last
	out.Claims = slices.Clone(last.Claims)
	has := map[int]bool{}
	for i := range out.Claims {
		c := &out.Claims[i]
		for n := c.Num; n <= lastOf(c); n++ {
			has[n] = true
		}
		if c.Status != "" || c.Canceled() {
			continue
		}
		c.Status = "original"
		for _, v := range versions {
			if before := v.Claim(c.Num); before == nil || !sameTokens(before.Text, c.Text) {
				c.Status = "previously presented"
			}
		}
	}
	for _, v := range versions[:len(versions)-1] {
		for i := range v.Claims {
			c := &v.Claims[i]
			for n := c.Num; n <= lastOf(c); n++ {
				if !has[n] {
					has[n] = true
					gone := Claim{Num: n, Status: "canceled", Refs: []int{}, Kind: Independent}
					if isStatus(c.Status, statusNotEntered) {
						gone.Status = "not entered"
					}
					out.Claims = append(out.Claims, gone)
				}
			}
		}
	}
	slices.SortStableFunc(out.Claims, func(x, y Claim) int { return x.Num - y.Num })
	return &out
}
