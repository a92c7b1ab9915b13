package corpus

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"claimchart/claims/source"
	"claimchart/report"
)

// Baseline is what a corpus reached: the figures, the state of each case, and of each labelled cell.
//
// The file has a line each, for a reader to see in a review of a change what it does:
//
//	figure NAME: RIGHT of N
//	case NAME: STATE, or STATE (FIGURE RIGHT of N, ...) where something of it is not right that only a figure counts
//	cell NAME ELEMENT REFERENCE: {"status": ...}
type Baseline struct {
	Figures map[string]report.Reached // by name, a part behind " | "
	Cases   map[string]string         // the state of each
	Partial map[string]string         // the counts of cases that are partly right
	Cells   map[string]report.CellState
}

// ReadBaseline reads a file; nil where there is none. An error names the line that cannot be read.
func ReadBaseline(file string) (*Baseline, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", file, source.WithoutPath(err))
	}
	b := &Baseline{map[string]report.Reached{}, map[string]string{}, map[string]string{}, map[string]report.CellState{}}
	sc := bufio.NewScanner(strings.NewReader(string(data)))
	sc.Buffer(nil, len(data)+1)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := b.add(line); err != nil {
			return nil, fmt.Errorf("%s:%d: %w: take the line out, or write the file anew with --update", file, n, err)
		}
	}
	return b, nil
}

// add reads a line.
func (b *Baseline) add(line string) error {
	what, rest, _ := strings.Cut(line, " ")
	name, value, ok := strings.Cut(rest, ": ")
	switch {
	case !ok:
	case what == "figure":
		right, of, _ := strings.Cut(value, " of ")
		r, err1 := strconv.ParseFloat(right, 64)
		n, err2 := strconv.Atoi(of)
		if err1 == nil && err2 == nil && r >= 0 && n >= 0 {
			b.Figures[name] = report.NewReached(r, n)
			return nil
		}
	case what == "case":
		state, partial, _ := strings.Cut(value, " (")
		if slices.Contains([]string{report.CasePassed, report.CaseKnown, report.CaseFailed}, state) {
			b.Cases[name], b.Partial[name] = state, strings.TrimSuffix(partial, ")")
			return nil
		}
	case what == "cell":
		var s report.CellState
		if err := json.Unmarshal([]byte(value), &s); err == nil {
			b.Cells[name] = s
			return nil
		}
	}
	return fmt.Errorf("cannot be read: %.80q", line)
}

// has tells whether the baseline has what a tally counts: the cell of a case with labels, else the case.
func (b *Baseline) has(o *Outcome, t *tally) bool {
	if o.Case.is(Labels) && (t.figure == figureRight || t.figure == figureFalse) {
		_, ok := b.Cells[t.key]
		return ok
	}
	_, ok := b.Cases[o.Case.Name]
	return ok
}

// partial are the counts of a case that are not all right, in the order of the figures: "elements 3 of 4, refs 1 of 4".
func partial(o *Outcome) string {
	var list []string
	totals := sum([]Outcome{*o}, func(_ *Outcome, t *tally) bool { return t.part == "" })
	for _, f := range figures {
		x, ok := totals[f.name]
		if !ok || o.Case.is(Labels) && (f.name == figureRight || f.name == figureFalse) {
			continue // labelled cells have lines of their own
		}
		if !f.fewer && x.Right < float64(x.Of) || f.fewer && x.Right > 0 {
			list = append(list, f.name+" "+counts(x))
		}
	}
	return strings.Join(list, "; ")
}

// counts prints a figure: "124 of 157".
func counts(x report.Reached) string {
	return strconv.FormatFloat(x.Right, 'f', -1, 64) + " of " + digits(x.Of)
}

const baselineHead = `# What this corpus reached: the figures, the state of each case and of each labelled cell. A figure below it, or a case that passed and
# fails, is a regression. "claimchart regress --update" writes it, after the change has been read.
`

// baselineText is the baseline of outcomes.
func baselineText(outcomes []Outcome) string {
	var b strings.Builder
	b.WriteString(baselineHead)
	totals := sum(outcomes, nil)
	var names []string
	for name := range totals {
		names = append(names, name)
	}
	slices.SortFunc(names, func(x, y string) int {
		return slices.Compare([]string{fmt.Sprintf("%02d", figureNumber(x)), x}, []string{fmt.Sprintf("%02d", figureNumber(y)), y})
	})
	b.WriteString("\n")
	for _, name := range names {
		fmt.Fprintf(&b, "figure %s: %s\n", name, counts(totals[name]))
	}
	b.WriteString("\n")
	for i := range outcomes {
		o := &outcomes[i]
		if !o.Ran {
			continue
		}
		state := o.state()
		if state == report.CaseChanged { // which is kept anew
			state = report.CasePassed
		}
		fmt.Fprintf(&b, "case %s: %s", o.Case.Name, state)
		if p := partial(o); p != "" {
			fmt.Fprintf(&b, " (%s)", p)
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
	for i := range outcomes {
		for k := range outcomes[i].cells {
			l := &outcomes[i].cells[k]
			fmt.Fprintf(&b, "cell %s: %s\n", l.key, stateText(report.StateOf(&l.cell)))
		}
	}
	return b.String()
}

// stateText is a cell's state as one line of JSON.
func stateText(s report.CellState) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // strings and numbers always encode
	return strings.TrimSpace(b.String())
}

// figureNumber is the place of a figure among all.
func figureNumber(name string) int {
	whole, _, _ := strings.Cut(name, " | ")
	for i, f := range figures {
		if f.name == whole {
			return i
		}
	}
	return len(figures)
}
