package index_test

import (
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"claimchart/priorart/index"
	"claimchart/priorart/index/internal/sample"
)

var published = sync.OnceValues(func() (*sample.Corpus, error) { return sample.Published("../..") })

// corpora are what is measured: the published texts, and a generated corpus for a bare clone.
var corpora = []struct {
	name string
	get  func(b *testing.B) *sample.Corpus
}{
	{"published", func(b *testing.B) *sample.Corpus {
		c, err := published()
		if errors.Is(err, fs.ErrNotExist) {
			b.Skip("the published patents and papers (../shared/data/published) are not at hand")
		} else if err != nil {
			b.Fatal(err)
		}
		return c
	}},
	{"generated", func(*testing.B) *sample.Corpus { return sample.Generated(100_000) }},
}

func memory(c *sample.Corpus) *index.Memory {
	b := index.NewBuilder()
	for _, p := range c.Passages {
		b.Add(p)
	}
	return b.Memory()
}

// write makes a persistent index of documents of 90 passages.
func write(b *testing.B, dir string, c *sample.Corpus) {
	u, err := index.NewUpdate(dir)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; i < len(c.Passages); i += 90 {
		if err := u.Add(strconv.Itoa(i), c.Passages[i:min(i+90, len(c.Passages))]); err != nil {
			b.Fatal(err)
		}
	}
	if err := u.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkSearch answers 80 claim elements, ten hits each, one after the other.
func BenchmarkSearch(b *testing.B) {
	for _, corpus := range corpora {
		b.Run(corpus.name, func(b *testing.B) {
			c := corpus.get(b)
			m := memory(c)
			queries := c.Terms()
			b.Run("memory", func(b *testing.B) { search(b, m, queries) })
			dir := b.TempDir()
			start := time.Now()
			write(b, dir, c)
			b.Logf("written in %v", time.Since(start).Round(time.Second/10))
			d, err := index.OpenDisk(dir)
			if err != nil {
				b.Fatal(err)
			}
			defer d.Close()
			b.Run("disk", func(b *testing.B) { search(b, d, queries) })
		})
	}
}

// search reports the median time of a query, each at its best of the rounds.
func search(b *testing.B, m index.Candidates, queries [][]index.Term) {
	took := make([]time.Duration, len(queries))
	for round := 0; b.Loop(); round++ {
		for i, q := range queries {
			start := time.Now()
			if _, err := m.Search(q, 10); err != nil {
				b.Fatal(err)
			}
			if d := time.Since(start); round == 0 || d < took[i] {
				took[i] = d
			}
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds()), "ns/query")
	b.ReportMetric(float64(took[len(took)-1].Nanoseconds()), "ns/slowest")
}

func BenchmarkBuild(b *testing.B) {
	for _, corpus := range corpora {
		b.Run(corpus.name, func(b *testing.B) {
			c := corpus.get(b)
			for b.Loop() {
				m := memory(c)
				b.ReportMetric(float64(m.Bytes())/float64(m.Len()), "B/passage")
			}
		})
	}
}
