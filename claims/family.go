package claims

// sameFamily is how much in thousandths of the shorter claim's content the longer has at least where they are one family.
const sameFamily = 600

// Families groups the independent claims of the set that say the same in another form (method, system, medium), in order of
// number: each claim joins the first family with whose first claim it shares most of the content, that is three fifths of the
// words of the shorter one, but for small words and by their stems. Canceled claims and those whose words are not known are in none. Every
// family has one claim at least; its first is the one that the others are compared with.
func Families(set *Set) [][]*Claim {
	var out [][]*Claim
	var first []content
	g := glossary{}
next:
	for i := range set.Claims {
		c := &set.Claims[i]
		if c.Kind != Independent || c.Canceled() || c.Text == "" {
			continue
		}
		words := g.content(c.Text)
		for k, f := range first {
			if max(words.within(f), f.within(words)) >= sameFamily {
				out[k] = append(out[k], c)
				continue next
			}
		}
		out, first = append(out, []*Claim{c}), append(first, words)
	}
	return out
}
