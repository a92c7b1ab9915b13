package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"claimchart/claims/source"
	"claimchart/priorart/library"
	"claimchart/report/corpus"
)

// A keptRun is a command line on its way into a case.
type keptRun struct {
	args   []string          // the command line with the inputs under their names in the case
	names  map[string]string // of each path given, its name in the case
	order  []string          // the paths, in order
	text   bool              // only text is kept
	copied int
	bytes  int64
}

// What a case may hold: enough for some hundred documents, little enough to be kept under version control.
const (
	mostFile = 16 << 20
	mostCase = 64 << 20
)

// pathFlags are the flags of all commands whose values are files or folders that are read.
var pathFlags = []string{"against", "config", "practices", "review", "thesaurus"}

// newKept reads a command line: which command it is, and which of its arguments are inputs.
func newKept(line []string, text bool) (*keptRun, error) {
	cmd, rest, err := newRoot().Find(line)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(corpus.Recordable, line[0]) || cmd.Name() != line[0] {
		return nil, fmt.Errorf("%s: its report cannot be kept: give one of %s", line[0], strings.Join(corpus.Recordable, ", "))
	}
	if err := cmd.ParseFlags(rest); err != nil {
		return nil, fmt.Errorf("%s: %w", line[0], err)
	}
	k := &keptRun{args: []string{line[0]}, names: map[string]string{}, text: text}
	for _, a := range cmd.Flags().Args() {
		if line[0] != "search" { // whose arguments are the words to look for
			if a, err = k.input(a); err != nil {
				return nil, err
			}
		}
		k.args = append(k.args, a)
	}
	var wrong error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if slices.Contains(unsaid, f.Name) || f.Name == "template" {
			wrong = cmpError(wrong, fmt.Errorf("--%s: the report is kept as JSON, and this decides nothing in it: leave it out", f.Name))
			return
		}
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		for _, v := range values {
			if slices.Contains(pathFlags, f.Name) && (f.Name != "against" || v != library.Practices) {
				var err error
				if v, err = k.input(v); err != nil {
					wrong = cmpError(wrong, err)
				}
			}
			switch {
			case f.Value.Type() == "bool" && v == "true":
				k.args = append(k.args, "--"+f.Name)
			case f.Value.Type() == "bool":
				k.args = append(k.args, "--"+f.Name+"="+v)
			default:
				k.args = append(k.args, "--"+f.Name, v)
			}
		}
	})
	if line[0] == "check" && !cmd.Flags().Changed("config") { // which looks for it beside the claims
		for _, path := range slices.Clone(k.order) {
			if file := filepath.Join(folderOf(path), configName); isFile(file) {
				if _, err := k.input(file); err != nil {
					return nil, err
				}
			}
		}
	}
	return k, wrong
}

// cmpError is the first of two errors.
func cmpError(first, next error) error {
	if first != nil {
		return first
	}
	return next
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// ownFiles are the names that a case has for itself.
var ownFiles = []string{"case.yaml", "want.json", "judgements.jsonl", "ranking.txt", corpus.BaselineFile}

// input gives a path its name in the case: its own where it lies below this folder, else the last part of it.
func (k *keptRun) input(path string) (string, error) {
	if path == "-" {
		return "", errors.New("standard input (-) cannot be kept: save it as a file and give that")
	}
	if name, ok := k.names[path]; ok {
		return name, nil
	}
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("%s: cannot be read: %w", path, source.WithoutPath(err))
	}
	clean := filepath.Clean(path)
	if !filepath.IsLocal(clean) || clean == "." {
		full, err := filepath.Abs(clean)
		if err != nil {
			return "", err
		}
		clean = filepath.Base(full)
	}
	name := filepath.ToSlash(clean)
	if slices.Contains(ownFiles, name) {
		return "", fmt.Errorf("%s: a case has a file of its own of this name: give the input another", path)
	}
	for _, other := range k.order {
		if k.names[other] == name && !sameFile(other, path) {
			return "", fmt.Errorf("%s and %s would both be called %s in the case: give one of them another name", min(path, other), max(path, other), name)
		}
	}
	k.names[path], k.order = name, append(k.order, path)
	return name, nil
}

// sameFile tells whether two paths lead to one file or folder.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(x, y)
}

// copyInputs copies the inputs into a folder.
func (k *keptRun) copyInputs(folder, target string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, path := range k.order {
		to := filepath.Join(folder, filepath.FromSlash(k.names[path]))
		info, err := os.Stat(path)
		if err != nil {
			return fmt.Errorf("%s: cannot be read: %w", path, source.WithoutPath(err))
		}
		if !info.IsDir() {
			if err := k.copyFile(path, to); err != nil {
				return err
			}
			continue
		}
		if within, err := below(path, target); err != nil || within {
			return errors.Join(err, fmt.Errorf("%s: lies in %s, which is an input: keep the case elsewhere", target, path))
		}
		if err := k.copyFolder(path, to); err != nil {
			return err
		}
	}
	return nil
}

// below tells whether a file lies in a folder.
func below(folder, file string) (bool, error) {
	a, err := filepath.Abs(folder)
	b, err2 := filepath.Abs(file)
	if err = errors.Join(err, err2); err != nil {
		return false, err
	}
	rel, err := filepath.Rel(a, b)
	return err == nil && filepath.IsLocal(rel), nil
}

// copyFolder copies a folder without what is hidden in it.
func (k *keptRun) copyFolder(from, to string) error {
	return filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("%s: cannot be read: %w", p, source.WithoutPath(err))
		}
		hidden := strings.HasPrefix(d.Name(), ".") && p != from
		switch {
		case hidden && d.IsDir():
			return fs.SkipDir
		case hidden || d.IsDir() || !isFile(p):
			return nil
		}
		rel, err := filepath.Rel(from, p)
		if err != nil {
			return err
		}
		return k.copyFile(p, filepath.Join(to, rel))
	})
}

// copyFile copies a file, if it is not too large; into a txtar text only, which ends in a line end there.
func (k *keptRun) copyFile(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return nil // a file of a folder that was given as well
	}
	text, err := readWhole(from, mostFile, "a case is kept whole: keep a part of it, or the reference alone")
	if err != nil {
		return err
	}
	if k.bytes += int64(len(text)); k.bytes > mostCase {
		return fmt.Errorf("%s: the inputs are larger than %d MB together: a case is kept whole: give --against the references that matter", from, mostCase>>20)
	}
	if k.text {
		if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
			return fmt.Errorf("--txtar: %s is no text: leave --txtar out, and the case is a folder", from)
		}
		if len(text) > 0 && text[len(text)-1] != '\n' {
			text = append(text, '\n')
		}
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	k.copied++
	return os.WriteFile(to, text, 0o644)
}
