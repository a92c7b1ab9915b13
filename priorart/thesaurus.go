package priorart

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// thesaurus.txt holds groups of words that technical English has for the same thing, kinds of things and opposites, one a line,
// written for this project.
//
//go:embed thesaurus.txt
var thesaurusText string

// group is a set of phrases that name the same thing.
type group []phraseStems

// phraseStems is a phrase as stems, and as it is written.
type phraseStems struct {
	stems []string
	words string
}

func newGroup(phrases []string) group {
	var g group
	for _, phrase := range phrases {
		var stems []string
		for _, t := range tokens(phrase) {
			stems = append(stems, t.stem)
		}
		if len(stems) > 0 {
			g = append(g, phraseStems{stems, strings.TrimSpace(phrase)})
		}
	}
	return g
}

// kind is a thing and its kinds: who shows a species shows the genus, not the other way round (MPEP 2131.02).
type kind struct {
	genus   phraseStems
	species []phraseStems
}

// opposite is two sides that contradict each other: what a phrase of one side says, a phrase of the other denies.
type opposite struct {
	one, other []phraseStems
}

// groups is a thesaurus: its groups, kinds and opposites, and for each stem the places in these lists of what has a phrase
// beginning with it. Kinds are found by their genus, opposites by either side.
type groups struct {
	list        []group
	at          map[string][]int
	kinds       []kind
	kindsAt     map[string][]int
	opposites   []opposite
	oppositesAt map[string][]int
}

// thesaurus is the general one, read at first use.
var thesaurus = sync.OnceValue(func() *groups {
	g, err := readThesaurus(thesaurusText)
	if err != nil {
		panic("priorart: the embedded thesaurus: " + err.Error())
	}
	return g
})

// readThesaurus reads a thesaurus: "a, b, c" is a group, "a > b, c" a thing and its kinds, "a, b <> c" two sides that contradict
// each other; a line that begins with "#" is a comment. A comma parts phrases where a space follows it ("1,2-propanediol" is
// one). A line that says nothing, says a thing twice or stood there before is an error with its number; all are reported.
func readThesaurus(text string) (*groups, error) {
	g := &groups{at: map[string][]int{}, kindsAt: map[string][]int{}, oppositesAt: map[string][]int{}}
	var errs []error
	seen := map[string]int{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		err := error(nil)
		if first, ok := seen[line]; ok {
			err = fmt.Errorf("the same as line %d", first)
		} else {
			seen[line] = n
			err = g.add(line)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("line %d: %w", n, err))
		}
	}
	return g, errors.Join(errs...)
}

// add reads a line into the list that its sign says.
func (g *groups) add(line string) error {
	const signs = "<>=|:;#*"
	before, after, sign := line, "", ""
	if i := strings.IndexAny(line, signs); i >= 0 {
		rest := strings.TrimLeft(line[i:], signs)
		before, after, sign = line[:i], rest, line[i:len(line)-len(rest)]
	}
	if i := strings.IndexAny(after, signs); i >= 0 {
		return fmt.Errorf("a second sign %q", after[i:i+1])
	}
	one, err := phrases(before)
	if err != nil {
		return err
	}
	switch sign {
	case "":
		if len(one) < 2 {
			return errors.New("a group of one")
		}
		index(g.at, len(g.list), one)
		g.list = append(g.list, one)
		return nil
	case ">", "<>":
	default:
		return fmt.Errorf("unknown sign %q", sign)
	}
	other, err := phrases(after)
	if err != nil {
		return err
	}
	if err := apart(one, other); err != nil {
		return err
	}
	if sign == "<>" {
		index(g.oppositesAt, len(g.opposites), one)
		index(g.oppositesAt, len(g.opposites), other)
		g.opposites = append(g.opposites, opposite{one, other})
		return nil
	}
	if len(one) > 1 {
		return errors.New("kinds of more than one thing")
	}
	index(g.kindsAt, len(g.kinds), one)
	g.kinds = append(g.kinds, kind{one[0], other})
	return nil
}

// phrases reads a list of phrases, none empty and none twice.
func phrases(list string) ([]phraseStems, error) {
	written := strings.Split(list, ", ")
	out := []phraseStems(newGroup(written))
	if len(out) < len(written) {
		return nil, errors.New("an empty phrase")
	}
	for i, p := range out {
		if c := strings.LastIndexByte(p.words, ','); c >= 0 && (c+1 == len(p.words) || p.words[c+1] < '0' || p.words[c+1] > '9') {
			return nil, fmt.Errorf("no space after the comma in %q", p.words)
		}
		if err := apart(out[:i], out[i:i+1]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// apart is an error if a phrase of one list has the stems of one of the other.
func apart(one, other []phraseStems) error {
	for _, a := range one {
		for _, b := range other {
			if slices.Equal(a.stems, b.stems) {
				return fmt.Errorf("%q is compared as %q is", b.words, a.words)
			}
		}
	}
	return nil
}

// index notes the place n under the first stem of each phrase.
func index(at map[string][]int, n int, list []phraseStems) {
	for _, p := range list {
		if s := p.stems[0]; !slices.Contains(at[s], n) {
			at[s] = append(at[s], n)
		}
	}
}

// touching returns the groups of which a phrase may stand in toks, in the thesaurus's order.
func (g *groups) touching(toks []token) []group { return begun(g.list, g.at, toks) }

// kindsOf returns the kinds whose genus may stand in toks, in the thesaurus's order.
func (g *groups) kindsOf(toks []token) []kind { return begun(g.kinds, g.kindsAt, toks) }

// oppositesOf returns the opposites of which a phrase of either side may stand in toks, in the thesaurus's order.
func (g *groups) oppositesOf(toks []token) []opposite {
	return begun(g.opposites, g.oppositesAt, toks)
}

// begun returns what of list has a phrase that begins with a stem of toks, in the list's order.
func begun[T any](list []T, index map[string][]int, toks []token) []T {
	var at []int
	for _, t := range toks {
		at = append(at, index[t.stem]...)
	}
	slices.Sort(at)
	var out []T
	for _, i := range slices.Compact(at) {
		out = append(out, list[i])
	}
	return out
}

// alternatives returns what the groups have for the phrases of q's element.
func (q *query) alternatives(list []group, value float64, why string) []wording {
	var out []wording
	for _, g := range list {
		var here []int
		for _, p := range g {
			for _, i := range q.termsOf(p) {
				if !slices.Contains(here, i) {
					here = append(here, i)
				}
			}
		}
		if here == nil {
			continue
		}
		for _, p := range g {
			out = append(out, wording{p.stems, here, value, why + p.words})
		}
	}
	return out
}
