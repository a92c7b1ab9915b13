package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"claimchart/claims"
	"claimchart/priorart"
)

// matrix is the sheet of claims against references, best first: a score each, with the marks of the other formats.
func (b *workbook) matrix(m *chartMaker) {
	columns := []sheetColumn{{head: headClaim, width: 12, key: true}, {head: "Limitations", width: 13}}
	if m.many {
		columns = append([]sheetColumn{{head: headDocument, width: 22, key: true}}, columns...)
	}
	lead := len(columns)
	refs := m.bestFirst(m.rows, "")
	for _, a := range refs {
		columns = append(columns, sheetColumn{head: m.refs([]string{a.ID}, ""), width: 13})
	}
	var rows [][]value
	for i := range m.Charts {
		c := &m.Charts[i]
		var row []value
		if m.many {
			row = append(row, written(c.Document))
		}
		row = append(row, claimValue(m.set(c.Document).viaMark(c.Claim, c.Via)), value{})
		if len(c.References) > 0 {
			row[lead-1] = figure(float64(limitations(&c.References[0])))
		}
		best := bestScore(c)
		for _, a := range refs {
			row = append(row, matrixValue(standing(c, a.ID), best))
		}
		rows = append(rows, row)
	}
	b.table("Matrix", columns, rows, lead)
	if len(rows) == 0 || len(refs) == 0 {
		return
	}
	from, _ := excelize.CoordinatesToCellName(lead+1, 2)
	to, _ := excelize.CoordinatesToCellName(len(columns), len(rows)+1)
	b.keep(b.file.SetConditionalFormat("Matrix", from+":"+to, []excelize.ConditionalFormatOptions{{
		Type: "2_color_scale", Criteria: "=", MinType: "num", MinValue: "0", MinColor: "#FFFFFF", MaxType: "num", MaxValue: "1", MaxColor: "#A9D18E",
	}}))
	key := "A number is the score of a reference for a claim, from 0 to 1, inherited limitations included; it orders the evidence and is no probability. The higher, the greener. " +
		"“0.62 *” is the highest in its row among eligible references, “0.62 " + ineligible + "” not eligible on its date, “[0.62]” named for this claim by the author of the text."
	for i := range m.Charts {
		if m.derived(&m.Charts[i]) {
			key += " " + rebuilt + " " + claims.Reconstructed + "."
			break
		}
	}
	b.below("Matrix", key, min(len(columns), 12), columns, len(rows)+3)
}

// below writes a note under a table, over some of its columns, and prints it with it.
func (b *workbook) below(sheet, text string, over int, columns []sheetColumn, row int) {
	width := 0.0
	for _, c := range columns[:over] {
		width += c.width
	}
	b.put(sheet, 1, row, value{text: text, look: look{tone: faint, plain: true}})
	from, _ := excelize.CoordinatesToCellName(1, row)
	to, _ := excelize.CoordinatesToCellName(over, row)
	b.keep(b.file.MergeCell(sheet, from, to))
	b.height(sheet, row, linesOf(text, width))
	edge, _ := excelize.ColumnNumberToName(len(columns))
	b.keep(b.file.DeleteDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: sheet}))
	b.keep(b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$%d", sheet, edge, row), Scope: sheet}))
}

// matrixValue is a score that stays a number, its mark in the format.
func matrixValue(s *priorart.Standing, best float64) value {
	if s == nil {
		return value{}
	}
	format, t := "0.00", plain
	if s.Named {
		format = `"["0.00"]"`
	}
	switch {
	case !s.Eligible:
		format, t = format+`" `+ineligible+`"`, faint
	case s.Score == best && best > 0:
		format, t = format+`" *"`, strong
	}
	v := formatted(s.Score, format)
	v.look.tone = t
	return v
}

// claims is the sheet of the claims that were charted; each other reading of one that was reconstructed has a row below it.
func (b *workbook) claims(m *chartMaker) {
	columns := []sheetColumn{
		{head: headDocument, width: 20, key: true}, {head: headClaim, width: 8, key: true}, {head: "Kind", width: 18}, {head: "Category", width: 12}, {head: "Scope", width: 11},
		{head: "Text", width: 84}, {head: "Where from", width: 44},
	}
	var rows [][]value
	for i := range m.Sets {
		set := m.charted(&m.Sets[i])
		for j := range set.Claims {
			c := &set.Claims[j].Claim
			from := set.originWords(c.Origin)
			if c.Origin.Kind == claims.Derived {
				from = rebuilt + " " + claims.Reconstructed + "; " + from
			}
			if c.Origin.Instruction != "" {
				from += "\n“" + c.Origin.Instruction + "”"
			}
			rows = append(rows, []value{
				written(set.Name), claimValue(set.mark(c.Num)), written(kindWords(c, set.mark)), written(string(c.Category)), written(string(c.Scope)), written(c.Text), written(from),
			})
			for _, o := range c.Origin.Readings {
				why := fmt.Sprintf("%s %s; by %s of claim %d: %s", rebuilt, claims.Reconstructed, o.Edit, o.Base, o.Why)
				rows = append(rows, []value{written(set.Name), claimValue(set.mark(c.Num)), written("other reading"), {}, {}, written(o.Text), written(why)})
			}
		}
	}
	b.list("Claims", columns, rows, 2, m.many)
}

// gaps is the sheet of what no eligible reference shows whole, and of the claims that could not be charted.
func (b *workbook) gaps(m *chartMaker) {
	columns := []sheetColumn{
		{head: headDocument, width: 20, key: true}, {head: "Claims", width: 12, key: true}, {head: headElement, width: 9, key: true}, {head: headText, width: 50}, {head: "Words missing", width: 30},
		{head: "Nearest reference", width: 24}, {head: headResult, width: 16}, {head: headScore, width: 8}, {head: "Remark", width: 34},
	}
	var rows [][]value
	for i := range m.Gaps {
		g := &m.Gaps[i]
		set := m.set(g.Document)
		nums := g.Claims
		if len(nums) == 0 {
			nums = []int{g.Claim}
		}
		who := numbers(nums, set.mark)
		if g.Via != 0 {
			who += " via " + set.mark(g.Via)
		}
		remark := priorart.WithoutMissing(g.Reason)
		if strings.Contains(who, rebuilt) {
			remark = strings.Join(nonEmpty(remark, rebuilt+" "+claims.Reconstructed), "; ")
		}
		row := []value{written(g.Document), claimValue(who), thick(g.Label), written(g.Text), written(strings.Join(g.Missing, ", ")), {}, {}, {}, written(remark)}
		if g.Label == "" {
			row[3], row[8] = written("the claim could not be charted"), written(strings.TrimPrefix(remark, "not charted: "))
		} else if g.Best != "" {
			name := m.refs([]string{g.Best}, "")
			if s := standing(m.chart(g.Document, g.Claim, g.Via), g.Best); s != nil && !s.Eligible {
				name = ineligible + " " + name
			}
			row[5], row[6], row[7] = written(name), written(statusWords(m.gapStatus(g))), scored(g.Score)
		}
		rows = append(rows, row)
	}
	b.list("Gaps", columns, rows, 3, m.many)
	if sheet := b.rowsOn("Gaps"); len(sheet) > 1 {
		if n := slices.Index(sheet[0], headResult); n >= 0 {
			at, _ := excelize.ColumnNumberToName(n + 1)
			b.signs("Gaps", at+"2", fmt.Sprintf("%s2:%s%d", at, at, len(sheet)))
		}
	}
}

// sources is the sheet of the references, all of them, best first, and of the files that were read.
func (b *workbook) sources(m *chartMaker) {
	columns := []sheetColumn{
		{head: "Label", width: 9, key: true}, {head: "Title", width: 36, key: true}, {head: "Kind", width: 10}, {head: "Number", width: 15}, {head: "Date", width: 11},
		{head: "Eligible", width: 42}, {head: "Public", width: 28}, {head: "Place", width: 16}, {head: "Named for claims", width: 12},
		{head: "Earlier dated evidence needed", width: 30}, {head: "Passages", width: 10}, {head: "File", width: 18}, {head: "SHA-256", width: 22, aside: true}, {head: headReference, width: 18, key: true, aside: true},
	}
	var rows [][]value
	for _, a := range m.bestFirst(m.Art, "") {
		var eligible []string
		out := false
		for _, g := range m.standings(a.ID) {
			eligible = append(eligible, strings.TrimSpace(dateWords(g.standing)+m.forClaims(g)))
			out = out || !g.standing.Eligible
		}
		needed := ""
		if out {
			needed = strings.Join(a.Needed, "; ")
		}
		rows = append(rows, []value{
			thick(m.label(a.ID)), written(a.Title), written(a.Kind), written(a.Number), written(a.Date), written(strings.Join(eligible, "\n")), written(publicWords(&a)),
			written(places(a.Places)), written(numbers(a.Named, m.firstMark)), written(needed), figure(float64(a.Passages)), written(a.File), {}, written(a.ID),
		})
	}
	for _, in := range m.Inputs {
		rows = append(rows, []value{thick("input"), written(in.Name), written(in.Format), {}, {}, written(count(in.Bytes, "byte")), {}, {}, {}, {}, {}, written(in.Name), written(in.SHA256), {}})
	}
	b.list("Sources", columns, rows, 2, true)
}

// list is a table without the columns in which no row says anything, and without the document's where there is one only.
func (b *workbook) list(name string, columns []sheetColumn, rows [][]value, fixed int, many bool) {
	for i := len(columns) - 1; i >= 0; i-- {
		said := slices.ContainsFunc(rows, func(row []value) bool { return row[i].text != "" || row[i].number != nil })
		if said && (many || columns[i].head != headDocument) || len(rows) == 0 {
			continue
		}
		columns = slices.Delete(columns, i, i+1)
		for n := range rows {
			rows[n] = slices.Delete(rows[n], i, i+1)
		}
		if i < fixed {
			fixed--
		}
	}
	b.table(name, columns, rows, fixed)
}
