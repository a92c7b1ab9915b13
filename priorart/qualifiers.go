package priorart

import (
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// A claim's qualifier narrows what it stands with: "only", "directly", "exactly twice", "each". The broadest reasonable reading
// of an element does not read it out (MPEP 2111, 2143.03: all words of a claim are considered), so a text that has the rest of the element without it,
// or says it of some only, shows the element partly. The classes are closed ones of English grammar.

// qualifier is a class of words that narrow alike.
type qualifier struct {
	claimed map[string]bool // the words in a claim
	met     map[string]bool // the words of a text that say as much
}

var qualifiers = []qualifier{
	{wordSet("only solely exclusively"), wordSet(`only solely exclusively merely purely alone sole unless until except no nothing none never not cannot without just single
		restricted limited reserved dedicated otherwise else whereas below`)},
	{wordSet("exactly precisely"), wordSet("exactly precisely exact precise just equal equals equally single sole only")},
	{wordSet("directly"), wordSet("directly direct straight immediately immediate right adjacent adjoining abutting contacting contact touches touching without itself")},
	{wordSet("simultaneously concurrently"), wordSet(`simultaneously simultaneous concurrently concurrent parallel same while whilst as during meanwhile together once both`)},
	{wordSet("permanently continuously constantly always"), wordSet(`permanently permanent continuously continuous continually continual constantly constant always steadily steady
		never whenever every all throughout uninterrupted uninterruptedly remains remain stays stay keeps keep fixed firmly each any`)},
}

// universal are the words that say a thing of all of a kind.
var universal = wordSet("each every all any both per respective respectively always whole entire whichever")

// restricting are the words that say a thing of some of a kind.
var restricting = wordSet("some most many few several certain part half lowest highest uppermost topmost lowermost outermost innermost last largest smallest longest shortest selected particular")

// unqualified returns the element's qualifier that no word of the window meets, nor of the sentence behind it, which may tell the other case
// ("Below it, ..."); or "".
func (q *query) unqualified(b *body, w window) string {
	if len(q.narrowed) == 0 {
		return ""
	}
	last := w.last
	if last+1 < len(b.sents) && b.sents[last+1].passage == b.sents[last].passage {
		last++
	}
	for _, c := range q.narrowed {
		met := slices.ContainsFunc(b.toks[b.sents[w.first].first:b.sents[last].end], func(t token) bool { return c.class.met[t.lower] })
		if !met {
			return c.word
		}
	}
	return ""
}

// narrowing is a qualifier as it stands in an element.
type narrowing struct {
	word  string
	class *qualifier
}

// narrowings finds the qualifiers of an element. Those of a part that it denies, and "only" of "not only", narrow nothing.
func (q *query) narrowings() []narrowing {
	var out []narrowing
	for i, t := range q.toks {
		for k := range qualifiers {
			if c := &qualifiers[k]; c.claimed[t.lower] && (i == 0 || q.toks[i-1].lower != "not") {
				out = append(out, narrowing{t.lower, c})
			}
		}
	}
	return out
}

// someOnly returns the words by which a window says of some things what the element says of each, "the lowest rack" for "each rack", or "".
func (q *query) someOnly(b *body, h *hit) string {
	for _, i := range q.eachOf {
		p := h.place[i]
		if p.by == nil {
			continue
		}
		s := b.sents[b.sentenceOf(p.tok)]
		if slices.ContainsFunc(b.toks[s.first:s.end], func(t token) bool { return universal[t.lower] }) {
			continue
		}
		for k := p.tok - 1; k >= max(s.first, p.tok-4); k-- {
			w := b.toks[k].lower
			if restricting[w] || w == "first" && !b.has(h.window, []string{"second"}) || w == "one" && k+1 < p.tok && b.toks[k+1].lower == "of" {
				return strings.Join([]string{w, b.toks[p.tok].lower}, " ")
			}
			if k < p.tok-1 && idle[w] && !determiner[w] && w != "of" {
				break
			}
		}
	}
	return ""
}

// eachTerms returns the terms of which an element says something of each: the heads of "each rack", "every drip line", "all of the racks".
func (q *query) eachTerms() []int {
	var out []int
	for k, t := range q.toks {
		if t.lower != "each" && t.lower != "every" && t.lower != "all" {
			continue
		}
		n := k + 1
		for n < len(q.toks) && (q.toks[n].lower == "of" || determiner[q.toks[n].lower] || q.toks[n].lower == "said") {
			n++
		}
		if phrase := q.phrase(n); phrase != nil {
			out = append(out, phrase[len(phrase)-1])
		}
	}
	return out
}

// bareFunction is how a text tells what is done and leaves open by what: a function without the thing that the claim names for it. Such a text
// names no structure (MPEP 2181 asks for one where a claim is in these words), so that it shows an element in part.
var bareFunction = lazyregexp.New(`(?i)\b(?:in|by|with|using|through)\s+(?:any|some|a|other)\s+(?:other\s+)?(?:suitable|appropriate|convenient|known|conventional|desired)\s+(?:manner|way|means|mechanism|fashion)\b|\b(?:suitable|appropriate|any)\s+means\s+(?:for|of|to)\b|\bany\s+mechanism\s+(?:for|of|to)\b`)

// onlyFunction returns the words by which a window leaves open what does what it tells, or "".
func (b *body) onlyFunction(t *text, w window) string {
	for s := w.first; s <= w.last; s++ {
		x := &b.sents[s]
		if !x.tested {
			text := t.ref.Passages[x.passage].Text[x.span.Start:x.span.End]
			if holdsAny(text, "suitable", "appropriate", "convenient", "known", "conventional", "desired", "any mechanism", "ny means") {
				x.bare = bareFunction.FindString(text)
			}
			x.tested = true
		}
		if x.bare != "" {
			return x.bare
		}
	}
	return ""
}
