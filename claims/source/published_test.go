package source

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"claimchart/claims"
)

// publishedClaims are the claim sets of ../../../shared/data/published, by their numbers, in file order.
func publishedClaims(t *testing.T) []claimSet {
	t.Helper()
	f, err := os.Open("../../../shared/data/published/claims.jsonl.gz")
	if err != nil {
		t.Skip("the published claims are not here:", err)
	}
	defer f.Close()
	zr, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []claimSet
	in := bufio.NewScanner(zr)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var set claimSet
		if err := json.Unmarshal(in.Bytes(), &set); err != nil {
			t.Fatal(err)
		}
		out = append(out, set)
	}
	return out
}

// TestPublishedTable writes the published claims as tables in each form and reads them back, whole and patent by patent.
func TestPublishedTable(t *testing.T) {
	sets := publishedClaims(t)
	for _, form := range []struct {
		name string
		sep  rune
		all  bool // all fields in quotes
	}{{"tabs", '\t', false}, {"commas", ',', false}, {"tabs, all in quotes", '\t', true}} {
		var b strings.Builder
		rows := [][]string{{"pgpub_id", "claim_sequence", "claim_text", "dependent", "claim_number"}}
		for i, set := range sets {
			for j, c := range set.Claims {
				rows = append(rows, []string{strconv.Itoa(20200000000 + i), strconv.Itoa(j), c.Text, "", strconv.Itoa(c.Num)})
			}
		}
		if form.all {
			for _, row := range rows {
				for i := range row {
					row[i] = `"` + strings.ReplaceAll(row[i], `"`, `""`) + `"`
				}
				b.WriteString(strings.Join(row, "\t") + "\n")
			}
		} else {
			w := csv.NewWriter(&b)
			w.Comma = form.sep
			if err := w.WriteAll(rows); err != nil {
				t.Fatal(err)
			}
		}
		table := []byte(b.String())
		start := time.Now()
		head, together := headTSV(table)
		if !together {
			t.Errorf("%s: rows are said to stand apart", form.name)
		}
		var docs []*claims.Document
		for data := table[head:]; len(data) > 0; {
			n := nextTSV(table[:head], data, true)
			got, err := readTSV("x", append(table[:head:head], data[:n]...), Options{})
			if err != nil || len(got) != 1 {
				t.Fatalf("%s: %d documents, %v", form.name, len(got), err)
			}
			docs = append(docs, got...)
			data = data[n:]
		}
		t.Logf("%s: %d bytes, %.0f MB/s", form.name, len(table), float64(len(table))/1e6/time.Since(start).Seconds())
		whole, err := readTSV("x", table, Options{})
		if err != nil || len(whole) != len(sets) || len(docs) != len(sets) {
			t.Fatalf("%s: %d and %d documents of %d, %v", form.name, len(whole), len(docs), len(sets), err)
		}
		for i, set := range sets {
			for j, c := range set.Claims {
				for _, got := range []claims.CutClaim{whole[i].Claims[j], docs[i].Claims[j]} {
					_, want := printedNumber(c.Text)
					if claims.Fold(got.Text) != claims.Fold(want) && claims.Fold(got.Text) != claims.Fold(c.Text) || got.Num != c.Num {
						t.Fatalf("%s: patent %d: claim %d is %q, want %d %q", form.name, i, got.Num, got.Text, c.Num, c.Text)
					}
				}
			}
			if len(whole[i].Notes)+len(docs[i].Notes) > 0 {
				t.Errorf("%s: notes %q", form.name, whole[i].Notes)
			}
		}
	}
}

// TestPublishedNoMarkdown holds that real claims, articles and office actions in plain text are not changed.
func TestPublishedNoMarkdown(t *testing.T) {
	var texts, names []string
	for _, set := range publishedClaims(t) {
		var b strings.Builder
		for _, c := range set.Claims {
			b.WriteString(strconv.Itoa(c.Num) + ". " + c.Text + "\n")
		}
		texts, names = append(texts, b.String()), append(names, set.Number+set.Name)
	}
	paths, _ := filepath.Glob("../../../shared/data/office-actions/actions/*.txt")
	for _, path := range append(paths, "../../testdata/egenera/article.txt") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts, names = append(texts, string(data)), append(names, path)
	}
	for i, text := range texts {
		if _, ok := fromMarkdown(text); ok {
			t.Errorf("%s is taken for Markdown", names[i])
		}
		if isMail([]byte(text)) || isTSV([]byte(text)) || isHUPD([]byte(text)) {
			t.Errorf("%s is taken for mail, a table or a data set's application", names[i])
		}
	}
}
