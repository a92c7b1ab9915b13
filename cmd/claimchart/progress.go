package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	"golang.org/x/term"
)

// progress tells who waits at a terminal how far the work is, in one line that is written over and taken away at the end.
type progress struct {
	w           io.Writer
	what        string // "parsed"
	total, done int
	begun, last time.Time
}

// Work of less than a second needs no progress; more than a few lines a second nobody reads.
const (
	progressAfter = time.Second
	progressEvery = 200 * time.Millisecond
)

// waiting tells whether a line of progress stands on the terminal.
var waiting atomic.Bool

// newProgress returns nil, which tells nothing, unless w is a terminal and there is something to tell.
func newProgress(w io.Writer, what string, total int) *progress {
	if what == "" || !isTerminal(w) {
		return nil
	}
	return &progress{w: w, what: what, total: total, begun: time.Now()}
}

// step counts a document.
func (p *progress) step() {
	if p == nil {
		return
	}
	p.done++
	if now := time.Now(); now.Sub(p.begun) >= progressAfter && now.Sub(p.last) >= progressEvery {
		p.last = now
		waiting.Store(true)
		fmt.Fprintf(p.w, "\rclaimchart: %s %d of %d documents", p.what, p.done, p.total)
	}
}

// clear takes the line away, so that what is printed next begins on an empty one.
func (p *progress) clear() {
	if p != nil && waiting.Swap(false) {
		fmt.Fprintf(p.w, "\r%*s\r", len("claimchart:   of  documents")+len(p.what)+2*len(strconv.Itoa(p.total)), "")
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
