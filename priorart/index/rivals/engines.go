// Command rivals measures the index of claimchart, by itself and against the engines that somebody would take instead, and
// writes docs/performance.md with its plot. It is a module of its own so that what only measurements need, SQLite above all, is
// no dependency of the product.
package main

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/search/query"
	api "github.com/blevesearch/bleve_index_api"
	_ "modernc.org/sqlite" // the driver

	"claimchart/priorart/index"
)

// engine is an index under test: what builds it in a folder from all passages.
type engine struct {
	name  string
	build func(dir string, passages [][]string) (index.Candidates, error)
}

// engines are in the order of the table.
var engines = []engine{
	{"memory index", memory},
	{"persistent index", persistent},
	{"bleve 2.6.1, its own search", bleveSearch},
	{"SQLite FTS5 (modernc.org/sqlite 1.60.1)", fts5},
}

func memory(_ string, passages [][]string) (index.Candidates, error) {
	b := index.NewBuilder()
	for _, p := range passages {
		b.Add(p)
	}
	return b.Memory(), nil
}

// documentPassages is how many passages a document has for the persistent index.
const documentPassages = 90

func persistent(dir string, passages [][]string) (index.Candidates, error) {
	u, err := index.NewUpdate(dir)
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(passages); i += documentPassages {
		if err := u.Add(strconv.Itoa(i), passages[i:min(i+documentPassages, len(passages))]); err != nil {
			return nil, err
		}
	}
	if err := u.Close(); err != nil {
		return nil, err
	}
	return index.OpenDisk(dir)
}

// bleveIndex is bleve as its manual has it: a text field, BM25, a disjunction of term queries.
type bleveIndex struct{ bleve.Index }

func bleveSearch(dir string, passages [][]string) (index.Candidates, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer("stems", map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		return nil, err
	}
	m.ScoringModel = api.BM25Scoring
	text := bleve.NewTextFieldMapping()
	text.Analyzer, text.Store, text.IncludeTermVectors, text.IncludeInAll, text.DocValues = "stems", false, false, false, false
	m.DefaultMapping.AddFieldMappingsAt("stems", text)
	b, err := bleve.New(filepath.Join(dir, "bleve"), m)
	if err != nil {
		return nil, err
	}
	batch := b.NewBatch()
	for i, p := range passages {
		if err := batch.Index(strconv.Itoa(i), map[string]any{"stems": strings.Join(p, " ")}); err != nil {
			return nil, err
		}
		if batch.Size() == 8000 || i == len(passages)-1 {
			if err := b.Batch(batch); err != nil {
				return nil, err
			}
			batch.Reset()
		}
	}
	return bleveIndex{b}, nil
}

func (b bleveIndex) Search(terms []index.Term, n int) ([]index.Hit, error) {
	any := make([]query.Query, len(terms))
	for i, t := range terms {
		q := bleve.NewTermQuery(t.Stem)
		q.SetField("stems")
		any[i] = q
	}
	found, err := b.Index.Search(bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(any...), n, 0, false))
	if err != nil {
		return nil, err
	}
	hits := make([]index.Hit, len(found.Hits))
	for i, h := range found.Hits {
		number, err := strconv.Atoi(h.ID)
		if err != nil {
			return nil, err
		}
		hits[i] = index.Hit{Passage: number, Score: h.Score}
	}
	return hits, nil
}

func (b bleveIndex) Len() int {
	n, _ := b.DocCount()
	return int(n)
}

// ftsIndex is SQLite's full text index. Its tokenizer would cut stems such as "2.8", so each stem is written as a number.
type ftsIndex struct {
	db      *sql.DB
	numbers map[string]int
	length  int
}

func fts5(dir string, passages [][]string) (index.Candidates, error) {
	db, err := sql.Open("sqlite", filepath.Join(dir, "fts5.sqlite"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	f := &ftsIndex{db, map[string]int{}, len(passages)}
	if _, err := db.Exec(`PRAGMA cache_size = -1000000; CREATE VIRTUAL TABLE passages USING fts5(stems, content='')`); err != nil {
		return nil, err
	}
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	insert, err := tx.Prepare(`INSERT INTO passages(rowid, stems) VALUES (?, ?)`)
	if err != nil {
		return nil, err
	}
	for i, p := range passages {
		var text strings.Builder
		for _, stem := range p {
			if _, ok := f.numbers[stem]; !ok {
				f.numbers[stem] = len(f.numbers)
			}
			fmt.Fprintf(&text, "t%d ", f.numbers[stem])
		}
		if _, err := insert.Exec(i, text.String()); err != nil {
			return nil, err
		}
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	_, err = db.Exec(`INSERT INTO passages(passages) VALUES ('optimize')`)
	return f, err
}

func (f *ftsIndex) Search(terms []index.Term, n int) ([]index.Hit, error) {
	var match []string
	for _, t := range terms {
		if number, ok := f.numbers[t.Stem]; ok {
			match = append(match, fmt.Sprint("t", number))
		}
	}
	rows, err := f.db.Query(`SELECT rowid, rank FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?`, strings.Join(match, " OR "), n)
	if err != nil {
		return nil, err
	}
	var hits []index.Hit
	for rows.Next() {
		var h index.Hit
		if err := rows.Scan(&h.Passage, &h.Score); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		h.Score = -h.Score
		hits = append(hits, h)
	}
	return hits, errors.Join(rows.Err(), rows.Close())
}

func (f *ftsIndex) Len() int     { return f.length }
func (f *ftsIndex) Close() error { return f.db.Close() }

// size is how many bytes the files in dir have.
func size(dir string) (int64, error) {
	n := int64(0)
	err := filepath.Walk(dir, func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			n += info.Size()
		}
		return err
	})
	return n, err
}
