package main

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"golang.org/x/term"
)

// progress tells who waits at a terminal how far the work is, in one line that is written over and taken away at the end.
type progress struct {
	w           io.Writer
	what        string                   // "parsed"
	bytes       func() (done, all int64) // of the input
	done, width int
	documents   int // that there are to be done, if that is known, else 0
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
func newProgress(w io.Writer, what string, bytes func() (done, all int64)) *progress {
	if what == "" || !isTerminal(w) {
		return nil
	}
	return &progress{w: w, what: what, bytes: bytes, begun: time.Now()}
}

// expect says how many documents there will be, where a part of them was asked for.
func (p *progress) expect(in *part) {
	if p != nil && in != nil {
		p.documents = in.end - in.from
	}
}

// step counts a document.
func (p *progress) step() {
	if p == nil {
		return
	}
	p.done++
	p.tell(func(after time.Duration) string {
		done, all := p.bytes()
		return p.line(done, all, after)
	})
}

// tell writes what line says after so long, where it is time to.
func (p *progress) tell(line func(after time.Duration) string) {
	if p == nil {
		return
	}
	if now := time.Now(); now.Sub(p.begun) >= progressAfter && now.Sub(p.last) >= progressEvery {
		p.last = now
		waiting.Store(true)
		text := "claimchart: " + line(now.Sub(p.begun))
		fmt.Fprintf(p.w, "\r%-*s", p.width, text)
		p.width = len(text)
	}
}

// line says how much is done after so long: documents, bytes, how fast, and how long it will take.
func (p *progress) line(done, all int64, after time.Duration) string {
	const mb = 1 << 20
	line := fmt.Sprintf("%s %d documents", p.what, p.done)
	if p.done > 0 {
		line += fmt.Sprintf(", %.1f a second", float64(p.done)/after.Seconds())
	}
	if p.documents > 0 && p.done > 0 {
		left := time.Duration(float64(after) / float64(p.done) * float64(max(p.documents-p.done, 0)))
		return fmt.Sprintf("%s, of %d, %v left", line, p.documents, left.Round(time.Second))
	}
	if all < mb || done <= 0 {
		return line
	}
	left := time.Duration(float64(after) / float64(done) * float64(max(all-done, 0)))
	return fmt.Sprintf("%s, %d of %d MB, %.1f MB/s, %v left", line, done/mb, all/mb, float64(done)/mb/after.Seconds(), left.Round(time.Second))
}

// clear takes the line away, so that what is printed next begins on an empty one.
func (p *progress) clear() {
	if p != nil && waiting.Swap(false) {
		fmt.Fprintf(p.w, "\r%*s\r", p.width, "")
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
