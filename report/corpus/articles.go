package corpus

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// article holds an article against its claims, a block each, the passages left out, and the practices that a reader finds in it.
func (c *Case) article(o *Outcome, _ Options) error {
	expected := c.file("expected.txt")
	if expected == nil {
		expected = c.file("claims.txt")
	}
	set := parse(path.Base(c.Path), c.text("article.txt"))
	got, have := []string{}, map[string]bool{}
	for i := range set.Claims {
		block := ClaimBlock(&set.Claims[i])
		have[strings.Join(lines(block), "\n")] = true
		if i > 0 {
			got = append(got, "")
		}
		got = append(got, lines(block)...)
	}
	for n, block := range strings.Split(strings.Join(lines(expected.text), "\n"), "\n\n") {
		key := fmt.Sprintf("%s claim %d", c.Name, n+1)
		o.count(figureClaims, "", key, have[block])
		o.count(figureRefs, "", key, slices.ContainsFunc(set.Claims, func(cl claims.Claim) bool {
			return blockHas(block, "claim: "+digits(cl.Num)) && blockHas(block, strings.TrimSpace("refs: "+numbers(cl.Refs, " ")))
		}))
	}
	o.compared(expected, got)
	if s := c.file("skipped.txt"); s != nil {
		o.skipped(s, c.text("known.txt"), set)
	}
	if s := c.file("practices.txt"); s != nil {
		o.practices(s, set)
	}
	return nil
}

// blockHas tells whether a claim's block has a line.
func blockHas(block, line string) bool { return slices.Contains(strings.Split(block, "\n"), line) }

// ClaimBlock prints a claim as the corpus writes those of articles: number, origin, lines, kind, refs, category, whether words are left
// out, of a claim that is told the base and the edit, and the text.
func ClaimBlock(c *claims.Claim) string {
	elided := "no"
	if c.Origin.Elided {
		elided = "yes"
	}
	out := fmt.Sprintf("claim: %d\norigin: %s\nlines: %d-%d\nkind: %s\nrefs: %s\ncategory: %s\nelided: %s\n",
		c.Num, c.Origin.Kind, c.Origin.Line, c.Origin.EndLine, c.Kind, numbers(c.Refs, " "), c.Category, elided)
	if c.Origin.Kind != claims.Quoted {
		out += fmt.Sprintf("base: %d %s %s\n", c.Origin.Base, c.Origin.BaseBasis, c.Origin.Edit)
	}
	return out + "text: " + c.Text
}

// skipped holds the passages that were left out against those listed. Lines of known are expected, and known not to be found.
func (o *Outcome) skipped(s *section, known string, set *claims.Set) {
	var got []string
	for _, s := range set.Skipped {
		words := strings.Fields(s.Text)
		why, _, _ := strings.Cut(s.Why, ":")
		got = append(got, fmt.Sprintf("line %d: %s ... : %s", s.Line, strings.Join(words[:min(4, len(words))], " "), why))
	}
	want := lines(s.text)
	for _, k := range lines(known) {
		if slices.Contains(got, k) {
			o.fail(o.Case.file("known.txt").fault(0, fmt.Sprintf("it lists %q, which is found now", k), "take that line out"))
		}
		words, _, _ := strings.Cut(k, " :")
		got = slices.DeleteFunc(got, func(s string) bool { return strings.HasPrefix(s, words) })
		want = slices.DeleteFunc(want, func(s string) bool { return s == k })
	}
	if d := difference(want, got); d != "" {
		o.fail(s.fault(0, "passages left out:\n"+d, ""))
	}
}

// practices counts the titles that are found in an article. Authors have endless ways to name what was done before, so that a title that
// is not found makes no case fail.
func (o *Outcome) practices(s *section, set *claims.Set) {
	type named struct {
		line          int
		title, claims string
	}
	var want []named
	var not []string
	for n, line := range strings.Split(strings.TrimSpace(s.text), "\n") {
		if words, ok := strings.CutPrefix(line, "not: "); ok {
			not = append(not, titleKey(words))
			continue
		}
		title, rest, _ := strings.Cut(line, "|")
		nums, _, _ := strings.Cut(rest, "|")
		want = append(want, named{n + 1, strings.TrimSpace(title), strings.TrimSpace(nums)})
	}
	found := map[string]string{}
	for _, r := range priorart.FromArticle(set, nil).References {
		key := titleKey(r.Title)
		right := slices.ContainsFunc(want, func(w named) bool { return titleKey(w.title) == key })
		if found[key] == "" {
			found[key] = "found against " + numbers(r.Named, ", ")
		}
		o.count(figureNamed, "", o.Case.Name, right)
		switch {
		case right:
		case slices.Contains(not, key):
			o.counted = append(o.counted, s.fault(0, fmt.Sprintf("%q is found, and is no practice", r.Title), ""))
		default:
			o.counted = append(o.counted, s.fault(0, fmt.Sprintf("%q is found (%s), and is not expected", r.Title, r.Passages[0].Loc), ""))
		}
	}
	for _, w := range want {
		got := found[titleKey(w.title)]
		exact := got == "found against "+w.claims
		o.count(figureTitles, "", o.Case.Name, got != "")
		o.count(figureAgainst, "", o.Case.Name, exact)
		switch {
		case got == "":
			o.counted = append(o.counted, s.fault(w.line, fmt.Sprintf("%q is not found", w.title), ""))
		case !exact:
			o.counted = append(o.counted, s.fault(w.line, fmt.Sprintf("%q is %s, want %s", w.title, got, w.claims), ""))
		}
	}
}

// titleKey is a title by its words alone.
func titleKey(title string) string {
	var parts []string
	for _, w := range claims.Words(title) {
		parts = append(parts, w.Lower)
	}
	return strings.Join(parts, "-")
}
