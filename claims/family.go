package claims

// sameFamily is how alike in thousandths the content of two claims of one family is at least.
const sameFamily = 500

// Families groups the independent claims of the set that say the same in another form (method, system, medium), in order of
// number: each claim joins the first family with whose first claim it shares half of the content, that is the stems of the
// words without the small ones, twice the shared ones over those of both. Canceled claims and those whose words are not known are in none. Every
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
			if alike(words, f) >= sameFamily {
				out[k] = append(out[k], c)
				continue next
			}
		}
		out, first = append(out, []*Claim{c}), append(first, words)
	}
	return out
}
