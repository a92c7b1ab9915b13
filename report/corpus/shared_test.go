package corpus

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
	"claimchart/priorart"
	"claimchart/priorart/library"
)

const (
	sharedData     = "../../../shared/data"
	sharedBaseline = "../../testdata/shared.BASELINE"
)

var updateShared = flag.Bool("update", false, "write testdata/shared.BASELINE anew where it differs, after reading what changed")

// rows decodes the JSON values of a file of the data beside the clone, one after the other.
func rows[R any](t *testing.T, name string) (list []R) {
	t.Helper()
	f, err := os.Open(filepath.Join(sharedData, name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for dec := json.NewDecoder(f); dec.More(); {
		var row R
		if err := dec.Decode(&row); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		list = append(list, row)
	}
	return list
}

// TestShared holds the figures on ../shared/data against testdata/shared.BASELINE, which has figures only: the texts are not the project's.
// What they are is said in that folder's README. The published sample is measured in priorart.
func TestShared(t *testing.T) {
	if _, err := os.Stat(sharedData); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the data to measure with (../shared/data) are not beside this clone: their figures are not held")
	}
	outcomes := slices.Concat(sharedJudgements(t), []Outcome{sharedReferences(t), sharedRanking(t), sharedAntecedent(t)})
	now := sum(outcomes, nil)
	before, err := ReadBaseline(sharedBaseline)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	text.WriteString("# Figures on the data beside the clone (../shared/data), of which nothing else stands here. TestShared of report/corpus holds and writes them.\n\n")
	names := slices.SortedFunc(maps.Keys(now), func(a, b string) int { return 10*(figureNumber(a)-figureNumber(b)) + strings.Compare(a, b) })
	for _, name := range names {
		fmt.Fprintf(&text, "figure %s: %s\n", name, counts(now[name]))
		t.Logf("%-60s %s (%.3f)", name, counts(now[name]), now[name].Value)
		if before == nil {
			continue
		}
		was, ok := before.Figures[name]
		if !ok {
			t.Errorf("%s is not in %s", name, sharedBaseline)
			continue
		}
		switch whole, _, _ := strings.Cut(name, " | "); change(was, now[name], whole == figureFalse) {
		case "worse":
			t.Errorf("%s: %s, was %s", name, counts(now[name]), counts(was))
		case "better":
			t.Logf("%s is better: it was %s", name, counts(was))
		}
	}
	if before != nil {
		for name := range before.Figures {
			if _, ok := now[name]; !ok {
				t.Errorf("%s is in %s, and is not measured", name, sharedBaseline)
			}
		}
	}
	if *updateShared {
		if old, err := os.ReadFile(sharedBaseline); err != nil || string(old) != text.String() {
			if err := os.WriteFile(sharedBaseline, []byte(text.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			t.Log("wrote " + sharedBaseline)
		}
	} else if before == nil {
		t.Errorf("no %s", sharedBaseline)
	}
}

// sharedCase is the outcome of data that are one case.
func sharedCase(name string) Outcome {
	return Outcome{Case: &Case{Name: name, Path: name}, Ran: true}
}

// sharedJudgements are the cells of judgements/, odd and even cases apart: the scorer was developed on the odd ones.
func sharedJudgements(t *testing.T) (out []Outcome) {
	type cell struct{ Status priorart.Status }
	files, err := filepath.Glob(filepath.Join(sharedData, "judgements", "[0-9]*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no judgements: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var c struct {
			Case       string
			References []struct {
				ID, Title string
				Passages  []struct{ Loc, Text string }
			}
			Elements   map[string][][2]string
			Judgements map[string]map[string]map[string]cell
		}
		if err := json.Unmarshal(data, &c); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		lib := &priorart.Library{}
		for _, r := range c.References {
			ref := priorart.Reference{ID: r.ID, Label: r.ID, Title: r.Title}
			for _, p := range r.Passages {
				ref.Passages = append(ref.Passages, priorart.Passage{Loc: p.Loc, Text: p.Text})
			}
			lib.References = append(lib.References, ref)
		}
		set := &claims.Set{Name: c.Case}
		for _, num := range slices.Sorted(maps.Keys(c.Elements)) {
			set.Claims = append(set.Claims, judgedClaim(t, num, c.Elements[num]))
		}
		chart, err := priorart.Make(set, lib, priorart.Options{Best: len(lib.References)})
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		half := "judgements, even cases"
		if (c.Case[len(c.Case)-1]-'0')%2 == 1 {
			half = "judgements, odd cases"
		}
		o := sharedCase("judgements/" + c.Case)
		for i := range chart.Charts {
			ch := &chart.Charts[i]
			for k := range ch.Rows {
				row := &ch.Rows[k]
				if row.InheritedFrom != 0 {
					continue
				}
				for n := range row.Cells {
					want, ok := c.Judgements[digits(ch.Claim)][row.Label][row.Cells[n].Reference]
					if ok {
						o.judged(labelledCell{key: fmt.Sprint(c.Case, row.Label, n), want: want.Status, cell: row.Cells[n]}, half)
					}
				}
			}
		}
		out = append(out, o)
	}
	return out
}

// judgedClaim is a claim in the elements that were judged; all but the first depend on the first.
func judgedClaim(t *testing.T, num string, elements [][2]string) claims.Claim {
	t.Helper()
	cl := claims.Claim{Kind: claims.Independent, Origin: claims.Origin{Kind: claims.Quoted}}
	if _, err := fmt.Sscan(num, &cl.Num); err != nil {
		t.Fatal(err)
	}
	if cl.Num != 1 {
		cl.Kind, cl.Refs, cl.Relation = claims.Dependent, []int{1}, claims.Limits
	}
	for _, e := range elements {
		if cl.Text != "" {
			cl.Text += "; "
		}
		start := len(cl.Text)
		cl.Text += e[1]
		cl.Elements = append(cl.Elements, claims.Element{Label: e[0], Text: e[1], Start: start, End: len(cl.Text)})
	}
	return cl
}

// sharedReferences are the claims of uspto/claim-tree.jsonl, whose references the office's own markup tells.
func sharedReferences(t *testing.T) Outcome {
	o := sharedCase("uspto/claim-tree")
	for _, row := range rows[struct {
		File string
		Num  *int
		Refs []int
		Text string
	}](t, "uspto/claim-tree.jsonl") {
		if row.Num == nil || row.Refs == nil {
			continue
		}
		set, err := claims.Parse(&claims.Document{Name: row.File, Claims: []claims.CutClaim{{Num: *row.Num, Text: row.Text}}})
		if err != nil {
			t.Fatal(err)
		}
		right := slices.Equal(set.Claims[0].Refs, row.Refs)
		o.count(figureRefs, "uspto", o.Case.Name, right)
		if !right {
			t.Logf("%s claim %d: refs %v, want %v", row.File, *row.Num, set.Claims[0].Refs, row.Refs)
		}
	}
	return o
}

// sharedSets are the claims of office-actions, as filed.
func sharedSets(t *testing.T) (sets []*claims.Set) {
	for _, row := range rows[struct {
		Name   string
		Claims []claims.CutClaim
	}](t, "office-actions/claims.jsonl") {
		set, err := claims.Parse(&claims.Document{Name: row.Name, Format: "json", Claims: row.Claims})
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, set)
	}
	return sets
}

// sharedRanking ranks the references that examiners cited for the claims against which they applied one of them.
func sharedRanking(t *testing.T) Outcome {
	o := sharedCase("office-actions/ranking")
	type claim struct {
		document string
		num      int
	}
	right := map[claim][]string{}
	for _, l := range rows[struct {
		Document   string
		Num        int
		References []string
	}](t, "office-actions/labels.jsonl") {
		key := claim{l.Document, l.Num}
		right[key] = append(right[key], l.References...)
	}
	loaded, err := library.Load([]string{filepath.Join(sharedData, "office-actions", "references.jsonl")}, library.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer loaded.Close()
	ranker, err := priorart.NewRanker(loaded.Library)
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range sharedSets(t) {
		list, _, err := ranker.Rank(set, priorart.RankOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range list {
			refs := right[claim{set.Name, r.Claim}]
			if len(refs) == 0 {
				continue
			}
			var ids []string
			for _, x := range r.Ranking {
				ids = append(ids, loaded.Library.References[x.Reference].ID)
			}
			o.ranked(&section{name: "labels.jsonl", path: "office-actions/labels.jsonl"}, applied{claim: r.Claim, references: refs}, r.Via, ids)
		}
	}
	return o
}

// sharedAntecedent are the terms for which examiners found no antecedent basis. Examiners do not object to every one, so that the
// precision, on the claims in which they did, tells how much else is found there and no more.
func sharedAntecedent(t *testing.T) Outcome {
	o := sharedCase("office-actions/antecedent")
	type claim struct {
		document string
		num      int
	}
	want := map[claim][]string{}
	for _, row := range rows[struct {
		Document, Term string
		Num            int
	}](t, "office-actions/antecedent.jsonl") {
		want[claim{row.Document, row.Num}] = append(want[claim{row.Document, row.Num}], row.Term)
	}
	for _, set := range sharedSets(t) {
		for _, f := range claims.Check(set, claims.LawUS) {
			key := claim{set.Name, f.Claim}
			if !strings.HasPrefix(f.Rule, "C3") || want[key] == nil {
				continue
			}
			at := slices.Index(want[key], f.Text)
			o.count(figurePrecision, "", o.Case.Name, at >= 0)
			if at >= 0 {
				o.count(figureRecall, "", o.Case.Name, true)
				want[key] = slices.Delete(slices.Clone(want[key]), at, at+1)
				if len(want[key]) == 0 {
					want[key] = []string{}
				}
			}
		}
	}
	for key, terms := range want {
		for _, term := range terms {
			o.count(figureRecall, "", o.Case.Name, false)
			t.Logf("%s claim %d: nothing is found at %q", key.document, key.num, term)
		}
	}
	return o
}
