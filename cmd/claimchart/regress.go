package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"claimchart/priorart"
	"claimchart/report"
	"claimchart/report/corpus"
)

// regressFlags are the flags of regress.
type regressFlags struct {
	out       output
	run       string
	update    bool
	thesaurus []string
}

func newRegress() *cobra.Command {
	var f regressFlags
	cmd := &cobra.Command{
		Use:   "regress [DIR...]",
		Short: "Run a corpus of cases, and say what is better or worse than it was",
		Long: `regress runs every case below DIR (default: testdata if there is one, else the current folder) and prints what passed, changed and
failed, the figures of quality against the BASELINE of that folder, and each cell that is not what it was: before, after, and why.
So you see at once what an upgrade, a changed rule or a changed thesaurus does to matters that you know.

A case is a folder, or one txtar file with the same files in it:

  claims.txt  want.txt            claims, and what must be read out of them: "2 kind=dependent refs=1", "1[a] a lid"
  claims.txt  findings.txt        claims, and the complete list of what check finds: C301 2[a] "the metrics"
  claims.txt  D1.txt  ranking.txt claims, references, and those that a person would apply: "1: D2 D3"
  article.txt claims.txt          an article, and the claims in it (in a folder expected.txt)
  a.txt b.txt redline.txt         two texts and their redline; old.txt new.txt pairs.txt: two sets and their pairs
  claim.txt D1.txt labels.txt     elements, references, and what each reference shows of each
  case.yaml   want.json           a command with its input files, and its report; judgements.jsonl: what a person says of the cells

Other files are passed over and counted. A case with known.txt ("known:" in case.yaml) fails today and is said to; once it passes, that
has to be taken out.

BASELINE holds the figures, the state of each case and of each labelled cell. A figure that falls, a case that fails, a report that is not
the one that was kept, and what is in BASELINE and no longer there are a regression: exit status 1. New cases are none. --update, after you
have read what changed, writes BASELINE and the reports anew where they differ, and names each file. What was written by hand it leaves alone.

--thesaurus FILE shows what a thesaurus does to labelled cells, rankings and charts; the rest is as without.
--run NAME runs the cases whose names hold it (a regular expression); figures are then not compared.`,
		Example: `  claimchart regress                               all cases of testdata, or below the current folder
  claimchart regress our-cases                     your own cases, with their BASELINE
  claimchart regress our-cases --update            after reading: keep what was reached
  claimchart regress --run claims/ref-             only these
  claimchart regress our-cases --thesaurus words.txt
  claimchart regress our-cases -o cases.xml -o cases.md`,
		Args: cobra.ArbitraryArgs,
		RunE: f.regress,
	}
	f.out.flags(cmd)
	cmd.Flags().StringVar(&f.run, "run", "", "run only the cases whose names match `NAME`, a regular expression")
	cmd.Flags().BoolVar(&f.update, "update", false, "write BASELINE and the reports that were kept anew, where they differ")
	cmd.Flags().StringArrayVar(&f.thesaurus, "thesaurus", nil, "read other words for the same thing from `FILE`, as chart does; may be given several times")
	cmd.AddCommand(newRegressAdd())
	return cmd
}

func (f *regressFlags) regress(cmd *cobra.Command, args []string) error {
	if err := f.out.check(); err != nil {
		return err
	}
	if f.update && len(f.thesaurus) > 0 {
		return errors.New("--update: what a thesaurus reaches is not what runs without it reach: leave one of the two out")
	}
	if len(args) == 0 {
		args = []string{"."}
		if info, err := os.Stat("testdata"); err == nil && info.IsDir() {
			args = []string{"testdata"}
		}
	}
	opt := corpus.Options{Command: inFolder}
	own := priorart.Options{}
	inputs, err := (&chartFlags{thesaurus: f.thesaurus}).thesauri(&own)
	if err != nil {
		return err
	}
	f.out.inputs, opt.Thesaurus = inputs, own.Own
	for _, name := range f.thesaurus {
		abs, err := filepath.Abs(name)
		if err != nil {
			return fmt.Errorf("--thesaurus %s: %w", name, err)
		}
		opt.Words = append(opt.Words, abs)
	}
	r := report.Regressed{Options: report.RegressOptions{Run: f.run, Thesaurus: f.thesaurus}}
	ran := 0
	for _, folder := range args {
		one, n, err := f.corpus(cmd, folder, opt)
		if err != nil {
			return err
		}
		ran += n
		r.Corpora = append(r.Corpora, *one)
	}
	if ran == 0 {
		return f.nothing(args)
	}
	rep := report.Regress(r)
	if err := f.out.write(cmd, rep); err != nil {
		return err
	}
	if failing(&r) || !f.update && r.Regression() {
		return errFindings
	}
	return nil
}

// failing tells whether cases fail that no --update mends.
func failing(r *report.Regressed) bool {
	for i := range r.Corpora {
		for k := range r.Corpora[i].Cases {
			if r.Corpora[i].Cases[k].State == report.CaseFailed {
				return true
			}
		}
	}
	return false
}

// nothing says that no case was run, and why.
func (f *regressFlags) nothing(folders []string) error {
	where := strings.Join(folders, ", ")
	if f.run != "" {
		return fmt.Errorf("--run %s: no case of %s has such a name: give a part of a name, as the report lists them", f.run, where)
	}
	return fmt.Errorf("%s: no case below: see 'claimchart regress --help' for what makes one", where)
}

// corpus runs the cases of one folder and returns what came of it and how many were run.
func (f *regressFlags) corpus(cmd *cobra.Command, folder string, opt corpus.Options) (*report.Corpus, int, error) {
	info, err := os.Stat(folder)
	if err != nil || !info.IsDir() {
		return nil, 0, fmt.Errorf("%s: no such folder: give one that holds cases", folder)
	}
	c, err := corpus.Read(folder)
	if err != nil {
		return nil, 0, err
	}
	if f.run != "" {
		if opt.Names, err = c.Matching(f.run); err != nil {
			return nil, 0, fmt.Errorf("--run: %w", err)
		}
	}
	file := filepath.Join(folder, corpus.BaselineFile)
	before, err := corpus.ReadBaseline(file)
	if err != nil {
		return nil, 0, err
	}
	p := newProgress(cmd.ErrOrStderr(), "cases", nil)
	opt.Tell = func(done, all int) {
		p.tell(func(time.Duration) string { return fmt.Sprintf("%d of %d cases of %s", done, all, folder) })
	}
	outcomes, err := c.Run(opt)
	p.clear()
	if err != nil {
		return nil, 0, err
	}
	flags := ""
	for _, name := range f.thesaurus {
		flags += " --thesaurus " + name
	}
	out := c.Result(outcomes, before, opt.Names != nil, flags)
	if f.update {
		if err := f.rewrite(cmd, c, outcomes, opt.Names != nil); err != nil {
			return nil, 0, err
		}
	}
	return &out, len(outcomes), nil
}

// rewrite writes what is not as it is kept, and says so.
func (f *regressFlags) rewrite(cmd *cobra.Command, c *corpus.Corpus, outcomes []corpus.Outcome, partly bool) error {
	files, err := c.Renewed(outcomes, partly)
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := writeFile(file.Path, func(w io.Writer) error {
			_, err := w.Write(file.Data)
			return err
		}); err != nil {
			return err
		}
		fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: wrote %s\n", file.Path)
	}
	if partly {
		fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: BASELINE is written when all cases are run: leave --run out\n")
	}
	return nil
}

// inFolder carries out a command line of the tool in a folder, so that its report names files as the case does.
func inFolder(folder string, args []string) (out, errout []byte, status int) {
	var o, e bytes.Buffer
	back, err := os.Getwd()
	if err == nil {
		err = os.Chdir(folder)
	}
	if err != nil {
		return nil, []byte(err.Error()), exitUsage
	}
	defer func() {
		if err := os.Chdir(back); err != nil {
			errout, status = []byte(err.Error()), exitUsage
		}
	}()
	status = run(args, strings.NewReader(""), &o, &e)
	return o.Bytes(), e.Bytes(), status
}
