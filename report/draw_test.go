package report

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// drawn prints a drawing without colour.
func drawn(t *testing.T, d drawing) string {
	t.Helper()
	var b strings.Builder
	term := terminal{w: bufio.NewWriter(&b), width: 80}
	term.draw(d)
	if term.err != nil {
		t.Fatal(term.err)
	}
	if err := term.w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// cut wraps words to columns.
func cut(widths []int, words ...string) []wrapped {
	var row []wrapped
	for i, w := range words {
		row = append(row, wrap(para{say(w)}, widths[i]))
	}
	return row
}

func TestDraw(t *testing.T) {
	ws := []int{1, 5, 9}
	got := drawn(t, drawing{
		widths: ws, right: []bool{false, true, false}, between: " │ ", ruled: true,
		head: cut(ws, "H", "right", "name"),
		rows: [][]wrapped{cut(ws, "ab", "1", "● 構成 ❤️"), cut(ws, "", "", ""), cut(ws, "x", "22", "🇩🇪 flag z")},
	})
	want := `
H │ right │ name
──┼───────┼──────────
a │     1 │ ● 構成 ❤️
b │       │
──┼───────┼──────────
  │       │
──┼───────┼──────────
x │    22 │ 🇩🇪 flag z
`
	if diff := cmp.Diff(strings.TrimPrefix(want, "\n"), got); diff != "" {
		t.Error(diff)
	}
}

// TestDrawMany: more columns and lines than there are letters, one column wide, with nothing between them.
func TestDrawMany(t *testing.T) {
	d := drawing{}
	var want strings.Builder
	for range 60 {
		d.widths, d.right = append(d.widths, 1), append(d.right, false)
	}
	for n := range 60 {
		var row []string
		for i := range 60 {
			row = append(row, string(rune('A'+(n+i)%26)))
		}
		d.rows = append(d.rows, cut(d.widths, row...))
		want.WriteString(strings.Join(row, "") + "\n")
	}
	if diff := cmp.Diff(want.String(), drawn(t, d)); diff != "" {
		t.Error(diff)
	}
}

// TestPutBack: a line of a cell that is lost, cut, moved or doubled is an error.
func TestPutBack(t *testing.T) {
	widths, painted := []int{3, 2}, []string{"one", "A ", "two", "B "}
	for drawn, want := range map[string]string{
		"aaa│bb\nccc│dd\n": "", "": "4 of 4 lines are missing", "aaa│bb\n": "2 of 4 lines are missing",
		"aaa│bb\nccc│d\n": "not where it belongs", "ccc│dd\naaa│bb\n": "not where it belongs",
		strings.Repeat("aaa│bb\n", 2): "not where it belongs", "aaa│bb\nccc│dd\neee│ff\n": "not where it belongs", "aa │bb\nccc│dd\n": "not where it belongs",
	} {
		lines, err := putBack(drawn, widths, painted)
		switch {
		case want == "" && (err != nil || !slices.Equal(lines, []string{"one│A ", "two│B "})):
			t.Errorf("%q: %q, %v", drawn, lines, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: %v, want %q", drawn, err, want)
		}
	}
}

// sums is a checksum of every report for a terminal.
func sums(t *testing.T) string {
	t.Helper()
	all := reports(t)
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, width := range []int{40, 80, 160} {
			_, _ = h.Write([]byte(render(t, Formats()[0], all[name], View{Width: width})))
		}
	}
	return fmt.Sprintf("sum %x", h.Sum(nil))
}

// TestEnvironment: tablewriter reads the environment before main; no variable may change a byte.
func TestEnvironment(t *testing.T) {
	want := sums(t)
	if os.Getenv("REPORT_SUMS") != "" {
		fmt.Println(want)
		return
	}
	for _, env := range [][]string{
		{"LC_ALL=C", "LANG=C", "TERM=dumb"},
		{"LC_ALL=ja_JP.UTF-8", "LANG=ja_JP.UTF-8", "TERM=vt100"},
		{"LC_ALL=zh_CN.UTF-8", "LANG=zh_CN.UTF-8", "TERM=linux", "RUNEWIDTH_EASTASIAN=1"},
		{"LC_ALL=", "LANG=ko_KR.UTF-8", "TERM=xterm-256color", "TERM_PROGRAM=vscode", "RUNEWIDTH_EASTASIAN=1", "NO_COLOR=1", "COLUMNS=20"},
	} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestEnvironment$", "-test.count=1")
		cmd.Env = append(os.Environ(), append(env, "REPORT_SUMS=1")...)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", env, err, out)
		}
		if !strings.Contains(string(out), want+"\n") {
			t.Errorf("%v changes a table: want %s, got\n%s", env, want, out)
		}
	}
}
