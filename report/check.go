package report

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"claimchart/claims"
)

// Checked is what check shows: the findings of each document. In the JSON its fields stand beside schema and command.
type Checked struct {
	Law       string            `json:"law"` // us | ep
	Documents []CheckedDocument `json:"documents"`
}

// CheckedDocument is one claim set with what the rules found in it.
type CheckedDocument struct {
	Name       string       `json:"name"`
	Number     string       `json:"number"`
	Claims     int          `json:"claims"` // how many were read
	Findings   []Finding    `json:"findings"`
	Suppressed []Suppressed `json:"suppressed"` // what the reader's file keeps out of findings
}

// Finding is a finding with the words around it.
type Finding struct {
	claims.Finding
	Context       string `json:"context"`                 // the claim's words around the finding
	At            int    `json:"at"`                      // where Text begins in Context, in bytes
	Reconstructed bool   `json:"reconstructed,omitempty"` // the claim's text is derived: label it wherever it is shown
}

// Suppressed is an entry of the reader's file that kept findings out, and how many.
type Suppressed struct {
	Rule   string `json:"rule"`
	Claims string `json:"claims"` // as written there; empty for all
	Reason string `json:"reason"`
	Count  int    `json:"count"`
}

// checkJSON is the contract's form of a check report: Parsed has a field documents as well, so that both cannot be promoted.
type checkJSON struct {
	Line
	*Checked
}

// Check makes the report of check.
func Check(law string, documents []CheckedDocument) *Report {
	return &Report{Schema: Schema, Command: "check", Checked: &Checked{Law: law, Documents: documents}}
}

// contextBytes is how much of a claim is kept on each side of a finding's words.
const contextBytes = 90

// Findings gives findings the words around them. A set may have two claims of one number; the one that has the words is taken.
func Findings(set *claims.Set, list []claims.Finding) []Finding {
	texts := map[int][]string{}
	for i := range set.Claims {
		c := &set.Claims[i]
		texts[c.Num] = append(texts[c.Num], c.Text)
	}
	out := make([]Finding, len(list))
	for i, f := range list {
		out[i].Finding = f
		if c := set.Claim(f.Claim); c != nil {
			out[i].Reconstructed = c.Origin.Kind == claims.Derived
		}
		for _, text := range texts[f.Claim] {
			if f.Start >= 0 && f.Start <= f.End && f.End <= len(text) && text[f.Start:f.End] == f.Text {
				out[i].Context, out[i].At = surroundings(text, f.Start, f.End)
				break
			}
		}
	}
	return out
}

// surroundings cuts the words around text[start:end] and tells where that begins in them.
func surroundings(text string, start, end int) (context string, at int) {
	from, to := max(0, start-contextBytes), min(len(text), end+contextBytes)
	if from > 0 {
		if i := strings.IndexByte(text[from:start], ' '); i >= 0 {
			from += i + 1
		}
		for from < start && !utf8.RuneStart(text[from]) {
			from++
		}
	}
	if to < len(text) {
		if i := strings.LastIndexByte(text[end:to], ' '); i >= 0 {
			to = end + i
		}
		for to > end && !utf8.RuneStart(text[to]) {
			to--
		}
	}
	lead, trail := "", ""
	if from > 0 {
		lead = "…"
	}
	if to < len(text) {
		trail = "…"
	}
	return lead + text[from:to] + trail, len(lead) + start - from
}

// checkPage lays out the findings of each document, a row each, then what was suppressed.
func checkPage(r *Report, in room) *page {
	p := &page{}
	for i := range r.Checked.Documents {
		d := &r.Checked.Documents[i]
		p.heading(1, "Check: "+d.Name)
		p.para(say(strings.Join(nonEmpty(d.Number, count(d.Claims, "claim"), findingCount(d.Findings), lawWords(r.Checked.Law)), " · ")))
		g := grid{columns: []column{{head: "Claim", limit: labelWidth}, {head: "Rule", limit: ruleWidth}, {head: "Finding", share: 1, least: 24}}, ruled: true}
		derived := false
		for j := range d.Findings {
			f := &d.Findings[j]
			label := f.Label
			if label == "" {
				label = strconv.Itoa(f.Claim)
			}
			c := cell{{say(f.Message)}}
			if f.Text != "" && f.At >= 0 && f.At+len(f.Text) <= len(f.Context) {
				c = append(quoted(f, in), c...)
			}
			if f.Remedy != "" {
				c = append(c, line(say("→ "+f.Remedy)))
			}
			if f.Basis != "" {
				c = append(c, line(toned(f.Basis, faint)))
			}
			if f.Reconstructed {
				label, derived = label+rebuilt, true
			}
			g.rows = append(g.rows, []cell{one(label), {{bold(f.Rule)}, {toned(f.Severity, severityTone(f.Severity))}}, c})
		}
		p.grid(g)
		if derived {
			p.para(bold(rebuilt+" "), say(claims.Reconstructed+"."))
		}
		suppressed(p, d)
	}
	if len(r.Checked.Documents) == 0 {
		p.para(say("No document was read."))
	} else {
		p.para(say("claimchart check --explain RULE tells more."))
	}
	r.closing(p)
	return p
}

// The widths of the first columns, and what stands between and around columns.
const (
	labelWidth = 9
	ruleWidth  = 7
	gaps       = 6
)

// quoted shows a finding's words in their context: in a terminal on one line with carets below them, elsewhere in bold.
func quoted(f *Finding, in room) cell {
	before, words, after := f.Context[:f.At], f.Context[f.At:f.At+len(f.Text)], f.Context[f.At+len(f.Text):]
	if in.width == 0 {
		return cell{{say(before), bold(words), say(after)}}
	}
	most := max(20, in.width-labelWidth-ruleWidth-gaps)
	before, words, after = harmless(before), harmless(words), harmless(after)
	words = firstColumns(words, most-2)
	left := min(displaywidth.String(before), max(0, (most-displaywidth.String(words))*2/5))
	before = lastColumns(before, left)
	after = firstColumns(after, most-displaywidth.String(before)-displaywidth.String(words))
	carets := strings.Repeat("^", max(1, displaywidth.String(words)))
	return cell{
		{{text: before, exact: true}, {text: words, tone: strong, exact: true}, {text: after, exact: true}},
		{{text: strings.Repeat(" ", displaywidth.String(before)) + carets, tone: faint, exact: true}},
	}
}

// firstColumns cuts text to its first columns, the last of them "…" where it was cut.
func firstColumns(text string, limit int) string {
	if displaywidth.String(text) <= limit {
		return text
	}
	used, at := 0, 0
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		if used += g.Width(); used >= limit {
			break
		}
		at += len(g.Value())
	}
	if limit < 1 {
		return ""
	}
	return text[:at] + "…"
}

// lastColumns cuts text to its last columns, the first of them "…" where it was cut.
func lastColumns(text string, limit int) string {
	over := displaywidth.String(text) - limit
	if over <= 0 {
		return text
	}
	if limit < 1 {
		return ""
	}
	at := 0
	for g := displaywidth.StringGraphemes(text); over >= 0 && g.Next(); {
		over -= g.Width()
		at += len(g.Value())
	}
	return "…" + text[at:]
}

func severityTone(severity string) tone {
	switch severity {
	case claims.SeverityError:
		return bad
	case claims.SeverityWarning:
		return half
	}
	return plain
}

// findingCount counts findings by severity: "1 error, 2 warnings".
func findingCount(list []Finding) string {
	var parts []string
	for _, s := range claims.Severities() {
		n := 0
		for i := range list {
			if list[i].Severity == s {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, count(n, s))
		}
	}
	if len(parts) == 0 {
		return "nothing found"
	}
	return strings.Join(parts, ", ")
}

func lawWords(law string) string {
	if law == claims.LawEP {
		return "checked under the EPC"
	}
	return "checked under United States law"
}

// suppressed lists what the reader's file kept out, with the reasons.
func suppressed(p *page, d *CheckedDocument) {
	var items []item
	total := 0
	for _, s := range d.Suppressed {
		total += s.Count
		where := ""
		if s.Claims != "" {
			where = " in claims " + s.Claims
		}
		items = append(items, point(bold(s.Rule), say(fmt.Sprintf("%s, %s: %s", where, count(s.Count, "finding"), s.Reason))))
	}
	if total > 0 {
		p.heading(3, fmt.Sprintf("Suppressed: %s", count(total, "finding")))
		p.list(items...)
	}
}

var findingHead = []string{
	"document", "claim", "reconstructed", "label", "rule", "severity", "text", "start", "end", "context", "message", "remedy", "basis", "suppressed",
}

// findingRows are a row a finding, and a row for each entry that kept findings out, with their number.
func findingRows(k *Checked) [][]string {
	rows := [][]string{findingHead}
	for _, d := range k.Documents {
		for _, f := range d.Findings {
			label := ""
			if f.Reconstructed {
				label = claims.Reconstructed
			}
			rows = append(rows, []string{
				d.Name, strconv.Itoa(f.Claim), label, f.Label, f.Rule, f.Severity, f.Text, strconv.Itoa(f.Start), strconv.Itoa(f.End), f.Context, f.Message, f.Remedy, f.Basis, "",
			})
		}
		for _, s := range d.Suppressed {
			if s.Count > 0 {
				rows = append(rows, []string{d.Name, s.Claims, "", "", s.Rule, "", "", "", "", "", s.Reason, "", "", strconv.Itoa(s.Count)})
			}
		}
	}
	return rows
}
