package claims

import (
	"fmt"
	"strings"
)

// families name the groups of rules by the first two characters of their numbers.
var families = []struct{ prefix, title string }{
	{"C1", "Form and numbering"},
	{"C2", "Dependency"},
	{"C3", "Antecedent basis"},
	{"C4", "Wording"},
	{"C5", "35 USC 112(f) and types of claims"},
}

// LawWords tells under which law the rule finds something.
func (r *Rule) LawWords() string {
	switch r.Law {
	case LawUS:
		return "United States only (--law us)"
	case LawEP:
		return "EPC only (--law ep)"
	}
	return "United States and EPC"
}

// Document returns the rule as Markdown: a heading of the given level, what is wrong, severity, law and basis, and both
// examples.
func (r *Rule) Document(level int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s\n\n%s\n\n", strings.Repeat("#", level), r.ID, r.Title, r.Text)
	severity := r.Severity
	if r.SeverityEP != "" {
		severity += ", under the EPC " + r.SeverityEP
	}
	fmt.Fprintf(&b, "- Severity: %s\n- Law: %s\n- Basis: %s\n\n", severity, r.LawWords(), r.Basis)
	fmt.Fprintf(&b, "Found in:\n\n%s\n\nNot found in:\n\n%s\n", example(r.Before), example(r.After))
	return b.String()
}

// example indents a claim set; of a long one the middle is left out.
func example(text string) string {
	lines := strings.Split(text, "\n")
	if len(lines) > 6 {
		lines = append(append(lines[:2:2], "..."), lines[len(lines)-1])
	}
	return "    " + strings.Join(lines, "\n    ")
}

// RulesDocument returns docs/rules.md: all rules as one Markdown document, family by family.
func RulesDocument() string {
	var b strings.Builder
	b.WriteString("# Rules of claimchart check\n\n" +
		"Made from the rules themselves; `claimchart check --explain C301` prints one. An error breaks a rule of law or leaves a reference without " +
		"its claim, a warning is what an examiner may object to, a note is convention, a fee, or something to know of. A finding is no opinion on validity.\n")
	for _, f := range families {
		fmt.Fprintf(&b, "\n## %s: %s\n", f.prefix, f.title)
		for _, r := range Rules() {
			if strings.HasPrefix(r.ID, f.prefix) {
				b.WriteString("\n" + r.Document(3))
			}
		}
	}
	return b.String()
}
