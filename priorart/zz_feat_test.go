package priorart

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func feats(q, whole *query, t *text, c Cell) string {
	out := 0
	if strings.Contains(c.Reason, "2131.03") {
		out = 1
	}
	if strings.Contains(c.Reason, "denies") {
		out += 2
	}
	return fmt.Sprintf("%.3f\t%.3f\t%.3f\t%d\t%d\t%d\t%.3f\t%.3f\t%.3f", c.Score, whole.share(&t.quoted), q.share(&t.quoted), len(t.quoted.toks), len(q.terms), out, q.total, whole.expected(len(t.quoted.toks)), q.expected(len(t.quoted.toks)))
}
func TestDumpFeatures(t *testing.T) {
	if os.Getenv("FEAT") == "" {
		t.Skip()
	}
	f, _ := os.Create("/tmp/p/judged.tsv")
	eachJudgementX(t, *judged, func(j judgedCell, q, whole *query, x *text) {
		fmt.Fprintf(f, "%s\t%s\t%s\t%s\t%s\t%s\n", j.file, j.label, j.ref, j.want, j.kind, feats(q, whole, x, j.cell))
	})
	f.Close()
	g, _ := os.Create("/tmp/p/scale.tsv")
	featDump = func(doc, label string, k int, q, whole *query, x *text, c Cell) string {
		return fmt.Sprintf("%s\t%s\t%d\t%s\n", doc, label, k, feats(q, whole, x, c))
	}
	for _, s := range scaleCells(t) {
		for k := range 4 {
			g.WriteString(s.feat[k])
		}
	}
	g.Close()
}
