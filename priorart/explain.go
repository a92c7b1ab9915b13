package priorart

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Asked names a cell whose score is to be explained.
type Asked struct {
	Label     string // of the limitation, "1[b]"
	Reference string // the reference's label or ID
}

// ParseAsked reads a limitation's label and a reference: "1[b],D2". The error says how to write it.
func ParseAsked(text string) (Asked, error) {
	label, ref, ok := strings.Cut(text, ",")
	a := Asked{strings.TrimSpace(label), strings.TrimSpace(ref)}
	if !ok || a.Label == "" || a.Reference == "" {
		return Asked{}, fmt.Errorf("%q names no cell: give a limitation's label and a reference, such as 1[b],D2", text)
	}
	return a, nil
}

// Explanation tells how one cell came about, in the order in which it is computed:
//
//	share  = (sum of Terms[].Share + Quantities.Share) x Length x the smallest Against[].Factor (1 where there is none)
//	score  = 1 / (1 + e^(-Steepness x (share - Even + Subject.Value))), 0 where share is 0
//	quoted = sum of Terms[].Quoted + Quantities.Share, which the status is decided by
//
// Shares, weights and factors are rounded to six places, so that the parts add up to the score but for 0.0001.
type Explanation struct {
	Document       string `json:"document"`
	Claim          int    `json:"claim"`
	Label          string `json:"label"`
	Text           string `json:"text"`
	Reconstructed  bool   `json:"reconstructed"`
	Reference      string `json:"reference"`
	ReferenceLabel string `json:"reference_label"`
	Title          string `json:"title"`

	Status Status  `json:"status"`
	Score  float64 `json:"score"`  // 0 to 1, as the cell has it
	Reason string  `json:"reason"` // as the cell has it

	Terms      []TermShare   `json:"terms"`
	Quantities Amounts       `json:"quantities"`
	Described  bool          `json:"described"` // there is no quotation: all that counts stands in the practice's description
	Sentences  int           `json:"sentences"` // of the quotation, else of the description; 0 where neither has any of it
	Length     float64       `json:"length"`    // the factor for its length
	Against    []Objection   `json:"against"`
	Share      float64       `json:"share"`  // of the limitation's weight, 0 to 1
	Quoted     float64       `json:"quoted"` // the share that decides the status: of the quotation alone, whatever speaks against it
	Subject    SubjectWeight `json:"subject"`
	Even       float64       `json:"even"` // the share at which the score is 0.5 where Subject adds nothing
	Steepness  float64       `json:"steepness"`

	AsksDisclosed float64 `json:"asks_disclosed"` // the quoted share from which the element is "disclosed"
	AsksPartly    float64 `json:"asks_partly"`    // the same for "partly"
	Turns         []Turn  `json:"turns"`          // what would give the cell another status

	Evidence []Evidence `json:"evidence"`
}

// TermShare is what one word of a limitation adds to its score.
type TermShare struct {
	Term     string   `json:"term"`
	Rarity   float64  `json:"rarity"`  // about 0 (in every published claim) to 11 (in none)
	Rare     string   `json:"rare"`    // the stem that has it
	Claims   int      `json:"claims"`  // published claims with that stem
	Of       int      `json:"of"`      // published claims counted
	Lowered  []string `json:"lowered"` // why it weighs less than its rarity
	Weight   float64  `json:"weight"`
	Matched  string   `json:"matched"` // words of the quotation, verbatim, or empty
	Cite     string   `json:"cite"`    // where they stand
	Why      string   `json:"why"`
	Denied   bool     `json:"denied"`
	By       string   `json:"by"`       // quotation | description | none
	Match    float64  `json:"match"`    // how well it is matched by itself, 0 to 1
	Compound float64  `json:"compound"` // the factor for words of its compound that do not stand near it
	Value    float64  `json:"value"`    // what counts, 0 to 1: match x compound, of a description ownWord of it
	Share    float64  `json:"share"`    // weight x value of the limitation's whole weight
	Quoted   float64  `json:"quoted"`   // the same of the quotation alone
}

// Amounts is what the quantities of a limitation add to its score.
type Amounts struct {
	Weight   float64    `json:"weight"`
	Value    float64    `json:"value"`
	Share    float64    `json:"share"`
	Compared []Compared `json:"compared"`
}

// Compared is a claimed quantity beside the one of the quotation that suits it best.
type Compared struct {
	Claimed string `json:"claimed"`
	Found   string `json:"found"` // empty where nothing can be compared
	How     string `json:"how"`   // inside | overlaps | outside | nothing to compare
}

// Objection is something that speaks against a quotation. The strongest factor counts, not their product.
type Objection struct {
	What   string  `json:"what"`
	Factor float64 `json:"factor"` // what the share is multiplied with
	Most   Status  `json:"most"`   // the status that is possible in spite of it
}

// SubjectWeight is what a reference says of the whole claim set: how much more of its words than a text of its length on any
// subject would have, and what that adds to the share.
type SubjectWeight struct {
	Words    int     `json:"words"`    // of the reference's text
	Has      float64 `json:"has"`      // share of the claim set's words, by weight, that it has anywhere
	Expected float64 `json:"expected"` // the same of a text of that length on any subject
	Lift     float64 `json:"lift"`     // 0, no more than that, to 1, all of them
	Even     float64 `json:"even"`     // the lift that adds nothing
	Weight   float64 `json:"weight"`   // by the length of the text
	Value    float64 `json:"value"`    // weight x (lift - even)
}

// Turn is the smallest change of the quotation that would give the cell another status: one of AnyOf, or all of AllOf.
type Turn struct {
	To    Status   `json:"to"`
	AnyOf []string `json:"any_of"`
	AllOf []string `json:"all_of"`
}

// exact rounds a part of an explanation, so that it is printed alike by every machine.
func exact(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// explain tells how the cell of q's element and t comes about. most is Partly where the element's form allows no more.
func (q *query) explain(t *text, most Status) Explanation {
	c := q.cell(t)
	e := Explanation{
		Reference: t.ref.ID, ReferenceLabel: t.ref.Label, Title: t.ref.Title, Status: c.Status, Score: c.Score, Reason: c.Reason, Evidence: c.Evidence,
		Length: 1, Even: evenShare, Steepness: steepness, AsksPartly: partlyShare,
	}
	if q.total == 0 {
		return e
	}
	w := q.weigh(t)
	taken, scale := &w.quoted, 1.0
	if taken.window.first < 0 {
		taken, scale = &w.own, ownWord
		e.Described = w.own.window.first >= 0
	}
	if taken.window.first >= 0 {
		e.Sentences = taken.window.last - taken.window.first + 1
	}
	e.Length, e.Against = exact(taken.window.kept()), taken.fault.list
	for i := range q.terms {
		e.Terms = append(e.Terms, q.termShare(t, &w, i))
	}
	e.Quantities = Amounts{Weight: q.amount, Value: exact(taken.measure.value() * scale), Share: exact(q.amount * taken.measure.value() * scale / q.total)}
	for _, m := range taken.measured {
		e.Quantities.Compared = append(e.Quantities.Compared, Compared{m.claimed, m.found, m.how.String()})
	}
	e.Share, e.Quoted = exact(w.sum/q.total), exact(q.quotedWeight(&w.quoted)/q.total)
	if q.set != nil {
		n := len(t.quoted.toks)
		e.Subject = SubjectWeight{
			Words: n, Has: exact(q.set.share(&t.quoted)), Expected: exact(q.set.expected(n)), Lift: exact(t.lift(q.set)), Even: evenLift,
			Weight: exact(lengthWeight(n)), Value: exact(w.subject),
		}
	}
	e.AsksDisclosed = exact(math.Max(disclosedShare, evenShare-w.subject))
	e.Turns = q.turns(t, &w, most)
	return e
}

// termShare is what term i adds.
func (q *query) termShare(t *text, w *weighing, i int) TermShare {
	tm := &q.terms[i]
	total, counts := background()
	s := TermShare{Term: tm.shown, Rare: tm.rare, Rarity: exact(rarity(tm.rare)), Claims: counts[tm.rare], Of: total, Weight: exact(tm.weight), By: "none", Compound: 1}
	if tm.pointing {
		s.Lowered = append(s.Lowered, fmt.Sprintf("definite phrase × %g", knownThing))
	}
	if relating[tm.lower] {
		s.Lowered = append(s.Lowered, fmt.Sprintf("relating word × %g", relatingWord))
	}
	from := func(by string, h *hit, b *body, scale float64) {
		x := h.place[i]
		s.By, s.Why, s.Match, s.Denied, s.Value = by, q.whyOf(b, i, x), exact(h.plain[i]), h.denied[i], h.value[i]*scale
		if h.plain[i] > 0 {
			s.Compound = exact(h.value[i] / h.plain[i])
		}
		if by != "quotation" {
			return // a description is never quoted
		}
		if sent := b.sentenceOf(x.tok); sent >= 0 {
			p := &t.ref.Passages[b.sents[sent].passage]
			start, end := b.toks[x.tok].start, b.toks[x.end-1].end
			if s.Matched, s.Cite = p.Text[start:end], p.locate(start, end); s.Cite == "" {
				s.Cite = p.Loc
			}
		}
	}
	v, own := w.quoted.value[i], float64(ownWord*w.own.value[i])
	switch {
	case own > v:
		from("description", &w.own, &t.own, ownWord)
	case w.quoted.place[i].by != nil:
		from("quotation", &w.quoted, &t.quoted, 1)
	}
	s.Share, s.Quoted, s.Value = exact(s.Value*tm.weight/q.total), exact(v*tm.weight/q.total), exact(s.Value)
	return s
}

// String names how a quantity stands to a claimed one.
func (m measure) String() string {
	return [...]string{unmeasured: "nothing to compare", inside: "inside", overlaps: "overlaps", outside: "outside"}[m]
}

// explained returns the explanations that a chart's options ask for. The error lists what there is.
func (c *charter) explained() ([]Explanation, error) {
	var out []Explanation
	for _, a := range c.opt.Explain {
		e, err := c.explanation(a)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

func (c *charter) explanation(a Asked) (Explanation, error) {
	digits := a.Label[:len(a.Label)-len(strings.TrimLeft(a.Label, "0123456789"))]
	num, _ := strconv.Atoi(digits)
	cl := c.set.Claim(num)
	if cl == nil {
		return Explanation{}, fmt.Errorf("%s has no limitation %s: it has %s; write a limitation as 1[b]", c.set.Name, a.Label, numbersOf(c.set))
	}
	via := 0
	if len(cl.Refs) > 0 {
		via = cl.Refs[0] // the alternatives share the claim's own limitations
	}
	lims, err := c.limitations(cl, via)
	if err != nil {
		return Explanation{}, fmt.Errorf("%s: claim %d is not charted: %w", c.set.Name, num, err)
	}
	var labels []string
	var l *limitation
	for i := range lims {
		if lims[i].from != num || !lims[i].scored {
			continue
		}
		if labels = append(labels, lims[i].element.Label); lims[i].element.Label == a.Label {
			l = &lims[i]
		}
	}
	if l == nil {
		return Explanation{}, fmt.Errorf("%s: claim %d has no limitation %s that is scored: it has %s", c.set.Name, num, a.Label, orNone(labels))
	}
	at, err := c.referenceAt(a.Reference)
	if err != nil {
		return Explanation{}, err
	}
	most := Disclosed
	if c.byFunction(&l.element) {
		most = Partly
	}
	ref, err := c.refs[at].held()
	if err != nil {
		return Explanation{}, err
	}
	q, t := c.takenUp(l, ref)
	e := q.explain(t, most)
	cell := c.cellsOf(*l)[at]
	if most != Disclosed { // what the form of the element says of it, whatever its words show
		e.Against = append(e.Against, Objection{functionWords, 1, Partly})
	}
	e.Status, e.Reason, e.Evidence = cell.Status, cell.Reason, cell.Evidence
	e.Document, e.Claim, e.Label, e.Text, e.Reconstructed = c.set.Name, num, a.Label, l.element.Text, cl.Origin.Kind == "derived"
	return e, nil
}

// referenceAt finds a reference by its label, else its ID, letter case apart.
func (c *charter) referenceAt(name string) (int, error) {
	is := func(f func(r *Reference) string) int {
		return slices.IndexFunc(c.lib.References, func(r Reference) bool { return strings.EqualFold(f(&r), name) })
	}
	at := is(func(r *Reference) string { return r.Label })
	if at < 0 {
		at = is(func(r *Reference) string { return r.ID })
	}
	if at >= 0 {
		return at, nil
	}
	if whole := c.lib.whole; whole != nil {
		named := func(r Reference) bool { return strings.EqualFold(r.Label, name) || strings.EqualFold(r.ID, name) }
		if whole.kept != nil || slices.ContainsFunc(whole.References, named) {
			return 0, whole.notCompared(c.set.Name, name)
		}
	}
	if len(c.lib.References) == 0 {
		return 0, errors.New("there is no reference to explain a score of")
	}
	const most = 20
	var list []string
	for i := range c.lib.References {
		r := &c.lib.References[i]
		if i == most {
			list = append(list, fmt.Sprintf("and %d more (claimchart library list shows them)", len(c.lib.References)-most))
			break
		}
		list = append(list, strings.TrimSpace(r.Label+" ("+r.ID+")"))
	}
	return 0, fmt.Errorf("no reference %q: there are %s", name, strings.Join(list, ", "))
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "none of its own"
	}
	return strings.Join(list, ", ")
}
