package priorart

import (
	"math"
	"slices"
	"strings"

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
	evenLift      = 0.57
	subjectWeight = 1.5
	halfLength    = 2500 // words of a reference at which what it says of the whole counts half of subjectWeight
	steepness     = 7.0
)

// disclosedShare and partlyShare are the shares without which an element is not "disclosed" or "partly" found, whatever else the
// reference says: a text on the right subject is no disclosure of an element that it lacks. TestStatus holds cases on both sides of each.
const (
	disclosedShare = 0.50
	partlyShare    = 0.30
)

// Where a practice's description adds to a quotation, the element counts as partly found if the quotation alone has at least
// quotedAt of its weight and both together have togetherAt. A description alone finds nothing.
const (
	quotedAt   = 0.20
	togetherAt = 0.50
)

// maxSentences is how many neighbouring sentences count as standing together, maxAcross how many where they belong to two
// neighbouring passages. Of windows that show the same the shorter is quoted, and each further sentence takes perSentence of the value away
// since what it adds may be said of something else.
const (
	maxSentences = 3
	maxAcross    = 5
	perSentence  = 0.02
)

// maxWindows is how many places of a reference are looked at closely for an element.
const maxWindows = 8

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

// place is where a text has a term.
type place struct {
	tok, end int // words of the body, half open
	by       *wording
}

// window is a run of sentences of a body.
type window struct {
	first, last int // sentences
	sum         float64
}

// hit is what a window shows of a query: for each term how well it is matched (0 to 1) and by what.
type hit struct {
	window                window
	value                 []float64
	place                 []place
	denied                []bool // terms that stand where the text denies them, or that the claim denies and the text does not
	sum                   float64
	measure               measure // of the quantity that stands worst
	opposite              string  // what the window says instead of a term that it lacks, or empty
	swapped               string  // the verb whose subject and object are exchanged, or empty
	lacksHead, deniesHead bool
	fault                 fault
	why                   string
}

// places finds where the terms of q stand in b, by term and sentence. It returns the sentences that have any, in order.
func (q *query) places(b *body, wordings []wording) (in map[int][]place, order []int) {
	in = map[int][]place{}
	n := len(q.terms)
	for k := range wordings {
		s := &wordings[k]
	next:
		for _, p := range b.at[s.stems[0]] {
			at := int(p)
			sent := b.sentenceOf(at)
			if sent < 0 || at+len(s.stems) > b.sents[sent].end {
				continue
			}
			for i, stem := range s.stems[1:] {
				if b.toks[at+1+i].stem != stem {
					continue next
				}
			}
			list := in[sent]
			if list == nil {
				list = make([]place, n)
				in[sent] = list
				order = append(order, sent)
			}
			for _, i := range s.terms {
				if q.terms[i].modifier && len(s.stems) == 1 && !strings.HasSuffix(b.toks[at].lower, "ing") {
					continue
				}
				if list[i].by == nil || s.value > list[i].by.value {
					list[i] = place{at, at + len(s.stems), s}
				}
			}
		}
	}
	slices.Sort(order)
	return in, order
}

// windows returns the runs of neighbouring sentences that show most of q, best first.
func (q *query) windows(b *body, in map[int][]place, order []int, base []float64) []window {
	var best []window
	value := make([]float64, len(q.terms))
	for _, a := range order {
		clear(value)
		for l := a; l < len(b.sents) && l < a+maxAcross; l++ {
			if l > a && !b.goesOn(a, l) {
				break
			}
			for i, p := range in[l] {
				if p.by != nil {
					value[i] = math.Max(value[i], p.by.value)
				}
			}
			if l > a && in[l] == nil {
				continue
			}
			sum := 0.0
			for i, v := range value {
				if base != nil {
					v = math.Max(v, ownWord*base[i])
				}
				sum += float64(v * q.terms[i].weight)
			}
			sum *= 1 - perSentence*float64(l-a)
			w := window{a, l, sum}
			at, _ := slices.BinarySearchFunc(best, w, func(x, y window) int {
				if x.sum > y.sum+1e-9 || x.sum > y.sum-1e-9 {
					return -1
				}
				return 1
			})
			if at < maxWindows {
				best = slices.Insert(best, at, w)
				best = best[:min(len(best), maxWindows)]
			}
		}
	}
	return best
}

// goesOn tells whether sentence l is read together with those from a on: in one passage at most maxSentences of them; in the passage
// right behind it, if that speaks of a thing named before, and neither turns to another embodiment.
func (b *body) goesOn(a, l int) bool {
	if b.sents[l].anew {
		return false
	}
	passages := b.sents[l].passage - b.sents[a].passage
	if passages == 0 {
		return l-a < maxSentences
	}
	if passages > 1 {
		return false
	}
	if b.sents[l].passage == b.sents[l-1].passage {
		return true // decided at its first sentence
	}
	return b.pointsBack(l)
}

// pointsBack tells whether a sentence takes up a thing that the one before it, or those of the passage before, name: "the annulus",
// "this", "it", "such a valve".
func (b *body) pointsBack(l int) bool {
	s := b.sents[l]
	before := l - 1
	for before > 0 && b.sents[before-1].passage == b.sents[l-1].passage {
		before--
	}
	first := b.sents[before].first
	for k := s.first; k < s.end; k++ {
		switch t := b.toks[k]; {
		case k < s.first+3 && (t.lower == "it" || t.lower == "this" || t.lower == "these" || t.lower == "they" || t.lower == "such" || t.lower == "then" || t.lower == "its" || t.lower == "thereby" || t.lower == "here"):
			return true
		case (t.lower == "the" || t.lower == "this" || t.lower == "these" || t.lower == "said" || t.lower == "both") && k+1 < s.end:
			for n := k + 1; n < min(k+4, s.end); n++ {
				if idle[b.toks[n].lower] {
					break
				}
				for _, at := range b.at[b.toks[n].stem] {
					if int(at) >= first && int(at) < s.first {
						return true
					}
				}
			}
		}
	}
	return false
}

// look compares an element with a window closely.
func (q *query) look(t *text, b *body, in map[int][]place, w window) hit {
	h := hit{window: w, value: make([]float64, len(q.terms)), place: make([]place, len(q.terms)), denied: make([]bool, len(q.terms))}
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
			if h.place[i].by == nil || v > h.value[i] || v > 0 && h.denied[i] {
				h.value[i], h.place[i], h.denied[i] = v, p, denied
			}
		}
	}
	h.lacksHead = q.head >= 0 && h.place[q.head].by == nil && q.terms[q.head].weight*float64(len(q.terms)) >= tellingHead*(q.total-q.amount)
	h.deniesHead = q.head >= 0 && h.denied[q.head]
	for s := w.first; s <= w.last && h.swapped == ""; s++ {
		if in[s] != nil {
			h.swapped = q.swapped(b, s, in[s])
		}
	}
	h.opposite = q.contrary(b, &h)
	q.together(&h)
	q.measure(t, b, &h)
	for i, v := range h.value {
		h.sum += float64(v * q.terms[i].weight) // no fused operation: the same sum on every machine
	}
	h.sum += float64(q.amount * h.measure.value())
	h.fault = q.faults(&h)
	h.sum *= (1 - perSentence*float64(w.last-w.first)) * h.fault.factor
	return h
}

// fault is what keeps the words that a window has from showing the element.
type fault struct {
	factor float64 // what the window's share of words is multiplied with
	most   Status  // the status that it can have at most
	why    string
	denies bool // the text excludes the element
}

// What a window with a fault is worth beside one without, so that a place without is quoted if there is one nearly as good.
const (
	contradicted = 0.4
	headless     = 0.8
	hedged       = 0.8
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
	if h.opposite != "" {
		add(hedged, Partly, "says the opposite: "+h.opposite)
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
	if h.lacksHead {
		add(headless, Partly, "not there: "+q.terms[q.head].shown)
	}
	return f
}

// notDenied is what a word counts for that the claim asks not to be there, and that the text has without saying so.
const notDenied = 0.5

// contrary returns the phrase by which a window says the opposite of terms that it lacks, or "".
func (q *query) contrary(b *body, h *hit) string {
	first, end := b.sents[h.window.first].first, b.sents[h.window.last].end
next:
	for _, w := range q.against {
		for _, i := range w.terms {
			if h.place[i].by != nil {
				continue next
			}
		}
		list := b.at[w.stems[0]]
		from, _ := slices.BinarySearch(list, int32(first))
		for _, at := range list[from:] {
			if int(at) >= end {
				break
			}
			if standsAt(b.toks[:end], int(at), w.stems) {
				return w.why
			}
		}
	}
	return ""
}

// tellingHead is how much an element's head has to tell, beside its mean term, for its lack to count: "determining" and "providing" stand in
// so many claims that a text which names what is determined need not have them.
const tellingHead = 0.75

// deniedAt is the share of an element's weight that a text has to deny to contradict it.
const deniedAt = 0.25

// together lowers the value of words of a compound whose other words do not stand near them.
func (q *query) together(h *hit) {
	lowered := slices.Clone(h.value)
	for i := range q.terms {
		if h.value[i] == 0 {
			continue
		}
		all, near, size := 0.0, 0.0, 0
		for j := range q.terms {
			if q.terms[j].compound != q.terms[i].compound {
				continue
			}
			size++
			all += q.terms[j].weight
			if j == i || h.value[j] > 0 && (h.place[i].tok == h.place[j].tok || abs(h.place[i].tok-h.place[j].tok) <= nearby+size) {
				near += q.terms[j].weight
			}
		}
		if size > 1 && all > 0 {
			lowered[i] *= loneWord + (1-loneWord)*near/all
		}
	}
	h.value = lowered
}

// measure compares the quantities of the element with those of the window: each claimed one with the one of the same dimension that
// suits it best.
func (q *query) measure(t *text, b *body, h *hit) {
	h.measure = unmeasured
	if len(q.quantities) == 0 {
		return
	}
	type foundAt struct {
		quantity
		text string
	}
	var list []foundAt
	for s := h.window.first; s <= h.window.last; s++ {
		at := &b.sents[s]
		text := t.ref.Passages[at.passage].Text[at.span.Start:at.span.End]
		for _, x := range b.amounts(t, s) {
			list = append(list, foundAt{x, text[x.start:x.end]})
		}
	}
	worst := inside
	rank := map[measure]int{inside: 0, unmeasured: 1, overlaps: 2, outside: 3}
	for _, c := range q.quantities {
		got, what := unmeasured, ""
		for _, x := range list {
			if !sameDimension(c.dim, x.dim, q, h, b) {
				continue
			}
			if m := x.compareTo(c); got == unmeasured || rank[m] < rank[got] {
				got, what = m, x.text
			}
		}
		if rank[got] > rank[worst] {
			worst = got
			h.why = got.reason(q.text[c.start:c.end], what)
		}
	}
	h.measure = worst
}

// sameDimension tells whether two quantities can be compared; what is counted may be named by another word that stands for the same.
func sameDimension(claimed, found string, q *query, h *hit, b *body) bool {
	if claimed == found {
		return true
	}
	c, ok := strings.CutPrefix(claimed, "count ")
	f, ok2 := strings.CutPrefix(found, "count ")
	if !ok || !ok2 {
		return false
	}
	for i, t := range q.terms {
		if t.stem == c && h.place[i].by != nil {
			return b.toks[h.place[i].end-1].stem == f
		}
	}
	return false
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// standsAt tells whether the stems stand in toks from k on.
func standsAt(toks []token, k int, stems []string) bool {
	if k+len(stems) > len(toks) {
		return false
	}
	for i, s := range stems {
		if toks[k+i].stem != s {
			return false
		}
	}
	return true
}

// best returns what the window that shows most of the query shows, and the sum with what base adds; and the window that has most of its
// words and denies it, if there is one.
func (q *query) best(t *text, b *body, wordings []wording, base []float64) (top hit, topSum float64, denial *hit) {
	in, order := q.places(b, wordings)
	topSum = -1
	for _, w := range q.windows(b, in, order, base) {
		h := q.look(t, b, in, w)
		if h.fault.denies && denial == nil { // windows come with most of the words first
			denial = &h
		}
		sum := 0.0
		for j, v := range h.value {
			if base != nil {
				v = math.Max(v, ownWord*base[j])
			}
			sum += float64(v * q.terms[j].weight)
		}
		sum += float64(q.amount * h.measure.value())
		sum *= (1 - perSentence*float64(w.last-w.first)) * h.fault.factor
		const same = 1e-9
		if topSum < 0 || sum > topSum+same {
			top, topSum = h, sum
		}
	}
	if topSum < 0 {
		return hit{value: make([]float64, len(q.terms)), window: window{-1, -1, 0}}, 0, nil // measure is unmeasured
	}
	return top, topSum, denial
}

// cell scores one element against one reference.
func (q *query) cell(t *text) Cell {
	c := Cell{Reference: t.ref.ID, Status: NotFound, Evidence: []Evidence{}, Found: []string{}, Described: []string{}, Missing: []string{}}
	if q.total == 0 {
		c.Reason = "the element has no words that could be searched for"
		return c
	}
	wordings := q.general
	if len(t.groups)+len(t.quoted.means) > 0 {
		wordings = slices.Concat(q.general, q.alternatives(t.groups, fieldWord, "field word: "), q.definedBy(t.quoted.means))
	}
	own, ownSum, _ := q.best(t, &t.own, wordings, nil)
	h, sum, denial := q.best(t, &t.quoted, wordings, own.value)
	if h.window.first < 0 {
		sum = ownSum * ownWord
	}
	subject := q.subjectOf(t)
	c.share = sum / q.total
	c.Score = round(calibrated(c.share, subject))
	quoted := 0.0
	for i, tm := range q.terms {
		v := h.value[i]
		quoted += float64(v * tm.weight)
		switch {
		case v > 0:
			c.Found = append(c.Found, tm.shown)
		case own.value[i] > 0:
			c.Described = append(c.Described, tm.shown)
		default:
			c.Missing = append(c.Missing, tm.shown)
		}
	}
	quoted += float64(q.amount * h.measure.value())
	c.Quoted = round(calibrated(quoted/q.total, subject))
	switch {
	case quoted/q.total >= disclosedShare && quoted/q.total-evenShare+subject >= 0:
		c.Status = Disclosed
	case quoted >= partlyShare*q.total:
		c.Status = Partly
	case quoted >= quotedAt*q.total && sum >= togetherAt*q.total:
		c.Status = Partly
		c.Reason = "partly by the practice's description"
	case quoted > 0:
		c.Reason = "too few of its words stand together"
	case len(c.Described) > 0:
		c.Reason = "only in the practice's description, which is no evidence"
	}
	if h.window.first < 0 {
		return c
	}
	if h.fault.most != Disclosed {
		c.Reason = join(c.Reason, h.fault.why)
		if c.Status == Disclosed || h.fault.most == NotFound {
			c.Status = h.fault.most
		}
	}
	c.Evidence = q.evidence(t, &h, h.fault.denies)
	if denial != nil && !h.fault.denies && denial.window.sum >= h.window.sum {
		c.Evidence = append(c.Evidence, q.evidence(t, denial, true)...)
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
	n := float64(len(t.quoted.toks))
	return float64(subjectWeight * n / (n + halfLength) * (t.lift(q.set) - evenLift))
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
			why := x.by.why
			if why == "" {
				why = "same stem"
				if len(x.by.stems) == 1 && b.toks[x.tok].lower == q.terms[i].lower {
					why = "same word"
				}
			}
			ev.Matches = append(ev.Matches, Match{Term: q.terms[i].shown, Start: b.toks[x.tok].start, End: b.toks[x.end-1].end, Why: why})
		}
		slices.SortStableFunc(ev.Matches, func(a, b Match) int { return a.Start - b.Start })
		out = append(out, ev)
		s = e + 1
	}
	return out
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}

func round(x float64) float64 { return math.Round(x*100) / 100 }
