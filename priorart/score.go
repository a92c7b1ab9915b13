package priorart

import (
	"math"
	"slices"

	"claimchart/claims"
)

// The scale of a match between a claim's word and a word of a text: the same stem counts whole; what the reference's own
// field calls the same thing, or the reference itself defines as such, counts a little less; a word of the same family, or
// one that technical English in general has for the same thing, less again. A word that stands only in the description of a practice, which its makers wrote and which proves nothing, counts no
// more than one of the same family, and never toward the status. TestScale fails if their order changes.
const (
	sameWord    = 1.0
	defined     = 0.9
	fieldWord   = 0.85
	sameFamily  = 0.8
	synonym     = 0.75
	species     = 0.75
	looseFamily = 0.6
	genus       = 0.3
	ownWord     = 0.8
)

// A cell's score is a logistic curve over how far the share of the element's weight that stands together in the best place lies above
// evenShare, and how far what the reference says of the whole claim set lies above evenLift. The second counts for little in a short
// text, where much cannot stand, and for at most subjectWeight in a long one. At a score of 0.5 the two lie even.
//
// The figures were chosen on published applications (own description against the nearest other, even rows of the pairs) and on
// the odd-numbered judgements; TestScaleOfPublished and TestJudgements print what they give.
const (
	evenShare     = 0.66
	evenLift      = 0.60
	subjectWeight = 1.5
	halfLength    = 2500 // words of a reference at which what it says of the whole counts half of subjectWeight
	steepness     = 7.0
)

// disclosedShare and partlyShare are the shares without which an element is not "disclosed" or "partly" found, whatever else the
// reference says: a text on the right subject is no disclosure of an element that it lacks. Where there is no word for what the element is, or does,
// first, its subject is there only if subjectlessShare of it is. TestStatus holds cases on both sides of each.
const (
	disclosedShare   = 0.50
	partlyShare      = 0.30
	subjectlessShare = 0.48
)

// Where a practice's description adds to a quotation, the element counts as partly found if the quotation alone has at least
// quotedAt of its weight and both together have togetherAt. A description alone finds nothing.
const (
	quotedAt   = 0.20
	togetherAt = 0.50
)

// loneWord is what a word of a compound ("area" of "processing area networks") counts for when nothing else of the compound
// stands near it: "network" alone is not the network that the claim means. The more of the compound stands there, by weight,
// the nearer its words come to counting whole.
const loneWord = 0.4

// nearby is how far from a compound's first matched word its others may stand, in words beyond the compound's own length.
const nearby = 4

// wording is a word or a phrase that may stand for some of an element's terms.
type wording struct {
	stems []string
	terms []int
	value float64
	why   string
}

// hit is what a window shows of a query: for each term how well it is matched (0 to 1) and by what.
type hit struct {
	window                window
	plain                 []float64 // how well each term is matched, by itself
	value                 []float64 // the same where its compound stands together
	place                 []place
	denied                []bool  // terms that stand where the text denies them, or that the claim denies and the text does not
	measure               measure // of the quantity that stands worst
	measured              []measured
	defined               []valueAt // what the window's terms mean by definitions elsewhere in the reference
	opposite              string    // what the window says instead of a term that it lacks, or empty
	excluded              string    // what the window has and the element excludes, or empty
	bare                  string    // how the window leaves open what does what it tells, or empty
	unqualified, someOnly string    // what the element narrows and the window does not, or empty
	swapped               string    // the verb whose subject and object are exchanged, or empty
	lacksHead, deniesHead bool
	fault                 fault
	why                   string
}

// look compares an element with a window closely.
func (q *query) look(t *text, b *body, in [][]place, w window) hit {
	h := hit{window: w, plain: make([]float64, len(q.terms)), place: make([]place, len(q.terms)), denied: make([]bool, len(q.terms))}
	for s := w.first; s <= w.last; s++ {
		list := in[s]
		if list == nil {
			continue
		}
		no := b.denials(t, s)
		for i, p := range list {
			if p.by == nil {
				continue
			}
			v, denied := p.by.value, false
			switch there := within(no, b.toks[p.tok].start); {
			case there && !q.terms[i].denied:
				v, denied = 0, true
			case !there && q.terms[i].denied:
				v *= notDenied
			}
			if h.place[i].by == nil || v > h.plain[i] || v > 0 && h.denied[i] {
				h.plain[i], h.place[i], h.denied[i] = v, p, denied
			}
		}
	}
	for s := w.first; s <= w.last && h.swapped == ""; s++ {
		if in[s] != nil {
			h.swapped = q.swapped(b, in[s])
		}
	}
	h.excluded = q.excludedIn(t, b, in, w)
	h.bare = b.onlyFunction(t, w)
	q.measure(t, b, &h)
	q.settle(b, &h)
	return h
}

// settle sums up what a window shows, once it is known where each term and quantity stands.
func (q *query) settle(b *body, h *hit) {
	h.lacksHead = q.head >= 0 && h.place[q.head].by == nil && q.terms[q.head].weight*float64(len(q.terms)) >= tellingHead*(q.total-q.amount)
	h.deniesHead = q.head >= 0 && h.denied[q.head]
	h.opposite = q.contrary(b, h)
	h.unqualified, h.someOnly = q.unqualified(b, h.window), q.someOnly(b, h)
	q.together(h)
	h.fault = q.faults(h)
}

// sumOf is the weight that a window shows of the element: of the terms, the better of what it has and what base, the practice's
// description, has; of the quantities; less for further sentences and for what speaks against it.
func (q *query) sumOf(h *hit, base []float64) float64 {
	sum := 0.0
	for i, v := range h.value {
		if base != nil {
			v = math.Max(v, ownWord*base[i])
		}
		sum += float64(v * q.terms[i].weight) // no fused operation: the same sum on every machine
	}
	sum += float64(q.amount * h.measure.value())
	return sum * (h.window.kept() * h.fault.factor)
}

// together lowers the value of words of a compound whose other words do not stand near them.
func (q *query) together(h *hit) {
	lowered := slices.Clone(h.plain)
	for i := range q.terms {
		if h.plain[i] == 0 {
			continue
		}
		all, near, size := 0.0, 0.0, 0
		for j := range q.terms {
			if q.terms[j].compound != q.terms[i].compound {
				continue
			}
			size++
			all += q.terms[j].weight
			if j == i || h.plain[j] > 0 && (h.place[i].tok == h.place[j].tok || abs(h.place[i].tok-h.place[j].tok) <= nearby+size) {
				near += q.terms[j].weight
			}
		}
		if size > 1 && all > 0 {
			lowered[i] *= loneWord + (1-loneWord)*near/all
		}
	}
	h.value = lowered
}

// best returns what the window that shows most of the query shows, and the sum with what base adds; and the window that has most of its
// words and denies it, if there is one.
func (q *query) best(t *text, b *body, wordings []wording, base []float64) (top hit, topSum float64, denial *hit) {
	in, order := q.places(b, wordings)
	topSum = -1
	for _, w := range q.windows(t, b, in, order, base) {
		h := q.look(t, b, in, w)
		if h.fault.denies && denial == nil { // windows come with most of the words first
			denial = &h
		}
		sum := q.sumOf(&h, base)
		const same = 1e-9
		if topSum < 0 || sum > topSum+same {
			top, topSum = h, sum
		}
	}
	if topSum < 0 {
		n := len(q.terms) // measure is unmeasured
		return hit{plain: make([]float64, n), value: make([]float64, n), place: make([]place, n), denied: make([]bool, n), window: window{-1, -1, 0}, fault: fault{factor: 1, most: Disclosed}}, 0, nil
	}
	return top, topSum, denial
}

// weighing is what a reference shows of an element: where it shows most, and what its score and status follow from.
type weighing struct {
	own     hit     // of the practice's description
	quoted  hit     // of the text that can be quoted; its window is -1 where it has none of the element's words
	denial  *hit    // the place with most of its words that excludes the element, or nil
	sum     float64 // the weight shown by the quotation with the description
	subject float64 // see subjectOf
}

// weigh compares an element with a reference.
func (q *query) weigh(t *text) weighing {
	wordings := q.general
	if len(t.groups)+len(t.quoted.means) > 0 {
		wordings = slices.Concat(q.general, q.alternatives(t.groups, fieldWord, "field word: "), q.definedBy(t.quoted.means))
	}
	if more := slices.Concat(q.sameSign(t), q.bound); more != nil {
		wordings = slices.Concat(wordings, more)
	}
	own, ownSum, _ := q.best(t, &t.own, wordings, nil)
	h, sum, denial := q.best(t, &t.quoted, wordings, own.value)
	if h.window.first < 0 {
		sum = ownSum * ownWord
	}
	return weighing{own, h, denial, sum, q.subjectOf(t)}
}

// quotedWeight is the weight of the element that the quotation alone has, whatever speaks against it.
func (q *query) quotedWeight(h *hit) float64 {
	sum := 0.0
	for i, tm := range q.terms {
		sum += float64(h.value[i] * tm.weight)
	}
	return sum + float64(q.amount*h.measure.value())
}

// status is what w shows of the element, and why where that is not all of it.
func (q *query) status(w *weighing) (s Status, why string) {
	quoted := q.quotedWeight(&w.quoted)
	s = NotFound
	switch {
	case quoted/q.total >= disclosedShare && quoted/q.total-evenShare+w.subject >= 0:
		s = Disclosed
	case quoted >= partlyShare*q.total && (quoted >= subjectlessShare*q.total || !w.quoted.headless(q)):
		s = Partly
	case quoted >= quotedAt*q.total && w.sum >= togetherAt*q.total:
		s, why = Partly, "partly by the practice's description"
	case quoted > 0:
		why = "too few of its words stand together"
	case slices.ContainsFunc(w.own.value, func(v float64) bool { return v > 0 }):
		why = "only in the practice's description, which is no evidence"
	}
	if f := w.quoted.fault; f.most != Disclosed {
		why = join(why, f.why)
		if s == Disclosed || f.most == NotFound {
			s = f.most
		}
	}
	return s, why
}

// headless tells whether the window has no word for what the element is, or does, first.
func (h *hit) headless(q *query) bool { return q.head >= 0 && h.place[q.head].by == nil }

// cell scores one element against one reference.
func (q *query) cell(t *text) Cell {
	c := Cell{Reference: t.ref.ID, Status: NotFound, Evidence: []Evidence{}, Found: []string{}, Described: []string{}, Missing: []string{}}
	if q.total == 0 {
		c.Reason = "the element has no words that could be searched for"
		return c
	}
	w := q.weigh(t)
	c.share = w.sum / q.total
	c.Score = round(calibrated(c.share, w.subject))
	for i, tm := range q.terms {
		switch {
		case w.quoted.value[i] > 0:
			c.Found = append(c.Found, tm.shown)
		case w.own.value[i] > 0:
			c.Described = append(c.Described, tm.shown)
		default:
			c.Missing = append(c.Missing, tm.shown)
		}
	}
	c.quotedShare = q.quotedWeight(&w.quoted) / q.total
	c.Quoted = round(calibrated(c.quotedShare, w.subject))
	c.Status, c.Reason = q.status(&w)
	if w.quoted.window.first >= 0 {
		c.Evidence = q.evidence(t, &w.quoted, w.quoted.fault.denies)
		if w.denial != nil && !w.quoted.fault.denies && w.denial.window.sum >= w.quoted.window.sum {
			c.Evidence = append(c.Evidence, q.evidence(t, w.denial, true)...)
		}
	}
	return c
}

// calibrated turns the share of an element's weight that stands together, and how far what the reference says of the whole lies above
// even, into a score from 0 to 1. A share of nothing is 0.
func calibrated(share, subject float64) float64 {
	if share <= 0 {
		return 0
	}
	return 1 / (1 + math.Exp(-float64(steepness*(share-evenShare+subject))))
}

// subjectOf is how far what the reference says of the whole claim set lies above or below even, weighed by the reference's length.
func (q *query) subjectOf(t *text) float64 {
	if q.set == nil {
		return 0
	}
	return float64(lengthWeight(len(t.quoted.toks)) * (t.lift(q.set) - evenLift))
}

// lengthWeight is what the lift of a text of so many words weighs.
func lengthWeight(words int) float64 {
	n := float64(words)
	return subjectWeight * n / (n + halfLength)
}

// lift is how much of a claim set's words, by weight, the reference has anywhere beyond what a text of its length on any subject has, from
// 0 (no more) to 1 (all of them).
func (t *text) lift(set *query) float64 {
	if t.liftOf != set {
		expected := set.expected(len(t.quoted.toks))
		t.liftOf, t.lifted = set, math.Max(0, math.Min(1, (set.share(&t.quoted)-expected)/math.Max(0.05, 1-expected)))
	}
	return t.lifted
}

// evidence quotes the sentences of a window, one piece for each passage that they belong to; excludes says that they exclude the element.
func (q *query) evidence(t *text, h *hit, excludes bool) []Evidence {
	stance := "supports"
	if excludes {
		stance = "contradicts"
	}
	var out []Evidence
	b := &t.quoted
	for s := h.window.first; s <= h.window.last; {
		e := s
		for e < h.window.last && b.sents[e+1].passage == b.sents[s].passage {
			e++
		}
		p := &t.ref.Passages[b.sents[s].passage]
		span := claims.Span{Start: b.sents[s].span.Start, End: b.sents[e].span.End}
		ev := Evidence{Loc: p.Loc, Cite: p.locate(span.Start, span.End), Quote: p.Text[span.Start:span.End], Start: span.Start, End: span.End, Stance: stance, Matches: []Match{}}
		for i, x := range h.place {
			if x.by == nil || x.tok < b.sents[s].first || x.tok >= b.sents[e].end {
				continue
			}
			ev.Matches = append(ev.Matches, Match{Term: q.terms[i].shown, Start: b.toks[x.tok].start, End: b.toks[x.end-1].end, Why: q.whyOf(b, i, x), value: h.plain[i]})
		}
		slices.SortStableFunc(ev.Matches, func(a, b Match) int { return a.Start - b.Start })
		out = append(out, ev)
		s = e + 1
	}
	for _, d := range h.defined { // a definition is read into the passage that uses the term, and quoted beside it
		s := b.sents[d.sent]
		p := &t.ref.Passages[s.passage]
		out = append(out, Evidence{Loc: p.Loc, Cite: p.locate(s.span.Start, s.span.End), Quote: p.Text[s.span.Start:s.span.End], Start: s.span.Start, End: s.span.End, Stance: "supports",
			Matches: []Match{{Term: d.claimed, Start: s.span.Start + d.start, End: s.span.Start + d.end, Why: "by definition"}}})
	}
	return out
}

// whyOf says why what stands at a place of b counts for term i.
func (q *query) whyOf(b *body, i int, x place) string {
	switch {
	case x.by.why != "":
		return x.by.why
	case len(x.by.stems) == 1 && b.toks[x.tok].lower == q.terms[i].lower:
		return "same word"
	case len(x.by.stems) == 1 && x.end == x.tok+1 && b.toks[x.tok].stem != x.by.stems[0] && len(b.toks[x.tok].lower) == 2:
		return "chemical symbol"
	}
	return "same stem"
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}

func round(x float64) float64 { return math.Round(x*100) / 100 }
