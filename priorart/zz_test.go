package priorart

import (
	"fmt"
	"os"
	"testing"
)

func TestDumpCells(t *testing.T) {
	f, _ := os.Create("/tmp/p/cells.tsv")
	defer f.Close()
	eachJudgement(t, *judged, func(j judgedCell) {
		q := ""
		for _, e := range j.cell.Evidence {
			q += e.Loc + " " + e.Quote + " "
		}
		fmt.Fprintf(f, "%s\t%s\t%s\t%s\t%s\t%s\t%.3f\t%v\t%v\t%s\t%s\t%s\n", j.file, j.label, j.ref, j.want, j.kind, j.cell.Status, j.cell.Score, j.cell.Found, j.cell.Missing, j.cell.Reason, j.element, q)
	})
}
