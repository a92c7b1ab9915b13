package priorart

import (
	"os"
	"slices"
	"testing"
	"time"

	"claimchart/claims"
	"claimchart/priorart/practice"
)

// BenchmarkChart charts the article that the tool was made for.
func BenchmarkChart(b *testing.B) {
	data, err := os.ReadFile("../testdata/egenera/article.txt")
	if err != nil {
		b.Skip(err)
	}
	set, err := claims.Parse(&claims.Document{Name: "article.txt", Text: string(data)})
	if err != nil {
		b.Fatal(err)
	}
	known, err := practice.Shipped()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Make(set, FromArticle(set, known), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkChartPublished charts sets of 20 claims, one after the other, against the 2,400 references of published, 215,606 passages, that
// are in memory with their index: what a chart costs once a library is loaded. Every chart makes ready each reference that it compares;
// nothing of that is kept. It gives the median and the slowest chart; "index" is what making the index costs, once for all charts.
func BenchmarkChartPublished(b *testing.B) {
	lib := refsOf(b, func(do func([]byte)) {
		jsonLines(b, "patents.jsonl.gz", do)
		jsonLines(b, "papers.jsonl.gz", do)
	})
	lib.label()
	const sets, every = 20, 5 // of every fifth document on
	var chosen []*claims.Set
	n := 0
	jsonLines(b, "claims.jsonl.gz", func(line []byte) {
		if n++; len(chosen) == sets || n%every != 0 {
			return
		}
		s := rankedSet(b, line)
		if len(s.Claims) == 20 && !slices.ContainsFunc(s.Claims, func(c claims.Claim) bool { return c.Text == "" || c.Canceled() }) {
			chosen = append(chosen, s)
		}
	})
	b.Run("index", func(b *testing.B) {
		for b.Loop() {
			lib.index = nil
			if _, err := lib.indexed(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("chart", func(b *testing.B) {
		if _, err := lib.indexed(); err != nil {
			b.Fatal(err)
		}
		var took []time.Duration
		for b.Loop() {
			start := time.Now()
			if _, err := Make(chosen[len(took)%len(chosen)], lib, Options{}); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		b.ReportMetric(took[len(took)/2].Seconds(), "s/median")
		b.ReportMetric(took[len(took)-1].Seconds(), "s/slowest")
	})
}

// BenchmarkChartMany charts published claim sets, one after the other, against the same 60 references: each reference made ready for each set, and kept
// from set to set.
func BenchmarkChartMany(b *testing.B) {
	lib := refsOf(b, func(do func([]byte)) {
		jsonLines(b, "patents.jsonl.gz", do)
	})
	lib.References = lib.References[:min(60, len(lib.References))]
	lib.label()
	var sets []*claims.Set
	jsonLines(b, "claims.jsonl.gz", func(line []byte) {
		if len(sets) < 40 {
			sets = append(sets, rankedSet(b, line))
		}
	})
	for _, kept := range []bool{false, true} {
		b.Run(map[bool]string{false: "anew", true: "kept"}[kept], func(b *testing.B) {
			n := 0
			for b.Loop() {
				lib.texts.again = kept
				if _, err := Make(sets[n%len(sets)], lib, Options{}); err != nil {
					b.Fatal(err)
				}
				n++
			}
		})
	}
}
