package priorart

import (
	"slices"
	"strings"
	"testing"
)

// TestTurnsOn: what would change the pattern is told, written by hand, and what would not is not.
func TestTurnsOn(t *testing.T) {
	set := claimSet(grinder) // burr, hopper, drawer
	const all, burrHopper, burr = "A grinder with a ceramic burr, a brass hopper and a walnut drawer.", "A grinder with a ceramic burr and a brass hopper.", "A grinder with a ceramic burr."
	drawer := "A grinder with a walnut drawer."
	opt := Options{Law: EP, Priority: PriorityDates{All: "2010-06-01"}, Filing: PriorityDates{All: "2011-04-01"}}
	for _, c := range []struct {
		name string
		refs []Reference
		want []string // how each entry begins and ends
	}{
		{"one limitation open, with its words", []Reference{dated(reference("D1", burrHopper), "2008")},
			[]string{"1[c]: no eligible reference shows it whole", "D1 alone has every limitation but 1[c]"}},
		{"part of it there", []Reference{dated(reference("D1", burrHopper+" It has a drawer."), "2008")},
			[]string{"1[c]: no eligible reference shows it whole (nearest D1: no word for: walnut)", "D1 alone has every limitation but 1[c]"}},
		{"a pair, of which one lacks one only", []Reference{dated(reference("D1", burrHopper), "2008"), dated(reference("D2", drawer), "2008")},
			[]string{"D1 lacks only 1[c] to have every limitation alone: none of its words was found"}},
		{"one has all: nothing", []Reference{dated(reference("D1", all), "2008"), dated(reference("D2", drawer), "2008")}, nil},
		{"a date that would complete the pair", []Reference{dated(reference("D1", burrHopper), "2008"), dated(reference("D2", drawer), "2011-09")},
			[]string{"1[c]: no eligible", "D1 alone has every", "D2 D2: *it adds 1[c], with which several references have every limitation together"}},
		{"a date that would add one of two", []Reference{dated(reference("D1", burr), "2008"), dated(reference("D2", drawer), "2011-09")},
			[]string{"1[b]: no eligible", "1[c]: no eligible", "D1 alone has every", "D2 D2: *it adds 1[c]"}},
		{"a later date that changes nothing is not told", []Reference{dated(reference("D1", burrHopper), "2008"), dated(reference("D2", burr), "2011-09")},
			[]string{"1[c]: no eligible", "D1 alone has every"}},
		{"an unknown one is, with that", []Reference{dated(reference("D1", burrHopper), "2008"), dated(reference("D2", burr), "2010")},
			[]string{"1[c]: no eligible", "D1 alone has every", "D2 D2: *" + PatternStays}},
		{"and one that alone has all stands before it", []Reference{dated(reference("D1", burrHopper), "2008"), dated(reference("D2", burr), "2010"), dated(reference("D3", all), "2011-09")},
			[]string{"1[c]: no eligible", "D1 alone has every", "D3 D3: *" + AloneAll, "D2 D2: *" + PatternStays}},
		{"nothing eligible: all of them", []Reference{dated(reference("D2", burr), "2012")}, []string{"D1 D2: *earlier dated evidence needed"}},
	} {
		chart, err := Make(set, library(c.refs...), opt)
		if err != nil {
			t.Fatal(err)
		}
		got := chart.Charts[0].Verdict.TurnsOn
		if !slices.EqualFunc(got, c.want, func(g, w string) bool {
			from, to, cut := strings.Cut(w, "*")
			return strings.HasPrefix(g, from) && (!cut || strings.HasSuffix(g, to))
		}) {
			t.Errorf("%s: turns on %q, want %q", c.name, got, c.want)
		}
	}
}

// TestTurnsOnIsRight: for generated libraries, where one limitation is open and one reference is said to have all others, that limitation
// found in it makes the pattern X; what is said to lack one only does, too.
func TestTurnsOnIsRight(t *testing.T) {
	parts := []string{"a ceramic burr", "a brass hopper", "a walnut drawer"}
	said := 0
	for k := range 120 {
		g := dice(k)
		var refs []Reference
		has := map[string][]string{}
		for _, id := range []string{"R1", "R2", "R3"} {
			for _, p := range parts {
				if g.of(2) == 0 {
					has[id] = append(has[id], p)
				}
			}
			refs = append(refs, reference(id, "A grinder with "+strings.Join(has[id], ", ")+"."))
		}
		chart, err := Make(claimSet(grinder), library(refs...), Options{})
		if err != nil {
			t.Fatal(err)
		}
		ch := &chart.Charts[0]
		for _, w := range ch.Verdict.TurnsOn {
			at := slices.IndexFunc(ch.References, func(s Standing) bool {
				return strings.HasPrefix(w, s.Label+" alone has every limitation but ") && len(ch.Verdict.Uncovered) == 1 || strings.HasPrefix(w, s.Label+" lacks only ")
			})
			if at < 0 {
				continue
			}
			said++
			id := ch.References[at].Reference
			for i := range refs {
				if refs[i].ID == id {
					refs[i] = reference(id, "A grinder with "+strings.Join(parts, ", ")+".")
				}
			}
			other, err := Make(claimSet(grinder), library(refs...), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if v := other.Charts[0].Verdict; ch.Verdict.Category == "X" || v.Category != "X" || len(has[id]) != len(parts)-1 {
				t.Errorf("seed %d: %q of pattern %s, but %s has %v", k, w, ch.Verdict.Category, id, has[id])
			}
		}
	}
	if said < 20 {
		t.Errorf("only %d said: the test tries too little", said)
	}
}

// TestMeansUnderEPC: 35 USC 112(f) is no rule of the EPC.
func TestMeansUnderEPC(t *testing.T) {
	lib := library(dated(reference("D1", "A scale comprising a means for weighing grain."), "2005"))
	for law, want := range map[Law]Status{US: Partly, EP: Disclosed} {
		chart, err := Make(claimSet("A scale comprising: means for weighing grain."), lib, Options{Law: law})
		if err != nil {
			t.Fatal(err)
		}
		ch := &chart.Charts[0]
		if c := ch.Rows[1].Cells[0]; c.Status != want || strings.Contains(c.Reason+strings.Join(ch.Verdict.Caveats, " "), "112(f)") != (want == Partly) {
			t.Errorf("under %s: %s (%s), caveats %q", law, c.Status, c.Reason, ch.Verdict.Caveats)
		}
	}
}

// TestNamedClaim: the number of a claim that an element names is no word to look for; numbers of other things are.
func TestNamedClaim(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"the lamp of claim 1 and a leather case", "lamp leather case"},
		{"a kit comprising the pump according to any one of claims 1 to 3", "kit pump"},
		{"the method as claimed in claim 2, 3 or 5, wherein", ""},
		{"a bag of 1 kg as in Claim 12 with a tag", "bag tag"},
		{"a claim form of 3 pages", "form pages"},
		{"processing of claims data in line 4 of a form", "processing data line 4 form"},
	} {
		var words []string
		for _, tm := range newQuery(c.text).terms {
			words = append(words, tm.shown)
		}
		if got := strings.Join(words, " "); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
