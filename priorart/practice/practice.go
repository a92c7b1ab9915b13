// Package practice reads described practices: what people did, sold or knew, told step by step so that the elements of a
// claim can be compared with it. One YAML file is one practice:
//
//	id: failover-cluster          # a-z, 0-9 and hyphens, once in a folder
//	name: failover cluster        # the title in tables, at most 28 characters
//	also: [cluster takeover]      # other phrases by which a text speaks of it
//	does: [...]                   # what it does; each step is one passage
//	words: [[spare node, hot spare]]   # groups of words that mean the same thing in this field
//	described:                    # where it is described; the first dates the practice, so it has to describe all of it
//	  - {source: title and publisher, place: https://..., date: 1999-05, opened: 2026-11-22, says: own words}
//	  - {source: needed, kind: what kind of document would do}
//	used:                         # who used it; source is "needed" or a title listed under described
//	  - {who: ..., country: US, from: "2001", as: on sale, evidence: asserted, source: needed}
//
// id, name and does are required. Reading is strict: everything that is not as above is an error with file and line.
// Pre-AIA use, sale or knowledge counts only in the United States (35 USC 102(a) and (b) before 2013-03-16), hence country,
// from and evidence; whether a date is early enough is decided elsewhere.
package practice

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed *.yaml
var shipped embed.FS

// Practice is one described practice, with white space folded in all its texts.
type Practice struct {
	File      string // base name of the file it was read from
	ID        string // a-z, 0-9 and hyphens
	Name      string // title in tables, 1 to 28 characters
	Also      []string
	Does      []Step     // at least one
	Words     [][]string // groups of 2 to 8
	Described []Source
	Used      []Use
}

// Step is one passage of a practice.
type Step struct {
	Text string
	Line int // where it begins in File, counted from 1
}

// Source is a document that describes the practice, or, with an empty Title, the note that one is still needed.
type Source struct {
	Title  string // title and publisher; empty: still needed, then only Kind is set
	Kind   string // what kind of document would do
	Place  string // public address, http or https
	Date   string // as the document states it: YYYY, YYYY-MM or YYYY-MM-DD
	Opened string // when it was opened and read: YYYY-MM-DD
	Says   string // what it says, not in its words
}

// Use is one statement of who used, sold, published or knew the practice.
type Use struct {
	Who      string
	Country  string // two capital letters; empty: not known
	From     string // YYYY, YYYY-MM or YYYY-MM-DD; empty: not known
	As       string // publication, public use, on sale or known
	Evidence string // asserted, or documented where Source is set
	Source   string // Title of one of the practice's sources; empty: still needed
}

// Shipped returns the practices that ship with the program, sorted by ID.
//
// An error means that the program was built with a bad file; it names file and line.
func Shipped() ([]Practice, error) {
	ps, err := read(shipped, "")
	slices.SortFunc(ps, func(a, b Practice) int { return strings.Compare(a.ID, b.ID) })
	return ps, err
}

// Load returns the practices in the *.yaml and *.yml files of a folder, in the order of the files' names.
//
// Folders below it and files whose names begin with a dot are left out. It is an error if dir is missing, is no folder or
// holds no such file; if a file is no practice; or if an ID is in two files. All errors of all files are reported together
// (errors.Join), each with file and line and what to do, and then no practice is returned.
func Load(dir string) ([]Practice, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such folder: give one that holds practices as *.yaml files", dir)
	case err != nil:
		return nil, fmt.Errorf("reading practices: %w", err)
	case !info.IsDir():
		return nil, fmt.Errorf("%s: not a folder: give the folder that holds the practices", dir)
	}
	return read(os.DirFS(dir), dir)
}

// Read returns the practice in one file's text; file is its name. All that is wrong with it is reported together, each with line and
// what to do, and then no practice is returned.
func Read(file string, text []byte) (Practice, error) {
	p, _, err := decode(file, text)
	if err != nil {
		return Practice{}, err
	}
	p.File = filepath.Base(file)
	return p, nil
}

// read reads the practices at the root of fsys; dir stands before file names in errors.
func read(fsys fs.FS, dir string) ([]Practice, error) {
	files, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("reading practices: %w", err)
	}
	var (
		ps   []Practice
		errs []error
		seen = map[string]string{} // ID to the file that has it
		n    int
	)
	for _, f := range files {
		ext := strings.ToLower(path.Ext(f.Name()))
		if f.IsDir() || strings.HasPrefix(f.Name(), ".") || ext != ".yaml" && ext != ".yml" {
			continue
		}
		n++
		name := filepath.Join(dir, f.Name())
		data, err := fs.ReadFile(fsys, f.Name())
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: cannot be read: %w", name, err))
			continue
		}
		p, idLine, err := decode(name, data)
		p.File = f.Name()
		if err != nil {
			errs = append(errs, err)
		}
		if first, ok := seen[p.ID]; ok && p.ID != "" {
			errs = append(errs, fmt.Errorf("%s:%d: id %q is also that of %s: give each practice its own", name, idLine, p.ID, first))
		} else {
			seen[p.ID] = name
		}
		ps = append(ps, p)
	}
	if n == 0 {
		return nil, fmt.Errorf("%s: no *.yaml or *.yml file in it: put a file there for each practice", dir)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return ps, nil
}
