// Package sample gives the passages and queries that the index is tested and measured with: published patents and papers where
// they are at hand, and a generated corpus anywhere. Only tests and measurements import it.
package sample

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"iter"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"claimchart/claims"
	"claimchart/priorart/index"
)

// Corpus is passages and queries as stems, without stop words.
type Corpus struct {
	Name     string
	Passages [][]string
	Queries  [][]string
}

// Queries is how many queries a corpus has.
const Queries = 80

// Published reads the published patents and papers beside a clone whose root is given. Queries are elements of 10 to 40 words of
// first claims, the longest such element of every
// n-th claim set. The error wraps fs.ErrNotExist where the data is not there.
func Published(root string) (*Corpus, error) {
	dir := filepath.Join(root, "..", "shared", "data", "published")
	idle, err := stopWords(filepath.Join(root, "priorart", "tokens.go"))
	if err != nil {
		return nil, err
	}
	c := &Corpus{Name: "published"}
	for _, name := range []string{"patents.jsonl.gz", "papers.jsonl.gz"} {
		var texts []string
		err := lines(filepath.Join(dir, name), func(line []byte) error {
			var doc struct{ Passages []struct{ Text string } }
			err := json.Unmarshal(line, &doc)
			for _, p := range doc.Passages {
				texts = append(texts, p.Text)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		c.Passages = append(c.Passages, stems(texts, idle)...)
	}
	var elements []string // the longest fitting one of each set
	err = lines(filepath.Join(dir, "claims.jsonl.gz"), func(line []byte) error {
		var doc struct{ Claims []claims.CutClaim }
		if err := json.Unmarshal(line, &doc); err != nil {
			return err
		}
		set, err := claims.Parse(&claims.Document{Name: "published", Claims: doc.Claims[:1]})
		if err != nil {
			return err
		}
		longest := ""
		for _, e := range set.Claims[0].Elements {
			if n := len(claims.Words(e.Text)); n >= 10 && n <= 40 && len(e.Text) > len(longest) {
				longest = e.Text
			}
		}
		if longest != "" {
			elements = append(elements, longest)
		}
		return nil
	})
	for i := range Queries {
		c.Queries = append(c.Queries, stems([]string{elements[i*len(elements)/Queries]}, idle)[0])
	}
	return c, err
}

// lines calls read with each line of a gzipped file.
func lines(path string, read func(line []byte) error) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	zr, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	sc := bufio.NewScanner(zr)
	sc.Buffer(nil, 1<<26)
	for sc.Scan() {
		if err := read(sc.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return sc.Err()
}

// stems are the stems of each text without the stop words, made on all cores.
func stems(texts []string, idle map[string]bool) [][]string {
	out := make([][]string, len(texts))
	var wg sync.WaitGroup
	cores := runtime.GOMAXPROCS(0)
	for core := range cores {
		wg.Go(func() {
			for i := core; i < len(texts); i += cores {
				for _, w := range claims.Words(texts[i]) {
					if !idle[w.Lower] {
						out[i] = append(out[i], claims.Stem(w.Lower))
					}
				}
			}
		})
	}
	wg.Wait()
	return out
}

// stopWords reads the list that package priorart calls idle out of its source, so that there is one list and it stays private.
func stopWords(path string) (map[string]bool, error) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Names[0].Name != "idle" || len(spec.Values) == 0 {
			return true
		}
		ast.Inspect(spec.Values[0], func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				list, _ := strconv.Unquote(lit.Value)
				for _, w := range strings.Fields(list) {
					out[w] = true
				}
			}
			return true
		})
		return false
	})
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no list named idle", path)
	}
	return out, nil
}

// Terms are the corpus's queries with weights: see Weigh.
func (c *Corpus) Terms() [][]index.Term { return Weigh(c.Queries, slices.Values(c.Passages)) }

// Weigh gives the terms of queries their weights: the inverse document frequency in the passages, times how often the query has
// the stem. A stem that no passage has keeps the highest weight.
func Weigh(queries [][]string, passages iter.Seq[[]string]) [][]index.Term {
	frequency, last := map[string]int{}, map[string]int{}
	for _, q := range queries {
		for _, stem := range q {
			frequency[stem] = 0
		}
	}
	n := 0
	for p := range passages {
		n++
		for _, stem := range p {
			if df, ok := frequency[stem]; ok && last[stem] != n {
				last[stem] = n
				frequency[stem] = df + 1
			}
		}
	}
	out := make([][]index.Term, len(queries))
	for i, q := range queries {
		at := map[string]int{}
		for _, stem := range q {
			df := float64(frequency[stem])
			weight := math.Log(1 + (float64(n)-df+0.5)/(df+0.5))
			if j, ok := at[stem]; ok {
				out[i][j].Weight += weight
				continue
			}
			at[stem] = len(out[i])
			out[i] = append(out[i], index.Term{Stem: stem, Weight: weight})
		}
	}
	return out
}
