package report

import (
	"fmt"
	"strings"

	"claimchart/priorart"
)

// chartIDs are the names by which a link finds the parts of a chart's page: "c1" claim 1, "c3via2" claim 3 by claim 2, "c1.a" its
// limitation 1[a], "c2.1.a" the same as claim 2 inherits it, "c1.a.D2" what D2 has of it. Those of a second claim set begin with "s2.".
// They go by number and label, so that a link holds as long as these do; what has the same number and label again is counted.
type chartIDs struct {
	charts map[*priorart.ClaimChart]string
	rows   map[*priorart.Row]string
	cells  map[*priorart.Cell]string
	art    map[string]string // by the reference's ID
	taken  map[string]int
}

func newChartIDs(m *chartMaker) chartIDs {
	ids := chartIDs{map[*priorart.ClaimChart]string{}, map[*priorart.Row]string{}, map[*priorart.Cell]string{}, map[string]string{}, map[string]int{}}
	for i := range m.Art {
		ids.art[m.Art[i].ID] = strings.TrimPrefix(ids.take("ref."+slug(m.label(m.Art[i].ID))), "ref.")
	}
	for i := range m.Charts {
		c := &m.Charts[i]
		prefix := ""
		for k := range m.Sets {
			if m.Sets[k].Name == c.Document && k > 0 {
				prefix = fmt.Sprintf("s%d.", k+1)
			}
		}
		name := fmt.Sprintf("%sc%d", prefix, c.Claim)
		if c.Via != 0 {
			name += fmt.Sprintf("via%d", c.Via)
		}
		ids.charts[c] = ids.take(name)
		for k := range c.Rows {
			r := &c.Rows[k]
			label := r.Label
			if r.InheritedFrom == 0 {
				label = strings.TrimPrefix(label, fmt.Sprint(c.Claim))
			}
			ids.rows[r] = ids.take(ids.charts[c] + "." + slug(label))
			for n := range r.Cells {
				ref := r.Cells[n].Reference
				if ids.art[ref] == "" {
					ids.art[ref] = slug(m.label(ref))
				}
				ids.cells[&r.Cells[n]] = ids.take(ids.rows[r] + "." + ids.art[ref])
			}
		}
	}
	return ids
}

// take returns the name, or where it is taken already the name with a number that is free.
func (ids *chartIDs) take(name string) string {
	ids.taken[name]++
	n := ids.taken[name]
	if n == 1 {
		return name
	}
	return ids.take(fmt.Sprintf("%s-%d", name, n))
}

// slug is a label as a part of an id: "[a][i]" is "a.i". What is neither letter, digit, hyphen nor underscore parts it.
func slug(label string) string {
	parts := strings.FieldsFunc(label, func(r rune) bool {
		return r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	if len(parts) == 0 {
		return "_"
	}
	return strings.Join(parts, ".")
}
