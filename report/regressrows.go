package report

import (
	"strconv"
	"strings"
)

// regressRows is the table of a regression report: a case, a changed cell of one, or a figure a row.
func regressRows(r *Regressed) [][]string {
	rows := [][]string{{"corpus", "row", "name", "state", "was", "file", "line", "what", "right", "of", "why"}}
	for i := range r.Corpora {
		c := &r.Corpora[i]
		for k := range c.Figures {
			f := &c.Figures[k]
			name, was := f.Name, ""
			if f.Part != "" {
				name += ": " + f.Part
			}
			if f.Was != nil {
				was = reached(f.Was.Right, f.Was.Of)
			}
			rows = append(rows, []string{c.Folder, "figure", name, f.Change, was, "", "", f.About, strconv.FormatFloat(f.Right, 'f', -1, 64), strconv.Itoa(f.Of), ""})
		}
		for k := range c.Cases {
			x := &c.Cases[k]
			rows = append(rows, []string{c.Folder, "case", x.Name, x.State, x.Was, x.File, "", strings.Join(append(append([]string{}, x.Kinds...), x.Fields...), "\n"), "", "", x.Known})
			for n := range x.Faults {
				f := &x.Faults[n]
				rows = append(rows, []string{c.Folder, "fault", x.Name, x.State, "", f.File, number(f.Line), f.What, "", "", f.Remedy})
			}
			for n := range x.Changes {
				d := &x.Changes[n]
				rows = append(rows, []string{c.Folder, "cell", x.Name, stateWords(&d.After), stateWords(&d.Before), x.File, "", d.Label + ", " + d.Reference + ": " + d.Text, "", "", strings.Join(d.Why, "\n")})
			}
		}
		for _, name := range c.Gone {
			rows = append(rows, []string{c.Folder, "gone", name, "", "", "", "", "", "", "", ""})
		}
	}
	return rows
}

// stateWords is a cell's state in a line.
func stateWords(s *CellState) string {
	if s.Status == "" {
		return "no cell"
	}
	words := string(s.Status) + " " + fine(s.Score)
	if s.Loc != "" {
		words += ", " + strings.ReplaceAll(s.Loc, "\n", "; ")
	}
	if len(s.Missing) > 0 {
		words += ", missing: " + strings.Join(s.Missing, "; ")
	}
	return words
}
