package priorart

import (
	"fmt"
	"slices"
)

// Fewest is the smallest set of references that shows every limitation of a claim set which any eligible reference shows: for
// each claim what may be used for it counts, a reference for novelty only where it shows the whole claim alone.
type Fewest struct {
	Document string `json:"document"`
	Combination
	Covered []ClaimName `json:"covered"` // the claims of which every limitation is shown by these references, alone or together
	Open    []ClaimName `json:"open"`    // the others
}

// claimCover is what the references show of one chart's claim.
type claimCover struct {
	need  []limitation
	shows []bitset // by reference, the limitations
	use   []string // by reference; "" where it is not eligible
}

// counts is what a reference shows of the claim, as far as it may be used.
func (k *claimCover) counts(r int) bitset {
	whole := k.shows[r].count() == len(k.need)
	if k.use[r] == "" || k.use[r] == noveltyOnly && !whole {
		return nil
	}
	return k.shows[r]
}

// fewest finds it for the charts made so far. Limitations that the same references show are one, so that the work does not
// grow with what claims have in common. nil where no eligible reference shows anything.
func (c *charter) fewest(charts []ClaimChart) *Fewest {
	refs := len(c.refs)
	at := map[string]int{} // number by the references that show it
	var columns []bitset   // the references that show each
	index := make([][]int, len(charts))
	for k := range c.covered {
		cc := &c.covered[k]
		index[k] = make([]int, len(cc.need))
		usable := make([]bitset, refs)
		for r := range usable {
			usable[r] = cc.counts(r)
		}
		for l := range cc.need {
			column := newSet(refs)
			for r, s := range usable {
				if s != nil && s.has(l) {
					column.add(r)
				}
			}
			index[k][l] = -1
			if column.count() == 0 {
				continue
			}
			key := column.key()
			n, seen := at[key]
			if !seen {
				n = len(columns)
				at[key] = n
				columns = append(columns, column)
			}
			index[k][l] = n
		}
	}
	shows := make([]bitset, refs)
	for r := range shows {
		shows[r] = newSet(len(columns))
	}
	for n, column := range columns {
		column.each(func(r int) bool { shows[r].add(n); return true })
	}
	sets, exact := cover(shows, len(columns), 1)
	if len(sets) == 0 {
		return nil
	}
	out := &Fewest{Document: c.set.Name, Combination: Combination{Exact: exact, Uncovered: []string{}}, Covered: []ClaimName{}, Open: []ClaimName{}}
	so := newSet(len(columns))
	total := make([]int, refs) // limitations of all claims that a reference shows: what one column stands for may be many
	for k := range c.covered {
		for _, n := range index[k] {
			for _, r := range sets[0] {
				if n >= 0 && shows[r].has(n) {
					total[r]++
				}
			}
		}
	}
	slices.SortStableFunc(sets[0], func(a, b int) int { return total[b] - total[a] })
	said := map[string]bool{} // labels that are told already: further ones of the name are those of another claim
	name := func(k, l int) string {
		label := c.covered[k].need[l].element.Label
		if !said[label] {
			return label
		}
		ch := &charts[k]
		if ch.Via != 0 {
			return fmt.Sprintf("%s of claim %d via %d", label, ch.Claim, ch.Via)
		}
		return fmt.Sprintf("%s of claim %d", label, ch.Claim)
	}
	// told adds the names of the limitations that pass, each once, and then counts their labels as said.
	told := func(list []string, pass func(n int) bool) []string {
		var labels []string
		listed := map[string]bool{}
		for k := range c.covered {
			for l, n := range index[k] {
				if !pass(n) {
					continue
				}
				if label := name(k, l); !listed[label] {
					listed[label] = true
					list = append(list, label)
				}
				labels = append(labels, c.covered[k].need[l].element.Label)
			}
		}
		for _, label := range labels {
			said[label] = true
		}
		return list
	}
	for _, r := range sets[0] {
		out.References = append(out.References, c.refs[r].ID)
		out.Adds = append(out.Adds, told([]string{}, func(n int) bool { return n >= 0 && shows[r].has(n) && !so.has(n) }))
		so.union(shows[r])
	}
	out.Uncovered = told(out.Uncovered, func(n int) bool { return n < 0 })
	for k := range c.covered {
		if n := (ClaimName{charts[k].Claim, charts[k].Via}); slices.Contains(index[k], -1) {
			out.Open = append(out.Open, n)
		} else {
			out.Covered = append(out.Covered, n)
		}
	}
	return out
}
