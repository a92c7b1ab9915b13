package claims

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// result writes the pairings out, in order.
func (p *pairing) result() []Pairing {
	var out []Pairing
	now := p.numbers()
	for i, x := range p.a.list {
		switch k := p.ofA[i] - 1; {
		case k >= 0 && len(p.joins[k]) > 0:
			out = append(out, p.several(Merged, append([]int{i}, p.joins[k]...), []int{k}))
		case k >= 0 && len(p.parts[i]) > 0:
			out = append(out, p.several(SplitUp, []int{i}, append([]int{k}, p.parts[i]...)))
		case k >= 0:
			out = append(out, p.one(i, k, now))
		case k == -1:
			out = append(out, Pairing{Fate: CanceledClaim, Old: []*Claim{x}, Comparisons: []Comparison{Compare(x, nil)}})
		}
	}
	for k, y := range p.b.list {
		if p.ofB[k] == 0 {
			out = append(out, Pairing{Fate: NewClaim, New: []*Claim{y}, Comparisons: []Comparison{Compare(nil, y)}})
		}
	}
	for i := range out {
		out[i].conclude(p.oneSet)
	}
	place := func(q Pairing) (num, second int) {
		if len(q.New) > 0 {
			return q.New[0].Num, 1
		}
		return q.Old[0].Num, 0
	}
	slices.SortStableFunc(out, func(x, y Pairing) int {
		numX, x2 := place(x)
		numY, y2 := place(y)
		return cmp.Or(numX-numY, x2-y2)
	})
	return out
}

// numbers returns the new number of each old claim that has one.
func (p *pairing) numbers() map[int]int {
	out := map[int]int{}
	for i, x := range p.a.list {
		if k := p.ofA[i] - 1; k >= 0 {
			out[x.Num] = p.b.list[k].Num
		}
	}
	for k, list := range p.joins {
		for _, i := range list {
			out[p.a.list[i].Num] = p.b.list[k].Num
		}
	}
	return out
}

// one is the pairing of a single claim with a single one.
func (p *pairing) one(i, k int, now map[int]int) Pairing {
	x, y := p.a.list[i], p.b.list[k]
	q := Pairing{Fate: Amended, Old: []*Claim{x}, New: []*Claim{y}, Renumbered: !p.oneSet && x.Num != y.Num}
	switch {
	case p.taken[i].written && x.Inherits():
		q.Fate, q.WrittenOut = NowIndependent, true
	case p.taken[i].written:
		q.Fate, q.WrittenOut = NowDependent, true
	case sameTokens(x.Text, y.Text):
		q.Fate = Unchanged
	case sameTokens(renumber(x.Text, now), y.Text):
		q.Fate, q.Follows = Unchanged, true
	}
	q.Comparisons = []Comparison{p.compare(i, k)}
	if q.WrittenOut {
		words := p.chainWords(p.a, i)
		if q.Fate == NowDependent {
			words = p.chainWords(p.b, k)
		}
		q.Summary = words
	}
	return q
}

// chainWords says from which claims a dependent one has its limitations.
func (p *pairing) chainWords(r *roster, i int) string {
	chain := r.h.chain(r.list[i], 0)
	words := "claim "
	if len(chain) > 2 {
		words = "claims "
	}
	return words + numbersOf(chain[:len(chain)-1])
}

func (p *pairing) several(fate Fate, as, bs []int) Pairing {
	q := Pairing{Fate: fate}
	slices.Sort(as)
	slices.Sort(bs)
	for _, i := range as {
		q.Old = append(q.Old, p.a.list[i])
		for _, k := range bs {
			q.Comparisons = append(q.Comparisons, p.compare(i, k))
			q.WrittenOut = q.WrittenOut || p.a.list[i].Inherits() != p.b.list[k].Inherits()
		}
	}
	for _, k := range bs {
		q.New = append(q.New, p.b.list[k])
	}
	return q
}

// compare compares two claims, a dependent one beside an independent one as written out.
func (p *pairing) compare(i, k int) Comparison {
	x, y := p.a.list[i], p.b.list[k]
	if x.Inherits() == y.Inherits() {
		return Compare(x, y)
	}
	if x.Inherits() {
		if w := p.a.writtenOut(i); w != nil {
			x = w
		}
	} else if w := p.b.writtenOut(k); w != nil {
		y = w
	}
	return Compare(x, y)
}

// conclude fills in the similarity and the summary; for a change of form Summary has the claims that it is from or to.
func (q *Pairing) conclude(oneSet bool) {
	q.Similarity = q.Comparisons[0].Similarity
	for _, c := range q.Comparisons {
		q.Similarity = min(q.Similarity, c.Similarity)
	}
	renumbered := ""
	if q.Renumbered {
		renumbered = fmt.Sprintf("renumbered from %d", q.Old[0].Num)
	}
	switch q.Fate {
	case Unchanged:
		q.Summary = cmp.Or(renumbered, "unchanged")
		if q.Follows {
			q.Summary += ", its references follow"
		}
	case Amended:
		q.Summary = "amended"
		if q.Renumbered {
			q.Summary = renumbered + " and amended"
		}
	case NowIndependent, NowDependent:
		words := "rewritten in independent form, with what it had from "
		if q.Fate == NowDependent {
			words = "rewritten in dependent form, with what it has from "
		}
		q.Summary = words + q.Summary
		if q.Renumbered {
			q.Summary += ", " + renumbered
		}
		g := glossary{}
		if c := q.Comparisons[0]; alike(g.content(c.A.Text), g.content(c.B.Text)) != 1000 {
			q.Summary += ", and amended"
		}
	case SplitUp:
		q.Summary = "split into " + numbersOf(q.New)
	case Merged:
		q.Summary = "merged from " + numbersOf(q.Old)
	default:
		q.Summary = string(q.Fate)
	}
	if oneSet {
		switch q.Fate {
		case Unchanged, Amended:
			q.Summary = map[Fate]string{Unchanged: "the same words", Amended: "other words"}[q.Fate]
		case CanceledClaim:
			q.Summary = "in the first group only"
		case NewClaim:
			q.Summary = "in the second group only"
		}
	}
	if !oneSet && len(q.New) > 0 && strings.HasPrefix(q.New[0].Status, "withdrawn") {
		q.Summary += "; withdrawn"
	}
}

// numbersOf lists the numbers of claims: "1, 2 and 5".
func numbersOf(list []*Claim) string {
	var out strings.Builder
	for i, c := range list {
		switch {
		case i > 0 && i == len(list)-1:
			out.WriteString(" and ")
		case i > 0:
			out.WriteString(", ")
		}
		fmt.Fprint(&out, c.Num)
	}
	return out.String()
}
