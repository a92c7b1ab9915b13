package corpus

import (
	"fmt"
	"strings"

	"claimchart/priorart"
)

// library reads the references of a case, D1.txt, D2.txt and so on: the title, then "PLACE | TEXT" of each passage.
func (c *Case) library() (*priorart.Library, error) {
	lib := &priorart.Library{}
	for i := range c.files {
		s := &c.files[i]
		if !referenceFile(s.name) {
			continue
		}
		id := strings.TrimSuffix(s.name, ".txt")
		ref := priorart.Reference{ID: id, Label: id}
		for n, line := range strings.Split(s.text, "\n") {
			line = strings.TrimSpace(line)
			if line == "" {
				continue
			}
			fields := split(line)
			switch {
			case ref.Title == "" && len(fields) == 1:
				ref.Title = line
			case len(fields) != 2:
				return nil, s.malformed(n+1, fmt.Sprintf("no passage: %q", line), "a passage is PLACE | TEXT, below the title")
			default:
				ref.Passages = append(ref.Passages, priorart.Passage{Loc: fields[0], Text: fields[1]})
			}
		}
		lib.References = append(lib.References, ref)
	}
	return lib, nil
}

// reference returns a reference by its ID or label, or nil.
func reference(lib *priorart.Library, id string) *priorart.Reference {
	for i := range lib.References {
		if r := &lib.References[i]; r.ID == id || r.Label == id {
			return r
		}
	}
	return nil
}

// split cuts a line at its bars.
func split(line string) []string {
	fields := strings.Split(line, "|")
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	return fields
}
