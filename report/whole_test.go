package report

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

// TestWholeWords: a word of 300 characters that nothing breaks stands whole in the terminal and in Markdown, wherever a report shows a title,
// a quotation or a claim, and no line is wider for it.
func TestWholeWords(t *testing.T) {
	word := strings.Repeat("q", 300)
	all := reports(t)
	all["list"].Shelf.List[0].Title = word
	all["show"].Shelf.Shown[0].Passages[0].Text = word
	all["faults"].Shelf.Faults.Faults[0].What = word
	all["rank"].Ranking.Claims[0].Ranking[0].Title = word
	all["rankpassages"].Ranking.Claims[0].Ranking[0].Title = word
	all["search"].Searched.Results[0].Title = word
	all["check"].Checked.Documents[0].Findings[0].Message = word
	all["diffclaims"].Diffed.Comparisons[0].Ops[0].Text = word
	all["small"].Art[0].Title = word
	all["tree"].Documents[0].Title = word
	for _, name := range []string{"list", "show", "faults", "rank", "rankpassages", "search", "check", "diffclaims", "small", "tree"} {
		for _, format := range []string{"table", "markdown"} {
			f, err := Find(all[name].Command, format)
			if err != nil {
				t.Fatal(err)
			}
			for _, width := range []int{40, 80, 120, 200} {
				text := render(t, f, all[name], View{Width: width})
				if n := strings.Count(text, "q"); n < 300 {
					t.Errorf("%s as %s at %d: %d of 300 characters", name, format, width, n)
				}
				for l := range strings.Lines(text) {
					if w := displaywidth.String(strings.TrimSuffix(l, "\n")); w > width && format == "table" {
						t.Errorf("%s at %d: a line of %d columns: %q", name, width, w, l)
					}
				}
			}
		}
	}
}
