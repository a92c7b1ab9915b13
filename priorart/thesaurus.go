package priorart

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// thesaurus.txt holds groups of words that technical English has for the same thing, a group a line, written for this project.
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

// groups is a thesaurus: its groups, and for each stem the groups that have a phrase beginning with it.
type groups struct {
	list []group
	at   map[string][]int
}

// thesaurus is the general one, read at first use.
var thesaurus = sync.OnceValue(func() *groups {
	g := &groups{at: map[string][]int{}}
	for line := range strings.Lines(thesaurusText) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		group := newGroup(strings.Split(line, ","))
		for _, p := range group {
			if at := g.at[p.stems[0]]; !slices.Contains(at, len(g.list)) {
				g.at[p.stems[0]] = append(at, len(g.list))
			}
		}
		g.list = append(g.list, group)
	}
	return g
})

// touching returns the groups of which a phrase may stand in toks, in the thesaurus's order.
func (g *groups) touching(toks []token) []group {
	var at []int
	for _, t := range toks {
		at = append(at, g.at[t.stem]...)
	}
	slices.Sort(at)
	var out []group
	for _, i := range slices.Compact(at) {
		out = append(out, g.list[i])
	}
	return out
}

// alternatives returns what the groups have for the phrases of q's element.
func (q *query) alternatives(list []group, value float64, why string) []wording {
	var out []wording
	for _, g := range list {
		var here []int
		for _, p := range g {
			for k := range q.toks {
				if !standsAt(q.toks, k, p.stems) {
					continue
				}
				for _, t := range q.toks[k : k+len(p.stems)] {
					i := slices.IndexFunc(q.terms, func(x term) bool { return x.stem == t.stem })
					if i >= 0 && !slices.Contains(here, i) && (len(p.stems) > 1 || !q.terms[i].modifier) {
						here = append(here, i)
					}
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
