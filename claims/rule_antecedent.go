package claims

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// selfEvident are heads of definite phrases that need no antecedent: words of claim form, and what a thing has by its nature.
var selfEvident = set("same following group other others like art invention present case claim claims step steps method process " +
	"latter former rest remainder entire whole time end purpose use way order basis result event extent fact form formula " +
	"presence absence course")

// scope is what a claim introduces, with the scopes that it inherits from: all of them have to introduce a term that it does not
// introduce itself, since they are alternatives.
type scope struct {
	own     map[string]bool
	parents []*scope
	unknown bool // it refers to a claim that is not there: what that introduces nobody can tell
}

// maxScopes bounds how many claims one look-up visits; behind so many a term counts as introduced, so that no long chain of
// dependency costs more than linear time.
const maxScopes = 500

// has tells whether every path to the scope introduces the phrase. seen remembers the answers of one look-up, so that any
// number of paths costs no more than the claims on them.
func (s *scope) has(phrase string, seen map[*scope]bool) bool {
	if s.own[phrase] || s.unknown {
		return true
	}
	if answer, ok := seen[s]; ok {
		return answer
	}
	if len(s.parents) == 0 || len(seen) > maxScopes {
		return len(seen) > maxScopes
	}
	seen[s] = false // a ring introduces nothing
	all := true
	for _, p := range s.parents {
		all = all && p.has(phrase, seen)
	}
	seen[s] = all
	return all
}

// scopes returns the scope of each claim's parents, by claim.
func (d *draft) scopes() map[*Claim]*scope {
	own := map[*Claim]*scope{}
	for _, c := range d.claims {
		own[c] = &scope{own: introducedIn(c)}
	}
	above := map[*Claim]*scope{}
	for _, c := range d.claims {
		s := &scope{}
		for _, ref := range c.Refs {
			p := d.byNum[ref]
			if p == nil || p == c || own[p] == nil {
				own[c].unknown, s.unknown = true, true
				continue
			}
			own[c].parents = append(own[c].parents, own[p])
			s.parents = append(s.parents, own[p])
		}
		above[c] = s
	}
	return above
}

// introducedIn returns every run of words, as stems, of the noun phrases of c, whatever opens them.
func introducedIn(c *Claim) map[string]bool {
	terms := map[string]bool{}
	words := Words(c.Text)
	for i := 0; i < len(words); i++ {
		if !stoppers[words[i].Lower] || words[i].Lower == "plurality" {
			np := phraseAt(c.Text, words, i)
			addRuns(np, terms)
			i += len(np) - 1
		}
	}
	return terms
}

// phraseAt is nounPhrase, or the word itself where that is empty.
func phraseAt(text string, words []Word, i int) []Word {
	if np := nounPhrase(text, words, i); len(np) > 0 {
		return np
	}
	return words[i : i+1]
}

// addRuns adds every run of the words' stems.
func addRuns(np []Word, terms map[string]bool) {
	stems := stemsOf(np)
	for a := range stems {
		for b := a; b < len(stems); b++ {
			terms[strings.Join(stems[a:b+1], " ")] = true
		}
	}
}

func stemsOf(words []Word) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = Stem(w.Lower)
	}
	return out
}

// checkAntecedents finds definite phrases that neither the claim before them nor what it inherits introduces, each once a claim.
// A phrase of which any word was introduced is left alone: it may be another name for the thing.
func checkAntecedents(d *draft, add adder) {
	above := d.scopes()
	for _, c := range d.claims {
		if c.Origin.Elided {
			continue
		}
		own, reported := map[string]bool{}, map[string]bool{}
		known := func(np []Word) bool {
			for _, s := range stemsOf(np) {
				if own[s] || above[c].has(s, map[*scope]bool{}) {
					return true
				}
			}
			return false
		}
		body := bodyOf(c)
		words := Words(c.Text)
		for i := 0; i < len(words); i++ {
			if w := words[i].Lower; w != "the" && w != "said" {
				if !stoppers[w] || w == "plurality" {
					np := phraseAt(c.Text, words, i)
					addRuns(np, own)
					i += len(np) - 1
				}
				continue
			}
			np := nounPhrase(c.Text, words, i+1)
			if len(np) == 0 {
				continue
			}
			at := Span{words[i].Start, np[len(np)-1].End}
			text := c.Text[at.Start:at.End]
			if i > 0 && at.Start >= body && !evident(c.Text, words, i, np) && !reported[text] && !known(np) {
				reported[text] = true
				add(c, at, fmt.Sprintf("no antecedent found for %q; not indefinite if its scope is reasonably ascertainable", text),
					"introduce it before with \"a\" or \"an\", or name it as it was introduced")
			}
			addRuns(np, own)
			i += len(np)
		}
	}
}

// bodyOf returns where the words begin that the claim adds: behind a dependent claim's reference.
func bodyOf(c *Claim) int {
	if c.Kind != Independent && len(c.Elements) > 0 {
		return c.Elements[0].End
	}
	return 0
}

// evident tells whether the definite phrase np behind words[i] needs no antecedent: a part or a property that "of" ties to its
// thing, a word of claim form, a superlative, a proper name, a long phrase whose end is not known, a formula.
func evident(text string, words []Word, i int, np []Word) bool {
	first, head := np[0].Lower, np[len(np)-1].Lower
	if next := i + len(np) + 1; next < len(words) {
		switch words[next].Lower {
		case "of", "to", "in", "at", "from", "between":
			return true
		}
	}
	return selfEvident[first] || selfEvident[head] || len(np) > 4 || strings.ContainsAny(first, "0123456789") || unique(text, np) ||
		len(np) == 1 && strings.HasSuffix(first, "ed")
}

// unique tells whether a phrase names the one thing of its kind: a proper name ("the Internet"), or a superlative ("the most
// available capacity", "the nearest server").
func unique(text string, np []Word) bool {
	first := np[0].Lower
	if first == "most" || first == "least" || len(first) > 4 && strings.HasSuffix(first, "est") && first != "interest" && first != "request" && first != "forest" {
		return true
	}
	word := text[np[0].Start:np[0].End]
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && len(np) == 1 && strings.ToUpper(word) != word
}

// maxAncestors bounds how many claims above one are searched for two things of one name.
const maxAncestors = 50

// checkAmbiguous finds definite phrases that may mean several things introduced before ("the parameter" after "a power parameter"
// and "a strain parameter"), each once a claim. Of a multiple dependent claim the first alternative is searched.
func checkAmbiguous(d *draft, add adder) {
	d.eachDefinite(func(c *Claim, at Span, np []Word, stems []string, introduced map[string][]string, exact map[string]bool) {
		phrase := strings.Join(stems, " ")
		last := np[len(np)-1].Lower
		if exact[phrase] || len(np) > 2 || plural(last) || stems[0] == "other" || len(np) == 1 && strings.HasSuffix(last, "ed") {
			return // "the chips" are all of them; "the identified one or more servers" goes on
		}
		n := 0
		for _, p := range introduced[stems[len(stems)-1]] {
			if strings.HasSuffix(p, " "+phrase) {
				n++
			}
		}
		if n > 1 {
			add(c, at, fmt.Sprintf("%q may mean any of %d things introduced before", c.Text[at.Start:at.End], n), "name it as it was introduced")
		}
	})
}

// checkOther finds "the other input" for what was introduced as "another input": a name that only its place tells apart.
func checkOther(d *draft, add adder) {
	d.eachDefinite(func(c *Claim, at Span, _ []Word, stems []string, _ map[string][]string, exact map[string]bool) {
		if stems[0] == "other" && len(stems) > 1 && exact["another "+strings.Join(stems[1:], " ")] {
			add(c, at, fmt.Sprintf("%q was introduced with \"another\": its antecedent is not named as it was introduced", c.Text[at.Start:at.End]),
				"give the second one a name of its own, such as \"a second ...\"")
		}
	})
}

// eachDefinite calls visit for each definite phrase of each claim's body, once a claim and phrase, with what was introduced before:
// the indefinite phrases by their last stem, and all of them as they stand, those after "another" with that word.
func (d *draft) eachDefinite(visit func(c *Claim, at Span, np []Word, stems []string, introduced map[string][]string, exact map[string]bool)) {
	for _, c := range d.claims {
		introduced, exact, reported := map[string][]string{}, map[string]bool{}, map[string]bool{}
		read := func(k *Claim, from int) {
			words := Words(k.Text)
			for i := 0; i+1 < len(words); i++ {
				w := words[i].Lower
				if w != "a" && w != "an" && w != "another" && w != "the" && w != "said" {
					continue
				}
				np := nounPhrase(k.Text, words, i+1)
				if len(np) == 0 {
					continue
				}
				stems := stemsOf(np)
				phrase := strings.Join(stems, " ")
				if w == "the" || w == "said" {
					if k == c && words[i].Start >= from && !reported[phrase] {
						reported[phrase] = true
						visit(c, Span{words[i].Start, np[len(np)-1].End}, np, stems, introduced, exact)
					}
					continue
				}
				if !exact[phrase] {
					exact[phrase] = true
					introduced[stems[len(stems)-1]] = append(introduced[stems[len(stems)-1]], phrase)
				}
				exact[w+" "+phrase] = true
			}
		}
		for _, p := range d.ancestors(c) {
			read(p, 0)
		}
		read(c, bodyOf(c))
	}
}

// ancestors returns the claims that c depends on, by the first alternative each, the farthest first, at most maxAncestors.
func (d *draft) ancestors(c *Claim) []*Claim {
	var out []*Claim
	seen := map[*Claim]bool{c: true}
	for len(c.Refs) > 0 && len(out) < maxAncestors {
		parent := d.byNum[c.Refs[0]]
		if parent == nil || seen[parent] {
			break
		}
		seen[parent] = true
		out = append(out, parent)
		c = parent
	}
	slices.Reverse(out)
	return out
}

// plural tells whether a noun stands in the plural, by its ending.
func plural(word string) bool {
	return strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") && !strings.HasSuffix(word, "is")
}
