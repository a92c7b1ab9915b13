package priorart

import (
	"errors"
	"slices"
	"strings"

	"claimchart/claims"
)

// Found is a passage that a search found, or a reference with the passage of it that says most.
type Found struct {
	Ranked
	Evidence Evidence // the sentences that hold the words; no quotation where only the title has them, or where Own is true
	Own      bool     // the passage describes a practice in the tool's or the user's words, which is no evidence and is not quoted
}

// Search ranks the passages, or the references, for a text: the most best ones, all if most is 0, those alike in the order of the
// library. What has none of the words is left out. Scores are those of Rank.
//
// absent are the words that no reference has. The error is for a text without any word that could be searched for, or that of reading a
// passage.
func (s *Ranker) Search(text string, by By, most int) (list []Found, absent []string, err error) {
	q := newRankQuery([]string{text})
	if q.self == 0 {
		return nil, nil, errors.New("no word that could be searched for: give words that say what is looked for, not only words such as \"the\" or \"method\"")
	}
	r := newRanking(s, []*rankQuery{q})
	scores, err := r.score(ByPassage)
	if err != nil {
		return nil, nil, err
	}
	for _, w := range q.words {
		if k, _ := slices.BinarySearch(r.stems, w.stem); slices.Contains(r.has[k], true) {
			continue
		}
		nowhere, err := s.lib.lacks(w.stem)
		if err != nil {
			return nil, nil, err
		}
		if nowhere {
			absent = append(absent, w.shown)
		}
	}
	best := scores[0]
	if by != ByPassage {
		if scores, err = r.score(by); err != nil {
			return nil, nil, err
		}
	}
	for _, x := range s.order(by, scores[0], most) {
		if x.exact == 0 {
			break
		}
		if err := r.name(&x, 0); err != nil {
			return nil, nil, err
		}
		f := Found{Ranked: x}
		if by != ByPassage {
			x.Passage = s.bestPassage(best, x.Reference)
		}
		if x.Passage >= 0 {
			p, err := s.lib.References[x.Reference].Passage(x.Passage)
			if err != nil {
				return nil, nil, err
			}
			if f.Own = p.Own; p.Own {
				f.Evidence = Evidence{Loc: p.Loc, Matches: []Match{}}
			} else {
				f.Evidence = q.quote(&p)
			}
		}
		list = append(list, f)
	}
	return list, absent, nil
}

// bestPassage is the number of the reference's passage that has the highest of the scores of all passages, -1 where none has one.
func (s *Ranker) bestPassage(scores []float64, reference int) int {
	best, top := -1, 0.0
	for k := s.first[reference]; k < s.first[reference+1]; k++ {
		if scores[k] > top {
			best, top = k-s.first[reference], scores[k]
		}
	}
	return best
}

// quote trims a passage to the sentences that hold the query's words: the one whose words weigh most, and those beside it as long as
// they have words of the query that it lacks, at most maxQuoted.
func (q *rankQuery) quote(p *Passage) Evidence {
	words := map[string]*rankWord{}
	for i := range q.words {
		words[q.words[i].stem] = &q.words[i]
	}
	spans := claims.Sentences(p.Text)
	if len(spans) == 0 {
		return Evidence{}
	}
	found := make([][]Match, len(spans))
	weighs := func(i int, but map[string]bool) float64 {
		sum, seen := 0.0, map[string]bool{}
		for _, m := range found[i] {
			if !seen[m.Term] && !but[m.Term] {
				seen[m.Term] = true
				sum += words[claims.Stem(m.Term)].weight
			}
		}
		return sum
	}
	best := 0
	for i, s := range spans {
		text := p.Text[s.Start:s.End]
		for _, w := range claims.Words(text) {
			known := words[claims.Stem(w.Lower)]
			if known == nil {
				continue
			}
			why := "same word"
			if w.Lower != known.shown {
				why = "same stem"
			}
			found[i] = append(found[i], Match{Term: known.shown, Start: s.Start + w.Start, End: s.Start + w.End, Why: why})
		}
		if weighs(i, nil) > weighs(best, nil) {
			best = i
		}
	}
	from, to := best, best
	has := map[string]bool{}
	take := func(i int) {
		for _, m := range found[i] {
			has[m.Term] = true
		}
	}
	for take(best); to-from+1 < maxQuoted; {
		before, after := 0.0, 0.0
		if from > 0 {
			before = weighs(from-1, has)
		}
		if to+1 < len(spans) {
			after = weighs(to+1, has)
		}
		if before == 0 && after == 0 {
			break
		}
		if before > after {
			from--
			take(from)
		} else {
			to++
			take(to)
		}
	}
	e := Evidence{Loc: p.Loc, Start: spans[from].Start, End: spans[to].End, Stance: "supports", Matches: []Match{}}
	for i := from; i <= to; i++ {
		e.Matches = append(e.Matches, found[i]...)
	}
	e.Quote = strings.Clone(p.Text[e.Start:e.End])
	e.Cite = p.locate(e.Start, e.End)
	return e
}

// maxQuoted is how many neighbouring sentences are quoted at most: as many as a reader takes in with one look.
const maxQuoted = 3
