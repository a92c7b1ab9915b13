package main

import (
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"claimchart/claims"
	"claimchart/claims/source"
	"claimchart/report"
)

func newParse() *cobra.Command {
	var out output
	var inherit, terms bool
	var opt source.Options
	cmd := &cobra.Command{
		Use:   "parse FILE...",
		Short: "Read the claims out of files and show how they depend, what each says and where it came from",
		Long: `parse reads each FILE ("-" is standard input, a folder stands for the files in it) and shows its claims as a tree: each
under the claim that it limits, with its kind, what it adds, and the lines that it came from. A multiple dependent claim stands
under its first parent ("also under 2, 3"); a claim that incorporates or mentions another stands by itself and says so.

--elements shows each claim's elements with their labels; --inherit adds to each claim what it has from others, once for each
direct parent ("3 via 1", "3 via 2"); --terms shows what each claim introduces and refers to, and which references are doubtful.
--format dot and mermaid draw the graph of dependency. csv has a row a claim; with --elements or --inherit a row an element,
with the claim it is inherited from; with --terms a row a term. json always has the elements, and what is inherited and the
terms only where they are asked for.

Out of an article, claims are read that it quotes, in marks of any style or set off, and claims that it only tells as edits
of others ("identical to section 1, except the last few words: ..."). The latter are reconstructed, marked as such in every
output, and shown with the sentence that tells the edit, what changed, and the other ways to read it.`,
		Example: `  claimchart parse testdata/egenera/article.txt
  claimchart parse claims.txt --elements                     labels: 1[pre], 1[a], 1[a][i]
  claimchart parse claims.txt --inherit -o limitations.csv   every claim with all its limitations, for a spreadsheet
  claimchart parse claims.txt --terms
  claimchart parse claims.txt --format dot | dot -Tsvg > claims.svg
  claimchart parse claims.txt -o claims.mmd -o claims.md
  claimchart parse article.txt --format json | jq '.documents[].claims[].num'
  pbpaste | claimchart parse -`,
		Args: needFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := out.check(); err != nil {
				return err
			}
			out.elements = out.elements || inherit
			if terms && out.elements && out.prints("csv") {
				return errors.New("--terms: csv holds one table, either of elements or of terms: leave one of the flags out")
			}
			var with []report.Extra
			if inherit {
				with = append(with, report.WithInherited)
			}
			if terms {
				with = append(with, report.WithTerms)
			}
			if opt.Description {
				with = append(with, report.WithDescription)
			}
			mine, err := out.shard.part(args)
			if err != nil {
				return err
			}
			in := reading{paths: args, opt: opt, sums: !out.streams(), done: out.telling(cmd, "parsed"), part: mine}
			failed := false
			if out.streams() {
				failed, err = out.streamSets(cmd, in, with)
			} else {
				var sets []*claims.Set
				if sets, out.inputs, failed = readSets(cmd, in); len(sets) > 0 {
					err = out.write(cmd, report.Parse(sets, with...))
				}
			}
			if err == nil && failed {
				return errReported
			}
			return err
		},
	}
	out.flags(cmd)
	out.shardFlag(cmd)
	cmd.Flags().BoolVar(&out.elements, "elements", false, "show each claim's elements; csv: a row an element")
	cmd.Flags().BoolVar(&inherit, "inherit", false, "show each claim with the elements that it inherits (implies --elements)")
	cmd.Flags().BoolVar(&terms, "terms", false, "show what each claim introduces and refers to; csv: a row a term")
	cmd.Flags().BoolVar(&opt.Description, "description", false, "read abstract and description too; json, jsonl: with the place to cite each paragraph by")
	readingFlags(cmd, &opt)
	return cmd
}

// readingFlags adds the flags that say how documents are read.
func readingFlags(cmd *cobra.Command, opt *source.Options) {
	cmd.Flags().StringVar(&opt.Language, "language", "", "read the claims in this `LANGUAGE` (en, de, fr, ...) where a document has several (default en, else the first)")
	cmd.Flags().BoolVar(&opt.Marks, "marks", false, "keep amendments as marks, [[deleted]] and {+inserted+}, instead of taking them as accepted")
}

// streamSets prints each claim set as soon as it is read.
func (o *output) streamSets(cmd *cobra.Command, in reading, with []report.Extra) (failed bool, err error) {
	defer debug.SetGCPercent(debug.SetGCPercent(800)) // little is held at a time, however long the input is
	type rendered struct {
		lines []byte
		err   error
	}
	err = o.stream(cmd, func(print func([]byte) error) error {
		var err error
		_, failed, err = eachSet(cmd, in, func(_ *source.Piece, set *claims.Set) (rendered, error) {
			lines, err := o.lines(report.Parse([]*claims.Set{set}, with...))
			return rendered{lines, err}, nil
		}, func(r rendered) error {
			if r.err != nil {
				return r.err
			}
			return print(r.lines)
		})
		return err
	})
	return failed, err
}

func needFiles(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("no file given: name the files to read, or - for standard input\nSee '%s --help'", cmd.CommandPath())
	}
	return nil
}
