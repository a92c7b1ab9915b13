package library

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimchart/claims/source"
	"claimchart/priorart"
)

// What a build makes stands in the folder's own hidden folder: the manifest, which names everything else, the labels, the lock, and
// the segments. A segment is what one build read: a store of passages and the references without them. It is never changed: the next
// build makes another for what is new, and the manifest, which takes the old one's place in one step, says which references of which
// segment are in the library. So a build that ends early, for whatever reason, changes nothing.
const (
	folder       = ".claimchart"
	manifestFile = "manifest.json"
	labelsFile   = "labels"
	lockFile     = "lock"
	storeFile    = "passages"
	refsFile     = "references.jsonl"
	segmentStart = "s-"
	schema       = "claimchart-library/2"
)

type manifest struct {
	Schema string `json:"schema"` // changes with what is read of a document: a library of another schema is built anew
	// Language and Marks are how the documents were read, as in source.Options.
	Language string `json:"language"`
	Marks    bool   `json:"marks"`
	Units    []unit `json:"units"` // in the order of their first files
	// Segments has the checksum of the references of each segment; its passages have their own.
	Segments map[string]string `json:"segments"`
}

// unit is a file with the references that it gave, or several files whose parts belong together.
type unit struct {
	Files    []file    `json:"files"`
	Segment  string    `json:"segment"` // empty where there are no references
	From     int       `json:"from"`    // the first of its references in the segment
	Count    int       `json:"count"`
	Passages int       `json:"passages"`
	Problems []Problem `json:"problems"` // with the names of files below the folder
}

type file struct {
	Name     string `json:"name"` // below the folder, with slashes
	Format   string `json:"format"`
	Bytes    int64  `json:"bytes"`
	Modified int64  `json:"modified"` // nanoseconds since 1970
	SHA256   string `json:"sha256"`
}

// record is a reference of a segment without its passages.
type record struct {
	priorart.Reference
	First int    // its first passage in the segment
	Count int    // its passages
	Sum   string // of its content
}

// segment is an open segment.
type segment struct {
	dir   string
	store *Store
	refs  []record
}

// Built is a library that was built, opened and not read.
type Built struct {
	Dir      string // the folder with the documents
	manifest manifest
	segments map[string]*segment
}

// Open opens what was built of a folder. It returns nil, and no error, where nothing was built. A library that is damaged is an error.
func Open(dir string) (*Built, error) {
	text, err := os.ReadFile(filepath.Join(dir, folder, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the library cannot be opened: %w", source.WithoutPath(err))
	}
	b := &Built{Dir: dir, segments: map[string]*segment{}}
	if err := json.Unmarshal(text, &b.manifest); err != nil || b.manifest.Schema != schema {
		return nil, errors.New("the library was built by another version, or its manifest is damaged")
	}
	for i := range b.manifest.Units {
		if err := b.open(&b.manifest.Units[i]); err != nil {
			b.Close()
			return nil, err
		}
	}
	return b, nil
}

func (b *Built) open(u *unit) error {
	if u.Count == 0 {
		return nil
	}
	seg := b.segments[u.Segment]
	if seg == nil {
		if !strings.HasPrefix(u.Segment, segmentStart) || strings.ContainsAny(u.Segment, `/\`) {
			return errors.New("the library's manifest is damaged")
		}
		var err error
		if seg, err = openSegment(filepath.Join(b.Dir, folder, u.Segment), b.manifest.Segments[u.Segment]); err != nil {
			return fmt.Errorf("the library cannot be opened: %w", err)
		}
		b.segments[u.Segment] = seg
	}
	if u.From < 0 || u.Count < 0 || u.From+u.Count > len(seg.refs) {
		return errors.New("the library's manifest is damaged")
	}
	return nil
}

func openSegment(dir, sum string) (*segment, error) {
	text, err := os.ReadFile(filepath.Join(dir, refsFile))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, refsFile), source.WithoutPath(err))
	}
	if sumText(text) != sum {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, refsFile), errDamaged)
	}
	seg := &segment{dir: dir}
	if seg.store, err = OpenStore(filepath.Join(dir, storeFile)); err != nil {
		return nil, err
	}
	s := bufio.NewScanner(bytes.NewReader(text))
	s.Buffer(nil, len(text)+1)
	for s.Scan() {
		var r record
		if err := json.Unmarshal(s.Bytes(), &r); err != nil || r.First < 0 || r.Count < 0 || r.First+r.Count > seg.store.Len() {
			_ = seg.store.Close() // it was only read
			return nil, fmt.Errorf("%s:%d: %w", filepath.Join(dir, refsFile), len(seg.refs)+1, errDamaged)
		}
		r.Stored = &priorart.Stored{In: seg.store, First: r.First, Count: r.Count}
		seg.refs = append(seg.refs, r)
	}
	return seg, nil
}

// sumText is the checksum of a text.
func sumText(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Close closes the files of the library.
func (b *Built) Close() {
	for _, s := range b.segments {
		_ = s.store.Close() // it was only read
	}
}

// names are the names of the segments, in order.
func (b *Built) names() []string { return slices.Sorted(maps.Keys(b.segments)) }

// count is how many references there are, those that are left out because others have the same passages among them.
func (b *Built) count() (n int) {
	for _, u := range b.manifest.Units {
		n += u.Count
	}
	return n
}

// records are the references of a unit.
func (b *Built) records(u *unit) []record {
	if u.Count == 0 {
		return nil
	}
	return b.segments[u.Segment].refs[u.From : u.From+u.Count]
}

// shelve puts the library's references on a shelf.
func (b *Built) shelve(s *shelf) {
	for i := range b.manifest.Units {
		for _, r := range b.records(&b.manifest.Units[i]) {
			s.add(r.Reference, &r.Sum)
		}
	}
}

func (b *Built) files() (out []source.File) {
	for _, u := range b.manifest.Units {
		for _, f := range u.Files {
			if f.SHA256 == "" {
				continue // it could not be opened
			}
			out = append(out, source.File{Name: filepath.Join(b.Dir, filepath.FromSlash(f.Name)), Format: f.Format, Bytes: int(f.Bytes), SHA256: f.SHA256})
		}
	}
	return out
}

// problems are those that were met when the files were read.
func (b *Built) problems() (out []Problem) {
	for _, u := range b.manifest.Units {
		for _, p := range u.Problems {
			p.File = filepath.Join(b.Dir, filepath.FromSlash(p.File))
			out = append(out, p)
		}
	}
	return out
}

// Change is a file that is not what it was when the library was built.
type Change struct {
	File string // with the folder's name
	What string // new | changed | gone
}

// Changes compares the files of the folder, by size and time, with those out of which the library was built.
func (b *Built) Changes() ([]Change, error) {
	names, err := documents(b.Dir)
	if err != nil {
		return nil, err
	}
	known := b.manifest.files()
	var out []Change
	for _, name := range names {
		rel := relative(b.Dir, name)
		f, ok := known[rel]
		delete(known, rel)
		if !ok {
			out = append(out, Change{name, "new"})
			continue
		}
		info, err := os.Stat(name)
		switch {
		case f.SHA256 == "": // it could not be opened, whatever its size and time were
			if opens(name) {
				out = append(out, Change{name, "changed"})
			}
		case err != nil || !f.same(info):
			out = append(out, Change{name, "changed"})
		}
	}
	for rel := range known {
		out = append(out, Change{filepath.Join(b.Dir, filepath.FromSlash(rel)), "gone"})
	}
	slices.SortFunc(out, func(a, b Change) int { return strings.Compare(a.File, b.File) })
	return out, nil
}

// opens tells whether a name leads to a file that can be opened.
func opens(name string) bool {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	_ = f.Close() // nothing was written
	return true
}

// readAs tells whether the documents were read as these options say.
func (m *manifest) readAs(opt source.Options) bool {
	return m.Language == opt.Language && m.Marks == opt.Marks
}

// same tells whether a file has the size and the time that it had.
func (f *file) same(info fs.FileInfo) bool {
	return info.Size() == f.Bytes && info.ModTime().UnixNano() == f.Modified
}

// files are the manifest's files by name.
func (m *manifest) files() map[string]*file {
	out := map[string]*file{}
	for i := range m.Units {
		for k := range m.Units[i].Files {
			f := &m.Units[i].Files[k]
			out[f.Name] = f
		}
	}
	return out
}

// summary says what has changed: "2 files are new, 1 has changed".
func summary(changes []Change) string {
	var parts []string
	for _, w := range []struct{ what, one, many string }{{"new", "is new", "are new"}, {"changed", "has changed", "have changed"}, {"gone", "is gone", "are gone"}} {
		n := 0
		for _, c := range changes {
			if c.What == w.what {
				n++
			}
		}
		noun, verb := "files ", w.many
		if n == 1 {
			noun, verb = "file ", w.one
		}
		if len(parts) > 0 {
			noun = ""
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s%s", n, noun, verb))
		}
	}
	return strings.Join(parts, ", ")
}
