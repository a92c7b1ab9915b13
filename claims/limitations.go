package claims

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Limitation is an element that a claim has, its own or inherited.
type Limitation struct {
	Element
	From int // the number of the claim that states it
}

// Canceled tells whether the claim is canceled, or was not entered, by its status or by what stands for its text: 37 CFR
// 1.121(c).
func (c *Claim) Canceled() bool { return canceled(c) }

// Heritage knows what the claims of a list inherit from each other: 35 USC 112(d), MPEP 608.01(n).
//
// A dependent claim has the limitations of its parent, and so has a claim that incorporates another whole; one that only
// mentions another inherits nothing. Of a claim with several alternatives the first is taken wherever it stands on the way
// to another, so that each claim has one chain and no paths are enumerated; see Limitations for the claim itself.
type Heritage struct {
	byNum  map[int]*Claim     // the first of each number; all numbers of a canceled range
	above  map[*Claim]int     // how many elements a claim inherits by its first alternative
	broken map[*Claim]*breach // the claims that lead to no first parent
}

// breach tells where a chain ends without a first parent and why; err is nil for a ring.
type breach struct {
	at  int
	err error
}

// NewHeritage looks through the claims once, in linear time. They must stay where they are as long as it is used.
func NewHeritage(list []Claim) *Heritage {
	h := &Heritage{byNum: map[int]*Claim{}, above: map[*Claim]int{}, broken: map[*Claim]*breach{}}
	for i := range list {
		c := &list[i]
		for n := c.Num; n <= lastOf(c); n++ {
			if h.byNum[n] == nil {
				h.byNum[n] = c
			}
		}
	}
	for i := range list {
		h.count(&list[i])
	}
	return h
}

// Claim returns the claim with the number, the canceled one where the number stands in a canceled range, or nil.
func (h *Heritage) Claim(num int) *Claim { return h.byNum[num] }

// Inherits tells whether the claim has limitations of another.
func (c *Claim) Inherits() bool {
	return len(c.Refs) > 0 && (c.Kind != Independent || c.Relation == Incorporates)
}

// parent returns the claim that c inherits from by the alternative via, or by its first one if via is 0; nil for none. The
// error tells why there is no such claim or it cannot be read.
func (h *Heritage) parent(c *Claim, via int) (*Claim, error) {
	if !c.Inherits() {
		return nil, nil
	}
	ref := c.Refs[0]
	if via != 0 {
		ref = via
	}
	switch p := h.byNum[ref]; {
	case p == nil:
		return nil, fmt.Errorf("refers to claim %d, which is not in the set", ref)
	case canceled(p):
		return nil, fmt.Errorf("refers to claim %d, which is canceled", ref)
	case p.Text == "":
		return nil, fmt.Errorf("refers to claim %d, whose words are not known", ref)
	default:
		return p, nil
	}
}

// count fills in above or broken for the claim and all on its chain, each once.
func (h *Heritage) count(c *Claim) {
	var chain []*Claim
	on := map[*Claim]bool{}
	total := 0
	var gap *breach
	for c != nil {
		if on[c] {
			gap = &breach{}
			break
		}
		if n, known := h.above[c]; known {
			total, gap = n+len(c.Elements), h.broken[c]
			break
		}
		chain, on[c] = append(chain, c), true
		p, err := h.parent(c, 0)
		if err != nil {
			gap = &breach{c.Num, err}
		}
		c = p
	}
	for _, c := range slices.Backward(chain) {
		h.above[c] = total
		total += len(c.Elements)
		if gap != nil {
			h.broken[c] = gap
		}
	}
}

// Inherited is what a claim has from the others by one alternative.
type Inherited struct {
	Limitations []Limitation // the farthest parent's first
	First       []int        // claims on the way with several alternatives, of which the first was taken, the nearest first
	Left        int          // how many further limitations were left out, those of the nearest parents
}

// Inherited returns what the claim inherits by the alternative via, which is one of its Refs, or by the first one if via is 0:
// at most so many limitations, or all if most is negative. A claim that inherits nothing gets none.
//
// The error tells why what is inherited is not known: a claim on the way is not in the set, is canceled, is only told of, or
// refers back to one on the way. Time and space are linear in the chain, or, with most = 0, constant.
func (h *Heritage) Inherited(c *Claim, via, most int) (Inherited, error) {
	var out Inherited
	p, err := h.parent(c, via)
	switch {
	case err != nil:
		return out, fmt.Errorf("it %w", err)
	case p == nil:
		return out, nil
	}
	if gap := h.broken[p]; gap != nil {
		if gap.err == nil {
			return out, h.ring(c, via)
		}
		return out, fmt.Errorf("claim %d on the way %w", gap.at, gap.err)
	}
	out.Left = h.above[p] + len(p.Elements)
	if most == 0 {
		return out, nil
	}
	if len(c.Refs) > 1 && via == 0 {
		out.First = append(out.First, c.Num)
	}
	var chain []*Claim
	for p != nil {
		if p.Num == c.Num {
			return Inherited{}, h.ring(c, via)
		}
		chain = append(chain, p)
		if len(p.Refs) > 1 && p.Inherits() {
			out.First = append(out.First, p.Num)
		}
		p, _ = h.parent(p, 0) // a chain with a breach ends above
	}
	for _, k := range slices.Backward(chain) {
		for _, e := range k.Elements {
			if most > 0 && len(out.Limitations) == most {
				return out, nil
			}
			out.Limitations = append(out.Limitations, Limitation{e, k.Num})
			out.Left--
		}
	}
	return out, nil
}

// longestRing is how many claims of a ring are named.
const longestRing = 12

// ring names the claims from c on to where one comes again.
func (h *Heritage) ring(c *Claim, via int) error {
	names, on := []string{fmt.Sprint(c.Num)}, map[int]bool{c.Num: true}
	for len(names) < longestRing {
		p, _ := h.parent(c, via)
		if p == nil { // it is another reading of a claim of the set, which has no such reference
			break
		}
		names = append(names, fmt.Sprint(p.Num))
		if p.Num == c.Num && len(names) == 2 {
			return errors.New("it refers to itself")
		}
		if on[p.Num] {
			return fmt.Errorf("its references run in a ring (%s)", strings.Join(names, " "))
		}
		on[p.Num] = true
		c, via = p, 0
	}
	return fmt.Errorf("its references run in a ring (%s ...)", strings.Join(names, " "))
}

// Limitations returns all that a claim has to show, what it inherits by the alternative via first, then its own elements. Edge
// cases and errors are those of Inherited.
func (h *Heritage) Limitations(c *Claim, via int) ([]Limitation, error) {
	in, err := h.Inherited(c, via, -1)
	if err != nil {
		return nil, err
	}
	out := in.Limitations
	for _, e := range c.Elements {
		out = append(out, Limitation{e, c.Num})
	}
	return out, nil
}
