package priorart

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
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
	total, counts := countStems(t, func(string) bool { return true })
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

// countStems counts in how many of the published claims of the sets that are wanted, by their names, each stem stands.
func countStems(t testing.TB, wanted func(name string) bool) (total int, counts map[string]int) {
	counts = map[string]int{}
	jsonLines(t, "claims.jsonl.gz", func(line []byte) {
		var set struct {
			Name   string
			Claims []struct{ Text string }
		}
		if err := json.Unmarshal(line, &set); err != nil {
			t.Fatal(err)
		}
		if !wanted(set.Name) {
			return
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
	})
	return total, counts
}
