package priorart

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"claimchart/claims"
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

// groups is a thesaurus. Kinds are found by their genus, groups and opposites by any of their phrases.
type groups struct {
	list      section[group]
	kinds     section[kind]
	opposites section[opposite]
}

// section holds the lines of one kind. A line is read when a text first has a word that a phrase of it begins with: a chart
// needs few of them, and reading all takes longer than many a chart.
type section[T any] struct {
	lines  []string
	nums   []int // the lines' numbers in the file
	made   []atomic.Pointer[T]
	starts map[string][]start // by the first letters of a phrase
	make   func(line string) (T, error)
}

// start is the first word of a phrase, as it is compared before it is stemmed, and the phrase's line.
type start struct {
	word string
	line int
}

// thesaurus is the general one, read at first use.
var thesaurus = sync.OnceValue(func() *groups { return sortLines(thesaurusText) })

// sortLines makes a thesaurus of lines: "a, b, c" is a group, "a > b, c" a thing and its kinds, "a, b <> c" two sides that
// contradict each other; a line that begins with "#" is a comment. A comma parts phrases where a space follows it
// ("1,2-propanediol" is one). A line that cannot be read finds nothing.
func sortLines(text string) *groups {
	g := &groups{section[group]{make: readGroup}, section[kind]{make: readKind}, section[opposite]{make: readOpposite}}
	num := 0
	for line := range strings.Lines(text) {
		num++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		before, after, _ := cutSign(line)
		switch {
		case strings.Contains(line, "<>"):
			g.opposites.add(num, line, before, after)
		case strings.Contains(line, ">"):
			g.kinds.add(num, line, before)
		default:
			g.list.add(num, line, before)
		}
	}
	g.list.made = make([]atomic.Pointer[group], len(g.list.lines))
	g.kinds.made = make([]atomic.Pointer[kind], len(g.kinds.lines))
	g.opposites.made = make([]atomic.Pointer[opposite], len(g.opposites.lines))
	return g
}

// letters is how many letters a word and its stem surely share at their beginning ("using", "use").
const letters = 2

func (s *section[T]) add(num int, line string, lists ...string) {
	if s.starts == nil {
		s.starts = map[string][]start{}
	}
	for _, list := range lists {
		for phrase := range strings.SplitSeq(list, ", ") {
			word := firstWord(phrase)
			key := word[:min(letters, len(word))]
			s.starts[key] = append(s.starts[key], start{word, len(s.lines)})
		}
	}
	s.lines, s.nums = append(s.lines, line), append(s.nums, num)
}

// firstWord is the first token of a phrase, before it is stemmed.
func firstWord(phrase string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(phrase), " ")
	plain := func(r rune) bool { return r >= 'a' && r <= 'z' }
	if strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	if toks := tokens(phrase); len(toks) > 0 {
		return toks[0].lower
	}
	return ""
}

// begun returns what of a section has a phrase that begins with a stem of toks, in the thesaurus's order.
func (s *section[T]) begun(toks []token) []T {
	var out []T
	for _, i := range s.begunAt(toks) {
		out = append(out, s.at(i))
	}
	return out
}

// begunAt returns the same as places in s.lines.
func (s *section[T]) begunAt(toks []token) []int {
	var at []int
	for _, t := range toks {
		for _, x := range s.starts[t.stem[:min(letters, len(t.stem))]] {
			if strings.HasPrefix(x.word, t.stem[:max(0, len(t.stem)-1)]) && claims.Stem(x.word) == t.stem {
				at = append(at, x.line)
			}
		}
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// at returns what line i says; it is read once.
func (s *section[T]) at(i int) T {
	p := s.made[i].Load()
	if p == nil {
		x, _ := s.make(s.lines[i])
		p = &x
		s.made[i].Store(p)
	}
	return *p
}

// touching returns the groups of which a phrase may stand in toks, in the thesaurus's order.
func (g *groups) touching(toks []token) []group { return g.list.begun(toks) }

// kindsOf returns the kinds whose genus may stand in toks, in the thesaurus's order.
func (g *groups) kindsOf(toks []token) []kind { return g.kinds.begun(toks) }

// oppositesOf returns the opposites of which a phrase of either side may stand in toks, in the thesaurus's order.
func (g *groups) oppositesOf(toks []token) []opposite { return g.opposites.begun(toks) }

// cutSign parts a line at its sign.
func cutSign(line string) (before, after, sign string) {
	i := strings.IndexAny(line, signs)
	if i < 0 {
		return line, "", ""
	}
	rest := strings.TrimLeft(line[i:], signs)
	return line[:i], rest, line[i : len(line)-len(rest)]
}

// signs are the characters that stand in no phrase.
const signs = "<>=|:;#*"

func readGroup(line string) (group, error) {
	one, _, err := readSides(line, "")
	if err == nil && len(one) < 2 {
		err = lineError{"a group of one", "write at least two phrases for the same thing, \"a, b\""}
	}
	return one, err
}

func readKind(line string) (kind, error) {
	one, other, err := readSides(line, ">")
	if err == nil && len(one) > 1 {
		err = lineError{"kinds of more than one thing", "write a line for each thing, \"a > b, c\""}
	}
	if err != nil {
		return kind{}, err
	}
	return kind{one[0], other}, nil
}

func readOpposite(line string) (opposite, error) {
	one, other, err := readSides(line, "<>")
	return opposite{one, other}, err
}

// lineError is what is wrong with a line, and what to do.
type lineError struct{ reason, remedy string }

func (e lineError) Error() string { return e.reason }

// readLines tells what is wrong with the lines of a thesaurus, by their numbers: lines that cannot be read, and those that say what one
// before them says.
func readLines(text string, wrong func(line int, err error)) {
	seen := map[string]int{}
	num := 0
	for line := range strings.Lines(text) {
		num++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		var err error
		first, twice := seen[line]
		switch _, _, sign := cutSign(line); {
		case twice:
			err = lineError{fmt.Sprintf("the same as line %d", first), "leave it out"}
		case sign == ">":
			_, err = readKind(line)
		case sign == "<>":
			_, err = readOpposite(line)
		default:
			_, err = readGroup(line)
		}
		if !twice {
			seen[line] = num
		}
		if err != nil {
			wrong(num, err)
		}
	}
}

// readSides reads what stands on both sides of a line's sign, or the whole line if it has none.
func readSides(line, sign string) (one, other []phraseStems, err error) {
	before, after, found := cutSign(line)
	if found != sign {
		return nil, nil, lineError{fmt.Sprintf("unknown sign %q", found), "write \"a, b\" for the same thing, \"a > b\" for a kind, \"a <> b\" for an opposite"}
	}
	if i := strings.IndexAny(after, signs); i >= 0 {
		return nil, nil, lineError{fmt.Sprintf("a second sign %q", after[i:i+1]), "write one \">\" or \"<>\" a line"}
	}
	if one, err = phrases(before); err != nil || sign == "" {
		return one, nil, err
	}
	if other, err = phrases(after); err == nil {
		err = apart(one, other)
	}
	return one, other, err
}

// phrases reads a list of phrases, none empty and none twice.
func phrases(list string) ([]phraseStems, error) {
	written := strings.Split(list, ", ")
	out := []phraseStems(newGroup(written))
	if len(out) < len(written) {
		return nil, lineError{"an empty phrase", "write a word between the commas and on both sides of a sign"}
	}
	for i, p := range out {
		if c := strings.LastIndexByte(p.words, ','); c >= 0 && (c+1 == len(p.words) || p.words[c+1] < '0' || p.words[c+1] > '9') {
			return nil, lineError{fmt.Sprintf("no space after the comma in %q", p.words), "write \", \" between phrases, and none at the end"}
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
				return lineError{fmt.Sprintf("%q is compared as %q is", b.words, a.words), "leave one of them out: words are compared by their stem"}
			}
		}
	}
	return nil
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
