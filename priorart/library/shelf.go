package library

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"

	"claimchart/priorart"
)

// shelf puts references in order, tells apart those of one ID, and gives the labels.
type shelf struct {
	refs     []priorart.Reference
	who      []identity
	files    []string // the names of their files, for messages
	problems []Problem
	byID     map[string][]int
	said     map[[2]string]*pair
	dir      string // of the path that is read, for messages
	from     int    // where its references begin
	ends     []int
	known    []*labels
}

// add takes a reference; sum is the checksum of its content if that is known.
func (s *shelf) add(ref priorart.Reference, sum *string) {
	w := identity{id: ref.ID, file: ref.File}
	if sum != nil {
		w.sum = *sum
	}
	if s.byID == nil {
		s.byID = map[string][]int{}
	}
	for _, i := range s.byID[ref.ID] {
		if s.sum(i) == sumOf(&ref, w.sum) {
			s.twice("was left out: the same, passage by passage, is in", ref.File, ref.ID, s.refs[i].File)
			return
		}
	}
	id := ref.ID
	s.byID[id] = append(s.byID[id], len(s.refs))
	if n := len(s.byID[id]); n > 1 {
		first := s.refs[s.byID[id][0]].File
		ref.ID = ""
		if id == stem(ref.File) { // two files of one name but for the ending or the folder
			for _, name := range []string{filepath.Base(ref.File), ref.File} {
				if name = strings.Join(strings.Fields(name), "-"); ref.ID == "" && s.byID[name] == nil {
					ref.ID = name
				}
			}
		}
		named := ref.ID != ""
		for ; !named; n++ {
			ref.ID = fmt.Sprintf("%s~%d", id, n)
			named = s.byID[ref.ID] == nil
		}
		s.byID[ref.ID] = append(s.byID[ref.ID], len(s.refs))
		if strings.HasPrefix(ref.ID, id+"~") {
			s.twice("is called "+ref.ID+" here, give it an ID of its own: another reference has that ID in", ref.File, id, first)
		}
	}
	s.refs, s.who = append(s.refs, ref), append(s.who, w)
}

// twice says of a reference of a file what has to be said because there is another with its ID in a file, for the first few of the two.
func (s *shelf) twice(what, file, id, other string) {
	if s.said == nil {
		s.said = map[[2]string]*pair{}
	}
	kind, _, _ := strings.Cut(what, " ")
	key := [2]string{kind + " " + s.dir + " " + file, other}
	p := s.said[key]
	if p == nil {
		p = &pair{at: len(s.problems)}
		s.said[key] = p
	}
	if p.n++; p.n <= 3 {
		s.problems = append(s.problems, Problem{File: filepath.Join(s.dir, file), What: fmt.Sprintf("%s %s %s", id, what, other)})
		p.at = len(s.problems) - 1
		p.what = s.problems[p.at].What
		return
	}
	s.problems[p.at].What = fmt.Sprintf("%s (and so on for %d more)", p.what, p.n-3)
}

// pair is what was said of the references that two files both have.
type pair struct {
	n, at int
	what  string
}

// sum is the checksum of reference i.
func (s *shelf) sum(i int) string {
	s.who[i].sum = sumOf(&s.refs[i], s.who[i].sum)
	return s.who[i].sum
}

// end ends the references of a path, whose labels are known.
func (s *shelf) end(path string, known *labels) {
	if path != "" && len(known.who) > 0 {
		for i := s.from; i < len(s.refs); i++ {
			s.sum(i)
		}
	}
	for _, r := range s.refs[s.from:] {
		s.files = append(s.files, filepath.Join(s.dir, filepath.FromSlash(r.File)))
	}
	s.from = len(s.refs)
	s.ends, s.known = append(s.ends, len(s.refs)), append(s.known, known)
}

// finish gives the labels.
func (s *shelf) finish() {
	var had, remembered []string
	from := 0
	for i, end := range s.ends {
		had = append(had, s.known[i].match(s.who[from:end])...)
		remembered = append(remembered, s.known[i].names...)
		from = end
	}
	s.problems = append(s.problems, give(s.refs, s.files, had, remembered)...)
	from = 0
	for i, end := range s.ends {
		s.known[i].remember(s.refs[from:end], s.who[from:end])
		from = end
	}
}

// sumOf is the checksum of a reference's passages, places and texts; known is returned if it is not empty.
func sumOf(ref *priorart.Reference, known string) string {
	if known != "" {
		return known
	}
	h := sha256.New()
	var buf []byte
	for i := range ref.PassageCount() {
		p, err := ref.Passage(i)
		if err != nil {
			return "" // said where the passage is read
		}
		buf = append(append(append(append(buf[:0], p.Loc...), 0), p.Text...), 0)
		_, _ = h.Write(buf) // which never fails
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
