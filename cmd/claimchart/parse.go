package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"claimchart/claims"
	"claimchart/report"
)

func newParse() *cobra.Command {
	var out output
	cmd := &cobra.Command{
		Use:   "parse FILE...",
		Short: "Read the claims out of files and show what each says and where it came from",
		Long: `parse reads each FILE ("-" is standard input, a folder stands for the files in it) and shows its claims: number, kind,
references, category, elements, and the lines that each came from.

Out of an article, claims are read that it quotes, in marks of any style or set off, and claims that it only tells as edits
of others ("identical to section 1, except the last few words: ..."). The latter are reconstructed, marked as such in every
output, and shown with the sentence that tells the edit, what changed, and the other ways to read it.`,
		Example: `  claimchart parse testdata/egenera/article.txt
  claimchart parse article.txt --format json | jq '.documents[].claims[].num'
  pbpaste | claimchart parse -`,
		Args: needFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := out.check(); err != nil {
				return err
			}
			failed, err := showSets(cmd, args, &out, func(sets []*claims.Set) error {
				return out.write(cmd, report.Parse(sets))
			})
			if err == nil && failed {
				return errReported
			}
			return err
		},
	}
	out.flags(cmd)
	return cmd
}

func needFiles(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("no file given: name the files to read, or - for standard input\nSee '%s --help'", cmd.CommandPath())
	}
	return nil
}
