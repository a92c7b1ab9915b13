package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"claimchart/priorart/index"
	"claimchart/priorart/index/internal/sample"
)

// measured is what one run of one engine on one corpus took.
type measured struct {
	Engine   string
	Corpus   string
	Passages int
	Build    float64 // seconds
	Open     float64 // seconds
	Bytes    int64   // of the index, in memory or on disk
	Peak     int64   // bytes of the whole run's resident set at its highest
	Query    float64 // seconds, median
	Slowest  float64 // seconds
	Load     string  // of the machine in the last minute of the run
	Same     float64 // of the ten best of the memory index, how many are among its own ten best, from 0 to 1
}

func main() {
	log.SetFlags(0)
	root := flag.String("root", "../../..", "the root of the clone")
	sizes := flag.String("sizes", "1000,3000,10000,30000,100000,300000,1000000", "how many passages to measure with")
	rivals := flag.Bool("rivals", true, "measure other engines, too")
	one := flag.String("one", "", "measure this one (engine,corpus,passages), and print it: what the program calls itself with")
	flag.Parse()
	if *one != "" {
		m, err := measure(*root, *one)
		if errors.Is(err, fs.ErrNotExist) {
			os.Exit(absent)
		} else if err != nil {
			log.Fatal(err)
		}
		if err := json.NewEncoder(os.Stdout).Encode(m); err != nil {
			log.Fatal(err)
		}
		return
	}
	if err := run(*root, strings.Split(*sizes, ","), *rivals); err != nil {
		log.Fatal(err)
	}
}

// run measures everything, each by itself in a process of its own, and writes the document.
func run(root string, sizes []string, rivals bool) error {
	var growth, against []measured
	for _, n := range sizes {
		for _, e := range engines[:2] {
			m, err := apart(root, fmt.Sprintf("%s,generated,%s", e.name, n))
			if err != nil {
				return err
			}
			growth = append(growth, m)
		}
	}
	for _, corpus := range []string{"published,0", "generated,100000"} {
		for i := range engines {
			if !rivals {
				continue
			}
			m, err := apart(root, fmt.Sprintf("%d,%s", i, corpus))
			if errors.Is(err, errAbsent) {
				log.Print("the published patents and papers (../shared/data/published) are not at hand: not measured")
				break
			} else if err != nil {
				return err
			}
			against = append(against, m)
		}
	}
	return write(root, growth, against)
}

// absent is the exit status of a run whose corpus is not at hand.
const absent = 3

var errAbsent = errors.New("absent")

// apart measures in a new process.
func apart(root, what string) (measured, error) {
	var m measured
	self, err := os.Executable()
	if err != nil {
		return m, err
	}
	cmd := exec.Command(self, "-root", root, "-one", what)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if cmd.ProcessState != nil && cmd.ProcessState.ExitCode() == absent {
		return m, errAbsent
	}
	if err != nil {
		return m, fmt.Errorf("%s: %w", what, err)
	}
	if err := json.Unmarshal(out, &m); err != nil {
		return m, err
	}
	m.Load = loadAverage()
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		m.Peak = usage.Maxrss * 1024 // Linux counts kilobytes
	}
	log.Printf("%-40s %-10s %8d passages: built in %.1f s, %.2f ms a query, %d MB, peak %d MB, same %.2f", m.Engine, m.Corpus, m.Passages, m.Build, m.Query*1e3, m.Bytes>>20, m.Peak>>20, m.Same)
	return m, nil
}

// measure does what -one asks for.
func measure(root, what string) (m measured, err error) {
	parts := strings.Split(what, ",")
	n, err := strconv.Atoi(parts[len(parts)-1])
	if err != nil {
		return m, err
	}
	dir, err := os.MkdirTemp("", "claimchart-performance")
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if parts[0] == engines[1].name { // passages are not held, so that the peak is the index's own
		return grow(dir, n)
	}
	var corpus *sample.Corpus
	if parts[1] == "published" {
		if corpus, err = sample.Published(root); err != nil {
			return m, err
		}
	} else {
		corpus = sample.Generated(n)
	}
	e := engines[0]
	if i, err := strconv.Atoi(parts[0]); err == nil {
		e = engines[i]
	}
	m = measured{Engine: e.name, Corpus: corpus.Name, Passages: len(corpus.Passages)}
	queries := corpus.Terms()
	runtime.GC()
	start := time.Now()
	c, err := e.build(dir, corpus.Passages)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	m.Build = time.Since(start).Seconds()
	if m.Bytes, err = size(dir); err != nil {
		return m, err
	}
	best := c
	if mem, ok := c.(*index.Memory); ok {
		m.Bytes = int64(mem.Bytes())
	} else if best, err = memory("", corpus.Passages); err != nil {
		return m, err
	}
	if m.Same, err = overlap(best, c, queries); err != nil {
		return m, err
	}
	m.Query, m.Slowest, err = ask(c, queries)
	return m, err
}

// grow measures the persistent index on a generated corpus that is written as it is made.
func grow(dir string, n int) (m measured, err error) {
	m = measured{Engine: engines[1].name, Corpus: "generated", Passages: n, Same: 1}
	queries := sample.Weigh(sample.GeneratedQueries(n), sample.GeneratedPassages(n))
	var took time.Duration
	start := time.Now()
	u, err := index.NewUpdate(dir)
	if err != nil {
		return m, err
	}
	took += time.Since(start)
	var document [][]string
	documents := 0
	add := func() error {
		start := time.Now()
		defer func() { took += time.Since(start) }()
		documents++
		err := u.Add(strconv.Itoa(documents), document)
		document = nil
		return err
	}
	for p := range sample.GeneratedPassages(n) {
		document = append(document, p)
		if len(document) == documentPassages {
			if err := add(); err != nil {
				return m, err
			}
		}
	}
	if err := add(); err != nil {
		return m, err
	}
	start = time.Now()
	if err := u.Close(); err != nil {
		return m, err
	}
	m.Build = (took + time.Since(start)).Seconds()
	if m.Bytes, err = size(dir); err != nil {
		return m, err
	}
	start = time.Now()
	d, err := index.OpenDisk(dir)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	m.Open = time.Since(start).Seconds()
	m.Query, m.Slowest, err = ask(d, queries)
	return m, err
}

// ask is the time that a query takes on one thread, in seconds: the median over the queries, and the slowest one, each at its best
// of up to five rounds that together last no longer than half a minute.
func ask(c index.Candidates, queries [][]index.Term) (median, slowest float64, err error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	took := make([]float64, len(queries))
	start := time.Now()
	for round := 0; round < 5 && (round == 0 || time.Since(start) < 30*time.Second); round++ {
		for i, q := range queries {
			start := time.Now()
			if _, err := c.Search(q, 10); err != nil {
				return 0, 0, err
			}
			if s := time.Since(start).Seconds(); round == 0 || s < took[i] {
				took[i] = s
			}
		}
	}
	slices.Sort(took)
	return took[len(took)/2], took[len(took)-1], nil
}

// overlap is the share of the ten best passages of one index that are among the ten best of another.
func overlap(of, in index.Candidates, queries [][]index.Term) (float64, error) {
	same, all := 0, 0
	for _, q := range queries {
		want, err := of.Search(q, 10)
		if err != nil {
			return 0, err
		}
		got, err := in.Search(q, 10)
		if err != nil {
			return 0, err
		}
		all += len(want)
		for _, w := range want {
			if slices.ContainsFunc(got, func(h index.Hit) bool { return h.Passage == w.Passage }) {
				same++
			}
		}
	}
	return float64(same) / float64(max(all, 1)), nil
}

// loadAverage is how busy the machine was in the last minute, as Linux states it.
func loadAverage() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "not known"
	}
	load, _, _ := strings.Cut(string(data), " ")
	return load
}
