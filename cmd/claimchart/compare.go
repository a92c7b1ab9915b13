package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"claimchart/report"
)

func newCompare() *cobra.Command {
	var out output
	var fail bool
	cmd := &cobra.Command{
		Use:   "compare OLD.json NEW.json",
		Short: "Compare two charts of the same matter, cell by cell: what changed, and because of what",
		Long: `compare reads two charts that chart wrote as JSON and shows which cells differ and why: because a limitation was amended (with its
redline), because a reference's file is another or was added or taken away, because of an option such as --thesaurus, because the
rest of the claim set changed, or because of the tool's version. Of each changed cell it shows status, score, quotation and words
before and after, and which word is matched now or no longer, and by what.

First comes the sum, then what differs in claims, references and options, what each claim adds up to, the cells with another
status, new and gone ones, and last those with the same status. Cells of references that --best leaves out are said not to be
shown; nothing else is said of them.

Claim sets are paired by name, or if each chart has one left, these; claims and limitations by their words, whatever their numbers and
labels; references by their IDs, and a file that was renamed by its content. A cell of an inherited limitation that changed alike in
several claims counts once. Pin cites (--cite) and decisions (--review) are no changes of cells.

--fail ends with status 1 where a status, or what a claim adds up to, differs, or a cell is new or gone; without it the status is 0.
JSON lines of charts are read too; they say nothing of options and references, so causes remain unknown.`,
		Example: `  claimchart chart claims.txt --against prior-art -o old.json
  claimchart chart claims.txt --against prior-art --thesaurus words.txt -o new.json
  claimchart compare old.json new.json                what the thesaurus changed, cell by cell

  claimchart compare old.json new.json -o changes.html -o changes.xlsx
  claimchart compare yesterday.json today.json --fail --format csv
  claimchart compare old.json new.json --format json | jq '.tally'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return fmt.Errorf("give two charts as JSON, the older first: %d given\nSee '%s --help'", len(args), cmd.CommandPath())
			}
			if args[0] == "-" && args[1] == "-" {
				return errors.New("standard input (-) was given twice: give the other chart as a file")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := out.check(); err != nil {
				return err
			}
			var list []*report.Report
			for _, name := range args {
				r, in, err := readChart(cmd, name)
				if err != nil {
					return err
				}
				list, out.inputs = append(list, r), append(out.inputs, in)
			}
			r := report.CompareCharts(list[0], list[1], out.inputs[0], out.inputs[1])
			if err := out.write(cmd, r); err != nil {
				return err
			}
			if fail && r.Compared.Differs() {
				return errFindings
			}
			return nil
		},
	}
	out.flags(cmd)
	cmd.Flags().BoolVar(&fail, "fail", false, "end with status 1 if a status, or what a claim adds up to, differs")
	return cmd
}

// mostReport is how many bytes of a report are read: a chart of 60 claims and 30 references has some 20 megabytes.
const mostReport = 1 << 30

// readChart reads a chart's JSON from a file, or standard input for "-".
func readChart(cmd *cobra.Command, name string) (*report.Report, report.Input, error) {
	const remedy = "give charts of fewer claims (--claims), or of fewer references (--best)"
	var data []byte
	var err error
	if name == "-" {
		name = "standard input"
		if data, err = io.ReadAll(io.LimitReader(cmd.InOrStdin(), mostReport+1)); err == nil && len(data) > mostReport {
			err = fmt.Errorf("%s: larger than %d MB: %s", name, mostReport>>20, remedy)
		}
	} else {
		data, err = readWhole(name, mostReport, remedy)
	}
	if err != nil {
		return nil, report.Input{}, err
	}
	r, err := report.ReadReport(name, data)
	sum := sha256.Sum256(data)
	return r, report.Input{Name: name, Format: "chart", Bytes: len(data), SHA256: hex.EncodeToString(sum[:])}, err
}
