package library

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNamedLabels: a reader may name a reference, and exchange two names, but not take the label that another keeps; what is said names
// the file by its whole path.
func TestNamedLabels(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.jsonl": line("A", "cam"), "b.jsonl": line("B", "pin"), "c.jsonl": line("C", "rod")})
	build(t, dir)
	for _, c := range []struct {
		own  string
		want string // labels of A, B and C
		said string // part of what is said; nothing if empty
	}{
		{"- {id: C, label: Rod}", "D1 D2 Rod", ""},
		{"- {id: C, label: D1}", "D1 D2 D3", filepath.Join(dir, "c.jsonl") + ": C: the label D1 is that of A already and was not given twice: name another"},
		{"- {id: C, label: d1}", "D1 D2 D3", "C: the label d1 is that of A already"},
		{"- {id: A, label: D2}\n- {id: B, label: D1}", "D2 D1 D3", ""},
		{"- {id: A, label: Cam}\n- {id: C, label: D1}", "Cam D2 D1", ""},
		{"- {id: A, label: X}\n- {id: B, label: X}", "X D2 D3", filepath.Join(dir, "b.jsonl") + ": B: the label X is that of A already"},
		{"", "D1 D2 D3", ""},
	} {
		write(t, dir, map[string]string{ownFile: c.own})
		l, err := Load([]string{dir}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, r := range l.Library.References {
			got[r.ID] = r.Label
		}
		if d := cmp.Diff(c.want, got["A"]+" "+got["B"]+" "+got["C"]); d != "" {
			t.Errorf("%q (-want +got):\n%s", c.own, d)
		}
		said := ""
		for _, p := range l.Problems {
			said += p.String() + "\n"
		}
		if !strings.Contains(said, c.said) || (said == "") != (c.said == "") {
			t.Errorf("%q: said %q, want %q", c.own, said, c.said)
		}
		l.Close()
	}
	write(t, dir, map[string]string{ownFile: "just words\n", "d.jsonl": line("D", "nut")})
	if _, err := Build(dir, Options{}); err == nil || !strings.Contains(err.Error(), filepath.Join(dir, ownFile)+":1: ") || !strings.Contains(err.Error(), "build again when that is mended") {
		t.Errorf("a library.yaml that is none: %v", err)
	}
}

// TestOwnIDIsLabel: a reference whose ID has the form of a label has it for one, and no other gets it; "D05" and "E1" are not of that form.
func TestOwnIDIsLabel(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.jsonl": line("A", "cam") + line("D2", "pin") + line("D7", "rod") + line("D05", "nut") + line("E1", "key")})
	l, err := Load([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	got := map[string]string{}
	for _, r := range l.Library.References {
		got[r.ID] = r.Label
	}
	if d := cmp.Diff(map[string]string{"A": "D1", "D2": "D2", "D7": "D7", "D05": "D3", "E1": "D4"}, got); d != "" {
		t.Errorf("labels (-want +got):\n%s", d)
	}
}
