package priorart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// pattern is what references show of a claim: alone, together, or not.
type pattern struct {
	category string  // X, Y, A, or empty where no reference is eligible
	single   []int   // references that show every limitation, in order
	together [][]int // the smallest sets that show all that can be shown in combination, two or more references each
	covers   bool    // they show every limitation
	exact    bool    // none smaller exists
	combined bitset  // those that one shows which may be combined
	shown    bitset  // the limitations that some eligible reference shows
}

// maxCombinations is how many smallest sets are listed: alternatives to read, not a list of all.
const maxCombinations = 5

// patternOf tells the coverage pattern of n limitations over the eligible references. One that counts for novelty only can
// show a claim alone and is in no combination (Art. 56 EPC, second sentence).
//
// The first reference of a combination is its primary one: as the closest prior art (EPO Guidelines G-VII 5.1) that which shows most
// of the limitations, the preamble with its purpose among them, and of several that show as many the first in order, which is that
// of the coverage. Combinations whose primary reference comes closer stand before others of the same size.
func patternOf(shows []bitset, standings []Standing, order []int, n int) pattern {
	p := pattern{shown: newSet(n), combined: newSet(n), exact: true}
	var refs []int // usable in combination, best first
	var parts []bitset
	for _, r := range order {
		s := &standings[r]
		if !s.Eligible {
			continue
		}
		p.category = "A"
		p.shown.union(shows[r])
		if n > 0 && shows[r].count() == n {
			p.single = append(p.single, r)
		}
		if s.Use != noveltyOnly {
			p.combined.union(shows[r])
			refs, parts = append(refs, r), append(parts, shows[r])
		}
	}
	if len(p.single) > 0 {
		p.category = "X"
		if slices.ContainsFunc(p.single, func(r int) bool { return standings[r].Use != noveltyOnly }) {
			return p // nothing need be combined; what shows the claim for novelty only leaves that open
		}
	}
	sets, exact := cover(parts, n, maxCombinations)
	for _, set := range sets {
		if len(set) < 2 {
			continue
		}
		for i := range set {
			set[i] = refs[set[i]]
		}
		p.together = append(p.together, set)
	}
	p.exact = exact
	if len(p.together) > 0 {
		all := newSet(n)
		for _, r := range p.together[0] {
			all.union(shows[r])
		}
		if all.count() == n {
			p.covers = true
			if p.category == "A" {
				p.category = "Y"
			}
		}
	}
	return p
}

// withoutPreamble is the pattern's category over the limitations that are no preamble (MPEP 2111.02: whether a preamble limits
// is a question of construction).
func withoutPreamble(shows []bitset, standings []Standing, order []int, need []limitation) string {
	body := make([]bitset, len(shows))
	var at []int
	for l := range need {
		if !need[l].preamble {
			at = append(at, l)
		}
	}
	for r := range shows {
		body[r] = newSet(len(at))
		for i, l := range at {
			if shows[r].has(l) {
				body[r].add(i)
			}
		}
	}
	return patternOf(body, standings, order, len(at)).category
}

// categorise gives each reference its category for the claim, as search reports do (EPO Guidelines B-X 9): X alone, Y with
// another Y, A for background, with ",P" where it was published between the priority and the filing date, and ",E" where it is an
// earlier application published later. The letter of relevance stands first, as the EPO prints it, so that what sorts or reads
// by X, Y and A finds it there. A reference that is not eligible has none, except that one in the priority interval is told
// as X,P or A,P: it counts if the priority does not hold.
//
// Background is what defines the state of the art (B-X 9.2.2): see background. Where no eligible reference is that much, the
// first in order that has anything of the claim is A all the same, since a search report names at least the closest prior art
// that was found (B-IV 2.5).
func categorise(standings []Standing, times []timing, p pattern, need int, order []int) {
	cited := false
	for r := range standings {
		s, t := &standings[r], &times[r]
		if !s.Eligible && t.letter != "P" {
			continue
		}
		switch {
		case s.Disclosed == need && need > 0:
			s.Category = "X"
		case s.Eligible && p.covers && slices.ContainsFunc(p.together, func(set []int) bool { return slices.Contains(set, r) }):
			s.Category = "Y"
		case s.background():
			s.Category = "A"
		default:
			continue
		}
		cited = cited || s.Eligible
		s.letter(t)
	}
	if cited {
		return
	}
	for _, r := range order {
		if s := &standings[r]; s.Eligible && s.Disclosed+s.Partly > 0 {
			s.Category = "A"
			s.letter(&times[r])
			return
		}
	}
}

// background tells whether a reference has enough of a claim to be named as its background: one limitation whole, or some in part
// and so much altogether as if half of them lay even, at a score of 0.5. A few words of some limitations, which any text of any field
// may have, define no state of the art.
func (s *Standing) background() bool {
	return s.Disclosed > 0 || s.Partly > 0 && s.Coverage >= backgroundCoverage
}

// backgroundCoverage is half of the score at which the evidence lies even; see Cell.
const backgroundCoverage = 0.25

// letter adds what the dates say to a category.
func (s *Standing) letter(t *timing) {
	if t.letter != "" {
		s.Category += "," + t.letter
	}
}

// usable tells of each reference what it may be used for, "" for one that is not eligible.
func usable(standings []Standing) []string {
	out := make([]string, len(standings))
	for r := range standings {
		if standings[r].Eligible {
			out[r] = cmp.Or(standings[r].Use, anyUse)
		}
	}
	return out
}

// Combination is references taken together; whether there is a reason to combine them is not assessed.
type Combination struct {
	References []string   `json:"references"` // the first is the primary reference: it shows most alone
	Adds       [][]string `json:"adds"`       // for each, the labels of the limitations that it adds to those before it
	Uncovered  []string   `json:"uncovered"`  // the labels that stay open
	Exact      bool       `json:"exact"`      // no smaller set shows as much; false: found greedily, a smaller one may exist
}

// combination tells what each of the references adds.
func combination(refs []int, shows []bitset, need []limitation, standings []Standing, exact bool) Combination {
	out := Combination{Uncovered: []string{}, Exact: exact}
	so := newSet(len(need))
	for _, r := range refs {
		out.References = append(out.References, standings[r].Reference)
		adds := []string{}
		shows[r].minus(so).each(func(l int) bool { adds = append(adds, need[l].element.Label); return true })
		out.Adds = append(out.Adds, adds)
		so.union(shows[r])
	}
	for l := range need {
		if !so.has(l) {
			out.Uncovered = append(out.Uncovered, need[l].element.Label)
		}
	}
	return out
}

// ClaimName names a chart's claim: Via is the parent for one alternative of a multiple dependent claim, else 0.
type ClaimName struct {
	Claim int `json:"claim"`
	Via   int `json:"via"`
}

// Cited is what a search report says of a reference: its categories, each with the claims that it has it for.
type Cited struct {
	Document   string     `json:"document"`
	Reference  string     `json:"reference"`
	Label      string     `json:"label"`
	Text       string     `json:"text"` // "X 1; Y 2-5; A 6-10"
	Categories []Category `json:"categories"`
	Caveats    []string   `json:"caveats,omitempty"` // what goes with an X of a closed claim
}

// Category is the claims for which a reference has one category.
type Category struct {
	Category string      `json:"category"`
	Claims   []ClaimName `json:"claims"`
}

// cited lists, in the order of the library, the references that have a category for some claim of a set's charts.
func cited(charts []ClaimChart, lib *Library) []Cited {
	by, caveats := map[string][]Category{}, map[string][]string{} // by reference
	for i := range charts {
		ch := &charts[i]
		for _, s := range ch.References {
			if s.Category == "" {
				continue
			}
			if strings.HasPrefix(s.Category, "X") && slices.Contains(ch.Verdict.Caveats, closedCaveat) {
				caveats[s.Reference] = append(caveats[s.Reference], claimNames([]ClaimName{{ch.Claim, ch.Via}})+": "+closedCaveat)
			}
			list := by[s.Reference]
			k := slices.IndexFunc(list, func(c Category) bool { return c.Category == s.Category })
			if k < 0 {
				k, list = len(list), append(list, Category{Category: s.Category})
			}
			list[k].Claims = append(list[k].Claims, ClaimName{ch.Claim, ch.Via})
			by[s.Reference] = list
		}
	}
	var out []Cited
	for _, ref := range lib.References {
		list := by[ref.ID]
		if list == nil {
			continue
		}
		slices.SortStableFunc(list, func(a, b Category) int {
			return cmp.Or(strings.Index("XYA", a.Category[:1])-strings.Index("XYA", b.Category[:1]), strings.Compare(a.Category, b.Category))
		})
		var words []string
		for _, c := range list {
			words = append(words, c.Category+" "+claimNames(c.Claims))
		}
		out = append(out, Cited{Document: charts[0].Document, Reference: ref.ID, Label: ref.Label, Text: strings.Join(words, "; "), Categories: list, Caveats: caveats[ref.ID]})
	}
	return out
}

// claimNames writes a list of claims as search reports do: "1, 3-5, 7 via 1, 2". The alternatives of a multiple dependent
// claim are named, each by its parent.
func claimNames(list []ClaimName) string {
	var parts []string
	for i := 0; i < len(list); {
		k := i
		var nums []int
		if list[i].Via == 0 {
			for ; k < len(list) && list[k].Via == 0; k++ {
				nums = append(nums, list[k].Claim)
			}
			parts = append(parts, ranges(nums))
		} else {
			for ; k < len(list) && list[k].Via != 0 && list[k].Claim == list[i].Claim; k++ {
				nums = append(nums, list[k].Via)
			}
			parts = append(parts, fmt.Sprintf("%d via %s", list[i].Claim, strings.ReplaceAll(ranges(nums), ", ", " and ")))
		}
		i = k
	}
	return strings.Join(parts, ", ")
}
