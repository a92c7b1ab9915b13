package priorart

import (
	"math"
	"slices"
	"strings"
)

// fault is what keeps the words that a window has from showing the element.
type fault struct {
	factor float64 // what the window's share of words is multiplied with
	most   Status  // the status that it can have at most
	why    string
	denies bool // the text excludes the element
	list   []Objection
}

// What a window with a fault is worth beside one without, so that a place without is quoted if there is one nearly as good.
const (
	contradicted = 0.4
	withoutHead  = 0.8
	hedged       = 0.8
	unnarrowed   = 0.9
)

// faults sums up what speaks against a window, the gravest first.
func (q *query) faults(h *hit) fault {
	f := fault{factor: 1, most: Disclosed}
	add := func(factor float64, most Status, why string) {
		f.factor = math.Min(f.factor, factor)
		if most == NotFound || f.most == Disclosed {
			f.most = most
		}
		f.why = join(f.why, why)
		f.list = append(f.list, Objection{why, factor, most})
	}
	var denied []string
	weight := 0.0
	for i, d := range h.denied {
		if d {
			denied = append(denied, q.terms[i].shown)
			weight += q.terms[i].weight
		}
	}
	if len(denied) > 0 {
		why := "the text denies: " + strings.Join(denied, ", ")
		if h.deniesHead || weight >= deniedAt*q.total {
			add(contradicted, NotFound, why)
			f.denies = true
		} else {
			add(hedged, Partly, why)
		}
	}
	if h.excluded != "" {
		add(contradicted, NotFound, "the text has what the element excludes: "+h.excluded)
		f.denies = true
	}
	if h.opposite != "" {
		add(hedged, Partly, "says the opposite: "+h.opposite)
	}
	if h.unqualified != "" {
		add(unnarrowed, Partly, `nothing says "`+h.unqualified+`"`)
	}
	if h.someOnly != "" {
		add(unnarrowed, Partly, `said of some only: "`+h.someOnly+`"`)
	}
	if h.bare != "" {
		add(unnarrowed, Partly, `tells the function only: "`+h.bare+`"`)
	}
	if h.swapped != "" {
		add(contradicted, NotFound, "what does and what is done to are exchanged: "+h.swapped)
	}
	if len(q.quantities) > 0 {
		switch h.measure {
		case outside:
			add(contradicted, NotFound, h.why)
		case overlaps, unmeasured:
			add(1, Partly, h.why)
		}
	}
	if x := q.lacking(h); x != "" {
		add(1, Partly, nothingOf+x)
	}
	if h.lacksHead {
		add(withoutHead, Partly, notThere+q.terms[q.head].shown)
	}
	return f
}

// notDenied is what a word counts for that the claim asks not to be there, and that the text has without saying so.
const notDenied = 0.5

// contrary returns the phrase by which a window says the opposite of terms that it lacks, or "".
func (q *query) contrary(b *body, h *hit) string {
next:
	for _, w := range q.against {
		for _, i := range w.terms {
			if h.place[i].by != nil {
				continue next
			}
		}
		if b.has(h.window, w.stems) {
			return w.why
		}
	}
	return ""
}

// tellingHead is how much an element's head has to tell, beside its mean term, for its lack to count: "determining" and "providing" stand in
// so many claims that a text which names what is determined need not have them.
const tellingHead = 0.75

// deniedAt is the share of an element's weight that a text has to deny to contradict it.
const deniedAt = 0.25

// newThing is a phrase of an element, terms first to end, that names a thing which no earlier element did.
type newThing struct {
	first, end int
	weight     float64
}

// newThings are the phrases of an element that name a thing first and weigh at least lackingAt of it: what weighs less is often said in other
// words or goes without saying. Verbs and what the element denies are none.
func (q *query) newThings() []newThing {
	var out []newThing
	for i := 0; i < len(q.terms); {
		end, weight, known := i, 0.0, false
		for ; end < len(q.terms) && q.terms[end].compound == q.terms[i].compound; end++ {
			weight += q.terms[end].weight
			known = known || q.terms[end].pointing || q.terms[end].denied
		}
		if !known && weight >= lackingAt*q.total && !isVerbIng(q.terms[end-1].lower) && !q.verbAt(q.terms[i].start) {
			out = append(out, newThing{i, end, weight})
		}
		i = end
	}
	return out
}

// lacking returns the heaviest new thing of which the window has no word, or "": who claims a belt with steel cords claims the cords (MPEP
// 2131: every element). What a quantity is of goes without saying where the quantity is there.
func (q *query) lacking(h *hit) string {
	most, out := 0.0, ""
	for _, x := range q.things {
		known := slices.ContainsFunc(h.place[x.first:x.end], func(p place) bool { return p.by != nil })
		if first, last := q.terms[x.first].start, q.terms[x.end-1].end; !known && x.weight >= most && !q.amountBeside(h, first, last) {
			most, out = x.weight, q.text[first:last]
		}
	}
	return out
}

// verbAt tells whether the word that begins at a place of the element is its verb and no thing: "that circulates", "is mounted", "to elect".
func (q *query) verbAt(start int) bool {
	k := slices.IndexFunc(q.toks, func(t token) bool { return t.start == start })
	if k < 1 {
		return false
	}
	before := q.toks[k-1].lower
	return pronoun[before] || beForms[before] || before == "to" && !strings.HasSuffix(q.toks[k].lower, "s")
}

// amountBeside tells whether a quantity that the window has stands right beside a part of the element, "a melting point below 60 °C".
func (q *query) amountBeside(h *hit, first, last int) bool {
	for k, x := range q.quantities {
		if k < len(h.measured) && h.measured[k].how == inside && (x.start >= last && x.start-last <= besideAt || first >= x.end && first-x.end <= besideAt) {
			return true
		}
	}
	return false
}

const (
	lackingAt = 0.2
	besideAt  = 6 // bytes, " of at "
)
