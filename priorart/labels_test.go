package priorart

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var updateBaseline = flag.Bool("update", false, "rewrite testdata/labels/BASELINE where it differs, after reading what changed")

const labelsDir = "../testdata/labels"

// labelKinds are the kinds of difficulty, as testdata/labels/README.md describes them.
var labelKinds = []string{"verbatim", "other words", "word order or passive", "word family", "synonym", "two neighbouring passages", "scattered", "negation",
	"qualifier missing", "number or range", "species and genus", "different embodiment", "swapped roles", "missing", "function only", "term defined elsewhere in the reference"}

// leastOfKind is how many labels each kind has at least, so that its figure says something.
const leastOfKind = 8

// labelledCells scores every labelled cell of a file. A label that is malformed, or names what is not there, is an error with its line.
func labelledCells(file string) ([]judgedCell, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	lineOf := func(s string) int {
		return strings.Count(string(data[:max(0, strings.Index(string(data), s))]), "\n") + 1
	}
	name := strings.TrimSuffix(filepath.Base(file), ".txtar")
	elements, texts, locs := map[string]string{}, map[string]*text{}, map[string]bool{}
	var parts []string
	var chain [][2]string
	var cells map[string]map[string]Cell
	var out []judgedCell
	for _, f := range txtar.Parse(data).Files {
		id := strings.TrimSuffix(f.Name, ".txt")
		ref := &Reference{ID: id}
		for line := range strings.Lines(string(f.Data)) {
			line = strings.TrimSpace(line)
			fields := strings.Split(line, "|")
			for i := range fields {
				fields[i] = strings.TrimSpace(fields[i])
			}
			bad := func(what string) error { return fmt.Errorf("%s:%d: %s: %q", file, lineOf(line), what, line) }
			switch {
			case line == "":
			case id == "claim":
				if len(fields) != 2 {
					return nil, bad("an element is LABEL | TEXT")
				}
				elements[fields[0]] = fields[1]
				parts = append(parts, fields[1])
				chain = append(chain, [2]string{fields[0], fields[1]})
			case id != "labels":
				switch {
				case ref.Title == "" && len(fields) == 1:
					ref.Title = line
				case len(fields) != 2:
					return nil, bad("a passage is PLACE | TEXT")
				default:
					ref.Passages = append(ref.Passages, Passage{Loc: fields[0], Text: fields[1]})
					locs[id+" "+fields[0]] = true
				}
			case len(fields) != 7:
				return nil, bad("a label is ELEMENT | REFERENCE | STATUS | PLACES | KIND | plain or hard | WHY")
			default:
				j := judgedCell{file: name, label: fields[0], element: elements[fields[0]], ref: fields[1], want: Status(fields[2]), kind: fields[4]}
				switch {
				case j.element == "":
					return nil, bad("no such element")
				case texts[j.ref] == nil:
					return nil, bad("no such reference")
				case !slices.Contains([]Status{Disclosed, Partly, NotFound}, j.want):
					return nil, bad("the status is disclosed, partly or not found")
				case !slices.Contains(labelKinds, j.kind):
					return nil, bad("no such kind of difficulty")
				case fields[5] != "plain" && fields[5] != "hard":
					return nil, bad("a label is plain or hard")
				case (fields[3] == "") != (j.want == NotFound) || fields[6] == "":
					return nil, bad("a label says where, unless it is not found, and why")
				}
				for at := range strings.SplitSeq(fields[3], ";") {
					if fields[3] != "" && !locs[j.ref+" "+strings.TrimSpace(at)] {
						return nil, bad("no such place")
					}
				}
				if cells == nil {
					cells = chainCells(chain, false, newQuery(strings.Join(parts, "; ")), texts)
				}
				j.cell = cells[j.ref][j.label]
				out = append(out, j)
			}
		}
		if id != "claim" && id != "labels" {
			texts[id] = newText(ref)
		}
	}
	return out, nil
}

// TestLabels is the quality gate of disclosure: it prints how often the status of the labelled cells is right, by status and kind, and fails
// when a figure falls below testdata/labels/BASELINE or more is falsely called disclosed. Each cell that changed is printed.
func TestLabels(t *testing.T) {
	files, err := filepath.Glob(labelsDir + "/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no labels: %v", err)
	}
	before := readBaseline(t)
	now, known := newCount(), newCount() // all cells, and those that the baseline has
	lines, changed := []string{}, []string{}
	for _, file := range files {
		cells, err := labelledCells(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range cells {
			key := j.file + " " + j.label + " " + j.ref
			now.add(j)
			lines = append(lines, fmt.Sprintf("%s: %s", key, j.cell.Status))
			switch was, ok := before.cells[key]; {
			case !ok:
				changed = append(changed, "new: "+j.String())
			case was != j.cell.Status:
				changed = append(changed, fmt.Sprintf("was %s: %s", was, j))
				known.add(j)
			default:
				known.add(j)
			}
			delete(before.cells, key)
		}
	}
	t.Logf("\nlabels: %s", now)
	for _, k := range labelKinds {
		if now.kinds[k] == nil || now.kinds[k].n < leastOfKind {
			t.Errorf("fewer than %d labels of kind %q", leastOfKind, k)
		}
	}
	for key, was := range before.cells {
		t.Errorf("%s: %s in the BASELINE, and no such label", key, was)
	}
	if *updateBaseline {
		writeBaseline(t, now, lines)
		return
	}
	for _, c := range changed {
		t.Log(c)
	}
	fell := false
	for _, k := range sortedKeys(before.kinds) {
		was, is := before.kinds[k], known.kinds[k]
		if is == nil {
			is = &verdicts{}
		}
		if is.right < was.right || is.disclosed > was.disclosed {
			fell = true
			t.Errorf("%s: %d right and %d falsely disclosed, before %d and %d", k, is.right, is.disclosed, was.right, was.disclosed)
		}
	}
	switch {
	case fell:
		t.Errorf("a figure fell below %s/BASELINE: read the cells above. If the change is meant, go test ./priorart -run TestLabels -update", labelsDir)
	case len(changed) > 0:
		t.Logf("%d cells changed and no figure fell: go test ./priorart -run TestLabels -update keeps what was reached", len(changed))
	}
}

// baseline is what was reached: by kind how many cells were right and falsely disclosed, and the status of each cell.
type baseline struct {
	kinds map[string]verdicts
	cells map[string]Status
}

// readBaseline reads BASELINE: "KIND: RIGHT right of N, DISCLOSED falsely disclosed", an empty line, and "FILE ELEMENT REFERENCE: STATUS".
func readBaseline(t *testing.T) baseline {
	t.Helper()
	b := baseline{map[string]verdicts{}, map[string]Status{}}
	data, err := os.ReadFile(labelsDir + "/BASELINE")
	if err != nil {
		if !*updateBaseline {
			t.Fatal(err)
		}
		return b
	}
	kinds, cells, _ := strings.Cut(string(data), "\n\n")
	for line := range strings.Lines(kinds) {
		kind, rest, ok := strings.Cut(strings.TrimSpace(line), ": ")
		var x verdicts
		if _, err := fmt.Sscanf(rest, "%d right of %d, %d falsely disclosed", &x.right, &x.n, &x.disclosed); err != nil || !ok {
			t.Fatalf("%s/BASELINE: %q: %v", labelsDir, line, err)
		}
		b.kinds[kind] = x
	}
	for line := range strings.Lines(cells) {
		if key, status, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			b.cells[key] = Status(status)
		}
	}
	return b
}

func writeBaseline(t *testing.T, c *count, cells []string) {
	t.Helper()
	var b strings.Builder
	for _, k := range labelKinds {
		if x := c.kinds[k]; x != nil {
			b.WriteString(k + ": " + strconv.Itoa(x.right) + " right of " + strconv.Itoa(x.n) + ", " + strconv.Itoa(x.disclosed) + " falsely disclosed\n")
		}
	}
	b.WriteString("\n" + strings.Join(cells, "\n") + "\n")
	file := labelsDir + "/BASELINE"
	if old, err := os.ReadFile(file); err == nil && string(old) == b.String() {
		return
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Log("rewrote " + file)
}
