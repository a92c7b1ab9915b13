package claims

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
	Renumbered bool     // the claim has another number
	Follows    bool     // of Unchanged: references were changed to follow the renumbering, and nothing else: no amendment of substance
	// Comparisons has one for each old claim with each new one; one with a nil claim for canceled and new. Where the form changed
	// from dependent to independent or back, the dependent one is compared as written out (Heritage.WrittenOut).
	Comparisons []Comparison
	WrittenOut  bool    // the comparison is of the dependent claim written out
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
// numbers, a canceled claim before the first pairing with a greater number. Every claim of both sets stands in just one
// pairing. The result depends on the sets only.
func Pair(old, new *Set) []Pairing { return PairGroups(Whole(old), Whole(new)) }

// PairGroups pairs the claims of two groups by content, as Pair does; they may be of one set ("1-5 vs 6-8").
func PairGroups(old, new Group) []Pairing {
	var out []Pairing
	taken := map[*Claim]bool{}
	for _, b := range new.Claims {
		var best *Claim
		like := 0.5
		for _, a := range old.Claims {
			if s := Similarity(a.Text, b.Text); !taken[a] && s > like {
				best, like = a, s
			}
		}
		if best == nil {
			out = append(out, Pairing{Fate: NewClaim, New: []*Claim{b}, Comparisons: []Comparison{Compare(nil, b)}, Summary: "new"})
			continue
		}
		taken[best] = true
		c := Compare(best, b)
		p := Pairing{Fate: Amended, Old: []*Claim{best}, New: []*Claim{b}, Renumbered: best.Num != b.Num, Comparisons: []Comparison{c}, Similarity: c.Similarity, Summary: "amended"}
		if best.Text == b.Text {
			p.Fate, p.Summary = Unchanged, "unchanged"
		}
		out = append(out, p)
	}
	for _, a := range old.Claims {
		if !taken[a] {
			out = append(out, Pairing{Fate: CanceledClaim, Old: []*Claim{a}, Comparisons: []Comparison{Compare(a, nil)}, Summary: "canceled"})
		}
	}
	return out
}
