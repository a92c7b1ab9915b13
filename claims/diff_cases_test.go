package claims

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDiffCases reads each case of testdata/diff, a comparison and a point each, and holds what was found against what a patent
// attorney wrote down before the code ran.
func TestDiffCases(t *testing.T) {
	files, err := filepath.Glob("../testdata/diff/*.txtar")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d cases in testdata/diff (%v)", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			s := readSections(t, file)
			held := func(section string, got string) {
				t.Helper()
				if d := cmp.Diff(lines(trimLines(s[section])), lines(trimLines(got))); d != "" {
					t.Errorf("%s, %s (-want +got):\n%s\nrun: go test ./claims -run 'DiffCases/%s$'", file, section, d, name)
				}
			}
			if s["redline.txt"] != "" {
				a, b := strings.TrimSpace(s["a.txt"]), strings.TrimSpace(s["b.txt"])
				ops := Diff(a, b)
				checkOps(t, a, b, ops)
				checkMoves(t, ops)
				held("redline.txt", Inline(ops))
			}
			if s["groups.txt"] != "" {
				set := caseSet(t, s["set.txt"])
				var groups [2]Group
				for i, part := range strings.Split(strings.TrimSpace(s["groups.txt"]), " vs ") {
					var from, to int
					if _, err := fmt.Sscanf(part, "%d-%d", &from, &to); err != nil {
						t.Fatal(err)
					}
					groups[i].Set = set
					for n := from; n <= to; n++ {
						groups[i].Claims = append(groups[i].Claims, set.Claim(n))
					}
				}
				held("pairs.txt", printPairs(PairGroups(groups[0], groups[1])))
			} else if s["pairs.txt"] != "" {
				old, new := caseSet(t, s["old.txt"]), caseSet(t, s["new.txt"])
				pairs := Pair(old, new)
				checkPairs(t, old, new, pairs)
				held("pairs.txt", printPairs(pairs))
				if s["listing.txt"] != "" {
					held("listing.txt", printListing(Amend(old, new)))
				}
			}
			if s["v3.txt"] != "" && s["listing.txt"] != "" {
				held("listing.txt", printListing(Amend(Presented([]*Set{caseSet(t, s["v1.txt"]), caseSet(t, s["v2.txt"])}), caseSet(t, s["v3.txt"]))))
			}
			if s["families.txt"] != "" {
				var got strings.Builder
				for _, f := range Families(caseSet(t, s["set.txt"])) {
					fmt.Fprintln(&got, numsOf(f, " "))
				}
				held("families.txt", got.String())
			}
			if s["history.txt"] != "" {
				held("history.txt", printHistory(History([]*Set{caseSet(t, s["v1.txt"]), caseSet(t, s["v2.txt"]), caseSet(t, s["v3.txt"])})))
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

func printListing(l Listing) string {
	var out strings.Builder
	for _, e := range l.Entries {
		fmt.Fprintf(&out, "%d. (%s) %s\n", e.Num, e.Status, Inline(e.Ops))
	}
	return out.String()
}

func printHistory(lives []Life) string {
	var out strings.Builder
	for _, l := range lives {
		first := l.Stages[0]
		if first.Version > 0 {
			fmt.Fprintf(&out, "v%d ", first.Version+1)
		}
		var stages []string
		for _, s := range l.Stages {
			var words []string
			if s.Claim != nil {
				words = append(words, fmt.Sprint(s.Claim.Num))
			}
			if s.Step != nil {
				words = append(words, s.Step.Summary)
			}
			stages = append(stages, strings.Join(words, " "))
		}
		fmt.Fprintf(&out, "%d: %s\n", first.Claim.Num, strings.Join(stages, " | "))
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
