package library

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// plainReference is a reference as encoding/json reads it.
type plainReference struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Passages []struct {
		Loc  string `json:"loc"`
		Text string `json:"text"`
	} `json:"passages"`
}

// like compares what the cursor reads of a line with what encoding/json does.
func like(t *testing.T, line []byte) {
	t.Helper()
	var want plainReference
	wantErr := json.Unmarshal(line, &want)
	c := &cursor{text: line}
	got, err := decodeObject(c)
	if err == nil {
		if c.peek(); c.at < len(line) {
			err = fmt.Errorf("something follows")
		}
	}
	if wantErr != nil {
		return // what is no JSON, or of another type, may be read more leniently: a number as a text
	}
	if otherCase(line) {
		return // encoding/json takes "Id" for "id": here it is an unknown field, of which the reader is told, as of any other
	}
	if err != nil {
		var any map[string]any
		if json.Unmarshal(line, &any) != nil {
			t.Fatalf("encoding/json reads %q, and not here: %v", line, err)
		}
		return // a field of another type
	}
	if got.ref.ID != want.ID || got.ref.Title != want.Title {
		t.Fatalf("%q: ID %q, title %q; want %q, %q", line, got.ref.ID, got.ref.Title, want.ID, want.Title)
	}
	n := 0
	for _, p := range want.Passages {
		if strings.TrimSpace(p.Text) == "" {
			continue
		}
		if n >= len(got.ref.Passages) || got.ref.Passages[n].Loc != p.Loc || got.ref.Passages[n].Text != p.Text {
			t.Fatalf("%.200q: passage %d differs from %q %q", line, n, p.Loc, p.Text)
		}
		n++
	}
	if n != len(got.ref.Passages) {
		t.Fatalf("%q: %d passages, want %d", line, len(got.ref.Passages), n)
	}
}

// otherCase tells whether a text in the JSON is the name of a field but for capitals.
func otherCase(line []byte) bool {
	d := json.NewDecoder(bytes.NewReader(line))
	for {
		token, err := d.Token()
		if err != nil {
			return false
		}
		text, _ := token.(string)
		for _, name := range []string{"id", "title", "passages", "loc", "text"} {
			if text != name && strings.EqualFold(text, name) {
				return true
			}
		}
	}
}

// TestFieldNamesHaveTheirCase: a field that is named in capitals is unknown, and said to be.
func TestFieldNamesHaveTheirCase(t *testing.T) {
	got, err := decodeObject(&cursor{text: []byte(`{"Id":"a","title":"Pump"}`)})
	if err != nil || got.ref.ID != "" || got.ref.Title != "Pump" || !slices.Contains(got.unknown, "Id") {
		t.Errorf("ID %q, title %q, unknown %q, %v; want no ID, \"Pump\", [\"Id\"]", got.ref.ID, got.ref.Title, got.unknown, err)
	}
}

// TestCursor: escapes, surrogates, numbers, white space and nesting are read as RFC 8259 has them.
func TestCursor(t *testing.T) {
	for _, line := range []string{
		`{}`, ` { } `, `{"id":"a"}`, `{"id":null,"passages":null}`, `{"id":"a\"b\\c\/\b\f\n\r\t"}`, `{"id":"\u00e9\u20AC\ud83d\ude00"}`,
		`{"id":"\ud83d"}`, `{"id":"\ud83dx"}`, `{"id":"\ud83d\u0041"}`, `{"id":"\ude00\ud83d"}`, `{"id":"a","x":[1,-2.5e+10,true,false,null,{"y":[[]]}]}`,
		`{"passages":[{"loc":"[0001]","text":"A pump."},{"text":"and \u00e9"},{"loc":"x","text":" "}],"id":"z"}`,
		`{"id":"é中"}`, "{\"id\"\t:\r\n\"a\"}", `{"passages":[]}`,
	} {
		like(t, []byte(line))
	}
	for _, bad := range []string{
		``, `{`, `{"id"`, `{"id":`, `{"id":"`, `{"id":"a`, `{"id":"a"`, `{"id":"a",`, `{"id":"a",}`, `{"id" "a"}`, `{id:"a"}`, `{"id":"\x"}`, `{"id":"\u12"}`,
		`{"id":tru}`, `{"id":"a"]`, "{\"id\":\"a\nb\"}", `{"passages":[{"loc":"a","text":"b"},]}`, `{"passages":{}}`, `{"passages":"x"}`, `{"id":["a"]}`,
		`{"id":{}}`, `{"id":true}`, `{"x":-}`, `{"x":1.}`, `{"x":1e}`, `{"x":01}`, `{"x":` + strings.Repeat("[", 10000),
	} {
		if _, err := decodeObject(&cursor{text: []byte(bad)}); err == nil {
			t.Errorf("%.40q was read", bad)
		}
	}
}

// TestPublishedLines: all published references are read as encoding/json reads them.
func TestPublishedLines(t *testing.T) {
	for line := range bytes.Lines(published(t, "papers")) {
		like(t, line)
	}
}

func published(t testing.TB, name string) []byte {
	t.Helper()
	f, err := os.Open("../../../shared/data/published/" + name + ".jsonl.gz")
	if err != nil {
		t.Skip("../shared/data/published is not beside the clone")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func FuzzReference(f *testing.F) {
	f.Add([]byte(`{"id":"a","title":"\u00e9","passages":[{"loc":"[0001]","text":"A \"pump\"."}]}`))
	f.Add([]byte(`{"id":1,"x":[{"y":null}]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		if !bytes.ContainsRune(line, 0xfffd) && string(bytes.ToValidUTF8(line, nil)) == string(line) {
			like(t, line)
		}
		decodeText(&cursor{text: line}, 1, func(int, found) {}, func(int, string) {})
		if len(line) < 2000 {
			_, _ = asJSON(line)
		}
	})
}

// TestDecodeText: a bad object among lines is told of with its line, and the others are read.
func TestDecodeText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"id":"a","passages":[]}`, "take 1 a"},
		{"{\"id\":\"a\"}\n\n{\"id\":\"b\"}\n", "take 1 a; take 3 b"},
		{"{\"id\":\"a\"}\n{\"id\":\"b\n{\"id\":\"c\"}\n", "take 1 a; fail 2; take 3 c"},
		{"{\"id\":\n\"a\",\n \"title\": 3 5}", "fail 3"},
		{"[{\"id\":\"a\"},\n{\"id\":\"b\"}]", "take 1 a; take 2 b"},
		{"[{\"id\":\"a\"}] x", "take 1 a; fail 1"},
		{`{"foo":1}`, "fail 1"},
		{`{"name":"x","claims":[{"num":1,"text":"A pump."}]}`, "others"},
	} {
		var got []string
		if decodeText(&cursor{text: []byte(c.text)}, 1,
			func(line int, f found) { got = append(got, fmt.Sprintf("take %d %s", line, f.ref.ID)) },
			func(line int, _ string) { got = append(got, fmt.Sprintf("fail %d", line)) }) {
			got = append(got, "others")
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	text := published(b, "papers")
	b.Run("cursor", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		c := &cursor{}
		for b.Loop() {
			for line := range bytes.Lines(text) {
				c.text, c.at = line, 0
				if _, err := decodeObject(c); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("encoding/json", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			for line := range bytes.Lines(text) {
				var r plainReference
				if err := json.Unmarshal(line, &r); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
