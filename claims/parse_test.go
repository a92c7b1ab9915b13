package claims

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// FuzzParse: any text in; spans in order and inside the claim's text, labels as the contract says, no panic. What the rules find in
// the claims stands in their text, in order.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"../testdata/egenera/article.txt", "../testdata/articles/*.txtar"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(data))
		}
	}
	f.Add("1. A method, comprising: a; b; and c, wherein d and wherein e.\n2. The method of claim 1 or 3, wherein f.\n")
	for _, file := range caseFiles(f) {
		f.Add(readSections(f, file)["claims.txt"])
	}
	f.Add("1. A lamp comprising: means for dimming; a module configured to light, e.g. about 5 mm. The lamp is on.\n1. The lamp of claim 3 and/or 4.\n3. Use of claim 3.\n")
	f.Add("“1. A x comprising y. Section 2 drops the last clause of section 2. Claim 3 is to claim 2 what claim 2 is to claim 3.")
	f.Add("0. A lamp comprised of a base; and a bulb.\n") // no number of a claim
	f.Add("0-2. (canceled)\n3. A lamp comprising a bulb.\n")
	f.Fuzz(func(t *testing.T, text string) {
		set, err := Parse(&Document{Name: "x", Text: strings.ToValidUTF8(text, "\uFFFD")})
		if errors.Is(err, ErrNoClaims) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		last := 0
		for i := range set.Claims {
			c := &set.Claims[i]
			if c.Num < last {
				t.Fatalf("claim %d after %d", c.Num, last)
			}
			last = c.Num
			end := 0
			for _, e := range c.Elements {
				if e.Start < end || e.End < e.Start || e.End > len(c.Text) || c.Text[e.Start:e.End] != e.Text {
					t.Fatalf("claim %d: element %s is %d-%d of %d", c.Num, e.Label, e.Start, e.End, len(c.Text))
				}
				end = e.End
			}
			for _, s := range c.Origin.Supplied {
				if c.Text[s.Start:s.End] != s.Text {
					t.Fatalf("claim %d: supplied %q", c.Num, s.Text)
				}
			}
			if c.Origin.Kind == Derived {
				checkOps(t, set.Claim(c.Origin.Base).Text, c.Text, c.Origin.Ops)
			}
			if c.Origin.Kind == Described && c.Text != "" {
				t.Fatalf("claim %d is described and has text", c.Num)
			}
		}
		for _, law := range []string{LawUS, LawEP} {
			wellFormed(t, set, Check(set, law))
		}
	})
}

// FuzzDiff: joining the operations gives both texts back to the byte.
func FuzzDiff(f *testing.F) {
	f.Add("a b c, d", "a c, d e")
	f.Add("", "x")
	f.Add("the same", "the same")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 4000 {
			return
		}
		wholeDiff(t, a, b)
	})
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"the red lid", "the blue lid", "the [-red-]{+blue+} lid"},
		{"a subset of the networks.", "all of the networks.", "[-a subset-]{+all+} of the networks."},
		{"x", "x", "x"},
		{"one two three", "four five six", "[-one two three-]{+four five six+}"},
		{"a lid; a hinge", "a lid, a hinge", "a lid[-;-]{+,+} a hinge"},
	} {
		if got := Inline(Diff(c.a, c.b)); got != c.want {
			t.Errorf("%q to %q: %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

// TestLongProse: a text of many megabytes without claims is turned away in a few seconds, whatever it holds; on a machine that does
// something else besides, in not much more than eight times what an eighth of it takes.
func TestLongProse(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for name, sentence := range map[string]string{
		"plain":       "It rained all weekend and nobody came to look at the bees, which was a pity. ",
		"claims":      "They claim that section 5 of the house is dry, and claim 3 is a joke, like claim 2.\n\n",
		"quotes":      "“It rained,” she said, “and 'twas cold.” He said: ‘don't.’ ",
		"unclosed":    "“It rained all weekend, and the 'bees were out. \n\n",
		"numbers":     "1. It rained. 2. It snowed.\n3. It was the method of the house.\n",
		"apostrophes": "'tis 'twas don't 'n' ",
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Repeat(sentence, 8<<20/len(sentence))
			parse := func(text string) time.Duration {
				start := time.Now()
				if _, err := Parse(&Document{Name: name, Text: text}); !errors.Is(err, ErrNoClaims) {
					t.Errorf("%v, want %v", err, ErrNoClaims)
				}
				return time.Since(start)
			}
			took := parse(text)
			t.Logf("8 MB took %v", took)
			if took < 8*time.Second {
				return
			}
			if part := parse(text[:len(text)/8]); took > 16*part {
				t.Errorf("8 MB took %v, an eighth of it %v", took, part)
			}
		})
	}
}

// BenchmarkArticle parses the article that the tool was made for.
func BenchmarkArticle(b *testing.B) {
	data, err := os.ReadFile("../testdata/egenera/article.txt")
	if err != nil {
		b.Skip(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Parse(&Document{Name: "article.txt", Text: string(data)}); err != nil {
			b.Fatal(err)
		}
	}
}
