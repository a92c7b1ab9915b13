package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// writeCSV prints a table as RFC 4180 has it, lines ended by CRLF: for a chart a row a claim (and the parent it is charted
// by), limitation and reference; for parsed claims a row a claim, element or
// term; for a check a row a finding; for explained cells a row a part; for a diff a row a comparison; of two charts a row a changed cell; for a regression corpus a row a figure, case, fault or changed cell. A derived claim's label stands in each of its rows.
//
// A spreadsheet runs a field that begins with =, +, -, @, a tab or a line end as a formula; such a field gets an apostrophe
// in front, unless v.Raw. Control characters are shown by pictures; line ends and tabs inside a field stay.
func writeCSV(w io.Writer, r *Report, v View) error {
	rows, err := rowsOfReport(r, v)
	if err != nil {
		return err
	}
	if v.BOM {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range rows {
		for i, field := range row {
			row[i] = spreadsheet(field, v.Raw)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// rowsOfReport are the rows of a report, the heads of the columns first.
func rowsOfReport(r *Report, v View) ([][]string, error) {
	switch {
	case r.Charted != nil && len(r.Explained) > 0:
		return explainedRows(r.Charted), nil
	case r.Charted != nil:
		return chartRows(r.Charted), nil
	case r.Parsed != nil:
		return parsedRows(r.Parsed, v.Elements), nil
	case r.Checked != nil:
		return findingRows(r.Checked), nil
	case r.Shelf != nil:
		return shelfRows(r.Shelf), nil
	case r.Ranking != nil:
		return rankRows(r.Ranking), nil
	case r.Searched != nil:
		return searchRows(r.Searched), nil
	case r.Diffed != nil:
		return diffRows(r.Diffed), nil
	case r.Compared != nil:
		return compareRows(r.Compared), nil
	case r.Regressed != nil:
		return regressRows(r.Regressed), nil
	}
	return nil, errEmpty
}

// spreadsheet makes a field safe to open.
func spreadsheet(field string, raw bool) string {
	formula := field != "" && strings.ContainsRune("=+-@\t\r\n", rune(field[0]))
	field = disarm(field, func(r rune) string {
		if r == '\n' || r == '\t' {
			return string(r)
		}
		return " "
	})
	if formula && !raw {
		return "'" + field
	}
	return field
}

var chartHead = []string{
	"document", "claim", "via", "reconstructed", "element", "inherited_from", "element_text",
	"reference", "label", "title", "date", "eligible", "date_check",
	"status", "score", "quote", "place", "found", "missing", "described", "reason", "coverage",
	"quoted", "reference_score",
	"law", "critical_date", "as", "use", "date_reason", "category", "caveats", "in_fewest",
}

func chartRows(c *Charted) [][]string {
	rows := [][]string{chartHead}
	reviewing := c.reviewing()
	put := func(row []string, reviews []priorart.Review) {
		if row = fill(row); reviewing {
			row = append(row, reviewFields(reviews)...)
		}
		rows = append(rows, row)
	}
	if reviewing {
		rows[0] = slices.Concat(chartHead, reviewHead)
	}
	for i := range c.Charts {
		k := &c.Charts[i]
		label := ""
		if k.Reconstructed {
			label = claims.Reconstructed
		}
		for _, r := range k.Rows {
			lead := []string{k.Document, fmt.Sprint(k.Claim), number(k.Via), label, r.Label, number(r.InheritedFrom), r.Text}
			if len(r.Cells) == 0 {
				put(lead, nil)
			}
			for j := range r.Cells {
				put(slices.Concat(lead, cellFields(k, &r.Cells[j]), c.dateFields(k, r.Cells[j].Reference)), r.Cells[j].Reviews)
			}
		}
	}
	for _, g := range c.Gaps {
		if g.Label == "" { // a claim that could not be charted is a row too: it must not drop out unseen
			row := fill([]string{g.Document, fmt.Sprint(g.Claim), number(g.Via)})
			row[slices.Index(chartHead, "reason")] = "not charted: " + strings.TrimPrefix(g.Reason, "not charted: ")
			put(row, nil)
		}
	}
	for i := range c.Unmatched {
		d := &c.Unmatched[i]
		row := fill([]string{d.Document, number(d.Claim), number(d.Via), "", d.Label, "", d.Text, d.Reference})
		row[slices.Index(chartHead, "quote")], row[slices.Index(chartHead, "reason")] = d.Quote, "decision not matched: "+d.Why
		put(row, []priorart.Review{*d})
	}
	return rows
}

// fill adds the empty fields at a row's end.
func fill(row []string) []string {
	return append(row, make([]string, len(chartHead)-len(row))...)
}

// number is a claim number, or empty for none.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// cellFields are the fields of a reference against a limitation. Quotations and their places stand in the same order.
func cellFields(k *priorart.ClaimChart, c *priorart.Cell) []string {
	s := standing(k, c.Reference)
	if s == nil {
		s = &priorart.Standing{Reference: c.Reference}
	}
	var quotes, places []string
	for _, e := range c.Evidence {
		place := place(&e)
		if e.Stance == "contradicts" {
			place += " (speaks against it)"
		}
		quotes = append(quotes, e.Quote)
		places = append(places, place)
	}
	return []string{
		c.Reference, s.Label, s.Title, s.Date, strconv.FormatBool(s.Eligible), s.DateCheck,
		c.Status.Words(), decimal(c.Score), strings.Join(quotes, "\n"), strings.Join(places, "\n"),
		strings.Join(c.Found, "; "), strings.Join(c.Missing, "; "), strings.Join(c.Described, "; "), c.Reason, decimal(s.Coverage),
		decimal(c.Quoted), decimal(s.Score),
	}
}

// dateFields are what the dates make of a reference for a claim, its category, the caveats that go with that, and whether it is
// one of the fewest for the claim set.
func (c *Charted) dateFields(k *priorart.ClaimChart, reference string) []string {
	s := standing(k, reference)
	if s == nil {
		s = &priorart.Standing{}
	}
	few := ""
	for i := range c.Fewest {
		if c.Fewest[i].Document == k.Document {
			few = strconv.FormatBool(slices.Contains(c.Fewest[i].References, reference))
		}
	}
	return []string{string(k.Law), k.CriticalDate, s.As, s.Use, s.Reason, s.Category, strings.Join(k.Verdict.Caveats, "; "), few}
}

func decimal(score float64) string { return strconv.FormatFloat(score, 'f', 2, 64) }

var claimHead = []string{
	"document", "claim", "reconstructed", "kind", "refs", "relation", "category", "scope", "status", "origin", "line", "end_line",
	"base", "base_basis", "edit", "preamble", "transition", "elements", "text", "instruction", "why",
}

func claimRows(p *Parsed) [][]string {
	rows := [][]string{claimHead}
	for _, d := range p.Documents {
		for _, c := range d.Claims {
			o := c.Origin
			rows = append(rows, []string{
				d.Name, fmt.Sprint(c.Num), labelOf(&c), string(c.Kind), refsOf(c.Refs), string(c.Relation),
				string(c.Category), string(c.Scope), c.Status, string(o.Kind), number(o.Line), number(o.EndLine),
				number(o.Base), o.BaseBasis, string(o.Edit), c.Preamble, c.Transition, fmt.Sprint(len(c.Elements)), c.Text, o.Instruction, o.Why,
			})
		}
	}
	return rows
}
