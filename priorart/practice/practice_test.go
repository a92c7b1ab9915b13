package practice

import (
	"bufio"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestShipped(t *testing.T) {
	ps, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"cluster-notification", "computing-grid", "documented-automation", "esx-datacenter", "failover-cluster",
		"minimal-configuration", "mixed-processors", "openfiler-replication", "snapshot-dr", "virtual-config-records",
		"vmotion-console", "vmware-ha", "xen-products",
	}
	var got []string
	for _, p := range ps {
		got = append(got, p.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("practices:\n got %v\nwant %v", got, want)
	}
	for _, p := range ps {
		if p.File != p.ID+".yaml" {
			t.Errorf("%s holds the practice %s", p.File, p.ID)
		}
		if n := len(p.Also); n < 4 || n > 12 {
			t.Errorf("%s: also has %d phrases, want 4 to 12", p.File, n)
		}
		if n := len(p.Does); n < 5 || n > 9 {
			t.Errorf("%s: does has %d steps, want 5 to 9", p.File, n)
		}
		if len(p.Words) == 0 || len(p.Described) == 0 || len(p.Used) == 0 {
			t.Errorf("%s: words, described and used must each have an entry", p.File)
		}
		data, err := fs.ReadFile(shipped, p.File)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(data), "\n")
		for _, s := range p.Does {
			if !strings.HasPrefix(strings.TrimSpace(lines[s.Line-1]), "- ") {
				t.Errorf("%s:%d: no step begins there: %q", p.File, s.Line, s.Text)
			}
		}
	}
}

// TestNoClaimWords holds the shipped files to words of their own: a practice written in the words of the claims that it
// is compared with would prove nothing.
func TestNoClaimWords(t *testing.T) {
	article, err := os.ReadFile("../../testdata/egenera/article.txt")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("testdata/egenera/article.txt is not there: its claims cannot be compared")
	} else if err != nil {
		t.Fatal(err)
	}
	claims := []string{ // claims 5, 6 and 7 are told as edits: these words of them are quoted
		"wherein the specification describes all of the independent processing area networks.",
		"a minimum configuration of processing resources at the primary site",
		"wherein the primary site includes a configurable processing platform having a pool of processors and wherein the act " +
			"of generating includes specifying information descriptive of how the processors are pooled at the primary site.",
	}
	quoted := 0
	for s := range strings.FieldsFuncSeq(string(article), func(r rune) bool { return r == '“' || r == '”' }) {
		if strings.Contains(s, "wherein") {
			claims = append(claims, s)
			quoted++
		}
	}
	if quoted != 6 { // claim 1; 2 to 4; of 5; of 7; 8; 9
		t.Fatalf("%d quotations of claims found in the article, want 6", quoted)
	}
	taken := map[[3]string]bool{}
	for _, c := range claims {
		w := words(c)
		for i := range len(w) - 2 {
			taken[[3]string(w[i:i+3])] = true
		}
	}
	files, err := fs.Glob(shipped, "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := fs.ReadFile(shipped, name)
		if err != nil {
			t.Fatal(err)
		}
		var run []string // the last words, across lines
		for i, line := range strings.Split(string(data), "\n") {
			for _, w := range words(line) {
				run = append(run, w)
				if n := len(run); n >= 3 && taken[[3]string(run[n-3:])] {
					t.Errorf("%s:%d: %q is in a claim: say it in other words", name, i+1, run[n-3:])
				}
			}
		}
	}
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

const good = `id: tape-library
name: tape library
also: [tape vault]
does:
  - A robot loads tapes
    into drives.
  - >-
    A catalogue says:
    which tape holds what.
words:
  - [tape, cartridge]
described:
  - {source: "Guide, Maker", place: https://example.com/guide, date: 1999-05, opened: 2026-11-22, says: It does}
  - {source: needed, kind: a manual}
used:
  - {who: banks, country: US, from: 1998, as: on sale, evidence: documented, source: "Guide, Maker"}
  - {who: others, country: "", from: "", as: known, evidence: asserted, source: needed}
`

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "b.yaml", good)
	write(t, dir, "a.yml", "\ufeff"+strings.ReplaceAll(strings.Replace(good, "tape-library", "tape-two", 1), "\n", "\r\n"))
	write(t, dir, "notes.txt", "not read")
	write(t, dir, ".#b.yaml", "not read: an editor's lock")
	ps, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := Practice{
		File: "b.yaml", ID: "tape-library", Name: "tape library", Also: []string{"tape vault"},
		Does:  []Step{{"A robot loads tapes into drives.", 5}, {"A catalogue says: which tape holds what.", 7}},
		Words: [][]string{{"tape", "cartridge"}},
		Described: []Source{
			{Title: "Guide, Maker", Place: "https://example.com/guide", Date: "1999-05", Opened: "2026-11-22", Says: "It does"},
			{Kind: "a manual"},
		},
		Used: []Use{
			{Who: "banks", Country: "US", From: "1998", As: "on sale", Evidence: "documented", Source: "Guide, Maker"},
			{Who: "others", As: "known", Evidence: "asserted"},
		},
	}
	first := want
	first.File, first.ID = "a.yml", "tape-two"
	if !reflect.DeepEqual(ps, []Practice{first, want}) {
		t.Errorf("got\n%+v\nwant\n%+v", ps, []Practice{first, want})
	}
}

// edits are changes to good, each with the errors that it must give.
var edits = []struct{ old, new, want string }{
	{"also:", "alos:", `x.yaml:3: unknown field "alos": did you mean "also"?`},
	{"also:", "colour:", `x.yaml:3: unknown field "colour": use only id, name, also, does, words, described, used`},
	{"tape-library", "Tape_Library", `x.yaml:1: id is "Tape_Library": use only a-z, 0-9 and hyphens`},
	{"id: tape-library\n", "", "x.yaml:1: id is missing: give a short one"},
	{"name: tape library", "name: the library of magnetic tapes", "x.yaml:2: name has 29 characters: shorten it to 28"},
	{"name: tape library", "name:", "x.yaml:2: name is empty: give the title that tables shall show"},
	{"name: tape library", "name: [tape]", "x.yaml:2: name is no plain text"},
	{"name: tape library", "name: *tape", "x.yaml:2: name is no plain text"},
	{"name: tape library", "id: tape", "x.yaml:2: not valid YAML: mapping key \"id\" already defined"},
	{"name: tape library", "name: tape: library", "x.yaml:2: not valid YAML"},
	{"name: tape library", "name: tape \xff", "x.yaml:2: invalid UTF-8: save the file as UTF-8"},
	{"[tape vault]", "tape vault", "x.yaml:3: also is no list"},
	{"[tape vault]", "[tape vault, ~]", "x.yaml:3: entry of also is empty"},
	{"does:\n  - A robot loads tapes\n    into drives.\n  - >-\n    A catalogue says:\n    which tape holds what.\n", "does: []\n", "x.yaml:4: does has no step"},
	{"    A catalogue says:\n    which tape holds what.\n", "", "x.yaml:7: step in does is empty"},
	{"  - [tape, cartridge]", "  - [tape]", "x.yaml:11: group in words is too short or too long (1)"},
	{"  - [tape, cartridge]", "  - tape", "x.yaml:11: group in words is no list"},
	{"date: 1999-05,", "date: 1999-13,", `x.yaml:13: date is "1999-13": write a date of the calendar`},
	{"date: 1999-05,", "date: May 1999,", `x.yaml:13: date is "May 1999"`},
	{"date: 1999-05, ", "", "x.yaml:13: date is missing: give the date that the source states, or write source: needed"},
	{"opened: 2026-11-22, ", "", "x.yaml:13: opened is missing"},
	{"2026-11-22", "2026-11", `x.yaml:13: opened is "2026-11": write a day as YYYY-MM-DD`},
	{"place: https://example.com/guide, ", "", "x.yaml:13: place is missing"},
	{"https://example.com/guide", "/tmp/guide", `x.yaml:13: place is "/tmp/guide": give an address`},
	{"source: needed, kind: a manual", "source: http://a.example, place: http://a.example, date: 1999, opened: 2026-11-22, says: x", "x.yaml:14: source is a link: give title and publisher there"},
	{", says: It does", "", "x.yaml:13: says is missing: sum up in your own words"},
	{"says: It does", "says: It does, kind: a manual", "x.yaml:13: kind stands with a source that has a title"},
	{", kind: a manual", "", "x.yaml:14: kind is missing: say what kind of document would do"},
	{"kind: a manual", "kind: a manual, date: 1999", "x.yaml:14: date stands with a source that is needed"},
	{"  - {source: needed, kind: a manual}", "  - needed", `x.yaml:14: entry of described has no fields: write them as "source: ..."`},
	{"as: on sale", "as: sold", `x.yaml:16: as is "sold": write publication, public use, on sale or known`},
	{"country: US", "country: USA", `x.yaml:16: country is "USA": write two capital letters`},
	{"from: 1998", "from: 98", `x.yaml:16: from is "98": write a date of the calendar`},
	{"evidence: documented", "evidence: certain", `x.yaml:16: evidence is "certain": write asserted or documented`},
	{`documented, source: "Guide, Maker"`, "documented, source: needed", "x.yaml:16: evidence is documented, yet its source is needed"},
	{`documented, source: "Guide, Maker"`, "documented, source: Guide", `x.yaml:16: source "Guide" is not listed under described`},
	{good, "", "x.yaml:1: file is empty"},
	{good, "# nothing\n", "x.yaml:1: file is empty"},
	{good, "- tape\n", `x.yaml:1: a practice has no fields: write them as "id: ..."`},
	{good, good + "---\nid: b\n", "x.yaml:19: a second document begins here"},
	{good, strings.Repeat("# nothing\n", maxFile/10+1), "x.yaml:1: file has 65540 bytes, more than 65536"},
	{good, strings.Repeat("[", maxBrackets+1), "x.yaml:1: file has 1001 opening brackets"},
}

func TestLoadErrors(t *testing.T) {
	for _, e := range edits {
		if !strings.Contains(good, e.old) {
			t.Fatalf("%q is not in the good file", e.old)
		}
		dir := t.TempDir()
		write(t, dir, "x.yaml", strings.Replace(good, e.old, e.new, 1))
		ps, err := Load(dir)
		if err == nil || ps != nil {
			t.Errorf("%.60q: no error, want %q", e.new, e.want)
			continue
		}
		if want := filepath.Join(dir, e.want); !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.60q:\n got %s\nwant %s, and nothing else", e.new, err, want)
		}
	}
}

func TestLoadReportsAll(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.yaml", good)
	write(t, dir, "b.yaml", strings.Replace(strings.Replace(good, "name:", "nmae:", 1), "on sale", "sold", 1))
	write(t, dir, "c.yaml", "")
	if err := os.Symlink(filepath.Join(dir, "gone"), filepath.Join(dir, "d.yaml")); err != nil {
		t.Skip(err)
	}
	_, err := Load(dir)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		`b.yaml:2: unknown field "nmae"`, "b.yaml:1: name is missing", `b.yaml:16: as is "sold"`,
		`b.yaml:1: id "tape-library" is also that of ` + filepath.Join(dir, "a.yaml"), "c.yaml:1: file is empty", "d.yaml: cannot be read",
	} {
		if !strings.Contains(err.Error(), filepath.Join(dir, want)) {
			t.Errorf("not reported: %s\ngot %s", want, err)
		}
	}
}

func TestLoadFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "notes.txt", "")
	for path, want := range map[string]string{
		dir:                             "no *.yaml or *.yml file in it",
		filepath.Join(dir, "missing"):   "no such folder",
		filepath.Join(dir, "notes.txt"): "not a folder",
	} {
		if _, err := Load(path); err == nil || !strings.HasPrefix(err.Error(), path+": "+want) {
			t.Errorf("Load(%s) = %v, want %q", path, err, want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(good))
	for _, e := range edits {
		if len(e.new) < 100 {
			f.Add([]byte(strings.Replace(good, e.old, e.new, 1)))
		}
	}
	located := regexp.MustCompile(`^x\.yaml:[1-9][0-9]*: .*: `)
	f.Fuzz(func(t *testing.T, data []byte) {
		p, _, err := decode("x.yaml", data)
		if err != nil {
			for s := bufio.NewScanner(strings.NewReader(err.Error())); s.Scan(); {
				if !located.MatchString(s.Text()) && !strings.Contains(s.Text(), "did you mean") {
					t.Errorf("error without place or remedy: %q", s.Text())
				}
			}
			return
		}
		last, lines := 1, bytes.Count(data, []byte("\n"))+bytes.Count(data, []byte("\r"))+1
		for _, s := range p.Does {
			if s.Line < last || s.Line > lines || s.Text == "" {
				t.Errorf("step %+v out of order or outside the %d lines", s, lines)
			}
			last = s.Line
		}
		if !idForm.MatchString(p.ID) || p.Name == "" || len(p.Does) == 0 {
			t.Errorf("incomplete: %+v", p)
		}
	})
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
