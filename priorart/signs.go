package priorart

import (
	"slices"
	"strings"
)

// referenceSigns are the reference signs of a description: numerals that stand behind the nouns they number, "vessel 14", "the container (14)". The
// same part is always designated by the same sign (37 CFR 1.84(p)(4), EPC Rule 46(2)(i)), so that nouns with one sign name one thing.
type referenceSigns struct {
	of    map[string][]string // the signs of a noun, by its stem, in order of the text
	names map[string][]signed  // the nouns of a sign
}

// signed is a noun that has a sign.
type signed struct {
	stem, lower string
	before      []string // stems of what stands right before it: "pressur" of "pressure sensor 12"
}

// A text uses signs if so many numerals stand behind the same noun again and again. One that stands behind more than mostNames nouns numbers
// something else: levels, days, trials.
const (
	fewestSigns = 3
	mostNames   = 3
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
	return !(len(word) == 4 && n == 4 && (word[:2] == "19" || word[:2] == "20"))
}

// signsOf reads the reference signs of a body; nil where it uses none. A numeral behind a noun is a sign where no unit and no counted noun
// follows, it stands so in more than one place, and it numbers few nouns.
func signsOf(t *text, b *body) *referenceSigns {
	type pair struct{ stem, sign string }
	count, quantity := map[pair]int{}, map[string]bool{}
	times := map[string]int{}
	at := map[pair]*signed{}
	var order []pair
	for _, s := range b.sents {
		passage := ""
		for k := s.first + 1; k < s.end; k++ {
			sign, noun := &b.toks[k], &b.toks[k-1]
			if sign.lower[0] < '1' || sign.lower[0] > '9' || !signNumeral(sign.lower) {
				continue
			}
			if gap := sign.start - noun.end; gap < 1 || gap > 2 || !nounLike(noun.lower) {
				continue
			}
			if passage == "" {
				passage = t.ref.Passages[s.passage].Text
			}
			switch passage[noun.end:sign.start] {
			case " ", " (":
			default:
				continue
			}
			if follows := passage[sign.end:s.span.End]; measures(follows) {
				quantity[sign.lower] = true
				continue
			}
			p := pair{noun.stem, sign.lower}
			count[p]++
			times[p.sign]++
			if at[p] == nil {
				at[p] = &signed{stem: noun.stem, lower: noun.lower}
				order = append(order, p)
			}
			if k-2 >= s.first && nounLike(b.toks[k-2].lower) && !slices.Contains(at[p].before, b.toks[k-2].stem) {
				at[p].before = append(at[p].before, b.toks[k-2].stem)
			}
		}
	}
	out := &referenceSigns{map[string][]string{}, map[string][]signed{}}
	again := 0
	for _, p := range order {
		if times[p.sign] < 2 || quantity[p.sign] {
			continue
		}
		if count[p] > 1 {
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

// nounLike tells whether a word before a numeral may be the noun that it numbers.
func nounLike(lower string) bool {
	return len(lower) > 2 && lower[0] >= 'a' && lower[0] <= 'z' && !idle[lower] && !relating[lower] && !numbered[lower] && !participle(lower) && numberWords[lower] == 0
}

// measures tells whether what follows a number makes a quantity of it: "14 mm", "14%"; "14 in the" does not.
func measures(follows string) bool {
	word := strings.TrimLeft(follows, " ")
	if end := strings.IndexAny(word, " ,.;)"); end >= 0 {
		word = word[:end]
	}
	return !idle[word] && unitAt(follows, 0).found
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
