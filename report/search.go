package report

import (
	"strconv"
	"strings"

	"claimchart/priorart"
)

// Searched is what search shows: the passages, or references, found for a text.
type Searched struct {
	Text       string     `json:"text"`
	By         string     `json:"by"`
	Against    []string   `json:"against"`
	Top        int        `json:"top"`
	Cite       string     `json:"cite,omitempty"` // the form of pin cites that was asked for
	References int        `json:"references"`     // that were searched
	Passages   int        `json:"passages"`
	Absent     []string   `json:"absent"` // words of the text that no reference has
	Results    []FoundArt `json:"results"`
}

// FoundArt is a passage that was found, or a reference with its best passage.
type FoundArt struct {
	Reference string           `json:"reference"` // its ID
	Label     string           `json:"label"`
	Title     string           `json:"title"`
	Date      string           `json:"date"`
	Loc       string           `json:"loc"`
	Cite      string           `json:"cite"`
	Uncited   string           `json:"uncited,omitempty"` // why cite is empty, where a form was asked for
	Score     float64          `json:"score"`
	Quote     string           `json:"quote"` // verbatim: the sentences that hold the words
	Start     int              `json:"start"` // in the passage's text
	End       int              `json:"end"`
	Matches   []priorart.Match `json:"matches"` // offsets into the passage's text
	Found     []string         `json:"found"`
	Missing   []string         `json:"missing"`
	Described bool             `json:"described,omitempty"` // a practice's own description, which is no evidence and not quoted
}

// searchJSON is the contract's form, foundLine a line of it: a result.
type (
	searchJSON struct {
		Line
		*Searched
	}
	foundLine struct {
		Line
		FoundArt
	}
)

// Search makes the report of search. The library is the one that was searched.
func Search(s Searched, lib *priorart.Library, list []priorart.Found) *Report {
	for _, f := range list {
		ref := &lib.References[f.Reference]
		e := f.Evidence
		s.Results = append(s.Results, FoundArt{
			Reference: ref.ID, Label: ref.Label, Title: ref.Title, Date: ref.Date, Loc: e.Loc, Cite: e.Cite, Score: f.Score,
			Quote: e.Quote, Start: e.Start, End: e.End, Matches: e.Matches, Found: f.Found, Missing: f.Missing, Described: f.Own,
		})
	}
	return &Report{Schema: Schema, Command: "search", Searched: &s}
}

// searchRows is the table of a search: a result a row.
func searchRows(s *Searched) [][]string {
	rows := [][]string{{"rank", "reference", "label", "title", "date", "place", "score", "quote", "found", "missing"}}
	for i, f := range s.Results {
		rows = append(rows, []string{
			strconv.Itoa(i + 1), f.Reference, f.Label, f.Title, f.Date, f.place(), fine(f.Score), f.Quote, strings.Join(f.Found, "; "), strings.Join(f.Missing, "; "),
		})
	}
	return rows
}

func (f *FoundArt) place() string {
	if f.Uncited != "" {
		return uncited(f.Loc)
	}
	if f.Cite == "" {
		return f.Loc
	}
	return f.Cite
}

func searchPage(r *Report, in room) *page {
	s := r.Searched
	p := &page{}
	p.heading(1, "Search: "+s.Text)
	if len(s.Absent) > 0 {
		p.para(toned("In no reference: ", bad), say(listed(s.Absent)))
	}
	if len(s.Results) == 0 {
		p.para(say("Nothing found in " + count(s.References, "reference") + ", " + count(s.Passages, "passage") + "."))
	}
	g := grid{columns: []column{{head: "#", limit: 6, right: true}, {head: "Score", limit: 5, right: true}, {head: "Reference", share: 1, least: 16}, {head: "Text", share: 3, least: 24}}, ruled: true}
	if in.wide {
		g.columns = append(g.columns, column{head: "Missing", share: 1, least: 14})
	}
	for i := range s.Results {
		f := &s.Results[i]
		ref := cell{{bold(f.Label)}}
		if place := f.place(); place != "" {
			ref[0] = append(ref[0], say(" "+place))
		}
		if f.Title != "" && f.Title != f.Label {
			ref = append(ref, line(say(f.Title)))
		}
		if f.Date != "" {
			ref = append(ref, line(toned(f.Date, faint)))
		}
		text := cell{f.marked()}
		switch {
		case f.Described:
			text = cell{{toned("(a practice's own description, which is no evidence and is not quoted)", faint)}}
		case f.Quote == "":
			text = cell{{toned("(only its title has the words)", faint)}}
		}
		row := []cell{one(strconv.Itoa(i + 1)), one(fine(f.Score)), ref, text}
		if in.wide {
			row = append(row, one(listed(f.Missing)))
		} else if len(f.Missing) > 0 {
			row[3] = append(row[3], line(toned("missing: "+listed(f.Missing), faint)))
		}
		g.rows = append(g.rows, row)
	}
	p.grid(g)
	if len(s.Results) > 0 {
		p.para(say(count(s.References, "reference") + ", " + count(s.Passages, "passage") + " searched."))
		p.para(toned(rankNotice, faint))
	}
	r.closing(p)
	return p
}

// marked is the quotation with the words found in it set off.
func (f *FoundArt) marked() para {
	out := para{say("“")}
	at := f.Start
	for _, m := range f.Matches {
		from, to := m.Start, m.End
		if from < at || to < from || to > f.End || f.End-f.Start > len(f.Quote) {
			continue // not of this quotation
		}
		out = append(out, say(f.Quote[at-f.Start:from-f.Start]), bold(f.Quote[from-f.Start:to-f.Start]))
		at = to
	}
	return append(out, say(f.Quote[min(at-f.Start, len(f.Quote)):]+"”"))
}
