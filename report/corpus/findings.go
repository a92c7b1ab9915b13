package corpus

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"claimchart/claims"
)

// expectedFinding is a line of findings.txt: C301 24[a] "the metrics".
type expectedFinding struct {
	line              int
	rule, label, text string
}

var (
	findingLine = regexp.MustCompile(`^(C\d+) (\d+(?:\[[^ ]*\])*)(?: "(.*)")?$`)
	ruleNumber  = regexp.MustCompile(`^C\d+$`)
)

// findings holds what the rules find in a claim set against a complete list: of all rules, or of those that the line "rules:" names.
// A line without words stands for a finding on any words of its claim or element. "law: ep" asks for the rules of the EPC.
func (c *Case) findings(o *Outcome, _ Options) error {
	s := c.file("findings.txt")
	law := claims.LawUS
	var rules []string
	var want []expectedFinding
	for n, line := range strings.Split(s.text, "\n") {
		n++
		line = strings.TrimSpace(line)
		if value, ok := strings.CutPrefix(line, "law:"); ok {
			if law = strings.TrimSpace(value); law != claims.LawUS && law != claims.LawEP {
				return s.malformed(n, fmt.Sprintf("no law %q", law), "give us or ep")
			}
			continue
		}
		if value, ok := strings.CutPrefix(line, "rules:"); ok {
			rules = append(rules, strings.Fields(value)...)
			for _, r := range rules {
				if _, ok := claims.FindRule(r); !ok || !ruleNumber.MatchString(r) {
					return s.malformed(n, fmt.Sprintf("no rule %q", r), "give numbers of rules, as docs/rules.md lists them")
				}
			}
			continue
		}
		if line == "" {
			continue
		}
		m := findingLine.FindStringSubmatch(line)
		if m == nil {
			return s.malformed(n, fmt.Sprintf("cannot be read: %q", line), `write a line a finding, such as: C301 24[a] "the metrics"`)
		}
		if _, ok := claims.FindRule(m[1]); !ok {
			return s.malformed(n, fmt.Sprintf("no rule %q", m[1]), "give a number of a rule, as docs/rules.md lists them")
		}
		want = append(want, expectedFinding{n, m[1], m[2], m[3]})
	}
	left := slices.DeleteFunc(claims.Check(parse("case", c.text("claims.txt")), law), func(f claims.Finding) bool {
		return len(rules) > 0 && !slices.Contains(rules, f.Rule)
	})
	for _, w := range want {
		if len(rules) > 0 && !slices.Contains(rules, w.rule) {
			return s.malformed(w.line, w.rule+" is not among the rules that this list is complete for", `add it to the line "rules:"`)
		}
		at := slices.IndexFunc(left, func(f claims.Finding) bool { return w.is(&f) })
		o.count(figureRecall, "", c.Name, at >= 0)
		if at < 0 {
			o.fail(s.fault(w.line, w.String()+" is not found", ""))
			continue
		}
		o.count(figurePrecision, "", c.Name, true)
		left = slices.Delete(left, at, at+1)
	}
	for _, f := range left {
		o.count(figurePrecision, "", c.Name, false)
		o.fail(s.fault(0, fmt.Sprintf("%s %s %q is found, and is not listed: %s", f.Rule, whereIs(&f), f.Text, f.Message), ""))
	}
	return nil
}

// whereIs is the place of a finding: its element, or its claim where it stands in none.
func whereIs(f *claims.Finding) string {
	if f.Label == "" {
		return digits(f.Claim)
	}
	return f.Label
}

func (w *expectedFinding) is(f *claims.Finding) bool {
	return w.rule == f.Rule && (w.label == f.Label || w.label == digits(f.Claim)) && (w.text == "" || w.text == f.Text)
}

func (w *expectedFinding) String() string {
	if w.text == "" {
		return w.rule + " " + w.label
	}
	return fmt.Sprintf("%s %s %q", w.rule, w.label, w.text)
}
