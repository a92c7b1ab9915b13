package report

import (
	"bufio"
	"errors"
	"fmt"
	"html"
	"io"
	"strings"
	"unicode/utf8"

	"claimchart/claims"
)

// fewCharacters is how many consecutive characters may be deleted in double brackets instead of being struck: 37 CFR 1.121(c)(2).
const fewCharacters = 5

var errNoAmendment = errors.New("there is no amendment to print: give two versions of a claim set, or a file that marks its amendments")

// marking is how a medium shows what is deleted and added.
type marking struct {
	cut, add [2]string
	text     func(string) string
	line     func(string) string // a paragraph
}

// writeAmendment prints the complete listing of the claims that an amendment has to give, each with its status identifier. In a claim that
// is (currently amended) what is added is underlined, and what is deleted is struck, or stands in double brackets where it is five
// characters or fewer: 37 CFR 1.121(c). A terminal underlines and strikes; a page of HTML too; text has the tags <u> and <s>, as the
// tool reads them again.
func writeAmendment(w io.Writer, r *Report, v View) error {
	if r.Diffed == nil {
		return errEmpty
	}
	if r.Diffed.Amendment == nil {
		return errNoAmendment
	}
	out := bufio.NewWriter(w)
	put := func(s string) { _, _ = out.WriteString(s) } // bufio keeps the first error for Flush
	m := marking{cut: [2]string{"<s>", "</s>"}, add: [2]string{"<u>", "</u>"}, text: harmless, line: func(s string) string { return s + "\n\n" }}
	switch {
	case v.Page:
		m.text = func(s string) string { return html.EscapeString(harmless(s)) }
		m.line = func(s string) string { return "<p>" + s + "</p>\n" }
		put(htmlHead("Listing of claims"))
		put("<h1>Listing of claims</h1>\n")
	case v.Color:
		m.cut, m.add = [2]string{"\x1b[9m", "\x1b[0m"}, [2]string{"\x1b[4m", "\x1b[0m"}
	}
	for _, e := range r.Diffed.Amendment {
		var b strings.Builder
		fmt.Fprintf(&b, "%d. (%s)", e.Num, m.text(e.Status))
		if text := m.claim(e.Ops); strings.TrimSpace(text) != "" {
			b.WriteString(" " + strings.TrimSpace(text))
		}
		put(m.line(b.String()))
	}
	if v.Page {
		put(htmlEnd)
	}
	return out.Flush()
}

// claim is the text of a claim with its marks.
func (m *marking) claim(ops []claims.Op) string {
	var b strings.Builder
	for _, op := range ops {
		core := strings.TrimSpace(op.Text)
		if op.Op == "equal" || core == "" {
			if op.Op != "delete" {
				b.WriteString(m.text(op.Text))
			}
			continue
		}
		lead, rest, _ := strings.Cut(op.Text, core)
		b.WriteString(lead)
		switch {
		case op.Op == "insert":
			b.WriteString(m.add[0] + m.text(core) + m.add[1])
		case utf8.RuneCountInString(core) <= fewCharacters:
			b.WriteString("[[" + m.text(core) + "]]")
		default:
			b.WriteString(m.cut[0] + m.text(core) + m.cut[1])
		}
		b.WriteString(rest)
	}
	return b.String()
}
