package report

import (
	"cmp"
	"slices"
	"strings"

	"claimchart/priorart"
)

// verdict compares what a claim adds up to, and how each reference stands to it. Of a claim that one report alone charts it says so.
func (c *comparer) verdict(p *chartPair) {
	switch {
	case p.old == nil:
		c.note("claim " + chartName(p.new.Claim, p.new.Via, p.new.Reconstructed) + " is charted only in " + c.out.New.Name + ": pattern " + pattern(p.new.Verdict.Category))
		return
	case p.new == nil:
		c.note("claim " + chartName(p.old.Claim, p.old.Via, p.old.Reconstructed) + " is charted only in " + c.out.Old.Name + ": pattern " + pattern(p.old.Verdict.Category))
		return
	}
	labels := map[string]string{}
	for _, r := range p.rows {
		if r.old != nil && r.new != nil {
			labels[r.old.Label] = r.new.Label
		}
	}
	v := VerdictChange{Document: p.new.Document, Claim: p.new.Claim, Via: p.new.Via, Reconstructed: p.new.Reconstructed, Before: stateOf(p.old), After: stateOf(p.new)}
	if p.old.Claim != p.new.Claim || p.old.Via != p.new.Via {
		v.Was = &CellPlace{Claim: p.old.Claim, Via: p.old.Via}
	}
	a, b := &p.old.Verdict, &p.new.Verdict
	uncovered := each(a.Uncovered, labels)
	v.Conclusion = a.Category != b.Category || a.CategoryWithoutPreamble != b.CategoryWithoutPreamble || !slices.Equal(each(a.Single, c.ids), b.Single) || !slices.Equal(uncovered, b.Uncovered) ||
		!slices.EqualFunc(a.Combinations, b.Combinations, func(x, y []string) bool { return slices.Equal(each(x, c.ids), y) })
	for i := range p.new.References {
		s := &p.new.References[i]
		was := standing(p.old, c.was[s.Reference])
		if was == nil {
			continue // added: said of the reference
		}
		change := StandingChange{Reference: s.Reference, Name: s.Label, Title: s.Title, Before: standingOf(was), After: standingOf(s)}
		if change.Before != change.After {
			v.Standings = append(v.Standings, change)
		}
	}
	var open, found labelled
	for _, label := range b.Uncovered {
		if !slices.Contains(uncovered, label) {
			open.add(label, c.lost(p, label))
		}
	}
	for _, label := range uncovered {
		if !slices.Contains(b.Uncovered, label) && rowBy(p.new, label) != nil {
			found.add(label, strings.Join(showing(p.new, label), ", "))
		}
	}
	v.Why = append(open.said("left open now", ": "), found.said("found together now", ", in ")...)
	if v.Conclusion || len(v.Standings) > 0 {
		c.out.Verdicts = append(c.out.Verdicts, v)
	}
}

// labelled are labels with what is said of each, in order.
type labelled struct{ labels, words []string }

func (r *labelled) add(label, words string) {
	r.labels, r.words = append(r.labels, label), append(r.words, words)
}

// said tells the same of several labels once: "1[a] and 1[b] are left open now: D1 is not eligible now".
func (r *labelled) said(what, join string) []string {
	var out []string
	for i, words := range r.words {
		if slices.Index(r.words, words) < i {
			continue
		}
		var labels []string
		for k := range r.words {
			if r.words[k] == words {
				labels = append(labels, r.labels[k])
			}
		}
		line := enumerate(labels, "and") + " " + areOrIs(labels) + " " + what
		if words != "" {
			line += join + words
		}
		out = append(out, line)
	}
	return out
}

func areOrIs(list []string) string {
	if len(list) == 1 {
		return "is"
	}
	return "are"
}

// lost says of a limitation that is open now what became of the references that showed it before.
func (c *comparer) lost(p *chartPair, label string) string {
	var out, away, parts []string
	for _, r := range p.rows {
		if r.old == nil || r.new == nil || r.new.Label != label {
			continue
		}
		for i := range r.old.Cells {
			k := &r.old.Cells[i]
			s := standing(p.old, k.Reference)
			if s == nil || !s.Eligible || k.Status != priorart.Disclosed {
				continue
			}
			id, paired := c.ids[k.Reference]
			now, then := cellBy(r.new, id), standing(p.new, id)
			switch {
			case !paired:
				away = append(away, c.names[k.Reference])
			case then != nil && !then.Eligible:
				out = append(out, then.Label)
			case now != nil && now.Status != priorart.Disclosed:
				parts = append(parts, c.names[id]+": "+now.Status.Words())
			}
		}
	}
	for _, list := range [][]string{out, away} {
		slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	}
	if len(away) > 0 {
		verb := "was"
		if len(away) > 1 {
			verb = "were"
		}
		parts = append(parts, enumerate(away, "and")+" "+verb+" taken away")
	}
	if len(out) > 0 {
		parts = append(parts, enumerate(out, "and")+" "+areOrIs(out)+" not eligible now")
	}
	slices.Sort(parts)
	return strings.Join(parts, "; ")
}

func rowBy(k *priorart.ClaimChart, label string) *priorart.Row {
	for i := range k.Rows {
		if k.Rows[i].Label == label {
			return &k.Rows[i]
		}
	}
	return nil
}

// showing are the labels of the eligible references whose cells show a limitation.
func showing(k *priorart.ClaimChart, label string) []string {
	var out []string
	if r := rowBy(k, label); r != nil {
		for i := range r.Cells {
			if s := standing(k, r.Cells[i].Reference); s != nil && s.Eligible && r.Cells[i].Status == priorart.Disclosed {
				out = append(out, s.Label)
			}
		}
	}
	if out == nil {
		return []string{"a reference that is not shown"}
	}
	return out
}

// each puts words in the place of others; what stands for nothing stays.
func each(list []string, others map[string]string) []string {
	out := make([]string, len(list))
	for i, w := range list {
		if out[i] = w; others[w] != "" {
			out[i] = others[w]
		}
	}
	return out
}

// stateOf is what a claim adds up to, its references by their labels.
func stateOf(k *priorart.ClaimChart) VerdictState {
	names := map[string]string{}
	for i := range k.References {
		names[k.References[i].Reference] = k.References[i].Label
	}
	out := VerdictState{Category: k.Verdict.Category, Without: k.Verdict.CategoryWithoutPreamble, Single: each(k.Verdict.Single, names), Uncovered: k.Verdict.Uncovered}
	for _, list := range k.Verdict.Combinations {
		out.Combinations = append(out.Combinations, each(list, names))
	}
	return out
}

func standingOf(s *priorart.Standing) StandingState {
	return StandingState{Eligible: s.Eligible, DateCheck: s.DateCheck, As: s.As, Use: s.Use, Date: s.Date, Reason: s.Reason, Category: s.Category, Coverage: s.Coverage}
}
