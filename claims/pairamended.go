package claims

import (
	"cmp"
	"slices"
)

// PairAmended pairs the claims of old and new. Where new is the listing of an amendment and old what it was made of, a claim is the one with
// its number, since numbers are never used again (37 CFR 1.126): a listing states a status for each claim. Any other two sets are
// paired by content, as Pair does; so are tracked changes in a numbered list, in which every claim after a deleted one gets another number.
func PairAmended(old, new *Set) []Pairing {
	if new.Before != old || len(new.Claims) == 0 || slices.ContainsFunc(new.Claims, func(c Claim) bool { return c.Status == "" }) {
		return Pair(old, new)
	}
	var out []Pairing
	for i := range new.Claims {
		out = append(out, pairListed(old.Claim(new.Claims[i].Num), &new.Claims[i]))
	}
	for i := range old.Claims {
		if c := &old.Claims[i]; new.Claim(c.Num) == nil {
			out = append(out, pairListed(c, nil))
		}
	}
	slices.SortStableFunc(out, func(x, y Pairing) int { return cmp.Compare(x.num(), y.num()) })
	return out
}

// num is the number of a claim that has the same in both sets.
func (p *Pairing) num() int {
	if len(p.New) > 0 {
		return p.New[0].Num
	}
	return p.Old[0].Num
}

// pairListed is what became of a claim of a listing; old is nil for one that was not there before, new for one that is not any more.
func pairListed(old, new *Claim) Pairing {
	if new == nil || new.Canceled() {
		gone := old
		p := Pairing{Fate: CanceledClaim, Summary: "canceled"}
		switch {
		case gone == nil:
			gone, p.Summary = new, "canceled; its words are not in the file"
		case gone.Text == "":
			p.Summary = "canceled; its words are not in the file"
		}
		p.Old, p.Comparisons = []*Claim{gone}, []Comparison{Compare(gone, nil)}
		return p
	}
	if old == nil {
		return Pairing{Fate: NewClaim, Summary: "new", New: []*Claim{new}, Comparisons: []Comparison{Compare(nil, new)}}
	}
	c := Compare(old, new)
	p := Pairing{Fate: Unchanged, Summary: "unchanged", Old: []*Claim{old}, New: []*Claim{new}, Comparisons: []Comparison{c}, Similarity: c.Similarity}
	switch {
	case Fold(old.Text) == Fold(new.Text):
	case old.Inherits() && !new.Inherits():
		p.Fate, p.Summary = NowIndependent, "amended, and now independent"
	case !old.Inherits() && new.Inherits():
		p.Fate, p.Summary = NowDependent, "amended, and now dependent"
	default:
		p.Fate, p.Summary = Amended, "amended"
	}
	if p.Fate == Unchanged && isAmended(new.Status) {
		p.Summary = "marked amended, but not how"
	}
	return p
}
