package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"claimchart/claims"
)

// parsedRows are the rows of parsed claims: a row a term where terms were asked for, else a row an element where those or what
// is inherited were, else a row a claim.
func parsedRows(p *Parsed, elements bool) [][]string {
	has := func(what func(c Claim) bool) bool {
		return slices.ContainsFunc(p.Documents, func(d Document) bool { return slices.ContainsFunc(d.Claims, what) })
	}
	switch {
	case has(func(c Claim) bool { return c.Naming != nil }):
		return termRows(p)
	case elements || has(func(c Claim) bool { return c.Inheriting != nil }):
		return elementRows(p)
	}
	return claimRows(p)
}

// labelOf is what stands in each row of a derived claim.
func labelOf(c *Claim) string {
	if c.Origin.Kind == claims.Derived {
		return claims.Reconstructed
	}
	return ""
}

func refsOf(nums []int) string {
	out := make([]string, len(nums))
	for i, n := range nums {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, "; ")
}

var elementHead = []string{
	"document", "claim", "via", "reconstructed", "kind", "refs", "relation", "category", "scope", "status",
	"label", "depth", "inherited_from", "functional", "start", "end", "text", "note",
}

// elementRows has a row for each element of each claim, and where the claim is shown with what it inherits for each of that by
// each of its parents, those first. A claim without elements, and what was left out or cannot be inherited, is a row with a note.
func elementRows(p *Parsed) [][]string {
	rows := [][]string{elementHead}
	for _, d := range p.Documents {
		derived := map[int]bool{}
		for _, c := range d.Claims {
			derived[c.Num] = c.Origin.Kind == claims.Derived
		}
		for i := range d.Claims {
			c := &d.Claims[i]
			row := func(via int, e *claims.Element, from int, note string) {
				label := labelOf(c)
				if derived[from] {
					label = claims.Reconstructed // the words are, wherever they stand
				}
				lead := []string{
					d.Name, fmt.Sprint(c.Num), number(via), label, string(c.Kind), refsOf(c.Refs), string(c.Relation),
					string(c.Category), string(c.Scope), c.Status,
				}
				if e == nil {
					rows = append(rows, append(lead, "", "", "", "", "", "", "", note))
					return
				}
				rows = append(rows, append(lead, e.Label, fmt.Sprint(e.Depth), number(from), e.Functional, fmt.Sprint(e.Start), fmt.Sprint(e.End), e.Text, note))
			}
			ways := []Inherited{{}}
			if c.Inheriting != nil && len(c.Inherited) > 0 {
				ways = c.Inherited
			}
			if c.Inheriting != nil && c.LeftOut > 0 {
				row(0, nil, 0, parentsLeft(c.LeftOut))
			}
			for k := range ways {
				by := &ways[k]
				if note := inheritedWords(by, strconv.Itoa); note != "" {
					row(by.Via, nil, 0, note)
				}
				for j := range by.Elements {
					row(by.Via, &by.Elements[j].Element, by.Elements[j].From, "")
				}
				for j := range c.Elements {
					row(by.Via, &c.Elements[j], 0, "")
				}
				if len(c.Elements) == 0 {
					row(by.Via, nil, 0, "no elements: "+strings.Join(nonEmpty(pick(c.Canceled(), "canceled", ""), c.Origin.Why), "; "))
				}
			}
		}
	}
	return rows
}

var termHead = []string{"document", "claim", "reconstructed", "label", "start", "end", "term", "role", "basis", "why", "introduced_in", "introduced_as"}

// termRows has a row for each term. Places that introduce it and their words stand in the same order.
func termRows(p *Parsed) [][]string {
	rows := [][]string{termHead}
	for _, d := range p.Documents {
		for i := range d.Claims {
			c := &d.Claims[i]
			if c.Naming == nil {
				continue
			}
			for _, t := range c.Terms {
				var at, words []string
				for _, a := range t.Antecedents {
					at = append(at, a.Label)
					words = append(words, a.Text)
				}
				rows = append(rows, []string{
					d.Name, fmt.Sprint(c.Num), labelOf(c), t.Label, fmt.Sprint(t.Start), fmt.Sprint(t.End), t.Text, t.Role, t.Basis, t.Why,
					strings.Join(at, "\n"), strings.Join(words, "\n"),
				})
			}
		}
	}
	return rows
}
