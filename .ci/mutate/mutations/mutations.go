// Package mutations reads mutations.txt, the list of ways to break the tool's rules, each of which a test notices.
//
// The list is made of blocks:
//
//	# a heading, or why a mutation is not in the list
//
//	@ kit-inherits-nothing claims/limitations.go
//	= A kit that includes the device of claim 1 inherits its limitations: MPEP 608.01(n).
//	- if c.Relation == Mentions {
//	+ if c.Relation != Limits {
//	! testdata/claims/kit-inherits.txtar
//
// "@" gives the id and the file, "=" the rule that is broken in words with its source, "-" the text that is taken out, "+" what is put
// in its place; each of the last three may have several lines. "!" says which case was written for it, where no test caught it at first.
package mutations

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

//go:embed mutations.txt
var list string

// Mutation is one rule of the tool broken in one place.
type Mutation struct {
	ID   string
	File string // from the root of the repository, with slashes
	Rule string // what is broken, and its source
	Old  string // stands exactly once in the file
	New  string
	Case string // what was written to catch it; empty where a test did from the start
}

// Room is the folder that the file is in.
func (m *Mutation) Room() string { return m.File[:strings.LastIndexByte(m.File, '/')] }

// Read returns the mutations in the order of their list. The error names the line that is not of the form above, or an id that comes
// twice.
func Read() ([]Mutation, error) {
	const name = "mutations.txt"
	var out []Mutation
	seen := map[string]bool{}
	n := 0
	for line := range strings.Lines(list) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		text, ok := strings.CutPrefix(line[1:], " ")
		if !ok && len(line) > 1 || line[0] != '@' && out == nil {
			return nil, fmt.Errorf("%s:%d: %q is not of the form of the list", name, n, line)
		}
		if line[0] == '@' {
			f := strings.Fields(text)
			if len(f) != 2 || seen[f[0]] || !strings.Contains(f[1], "/") {
				return nil, fmt.Errorf("%s:%d: %q: an id of its own and a file are wanted", name, n, line)
			}
			seen[f[0]] = true
			out = append(out, Mutation{ID: f[0], File: f[1]})
			continue
		}
		m := &out[len(out)-1]
		field := map[byte]*string{'=': &m.Rule, '-': &m.Old, '+': &m.New, '!': &m.Case}[line[0]]
		if field == nil {
			return nil, fmt.Errorf("%s:%d: %q is not of the form of the list", name, n, line)
		}
		if *field != "" {
			*field += "\n"
		}
		*field += text
	}
	for i := range out {
		if m := &out[i]; m.Rule == "" || m.Old == "" || m.Old == m.New {
			return nil, fmt.Errorf("%s: %s lacks its rule, or changes nothing", name, m.ID)
		}
	}
	return out, nil
}

// Apply returns the mutation's file as it is under root, with the rule broken. The error says that the old text does not stand there
// exactly once.
func (m *Mutation) Apply(root string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(m.File)))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.ID, err)
	}
	if n := strings.Count(string(data), m.Old); n != 1 {
		return nil, fmt.Errorf("%s: the old text stands %d times in %s, not once: mend its block in .ci/mutate/mutations", m.ID, n, m.File)
	}
	return []byte(strings.Replace(string(data), m.Old, m.New, 1)), nil
}
