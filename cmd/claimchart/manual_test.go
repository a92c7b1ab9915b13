package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// macros are the requests of the man macros that the pages use; a line that begins otherwise with a point would be lost in print.
var macros = regexp.MustCompile(`^\.(TH "|SH [A-Z]|PP$|TP$|nf$|fi$)`)

// TestManual: a page for each command with each of its flags, a script for each shell, and the same bytes in every run.
func TestManual(t *testing.T) {
	read := func() map[string]string {
		dir := t.TempDir()
		var out, errw bytes.Buffer
		if status := run([]string{"manual", dir}, strings.NewReader(""), &out, &errw); status != exitDone {
			t.Fatal(errw.String())
		}
		files := map[string]string{}
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := os.ReadFile(path)
			rel, _ := filepath.Rel(dir, path)
			files[filepath.ToSlash(rel)] = string(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	files, again := read(), read()
	for name, text := range files {
		if again[name] != text {
			t.Errorf("%s differs from run to run", name)
		}
	}
	pages := 0
	for _, c := range manualCommands(newRoot()) {
		page := files["man1/"+pageName(c)+".1"]
		if page == "" {
			t.Errorf("%s has no page", c.CommandPath())
			continue
		}
		pages++
		c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(page, `\fB`+strings.ReplaceAll("--"+f.Name, "-", `\-`)+`\fR`) {
				t.Errorf("the page of %s says nothing of --%s", c.CommandPath(), f.Name)
			}
		})
		for i, line := range strings.Split(page, "\n") {
			if strings.HasPrefix(line, "'") || strings.HasPrefix(line, ".") && !macros.MatchString(line) {
				t.Errorf("%s:%d: %q would be taken for a request", pageName(c), i+1, line)
			}
		}
		if strings.IndexFunc(page, func(r rune) bool { return r > 126 }) >= 0 {
			t.Errorf("the page of %s is not ASCII", c.CommandPath())
		}
	}
	if want := pages + 4; len(files) != want || pages < 13 {
		t.Errorf("%d files, want %d: pages and four scripts", len(files), want)
	}
}

// TestCompletion asks as the scripts of the shells do; of values the shell itself drops those that do not begin with what was typed.
func TestCompletion(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"pa"}, "\nparse\t"},
		{[]string{"library", "bu"}, "\nbuild\t"},
		{[]string{"chart", "x", "--format", "cit"}, "\ncitations\t"},
		{[]string{"chart", "x", "--law", "pre"}, "\npre-aia\n"},
		{[]string{"check", "x", "--fail", "w"}, "\nwarning\n"},
		{[]string{"man"}, "\n:"}, // hidden: nothing to offer
	} {
		var out, errw bytes.Buffer
		if status := run(append([]string{"__complete"}, c.args...), strings.NewReader(""), &out, &errw); status != exitDone {
			t.Fatalf("%v: %s", c.args, errw.String())
		}
		if !strings.Contains("\n"+out.String(), c.want) {
			t.Errorf("%v: offers %q, want %q", c.args, out.String(), c.want)
		}
	}
}

// TestRoff: what a formatter would take for its own is text.
func TestRoff(t *testing.T) {
	for _, c := range [][2]string{
		{".claimcheck.yaml keeps", `\&.claimcheck.yaml keeps`},
		{"'quoted' \\ - é ‡", `\(aqquoted\(aq \e \- \[u00E9] \[u2021]`},
	} {
		if got := roffLine(c[0]); got != c[1] {
			t.Errorf("%s: got %s, want %s", c[0], got, c[1])
		}
	}
	const help = "One.\nStill one.\n\nTwo:\n  a   b\n\n  c\nThree."
	if got, want := roffText(help), "One.\nStill one.\n.PP\nTwo:\n.PP\n.nf\n  a   b\n.PP\n  c\n.fi\n.PP\nThree.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
