package report

import (
	"cmp"
	"slices"
	"strings"

	"claimchart/priorart"
)

// bestFirst orders references as charts do, best first: those that are eligible for some claim, then by the mean of their scores for the
// claims charted, of one document or, for "", of all.
func (m *chartMaker) bestFirst(list []Art, document string) []Art {
	type place struct {
		out  bool
		mean float64
	}
	at := map[string]place{}
	for i := range list {
		p, sum, n := place{out: true}, 0.0, 0
		for j := range m.Charts {
			c := &m.Charts[j]
			if document != "" && c.Document != document {
				continue
			}
			if s := standing(c, list[i].ID); s != nil {
				sum += s.Score
				n++
				p.out = p.out && !s.Eligible
			}
		}
		p.mean = sum / float64(max(n, 1))
		at[list[i].ID] = p
	}
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b Art) int {
		x, y := at[a.ID], at[b.ID]
		switch {
		case x.out != y.out && x.out:
			return 1
		case x.out != y.out:
			return -1
		}
		return cmp.Compare(y.mean, x.mean)
	})
	return out
}

// A marked row is a limitation in a grid of marks, with the chart that it is a row of.
type markedRow struct {
	chart *priorart.ClaimChart
	row   *priorart.Row
}

// marks is a grid of limitations against the references that have cells for one of them, best first: a sign and a score in each
// cell. A limitation whose words stand in a grid above names it. One reference alone needs no grid.
func (m *chartMaker) marks(list []markedRow) {
	refs := m.columnsOf(list)
	if len(refs) < 2 {
		return
	}
	limit := 52
	if m.room.width > 0 { // eight references stand side by side where there is room for a few words
		limit = min(limit, max(12, m.room.width-1-7*priorart.DefaultBest))
	}
	g := grid{compact: true, columns: []column{{head: "Limitation"}}}
	for _, id := range refs {
		g.columns = append(g.columns, column{head: "  " + m.label(id) + blanks(1), right: true})
	}
	for _, r := range list {
		name := " " + r.row.Text
		key := r.chart.Document + "\x00" + r.row.Text
		if label, seen := m.marked[key]; !seen {
			m.marked[key] = r.row.Label
		} else if label != r.row.Label {
			name = " = " + label
		}
		row := []cell{{{bold(r.row.Label), say(strings.TrimPrefix(clip(r.row.Label+name, limit), r.row.Label))}}}
		for _, id := range refs {
			row = append(row, markCell(r, id))
		}
		g.rows = append(g.rows, row)
	}
	m.grid(g)
}

// columnsOf are the references of a grid of marks, at most DefaultBest or as many as have cells for one claim: those that are eligible for one of the
// claims that the rows belong to first, then in the order of the mean of their scores for these.
func (m *chartMaker) columnsOf(list []markedRow) []string {
	var charts []*priorart.ClaimChart
	var ids []string
	most := 0
	for _, r := range list {
		if !slices.Contains(charts, r.chart) {
			charts = append(charts, r.chart)
		}
		most = max(most, len(r.row.Cells))
		for i := range r.row.Cells {
			if id := r.row.Cells[i].Reference; !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	sums, out := map[string]float64{}, map[string]bool{}
	for _, id := range ids {
		out[id] = true
		for _, c := range charts {
			if s := standing(c, id); s != nil {
				sums[id] += s.Score
				out[id] = out[id] && !s.Eligible
			}
		}
	}
	slices.SortStableFunc(ids, func(a, b string) int {
		if out[a] != out[b] {
			if out[a] {
				return 1
			}
			return -1
		}
		return cmp.Compare(sums[b], sums[a])
	})
	return ids[:min(max(most, priorart.DefaultBest), len(ids))]
}

// markCell is what a reference has of a limitation: "● 91", with a mark where it is not eligible, empty where it has no cell there.
func markCell(r markedRow, id string) cell {
	at := slices.IndexFunc(r.row.Cells, func(c priorart.Cell) bool { return c.Reference == id })
	if at < 0 {
		return one("")
	}
	k := &r.row.Cells[at]
	sign, _, t := status(k.Status)
	number := hundredths(k.Score)
	number = blanks(3-len(number)) + number
	mark := blanks(1)
	if s := standing(r.chart, id); s != nil && !s.Eligible {
		mark, t = ineligible, faint
	}
	score := plain
	if t == faint {
		score = faint
	}
	return cell{{{"  " + sign, t, true}, {number + mark, score, true}}}
}
