package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"claimchart/claims"
	"claimchart/priorart"
)

// The sheets of a chart.
const (
	chartSheet = "Chart"
	lostSheet  = "Not matched"
)

// chart fills the sheets of a chart.
func (b *workbook) chart(r *Report) {
	m := newChartMaker(r, room{wide: true})
	b.summary(m, r.made())
	b.evidence(m)
	b.matrix(m)
	b.claims(m)
	b.gaps(m)
	b.sources(m)
}

// heads of the columns by which a person's decisions come back; see readSheet.
const (
	headClaim     = "Claim"
	headElement   = "Element"
	headText      = "Limitation"
	headResult    = "Result"
	headScore     = "Score"
	headQuote     = "Quote"
	headReviewed  = "Reviewed"
	headStatus    = "Status"
	headNote      = "Note"
	headChanged   = "Changed since" // where there are decisions
	headDocument  = "Document"
	headReference = "Reference ID"
)

var evidenceColumns = []sheetColumn{
	{head: headClaim, width: 8, key: true}, {head: headElement, width: 8.5, key: true}, {head: headText, width: 34},
	{head: "Reference", width: 17, key: true}, {head: headResult, width: 14}, {head: headScore, width: 8}, {head: headQuote, width: 52},
	{head: "Place", width: 12}, {head: "Words missing", width: 14}, {head: "Remark", width: 20},
	{head: headReviewed, width: 12, entry: true}, {head: headStatus, width: 14, entry: true}, {head: headNote, width: 20, entry: true},
	{head: "Also in claims", width: 12, aside: true}, {head: "Words found", width: 40, aside: true},
	{head: "Only described, no evidence", width: 40, aside: true}, {head: "Date", width: 12, aside: true},
	{head: "Eligible", width: 60, aside: true}, {head: headDocument, width: 18, key: true, aside: true}, {head: headReference, width: 18, key: true, aside: true},
}

// An evidenceRow is a limitation and a reference on the sheet Chart.
type evidenceRow struct {
	chart *priorart.ClaimChart
	row   *priorart.Row
	cell  *priorart.Cell // nil where there is none
	also  []string       // further claims in which it is the same
}

// evidenceRows are a row a limitation and reference. An inherited limitation has a row of its own only where the claim that
// states it has none that says the same of the reference.
func (m *chartMaker) evidenceRows() []evidenceRow {
	var out []evidenceRow
	at := map[string]int{}
	for i := range m.Charts {
		k := &m.Charts[i]
		set := m.set(k.Document)
		for j := range k.Rows {
			r := &k.Rows[j]
			if len(r.Cells) == 0 {
				out = append(out, evidenceRow{chart: k, row: r})
			}
			for n := range r.Cells {
				c := &r.Cells[n]
				s := standing(k, c.Reference)
				key := fmt.Sprintf("%q %q %q %q %q %q %v %s", k.Document, r.Label, r.Text, c.Reference, c.Status, cellQuotes(c), c.Score, dateKey(s)+strings.Join(reviewFields(c.Reviews), "\x00"))
				if first, seen := at[key]; seen && (r.InheritedFrom != 0 || out[first].chart.Claim == k.Claim) {
					out[first].also = append(out[first].also, set.viaMark(k.Claim, k.Via))
					continue
				}
				at[key] = len(out)
				out = append(out, evidenceRow{chart: k, row: r, cell: c})
			}
		}
	}
	return out
}

func dateKey(s *priorart.Standing) string {
	if s == nil {
		return ""
	}
	return dateWords(s)
}

// cellQuotes are the quotations of a cell, a line each.
func cellQuotes(c *priorart.Cell) string {
	var out []string
	for i := range c.Evidence {
		out = append(out, c.Evidence[i].Quote)
	}
	return strings.Join(out, "\n")
}

// cellPlaces are their places in the same order.
func cellPlaces(c *priorart.Cell) string {
	var out []string
	for i := range c.Evidence {
		words := place(&c.Evidence[i])
		if c.Evidence[i].Stance == "contradicts" {
			words += " (speaks against it)"
		}
		out = append(out, words)
	}
	return strings.Join(out, "\n")
}

// statusWords are a status with its sign.
func statusWords(s priorart.Status) string {
	sign, text, _ := status(s)
	return sign + " " + text
}

// evidence is the sheet Chart.
func (b *workbook) evidence(m *chartMaker) {
	var rows [][]value
	reviewing := m.reviewing()
	for _, e := range m.evidenceRows() {
		row := m.evidenceValues(&e)
		if !reviewing {
			row = row[:len(evidenceColumns)]
		}
		rows = append(rows, row)
	}
	for i := range m.Gaps {
		if g := &m.Gaps[i]; g.Label == "" { // a claim that could not be charted must not drop out unseen
			row := make([]value, len(evidenceColumns))
			row[0], row[9], row[18] = claimValue(m.set(g.Document).viaMark(g.Claim, g.Via)), written("not charted: "+strings.TrimPrefix(g.Reason, "not charted: ")), written(g.Document)
			rows = append(rows, row)
		}
	}
	b.reviewTable(chartSheet, rows, reviewing)
	if len(m.Unmatched) == 0 {
		return
	}
	rows = nil
	for i := range m.Unmatched {
		d := &m.Unmatched[i]
		row := make([]value, len(evidenceColumns))
		if d.Claim != 0 {
			row[0] = claimValue(m.set(d.Document).viaMark(d.Claim, d.Via))
		}
		row[1], row[2], row[3], row[6], row[9] = thick(d.Label), written(d.Text), written(m.refs([]string{d.Reference}, "")), written(d.Quote), written(d.Why)
		if d.Result != "" {
			row[4] = written(statusWords(d.Result))
		}
		if d.Score != nil {
			row[5] = scored(*d.Score)
		}
		row[18], row[19] = written(d.Document), written(d.Reference)
		rows = append(rows, append(row, decided(row, []priorart.Review{*d})))
	}
	b.reviewTable(lostSheet, rows, true)
}

// reviewTable is a table with a person's columns: where there are decisions, with one for what has changed since. A row has the values of
// evidenceColumns, and behind them what has changed.
func (b *workbook) reviewTable(name string, rows [][]value, reviewing bool) {
	columns := evidenceColumns
	if reviewing {
		at := slices.IndexFunc(columns, func(c sheetColumn) bool { return c.head == headNote }) + 1
		columns = slices.Insert(slices.Clone(columns), at, sheetColumn{head: headChanged, width: 20, entry: true})
		for i, row := range rows {
			changed := value{}
			if len(row) > len(evidenceColumns) {
				changed, row = row[len(evidenceColumns)], row[:len(evidenceColumns)]
			}
			rows[i] = slices.Insert(row, at, changed)
		}
	}
	b.table(name, columns, rows, 2)
	b.entries(name, len(b.rowsOn(name)))
}

// decided fills a person's columns, and gives what has changed since, the last value of a row.
func decided(row []value, reviews []priorart.Review) value {
	if len(reviews) == 0 {
		return value{}
	}
	f := reviewFields(reviews)
	row[10], row[12] = written(f[0]), written(f[2])
	if s := reviews[0].Status; s != "" {
		row[11] = written(statusWords(s))
	}
	return written(f[3])
}

// claimValue is a claim's mark, a number where it is nothing else.
func claimValue(mark string) value {
	var n int
	if _, err := fmt.Sscanf(mark, "%d", &n); err == nil && fmt.Sprint(n) == mark {
		x := float64(n)
		return value{number: &x, look: look{number: true, mark: true}}
	}
	return value{text: mark, look: look{mark: true}}
}

func (m *chartMaker) evidenceValues(e *evidenceRow) []value {
	k, r, c := e.chart, e.row, e.cell
	var remarks []string
	row := []value{claimValue(m.set(k.Document).viaMark(k.Claim, k.Via)), thick(r.Label), written(r.Text)}
	if m.derived(k) {
		remarks = append(remarks, rebuilt+" "+claims.Reconstructed)
	}
	if c == nil {
		why := "compared with no reference"
		if !r.Scored {
			why = "names its parent, adds no limitation"
		}
		row = append(row, make([]value, 6)...)
		row = append(row, written(strings.Join(append(remarks, why), "; ")), value{}, value{}, value{}, value{}, value{}, value{}, value{}, value{}, written(k.Document), value{})
		return row
	}
	name, date, eligible := m.refs([]string{c.Reference}, ""), "", ""
	if s := standing(k, c.Reference); s != nil {
		date, eligible = s.Date, dateWords(s)
		if !s.Eligible {
			name = ineligible + " " + name
			remarks = append(remarks, ineligible+" not eligible: "+checkWords(s))
		}
	}
	remarks = append(remarks, nonEmpty(priorart.WithoutMissing(c.Reason))...)
	if c.Quoted < c.Score {
		remarks = append(remarks, decimal(c.Quoted)+" quoted")
	}
	row = append(row, written(name), written(statusWords(c.Status)), scored(c.Score), written(cellQuotes(c)), written(cellPlaces(c)),
		written(strings.Join(c.Missing, ", ")), written(strings.Join(remarks, "; ")), value{}, value{}, value{},
		written(strings.Join(e.also, ", ")), written(strings.Join(c.Found, ", ")), written(strings.Join(c.Described, ", ")), written(date), written(eligible), written(k.Document), written(c.Reference))
	return append(row, decided(row, c.Reviews))
}

// rowsOn are the rows of a sheet that was filled.
func (b *workbook) rowsOn(sheet string) [][]string {
	rows, err := b.file.GetRows(sheet)
	b.keep(err)
	return rows
}

// entries gives a sheet's statuses their colours, the computed and the person's, greys what is not eligible, and offers the
// three statuses where a person enters one.
func (b *workbook) entries(sheet string, last int) {
	rows := b.rowsOn(sheet)
	if len(rows) < 2 {
		return
	}
	column := func(head string) string {
		at, _ := excelize.ColumnNumberToName(slices.Index(rows[0], head) + 1)
		return at
	}
	for _, head := range []string{headResult, headStatus} {
		at := column(head)
		b.signs(sheet, at+"2", fmt.Sprintf("%s2:%s%d", at, at, last))
	}
	if at := column("Reference"); at != "" {
		area := fmt.Sprintf("%s2:%s%d", at, at, last)
		b.colour(sheet, area, fmt.Sprintf(`LEFT($%s2,1)="%s"`, at, ineligible), faint)
	}
	at := column(headStatus)
	choice := excelize.NewDataValidation(true)
	choice.SetSqref(fmt.Sprintf("%s2:%s%d", at, at, last))
	b.keep(choice.SetDropList([]string{statusWords(priorart.Disclosed), statusWords(priorart.Partly), statusWords(priorart.NotFound)}))
	choice.SetError(excelize.DataValidationErrorStyleStop, "Status", "Choose one of the three, or leave the cell empty and write a note.")
	b.keep(b.file.AddDataValidation(sheet, choice))
}

// signs colours cells by the sign that they begin with.
func (b *workbook) signs(sheet, first, area string) {
	for _, s := range []priorart.Status{priorart.Disclosed, priorart.Partly, priorart.NotFound} {
		sign, _, t := status(s)
		b.colour(sheet, area, fmt.Sprintf(`LEFT(%s,1)="%s"`, first, sign), t)
	}
}

// colour gives cells a tone where a formula holds.
func (b *workbook) colour(sheet, area, formula string, t tone) {
	s := &excelize.Style{Font: &excelize.Font{Color: letters[t]}}
	if fill := fills[t]; fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	}
	id, err := b.file.NewConditionalStyle(s)
	b.keep(err)
	b.keep(b.file.SetConditionalFormat(sheet, area, []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: formula, Format: &id}}))
}
