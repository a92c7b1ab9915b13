package main

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"claimchart/report"
)

// Inputs in which none of the words stands that a report must not say.
const (
	wordsClaims = "1. A pump, comprising:\na housing of brass; and\na check valve in the housing.\n2. The pump of claim 1, wherein the valve closes below 2 bar.\n" +
		"3. A method of pumping, comprising:\nproviding a housing of brass; and\nclosing a valve.\n"
	wordsNewer = "1. A pump, comprising:\na housing of bronze; and\na check valve in the housing.\n"
	wordsRefs  = `{"id":"R1","title":"Pumps","date":"2001-03-02","passages":[{"loc":"[0019]","text":"A housing of brass holds a check valve."},{"loc":"line 4","text":"The valve closes."}]}` + "\n" +
		`{"id":"R2","title":"Taps","date":"2010-03-02","passages":[{"loc":"col. 3, ll. 10-15","text":"The tap is of plastic."}]}` + "\n"
)

// never are the words that no report says of its own: conclusions, which are the reader's.
var never = regexp.MustCompile(`(?i)\b(invalid|invalidates?|anticipated|anticipates|obvious|clears|safe)\b`)

// said are the words of a report as a reader sees them, white space folded: of a page without its tags, of an office document's parts as well.
func said(t *testing.T, text []byte) string {
	t.Helper()
	if bytes.HasPrefix(text, []byte("PK")) {
		z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
		if err != nil {
			t.Fatal(err)
		}
		text = nil
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			part, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			text = append(append(text, '<', '>'), part...)
		}
	}
	words := string(text)
	if strings.HasPrefix(words, "<") {
		words = html.UnescapeString(regexp.MustCompile(`(?s)<style.*?</style>|<script.*?</script>|<[^>]*>`).ReplaceAllString(words, " "))
	}
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "**", "", `\`, "").Replace(words)), " ")
}

// TestEveryReport: each format of each command says what was read with its checksum, the version, the flags given and that it is no opinion;
// a chart says its results in the display words; none says a conclusion.
func TestEveryReport(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{"claims.txt": wordsClaims, "newer.txt": wordsNewer, "refs.jsonl": wordsRefs} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll("lib", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("lib", "refs.jsonl"), []byte(wordsRefs), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, date := range map[string]string{"old.json": "2003-05-07", "new.json": "1990"} {
		if status := run([]string{"chart", "claims.txt", "--against", "refs.jsonl", "--priority-date", date, "-o", file}, strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{}); status != exitDone {
			t.Fatal(file)
		}
	}
	// What has no room for words about itself: tables of values, graphs, and a paper that is filed.
	bare := []string{"csv", "jsonl", "dot", "mermaid", "amendment"}
	for _, c := range []struct {
		args []string
		says []string // beside what all say
	}{
		{[]string{"parse", "claims.txt", "--inherit"}, []string{"claims.txt", "--inherit"}},
		{[]string{"check", "claims.txt", "--law", "ep"}, []string{"claims.txt", "--law ep"}},
		{[]string{"diff", "claims.txt", "newer.txt"}, []string{"claims.txt", "newer.txt"}},
		{[]string{"chart", "claims.txt", "--against", "refs.jsonl", "--priority-date", "2003-05-07", "--cite", "ptab"}, []string{"claims.txt", "refs.jsonl", "2003-05-07", "ptab", "Inherency and drawings are not read"}},
		{[]string{"compare", "old.json", "new.json"}, []string{"old.json", "new.json"}},
		{[]string{"rank", "claims.txt", "--against", "refs.jsonl", "--top", "2"}, []string{"claims.txt", "refs.jsonl", "--top 2", "no probabilit"}},
		{[]string{"rank", "claims.txt", "--against", "refs.jsonl", "--by", "passage", "--cite", "ep"}, []string{"claims.txt", "refs.jsonl", "--cite ep", "no probabilit"}},
		{[]string{"search", "valve closes", "--against", "refs.jsonl"}, []string{"refs.jsonl", "no probabilit"}},
		{[]string{"library", "list", "refs.jsonl"}, []string{"refs.jsonl"}},
		{[]string{"library", "show", "D1", "--in", "refs.jsonl"}, []string{"refs.jsonl"}},
		{[]string{"library", "check", "lib"}, nil},
	} {
		command := c.args[0]
		if command == "library" {
			command += " " + c.args[1]
		}
		for _, f := range report.FormatsFor(command) {
			var out, errw bytes.Buffer
			status := run(append(slices.Clone(c.args), "--format", f.Name), strings.NewReader(""), &out, &errw)
			if status == exitUsage {
				t.Errorf("%v as %s: %s", c.args, f.Name, errw.String())
				continue
			}
			text := said(t, out.Bytes())
			if m := never.FindString(text); m != "" {
				t.Errorf("%v as %s says %q", c.args, f.Name, m)
			}
			if slices.Contains(bare, f.Name) {
				continue
			}
			want := append([]string{"no opinion on patentability, validity, infringement or freedom to operate", "no attorney has reviewed it",
				"Claims are read by their words", "no claim construction and no prosecution history is applied", "claimchart " + toolVersion()}, c.says...)
			if command == "chart" && f.Name != "json" {
				want = append(want, "not found", "SHA-256")
				if f.Name != "citations" {
					want = append(want, "found together in one passage", "partly found", "not found in the text searched", "one missing limitation is enough to defeat anticipation")
				}
			}
			for _, w := range want {
				if !strings.Contains(strings.ToLower(text), strings.ToLower(w)) {
					t.Errorf("%v as %s does not say %q", c.args, f.Name, w)
				}
			}
		}
	}
}

// TestHelpWords: the help of no command says a conclusion either.
func TestHelpWords(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"parse", "--help"}, {"check", "--help"}, {"diff", "--help"}, {"chart", "--help"}, {"compare", "--help"}, {"regress", "add", "--help"}, {"rank", "--help"}, {"search", "--help"}, {"library", "--help"}, {"formats"}} {
		var out, errw bytes.Buffer
		if status := run(args, strings.NewReader(""), &out, &errw); status != exitDone {
			t.Fatalf("%v: %s", args, errw.String())
		}
		if m := never.FindString(out.String()); m != "" {
			t.Errorf("%v says %q", args, m)
		}
	}
}

// TestStamp: the time of the run stands in a report where it is asked for, and only there.
func TestStamp(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("claims.txt", []byte(wordsClaims), 0o600); err != nil {
		t.Fatal(err)
	}
	stamp := regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`)
	for _, format := range []string{"table", "markdown", "json"} {
		for _, asked := range []bool{false, true} {
			args := []string{"parse", "claims.txt", "--format", format}
			if asked {
				args = append(args, "--stamp")
			}
			var out, errw bytes.Buffer
			if status := run(args, strings.NewReader(""), &out, &errw); status != exitDone {
				t.Fatal(errw.String())
			}
			if stamp.MatchString(out.String()) != asked {
				t.Errorf("%v: %s", args, out.String())
			}
		}
	}
}
