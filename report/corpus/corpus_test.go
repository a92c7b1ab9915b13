package corpus

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"claimchart/report"
)

const testdata = "../../testdata"

// built makes a Command of the tool as it is built from this source, which is what a run of a case is held against. It is built when
// the first case asks for it.
func built(t *testing.T) Command {
	t.Helper()
	tool := filepath.Join(t.TempDir(), "claimchart.exe") // the ending is for Windows
	build := sync.OnceFunc(func() {
		if out, err := exec.Command("go", "build", "-o", tool, "../../cmd/claimchart").CombinedOutput(); err != nil {
			t.Fatalf("building the command: %v\n%s", err, out)
		}
	})
	return func(folder string, args []string) (out, errout []byte, status int) {
		build()
		var o, e bytes.Buffer
		cmd := exec.Command(tool, args...)
		cmd.Dir, cmd.Stdout, cmd.Stderr = folder, &o, &e
		err := cmd.Run()
		var exit *exec.ExitError
		switch {
		case errors.As(err, &exit):
			status = exit.ExitCode()
		case err != nil:
			t.Fatal(err)
		}
		return o.Bytes(), e.Bytes(), status
	}
}

// TestCorpus runs the project's corpus against its BASELINE: nothing may be worse than what was reached. After reading what changed,
// "go run ./cmd/claimchart regress --update" keeps it.
func TestCorpus(t *testing.T) {
	c, err := Read(testdata)
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := c.Run(Options{Command: built(t)})
	if err != nil {
		t.Fatal(err)
	}
	before, err := ReadBaseline(filepath.Join(testdata, BaselineFile))
	if err != nil || before == nil {
		t.Fatalf("no BASELINE (%v)", err)
	}
	r := report.Regressed{Corpora: []report.Corpus{c.Result(outcomes, before, false, "")}}
	got := &r.Corpora[0]
	for i := range got.Figures {
		f := &got.Figures[i]
		switch {
		case f.Worse():
			t.Errorf("%s %s: %v, was %v", f.Name, f.Part, report.NewReached(f.Right, f.Of), *f.Was)
		case f.Part == "":
			t.Logf("%s: %v of %d", f.Name, f.Right, f.Of)
		}
	}
	for i := range got.Cases {
		k := &got.Cases[i]
		failed := k.State == report.CaseFailed || k.State == report.CaseChanged
		for _, f := range k.Faults {
			if failed {
				t.Errorf("%s:%d: %s %s", f.File, f.Line, f.What, f.Remedy)
			}
		}
		for _, f := range k.Fields {
			t.Errorf("%s: %s", k.File, f)
		}
		for _, x := range k.Changes {
			t.Logf("%s, %s, %s: was %s, is %s: %s", k.Name, x.Label, x.Reference, stateText(x.Before), stateText(x.After), strings.Join(x.Why, "; "))
		}
		if failed {
			t.Errorf("%s %s; run: %s", k.Name, k.State, strings.Replace(strings.Replace(k.Rerun, testdata, "testdata", 1), "claimchart ", "go run ./cmd/claimchart ", 1))
		}
		for _, f := range k.Counted {
			t.Logf("%s:%d: %s", f.File, f.Line, f.What)
		}
	}
	for _, name := range got.Gone {
		t.Errorf("%s stands in BASELINE and is gone", name)
	}
	if t.Failed() {
		t.Log("to see it as the command shows it: go run ./cmd/claimchart regress")
	}
}

// TestEnough: the corpus has so many cases of each kind, and labels of each difficulty, that a figure says something. A case that is not
// recognised any more would else be passed over.
func TestEnough(t *testing.T) {
	c, err := Read(testdata)
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	difficulties := map[string]int{}
	for i := range c.Cases {
		one := &c.Cases[i]
		for _, k := range one.Kinds {
			n[k]++
		}
		for _, line := range lines(one.text("labels.txt")) {
			difficulties[split(line)[4]]++
		}
	}
	for kind, least := range map[string]int{Claims: 330, Findings: 25, Ranking: 5, Article: 29, Comparison: 71, Labels: 21, Ran: 1} {
		if n[kind] < least {
			t.Errorf("%d cases of kind %s, want %d", n[kind], kind, least)
		}
	}
	for _, d := range Difficulties {
		if difficulties[d] < 8 {
			t.Errorf("fewer than 8 labels of kind %q", d)
		}
	}
	// Every file below these folders is a case.
	for _, folder := range []string{"articles", "claims", "diff", "findings", "labels", "ranking"} {
		files, err := filepath.Glob(filepath.Join(testdata, folder, "*.txtar"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if !slices.ContainsFunc(c.Cases, func(k Case) bool { return k.Path == filepath.ToSlash(f) }) {
				t.Errorf("%s is not recognised as a case", f)
			}
		}
	}
}

// write makes a folder of files.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// ran runs the cases of a folder against a baseline text, "" for none.
func ran(t *testing.T, dir string, opt Options) (*Corpus, []Outcome, report.Corpus) {
	t.Helper()
	c, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := c.Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	b, err := ReadBaseline(filepath.Join(dir, BaselineFile))
	if err != nil {
		t.Fatal(err)
	}
	return c, outcomes, c.Result(outcomes, b, false, "")
}

// kept writes what a run would keep.
func kept(t *testing.T, c *Corpus, outcomes []Outcome) (names []string) {
	t.Helper()
	files, err := c.Renewed(outcomes, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		names = append(names, filepath.Base(f.Path))
		if err := os.WriteFile(f.Path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return names
}
