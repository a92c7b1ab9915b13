package claims

import (
	"cmp"
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
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
	// SeverityEP is the severity under the EPC where it is another, since what the USPTO asks for is only usual there; or empty.
	SeverityEP string
	Law        string // "us", "ep", or empty for both
	Before     string
	After      string

	check func(d *draft, add adder)
}

// SeverityUnder returns the rule's severity under a law, "us" or "ep".
func (r *Rule) SeverityUnder(law string) string {
	if law == LawEP && r.SeverityEP != "" {
		return r.SeverityEP
	}
	return r.Severity
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
		severity := r.SeverityUnder(law)
		if r.Law != "" && r.Law != law {
			continue
		}
		r.check(d, func(c *Claim, at Span, message, remedy string) {
			out = append(out, r.finding(c, at, severity, message, remedy))
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

// finding is what the rule says of a place in a claim.
func (r *Rule) finding(c *Claim, at Span, severity, message, remedy string) Finding {
	return Finding{
		Rule: r.ID, Severity: severity, Claim: c.Num, Label: labelOf(c, at.Start), Text: c.Text[at.Start:at.End],
		Start: at.Start, End: at.End, Message: message, Remedy: remedy, Basis: r.Basis,
	}
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
	claims  []*Claim          // those in force with a text to read, in order of number
	byNum   map[int]*Claim    // all, the first of each number
	scopes  map[*Claim]*scope // see scope
	article bool              // the claims were quoted by an article, which owes nobody all of them
}

func newDraft(set *Set) *draft {
	d := &draft{set: set, byNum: map[int]*Claim{}, article: set.Article}
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
var goneRange = lazyregexp.New(`^\W{0,3}(\d{1,4})\W{1,6}(\d{1,4})\b`)

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
