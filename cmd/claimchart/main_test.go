package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"claimchart": checkedMain})
}

// TestScripts runs the command line as users do: flags, exit statuses, files, what stands on which stream.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join(root, "testdata", "script"),
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("CLAIMCHART_SCHEMA", filepath.Join(root, "docs", "schema.json"))
			e.Setenv("TESTDATA", filepath.Join(root, "testdata"))
			return nil
		},
	})
}

// TestStatus: 0 done, 1 findings where the command was asked to fail on them, 2 wrong usage or input that could not be read; of several inputs a bad one
// is reported, the others are done, and the status is 2 (the command contract).
func TestStatus(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"good.txt": "1. A lamp comprising a bulb.\n", "gone.txt": "1. A lamp comprising a bulb.\n2. The lamp of claim 7, being red.\n", "empty.txt": ""} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args    string
		status  int
		printed bool
	}{
		{"parse good.txt", exitDone, true},
		{"check gone.txt", exitDone, true},
		{"check gone.txt --fail error", exitFindings, true},
		{"check good.txt --law jp", exitUsage, false},
		{"parse good.txt --colour", exitUsage, false},
		{"compose good.txt", exitUsage, false},
		{"parse missing.txt", exitUsage, false},
		{"parse empty.txt", exitUsage, false},
		{"parse empty.txt good.txt", exitUsage, true},
		{"check good.txt empty.txt --fail error", exitUsage, true},
	} {
		var out, errw bytes.Buffer
		status := run(strings.Fields(c.args), strings.NewReader(""), &out, &errw)
		if status != c.status || out.Len() > 0 != c.printed || errw.Len() > 0 != (c.status == exitUsage) {
			t.Errorf("claimchart %s: status %d, want %d; printed %v, said %q", c.args, status, c.status, out.Len() > 0, errw.String())
		}
	}
}

// TestHelp asks that every command has a worked example.
func TestHelp(t *testing.T) {
	root := newRoot()
	for _, c := range root.Commands() {
		if c.Example == "" || c.Short == "" {
			t.Errorf("%s has no example or no summary", c.Name())
		}
	}
}

// TestLabels asks that no output prints a reconstructed claim without its label.
func TestLabels(t *testing.T) {
	article := filepath.Join("..", "..", "testdata", "egenera", "article.txt")
	for _, command := range []string{"parse", "chart"} {
		for _, format := range []string{"table", "markdown", "csv", "json"} {
			var out, errw bytes.Buffer
			if status := run([]string{command, article, "--format", format}, strings.NewReader(""), &out, &errw); status != 0 {
				t.Fatalf("%s %s: status %d: %s", command, format, status, errw.String())
			}
			text := strings.Join(strings.Fields(out.String()), " ")
			if format == "json" {
				if !strings.Contains(text, `"kind": "derived"`) {
					t.Errorf("%s json does not mark derived claims", command)
				}
				continue
			}
			if format == "csv" {
				for _, line := range strings.Split(out.String(), "\n") {
					cells := strings.Split(line, ",")
					if len(cells) > 2 && (cells[1] == "5" || cells[1] == "6" || cells[1] == "7" || cells[1] == "10") && !strings.Contains(line, "RECONSTRUCTED") {
						t.Errorf("%s csv: a row of claim %s has no label: %.100s", command, cells[1], line)
					}
				}
				continue
			}
			if !strings.Contains(text, "RECONSTRUCTED") {
				t.Errorf("%s %s has no label", command, format)
			}
		}
	}
	if _, err := os.Stat(article); err != nil {
		t.Fatal(err)
	}
}

var update = flag.Bool("update", false, "rewrite docs/egenera-chart.txt, README.md and docs/tutorial.md where they differ, after reading the change")

// TestReadme holds what the documents print of the main job against what it prints.
func TestReadme(t *testing.T) {
	root := filepath.Join("..", "..")
	var out, errw bytes.Buffer
	t.Chdir(root)
	if status := run([]string{"chart", "testdata/egenera/article.txt"}, strings.NewReader(""), &out, &errw); status != 0 {
		t.Fatal(errw.String())
	}
	const doc = "docs/egenera-chart.txt"
	want, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	// The version stands in the head of the report and depends on how the tool was built.
	got := strings.Replace(out.String(), toolVersion(), "development", 1)
	if string(want) != got {
		if !*update {
			t.Fatalf("%s is not what the command prints: read the difference, then go test ./cmd/claimchart -run Readme -update", doc)
		}
		if err := os.WriteFile(doc, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("rewrote %s", doc)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(readme), "```\n")
	parts := []func(string) string{
		between("Claim chart:", "▌ Assumptions made"), between("━━ Matrix", "▌ Evidence summary"), between("▌ Claim 6‡", "▌ Claim 7‡"),
	}
	if len(blocks) != 2*len(parts)+1 {
		t.Fatalf("README.md has %d blocks of what the command prints, want %d", len(blocks)/2, len(parts))
	}
	for i, part := range parts {
		block := &blocks[2*i+1]
		if want := part(got); *block == want {
			continue
		} else if !*update {
			t.Errorf("README.md prints a block that the command does not: %.80s…", *block)
		} else {
			*block = want
		}
	}
	if renewed := strings.Join(blocks, "```\n"); *update && renewed != string(readme) {
		if err := os.WriteFile("README.md", []byte(renewed), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Log("rewrote README.md")
	}
}

// between returns the part of a text from the line that begins with one heading to the line before the one that begins with another.
func between(first, next string) func(string) string {
	return func(text string) string {
		i := strings.Index("\n"+text, "\n"+first)
		if i < 0 {
			return ""
		}
		text = text[i:]
		if j := strings.Index(text, "\n"+next); j >= 0 {
			text = text[:j]
		}
		return strings.TrimRight(text, "\n") + "\n"
	}
}
