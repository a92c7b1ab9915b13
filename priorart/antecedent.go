package priorart

import (
	"maps"
	"slices"
	"strings"
)

// An element takes up things that elements before it in the claim name: "a source host" of 1[a] is "the source host" of 1[b] (35 USC 112(b),
// MPEP 2173.05(e)). What stood for the thing in a reference there stands for it here: "as matched in 1[a]".

// asMatched is what words count for that stand for a thing in an element before: more than a definition, which says what a word may mean, and
// less than the claim's own word. TestAsMatched fails if the order changes.
const asMatched = 0.95

// sureName and likelyName are how well words have to match a thing to be taken for its name where no reference sign shows that they are, in an
// element that is partly found and in one that is disclosed: the less of the rest stands there, the surer the words have to be. A broader word, or
// one that is rarely meant so, may be used of anything.
const (
	sureName   = 0.7
	likelyName = 0.5
)

// cells compares the recitals of these numbers, ascending and with all that they take up, with a reference. ready has the query of each.
func (r *recitals) cells(numbers []int, ready func(number int) *query, t *text) []Cell {
	out := make([]Cell, len(numbers))
	at := make(map[int]*Cell, len(numbers))
	done := map[string]*Cell{} // elements of the same words for which the same was matched before
	for i, n := range numbers {
		q := ready(n)
		bound := r.bound(n, q, at, t)
		key := r.list[n].element.Text
		for _, w := range bound {
			key += "\x00" + w.why + "\x00" + strings.Join(w.stems, " ")
		}
		if same := done[key]; same != nil {
			out[i] = *same
		} else {
			out[i] = q.taking(bound).cell(t)
			done[key] = &out[i]
		}
		at[n] = &out[i]
	}
	return out
}

// taking is the query with what stood for things in elements before.
func (q *query) taking(bound []wording) *query {
	if len(bound) == 0 {
		return q
	}
	other := *q
	other.bound = bound
	return &other
}

// bound returns the words that stand for what recital n takes up, as they were matched in the cells of the recitals before.
func (r *recitals) bound(n int, q *query, at map[int]*Cell, t *text) []wording {
	var out []wording
	for _, tk := range r.list[n].takes {
		var best *match
		for _, from := range tk.from {
			c := at[from]
			if c == nil || c.Status == NotFound || best != nil && (best.status == Disclosed || c.Status == Partly) {
				continue
			}
			if m := matchOf(c, tk.thing, t); m != nil {
				m.status, m.label = c.Status, r.list[from].element.Label
				best = m
			}
		}
		if best != nil {
			out = append(out, q.names(best, &tk, t)...)
		}
	}
	return out
}

// match is what stood for a thing in a cell.
type match struct {
	stems  []string // of the words
	sign   string   // the reference sign behind them, or ""
	terms  []string // the stems of the thing that these words were matched for
	own    bool     // the words are the thing's own
	value  float64  // how well they matched
	status Status
	label  string
}

// matchOf returns what stands for the noun of a thing in a cell's quotations, with what stands for its other words right beside it, or nil.
func matchOf(c *Cell, thing []string, t *text) *match {
	noun := thing[len(thing)-1]
	for i := range c.Evidence {
		ev := &c.Evidence[i]
		for _, m := range ev.Matches {
			if stemOf(m.Term) != noun || !slices.Contains(c.Found, m.Term) || m.Start < ev.Start || m.End > ev.End {
				continue
			}
			out := &match{terms: []string{noun}, own: ownWords(m.Why), value: m.value}
			start, end := m.Start, m.End
			for again := true; again; {
				again = false
				for _, o := range ev.Matches {
					s := stemOf(o.Term)
					if !slices.Contains(thing, s) || slices.Contains(out.terms, s) || !slices.Contains(c.Found, o.Term) {
						continue
					}
					if within := o.Start >= start && o.End <= end; within || o.End+1 == start {
						start, again = min(start, o.Start), true
						out.terms = append(out.terms, s)
						out.own = out.own && ownWords(o.Why)
					}
				}
			}
			words := tokens(ev.Quote[start-ev.Start : end-ev.Start])
			for _, tok := range words {
				out.stems = append(out.stems, tok.stem)
			}
			if len(words) == 0 || participle(words[len(words)-1].lower) { // what names a thing is a noun
				return nil
			}
			if t.numbered != nil {
				out.sign = signBehind(ev.Quote[end-ev.Start:])
			}
			return out
		}
	}
	return nil
}

// ownWords tells whether what matched is the claim's own word, or a form of it, which needs no other name.
func ownWords(why string) bool {
	return strings.HasPrefix(why, "same ") || why == "part of the compound" || strings.HasPrefix(why, asFamily.String())
}

func stemOf(shown string) string {
	toks := tokens(shown)
	if len(toks) != 1 {
		return ""
	}
	return toks[0].stem
}

// names returns what else may stand for a thing that was matched before: the words matched, with their sign where they have one, and the other
// nouns of that sign. Words that the claims use for something of their own name that, and are left out.
func (q *query) names(m *match, tk *taken, t *text) []wording {
	covers := true
	for _, s := range tk.thing {
		covers = covers && slices.Contains(m.terms, s)
	}
	if tk.siblings && (!covers || len(tk.thing) == 1) {
		return nil
	}
	stands := tk.thing
	if !covers && m.status != Disclosed && m.sign == "" {
		stands = m.terms
	}
	var terms []int
	for i := range q.terms {
		if slices.Contains(stands, q.terms[i].stem) && !q.terms[i].denied {
			terms = append(terms, i)
		}
	}
	if terms == nil {
		return nil
	}
	var out []wording
	put := func(stems []string) {
		out = append(out, wording{stems, terms, asMatched, "as matched in " + m.label})
	}
	s := t.numbered
	noun := m.stems[len(m.stems)-1]
	foreign := func(stem string) bool { return q.claimed(stem) && !slices.Contains(tk.thing, stem) }
	if m.sign != "" {
		for _, o := range s.otherNames(m.sign, noun) {
			if !foreign(o.stem) {
				put([]string{o.stem, m.sign})
			}
		}
	}
	if m.own || slices.ContainsFunc(m.stems, foreign) {
		return out
	}
	if m.sign != "" {
		put([]string{noun, m.sign})
	}
	least := sureName
	if m.status == Disclosed {
		least = likelyName
	}
	if m.value >= least && (m.sign == "" || s.only(noun) == m.sign) {
		put(m.stems)
	}
	return out
}

// claimed tells whether the claims use a word with the stem.
func (q *query) claimed(stem string) bool {
	set := q
	if q.set != nil {
		set = q.set
	}
	return slices.ContainsFunc(set.terms, func(x term) bool { return x.stem == stem || slices.Contains(x.parts, stem) })
}

// takenUp makes a limitation ready for one reference, as the chart has it: with what stood there for things in the elements before.
func (c *charter) takenUp(l *limitation, ref *Reference) (*query, *text) {
	t := newText(ref)
	needs := map[int]bool{}
	var need func(n int)
	need = func(n int) {
		for _, tk := range c.said.list[n].takes {
			for _, from := range tk.from {
				if !needs[from] {
					needs[from] = true
					need(from)
				}
			}
		}
	}
	need(l.recital)
	before := slices.Sorted(maps.Keys(needs))
	at := map[int]*Cell{}
	for k, cell := range c.said.cells(before, c.queries(before), t) {
		at[before[k]] = &cell
	}
	q := c.query(l.element.Text)
	return q.taking(c.said.bound(l.recital, q, at, t)), t
}
