package library

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"claimchart/claims/source"
	"claimchart/priorart"
)

// read reads files into a new segment, and makes the units of it. joined is true where documents came in parts.
func (b *builder) read(names []string) (joined bool, err error) {
	dir, err := os.MkdirTemp(filepath.Join(b.dir, folder), segmentStart)
	if err != nil {
		return false, err
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return false, err
	}
	store, err := b.make(filepath.Join(dir, storeFile))
	if err != nil {
		return false, err
	}
	defer func() { _ = store.Close() }() // closed below if all went well
	refs, err := b.make(filepath.Join(dir, refsFile))
	if err != nil {
		return false, err
	}
	defer func() { _ = refs.Close() }()
	w := segmentWriter{passages: newStoreWriter(store), refs: bufio.NewWriterSize(refs, 1<<16)}
	units := map[string]*unit{}
	found := map[string]*problems{}
	reader := &source.Reader{Sums: true}
	stats := map[string]file{}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil { // before it is read: a change while it is read shows later
			stats[name] = file{Name: relative(b.dir, name), Bytes: info.Size(), Modified: info.ModTime().UnixNano()}
		}
		units[name], found[name] = &unit{Segment: filepath.Base(dir)}, &problems{}
	}
	err = read(reader, names, b.opt.Source, func(o outcome) error {
		for _, p := range o.problems {
			name := o.path
			if name == "" { // a file that could not be opened
				name = ownerOf(names, p.File)
			}
			if p.File = relative(b.dir, p.File); found[name] != nil {
				found[name].add(p)
			}
		}
		u := units[o.path]
		for i := range o.refs {
			o.refs[i].File = relative(b.dir, o.refs[i].File)
			if u.Count == 0 {
				u.From = w.n
			}
			u.Count++
			u.Passages += len(o.refs[i].Passages)
			if err := w.add(&o.refs[i]); err != nil {
				return err
			}
		}
		if b.opt.Tell != nil {
			done, all := reader.Progress()
			b.opt.Tell(w.n, done, all)
		}
		return nil
	})
	if err != nil {
		return false, err
	}
	if err := errors.Join(w.passages.end(), w.refs.Flush(), synced(store), synced(refs)); err != nil {
		return false, err
	}
	text, err := os.ReadFile(filepath.Join(dir, refsFile))
	if err != nil {
		return false, err
	}
	formats := map[string]source.File{}
	for _, f := range reader.Files {
		formats[f.Name] = f
	}
	b.new = manifest{Segments: map[string]string{filepath.Base(dir): sumText(text)}}
	var parts *unit
	for _, name := range names {
		u := units[name]
		f := stats[name]
		f.Name, f.Format, f.SHA256 = relative(b.dir, name), formats[name].Format, formats[name].SHA256
		u.Files, u.Problems = []file{f}, found[name].list
		if !joinsParts(f.Format) {
			b.new.Units = append(b.new.Units, *u)
			continue
		}
		joined = true
		if parts == nil {
			parts = u
			continue
		}
		if parts.Count == 0 {
			parts.From = u.From
		}
		parts.Files = append(parts.Files, u.Files...)
		parts.Problems = append(parts.Problems, u.Problems...)
		parts.Count, parts.Passages = parts.Count+u.Count, parts.Passages+u.Passages
	}
	if parts != nil {
		b.new.Units = append(b.new.Units, *parts)
	}
	return joined, nil
}

// ownerOf is the one of names that a name belongs to: itself, or the archive that it is in.
func ownerOf(names []string, name string) string {
	for _, n := range names {
		if n == name || strings.HasPrefix(name, n+"/") {
			return n
		}
	}
	return name
}

// synced closes a file when what was written is on the disk.
func synced(w io.WriteCloser) error {
	if f, ok := w.(interface{ Sync() error }); ok {
		if err := f.Sync(); err != nil {
			return err
		}
	}
	return w.Close()
}

// segmentWriter writes references and their passages.
type segmentWriter struct {
	passages *storeWriter
	refs     *bufio.Writer
	n        int
}

func (w *segmentWriter) add(ref *priorart.Reference) error {
	r := record{Reference: *ref, First: w.passages.n, Count: len(ref.Passages), Sum: sumOf(ref, "")}
	r.Passages = nil
	for i := range ref.Passages {
		if err := w.passages.add(&ref.Passages[i]); err != nil {
			return err
		}
	}
	w.n++
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	_, err = w.refs.Write(append(line, '\n'))
	return err
}
