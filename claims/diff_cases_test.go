package claims

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestDiffCases holds what is true of every comparison on those of testdata/diff, whose expected results the corpus holds
// (report/corpus): a redline joins to its texts, moves are in order, and each claim stands in one pairing.
func TestDiffCases(t *testing.T) {
	files, err := filepath.Glob("../testdata/diff/*.txtar")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d cases in testdata/diff (%v)", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			s := readSections(t, file)
			if s["redline.txt"] != "" {
				a, b := strings.TrimSpace(s["a.txt"]), strings.TrimSpace(s["b.txt"])
				ops := Diff(a, b)
				checkOps(t, a, b, ops)
				checkMoves(t, ops)
			}
			if s["old.txt"] != "" {
				old, new := caseSet(t, s["old.txt"]), caseSet(t, s["new.txt"])
				checkPairs(t, old, new, Pair(old, new))
			}
		})
	}
}

func caseSet(t *testing.T, text string) *Set {
	t.Helper()
	set, err := Parse(&Document{Name: "case", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func numsOf(list []*Claim, join string) string {
	var out []string
	for _, c := range list {
		out = append(out, fmt.Sprint(c.Num))
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, join)
}

func printPairs(pairs []Pairing) string {
	var out strings.Builder
	for _, p := range pairs {
		fmt.Fprintf(&out, "%s -> %s: %s\n", numsOf(p.Old, ", "), numsOf(p.New, ", "), p.Summary)
	}
	return out.String()
}

// checkMoves: each number of a move stands on one delete and one insert, in order of the first text, and they differ in small words only.
func checkMoves(t *testing.T, ops []Op) {
	t.Helper()
	dels, inss := map[int]string{}, map[int]string{}
	next := 1
	for _, op := range ops {
		if op.Move == 0 {
			continue
		}
		side := inss
		if op.Op == "delete" {
			side = dels
			if op.Move != next {
				t.Errorf("move %d where %d is next: %s", op.Move, next, Inline(ops))
			}
			next++
		}
		if op.Op == "equal" || side[op.Move] != "" {
			t.Errorf("move %d stands on %s and elsewhere: %s", op.Move, op.Op, Inline(ops))
		}
		side[op.Move] = op.Text
	}
	for n, text := range dels {
		g := glossary{}
		if inss[n] == "" || alike(g.content(text), g.content(inss[n])) != 1000 {
			t.Errorf("move %d is from %q to %q", n, text, inss[n])
		}
	}
	if len(dels) != len(inss) {
		t.Errorf("%d places are left and %d are reached: %s", len(dels), len(inss), Inline(ops))
	}
}

// checkPairs: every claim that is not canceled stands in one pairing.
func checkPairs(t *testing.T, old, new *Set, pairs []Pairing) {
	t.Helper()
	times := map[*Claim]int{}
	for _, p := range pairs {
		for _, c := range p.Old {
			times[c]++
		}
		for _, c := range p.New {
			times[c]++
		}
	}
	for _, s := range []*Set{old, new} {
		for i := range s.Claims {
			c := &s.Claims[i]
			want := 1
			if c.Canceled() {
				want = 0
			}
			if times[c] != want {
				t.Errorf("claim %d of the %d claims stands in %d pairings", c.Num, len(s.Claims), times[c])
			}
		}
	}
}
