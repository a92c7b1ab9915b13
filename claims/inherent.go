package claims

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// inherent returns why the definite phrase k needs no antecedent, or "".
func (s *scope) inherent(k int) string {
	t := s.phrases
	p := &t.phrases[k]
	head, opening := t.words[p.sure-1].Lower, t.words[p.first].Lower
	lists := basisLists()
	if word := t.tiedBy(t.listEnd(k)); word != "" {
		return fmt.Sprintf("%q says whose or what it is", word)
	}
	switch {
	case strings.HasPrefix(t.text[t.words[p.last-1].End:], "-") && p.last < len(t.words):
		return "part of a compound" // "the layer-by-layer step"
	case typeWords[head] && p.first > 1 && t.words[p.first-2].Lower == "of":
		return "a kind, not a thing" // "is of the aluminium type"
	case t.standsFor(p):
		return "it says what something is called or stands for"
	case selfEvident[opening] || selfEvident[head] || selfEvident[strings.TrimSuffix(head, "s")]:
		return "a word of claim form"
	case superlative(opening):
		return "a superlative names one thing"
	case strings.ContainsAny(opening, "0123456789") || len(opening) == 3 && strings.HasSuffix(opening, "th") || utf8.RuneCountInString(opening) == 1:
		return "a number or a formula" // "the 5th", "the ith"
	case sides[opening] && p.sure-p.first > 1 && s.introduced(t.run(p.first+1, p.sure), k):
		return "a side of what is introduced"
	case p.det == "the" && lists.known.ends(t, p.first, p.sure):
		return "known to everybody"
	case p.det == "the" && lists.organs.ends(t, p.first, p.sure) && s.being(p.first):
		return "a part of a living being"
	case t.named(p, lists.kinds):
		return "its name stands beside it"
	case t.defined(p, lists.kinds):
		return "what follows says which"
	case t.properName(p):
		return "a proper name"
	case p.last-p.first > 6:
		return "a long phrase whose end is not sure"
	case p.last-p.first == 1 && (pointing[head] || strings.HasSuffix(head, "ed") || strings.HasSuffix(head, "ly") || t.opens(p.last)):
		return "no noun" // "the bound one or more particles"
	}
	return ""
}

// tiedBy returns the word behind phrase k that ties it to a thing of which it is a part, a property or an act, or "": "of" in "the
// outer surface of the sphere". MPEP 2173.05(e).
func (t *phrasing) tiedBy(k int) string {
	p := &t.phrases[k]
	next := p.last
	if next < len(t.words) && t.words[next].Lower == "respectively" {
		next++
	}
	if next < len(t.words) && (t.near(next) || next > p.last) {
		switch w := t.words[next].Lower; w {
		case "that", "whether":
			if clauses[t.words[p.sure-1].Lower] { // "the risk that the subject falls"
				return w
			}
		case "of", "to", "in", "at", "from", "between", "on", "within", "into", "across", "along", "around", "through", "according", "thereof", "therein", "thereon":
			return w
		}
	}
	if p.sure < p.last && p.sure > p.first { // "the gene encoding", "the cells expressing"
		if w := t.words[p.sure].Lower; strings.HasSuffix(w, "ing") && !nounsInIng[w] {
			return w
		}
	}
	return ""
}

// clauses are nouns that a clause with "that" says more of.
var clauses = set("risk probability likelihood chance possibility condition assumption extent degree requirement constraint premise understanding " +
	"knowledge indication finding effect belief information")

var naming = set("known to defined denoted designated labeled labelled identified")

// standsFor tells whether the phrase says what a thing is called or a symbol means: "where T is the absolute temperature", "(k) denotes the gain".
func (t *phrasing) standsFor(p *nounPhrase) bool {
	i := p.first - 1 // the determiner
	if i < 2 || !t.near(i) {
		return false
	}
	if w := t.words[i-1].Lower; w == "called" || w == "termed" || w == "named" || w == "as" && naming[t.words[i-2].Lower] {
		return true // "a fraction known as the heavy fraction"
	}
	if !meaning[t.words[i-1].Lower] {
		return false
	}
	before := strings.TrimRight(t.text[:t.words[i-1].Start], " ")
	last := before[strings.LastIndexAny(before, " ")+1:]
	return len(last) <= 3 && last != "it" || strings.ContainsAny(last, "(){}[]\\_^=$0123456789") || t.nameLike(i-2)
}

var meaning = set("is are be being represents represent denotes denote denoting representing designates means signifies indicates")

// being tells whether the claim, up to word i, or the claims above speak of a living being.
func (s *scope) being(i int) bool {
	for stem := range basisLists().beings {
		if s.stands(stem, i) {
			return true
		}
	}
	return false
}

// named tells whether a phrase has a kind's word and a name beside it: "the genus Listeria", "the RAS pathway", "the matrix A".
func (t *phrasing) named(p *nounPhrase, kinds stemList) bool {
	if p.sure-p.first < 2 {
		return false
	}
	if taxa[t.words[p.first].Lower] || enzyme(t.words[p.sure-1].Lower) {
		return true
	}
	whole := kinds.ends(t, p.first, p.sure)
	for i := p.first; i < p.sure; i++ {
		if t.nameLike(i) && (whole || i > p.first && kinds.ends(t, p.first, i)) {
			return true
		}
	}
	return false
}

// taxa are ranks of living things; the name behind them may stand in small letters.
var taxa = set("species genus family order phylum suborder superfamily subspecies")

// enzyme tells whether a word has the ending of an enzyme's name.
func enzyme(word string) bool {
	return strings.HasSuffix(word, "ase") && len(word) > 7 && !notEnzymes[word]
}

var notEnzymes = set("database increase decrease purchase subphase codebase knowledgebase rephrase paraphrase suitcase staircase showcase")

// nameLike tells whether word i is written as a name or a symbol: with a capital, a digit or a Greek letter, or one letter.
func (t *phrasing) nameLike(i int) bool {
	w := t.words[i]
	raw := t.text[w.Start:w.End]
	for _, r := range raw {
		if unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.Is(unicode.Greek, r) {
			return true
		}
	}
	return len(raw) == 1 || enzyme(w.Lower) || strings.HasSuffix(w.Lower, "idae") || strings.HasSuffix(w.Lower, "aceae")
}

// defined tells whether a phrase for a formula, a sequence or the like stands before what it names: "the structure:", "the
// sequence given as SEQ ID NO: 2", "the formula (I)".
func (t *phrasing) defined(p *nounPhrase, kinds stemList) bool {
	rest := strings.TrimLeft(t.text[t.words[p.sure-1].End:], " ")
	if rest == "" {
		return false
	}
	if rest[0] == ':' || rest[0] == '=' {
		return true
	}
	if !kinds.ends(t, p.first, p.sure) {
		return false
	}
	if strings.ContainsRune("([{", rune(rest[0])) {
		return true
	}
	if p.sure < len(t.words) && t.near(p.sure) {
		w := t.words[p.sure].Lower
		return t.nameLike(p.sure) || w == "as" || w == "that" || w == "which" || strings.HasSuffix(w, "ed") || w == "given" || w == "set" || w == "shown"
	}
	return false
}

// properName tells whether a phrase is a proper name ("the Internet", "the Golgi apparatus"): it begins with a capital and goes on
// in small letters, or has a trader's mark.
func (t *phrasing) properName(p *nounPhrase) bool {
	raw := t.text[t.words[p.first].Start:t.words[p.first].End]
	after := t.text[t.words[p.first].End:]
	if strings.HasPrefix(after, "®") || strings.HasPrefix(after, "™") {
		return true
	}
	return len(raw) > 2 && unicode.IsUpper(rune(raw[0])) && strings.ToUpper(raw) != raw
}

// superlative tells whether a word opens a phrase that names the one thing of its kind: "the most available capacity".
func superlative(word string) bool {
	return word == "most" || word == "least" || word == "only" || word == "maximum" || word == "minimum" || len(word) > 4 && strings.HasSuffix(word, "est") && !notSuperlative[word]
}

var notSuperlative = set("interest request forest harvest digest arrest protest contest invest manifest suggest conquest quest guest rest test nest west chest")

var typeWords = set("type kind sort variety")

// sides are adjectives for where on a thing a part of it is.
var sides = set("outer inner upper lower top bottom front rear left right exterior interior external internal opposite proximal distal " +
	"central peripheral outermost innermost uppermost lowermost")

// selfEvident are words by which a definite phrase needs no antecedent: words of claim form, and what a thing has by its nature.
var selfEvident = set("same following group other others like art invention present case claim claims step method process " +
	"latter former rest remainder entire whole time end purpose use way order basis result event extent fact form formula " +
	"presence absence course foregoing next last improvement operation first second third fourth fifth list proviso provision balance percentage above")

// stemList is a list of phrases as stems.
type stemList map[string]bool

// ends tells whether the words [i,j) end in a phrase of the list.
func (l stemList) ends(t *phrasing, i, j int) bool {
	for k := max(i, j-3); k < j; k++ {
		if l[t.run(k, j)] {
			return true
		}
	}
	return false
}

// basisLists are the word lists that tell what needs no antecedent, read at first use.
var basisLists = sync.OnceValue(func() (lists struct{ known, organs, beings, kinds stemList }) {
	read := func(name string) stemList {
		out := stemList{}
		for _, line := range wordList(name) {
			out[strings.Join(Stems(line), " ")] = true
		}
		return out
	}
	lists.known, lists.organs, lists.beings, lists.kinds = read("known"), read("organs"), read("beings"), read("kinds")
	return lists
})

// verbsInS are the verbs of phrases/verbs.txt.
var verbsInS = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, w := range wordList("verbs") {
		out[w] = true
	}
	return out
})

// baseVerbs are the same verbs in the plural.
var baseVerbs = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, w := range wordList("verbs") {
		out[strings.TrimSuffix(w, "s")] = true
		if rest, ok := strings.CutSuffix(w, "es"); ok {
			out[rest] = true
		}
	}
	return out
})

// plural tells whether a noun stands in the plural, by its ending.
func plural(word string) bool {
	return strings.HasSuffix(word, "s") && !singularInS[word] &&
		!slices.ContainsFunc([]string{"ss", "us", "is"}, func(end string) bool { return strings.HasSuffix(word, end) })
}

var singularInS = set("gas bus lens bias canvas atlas series means species biogas always perhaps pancreas")
