package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"claimchart/claims"
	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/report"
)

// configName is the file that tells check what to leave out.
const configName = ".claimcheck.yaml"

// The YAML parser's time grows with the square of its nesting, so the file and its brackets are bounded.
const (
	maxConfig   = 64 << 10
	maxBrackets = 1000
)

// suppression keeps the findings of a rule out, in some claims or in all.
type suppression struct {
	rule   string
	claims string
	nums   []int // nil for all claims
	reason string
}

// suppress parts findings into those kept and, by entry, the number of those left out. The first entry that fits counts.
func suppress(list []claims.Finding, by []suppression) (kept []claims.Finding, out []report.Suppressed) {
	for _, s := range by {
		out = append(out, report.Suppressed{Rule: s.rule, Claims: s.claims, Reason: s.reason})
	}
	for _, f := range list {
		i := slices.IndexFunc(by, func(s suppression) bool {
			return s.rule == f.Rule && (s.nums == nil || slices.Contains(s.nums, f.Claim))
		})
		if i < 0 {
			kept = append(kept, f)
		} else {
			out[i].Count++
		}
	}
	return kept, out
}

// readConfig reads what to suppress. A file that is not there is an error only if it was asked for. The error joins everything
// that is wrong with the file, each with name and line.
func readConfig(name string, asked bool) ([]suppression, error) {
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !asked:
		return nil, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such file: check the name and the folder", name)
	case err != nil:
		return nil, fmt.Errorf("%s: cannot be read: %w", name, source.WithoutPath(err))
	case len(data) > maxConfig:
		return nil, fmt.Errorf("%s:1: file has %d bytes, more than %d", name, len(data), maxConfig)
	}
	if n := bytes.Count(data, []byte("[")) + bytes.Count(data, []byte("{")); n > maxBrackets {
		return nil, fmt.Errorf("%s:1: file has %d opening brackets, more than %d: write its list a line an entry", name, n, maxBrackets)
	}
	file, err := parser.ParseBytes(bytes.TrimPrefix(data, []byte("\ufeff")), 0) // which editors on Windows put in front
	if err != nil {
		line, msg := 1, err.Error()
		var at yaml.Error
		if errors.As(err, &at) {
			msg = at.GetMessage()
			if t := at.GetToken(); t != nil && t.Position != nil {
				line = t.Position.Line
			}
		}
		return nil, fmt.Errorf("%s:%d: not valid YAML: %s", name, line, msg)
	}
	c := config{name: name}
	for _, d := range file.Docs {
		if d.Body != nil && d.Body.Type() != ast.CommentType {
			c.top(d.Body)
		}
	}
	return c.list, errors.Join(c.errs...)
}

// config walks the syntax tree, so that every error has its line.
type config struct {
	name string
	list []suppression
	errs []error
}

func (c *config) fail(n ast.Node, format string, args ...any) {
	line := 1
	if t := n.GetToken(); t != nil && t.Position != nil {
		line = t.Position.Line
	}
	c.errs = append(c.errs, fmt.Errorf("%s:%d: %s", c.name, line, fmt.Sprintf(format, args...)))
}

func (c *config) top(n ast.Node) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		c.fail(n, "no fields: write \"suppress:\" and a list below it")
		return
	}
	for _, p := range m.Values {
		if name := p.Key.GetToken().Value; name != "suppress" {
			c.fail(p.Key, "unknown field %q: use only suppress", name)
			continue
		}
		switch list := p.Value.(type) {
		case *ast.NullNode:
		case *ast.SequenceNode:
			for _, e := range list.Values {
				c.entry(e)
			}
		default:
			c.fail(p.Key, "suppress is no list: write an entry a line, each after a hyphen")
		}
	}
}

func (c *config) entry(n ast.Node) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		c.fail(n, "entry has no fields: write rule and reason")
		return
	}
	var s suppression
	for _, p := range m.Values {
		value, ok := scalar(p.Value)
		name := p.Key.GetToken().Value
		if !ok {
			c.fail(p.Key, "%s is no plain text", name)
			continue
		}
		switch name {
		case "rule":
			r, known := claims.FindRule(value)
			if !known {
				c.fail(p.Key, "unknown rule %q: claimchart check --rules lists all", value)
			}
			s.rule = r.ID
		case "claims":
			nums, err := priorart.ParseClaims(value)
			if err != nil {
				c.fail(p.Key, "claims: %v", err)
			}
			s.claims, s.nums = value, nums
		case "reason":
			s.reason = value
		default:
			c.fail(p.Key, "unknown field %q: use only rule, claims, reason", name)
		}
	}
	if !slices.ContainsFunc(m.Values, func(p *ast.MappingValueNode) bool { return p.Key.GetToken().Value == "rule" }) {
		c.fail(n, "rule is missing: say which rule to suppress")
	}
	if s.reason == "" {
		c.fail(n, "reason is missing: say why the findings are left out")
	}
	c.list = append(c.list, s)
}

// scalar returns a plain value as text, white space folded.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.NullNode:
		return "", true
	case *ast.StringNode:
		return strings.Join(strings.Fields(n.Value), " "), true
	case *ast.LiteralNode:
		return strings.Join(strings.Fields(n.Value.Value), " "), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}
