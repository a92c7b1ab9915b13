package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// junit is what build servers allow of JUnit's XML (Jenkins's junit-10.xsd, which the Ant task's and others' fit): of each element its
// attributes, those that are required first behind "!", and its children in any order.
var junit = map[string]struct{ attrs, children string }{
	"testsuites": {"name tests failures errors", "testsuite"},
	"testsuite":  {"!name tests failures errors skipped", "testcase"},
	"testcase":   {"!name classname", "skipped failure system-out"},
	"skipped":    {"message type", ""},
	"failure":    {"message type", ""},
	"system-out": {"", ""},
}

// TestJUnit: what is written for build servers is well-formed, holds what their schema allows and no more, and its counts are right.
func TestJUnit(t *testing.T) {
	r := reports(t)["regress"]
	var b bytes.Buffer
	if err := writeJUnit(&b, r, View{}); err != nil {
		t.Fatal(err)
	}
	type open struct {
		name     string
		attrs    map[string]string
		children map[string]int
		failed   int
		skipped  int
		tests    int
	}
	stack := []*open{{name: "", children: map[string]int{}}}
	dec := xml.NewDecoder(&b)
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			name := e.Name.Local
			rule, ok := junit[name]
			if !ok {
				t.Fatalf("no element %s", name)
			}
			parent := stack[len(stack)-1]
			if parent.name != "" && !slices.Contains(strings.Fields(junit[parent.name].children), name) {
				t.Errorf("%s stands in %s", name, parent.name)
			}
			parent.children[name]++
			o := &open{name: name, attrs: map[string]string{}, children: map[string]int{}}
			for _, a := range e.Attr {
				if !slices.Contains(strings.Fields(strings.ReplaceAll(rule.attrs, "!", "")), a.Name.Local) {
					t.Errorf("%s has %s", name, a.Name.Local)
				}
				o.attrs[a.Name.Local] = a.Value
			}
			for _, a := range strings.Fields(rule.attrs) {
				if must, ok := strings.CutPrefix(a, "!"); ok && o.attrs[must] == "" {
					t.Errorf("%s lacks %s", name, must)
				}
			}
			stack = append(stack, o)
		case xml.EndElement:
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			parent := stack[len(stack)-1]
			if o.name == "testcase" {
				o.tests, o.failed, o.skipped = 1, o.children["failure"], o.children["skipped"]
				if o.failed+o.skipped > 1 || o.children["system-out"] > 1 {
					t.Errorf("%s has %v", o.attrs["name"], o.children)
				}
			}
			if o.name == "testsuite" || o.name == "testsuites" {
				for attr, n := range map[string]int{"tests": o.tests, "failures": o.failed, "errors": 0} {
					if o.attrs[attr] != strconv.Itoa(n) {
						t.Errorf("%s %s: %s %s, counted %d", o.name, o.attrs["name"], attr, o.attrs[attr], n)
					}
				}
			}
			if o.name == "testsuite" && o.attrs["skipped"] != strconv.Itoa(o.skipped) {
				t.Errorf("%s: skipped %s, counted %d", o.attrs["name"], o.attrs["skipped"], o.skipped)
			}
			parent.tests, parent.failed, parent.skipped = parent.tests+o.tests, parent.failed+o.failed, parent.skipped+o.skipped
		}
	}
}

// TestRegression: a figure that falls, a case that fails, a report that changed and what is gone each are a regression; a changed cell
// with which nothing falls, a known failure and a new case are none.
func TestRegression(t *testing.T) {
	for _, c := range []struct {
		name string
		is   bool
		of   Corpus
	}{
		{"nothing", false, Corpus{}},
		{"a figure that falls", true, Corpus{Figures: []Figure{{Change: "same"}, {Change: "worse"}}}},
		{"figures that rise or are new", false, Corpus{Figures: []Figure{{Change: "better"}, {Change: "new"}}}},
		{"a case that fails", true, Corpus{Cases: []CorpusCase{{State: CaseFailed}}}},
		{"a report that changed", true, Corpus{Cases: []CorpusCase{{State: CaseChanged}}}},
		{"a known failure", false, Corpus{Cases: []CorpusCase{{State: CaseKnown}, {State: CasePassed}}}},
		{"a changed cell", false, Corpus{Cases: []CorpusCase{{State: CasePassed, Changes: []CellChange{{}}}}}},
		{"what is gone", true, Corpus{Gone: []string{"x"}}},
	} {
		r := Regressed{Corpora: []Corpus{{}, c.of}}
		if r.Regression() != c.is {
			t.Errorf("%s: %v", c.name, !c.is)
		}
	}
}
