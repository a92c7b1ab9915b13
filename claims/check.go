package claims

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// The severities, gravest first. Convention is never above a note.
const (
	SeverityError   = "error"
	SeverityWarning = "warning"
	SeverityNote    = "note"
)

// Severities lists the severities, gravest first.
func Severities() []string { return []string{SeverityError, SeverityWarning, SeverityNote} }

// The laws that Check knows: claims are checked as the United States Patent and Trademark Office or the European Patent
// Office would.
const (
	LawUS = "us"
	LawEP = "ep"
)

// Rule is one check, and a document about it: what is wrong and why, by which provision, and two small claim sets, numbered
// claims a line each, the first of which it finds something in and the second not.
type Rule struct {
	ID       string // C1xx form, C2xx dependency, C3xx antecedent basis, C4xx wording, C5xx 35 USC 112(f) and claim types; never reused
	Title    string
	Text     string // two or three sentences
	Basis    string
	Severity string // error | warning | note
	Law      string // "us", "ep", or empty for both
	Before   string
	After    string

	check func(d *draft, add adder)
}

// adder takes a finding of the rule that runs: the claim, the place in its text, what is wrong and what would mend it.
type adder func(c *Claim, at Span, message, remedy string)

// Rules are all rules in order of number.
func Rules() []Rule {
	return slices.Concat(formRules, countRules, dependRules, parentRules, termRules, wordingRules, typeRules, epRules)
}

// FindRule returns the rule with the number, in any case of letters, or false.
func FindRule(id string) (Rule, bool) {
	for _, r := range Rules() {
		if strings.EqualFold(r.ID, id) {
			return r, true
		}
	}
	return Rule{}, false
}

// Check returns what the rules of a law ("us" or "ep") find in the set, sorted by claim, place and rule, with the findings
// that reading the set brought up and no rule makes. The slice is never nil. Claims that are canceled or only told of are not
// read. The time is linear in the claims' text and references.
func Check(set *Set, law string) []Finding {
	d := newDraft(set)
	out := []Finding{}
	ruled := map[string]bool{}
	for _, r := range Rules() {
		ruled[r.ID] = true
		if r.Law != "" && r.Law != law {
			continue
		}
		r.check(d, func(c *Claim, at Span, message, remedy string) {
			out = append(out, Finding{
				Rule: r.ID, Severity: r.Severity, Claim: c.Num, Label: labelOf(c, at.Start), Text: c.Text[at.Start:at.End],
				Start: at.Start, End: at.End, Message: message, Remedy: remedy, Basis: r.Basis,
			})
		})
	}
	for _, f := range set.Findings {
		if !ruled[f.Rule] {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(a.Claim-b.Claim, a.Start-b.Start, strings.Compare(a.Rule, b.Rule), a.End-b.End)
	})
	return out
}

// labelOf returns the label of the element that holds the byte at offset, or "". Elements stand in order.
func labelOf(c *Claim, offset int) string {
	i, found := slices.BinarySearchFunc(c.Elements, offset, func(e Element, at int) int { return e.Start - at })
	if !found {
		i--
	}
	if i >= 0 && i < len(c.Elements) && offset < c.Elements[i].End {
		return c.Elements[i].Label
	}
	return ""
}

// draft is a claim set as the rules look at it.
type draft struct {
	set     *Set
	claims  []*Claim       // those in force with a text to read, in order of number
	byNum   map[int]*Claim // all, the first of each number
	article bool           // the claims were quoted by an article, which owes nobody all of them
}

func newDraft(set *Set) *draft {
	d := &draft{set: set, byNum: map[int]*Claim{}, article: set.Format == "article"}
	for i := range set.Claims {
		c := &set.Claims[i]
		for n := c.Num; n <= lastOf(c); n++ {
			if d.byNum[n] == nil {
				d.byNum[n] = c
			}
		}
		if c.Origin.Kind != Described && !canceled(c) && hasWord(c.Text) {
			d.claims = append(d.claims, c)
		}
	}
	return d
}

// canceled tells whether the claim is canceled, or was not entered, by its status or by what stands for its text: 37 CFR
// 1.121(c).
func canceled(c *Claim) bool {
	is := func(s string) bool {
		s = strings.Trim(s, " 0123456789().,[]-–—")
		if !prefixFold(s, "cancel") && !prefixFold(s, "not entered") && !prefixFold(s, "deleted") {
			return false // most are whole claims, too long to make small letters of
		}
		s = strings.ToLower(s)
		return strings.HasPrefix(s, "cancel") && len(s) < 40 || strings.HasPrefix(s, "not entered") || s == "deleted"
	}
	return is(c.Status) || is(c.Text)
}

// goneRange is what is left of "5.-7. (canceled)" where a source gives it as one claim.
var goneRange = regexp.MustCompile(`^\W{0,3}(\d{1,4})\W{1,6}(\d{1,4})\b`)

// lastOf is the claim's number, or the last of the range of canceled claims for which it stands.
func lastOf(c *Claim) int {
	if m := goneRange.FindStringSubmatch(c.Text); m != nil && canceled(c) {
		if n := atoi(m[2]); n > c.Num && n-c.Num <= maxRange {
			return n
		}
	}
	return c.Num
}

// each makes a rule's check out of one that looks at a claim at a time.
func each(check func(c *Claim, add adder)) func(d *draft, add adder) {
	return func(d *draft, add adder) {
		for _, c := range d.claims {
			check(c, add)
		}
	}
}

// firstWord is the span of the claim's first word, which a finding about the claim as a whole points to.
func firstWord(c *Claim) Span {
	if words := Words(c.Text[:min(len(c.Text), 100)]); len(words) > 0 {
		return Span{words[0].Start, words[0].End}
	}
	return Span{0, min(len(c.Text), 0)}
}

// headEnd is where the claim's preamble ends, without its transition.
func headEnd(c *Claim) int { return min(len(c.Preamble), len(c.Text)) }

// termRules are the rules on antecedent basis: 35 USC 112(b), MPEP 2173.05(e).
var termRules = []Rule{
	{
		ID: "C301", Title: "No antecedent found", Severity: SeverityWarning,
		Text: "The claim speaks of a thing with \"the\" or \"said\" that neither it nor every claim that it may depend on introduces before. " +
			"It is not indefinite for that if a skilled reader can tell with reasonable certainty what is meant, as with parts that a thing has by its nature.",
		Basis:  "35 USC 112(b); MPEP 2173.05(e)",
		Before: "1. A device comprising: a drive shaft; and a wheel that turns the pump.",
		After:  "1. A device comprising: a drive shaft; a pump; and a wheel that turns the pump by an end of the drive shaft.",
		check:  checkAntecedents,
	},
	{
		ID: "C302", Title: "Antecedent is ambiguous", Severity: SeverityWarning,
		Text: "A definite phrase fits two or more things that were introduced before under longer names, and a reader cannot tell which one is meant. " +
			"A plural that means all of them is no such phrase.",
		Basis:  "35 USC 112(b); MPEP 2173.05(e)",
		Before: "1. A device comprising: a first sensor; and a second sensor, wherein the sensor is red.",
		After:  "1. A device comprising: a first sensor; and a second sensor, wherein the second sensor is red and the sensors are round.",
		check:  checkAmbiguous,
	},
	{
		ID: "C303", Title: "Introduced twice", Severity: SeverityNote,
		Text: "The claim introduces the same words with \"a\" or \"an\" a second time, so that a reader cannot tell whether the second is the first thing again or another. " +
			"Drafters do it on purpose as well, and the law does not forbid it.",
		Basis:  "35 USC 112(b); MPEP 2173.05(e)",
		Before: "1. A device comprising: a drive shaft; and a wheel on a drive shaft.",
		After:  "1. A device comprising: a drive shaft; and a wheel on the drive shaft.",
		check: each(func(c *Claim, add adder) {
			for _, f := range introducedTwice(c) {
				add(c, Span{f.Start, f.End}, f.Message, f.Remedy)
			}
		}),
	},
	{
		ID: "C304", Title: "Named by \"the other\"", Severity: SeverityNote,
		Text: "What was introduced with \"another\" is referred to with \"the other\", a name that only its place tells apart from the first of its kind. " +
			"Examiners ask for a name of its own.",
		Basis:  "35 USC 112(b); MPEP 2173.05(e)",
		Before: "1. A device comprising: an input; and another input, wherein the other input is red.",
		After:  "1. A device comprising: a first input; and a second input, wherein the second input is red.",
		check:  checkOther,
	},
}
