package claims

import "slices"

// scope is what a claim introduces, with the scopes that it inherits from: these are alternatives, so that all of them have to
// introduce a term that the claim does not introduce itself.
type scope struct {
	claim    *Claim
	phrases  *phrasing
	starts   map[string]int   // the ends of noun phrases ("temperature sensor", "sensor") and the phrase that has each first
	named    map[string][]int // the last two words of phrases with "a", "an" or "another", and the phrases
	words    map[string]int   // the words of the text, as stems, and the word that is each first
	parents  []*scope
	resolved map[int]resolved // what definite phrases turned out to have for an antecedent
	unknown  bool             // it refers to a claim that is not there: what that introduces nobody can tell

	look   int // the last look-up that came by, and its answer
	answer bool
	looks  *int
}

// newScope reads what the claim introduces.
func newScope(c *Claim, looks *int) *scope {
	s := &scope{claim: c, phrases: phrasesOf(c.Text), starts: map[string]int{}, named: map[string][]int{}, words: map[string]int{}, resolved: map[int]resolved{}, looks: looks}
	t := s.phrases
	for k := range t.phrases {
		p := &t.phrases[k]
		for end := p.last; end > p.first && !p.verb; end-- {
			if end != p.sure && end != p.last && !t.nameLike(end) && !t.participle(end) {
				continue // "a diameter D" is a diameter as well, "a network trained offline" a network
			}
			for i := p.first; i < end; i++ {
				if run := t.run(i, end); run != "" {
					if _, ok := s.starts[run]; !ok {
						s.starts[run] = k
					}
				}
			}
		}
		if p.introducedNow() {
			for i := max(p.first, p.sure-2); i < p.sure; i++ {
				s.named[t.run(i, p.sure)] = append(s.named[t.run(i, p.sure)], k)
			}
		}
	}
	for i, stem := range t.stems {
		if _, ok := s.words[stem]; !ok {
			s.words[stem] = i
		}
	}
	return s
}

// maxScopes bounds how many claims one look-up visits; behind so many a term counts as introduced, so that no long chain of
// dependency costs more than linear time.
const maxScopes = 500

// above tells whether every path upward comes to a claim of which has is true; a ring and a claim without parents do not.
func (s *scope) above(has func(*scope) bool) bool {
	*s.looks++
	left := maxScopes
	return s.every(has, &left)
}

func (s *scope) every(has func(*scope) bool, left *int) bool {
	if s.unknown {
		return true
	}
	if s.look == *s.looks {
		return s.answer
	}
	s.look, s.answer = *s.looks, false
	if *left--; *left < 0 {
		s.answer = true
		return true
	}
	all := len(s.parents) > 0
	for _, p := range s.parents {
		all = all && (has(p) || p.every(has, left))
	}
	s.answer = all
	return all
}

// places returns the nearest claims on all paths upward of which has is true, in order of number.
func (s *scope) places(has func(*scope) bool) []*scope {
	var out []*scope
	seen := map[*scope]bool{s: true}
	queue := []*scope{s}
	for n := 0; n < len(queue) && n < maxScopes; n++ {
		for _, p := range queue[n].parents {
			if seen[p] {
				continue
			}
			seen[p] = true
			if has(p) {
				out = append(out, p)
			} else {
				queue = append(queue, p)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *scope) int { return a.claim.Num - b.claim.Num })
	return out
}

// introduced tells whether a phrase stands before phrase k of the claim, or in every claim above it.
func (s *scope) introduced(run string, k int) bool {
	if first, ok := s.starts[run]; ok && first < k {
		return true
	}
	return s.above(func(o *scope) bool { _, ok := o.starts[run]; return ok })
}

// introducers returns the nearest claims above that introduce phrase k up to the word end, in order of number.
func (s *scope) introducers(k, end int) []*scope {
	run := s.phrases.run(s.phrases.phrases[k].first, end)
	return s.places(func(o *scope) bool { _, ok := o.starts[run]; return ok })
}

// introducedNow tells whether a phrase brings its thing in as one of its own: with "a", "an" or "another".
func (p *nounPhrase) introducedNow() bool { return p.det == "a" || p.det == "an" || p.det == "another" }

// chain returns the scopes above s, by the first alternative each, the farthest first, at most maxAncestors, and s itself.
func (s *scope) chain() []*scope {
	out := []*scope{s}
	for o := s; len(o.parents) > 0 && len(out) <= maxAncestors && o.parents[0] != s; {
		o = o.parents[0]
		out = append(out, o)
	}
	slices.Reverse(out)
	return out
}

// maxAncestors bounds how many claims above one are searched for two things of one name.
const maxAncestors = 50

// candidates returns the places that introduce longer names ending in the run ("a power parameter" and "a strain parameter" for
// "parameter") with "a", "an" or "another", before phrase k or in the claims above by the first alternative, each name once. It
// returns nil where the run itself was introduced so, or is used in a claim above.
func (s *scope) candidates(run string, k int) []Antecedent {
	var out []Antecedent
	seen := map[string]bool{}
	for _, o := range s.chain() {
		t := o.phrases
		if i, ok := o.starts[run]; ok && o != s && t.run(t.phrases[i].first, t.phrases[i].sure) == run {
			return nil // a claim above has the name alone
		}
		for _, i := range o.named[run] {
			if o == s && i >= k {
				break
			}
			p := &t.phrases[i]
			name := t.run(p.first, p.sure)
			if name == run {
				return nil
			}
			if !seen[name] {
				seen[name] = true
				out = append(out, o.antecedent(i))
			}
		}
	}
	return out
}

// antecedent is the place of phrase k.
func (s *scope) antecedent(k int) Antecedent {
	span := s.phrases.phrases[k].span
	return Antecedent{Claim: s.claim.Num, Label: labelOf(s.claim, span.Start), Text: s.claim.Text[span.Start:span.End], Start: span.Start, End: span.End}
}
