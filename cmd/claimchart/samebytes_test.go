package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimchart/report"
)

// surroundings are what a result must not depend on: how many threads run, the clock's zone, the language, the home folder, a
// terminal's width and kind.
var surroundings = [][]string{
	{"GOMAXPROCS=1", "TZ=UTC", "LANG=C", "LC_ALL=C"},
	{"GOMAXPROCS=4", "TZ=Asia/Kathmandu", "LANG=de_DE.UTF-8", "LC_ALL=tr_TR.UTF-8", "LC_NUMERIC=de_DE.UTF-8", "HOME=/nonexistent", "COLUMNS=40"},
	{"GOMAXPROCS=13", "GOGC=5", "TZ=America/St_Johns", "LANG=", "LC_ALL=ja_JP.eucJP", "TERM=xterm-256color"},
}

// TestSameBytes runs every command, in all its formats, as processes of their own in different surroundings: everything printed and every
// file written has the same bytes. The clock moves on between runs.
func TestSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("runs every command many times: left out by -short")
	}
	article, err := filepath.Abs(filepath.Join("..", "..", "testdata", "egenera", "article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(article)
	if err != nil {
		t.Fatal(err)
	}
	refs := manyReferences(string(text))
	old := "1. A pump comprising: a chamber; a valve that closes by itself; and at least two seals of rubber.\n2. The pump of claim 1, wherein the valve is made of steel.\n3. A method of pumping, comprising: filling a chamber; and closing a valve.\n"
	changed := "1. A pump comprising: a chamber; at least three seals of rubber; and a valve that closes by itself.\n2. The pump of claim 1 or 3, wherein the valve is of steel.\n3. A method of pumping water, comprising: filling a chamber.\n4. The method of claim 3, wherein the chamber is dry.\n"
	versions := []string{"diff", "old.txt", "new.txt"}
	commands := [][]string{
		{"parse", "article.txt", "old.txt"},
		{"check", "article.txt", "old.txt", "new.txt"},
		{"check", "article.txt", "--law", "ep"},
		{"diff", "article.txt"},
		{"diff", "article.txt", "--claims", "1-5 vs 6-10", "--inherit"},
		versions,
		{"chart", "article.txt", "--priority-date", "2003-05-07"},
		{"chart", "article.txt", "old.txt", "--against", "refs.jsonl", "--against", "practices", "--best", "4"},
		{"chart", "new.txt", "--against", "lib", "--law", "ep"},
		{"rank", "article.txt", "--against", "practices"},
		{"rank", "new.txt", "--against", "lib", "--by", "passage", "--top", "7"},
		{"search", "a valve that closes by itself", "--against", "lib"},
		{"library", "list", "lib"},
		{"library", "check", "lib"},
		{"library", "show", "D3", "--in", "lib"},
		{"formats"}, {"version"}, {"chart", "--help"},
	}
	var first map[string][]byte
	for _, env := range surroundings {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "lib"), 0o755); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{"article.txt": string(text), "old.txt": old, "new.txt": changed, "refs.jsonl": refs, "lib/refs.jsonl": refs, "lib/article.txt": string(text)} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		seen := map[string][]byte{}
		call := func(args []string) []byte {
			cmd := exec.Command("claimchart", args...)
			cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
			var errw bytes.Buffer
			cmd.Stderr = &errw
			out, err := cmd.Output()
			if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() == exitUsage {
				t.Fatalf("%q: %v: %s", args, err, errw.String())
			}
			return append(out, errw.Bytes()...)
		}
		call([]string{"library", "build", "lib"}) // says how long it took
		if built, err := filepath.Glob(filepath.Join(dir, "lib", ".claimchart", "*", "index*")); err != nil || len(built) == 0 {
			t.Fatalf("the library has no index: %v", err)
		}
		for _, args := range commands {
			list := formatsOf(args)
			if len(list) == 0 {
				seen[strings.Join(args, " ")] = call(args)
				continue
			}
			files := slices.Clone(args)
			for _, f := range list {
				switch {
				case len(f.Extensions) > 0:
					files = append(files, "-o", "out"+f.Extensions[0])
				case f.Name != "amendment" || slices.Equal(args, versions): // which other comparisons do not have
					seen[strings.Join(args, " ")+" in "+f.Name] = call(append(slices.Clone(args), "-f", f.Name))
				}
			}
			seen[strings.Join(args, " ")] = call(files)
			for _, f := range list {
				if len(f.Extensions) == 0 {
					continue
				}
				data, err := os.ReadFile(filepath.Join(dir, "out"+f.Extensions[0]))
				if err != nil {
					t.Fatal(err)
				}
				if len(data) == 0 {
					t.Errorf("%s in %s is empty", args, f.Name)
				}
				seen[strings.Join(args, " ")+" in "+f.Name] = data
			}
		}
		if first == nil {
			first = seen
			continue
		}
		for name, data := range seen {
			if !bytes.Equal(first[name], data) {
				t.Errorf("%s: the bytes differ with %q: %s", name, env, firstDifference(first[name], data))
			}
		}
	}
	t.Logf("%d outputs in %d surroundings", len(first), len(surroundings))
}

// formatsOf are the formats of a command's report; none for commands that print no report of one's choice.
func formatsOf(args []string) []report.Format {
	if !slices.Contains([]string{"parse", "check", "diff", "chart", "rank", "search"}, args[0]) || slices.Contains(args, "--help") {
		return nil
	}
	return report.FormatsFor(args[0])
}

// manyReferences makes one reference of each three lines of a text, and enough of them that a library has an index.
func manyReferences(text string) string {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
	var b strings.Builder
	for i := range 80 {
		fmt.Fprintf(&b, `{"id": "R%d", "title": "Reference %d", "kind": "paper", "date": "%d", "passages": [`, i, i, 1950+i)
		for k := range 3 {
			if k > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, `{"loc": "[%04d]", "text": %q}`, k+1, strings.ToValidUTF8(lines[(i*3+k)%len(lines)], "")+" A pump has a valve that closes by itself.")
		}
		b.WriteString("]}\n")
	}
	return b.String()
}

// firstDifference shows where two outputs part.
func firstDifference(a, b []byte) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	from := max(0, i-60)
	return fmt.Sprintf("at byte %d: %q and %q", i, a[from:min(len(a), i+60)], b[from:min(len(b), i+60)])
}
