package priorart

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
	"claimchart/priorart/index"
)

// farAway is a library that plays one kept elsewhere: its passages are numbered by document, and its index is in memory.
type farAway struct {
	index.Candidates
	refs    []Reference
	at      *Passages
	fetched []int
	all     int
}

func (s *farAway) Search(terms []index.Term, n int) ([]index.Hit, error) {
	hits, err := s.Candidates.Search(terms, n)
	for i, h := range hits {
		ref := s.at.reference(h.Passage)
		first, _ := s.at.Of(ref)
		hits[i].Passage = index.PassageAt(10*ref, h.Passage-first) // numbers with gaps, as labels have
	}
	return hits, err
}

func (s *farAway) References() int { return len(s.refs) }

func (s *farAway) Fetch(documents []int) (out []Reference, err error) {
	for _, d := range documents {
		s.fetched = append(s.fetched, d)
		out = append(out, s.refs[d/10])
	}
	return out, nil
}

func (s *farAway) All() ([]Reference, error) {
	s.all++
	return s.refs, nil
}

// TestElsewhere charts, ranks and searches a library that is kept elsewhere as the same one at hand, and fetches no more of it than is compared.
func TestElsewhere(t *testing.T) {
	set, err := claims.Parse(&claims.Document{Name: "set", Claims: []claims.CutClaim{
		{Num: 1, Text: "A pump comprising: a solar panel; and a valve that closes at night."},
		{Num: 2, Text: "The pump of claim 1, further comprising a copper lid."},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{3, 64, 65, 400} {
		near := &Library{}
		for i := range size {
			text := "A kettle of sort " + fmt.Sprint(i) + " boils."
			switch {
			case i%50 == 2:
				text = "The pump has a valve that closes at night. It is driven by a solar panel."
			case i%3 == 0:
				text = fmt.Sprintf("A lid of copper covers the kettle number %d.", i)
			}
			near.References = append(near.References, Reference{ID: fmt.Sprint("R", i), Label: fmt.Sprint("D", i+1), Kind: "paper", Passages: []Passage{{Loc: "1", Text: "Nothing of interest."}, {Loc: "2", Text: text}}})
		}
		in, err := near.indexed()
		if err != nil {
			t.Fatal(err)
		}
		s := &farAway{Candidates: in, refs: near.References, at: near.Passages()}
		far := Elsewhere(s)
		if refs, passages := far.Size(); refs != size || passages != 2*size {
			t.Errorf("size %d, %d", refs, passages)
		}
		want, err := Make(set, near, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := Make(set, far, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if g, w := fmt.Sprintf("%+v", got.Charts), fmt.Sprintf("%+v", want.Charts); g != w {
			t.Errorf("%d references: another chart:\n%s\n%s", size, g, w)
		}
		if !slices.EqualFunc(got.Library.References, want.Library.References, func(x, y Reference) bool { return x.ID == y.ID }) {
			t.Errorf("%d references: others were compared", size)
		}
		if size > CompareAll && (s.all > 0 || len(got.Library.References) > CompareAll || got.Charts[0].Searched != size) || size <= CompareAll && s.all != 1 {
			t.Errorf("%d references: %d compared of %d, all fetched %d times", size, len(got.Library.References), got.Charts[0].Searched, s.all)
		}
		if _, err := Make(set, far, Options{Explain: []Asked{{Label: "1[a]", Reference: "D999"}}}); err != nil {
			t.Error(err)
		}

		ranked := func(lib *Library) string {
			lib, err := lib.ForClaims(set, nil)
			if err != nil {
				t.Fatal(err)
			}
			r, err := NewRanker(lib)
			if err != nil {
				t.Fatal(err)
			}
			list, _, err := r.Rank(set, RankOptions{Most: 5})
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			for _, c := range list {
				for _, x := range c.Ranking {
					if x.Score == 0 { // those that have no word of the claim are not fetched
						continue
					}
					fmt.Fprintln(&b, c.Claim, lib.References[x.Reference].ID, x.Score, x.Found, x.Missing, x.Eligible)
				}
			}
			return b.String()
		}
		if g, w := ranked(far), ranked(near); g != w {
			t.Errorf("%d references: another ranking:\n%s\n%s", size, g, w)
		}
		searched := func(lib *Library) string {
			lib, err := lib.ForText("solar pump with a telescope", 5)
			if err != nil {
				t.Fatal(err)
			}
			r, err := NewRanker(lib)
			if err != nil {
				t.Fatal(err)
			}
			list, absent, err := r.Search("solar pump with a telescope", ByPassage, 5)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			fmt.Fprintln(&b, absent)
			for _, x := range list {
				fmt.Fprintln(&b, lib.References[x.Reference].ID, x.Score, x.Evidence.Quote)
			}
			return b.String()
		}
		if g, w := searched(far), searched(near); g != w {
			t.Errorf("%d references: another search:\n%s\n%s", size, g, w)
		}
	}
}
