package report

import (
	"fmt"
	"strconv"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// Shelf is what the library commands show: a list of references, references with their passages, or what is wrong with them. Exactly
// one of List, Shown and Faults is set; the others are nil.
type Shelf struct {
	List   []ListedReference
	Shown  []ShownReference
	Faults *Faults
}

// Described is what a library says of a reference.
type Described struct {
	Label    string       `json:"label"`
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	Kind     string       `json:"kind"`
	Date     string       `json:"date"`
	DateFrom string       `json:"date_from"` // where it stands: "publication", "grant", "public.from", "library.yaml", or empty
	Number   string       `json:"number"`
	Country  string       `json:"country"`
	KindCode string       `json:"kind_code"`
	Dates    claims.Dates `json:"dates"`
	Public   Public       `json:"public"`
	File     string       `json:"file"`
	Notes    []string     `json:"notes"` // what its reader had to leave out or assume
}

// ListedReference is a reference in a list, with the number of its passages.
type ListedReference struct {
	Described
	Passages int `json:"passages"`
}

// ShownReference is a reference with its passages: all, or those at the place asked for. A line of it is a reference in the contract's
// form.
type ShownReference struct {
	Described
	Passages []ShownPassage `json:"passages"`
	All      int            `json:"-"` // how many passages the reference has
}

// ShownPassage is a passage, verbatim.
type ShownPassage struct {
	Loc  string `json:"loc"`
	Text string `json:"text"`
}

// Faults is what library check found.
type Faults struct {
	Library    string  `json:"library"`
	References int     `json:"references"` // that were looked at
	Faults     []Fault `json:"faults"`
}

// Fault is something that is wrong with a file or a reference of a library.
type Fault struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Reference string `json:"reference"`
	What      string `json:"what"`
	Remedy    string `json:"remedy"`
}

// The JSON of the library commands, and its lines.
type (
	listJSON struct {
		Line
		References []ListedReference `json:"references"`
	}
	shownJSON struct {
		Line
		References []ShownReference `json:"references"`
	}
	faultsJSON struct {
		Line
		*Faults
	}
	listedLine struct {
		Line
		ListedReference
	}
	shownLine struct {
		Line
		ShownReference
	}
	faultLine struct {
		Line
		Fault
	}
)

// Describe says what a library says of a reference.
func Describe(ref *priorart.Reference) Described {
	return Described{
		Label: ref.Label, ID: ref.ID, Title: ref.Title, Kind: ref.Kind, Date: ref.Date, DateFrom: ref.DateFrom, Number: ref.Number, Country: ref.Country,
		KindCode: ref.KindCode, Dates: ref.Dates, Public: Public(ref.Public), File: ref.File, Notes: ref.Notes,
	}
}

// LibraryList makes the report of library list.
func LibraryList(refs []ListedReference) *Report {
	return &Report{Schema: Schema, Command: "library list", Shelf: &Shelf{List: append([]ListedReference{}, refs...)}}
}

// LibraryShow makes the report of library show.
func LibraryShow(refs []ShownReference) *Report {
	return &Report{Schema: Schema, Command: "library show", Shelf: &Shelf{Shown: append([]ShownReference{}, refs...)}}
}

// LibraryCheck makes the report of library check.
func LibraryCheck(f Faults) *Report {
	return &Report{Schema: Schema, Command: "library check", Shelf: &Shelf{Faults: &f}}
}

// shelfJSON is the contract's form of a library report.
func shelfJSON(r *Report) any {
	head := Line{r.Schema, r.Command, r.Run}
	switch s := r.Shelf; {
	case s.Faults != nil:
		return &faultsJSON{head, s.Faults}
	case s.Shown != nil:
		return &shownJSON{head, s.Shown}
	default:
		return &listJSON{head, s.List}
	}
}

// shelfLines are its lines: a reference or a fault each.
func shelfLines(r *Report) (lines []any) {
	head := Line{Schema: r.Schema, Command: r.Command}
	for _, l := range r.Shelf.List {
		lines = append(lines, listedLine{head, l})
	}
	for _, s := range r.Shelf.Shown {
		lines = append(lines, shownLine{head, s})
	}
	if f := r.Shelf.Faults; f != nil {
		for _, fault := range f.Faults {
			lines = append(lines, faultLine{head, fault})
		}
	}
	return lines
}

// shelfRows is the table of a library report: a reference, a passage or a fault a row.
func shelfRows(s *Shelf) [][]string {
	switch {
	case s.Faults != nil:
		rows := [][]string{{"file", "line", "reference", "what", "remedy"}}
		for _, f := range s.Faults.Faults {
			rows = append(rows, []string{f.File, number(f.Line), f.Reference, f.What, f.Remedy})
		}
		return rows
	case s.Shown != nil:
		rows := [][]string{{"label", "id", "title", "date", "place", "text"}}
		for _, r := range s.Shown {
			for _, p := range r.Passages {
				rows = append(rows, []string{r.Label, r.ID, r.Title, r.Date, p.Loc, p.Text})
			}
		}
		return rows
	}
	rows := [][]string{{"label", "id", "title", "kind", "date", "passages", "number", "country", "kind_code", "priority", "filing", "publication", "grant", "file"}}
	for _, r := range s.List {
		rows = append(rows, []string{
			r.Label, r.ID, r.Title, r.Kind, r.Date, strconv.Itoa(r.Passages), r.Number, r.Country, r.KindCode,
			r.Dates.Priority, r.Dates.Filing, r.Dates.Publication, r.Dates.Grant, r.File,
		})
	}
	return rows
}

// shelfPage lays out a library report.
func shelfPage(r *Report, in room) *page {
	p := &page{}
	switch s := r.Shelf; {
	case s.Faults != nil:
		faultsPage(p, s.Faults)
	case s.Shown != nil:
		for i := range s.Shown {
			shownPage(p, &s.Shown[i])
		}
	default:
		listPage(p, s.List, in)
	}
	r.closing(p)
	return p
}

// noDate is what stands where a date is not known.
const noDate = "no date"

func listPage(p *page, list []ListedReference, in room) {
	g := grid{columns: []column{
		{head: "Label", limit: 12}, {head: "ID", limit: 24}, {head: "Title", share: 1, least: 16},
		{head: "Kind", limit: 8}, {head: "Date", limit: 10}, {head: "Passages", limit: 8, right: true},
	}}
	if in.wide {
		g.columns = append(g.columns, column{head: "File", limit: 48})
	}
	passages := 0
	for _, l := range list {
		date := cell{{say(l.Date)}}
		if l.Date == "" {
			date = cell{{toned(noDate, bad)}}
		}
		row := []cell{{{bold(l.Label)}}, one(l.ID), one(l.Title), one(l.Kind), date, one(strconv.Itoa(l.Passages))}
		if in.wide {
			row = append(row, one(l.File))
		}
		g.rows = append(g.rows, row)
		passages += l.Passages
	}
	p.grid(g)
	p.para(say(count(len(list), "reference") + ", " + count(passages, "passage") + "."))
}

func shownPage(p *page, s *ShownReference) {
	name := s.ID
	if s.Label != s.ID {
		name = s.Label + ": " + s.ID
	}
	p.heading(1, name)
	if s.Title != s.ID {
		p.para(bold(s.Title))
	}
	date := noDate
	if s.Date != "" {
		date = "public " + s.Date
		if s.DateFrom != "" {
			date += " (" + s.DateFrom + ")"
		}
	}
	facts := nonEmpty(s.Kind, strings.TrimSpace(s.Country+" "+s.KindCode), date)
	for _, d := range []struct{ name, date string }{{"priority", s.Dates.Priority}, {"filed", s.Dates.Filing}, {"granted", s.Dates.Grant}} {
		if d.date != "" && d.date != s.Date {
			facts = append(facts, d.name+" "+d.date)
		}
	}
	shown := count(s.All, "passage")
	if len(s.Passages) < s.All {
		shown = fmt.Sprintf("%d of %s", len(s.Passages), shown)
	}
	p.para(toned(strings.Join(append(facts, nonEmpty(s.File, shown)...), " · "), faint))
	var notes []item
	for _, n := range s.Notes {
		notes = append(notes, point(toned(n, faint)))
	}
	p.list(notes...)
	for _, t := range s.Passages {
		if t.Loc == "" {
			t.Loc = "no place"
		}
		p.para(bold(t.Loc), say("  "+t.Text))
	}
}

func faultsPage(p *page, f *Faults) {
	p.heading(1, "Library: "+f.Library)
	if len(f.Faults) == 0 {
		p.para(say(count(f.References, "reference") + ", nothing to mend."))
		return
	}
	g := grid{columns: []column{{head: "Where", share: 2, least: 16}, {head: "What", share: 5, least: 24}}, ruled: true}
	for _, x := range f.Faults {
		where := cell{{say(x.File)}}
		if x.Line > 0 {
			where[0] = para{say(x.File + ":" + strconv.Itoa(x.Line))}
		}
		if x.Reference != "" {
			where = append(where, line(bold(x.Reference)))
		}
		what := cell{{say(x.What)}}
		if x.Remedy != "" {
			what = append(what, line(say("→ "+x.Remedy)))
		}
		g.rows = append(g.rows, []cell{where, what})
	}
	p.grid(g)
	p.para(say(count(f.References, "reference") + ", " + count(len(f.Faults), "fault") + "."))
}
