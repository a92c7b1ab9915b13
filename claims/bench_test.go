package claims

import (
	"os"
	"path/filepath"
	"testing"
)

// corpusTexts returns the texts of every case of testdata/claims and testdata/articles and of the article, and their bytes.
func corpusTexts(b *testing.B) (texts []string, size int64) {
	b.Helper()
	article, err := os.ReadFile("../testdata/egenera/article.txt")
	if err != nil {
		b.Fatal(err)
	}
	texts = append(texts, string(article))
	for _, file := range caseFiles(b) {
		texts = append(texts, readSections(b, file)["claims.txt"])
	}
	articles, err := filepath.Glob("../testdata/articles/*.txtar")
	if err != nil || len(articles) == 0 {
		b.Fatalf("no articles in testdata/articles (%v)", err)
	}
	for _, file := range articles {
		texts = append(texts, readSections(b, file)["article.txt"])
	}
	for _, text := range texts {
		size += int64(len(text))
	}
	return texts, size
}

// BenchmarkParse parses every text of the corpus.
func BenchmarkParse(b *testing.B) {
	texts, size := corpusTexts(b)
	b.SetBytes(size)
	for b.Loop() {
		for _, text := range texts {
			_, _ = Parse(&Document{Name: "x", Text: text}) // some hold no claim, which costs time too
		}
	}
}

// BenchmarkCheck checks every claim set of the corpus, parsed before.
func BenchmarkCheck(b *testing.B) {
	texts, size := corpusTexts(b)
	var sets []*Set
	for _, text := range texts {
		if set, err := Parse(&Document{Name: "x", Text: text}); err == nil {
			sets = append(sets, set)
		}
	}
	b.SetBytes(size)
	for b.Loop() {
		for _, set := range sets {
			Check(set, LawUS)
		}
	}
}
