package corpus

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/tools/txtar"

	"claimchart/claims/source"
)

// Renewal is a file that is to be written anew.
type Renewal struct {
	Path string
	Data []byte
}

// Renewed returns the files that are not as this run would have them: want.json of the runs whose reports changed, and BASELINE unless
// only part of the cases was run. What a person wrote is never among them.
func (c *Corpus) Renewed(outcomes []Outcome, partly bool) ([]Renewal, error) {
	var out []Renewal
	for i := range outcomes {
		o := &outcomes[i]
		if o.want == nil || len(o.faults) > 0 || o.recorded().Known != "" {
			continue
		}
		s := o.Case.file("want.json")
		if s.path != o.Case.Path {
			out = append(out, Renewal{s.path, o.want})
			continue
		}
		ar, err := txtar.ParseFile(s.path)
		if err != nil {
			return nil, fmt.Errorf("%s: cannot be read: %w", s.path, source.WithoutPath(err))
		}
		for k := range ar.Files {
			if ar.Files[k].Name == s.name {
				ar.Files[k].Data = o.want
			}
		}
		out = append(out, Renewal{s.path, txtar.Format(ar)})
	}
	if partly {
		return out, nil
	}
	file := filepath.Join(filepath.FromSlash(c.Folder), BaselineFile)
	text := []byte(baselineText(outcomes))
	if old, err := os.ReadFile(file); err != nil || string(old) != string(text) {
		out = append(out, Renewal{file, text})
	}
	return out, nil
}
