package claims

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestPairPublished amends 200 published claim sets by chance, as applicants do, and asks Pair what was done: claims go with all that
// depend on them, the others are numbered anew, and of three in ten a tenth of the words become words of another claim. What it cannot
// know is claims with the same words and parents, and short ones of which little is left.
func TestPairPublished(t *testing.T) {
	sets := claimSets(t, "../../shared/data/published/claims.jsonl.gz")
	r := rand.New(rand.NewPCG(5, 6))
	right, all, unchanged, said := 0, 0, 0, 0
	for _, old := range sets[:min(len(sets), 200)] {
		gone, now := map[int]bool{}, map[int]int{}
		for i := range old.Claims {
			c := &old.Claims[i]
			gone[c.Num] = r.IntN(100) < 15 || c.Text == "" || c.Canceled()
			for _, ref := range c.Refs {
				gone[c.Num] = gone[c.Num] || gone[ref]
			}
			if !gone[c.Num] {
				now[c.Num] = len(now) + 1
			}
		}
		from, amended := map[int]int{}, map[int]bool{}
		new := &Set{}
		for i := range old.Claims {
			c := &old.Claims[i]
			if now[c.Num] == 0 || from[now[c.Num]] != 0 {
				continue
			}
			words := strings.Fields(renumber(c.Text, now))
			other := strings.Fields(old.Claims[r.IntN(len(old.Claims))].Text)
			if r.IntN(10) < 3 && len(other) > 0 && len(words) > 0 {
				for n := 0; n < max(1, len(words)/10); n++ {
					k, word := r.IntN(len(words)), other[r.IntN(len(other))]
					if k < len(strings.Fields(c.Text[:ownFrom(c)])) || strings.Contains(words[k]+word, "laim") || strings.ContainsAny(words[k]+word, "0123456789") {
						continue
					}
					amended[now[c.Num]] = true
					words[k] = word
				}
			}
			from[now[c.Num]] = c.Num
			new.Claims = append(new.Claims, Read(now[c.Num], strings.Join(words, " ")))
		}
		for _, p := range Pair(old, new) {
			for _, c := range p.New {
				all++
				if len(p.Old) == 1 && len(p.New) == 1 && p.Old[0].Num == from[c.Num] {
					right++
				}
				if !amended[c.Num] {
					unchanged++
					if p.Fate == Unchanged {
						said++
					}
				}
			}
		}
	}
	t.Logf("%d of %d claims are found again; of %d that were not amended %d are called unchanged", right, all, unchanged, said)
	if right*1000 < all*980 || said*1000 < unchanged*980 {
		t.Error("fewer than 98 of a hundred")
	}
}
