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
	eachJudgementX(t, which, func(j judgedCell, _, _ *query, _ *text) { do(j) })
}

func eachJudgementX(t *testing.T, which string, do func(j judgedCell, q, whole *query, x *text)) {
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
			for _, e := range c.Elements[claim] {
				q := newQuery(e[1])
				q.set = whole
				for _, ref := range sortedKeys(c.Judgements[claim][e[0]]) {
					j := c.Judgements[claim][e[0]][ref]
					do(judgedCell{c.Case, e[0], e[1], ref, j.Status, j.Kind, q.cell(texts[ref])}, q, whole, texts[ref])
				}
			}
		}
	}
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
	type tally struct{ n, right, disclosed int }
	kinds, statuses := map[string]*tally{}, map[string]*tally{}
	all, not := &tally{}, &tally{}
	eachJudgement(t, *judged, func(j judgedCell) {
		right, falsely := j.cell.Status == j.want, j.cell.Status == Disclosed && j.want != Disclosed
		tallies := []*tally{all}
		for m, key := range map[*map[string]*tally]string{&kinds: j.kind, &statuses: string(j.want)} {
			if (*m)[key] == nil {
				(*m)[key] = &tally{}
			}
			tallies = append(tallies, (*m)[key])
		}
		if j.want != Disclosed {
			tallies = append(tallies, not)
		}
		for _, c := range tallies {
			c.n++
			if right {
				c.right++
			}
			if falsely {
				c.disclosed++
			}
		}
		if testing.Verbose() && !right {
			quote := ""
			if len(j.cell.Evidence) > 0 {
				quote = j.cell.Evidence[0].Loc + " " + j.cell.Evidence[0].Quote
			}
			t.Logf("%s %s %s: %s, want %s (%s), score %.2f %s\n   %s\n   found %v missing %v\n   %s", j.file, j.label, j.ref, j.cell.Status, j.want, j.kind, j.cell.Score, j.cell.Reason, j.element, j.cell.Found, j.cell.Missing, quote)
		}
	})
	var b strings.Builder
	fmt.Fprintf(&b, "%s cases: %d of %d right (%.2f); falsely disclosed %d of %d (%.2f)\n", *judged, all.right, all.n, ratio(all.right, all.n), not.disclosed, not.n, ratio(not.disclosed, not.n))
	for _, m := range []map[string]*tally{statuses, kinds} {
		for _, k := range sortedKeys(m) {
			fmt.Fprintf(&b, "  %-42s %3d of %3d right, %3d falsely disclosed\n", k, m[k].right, m[k].n, m[k].disclosed)
		}
	}
	t.Log("\n" + b.String())
}

func ratio(a, b int) float64 { return float64(a) / float64(max(b, 1)) }
