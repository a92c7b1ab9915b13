package priorart

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"claimchart/claims"
	"claimchart/priorart/practice"
)

// TestArticlePractices holds the titles found in the corpus's articles against those that were written down beforehand.
func TestArticlePractices(t *testing.T) {
	files, err := filepath.Glob("../testdata/articles/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	want, found, right, exact, wrong := 0, 0, 0, 0, 0
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var article, expected string
		for _, f := range ar.Files {
			switch f.Name {
			case "article.txt":
				article = string(f.Data)
			case "practices.txt":
				expected = string(f.Data)
			}
		}
		set, err := claims.Parse(&claims.Document{Name: file, Text: article})
		if err != nil {
			t.Fatal(err)
		}
		titles := map[string]string{}
		var not []string
		for _, line := range strings.Split(strings.TrimSpace(expected), "\n") {
			if n, ok := strings.CutPrefix(line, "not: "); ok {
				not = append(not, slug(n))
				continue
			}
			title, rest, _ := strings.Cut(line, "|")
			nums, _, _ := strings.Cut(rest, "|")
			titles[slug(title)] = strings.TrimSpace(nums)
		}
		want += len(titles)
		lib := FromArticle(set, nil)
		for _, r := range lib.References {
			found++
			nums, ok := titles[slug(r.Title)]
			got := strings.ReplaceAll(strings.Trim(fmt.Sprint(r.Named), "[]"), " ", ", ")
			switch {
			case ok && nums == got:
				exact++
				right++
			case ok:
				right++
				t.Logf("%s: %q is set against %s, want %s", filepath.Base(file), r.Title, got, nums)
			case slices.Contains(not, slug(r.Title)):
				wrong++
				t.Logf("%s: %q is no practice", filepath.Base(file), r.Title)
			default:
				t.Logf("%s: %q (%s) is not expected", filepath.Base(file), r.Title, r.Passages[0].Loc)
			}
			delete(titles, slug(r.Title))
		}
		for title := range titles {
			t.Logf("%s: %q is not found", filepath.Base(file), title)
		}
	}
	// What was reached; the sentences of authors are endless, and a change may not lose what was found.
	if right < 124 || exact < 109 || found-right > 6 {
		t.Errorf("below what was reached before: 124 of 157 titles, 109 set against the right claims, 6 others")
	}
	t.Logf("titles: %d of %d found, %d of them set against the right claims; %d others found, %d of them listed as no practice", right, want, exact, found-right, wrong)
}

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
