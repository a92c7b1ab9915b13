package priorart

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"testing"
)

var makeBackground = flag.Bool("background", false, "rewrite background.gz where it is not what the published claims give")

// minCount leaves out stems that stand in fewer claims: a stem seen once or twice tells no more than one never seen.
const minCount = 4

// maxStem leaves out what is no word: a sequence, a run of joined words.
const maxStem = 30

// TestBackground counts the published claims again and holds background.gz against the counts.
func TestBackground(t *testing.T) {
	f, err := os.Open("../../shared/data/published/claims.jsonl.gz")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the published claims (../shared/data/published) are not at hand")
	} else if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	zr, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	counts, total := map[string]int{}, 0
	sc := bufio.NewScanner(zr)
	sc.Buffer(nil, 1<<26)
	for sc.Scan() {
		var set struct{ Claims []struct{ Text string } }
		if err := json.Unmarshal(sc.Bytes(), &set); err != nil {
			t.Fatal(err)
		}
		for _, c := range set.Claims {
			total++
			seen := map[string]bool{}
			for _, tok := range tokens(c.Text) {
				if !seen[tok.stem] {
					seen[tok.stem] = true
					counts[tok.stem]++
				}
			}
		}
	}
	maps.DeleteFunc(counts, func(stem string, n int) bool { return n < minCount || len(stem) > maxStem })
	gotTotal, got := background()
	if gotTotal == total && maps.Equal(got, counts) {
		return
	}
	if !*makeBackground {
		t.Fatalf("background.gz has %d stems of %d claims, the published claims give %d of %d: run go test ./priorart -run Background -background", len(got), gotTotal, len(counts), total)
	}
	var buf bytes.Buffer
	zw, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(zw, total)
	for _, s := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintln(zw, s, counts[s])
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("background.gz", buf.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("wrote background.gz: %d claims, %d stems, %d bytes", total, len(counts), buf.Len())
}
