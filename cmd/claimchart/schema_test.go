package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// schemaFile is the schema that ships.
const schemaFile = "../../docs/schema.json"

// readSchema compiles the shipped schema once, made strict: a property that it does not list is a fault here, though readers of the JSON have to
// pass over it. Where a schema is used, by reference or as part of another, what it has with all its parts is all there may be.
var readSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	root := os.Getenv("CLAIMCHART_SCHEMA") // of a script, which runs elsewhere
	if root == "" {
		root = schemaFile
	}
	text, err := os.Open(root)
	if err != nil {
		return nil, err
	}
	defer func() { _ = text.Close() }()
	doc, err := jsonschema.UnmarshalJSON(text)
	if err != nil {
		return nil, err
	}
	strict(doc, false)
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("schema.json", doc); err != nil {
		return nil, err
	}
	return c.Compile("schema.json")
})

// strict closes every schema that is used; part is true below allOf, where others add to it.
func strict(v any, part bool) {
	switch v := v.(type) {
	case map[string]any:
		if _, used := v["$ref"]; used && !part {
			v["unevaluatedProperties"] = false
		}
		for k, sub := range v {
			strict(sub, k == "allOf")
		}
	case []any:
		for _, sub := range v {
			strict(sub, part)
		}
	}
}

// conforms validates a report, or lines of JSON each.
func conforms(text []byte) error {
	s, err := readSchema()
	if err != nil {
		return err
	}
	pieces := [][]byte{text}
	if !bytes.HasPrefix(text, []byte("{\n")) {
		pieces = bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
	}
	for n, p := range pieces {
		if len(p) == 0 {
			continue
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(p))
		if err == nil {
			err = s.Validate(v)
		}
		if err != nil {
			return fmt.Errorf("line or report %d is not what docs/schema.json says: %w", n+1, nearest(err))
		}
	}
	return nil
}

// nearest is what is wrong by the schema that names the command, of all that were tried.
func nearest(err error) error {
	var of *jsonschema.ValidationError
	deepest := -1
	var walk func(e *jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		depth := 2 * len(e.InstanceLocation)
		if _, unlisted := e.ErrorKind.(*kind.FalseSchema); !unlisted {
			depth++ // where something else is wrong, what was listed counts as unlisted as well
		}
		if len(e.Causes) == 0 && depth > deepest {
			deepest, of = depth, e
		}
		for _, c := range e.Causes {
			walk(c)
		}
	}
	if top, ok := err.(*jsonschema.ValidationError); ok { //nolint:errorlint // it is not wrapped
		walk(top)
	}
	if of == nil {
		return err
	}
	return fmt.Errorf("at /%s: %s", strings.Join(of.InstanceLocation, "/"), of.Error())
}

// ours tells whether a text is what a command printed as JSON.
func ours(text []byte) bool {
	return bytes.HasPrefix(text, []byte("{")) && bytes.Contains(text[:min(len(text), 80)], []byte(`"claimchart/1"`))
}

// checkedMain is main for the scripts: what is printed as JSON has to conform to the schema.
func checkedMain() {
	if !slices.ContainsFunc(os.Args, func(a string) bool { return strings.Contains(a, "json") }) {
		main()
		return
	}
	var out bytes.Buffer
	status := run(os.Args[1:], os.Stdin, io.MultiWriter(os.Stdout, &out), os.Stderr)
	if ours(out.Bytes()) {
		if err := conforms(out.Bytes()); err != nil {
			fmt.Fprintln(os.Stderr, err)
			status = 99
		}
	}
	os.Exit(status)
}

// TestSchemaGoldens validates the JSON of every report of testdata/report.
func TestSchemaGoldens(t *testing.T) {
	n := 0
	for _, pattern := range []string{"*.json.golden", "*.jsonl.golden"} {
		files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "report", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			// One report has a coverage pattern that no command gives, to see its pipe escaped.
			text = bytes.ReplaceAll(text, []byte(`"category": "A|"`), []byte(`"category": "A"`))
			text = bytes.ReplaceAll(text, []byte(`"category":"A|"`), []byte(`"category":"A"`))
			if err := conforms(text); err != nil {
				t.Errorf("%s: %v", file, err)
			}
			n++
		}
	}
	if n < 40 {
		t.Errorf("%d files", n)
	}
}

// TestSchemaCommands validates what each command prints of the article, in every form that its flags give the JSON.
func TestSchemaCommands(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	t.Setenv("CLAIMCHART_SCHEMA", filepath.Join("docs", "schema.json"))
	const article = "testdata/egenera/article.txt"
	for _, args := range [][]string{
		{"parse", article}, {"parse", article, "--inherit", "--terms", "--description"},
		{"check", article}, {"check", article, "--law", "ep"},
		{"diff", article}, {"diff", article, "--claims", "1-5 vs 6-10", "--inherit"}, {"diff", article, article, article},
		{"chart", article}, {"chart", article, "--against", "practices", "--priority-date", "2003-05-07", "--cite", "ptab", "--stamp"},
		{"chart", article, "--explain", "1[a],D1", "--law", "ep", "--priority-date", "2003-05-07"},
		{"rank", article, "--against", "practices"}, {"rank", article, "--against", "practices", "--by", "passage", "--cite", "ep"},
		{"search", "spare node takes over", "--against", "practices", "--cite", "us"},
		{"regress", "testdata", "--run", "ranking/"},
		{"library", "list", "practices"}, {"library", "show", "D1", "--in", "practices"},
	} {
		for _, format := range []string{"json", "jsonl"} {
			var out, errw bytes.Buffer
			if status := run(append(args[:len(args):len(args)], "--format", format), strings.NewReader(""), &out, &errw); status != exitDone {
				t.Errorf("%v: %s", args, errw.String())
				continue
			}
			if !ours(out.Bytes()) {
				t.Errorf("%v as %s: %.60q", args, format, out.String())
			}
			if err := conforms(out.Bytes()); err != nil {
				t.Errorf("%v as %s: %v", args, format, err)
			}
		}
	}
}

// TestSchemaStrict: what the schema does not list, lacks or means otherwise is found.
func TestSchemaStrict(t *testing.T) {
	const good = `{"schema":"claimchart/1","command":"search","reference":"R","label":"D1","title":"","date":"","loc":"","cite":"","score":0.5,"quote":"","start":0,"end":0,"matches":[],"found":[],"missing":[]}`
	if err := conforms([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{`"label":"D1"`, `"label":"D1","colour":"red"`}, {`"label":"D1",`, ``}, {`"score":0.5`, `"score":"high"`}, {`"matches":[]`, `"matches":null`},
		{`"matches":[]`, `"matches":[{"term":"t","start":0,"end":1,"why":"same stem","new":1}]`}, {`claimchart/1`, `claimchart/2`}, {`"search"`, `"find"`},
	} {
		if conforms([]byte(strings.Replace(good, c[0], c[1], 1))) == nil {
			t.Errorf("%s for %s is not found", c[1], c[0])
		}
	}
}
