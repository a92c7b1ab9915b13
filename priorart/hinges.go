package priorart

import (
	"fmt"
	"slices"
	"strings"
)

// AloneAll ends what is said of a reference that is not eligible and has every limitation by itself.
const AloneAll = "alone it has every limitation"

// PatternStays ends what is said of a reference whose date is unknown and decides nothing by itself.
const PatternStays = "the pattern is the same with it"

// hinges is what a claim's pattern is made of, to see what small change would give another.
type hinges struct {
	v         *Verdict
	p         pattern
	standings []Standing
	times     []timing
	order     []int
	need      []limitation
	shows     []bitset
	cell      func(l, r int) *Cell
}

// list says what would change the pattern: the few limitations that are open and what has all the others, the one limitation that
// a reference lacks to have all alone, what the eligible references that it rests on depend on, then the references that are not
// eligible: those that alone have every limitation, those that would add one, and, since the reader has to know of them, those with an
// unknown date that would change nothing.
func (h *hinges) list() []string {
	return slices.Concat([]string{}, h.open(), h.almostAlone(), h.noveltyOnly(), h.depends(), h.dates(true), h.dates(false))
}

// open names the limitations that no eligible reference shows whole, if they are one or two, with what the nearest one lacks of each.
func (h *hinges) open() []string {
	n := len(h.v.Uncovered)
	if n == 0 || n > 2 || h.v.Category == "" {
		return nil
	}
	var out []string
	for l := range h.need {
		if h.p.shown.has(l) {
			continue
		}
		words := h.need[l].element.Label + ": no eligible reference shows it whole"
		best := -1
		for _, r := range h.order {
			if h.standings[r].Eligible && (best < 0 || h.cell(l, r).nearer(h.cell(l, best))) {
				best = r
			}
		}
		if best >= 0 && h.cell(l, best).Score > 0 {
			words += " (nearest " + h.standings[best].Label + lacking(h.cell(l, best)) + ")"
		}
		out = append(out, words)
	}
	but := strings.Join(h.v.Uncovered, ", ")
	for _, r := range h.order {
		if h.standings[r].Eligible && n < len(h.need) && h.shows[r].count() == len(h.need)-n {
			return append(out, h.standings[r].Label+" alone has every limitation but "+but)
		}
	}
	return out
}

// almostAlone names, of pattern Y, the reference that lacks one limitation only and comes nearest to it.
func (h *hinges) almostAlone() []string {
	if h.v.Category != "Y" {
		return nil
	}
	best, lacks := -1, 0
	for _, r := range h.order {
		if !h.standings[r].Eligible || h.shows[r].count() != len(h.need)-1 {
			continue
		}
		for l := range h.need {
			if !h.shows[r].has(l) && (best < 0 || h.cell(l, r).nearer(h.cell(lacks, best))) {
				best, lacks = r, l
			}
		}
	}
	if best < 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s lacks only %s to have every limitation alone%s", h.standings[best].Label, h.need[lacks].element.Label, lacking(h.cell(lacks, best)))}
}

// lacking says what a cell lacks: the missing words where it names them, else its reason.
func lacking(c *Cell) string {
	words := c.Reason
	for _, clause := range strings.Split(c.Reason, "; ") {
		if strings.HasPrefix(clause, noWordFor) {
			words = clause
		}
	}
	if words == "" {
		return ""
	}
	return ": " + words
}

// noveltyOnly names the limitations that are in no combination since only a reference shows them that counts for novelty alone.
func (h *hinges) noveltyOnly() []string {
	if h.v.Category != "A" {
		return nil
	}
	var only []string
	for l := range h.need {
		if h.p.shown.has(l) && !h.p.combined.has(l) {
			only = append(only, h.need[l].element.Label)
		}
	}
	if only == nil {
		return nil
	}
	return []string{strings.Join(only, ", ") + ": shown only by what counts for novelty alone, in no combination"}
}

// depends says what the eligible references depend on that the pattern rests on.
func (h *hinges) depends() []string {
	var rests []int
	rests = append(rests, h.p.single...)
	if h.p.covers {
		for _, refs := range h.p.together {
			rests = append(rests, refs...)
		}
	}
	var out []string
	for i, r := range rests {
		if h.times[r].depends != "" && !slices.Contains(rests[:i], r) {
			out = append(out, h.standings[r].Label+": "+h.times[r].depends)
		}
	}
	return out
}

// dates lists the references that are not eligible: those that alone have every limitation, or the others. A date that would have to be
// another one, and that would change nothing, is left out.
func (h *hinges) dates(whole bool) []string {
	var out []string
	for _, r := range h.order {
		s := &h.standings[r]
		if s.Eligible || (s.Disclosed == len(h.need) && len(h.need) > 0) != whole || s.Disclosed+s.Partly == 0 {
			continue
		}
		gives := h.gives(r, whole)
		if gives == PatternStays && s.DateCheck != unknown {
			continue
		}
		words := fmt.Sprintf("%s %s: %s; earlier dated evidence needed", s.Label, s.Title, s.Reason)
		if s.DateCheck == earlier { // but abroad, before the AIA
			words = fmt.Sprintf("%s %s: %s; an earlier publication is needed", s.Label, s.Title, s.Reason)
		}
		out = append(out, strings.TrimSuffix(words+"; "+gives, "; "))
	}
	return out
}

// gives says what a reference that is not eligible would change if it were, for combinations too; "" where no reference is eligible.
func (h *hinges) gives(r int, whole bool) string {
	if whole {
		return AloneAll
	}
	if h.v.Category == "" {
		return ""
	}
	adds := h.shows[r].minus(h.p.combined)
	if h.v.Category == "X" || adds.count() == 0 {
		return PatternStays
	}
	var labels []string
	adds.each(func(l int) bool { labels = append(labels, h.need[l].element.Label); return true })
	words := "it adds " + strings.Join(labels, ", ")
	if h.p.combined.count()+adds.count() == len(h.need) {
		words += ", with which several references have every limitation together"
	}
	return words
}
