package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimchart/priorart"
)

// dateFlags are the flags that say which references count as earlier, and by whose law.
type dateFlags struct {
	law, priority, filing string
}

func (f *dateFlags) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.law, "law", "", "whose `LAW` says what counts as earlier: us (the default: AIA or before it, by the dates), aia, pre-aia or ep")
	_ = cmd.RegisterFlagCompletionFunc("law", cobra.FixedCompletions([]string{"us", "aia", "pre-aia", "ep"}, cobra.ShellCompDirectiveNoFileComp))
	cmd.Flags().StringVar(&f.priority, "priority-date", "", "the claims' effective filing or priority `DATE`, YYYY-MM-DD; or by claim, 1-4=2003-05-07,5=2004-01-10")
	cmd.Flags().StringVar(&f.filing, "filing-date", "", "their US filing `DATE` with its benefit under 35 USC 119(e) or 120, but no foreign priority; with --law ep their filing date; by claim as above")
}

// into reads the flags.
func (f *dateFlags) into(opt *priorart.Options) error {
	var err error
	if opt.Law, err = priorart.ParseLaw(f.law); err != nil {
		return fmt.Errorf("--law: %w", err)
	}
	if opt.Priority, err = priorart.ParsePriorityDates(f.priority); err != nil {
		return fmt.Errorf("--priority-date: %w", err)
	}
	if opt.Filing, err = priorart.ParsePriorityDates(f.filing); err != nil {
		return fmt.Errorf("--filing-date: %w", err)
	}
	return nil
}

// sentence says how dates were treated.
func (f *dateFlags) sentence(charts []*priorart.Chart) string {
	var laws []string
	for _, c := range charts {
		if c.Law != "" && !slices.Contains(laws, c.Law.Words()) {
			laws = append(laws, c.Law.Words())
		}
	}
	if laws == nil {
		return "Dates were not checked: no --priority-date was given, so every reference counts as eligible."
	}
	given := "the dates that the claims' document states"
	if f.priority != "" {
		given = "the critical date given (" + f.priority + ")"
	} else if f.filing != "" {
		given += " and the filing date given (" + f.filing + ")"
	}
	s := "Dates were checked against " + given + ", by " + strings.Join(laws, " and ") + ": a reference counts only where a documented date lies before it; what is only asserted (\"for years\") is no date."
	for _, c := range charts {
		if c.Set.Article && c.Set.Dates.Publication != "" {
			s += fmt.Sprintf(" The article %s is of %s; it is evidence of what it describes from that day on, and otherwise only points to earlier documents.", c.Set.Name, c.Set.Dates.Publication)
		}
	}
	return s
}
