package corpus

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"claimchart/priorart"
	"claimchart/report"
)

// state is what became of a case. A known failure that passes is a failure: it has to be taken out.
func (o *Outcome) state() string {
	known := o.Case.known() != "" || o.recorded().Known != ""
	wrong := len(o.faults) > 0 || o.want != nil
	switch {
	case known && wrong:
		return report.CaseKnown
	case known, len(o.faults) > 0:
		return report.CaseFailed
	case o.want != nil:
		return report.CaseChanged
	}
	return report.CasePassed
}

// recorded is the case.yaml of a run; empty for other cases.
func (o *Outcome) recorded() Record {
	if !o.Case.is(Ran) {
		return Record{}
	}
	r, err := o.Case.record()
	if err != nil {
		return Record{} // said where the case was run
	}
	return r
}

// Result holds what ran against the baseline, nil where there is none. partly says that only some of the cases were run: the figures
// are then not compared.
func (c *Corpus) Result(outcomes []Outcome, b *Baseline, partly bool, flags string) report.Corpus {
	out := report.Corpus{Folder: c.Folder, PassedOver: c.PassedOver}
	if b != nil {
		out.Baseline = path.Join(c.Folder, BaselineFile)
	}
	if partly {
		out.Notes = append(out.Notes, fmt.Sprintf("%d of %d cases were run, so that the figures are not compared with those of all.", len(outcomes), len(c.Cases)))
	}
	suites := map[string]*report.Suite{}
	for _, s := range c.Suites() {
		suites[s] = &report.Suite{Folder: s}
	}
	leftOut := 0
	for i := range outcomes {
		o := &outcomes[i]
		if !o.Ran {
			leftOut++
			continue
		}
		k := c.caseOf(o, b, flags)
		s := suites[c.suite(o.Case)]
		s.Cases++
		switch k.State {
		case report.CasePassed:
			s.Passed++
		case report.CaseChanged:
			s.Changed++
		case report.CaseKnown:
			s.Known++
		case report.CaseFailed:
			s.Failed++
		}
		if k.Was == "" && b != nil {
			s.New++
		}
		out.Cases = append(out.Cases, k)
	}
	if leftOut > 0 {
		out.Notes = append(out.Notes, plural(leftOut, "case", "cases")+" of a command left out.")
	}
	for _, s := range c.Suites() {
		if suites[s].Cases > 0 {
			out.Suites = append(out.Suites, *suites[s])
		}
	}
	out.Figures = c.figuresOf(outcomes, b, !partly && leftOut == 0)
	if b != nil && !partly {
		out.Gone = c.gone(outcomes, b)
	}
	return out
}

// caseOf is a case as the report has it.
func (c *Corpus) caseOf(o *Outcome, b *Baseline, flags string) report.CorpusCase {
	k := report.CorpusCase{
		Name: o.Case.Name, File: o.Case.Path, Kinds: o.Case.Kinds, State: o.state(), Faults: o.faults, Changes: o.changes, Fields: o.fields,
		Rerun: fmt.Sprintf("claimchart regress %s --run '^%s$'%s", c.Folder, o.Case.Name, flags),
	}
	if k.Known = o.Case.known(); k.Known == "" {
		k.Known = o.recorded().Known
	}
	if k.State == report.CaseFailed && k.Known != "" {
		s := o.Case.file("known.txt")
		if s == nil {
			s = o.Case.file("case.yaml")
		}
		k.Faults = append(k.Faults, s.fault(0, "passes now, and is said to be known to fail: "+k.Known, "take known.txt out, or \"known:\" out of case.yaml"))
	}
	if b == nil {
		return k
	}
	k.Was = b.Cases[o.Case.Name]
	if k.Was != "" && b.Partial[o.Case.Name] != partial(o) && len(o.counted) > 0 {
		k.Counted = o.counted
	}
	for i := range o.cells {
		l := &o.cells[i]
		was, ok := b.Cells[l.key]
		if !ok {
			k.NewOnes++
			continue
		}
		if is := report.StateOf(&l.cell); stateText(is) != stateText(was) {
			k.Changes = append(k.Changes, report.CellChange{
				Document: o.Case.Name, Claim: 1, Label: l.label, Text: l.text, Reference: l.ref, Before: was, After: is,
				Why: append(l.judgedWords(&was), report.WhyChanged(cellFrom(l.ref, &was), &l.cell)...),
			})
		}
	}
	return k
}

// judgedWords says what a change of status is worth: the label tells what is right.
func (l *labelledCell) judgedWords(was *report.CellState) []string {
	switch {
	case was.Status == l.cell.Status:
		return nil
	case l.cell.Status == l.want:
		return []string{"right now: the label says " + string(l.want)}
	case was.Status == l.want:
		return []string{"no longer right: the label says " + string(l.want)}
	}
	return []string{"not right before nor now: the label says " + string(l.want)}
}

// cellFrom is a cell that says what a state says. What matched each word is not kept.
func cellFrom(reference string, s *report.CellState) *priorart.Cell {
	c := &priorart.Cell{Reference: reference, Status: s.Status, Score: s.Score, Quoted: s.Score, Reason: s.Reason, Found: s.Found, Missing: s.Missing}
	if s.Loc == "" {
		return c
	}
	quotes := strings.Split(s.Quote, "\n")
	for i, loc := range strings.Split(s.Loc, "\n") {
		e := priorart.Evidence{Stance: "supports"}
		var against bool
		if e.Loc, against = strings.CutSuffix(loc, " (speaks against it)"); against {
			e.Stance = "contradicts"
		}
		if i < len(quotes) {
			e.Quote = quotes[i]
		}
		c.Evidence = append(c.Evidence, e)
	}
	return c
}

// gone are the cases and cells that a baseline has and the corpus has not.
func (c *Corpus) gone(outcomes []Outcome, b *Baseline) []string {
	there := map[string]bool{}
	for i := range c.Cases {
		there[c.Cases[i].Name] = true
	}
	var out []string
	for name := range b.Cases {
		if !there[name] {
			out = append(out, name)
		}
	}
	ran, cells := map[string]bool{}, map[string]bool{}
	for i := range outcomes {
		ran[outcomes[i].Case.Name] = true
		for k := range outcomes[i].cells {
			cells[outcomes[i].cells[k].key] = true
		}
	}
	for key := range b.Cells {
		parts := strings.Split(key, " ")
		name := strings.Join(parts[:max(0, len(parts)-2)], " ")
		if !cells[key] && (ran[name] || !there[name] && b.Cases[name] == "") {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}
