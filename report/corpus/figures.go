package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"claimchart/report"
)

// The figures, in the order in which they are shown.
const (
	figureClaims    = "claims read exactly"
	figureRefs      = "references between claims"
	figureElements  = "elements"
	figurePrecision = "findings, precision"
	figureRecall    = "findings, recall"
	figureDiffs     = "comparisons"
	figureMRR       = "ranking, mean reciprocal rank"
	figureFirst     = "ranking, first"
	figureRight     = "disclosure, accuracy"
	figureFalse     = "falsely called disclosed"
	figureTitles    = "practices named by an article"
	figureAgainst   = "practices set against the right claims"
	figureNamed     = "practices found that are such"
)

// figures tells of each figure what is counted, and whether fewer is better.
var figures = []struct {
	name, about string
	fewer       bool
}{
	{figureClaims, "claims of articles and claim sets of which all that the case states is read as stated", false},
	{figureRefs, "claims whose references to other claims are read as stated", false},
	{figureElements, "claims whose elements, with their labels, are read as stated", false},
	{figurePrecision, "findings of the rules that the case lists completely: those that are listed, of those that were found", false},
	{figureRecall, "findings of the rules that the case lists completely: those that were found, of those that are listed", false},
	{figureDiffs, "redlines, pairings, listings, families and histories that are as an attorney drew them", false},
	{figureMRR, "claims: the sum of 1 / the place of the first reference that a person would apply", false},
	{figureFirst, "claims for which a reference that a person would apply stands first (P@1)", false},
	{figureRight, "cells whose status is the one that a person gave", false},
	{figureFalse, "cells called disclosed, of those that a person judged partly or not found", true},
	{figureTitles, "practices that a reader finds named in an article and the tool finds too", false},
	{figureAgainst, "practices that a reader finds named in an article, found, and set against the claims that the article says", false},
	{figureNamed, "practices that the tool finds in articles: those that a reader finds too", false},
}

// A tally is what one thing adds to a figure.
type tally struct {
	figure, part string
	key          string // of what is counted: a case, or a cell of one
	right        float64
	of           int
}

// count adds one thing to a figure. A thing of a part counts for the whole as well.
func (o *Outcome) count(figure, part, key string, right bool) {
	var n float64
	if right {
		n = 1
	}
	o.countSome(figure, part, key, n, 1)
}

// countSome adds so many of so many to a figure.
func (o *Outcome) countSome(figure, part, key string, right float64, of int) {
	o.tallies = append(o.tallies, tally{figure, "", key, right, of})
	if part != "" {
		o.tallies = append(o.tallies, tally{figure, part, key, right, of})
	}
}

// figureName is how a figure stands in BASELINE.
func figureName(name, part string) string {
	if part == "" {
		return name
	}
	return name + " | " + part
}

// sum adds up tallies by figure and part.
func sum(outcomes []Outcome, counts func(o *Outcome, t *tally) bool) map[string]report.Reached {
	type total struct {
		right float64
		of    int
	}
	totals := map[string]total{}
	for i := range outcomes {
		for k := range outcomes[i].tallies {
			t := &outcomes[i].tallies[k]
			if counts != nil && !counts(&outcomes[i], t) {
				continue
			}
			name := figureName(t.figure, t.part)
			x := totals[name]
			totals[name] = total{x.right + t.right, x.of + t.of}
		}
	}
	out := map[string]report.Reached{}
	for name, x := range totals {
		out[name] = report.NewReached(x.right, x.of)
	}
	return out
}

// figuresOf counts the figures of a run, held against those of a baseline. Only what the baseline has as well is held against it, so
// that new cases, however hard, are no regression.
func (c *Corpus) figuresOf(outcomes []Outcome, b *Baseline, compared bool) []report.Figure {
	all := sum(outcomes, nil)
	common := all
	if b != nil && len(b.Cases) > 0 {
		common = sum(outcomes, func(o *Outcome, t *tally) bool { return b.has(o, t) })
	}
	var out []report.Figure
	for _, f := range figures {
		var parts []string
		for name := range all {
			if part, ok := strings.CutPrefix(name, f.name+" | "); ok {
				parts = append(parts, part)
			}
		}
		slices.Sort(parts)
		for _, part := range append([]string{""}, parts...) {
			name := figureName(f.name, part)
			now, ok := all[name]
			if !ok {
				continue
			}
			x := report.Figure{Name: f.name, Part: part, About: f.about, Right: now.Right, Of: now.Of, Value: now.Value, Fewer: f.fewer, Change: "new"}
			x.Data = c.data(outcomes, f.name, part)
			if b != nil && compared {
				if was, ok := b.Figures[name]; ok {
					x.Was = &was
					is := common[name]
					if is != now {
						x.Common = &is
					}
					x.Change = change(was, is, f.fewer)
				}
			}
			out = append(out, x)
		}
	}
	return out
}

// change tells how a figure stands to what it was: by its ratio, and where that is the same, by what is right.
func change(was, is report.Reached, fewer bool) string {
	by := cmp.Compare(is.Right*float64(was.Of), was.Right*float64(is.Of))
	if was.Of == 0 || is.Of == 0 {
		by = cmp.Compare(is.Right, was.Right)
	}
	if fewer {
		by = -by
	}
	return map[int]string{-1: "worse", 0: "same", 1: "better"}[by]
}

// data says on what a figure was measured: the folders, and how many of their cases count for it.
func (c *Corpus) data(outcomes []Outcome, figure, part string) string {
	n := map[string]int{}
	for i := range outcomes {
		o := &outcomes[i]
		if slices.ContainsFunc(o.tallies, func(t tally) bool { return t.figure == figure && t.part == part }) {
			n[c.suite(o.Case)]++
		}
	}
	var list []string
	for _, s := range c.Suites() {
		if n[s] > 0 {
			list = append(list, fmt.Sprintf("%s (%s)", s, plural(n[s], "case", "cases")))
		}
	}
	return strings.Join(list, ", ")
}
