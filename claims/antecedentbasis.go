package claims

import (
	"fmt"
	"strings"
	"sync"
)

// resolved is what a definite phrase has for an antecedent.
type resolved struct {
	basis    string
	why      string
	run      string // what is introduced of it, as the stems of the end of a noun phrase; empty where nothing is
	end      int    // the word before which the phrase ends, as it turned out
	doubtful bool   // implicit, and an examiner may ask: the name differs from what was introduced
}

// resolve tells what the definite phrase k has for an antecedent, in the claim before it or in every claim above it. Several rules
// ask, so that the answer is kept.
func (s *scope) resolve(k int) resolved {
	r, ok := s.resolved[k]
	if !ok {
		r = s.lookUp(k)
		s.resolved[k] = r
	}
	return r
}

func (s *scope) lookUp(k int) resolved {
	t := s.phrases
	p := &t.phrases[k]
	first := p.first
	for first < p.sure-1 && pointing[t.words[first].Lower] {
		first++ // "the same sensor", "the respective sensor"
	}
	for end := p.last; end > first; end-- { // "the base chip communicates with", where "the base chip" is introduced
		if end != p.last && end != p.sure && !t.verbAt(end) && !t.nameLike(end) {
			continue
		}
		for _, from := range []int{p.first, first} {
			if run := t.run(from, end); s.introduced(run, k) {
				return resolved{basis: Stated, run: run, end: end}
			}
		}
	}
	out := resolved{basis: Implicit, end: p.sure}
	var strange []string // words that stand nowhere before
	for i := first; i < p.sure; i++ {
		modifier := i < p.sure-1 && pointing[t.words[i].Lower]
		if !modifier && !s.said(i, p.first) {
			strange = append(strange, t.words[i].Lower)
		}
	}
	head := t.run(p.sure-1, p.sure)
	noun := t.words[p.sure-1].Lower
	named := s.introduced(head, k)
	if named && len(strange) == 0 {
		out.run, out.why = head, "introduced in other words"
		return out
	}
	if why := s.inherent(k); why != "" {
		return resolved{basis: Inherent, why: why, end: p.sure}
	}
	switch {
	case named:
		out.run, out.why, out.doubtful = head, fmt.Sprintf("%q is introduced, %q is not", noun, strings.Join(strange, " ")), true
	case s.act(noun, p.first), strings.HasSuffix(t.words[p.first].Lower, "ing") && s.said(p.first, p.first):
		out.why = "an act that the claim states"
	case s.shared(k):
		out.why = "it shares the noun of what follows"
	case len(strange) == 0 && p.sure-first > 1 && s.begins(t.run(first, p.sure), k):
		out.why = "longer names that begin so are introduced"
	case len(strange) == 0:
		out.why, out.doubtful = "its words stand before, but not as the name of a thing", true
	default:
		out.basis, out.why = Missing, "nothing of that name is introduced"
	}
	return out
}

// begins tells whether a phrase before phrase k of the claim, or one in every claim above, begins with the run.
func (s *scope) begins(run string, k int) bool {
	has := func(o *scope, before int) bool {
		t := o.phrases
		for i := range t.phrases[:before] {
			if p := &t.phrases[i]; strings.HasPrefix(t.run(p.first, p.last), run+" ") {
				return true
			}
		}
		return false
	}
	return has(s, k) || s.above(func(o *scope) bool { return has(o, len(o.phrases.phrases)) })
}

// pointing are adjectives that add nothing to what a definite phrase refers to.
var pointing = set("same respective corresponding particular given entire whole resulting resultant aforementioned aforesaid above following " +
	"present claimed said selected other multiple individual various several different remaining overall total actual additional full " +
	"complete current own thus then now already different associated desired specific specified predetermined")

// said tells whether word i stands before the word before, or in every claim above: in any form of the word.
func (s *scope) said(i, before int) bool {
	stem := s.phrases.stems[i]
	if s.stands(stem, before) {
		return true
	}
	if other := irregular()[stem]; other != "" && s.stands(other, before) {
		return true
	}
	return s.spelled(i, before)
}

// spelled tells whether word i stands before the word before, or above, with a prefix written the other way: "pretrained" and
// "pre-trained".
func (s *scope) spelled(i, before int) bool {
	w := s.phrases.words
	if i+1 < len(w) && prefixes[w[i].Lower] && s.stands(Stem(w[i].Lower+w[i+1].Lower), before) {
		return true
	}
	if i > 0 && prefixes[w[i-1].Lower] && s.stands(Stem(w[i-1].Lower+w[i].Lower), before) {
		return true
	}
	for n := 2; n <= 5 && n+3 < len(w[i].Lower); n++ {
		if rest := w[i].Lower[n:]; prefixes[w[i].Lower[:n]] && s.stands(w[i].Lower[:n], before) && s.stands(Stem(rest), before) {
			return true
		}
	}
	return false
}

var prefixes = set("pre non co sub multi anti re un semi micro nano bio inter intra post self over under")

// stands tells whether a stem stands before word i of the claim, or in every claim above it.
func (s *scope) stands(stem string, i int) bool {
	if first, ok := s.words[stem]; ok && first < i {
		return true
	}
	return s.above(func(o *scope) bool { _, ok := o.words[stem]; return ok })
}

// irregular has the stems of participles that are not those of their verb, and the other way round.
var irregular = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, pair := range strings.Split("sent send,found find,chosen choose,built build,made make,known know,grown grow,written write,drawn draw,held hold,"+
		"kept keep,driven drive,broken break,taken take,given give,bound bind,wound wind,spun spin,sought seek,taught teach,shown show,"+
		"worn wear,woven weave,frozen freeze,stored store,lost lose,met meet,led lead,fed feed,laid lay,sold sell,administration administer", ",") {
		a, b, _ := strings.Cut(pair, " ")
		out[Stem(a)], out[Stem(b)] = Stem(b), Stem(a)
	}
	return out
})

// act tells whether a noun names an act ("the comparison") whose verb ("comparing") stands before word i, or in every claim above.
func (s *scope) act(noun string, i int) bool {
	if !strings.HasSuffix(noun, "sis") {
		noun = strings.TrimSuffix(noun, "s")
	}
	if verb := irregular()[Stem(noun)]; verb != "" && s.stands(verb, i) {
		return true
	}
	for _, e := range actEndings {
		base, ok := strings.CutSuffix(noun, e.noun)
		if !ok || len(base) < 3 {
			continue
		}
		for _, end := range e.verb {
			if verb := strings.Replace(end, "~", base, 1); s.stands(Stem(verb), i) {
				return true
			}
		}
	}
	return false
}

// actEndings are the endings of nouns for acts, and what stands for them in the verb; "~" is what is left of the noun.
var actEndings = []struct {
	noun string
	verb []string
}{
	{"ication", []string{"~y"}}, {"ation", []string{"~", "~e", "~ate"}}, {"ition", []string{"~e", "~ish", "~it"}}, {"ison", []string{"~e"}},
	{"ption", []string{"~be", "~b", "~pt", "~ve"}}, {"tion", []string{"~t", "~te", "~e", "~ce"}}, {"sion", []string{"~d", "~de", "~se", "~t", "~s"}},
	{"ment", []string{"~"}}, {"ance", []string{"~", "~e"}}, {"ence", []string{"~", "~e"}}, {"al", []string{"~", "~e"}},
	{"ure", []string{"~", "~e"}}, {"ing", []string{"~", "~e"}}, {"ysis", []string{"~yze", "~yse"}}, {"esis", []string{"~esize"}}, {"osis", []string{"~ose"}},
	{"y", []string{"~"}}, {"th", []string{"~"}}, {"age", []string{"~", "~e"}},
}

// shared tells whether the phrase goes on with "and", "or" or a comma to others and has its noun in common with the last of them
// ("the third and fourth electrodes"), and that is introduced.
func (s *scope) shared(k int) bool {
	t := s.phrases
	if last := t.listEnd(k); last > k {
		p := &t.phrases[last]
		return s.introduced(t.run(p.sure-1, p.sure), k)
	}
	return false
}

// listEnd returns the last of the bare phrases that "and", "or" or a comma joins to phrase k; k where there are none.
func (t *phrasing) listEnd(k int) int {
	for n := 0; n < 8 && k+1 < len(t.phrases); n++ {
		p, next := &t.phrases[k], &t.phrases[k+1]
		between := strings.ToLower(strings.Trim(t.text[t.words[p.last-1].End:t.words[next.first].Start], " "))
		if next.det != "" || !joins[between] {
			break
		}
		k++
	}
	return k
}

var joins = map[string]bool{"and": true, "or": true, ",": true, ", and": true, ", or": true, "and/or": true, ", and/or": true, "/": true}
