package claims

import (
	"slices"
)

// The words of a claim that carry no content of their own. What opens a clause is none of them.
var smallWords = set("a an the said of in on at to for from by with within into onto through via per as than and or nor but not is are was " +
	"were be been being has have had having do does may can that which who whose this these those such it its they their them each " +
	"every any all both either some other same at least one more")

// clauseOpeners begin a clause, or end what stands before it.
var clauseOpeners = set("wherein whereby where when while comprising comprises comprise including includes include consisting consists " +
	"characterized characterised further")

// settle makes one change of several where that leaves the same number of words unchanged: "a [+bulb, wherein the +]bulb[+ is
// red+]" is "a bulb[+, wherein the bulb is red+]".
func (r *redline) settle() {
	list := r.stretches
	r.stretches = nil
	for _, s := range list {
		r.push(s)
		for r.joinsFreely() {
			n := len(r.stretches)
			r.joinLast(n - 3)
		}
	}
}

// joinsFreely tells whether the last three stretches are two changes with something equal between them, all of which stays equal,
// at the ends, where they are made one.
func (r *redline) joinsFreely() bool {
	n := len(r.stretches)
	if n < 3 || r.stretches[n-1].equal {
		return false
	}
	from, between, to := r.stretches[n-3], r.stretches[n-2], r.stretches[n-1]
	lead, tail := r.ends(stretch{from.a0, to.a1, from.b0, to.b1, false}, between.a1-between.a0)
	return lead+tail >= between.a1-between.a0
}

// ends returns how many tokens, most at most, a change has alike at its beginning, and then at its end.
func (r *redline) ends(s stretch, most int) (lead, tail int) {
	size := min(s.a1-s.a0, s.b1-s.b0, most)
	for lead < size && r.same(s.a0+lead, s.b0+lead) {
		lead++
	}
	for lead+tail < size && r.same(s.a1-1-tail, s.b1-1-tail) {
		tail++
	}
	return lead, tail
}

func (r *redline) same(i, k int) bool { return r.a[r.restA[i]].text == r.b[r.restB[k]].text }

// joinLast makes one change of the stretches from index i on; what is alike at its ends is equal.
func (r *redline) joinLast(i int) {
	from, to := r.stretches[i], r.stretches[len(r.stretches)-1]
	r.stretches = r.stretches[:i]
	s := stretch{from.a0, to.a1, from.b0, to.b1, false}
	lead, tail := r.ends(s, s.a1-s.a0)
	r.push(stretch{s.a0, s.a0 + lead, s.b0, s.b0 + lead, true})
	r.push(stretch{s.a0 + lead, s.a1 - tail, s.b0 + lead, s.b1 - tail, false})
	r.push(stretch{s.a1 - tail, s.a1, s.b1 - tail, s.b1, true})
}

// What weak unchanged words weigh at most, so that the phrase around them is drawn as one change: as a rule, and between long
// changes, of longChange words on each side at least. A small word weighs 1, another 2.
const (
	weakWeight   = 2
	weakBetween  = 4
	longChange   = 8
	joiningMarks = "-‐‑–/'’&"
)

// phrases draws a changed phrase as one change: "a first lid" to "the second box" is no confetti of "first" and "lid".
//
// The rule: unchanged words between two changes are drawn as changed where they are weak, that is two small words or a single
// other one (between changes of eight words and more, twice that: never more than four words), and where the text before and
// after does not read on as it stands. It does where each change only adds or only deletes words, "a [+red+] lid [+of oak+]"; a single
// word that is not small is kept too unless more than small words are replaced on both of its sides: "[-a-][+the+] lid [-opens-][+
// closes+]". Nothing is drawn over a mark that ends a clause or a phrase (any but a hyphen or a slash) nor over a word that opens
// a clause ("wherein"): two distant changes stay two.
func (r *redline) phrases() {
	list := r.stretches
	r.stretches = nil
	for _, s := range list {
		r.push(s)
		n := len(r.stretches)
		if n >= 3 && !r.stretches[n-1].equal && r.weak(r.stretches[n-3], r.stretches[n-2], r.stretches[n-1]) {
			r.joinLast(n - 3)
		}
	}
}

func (r *redline) weak(before, between, after stretch) bool {
	if between.a1-between.a0 > 2*weakBetween {
		return false
	}
	weight, small := 0, true
	for _, i := range r.restA[between.a0:between.a1] {
		switch t := r.a[i]; {
		case !t.word:
			if !t.isMark(joiningMarks) {
				return false
			}
		case clauseOpeners[t.lower]:
			return false
		case smallWords[t.lower]:
			weight++
		default:
			weight += 2
			small = false
		}
	}
	most := weakWeight
	if min(r.size(before), r.size(after)) >= longChange {
		most = weakBetween
	}
	if weight > most {
		return false
	}
	if small {
		return r.hasBoth(before) || r.hasBoth(after)
	}
	return r.replaces(before) && r.replaces(after)
}

// hasBoth tells whether a change takes words out and puts words in.
func (r *redline) hasBoth(s stretch) bool {
	return wordsAt(r.a, r.restA[s.a0:s.a1]) > 0 && wordsAt(r.b, r.restB[s.b0:s.b1]) > 0
}

// replaces tells whether a change puts words in the place of others, not small ones for small ones only.
func (r *redline) replaces(s stretch) bool {
	if !r.hasBoth(s) {
		return false
	}
	more := func(list []token, at []int) bool {
		return slices.ContainsFunc(at, func(i int) bool { return list[i].word && !smallWords[list[i].lower] })
	}
	return more(r.a, r.restA[s.a0:s.a1]) || more(r.b, r.restB[s.b0:s.b1])
}

// size is how many words a change has on its longer side.
func (r *redline) size(s stretch) int {
	return max(wordsAt(r.a, r.restA[s.a0:s.a1]), wordsAt(r.b, r.restB[s.b0:s.b1]))
}

func wordsAt(list []token, at []int) int {
	n := 0
	for _, i := range at {
		if list[i].word {
			n++
		}
	}
	return n
}

// place puts each insertion and each deletion that may stand in several places, "a base; [+a lid; +]and" or "a base[+; a
// lid+]; and", where both of its ends stand best: at marks, then before what opens a clause or a phrase.
func (r *redline) place() {
	for n := 1; n+1 < len(r.stretches); n++ {
		before, s, after := &r.stretches[n-1], &r.stretches[n], &r.stretches[n+1]
		if s.equal || s.a0 < s.a1 && s.b0 < s.b1 {
			continue
		}
		list, at, from, to := r.a, r.restA, s.a0, s.a1
		if s.a0 == s.a1 {
			list, at, from, to = r.b, r.restB, s.b0, s.b1
		}
		text := func(i int) string { return list[at[i]].text }
		low, high := 0, 0 // how far it may be shifted
		for -low < before.a1-before.a0-1 && text(from-1+low) == text(to-1+low) {
			low--
		}
		for high < after.a1-after.a0-1 && text(from+high) == text(to+high) {
			high++
		}
		best, most := 0, -1
		for shift := low; shift <= high; shift++ {
			if f := edge(list, at, from+shift) + edge(list, at, to+shift); f > most || f == most && shift <= 0 {
				best, most = shift, f
			}
		}
		before.a1, before.b1 = before.a1+best, before.b1+best
		*s = stretch{s.a0 + best, s.a1 + best, s.b0 + best, s.b1 + best, false}
		after.a0, after.b0 = after.a0+best, after.b0+best
	}
}

// edge tells how well a change begins or ends before token i.
func edge(list []token, at []int, i int) int {
	if i == 0 || i == len(at) {
		return 5
	}
	before, next := list[at[i-1]], list[at[i]]
	switch {
	case before.isMark(";:."):
		return 5
	case before.isMark(","), clauseOpeners[next.lower]:
		return 4
	case next.isMark(",;:."):
		return 3
	case next.lower == "and" || next.lower == "or":
		return 2
	case next.word && smallWords[next.lower]:
		return 1
	}
	return 0
}
