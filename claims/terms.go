package claims

import "fmt"

// Term is a noun phrase of a claim that introduces a thing, or refers to one with "the" or "said".
type Term struct {
	Text        string       `json:"text"` // as it stands, with its determiner
	Start       int          `json:"start"`
	End         int          `json:"end"`
	Label       string       `json:"label"` // of the element that holds it
	Role        string       `json:"role"`  // introduces | refers
	Basis       string       `json:"basis"` // of a reference: stated | implicit | inherent | ambiguous | missing | unknown; empty for an introduction
	Why         string       `json:"why"`   // a few words, where the basis is neither stated nor empty
	Antecedents []Antecedent `json:"antecedents"`
}

// Antecedent is a place that introduces what a term refers to.
type Antecedent struct {
	Claim int    `json:"claim"`
	Label string `json:"label"`
	Text  string `json:"text"`
	Start int    `json:"start"` // in the text of Claim
	End   int    `json:"end"`
}

// The roles and bases of a Term. Source of the bases: MPEP 2173.05(e).
const (
	Introduces = "introduces"
	Refers     = "refers"

	Stated    = "stated"    // introduced in these words
	Implicit  = "implicit"  // introduced in other words, or by an act that the claim states
	Inherent  = "inherent"  // a part or property of a named thing, or a thing that everybody knows: it needs no antecedent
	Ambiguous = "ambiguous" // it may be any of several things introduced
	Missing   = "missing"   // nothing introduces it, on some path of dependency at least
	Unknown   = "unknown"   // the claim depends on one whose words are not at hand
)

// Terms returns the terms of each claim of the set, in the order of the text, parallel to set.Claims; nil for claims that are
// canceled or only told of. Every definite phrase is a term, and every phrase with "a", "an", a number or the like; a bare noun
// is one where something refers to it. For a reference, Antecedents has the places that introduce it, one for each path of
// dependency on which they differ, in order of claim; paths are not enumerated. Where some paths lack it, the basis is Missing, and
// Antecedents has the places on the others.
func Terms(set *Set) [][]Term {
	d := newDraft(set)
	out := make([][]Term, len(set.Claims))
	for i := range set.Claims {
		if s := d.scope(&set.Claims[i]); s != nil {
			out[i] = s.terms()
		}
	}
	return out
}

// terms returns the terms of the claim.
func (s *scope) terms() []Term {
	t := s.phrases
	out := make([]*Term, len(t.phrases)) // by phrase
	called := map[int]bool{}             // phrases that something refers to
	for k := range t.phrases {
		p := &t.phrases[k]
		if !p.definite() {
			continue
		}
		r := s.resolve(k)
		span := Span{p.span.Start, t.words[r.end-1].End}
		term := &Term{Text: t.text[span.Start:span.End], Start: span.Start, End: span.End, Role: Refers, Basis: r.basis, Why: r.why}
		if r.basis == Missing {
			for _, o := range s.introducers(k, r.end) {
				term.Why = "introduced on some paths of dependency only"
				term.Antecedents = append(term.Antecedents, o.antecedent(o.starts[t.run(p.first, r.end)]))
			}
		}
		if r.run != "" {
			if first, ok := s.starts[r.run]; ok && first < k {
				called[first] = true
				term.Antecedents = []Antecedent{s.antecedent(first)}
			} else {
				for _, o := range s.places(func(o *scope) bool { _, ok := o.starts[r.run]; return ok }) {
					term.Antecedents = append(term.Antecedents, o.antecedent(o.starts[r.run]))
				}
			}
		}
		if r.basis == Stated && len(term.Antecedents) == 0 {
			term.Basis, term.Why = Unknown, "it depends on a claim whose words are not at hand"
		}
		if list := s.ambiguous(k); len(list) > 1 {
			term.Basis, term.Why, term.Antecedents = Ambiguous, fmt.Sprintf("any of %d things", len(list)), list
		}
		out[k] = term
	}
	var list []Term
	for k := range t.phrases {
		p := &t.phrases[k]
		term := out[k]
		if term == nil && (p.det != "" || called[k]) && !p.verb {
			term = &Term{Text: t.text[p.span.Start:p.span.End], Start: p.span.Start, End: p.span.End, Role: Introduces}
		}
		if term != nil {
			term.Label = labelOf(s.claim, term.Start)
			list = append(list, *term)
		}
	}
	return list
}
