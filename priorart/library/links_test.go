package library

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimchart/claims/source"
)

// TestLinks: a link to a file is that file; one to nothing or to a folder is said, every time and by Check too, and the rest is read.
// A file that could not be opened when the library was built, and can be now, is one that has changed.
func TestLinks(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	write(t, dir, map[string]string{"good.jsonl": line("G", "wheel")})
	write(t, elsewhere, map[string]string{"real.jsonl": line("R", "rotor")})
	for name, to := range map[string]string{"link.jsonl": filepath.Join(elsewhere, "real.jsonl"), "later.jsonl": filepath.Join(elsewhere, "none.jsonl"), "folder": elsewhere} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skipf("links cannot be made here: %v", err)
		}
	}
	want := []string{`D1 G good.jsonl "The wheel turns."`, `D2 R link.jsonl "The rotor turns."`}
	lost := []string{"folder: a link to a folder, which is not followed: give that folder as well", "later.jsonl: no such file: check the name and the folder"}
	said := func() (out []string) {
		l, err := Load([]string{dir}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		for _, p := range l.Problems {
			out = append(out, strings.TrimPrefix(p.String(), dir+string(filepath.Separator)))
		}
		if !slices.ContainsFunc(l.Files, func(f source.File) bool { return filepath.Base(f.Name) == "link.jsonl" }) || len(l.Files) != 2 {
			t.Errorf("files read: %v", l.Files)
		}
		slices.Sort(out)
		return out
	}
	if d := cmp.Diff(want, shelfOf(t, dir, Options{})); d != "" {
		t.Errorf("read (-want +got):\n%s", d)
	}
	if d := cmp.Diff(lost, said()); d != "" {
		t.Errorf("said when read (-want +got):\n%s", d)
	}
	if r := build(t, dir); !r.Lost || r.References != 2 {
		t.Errorf("built: %+v", r)
	}
	if d := cmp.Diff(lost, said()); d != "" {
		t.Errorf("said when opened (-want +got):\n%s", d)
	}
	faults, n, err := Check(dir, Options{})
	if err != nil || n != 2 || len(faults) != 2 {
		t.Errorf("check: %d references, %v, %v", n, faults, err)
	}
	write(t, elsewhere, map[string]string{"none.jsonl": line("N", "nail")})
	if d := cmp.Diff(append(want, `D3 N later.jsonl "The nail turns."`), shelfOf(t, dir, Options{})); d != "" {
		t.Errorf("once it can be opened (-want +got):\n%s", d)
	}
}

// TestDocumentedUse: a use that is documented is dated by when it began, as in practices; one that is asserted is not.
func TestDocumentedUse(t *testing.T) {
	dir := t.TempDir()
	use := `{"id":%q,"kind":"practice",%s"public":{"as":"public use","from":"1985","evidence":%q},"passages":[{"loc":"1","text":"The lamp is dimmed."}]}` + "\n"
	write(t, dir, map[string]string{"uses.jsonl": fmt.Sprintf(use, "A", "", "documented") + fmt.Sprintf(use, "B", "", "asserted") + fmt.Sprintf(use, "C", `"date":"2010",`, "documented")})
	l, err := Load([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var got []string
	for _, r := range l.Library.References {
		got = append(got, r.ID+" "+r.Date+" "+r.DateFrom)
	}
	if d := cmp.Diff([]string{"A 1985 public.from", "B  ", "C 2010 "}, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}
