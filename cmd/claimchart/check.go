package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimchart/claims"
	"claimchart/claims/source"
	"claimchart/report"
)

// checkFlags are the flags of check.
type checkFlags struct {
	out     output
	law     string
	fail    string
	explain string
	rules   bool
	config  string
	opt     source.Options
}

func newCheck() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Find faults of form, dependency, antecedent basis and wording in claims",
		Long: `check reads the claims in each FILE as a careful examiner does and prints what it finds: the claim, the words in question
with a line of carets below them, what is wrong, what would mend it, and the provision.

An error breaks a rule of law or leaves a reference without its claim; a warning is what an examiner may object to; a note is
convention, a fee, or something to know of. --fail sets from which severity on the exit status is 1.

A file ` + configName + ` in the folder of FILE, or --config, keeps findings out by rule and claim, each with a reason:

  suppress:
    - rule: C402
      claims: "1,5-7"       (all claims, if left out)
      reason: the description gives the tolerance in paragraph 12`,
		Example: `  claimchart check draft.txt
  claimchart check draft.txt --fail warning -o findings.md
  claimchart check draft.txt --law ep
  claimchart check --explain C401
  claimchart check --rules`,
		Args: func(cmd *cobra.Command, args []string) error {
			if f.rules || f.explain != "" {
				return cobra.NoArgs(cmd, args)
			}
			return needFiles(cmd, args)
		},
		RunE: f.run,
	}
	f.out.flags(cmd)
	f.out.shardFlag(cmd)
	cmd.Flags().StringVar(&f.law, "law", claims.LawUS, "check under the `LAW`: us or ep")
	cmd.Flags().StringVar(&f.fail, "fail", "", "exit with status 1 if anything of this `SEVERITY` or graver is found: error, warning or note")
	_ = cmd.RegisterFlagCompletionFunc("law", cobra.FixedCompletions([]string{claims.LawUS, claims.LawEP}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("fail", cobra.FixedCompletions([]string{"error", "warning", "note"}, cobra.ShellCompDirectiveNoFileComp))
	cmd.Flags().StringVar(&f.explain, "explain", "", "print the `RULE` as a document, and check nothing")
	cmd.Flags().BoolVar(&f.rules, "rules", false, "list all rules, and check nothing")
	cmd.Flags().StringVar(&f.config, "config", "", "read what to suppress from `FILE` instead of "+configName)
	readingFlags(cmd, &f.opt)
	return cmd
}

// errFindings tells run that the command was asked to fail on what it found.
var errFindings = errors.New("findings")

func (f *checkFlags) run(cmd *cobra.Command, args []string) error {
	if err := f.out.check(); err != nil {
		return err
	}
	if f.law != claims.LawUS && f.law != claims.LawEP {
		return fmt.Errorf("--law %s: give us or ep", f.law)
	}
	if f.fail != "" && !slices.Contains(claims.Severities(), f.fail) {
		return fmt.Errorf("--fail %s: give one of %s", f.fail, strings.Join(claims.Severities(), ", "))
	}
	switch {
	case f.explain != "":
		r, ok := claims.FindRule(f.explain)
		if !ok {
			return fmt.Errorf("--explain %s: no such rule: --rules lists all", f.explain)
		}
		fmt.Fprint(cmd.OutOrStdout(), r.Document(1))
		return nil
	case f.rules:
		for _, r := range claims.Rules() {
			law := ""
			if r.Law != "" {
				law = "  (" + r.Law + " only)"
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s  %-7s  %s%s\n", r.ID, r.Severity, r.Title, law)
		}
		return nil
	}
	return f.check(cmd, args)
}

func (f *checkFlags) check(cmd *cobra.Command, args []string) error {
	var given []suppression
	if f.config != "" {
		var err error
		if given, err = readConfig(f.config, true); err != nil {
			return err
		}
	}
	failed := false
	var paths []string
	lists := map[string][]suppression{} // by path
	for _, path := range args {
		list := given
		if f.config == "" {
			var err error
			if list, err = readConfig(filepath.Join(folderOf(path), configName), false); err != nil {
				fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %v\n", err)
				failed = true
				continue
			}
		}
		paths, lists[path] = append(paths, path), list
	}
	mine, err := f.out.shard.part(paths)
	if err != nil {
		return err
	}
	type checked struct {
		document report.CheckedDocument
		stop     bool
		lines    []byte
		err      error
	}
	var documents []report.CheckedDocument
	stop := false
	in := reading{paths: paths, opt: f.opt, sums: !f.out.streams(), done: f.out.telling(cmd, "checked"), part: mine}
	var bad bool
	run := func(print func([]byte) error) error {
		var err error
		f.out.inputs, bad, err = eachSet(cmd, in, func(piece *source.Piece, set *claims.Set) (checked, error) {
			kept, out := suppress(claims.Check(set, f.law), lists[piece.Path])
			c := checked{document: report.CheckedDocument{
				Name: set.Name, Number: set.Number, Claims: len(set.Claims), Findings: report.Findings(set, kept), Suppressed: out,
			}, stop: f.fails(kept)}
			if print != nil {
				c.lines, c.err = f.out.lines(report.Check(f.law, []report.CheckedDocument{c.document}))
			}
			return c, nil
		}, func(c checked) error {
			stop = stop || c.stop
			if print == nil {
				documents = append(documents, c.document)
				return nil
			}
			if c.err != nil {
				return c.err
			}
			return print(c.lines)
		})
		return err
	}
	if f.out.streams() {
		err = f.out.stream(cmd, run)
	} else {
		err = run(nil)
	}
	if err != nil {
		return err
	}
	failed = failed || bad
	if len(documents) > 0 {
		if err := f.out.write(cmd, report.Check(f.law, documents)); err != nil {
			return err
		}
	}
	switch {
	case failed:
		return errReported
	case stop:
		return errFindings
	}
	return nil
}

// fails tells whether any finding is at least as grave as --fail says.
func (f *checkFlags) fails(list []claims.Finding) bool {
	limit := slices.Index(claims.Severities(), f.fail)
	return slices.ContainsFunc(list, func(x claims.Finding) bool { return slices.Index(claims.Severities(), x.Severity) <= limit })
}

// folderOf is the folder whose configuration belongs to path: itself, the folder it is in, or the current one for "-".
func folderOf(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return path
	}
	return filepath.Dir(path)
}
