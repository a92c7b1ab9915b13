package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"claimchart/claims/source"
	"claimchart/report"
)

// Record is case.yaml: how a report came about that is kept, and who judged it.
type Record struct {
	About   string   `yaml:"about"`            // what the case tries
	Command string   `yaml:"command"`          // chart, check, diff, parse, rank or search
	Args    []string `yaml:"args"`             // files of the case, and flags
	Judged  string   `yaml:"judged,omitempty"` // who judged it and when, "AB 2026-05-04"
	Made    string   `yaml:"made,omitempty"`   // the version of the tool that the report was kept from
	Status  int      `yaml:"status,omitempty"` // the exit status
	Known   string   `yaml:"known,omitempty"`  // why the case is known to fail
}

// Recordable are the commands whose runs can be kept: those that print a report of inputs and write nothing else.
var Recordable = []string{"chart", "check", "diff", "parse", "rank", "search"}

// record reads case.yaml.
func (c *Case) record() (r Record, err error) {
	s := c.file("case.yaml")
	if err := yaml.UnmarshalWithOptions([]byte(s.text), &r, yaml.Strict()); err != nil {
		return r, fmt.Errorf("%s: cannot be read: %s: give about, command, args, and if need be judged, made, status and known", s.path, yaml.FormatError(err, false, true))
	}
	if !slices.Contains(Recordable, r.Command) {
		return r, s.malformed(0, fmt.Sprintf("no command %q whose report can be kept", r.Command), "give one of "+strings.Join(Recordable, ", "))
	}
	for _, a := range r.Args {
		for _, f := range []string{"-f", "--format", "-o", "--output", "--stamp"} {
			if a == f || strings.HasPrefix(a, f+"=") {
				return r, s.malformed(0, f+" is not for a case: the report is compared as JSON", "take it out of args")
			}
		}
	}
	return r, nil
}

// Unpack writes the files of a case into a folder.
func (c *Case) Unpack(folder string) error {
	for i := range c.files {
		if !filepath.IsLocal(filepath.FromSlash(c.files[i].name)) {
			return fmt.Errorf("%s: %q leads out of the case: give names below it", c.Path, c.files[i].name)
		}
		file := filepath.Join(folder, filepath.FromSlash(c.files[i].name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("%s: cannot be unpacked: %w", c.Path, source.WithoutPath(err))
		}
		if err := os.WriteFile(file, []byte(c.files[i].text), 0o644); err != nil {
			return fmt.Errorf("%s: cannot be unpacked: %w", c.Path, source.WithoutPath(err))
		}
	}
	return nil
}

// run carries out the command of a case in a folder of its own and holds the report against want.json, and against what a person judged.
func (c *Case) run(o *Outcome, opt Options) error {
	rec, err := c.record()
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "claimchart-case-*")
	if err != nil {
		return fmt.Errorf("%s: no temporary folder: %w", c.Path, source.WithoutPath(err))
	}
	defer func() { _ = os.RemoveAll(folder) }()
	if err := c.Unpack(folder); err != nil {
		return err
	}
	args := append([]string{rec.Command}, rec.Args...)
	for _, file := range opt.Words {
		if rec.Command == "chart" {
			beside, err := besideCase(folder, file)
			if err != nil {
				return err
			}
			args = append(args, "--thesaurus", beside)
		}
	}
	s := c.file("case.yaml")
	defer func() {
		if fault := recover(); fault != nil { // the other cases run all the same
			o.fail(s.fault(0, fmt.Sprintf("the tool fell over this run: %v", fault), ""))
		}
	}()
	out, errout, status := opt.Command(folder, append(args, "--format", "json"))
	if status != rec.Status {
		o.fail(s.fault(0, fmt.Sprintf("claimchart %s: exit status %d, want %d: %s", strings.Join(args, " "), status, rec.Status, strings.TrimSpace(string(errout))), ""))
		return nil
	}
	now, err := Kept(out)
	if err != nil {
		o.fail(s.fault(0, fmt.Sprintf("claimchart %s: no report: %v", strings.Join(args, " "), err), ""))
		return nil
	}
	want := c.file("want.json")
	if err := o.hold(rec.Command, want, now); err != nil {
		o.fields = append(o.fields, want.name+" is no report that could be compared: "+err.Error())
		o.want = now
	} else if len(opt.Words) > 0 { // that a thesaurus was given is no difference, what it does is
		o.fields = slices.DeleteFunc(o.fields, func(f string) bool { return strings.HasPrefix(f, "inputs") || strings.HasPrefix(f, "options.") })
		if len(o.changes)+len(o.fields) == 0 {
			o.want = nil
		}
	}
	return o.persons(rec.Command, now)
}

// besideCase puts a thesaurus into the folder of a run, so that what it is called there does not depend on where it comes from, and returns its
// name. Where the case has such a file already it stays where it is.
func besideCase(folder, file string) (string, error) {
	name := filepath.Base(file)
	if _, err := os.Lstat(filepath.Join(folder, name)); err == nil {
		return file, nil
	}
	text, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name), text, 0o644)
	}
	if err != nil {
		return "", fmt.Errorf("--thesaurus %s: %w", file, source.WithoutPath(err))
	}
	return name, nil
}

// Kept is a report's JSON as a case keeps it: without "run", which tells of the tool and not of the matter.
func Kept(text []byte) ([]byte, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, err
	}
	dec := json.NewDecoder(strings.NewReader(string(text)))
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	var out strings.Builder
	out.WriteString("{")
	for n := 0; dec.More(); {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, err
		}
		if key == "run" {
			continue
		}
		if n++; n > 1 {
			out.WriteString(",")
		}
		fmt.Fprintf(&out, "\n  %q: %s", key, value)
	}
	return []byte(out.String() + "\n}\n"), nil
}

// hold holds a report against the one that was kept, and tells how it differs: a chart cell by cell, all else field by field. The error is
// for what was kept and is no report.
func (o *Outcome) hold(command string, want *section, now []byte) error {
	kept, err := Kept([]byte(want.text))
	if err != nil || string(kept) == string(now) {
		return err
	}
	o.want = now
	var before, after any
	if err := errors.Join(json.Unmarshal(kept, &before), json.Unmarshal(now, &after)); err != nil {
		return err
	}
	list := changedFields(before, after)
	if command == "chart" {
		old, err := report.ReadReport("want.json", kept)
		if err != nil {
			return err
		}
		is, err := report.ReadReport("the report", now)
		if err != nil {
			return err
		}
		if o.changes = changedCells(old, is); len(o.changes) > 0 { // the parts of cells are told there
			list = slices.DeleteFunc(list, func(f string) bool { return strings.Contains(f, ".cells[") })
		}
	}
	const most = 30
	if left := len(list) - most; left > 0 {
		list = append(list[:most], fmt.Sprintf("and %d more", left))
	}
	o.fields = list
	return nil
}

// changedCells are the cells that differ between two charts of one matter, an inherited limitation's once, with the causes.
func changedCells(old, now *report.Report) []report.CellChange {
	var out []report.CellChange
	for _, x := range report.CompareCharts(old, now, report.Input{Name: "want.json"}, report.Input{Name: "now"}).Compared.Cells {
		for _, cause := range x.Causes {
			if cause.Kind != "version" && cause.Kind != "unknown" {
				x.Why = append(x.Why, cause.Words)
			}
		}
		out = append(out, x.CellChange)
	}
	return out
}
