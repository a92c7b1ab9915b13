package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestDocumentsTrue: what ARCHITECTURE.md, CONTRIBUTING.md and testdata/README.md name is there: files, folders, names in the code, commands,
// targets of make. A bare file name is looked for in the packages that the section's heading names in brackets, else in all.
func TestDocumentsTrue(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	packages, code := goCode(t)
	makefile := read(t, "Makefile")
	heading := regexp.MustCompile("^#+ .*\\(`([^`]+)`\\)")
	quoted := regexp.MustCompile("`([^`]+)`")
	isName := regexp.MustCompile(`^[A-Za-z]\w*(\.[A-Z]\w*)*$`)
	for _, doc := range []string{"ARCHITECTURE.md", "CONTRIBUTING.md", "testdata/README.md"} {
		var section []string
		for i, line := range strings.Split(read(t, doc), "\n") {
			if strings.HasPrefix(line, "#") {
				section = nil
			}
			if m := heading.FindStringSubmatch(line); m != nil {
				section = []string{m[1]}
			}
			for _, m := range quoted.FindAllStringSubmatch(line, -1) {
				name := m[1]
				first, rest, _ := strings.Cut(name, " ")
				known := true
				switch {
				case first == "make" && rest != "":
					known = strings.Contains(makefile, "\n"+rest+":")
				case first == "claimchart":
					c, _, err := newRoot().Find(strings.Fields(rest))
					known = err == nil && (rest == "" || c.HasParent())
				case rest != "":
					// a command line or words of a file
				case strings.HasSuffix(name, ".go") || strings.Contains(name, "/") || strings.HasSuffix(name, ".gz"):
					known = exists(name, append(section, packages...), section)
				case isName.MatchString(name) && doc == "ARCHITECTURE.md":
					name = name[strings.LastIndex(name, ".")+1:]
					known = code[name] || slices.Contains(packages, name) || exists(name, append(section, packages...), section)
				}
				if !known {
					t.Errorf("%s:%d names `%s`, which is not there", doc, i+1, m[1])
				}
			}
		}
	}
}

// exists says whether a file, folder or pattern is there: from the root, in one of the section's packages, or, for a section without packages,
// in any.
func exists(name string, packages, section []string) bool {
	if len(section) > 0 {
		packages = section
	}
	for _, dir := range append([]string{".", "testdata", "priorart"}, packages...) {
		if found, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(name))); err == nil && len(found) > 0 {
			return true
		}
	}
	return false
}

// TestPackageComments: each package says what it is, the files that its comment names are there, and that of claims/source, which
// is the guide to its many files, names all.
func TestPackageComments(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	packages, _ := goCode(t)
	name := regexp.MustCompile(`\w+\.go\b`)
	for _, p := range packages {
		files, err := filepath.Glob(filepath.Join(p, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		comment := ""
		for _, file := range files {
			text := read(t, file)
			if at := regexp.MustCompile(`(?m)^package `).FindStringIndex(text); at != nil && !strings.HasSuffix(file, "_test.go") {
				comment += text[:at[0]]
			}
		}
		if len(strings.Fields(comment)) < 10 {
			t.Errorf("package %s hardly says what it is: %q", p, comment)
		}
		named := name.FindAllString(comment, -1)
		for _, n := range named {
			if _, err := os.Stat(filepath.Join(p, n)); err != nil {
				t.Errorf("the comment of package %s names %s, which is not there", p, n)
			}
		}
		if p != "claims/source" {
			continue
		}
		for _, file := range files {
			if n := filepath.Base(file); !strings.HasSuffix(n, "_test.go") && !slices.Contains(named, n) {
				t.Errorf("the comment of package %s does not name %s", p, n)
			}
		}
	}
}

// TestArchitectureComplete: each package has a row among the rooms, each direct requirement of go.mod one among the dependencies, and no row
// is of a module that is not required.
func TestArchitectureComplete(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	packages, _ := goCode(t)
	text := read(t, "ARCHITECTURE.md")
	rooms := between("## Rooms", "## ")(text)
	for _, p := range packages {
		if !strings.Contains(rooms, "`"+p+"`") {
			t.Errorf("package %s has no row among the rooms", p)
		}
	}
	table := between("## Dependencies", "## ")(text)
	var direct []string
	for _, m := range regexp.MustCompile(`(?m)^\t(\S+) v\S+$`).FindAllStringSubmatch(read(t, "go.mod"), -1) {
		direct = append(direct, m[1])
		short := regexp.MustCompile(`/v\d+$`).ReplaceAllString(m[1], "")
		if !strings.Contains(table, short) && !strings.Contains(table, short[strings.LastIndex(short, "/")+1:]) {
			t.Errorf("%s is required, and not among the dependencies", m[1])
		}
	}
	if len(direct) == 0 {
		t.Fatal("go.mod requires nothing?")
	}
	for _, row := range regexp.MustCompile(`(?m)^\| ([a-z][^|]*\.[^|]*) \|`).FindAllStringSubmatch(table, -1) {
		for _, module := range regexp.MustCompile(`[a-z][a-z.]*\.[a-z]+/[\w./-]*\w`).FindAllString(row[1], -1) {
			if !slices.Contains(direct, module) {
				t.Errorf("%s is among the dependencies, and not required", module)
			}
		}
	}
}

// goCode returns the folders of all packages, and the words of their code.
func goCode(t *testing.T) (packages []string, words map[string]bool) {
	t.Helper()
	words = map[string]bool{}
	word := regexp.MustCompile(`\w+`)
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "dist") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") {
			if dir := filepath.ToSlash(filepath.Dir(path)); !slices.Contains(packages, dir) {
				packages = append(packages, dir)
			}
			for _, w := range word.FindAllString(read(t, path), -1) {
				words[w] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages, words
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
