package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/report"
)

func newSearch() *cobra.Command {
	var out output
	var against []string
	var in indexFlag
	var by string
	var top int
	var opt source.Options
	cmd := &cobra.Command{
		Use:   "search TEXT --against REFS",
		Short: "Find the passages of a library that say what a text says",
		Long: `search orders the passages of the references by how near they come to TEXT, a few words or a whole limitation, and prints the
sentences that hold its words, with their place and the words that are missing. --by reference orders the references, each with its
best passage. Endings of words do not matter: "valves" finds "valve". Words of other roots are not looked for; chart does that.
A library that was built (claimchart library build) is opened, not read, and gives the same.

` + scoreHelp,
		Example: `  claimchart search "valve that closes below two bar" --against ./prior-art
  claimchart search "heartbeat between nodes" --against ./prior-art --by reference --top 5
  claimchart search "copy the state while the machine runs" --against patents.jsonl.gz -f csv`,
		Args: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(strings.Join(args, "")) == "" {
				return fmt.Errorf("no text to search for\nSee '%s --help'", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := out.check(); err != nil {
				return err
			}
			kind, err := checkBy(by)
			if err != nil {
				return err
			}
			if top, err = topOf(cmd, top, usualTop); err != nil {
				return err
			}
			loaded, lost, err := rankedLibrary(cmd, against, &in, opt)
			if err != nil {
				return err
			}
			defer loaded.Close()
			text := strings.Join(args, " ")
			lib, err := loaded.Library.ForText(text, top)
			if err != nil {
				return err
			}
			ranker, err := priorart.NewRanker(lib)
			if err != nil {
				return err
			}
			list, absent, err := ranker.Search(text, kind, top)
			if err != nil {
				return fmt.Errorf("%q: %w", text, err)
			}
			references, passages := loaded.Library.Size()
			found := report.Searched{
				Text: text, By: by, Against: against, Top: top, Absent: absent, Results: []report.FoundArt{},
				References: references, Passages: passages,
			}
			out.labels, out.inputs = labelsOf(lib), inputsOf(loaded)
			return afterwards(out.write(cmd, report.Search(found, lib, list)), lost)
		},
	}
	out.flags(cmd)
	out.citeFlag(cmd)
	againstFlag(cmd, &against)
	in.flag(cmd)
	byFlag(cmd, &by, priorart.ByPassage)
	cmd.Flags().IntVar(&top, "top", usualTop, "show the best `N`")
	readingFlags(cmd, &opt)
	return cmd
}
