package priorart

import (
	"math"
	"slices"
	"strings"

	"claimchart/claims"
)

// term is a word of an element that tells something, or a hyphened word.
type term struct {
	token
	shown    string // as the element has it, in small letters
	weight   float64
	compound int  // terms with the same number stand side by side in the element
	modifier bool // an -ing word before a noun, "processing resources": no form of the verb or of another noun ("a long process") is it
	denied   bool // the element asks that it is not there: "without a valve"
}

// query is an element made ready for scoring.
type query struct {
	text       string
	toks       []token
	terms      []term // each stem once
	total      float64
	quantities []quantity
	general    []sense // what the terms may be called
}

// knownThing is what the words of a definite phrase ("the primary site", "the act of generating") weigh of their rarity: they
// point back to what an earlier limitation recites and was searched for there; what this one adds stands in its other words.
const knownThing = 0.5

func newQuery(text string) *query {
	q := &query{text: text, toks: tokens(text), quantities: quantities(text)}
	no := denials(text, claims.Span{Start: 0, End: len(text)})
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
		if idle[t.lower] || seen[t.stem] || denialWord[t.lower] || inQuantity(q.quantities, t.start, t.end) && !countedNoun(q.quantities, t) {
			continue
		}
		seen[t.stem] = true
		w := rarity(t.stem)
		if t.parts != nil { // a compound tells as much as its parts, not as much as its spelling is rare
			w = 0
			for _, p := range t.parts {
				w = math.Max(w, rarity(p))
			}
		}
		if definite {
			w *= knownThing
		}
		if end < 0 || strings.TrimSpace(text[end:t.start]) != "" {
			compound++
		}
		end = t.end
		q.terms = append(q.terms, term{t, strings.ToLower(text[t.start:t.end]), w, compound, modifies(text, q.toks, i), within(no, t.start)})
		q.total += w
	}
	q.general = q.alternatives(thesaurus().touching(q.toks), synonym, "synonym: ")
	return q
}

// denialWord deny what they stand beside and are no terms themselves.
var denialWord = wordSet("not never no without neither nor none cannot free lacking lacks devoid instead rather absence absent omitted")

// countedNoun tells whether t is what one of the quantities counts.
func countedNoun(list []quantity, t token) bool {
	return slices.ContainsFunc(list, func(q quantity) bool { return q.dim == "count "+t.stem })
}

// senses returns what may stand for each term: the word itself, words of its family, the same words written together or apart, and what
// the thesauri have.
func (q *query) senses() []sense {
	out := make([]sense, 0, 4*len(q.terms)+len(q.general))
	for i, t := range q.terms {
		at := []int{i}
		out = append(out, sense{[]string{t.stem}, at, sameWord, ""})
		for _, p := range t.parts {
			if len(p) > 3 && !idle[p] {
				out = append(out, sense{[]string{p}, at, sameFamily, "part of the compound"})
			}
		}
		if len(t.parts) > 1 {
			out = append(out, sense{t.parts, at, sameWord, "same words, written apart"})
		}
		if t.parts == nil && len(t.lower) > 5 {
			for cut := 3; cut <= len(t.lower)-3; cut++ { // "failover", "fail over"
				out = append(out, sense{[]string{claims.Stem(t.lower[:cut]), claims.Stem(t.lower[cut:])}, at, sameWord, "same words, written apart"})
			}
		}
		for _, stem := range family(t.stem) {
			out = append(out, sense{[]string{stem}, at, sameFamily, "same family"})
		}
	}
	return append(out, q.general...)
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
func (q *query) definedBy(list []definition) []sense {
	var out []sense
	for _, d := range list {
		var at []int
		for i, t := range q.terms {
			if slices.Contains(d.means, t.stem) && !slices.Contains(d.name, t.stem) {
				at = append(at, i)
			}
		}
		if at != nil {
			out = append(out, sense{d.name, at, defined, "defined at " + d.loc})
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
