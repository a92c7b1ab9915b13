package priorart

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
)

// The judgements are looked at by halves: the scorer was developed on the odd cases and measured on the even ones.
var judged = flag.String("judgements", "odd", "which cases of ../shared/data/judgements are scored: odd, even or all")

// judgedCase is one file of judgements: claims cut into elements, references, and what a careful reader found of each.
type judgedCase struct {
	Case       string
	References []struct {
		ID, Title string
		Passages  []struct{ Loc, Text string }
	}
	Elements   map[string][][2]string
	Judgements map[string]map[string]map[string]struct {
		Status Status
		Loc    []string
		Kind   string
	}
}

// judgedCell is a cell beside what a careful reader found.
type judgedCell struct {
	file, label, element, ref string
	want                      Status
	kind                      string
	cell                      Cell
}

// eachJudgement calls do with every judgement of the cases chosen, in order.
func eachJudgement(t *testing.T, which string, do func(judgedCell)) {
	t.Helper()
	files, err := filepath.Glob("../../shared/data/judgements/[0-9]*.json")
	if err != nil || len(files) == 0 {
		t.Skip("the judgements (../shared/data/judgements) are not at hand")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var c judgedCase
		if err := json.Unmarshal(data, &c); err != nil {
			t.Fatal(err)
		}
		odd := (c.Case[len(c.Case)-1]-'0')%2 == 1
		if which == "odd" && !odd || which == "even" && odd {
			continue
		}
		texts := map[string]*text{}
		for _, r := range c.References {
			ref := &Reference{ID: r.ID, Title: r.Title}
			for _, p := range r.Passages {
				ref.Passages = append(ref.Passages, Passage{Loc: p.Loc, Text: p.Text})
			}
			texts[r.ID] = newText(ref)
		}
		for _, claim := range sortedKeys(c.Elements) {
			var parts []string
			for _, cc := range []string{"1", claim} {
				for _, e := range c.Elements[cc] {
					parts = append(parts, e[1])
				}
			}
			whole := newQuery(strings.Join(parts, "; "))
			chain := c.Elements["1"]
			if claim != "1" {
				chain = slices.Concat(chain, c.Elements[claim])
			}
			cells := chainCells(chain, claim != "1", whole, texts)
			for _, e := range c.Elements[claim] {
				for _, ref := range sortedKeys(c.Judgements[claim][e[0]]) {
					j := c.Judgements[claim][e[0]][ref]
					do(judgedCell{c.Case, e[0], e[1], ref, j.Status, j.Kind, cells[ref][e[0]]})
				}
			}
		}
	}
}

// chainCells are the cells of a claim's elements, labels and texts, as a chart has them, by reference and label: each element with what was matched
// in those before it. A dependent claim's own preamble stands apart, as it does in a chart.
func chainCells(chain [][2]string, dependent bool, whole *query, texts map[string]*text) map[string]map[string]Cell {
	var said recitals
	var elements []claims.Element
	for _, e := range chain {
		if !dependent || e[0] == chain[0][0] || !strings.HasSuffix(e[0], "[pre]") {
			elements = append(elements, claims.Element{Label: e[0], Text: e[1]})
		}
	}
	numbers := said.add(elements)
	ready := make([]*query, len(numbers))
	for i, n := range numbers {
		ready[n] = newQuery(elements[i].Text)
		ready[n].set = whole
	}
	numbers = slices.Compact(slices.Sorted(slices.Values(numbers)))
	out := map[string]map[string]Cell{}
	for ref, t := range texts {
		out[ref] = map[string]Cell{}
		byNumber := said.cells(numbers, func(n int) *query { return ready[n] }, t)
		for i, n := range numbers {
			out[ref][said.list[n].element.Label] = byNumber[i]
		}
		for _, e := range chain {
			if _, have := out[ref][e[0]]; !have {
				q := newQuery(e[1])
				q.set = whole
				out[ref][e[0]] = q.cell(t)
			}
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// TestJudgements prints how often the status is right, by status and kind of difficulty, and how often "disclosed" is said wrongly.
func TestJudgements(t *testing.T) {
	c := newCount()
	eachJudgement(t, *judged, func(j judgedCell) {
		c.add(j)
		if testing.Verbose() && j.cell.Status != j.want {
			t.Log(j)
		}
	})
	t.Logf("\n%s cases: %s", *judged, c)
}

// String tells a cell with what was found, for a reader who wants to know why it is not what was judged.
func (j judgedCell) String() string {
	quote := ""
	if len(j.cell.Evidence) > 0 {
		quote = j.cell.Evidence[0].Loc + " " + j.cell.Evidence[0].Quote
	}
	return fmt.Sprintf("%s %s %s: %s, want %s (%s), score %.2f %s\n   %s\n   found %v missing %v\n   %s", j.file, j.label, j.ref, j.cell.Status, j.want, j.kind, j.cell.Score, j.cell.Reason, j.element, j.cell.Found, j.cell.Missing, quote)
}

// verdicts counts cells, those whose status is as judged, and those that are called disclosed and are not.
type verdicts struct{ n, right, disclosed int }

// count is the verdicts of all cells, of those that are not disclosed, and of each status and kind of difficulty.
type count struct {
	all, not        verdicts
	kinds, statuses map[string]*verdicts
}

func newCount() *count {
	return &count{kinds: map[string]*verdicts{}, statuses: map[string]*verdicts{}}
}

func (c *count) add(j judgedCell) {
	for m, key := range map[*map[string]*verdicts]string{&c.kinds: j.kind, &c.statuses: string(j.want)} {
		if (*m)[key] == nil {
			(*m)[key] = &verdicts{}
		}
	}
	in := []*verdicts{&c.all, c.kinds[j.kind], c.statuses[string(j.want)]}
	if j.want != Disclosed {
		in = append(in, &c.not)
	}
	for _, x := range in {
		x.n++
		if j.cell.Status == j.want {
			x.right++
		}
		if j.cell.Status == Disclosed && j.want != Disclosed {
			x.disclosed++
		}
	}
}

func (c *count) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d right (%.2f); falsely disclosed %d of %d (%.2f)\n", c.all.right, c.all.n, ratio(c.all.right, c.all.n), c.not.disclosed, c.not.n, ratio(c.not.disclosed, c.not.n))
	for _, m := range []map[string]*verdicts{c.statuses, c.kinds} {
		for _, k := range sortedKeys(m) {
			fmt.Fprintf(&b, "  %-42s %3d of %3d right, %3d falsely disclosed\n", k, m[k].right, m[k].n, m[k].disclosed)
		}
	}
	return b.String()
}

func ratio(a, b int) float64 { return float64(a) / float64(max(b, 1)) }
