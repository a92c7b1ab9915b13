package priorart

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"claimchart/claims"
	"claimchart/priorart/practice"
)

// FuzzArticle: whatever an article says, charting it neither panics nor quotes beside the text.
func FuzzArticle(f *testing.F) {
	files, _ := filepath.Glob("../testdata/articles/*.txtar")
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(ar.Files[0].Data))
	}
	known, err := practice.Shipped()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		set, err := claims.Parse(&claims.Document{Name: "x", Text: strings.ToValidUTF8(text, "\uFFFD")})
		if err != nil {
			return
		}
		lib := FromArticle(set, known)
		chart, err := Make(set, lib, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, ch := range chart.Charts {
			for _, row := range ch.Rows {
				for _, c := range row.Cells {
					for _, e := range c.Evidence {
						if e.End-e.Start != len(e.Quote) || e.Quote == "" {
							t.Fatalf("quotation %q at %d-%d", e.Quote, e.Start, e.End)
						}
					}
				}
			}
		}
	})
}
