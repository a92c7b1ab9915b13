package priorart

import (
	"slices"
	"strconv"
	"strings"

	"claimchart/claims"
)

// Of the elements that name a thing only the first ones are asked what stood for it, and no name of a thing has more words than these.
const (
	maxAntecedents = 4
	maxThing       = 4
)

// recital is an element in its place in a claim: with what it takes up of the elements before it.
type recital struct {
	element claims.Element
	takes   []taken
}

// taken is a thing that an element names and others named before.
type taken struct {
	thing    []string // the stems of its name, the noun last
	from     []int    // the first recitals that name it, by number
	siblings bool     // other things go by the same noun: "first host", "second host"
}

// recitals are the elements of a claim set in their places, each once for all claims that say the same before it of what it takes up. A recital
// takes up lower numbers only.
type recitals struct {
	list   []recital
	number map[string]int
	read   map[string][][]string
}

// add enters the elements of one claim, in their order, inherited ones first, and returns their numbers.
func (r *recitals) add(chain []claims.Element) []int {
	if r.number == nil {
		r.number, r.read = map[string]int{}, map[string][][]string{}
	}
	var out []int
	naming := map[string][]int{}    // the recitals that name a thing, by its stems
	before := map[string][]string{} // what stands before a noun, by its stem
	for i := range chain {
		e := &chain[i]
		runs, ok := r.read[e.Text]
		if !ok {
			runs = runsOf(e.Text)
			r.read[e.Text] = runs
		}
		for _, x := range runs {
			noun := x[len(x)-1]
			if n := len(x); n > 1 && len(before[noun]) < 2 && !slices.Contains(before[noun], x[n-2]) { // two are enough to be siblings
				before[noun] = append(before[noun], x[n-2])
			}
		}
		rec := recital{element: *e}
		key, seen := []string{e.Functional, e.Text}, map[string]bool{}
		for _, x := range runs {
			thing := longest(x, naming)
			name := strings.Join(thing, " ")
			if thing == nil || seen[name] {
				continue
			}
			seen[name] = true
			t := taken{thing, naming[name], len(before[thing[len(thing)-1]]) > 1}
			rec.takes = append(rec.takes, t)
			key = append(key, name, strconv.FormatBool(t.siblings))
			for _, n := range t.from {
				key = append(key, strconv.Itoa(n))
			}
		}
		k := strings.Join(key, "\x00")
		n, known := r.number[k]
		if !known {
			n = len(r.list)
			r.number[k] = n
			r.list = append(r.list, rec)
		}
		out = append(out, n)
		for _, x := range runs {
			for a := range x {
				for b := a + 1; b <= min(len(x), a+maxThing); b++ {
					key := strings.Join(x[a:b], " ")
					if list := naming[key]; len(list) < maxAntecedents && (len(list) == 0 || list[len(list)-1] != n) {
						naming[key] = append(slices.Clip(list), n)
					}
				}
			}
		}
	}
	return out
}

// longest returns the longest end of a noun phrase that names a thing named before, else the longest beginning, or nil: of "the virtual machine
// continues" the phrase is only the beginning.
func longest(stems []string, naming map[string][]int) []string {
	for a := range stems {
		if len(stems)-a <= maxThing && naming[strings.Join(stems[a:], " ")] != nil {
			return stems[a:]
		}
	}
	for b := min(len(stems)-1, maxThing); b > 0; b-- {
		if naming[strings.Join(stems[:b], " ")] != nil {
			return stems[:b]
		}
	}
	return nil
}

// ordinals tell things of one name apart.
var ordinals = wordSet("first second third fourth fifth next last other another")

// runsOf returns the noun phrases of an element, as far as they can be told by their words: those between the function words, parted before a
// participle behind a noun. A single word without a determiner is none: it may as well be a verb.
func runsOf(text string) [][]string {
	toks := tokens(text)
	part := func(k int) bool {
		w := toks[k].lower
		return idle[w] || relating[w] && !ordinals[w] || denialWord[w] || w[0] < 'a' || w[0] > 'z'
	}
	var out [][]string
	for k := 0; k < len(toks); k++ {
		if part(k) {
			continue
		}
		first := k
		for k+1 < len(toks) && !part(k+1) && text[toks[k].end:toks[k+1].start] == " " && !participle(toks[k+1].lower) {
			k++
		}
		before := ""
		if first > 0 {
			before = toks[first-1].lower
		}
		if k == first && !determiner[before] && before != "these" && before != "those" && before != "any" && before != "every" && before != "all" {
			continue
		}
		var x []string
		for _, t := range toks[first : k+1] {
			x = append(x, t.stem)
		}
		out = append(out, x)
	}
	return out
}

// recite gives the scored limitations of a claim the numbers of their recitals.
func (c *charter) recite(lims []limitation) {
	if c.said == nil {
		return
	}
	var chain []claims.Element
	for i := range lims {
		if lims[i].scored {
			chain = append(chain, lims[i].element)
		}
	}
	numbers := c.said.add(chain)
	for i := range lims {
		if lims[i].scored {
			lims[i].recital, numbers = numbers[0], numbers[1:]
		}
	}
}

// queries makes recitals ready for scoring, those of the same words once.
func (c *charter) queries(numbers []int) func(number int) *query {
	place := map[string]int{}
	var texts []string
	for _, n := range numbers {
		text := c.said.list[n].element.Text
		if _, seen := place[text]; !seen {
			place[text] = len(texts)
			texts = append(texts, text)
		}
	}
	list := make([]*query, len(texts))
	onAllCores(len(texts), func(i int) { list[i] = c.query(texts[i]) })
	return func(n int) *query { return list[place[c.said.list[n].element.Text]] }
}
