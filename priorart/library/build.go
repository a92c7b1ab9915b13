package library

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"claimchart/claims/source"
	"claimchart/priorart/index"
)

// Result is what a build did.
type Result struct {
	Read, Kept, Gone int // files
	References       int // of the library
	Passages         int
	Problems         []Problem
	Lost             bool
	Unindexed        error // why the passages could not be indexed, which says what to do; the library is in place all the same
}

// builder is a build under way.
type builder struct {
	dir  string
	opt  Options
	old  *Built   // what was built before, or nil
	new  manifest // what will be
	make func(name string) (io.WriteCloser, error)
}

// Build makes, or brings up to date, what opens the references of a folder without reading them. Files that have not changed, by
// size and time or else by content, are not read again. What was built before stays whole until the new library takes its place in
// one step; an error, or an end of the process, leaves it as it is. The passages are indexed afterwards, see Result.Unindexed. Only one
// build of a folder runs at a time.
func Build(dir string, opt Options) (*Result, error) {
	b := &builder{dir: dir, opt: opt, make: func(name string) (io.WriteCloser, error) { return os.Create(name) }}
	return b.build()
}

func (b *builder) build() (*Result, error) {
	if !isFolder(b.dir) {
		return nil, fmt.Errorf("%s: not a folder: give the folder that holds the references", b.dir)
	}
	names, err := documents(b.dir)
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("%s: the folder holds no files: put documents into it", b.dir)
	}
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(b.dir, folder), 0o755); err != nil {
		return nil, fmt.Errorf("%s: cannot be written to: %w: copy the documents to a folder of your own", b.dir, source.WithoutPath(err))
	}
	unlock, err := lock(b.dir)
	if err != nil {
		return nil, err
	}
	defer unlock()
	b.sweep() // what a build left that was ended takes room that this one may need
	if b.old, err = Open(b.dir); err != nil {
		b.old = nil // all is read again
	}
	defer func() {
		if b.old != nil {
			b.old.Close()
		}
		b.sweep()
	}()
	result, err := b.renew(names)
	if err != nil {
		return nil, b.explain(err)
	}
	if b.opt.unindexed {
		return result, nil
	}
	if err := b.indexAll(); err != nil {
		remedy := remedyOf(err)
		if errors.Is(err, index.ErrBusy) {
			remedy = "build again when that is done"
		}
		result.Unindexed = fmt.Errorf("%s: the library is built, but not the index of its passages: charts work and take longer: %w: %s", b.dir, source.WithoutPath(err), remedy)
	}
	return result, nil
}

// explain says of an error that nothing is lost.
func (b *builder) explain(err error) error {
	state := "nothing was built"
	if b.old != nil {
		state = "the library is as it was before"
	}
	return fmt.Errorf("%s: not built, %w: %s: %s", b.dir, source.WithoutPath(err), state, remedyOf(err))
}

// remedyOf says what to do about an error of the disk, or of what the reader wrote.
func remedyOf(err error) string {
	var own ownError
	switch {
	case errors.As(err, &own):
		return "build again when that is mended"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "make room on the disk and build again"
	case errors.Is(err, os.ErrPermission):
		return "see that the folder may be written to, and build again"
	}
	return "check the disk and build again"
}

// renew reads what is new, writes it and puts the new library in place of the old.
func (b *builder) renew(names []string) (*Result, error) {
	kept, fresh, gone := b.compare(names)
	if b.opt.Fresh || b.old != nil && !b.old.manifest.readAs(b.opt.Source) || b.fragmented(kept) {
		fresh, kept = append(fresh, unitsFiles(b.dir, kept)...), nil
		slices.Sort(fresh)
	}
	result := &Result{Gone: gone}
	if len(fresh) > 0 {
		joined, err := b.read(fresh)
		if err != nil {
			return nil, err
		}
		if again := slices.IndexFunc(kept, func(u unit) bool { return len(u.Files) > 1 || joinsParts(u.Files[0].Format) }); joined && again >= 0 {
			// A part of an application's file may belong with parts that were read before: all are read together.
			fresh = append(fresh, unitsFiles(b.dir, kept[again:again+1])...)
			slices.Sort(fresh)
			kept = slices.Delete(kept, again, again+1)
			if _, err := b.read(fresh); err != nil {
				return nil, err
			}
		}
	}
	b.new.Schema, b.new.Language, b.new.Marks = schema, b.opt.Source.Language, b.opt.Source.Marks
	result.Read, result.Kept = len(fresh), len(names)-len(fresh)
	b.new.Units = append(b.new.Units, kept...)
	for _, u := range kept {
		if b.new.Segments == nil {
			b.new.Segments = map[string]string{}
		}
		b.new.Segments[u.Segment] = b.old.manifest.Segments[u.Segment]
	}
	slices.SortFunc(b.new.Units, func(x, y unit) int { return strings.Compare(x.Files[0].Name, y.Files[0].Name) })
	if err := b.place(result); err != nil {
		return nil, err
	}
	return result, nil
}

// maxSegments is how many segments a library may have before all is read into one again, each of them being searched by itself.
const maxSegments = 8

// fragmented tells whether the library should be made anew: of too many segments, or with more passages that are gone than left.
func (b *builder) fragmented(kept []unit) bool {
	alive, all, segments := 0, 0, map[string]bool{}
	for _, u := range kept {
		alive += u.Passages
		if u.Count > 0 && !segments[u.Segment] {
			segments[u.Segment] = true
			all += b.old.segments[u.Segment].store.Len()
		}
	}
	return len(segments) >= maxSegments || all > 2*alive
}

func unitsFiles(dir string, units []unit) (names []string) {
	for _, u := range units {
		for _, f := range u.Files {
			names = append(names, filepath.Join(dir, filepath.FromSlash(f.Name)))
		}
	}
	return names
}

// joinsParts tells whether documents of a format come in parts, in several files.
func joinsParts(format string) bool { return format == "uspto-xml4ip" }

// compare tells which units of the old library stay, which files have to be read, and how many are gone.
func (b *builder) compare(names []string) (kept []unit, fresh []string, gone int) {
	if b.old == nil {
		return nil, names, 0
	}
	same := map[string]bool{}
	known := b.old.manifest.files()
	for _, name := range names {
		f := known[relative(b.dir, name)]
		if f == nil {
			continue
		}
		info, err := os.Stat(name)
		if err != nil || info.Size() != f.Bytes || f.SHA256 == "" { // without a checksum it could not be opened
			continue
		}
		if !f.same(info) {
			if sum, err := sumFile(name); err != nil || sum != f.SHA256 {
				continue
			}
			f.Modified = info.ModTime().UnixNano()
		}
		same[f.Name] = true
	}
	gone = len(known)
	for _, name := range names {
		if known[relative(b.dir, name)] != nil {
			gone--
		}
	}
	stays := map[string]bool{}
	for _, u := range b.old.manifest.Units {
		if !slices.ContainsFunc(u.Files, func(f file) bool { return !same[f.Name] }) {
			kept = append(kept, u)
			for _, f := range u.Files {
				stays[f.Name] = true
			}
		}
	}
	for _, name := range names {
		if !stays[relative(b.dir, name)] {
			fresh = append(fresh, name)
		}
	}
	return kept, fresh, gone
}

func sumFile(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // it was only read
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// place gives the labels and puts the new library in place of the old. The labels are written first: that one is remembered which no
// library has yet does no harm.
func (b *builder) place(result *Result) error {
	text, err := json.MarshalIndent(&b.new, "", " ")
	if err != nil {
		return err
	}
	fresh := &Built{Dir: b.dir, manifest: b.new, segments: map[string]*segment{}}
	defer fresh.Close()
	for i := range b.new.Units {
		if err := fresh.open(&b.new.Units[i]); err != nil {
			return err
		}
	}
	known, err := readLabels(filepath.Join(b.dir, folder, labelsFile))
	if err != nil {
		return err
	}
	s := shelf{dir: b.dir}
	fresh.shelve(&s)
	said, err := s.apply(filepath.Join(b.dir, ownFile))
	if err != nil {
		return err
	}
	s.end(b.dir, known)
	s.finish()
	for i := range s.refs {
		result.Passages += s.refs[i].PassageCount()
	}
	result.References = len(s.refs)
	result.Problems = append(append(fresh.problems(), said...), s.problems...)
	result.Lost = slices.ContainsFunc(result.Problems, func(p Problem) bool { return p.Lost })
	if err := writeAside(filepath.Join(b.dir, folder, labelsFile), known.text()); err != nil {
		return err
	}
	return writeAside(filepath.Join(b.dir, folder, manifestFile), append(text, '\n'))
}

// sweep removes what no library needs: segments that the manifest in place does not name, and files that a build left behind.
func (b *builder) sweep() {
	needed := map[string]bool{}
	now, err := Open(b.dir)
	if err != nil {
		return // nothing is removed where it is not known what is needed
	}
	if now != nil {
		for _, u := range now.manifest.Units {
			needed[u.Segment] = true
		}
		now.Close()
	}
	entries, _ := os.ReadDir(filepath.Join(b.dir, folder))
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), segmentStart) && !needed[e.Name()] || strings.HasSuffix(e.Name(), ".tmp") {
			_ = os.RemoveAll(filepath.Join(b.dir, folder, e.Name())) // what is still open elsewhere goes with the next build
		}
	}
}
