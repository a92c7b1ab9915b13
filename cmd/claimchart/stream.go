package main

import (
	"errors"
	"fmt"
	"os"
	"sync"

	"github.com/spf13/cobra"

	"claimchart/claims"
	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/report"
)

// weighChart is what the lines of a chart, and what it is made from, may come to for a claim set of so many bytes. Published patents against
// 60 others have 320 bytes of lines for each of theirs; a megabyte at least bounds how many small ones wait for a large one.
func weighChart(bytes int) int { return max(512*bytes, 1<<20) }

// stream charts each claim set as it is read and prints its lines, so that no more than a few charts are held at a time. lost tells that
// of the references not all could be read. Where nothing could be charted a file keeps what it held, unless it is a shard's, which may be
// joined with others.
func (f *chartFlags) stream(cmd *cobra.Command, in reading, chartOf func(*claims.Set) (*priorart.Chart, error), lost bool) error {
	type charted struct {
		lines []byte
		none  error // the cells to be explained are not there
		fatal error
	}
	in.done, in.weigh = f.out.telling(cmd, "charted"), weighChart
	failed, printed := false, false
	var none error
	err := f.out.stream(cmd, func(print func([]byte) error) error {
		var err error
		_, failed, err = eachSet(cmd, in, func(piece *source.Piece, set *claims.Set) (charted, error) {
			chart, err := chartOf(set)
			switch {
			case err != nil && piece.Place() != piece.Name: // a line, which the error does not name
				return charted{}, fmt.Errorf("%s: %w", piece.Place(), err)
			case err != nil:
				return charted{}, err
			case chart.Unexplained != nil:
				return charted{none: chart.Unexplained}, nil
			}
			lines, err := f.lines(chart)
			return charted{lines: lines, fatal: err}, nil
		}, func(c charted) error {
			if none == nil {
				none = c.none
			}
			if c.fatal != nil || c.lines == nil {
				return c.fatal
			}
			printed = true
			return print(c.lines)
		})
		if err == nil && !printed && (failed || none != nil) && in.part == nil {
			return errReported // and no file is written
		}
		return err
	})
	switch {
	case err != nil && !errors.Is(err, errReported):
		return err
	case none != nil && !printed:
		return fmt.Errorf("--explain: %w", none)
	case failed || lost:
		return errReported
	}
	return err
}

// lines are those of one chart, which depend on no other.
func (f *chartFlags) lines(chart *priorart.Chart) ([]byte, error) {
	r := report.Chart([]*priorart.Chart{chart}, f.options(), nil, "")
	r.CiteAs(f.out.cite, labelsOf(chart.Library))
	return f.out.lines(r)
}

// whole is held while a line is written to standard output.
var whole sync.Mutex

// endLine returns when the line that is being written has been, and lets no other begin. Another signal ends the wait, for whoever reads
// the lines may have stopped reading.
func endLine(again <-chan os.Signal) {
	written := make(chan struct{})
	go func() {
		whole.Lock()
		close(written)
	}()
	select {
	case <-written:
	case <-again:
	}
}
