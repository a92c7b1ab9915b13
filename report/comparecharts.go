package report

import (
	"claimchart/claims"
	"claimchart/priorart"
)

// Compared is what compare shows: two charts of the same matter, cell by cell.
type Compared struct {
	Old         ComparedChart      `json:"old"`
	New         ComparedChart      `json:"new"`
	Tally       CompareTally       `json:"tally"`
	Options     []OptionChange     `json:"options"`     // that differ, the tool's version among them
	References  []ReferenceChange  `json:"references"`  // that differ, were added or taken away
	Claims      []ClaimChange      `json:"claims"`      // that differ, were added or taken away
	Limitations []LimitationChange `json:"limitations"` // that stand elsewhere or read otherwise, an inherited one once
	Cells       []ChangedCell      `json:"cells"`       // first those with another status
	Verdicts    []VerdictChange    `json:"verdicts"`    // of the claims for which anything differs
	Notes       []string           `json:"notes"`
}

// ComparedChart is one of the two reports.
type ComparedChart struct {
	Name   string `json:"name"` // of its file
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
	Tool   string `json:"tool"` // that made it; empty where it does not say
	Charts int    `json:"charts"`
	Cells  int    `json:"cells"` // an inherited limitation's once where it is the same
}

// CompareTally counts cells; a cell of an inherited limitation that changed alike in several claims counts once.
type CompareTally struct {
	Same     int          `json:"same"`
	Changed  int          `json:"changed"` // in both charts, and anything differs
	Status   int          `json:"status"`  // of these, with another status
	Evidence int          `json:"evidence"`
	Score    int          `json:"score"` // of these, with nothing but another score
	New      int          `json:"new"`
	Gone     int          `json:"gone"`
	Hidden   int          `json:"not_shown"` // that one chart shows and --best keeps out of the other
	Causes   []CauseTally `json:"causes"`    // of all of them, in the order of the cells
}

// CauseTally counts the cells of one kind that have the same cause.
type CauseTally struct {
	What  string `json:"what"`  // as ChangedCell.What
	Cause string `json:"cause"` // in words: "D2 changed"
	Cells int    `json:"cells"`
}

// OptionChange is an option that differs.
type OptionChange struct {
	Name   string `json:"name"` // "--thesaurus"; "version" for the tool's
	Before string `json:"before"`
	After  string `json:"after"`
	Effect string `json:"effect"` // what it can change: words | dates | shown | references | cites | version
}

// ReferenceChange is a reference that differs between the charts. The place of one that stands in one alone is empty.
type ReferenceChange struct {
	Reference string   `json:"reference"` // its ID, the new one
	Was       string   `json:"was,omitempty"`
	Before    string   `json:"before"` // its label
	After     string   `json:"after"`
	Title     string   `json:"title"`
	What      []string `json:"what"`    // "added"; "taken away"; "its file changed: a.txt"; "date 1999, before none" ...
	Content   bool     `json:"content"` // its words may be others
}

// ClaimChange is a claim that differs, by its numbers; 0 where one chart has none.
type ClaimChange struct {
	Document string `json:"document"`
	Before   int    `json:"before"`
	After    int    `json:"after"`
	What     string `json:"what"` // "amended", "renumbered from 4", "new" ...
}

// LimitationChange is a limitation that was paired with one that reads otherwise or stands elsewhere.
type LimitationChange struct {
	Document   string      `json:"document"`
	Claim      int         `json:"claim"`
	Before     string      `json:"before"` // label
	After      string      `json:"after"`
	How        string      `json:"how"` // paired by: "label" | "words" | "likeness"
	Similarity float64     `json:"similarity"`
	Ops        []claims.Op `json:"ops"` // from the old text to the new

	Reconstructed bool `json:"reconstructed"`
}

// ChangedCell is a cell that differs, with the causes. Its place is that in the new chart, or in the old one where it is gone.
type ChangedCell struct {
	CellChange
	What     string      `json:"what"`          // status | evidence | score | new | gone | not shown | shown
	Name     string      `json:"name"`          // the reference's label
	Was      *CellPlace  `json:"was,omitempty"` // its place in the old chart, where that is another
	Also     []CellPlace `json:"also"`          // further claims, inheriting the limitation, in which the cell changed alike
	Causes   []Cause     `json:"causes"`
	Ops      []claims.Op `json:"ops"`      // the limitation from the old text to the new; empty where it reads the same
	Eligible bool        `json:"eligible"` // on its date; always where dates were not checked

	Reconstructed bool `json:"reconstructed"` // the claim's text is derived
}

// CellPlace is a limitation's place in a chart.
type CellPlace struct {
	Claim int    `json:"claim"`
	Via   int    `json:"via"`
	Label string `json:"label"`
}

// Cause is what a change goes back to.
type Cause struct {
	Kind  string `json:"kind"`  // limitation | reference | references | option | claims | version | unknown
	Words string `json:"words"` // "D2 changed"
}

// VerdictChange is what differs in what a claim adds up to.
type VerdictChange struct {
	Document  string           `json:"document"`
	Claim     int              `json:"claim"`
	Via       int              `json:"via"`
	Was       *CellPlace       `json:"was,omitempty"` // claim and parent in the old chart, where they have other numbers
	Before    VerdictState     `json:"before"`
	After     VerdictState     `json:"after"`
	Standings []StandingChange `json:"standings"`
	Why       []string         `json:"why"`

	Reconstructed bool `json:"reconstructed"`
	Conclusion    bool `json:"conclusion"` // pattern, references or limitations left differ, not only the standing of references
}

// VerdictState is what a claim adds up to; see priorart.Verdict. References stand by their labels.
type VerdictState struct {
	Category     string     `json:"category"`
	Without      string     `json:"category_without_preamble"`
	Single       []string   `json:"single"`
	Combinations [][]string `json:"combinations"`
	Uncovered    []string   `json:"uncovered"`
}

// StandingChange is a reference that stands otherwise to a claim.
type StandingChange struct {
	Reference string        `json:"reference"`
	Name      string        `json:"name"` // its label
	Title     string        `json:"title"`
	Before    StandingState `json:"before"`
	After     StandingState `json:"after"`
}

// StandingState is how a reference stands to a claim; see priorart.Standing.
type StandingState struct {
	Eligible  bool    `json:"eligible"`
	DateCheck string  `json:"date_check"`
	As        string  `json:"as"`
	Use       string  `json:"use"`
	Date      string  `json:"date"`
	Reason    string  `json:"reason"`
	Category  string  `json:"category"`
	Coverage  float64 `json:"coverage"`
}

// compareJSON is the contract's form, compareLine a line of it: a cell that differs.
type (
	compareJSON struct {
		Line
		*Compared
	}
	compareLine struct {
		Line
		ChangedCell
	}
)

// Differs tells whether the status of a cell, or what a claim adds up to, is another.
func (c *Compared) Differs() bool {
	if c.Tally.Status > 0 || c.Tally.New > 0 || c.Tally.Gone > 0 {
		return true
	}
	for i := range c.Verdicts {
		if c.Verdicts[i].Conclusion {
			return true
		}
	}
	return false
}

// compareHead heads the columns of CSV.
var compareHead = []string{
	"document", "claim", "via", "reconstructed", "element", "element_text", "reference", "label", "what", "status_before", "status", "score_before", "score",
	"place_before", "place", "quote_before", "quote", "found_before", "found", "missing_before", "missing", "reason_before", "reason", "because", "why", "also_in",
}

// stated is a status for a table: its name, or nothing for no cell.
func stated(s priorart.Status) string {
	if s == "" {
		return ""
	}
	return s.Words()
}
