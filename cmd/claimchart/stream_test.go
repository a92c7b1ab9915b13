package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"claimchart/claims"
	"claimchart/priorart"
)

// manySets writes so many claim sets, and references, and returns their files.
func manySets(tb testing.TB, n int) (sets, refs string) {
	tb.Helper()
	parts := []string{"lid", "hinge", "spring", "valve", "housing", "lever", "gasket", "piston"}
	var b strings.Builder
	for i := range n {
		at := func(k int) string { return parts[(i+k)%len(parts)] }
		fmt.Fprintf(&b, `{"name": "set-%d", "claims": [{"num": 1, "text": "A device comprising: a %s; and a %s that holds the %s."}, {"num": 2, "text": "The device of claim 1, wherein the %s is of brass."}]}`+"\n", i, at(0), at(1), at(3), at(1))
	}
	dir := tb.TempDir()
	sets, refs = filepath.Join(dir, "sets.jsonl"), filepath.Join(dir, "refs.jsonl")
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	write(sets, b.String())
	b.Reset()
	for i, p := range parts {
		fmt.Fprintf(&b, `{"id": "R%d", "kind": "patent", "date": "1999", "passages": [{"loc": "[0001]", "text": "A %s of brass holds the %s."}]}`+"\n", i, p, parts[(i+2)%len(parts)])
	}
	write(refs, b.String())
	return sets, refs
}

// TestShards: what the shards print, joined, is what one run prints, however many there are and wherever a bad set stands.
func TestShards(t *testing.T) {
	sets, refs := manySets(t, 7)
	text, err := os.ReadFile(sets)
	if err != nil {
		t.Fatal(err)
	}
	bad := strings.Replace(string(text), `"set-3", "claims"`, `"set-3" "claims"`, 1)
	if err := os.WriteFile(sets, []byte("\n"+bad+"\n\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	alone := filepath.Join(t.TempDir(), "one.txt")
	if err := os.WriteFile(alone, []byte("1. A lamp comprising: a shade.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"chart", "rank", "parse", "check"} {
		args := []string{command, sets, alone, sets, "--format", "jsonl"}
		if command == "chart" || command == "rank" {
			args = append(args, "--against", refs)
		}
		var whole, wholeErr bytes.Buffer
		if status := run(args, strings.NewReader(""), &whole, &wholeErr); status != exitUsage || strings.Count(wholeErr.String(), "sets.jsonl:5: no valid JSON") != 2 {
			t.Fatalf("%s: status %d: %s", command, status, wholeErr.String())
		}
		for _, n := range []int{1, 2, 3, 16, 40} {
			var joined, joinedErr bytes.Buffer
			for i := 1; i <= n; i++ {
				run(append(args, "--shard", fmt.Sprintf("%d/%d", i, n)), strings.NewReader(""), &joined, &joinedErr)
			}
			if joined.String() != whole.String() || joinedErr.String() != wholeErr.String() {
				t.Errorf("%s in %d shards prints something else:\n%s%s", command, n, joined.String(), joinedErr.String())
			}
		}
	}
}

// TestShare: the parts follow each other, and their sizes differ by one at most.
func TestShare(t *testing.T) {
	for _, all := range []int{0, 1, 15, 16, 17, 1200} {
		for _, of := range []int{1, 3, 16, 2000} {
			for i := 1; i <= of; i++ {
				if size := share(all, i, of) - share(all, i-1, of); size != all/of && size != all/of+1 {
					t.Errorf("part %d of %d of %d has %d", i, of, all, size)
				}
			}
			if share(all, 0, of) != 0 || share(all, of, of) != all {
				t.Errorf("%d parts of %d are not all", of, all)
			}
		}
	}
}

// counting is an output that measures the heap while lines are written.
type counting struct {
	lines int
	peak  atomic.Uint64
}

func (c *counting) Write(p []byte) (int, error) {
	if c.lines += bytes.Count(p, []byte("\n")); c.lines%20 == 0 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		c.peak.Store(max(c.peak.Load(), m.HeapAlloc))
	}
	return len(p), nil
}

// TestBoundedMemory: a thousand claim sets take no more memory than fifty.
func TestBoundedMemory(t *testing.T) {
	var peaks []uint64
	for _, n := range []int{50, 50, 1000} { // the first run fills what is kept of words
		sets, refs := manySets(t, n)
		var out counting
		var errw bytes.Buffer
		if status := run([]string{"chart", sets, "--against", refs, "--format", "jsonl"}, strings.NewReader(""), &out, &errw); status != exitDone || out.lines != 2*n {
			t.Fatalf("status %d, %d lines: %s", status, out.lines, errw.String())
		}
		peaks = append(peaks, out.peak.Load())
	}
	t.Logf("heap in use, of 50 claim sets %d KB, of 1,000 %d KB", peaks[1]>>10, peaks[2]>>10)
	if slack := uint64(4 << 20); peaks[2] > peaks[1]+slack {
		t.Errorf("the heap grew from %d to %d bytes", peaks[1], peaks[2])
	}
}

// TestChartClosedPipe: a reader that has seen enough ends a chart at once, without a word.
func TestChartClosedPipe(t *testing.T) {
	sets, refs := manySets(t, 40)
	out := &closing{writes: 2}
	var errw bytes.Buffer
	if status := run([]string{"chart", sets, "--against", refs, "--format", "jsonl"}, strings.NewReader(""), out, &errw); status != exitDone || errw.Len() > 0 || out.writes < -1 {
		t.Errorf("status %d, %q, %d writes after the end", status, errw.String(), -1-out.writes)
	}
}

// TestEndLine: who stops the program waits for the line that is being written, unless asked a second time.
func TestEndLine(t *testing.T) {
	whole.Lock()
	again := make(chan os.Signal, 1)
	ended := make(chan bool)
	go func() {
		endLine(again)
		ended <- true
	}()
	select {
	case <-ended:
		t.Error("it did not wait")
	case <-time.After(20 * time.Millisecond):
	}
	again <- os.Interrupt
	<-ended
	whole.Unlock()
	for whole.TryLock() { // whoever waited gets it, and would keep it
		whole.Unlock()
		time.Sleep(time.Millisecond)
	}
	whole.Unlock()
}

// TestFallenSet: a claim set that the tool falls over is named with its line; the others are charted.
func TestFallenSet(t *testing.T) {
	sets, _ := manySets(t, 5)
	var out, errw bytes.Buffer
	cmd := newChart()
	cmd.SetOut(&out)
	cmd.SetErr(&errw)
	f := chartFlags{out: output{command: "chart", format: "jsonl"}}
	lib := &priorart.Library{References: []priorart.Reference{{ID: "R", Label: "D1", Passages: []priorart.Passage{{Loc: "[0001]", Text: "A lid of brass."}}}}}
	err := f.stream(cmd, reading{paths: []string{sets}}, func(set *claims.Set) (*priorart.Chart, error) {
		if set.Name == "set-3" {
			panic("no such hinge")
		}
		return priorart.Make(set, lib, priorart.Options{})
	}, false)
	if !errors.Is(err, errReported) || strings.Count(out.String(), "\n") != 8 || !strings.Contains(errw.String(), "sets.jsonl:4: the tool fell over this file, by a fault of its own (no such hinge)") {
		t.Errorf("%v, %q, %s", err, errw.String(), out.String())
	}
}

// BenchmarkManySets charts 200 small claim sets as they come; "collected" is one report of all, as table and json need it.
func BenchmarkManySets(b *testing.B) {
	sets, refs := manySets(b, 200)
	for name, format := range map[string]string{"streamed": "jsonl", "collected": "json"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var out, errw bytes.Buffer
				if status := run([]string{"chart", sets, "--against", refs, "--format", format}, strings.NewReader(""), &out, &errw); status != exitDone {
					b.Fatal(errw.String())
				}
			}
			b.ReportMetric(200*float64(b.N)/b.Elapsed().Seconds(), "sets/s")
		})
	}
}
