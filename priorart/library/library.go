// Package library reads references out of files and folders, and keeps a folder's references in a form that is opened without being
// read (build).
//
// A reference comes out of any document that package source reads, out of the contract's JSON and YAML, or out of a described
// practice. What cannot be read is a Problem and the rest goes on. Every reference has an ID and a short label of its own; the
// labels of a folder that was built stay the same when files are added.
//
//	loaded, err := library.Load([]string{"prior-art", "smith.pdf"}, library.Options{})
//	defer loaded.Close()
//	for _, p := range loaded.Problems { ... } // what could not be read, or has to be known
//	chart, err := priorart.Make(set, loaded.Library, priorart.Options{})
package library

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/priorart/index"
	"claimchart/priorart/practice"
)

// Practices is the word that stands among paths for the practices that ship with the tool and those of Options.Practices.
const Practices = "practices"

// Options say how references are read.
type Options struct {
	Source    source.Options
	Stdin     io.Reader           // what "-" reads
	Practices []practice.Practice // what Practices stands for
	Tell      func(refs int, done, all int64)
	TellIndex func(done, all int) // unless nil, how many of the passages are indexed
	Fresh     bool                // read all documents, even where what was built of them could be opened or kept

	unindexed bool // an index elsewhere has the passages
}

// Loaded is what Load gives.
type Loaded struct {
	Library  *priorart.Library
	Files    []source.File // that were read, or out of which the opened library was built
	Problems []Problem
	Built    []*Built // the libraries that were opened and not read; they have to be closed

	index index.Candidates // that OpenIndex or OpenElsewhere opened
}

// Close closes the libraries that were opened, and their indexes.
func (l *Loaded) Close() {
	if l.index != nil {
		_ = l.index.Close() // it was only read
	}
	for _, b := range l.Built {
		b.Close()
	}
}

// Lost tells whether something could not be read.
func (l *Loaded) Lost() bool {
	return slices.ContainsFunc(l.Problems, func(p Problem) bool { return p.Lost })
}

// Load reads the references of all paths, in their order: files, folders, archives, "-", and Practices. A folder that was built, and
// of which no file has changed since by size and time, is opened instead.
//
// Of references with one ID, the first keeps it; a further one that has the same passages is left out; one that has others is called
// by its file's whole name where its file gave it the ID, else ID~2, ID~3. The error is for a path that does not exist or holds no references at all.
func Load(paths []string, opt Options) (*Loaded, error) {
	out := &Loaded{Library: &priorart.Library{}}
	var s shelf
	fail := func(err error) (*Loaded, error) {
		out.Close()
		return nil, err
	}
	for _, path := range paths {
		if path == Practices {
			s.dir = ""
			for i := range opt.Practices {
				s.add(priorart.FromPractice(&opt.Practices[i]), nil)
			}
			s.end("", &labels{})
			continue
		}
		if err := out.path(path, opt, &s); err != nil {
			return fail(err)
		}
	}
	s.finish()
	out.Library.References = s.refs
	slices.SortStableFunc(out.Library.References, byLabel)
	out.Problems = append(out.Problems, s.problems...)
	for _, p := range out.Problems {
		out.Library.Notes = append(out.Library.Notes, p.String())
	}
	return out, nil
}

// byLabel orders references by their labels: D1, D2, D10, then those that a person named. So the order of those that were there does
// not change when files are added.
func byLabel(a, b priorart.Reference) int {
	an, aCounted := counted(a.Label)
	bn, bCounted := counted(b.Label)
	switch {
	case aCounted && bCounted:
		return cmp.Compare(an, bn)
	case aCounted != bCounted:
		if aCounted {
			return -1
		}
		return 1
	}
	return strings.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label))
}

// Segment is a part of a library that was built: the folder that holds it, in which an index of its passages may stand as well, its
// passages, and the number in the library of each of them, -1 where the library has it no more.
type Segment struct {
	Dir     string
	Store   *Store
	Numbers []int

	library string // the folder with the documents
	refs    []record
}

// Segments returns the segments of all libraries that were opened. A reference that was read has no part in them.
func (l *Loaded) Segments() (out []Segment) {
	at := map[priorart.Store]int{}
	for _, b := range l.Built {
		for _, name := range b.names() {
			seg := b.segments[name]
			at[seg.store] = len(out)
			out = append(out, Segment{Dir: seg.dir, Store: seg.store, Numbers: slices.Repeat([]int{-1}, seg.store.Len()), library: b.Dir, refs: seg.refs})
		}
	}
	passages := l.Library.Passages()
	for i := range l.Library.References {
		if s := l.Library.References[i].Stored; s != nil {
			first, _ := passages.Of(i)
			numbers := out[at[s.In]].Numbers
			for k := range s.Count {
				numbers[s.First+k] = first + k
			}
		}
	}
	return out
}

// path loads one path.
func (l *Loaded) path(path string, opt Options, s *shelf) error {
	info, err := os.Stat(path)
	isDir := err == nil && info.IsDir()
	known := &labels{}
	s.dir = ""
	if isDir {
		s.dir = path
		if known, err = readLabels(filepath.Join(path, folder, labelsFile)); err != nil {
			return err
		}
		if !opt.Fresh {
			b, err := Open(path)
			if err != nil {
				l.Problems = append(l.Problems, Problem{File: path, What: err.Error() + ": the documents were read instead; run claimchart library build " + path})
			}
			if b != nil {
				changes, err := b.Changes()
				if err != nil {
					b.Close()
					return err
				}
				why := summary(changes) + " since the library was built"
				if !b.manifest.readAs(opt.Source) {
					why = "the library was built with other --language or --marks"
				} else if len(changes) == 0 {
					l.Built = append(l.Built, b)
					b.shelve(s)
					l.Files = append(l.Files, b.files()...)
					l.Problems = append(l.Problems, b.problems()...)
					return l.finish(path, s, known)
				}
				b.Close()
				l.Problems = append(l.Problems, Problem{File: path, What: fmt.Sprintf("%s: the documents were read instead; run claimchart library build %s to have it open faster", why, path)})
			}
		}
	}
	names := []string{path}
	if path != "-" {
		if names, err = documents(path); err != nil {
			return err
		}
	}
	reader := &source.Reader{Stdin: opt.Stdin, Sums: true}
	var found problems
	var batches []outcome
	n := 0
	err = read(reader, names, opt.Source, func(o outcome) error {
		for _, p := range o.problems {
			found.add(p)
		}
		if isDir {
			o.path = relative(path, o.path)
			for i := range o.refs {
				o.refs[i].File = relative(path, o.refs[i].File)
			}
		}
		batches = append(batches, o)
		n += len(o.refs)
		if opt.Tell != nil {
			done, all := reader.Progress()
			opt.Tell(n, done, all)
		}
		return nil
	})
	if err != nil {
		return err
	}
	// What was joined out of several files comes last and belongs where the first of them is, as in a library that was built.
	slices.SortStableFunc(batches, func(a, b outcome) int { return strings.Compare(a.path, b.path) })
	for _, o := range batches {
		for _, r := range o.refs {
			s.add(r, nil)
		}
	}
	l.Files = append(l.Files, reader.Files...)
	l.Problems = append(l.Problems, found.list...)
	if n == 0 && len(found.list) == 0 {
		l.Problems = append(l.Problems, Problem{File: path, What: "no reference in it: give documents, or references as JSON lines", Lost: true})
	}
	return l.finish(path, s, known)
}

// finish ends the references of a path with what the folder's library.yaml says of them.
func (l *Loaded) finish(path string, s *shelf, known *labels) error {
	said, err := s.apply(filepath.Join(path, ownFile))
	l.Problems = append(l.Problems, said...)
	s.end(path, known)
	return err
}

// documents lists the files of a path that hold references: all but library.yaml.
func documents(path string) ([]string, error) {
	names, err := source.Files(path)
	if err != nil {
		return nil, err
	}
	if len(names) == 1 && names[0] == path {
		return names, nil
	}
	own := filepath.Join(path, ownFile)
	return slices.DeleteFunc(names, func(n string) bool { return n == own }), nil
}
