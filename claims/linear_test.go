package claims

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// doubled is how many times the time of a text twice as long may be. Linear work takes twice as long, quadratic four times; what
// is between leaves room for the garbage collector and for a busy machine. Of work of less than brief nothing can be told; what
// grows with the square takes longer at these sizes.
const (
	doubled = 3
	brief   = 700 * time.Millisecond
)

// linear asks that the work for twice n takes about twice the time of the work for n. One good run of three is enough, since another
// program may have had the processor.
func linear(t *testing.T, n int, work func(n int) func()) {
	t.Helper()
	took := func(n int) time.Duration {
		do := work(n)
		start := time.Now()
		do()
		return time.Since(start).Round(time.Millisecond)
	}
	var once, twice time.Duration
	for range 3 {
		if twice = took(2 * n); twice < brief {
			t.Logf("%d: %v", 2*n, twice)
			return
		}
		if once = took(n); twice < doubled*once {
			t.Logf("%d: %v, %d: %v", n, once, 2*n, twice)
			return
		}
	}
	t.Errorf("%d: %v, but %d: %v: this grows faster than the input", n, once, 2*n, twice)
}

// TestLongClaim: a long claim is read and checked in time that grows with its length only, whatever it repeats.
func TestLongClaim(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	const size = 64 << 10 // and twice that
	for _, c := range []struct{ name, unit string }{
		{"plain", "a lamp that lights every room "},
		{"semicolons", "a lamp; a bulb that glows; "},
		{"comprising-semicolon", "the lamp comprising; a bulb "},
		{"commas", "a lamp, a bulb, and wires, "},
		{"wherein", "wherein the lamp is on a wall, "},
		{"in-which", "in which a lamp in a room in "},
		{"transitions", "comprising lamps including bulbs having wires "},
		{"transitions-comma", "a lamp, the lamp comprising "},
		{"groups", "selected from the group consisting of tin and "},
		{"groups-semicolons", "selected from the group consisting of tin; lead; and "},
		{"markers", "(a) a lamp; (b) a bulb; (c) a wire; "},
		{"markers-loose", "and (i) or (ii) and a) then b) "},
		{"bullets", "- a lamp; - a bulb that has: - a wire, and - a thread; "},
		{"list-inside", "a lamp; a bulb of: (a) tin, (b) lead, and (c) zinc; "},
		{"and-or", "and or and or "},
		{"brackets", strings.Repeat("(", 10_000) + " lamp " + strings.Repeat(")", 10_000) + " "},
		{"brackets-open", "(lamp [bulb {wire "},
		{"definite", "the base of the lamp "},
		{"indefinite", "a base of a lamp with an arm "},
		{"the-other", "another lamp and the other lamp "},
		{"references", "the lamp of claim 1 and "},
		{"references-alone", "claim 1 "},
		{"references-lists", "of claims 1 to 40, "},
		{"preceding", "any one of the preceding claims, "},
		{"means", "means for lighting a room "},
		{"means-alone", "means "},
		{"nonce", "a module configured to light, "},
		{"sentences", "a lamp (. The lamp is on. "},
		{"degree", "about 5 mm, preferably thin, and/or such as red, "},
		{"numbers", "1. A lamp. 2. A bulb. "},
		{"ellipsis", "a lamp ... a bulb … "},
		{"one-word", "lamp"},
		{"hyphens", "lamp-bulb-"},
		{"apostrophes", "lamp's "},
		{"han", "電灯"},
	} {
		for _, work := range []struct {
			name string
			make func(text string) func()
		}{
			{"cut", func(text string) func() {
				return func() {
					mustParse(t, &Document{Name: c.name, Claims: []CutClaim{{Num: 1, Text: "A lamp comprising: " + text + "."}, {Num: 2, Text: "The lamp of claim 1, wherein " + text + "."}}})
				}
			}},
			{"lines", func(text string) func() {
				return func() {
					mustParse(t, &Document{Name: c.name, Text: "1. A lamp comprising:\n  a bulb; and\n  " + strings.ReplaceAll(text, c.unit, c.unit+"\n  ") + ".\n"})
				}
			}},
			{"check", func(text string) func() {
				set := mustParse(t, &Document{Name: c.name, Claims: []CutClaim{{Num: 1, Text: "A lamp comprising: " + text + "."}, {Num: 2, Text: "The lamp of claim 1, wherein " + text + "."}}})
				return func() { Check(set, LawUS) }
			}},
		} {
			t.Run(c.name+"/"+work.name, func(t *testing.T) {
				linear(t, size, func(n int) func() { return work.make(strings.Repeat(c.unit, n/len(c.unit))) })
			})
		}
	}
}

func mustParse(t *testing.T, doc *Document) *Set {
	t.Helper()
	set, err := Parse(doc)
	if err != nil {
		t.Error(err)
		return &Set{}
	}
	return set
}

// TestLargeSets: sets of many claims, and chains and fans of references, take time that grows with their number only.
func TestLargeSets(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	for _, c := range []struct {
		name string
		n    int
		text func(num int) string
	}{
		{"independent", 4_000, func(int) string { return "A lamp comprising: a bulb; and a wire, wherein the bulb is about 5 mm wide." }},
		{"dependent on the first", 4_000, func(int) string {
			return "The lamp of claim 1, wherein the bulb is red and a second wire holds the bulb."
		}},
		{"dependent on the one before", 5_000, func(num int) string {
			return fmt.Sprintf("The lamp of claim %d, wherein the bulb is red and the knob is %d mm.", num-1, num)
		}},
		{"ring", 1_500, func(num int) string { return fmt.Sprintf("The lamp of claim %d, wherein the bulb is red.", num%9999+1) }},
	} {
		doc := func(n int) *Document {
			doc := &Document{Name: c.name, Claims: []CutClaim{{Num: 1, Text: "A lamp comprising a bulb and a wire."}}}
			for num := 2; num <= n; num++ {
				doc.Claims = append(doc.Claims, CutClaim{Num: num, Text: c.text(num)})
			}
			return doc
		}
		t.Run(c.name+"/parse", func(t *testing.T) {
			linear(t, c.n, func(n int) func() {
				d := doc(n)
				return func() { mustParse(t, d) }
			})
		})
		t.Run(c.name+"/text", func(t *testing.T) {
			linear(t, c.n, func(n int) func() {
				var b strings.Builder
				for num := 1; num <= n; num++ {
					fmt.Fprintf(&b, "%d. %s\n", num%999+1, c.text(num))
				}
				return func() { mustParse(t, &Document{Name: c.name, Text: b.String()}) }
			})
		})
		t.Run(c.name+"/check", func(t *testing.T) {
			linear(t, c.n, func(n int) func() {
				set := mustParse(t, doc(n))
				return func() { Check(set, LawUS) }
			})
		})
	}
}

// TestManyPaths: 200 multiple dependent claims on all before them have some 2^200 paths between them, which nothing follows one by one.
func TestManyPaths(t *testing.T) {
	doc := &Document{Name: "paths", Claims: []CutClaim{{Num: 1, Text: "A lamp comprising a bulb and a wire."}, {Num: 2, Text: "The lamp of claim 1, wherein the knob is red."}}}
	for num := 3; num <= 200; num++ {
		doc.Claims = append(doc.Claims, CutClaim{Num: num, Text: fmt.Sprintf("The lamp of any one of claims 1 to %d, wherein the bulb is red and the knob %d is round.", num-1, num)})
	}
	start := time.Now()
	set := mustParse(t, doc)
	parsed := time.Now()
	findings := Check(set, LawUS)
	t.Logf("parse %v, check %v", parsed.Sub(start), time.Since(parsed))
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("200 claims took %v", took)
	}
	wellFormed(t, set, findings)
}
