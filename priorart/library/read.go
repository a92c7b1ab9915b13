package library

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"claimchart/claims/source"
	"claimchart/priorart"
	"claimchart/priorart/practice"
)

// outcome is what one piece of a file gave.
type outcome struct {
	path     string // as it was named to the reader
	refs     []priorart.Reference
	problems []Problem
	size     int
}

var cursors = sync.Pool{New: func() any { return new(cursor) }}

// read reads the references of all paths, several pieces at a time, and calls take with what each piece gave, in order. An error of
// take ends the reading and is returned.
func read(reader *source.Reader, paths []string, opt source.Options, take func(outcome) error) error {
	opt.Description = true
	type job struct {
		piece *source.Piece
		err   error
	}
	jobs := func(yield func(job) bool) {
		for piece, err := range reader.Pieces(paths) {
			if !yield(job{piece, err}) {
				return
			}
		}
	}
	weigh := func(j job) int {
		if j.piece == nil {
			return 0
		}
		return j.piece.Size()
	}
	return source.InOrder(jobs, weigh, func(j job) outcome {
		if j.err != nil {
			return outcome{problems: []Problem{problemOf("", j.err)}}
		}
		o := outcome{path: j.piece.Path, size: j.piece.Size()}
		o.read(j.piece, opt)
		for i := range o.refs {
			o.check(&o.refs[i])
		}
		return o
	}, take)
}

func (o *outcome) say(name string, line int, lost bool, format string, args ...any) {
	o.problems = append(o.problems, Problem{File: name, Line: line, What: fmt.Sprintf(format, args...), Lost: lost})
}

// read makes references of a piece: of JSON and YAML in the contract's form, practices, or any document.
func (o *outcome) read(p *source.Piece, opt source.Options) {
	text, note, err := p.Text()
	if err != nil {
		o.problems = append(o.problems, problemOf(p.Name, err))
		return
	}
	documents := true
	switch format := p.Format(); {
	case len(text) == 0:
	case isYAML(p.Name, text):
		documents = false
		o.yaml(p.Name, p.Line(), text)
	case format == "json", format == "jsonl", (format == "text" || format == "markdown") && text[0] == '[' && strings.HasSuffix(p.Name, ".json"):
		documents = o.json(p.Name, p.Line(), text)
	}
	if !documents {
		if note != "" {
			o.say(p.Name, p.Line(), false, "%s", note)
		}
		return
	}
	docs, err := p.Read(opt)
	if err != nil {
		o.problems = append(o.problems, problemOf(p.Name, err))
	}
	for _, doc := range docs {
		ref := fromDocument(p.Name, doc)
		ref.File = p.Name
		for _, n := range doc.Notes {
			if part, joined := strings.CutPrefix(n, "from "); joined && ref.File == p.Name {
				ref.File = part // the first of the parts that were joined
			}
			ref.Notes = append(ref.Notes, n)
		}
		if len(ref.Passages) == 0 {
			o.say(p.Name, 0, true, "%s holds no text that could be searched: check the file", ref.ID)
			continue
		}
		o.refs = append(o.refs, ref)
	}
}

// json reads references; it returns true where the text holds claim sets instead.
func (o *outcome) json(name string, line int, text []byte) (documents bool) {
	c := cursors.Get().(*cursor)
	defer cursors.Put(c)
	c.text, c.at = text, 0
	documents = decodeText(c, line,
		func(line int, f found) { o.add(name, line, f) },
		func(line int, what string) { o.say(name, line, true, "%s", what) })
	c.text = nil
	return documents && len(o.refs) == 0
}

// yaml reads references or a practice.
func (o *outcome) yaml(name string, line int, text []byte) {
	if isPractice(text) {
		p, err := practice.Read(name, text)
		var all interface{ Unwrap() []error }
		switch {
		case errors.As(err, &all):
			for _, e := range all.Unwrap() {
				o.problems = append(o.problems, problemOf(name, e))
			}
		case err != nil:
			o.problems = append(o.problems, problemOf(name, err))
		default:
			ref := priorart.FromPractice(&p)
			ref.File = name
			o.refs = append(o.refs, ref)
		}
		return
	}
	objects, err := asJSON(text)
	if err != nil {
		l := &lineError{1, err.Error()}
		errors.As(err, &l)
		o.say(name, line+l.line-1, true, "%s", l.what)
		return
	}
	if len(objects) == 0 {
		o.say(name, line, true, "the file holds nothing: give a reference")
	}
	for i := range objects {
		obj := &objects[i]
		at := func(place int) int { return line + obj.line(place) - 1 }
		f, err := decodeObject(&cursor{text: obj.text.Bytes()})
		switch {
		case err != nil:
			var s *syntaxError
			errors.As(err, &s)
			o.say(name, at(s.at), true, "%s: put texts with brackets or braces in quotes", s.what)
		case f.claims:
			o.say(name, at(0), true, "claims in YAML are not read: give them as JSON")
		case !f.known:
			o.say(name, at(0), true, "%s", notReference)
		default:
			o.add(name, at(0), f)
		}
	}
}

// kinds are the contract's kinds of references.
var kinds = []string{"patent", "paper", "product", "web", "practice"}

// add takes a reference of the contract's form.
func (o *outcome) add(name string, line int, f found) {
	for _, field := range f.unknown {
		o.say(name, line, false, "unknown field %q was left out", field)
	}
	if f.empty > 0 {
		o.say(name, line, false, "passages without text were left out")
	}
	if len(f.ref.Passages) == 0 {
		o.say(name, line, false, "a reference without passages: nothing can be found in it")
	}
	r := f.ref
	r.File = name
	if r.ID == "" {
		r.ID = strings.Join(strings.Fields(r.Number), "")
	}
	if r.ID == "" {
		r.ID = fmt.Sprintf("%s:%d", stem(name), line)
		o.say(name, line, false, "a reference without an id: it is called by its file and line")
	}
	if r.Title == "" {
		r.Title = r.ID
	}
	o.refs = append(o.refs, r)
}

// check mends or empties what nothing can be made of, and says so.
func (o *outcome) check(r *priorart.Reference) {
	if id := strings.Join(strings.Fields(r.ID), "-"); id != r.ID {
		r.ID = id
	}
	if r.Kind != "" && !slices.Contains(kinds, r.Kind) {
		o.say(r.File, 0, false, "%s: the kind %q is none of %s: it counts as a paper", r.ID, r.Kind, strings.Join(kinds, ", "))
		r.Kind = "paper"
	}
	for _, d := range []struct {
		name string
		date *string
	}{
		{"date", &r.Date}, {"priority date", &r.Dates.Priority}, {"filing date", &r.Dates.Filing}, {"publication date", &r.Dates.Publication},
		{"grant date", &r.Dates.Grant}, {"date of public.from", &r.Public.From},
	} {
		*d.date = strings.TrimSpace(*d.date)
		if *d.date == "" {
			continue
		}
		if err := priorart.CheckDate(*d.date); err != nil {
			o.say(r.File, 0, false, "%s: the %s %q is none of the calendar and counts as unknown: write YYYY-MM-DD, YYYY-MM or YYYY", r.ID, d.name, *d.date)
			*d.date = ""
			if d.date == &r.Date {
				r.DateFrom = ""
			}
		}
	}
	if r.Date == "" && r.Public.Evidence == "documented" && r.Public.From != "" { // what is only asserted is no date
		r.Date, r.DateFrom = r.Public.From, "public.from"
	}
	if l := r.Label; l != "" && !validLabel(l) {
		o.say(r.File, 0, false, "%s: the label %q is none: %s", r.ID, l, labelRule)
		r.Label = ""
	}
}

// relative is a file's name below a folder, with slashes.
func relative(dir, name string) string {
	if rel, err := filepath.Rel(dir, name); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(name)
}
