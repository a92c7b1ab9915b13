package claims

// Families groups the independent claims of the set that say the same in another form (method, system, medium), in order of
// number: each claim joins the first family whose first claim shares most of its words. Canceled claims and those whose words are not
// known are in none. Every family has one claim at least; its first is the one that the others are compared with.
func Families(set *Set) [][]*Claim {
	var out [][]*Claim
next:
	for i := range set.Claims {
		c := &set.Claims[i]
		if c.Inherits() || c.Canceled() || c.Text == "" {
			continue
		}
		for k, f := range out {
			if Similarity(f[0].Text, c.Text) > 0.5 {
				out[k] = append(f, c)
				continue next
			}
		}
		out = append(out, []*Claim{c})
	}
	return out
}
