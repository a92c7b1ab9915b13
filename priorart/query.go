package priorart

import (
	"math"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// term is a word of an element that tells something, or a hyphened word.
type term struct {
	token
	shown    string // as the element has it, in small letters
	rare     string // the stem whose rarity the weight comes from
	pointing bool   // it stands in a definite phrase
	weight   float64
	compound int  // terms with the same number stand side by side in the element
	modifier bool // an -ing word before a noun, "processing resources": no form of the verb or of another noun ("a long process") is it
	denied   bool // the element asks that it is not there or does not happen: "without a valve", "not stopped"
	excluded bool // the element asks that a thing is not there
}

// query is an element made ready for scoring.
type query struct {
	set        *query // what the whole claim set says; nil where the element stands alone
	text       string
	toks       []token
	terms      []term // each stem once
	total      float64
	quantities []quantity
	amount     float64 // what the quantities together weigh
	head       int     // the term that names what the element is, or does, first; -1 where an earlier element named it
	doing      []action
	narrowed   []narrowing // its qualifiers
	things     []newThing
	eachOf     []int     // terms of which it says something of each
	against    []wording // what says the opposite of some terms
	general    []wording // what the terms may be called
	bound      []wording // what stood for things in elements before this one
}

// knownThing is what the words of a definite phrase ("the primary site", "the act of generating") weigh of their rarity: they
// point back to what an earlier limitation recites and was searched for there; what this one adds stands in its other words.
const knownThing = 0.5

func newQuery(text string, own ...*Thesaurus) *query {
	q := &query{text: text, toks: tokens(text), quantities: quantities(text)}
	no := denials(text, claims.Span{Start: 0, End: len(text)})
	toClaims := namedClaims(text)
	things := slices.DeleteFunc(slices.Clone(no), func(s claims.Span) bool { return !excluding(text, s) })
	seen := map[string]bool{}
	compound, end, definite := 0, -1, false
	for i, t := range q.toks {
		switch {
		case t.lower == "the" || t.lower == "said":
			definite = true
		case definite && actOf(q.toks[:i+1]):
		case idle[t.lower]:
			definite = false
		}
		if idle[t.lower] || seen[t.stem] || denialWord[t.lower] || within(toClaims, t.start) || inQuantity(q.quantities, t.start, t.end) && !countedNoun(q.quantities, t) {
			continue
		}
		seen[t.stem] = true
		w, rare := rarity(t.stem), t.stem
		if t.parts != nil { // a compound tells as much as its parts, not as much as its spelling is rare
			w = 0
			for _, p := range t.parts {
				if r := rarity(p); r > w {
					w, rare = r, p
				}
			}
		}
		if definite {
			w *= knownThing
		}
		if relating[t.lower] {
			w *= relatingWord
		}
		if end < 0 || strings.TrimSpace(text[end:t.start]) != "" {
			compound++
		}
		end = t.end
		q.terms = append(q.terms, term{t, strings.ToLower(text[t.start:t.end]), rare, definite, w, compound, modifies(text, q.toks, i), within(no, t.start), within(things, t.start)})
		q.total += w
	}
	for i, x := range q.quantities {
		q.amount += x.weight()
		if x.openCount(text) {
			q.quantities[i].high = math.Inf(1)
		}
	}
	q.total += q.amount
	q.head = q.headTerm()
	q.doing = q.actions()
	q.narrowed, q.eachOf, q.things = q.narrowings(), q.eachTerms(), q.newThings()
	for _, t := range own {
		q.use(t)
	}
	first := q.general // the user's words win where others are worth as much
	q.general = nil
	th := thesaurus()
	q.general = append(q.general, q.alternatives(th.touching(q.toks), synonym, "synonym: ")...)
	for _, o := range th.oppositesOf(q.toks) {
		q.opposing(o, func(_, against phraseStems) string { return against.words })
	}
	for _, k := range th.kindsOf(q.toks) { // the claimed genus, and its species in the text
		at := q.termsOf(k.genus)
		for _, s := range k.species {
			if at != nil {
				q.general = append(q.general, wording{s.stems, at, species, "kind of " + k.genus.words + ": " + s.words})
			}
		}
	}
	q.general = slices.Concat(first, q.wordings(), q.dictionary(), q.general)
	return q
}

// namedClaims are where an element names other claims, with the words that lead to them: "as claimed in claim 2". What they say is charted as
// inherited; no reference has words for their numbers.
func namedClaims(text string) []claims.Span {
	spans := claims.ReferenceSpans(text)
	for i, s := range spans {
		spans[i].Start -= len(leading.FindString(text[:s.Start]))
	}
	return spans
}

var leading = lazyregexp.New(`(?i)(?:\b(?:as|claimed|recited|defined|described|set|forth|in|of|to|by|under|with|according|accordance|any|one)\s+)+$`)

// saysSomething tells whether an element has anything that could be searched for.
func saysSomething(text string) bool {
	toClaims := namedClaims(text)
	return slices.ContainsFunc(tokens(text), func(t token) bool { return !idle[t.lower] && !denialWord[t.lower] && !within(toClaims, t.start) })
}

// relating are words that say how things stand to each other in place, time and degree: other words say the same so often that they
// weigh relatingWord of their rarity. They are prepositions, conjunctions and adverbs of English, a closed class.
var relating = wordSet(`until when while whenever after before during between among amongst against near toward towards along across below above beneath
	under over underneath behind beside besides around onto through throughout within outside inside again thereby thereafter therefrom thereon thereupon whether since
	exactly predominantly substantially essentially directly indirectly immediately then first second third next last
	upon together apart away back forward down upward downward more most less least only even still already again once twice so very
	same such both either neither every all present used using use having being made having`)

const relatingWord = 0.4

// amountWeight is what a quantity weighs: as much as a word that stands in one claim of a few hundred. A number that fits is telling.
const amountWeight = 6.0

// weight is what a quantity weighs; one or two of something weigh nothing, since texts seldom count so few.
func (x quantity) weight() float64 {
	if x.dim[0] != 'c' || !strings.HasPrefix(x.dim, "count ") || math.IsInf(x.low, 0) || math.IsInf(x.high, 0) || x.low > 2 {
		return amountWeight
	}
	return 0
}

// headTerm is the term that an element begins with: the noun of its first phrase, "spring" of "a leaf spring of steel", or the verb of
// a step, "copying". -1 where that phrase is definite, and so stands in an earlier element.
func (q *query) headTerm() int {
	if len(q.terms) == 0 || len(q.toks) == 0 {
		return -1
	}
	for _, t := range q.toks {
		if t.start >= q.terms[0].start {
			break
		}
		if t.lower == "the" || t.lower == "said" || t.lower == "wherein" || t.lower == "each" {
			return -1
		}
	}
	if isVerbIng(q.terms[0].lower) && !q.terms[0].modifier {
		return 0
	}
	head := 0
	for head+1 < len(q.terms) && q.terms[head+1].compound == q.terms[0].compound && !isVerbIng(q.terms[head+1].lower) && !participle(q.terms[head+1].lower) && !relating[q.terms[head+1].lower] {
		head++
	}
	return head
}

// denialWord deny what they stand beside and are no terms themselves.
var denialWord = wordSet("not never no without neither nor none cannot free lacking lacks devoid instead rather absence absent omitted exclusive excluding")

// countedNoun tells whether t is what one of the quantities counts.
func countedNoun(list []quantity, t token) bool {
	return slices.ContainsFunc(list, func(q quantity) bool { return q.dim == "count "+t.stem })
}

// wordings returns what may stand for each term: the word itself, words of its family, the same words written together or apart, and what
// the thesauri have.
func (q *query) wordings() []wording {
	out := make([]wording, 0, 4*len(q.terms)+len(q.general))
	for i, t := range q.terms {
		at := []int{i}
		out = append(out, wording{[]string{t.stem}, at, sameWord, ""})
		for _, name := range elementNames(q.text, t.token) {
			out = append(out, wording{[]string{name}, at, sameWord, "chemical symbol"})
		}
		for _, p := range t.parts {
			if len(p) > 3 && !idle[p] {
				out = append(out, wording{[]string{p}, at, sameFamily, "part of the compound"})
			}
		}
		if len(t.parts) > 1 {
			out = append(out, wording{t.parts, at, sameWord, "same words, written apart"})
		}
		if t.parts == nil && len(t.lower) > 5 {
			for cut := 3; cut <= len(t.lower)-3; cut++ { // "failover", "fail over"
				out = append(out, wording{[]string{claims.Stem(t.lower[:cut]), claims.Stem(t.lower[cut:])}, at, sameWord, "same words, written apart"})
			}
		}
		for _, stem := range family(t.stem) {
			out = append(out, wording{[]string{stem}, at, sameFamily, "same family"})
		}
	}
	return out
}

// family returns the stems that continue a stem by a derivational ending of English, or that it continues so.
func family(stem string) []string {
	var out []string
	for _, e := range endingList {
		if len(stem) >= minFamily {
			out = append(out, stem+e)
		}
		if base, ok := strings.CutSuffix(stem, e); ok && len(base) >= minFamily {
			out = append(out, base)
		}
	}
	return out
}

// minFamily is how long a stem has to be to have a family: shorter ones meet by chance.
const minFamily = 5

var endingList = strings.Fields("er or ion ment al ive ity abl ibl anc enc ant ent iz ist ic ation ator iti ur")

// definedBy returns the names that the reference itself gives to what terms of q mean.
func (q *query) definedBy(list []namedHere) []wording {
	var out []wording
	for _, d := range list {
		var at []int
		for i, t := range q.terms {
			if slices.Contains(d.means, t.stem) && !slices.Contains(d.name, t.stem) {
				at = append(at, i)
			}
		}
		if at != nil {
			out = append(out, wording{d.name, at, defined, "defined at " + d.loc})
		}
	}
	return out
}

// modifies tells whether token i is an -ing word that stands before a noun as an adjective does ("a configuration of processing
// resources"), not a verb before its object ("includes specifying data", "a method of providing resources").
func modifies(text string, toks []token, i int) bool {
	if !strings.HasSuffix(toks[i].lower, "ing") || i == 0 || i+1 >= len(toks) || idle[toks[i+1].lower] || text[toks[i].end:toks[i+1].start] != " " {
		return false
	}
	switch before := toks[i-1].lower; before {
	case "the", "a", "an", "said":
		return true
	case "of":
		return i > 1 && !verbal[toks[i-2].lower]
	default:
		return !idle[before] && text[toks[i-1].end:toks[i].start] == " "
	}
}

// verbal are the nouns that "of doing" follows.
var verbal = wordSet("method process act step way means manner capable procedure operation")

// actOf tells whether toks end in "act", "step", "act of" or "step of": what follows "the act of" is as definite as the act.
func actOf(toks []token) bool {
	n := len(toks)
	if toks[n-1].lower == "of" && n > 1 {
		n--
	}
	return toks[n-1].lower == "act" || toks[n-1].lower == "step"
}

// termsOf returns the terms that a phrase standing in the element covers, or nil.
func (q *query) termsOf(p phraseStems) []int {
	var out []int
	for k := range q.toks {
		if !standsAt(q.toks, k, p.stems) {
			continue
		}
		for _, t := range q.toks[k : k+len(p.stems)] {
			if i := slices.IndexFunc(q.terms, func(x term) bool { return x.stem == t.stem }); i >= 0 && !slices.Contains(out, i) && (len(p.stems) > 1 || !q.terms[i].modifier) {
				out = append(out, i)
			}
		}
	}
	return out
}

// share is how much of the query's weight a body has anywhere, from 0 to 1.
func (q *query) share(b *body) float64 {
	value := make([]float64, len(q.terms))
	for _, w := range q.general {
	places:
		for _, p := range b.at[w.stems[0]] {
			for i, stem := range w.stems[1:] {
				if int(p)+1+i >= len(b.toks) || b.toks[int(p)+1+i].stem != stem {
					continue places
				}
			}
			for _, i := range w.terms {
				value[i] = math.Max(value[i], w.value)
			}
			break
		}
	}
	sum := 0.0
	for i, v := range value {
		sum += float64(v * q.terms[i].weight)
	}
	return sum / math.Max(q.total-q.amount, 1e-9)
}

// expected is the share of the query's weight that a text of so many words on any subject would have somewhere, from 0 to 1: each term by
// how often it stands in a published claim.
func (q *query) expected(words int) float64 {
	total, counts := background()
	sum := 0.0
	for _, t := range q.terms {
		rate := math.Min((float64(counts[t.stem])+0.5)/float64(total), 0.9)
		perWord := -math.Log1p(-rate) / claimWords
		sum += float64(t.weight * (1 - math.Exp(-perWord*float64(words))))
	}
	return sum / math.Max(q.total-q.amount, 1e-9)
}

// claimWords is how many words a published claim has on average, those that the statistics were counted in.
const claimWords = 60
