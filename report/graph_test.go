package report

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"claimchart/claims"
)

// format is the format with the name.
func format(t *testing.T, name string) Format {
	t.Helper()
	f, err := Find("parse", name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestDotRenders: Graphviz draws every graph without complaint, and shows characters that mean something to it as they are.
func TestDotRenders(t *testing.T) {
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("Graphviz is not installed")
	}
	all := reports(t)
	all["odd"] = parsed(claims.Claim{Num: 1, Text: `A \N "&lt;" <b> { | } \\`, Kind: claims.Independent})
	for name, r := range all {
		if r.Command != "parse" {
			continue
		}
		cmd := exec.Command(dot, "-Tsvg")
		cmd.Stdin = strings.NewReader(render(t, format(t, "dot"), r, View{}))
		var out, errw bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errw
		if err := cmd.Run(); err != nil || errw.Len() > 0 {
			t.Errorf("%s: %v %s", name, err, errw.String())
		}
		if want := `A \N &quot;&amp;lt;&quot; &lt;b&gt; { | } \\`; name == "odd" && !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
}

func parsed(list ...claims.Claim) *Report {
	return Parse([]*claims.Set{{Name: "test", Format: "json", Claims: list}})
}

func TestMermaidText(t *testing.T) {
	for in, want := range map[string]string{
		"plain words, and more.": "plain words, and more.",
		"\"a\" <b> #35; `c`":     "#34;a#34; #60;b#62; #35;35#59; #96;c#96;",
		"1\n\t2\x1b":             "1 2␛",
	} {
		if got := mermaidText(in); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// anyPreceding are n claims, each of which depends on any of those before it.
func anyPreceding(n int) []claims.Claim {
	var list []claims.Claim
	for i := 1; i <= n; i++ {
		c := claims.Claim{Num: i, Text: "A lamp", Kind: claims.Independent, Elements: []claims.Element{{Label: fmt.Sprintf("%d[a]", i), Text: "a lamp", End: 6}}}
		for k := 1; k < i; k++ {
			c.Refs, c.Kind, c.Relation = append(c.Refs, k), claims.Multiple, claims.Limits
		}
		list = append(list, c)
	}
	return list
}

// TestMermaidMany: where all references are more than Mermaid draws, each claim hangs on its first parent and says the others.
func TestMermaidMany(t *testing.T) {
	text := render(t, format(t, "mermaid"), parsed(anyPreceding(40)...), View{})
	if n := strings.Count(text, " --- "); n != 39 {
		t.Errorf("%d edges, want 39", n)
	}
	for _, want := range []string{"%% 780 references are more than Mermaid draws", "also under 2#45;39"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// chainOf are n claims, each of which depends on the one before it.
func chainOf(n int) []claims.Claim {
	list := anyPreceding(1)
	for i := 2; i <= n; i++ {
		list = append(list, claims.Claim{
			Num: i, Text: "The lamp", Kind: claims.Dependent, Relation: claims.Limits, Refs: []int{i - 1},
			Elements: []claims.Element{{Label: fmt.Sprintf("%d[a]", i), Text: "the lamp", End: 8}},
		})
	}
	return list
}

// TestInheritBounded: what a long chain and many alternatives inherit is cut at the bounds, and all that is left out is counted.
func TestInheritBounded(t *testing.T) {
	for name, list := range map[string][]claims.Claim{"chain": chainOf(3000), "any": anyPreceding(300)} {
		r := Parse([]*claims.Set{{Name: name, Claims: list}}, WithInherited)
		shown, left, parents, parentsLeft := 0, 0, 0, 0
		for _, c := range r.Documents[0].Claims {
			parentsLeft += c.LeftOut
			for _, by := range c.Inherited {
				parents++
				if len(by.Elements) > mostInherited {
					t.Fatalf("%s: claim %d has %d elements via %d", name, c.Num, len(by.Elements), by.Via)
				}
				shown += len(by.Elements)
				left += by.Left
			}
		}
		if shown > mostInheritedEver || parents > mostAlternatives {
			t.Errorf("%s: %d elements by %d parents", name, shown, parents)
		}
		switch {
		case name == "chain" && shown+left != 3000*2999/2:
			t.Errorf("%d elements are shown and %d left out", shown, left)
		case name == "any" && parents+parentsLeft != 300*299/2:
			t.Errorf("%d parents are shown and %d left out", parents, parentsLeft)
		}
		text := render(t, format(t, "csv"), r, View{})
		if !strings.Contains(text, "left out") {
			t.Errorf("%s: nobody is told of what is left out", name)
		}
	}
}

// TestDeepTree: ten thousand levels stay on the page, and the last says its level.
func TestDeepTree(t *testing.T) {
	text := render(t, format(t, "table"), parsed(chainOf(10000)...), View{Width: 60})
	if !strings.Contains(text, "level 9999") || !strings.Contains(text, "╌ 10000") {
		t.Error("the last claim does not say its level")
	}
}
