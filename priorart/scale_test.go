package priorart

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"claimchart/claims"
)

// How many of the 1,200 published applications are charted: "all", or "sample" for every twelfth, which go test can afford.
var published = flag.String("published", "sample", "how much of ../shared/data/published is charted: sample or all")

// How the measure guards against itself: word statistics counted on one half of the applications and measured on the other, both ways;
// and claims cut at their semicolons instead of by this program.
var (
	halves     = flag.Bool("halves", false, "count the word statistics on one half of the published applications and measure on the other")
	semicolons = flag.Bool("semicolons", false, "cut the published claims at semicolons, whatever elements they have")
)

const publishedData = "../../shared/data/published/"

// jsonLines calls do with every line of a compressed file of published.
func jsonLines(t testing.TB, name string, do func(line []byte)) {
	t.Helper()
	f, err := os.Open(publishedData + name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the published applications (../shared/data/published) are not at hand")
	} else if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	if strings.HasSuffix(name, ".gz") {
		zr, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		sc = bufio.NewScanner(zr)
	}
	sc.Buffer(nil, 1<<27)
	for sc.Scan() {
		do(sc.Bytes())
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
}

// scaled is one element of the measure: its scores against the application's own description and paper and the nearest others.
type scaled struct {
	document, label, text string
	cells                 [4]Cell // own patent, other patent, own paper, other paper
}

// scaleCells charts claim 1 and the last claim of every chosen application, own elements only, without the preambles of dependent claims.
// Of the rows of pairs.jsonl, counted from 1, only odd ones if row is 1, even ones if it is 0, all if it is below.
func scaleCells(t testing.TB, row int) []scaled {
	type pair struct {
		Document    string
		OwnPatent   string `json:"own_patent"`
		OtherPatent string `json:"other_patent"`
		OwnPaper    string `json:"own_paper"`
		OtherPaper  string `json:"other_paper"`
	}
	var pairs []pair
	n := 0
	jsonLines(t, "pairs.jsonl", func(line []byte) {
		var p pair
		if err := json.Unmarshal(line, &p); err != nil {
			t.Fatal(err)
		}
		if n++; (*published == "all" || n%12 == 1) && (row < 0 || n%2 == row) {
			pairs = append(pairs, p)
		}
	})
	want := map[string]bool{}
	for _, p := range pairs {
		for _, id := range []string{p.OwnPatent, p.OtherPatent, p.OwnPaper, p.OtherPaper} {
			want[id] = true
		}
	}
	refs := map[string]*Reference{}
	for _, name := range []string{"patents.jsonl.gz", "papers.jsonl.gz"} {
		jsonLines(t, name, func(line []byte) {
			id := string(line[:min(len(line), 80)])
			_, id, _ = strings.Cut(id, `"id": "`)
			if id, _, _ = strings.Cut(id, `"`); !want[id] {
				return
			}
			r := &Reference{}
			if err := json.Unmarshal(line, r); err != nil {
				t.Fatal(err)
			}
			refs[id] = r
		})
	}
	sets := map[string]*claims.Set{}
	jsonLines(t, "claims.jsonl.gz", func(line []byte) {
		var s struct {
			Name   string
			Number string
			Claims []struct {
				Num  int
				Text string
			}
		}
		if err := json.Unmarshal(line, &s); err != nil {
			t.Fatal(err)
		}
		doc := &claims.Document{Name: s.Name}
		for _, c := range s.Claims {
			doc.Claims = append(doc.Claims, claims.CutClaim{Num: c.Num, Text: c.Text})
		}
		if set, err := claims.Parse(doc); err == nil {
			sets[s.Name] = set
		}
	})
	out := make([][]scaled, len(pairs))
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				p := pairs[i]
				set := sets[p.Document]
				if set == nil {
					continue
				}
				var texts [4]*text
				for k, id := range []string{p.OwnPatent, p.OtherPatent, p.OwnPaper, p.OtherPaper} {
					texts[k] = newText(refs[id])
				}
				last := len(set.Claims) - 1
				whole := newQuery(saidBy(set))
				heritage := claims.NewHeritage(set.Claims)
				var said recitals
				for _, c := range slices.Compact([]int{0, last}) {
					if set.Claims[c].Canceled() { // "12-24. (canceled)" has no element, and is not charted
						continue
					}
					chain, own := scaleChain(heritage, &set.Claims[c])
					numbers := said.add(chain)
					ready := map[int]*query{}
					for k, n := range numbers {
						ready[n] = newQuery(chain[k].Text)
						ready[n].set = whole
					}
					compared := slices.Compact(slices.Sorted(slices.Values(numbers)))
					var cells [4]map[int]Cell
					for k := range texts {
						cells[k] = map[int]Cell{}
						for m, cell := range said.cells(compared, func(n int) *query { return ready[n] }, texts[k]) {
							cells[k][compared[m]] = cell
						}
					}
					for k := len(chain) - own; k < len(chain); k++ {
						s := scaled{document: p.Document, label: chain[k].Label, text: chain[k].Text}
						for m := range texts {
							s.cells[m] = cells[m][numbers[k]]
						}
						out[i] = append(out[i], s)
					}
				}
			}
		}()
	}
	for i := range pairs {
		next <- i
	}
	close(next)
	wg.Wait()
	return slices.Concat(out...)
}

// scaleChain returns the elements that a claim has in a chart, as they are measured, and how many of them, the last ones, are its own: those without the
// preamble where it depends on another.
func scaleChain(heritage *claims.Heritage, cl *claims.Claim) (chain []claims.Element, own int) {
	add := func(from *claims.Claim) int {
		n := len(chain)
		for _, e := range scaleElements(from) {
			if from.Kind == claims.Independent || !strings.HasSuffix(e.Label, "[pre]") {
				chain = append(chain, e)
			}
		}
		return len(chain) - n
	}
	if in, err := heritage.Inherited(cl, 0, -1); err == nil {
		last := 0
		for _, l := range in.Limitations {
			if l.From != last {
				add(heritage.Claim(l.From))
				last = l.From
			}
		}
	}
	return chain, add(cl)
}

// scaleElements are the elements of a claim as they are measured.
func scaleElements(cl *claims.Claim) []claims.Element {
	if !*semicolons {
		return cl.Elements
	}
	var out []claims.Element
	for _, part := range strings.Split(cl.Text, ";") {
		out = append(out, claims.Element{Text: strings.TrimSpace(part)})
	}
	return out
}

// countRow makes the word statistics those of the claims of the odd (1) or even (0) rows of pairs.jsonl, as TestBackground counts them.
func countRow(t testing.TB, row int) {
	var names []string
	jsonLines(t, "pairs.jsonl", func(line []byte) {
		var p struct{ Document string }
		if err := json.Unmarshal(line, &p); err != nil {
			t.Fatal(err)
		}
		names = append(names, p.Document)
	})
	total, counts := countStems(t, func(name string) bool {
		i := slices.Index(names, name)
		return i >= 0 && (i+1)%2 == row
	})
	background = func() (int, map[string]int) { return total, counts }
}

// TestScaleOfPublished prints how well the score tells disclosure from likeness, by the protocol of ../shared/data/README.md.
func TestScaleOfPublished(t *testing.T) {
	var all []scaled
	if *halves {
		whole := background
		defer func() { background = whole }()
		for row := range 2 {
			countRow(t, 1-row)
			all = append(all, scaleCells(t, row)...)
		}
	} else {
		all = scaleCells(t, -1)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d elements\n", len(all))
	for k, name := range []string{"patents", "papers"} {
		own, other := make([]float64, 0, len(all)), make([]float64, 0, len(all))
		var disclosed [2]int
		for _, s := range all {
			own, other = append(own, s.cells[2*k].Score), append(other, s.cells[2*k+1].Score)
			for m := range 2 {
				if s.cells[2*k+m].Status == Disclosed {
					disclosed[m]++
				}
			}
		}
		fmt.Fprintf(&b, "  %-8s AUC %.3f, disclosed in own %.3f, in other %.3f\n", name, auc(own, other), ratio(disclosed[0], len(all)), ratio(disclosed[1], len(all)))
	}
	t.Log("\n" + b.String())
}

// auc is the share of pairs of a score from each list in which that of the first is the higher; alike counts half.
func auc(higher, lower []float64) float64 {
	type scored struct {
		x  float64
		up bool
	}
	var list []scored
	for _, x := range higher {
		list = append(list, scored{x, true})
	}
	for _, x := range lower {
		list = append(list, scored{x, false})
	}
	slices.SortFunc(list, func(a, b scored) int {
		switch {
		case a.x < b.x:
			return -1
		case a.x > b.x:
			return 1
		}
		return 0
	})
	sum, below := 0.0, 0.0
	for i := 0; i < len(list); {
		j, ups, downs := i, 0.0, 0.0
		for ; j < len(list) && list[j].x == list[i].x; j++ {
			if list[j].up {
				ups++
			} else {
				downs++
			}
		}
		sum += ups * (below + downs/2)
		below += downs
		i = j
	}
	return sum / float64(len(higher)) / float64(len(lower))
}
