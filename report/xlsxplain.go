package report

import (
	"slices"
	"strconv"
	"strings"
)

// numeric are the columns of CSV that hold numbers.
var numeric = []string{
	"claim", "via", "inherited_from", "line", "end_line", "base", "elements", "start", "end", "rank", "score", "coverage", "quoted", "reference_score",
	"weight", "match", "compound", "value", "adds", "factor", "similarity", "words_deleted", "words_added", "words_moved", "claim_a", "claim_b", "passages",
	"suppressed", "depth", "score_before",
}

// keys are the columns of CSV that stand again where a text goes on in the next row.
var keys = []string{"document", "claim", "via", "reconstructed", "element", "label", "rule", "rank", "reference", "document_a", "claim_a", "document_b", "claim_b", "part"}

// widestPlain is how wide a column of running text is, in characters.
const widestPlain = 60

// plain is a workbook of the rows that CSV has, with a sheet that says what they are.
func (b *workbook) plain(r *Report, v View) {
	rows, err := rowsOfReport(r, v)
	b.keep(err)
	if err != nil {
		return
	}
	columns := make([]sheetColumn, len(rows[0]))
	for i, head := range rows[0] {
		widest := len(head) + 4
		for _, row := range rows[1:] {
			for _, l := range strings.Split(row[i], "\n") {
				widest = max(widest, min(units(l)+1, widestPlain))
			}
		}
		columns[i] = sheetColumn{head: head, width: float64(widest), key: slices.Contains(keys, head)}
	}
	var values [][]value
	for _, row := range rows[1:] {
		var out []value
		for i, text := range row {
			n, err := strconv.ParseFloat(text, 64)
			switch {
			case err == nil && slices.Contains(numeric, columns[i].head):
				if _, decimals, ok := strings.Cut(text, "."); ok {
					out = append(out, formatted(n, "0."+strings.Repeat("0", len(decimals))))
				} else {
					out = append(out, figure(n))
				}
			default:
				out = append(out, written(text))
			}
		}
		values = append(values, out)
	}
	name := capital(r.Command)
	b.table(name, columns, values, min(2, len(columns)-1))
	p := &page{}
	p.heading(1, b.title)
	p.para(say("The sheet “" + name + "” has a row a result, as CSV has it; numbers are numbers, all else is text as it stands. " +
		"A text longer than a cell holds goes on in the following row, and the column Part says so."))
	r.closing(p)
	b.raster("About", p)
}
