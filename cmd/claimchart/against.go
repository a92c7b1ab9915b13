package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"claimchart/claims/source"
	"claimchart/priorart/library"
	"claimchart/priorart/practice"
	"claimchart/report"
)

// againstFlag adds --against.
func againstFlag(cmd *cobra.Command, against *[]string) {
	cmd.Flags().StringArrayVar(against, "against", nil, "compare with the references in `REFS`: a file, a folder, an archive, or \"practices\" for those that ship with the tool; may be given several times")
}

// loadReferences reads the references that --against names and prints what has to be said of them. lost is true where something could
// not be read. An error is for a path without any reference.
func loadReferences(cmd *cobra.Command, against []string, known []practice.Practice, opt source.Options) (loaded *library.Loaded, lost bool, err error) {
	var done, all int64
	p := newProgress(cmd.ErrOrStderr(), "read", func() (int64, int64) { return done, all })
	loaded, err = library.Load(against, library.Options{
		Source: opt, Stdin: cmd.InOrStdin(), Practices: known,
		Tell: func(refs int, d, a int64) {
			if done, all = d, a; p != nil {
				p.done = refs - 1
			}
			p.step()
		},
	})
	p.clear()
	if err != nil {
		return nil, true, err
	}
	complain(cmd, loaded.Problems)
	if len(loaded.Library.References) == 0 {
		loaded.Close()
		return nil, true, errors.New("no reference could be read: see above what is wrong")
	}
	return loaded, loaded.Lost(), nil
}

// mostSaid is how many things are said of one file; library check says them all.
const mostSaid = 10

// complain prints what has to be said of the files of a library, what is lost first.
func complain(cmd *cobra.Command, problems []library.Problem) {
	said := map[string]int{}
	for _, lost := range []bool{true, false} {
		for _, p := range problems {
			if p.Lost != lost {
				continue
			}
			if said[p.File]++; said[p.File] <= mostSaid {
				fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %v\n", p)
			}
		}
	}
	for _, p := range problems {
		if n := said[p.File] - mostSaid; n > 0 {
			fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %s: and %d more: claimchart library check says them all\n", p.File, n)
			said[p.File] = 0
		}
	}
}

// references returns what all claim sets are compared with, nil where each brings its own, and the files it was read from.
func (f *chartFlags) references(cmd *cobra.Command, known []practice.Practice) (loaded *library.Loaded, inputs []report.Input, lost bool, err error) {
	if at, err := f.index.address(cmd, len(f.against) > 0); at != nil || err != nil {
		return openElsewhere(at, err)
	}
	if len(f.against) == 0 {
		return nil, nil, false, nil
	}
	loaded, lost, err = loadReferences(cmd, f.against, known, f.opt)
	if err != nil {
		return nil, nil, lost, err
	}
	inputs = inputsOf(loaded)
	if p := loaded.OpenIndex(); p != nil {
		complain(cmd, []library.Problem{*p})
	}
	return loaded, inputs, lost, nil
}
