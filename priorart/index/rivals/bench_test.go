package main

import (
	"errors"
	"io/fs"
	"testing"

	"claimchart/priorart/index/internal/sample"
)

// BenchmarkRivals answers 80 claim elements with each engine on one thread and reports the median, and the share of the memory
// index's ten best passages that are among the engine's: go test -bench . (SQLite takes minutes). Its b.N is of no meaning.
func BenchmarkRivals(b *testing.B) {
	for _, corpus := range []string{"published", "generated"} {
		c := sample.Generated(100_000)
		if corpus == "published" {
			var err error
			if c, err = sample.Published("../../.."); errors.Is(err, fs.ErrNotExist) {
				b.Log("the published patents and papers (../shared/data/published) are not at hand: not measured")
				continue
			} else if err != nil {
				b.Fatal(err)
			}
		}
		queries := c.Terms()
		best, err := memory("", c.Passages)
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range engines {
			in, err := e.build(b.TempDir(), c.Passages)
			if err != nil {
				b.Fatal(err)
			}
			b.Run(corpus+"/"+e.name, func(b *testing.B) {
				for b.Loop() {
					median, slowest, err := ask(in, queries)
					if err != nil {
						b.Fatal(err)
					}
					same, err := overlap(best, in, queries)
					if err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(median*1e3, "ms/query")
					b.ReportMetric(slowest*1e3, "ms/slowest")
					b.ReportMetric(100*same, "%same")
				}
			})
			if err := in.Close(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// TestEngines shows that all engines were asked the same: the persistent index gives what the memory index gives, the others
// most of it.
func TestEngines(t *testing.T) {
	c := sample.Generated(3000)
	queries := c.Terms()
	best, err := memory("", c.Passages)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range engines {
		in, err := e.build(t.TempDir(), c.Passages)
		if err != nil {
			t.Fatal(err)
		}
		same, err := overlap(best, in, queries)
		if err != nil {
			t.Fatal(err)
		}
		if i < 2 && same != 1 || same < 0.6 || in.Len() != len(c.Passages) {
			t.Errorf("%s: %d passages, %.2f of the ten best are the same", e.name, in.Len(), same)
		}
		if err := in.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
