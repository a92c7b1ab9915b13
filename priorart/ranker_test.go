package priorart

import (
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
)

// pumps is a small library whose ranking can be told by reading it.
func pumps() *Library {
	ref := func(id, title, date string, passages ...string) Reference {
		r := Reference{ID: id, Label: id, Title: title, Date: date, Kind: "patent"}
		for i, p := range passages {
			r.Passages = append(r.Passages, Passage{Loc: "[000" + string(rune('1'+i)) + "]", Text: p})
		}
		return r
	}
	return &Library{References: []Reference{
		ref("oven", "Baking bread", "", "The oven is kept warm for hours.", "Bread is baked in it."),
		ref("brass", "Brass fittings", "2010-01-01", "Fittings of brass last longer. Brass valves close tightly."),
		ref("pump", "Pump with a check valve", "1999-03-02", "Pumps are known. The pump has a chamber and a valve. The valve closes when the pressure falls below 2 bar. Nothing else is said.", "A filter of paper stands in front of the inlet."),
		ref("twin", "Pump with a check valve", "1999-03-02", "Pumps are known. The pump has a chamber and a valve. The valve closes when the pressure falls below 2 bar. Nothing else is said.", "A filter of paper stands in front of the inlet."),
		ref("empty", "", ""),
	}}
}

const pumpClaims = `1. A pump comprising: a chamber; and a valve that closes by itself when the pressure falls below two bar.
2. The pump of claim 1, wherein the valve is of brass.
3. The pump of claim 1 or 2, further comprising a filter of paper.
4. (Canceled)
5. The pump of claim 4, with a lid.
6. The pump of claim 9, with a lid.`

func pumpSet(t *testing.T) *claims.Set {
	t.Helper()
	set, err := claims.Parse(&claims.Document{Name: "pumps", Text: pumpClaims})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func rankPumps(t *testing.T, lib *Library, opt RankOptions) []ClaimRanking {
	t.Helper()
	r, err := NewRanker(lib)
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := r.Rank(pumpSet(t), opt)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// idsOf are the references of a ranking, with the passage's number where passages were ranked.
func idsOf(lib *Library, r ClaimRanking) string {
	var out []string
	for _, x := range r.Ranking {
		id := lib.References[x.Reference].ID
		if x.Passage >= 0 {
			id += string(rune('0' + x.Passage))
		}
		out = append(out, id)
	}
	return strings.Join(out, " ")
}

func TestRank(t *testing.T) {
	lib := pumps()
	opt := RankOptions{}
	opt.Priority = PriorityDates{All: "2003-05-07"}
	list := rankPumps(t, lib, opt)
	want := []struct {
		claim, via int
		order, why string
	}{
		{1, 0, "pump twin brass oven empty", ""},
		{2, 0, "pump twin brass oven empty", ""}, // with what claim 1 says; by its own words brass would be first
		{3, 1, "pump twin brass oven empty", ""},
		{3, 2, "pump twin brass oven empty", ""},
		{4, 0, "", "its status is canceled"},
		{5, 0, "", "claim 4, which is canceled"},
		{6, 0, "", "claim 9, which is not in the set"},
	}
	if len(list) != len(want) {
		t.Fatalf("%d rankings, want %d", len(list), len(want))
	}
	for i, w := range want {
		r := list[i]
		if r.Claim != w.claim || r.Via != w.via || idsOf(lib, r) != w.order || !strings.Contains(r.Why, w.why) || (r.Why == "") != (w.why == "") {
			t.Errorf("claim %d via %d: %s (%s), want claim %d via %d: %s (%s)", r.Claim, r.Via, idsOf(lib, r), r.Why, w.claim, w.via, w.order, w.why)
		}
	}
	first := list[0].Ranking
	if !first[0].Eligible || first[2].Eligible || first[3].Eligible || first[3].DateCheck != unknown {
		t.Errorf("dates: %+v", first)
	}
	if !slices.Equal(first[0].Missing, []string{"itself", "two"}) && !slices.Equal(first[0].Missing, []string{"two", "itself"}) {
		t.Errorf("missing %q", first[0].Missing)
	}
	// What the claims say of brass moves the reference on brass, by claim 2 only.
	brass := func(r ClaimRanking) float64 { return r.Ranking[2].Score }
	if brass(list[3]) <= brass(list[2]) || brass(list[1]) <= brass(list[0]) {
		t.Errorf("brass scores %v, %v, via 1 %v, via 2 %v", brass(list[0]), brass(list[1]), brass(list[2]), brass(list[3]))
	}
	for _, r := range list {
		for _, x := range r.Ranking {
			if x.Score < 0 || x.Score > 1 {
				t.Errorf("claim %d: score %v", r.Claim, x.Score)
			}
		}
	}
}

// TestRankAlone: a score does not change with what else is in the library, which is what makes any engine's candidates rank alike.
func TestRankAlone(t *testing.T) {
	lib := pumps()
	together := rankPumps(t, lib, RankOptions{})
	for i := range lib.References {
		for k, r := range rankPumps(t, &Library{References: lib.References[i : i+1]}, RankOptions{}) {
			if r.Why != "" {
				continue
			}
			at := slices.IndexFunc(together[k].Ranking, func(x ClaimRanked) bool { return x.Reference == i })
			if got, want := r.Ranking[0].exact, together[k].Ranking[at].exact; got != want {
				t.Errorf("claim %d, %s: %v alone, %v with the others", r.Claim, lib.References[i].ID, got, want)
			}
		}
	}
}

// TestRankTop: the best N are the first N of all, references as well as passages, also where some score alike.
func TestRankTop(t *testing.T) {
	lib := pumps()
	for _, by := range []By{ByReference, ByPassage} {
		all := rankPumps(t, lib, RankOptions{By: by})
		for most := 1; most <= 8; most++ {
			for k, r := range rankPumps(t, lib, RankOptions{By: by, Most: most}) {
				whole := strings.Fields(idsOf(lib, all[k]))
				if got, want := idsOf(lib, r), strings.Join(whole[:min(most, len(whole))], " "); got != want {
					t.Errorf("by %s, claim %d, best %d: %s, want %s", by, r.Claim, most, got, want)
				}
			}
		}
	}
	if got := idsOf(lib, rankPumps(t, lib, RankOptions{By: ByPassage})[0]); got != "pump0 twin0 brass0" {
		t.Errorf("passages for claim 1: %s", got)
	}
}

// TestOwnText: what a claim's own words would score by likeness is 1, and nothing scores more.
func TestOwnText(t *testing.T) {
	text := "A pump comprising: a chamber; and a valve that closes by itself when the pressure falls below two bar."
	lib := &Library{References: []Reference{
		{ID: "same", Passages: []Passage{{Text: text}}},
		{ID: "more", Passages: []Passage{{Text: strings.Repeat(text+" ", 9)}}},
	}}
	for _, x := range rankPumps(t, lib, RankOptions{By: ByPassage})[0].Ranking {
		if x.Score < 0.99 || x.Score > 1 {
			t.Errorf("%s scores %v", lib.References[x.Reference].ID, x.Score)
		}
	}
}

func TestSearch(t *testing.T) {
	lib := pumps()
	lib.References = append(lib.References, Reference{ID: "practice", Passages: []Passage{{Text: "A gasket of felt is used.", Own: true}}})
	r, err := NewRanker(lib)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text   string
		by     By
		order  string
		quote  string // of the first
		words  string // its matches
		absent string
	}{
		{"brass valve", ByPassage, "brass pump twin", "Brass valves close tightly.", "Brass/valves", ""},
		{"chamber with a valve, closing", ByPassage, "pump twin brass", "The pump has a chamber and a valve. The valve closes when the pressure falls below 2 bar.", "chamber/valve/valve/closes", ""},
		{"paper filters, upstream", ByReference, "pump twin", "A filter of paper stands in front of the inlet.", "filter/paper", "upstream"},
		{"baking", ByReference, "oven", "Bread is baked in it.", "baked", ""},
		{"gasket of felt", ByPassage, "practice", "", "", ""},
		{"perpetuum mobile", ByPassage, "", "", "", "perpetuum mobile"},
	} {
		list, absent, err := r.Search(c.text, c.by, 0)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		var order, words []string
		for i, f := range list {
			order = append(order, lib.References[f.Reference].ID)
			e := f.Evidence
			if f.Own != (order[i] == "practice") {
				t.Errorf("%s: %s: own %v", c.text, order[i], f.Own)
			}
			if e.Quote == "" {
				continue
			}
			k := slices.IndexFunc(lib.References[f.Reference].Passages, func(p Passage) bool { return p.Loc == e.Loc })
			passage := lib.References[f.Reference].Passages[k].Text
			if passage[e.Start:e.End] != e.Quote {
				t.Errorf("%s: %q is not at %d-%d", c.text, e.Quote, e.Start, e.End)
			}
			for _, m := range e.Matches {
				if i == 0 {
					words = append(words, passage[m.Start:m.End])
				}
			}
		}
		if got := strings.Join(order, " "); got != c.order {
			t.Errorf("%s: %s, want %s", c.text, got, c.order)
		}
		if len(list) > 0 && (list[0].Evidence.Quote != c.quote || strings.Join(words, "/") != c.words) {
			t.Errorf("%s: quotes %q with %q, want %q with %q", c.text, list[0].Evidence.Quote, words, c.quote, c.words)
		}
		if got := strings.Join(absent, " "); got != c.absent {
			t.Errorf("%s: in no reference %q, want %q", c.text, got, c.absent)
		}
	}
	for _, text := range []string{"", "the method of", "…"} {
		if _, _, err := r.Search(text, ByPassage, 10); err == nil {
			t.Errorf("%q is searched for", text)
		}
	}
}

// BenchmarkRank ranks the 2,400 references of published for a set of 20 claims, by reference and by passage.
func BenchmarkRank(b *testing.B) {
	lib := refsOf(b, func(do func([]byte)) {
		jsonLines(b, "patents.jsonl.gz", do)
		jsonLines(b, "papers.jsonl.gz", do)
	})
	var set *claims.Set
	jsonLines(b, "claims.jsonl.gz", func(line []byte) {
		if set == nil {
			if s := rankedSet(b, line); len(s.Claims) == 20 && !slices.ContainsFunc(s.Claims, func(c claims.Claim) bool { return c.Text == "" || c.Canceled() }) {
				set = s
			}
		}
	})
	ranker, err := NewRanker(lib)
	if err != nil {
		b.Fatal(err)
	}
	for _, by := range []By{ByReference, ByPassage} {
		b.Run(string(by), func(b *testing.B) {
			for b.Loop() {
				if _, _, err := ranker.Rank(set, RankOptions{By: by, Most: 10}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("loading", func(b *testing.B) {
		for b.Loop() {
			if _, err := NewRanker(lib); err != nil {
				b.Fatal(err)
			}
		}
	})
}
