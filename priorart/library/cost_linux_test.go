package library

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"claimchart/claims"
	"claimchart/priorart"
	"claimchart/priorart/index"
	"claimchart/priorart/internal/cluster"
)

// The measure of docs/scale.md takes many minutes and wants a quiet machine.
var cost = flag.Bool("cost", false, "measure what loading and searching cost in memory, in a folder and in a cluster, at 10,000 passages to all of published, not at 1,000 only")

// TestClusterCost prints, for 10,000 passages, 100,000 and all of published, what each index costs: loading (texts read already), a search for a
// limitation of published claims as a chart makes it, a chart, and the memory and disk that it takes; a cluster's by node.
//
//	CLAIMCHART_WEAVIATE=... go test ./priorart/library -run TestClusterCost -cost -v -timeout 60m
func TestClusterCost(t *testing.T) {
	sizes, asked := []int{10_000}, 1 // which shows that the measure works: an index in a folder is opened for more than 64 references
	if *cost {
		sizes, asked = []int{10_000, 100_000, 1 << 30}, 20
	}
	if _, err := os.Stat(publishedData); err != nil {
		t.Skip("the published applications (../shared/data/published) are not at hand")
	}
	if !cluster.Alone(t) {
		return
	}
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "index\tpassages\tin a second\tms a query\tms a chart\tMB memory\tMB disk\t")
	sets := publishedSets(t, 20)[:asked]
	for _, size := range sizes {
		dir := folderUpTo(t, size)
		memory, err := Load([]string{dir}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		_, passages := memory.Library.Size()
		row := func(name string, in time.Duration, lib *priorart.Library, found index.Candidates, memory, disk int) {
			query, chart := costs(t, lib, found, sets)
			fmt.Fprintf(w, "%s\t%d\t%.0f\t%.1f\t%.0f\t%d\t%d\t\n", name, passages, float64(passages)/in.Seconds(), ms(query), ms(chart), memory>>20, disk>>20)
		}

		before := heap()
		begun := time.Now()
		builder := index.NewBuilder()
		for i := range memory.Library.References {
			stems, err := priorart.StemsOf([]*priorart.Reference{&memory.Library.References[i]})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range stems[0] {
				builder.Add(s)
			}
		}
		in := builder.Memory()
		took := time.Since(begun)
		memory.Library.UseIndex(in)
		row("memory", took, memory.Library, in, heap()-before, 0)

		begun = time.Now()
		if _, err := Build(dir, Options{}); err != nil {
			t.Fatal(err)
		}
		took = time.Since(begun)
		before = heap()
		built, err := Load([]string{dir}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		references, _ := built.Library.Size()
		if grown := heap() - before; grown > 0 { // less where other memory was let go of meanwhile
			t.Logf("%d references of a library that was built, opened: %d bytes each, which a load into a cluster holds as well", references, grown/references)
		}
		before = heap()
		if p := built.OpenIndex(); p != nil {
			t.Fatal(p)
		}
		row("folder", took, built.Library, built.index, heap()-before, onDisk(filepath.Join(dir, folder)))
		built.Close()

		c := cluster.Start(t)
		var warned []string
		at := addressOf(t, c, "Cost", &warned)
		begun = time.Now()
		if _, err := SendTo(dir, Options{}, at); err != nil {
			t.Fatal(err)
		}
		took = time.Since(begun)
		far, err := OpenElsewhere(at)
		if err != nil {
			t.Fatal(err)
		}
		held, disk := 0, 0
		for n := range cluster.Nodes {
			held, disk = held+c.Bytes(n)/cluster.Nodes, disk+onDisk(c.Data(n))/cluster.Nodes
		}
		row("cluster, a node of three", took, far.Library, far.index, held, disk)
		far.Close()
		for n := range cluster.Nodes {
			c.Kill(n)
		}
		if len(warned) > 0 {
			t.Logf("warned: %q", warned)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	load, _ := os.ReadFile("/proc/loadavg")
	t.Logf("%d processors, load %s\n%s", runtime.NumCPU(), strings.TrimSpace(string(load)), b.String())
}

// folderUpTo makes a folder with published descriptions and papers of about so many passages.
func folderUpTo(t testing.TB, passages int) string {
	dir := t.TempDir()
	n := 0
	for _, name := range []string{"patents", "papers"} {
		var kept [][]byte
		for _, line := range publishedLines(t, name+".jsonl.gz", 1, 1<<30) {
			if n < passages {
				kept = append(kept, line)
				n += bytes.Count(line, []byte(`"loc":`))
			}
		}
		if err := os.WriteFile(filepath.Join(dir, name+".jsonl"), bytes.Join(kept, []byte("\n")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// setsCharted is how many of the sets are charted, which takes sixty searches each.
const setsCharted = 7

// costs are the medians of a search for a limitation, as many results as a chart asks for, and of a chart of a claim set.
func costs(t testing.TB, lib *priorart.Library, in index.Candidates, sets []*claims.Set) (query, chart time.Duration) {
	t.Helper()
	var queries, charts []time.Duration
	for _, set := range sets {
		for _, e := range set.Claims[0].Elements {
			begun := time.Now()
			if _, err := in.Search(priorart.SearchTerms(e.Text), 300); err != nil {
				t.Fatal(err)
			}
			queries = append(queries, time.Since(begun))
		}
		if len(charts) == setsCharted {
			continue
		}
		begun := time.Now()
		if _, err := priorart.Make(set, lib, priorart.Options{}); err != nil {
			t.Fatal(err)
		}
		charts = append(charts, time.Since(begun))
	}
	slices.Sort(queries)
	slices.Sort(charts)
	return queries[len(queries)/2], charts[len(charts)/2]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// heap is how much memory is in use.
func heap() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc) //nolint:gosec // of this machine
}

// onDisk is the size of a folder's files.
func onDisk(dir string) (n int) {
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error { // files that go away meanwhile do not count
		if err == nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				n += int(info.Size())
			}
		}
		return nil
	})
	return n
}
