package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
	"golang.org/x/tools/txtar"

	"claimchart/claims/source"
	"claimchart/report"
	"claimchart/report/corpus"
)

// addFlags are the flags of regress add.
type addFlags struct {
	note, judge, date, review string
	txtar, force              bool
}

func newRegressAdd() *cobra.Command {
	var f addFlags
	cmd := &cobra.Command{
		Use:   "add DIR/NAME -- COMMAND [ARGS]",
		Short: "Keep a run as a case: its inputs, its options, its report, and who judged it",
		Long: `add carries out a command of claimchart (` + strings.Join(corpus.Recordable, ", ") + `) and keeps it as the case DIR/NAME: the input files under their
names, case.yaml with the command and its arguments, and want.json, its report. From then on "claimchart regress DIR" says what an
upgrade, or a change of these files, does to it. Read the report before you keep it.

--review FILE takes a person's decisions: the workbook that chart wrote, with its columns Reviewed, Status and Note filled, or JSON lines.
They become judgements.jsonl, and regress counts how many cells agree. --judge and --date say who judged and when; the date is the
one that you give, "today" for the clock's.

A folder of references is copied whole, without hidden files: a library that was built is kept as the documents that it was built
of, and not what was built. A file over 16 MB, or a case over 64 MB, is refused. --txtar makes one file, where all inputs are text.
A case that is there already stays unless --force is given; decisions and rankings of the old one are kept then.`,
		Example: `  claimchart chart claims.txt --against prior-art -o chart.xlsx                  read it, and fill in Reviewed, Status and Note
  claimchart regress add cases/jar --judge AB --date 2026-05-04 --review chart.xlsx -- chart claims.txt --against prior-art
  claimchart regress cases

  claimchart regress add cases/lamp --txtar --note "a lamp without a switch" -- check lamp.txt --law ep`,
		Args: func(cmd *cobra.Command, args []string) error {
			if at := cmd.ArgsLenAtDash(); at != 1 || len(args) < 3 {
				return fmt.Errorf("give the case's folder and name, then --, then the command to keep: regress add cases/jar -- chart claims.txt --against prior-art\nSee '%s --help'", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return f.add(cmd, args[0], args[1:]) },
	}
	cmd.Flags().StringVar(&f.note, "note", "", "say what the case tries, in `WORDS`")
	cmd.Flags().StringVar(&f.judge, "judge", "", "say `WHO` read and judged the report")
	cmd.Flags().StringVar(&f.date, "date", "", "say when: a `DATE`, YYYY-MM-DD, or today")
	cmd.Flags().StringVar(&f.review, "review", "", "take a person's decisions from `FILE`, as chart --review does")
	cmd.Flags().BoolVar(&f.txtar, "txtar", false, "write one file, DIR/NAME.txtar")
	cmd.Flags().BoolVar(&f.force, "force", false, "put the case in the place of one that is there")
	return cmd
}

// dateGiven is the form of a date.
var dateGiven = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)

// judged says who judged and when.
func (f *addFlags) judged() (string, error) {
	switch {
	case f.date == "today":
		f.date = time.Now().Format(time.DateOnly)
	case f.date != "" && !dateGiven.MatchString(f.date):
		return "", fmt.Errorf("--date %s: no date: give it as 2026-05-04, or today", f.date)
	}
	if f.date != "" && f.judge == "" {
		return "", errors.New("--date: it says when somebody judged: give --judge with who as well")
	}
	return strings.TrimSpace(f.judge + " " + f.date), nil
}

// add keeps the run of a command line as the case target.
func (f *addFlags) add(cmd *cobra.Command, target string, line []string) (err error) {
	judged, err := f.judged()
	if err != nil {
		return err
	}
	if strings.HasSuffix(target, ".txtar") {
		f.txtar = true
	} else if f.txtar {
		target += ".txtar"
	}
	old, err := f.standing(target)
	if err != nil {
		return err
	}
	k, err := newKept(line, f.txtar)
	if err != nil {
		return err
	}
	parent := filepath.Dir(filepath.Clean(target))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("%s: cannot be made: %w", parent, source.WithoutPath(err))
	}
	folder, err := os.MkdirTemp(parent, ".case-*.tmp")
	if err != nil {
		return fmt.Errorf("%s: cannot be written to: %w", parent, source.WithoutPath(err))
	}
	defer func() { _ = os.RemoveAll(folder) }()
	unfinished.set(folder)
	defer unfinished.set("")
	inside := filepath.Join(folder, "case")
	if err := k.copyInputs(inside, target); err != nil {
		return err
	}
	out, errout, status := inFolder(inside, append(slices.Clone(k.args), "--format", "json"))
	if status != exitDone && status != exitFindings {
		return fmt.Errorf("the run that is to be kept fails:\n%s", strings.TrimSpace(string(errout)))
	}
	want, err := corpus.Kept(out)
	if err != nil {
		return fmt.Errorf("the run that is to be kept prints no report: %w", err)
	}
	rec := corpus.Record{About: f.note, Command: k.args[0], Args: k.args[1:], Judged: judged, Made: "claimchart " + toolVersion(), Status: status}
	if rec.About == "" {
		rec.About = "A run of " + rec.Command + " that was kept."
	}
	if rec.Judged == "" {
		rec.Judged = old.judged
	}
	record, err := yaml.Marshal(rec)
	if err != nil {
		return fmt.Errorf("case.yaml: %w", err)
	}
	files := map[string][]byte{"case.yaml": record, "want.json": want}
	for name, text := range old.files {
		files[name] = text
	}
	if f.review != "" {
		if files["judgements.jsonl"], err = k.judgements(f.review); err != nil {
			return err
		}
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(inside, name), text, 0o644); err != nil {
			return fmt.Errorf("%s: cannot be written: %w", name, source.WithoutPath(err))
		}
	}
	if err := holds(inside); err != nil {
		return err
	}
	made := inside
	if f.txtar {
		if made, err = archived(inside); err != nil {
			return err
		}
	}
	if err := put(made, target, folder); err != nil {
		return err
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: wrote %s: %s, input files: %d; claimchart regress %s runs it\n", target, rec.Command, k.copied, parent)
	return nil
}

// replaced is what of a case goes on in the one that takes its place.
type replaced struct {
	judged string
	files  map[string][]byte // judgements.jsonl, ranking.txt
}

// standing looks whether the case is there already, and whether it may be replaced.
func (f *addFlags) standing(target string) (old replaced, err error) {
	info, err := os.Stat(target)
	if errors.Is(err, fs.ErrNotExist) {
		return old, nil
	}
	if err != nil {
		return old, fmt.Errorf("%s: cannot be read: %w", target, source.WithoutPath(err))
	}
	files := map[string][]byte{}
	if info.IsDir() {
		for _, name := range []string{"case.yaml", "judgements.jsonl", "ranking.txt"} {
			if text, err := os.ReadFile(filepath.Join(target, name)); err == nil {
				files[name] = text
			}
		}
	} else if ar, err := txtar.ParseFile(target); err == nil {
		for _, one := range ar.Files {
			files[one.Name] = one.Data
		}
	}
	record, ok := files["case.yaml"]
	switch {
	case !ok:
		return old, fmt.Errorf("%s: is there and is no case of a run: give the case another name", target)
	case !f.force:
		return old, fmt.Errorf("%s: is there already: give the case another name, or --force to put it in its place", target)
	}
	var rec corpus.Record
	if err := yaml.Unmarshal(record, &rec); err == nil {
		old.judged = rec.Judged
	}
	old.files = map[string][]byte{}
	for _, name := range []string{"judgements.jsonl", "ranking.txt"} {
		if text, ok := files[name]; ok {
			old.files[name] = text
		}
	}
	return old, nil
}

// judgements are a person's decisions as lines, those on a claim set under its name in the case.
func (k *keptRun) judgements(file string) ([]byte, error) {
	content, err := readWhole(file, mostReview, "give the workbook that chart wrote, or JSON lines of fewer decisions")
	if err != nil {
		return nil, fmt.Errorf("--review: %w", err)
	}
	list, err := report.ReadReviews(file, content)
	if err != nil {
		return nil, fmt.Errorf("--review: %w", err)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("--review %s: no decision in it: fill Reviewed, Status or Note of some rows", file)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, d := range list {
		d.At = ""
		if name, ok := k.names[d.Document]; ok {
			d.Document = name
		}
		if err := enc.Encode(d); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// holds runs the case as regress will, so that none is kept that fails from the first day.
func holds(folder string) error {
	c, err := corpus.Read(folder)
	if err != nil {
		return inCase(err, folder)
	}
	if len(c.Cases) != 1 || !slices.Contains(c.Cases[0].Kinds, corpus.Ran) {
		return errors.New("what was kept is not read as one case of a run: do any of its inputs have the name of a case's own file (case.yaml, want.json)? Rename them")
	}
	outcomes, err := c.Run(corpus.Options{Command: inFolder})
	if err != nil {
		return inCase(err, folder)
	}
	r := c.Result(outcomes, nil, false, "")
	for _, one := range r.Cases {
		if one.State == report.CasePassed {
			continue
		}
		var why []string
		for _, fault := range one.Faults {
			why = append(why, fault.What)
		}
		return fmt.Errorf("the case would not pass: %s", strings.Join(append(why, one.Fields...), "\n"))
	}
	return nil
}

// inCase is an error of a case without the temporary folder that it is made in.
func inCase(err error, folder string) error {
	return errors.New(strings.ReplaceAll(err.Error(), filepath.ToSlash(folder)+"/", ""))
}

// archived writes the files of a folder as one txtar beside it.
func archived(folder string) (string, error) {
	ar := &txtar.Archive{}
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(folder, p)
		ar.Files = append(ar.Files, txtar.File{Name: filepath.ToSlash(rel), Data: text})
		return err
	})
	if err != nil {
		return "", fmt.Errorf("--txtar: %w", source.WithoutPath(err))
	}
	text := txtar.Format(ar)
	back := txtar.Parse(text)
	same := slices.EqualFunc(ar.Files, back.Files, func(a, b txtar.File) bool { return a.Name == b.Name && bytes.Equal(a.Data, b.Data) })
	if !same {
		return "", errors.New("--txtar: a file has a line like \"-- name --\", which parts the files of a txtar: leave --txtar out")
	}
	file := folder + ".txtar"
	return file, writeFile(file, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// put gives what was made its name; what had it goes into the temporary folder first, and back where that fails.
func put(made, target, folder string) error {
	aside := ""
	if _, err := os.Lstat(target); err == nil {
		aside = filepath.Join(folder, "replaced")
		if err := os.Rename(target, aside); err != nil {
			return fmt.Errorf("%s: cannot be replaced: %w", target, source.WithoutPath(err))
		}
	}
	if err := os.Rename(made, target); err != nil {
		if aside != "" {
			err = errors.Join(err, os.Rename(aside, target))
		}
		return fmt.Errorf("%s: cannot be written: %w", target, source.WithoutPath(err))
	}
	return nil
}
