package priorart

import (
	"slices"
	"strings"
)

// referenceSigns are the reference signs of a description: numerals that stand behind the nouns they number, "vessel 14", "the container (14)". The
// same part is always designated by the same sign (37 CFR 1.84(p)(4), EPC Rule 46(2)(i)), so that nouns with one sign name one thing.
type referenceSigns struct {
	of    map[string][]string // the signs of a noun, by its stem, in order of the text
	names map[string][]signed // the nouns of a sign
}

// signed is a noun that has a sign.
type signed struct {
	stem, lower string
	before      []string // stems of what stands right before it: "pressur" of "pressure sensor 12"
}

// A text uses signs if so many numerals stand behind the same noun again and again. One that stands behind more than mostNames nouns numbers
// something else. maxBefore is how many words may stand between a noun and its article.
const (
	fewestSigns = 3
	mostNames   = 3
	maxBefore   = 4
)

// numbered are nouns whose number is no sign: parts of a document, stages of a course of action, and counts of time.
var numbered = wordSet(`figure figures fig figs table tables claim claims example examples embodiment embodiments equation equations eq eqs formula section sections
	sec chapter page pages paragraph line lines column col note appendix part version volume vol no nos number numbers numeral numerals reference ref refs
	step steps act acts block operation stage phase round iteration level grade class type group case scenario experiment experiments trial test run
	sample scheme protocol method process algorithm routine session task day days week weeks month months year years hour hours minute minutes age aged january february
	march april may june july august september october november december patent application publication id seq`)

// signNumeral tells whether a word is a sign: up to four digits, a letter behind them or not, and no year.
func signNumeral(word string) bool {
	n := 0
	for n < len(word) && word[n] >= '0' && word[n] <= '9' {
		n++
	}
	if n == 0 || n > 4 || word[0] == '0' || len(word) > n+1 || len(word) == n+1 && (word[n] < 'a' || word[n] > 'z') {
		return false
	}
	return n < 4 || len(word) > 4 || word[:2] != "19" && word[:2] != "20"
}

// signsOf reads the reference signs of a body; nil where it uses none, as papers do not.
//
// A part that is numbered keeps its article, "the chunk 112", which "lane 3", "exon 5" and "compound 15", whose numbers are their names, have not;
// and nothing is counted or measured behind it, as in "the top 12 positions". A noun has a sign if it stands so at least once; elsewhere
// the article may be missing.
func signsOf(t *text, b *body) *referenceSigns {
	if t.ref.Kind == "paper" {
		return nil
	}
	type pair struct{ stem, sign string }
	good, times := map[pair]bool{}, map[pair]int{}
	at := map[pair]*signed{}
	var order []pair
	for _, s := range b.sents {
		passage := t.ref.Passages[s.passage].Text
		for k := s.first + 1; k < s.end; k++ {
			sign, noun := &b.toks[k], &b.toks[k-1]
			if sign.lower[0] < '1' || sign.lower[0] > '9' || !signNumeral(sign.lower) || !nounLike(noun.lower) {
				continue
			}
			if between := passage[noun.end:sign.start]; between != " " && between != " (" {
				continue
			}
			p := pair{noun.stem, sign.lower}
			times[p]++
			if at[p] == nil {
				at[p] = &signed{stem: noun.stem, lower: noun.lower}
				order = append(order, p)
			}
			if k-2 >= s.first && nounLike(b.toks[k-2].lower) && !slices.Contains(at[p].before, b.toks[k-2].stem) {
				at[p].before = append(at[p].before, b.toks[k-2].stem)
			}
			if b.article(s.first, k-1) && !counts(passage[sign.end:s.span.End]) {
				good[p] = true
			}
		}
	}
	out := &referenceSigns{map[string][]string{}, map[string][]signed{}}
	again := 0
	for _, p := range order {
		if !good[p] {
			continue
		}
		if times[p] > 1 {
			again++
		}
		out.of[p.stem] = append(out.of[p.stem], p.sign)
		out.names[p.sign] = append(out.names[p.sign], *at[p])
	}
	if again < fewestSigns {
		return nil
	}
	return out
}

// article tells whether the noun phrase that ends with word k has an article or another determiner before it.
func (b *body) article(first, k int) bool {
	for n := k - 1; n >= max(first, k-1-maxBefore); n-- {
		switch w := b.toks[n].lower; {
		case determiner[w] || w == "this" || w == "these" || w == "their":
			return true
		case idle[w] || relating[w] && !ordinals[w]:
			return false
		}
	}
	return false
}

// counts tells whether what follows a number may be what it counts or measures: "12 positions", "14 mm", "14%"; ", which" and "is given" are not.
func counts(follows string) bool {
	follows = strings.TrimPrefix(follows, ")")
	word := strings.TrimLeft(follows, " ")
	if word == follows {
		return word != "" && strings.ContainsRune("%-/°", rune(word[0])) || len(word) > 1 && word[0] == '.' && word[1] >= '0' && word[1] <= '9'
	}
	if end := strings.IndexAny(word, " ,.;:)"); end >= 0 {
		word = word[:end]
	}
	return !idle[word] && !relating[word]
}

// signBehind returns the sign that a text which uses signs begins with, " 14 holds" or " (14)", or "".
func signBehind(text string) string {
	toks := tokens(text[:min(len(text), 8)])
	if len(toks) == 0 || !signNumeral(toks[0].lower) || text[:toks[0].start] != " " && text[:toks[0].start] != " (" || unitAt(text, toks[0].end).found && !idle[firstWord(text[toks[0].end:min(len(text), toks[0].end+20)])] {
		return ""
	}
	return toks[0].lower
}

// nounLike tells whether a word before a numeral may be the noun that it numbers.
func nounLike(lower string) bool {
	return len(lower) > 2 && lower[0] >= 'a' && lower[0] <= 'z' && !idle[lower] && !relating[lower] && !numbered[lower] && !participle(lower) && numberWords[lower] == 0
}

// otherNames are the nouns of a sign but one; none where it has too many.
func (s *referenceSigns) otherNames(sign, stem string) []signed {
	list := s.names[sign]
	if len(list) > mostNames {
		return nil
	}
	var out []signed
	for _, n := range list {
		if n.stem != stem {
			out = append(out, n)
		}
	}
	return out
}

// only is the sign that a noun has wherever it has one, or "".
func (s *referenceSigns) only(stem string) string {
	if s != nil && len(s.of[stem]) == 1 {
		return s.of[stem][0]
	}
	return ""
}

// sameSign returns what the reference's own signs make names of q's things: "the vessel 14" for a claimed container where the text has "the
// container 14". Where several things of the text have the noun, "pressure sensor 12", "level sensor 16", it is the one with the claim's word before it.
func (q *query) sameSign(t *text) []wording {
	s := t.numbered
	if s == nil {
		return nil
	}
	var out []wording
	for i := range q.terms {
		tm := &q.terms[i]
		for _, sign := range s.of[tm.stem] {
			if len(s.of[tm.stem]) > 1 && !q.qualified(i, s.names[sign]) {
				continue
			}
			for _, o := range s.otherNames(sign, tm.stem) {
				if !q.claimed(o.stem) {
					out = append(out, wording{[]string{o.stem, sign}, []int{i}, defined, "same sign as “" + tm.shown + " " + sign + "”"})
				}
			}
		}
	}
	return out
}

// qualified tells whether the word before term i in the element stands before the noun of a sign too.
func (q *query) qualified(i int, list []signed) bool {
	if i == 0 || q.terms[i-1].compound != q.terms[i].compound {
		return false
	}
	return slices.ContainsFunc(list, func(n signed) bool {
		return n.stem == q.terms[i].stem && slices.Contains(n.before, q.terms[i-1].stem)
	})
}
