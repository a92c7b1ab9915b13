package practice

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// The parser recurses, and its time grows with the square of the nesting: 64 KiB of "[" took it 24 seconds. The practices
// that ship stay under 6 KiB and 20 brackets.
const (
	maxFile     = 64 << 10
	maxBrackets = 1000
)

// reader walks the syntax tree of one file instead of decoding into a struct: so every error is found in one run, and
// each value keeps its line.
type reader struct {
	name string
	errs []error
}

// value is the value of a field; line is that of its name. Its node is nil where the field is missing, and line then that
// of the fields around it.
type value struct {
	node ast.Node
	line int
}

func (r *reader) fail(line int, format string, args ...any) {
	r.errs = append(r.errs, fmt.Errorf("%s:%d: %s", r.name, line, fmt.Sprintf(format, args...)))
}

// body parses data, which must be one YAML document, and returns its top node, or nil after an error.
func (r *reader) body(data []byte) ast.Node {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(data) > maxFile {
		r.fail(1, "file has %d bytes, more than %d: split it, one practice a file", len(data), maxFile)
		return nil
	}
	if n := bytes.Count(data, []byte("[")) + bytes.Count(data, []byte("{")); n > maxBrackets {
		r.fail(1, "file has %d opening brackets, more than %d: write its lists a line an entry", n, maxBrackets)
		return nil
	}
	for line, s := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(s) {
			r.fail(line+1, "invalid UTF-8: save the file as UTF-8")
			return nil
		}
	}
	file, err := parser.ParseBytes(bytes.TrimPrefix(data, []byte("\ufeff")), 0)
	if err != nil {
		line, msg := 1, err.Error()
		var at yaml.Error
		if errors.As(err, &at) {
			line, msg = lineOf(at.GetToken()), at.GetMessage()
		}
		r.fail(line, "not valid YAML: %s: correct it there", msg)
		return nil
	}
	var top ast.Node
	for _, d := range file.Docs {
		switch {
		case d.Body == nil || d.Body.Type() == ast.CommentType:
		case top != nil:
			r.fail(lineOf(d.Body.GetToken()), "a second document begins here: keep one practice a file")
		default:
			top = d.Body
		}
	}
	if top == nil {
		r.fail(1, "file is empty: begin with id, name and does")
	}
	return top
}

// fields returns the values of a mapping by field, one for each known field, or nil if v is no mapping.
func (r *reader) fields(v value, what string, known []string) map[string]value {
	m, ok := v.node.(*ast.MappingNode)
	if !ok {
		r.fail(v.line, "%s has no fields: write them as %q", what, known[0]+": ...")
		return nil
	}
	f := map[string]value{}
	for _, name := range known {
		f[name] = value{nil, v.line}
	}
	for _, p := range m.Values {
		line, name := lineOf(p.Key.GetToken()), p.Key.GetToken().Value
		if _, ok := f[name]; ok {
			f[name] = value{p.Value, line}
		} else if like := slices.MinFunc(known, func(a, b string) int { return distance(name, a) - distance(name, b) }); distance(name, like) <= min(2, len(like)-1) {
			r.fail(line, "unknown field %q: did you mean %q?", name, like)
		} else {
			r.fail(line, "unknown field %q: use only %s", name, strings.Join(known, ", "))
		}
	}
	return f
}

// need returns the text of a field and reports if there is none.
func (r *reader) need(f map[string]value, name, remedy string) string {
	if f[name].node == nil {
		r.fail(f[name].line, "%s is missing: %s", name, remedy)
		return ""
	}
	n := len(r.errs)
	s := r.text(f[name], name)
	if s == "" && len(r.errs) == n {
		r.fail(f[name].line, "%s is empty: %s", name, remedy)
	}
	return s
}

func (r *reader) oneOf(f map[string]value, name string, allowed []string) string {
	list := strings.Join(allowed[:len(allowed)-1], ", ") + " or " + allowed[len(allowed)-1]
	s := r.need(f, name, "write "+list)
	if s != "" && !slices.Contains(allowed, s) {
		r.fail(f[name].line, "%s is %q: write %s", name, s, list)
	}
	return s
}

// list returns the entries of a list; none if the field is missing or empty.
func (r *reader) list(v value, name string) (vs []value) {
	switch n := v.node.(type) {
	case nil, *ast.NullNode:
	case *ast.SequenceNode:
		for _, e := range n.Values {
			vs = append(vs, value{e, lineOf(e.GetToken())})
		}
	default:
		r.fail(v.line, "%s is no list: write an entry a line, each after a hyphen", name)
	}
	return vs
}

func (r *reader) texts(v value, name string) (ss []string) {
	for _, e := range r.list(v, name) {
		ss = append(ss, r.words(e, "entry of "+name))
	}
	return ss
}

// words is text that must not be empty.
func (r *reader) words(v value, what string) string {
	n := len(r.errs)
	s := r.text(v, what)
	if s == "" && len(r.errs) == n {
		r.fail(v.line, "%s is empty: fill it in or remove it", what)
	}
	return s
}

// text returns a scalar with its white space folded. Numbers stay as written: 2001 is a date here.
func (r *reader) text(v value, what string) string {
	var s string
	switch n := v.node.(type) {
	case nil, *ast.NullNode:
	case *ast.StringNode:
		s = n.Value
	case *ast.LiteralNode:
		s = n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		s = n.GetToken().Value
	default:
		r.fail(v.line, "%s is no plain text: write it in one piece, in quotation marks if it holds a colon", what)
	}
	return strings.Join(strings.Fields(s), " ")
}

func lineOf(t *token.Token) int {
	if t == nil || t.Position == nil {
		return 1
	}
	return t.Position.Line
}

// distance returns how many letters must be inserted, left out or replaced to turn a into b.
func distance(a, b string) int {
	row := make([]int, len(b)+1) // from the part of a read so far to each beginning of b
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0] = i + 1
		for j := range len(b) {
			d := diag
			if a[i] != b[j] {
				d = 1 + min(diag, row[j], row[j+1])
			}
			diag, row[j+1] = row[j+1], d
		}
	}
	return row[len(b)]
}
