package library

import (
	"bytes"
	"encoding/json"
	"errors"
	"path/filepath"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"claimchart/claims/lazyregexp"
)

// isYAML tells whether a text is YAML of ours: by its name's ending, or because it begins as a reference or a practice does and has
// passages or steps.
func isYAML(name string, text []byte) bool {
	switch strings.ToLower(filepath.Ext(strings.TrimSuffix(name, ".gz"))) {
	case ".yaml", ".yml":
		return true
	}
	head := text[:min(len(text), 4096)]
	return yamlBegins.Match(head) && yamlHas.Match(head)
}

var (
	yamlBegins = lazyregexp.New(`^(?:\s*#.*\n|\s*\n|---\s*\n)*(?:- )?(?:id|label|title|kind|number|name|date):[ \n]`)
	yamlHas    = lazyregexp.New(`\n[ -]*(?:passages|does):[ \n]`)
)

// Bounds of YAML: its parser's time grows with the square of the nesting.
const (
	maxYAML        = 16 << 20
	maxYAMLNesting = 50
)

// isPractice tells whether a YAML text describes a practice.
func isPractice(text []byte) bool { return yamlDoes.Match(text) }

var yamlDoes = lazyregexp.New(`(?m)^does:`)

// asJSON returns each object of a YAML text, which are its documents or the items of its lists, as the text of a JSON object, with
// what tells the line of a place in it. Scalars become texts as they are written.
func asJSON(text []byte) (objects []object, err error) {
	if len(text) > maxYAML {
		return nil, &lineError{1, "the YAML has more than 16 MB: give it as JSON, an object a line"}
	}
	depth, deepest := 0, 0
	for _, b := range text {
		switch b {
		case '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ']', '}':
			depth = max(depth-1, 0)
		}
	}
	if deepest > maxYAMLNesting {
		return nil, &lineError{1, "the YAML has too many opening brackets that are not closed: put texts in quotes"}
	}
	file, perr := parser.ParseBytes(bytes.TrimPrefix(text, []byte("\ufeff")), 0)
	if perr != nil {
		line, what := 1, perr.Error()
		var y yaml.Error
		if errors.As(perr, &y) {
			what = y.GetMessage()
			if t := y.GetToken(); t != nil {
				line = t.Position.Line
			}
		}
		return nil, &lineError{line, "no valid YAML: " + what + ": mend that line; a text with a colon, brackets or braces goes in quotes"}
	}
	for _, d := range file.Docs {
		if d.Body == nil || d.Body.Type() == ast.CommentType {
			continue
		}
		nodes := []ast.Node{d.Body}
		if s, ok := d.Body.(*ast.SequenceNode); ok {
			nodes = s.Values
		}
		for _, n := range nodes {
			o := object{}
			if err := o.write(n, 0); err != nil {
				return nil, err
			}
			objects = append(objects, o)
		}
	}
	return objects, nil
}

// lineError is an error on a line of a file.
type lineError struct {
	line int
	what string
}

func (e *lineError) Error() string { return e.what }

// object is a YAML object as JSON.
type object struct {
	text  bytes.Buffer
	marks []struct{ at, line int } // from which place on the text comes from which line
}

// line is the line of a place.
func (o *object) line(at int) int {
	i := sort.Search(len(o.marks), func(i int) bool { return o.marks[i].at > at })
	if i == 0 {
		return 1
	}
	return o.marks[i-1].line
}

func (o *object) write(n ast.Node, depth int) error {
	line := 1
	var t *token.Token
	if n != nil {
		if t = n.GetToken(); t != nil {
			line = t.Position.Line
		}
	}
	if depth > maxYAMLNesting {
		return &lineError{line, "lists are nested too deep"}
	}
	o.marks = append(o.marks, struct{ at, line int }{o.text.Len(), line})
	switch n := n.(type) {
	case *ast.MappingNode:
		return o.pairs(n.Values, depth)
	case *ast.MappingValueNode:
		return o.pairs([]*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		o.text.WriteByte('[')
		for i, v := range n.Values {
			if i > 0 {
				o.text.WriteByte(',')
			}
			if err := o.write(v, depth+1); err != nil {
				return err
			}
		}
		o.text.WriteByte(']')
	case nil, *ast.NullNode:
		o.text.WriteString("null")
	case *ast.LiteralNode:
		o.quote(n.Value.Value)
	case *ast.StringNode:
		o.quote(n.Value)
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		return &lineError{line, "anchors, aliases and tags are not read: write the text out"}
	case ast.ScalarNode:
		o.quote(t.Value)
	default:
		return &lineError{line, "a " + n.Type().String() + " is not read: give texts and lists"}
	}
	return nil
}

func (o *object) pairs(list []*ast.MappingValueNode, depth int) error {
	o.text.WriteByte('{')
	for i, kv := range list {
		if i > 0 {
			o.text.WriteByte(',')
		}
		o.marks = append(o.marks, struct{ at, line int }{o.text.Len(), kv.Key.GetToken().Position.Line})
		o.quote(kv.Key.GetToken().Value)
		o.text.WriteByte(':')
		if err := o.write(kv.Value, depth+1); err != nil {
			return err
		}
	}
	o.text.WriteByte('}')
	return nil
}

func (o *object) quote(text string) {
	b, _ := json.Marshal(text) // a string always has a form
	o.text.Write(b)
}
