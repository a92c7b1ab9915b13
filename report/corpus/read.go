package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"claimchart/claims/source"
)

// BaselineFile is what the file is called that says what a corpus reached.
const BaselineFile = "BASELINE"

// Read finds the cases below a folder, in order of name. Files that belong to no case are counted; hidden folders are not looked at. A
// case that lacks what its kind needs is an error with file, reason and remedy; where there are several, all are named.
func Read(folder string) (*Corpus, error) {
	c := &Corpus{Folder: filepath.ToSlash(filepath.Clean(folder))}
	var wrong []error
	add := func(one *Case, err error) {
		switch {
		case err != nil:
			wrong = append(wrong, err)
		case one != nil:
			c.Cases = append(c.Cases, *one)
		default:
			c.PassedOver++
		}
	}
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("%s: cannot be read: %w", p, source.WithoutPath(err))
		}
		name := d.Name()
		switch {
		case d.IsDir() && strings.HasPrefix(name, ".") && p != folder:
			return fs.SkipDir
		case d.IsDir():
			one, err := folderCase(c.Folder, p)
			if one == nil && err == nil {
				return nil
			}
			add(one, err)
			return fs.SkipDir
		case name == BaselineFile || strings.HasSuffix(name, "."+BaselineFile):
		case !d.Type().IsRegular() || filepath.Ext(name) != ".txtar":
			add(nil, nil)
		default:
			add(archiveCase(c.Folder, p))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	// A folder that is one case has subfolders that belong to it, but the corpus itself may be a case and hold others.
	slices.SortFunc(c.Cases, func(a, b Case) int { return strings.Compare(a.Name, b.Name) })
	for i := 1; i < len(c.Cases); i++ {
		if c.Cases[i].Name == c.Cases[i-1].Name {
			wrong = append(wrong, fmt.Errorf("%s: there is a folder of the same name: give one of the two another", c.Cases[i].Path))
		}
	}
	return c, errors.Join(wrong...)
}

// nameOf is a case's name below the corpus.
func nameOf(folder, file string) string {
	rel, err := filepath.Rel(folder, file)
	if err != nil || rel == "." {
		rel = filepath.Base(filepath.Clean(file))
	}
	return strings.TrimSuffix(filepath.ToSlash(rel), ".txtar")
}

// archiveCase reads a txtar; nil where it is no case: a script of commands, or an archive of something else.
func archiveCase(folder, file string) (*Case, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", file, source.WithoutPath(err))
	}
	ar := txtar.Parse(data)
	if isScript(string(ar.Comment)) {
		return nil, nil
	}
	c := &Case{Name: nameOf(folder, file), Path: filepath.ToSlash(file)}
	line := 1 + strings.Count(string(ar.Comment), "\n")
	for _, f := range ar.Files {
		line++ // the file's own head
		if c.has(f.Name) {
			return nil, fmt.Errorf("%s:%d: a second %s: give each file once", c.Path, line-1, f.Name)
		}
		c.files = append(c.files, section{f.Name, c.Path, line, string(f.Data)})
		line += strings.Count(string(f.Data), "\n")
	}
	return c.recognised()
}

// isScript tells the scripts of testscript, whose comment is commands.
func isScript(comment string) bool {
	for line := range strings.Lines(comment) {
		line = strings.TrimLeft(line, "! ?")
		if strings.HasPrefix(line, "exec ") {
			return true
		}
	}
	return false
}

// marks are the files by which a folder is known as a case. A folder that a person works in may hold claims.txt or article.txt as well.
var marks = []string{"case.yaml", "want.txt", "findings.txt", "ranking.txt", "expected.txt", "labels.txt", "redline.txt", "pairs.txt", "families.txt", "history.txt", "judgements.jsonl"}

// folderCase reads a folder with all below it, if it holds a file that marks a case; nil where it does not.
func folderCase(corpus, folder string) (*Case, error) {
	if !slices.ContainsFunc(marks, func(name string) bool {
		info, err := os.Stat(filepath.Join(folder, name))
		return err == nil && info.Mode().IsRegular()
	}) {
		return nil, nil
	}
	c := &Case{Name: nameOf(corpus, folder), Path: filepath.ToSlash(folder)}
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".") && p != folder {
			return fs.SkipDir
		}
		if err != nil || !d.Type().IsRegular() || p == filepath.Join(folder, BaselineFile) {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(folder, p)
		if err != nil {
			return err
		}
		c.files = append(c.files, section{filepath.ToSlash(rel), filepath.ToSlash(p), 1, string(data)})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", folder, source.WithoutPath(err))
	}
	return c.recognised()
}

// recognised finds the kinds of a case by its files. A case of no kind is nil, one that lacks something an error.
func (c *Case) recognised() (*Case, error) {
	lacks := func(of string, names ...string) error {
		for _, n := range names {
			if !c.has(n) {
				return fmt.Errorf("%s: it has %s and no %s: add that file (testdata/README.md of the tool's source shows each kind of case)", c.Path, of, n)
			}
		}
		return nil
	}
	kind := func(name string, err error) error {
		c.Kinds = append(c.Kinds, name)
		return err
	}
	var err error
	article := c.has("article.txt") && (c.has("expected.txt") || c.has("claims.txt") && !c.has("case.yaml"))
	switch {
	case c.has("case.yaml"):
		err = kind(Ran, lacks("case.yaml", "want.json"))
	case c.has("want.json"), c.has("judgements.jsonl"):
		return nil, fmt.Errorf("%s: it keeps a run and has no case.yaml: add that file (testdata/README.md of the tool's source shows each kind of case)", c.Path)
	case c.has("ranking.txt"):
		err = kind(Ranking, lacks("ranking.txt", "claims.txt"))
		if err == nil && !slices.ContainsFunc(c.files, func(s section) bool { return referenceFile(s.name) }) {
			err = lacks("ranking.txt", "D1.txt")
		}
	case article:
	case c.has("article.txt") && (c.has("skipped.txt") || c.has("practices.txt")):
		err = lacks("article.txt", "claims.txt")
	}
	if article {
		err = errors.Join(err, kind(Article, nil))
	}
	if c.has("want.txt") {
		err = errors.Join(err, kind(Claims, lacks("want.txt", "claims.txt")))
	}
	if c.has("findings.txt") {
		err = errors.Join(err, kind(Findings, lacks("findings.txt", "claims.txt")))
	}
	if c.has("labels.txt") {
		err = errors.Join(err, kind(Labels, lacks("labels.txt", "claim.txt")))
	}
	if compared, lack := c.comparison(); compared {
		err = errors.Join(err, kind(Comparison, lacks("an expected comparison", lack...)))
	}
	if err != nil {
		return nil, err
	}
	if len(c.Kinds) == 0 {
		return nil, nil
	}
	return c, nil
}

// comparison tells whether the case has an expected comparison, and which inputs that needs.
func (c *Case) comparison() (yes bool, needs []string) {
	for _, x := range []struct {
		expected string
		needs    []string
	}{
		{"redline.txt", []string{"a.txt", "b.txt"}}, {"groups.txt", []string{"set.txt", "pairs.txt"}}, {"families.txt", []string{"set.txt"}},
		{"history.txt", []string{"v1.txt", "v2.txt", "v3.txt"}},
	} {
		if c.has(x.expected) {
			yes, needs = true, append(needs, x.needs...)
		}
	}
	switch {
	case c.has("groups.txt"):
	case c.has("pairs.txt"):
		yes, needs = true, append(needs, "old.txt", "new.txt")
	case c.has("listing.txt"):
		yes, needs = true, append(needs, "v1.txt", "v2.txt", "v3.txt")
	}
	return yes, needs
}

// referenceFile tells whether a file of a case is a reference: "D1.txt".
func referenceFile(name string) bool {
	id := strings.TrimSuffix(name, ".txt")
	return id != name && len(id) > 1 && id[0] == 'D' && strings.Trim(id[1:], "0123456789") == ""
}

// suite is the folder of a case, for the table: the corpus's own for a case that stands in it.
func (c *Corpus) suite(one *Case) string {
	if len(one.Kinds) > 0 && !strings.HasSuffix(one.Path, ".txtar") {
		return path.Clean(one.Path)
	}
	return path.Dir(one.Path)
}
