package priorart

import "strings"

// action is a verb of an element with the term that does it and the term that it is done to.
type action struct{ subject, verb, object int }

// actions finds the verbs of an element that stand between two of its terms: "a lever that lifts the pawl", "the knife pushing the
// sled"; of "the sled is pushed by the knife" the knife is the subject.
func (q *query) actions() []action {
	var out []action
	for v, t := range q.terms {
		before, after := v-1, v+1
		if before < 0 || after >= len(q.terms) || t.modifier {
			continue
		}
		k := q.tokenOf(v)
		verb := k > 0 && (q.toks[k-1].lower == "that" || q.toks[k-1].lower == "which" || q.toks[k-1].lower == "to") && strings.HasSuffix(t.lower, "s") ||
			strings.HasSuffix(t.lower, "ing") && (q.terms[before].compound == t.compound || k > 0 && (q.toks[k-1].lower == "and" || q.toks[k-1].lower == "thereby")) || passive(q.toks, k)
		if !verb || k+1 >= len(q.toks) {
			continue
		}
		next := q.toks[k+1].lower
		// The object's noun is the last word of its phrase.
		for after+1 < len(q.terms) && q.terms[after+1].compound == q.terms[after].compound {
			after++
		}
		if before := len(out) - 1; before >= 0 && strings.HasSuffix(t.lower, "ing") && (q.toks[k-1].lower == "and" || q.toks[k-1].lower == "thereby") {
			out = append(out, action{out[before].subject, v, after}) // "a spring turning the arm and pressing the roller"
			continue
		}
		switch {
		case passive(q.toks, k) && next == "by":
			out = append(out, action{after, v, before})
		case !passive(q.toks, k) && (next == "the" || next == "a" || next == "an" || next == "said" || next == "each" || next == "both" || next == "one"):
			out = append(out, action{before, v, after})
		}
	}
	return out
}

func (q *query) tokenOf(term int) int {
	for k, t := range q.toks {
		if t.start == q.terms[term].start {
			return k
		}
	}
	return -1
}

// passive tells whether word k is a participle behind a form of "be": "is pushed", "are then pushed".
func passive(toks []token, k int) bool {
	if k < 1 || !strings.HasSuffix(toks[k].lower, "ed") && !strings.HasSuffix(toks[k].lower, "en") && !irregularParticiple[toks[k].lower] {
		return false
	}
	for n := k - 1; n >= max(0, k-3); n-- {
		if beForms[toks[n].lower] {
			return true
		}
	}
	return false
}

var (
	beForms             = wordSet("is are was were be been being gets got")
	irregularParticiple = wordSet("held sent put set cut kept read fed led met hit shut bent built wound found bound ground hung made met paid said sold spun struck swung told thrown torn worn shown drawn cast split spread lent left lit sprung")
)

// swapped returns the verb of one of the element's actions that a sentence says is done by another than the claim says, or "": where it stands in the active
// voice, what does it in the claim stands behind the verb and another of the element's terms before it; with "is pushed by" the other way
// round. at are the places of the terms in the sentence.
func (q *query) swapped(b *body, sent int, at []place) string {
	for _, a := range q.doing {
		s, v, o := at[a.subject], at[a.verb], at[a.object]
		if s.by == nil || v.by == nil || o.by == nil || s.tok == o.tok || abs(s.tok-v.tok) > maxRole {
			continue
		}
		first := b.sents[sent].first
		does := func(p place) bool { return p.tok < v.tok } // where the one that does it stands
		if passive(b.toks[first:], v.tok-first) {
			by := false
			for n := v.tok + 1; n < min(v.tok+3, b.sents[sent].end); n++ {
				by = by || b.toks[n].lower == "by"
			}
			if !by {
				continue // who does it may stand anywhere
			}
			does = func(p place) bool { return p.tok > v.tok }
		}
		if does(s) {
			continue
		}
		for i, p := range at {
			if p.by != nil && i != a.verb && p.tok != v.tok && does(p) && abs(p.tok-v.tok) <= maxRole && !strings.HasSuffix(q.terms[i].lower, "ing") {
				return q.terms[a.verb].shown
			}
		}
	}
	return ""
}

// maxRole is how many words may stand between a verb and its subject or object.
const maxRole = 8
