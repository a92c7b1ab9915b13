package priorart

import (
	"slices"
	"strings"
)

// action is a verb of an element with the term that does it, the term that it is done to, and the one that it is done for or sent to: "a server that
// sends a record to a replica". A role that is not told is -1.
type action struct{ subject, verb, object, recipient int }

// actions finds the verbs of an element whose subject and object are told: "a lever that lifts the pawl", "the knife pushing the sled", "the terminal sends
// the token", "a pump configured to circulate a coolant"; of "the sled is pushed by the knife" and "a sled pushed by the knife" the knife is the subject.
func (q *query) actions() []action {
	var out []action
	for k := 1; k+1 < len(q.toks); k++ {
		v := q.termOf(k)
		if v < 0 || q.terms[v].modifier {
			continue
		}
		before, next := q.toks[k-1].lower, q.toks[k+1].lower
		beside := q.text[q.toks[k-1].end:q.toks[k].start] == " "
		if participle(q.toks[k].lower) && next == "by" {
			if s, o := q.phrase(k+2), q.phraseBefore(k); s != nil && o != nil {
				out = append(out, q.action(s, v, o, nil))
			}
			continue
		}
		if !beside || !determiner[next] && (!pronoun[before] || q.termOf(k+1) < 0) { // "that sprays water" needs no article
			continue
		}
		var subject []int
		switch {
		case strings.HasSuffix(q.toks[k].lower, "s") && (pronoun[before] || !idle[before] && !relating[before]), // "a lever that lifts the", "the terminal sends the"
			isVerbIng(q.toks[k].lower) && !idle[before]:
			subject = q.phraseBefore(k)
		case before == "to" && k > 2 && readiness[q.toks[k-2].lower]: // "a pump configured to circulate a coolant"
			subject = q.phraseBefore(k - 2)
		}
		if object := q.phrase(k + 1); subject != nil && object != nil {
			out = append(out, q.action(subject, v, object, q.phraseTo(k+1)))
		}
	}
	return out
}

// action names the roles by the heads of their phrases, or where two heads are the same word, "a primary server", "a replica server", by what tells them apart.
func (q *query) action(subject []int, verb int, object, recipient []int) action {
	last := func(l []int) int { return l[len(l)-1] }
	a := action{last(subject), verb, last(object), -1}
	apart := func(x, y []int) (int, int) {
		if last(x) == last(y) && len(x) > 1 && len(y) > 1 {
			return x[len(x)-2], y[len(y)-2]
		}
		return last(x), last(y)
	}
	a.subject, a.object = apart(subject, object)
	if recipient != nil {
		s, r := apart(subject, recipient)
		if s == a.subject || a.subject == last(subject) {
			a.subject, a.recipient = s, r
		}
	}
	return a
}

// phrase returns the terms of the noun phrase that begins at word k, its head last, or nil.
func (q *query) phrase(k int) []int {
	terms, _ := q.phraseFrom(k)
	return terms
}

func (q *query) phraseFrom(k int) (terms []int, end int) {
	for k < len(q.toks) && determiner[q.toks[k].lower] {
		k++
	}
	for ; k < len(q.toks); k++ {
		i := q.termOf(k)
		if i < 0 || relating[q.toks[k].lower] || terms != nil && (q.text[q.toks[k-1].end:q.toks[k].start] != " " || participle(q.toks[k].lower)) {
			break
		}
		terms = append(terms, i)
	}
	return terms, k
}

// toward are the prepositions that tell where something goes.
var toward = wordSet("to onto into toward towards")

// phraseTo returns the phrase behind "to", "onto" and the like that follows the noun phrase at word k, or nil.
func (q *query) phraseTo(k int) []int {
	_, end := q.phraseFrom(k)
	if end+1 < len(q.toks) && toward[q.toks[end].lower] && determiner[q.toks[end+1].lower] {
		return q.phrase(end + 1)
	}
	return nil
}

// phraseBefore returns the terms of the noun phrase before word k, its head last, or nil; forms of "be", adverbs and "that" may stand between.
func (q *query) phraseBefore(k int) []int {
	k--
	for k >= 0 && (beForms[q.toks[k].lower] || pronoun[q.toks[k].lower] || strings.HasSuffix(q.toks[k].lower, "ly") || q.toks[k].lower == "then") {
		k--
	}
	var terms []int
	for ; k >= 0; k-- {
		i := q.termOf(k)
		if i < 0 || relating[q.toks[k].lower] || terms != nil && q.text[q.toks[k].end:q.toks[k+1].start] != " " {
			break
		}
		terms = slices.Insert(terms, 0, i)
	}
	return terms
}

// termOf returns the term that word k is, or -1.
func (q *query) termOf(k int) int {
	if idle[q.toks[k].lower] || q.toks[k].lower == "to" {
		return -1
	}
	return slices.IndexFunc(q.terms, func(t term) bool { return t.stem == q.toks[k].stem })
}

var (
	determiner = wordSet("the a an said each both one its")
	pronoun    = wordSet("that which who")
	readiness  = wordSet("configured adapted arranged operable operative designed programmed intended set")
)

// isVerbIng tells whether a word may be the -ing form of a verb: what stands before the ending has a vowel ("pushing", not "spring"; Porter's condition *v*).
func isVerbIng(word string) bool {
	stem, ok := strings.CutSuffix(word, "ing")
	return ok && strings.ContainsAny(stem, "aeiouy")
}

// passive tells whether word k is a participle behind a form of "be": "is pushed", "are then pushed".
func passive(toks []token, k int) bool {
	if k < 1 || !participle(toks[k].lower) {
		return false
	}
	for n := k - 1; n >= max(0, k-3); n-- {
		if beForms[toks[n].lower] {
			return true
		}
	}
	return false
}

// participle tells whether a word has the form of a past participle: a regular one, or one of the strong verbs'.
func participle(word string) bool {
	return irregularParticiple[word] || len(word) > 3 && strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "eed")
}

var (
	beForms             = wordSet("is are was were be been being gets got")
	irregularParticiple = wordSet("held sent put set cut kept read fed led met hit shut bent built wound found bound ground hung made met paid said sold spun struck swung told thrown torn worn shown drawn cast split spread lent left lit sprung beaten bitten broken chosen driven eaten fallen forgotten frozen given hidden proven ridden risen shaken spoken stolen sunken swollen taken woven written")
)

// swapped returns the verb of one of the element's actions that a sentence, with the places of the terms in it, has the other way round: what does it in
// the claim has it done to it there, or gets what it sends. "" if it has none.
func (q *query) swapped(b *body, at []place) string {
	for _, a := range q.doing {
		v := at[a.verb]
		if v.by == nil {
			continue
		}
		sent := b.sents[b.sentenceOf(v.tok)]
		near := func(i int) bool {
			if i < 0 || at[i].by == nil || at[i].tok == at[a.subject].tok && i != a.subject {
				return false
			}
			tok := at[i].tok
			return tok >= sent.first && tok < sent.end && abs(tok-v.tok) <= maxRole
		}
		by := -1
		if k := v.tok - sent.first; participle(b.toks[v.tok].lower) {
			for n := v.tok + 1; n < min(v.tok+maxRole, sent.end); n++ {
				if b.toks[n].lower == "by" && (n < v.tok+3 || passive(b.toks[sent.first:], k)) {
					by = n
					break
				}
			}
			if by < 0 && passive(b.toks[sent.first:], k) {
				continue // who does it may stand anywhere
			}
		}
		if by >= 0 && by < v.tok+3 && near(a.object) && b.behind(agent, at[a.object].tok) && (!near(a.subject) || !b.behind(agent, at[a.subject].tok)) {
			return q.terms[a.verb].shown // who has it done to it does it
		}
		if !near(a.subject) {
			continue
		}
		s := at[a.subject].tok
		if near(a.object) {
			o := at[a.object].tok
			if by < 0 && o < v.tok && v.tok < s && b.direct(v.tok, s) || by >= 0 && by < v.tok+3 && s < v.tok && by < o {
				return q.terms[a.verb].shown
			}
		}
		if near(a.recipient) {
			r := at[a.recipient].tok
			if by < 0 && r < v.tok && v.tok < s && b.behind(toward, s) && !b.behind(toward, r) || by >= 0 && b.behind(toward, s) && b.behind(agent, r) {
				return q.terms[a.verb].shown
			}
		}
	}
	return ""
}

// direct tells whether no preposition stands between a verb and a word behind it, so that the word may be its object; "of" may, "rinsing of the nozzle".
func (b *body) direct(verb, k int) bool {
	return !slices.ContainsFunc(b.toks[verb+1:k], func(t token) bool { return preposition[t.lower] })
}

var preposition = wordSet(`at by for from in into on onto to toward towards with within without against along across around between through throughout
	under over above below behind beneath beside after before during until via upon near off among`)

// agent names who does what a passive tells.
var agent = wordSet("by")

// behind tells whether word k stands in the noun phrase right behind one of the prepositions: "to the primary server".
func (b *body) behind(prepositions map[string]bool, k int) bool {
	for n := k - 1; n >= max(0, k-4); n-- {
		switch w := b.toks[n].lower; {
		case prepositions[w]:
			return true
		case idle[w] && !determiner[w]:
			return false
		}
	}
	return false
}

// maxRole is how many words may stand between a verb and its subject or object.
const maxRole = 8
