package priorart

import "slices"

// gaps lists the limitations that no eligible reference shows whole, each text once with all the claims that have it.
func gaps(charts []ClaimChart) []Gap {
	var out []Gap
	at := map[string]int{}
	for i := range charts {
		ch := &charts[i]
		for _, label := range ch.Verdict.Uncovered {
			r := slices.IndexFunc(ch.Rows, func(r Row) bool { return r.Label == label })
			row := &ch.Rows[r]
			if k, seen := at[row.Text]; seen {
				out[k].Claims = union(out[k].Claims, []int{ch.Claim})
				continue
			}
			g := Gap{Document: ch.Document, Claim: ch.Claim, Via: ch.Via, Label: label, Text: row.Text, Claims: []int{ch.Claim}, Missing: []string{}}
			g.nearest(ch, row)
			at[row.Text] = len(out)
			out = append(out, g)
		}
	}
	return out
}

// nearest fills in the reference that comes nearest: an eligible one if there is any.
func (g *Gap) nearest(ch *ClaimChart, row *Row) {
	best := ch.Nearest(row)
	if best == nil || best.Score == 0 {
		g.Reason = "nothing of it was found"
		return
	}
	s := ch.standing(best.Reference)
	g.Best, g.BestLabel, g.Score, g.Missing, g.Reason = best.Reference, s.Label, best.Score, best.Missing, best.Reason
	if !s.Eligible {
		g.Reason = join(g.Reason, "no eligible reference has any of it")
	}
}

// nearer tells whether c shows more of its limitation than other: by status, then by the score, a quotation before none.
func (c *Cell) nearer(other *Cell) bool {
	rank := map[Status]int{Disclosed: 2, Partly: 1}
	if rank[c.Status] != rank[other.Status] {
		return rank[c.Status] > rank[other.Status]
	}
	if (c.Quoted > 0) != (other.Quoted > 0) {
		return c.Quoted > 0
	}
	return c.Score > other.Score
}

// Nearest returns the cell that shows most of the row's limitation, an eligible reference's if there is any with evidence;
// nil for a row without cells.
func (ch *ClaimChart) Nearest(row *Row) *Cell {
	var best *Cell
	bestEligible := false
	for i := range row.Cells {
		c := &row.Cells[i]
		s := ch.standing(c.Reference)
		if best == nil || s.Eligible && !bestEligible || s.Eligible == bestEligible && c.nearer(best) {
			best, bestEligible = c, s.Eligible
		}
	}
	return best
}

func (ch *ClaimChart) standing(reference string) *Standing {
	for i := range ch.References {
		if ch.References[i].Reference == reference {
			return &ch.References[i]
		}
	}
	return nil
}
