package main

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"claimchart/claims/source"
)

// shard is one of so many parts of the input, "3/16"; its zero value is all of it. It is a pflag.Value.
type shard struct{ nth, of int }

const shardHelp = "of the claim sets of all FILEs together do only part `I/N`, such as 3/16: what parts 1 to N print, joined, is what one run prints; " +
	"lines only (--format jsonl)"

// shardFlag adds --shard.
func (o *output) shardFlag(cmd *cobra.Command) {
	cmd.Flags().Var(&o.shard, "shard", shardHelp)
}

func (s *shard) String() string {
	if s.of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.nth, s.of)
}

// Type is what help calls a shard.
func (s *shard) Type() string { return "I/N" }

// Set reads a shard.
func (s *shard) Set(text string) error {
	nth, of, _ := strings.Cut(text, "/")
	var err, err2 error
	s.nth, err = strconv.Atoi(nth)
	s.of, err2 = strconv.Atoi(of)
	if err != nil || err2 != nil || s.nth < 1 || s.nth > s.of || s.of > mostShards {
		return errors.New("give a part and how many there are, 1/16 to 16/16")
	}
	return nil
}

const mostShards = 1_000_000

// part is the documents of an input from one number up to and without another, from 0.
type part struct{ from, end int }

// part counts the documents of all paths and returns those of the shard; nil for all. The parts follow each other in the order of the
// input, and their sizes differ by one at most. A line of JSON lines counts as one document whatever it holds, an empty line as none; so does
// what cannot be read, so that one shard reports it. The error is for what cannot be read a second time.
func (s *shard) part(paths []string) (*part, error) {
	if s.of == 0 {
		return nil, nil
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if path == "-" || err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			return nil, fmt.Errorf("--shard %v: %s can be read once only, and is read twice to count its claim sets: give a file", s, path)
		}
	}
	all := 0
	for _, err := range (&source.Reader{}).Pieces(paths) {
		_ = err // which counts like a document
		all++
	}
	return &part{share(all, s.nth-1, s.of), share(all, s.nth, s.of)}, nil
}

// share is all*nth/of, rounded down.
func share(all, nth, of int) int { return int(int64(all) * int64(nth) / int64(of)) }

// of leaves out what stands before and behind the part; what stands behind is not read.
func (p *part) of(pieces iter.Seq2[*source.Piece, error]) iter.Seq2[*source.Piece, error] {
	if p == nil {
		return pieces
	}
	return func(yield func(*source.Piece, error) bool) {
		if p.from == p.end {
			return
		}
		n := 0
		for piece, err := range pieces {
			if n++; n > p.from && !yield(piece, err) || n == p.end {
				return
			}
		}
	}
}
