package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"claimchart/claims/source"
	"claimchart/priorart/library"
	"claimchart/report"
)

func newLibrary() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "library",
		Short: "Keep a folder of references: build it, list it, look things up in it, check it",
		Long: `A library is a folder of references: patents in any office's format, papers and product pages as PDF, Word, HTML or text,
JSON lines, YAML, described practices, archives of these, and folders of them. Small ones need no building: give the folder to
chart --against as it is.

Each reference has an ID (its number, else the name of its file) and a short label, D1, D2, ... Building keeps the labels: they
stay the same when files are added, and are never given to another reference. What a document does not say of itself stands in
library.yaml beside the documents:

  - file: smith-2004.pdf
    label: Smith
    title: A broader title
    date: 2004-05-11

` + indexHelp,
		Example: `  claimchart library build prior-art
  claimchart library list prior-art
  claimchart library show D2 --in prior-art --loc 0019
  claimchart library check prior-art`,
		Args: noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newLibraryBuild(), newLibraryList(), newLibraryShow(), newLibraryCheck())
	return cmd
}

// here is the folder that the library commands take where none is named.
const here = "."

func folderArg(args []string) string {
	if len(args) == 0 {
		return here
	}
	return args[0]
}

func newLibraryBuild() *cobra.Command {
	var opt source.Options
	var fresh bool
	var in indexFlag
	cmd := &cobra.Command{
		Use:   "build [DIR]",
		Short: "Make a folder of references open at once, and keep their labels",
		Long: `build reads the references in DIR (default: the folder you are in) and keeps what chart needs of them in DIR/.claimchart, so that
a large library is opened and not read. Run it again when files have changed: only those are read. Until they are read the old
library stays in use; if that is interrupted, or the disk is full, nothing has changed. Of more than 64 references the passages
are indexed then, which takes longer than reading; until it is done charts work and take longer, and an interrupted one is gone on
with when you build again. chart reads the documents themselves
where a file has changed since, and says so.

With --index the passages are sent to a cluster instead. What is there already is not sent again, so a load that was interrupted goes on
when you build again; what is gone from DIR is taken out. All copies are written, so a node that is down is waited for, two minutes
at most; reading goes on without it.`,
		Example: `  claimchart library build prior-art
  claimchart chart claims.txt --against prior-art
  claimchart library build prior-art --index weaviate://search1:8080,search2:8080/Art`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var done, all int64
			p := newProgress(cmd.ErrOrStderr(), "read", func() (int64, int64) { return done, all })
			begun := time.Now()
			dir := folderArg(args)
			at, err := in.address(cmd, false)
			if err != nil {
				return err
			}
			reading := library.Options{Source: opt, Fresh: fresh, Tell: func(refs int, d, a int64) {
				if done, all = d, a; p != nil {
					p.done = refs - 1
				}
				p.step()
			}, TellIndex: func(done, all int) {
				p.tell(func(time.Duration) string { return fmt.Sprintf("indexed %d of %d passages", done, all) })
			}}
			if at != nil {
				return sendTo(cmd, dir, reading, at, p)
			}
			result, err := library.Build(dir, reading)
			p.clear()
			if err != nil {
				return err
			}
			complain(cmd, result.Problems)
			gone := ""
			if result.Gone > 0 {
				gone = fmt.Sprintf(", %d gone", result.Gone)
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %s: %d references, %d passages (files: %d read, %d unchanged%s) in %v\n",
				dir, result.References, result.Passages, result.Read, result.Kept, gone, time.Since(begun).Round(100*time.Millisecond))
			if result.Unindexed != nil {
				return result.Unindexed
			}
			if result.Lost {
				return errReported
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&fresh, "fresh", false, "read all files again, whether they have changed or not")
	in.flag(cmd)
	readingFlags(cmd, &opt)
	return cmd
}

func newLibraryList() *cobra.Command {
	var out output
	var in indexFlag
	cmd := &cobra.Command{
		Use:   "list [REFS...]",
		Short: "List the references of a library, with labels, dates and passages",
		Example: `  claimchart library list prior-art
  claimchart library list prior-art -o references.csv
  claimchart library list smith.pdf patents.jsonl.gz`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := out.check(); err != nil {
				return err
			}
			loaded, lost, err := in.library(cmd, args)
			if err != nil {
				return err
			}
			defer loaded.Close()
			refs, err := loaded.List()
			if err != nil {
				return err
			}
			list := []report.ListedReference{}
			for i := range refs {
				r := &refs[i]
				list = append(list, report.ListedReference{Described: report.Describe(r), Passages: r.PassageCount()})
			}
			out.inputs = inputsOf(loaded)
			return afterwards(out.write(cmd, report.LibraryList(list)), lost)
		},
	}
	out.flags(cmd)
	in.flag(cmd)
	out.command = "library list"
	return cmd
}

// loadLibrary is loadReferences with the practices that ship.
func loadLibrary(cmd *cobra.Command, refs []string) (*library.Loaded, bool, error) {
	known, err := practices("")
	if err != nil {
		return nil, false, err
	}
	return loadReferences(cmd, refs, known, source.Options{})
}

// afterwards is what a command ends with that has printed its result.
func afterwards(err error, lost bool) error {
	if err == nil && lost {
		return errReported
	}
	return err
}

func newLibraryShow() *cobra.Command {
	var out output
	var in []string
	var elsewhere indexFlag
	var loc string
	cmd := &cobra.Command{
		Use:   "show REFERENCE...",
		Short: "Print references, or the passages at one place of them, word for word",
		Long: `show prints the passages of each REFERENCE, which is a label (D2), an ID, or the beginning of an ID that no other has. --loc
prints those at one place only: "[0019]", "0019", "19", "claim 1", "claim" for all claims, "¶3", "abstract". A line of
--format jsonl is a reference that can be given to --against again.`,
		Example: `  claimchart library show D2 --in prior-art
  claimchart library show US7178059 --in prior-art --loc 0019
  claimchart library show D1 D4 --in prior-art --loc claim -o claims.md`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("no reference given: name a label or an ID; claimchart library list shows them\nSee '%s --help'", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := out.check(); err != nil {
				return err
			}
			loaded, _, err := elsewhere.library(cmd, in)
			if err != nil {
				return err
			}
			defer loaded.Close()
			var shown []report.ShownReference
			for _, name := range args {
				r, err := loaded.Find(name)
				if err != nil {
					return err
				}
				s := report.ShownReference{Described: report.Describe(r), All: r.PassageCount()}
				var first, last string
				for k := range r.PassageCount() {
					p, err := r.Passage(k)
					if err != nil {
						return err
					}
					if first == "" {
						first = p.Loc
					}
					last = p.Loc
					if loc == "" || library.At(p.Loc, loc) {
						s.Passages = append(s.Passages, report.ShownPassage{Loc: p.Loc, Text: p.Text})
					}
				}
				if loc != "" && len(s.Passages) == 0 {
					return fmt.Errorf("%s has no passage at %q: its passages run from %q to %q; leave --loc out to see all", r.ID, loc, first, last)
				}
				shown = append(shown, s)
			}
			out.inputs = inputsOf(loaded)
			return out.write(cmd, report.LibraryShow(shown))
		},
	}
	out.flags(cmd)
	elsewhere.flag(cmd)
	out.command = "library show"
	cmd.Flags().StringArrayVar(&in, "in", nil, "look in the references of `REFS`, a file or a folder (default: the folder you are in); may be given several times")
	cmd.Flags().StringVar(&loc, "loc", "", "print only the passages at `LOC`")
	return cmd
}

func newLibraryCheck() *cobra.Command {
	var out output
	var in indexFlag
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Find what is wrong with a library before a chart relies on it",
		Long: `check compares the files in DIR (default: the folder you are in), by content, with those that the library was built from, and lists
what could not be read, references without a date, passages without a place, references with the same content, and what is
damaged, each with what mends it. The exit status is 1 where it finds anything. With --index it counts what the cluster holds, and
compares it with DIR if that is named.`,
		Example: `  claimchart library check prior-art
  claimchart library check prior-art --format csv`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := out.check(); err != nil {
				return err
			}
			dir := folderArg(args)
			at, err := in.address(cmd, false)
			if err != nil {
				return err
			}
			var faults []library.Fault
			var n int
			if at != nil {
				faults, n, err = library.CheckElsewhere(folderIn(args), library.Options{}, at)
				dir = at.String()
			} else {
				faults, n, err = library.Check(dir, library.Options{Stdin: cmd.InOrStdin()})
			}
			if err != nil {
				return err
			}
			f := report.Faults{Library: dir, References: n, Faults: []report.Fault{}}
			for _, x := range faults {
				f.Faults = append(f.Faults, report.Fault(x))
			}
			if err := out.write(cmd, report.LibraryCheck(f)); err != nil {
				return err
			}
			if len(faults) > 0 {
				return errFindings
			}
			return nil
		},
	}
	out.flags(cmd)
	in.flag(cmd)
	out.command = "library check"
	return cmd
}
