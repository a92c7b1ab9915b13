package claims

import (
	"cmp"
	"slices"
)

// Fate tells what became of a claim between two sets.
type Fate string

// The fates. Renumbered, and whether words changed, are told apart by fields of Pairing: an amended claim may be renumbered too.
const (
	Unchanged      Fate = "unchanged"       // the same words, or only references that follow the renumbering of other claims
	Amended        Fate = "amended"         // other words
	NowIndependent Fate = "now independent" // a dependent claim rewritten to include what it inherited
	NowDependent   Fate = "now dependent"   // an independent claim rewritten to refer to another
	SplitUp        Fate = "split"           // one claim made two or more
	Merged         Fate = "merged"          // two claims or more made one
	CanceledClaim  Fate = "canceled"        // in the old set only; of two groups of one set: in the first only
	NewClaim       Fate = "new"             // in the new set only; of two groups of one set: in the second only
)

// Pairing is what became of a claim, or of several that were split or merged.
type Pairing struct {
	Fate       Fate
	Old, New   []*Claim // as they stand in their sets; Old has several for Merged and New for SplitUp; empty where there is none
	Renumbered bool     // the claim has another number; false between groups of one set
	Follows    bool     // of Unchanged: references were changed to follow the renumbering, and nothing else: no amendment of substance
	// Comparisons has one for each old claim with each new one; one with a nil claim for canceled and new. Where a dependent claim
	// stands beside an independent one, it is compared as written out (Heritage.WrittenOut).
	Comparisons []Comparison
	WrittenOut  bool    // a comparison is of a dependent claim written out
	Similarity  float64 // the least of the comparisons'
	Summary     string  // what happened, in a few words for a table: "renumbered from 4 and amended"
}

// Group is claims of one set, or all of it, in order.
type Group struct {
	Set    *Set
	Claims []*Claim
}

// Whole is the group of all claims of the set.
func Whole(s *Set) Group {
	g := Group{Set: s}
	for i := range s.Claims {
		g.Claims = append(g.Claims, &s.Claims[i])
	}
	return g
}

// Pair pairs the claims of two versions of a set by content, whatever their numbers. Pairings come in order of the new claims'
// numbers, a canceled claim before the first pairing with its number or a greater one. Every claim of both sets that is not canceled by
// its status stands in just one pairing. The result depends on the sets only.
//
// The rule: the pair with the most content in common is taken first, then the next of what is left. Content is the stems of
// the words without the small ones, of a dependent claim only those behind its reference; in common is twice the shared ones over
// those of both, three fifths at least, or two fifths where the number is the same. Of equals the first is the pair whose parents are a
// pair, then the one with the same words, then with the same number, then the nearest. A method is never taken for a thing. A
// dependent claim is taken for an independent one where, written out, it has the most in common with it, and three fifths of its own
// words stand there beside those of its parent; and the other way round. Of the claims that are left, one whose words stood in an old
// claim that lost them was split from it, and the other way round was merged.
func Pair(old, new *Set) []Pairing { return PairGroups(Whole(old), Whole(new)) }

// PairGroups pairs the claims of two groups by content, as Pair does. They may be of one set ("1-5 vs 6-8"): then numbers say nothing, half
// of the content in common is enough, and a method may be taken for a thing.
func PairGroups(old, new Group) []Pairing {
	p := &pairing{a: newRoster(old), b: newRoster(new), oneSet: old.Set == new.Set}
	p.words()
	p.match()
	for range passes {
		if !p.assign() {
			break
		}
	}
	p.gather()
	return p.result()
}

// passes bounds how often claims are assigned anew because their parents are, and so how many claims above one decide between its
// twins.
const passes = 12

// roster is the living claims of a group and what is known of each.
type roster struct {
	list    []*Claim
	h       *Heritage
	at      map[*Claim]int
	plain   []string  // the text without the numbers of claims
	own     []content // behind the reference of a dependent claim
	whole   []content
	written []*Claim // of a dependent claim, where it can be written out; nil until asked for
	asked   []bool
}

func newRoster(g Group) *roster {
	r := &roster{h: NewHeritage(g.Set.Claims), at: map[*Claim]int{}}
	for _, c := range g.Claims {
		if c != nil && !c.Canceled() {
			r.at[c] = len(r.list)
			r.list = append(r.list, c)
		}
	}
	r.written, r.asked = make([]*Claim, len(r.list)), make([]bool, len(r.list))
	return r
}

// match is a pair that may be one claim, by index.
type match struct {
	i, k    int
	like    int  // thousandths; more for the same words
	written bool // the dependent one of the two as written out
}

// pairing is two rosters on the way to their pairings.
type pairing struct {
	a, b     *roster
	oneSet   bool
	glossary glossary
	matches  []match
	ofA, ofB []int   // partner, from 1; 0 for none
	taken    []match // in order of a
	joins    map[int][]int
	parts    map[int][]int // by index in a: further claims of b that were split from it; joins the other way round
}

func (p *pairing) words() {
	p.glossary = glossary{}
	for _, r := range []*roster{p.a, p.b} {
		for _, c := range r.list {
			r.plain = append(r.plain, withoutNumbers(c.Text))
			own := p.glossary.content(c.Text[ownFrom(c):])
			r.whole = append(r.whole, p.glossary.content(c.Text))
			if len(own) == 0 {
				own = r.whole[len(r.whole)-1]
			}
			r.own = append(r.own, own)
		}
	}
}

// What two claims have in common at least to be taken for one, in thousandths; see Pair.
const (
	likeOther  = 600
	likeNumber = 400
	likeGroup  = 500
	partThere  = 800
	sameWords  = 2000
)

// match finds the pairs that may be one claim.
func (p *pairing) match() {
	exact := map[string]bool{} // texts that have a like one on the other side
	byText := map[string]bool{}
	for _, t := range p.a.plain {
		byText[t] = true
	}
	for _, t := range p.b.plain {
		exact[t] = byText[t]
	}
	for i, x := range p.a.list {
		first := len(p.matches)
		for k, y := range p.b.list {
			if p.a.plain[i] == p.b.plain[k] && (x.Text != "" || x.Num == y.Num) {
				p.matches = append(p.matches, match{i, k, sameWords, false})
				continue
			}
			if !p.oneSet && process(x) != process(y) && x.Category != Other && y.Category != Other {
				continue
			}
			least := likeOther
			if p.oneSet {
				least = likeGroup
			} else if x.Num == y.Num {
				least = likeNumber
			}
			if x.Inherits() == y.Inherits() {
				if like := alike(p.a.own[i], p.b.own[k]); like >= least {
					p.matches = append(p.matches, match{i, k, like, false})
				}
			} else if !exact[p.a.plain[i]] && !exact[p.b.plain[k]] {
				like := p.b.writtenLike(p.glossary, k, p.a.whole[i])
				if x.Inherits() {
					like = p.a.writtenLike(p.glossary, i, p.b.whole[k])
				}
				if like >= likeOther {
					p.matches = append(p.matches, match{i, k, like, true})
				}
			}
		}
		if row := p.matches[first:]; len(row) > mostMatches {
			slices.SortFunc(row, func(m, n match) int {
				return cmp.Or(n.like-m.like, max(m.i-m.k, m.k-m.i)-max(n.i-n.k, n.k-n.i), m.k-n.k)
			})
			p.matches = p.matches[:first+mostMatches]
		}
	}
}

// mostMatches bounds for how many others a claim may be taken, the most alike and the nearest: thousands of claims in the same words would
// else be millions of pairs.
const mostMatches = 100

// writtenLike tells how much the dependent claim i, written out, has in common with an independent one; 0 where its own words
// are not there, or stand in its parent already.
func (r *roster) writtenLike(g glossary, i int, other content) int {
	if r.own[i].within(other) < likeOther {
		return 0
	}
	w := r.writtenOut(i)
	if w == nil {
		return 0
	}
	words := g.content(w.Text)
	if r.own[i].within(other.less(words.less(r.own[i]))) < likeOther {
		return 0
	}
	return alike(words, other)
}

// mostWritten bounds the elements of a claim that is written out, so that a chain of a thousand claims is not written a thousand times.
const mostWritten = 500

func (r *roster) writtenOut(i int) *Claim {
	if !r.asked[i] {
		r.asked[i] = true
		if in, err := r.h.Inherited(r.list[i], 0, 0); err == nil && in.Left <= mostWritten {
			if w, err := r.h.WrittenOut(r.list[i], 0); err == nil {
				r.written[i] = w
			}
		}
	}
	return r.written[i]
}

// process tells whether the claim is to a method, which is never taken for a thing.
func process(c *Claim) bool { return c.Category == Method || c.Category == Use }

// assign takes the best pairs, the first of what is left each time, and tells whether anything has changed.
func (p *pairing) assign() bool {
	kin := func(m match) int { // 1 where the parents are a pair
		x, y := p.a.list[m.i], p.b.list[m.k]
		if len(x.Refs) == 0 || len(y.Refs) == 0 || p.ofA == nil {
			return 0
		}
		if i, ok := p.a.at[p.a.h.Claim(x.Refs[0])]; ok && p.ofA[i] > 0 && p.b.list[p.ofA[i]-1].Num == y.Refs[0] {
			return 1
		}
		return 0
	}
	type ranked struct {
		match
		kin, same, number, away int
	}
	list := make([]ranked, len(p.matches))
	for n, m := range p.matches {
		x, y := p.a.list[m.i], p.b.list[m.k]
		list[n] = ranked{m, kin(m), truth(x.Text == y.Text), truth(x.Num == y.Num), max(m.i-m.k, m.k-m.i)}
	}
	slices.SortFunc(list, func(x, y ranked) int {
		return cmp.Or(y.like-x.like, y.kin-x.kin, y.same-x.same, y.number-x.number, x.away-y.away, x.i-y.i, x.k-y.k)
	})
	ofA, ofB := make([]int, len(p.a.list)), make([]int, len(p.b.list))
	taken := make([]match, len(p.a.list))
	for _, m := range list {
		if ofA[m.i] == 0 && ofB[m.k] == 0 {
			ofA[m.i], ofB[m.k], taken[m.i] = m.k+1, m.i+1, m.match
		}
	}
	changed := !slices.Equal(ofA, p.ofA)
	p.ofA, p.ofB, p.taken = ofA, ofB, taken
	return changed
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
