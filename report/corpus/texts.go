package corpus

import (
	"strings"

	"claimchart/claims"
)

// parse reads a claim set of a case; a text without claims is a set without any.
func parse(name, text string) *claims.Set {
	set, err := claims.Parse(&claims.Document{Name: name, Text: strings.TrimPrefix(text, "\uFEFF")})
	if err != nil {
		return &claims.Set{Name: name}
	}
	return set
}

// lines are the lines of a text without the white space at their ends, and without empty lines before the first and after the last.
func lines(text string) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	out := strings.Split(strings.TrimSpace(text), "\n")
	for i := range out {
		out[i] = strings.TrimRight(out[i], " \r")
	}
	return out
}

// difference shows what differs between two lists of lines: what is wanted and not found, and what is found and not wanted. It is empty where
// nothing differs. What is alike before and after is left out.
func difference(want, got []string) string {
	for len(want) > 0 && len(got) > 0 && want[0] == got[0] {
		want, got = want[1:], got[1:]
	}
	for len(want) > 0 && len(got) > 0 && want[len(want)-1] == got[len(got)-1] {
		want, got = want[:len(want)-1], got[:len(got)-1]
	}
	var out []string
	for _, l := range want {
		out = append(out, "wanted: "+l)
	}
	for _, l := range got {
		out = append(out, "found: "+l)
	}
	return strings.Join(out, "\n")
}

// firstDifference is how many lines are alike before the first that is not.
func firstDifference(want, got []string) int {
	n := 0
	for n < len(want) && n < len(got) && want[n] == got[n] {
		n++
	}
	return n
}

// compared holds lines that were got against those of a section, and adds a fault with its place where they differ.
func (o *Outcome) compared(s *section, got []string) bool {
	want := lines(s.text)
	d := difference(want, got)
	if d == "" {
		return true
	}
	lead := strings.Count(s.text[:len(s.text)-len(strings.TrimLeft(s.text, " \n\r\t"))], "\n")
	o.fail(s.fault(min(firstDifference(want, got), max(len(want)-1, 0))+lead+1, s.name+":\n"+d, ""))
	return false
}

// plural is a count with its noun.
func plural(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return digits(n) + " " + more
}
