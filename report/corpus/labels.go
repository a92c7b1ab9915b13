package corpus

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// Difficulties are the kinds of difficulty of a labelled cell, as testdata/labels/README.md describes them.
var Difficulties = []string{"verbatim", "other words", "word order or passive", "word family", "synonym", "two neighbouring passages", "scattered", "negation",
	"qualifier missing", "number or range", "species and genus", "different embodiment", "swapped roles", "missing", "function only", "term defined elsewhere in the reference"}

// labelledCell is a cell beside what a careful examiner says of it.
type labelledCell struct {
	key              string // the case, the element and the reference
	label, text, ref string
	want             priorart.Status
	line             int
	cell             priorart.Cell
}

// labels charts the labelled elements against the labelled references, as chart does, and counts the cells whose status is right.
func (c *Case) labels(o *Outcome, opt Options) error {
	lib, err := c.library()
	if err != nil {
		return err
	}
	set, err := c.elements()
	if err != nil {
		return err
	}
	chart, err := priorart.Make(set, lib, priorart.Options{Best: max(1, len(lib.References)), Own: opt.Thesaurus})
	if err != nil {
		return fmt.Errorf("%s: %w", c.Path, err)
	}
	cells := map[string]*priorart.Cell{}
	texts := map[string]string{}
	for i := range chart.Charts {
		for k := range chart.Charts[i].Rows {
			row := &chart.Charts[i].Rows[k]
			texts[row.Label] = row.Text
			for n := range row.Cells {
				cells[row.Label+" "+row.Cells[n].Reference] = &row.Cells[n]
			}
		}
	}
	s := c.file("labels.txt")
	for n, line := range strings.Split(s.text, "\n") {
		n++
		if strings.TrimSpace(line) == "" {
			continue
		}
		l, err := readLabel(s, n, line, texts, lib)
		if err != nil {
			return err
		}
		cell := cells[l.label+" "+l.ref]
		if cell == nil {
			return s.malformed(n, "no chart has a cell for "+l.label, "leave out a label on an element that says nothing to look for")
		}
		l.cell = *cell
		l.key = c.Name + " " + l.label + " " + l.ref
		o.judged(l.labelledCell, l.difficulty)
		o.cells = append(o.cells, l.labelledCell)
	}
	return nil
}

// judged counts a cell that a person judged.
func (o *Outcome) judged(l labelledCell, difficulty string) {
	o.count(figureRight, difficulty, l.key, l.cell.Status == l.want)
	if l.want != priorart.Disclosed {
		o.count(figureFalse, difficulty, l.key, l.cell.Status == priorart.Disclosed)
	}
}

// elements reads claim.txt: "LABEL | TEXT" of each element, which are the claim as it is cut.
func (c *Case) elements() (*claims.Set, error) {
	s := c.file("claim.txt")
	cl := claims.Claim{Num: 1, Kind: claims.Independent, Origin: claims.Origin{Kind: claims.Quoted}}
	for n, line := range strings.Split(s.text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		fields := split(line)
		if len(fields) != 2 {
			return nil, s.malformed(n+1, fmt.Sprintf("no element: %q", line), "an element is LABEL | TEXT")
		}
		if cl.Text != "" {
			cl.Text += "; "
		}
		start := len(cl.Text)
		cl.Text += fields[1]
		cl.Elements = append(cl.Elements, claims.Element{Label: fields[0], Text: fields[1], Start: start, End: len(cl.Text)})
	}
	return &claims.Set{Name: c.Name, Claims: []claims.Claim{cl}}, nil
}

// label is a line of labels.txt.
type label struct {
	labelledCell
	difficulty string
}

// readLabel reads "ELEMENT | REFERENCE | STATUS | PLACES | KIND | plain or hard | WHY".
func readLabel(s *section, n int, line string, texts map[string]string, lib *priorart.Library) (l label, err error) {
	fields := split(line)
	bad := func(what, remedy string) (label, error) {
		return l, s.malformed(n, fmt.Sprintf("%s: %q", what, strings.TrimSpace(line)), remedy)
	}
	if len(fields) != 7 {
		return bad("no label", "a label is ELEMENT | REFERENCE | STATUS | PLACES | KIND | plain or hard | WHY")
	}
	l = label{labelledCell{label: fields[0], text: texts[fields[0]], ref: fields[1], want: priorart.Status(fields[2]), line: s.line + n - 1}, fields[4]}
	ref := reference(lib, l.ref)
	switch {
	case l.text == "":
		return bad("no such element", "name one of claim.txt")
	case ref == nil:
		return bad("no such reference", "name one of the files D1.txt, D2.txt ...")
	case !slices.Contains([]priorart.Status{priorart.Disclosed, priorart.Partly, priorart.NotFound}, l.want):
		return bad("no such status", "the status is disclosed, partly or not found")
	case !slices.Contains(Difficulties, l.difficulty):
		return bad("no such kind of difficulty", "give one of: "+strings.Join(Difficulties, ", "))
	case fields[5] != "plain" && fields[5] != "hard":
		return bad("neither plain nor hard", "say plain, or hard where documents rarely put it so")
	case (fields[3] == "") != (l.want == priorart.NotFound) || fields[6] == "":
		return bad("where or why is missing", "a label says where, unless it is not found, and why")
	}
	for at := range strings.SplitSeq(fields[3], ";") {
		if fields[3] != "" && !slices.ContainsFunc(ref.Passages, func(p priorart.Passage) bool { return p.Loc == strings.TrimSpace(at) }) {
			return bad("no such place", "name places of "+l.ref+", divided by semicolons")
		}
	}
	return l, nil
}
