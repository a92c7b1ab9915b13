package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLineEnds: every file that a person writes for the tool says the same with the line ends of Windows, and with the mark that its
// editors put in front of UTF-8.
func TestLineEnds(t *testing.T) {
	files := map[string]string{
		"claims.txt":        "1. A pump comprising:\n   a gizmo; and\n   a valve that closes by itself.\n\n2. The pump of claim 1, wherein the valve\n   is made of steel.\n",
		"claims.md":         "# Claims\n\n1. A pump comprising a valve.\n2. The pump of claim 1, wherein the valve closes.\n",
		"claims.jsonl":      `{"name": "a", "claims": [{"num": 1, "text": "A pump comprising a valve."}]}` + "\n" + `{"name": "b", "claims": [{"num": 1, "text": "A lid comprising a hinge."}]}` + "\n",
		"claims.csv":        "claim,text\n1,A pump comprising a valve.\n2,\"The pump of claim 1, wherein the valve closes.\"\n",
		"article.txt":       "Somebody has patented the pump. Claim 1 is:\n\n> 1. A pump comprising:\n> a valve that closes by itself.\n\nClaim 2 is the same, with \"pump\" replaced by \"tap\".\n",
		"refs/r.jsonl":      `{"id": "R1", "title": "Pumps", "date": "1999", "passages": [{"loc": "1", "text": "A pump has a widget and a valve."}, {"loc": "2", "text": "The valve closes by itself."}]}` + "\n",
		"refs/n.yaml":       "- id: N1\n  title: \"Valves: a report\"\n  date: 2005-04\n  passages:\n    - {loc: \"[0001]\", text: \"A valve of steel.\"}\n",
		"refs/o.yaml":       "id: slow-oven\nname: slow oven\ndoes:\n  - The oven is kept at a low temperature\n    for many hours.\n",
		"refs/p.txt":        "A pump with a valve\nthat closes by itself.\n\nIt is made of steel.\n",
		"refs/library.yaml": "- file: p.txt\n  title: Acme catalogue\n  date: 2004-05-11\n",
		"thesaurus.txt":     "# ours\ngizmo, widget\n\nglued <> loose\n",
		"check.yaml":        "suppress:\n  - rule: C301\n    claims: 2\n    reason: agreed with the client\n",
		"review.jsonl":      `{"claim": 1, "label": "1[a]", "text": "a gizmo", "reference": "R1", "quote": "A pump has a widget and a valve.", "score": 0.5, "reviewed": "AB", "status": "disclosed", "note": "seen"}` + "\n",
	}
	commands := [][]string{
		{"parse", "claims.txt", "-f", "csv"}, {"parse", "claims.md", "-f", "csv"}, {"parse", "claims.jsonl", "-f", "csv"}, {"parse", "claims.csv", "-f", "csv"}, {"parse", "article.txt"},
		{"check", "claims.txt", "--config", "check.yaml"},
		{"diff", "claims.txt", "claims.md"},
		{"chart", "claims.txt", "--against", "refs", "--thesaurus", "thesaurus.txt", "--review", "review.jsonl", "-f", "csv"},
		{"rank", "claims.txt", "--against", "refs"},
		{"library", "list", "refs", "-f", "csv"},
		{"library", "check", "refs"},
	}
	as := func(change func(string) string) []string {
		t.Chdir(t.TempDir())
		if err := os.Mkdir("refs", 0o755); err != nil {
			t.Fatal(err)
		}
		for name, text := range files {
			if err := os.WriteFile(name, []byte(change(text)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		var said []string
		for _, args := range commands {
			var out, errw bytes.Buffer
			status := run(args, strings.NewReader(""), &out, &errw)
			if status == exitUsage {
				t.Fatalf("%v: %s", args, errw.String())
			}
			said = append(said, strings.Join(args, " ")+"\n"+unsummed(out.String())+errw.String())
		}
		return said
	}
	want := as(func(text string) string { return text })
	for name, change := range map[string]func(string) string{
		"CRLF":                 func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") },
		"byte order mark":      func(text string) string { return "\ufeff" + text },
		"both, as Notepad did": func(text string) string { return "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n") },
	} {
		if diff := cmp.Diff(want, as(change)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// unsummed is a page without the sums and sizes of the inputs, which differ as the files do.
func unsummed(text string) string {
	var out []string
	inputs := false
	for _, line := range strings.Split(text, "\n") {
		if inputs = strings.HasPrefix(line, "• Input: ") || inputs && strings.HasPrefix(line, "  "); !inputs {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// TestUnwritten: where Windows replaces no file that is open, the message says what to do; elsewhere the number means something else.
func TestUnwritten(t *testing.T) {
	held := &os.LinkError{Op: "rename", Old: ".chart.xlsx.1.tmp", New: "chart.xlsx", Err: syscall.Errno(32)}
	if got := unwritten("windows", held).Error(); !strings.Contains(got, "open in another program (Excel and Word keep files open)") || !strings.Contains(got, "close it") {
		t.Errorf("open elsewhere: %q", got)
	}
	if got := unwritten("linux", held).Error(); strings.Contains(got, "another program") {
		t.Errorf("number 32 is another error on Linux: %q", got)
	}
	full := &os.PathError{Op: "write", Path: "chart.xlsx", Err: syscall.ENOSPC}
	if got := unwritten("windows", full); !errors.Is(got, syscall.ENOSPC) {
		t.Errorf("a full disk: %v", got)
	}
}

// TestWholeOrNotThere: what fails half way leaves the file as it was, or not there, and nothing beside it.
func TestWholeOrNotThere(t *testing.T) {
	dir := t.TempDir()
	for _, before := range []string{"", "what it held before"} {
		name := filepath.Join(dir, "chart.md")
		if before != "" {
			if err := os.WriteFile(name, []byte(before), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		full := errors.New("the disk is full")
		if err := writeFile(name, func(w io.Writer) error { _, _ = io.WriteString(w, "half"); return full }); !errors.Is(err, full) {
			t.Errorf("%v, want that %v", err, full)
		}
		if held, err := os.ReadFile(name); before == "" && !errors.Is(err, os.ErrNotExist) || string(held) != before {
			t.Errorf("it holds %q, %v, want %q", held, err, before)
		}
		if list, err := filepath.Glob(filepath.Join(dir, ".*")); err != nil || len(list) > 0 {
			t.Errorf("left beside it: %q, %v", list, err)
		}
	}
}

// TestDeviceStays: -o with the name of a pipe or a device writes to it; a file is not put in its place.
func TestDeviceStays(t *testing.T) {
	if isDevice(filepath.Join(t.TempDir(), "none")) || isDevice(t.TempDir()) {
		t.Error("a name that is free, or a folder, is taken for a device")
	}
	before, err := os.Stat(os.DevNull)
	if err != nil || before.Mode().IsRegular() {
		t.Skip("no device to try it with")
	}
	if err := writeFile(os.DevNull, func(w io.Writer) error { _, err := io.WriteString(w, "x"); return err }); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(os.DevNull); err != nil || !os.SameFile(before, after) {
		t.Fatalf("%s is another file now: %v", os.DevNull, err)
	}
}
