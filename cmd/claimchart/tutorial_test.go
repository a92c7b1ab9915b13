package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const tutorial = "docs/tutorial.md"

// TestTutorial walks through docs/tutorial.md as its reader does, in a folder of its own: it makes the files that the text has the reader
// make, gives the commands in order, and compares what they print, both streams in one as a terminal has them. A line "…" stands for
// lines that are left out. -update renews what is printed; read it.
//
// A block "```console" has commands after "$ " with what they print. A block "```text NAME" is a file NAME; "```text NAME fill" has what
// the reader types into the sheet Chart of the workbook NAME: a line a cell, "element, reference ID, column: entry".
func TestTutorial(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, filepath.FromSlash(tutorial))
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	parts := strings.Split(string(text), "```")
	if len(parts)%2 == 0 {
		t.Fatal("a fence is not closed")
	}
	r := reader{root: root, t: t}
	for i := 1; i < len(parts); i += 2 {
		info, body, _ := strings.Cut(parts[i], "\n")
		words := strings.Fields(info)
		switch {
		case info == "console":
			parts[i] = info + "\n" + r.session(body)
		case len(words) >= 2 && words[0] == "text":
			if before := parts[i-1]; !strings.Contains(before[strings.LastIndex(strings.TrimSpace(before), "\n")+1:], "`"+words[1]+"`") {
				t.Errorf("the line before the block of %s does not name it, so that its reader would not know where to put it", words[1])
			}
			if len(words) == 3 {
				r.fill(words[1], body)
				break
			}
			if err := os.MkdirAll(filepath.Dir(words[1]), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(words[1], []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
		default:
			t.Errorf("a block %q is neither a console nor a file: nothing checks it", info)
		}
	}
	if renewed := strings.Join(parts, "```"); *update && renewed != string(text) {
		if err := os.WriteFile(path, []byte(renewed), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("rewrote %s", tutorial)
	}
}

// A reader follows the tutorial.
type reader struct {
	root   string
	status int // of the last command
	t      *testing.T
}

// session gives the commands of a block and returns the block as it is, with -update as it should be.
func (r *reader) session(block string) string {
	var out strings.Builder
	for _, part := range strings.Split("\n"+block, "\n$ ")[1:] {
		command, want, _ := strings.Cut(strings.TrimSuffix(part, "\n")+"\n", "\n")
		got := r.command(command)
		if why := differs(want, got); why != "" {
			if !*update {
				r.t.Errorf("%s: $ %s\n%s\nread what it prints now, then go test ./cmd/claimchart -run Tutorial -update", tutorial, command, why)
			} else if want, why = renewed(want, got); why != "" {
				r.t.Errorf("%s: $ %s\n%s: renew the block by hand", tutorial, command, why)
			}
		}
		out.WriteString("$ " + command + "\n" + want)
	}
	return out.String()
}

// took is what the time of a command adds to what it prints.
var took = regexp.MustCompile(`(?m) in \d+m?s$`)

// command carries out one command line: the tool's, or one of the few of a shell that the tutorial needs.
func (r *reader) command(line string) string {
	args := split(line)
	var out bytes.Buffer
	switch args[0] {
	case "claimchart":
		r.status = run(args[1:], strings.NewReader(""), &out, &out)
		return took.ReplaceAllString(strings.ReplaceAll(out.String(), toolVersion(), "development"), " in 0s")
	case "echo":
		if !slices.Equal(args, []string{"echo", "$?"}) {
			r.t.Errorf("%s: only $? is echoed", line)
		}
		return fmt.Sprintln(r.status)
	case "cp":
		text, err := os.ReadFile(filepath.Join(r.root, filepath.FromSlash(strings.TrimPrefix(args[1], "../"))))
		if err == nil {
			err = os.WriteFile(filepath.Base(args[1]), text, 0o644)
		}
		if err != nil || len(args) != 3 || args[2] != "." || !strings.HasPrefix(args[1], "../") {
			r.t.Errorf("%s: %v", line, err)
		}
	case "mkdir", "cd": // the test has a folder already
		if len(args) != 2 {
			r.t.Errorf("%s: what does it do?", line)
		}
	default:
		r.t.Errorf("%s: nothing runs this", line)
	}
	return ""
}

// split cuts a command line at its spaces, but for those in quotation marks.
func split(line string) []string {
	var args []string
	for _, m := range regexp.MustCompile(`'([^']*)'|"([^"]*)"|(\S+)`).FindAllStringSubmatch(line, -1) {
		args = append(args, m[1]+m[2]+m[3])
	}
	return args
}

// fill types entries into the sheet Chart of a workbook.
func (r *reader) fill(name, entries string) {
	f, err := excelize.OpenFile(name)
	if err != nil {
		r.t.Fatal(err)
	}
	defer f.Close()
	const sheet = "Chart"
	rows, err := f.GetRows(sheet)
	if err != nil {
		r.t.Fatal(err)
	}
	head := slices.IndexFunc(rows, func(row []string) bool { return slices.Contains(row, "Reviewed") })
	if head < 0 {
		r.t.Fatalf("%s has no column Reviewed", name)
	}
	column := func(name string) int { return slices.Index(rows[head], name) }
	for _, entry := range strings.Split(strings.TrimSpace(entries), "\n") {
		where, what, _ := strings.Cut(entry, ": ")
		place := strings.Split(where, ", ")
		row := slices.IndexFunc(rows, func(row []string) bool {
			return len(row) > column("Reference ID") && row[column("Element")] == place[0] && row[column("Reference ID")] == place[1]
		})
		if len(place) != 3 || row < 0 || column(place[2]) < 0 {
			r.t.Fatalf("%s: no such cell in %s", entry, name)
		}
		cell, err := excelize.CoordinatesToCellName(column(place[2])+1, row+1)
		if err == nil {
			err = f.SetCellStr(sheet, cell, what)
		}
		if err != nil {
			r.t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		r.t.Fatal(err)
	}
}

const gap = "…\n"

// pieces are the runs of lines between gaps.
func pieces(want string) []string {
	list := strings.Split("\n"+want, "\n"+gap)
	for i := range list {
		if list[i] = strings.TrimPrefix(list[i], "\n"); list[i] != "" && !strings.HasSuffix(list[i], "\n") {
			list[i] += "\n"
		}
	}
	return list
}

// differs says where what is printed is not what the tutorial shows, and nothing where it is.
func differs(want, got string) string {
	list, at := pieces(want), 0
	for i, piece := range list {
		text := "\n" + got[at:]
		j := strings.Index(text, "\n"+piece)
		switch {
		case j < 0, i == 0 && j > 0:
			return fmt.Sprintf("does not print\n%s\nbut\n%s", piece, got[at:])
		case i == len(list)-1 && piece != "":
			if !strings.HasSuffix(got, piece) {
				return fmt.Sprintf("prints more than\n%s\nnamely\n%s", piece, got[at+j:])
			}
			return ""
		case i == len(list)-1 && len(list) == 1 && got != "":
			return "prints\n" + got
		}
		at += j + len(piece)
	}
	return ""
}

// renewed is what the tutorial shows made anew: each run of lines from its first line to its last as they are printed now.
func renewed(want, got string) (string, string) {
	list := pieces(want)
	if len(list) == 1 {
		return got, ""
	}
	at := 0
	for i, piece := range list {
		if piece == "" {
			continue
		}
		lines := strings.SplitAfter(strings.TrimSuffix(piece, "\n"), "\n")
		first, last := lines[0], lines[len(lines)-1]+"\n"
		if len(lines) == 1 {
			first = last
		}
		text := "\n" + got[at:]
		from := strings.Index(text, "\n"+first)
		if from < 0 {
			return want, fmt.Sprintf("no line %q", first)
		}
		to := from + len(first)
		if len(lines) > 1 {
			end := strings.Index(text[to:], "\n"+last)
			if end < 0 {
				return want, fmt.Sprintf("no line %q", last)
			}
			to += end + len(last)
		}
		if i == 0 {
			from = 0
		}
		if i == len(list)-1 {
			to = len(got) - at
		}
		list[i] = got[at+from : at+to]
		at += to
	}
	return strings.Join(list, gap), ""
}

// TestTutorialGaps: lines may be left out where that is said, and nowhere else.
func TestTutorialGaps(t *testing.T) {
	const got = "one\ntwo\nthree\nfour\nfive\n"
	for _, same := range []string{got, "one\n…\n", "…\nfive\n", "one\n…\nthree\n…\n", "…\ntwo\nthree\n…\n", "…\n", "one\n…\nfour\nfive\n"} {
		if why := differs(same, got); why != "" {
			t.Errorf("%q: %s", same, why)
		}
	}
	for _, other := range []string{"", "one\n", "one\nthree\n…\n", "two\n…\n", "…\nfour\n", "…\nthree\n…\ntwo\n…\n", "…\nwo\n…\n", "…\ntw\n…\n"} {
		if differs(other, got) == "" {
			t.Errorf("%q is taken for what is printed", other)
		}
	}
	if text, why := renewed("one\n…\nthree\nFOUR\nfive\n…\n", got+"six\n"); text != "one\n…\nthree\nfour\nfive\n…\n" || why != "" {
		t.Errorf("renewed: %q %s", text, why)
	}
}
