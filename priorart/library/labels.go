package library

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"claimchart/claims/lazyregexp"
	"claimchart/priorart"
)

// labelRule is what a label has to be: it stands in tables, in citations ("D2: [0019]") and in flags (--explain 1[b],D2).
const labelRule = "give 1 to 12 letters, digits, hyphens or points that begin with a letter"

var labelForm = lazyregexp.New(`^\pL[\pL\pN.-]{0,11}$`)

func validLabel(label string) bool { return labelForm.MatchString(label) }

// counted is a label that the tool gives, and its number.
func counted(label string) (n int, ok bool) {
	digits, ok := strings.CutPrefix(label, "D")
	if !ok || digits == "" || digits[0] == '0' {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil && n > 0 && n < 1e9
}

// identity is what tells a reference from others when the library is read again: its ID as the file has it, the file, and a checksum
// of its content.
type identity struct{ id, file, sum string }

// labels remembers which reference has which label, those of references that are gone as well: a label never comes to mean
// another reference.
type labels struct {
	names []string
	who   []identity
}

const labelsHead = "# Labels of the references: label, ID, file, checksum of the content. They stay the same when files are added. To name a reference\n" +
	"# yourself, write a label into library.yaml beside the documents.\n"

// readLabels reads a labels file. A file that is missing is empty; a line that is none is an error with its line.
func readLabels(file string) (*labels, error) {
	l := &labels{}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return l, err
	}
	s := bufio.NewScanner(bytes.NewReader(text))
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		line := s.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 || !validLabel(f[0]) {
			return l, fmt.Errorf("%s:%d: no label: expected label, ID, file and checksum with tabs between them: mend the line, or remove the file to have all labels given anew", file, n)
		}
		l.names = append(l.names, f[0])
		l.who = append(l.who, identity{f[1], f[2], f[3]})
	}
	return l, s.Err()
}

// text is the labels file. Tabs and line ends in names of files are no part of an identity.
func (l *labels) text() []byte {
	var b bytes.Buffer
	b.WriteString(labelsHead)
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	for i, w := range l.who {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", l.names[i], clean.Replace(w.id), clean.Replace(w.file), w.sum)
	}
	return b.Bytes()
}

// match finds for each reference the label that it had: by ID and file, else by content, since its file may have another name now,
// else by ID. Empty means none.
func (l *labels) match(who []identity) (had []string) {
	had = make([]string, len(who))
	used := make([]bool, len(l.who))
	by := func(key func(w identity) (identity, bool)) {
		at := map[identity][]int{}
		for i, w := range l.who {
			if k, ok := key(w); ok && !used[i] {
				at[k] = append(at[k], i)
			}
		}
		for i, w := range who {
			k, ok := key(w)
			if list := at[k]; ok && had[i] == "" && len(list) > 0 {
				had[i] = l.names[list[0]]
				used[list[0]] = true
				at[k] = list[1:]
			}
		}
	}
	by(func(w identity) (identity, bool) { return identity{id: w.id, file: w.file}, true })
	by(func(w identity) (identity, bool) { return identity{sum: w.sum}, w.sum != "" })
	by(func(w identity) (identity, bool) { return identity{id: w.id}, true })
	return had
}

// give gives every reference its label: the one that its reader named (Label) unless another has had it that is not named otherwise, the
// one that it had before, its own ID where that is a label of the form D1, else the next number that no reference has had. It returns
// what has to be said, files being the names of the references' files for it. remembered are all labels that a file knows, those of
// references that are gone among them.
func give(refs []priorart.Reference, files, had, remembered []string) (notes []Problem) {
	taken := map[string]string{} // label in small letters to ID
	take := func(i int, label string) bool {
		key := strings.ToLower(label)
		if _, twice := taken[key]; twice {
			return false
		}
		taken[key] = refs[i].ID
		refs[i].Label = label
		return true
	}
	given := make([]bool, len(refs))
	stays := map[string]int{} // labels that references had and keep
	for i := range refs {
		if _, twice := stays[strings.ToLower(had[i])]; refs[i].Label == "" && had[i] != "" && !twice {
			stays[strings.ToLower(had[i])] = i
		}
	}
	for i := range refs {
		named := refs[i].Label
		if named == "" {
			continue
		}
		owner, kept := stays[strings.ToLower(named)]
		if !kept && take(i, named) {
			given[i] = true
			continue
		}
		of := taken[strings.ToLower(named)]
		if kept {
			of = refs[owner].ID
		}
		notes = append(notes, Problem{File: files[i], What: fmt.Sprintf("%s: the label %s is that of %s already and was not given twice: name another", refs[i].ID, named, of)})
	}
	for i := range refs {
		if !given[i] && had[i] != "" {
			given[i] = take(i, had[i])
		}
	}
	gone, next := map[string]bool{}, 1
	for _, name := range remembered {
		if n, ok := counted(name); ok {
			next = max(next, n+1)
		}
		gone[strings.ToLower(name)] = true
	}
	for i := range refs {
		if _, ok := counted(refs[i].ID); ok && !given[i] && !gone[strings.ToLower(refs[i].ID)] {
			given[i] = take(i, refs[i].ID)
		}
	}
	renamed := 0
	for i := range refs {
		for !given[i] {
			label := fmt.Sprintf("D%d", next)
			next++
			if given[i] = take(i, label); given[i] && had[i] != "" {
				if renamed++; renamed > 3 {
					continue
				}
				notes = append(notes, Problem{File: files[i], What: fmt.Sprintf("%s has the label %s here: %s, which it has in its own library, is that of another", refs[i].ID, label, had[i])})
			}
		}
	}
	if renamed > 3 {
		notes[len(notes)-1].What += fmt.Sprintf(" (and so on for %d more)", renamed-3)
	}
	return notes
}

// remember keeps the labels as they are now, and behind them those of references that are gone.
func (l *labels) remember(refs []priorart.Reference, who []identity) {
	now := labels{}
	current := map[string]bool{}
	for i := range refs {
		now.names, now.who = append(now.names, refs[i].Label), append(now.who, who[i])
		current[refs[i].Label] = true
	}
	for i, name := range l.names {
		if !current[name] {
			now.names, now.who = append(now.names, name), append(now.who, l.who[i])
		}
	}
	*l = now
}

// writeAside writes a file under another name in its folder and renames it, so that it holds all of the text or what it held before.
func writeAside(file string, text []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(file), ".*.tmp")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp.Name()) }() // it is gone if all went well
	_, err = tmp.Write(text)
	if err == nil {
		err = tmp.Sync()
	}
	if err == nil {
		err = tmp.Chmod(0o644)
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	return err
}
