package priorart

import (
	"slices"
	"strings"

	"claimchart/claims"
)

// pinned cuts quotations of a reference's claims to the elements that matter. A claim is one sentence (MPEP 608.01(m)) and may be a page long:
// of one that is quoted, those elements are kept in which something was matched, verbatim and with their places, neighbouring ones as one
// piece. A quotation without a match, or of anything but a claim, stays whole. What the cell shows does not change.
func (c Cell) pinned(ref *Reference) Cell {
	if !slices.ContainsFunc(c.Evidence, func(e Evidence) bool { return claimPassage(e.Loc) }) {
		return c
	}
	out := []Evidence{}
	for _, e := range c.Evidence {
		at := slices.IndexFunc(ref.Passages, func(p Passage) bool {
			return p.Loc == e.Loc && e.End <= len(p.Text) && p.Text[e.Start:e.End] == e.Quote
		})
		if at < 0 || !claimPassage(e.Loc) || len(e.Matches) == 0 {
			out = append(out, e)
			continue
		}
		out = append(out, e.pieces(&ref.Passages[at])...)
	}
	c.Evidence = out
	return c
}

// claimPassage tells whether a place is a claim of a reference: "claim 3".
func claimPassage(loc string) bool { return strings.HasPrefix(strings.ToLower(loc), "claim") }

// pieces are the elements of a quotation that hold a match, neighbouring ones as one.
func (e *Evidence) pieces(p *Passage) []Evidence {
	var out []Evidence
	last := -2
	for n, s := range elementsOf(p.Text, e.Start, e.End) {
		var matches []Match
		for _, m := range e.Matches {
			if m.Start >= s.Start && m.Start < s.End {
				matches = append(matches, m)
			}
		}
		if matches == nil {
			continue
		}
		if k := len(out) - 1; last == n-1 && k >= 0 {
			out[k].End = s.End
			out[k].Matches = append(out[k].Matches, matches...)
		} else {
			out = append(out, Evidence{Loc: e.Loc, Start: s.Start, End: s.End, Stance: e.Stance, Matches: matches})
		}
		last = n
	}
	for i := range out {
		o := &out[i]
		for _, m := range o.Matches { // a match of several words may run on
			o.End = max(o.End, m.End)
		}
		o.Quote, o.Cite = p.Text[o.Start:o.End], p.locate(o.Start, o.End)
	}
	return out
}

// elementsOf cuts text[from:to] after its semicolons and after the colon of its preamble, without the blanks between.
func elementsOf(text string, from, to int) []claims.Span {
	var out []claims.Span
	colon := true
	for at := from; at < to; {
		end := at
		for end < to && text[end] != ';' && (text[end] != ':' || !colon) {
			end++
		}
		if end < to {
			colon = colon && text[end] != ':'
			end++
		}
		out = append(out, claims.Span{Start: at, End: end})
		for at = end; at < to && text[at] == ' '; at++ {
		}
	}
	return out
}
