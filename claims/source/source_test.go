package source

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"claimchart/claims"
)

const oneClaim = "1. A device comprising: a lid.\n"

// Read reads the documents of one file that is at hand as a whole, with a line of error for each part that cannot be read.
func Read(name string, data []byte, opt Options) ([]*claims.Document, []error) {
	var out []*claims.Document
	var errs []error
	r := &Reader{}
	for p, err := range r.bytes(name, data) {
		if err == nil {
			var docs []*claims.Document
			docs, err = p.Read(opt)
			out = append(out, docs...)
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	if len(out) == 0 && len(errs) == 0 {
		errs = append(errs, fmt.Errorf("%s: nothing to read", name))
	}
	return out, errs
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, data, format, want string }{
		{"plain", oneClaim, "text", oneClaim},
		{"byte order mark", "\xef\xbb\xbf" + oneClaim, "text", oneClaim},
		{"CRLF", "1. A device\r\ncomprising: a lid.\r\n", "text", "1. A device\ncomprising: a lid.\n"},
		{"UTF-16", "\xff\xfe1\x00.\x00 \x00A\x00", "text", "1. A"},
		{"windows-1252", "1. A device \x93lid\x94.", "text", "1. A device “lid”."},
		{"json", `{"name": "x", "claims": [{"num": 1, "text": "A lid."}]}`, "json", ""},
		{"jsonl", "{\"claims\": [{\"text\": \"A lid.\"}]}\n{\"claims\": [{\"text\": \"A lid.\"}]}\n", "json", ""},
	} {
		docs, errs := Read(c.name, []byte(c.data), Options{})
		if len(errs) > 0 {
			t.Errorf("%s: %v", c.name, errs)
			continue
		}
		if docs[0].Format != c.format || docs[0].Text != c.want {
			t.Errorf("%s: format %s, text %q; want %s, %q", c.name, docs[0].Format, docs[0].Text, c.format, c.want)
		}
	}
}

func TestReadErrors(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty", " \n", "the file is empty"},
		{"zero", "abc\x00def", "binary file (a zero byte at offset 3)"},
		{"control", strings.Repeat("\x01\x02a", 100), "binary file (control characters)"},
		{"pdf", "%PDF-1.7", "damaged PDF"},
		{"zip", "PK\x03\x04", "damaged ZIP archive"},
		{"cut", `{"claims": [{"num": 1`, "cut:1: the JSON breaks off"},
		{"a line that is not closed", "{\"claims\": [{\"num\": 1, \"text\": \"A lid.\"}]}\n{\"claims\": \"\n{}\n", "closed:2: no valid JSON"},
		{"old", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00\x00", "old: an old Office document, which is not read: save it as DOCX or as text"},
		{"kind", `{"claims": [{"num": "one"}]}`, `kind:1: field "claims.num" holds a string, not a int`},
		{"none", `{"name": "x"}`, "none:1: no claims"},
		{"second", "{\"claims\": [{\"text\": \"A lid.\"}]}\n{\"claims\": 5}", "second:2:"},
		{"more", `{"claims": [{"text": "A lid."}]} x`, "more:1: something follows the JSON object"},
		{"jsonl, the first line damaged", "{\"claims\": [{\"text\": \"A lid\n{\"claims\": [{\"text\": \"A lid.\"}]}\n", "damaged:1: no valid JSON"},
	} {
		_, errs := Read(c.name, []byte(c.data), Options{})
		if len(errs) == 0 || !strings.Contains(errs[0].Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, errs, c.want)
		}
	}
}

func TestUnknownFields(t *testing.T) {
	docs, errs := Read("x", []byte(`{"nmae": "x", "claims": [{"text": "A lid."}]}`), Options{})
	if len(errs) > 0 || len(docs[0].Notes) != 1 || !strings.Contains(docs[0].Notes[0], "nmae") {
		t.Errorf("an unknown field is not said: %v, %v", docs, errs)
	}
}

func TestOpenFolder(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"b.txt": oneClaim, "a/c.txt": oneClaim, ".hidden": oneClaim, "z.txt": ""} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	var errs []error
	r := &Reader{}
	for p, err := range r.Pieces([]string{dir}) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		names = append(names, p.Name)
	}
	if len(names) != 2 || len(errs) != 1 || !strings.Contains(errs[0].Error(), "z.txt") {
		t.Errorf("%v, errors %v; want 2 and one about z.txt", names, errs)
	}
	if !strings.HasSuffix(names[0], filepath.Join("a", "c.txt")) {
		t.Errorf("the folder's files come in no fixed order: %s first", names[0])
	}
}

// FuzzRead: whatever the bytes, no panic; what is read is valid text that Parse takes or turns away.
func FuzzRead(f *testing.F) {
	f.Add([]byte(oneClaim))
	f.Add([]byte(`{"claims": [{"num": 1, "text": "A lid."}]}`))
	f.Add([]byte("“1. A method of x, comprising: y.” Section 2 is identical to section 1, except the last word: “z”."))
	f.Fuzz(func(t *testing.T, data []byte) {
		docs, _ := Read("x", data, Options{Description: true})
		for _, doc := range docs {
			if !utf8.ValidString(doc.Text) || bytes.ContainsRune([]byte(doc.Text), '\r') {
				t.Fatalf("text is not clean: %q", doc.Text)
			}
			if _, err := claims.Parse(doc); err != nil && err != claims.ErrNoClaims { //nolint:errorlint // Parse wraps nothing
				t.Fatal(err)
			}
		}
	})
}

// TestPackageDoc: the files that the package's comment names are there.
func TestPackageDoc(t *testing.T) {
	data, err := os.ReadFile("source.go")
	if err != nil {
		t.Fatal(err)
	}
	doc, _, _ := strings.Cut(string(data), "\npackage source")
	names := regexp.MustCompile(`\w+\.go\b`).FindAllString(doc, -1)
	for _, name := range names {
		if _, err := os.Stat(name); err != nil {
			t.Errorf("%s, which the package's comment names, is not here", name)
		}
	}
	if len(names) < 50 {
		t.Errorf("%d files are named", len(names))
	}
}
