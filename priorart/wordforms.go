package priorart

import "strings"

// reading is a lemma that a word may be a form of, in the classes in which it may.
type reading struct {
	lemma   int32
	classes [4]bool
}

// readings returns the lemmas that lower, which has key, is or is an inflected form of; if there are none, all with that key.
func (w *network) readings(lower, key string) []reading {
	var own, all []reading
	look := func(word, key string) {
		from, to := w.named(key)
		for l := from; l < to; l++ {
			all = append(all, reading{int32(l), anyClass})
			if classes := inflected(word, w.lemmas.at(l)); classes != [4]bool{} {
				own = append(own, reading{int32(l), classes})
			}
		}
	}
	look(lower, key)
	if base := w.forms[lower]; base != "" {
		look(base, keyOf(base))
	}
	if own != nil {
		return own
	}
	return all
}

var anyClass = [4]bool{true, true, true, true}

// inflected tells in which classes form, which has the stem of lemma, may be a regular form of it: any if they are spelled alike,
// noun and verb with a plural's ending, verb with that of a past or participle. Comparison of adjectives is left out.
func inflected(form, lemma string) [4]bool {
	n := shared(form, lemma)
	rest := form[n:]
	switch lemma[n:] {
	case "e", "y":
	case "":
		if rest == "" {
			return anyClass
		}
		if n > 0 && len(rest) > 2 && rest[0] == lemma[n-1] { // transmit, transmitted
			rest = rest[1:]
		}
	default:
		return [4]bool{}
	}
	switch rest {
	case "s", "es", "ies":
		return [4]bool{noun: true, verb: true}
	case "d", "ed", "ied", "ing":
		return [4]bool{verb: true}
	}
	return [4]bool{}
}

// shared is the length of what a and b begin with alike.
func shared(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// baseForm returns the word of which lower is an irregular form that stemming does not join with it, "wind" for "wound", "datum"
// for "data"; any other word as it is. A form that by itself names a thing ("ground", "saw", "felt", "bore") is left as it is.
func baseForm(lower string) string {
	if base, ok := wordnet().forms[lower]; ok {
		return base
	}
	return lower
}

// particles are the adverbs that end nouns made of a verb and an adverb: shutdown, backup, handoff. "in" and "on" are not among
// them: too many words end so that no verb is in (button, cabin).
var particles = []string{"over", "up", "down", "off", "out", "back", "away", "through", "around"}

// particleFamily returns, for a noun that joins a verb and an adverb, the two words apart ("failover": fail over; "shut-down": shut
// down), and for the two words the noun. The verb has three letters or more and WordNet must know it; a word that WordNet has as
// a verb itself ("recover") is not taken apart.
func particleFamily(w *network, lower string) []kin {
	joined := strings.NewReplacer(" ", "", "-", "").Replace(lower)
	for _, p := range particles {
		front, ok := strings.CutSuffix(joined, p)
		if !ok || len(front) < 3 || !w.isVerb(front) || w.isVerb(joined) {
			continue
		}
		words := front + " " + p
		if lower == words {
			words = joined
		}
		return []kin{{phraseStems: phraseStems{strings.Fields(keyOf(words)), words}, kind: asFamily, steps: 1, strength: 1}}
	}
	return nil
}

// isVerb tells whether WordNet has word as a verb.
func (w *network) isVerb(word string) bool {
	for l, to := w.named(keyOf(word)); l < to; l++ {
		if w.lemmas.at(l) != word {
			continue
		}
		for _, s := range w.senses[w.first[l]:w.first[l+1]] {
			if s.class == verb {
				return true
			}
		}
	}
	return false
}
