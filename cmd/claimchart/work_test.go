package main

import (
	"bytes"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// TestProcessors: one processor and several print the same bytes, on both streams, for good files and bad ones.
func TestProcessors(t *testing.T) {
	cases := filepath.Join("..", "..", "testdata", "claims")
	articles := filepath.Join("..", "..", "testdata", "articles")
	for _, args := range [][]string{{"parse", cases, articles}, {"check", cases, articles}, {"library", "list", cases, articles}, {"chart", filepath.Join("..", "..", "testdata", "egenera", "article.txt")}} {
		for _, format := range []string{"json", "jsonl"} {
			var first, firstErr string
			for _, n := range []int{1, 4} {
				before := runtime.GOMAXPROCS(n)
				var out, errw bytes.Buffer
				run(append(args, "--format", format), strings.NewReader(""), &out, &errw)
				runtime.GOMAXPROCS(before)
				if n == 1 {
					first, firstErr = out.String(), errw.String()
				}
				if out.String() != first || errw.String() != firstErr || first == "" {
					t.Errorf("%v: with %d processors the output is another", args, n)
				}
			}
		}
	}
}

// closing is standard output whose reader goes away after some writes.
type closing struct{ writes int }

func (c *closing) Write(p []byte) (int, error) {
	if c.writes--; c.writes < 0 {
		return 0, syscall.EPIPE
	}
	return len(p), nil
}

// TestClosedPipe: a reader that has seen enough ends the run at once, without a word.
func TestClosedPipe(t *testing.T) {
	for _, command := range []string{"parse", "check"} {
		for _, format := range []string{"jsonl", "json", "table"} {
			var errw bytes.Buffer
			out := &closing{writes: 0}
			if format == "jsonl" {
				out.writes = 1
			}
			article := filepath.Join("..", "..", "testdata", "egenera", "article.txt")
			if status := run([]string{command, article, article, article, "--format", format}, strings.NewReader(""), out, &errw); status != exitDone || errw.Len() > 0 {
				t.Errorf("%s --format %s: status %d, %q; want %d and nothing", command, format, status, errw.String(), exitDone)
			}
			if format == "jsonl" && out.writes < -1 {
				t.Errorf("%s went on writing lines", command)
			}
		}
	}
}

// A message shows no characters that steer a terminal, and a fault names its file and what to do.
func TestMessages(t *testing.T) {
	err := faultIn("a\x1b[31mb.docx", "index out of range")
	want := "a\uFFFD[31mb.docx: the tool fell over this file, by a fault of its own (index out of range): please report it; the text saved as a text file may be read"
	if got := harmless(err.Error()); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for n, want := range map[int]string{0: "", 1: " (a)", 3: " (a; b; c)", 5: " (a; b; c; and 2 more)"} {
		if got := noted([]string{"a", "b", "c", "d", "e"}[:n]); got != want {
			t.Errorf("%d notes: %q, want %q", n, got, want)
		}
	}
}
