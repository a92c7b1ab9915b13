package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"
)

// The exit statuses of the contract.
const (
	exitDone     = 0
	exitFindings = 1
	exitUsage    = 2

	exitInterrupted = 130 // as shells report a program that Ctrl-C ended
)

func main() {
	debug.SetGCPercent(200) // collecting less often saves a tenth of the time
	stopped := make(chan os.Signal, 1)
	signal.Notify(stopped, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-stopped
		endLine(stopped)
		unfinished.remove()
		if waiting.Load() {
			fmt.Fprintln(os.Stderr)
		}
		fmt.Fprintln(os.Stderr, "claimchart: interrupted; files written before are whole")
		os.Exit(exitInterrupted)
	}()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// errReported marks a failure whose messages are printed already.
var errReported = errors.New("reported")

// run carries out one command line and returns the exit status.
func run(args []string, in io.Reader, out, errw io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errw)
	err := root.Execute()
	switch {
	case err == nil, errors.Is(err, errClosed):
		return exitDone
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, errReported):
	default:
		fmt.Fprintf(errw, "claimchart: %v\n", err)
	}
	return exitUsage
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "claimchart",
		Short: "Compare patent claims with each other and with prior art",
		Long: `claimchart reads patent claims out of what you have (an article that quotes them, pasted claims, Word, PDF, a saved page, a
mail, a patent office's XML), compares every limitation with prior art, and prints which references show which limitations,
where exactly, and what is missing.

It works offline, and the same input gives the same output. It shows where words were found; it gives no opinion.`,
		Example: `  claimchart parse article.txt                     the claims, and where each came from
  claimchart chart article.txt                     compare them with the practices that the article describes
  claimchart chart article.txt -o chart.md         the same, to a file; the ending picks the format
  claimchart rank claims.txt --against prior-art   order a folder of references by how near they come to each claim
  claimchart chart claims.txt --against practices  compare any claims with the practices that ship with the tool`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w\nSee '%s --help'", err, cmd.CommandPath())
	})
	root.AddCommand(newParse(), newCheck(), newDiff(), newChart(), newCompare(), newRank(), newSearch(), newLibrary(), newRegress(), newFormats(), newVersion(), newManual())
	return root
}

// noCommand turns away what is no command, naming the one that may have been meant.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	msg := fmt.Sprintf("no command %q", args[0])
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		msg += fmt.Sprintf(": did you mean %q?", near[0])
	}
	return fmt.Errorf("%s\nSee 'claimchart --help'", msg)
}

// version is the tool's version, set when a release is built.
var version = ""

// toolVersion returns the version that was set, else what the build recorded of its source.
func toolVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "  claimchart version",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "claimchart %s\n", toolVersion())
			return err
		},
	}
}
