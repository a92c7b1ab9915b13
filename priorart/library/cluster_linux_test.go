package library

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"claimchart/claims"
	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/priorart/index"
	"claimchart/priorart/internal/cluster"
)

// enough is how many candidates were enough for the charts of published claim sets, with three shards and with one; see docs/scale.md.
const enough = 1000

// How much of ../shared/data/published the tests on a cluster load: "all", or "sample", which go test can afford; and with how many candidates they chart.
var (
	loadedShare = flag.String("published", "sample", "how much of ../shared/data/published a cluster is loaded with: sample or all")
	fetched     = flag.String("candidates", fmt.Sprint(index.DefaultCandidates), "how many candidates a search fetches, such as 300,2000")
)

const publishedData = "../../../shared/data/published/"

// publishedLines reads lines of a file of published, each step-th, at most most.
func publishedLines(t testing.TB, name string, step, most int) (lines [][]byte) {
	t.Helper()
	f, err := os.Open(publishedData + name)
	if err != nil {
		t.Skip("the published applications (../shared/data/published) are not at hand")
	}
	defer func() { _ = f.Close() }()
	zr, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(zr)
	sc.Buffer(nil, 1<<27)
	for n := 0; sc.Scan() && len(lines) < most; n++ {
		if n%step == 0 {
			lines = append(lines, bytes.Clone(sc.Bytes()))
		}
	}
	return lines
}

// folderOf makes a folder with published descriptions and papers.
func folderOf(t testing.TB, step, most int) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"patents", "papers"} {
		text := bytes.Join(publishedLines(t, name+".jsonl.gz", step, most), []byte("\n"))
		if err := os.WriteFile(filepath.Join(dir, name+".jsonl"), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// publishedSets reads claim sets from all over published.
func publishedSets(t testing.TB, n int) (sets []*claims.Set) {
	t.Helper()
	for _, line := range publishedLines(t, "claims.jsonl.gz", 1200/n, n) {
		var s struct {
			Name   string
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
		set, err := claims.Parse(doc)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, set)
	}
	return sets
}

// chartBytes is the chart of a claim set as bytes, all that a report of it prints, and its evidence.
func chartBytes(t testing.TB, set *claims.Set, lib *priorart.Library) ([]byte, map[string]bool) {
	t.Helper()
	c, err := priorart.Make(set, lib, priorart.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var art []string
	for i := range c.Library.References {
		r := &c.Library.References[i]
		art = append(art, fmt.Sprint(r.Label, r.ID, r.Title, r.Date, r.File, r.PassageCount()))
	}
	text, err := json.Marshal([]any{c.Charts, c.Gaps, c.Assumed, c.Cited, c.Fewest, art})
	if err != nil {
		t.Fatal(err)
	}
	return text, evidence(c)
}

// firstFive are the references of a library that rank first for each claim of a set, with their scores.
func firstFive(t testing.TB, set *claims.Set, lib *priorart.Library, ranker *priorart.Ranker) (out []string) {
	t.Helper()
	list, _, err := ranker.Rank(set, priorart.RankOptions{By: priorart.ByReference, Most: 5})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		for place, x := range r.Ranking {
			out = append(out, fmt.Sprint(r.Claim, r.Via, place, lib.References[x.Reference].ID, x.Score))
		}
	}
	return out
}

func rankerOf(t testing.TB, lib *priorart.Library) *priorart.Ranker {
	t.Helper()
	ranker, err := priorart.NewRanker(lib)
	if err != nil {
		t.Fatal(err)
	}
	return ranker
}

// sameRankings counts how many of the first five references of each claim are those of a ranking in memory, at the same place with the same score.
func sameRankings(t testing.TB, sets []*claims.Set, want [][]string, far *priorart.Library) {
	t.Helper()
	begun, same, all, compared := time.Now(), 0, 0, 0
	for i, set := range sets {
		near, err := far.ForClaims(set, nil)
		if err != nil {
			t.Fatal(err)
		}
		compared += len(near.References)
		got := firstFive(t, set, near, rankerOf(t, near))
		all += len(want[i])
		for k := range min(len(got), len(want[i])) {
			if got[k] == want[i][k] {
				same++
			}
		}
	}
	t.Logf("rankings: %d of the %d first five references of each claim are the same, of %d references fetched for a set, %v", same, all, compared/len(sets), time.Since(begun).Round(time.Second))
	if float64(same) < leastRanked*float64(all) {
		t.Errorf("rankings differ from those in memory in %d of %d places", all-same, all)
	}
}

// leastRanked is the least share of the first five references that a cluster has to rank as memory does. It ranks those that it fetched, by the best of their
// passages, and a reference whose words are scattered over all of it may not be among them; see docs/scale.md.
const leastRanked = 0.95

func addressOf(t testing.TB, c *cluster.Cluster, name string, warned *[]string) *index.Address {
	t.Helper()
	at, err := index.ParseAddress("weaviate://" + c.Hosts() + "/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	at.Warn = func(text string) {
		mu.Lock()
		defer mu.Unlock()
		*warned = append(*warned, text)
	}
	return at
}

// evidence lists what the cells of a chart quote.
func evidence(c *priorart.Chart) map[string]bool {
	out := map[string]bool{}
	for _, ch := range c.Charts {
		for _, r := range ch.Rows {
			for _, cell := range r.Cells {
				for _, e := range cell.Evidence {
					out[fmt.Sprint(ch.Claim, ch.Via, r.Label, cell.Reference, e.Loc, e.Start)] = true
				}
			}
		}
	}
	return out
}

// TestCluster charts published claim sets from memory, from the index in a folder, and from a real cluster with three shards and with one, which
// has to give the same bytes; while a node is killed, in a load and in a chart; and when all are gone.
func TestCluster(t *testing.T) {
	if _, err := os.Stat(publishedData); err != nil {
		t.Skip("the published applications (../shared/data/published) are not at hand")
	}
	if !cluster.Alone(t) {
		return
	}
	step := 12
	if *loadedShare == "all" {
		step = 1
	}
	dir := folderOf(t, step, 1200)
	sets := publishedSets(t, 20)
	memory, err := Load([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want, shown, first := make([][]byte, len(sets)), make([]map[string]bool, len(sets)), make([][]string, len(sets))
	ranker := rankerOf(t, memory.Library)
	for i, set := range sets {
		want[i], shown[i] = chartBytes(t, set, memory.Library)
		first[i] = firstFive(t, set, memory.Library, ranker)
	}
	if _, err := Build(dir, Options{}); err != nil {
		t.Fatal(err)
	}
	disk, err := Load([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer disk.Close()
	if p := disk.OpenIndex(); p != nil {
		t.Fatal(p)
	}
	same := func(name string, sets []*claims.Set, lib *priorart.Library) (n int) {
		for i, set := range sets {
			if got, _ := chartBytes(t, set, lib); bytes.Equal(got, want[i]) {
				n++
			} else {
				t.Logf("%s: the chart of %s differs", name, set.Name)
			}
		}
		t.Logf("%s: %d of %d charts have the bytes of those from memory", name, n, len(sets))
		return n
	}
	if n := same("folder", sets, disk.Library); n < len(sets) {
		t.Error("the index in a folder gives other charts")
	}

	c := cluster.Start(t)
	var warned []string
	for _, n := range []int{3, 1} {
		at := addressOf(t, c, fmt.Sprint("Shards", n), &warned)
		at.Shards = n
		begun := time.Now()
		sent, err := SendTo(dir, Options{}, at)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d shards: %d passages loaded in %v", n, sent.Passages, time.Since(begun).Round(time.Second))
		for text := range strings.SplitSeq(*fetched, ",") {
			most, err := strconv.Atoi(text)
			if err != nil {
				t.Fatal(err)
			}
			at.Candidates = most
			far, err := OpenElsewhere(at)
			if err != nil {
				t.Fatal(err)
			}
			begun, found, all, k := time.Now(), 0, 0, 0
			for i, set := range sets {
				got, have := chartBytes(t, set, far.Library)
				for e := range shown[i] {
					all++
					if have[e] {
						found++
					}
				}
				if bytes.Equal(got, want[i]) {
					k++
				}
			}
			t.Logf("%d shards, %5d candidates: %2d of %d charts the same, recall of evidence %.4f, %v", n, most, k, len(sets), float64(found)/float64(all), time.Since(begun).Round(time.Second))
			if most >= enough && k < len(sets) {
				t.Errorf("%d shards, %d candidates: %d of %d charts are the same", n, most, k, len(sets))
			}
			if n == 3 && most >= enough {
				sameRankings(t, sets, first, far.Library)
			}
			far.Close()
		}
	}
	if len(warned) > 0 {
		t.Errorf("warned of %q", warned)
	}

	at := addressOf(t, c, "Shards3", &warned)
	far, err := OpenElsewhere(at)
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	_, _ = chartBytes(t, sets[0], far.Library)
	killed := make(chan struct{})
	go func() {
		time.Sleep(300 * time.Millisecond)
		c.Kill(0) // the one that is asked first
		close(killed)
	}()
	some := sets[:5] // a chart has sixty searches
	if n := same("a node killed", some, far.Library); n < len(some) {
		t.Errorf("charts differ when a node is killed")
	}
	<-killed
	if len(warned) != 1 || !strings.Contains(warned[0], c.Host(0)+" does not answer") {
		t.Errorf("warned of %q, want one warning that names the node", warned)
	}
	t.Logf("warned: %q", warned)
	for n := range cluster.Nodes {
		c.Kill(n)
	}
	begun := time.Now()
	_, err = priorart.Make(sets[0], far.Library, priorart.Options{})
	if err == nil || !strings.Contains(err.Error(), "start the cluster") || time.Since(begun) > 15*time.Second {
		t.Errorf("all nodes gone: %v after %v", err, time.Since(begun))
	}
	t.Logf("all nodes gone: %v after %v", err, time.Since(begun).Round(time.Millisecond))
}

// TestClusterInverted charts from servers that run with USE_INVERTED_SEARCHABLE, whose scores for what is still in memory are wrong: what that
// takes away is candidates, never what is shown of those that are left.
func TestClusterInverted(t *testing.T) {
	if _, err := os.Stat(publishedData); err != nil {
		t.Skip("the published applications (../shared/data/published) are not at hand")
	}
	if !cluster.Alone(t) {
		return
	}
	dir := folderOf(t, 12, 1200)
	memory, err := Load([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	sets := publishedSets(t, 5)
	c := cluster.Start(t, "USE_INVERTED_SEARCHABLE=true")
	var warned []string
	at := addressOf(t, c, "Inverted", &warned)
	if _, err := SendTo(dir, Options{}, at); err != nil {
		t.Fatal(err)
	}
	for _, most := range []int{500, index.DefaultCandidates} {
		at.Candidates = most
		far, err := OpenElsewhere(at)
		if err != nil {
			t.Fatal(err)
		}
		found, all, same := 0, 0, 0
		for _, set := range sets {
			want, shown := chartBytes(t, set, memory.Library)
			got, have := chartBytes(t, set, far.Library)
			for e := range shown {
				all++
				if have[e] {
					found++
				}
			}
			if bytes.Equal(got, want) {
				same++
			}
		}
		t.Logf("%5d candidates: %d of %d charts the same, recall of evidence %.4f", most, same, len(sets), float64(found)/float64(all))
		if most == index.DefaultCandidates && same < len(sets) {
			t.Errorf("the usual candidates do not make up for the server's scores: %d of %d charts are the same", same, len(sets))
		}
		far.Close()
	}
}

// TestClusterLoad kills a node while a library is loaded, starts it again, and interrupts a load: nothing is lost and nothing doubled, on any node.
func TestClusterLoad(t *testing.T) {
	if _, err := os.Stat(publishedData); err != nil {
		t.Skip("the published applications (../shared/data/published) are not at hand")
	}
	if !cluster.Alone(t) {
		return
	}
	dir := folderOf(t, 12, 1200)
	c := cluster.Start(t)
	var warned []string
	at := addressOf(t, c, "Killed", &warned)
	var once sync.Once
	restarted := make(chan struct{})
	sent, err := SendTo(dir, Options{Source: source.Options{}, TellIndex: func(done, all int) {
		if done > all/4 {
			once.Do(func() {
				c.Kill(1)
				go func() {
					defer close(restarted)
					time.Sleep(20 * time.Second)
					c.Run(1)
				}()
			})
		}
	}}, at)
	<-restarted
	if err != nil {
		t.Fatal(err)
	}
	c.Wait(1)
	t.Logf("sent %d references, %d passages; warned: %q", sent.Documents, sent.Passages, warned)
	if sent.Documents != sent.References || len(sent.Refused) > 0 || len(warned) == 0 {
		t.Errorf("%d of %d references were sent, refused %v, warned %q", sent.Documents, sent.References, sent.Refused, warned)
	}
	holds := func(what string) {
		t.Helper()
		for n := range cluster.Nodes { // each node is asked alone, and the others are away one after the other
			c.Kill(n)
			var warned []string
			far, err := OpenElsewhere(addressOf(t, c, "Killed", &warned))
			if err != nil {
				t.Fatal(err)
			}
			loaded, err := Load([]string{dir}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			refs, err := kept{far.collection()}.All()
			if err != nil {
				t.Fatal(what, n, err)
			}
			if !slices.EqualFunc(refs, loaded.Library.References, func(got, want priorart.Reference) bool {
				return got.ID == want.ID && got.Label == want.Label && sumOf(&got, "") == sumOf(&want, "")
			}) {
				t.Errorf("%s: with node %d away other references are there than were loaded", what, n)
			}
			far.Close()
			loaded.Close()
			c.Run(n)
			c.Wait(n)
		}
		to, err := index.Open(addressOf(t, c, "Killed", &warned), priorart.StemsVersion)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := to.Count(); err != nil || n != to.Len() { // which the server only tells with all nodes up
			t.Errorf("%s: %d passages, want %d: %v", what, n, to.Len(), err)
		}
	}
	holds("a node killed while loading")

	// A load that ends in the middle is gone on with, and a library that has changed is brought up to date.
	at = addressOf(t, c, "Killed", &warned)
	file := filepath.Join(dir, "papers.jsonl")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(text, []byte("\n"))
	lines[0] = bytes.Replace(lines[0], []byte(`"text": "`), []byte(`"text": "Changed. `), 1)
	if err := os.WriteFile(file, bytes.Join(lines[:len(lines)-5], []byte("\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	sent, err = SendTo(dir, Options{}, at)
	if err != nil {
		t.Fatal(err)
	}
	if sent.Documents != 1 || sent.Out != 5 {
		t.Errorf("one reference changed and five gone: sent %d, taken out %d", sent.Documents, sent.Out)
	}
	holds("a library that changed")
}
