package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
	"claimchart/priorart"
)

// The signs that stand where colour could not be seen. Each table that uses one says below it what it means.
const (
	rebuilt    = "‡" // a derived claim
	ineligible = "×" // a reference that its date rules out
)

// status is a cell's sign, display words and tone.
func status(s priorart.Status) (sign string, words string, t tone) {
	switch s {
	case priorart.Disclosed:
		return "●", s.Words(), good
	case priorart.Partly:
		return "◐", s.Words(), half
	}
	return "○", s.Words(), bad
}

// hundredths shows a score or a coverage: 0.624 is "62".
func hundredths(score float64) string { return strconv.Itoa(int(score*100 + 0.5)) }

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// kindWords tells how a claim stands to the others; mark names another claim of its set.
func kindWords(c *claims.Claim, mark func(num int) string) string {
	refs := make([]string, len(c.Refs))
	for i, n := range c.Refs {
		refs[i] = mark(n)
	}
	switch {
	case len(refs) == 0:
		return string(c.Kind)
	case c.Kind == claims.Multiple:
		return "multiple dependent on " + enumerate(refs, "or")
	case c.Kind == claims.Dependent:
		return "dependent on " + enumerate(refs, "or")
	case c.Relation == claims.Incorporates:
		return string(c.Kind) + ", incorporates " + enumerate(refs, "or")
	}
	return string(c.Kind) + ", mentions " + enumerate(refs, "and")
}

// enumerate is "a", "a or b", "a, b or c".
func enumerate(words []string, join string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + join + " " + words[last]
}

// originWords tells where a claim's text came from. A derived claim's label is not part of it.
func originWords(o claims.Origin) string {
	var words string
	switch o.Kind {
	case claims.Derived:
		words = fmt.Sprintf("derived from %d by %s", o.Base, o.Edit)
		if o.BaseBasis == "inferred" {
			words = fmt.Sprintf("derived from %d (inferred) by %s", o.Base, o.Edit)
		}
	case claims.Described:
		words = "told of, not reconstructed"
	default:
		words = string(o.Kind)
	}
	if place := lines(o.Line, o.EndLine); place != "" {
		words += ", " + place
	}
	if o.Elided {
		words += ", words left out by the source"
	}
	return words
}

// originWords is originWords for a claim of d. Claims of JSON were given as such: nobody quoted them, and a line of the file tells
// nothing about them.
func (d *Document) originWords(o claims.Origin) string {
	if d.Format == "json" && o.Kind == claims.Quoted {
		if o.Line, o.EndLine = 0, 0; !o.Elided {
			return "as given"
		}
	}
	return originWords(o)
}

// lines is a place in a source: "line 11", "lines 19-23", or empty where it is not known.
func lines(from, to int) string {
	switch {
	case from == 0:
		return ""
	case to > from:
		return fmt.Sprintf("lines %d-%d", from, to)
	}
	return fmt.Sprintf("line %d", from)
}

// places lists where a reference is described, each place once: "lines 13, 15, 53".
func places(list []string) string {
	var out []string
	short := true
	for _, p := range list {
		if !slices.Contains(out, p) {
			out = append(out, p)
			short = short && linePlace.MatchString(p)
		}
	}
	if len(out) < 2 || !short {
		return strings.Join(out, ", ")
	}
	for i, p := range out {
		_, out[i], _ = strings.Cut(p, " ")
	}
	return "lines " + strings.Join(out, ", ")
}

var linePlace = lazyregexp.New(`^lines? \d+(-\d+)?$`)

// numbers lists claim numbers, in order of appearance, runs of three and more with a hyphen: "1, 5-7". Claims whose marks
// differ never stand in one run, so that a mark is never read as that of a whole run.
func numbers(nums []int, mark func(num int) string) string {
	var out []string
	suffix := func(n int) string { return strings.TrimPrefix(mark(n), strconv.Itoa(n)) }
	for i := 0; i < len(nums); {
		j := i
		for j+1 < len(nums) && nums[j+1] == nums[j]+1 && suffix(nums[j+1]) == suffix(nums[i]) {
			j++
		}
		switch {
		case j-i >= 2:
			out = append(out, mark(nums[i])+"-"+mark(nums[j]))
		case j > i:
			out = append(out, mark(nums[i]), mark(nums[j]))
		default:
			out = append(out, mark(nums[i]))
		}
		i = j + 1
	}
	return strings.Join(out, ", ")
}

// capital makes the first letter of a sentence a capital.
func capital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 || r == utf8.RuneError {
		return text
	}
	return string(unicode.ToUpper(r)) + text[size:]
}

// sentence joins what signs mean, empty ones left out.
func sentence(words []string) string {
	words = nonEmpty(words...)
	if len(words) == 0 {
		return ""
	}
	return strings.Join(words, "; ") + "."
}

// pattern is a coverage pattern in words.
func pattern(category string) string {
	switch category {
	case "X":
		return "X, one reference has every limitation"
	case "Y":
		return "Y, several references have every limitation only together"
	case "A":
		return "A, neither one reference nor several together have every limitation"
	case "":
		return "none, no reference is eligible, or a quotation or a date is unresolved"
	}
	return category
}

// tally is "5 of 6, 1◐": five limitations found together in one passage, one partly.
func tally(s *priorart.Standing) string {
	words := fmt.Sprintf("%d of %d", s.Disclosed, limitations(s))
	if s.Partly > 0 {
		sign, _, _ := status(priorart.Partly)
		words += fmt.Sprintf(", %d%s", s.Partly, sign)
	}
	return words
}

// coverageWords gives a coverage, and the one without the preamble where it differs: whether a preamble limits is a
// question of construction (MPEP 2111.02).
func coverageWords(s *priorart.Standing) string {
	with, without := hundredths(s.Coverage), hundredths(s.CoverageWithoutPreamble)
	if with == without {
		return with
	}
	return with + " (" + without + ")"
}

// scoreWords is a cell's score, and what of it the quotation shows where that is less: "66 (21 quoted)".
func scoreWords(c *priorart.Cell) string {
	score, quoted := hundredths(c.Score), hundredths(c.Quoted)
	if c.Quoted >= c.Score || score == quoted {
		return score
	}
	return score + " (" + quoted + " quoted)"
}

// dateWords tells what the dates make of a reference for a claim: "eligible (earlier, 102(b))".
func dateWords(s *priorart.Standing) string {
	words := "eligible"
	if !s.Eligible {
		words = ineligible + " not eligible"
	}
	check := checkWords(s)
	var more []string
	for _, m := range []string{check, s.As, s.Use, s.Reason} {
		if m != "" {
			more = append(more, m)
		}
	}
	return words + " (" + strings.Join(more, "; ") + ")"
}

// checkWords is the result of comparing a reference's date with the critical date.
func checkWords(s *priorart.Standing) string {
	check := map[string]string{"earlier": "earlier date", "not earlier": "not earlier", "unknown": "date unknown", "not checked": "date not checked"}[s.DateCheck]
	if check == "" {
		return s.DateCheck
	}
	return check
}

// publicWords tells how a reference became public: "public use by ... in US from 1998, documented: source". The date is left
// out where it is that of the reference.
func publicWords(a *Art) string {
	p := a.Public
	var parts []string
	add := func(before, text string) {
		if text != "" {
			parts = append(parts, before+text)
		}
	}
	if p.As != "publication" || p.Evidence == "" {
		add("", p.As)
	}
	add("by ", p.Who)
	add("in ", p.Country)
	if p.From != a.Date {
		add("from ", p.From)
	}
	words := strings.Join(nonEmpty(strings.Join(parts, " "), p.Evidence), ", ")
	if p.Source == "" {
		return words
	}
	if words == "" {
		words = "source"
	}
	return words + ": " + p.Source
}

// listed joins claim words for reading.
func listed(words []string) string {
	if len(words) == 0 {
		return "–"
	}
	return strings.Join(words, ", ")
}
