package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/priorart/index"
)

// A segment has an index of its passages in a folder of its own, named by the version of their stems. Its documents are the segment's
// references, by their number, so that a passage has the same number in the index as in the store. It is made once the library is in
// place, since the library works without it, and never changed: references that are gone are left out when it is searched.
const indexStart = "index-"

func indexOf(segment string) string {
	return filepath.Join(segment, indexStart+strconv.Itoa(priorart.StemsVersion))
}

// indexAll makes the indexes that the library in place has not, or that are not as they were written. One that is unfinished is gone
// on with. A library all of whose references are compared needs none.
func (b *builder) indexAll() error {
	now, err := Open(b.dir)
	if err != nil || now == nil || now.count() <= priorart.CompareAll {
		return err
	}
	defer now.Close()
	var missing []*segment
	done, all := 0, 0
	for _, name := range now.names() {
		seg := now.segments[name]
		dir := indexOf(seg.dir)
		switch err := checkIndex(seg); {
		case err == nil:
			continue
		case errors.Is(err, index.ErrDamaged), errors.Is(err, index.ErrVersion):
			if err := os.RemoveAll(dir); err != nil {
				return fmt.Errorf("%s: %w", dir, source.WithoutPath(err))
			}
		case !errors.Is(err, index.ErrNoIndex) && !errors.Is(err, index.ErrUnfinished):
			return err
		}
		missing = append(missing, seg)
		all += seg.store.Len()
	}
	for _, seg := range missing {
		if err := b.index(seg, func(passages int) {
			if b.opt.TellIndex != nil {
				b.opt.TellIndex(done+passages, all)
			}
		}); err != nil {
			return err
		}
		done += seg.store.Len()
		sweepIndexes(seg.dir)
	}
	return nil
}

// together is how many passages at least are made into stems at a time.
const together = 4000

// index makes the index of a segment.
func (b *builder) index(seg *segment, tell func(passages int)) (err error) {
	u, err := index.NewUpdate(indexOf(seg.dir))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, u.Close()) }()
	for from := 0; from < len(seg.refs); {
		end, passages := from, 0
		for ; end < len(seg.refs) && passages < together; end++ {
			passages += seg.refs[end].Count
		}
		var refs []*priorart.Reference
		for i := from; i < end; i++ {
			if !u.Has(strconv.Itoa(i)) {
				refs = append(refs, &seg.refs[i].Reference)
			}
		}
		stems, err := priorart.StemsOf(refs)
		if err != nil {
			return err
		}
		for i := from; i < end; i++ {
			if u.Has(strconv.Itoa(i)) {
				continue
			}
			if err := u.Add(strconv.Itoa(i), stems[0]); err != nil {
				return err
			}
			stems = stems[1:]
		}
		from = end
		tell(seg.refs[end-1].First + seg.refs[end-1].Count)
	}
	return nil
}

// sweepIndexes removes the indexes that another version of the program has made in a segment.
func sweepIndexes(dir string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if name := filepath.Join(dir, e.Name()); strings.HasPrefix(e.Name(), indexStart) && name != indexOf(dir) {
			_ = os.RemoveAll(name) // it does no harm
		}
	}
}

// openIndex opens the index of the segment in a folder that holds these references.
func openIndex(segment string, refs []record) (*index.Disk, error) {
	d, err := index.OpenDisk(indexOf(segment))
	if err != nil {
		return nil, err
	}
	if !slices.EqualFunc(d.Documents(), refs, func(doc index.Document, r record) bool { return doc.First == r.First && doc.Passages == r.Count }) {
		return nil, errors.Join(fmt.Errorf("%s: %w: it is of other references", indexOf(segment), index.ErrDamaged), d.Close())
	}
	return d, nil
}

// checkIndex reads the index of a segment. The error says that it is not as it was written.
func checkIndex(seg *segment) error {
	if err := index.Check(indexOf(seg.dir)); err != nil {
		return err
	}
	d, err := openIndex(seg.dir, seg.refs)
	if err != nil {
		return err
	}
	return d.Close()
}

// OpenIndex has charts find their candidates, and rankings their words, by the indexes that were built with the library, where there are so many references that
// candidates are looked for and all come out of libraries that were opened. Where an index cannot be opened it returns what is to be said
// of that; the library works all the same, with an index in memory.
func (l *Loaded) OpenIndex() *Problem {
	refs := l.Library.References
	if len(refs) <= priorart.CompareAll || slices.ContainsFunc(refs, func(r priorart.Reference) bool { return r.Stored == nil }) {
		return nil
	}
	var parts []index.Part
	fail := func(dir string, err error) *Problem {
		for _, p := range parts {
			_ = p.Disk.Close() // it was only read
		}
		return &Problem{File: dir, What: fmt.Sprintf("%s: the passages are indexed in memory, which takes longer; run claimchart library build %s", indexFault(err), dir)}
	}
	segments := l.Segments()
	for i := range segments {
		s := &segments[i]
		d, err := openIndex(s.Dir, s.refs)
		if err != nil {
			return fail(s.library, err)
		}
		parts = append(parts, index.Part{Disk: d, Numbers: s.Numbers})
	}
	joined, err := index.Join(parts)
	if err != nil {
		return fail(segments[0].library, err)
	}
	l.index = joined
	l.Library.UseIndex(joined)
	return nil
}

// indexFault says in a few words what is wrong with an index.
func indexFault(err error) string {
	switch {
	case errors.Is(err, index.ErrNoIndex):
		return "the library has no index of its passages"
	case errors.Is(err, index.ErrUnfinished):
		return "the index of the passages is unfinished, since its build was interrupted or is still running"
	case errors.Is(err, index.ErrBusy):
		return "the index of the passages is in use by a build"
	case errors.Is(err, index.ErrVersion):
		return "the index of the passages was made by another version"
	}
	return "the index of the passages is damaged"
}

// checkIndexes reads the indexes of a library that needs them, and returns what is wrong with the first that is not as it was written.
func (b *Built) checkIndexes() string {
	if b.count() <= priorart.CompareAll {
		return ""
	}
	for _, name := range b.names() {
		if err := checkIndex(b.segments[name]); err != nil {
			return indexFault(err) + ": charts take longer"
		}
	}
	return ""
}
