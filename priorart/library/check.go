package library

import (
	"fmt"
	"path/filepath"
	"unicode/utf8"

	"claimchart/claims/lazyregexp"
)

// Fault is something that Check found, with what mends it.
type Fault struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Reference string `json:"reference"` // its ID, or empty where the fault is the file's
	What      string `json:"what"`
	Remedy    string `json:"remedy"`
}

// Check looks through a folder of references for what would make a chart wrong or incomplete: files that have changed since the library
// was built, by content; an index of its passages that is not whole; what could not be read of them; references without a date; passages without text or a place, or damaged in the
// library; and references with the same content. It returns the references that it looked at beside the faults.
func Check(dir string, opt Options) (faults []Fault, references int, err error) {
	say := func(f Fault) { faults = append(faults, f) }
	rebuild, fresh := "run claimchart library build "+dir, "run claimchart library build --fresh "+dir
	b, err := Open(dir)
	if err != nil {
		say(Fault{File: dir, What: err.Error(), Remedy: rebuild})
		opt.Fresh = true
	}
	if b != nil {
		changes, err := b.compareAll()
		if fault := b.checkIndexes(); fault != "" {
			say(Fault{File: dir, What: fault, Remedy: rebuild})
		}
		b.Close()
		if err != nil {
			return nil, 0, err
		}
		for _, c := range changes {
			what := map[string]string{"new": "new since the library was built", "changed": "changed since the library was built", "gone": "gone since the library was built"}[c.What]
			say(Fault{File: c.File, What: what, Remedy: rebuild})
		}
	}
	loaded, err := Load([]string{dir}, opt)
	if err != nil {
		return nil, 0, err
	}
	defer loaded.Close()
	for _, p := range loaded.Problems {
		line := p.Line
		q := p
		q.File, q.Line = "", 0
		if p.File == dir {
			continue // that the documents were read instead is no fault of theirs
		}
		f := Fault{File: p.File, Line: line, What: q.String()[2:]}
		if p.Lost {
			f.Remedy = "mend the file or take it out of the folder"
		}
		say(f)
	}
	same := map[string]string{}
	for i := range loaded.Library.References {
		r := &loaded.Library.References[i]
		file := filepath.Join(dir, filepath.FromSlash(r.File))
		if r.Date == "" && r.Kind != "practice" {
			say(Fault{File: file, Reference: r.ID, What: "no date on which it became public", Remedy: fmt.Sprintf("write one into %s: - {id: %q, date: 2004-05-11}", filepath.Join(dir, ownFile), r.ID)})
		}
		for _, n := range r.Notes {
			if incomplete.MatchString(n) {
				say(Fault{File: file, Reference: r.ID, What: n, Remedy: "look at the document itself: what is not read is not found"})
			}
		}
		places, broken := 0, 0
		for k := range r.PassageCount() {
			p, err := r.Passage(k)
			if err != nil {
				say(Fault{File: file, Reference: r.ID, What: err.Error(), Remedy: fresh})
				break
			}
			if p.Loc == "" {
				places++
			}
			if !utf8.ValidString(p.Text) {
				broken++
			}
		}
		if places > 0 {
			say(Fault{File: file, Reference: r.ID, What: fmt.Sprintf("%d of %d passages without a place to cite them by", places, r.PassageCount()), Remedy: `give each passage its "loc"`})
		}
		if broken > 0 {
			say(Fault{File: file, Reference: r.ID, What: fmt.Sprintf("%d passages are no UTF-8", broken), Remedy: "save the file as UTF-8"})
		}
		if r.PassageCount() == 0 {
			continue // said when it was read
		}
		sum := sumOf(r, "")
		if first, twice := same[sum]; twice && sum != "" {
			say(Fault{File: file, Reference: r.ID, What: "the same content as " + first, Remedy: "take one of them out of the folder"})
		} else {
			same[sum] = r.ID
		}
	}
	return faults, len(loaded.Library.References), nil
}

// incomplete are the notes of a document's reader that tell of text that may be missing or wrong.
var incomplete = lazyregexp.New(`(?i)\b(?:missing|damaged|breaks off|images without text|no UTF-8|garbled|do not run from left|cut short|does not tell)\b`)

// compareAll is Changes by content: files are read.
func (b *Built) compareAll() ([]Change, error) {
	names, err := documents(b.Dir)
	if err != nil {
		return nil, err
	}
	known := b.manifest.files()
	changes, err := b.Changes()
	if err != nil {
		return nil, err
	}
	bySize := map[string]Change{}
	for _, c := range changes {
		bySize[c.File] = c
	}
	var out []Change
	for _, name := range names {
		f := known[relative(b.Dir, name)]
		if f == nil {
			out = append(out, bySize[name])
			continue
		}
		if sum, _ := sumFile(name); sum != f.SHA256 { // empty where it cannot be read, now or when the library was built
			out = append(out, Change{name, "changed"})
		}
	}
	for _, c := range changes {
		if c.What == "gone" {
			out = append(out, c)
		}
	}
	return out, nil
}
