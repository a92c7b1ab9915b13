package claims

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpusTexts returns the texts of every case of testdata/claims and testdata/articles and of the article, and their bytes.
func corpusTexts(b *testing.B) (texts []string, size int64) {
	b.Helper()
	files := []string{"../testdata/egenera/article.txt"}
	for _, pattern := range []string{"../testdata/claims/*.txtar", "../testdata/articles/*.txtar"} {
		list, err := filepath.Glob(pattern)
		if err != nil || len(list) == 0 {
			b.Fatalf("%s: no files (%v)", pattern, err)
		}
		files = append(files, list...)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		text := string(data)
		if strings.HasSuffix(file, ".txtar") { // its first file is the input
			_, text, _ = strings.Cut(text, " --\n")
			text, _, _ = strings.Cut(text, "\n-- ")
		}
		texts = append(texts, text)
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
