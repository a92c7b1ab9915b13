package priorart

import (
	"encoding/json"
	"slices"
	"sync"
	"testing"

	"claimchart/claims"
)

// refsOf reads references in the contract's form.
func refsOf(t testing.TB, lines func(do func([]byte))) *Library {
	t.Helper()
	lib := &Library{}
	lines(func(line []byte) {
		var r struct {
			ID, Title, Date string
			Passages        []Passage
		}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		lib.References = append(lib.References, Reference{ID: r.ID, Title: r.Title, Date: r.Date, Passages: r.Passages})
	})
	return lib
}

// rankedSet reads a claim set in the contract's form.
func rankedSet(t testing.TB, line []byte) *claims.Set {
	t.Helper()
	var in struct {
		Name   string
		Claims []claims.CutClaim
	}
	if err := json.Unmarshal(line, &in); err != nil {
		t.Fatal(err)
	}
	set, err := claims.Parse(&claims.Document{Name: in.Name, Claims: in.Claims})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// figures are measures of rankings: of 1/rank of the first right reference, and how often it is first and among three.
type figures struct {
	n                 int
	mrr, first, third float64
}

func (f *figures) add(rank int) {
	f.n++
	if rank > 0 {
		f.mrr += 1 / float64(rank)
	}
	if rank == 1 {
		f.first++
	}
	if rank > 0 && rank <= 3 {
		f.third++
	}
}

func (f *figures) shares() (mrr, first, third float64) {
	n := float64(max(f.n, 1))
	return f.mrr / n, f.first / n, f.third / n
}

// placeOf is the place of the reference id among the scores of all, from 1.
func placeOf(lib *Library, scores []float64, id string) int {
	right := slices.IndexFunc(lib.References, func(r Reference) bool { return r.ID == id })
	place := 1
	for ref, score := range scores {
		if score > scores[right] || score == scores[right] && ref < right {
			place++
		}
	}
	return place
}

// TestRankPublished ranks the 1,200 papers for the first, the middle and the last claim of each published application that is not
// canceled: the paper by the same people on the same invention should come first. The statistics come from the other half of
// the claims each time. Every parameter of the ranking was chosen here or is of the literature; see rank.go.
//
// What was tried on half of these data, with inherited limitations and with the claim's own words (MRR): BM25 0.852 and 0.695, a
// mixture model with plain rarity 0.933 and 0.766, with the root of a limitation's weight 0.929 and 0.763, with limitations that count
// alike 0.875 and 0.618; pairs of neighbouring words add 0.009 and 0.011 at the cost of keeping them all, words of the title 0.001 and 0. Words that are no noun phrase
// counting half, and limitations counting the less the more claims have them, made it worse.
func TestRankPublished(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a quarter of a minute")
	}
	type row struct {
		Document string
		OwnPaper string `json:"own_paper"`
	}
	half, paper := map[string]int{}, map[string]string{}
	jsonLines(t, "pairs.jsonl", func(line []byte) {
		var r row
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		half[r.Document] = len(half) % 2
		paper[r.Document] = r.OwnPaper
	})
	every := 12
	if *published == "all" {
		every = 1
	}
	var sets []*claims.Set
	counts, totals := [2]map[string]int{{}, {}}, [2]int{}
	n := 0
	jsonLines(t, "claims.jsonl.gz", func(line []byte) {
		var in struct {
			Name   string
			Claims []struct{ Text string }
		}
		if err := json.Unmarshal(line, &in); err != nil {
			t.Fatal(err)
		}
		h := half[in.Name]
		for _, c := range in.Claims {
			totals[h]++
			seen := map[string]bool{}
			for _, tok := range tokens(c.Text) {
				if !seen[tok.stem] {
					seen[tok.stem] = true
					counts[h][tok.stem]++
				}
			}
		}
		if n%every < 2 { // of both halves alike
			sets = append(sets, rankedSet(t, line))
		}
		n++
	})
	lib := refsOf(t, func(do func([]byte)) { jsonLines(t, "papers.jsonl.gz", do) })
	ranker, err := NewRanker(lib)
	if err != nil {
		t.Fatal(err)
	}
	var whole, own figures
	for h := range 2 {
		withBackground(t, totals[1-h], counts[1-h], func() {
			var inherited, alone []*rankQuery
			var right []string
			for _, set := range sets {
				if half[set.Name] != h {
					continue
				}
				c := &charter{set: set, heritage: claims.NewHeritage(set.Claims)}
				for _, cl := range threeOf(set) {
					q, why := c.rankQuery(cl, 0)
					if why != "" {
						continue
					}
					var parts []string
					for _, e := range cl.Elements {
						parts = append(parts, e.Text)
					}
					inherited, alone, right = append(inherited, q), append(alone, newRankQuery(parts)), append(right, paper[set.Name])
				}
			}
			for k, queries := range [][]*rankQuery{inherited, alone} {
				scores, err := newRanking(ranker, queries).score(ByReference)
				if err != nil {
					t.Fatal(err)
				}
				for i := range queries {
					[]*figures{&whole, &own}[k].add(placeOf(lib, scores[i], right[i]))
				}
			}
		})
	}
	mrr, first, third := whole.shares()
	t.Logf("%d claims with inherited limitations: MRR %.3f, first %.3f, among three %.3f", whole.n, mrr, first, third)
	ownMRR, ownFirst, ownThird := own.shares()
	t.Logf("%d claims by their own words: MRR %.3f, first %.3f, among three %.3f", own.n, ownMRR, ownFirst, ownThird)
	if mrr < 0.90 || ownMRR < 0.72 {
		t.Errorf("MRR %.3f and %.3f, want at least 0.90 and 0.72", mrr, ownMRR)
	}
}

// threeOf are the first, the middle and the last claim that is not canceled.
func threeOf(set *claims.Set) []*claims.Claim {
	var live []*claims.Claim
	for i := range set.Claims {
		if c := &set.Claims[i]; c.Text != "" && !c.Canceled() {
			live = append(live, c)
		}
	}
	if len(live) < 4 {
		return live
	}
	return []*claims.Claim{live[0], live[(len(live)-1)/2], live[len(live)-1]}
}

// withBackground calls do with other statistics than those that ship.
func withBackground(t *testing.T, total int, counts map[string]int, do func()) {
	t.Helper()
	shipped, words := background, backgroundWords
	defer func() { background, backgroundWords = shipped, words }()
	background = func() (int, map[string]int) { return total, counts }
	backgroundWords = sync.OnceValue(func() int { return tellingWords(counts) })
	do()
}
