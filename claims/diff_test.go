package claims

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// claimText draws a text of few words and marks, so that much repeats and much can move.
func claimText(r *rand.Rand) string {
	words := []string{"a", "the", "lid", "base", "red", "wherein", "of", "and", ";", ",", ":", ".", " ", " ", "  ", "-", "(10)", "2.5",
		"a lid that covers the base", "; a hinge of soft steel", "\n", "灯", "é", "\xff", "said", "claim 1"}
	var list []string
	for range r.IntN(40) {
		list = append(list, words[r.IntN(len(words))])
	}
	return strings.Join(list, []string{"", " "}[r.IntN(2)])
}

// TestDiffGivesTextsBack: joining the operations gives both texts back to the byte, moves have two places each, and no two
// neighbours are of one kind.
func TestDiffGivesTextsBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		a, b := claimText(r), claimText(r)
		wholeDiff(t, a, b)
		if t.Failed() {
			t.Fatalf("%q to %q", a, b)
		}
	}
}

func wholeDiff(t *testing.T, a, b string) {
	t.Helper()
	for _, ops := range [][]Op{Diff(a, b), drawnInPlace(a, b), plainDiff(a, b)} {
		checkOps(t, a, b, ops)
		checkMoves(t, ops)
		for i, op := range ops {
			if op.Text == "" || i > 0 && op.Op == ops[i-1].Op && op.Move == ops[i-1].Move {
				t.Errorf("an empty or a cut operation: %+v", ops)
			}
		}
	}
	// A change takes in four unchanged words at most where it joins two: the bound of redline.phrases.
	plain, drawn := plainDiff(a, b), drawnInPlace(a, b)
	if lost := equalWords(plain) - equalWords(drawn); lost > weakBetween*len(plain)/2 {
		t.Errorf("%d unchanged words are drawn as changed: %s, %s", lost, Inline(plain), Inline(drawn))
	}
	if s := Similarity(a, b); s < 0 || s > 1 || a == b && s != 1 {
		t.Errorf("similarity %v", s)
	}
}

func equalWords(ops []Op) int {
	n := 0
	for _, op := range ops {
		if op.Op == "equal" {
			n += len(Words(op.Text))
		}
	}
	return n
}

// lampSet draws a set of claims that have much in common.
func lampSet(t *testing.T, r *rand.Rand) *Set {
	t.Helper()
	things := []string{"a red bulb", "a base of oak", "a long cord", "a switch", "a shade of glass"}
	var text strings.Builder
	for n := range 1 + r.IntN(9) {
		opening := "A lamp comprising"
		if n > 0 && r.IntN(2) == 0 {
			opening = fmt.Sprintf("The lamp of claim %d, wherein", 1+r.IntN(n+2))
		}
		var parts []string
		for range 1 + r.IntN(4) {
			parts = append(parts, things[r.IntN(len(things))])
		}
		fmt.Fprintf(&text, "%d. %s %s.\n", n+1, opening, strings.Join(parts, " and "))
	}
	return caseSet(t, text.String())
}

// TestPairingsAreWhole: every claim stands in one pairing and the listing gives every number once, whatever the sets.
func TestPairingsAreWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 400 {
		old, new := lampSet(t, r), lampSet(t, r)
		pairs := Pair(old, new)
		checkPairs(t, old, new, pairs)
		for _, p := range pairs {
			for _, c := range p.Comparisons {
				a, b := "", ""
				if c.A != nil {
					a = c.A.Text
				}
				if c.B != nil {
					b = c.B.Text
				}
				checkOps(t, a, b, c.Ops)
			}
		}
		seen := map[int]bool{}
		texts := 0
		for i, e := range Amend(old, new).Entries {
			if seen[e.Num] || e.Num != i+1 {
				t.Errorf("number %d stands at place %d of the listing", e.Num, i+1)
			}
			seen[e.Num] = true
			if e.Claim != nil {
				texts++
			}
			for _, op := range e.Ops {
				if op.Move != 0 || op.Op != "equal" && e.Status != statusAmended {
					t.Errorf("%d (%s) is marked: %s", e.Num, e.Status, Inline(e.Ops))
				}
			}
		}
		if texts != len(new.Claims) || len(seen) < len(old.Claims) {
			t.Errorf("%d of %d claims are listed, under %d numbers", texts, len(new.Claims), len(seen))
		}
		if len(History([]*Set{old, new, old})) < len(old.Claims) {
			t.Error("a claim has no history")
		}
		if t.Failed() {
			t.Fatalf("%v\n%v", old.Claims, new.Claims)
		}
	}
}

func TestOpsAsJSON(t *testing.T) {
	ops := []Op{{"equal", "a <b> ", 0}, {"delete", "x", 0}, {"insert", "y & z", 2}}
	for _, c := range []struct {
		value any
		want  string
	}{
		{ops, `[{"op":"equal","text":"a <b> "},{"op":"delete","text":"x","move":0},{"op":"insert","text":"y & z","move":2}]`},
		{Steps(ops), `[{"op":"equal","text":"a <b> "},{"op":"delete","text":"x"},{"op":"insert","text":"y & z"}]`},
	} {
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(c.value); err != nil || strings.TrimSpace(b.String()) != c.want {
			t.Errorf("%s, want %s (%v)", b.String(), c.want, err)
		}
		var back []Op
		if err := json.Unmarshal([]byte(b.String()), &back); err != nil || len(back) != 3 || back[2].Text != "y & z" {
			t.Errorf("read back: %v (%v)", back, err)
		}
	}
}

func TestWhiteSpace(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"a  lid", "a lid", "a[-  -]{+ +}lid"},
		{"a lid ; and", "a lid; and", "a lid[- -]; and"},
		{"lid", " lid\n", "{+ +}lid{+\n+}"},
		{"", "a lid", "{+a lid+}"},
		{"red lid", "lid", "[-red -]lid"},
		{"a fail over", "a failover", "a [-fail over-]{+failover+}"},
		{"at 10:15 or 10:20 or", "at 10:20 or 10:15 or", "at 10:[-15-]{+20+} or 10:[-20-]{+15+} or"},
	} {
		if got := Inline(Diff(c.a, c.b)); got != c.want {
			t.Errorf("%q to %q: %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

func TestSimilarity(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want string
	}{
		{"", "", "1.000"},
		{"a lid", "", "0.000"},
		{"a red lid", "a blue lid", "0.667"},
		{"a red lid", "a red lid on a box", "0.667"},
		{"A box, wherein the lid is made of red oak and wherein the base is cast iron.", // what is only moved is in common
			"A box, wherein the base is cast iron and wherein the lid is made of red oak.", "0.941"},
	} {
		if got := fmt.Sprintf("%.3f", Similarity(c.a, c.b)); got != c.want {
			t.Errorf("%q and %q: %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

func TestWithin(t *testing.T) {
	ops := Diff("A pump comprising: a spring of hardened steel wire; a valve that closes the inlet; and a housing around the valve.",
		"A pump comprising: a valve that closes the inlet; a housing around the valve; and the spring of hardened steel wire.")
	if got := Inline(Within(ops, 1)); got != "[-a-]{+the+} spring of hardened steel wire" {
		t.Errorf("%s", got)
	}
	if Within(ops, 2) != nil || Within(ops, 0) != nil {
		t.Error("there is one move")
	}
}

// TestCommon: what the claims that the article tells as edits of claim 1 share with it.
func TestCommon(t *testing.T) {
	set := caseSet(t, `1. A lamp comprising: a base; a bulb of glass; and a switch on the base.
2. A lamp comprising: a base; a bulb of quartz; and a switch on the base.
3. A lamp comprising: a heavy base; a bulb of glass; and a switch on the base.`)
	all := CompareAll([]*Claim{set.Claim(1), set.Claim(2), set.Claim(3)})
	var shared []string
	for _, s := range all.Shared {
		shared = append(shared, strings.TrimSpace(all.First.Text[s.Start:s.End]))
	}
	want := []string{"A lamp comprising: a", "base; a bulb of", "; and a switch on the base."}
	if d := cmp.Diff(want, shared); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"1[pre]", "1[c]"}, all.Elements); d != "" || all.Words != 14 {
		t.Errorf("%d words; %s", all.Words, d)
	}
	if len(all.Comparisons) != 2 || len(CompareAll([]*Claim{set.Claim(1)}).Shared) != 1 {
		t.Errorf("%d comparisons", len(all.Comparisons))
	}
}

func TestElementPairs(t *testing.T) {
	set := caseSet(t, `1. A lamp comprising: a base made of oak; a bulb of clear glass; a cord with a plug; and a switch on the base.
2. A system comprising: a switch on the base; a base made of pine; a bulb of milky glass; and a shade.`)
	var got []string
	for _, p := range Compare(set.Claim(1), set.Claim(2)).Elements {
		a, b := "none", "none"
		if p.A != nil {
			a = p.A.Label
		}
		if p.B != nil {
			b = p.B.Label
		}
		if p.Moved {
			b += " moved"
		}
		got = append(got, a+" "+b+": "+Inline(p.Ops))
	}
	want := []string{
		"1[pre] 2[pre]: A [-lamp-]{+system+} comprising",
		"1[d] 2[a] moved: a switch on the base",
		"1[a] 2[b]: a base made of [-oak-]{+pine+}",
		"1[b] 2[c]: a bulb of [-clear-]{+milky+} glass",
		"1[c] none: [-a cord with a plug-]",
		"none 2[d]: {+a shade+}",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestWrittenOut(t *testing.T) {
	set := caseSet(t, `1. A lamp comprising: a base; and a bulb.
2. The lamp of claim 1, wherein the bulb is red.
3. The lamp of claim 1 or 2, further comprising: a cord; and a plug.
4. The lamp of claim 9, wherein the bulb is blue.
5. A room comprising the lamp of claim 2.`)
	h := NewHeritage(set.Claims)
	for _, c := range []struct {
		num, via int
		want     string
	}{
		{1, 0, "A lamp comprising: a base; and a bulb. | 1[pre] 1[a] 1[b]"},
		{2, 0, "A lamp comprising: a base; and a bulb, wherein the bulb is red. | 1[pre] 1[a] 1[b] 2[a]"},
		{3, 0, "A lamp comprising: a base; and a bulb, further comprising: a cord; and a plug. | 1[pre] 1[a] 1[b] 3[a] 3[b]"},
		{3, 2, "A lamp comprising: a base; and a bulb, wherein the bulb is red, further comprising: a cord; and a plug. | 1[pre] 1[a] 1[b] 2[a] 3[a] 3[b]"},
		{4, 0, "it refers to claim 9, which is not in the set"},
		{5, 0, "A lamp comprising: a base; and a bulb, wherein the bulb is red, A room comprising the lamp of claim 2. | 1[pre] 1[a] 1[b] 2[a] 5[pre] 5[a]"},
	} {
		w, err := h.WrittenOut(set.Claim(c.num), c.via)
		got := fmt.Sprint(err)
		if err == nil {
			got = w.Text + " |"
			for _, e := range w.Elements {
				got += " " + e.Label
				if w.Text[e.Start:e.End] != e.Text {
					t.Errorf("claim %d, %s: %q stands at its place", c.num, e.Label, w.Text[e.Start:e.End])
				}
			}
		}
		if got != c.want {
			t.Errorf("claim %d via %d:\n%s\nwant\n%s", c.num, c.via, got, c.want)
		}
	}
}

// twoSets makes two versions of a set of n claims of about so many words: the second has other words here and there, and other
// numbers.
func twoSets(n, words int) (old, new *Set) {
	set := func(version int) *Set {
		s := &Set{}
		x := uint32(7)
		random := func(most int) int {
			x = x*1664525 + 1013904223
			return int(x>>8) % most
		}
		for num := 1; num <= n; num++ {
			var text strings.Builder
			if num%10 != 1 {
				fmt.Fprintf(&text, "The method of claim %d, further comprising:", num-1)
			} else {
				text.WriteString("A method of doing things, comprising:")
			}
			for k := range words {
				word := fmt.Sprintf(" term%d", random(3000))
				if k%3 == 0 {
					word = []string{" the", " of", " a", " and"}[random(4)]
				}
				if k%25 == 24 {
					word += ";"
				}
				if random(50) == 0 && version > 0 {
					word += " another"
				}
				text.WriteString(word)
			}
			s.Claims = append(s.Claims, Read(num, text.String()+"."))
		}
		return s
	}
	return set(0), set(1)
}

// BenchmarkPair pairs and compares 200 claims of 500 words with 200.
func BenchmarkPair(b *testing.B) {
	old, new := twoSets(200, 500)
	for b.Loop() {
		Pair(old, new)
	}
}

// TestListingNotes: what the listing cannot decide is said.
func TestListingNotes(t *testing.T) {
	old := caseSet(t, `1. A lamp comprising a base and a bulb.
2. The lamp of claim 1, wherein the bulb is red.
3. The lamp of claim 1, wherein the base is made of oak.
4. The lamp of any one of claims 1 to 3, wherein a cord has a plug.`)
	for _, c := range []struct{ claims, want string }{
		{`1. A lamp comprising a base and a bulb.
2. The lamp of claim 1, wherein the base is made of oak.
4. The lamp of any one of claims 1 to 2, wherein a cord has a plug.`, // 2 is 5 here
			`claim 2 of the new set is claim 5 here: numbers are not used again (37 CFR 1.126)
claim 4 refers to "claims 1 to 2", and the claims meant do not stand in a row here: look it through`},
		{`1. A lamp comprising a base and a bulb.
2. The lamp of claim 1, wherein the bulb is red.
3. The lamp of claim 1, wherein the base is made of oak.
4. The lamp of any one of claims 1 to 3, wherein a cord has a plug.`, ""},
	} {
		if d := cmp.Diff(c.want, strings.Join(Amend(old, caseSet(t, c.claims)).Notes, "\n")); d != "" {
			t.Error(d)
		}
	}
}

// TestManyTwins: thousands of claims in the same words are paired one by one, and soon.
func TestManyTwins(t *testing.T) {
	set := &Set{}
	for n := range 3000 {
		set.Claims = append(set.Claims, Read(n+1, "A lamp comprising a base and a bulb."))
	}
	start := time.Now()
	for _, p := range Pair(set, &Set{Claims: set.Claims[10:]}) {
		if len(p.Old) != 1 || len(p.New) == 1 && p.Old[0].Num != p.New[0].Num {
			t.Fatalf("%s -> %s", numsOf(p.Old, ","), numsOf(p.New, ","))
		}
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("%v", took)
	}
}

// TestUnlikeTexts: long texts with nothing, or everything in another order, in common are compared in time that does not grow with the
// square of their length.
func TestUnlikeTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	words := func(from, step, n int) string {
		var b strings.Builder
		for k := range n {
			fmt.Fprintf(&b, "w%d ", (from+k*step)%n)
			if k%9 == 8 {
				b.WriteString("; ")
			}
		}
		return b.String()
	}
	const n = 60000
	for name, pair := range map[string][2]string{
		"other order": {words(0, 1, n), words(5, 7919, n)},
		"few words":   {strings.Repeat("a lid of the base; ", n/5), strings.Repeat("the base, a lid; ", n/4)},
		"half":        {words(0, 1, n), words(n/2, 1, n)},
		"unlike":      {words(0, 1, n), strings.ReplaceAll(words(0, 1, n), "w", "v")},
	} {
		start := time.Now()
		checkOps(t, pair[0], pair[1], Diff(pair[0], pair[1]))
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: %v", name, took)
		} else {
			t.Logf("%s: %v", name, took)
		}
	}
}

// TestEgeneraCompared: what the article says of its claims 5, 6, 7 and 10 is what a comparison with 1 and 9 shows, and nothing else.
func TestEgeneraCompared(t *testing.T) {
	data, err := os.ReadFile("../testdata/egenera/article.txt")
	if err != nil {
		t.Fatal(err)
	}
	set := caseSet(t, string(data))
	for _, c := range []struct {
		a, b int
		want string
	}{
		{1, 5, "wherein the specification describes [-only a subset of the plurality of-]{+all of the+} independent processing area networks."},
		{1, 6, "wherein the specification describes [-only a subset of the plurality of independent processing area networks-]{+a minimum configuration of processing resources at the primary site+}."},
		{1, 7, "only a subset of the plurality of independent processing area networks{+; wherein the primary site includes a configurable processing platform having a pool of processors and wherein the act of generating includes specifying information descriptive of how the processors are pooled at the primary site+}."},
		{9, 10, "wherein the specification describes [-only a subset of the plurality of-]{+all of the+} independent processing area networks."},
	} {
		got := Inline(Compare(set.Claim(c.a), set.Claim(c.b)).Ops)
		rest, ok := strings.CutSuffix(got, c.want)
		if !ok || strings.ContainsAny(rest, "[{") {
			t.Errorf("%d and %d: %s", c.a, c.b, got)
		}
	}
	groups := [2]Group{{set, []*Claim{set.Claim(1), set.Claim(5)}}, {set, []*Claim{set.Claim(9), set.Claim(10)}}}
	if got := printPairs(PairGroups(groups[0], groups[1])); got != "1 -> 9: other words\n5 -> 10: other words\n" {
		t.Error(got)
	}
	if f := Families(set); len(f) != 1 || numsOf(f[0], " ") != "1 5 6 7 9 10" {
		t.Errorf("%d families", len(f))
	}
}
