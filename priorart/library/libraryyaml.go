package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"claimchart/claims/source"
	"claimchart/priorart"
)

// ownFile is the file in a folder of references in which its reader writes what the documents do not say of themselves: a list of
// entries, each naming a document by its file in the folder, by its ID, or by both, with the fields of a reference to set.
//
//   - file: smith-2004.pdf
//     label: Smith
//     date: 2004-05-11
const ownFile = "library.yaml"

// ownError is an error in that file, which whoever wrote it mends.
type ownError struct{ error }

// apply sets what the file says on the references of the path that is read. That the file cannot be read is an error; what it says
// of no document, or cannot say, is a problem.
func (s *shelf) apply(file string) (said []Problem, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || !isFolder(strings.TrimSuffix(file, ownFile)) {
			return nil, nil
		}
		return nil, fmt.Errorf("%s: cannot be read: %w", file, source.WithoutPath(err))
	}
	fail := func(line int, format string, args ...any) ([]Problem, error) {
		return said, ownError{fmt.Errorf("%s:%d: %s", file, line, fmt.Sprintf(format, args...))}
	}
	objects, err := asJSON(text)
	if err != nil {
		l := &lineError{1, err.Error()}
		errors.As(err, &l)
		return fail(l.line, "%s", l.what)
	}
	for i := range objects {
		o := &objects[i]
		line := o.line(0)
		f, err := decodeObject(&cursor{text: o.text.Bytes()})
		var se *syntaxError
		switch {
		case errors.As(err, &se):
			return fail(o.line(se.at), "%s: an entry names a document and what is to be said of it, - {file: smith.pdf, date: 2004-05-11}", se.what)
		case f.file == "" && f.ref.ID == "":
			return fail(line, "an entry without file and id: name the document that it is about")
		case len(f.unknown) > 0:
			return fail(o.line(f.first), "unknown field %q: use file, id, label, title, kind, date, dates, number, country, kind_code and public", f.unknown[0])
		}
		var check outcome
		f.ref.File = file
		if f.ref.ID == "" {
			f.ref.ID = f.file
		}
		check.check(&f.ref)
		for _, p := range check.problems {
			p.Line = line
			said = append(said, p)
		}
		name := f.ref.ID
		if f.file != "" && f.file != name {
			name = strings.TrimSpace(f.file + " " + f.ref.ID)
		}
		hits := s.about(&f)
		switch {
		case len(hits) == 0:
			said = append(said, Problem{File: file, Line: line, What: fmt.Sprintf("no reference %s is in the folder, or it was left out: mend the name or remove the entry", name)})
		case len(hits) > 1 && (f.ref.Label != "" || f.ref.Title != "" || f.ref.Date != ""):
			said = append(said, Problem{File: file, Line: line, What: fmt.Sprintf("%d references are in %s: name one by its id as well (claimchart library list shows them)", len(hits), f.file)})
		default:
			for _, i := range hits {
				set(&s.refs[i], &f)
			}
		}
	}
	return said, nil
}

// about are the references that an entry is about. An entry that names a file and an ID that none of its references has gives the
// file's only reference that ID.
func (s *shelf) about(f *found) (hits []int) {
	var inFile []int
	for i := s.from; i < len(s.refs); i++ {
		r := &s.refs[i]
		if f.file != "" && r.File != f.file && !strings.HasPrefix(r.File, f.file+"/") {
			continue
		}
		inFile = append(inFile, i)
		if r.ID == f.ref.ID {
			hits = append(hits, i)
		}
	}
	if len(hits) > 0 || f.file == "" {
		return hits
	}
	if f.ref.ID != f.file && len(inFile) == 1 && s.byID[f.ref.ID] == nil {
		s.byID[f.ref.ID] = []int{inFile[0]}
		s.refs[inFile[0]].ID = f.ref.ID
	}
	return inFile
}

// set sets the fields that an entry has.
func set(r *priorart.Reference, f *found) {
	for _, t := range []struct{ into, from *string }{
		{&r.Label, &f.ref.Label}, {&r.Title, &f.ref.Title}, {&r.Kind, &f.ref.Kind}, {&r.Date, &f.ref.Date}, {&r.Number, &f.ref.Number},
		{&r.Country, &f.ref.Country}, {&r.KindCode, &f.ref.KindCode}, {&r.Dates.Priority, &f.ref.Dates.Priority},
		{&r.Dates.Filing, &f.ref.Dates.Filing}, {&r.Dates.Publication, &f.ref.Dates.Publication}, {&r.Dates.Grant, &f.ref.Dates.Grant},
	} {
		if *t.from != "" {
			*t.into = *t.from
		}
	}
	if f.ref.Date != "" {
		r.DateFrom = ownFile
	}
	if f.ref.Public != (priorart.Public{}) {
		r.Public = f.ref.Public
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
