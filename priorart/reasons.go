package priorart

import (
	"cmp"
	"slices"
	"strings"
)

// Why a cell is partly found or not found, where nothing particular speaks against the place.
const (
	underHalf   = "less than half of its words, by weight, stand together"
	notEnough   = "at least half of its words, by weight, stand together, but too few where the reference says little else of the claims"
	nothingSaid = "none of its words was found"
	scoreOfAll  = "the score is high for what the whole reference says of the claims"
	onlyLess    = "none is missing, but some stand apart or count less"
)

// noWordFor begins what a reason says of the words that are missing.
const noWordFor = "no word for: "

// notThere begins the reason of a place that lacks the element's main word.
const notThere = "not there: "

// nothingOf begins the reason of a place that has no word of a thing.
const nothingOf = "nothing of it: "

// mostNamed is how many missing things a reason names: those that weigh most.
const mostNamed = 3

// reasoned completes the reason of a cell that is partly found or not found: what is lacking in general, then the weightiest of the
// missing words. A reason that the scorer gave stands first. Where the status is lower than the score suggests, it says what the score
// has from elsewhere. A cell that is found together keeps its reason.
func (q *query) reasoned(c Cell) Cell {
	if c.Status == Disclosed || q.total == 0 {
		return c
	}
	reason, lacking := withoutThing(c.Reason) // what is lacking is named with all that is missing
	c.Reason = reason
	particular := c.Reason != ""
	switch {
	case c.Status == NotFound && c.share == 0 && !particular:
		c.Reason = nothingSaid
		return c
	case c.Status == Partly && !particular && c.quotedShare < disclosedShare:
		c.Reason = underHalf
	case c.Status == Partly && !particular && !lacking:
		c.Reason = notEnough
	}
	if c.quotedShare < disclosedShare && c.Quoted >= 0.5 {
		c.Reason = join(c.Reason, scoreOfAll)
	}
	switch words := q.weightiest(c.Missing, c.Reason); {
	case words != "":
		c.Reason = join(c.Reason, noWordFor+words)
	case c.Status == Partly && !particular && len(c.Missing)+len(c.Described) == 0:
		c.Reason = join(c.Reason, onlyLess)
	}
	return c
}

// withoutThing takes what nothing was found of out of a reason, and tells whether it was there.
func withoutThing(reason string) (rest string, was bool) {
	for why := range strings.SplitSeq(reason, "; ") {
		if strings.HasPrefix(why, nothingOf) {
			was = true
		} else {
			rest = join(rest, why)
		}
	}
	return rest, was
}

// weightiest names the things that weigh most among missing words, in the element's order; words that stand side by side in the
// element are one thing. What said names already is left out, but counts as named.
func (q *query) weightiest(missing []string, said string) string {
	type thing struct {
		words  string
		weight float64
		end    int
		at     int // its number in the element
	}
	var things []thing
	for i, tm := range q.terms {
		if !slices.Contains(missing, tm.shown) || slices.Contains(strings.Split(said, "; "), notThere+tm.shown) {
			continue
		}
		n := len(things) - 1
		if n >= 0 && i > 0 && q.terms[i-1].compound == tm.compound && things[n].end == q.terms[i-1].end {
			things[n].words += " " + tm.shown
			things[n].weight += tm.weight
			things[n].end = tm.end
			continue
		}
		things = append(things, thing{tm.shown, tm.weight, tm.end, len(things)})
	}
	left := len(things) - mostNamed
	slices.SortStableFunc(things, func(a, b thing) int { return cmp.Compare(b.weight, a.weight) })
	things = things[:min(mostNamed, len(things))]
	slices.SortFunc(things, func(a, b thing) int { return a.at - b.at })
	var words []string
	for _, t := range things {
		words = append(words, t.words)
	}
	if left > 0 {
		words = append(words, "…")
	}
	return strings.Join(words, ", ")
}

// WithoutMissing returns a cell's or gap's reason without what it says of missing words, for where these are listed beside it.
func WithoutMissing(reason string) string {
	if !strings.Contains(reason, noWordFor) {
		return reason
	}
	return strings.Join(slices.DeleteFunc(strings.Split(reason, "; "), func(c string) bool { return strings.HasPrefix(c, noWordFor) }), "; ")
}
