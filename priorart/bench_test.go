package priorart

import (
	"os"
	"testing"

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
