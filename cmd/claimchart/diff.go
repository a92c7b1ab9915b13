package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/report"
)

// diffFlags are the flags of diff.
type diffFlags struct {
	out     output
	claims  string
	inherit bool
	opt     source.Options
}

func newDiff() *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use:   "diff FILE [NEWER...]",
		Short: "Compare claims with each other, word by word: within a set, between versions, before and after an amendment",
		Long: `diff shows in which words claims differ, whole and element by element, and how much they have in common.

  diff FILE --claims "1 vs 5 vs 6"    claims 5 and 6 with claim 1, and what all three have in common
  diff FILE --claims "1-5 vs 6-8"     two groups, their claims paired by content
  diff FILE                           if the file marks amendments, its claims before them with those as amended; else each later
                                      independent claim with the first that says the same in another form
  diff OLD NEW                        two versions, claims paired by content whatever their numbers: what was amended,
                                      renumbered, split, merged, canceled, added, made independent
  diff OLD NEW --claims "1 vs 3"      claim 1 of the one with claim 3 of the other; "3,7" keeps only what concerns these claims
  diff FIRST SECOND THIRD...          versions in order: the history of each claim, and every step

Amendments are marked by tracked changes (Word), <ins> and <del>, [[ ]] and {+ +}; underlining and striking count only in claims that are
"(Currently amended)". Versions in one archive, folder or file wrapper count as several files.

In a terminal deletions, additions and moves stand in brackets, [-deleted-] {+added+} [-moved-→1] {1→+moved+}, with colours beside.
--format amendment prints the listing of claims that turns the old into the new, with the statuses and marks of 37 CFR 1.121(c):
underlined and struck in a terminal and with -o FILE.html, else as <u> and <s>.`,
		Example: `  claimchart diff testdata/egenera/article.txt --claims "1 vs 5 vs 6"
  claimchart diff claims.txt --claims "1-5 vs 6-8"
  claimchart diff filed.docx granted.xml -o redline.html
  claimchart diff amendment.docx                          its tracked changes, claim by claim
  claimchart diff filed.txt amended.txt granted.txt -o history.md
  claimchart diff filed.txt draft.txt --inherit --format json | jq '.comparisons[].similarity'
  claimchart diff filed.txt draft.txt --format amendment -o amendment.html`,
		Args: needFiles,
		RunE: f.run,
	}
	f.out.flags(cmd)
	cmd.Flags().StringVar(&f.claims, "claims", "", "compare these `CLAIMS`: \"1 vs 5 vs 6\", \"1-5 vs 6-8\"; between versions also \"3,7\"")
	cmd.Flags().BoolVar(&f.inherit, "inherit", false, "compare each claim with the limitations that it inherits")
	cmd.Flags().StringVar(&f.opt.Language, "language", "", "read the claims in this `LANGUAGE` (en, de, fr, ...) where a document has several (default en, else the first)")
	return cmd
}

func (f *diffFlags) run(cmd *cobra.Command, args []string) error {
	if err := f.out.check(); err != nil {
		return err
	}
	groups, err := parseGroups(f.claims)
	if err != nil {
		return fmt.Errorf("--claims: %w", err)
	}
	if n := count(args, "-"); n > 1 {
		return errors.New("standard input (-) was given twice: give the other version as a file")
	}
	sets, inputs, failed := readSets(cmd, reading{paths: args, opt: f.opt, sums: true, before: true})
	if len(sets) == 0 || failed && len(sets) < 2 && len(args) > 1 {
		return errReported // what is left of several versions is no comparison
	}
	d, err := f.compare(sets, groups)
	if err != nil {
		return err
	}
	d.Inputs = inputs
	if f.out.prints("amendment") {
		if d.Amendment == nil {
			return errors.New("--format amendment: the listing of claims needs two versions: give OLD and NEW, or a file that marks its amendments, and no --claims")
		}
		for _, n := range d.Notes {
			fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %s\n", harmless(n))
		}
	}
	if err := f.out.write(cmd, report.Diff(d)); err != nil {
		return err
	}
	return afterwards(nil, failed)
}

// compare makes what the sets and --claims ask for.
func (f *diffFlags) compare(sets []*claims.Set, groups [][]int) (*report.Diffed, error) {
	opt := report.DiffOptions{Inherit: f.inherit, Listing: f.out.prints("amendment") || f.out.prints("json")}
	switch {
	case len(groups) > 1:
		return compareChosen(sets, groups, opt)
	case len(sets) > 1:
		if len(groups) == 1 {
			if opt.Only, opt.Listing = groups[0], false; !anyHas(sets, opt.Only) {
				return nil, fmt.Errorf("--claims %s: no version has any of these claims: there are %s", f.claims, numbersOf(sets...))
			}
		}
		return report.CompareVersions(sets, opt), nil
	case len(groups) == 1:
		return nil, fmt.Errorf("--claims %s: say which claims are compared with each other, such as \"1 vs 5\" or \"1-5 vs 6-8\"", f.claims)
	case sets[0].Before != nil:
		return report.CompareMarks(sets[0], opt), nil
	}
	return compareFamilies(sets[0], opt)
}

// compareFamilies compares the independent claims of a set.
func compareFamilies(set *claims.Set, opt report.DiffOptions) (*report.Diffed, error) {
	var lists [][]*claims.Claim
	var alone []string
	for _, family := range claims.Families(set) {
		if len(family) > 1 {
			lists = append(lists, family)
		} else {
			alone = append(alone, strconv.Itoa(family[0].Num))
		}
	}
	if len(lists) > 0 {
		d := report.CompareClaims("families", set, set, lists, opt)
		if len(alone) > 0 {
			d.Notes = append(d.Notes, "independent claims that share too little with any other to be compared: "+strings.Join(alone, ", "))
		}
		return d, nil
	}
	what := "its independent claims share too little (" + strings.Join(alone, ", ") + ")"
	if len(alone) < 2 {
		what = "it has no two independent claims"
	}
	return nil, fmt.Errorf("%s: nothing to compare by itself: it marks no amendments, and %s: give --claims \"1 vs 2\" with two of its claims (%s), or a second file", set.Name, what, numbersOf(set))
}

// compareChosen compares the claims that --claims names: with one set, all in it; with two, the first group is of the first.
func compareChosen(sets []*claims.Set, groups [][]int, opt report.DiffOptions) (*report.Diffed, error) {
	if len(sets) > 2 {
		return nil, errors.New("--claims with \"vs\" compares claims of one file, or of two: leave it out to see the history of more")
	}
	old, new := sets[0], sets[len(sets)-1]
	var lists [][]*claims.Claim
	single := true
	for i, nums := range groups {
		set := new
		if i == 0 {
			set = old
		}
		list, err := chosen(set, nums)
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
		single = single && len(list) == 1
	}
	if single {
		return report.CompareClaims("claims", old, new, [][]*claims.Claim{slices.Concat(lists...)}, opt), nil
	}
	var rest []claims.Group
	for _, list := range lists[1:] {
		rest = append(rest, claims.Group{Set: new, Claims: list})
	}
	return report.CompareGroups(claims.Group{Set: old, Claims: lists[0]}, rest, opt), nil
}

// chosen are the set's claims of these numbers; one without words cannot be compared.
func chosen(set *claims.Set, nums []int) ([]*claims.Claim, error) {
	var out []*claims.Claim
	for _, n := range nums {
		c := set.Claim(n)
		switch {
		case c == nil:
			return nil, fmt.Errorf("--claims: %s has no claim %d: it has %s", set.Name, n, numbersOf(set))
		case c.Canceled():
			return nil, fmt.Errorf("--claims: claim %d of %s is canceled and has no words to compare", n, set.Name)
		case c.Text == "":
			return nil, fmt.Errorf("--claims: %s only tells of claim %d: there are no words of it to compare", set.Name, n)
		}
		out = append(out, c)
	}
	return out, nil
}

// versus parts what is compared: "1 vs 5", "1 vs. 5", "1 v 5".
var versus = lazyregexp.New(`(?i)\s+(?:vs?|versus)\.?\s+`)

// parseGroups reads --claims: groups of claim numbers; none for an empty text.
func parseGroups(text string) ([][]int, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	var out [][]int
	for _, part := range versus.Split(strings.TrimSpace(text), -1) {
		nums, err := priorart.ParseClaims(part)
		if err != nil {
			return nil, err
		}
		out = append(out, nums)
	}
	return out, nil
}

// numbersOf lists the claims that sets have: "claims 1-8, 10".
func numbersOf(sets ...*claims.Set) string {
	var nums []int
	for _, s := range sets {
		for i := range s.Claims {
			nums = append(nums, s.Claims[i].Num)
		}
	}
	slices.Sort(nums)
	nums = slices.Compact(nums)
	var parts []string
	for i := 0; i < len(nums); {
		j := i
		for j+1 < len(nums) && nums[j+1] == nums[j]+1 {
			j++
		}
		part := strconv.Itoa(nums[i])
		if j > i {
			part += "-" + strconv.Itoa(nums[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	if len(nums) == 1 {
		return "claim " + parts[0]
	}
	return "claims " + strings.Join(parts, ", ")
}

func anyHas(sets []*claims.Set, nums []int) bool {
	return slices.ContainsFunc(sets, func(s *claims.Set) bool {
		return slices.ContainsFunc(nums, func(n int) bool { return s.Claim(n) != nil })
	})
}

func count(list []string, what string) int {
	n := 0
	for _, x := range list {
		if x == what {
			n++
		}
	}
	return n
}
