package main

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"claimchart/claims"
	"claimchart/claims/source"
	"claimchart/report"
)

// reading is what a command reads, and how.
type reading struct {
	paths  []string
	opt    source.Options
	before bool                // the claims before the amendments that a document marks are wanted too
	sums   bool                // checksums of the files are wanted
	done   string              // what is done to a set ("checked"), for people who wait; nothing is told if it is empty
	part   *part               // of the documents that is read; nil for all
	weigh  func(bytes int) int // what a document of so many bytes may come to, which bounds how many are done at a time; nil for the bytes
}

// eachSet reads the claim sets of all paths and calls work with each and the piece that gave it, several at a time, and take with
// what came of it, one after the other in the order of the input, as soon as those before it are done. What cannot be read, and an error of
// work, is reported in the same order, and failed is true. An error of take ends the run.
func eachSet[R any](cmd *cobra.Command, in reading, work func(piece *source.Piece, set *claims.Set) (R, error), take func(R) error) (inputs []report.Input, failed bool, err error) {
	reader := &source.Reader{Stdin: cmd.InOrStdin(), Sums: in.sums}
	p := newProgress(cmd.ErrOrStderr(), in.done, reader.Progress)
	p.expect(in.part)
	defer func() { p.clear() }()
	complain := func(err error) {
		p.clear()
		fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %s\n", harmless(err.Error()))
		failed = true
	}
	type job struct {
		piece *source.Piece
		err   error
	}
	type outcome struct {
		results []R
		errs    []error
	}
	jobs := func(yield func(job) bool) {
		for piece, err := range in.part.of(reader.Pieces(in.paths)) {
			if !yield(job{piece, err}) {
				return
			}
		}
	}
	weigh := func(j job) int {
		if j.piece == nil {
			return 0
		}
		if in.weigh != nil {
			return in.weigh(j.piece.Size())
		}
		return j.piece.Size()
	}
	err = source.InOrder(jobs, weigh, func(j job) (out outcome) {
		if j.err != nil {
			return outcome{errs: []error{j.err}}
		}
		defer func() {
			if fault := recover(); fault != nil { // the other files are done all the same
				out.errs = append(out.errs, faultIn(j.piece.Place(), fault))
			}
		}()
		docs, err := j.piece.Read(in.opt)
		if err != nil {
			out.errs = append(out.errs, err)
		}
		var earlier []*claims.Document
		if in.before {
			opt := in.opt
			opt.Before = true
			earlier, _ = j.piece.Read(opt) // an error was reported
		}
		for i, doc := range docs {
			set, err := claims.Parse(doc)
			if err == nil && len(earlier) == len(docs) {
				if before, err := claims.Parse(earlier[i]); err == nil {
					set.AmendedFrom(before)
				}
			}
			name := j.piece.Place()
			if doc.Number != "" {
				name += ": " + doc.Number
			}
			switch {
			case errors.Is(err, claims.ErrNoClaims):
				out.errs = append(out.errs, fmt.Errorf("%s: %w%s", name, err, noted(doc.Notes)))
			case err != nil:
				out.errs = append(out.errs, fmt.Errorf("reading %s: %w", name, err))
			default:
				r, err := work(j.piece, set)
				if err != nil {
					out.errs = append(out.errs, err)
					continue
				}
				out.results = append(out.results, r)
			}
		}
		return out
	}, func(o outcome) error {
		for _, err := range o.errs {
			complain(err)
		}
		for _, r := range o.results {
			p.step()
			if err := take(r); err != nil {
				return err
			}
		}
		return nil
	})
	for _, f := range reader.Files {
		inputs = append(inputs, report.Input{Name: f.Name, Format: f.Format, Bytes: f.Bytes, SHA256: f.SHA256})
	}
	return inputs, failed, err
}

// noted is what the reader had to leave out or assume of a document that then shows no claims: that may be why.
func noted(notes []string) string {
	const most = 3
	if len(notes) == 0 {
		return ""
	}
	words := strings.Join(notes[:min(len(notes), most)], "; ")
	if more := len(notes) - most; more > 0 {
		words += fmt.Sprintf("; and %d more", more)
	}
	return " (" + words + ")"
}

// harmless is a message without the characters with which a file's name could steer a terminal.
func harmless(message string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return '\uFFFD'
		}
		return r
	}, message)
}

// faultIn says that a file brought the tool to fall: no file should.
func faultIn(name string, fault any) error {
	return fmt.Errorf("%s: the tool fell over this file, by a fault of its own (%v): please report it; the text saved as a text file may be read", name, fault)
}

// readSets reads the claim sets of all paths.
func readSets(cmd *cobra.Command, in reading) (sets []*claims.Set, inputs []report.Input, failed bool) {
	if in.done == "" {
		in.done = "parsed"
	}
	inputs, failed, _ = eachSet(cmd, in, func(_ *source.Piece, set *claims.Set) (*claims.Set, error) { return set, nil }, func(set *claims.Set) error { // which never fails
		sets = append(sets, set)
		return nil
	})
	return sets, inputs, failed
}
