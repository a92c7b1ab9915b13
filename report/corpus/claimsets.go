package corpus

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"claimchart/claims"
)

var (
	wantClaim   = regexp.MustCompile(`^(\d+) ((?:kind|refs|status)=.*)$`)
	wantElement = regexp.MustCompile(`^(\d+\[[^ ]*\]) (.*)$`)
	wantSkipped = regexp.MustCompile(`^skipped (\d+): (.*)$`)
	wantField   = regexp.MustCompile(`(kind|refs|relation|category|transition|scope|status)=`)
)

// wanted is a claim of want.txt, with the line that it stands on.
type wanted struct {
	line     int
	num      int
	fields   map[string]string
	elements []string
	from     int // the line of its first element
}

// claims holds a claim set against want.txt: the fields that are named there, elements where they are listed, what is listed as skipped.
func (c *Case) claims(o *Outcome, _ Options) error {
	s := c.file("want.txt")
	set := parse("case", c.text("claims.txt"))
	var list []wanted
	for n, line := range strings.Split(s.text, "\n") {
		line = strings.TrimSpace(line)
		n++
		if m := wantElement.FindStringSubmatch(line); m != nil && len(list) > 0 {
			last := &list[len(list)-1]
			if last.elements == nil {
				last.from = n
			}
			last.elements = append(last.elements, m[1]+" "+m[2])
		} else if m := wantClaim.FindStringSubmatch(line); m != nil {
			num, _ := strconv.Atoi(m[1]) // digits; one that is too large is no claim's
			list = append(list, wanted{line: n, num: num, fields: fieldsOf(m[2])})
		} else if m := wantSkipped.FindStringSubmatch(line); m != nil {
			at, _ := strconv.Atoi(m[1])
			if !slices.ContainsFunc(set.Skipped, func(s claims.Skipped) bool { return s.Line == at }) {
				o.fail(s.fault(n, fmt.Sprintf("line %s (%s) is not listed as skipped", m[1], m[2]), ""))
			}
		} else if line != "" {
			return s.malformed(n, fmt.Sprintf("cannot be read: %q", line), `write a line a claim, "2 kind=dependent refs=1", its elements, "1[a] TEXT", or "skipped LINE: WHY"`)
		}
	}
	nth := map[int]int{} // the how-manieth claim of a number is meant
	for i := range list {
		w := &list[i]
		o.holdClaim(s, w, claimOf(set, w.num, nth[w.num]))
		nth[w.num]++
	}
	if len(list) > 0 && len(set.Claims) != len(list) {
		o.fail(s.fault(0, fmt.Sprintf("%s read, want %d", plural(len(set.Claims), "claim is", "claims are"), len(list)), ""))
	}
	return nil
}

// claimOf is the nth claim with a number, counted from 0, or nil.
func claimOf(set *claims.Set, num, nth int) *claims.Claim {
	for i := range set.Claims {
		if set.Claims[i].Num != num {
			continue
		}
		if nth == 0 {
			return &set.Claims[i]
		}
		nth--
	}
	return nil
}

// holdClaim holds a claim against what is wanted of it, and counts it; got is nil where it was not read.
func (o *Outcome) holdClaim(s *section, w *wanted, got *claims.Claim) {
	key := fmt.Sprintf("%s %d", o.Case.Name, w.num)
	before := len(o.faults)
	if got == nil {
		o.fail(s.fault(w.line, fmt.Sprintf("claim %d is not read", w.num), ""))
		got = &claims.Claim{}
	}
	is := map[string]string{
		"kind": string(got.Kind), "refs": numbers(got.Refs, ","), "relation": string(got.Relation),
		"category": string(got.Category), "transition": got.Transition, "scope": string(got.Scope), "status": got.Status,
	}
	for _, field := range []string{"kind", "refs", "relation", "category", "transition", "scope", "status"} {
		if value, asked := w.fields[field]; asked && is[field] != value && len(got.Text)+len(got.Kind) > 0 {
			o.fail(s.fault(w.line, fmt.Sprintf("claim %d: %s %q, want %q", w.num, field, is[field], value), ""))
		}
	}
	if value, asked := w.fields["refs"]; asked {
		o.count(figureRefs, "", key, got.Kind != "" && is["refs"] == value)
	}
	if w.elements != nil {
		var list []string
		for _, e := range got.Elements {
			list = append(list, e.Label+" "+e.Text)
		}
		d := difference(w.elements, list)
		if d != "" {
			o.fail(s.fault(w.from, "elements:\n"+d, ""))
		}
		o.count(figureElements, "", key, d == "")
	}
	o.count(figureClaims, "", key, len(o.faults) == before)
}

// fieldsOf reads "kind=dependent refs=1 transition=consisting of"; a value may hold spaces.
func fieldsOf(text string) map[string]string {
	out := map[string]string{}
	at := wantField.FindAllStringSubmatchIndex(text, -1)
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		out[text[m[2]:m[3]]] = strings.TrimSpace(text[m[1]:end])
	}
	return out
}

// numbers joins claim numbers.
func numbers(list []int, join string) string {
	parts := make([]string, len(list))
	for i, n := range list {
		parts[i] = digits(n)
	}
	return strings.Join(parts, join)
}

func digits(n int) string { return strconv.Itoa(n) }
