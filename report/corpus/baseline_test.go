package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimchart/priorart"
	"claimchart/report"
)

const (
	jar = "-- claim.txt --\n1[a] | a jar with a lid\n1[b] | a handle of brass\n-- D1.txt --\nJars\np. 1 | The jar with a lid is blue.\n-- labels.txt --\n" +
		"1[a] | D1 | disclosed | p. 1 | verbatim | plain | word for word\n"
	lampCase = "-- claims.txt --\n" + lamp + "-- want.txt --\n1 kind=independent refs=\n2 kind=dependent refs=1\n"
)

// TestNewIsNoRegression: what BASELINE does not have yet, a case or a cell however wrong, makes no figure fall; the figure of all is shown
// beside the one that is compared.
func TestNewIsNoRegression(t *testing.T) {
	dir := write(t, map[string]string{"jar.txtar": jar})
	c, outcomes, _ := ran(t, dir, Options{})
	kept(t, c, outcomes)
	more := jar + "1[b] | D1 | partly | p. 1 | function only | hard | said here only to be wrong\n"
	if err := os.WriteFile(filepath.Join(dir, "jar.txtar"), []byte(more), 0o644); err != nil {
		t.Fatal(err)
	}
	_, _, got := ran(t, dir, Options{})
	for _, f := range got.Figures {
		if f.Name == figureRight && f.Part == "" && (f.Change != "same" || f.Of != 2 || f.Common == nil || *f.Common != report.NewReached(1, 1)) {
			t.Errorf("%+v, in common %+v", f, f.Common)
		}
		if f.Worse() {
			t.Errorf("%s %s is worse", f.Name, f.Part)
		}
	}
	if got.Cases[0].NewOnes != 1 {
		t.Errorf("%d new cells, want 1", got.Cases[0].NewOnes)
	}
}

// TestChangedCell: a labelled cell that is not what BASELINE has is shown before and after, with what the label says of it; where it was
// right and is not, the figure fell.
func TestChangedCell(t *testing.T) {
	dir := write(t, map[string]string{"jar.txtar": jar})
	c, outcomes, _ := ran(t, dir, Options{})
	kept(t, c, outcomes)
	if err := os.WriteFile(filepath.Join(dir, "jar.txtar"), []byte(strings.Replace(jar, "jar with a lid is blue", "tray is blue", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	_, _, got := ran(t, dir, Options{})
	x := got.Cases[0].Changes
	if len(x) != 1 || x[0].Before.Status != priorart.Disclosed || x[0].After.Status == priorart.Disclosed || x[0].Label != "1[a]" || x[0].Reference != "D1" {
		t.Fatalf("%+v", x)
	}
	if why := strings.Join(x[0].Why, "; "); !strings.HasPrefix(why, "no longer right: the label says disclosed; ") || !strings.Contains(why, "“lid” is no longer matched") {
		t.Errorf("why: %s", why)
	}
	r := report.Regressed{Corpora: []report.Corpus{got}}
	if !r.Regression() {
		t.Error("no regression")
	}
}

// TestGone: a case or a cell that BASELINE has and the folder has not.
func TestGone(t *testing.T) {
	dir := write(t, map[string]string{"jar.txtar": jar + "1[b] | D1 | not found |  | missing | plain | there is none\n", "lamp.txtar": lampCase})
	c, outcomes, _ := ran(t, dir, Options{})
	kept(t, c, outcomes)
	if err := os.Remove(filepath.Join(dir, "lamp.txtar")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "jar.txtar"), []byte(jar), 0o644); err != nil {
		t.Fatal(err)
	}
	_, _, got := ran(t, dir, Options{})
	if g := strings.Join(got.Gone, ", "); g != "jar 1[b] D1, lamp" {
		t.Errorf("gone: %s", g)
	}
}

// TestBaselineLines: what is written is read back; a line that cannot be read is named.
func TestBaselineLines(t *testing.T) {
	dir := write(t, map[string]string{"jar.txtar": jar, "lamp.txtar": lampCase})
	c, outcomes, first := ran(t, dir, Options{})
	if first.Baseline != "" || first.Figures[0].Change != "new" {
		t.Errorf("without a BASELINE: %+v", first.Figures[0])
	}
	if names := kept(t, c, outcomes); len(names) != 1 || names[0] != BaselineFile {
		t.Errorf("written: %v", names)
	}
	if again := kept(t, c, outcomes); len(again) != 0 {
		t.Errorf("written again: %v", again)
	}
	_, _, got := ran(t, dir, Options{})
	for _, f := range got.Figures {
		if f.Change != "same" {
			t.Errorf("%s %s: %s", f.Name, f.Part, f.Change)
		}
	}
	for _, line := range []string{"figure x", "figure x: 1 von 2", "figure x: -1 of 2", "case x: fine", "cell x: {", "word x: y"} {
		file := filepath.Join(t.TempDir(), "b")
		if err := os.WriteFile(file, []byte("# head\n"+line+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadBaseline(file); err == nil || !strings.Contains(err.Error(), "b:2: cannot be read") {
			t.Errorf("%q: %v", line, err)
		}
	}
}

// TestChange: a figure falls with its ratio, so that more wrong findings beside more right ones are seen; of what is to be small, the
// other way round.
func TestChange(t *testing.T) {
	at := report.NewReached
	for _, c := range []struct {
		was, is report.Reached
		fewer   bool
		want    string
	}{
		{at(3, 4), at(3, 4), false, "same"}, {at(3, 4), at(4, 4), false, "better"}, {at(3, 4), at(2, 4), false, "worse"},
		{at(10, 10), at(15, 16), false, "worse"}, {at(3, 4), at(6, 8), false, "same"}, {at(1, 6), at(2, 6), true, "worse"}, {at(2, 6), at(0, 6), true, "better"},
		{at(1.833, 3), at(1.8334, 3), false, "same"}, {at(2, 2), at(0, 0), false, "worse"},
	} {
		if got := change(c.was, c.is, c.fewer); got != c.want {
			t.Errorf("%v, was %v, fewer is better %v: %s, want %s", c.is, c.was, c.fewer, got, c.want)
		}
	}
}

// TestRuns: a report that is not the one that was kept is changed until it is kept; another exit status is a failure.
func TestRuns(t *testing.T) {
	const kind = `{"schema":"claimchart/1","command":"rank","claims":[{"num":1,"via":0,"ranking":[{"reference":"A","score":%s},{"reference":"B","score":0.2}]}],"run":{"tool":"x"}}`
	score, status := "0.5", 0
	say := func(folder string, args []string) ([]byte, []byte, int) {
		if text, err := os.ReadFile(filepath.Join(folder, "sub", "claims.txt")); err != nil || string(text) != lamp {
			t.Errorf("the input is not unpacked: %q, %v", text, err)
		}
		if got := strings.Join(args, " "); got != "rank sub/claims.txt --against art --format json" {
			t.Errorf("run: %s", got)
		}
		return []byte(strings.Replace(kind, "%s", score, 1)), []byte("said"), status
	}
	dir := write(t, map[string]string{
		"r.txtar": "-- case.yaml --\nabout: a ranking\ncommand: rank\nargs: [sub/claims.txt, --against, art]\n-- sub/claims.txt --\n" + lamp +
			"-- ranking.txt --\n1: B\n-- want.json --\n{}\n",
	})
	state := func() report.CorpusCase {
		c, outcomes, got := ran(t, dir, Options{Command: say})
		kept(t, c, outcomes)
		return got.Cases[0]
	}
	if k := state(); k.State != report.CaseChanged {
		t.Errorf("at first: %+v", k)
	}
	if k := state(); k.State != report.CasePassed || len(k.Counted) > 0 {
		t.Errorf("kept: %+v", k)
	}
	text, err := os.ReadFile(filepath.Join(dir, "r.txtar"))
	if err != nil || strings.Contains(string(text), `"run"`) || !strings.HasPrefix(string(text), "-- case.yaml --\nabout: a ranking") {
		t.Errorf("%v\n%s", err, text)
	}
	score = "0.4"
	if k := state(); k.State != report.CaseChanged || strings.Join(k.Fields, "") != "claims[0].ranking[0].score: 0.4, was 0.5" {
		t.Errorf("another score: %+v", k)
	}
	status = 2
	if k := state(); k.State != report.CaseFailed || !strings.Contains(k.Faults[0].What, "exit status 2, want 0: said") {
		t.Errorf("another status: %+v", k)
	}
	_, _, got := ran(t, dir, Options{})
	if len(got.Cases) != 0 || len(got.Notes) != 1 {
		t.Errorf("without a command: %+v", got)
	}
}
