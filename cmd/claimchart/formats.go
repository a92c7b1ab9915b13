package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"claimchart/claims/source"
	"claimchart/report"
)

func newFormats() *cobra.Command {
	return &cobra.Command{
		Use:     "formats",
		Short:   "List the formats that are read and written",
		Example: "  claimchart formats",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			w := cmd.OutOrStdout()
			fmt.Fprintln(w, "Read, recognised by content:")
			for _, f := range source.Formats() {
				fmt.Fprintf(w, "  %-15s %s\n", f.Name, f.About)
			}
			fmt.Fprintln(w, "\nWritten (--format, or the ending of -o):")
			for _, f := range report.Formats() {
				about := f.About
				if len(f.Commands) > 0 {
					about += " (" + strings.Join(f.Commands, ", ") + " only)"
				}
				fmt.Fprintf(w, "  %-15s %-26s %s\n", f.Name, strings.Join(f.Extensions, " "), about)
			}
			return nil
		},
	}
}
