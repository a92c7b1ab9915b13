package priorart

import (
	"fmt"
	"math"
	"slices"

	"claimchart/claims"
)

// RankOptions decide what is ranked.
type RankOptions struct {
	By      By  // ByReference if empty
	Most    int // at most so many are kept of each ranking; 0 for all
	Options     // Claims and the dates; Best is not used
}

// ClaimRanking is the references, or passages, ranked for one claim.
type ClaimRanking struct {
	Claim   int
	Via     int    // the parent of this ranking where the claim is multiple dependent, else 0
	Why     string // why there is no ranking, or empty
	Derived bool   // the claim's text was reconstructed
	Ranking []ClaimRanked
}

// ClaimRanked is one of them with what the dates make of its reference; see Standing for those fields.
type ClaimRanked struct {
	Ranked
	Eligible  bool
	DateCheck string
	As        string
	Use       string
	Reason    string
}

// Rank ranks the references that a Ranker has read, or their passages, for claims of a set, each with the limitations that it inherits.
//
// As many references as a chart compares in full, CompareAll, are ordered as the chart orders them, by their coverage: of two commands
// one should not put first what the other puts second. The score is the coverage. More are ordered by likeness, for which the index of a library is enough;
// so are passages. That score, 0 to 1, is how much of what sets the claim's words off from claims at large the reference shares: 1 is what the claim's
// own text would get, 0 a reference without any of its words. It orders references for one claim and is no probability, and a
// score says nothing of whether the words stand together: that is what a chart is for. A multiple dependent claim is ranked once
// for each of its direct parents (37 CFR 1.75(c)). A claim whose words, or those of a claim it depends on, are not known has the reason
// in Why. The law is the one that the dates were checked by, empty where there was none to check. The error names claims asked for
// that the set has not, or dates that contradict each other.
func (s *Ranker) Rank(set *claims.Set, opt RankOptions) (list []ClaimRanking, law Law, err error) {
	for _, n := range opt.Claims {
		if set.Claim(n) == nil {
			return nil, "", fmt.Errorf("%s has no claim %d: it has %s", set.Name, n, numbersOf(set))
		}
	}
	dated, _, err := datesOf(set, opt.Options)
	if err != nil {
		return nil, "", err
	}
	c := &charter{set: set, heritage: claims.NewHeritage(set.Claims)}
	var queries []*rankQuery
	for i := range set.Claims {
		cl := &set.Claims[i]
		if len(opt.Claims) > 0 && !slices.Contains(opt.Claims, cl.Num) {
			continue
		}
		vias := []int{0}
		if cl.Kind == claims.Multiple && cl.Text != "" {
			vias = cl.Refs
		}
		for _, via := range vias {
			r := ClaimRanking{Claim: cl.Num, Via: via, Derived: cl.Origin.Kind == claims.Derived}
			q, why := c.rankQuery(cl, via)
			if r.Why = why; why == "" {
				queries = append(queries, q)
			}
			list = append(list, r)
		}
	}
	references, _ := s.lib.Size()
	asChart := opt.By != ByPassage && references <= CompareAll
	most := opt.Most
	if asChart {
		most = 0
	}
	ranked, err := s.rank(queries, opt.By, most)
	if err != nil {
		return nil, "", err
	}
	if asChart {
		if err := s.asCharted(set, opt, list, ranked); err != nil {
			return nil, "", err
		}
	}
	times := map[claimDates][]timing{}
	for i := range list {
		r := &list[i]
		if r.Why != "" {
			continue
		}
		d := dated[r.Claim]
		if d.critical != "" {
			law = d.law
		}
		if times[d] == nil {
			for k := range s.lib.References {
				times[d] = append(times[d], judge(&s.lib.References[k], d, c.articleDate()))
			}
		}
		for _, x := range ranked[0] {
			t := times[d][x.Reference]
			r.Ranking = append(r.Ranking, ClaimRanked{x, t.eligible, t.check, t.as, t.use, t.reason})
		}
		ranked = ranked[1:]
	}
	return list, law, nil
}

// asCharted orders rankings of all references as a chart of the claims has them, and gives them its scores.
func (s *Ranker) asCharted(set *claims.Set, opt RankOptions, list []ClaimRanking, ranked [][]Ranked) error {
	chart, err := Make(set, s.lib, opt.Options)
	if err != nil {
		return err
	}
	n := 0
	for _, r := range list {
		if r.Why != "" {
			continue
		}
		k := slices.IndexFunc(chart.Charts, func(c ClaimChart) bool { return c.Claim == r.Claim && c.Via == r.Via })
		if k < 0 {
			return fmt.Errorf("claim %d is ranked and not charted", r.Claim)
		}
		by := make([]Ranked, len(s.lib.References))
		for _, x := range ranked[n] {
			by[x.Reference] = x
		}
		ranked[n] = ranked[n][:0]
		for _, standing := range chart.Charts[k].References {
			x := by[standing.number]
			x.exact, x.Score = standing.exact, math.Round(1000*standing.exact)/1000
			ranked[n] = append(ranked[n], x)
		}
		if opt.Most > 0 {
			ranked[n] = ranked[n][:min(opt.Most, len(ranked[n]))]
		}
		n++
	}
	return nil
}

// rankQuery makes a claim with what it inherits ready for ranking, or says why it cannot be.
func (c *charter) rankQuery(cl *claims.Claim, via int) (q *rankQuery, why string) {
	if cl.Text == "" {
		if why = cl.Origin.Why; cl.Status != "" {
			why = "its status is " + cl.Status
		}
		return nil, "its words are not known (" + why + ")"
	}
	if cl.Canceled() {
		return nil, "it is canceled"
	}
	lims, err := c.limitations(cl, via)
	if err != nil {
		return nil, err.Error()
	}
	var parts []string
	for _, l := range lims {
		if l.scored {
			parts = append(parts, l.element.Text)
		}
	}
	if q = newRankQuery(parts); q.self == 0 {
		return nil, "it has no words that could be searched for"
	}
	return q, ""
}
