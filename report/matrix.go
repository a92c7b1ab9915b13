package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"claimchart/claims"
	"claimchart/priorart"
)

// matrices shows the score of every reference for every claim: a matrix for each claim set, and what its signs mean.
func (m *chartMaker) matrices() {
	if len(m.Charts) == 0 || len(m.Art) == 0 {
		return
	}
	m.heading(2, "Matrix: how much of each claim was found in each reference")
	var all []*priorart.ClaimChart
	counts := false
	for i := range m.Sets {
		charts := m.chartsOf(&m.Sets[i])
		if len(charts) > 0 {
			m.setName(m.Sets[i].Name)
			counts = m.matrix(&m.Sets[i], charts) || counts
			all = append(all, charts...)
		}
	}
	m.matrixKey(all, counts)
}

// matrix prints one claim set's scores, with counts of limitations where all references still stand in one block, and
// tells whether it did.
func (m *chartMaker) matrix(set *Document, charts []*priorart.ClaimChart) bool {
	if m.room.wide {
		g := m.matrixGrid(set, charts, true)
		total := 1
		for _, w := range g.naturals() {
			total += w
		}
		if total <= m.room.width || m.room.width == 0 {
			m.grid(g)
			return true
		}
	}
	m.grid(m.matrixGrid(set, charts, false))
	return false
}

// matrixGrid is a matrix; with counts its cells also say how many limitations were found, "5●1◐", and the claim's says of
// how many.
func (m *chartMaker) matrixGrid(set *Document, charts []*priorart.ClaimChart, counts bool) grid {
	room, gap := 0, 2
	if counts {
		for _, c := range charts {
			for i := range c.References {
				room = max(room, displaywidth.String(countWords(&c.References[i])))
			}
		}
		gap += room + 1
	}
	g := grid{compact: true, columns: []column{{head: "Claim"}}}
	refs := m.bestFirst(m.rows, set.Name)
	for _, a := range refs {
		g.columns = append(g.columns, column{head: m.label(a.ID) + blanks(gap), right: true})
	}
	for _, c := range charts {
		best := bestScore(c)
		name := set.viaMark(c.Claim, c.Via)
		if counts && len(c.References) > 0 {
			name += fmt.Sprintf(" (%d)", limitations(&c.References[0]))
		}
		row := []cell{one(name)}
		for _, a := range refs {
			s := standing(c, a.ID)
			if s == nil {
				row = append(row, one(""))
				continue
			}
			more := ""
			if counts {
				more = countWords(s)
				more += blanks(room - displaywidth.String(more))
			}
			row = append(row, matrixCell(s, best, more))
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// countWords is "5●1◐": five limitations found together in one passage, one partly.
func countWords(s *priorart.Standing) string {
	words := ""
	if s.Disclosed > 0 {
		sign, _, _ := status(priorart.Disclosed)
		words += fmt.Sprint(s.Disclosed) + sign
	}
	if s.Partly > 0 {
		sign, _, _ := status(priorart.Partly)
		words += fmt.Sprint(s.Partly) + sign
	}
	return words
}

// limitations is how many limitations a reference was compared with.
func limitations(s *priorart.Standing) int { return s.Disclosed + s.Partly + s.NotFound }

// blanks are spaces that keep what stands above each other so.
func blanks(n int) string { return strings.Repeat(" ", n) }

// bestScore is the highest score among a claim's eligible references, or -1 where none is eligible.
func bestScore(c *priorart.ClaimChart) float64 {
	best := -1.0
	for _, s := range c.References {
		if s.Eligible {
			best = max(best, s.Score)
		}
	}
	return best
}

// matrixCell is a score in hundredths with its marks: [62] named by the author, 62* the row's best, 62× not eligible.
func matrixCell(s *priorart.Standing, best float64, more string) cell {
	number, t := hundredths(s.Score), plain
	if number == "0" {
		number = "·"
	}
	mark := blanks(1)
	switch {
	case !s.Eligible:
		mark, t = ineligible, faint
	case s.Score == best && best > 0:
		mark, t = "*", strong
	}
	if s.Named {
		number = "[" + number + "]" + mark
	} else {
		number += mark + blanks(1)
	}
	if more != "" {
		more += blanks(1)
	}
	return cell{{{number + more, t, true}}}
}

// matrixKey says what a number means, then the marks that occur, then what a reconstruction is.
func (m *chartMaker) matrixKey(charts []*priorart.ClaimChart, counts bool) {
	var marks []string
	add := func(when bool, words string) {
		if when {
			marks = append(marks, words)
		}
	}
	var best, author, out, nothing, derived, whole, partly bool
	for _, c := range charts {
		top := bestScore(c)
		for i := range c.References {
			s := &c.References[i]
			best = best || s.Eligible && s.Score == top && top > 0
			author = author || s.Named
			out = out || !s.Eligible
			nothing = nothing || hundredths(s.Score) == "0"
			whole, partly = whole || s.Disclosed > 0, partly || s.Partly > 0
		}
		derived = derived || m.derived(c)
	}
	label := ""
	if derived {
		label = rebuilt + " " + claims.Reconstructed + "."
	}
	add(best, "62* highest in its row among eligible references")
	add(author, "[62] named for this claim by the author of the text")
	add(out, "62"+ineligible+" not eligible on its date")
	add(nothing, "· nothing found")
	add(counts && whole, "2● of the claim's limitations two were found together in one passage")
	add(counts && partly, "1◐ one was partly found")
	add(counts, "(6) behind a claim is how many limitations it has, inherited ones included")
	how := ": the mean of its limitations' scores, inherited ones included. "
	if !slices.ContainsFunc(m.Art, func(r Art) bool { return r.Kind != "practice" }) {
		how = ": how much of the claim's limitations, inherited ones included, was found, where a limitation counts the less the more " +
			"claims of the set have it: what sets a claim apart decides. "
	}
	m.para(say("A number is a score in hundredths"+how+"It orders the evidence and is no probability. "+sentence(marks)+" "), bold(label))
}
