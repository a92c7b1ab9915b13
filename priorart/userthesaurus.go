package priorart

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Thesaurus is a user's own thesaurus. Its words count like those that a reference's own field has for the same thing, its kinds
// like any species; it is used before what ships, and every use names its line.
type Thesaurus struct {
	name   string
	groups *groups
}

// mostFaults is how many lines of a thesaurus are complained of at a time.
const mostFaults = 10

// ReadThesaurus reads a thesaurus: lines "a, b, c" for the same thing, "a > b, c" for a thing and its kinds, "a <> b" for
// opposites; empty lines and lines that begin with "#" say nothing. Phrases are compared by their stems. The error names every
// line that cannot be read (the first mostFaults), with the reason and what to do; a thesaurus that says nothing is one too.
func ReadThesaurus(name, text string) (*Thesaurus, error) {
	text = strings.TrimPrefix(text, "\uFEFF")
	if !utf8.ValidString(text) {
		return nil, fmt.Errorf("%s: not UTF-8 text: save it as plain text in UTF-8", name)
	}
	var faults []string
	readLines(text, func(line int, err error) {
		remedy := ""
		var e lineError
		if errors.As(err, &e) {
			remedy = ": " + e.remedy
		}
		faults = append(faults, fmt.Sprintf("%s:%d: %v%s", name, line, err, remedy))
	})
	if n := len(faults) - mostFaults; n > 0 {
		faults = append(faults[:mostFaults], fmt.Sprintf("%s: and %d more", name, n))
	}
	if faults != nil {
		return nil, fmt.Errorf("%s", strings.Join(faults, "\n"))
	}
	g := sortLines(text)
	if len(g.list.lines)+len(g.kinds.lines)+len(g.opposites.lines) == 0 {
		return nil, fmt.Errorf("%s: no line says anything: write lines such as \"lid, cover\", \"fastener > screw, bolt\" or \"open <> closed\"", name)
	}
	return &Thesaurus{name, g}, nil
}

// said names a line of t and what it was used for.
func (t *Thesaurus) said(line int, one, sign, other string) string {
	return fmt.Sprintf("your thesaurus %s:%d: %s %s %s", t.name, line, one, sign, other)
}

// use adds what t has for q's element, behind what q has from thesauri before it.
func (q *query) use(t *Thesaurus) {
	s := &t.groups.list
	for _, n := range s.begunAt(q.toks) {
		g := s.at(n)
		for _, claimed := range g {
			at := q.termsOf(claimed)
			for _, p := range g {
				if at != nil && !slices.Equal(p.stems, claimed.stems) {
					q.general = append(q.general, wording{p.stems, at, fieldWord, t.said(s.nums[n], claimed.words, "=", p.words)})
				}
			}
		}
	}
	k := &t.groups.kinds
	for _, n := range k.begunAt(q.toks) {
		genus := k.at(n).genus
		at := q.termsOf(genus)
		for _, p := range k.at(n).species {
			if at != nil {
				q.general = append(q.general, wording{p.stems, at, species, t.said(k.nums[n], genus.words, ">", p.words)})
			}
		}
	}
	o := &t.groups.opposites
	for _, n := range o.begunAt(q.toks) {
		x := o.at(n)
		q.opposing(x, func(claimed, against phraseStems) string {
			return against.words + " (" + t.said(o.nums[n], claimed.words, "<>", against.words) + ")"
		})
	}
}

// opposing adds what an opposite says against q's terms.
func (q *query) opposing(o opposite, why func(claimed, against phraseStems) string) {
	for _, sides := range [][2][]phraseStems{{o.one, o.other}, {o.other, o.one}} {
		for _, p := range sides[0] {
			at := q.termsOf(p)
			for _, against := range sides[1] {
				if at != nil {
					q.against = append(q.against, wording{against.stems, at, 0, why(p, against)})
				}
			}
		}
	}
}
