package corpus

import (
	"errors"
	"fmt"
	"regexp"
	"slices"

	"claimchart/claims/source"
	"claimchart/report"
)

// Outcome is what came of one case.
type Outcome struct {
	Case    *Case
	Ran     bool // false where it was left out: no command to carry it out
	faults  []report.Fault
	counted []report.Fault // not right, which only a figure counts
	tallies []tally
	cells   []labelledCell
	changes []report.CellChange // of a run
	fields  []string            // of a run: other parts of the report
	want    []byte              // of a run: the report as it is now, where it is not the one that was kept
}

// fail adds a fault of the case.
func (o *Outcome) fail(f report.Fault) { o.faults = append(o.faults, f) }

// Matching returns the names of the cases that a pattern matches: a regular expression, found anywhere in the name.
func (c *Corpus) Matching(pattern string) ([]string, error) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, fmt.Errorf("%q is no pattern: %w: give a part of a name, such as claims/ref-", pattern, err)
	}
	names := []string{}
	for i := range c.Cases {
		if re.MatchString(c.Cases[i].Name) {
			names = append(names, c.Cases[i].Name)
		}
	}
	return names, nil
}

// Run runs the cases, on all cores but for those of commands, which run one after the other since they change the folder. Outcomes
// are in order of name. An error is for a case that cannot be read as its kind is written; all such are named.
func (c *Corpus) Run(opt Options) ([]Outcome, error) {
	var list []*Case
	for i := range c.Cases {
		if one := &c.Cases[i]; opt.Names == nil || slices.Contains(opt.Names, one.Name) {
			list = append(list, one)
		}
	}
	out := make([]Outcome, 0, len(list))
	var wrong []error
	done := 0
	tell := func() {
		if done++; opt.Tell != nil {
			opt.Tell(done, len(list))
		}
	}
	type result struct {
		Outcome
		err error
	}
	_ = source.InOrder(slices.Values(list), func(*Case) int { return 0 }, func(one *Case) (r result) {
		r.Case = one
		defer func() {
			if fault := recover(); fault != nil { // the other cases run all the same
				r.fail(report.Fault{File: one.Path, What: fmt.Sprintf("the tool fell over this case: %v", fault)})
			}
		}()
		r.err = one.read(&r.Outcome, opt)
		return r
	}, func(r result) error { // which never fails
		wrong = append(wrong, r.err)
		out = append(out, r.Outcome)
		if !r.Case.is(Ran) {
			tell()
		}
		return nil
	})
	for i := range out {
		o := &out[i]
		if !o.Case.is(Ran) {
			continue
		}
		if opt.Command != nil {
			wrong = append(wrong, o.Case.run(o, opt))
			o.Ran = true
		}
		tell()
	}
	return out, errors.Join(wrong...)
}

// read runs all of a case that needs no command.
func (c *Case) read(o *Outcome, opt Options) error {
	var wrong []error
	for _, k := range []struct {
		kind string
		run  func(*Case, *Outcome, Options) error
	}{{Article, (*Case).article}, {Claims, (*Case).claims}, {Findings, (*Case).findings}, {Comparison, (*Case).compare}, {Labels, (*Case).labels}, {Ranking, (*Case).rank}} {
		if c.is(k.kind) {
			wrong = append(wrong, k.run(c, o, opt))
			o.Ran = true
		}
	}
	return errors.Join(wrong...)
}

// Suites are the folders of the corpus that hold cases, in order.
func (c *Corpus) Suites() []string {
	var out []string
	for i := range c.Cases {
		if s := c.suite(&c.Cases[i]); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}
