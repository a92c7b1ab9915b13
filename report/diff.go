package report

import (
	"strconv"

	"claimchart/claims"
)

// Diffed is what diff shows.
type Diffed struct {
	Mode        string       `json:"mode"` // claims | groups | families | versions | marks (one source, before and after its amendments) | history
	Inherit     bool         `json:"inherit"`
	Inputs      []Input      `json:"inputs"`
	Documents   []DiffedSet  `json:"documents"` // the sets compared, in order of the versions
	Pairings    []Pairing    `json:"pairings"`  // what became of the claims; empty for claims and families
	Comparisons []Comparison `json:"comparisons"`
	Common      []Common     `json:"common"`    // what several claims share
	History     []Life       `json:"history"`   // of each claim, for more than two versions
	Amendment   []Entry      `json:"amendment"` // the listing of 37 CFR 1.121(c) that makes the second set of the first
	Notes       []string     `json:"notes"`
}

// DiffedSet is a claim set that was compared.
type DiffedSet struct {
	Name    string   `json:"name"`
	Number  string   `json:"number"`
	Title   string   `json:"title"`
	Version string   `json:"version,omitempty"` // "before" or "as amended", where both come out of one source
	Claims  int      `json:"claims"`
	Notes   []string `json:"notes"`
}

// ComparedClaim names a claim that was compared.
type ComparedClaim struct {
	Document      string `json:"document"`
	Version       string `json:"version,omitempty"` // as in DiffedSet
	Claim         int    `json:"claim"`
	Reconstructed bool   `json:"reconstructed,omitempty"`
}

// Comparison is two claims compared. A or B is nil for a claim that was added or canceled.
type Comparison struct {
	A          *ComparedClaim `json:"a"`
	B          *ComparedClaim `json:"b"`
	Similarity float64        `json:"similarity"` // 0 to 1
	Ops        []claims.Op    `json:"ops"`
	Deleted    int            `json:"words_deleted"` // what was moved apart
	Added      int            `json:"words_added"`
	Moved      int            `json:"words_moved"` // as many as stand in the new place
	Elements   []ElementPair  `json:"elements"`
	What       claims.Fate    `json:"what,omitempty"` // what became of the claim, between versions and groups
	Summary    string         `json:"summary,omitempty"`
	WrittenOut []string       `json:"written_out,omitempty"` // "a", "b": compared with what the claim inherits
}

// ElementPair is an element beside that of the other claim which corresponds to it; a label is empty where one stands alone.
type ElementPair struct {
	A          string      `json:"a"`
	B          string      `json:"b"`
	Similarity float64     `json:"similarity"`
	Moved      bool        `json:"moved"`
	Ops        []claims.Op `json:"ops"`
}

// Pairing is what became of a claim between two versions, or of several that were split or merged.
type Pairing struct {
	From        int         `json:"from"` // index of the document
	To          int         `json:"to"`
	Old         []int       `json:"old"` // claim numbers
	New         []int       `json:"new"`
	What        claims.Fate `json:"what"`
	Summary     string      `json:"summary"`
	Renumbered  bool        `json:"renumbered"`
	Follows     bool        `json:"follows"`
	Similarity  float64     `json:"similarity"`
	Comparisons []int       `json:"comparisons"` // their places in the report
}

// Common is what a claim shares with all those compared with it.
type Common struct {
	Claims   []ComparedClaim `json:"claims"`
	Text     string          `json:"text"` // the first claim's words that all have, " … " between what does not stand together
	Words    int             `json:"words"`
	Elements []string        `json:"elements"` // of the first claim, that all have in the same words
}

// Life is a claim through the versions.
type Life struct {
	Stages []Stage `json:"stages"`
}

// Stage is a claim in one version.
type Stage struct {
	Version    int         `json:"version"` // index of the document
	Claim      int         `json:"claim"`   // 0 where it was canceled
	What       claims.Fate `json:"what,omitempty"`
	Summary    string      `json:"summary,omitempty"`
	Similarity float64     `json:"similarity"` // to the version before
}

// Entry is a claim of an amendment's listing.
type Entry struct {
	Num    int         `json:"num"`
	Status string      `json:"status"`
	Ops    []claims.Op `json:"ops"`
	As     int         `json:"as"` // its number in the new set, 0 for none
}

// diffJSON is the contract's form, diffLine a line of it: a comparison.
type (
	diffJSON struct {
		Line
		*Diffed
	}
	diffLine struct {
		Line
		Comparison
	}
)

// Diff makes the report of diff.
func Diff(d *Diffed) *Report { return &Report{Schema: Schema, Command: "diff", Diffed: d} }

var diffHead = []string{
	"document_a", "claim_a", "document_b", "claim_b", "what", "similarity", "words_deleted", "words_added", "words_moved", "reconstructed", "text",
}

// diffRows is the table of a diff: a comparison a row, with the redline as text.
func diffRows(d *Diffed) [][]string {
	rows := [][]string{diffHead}
	for i := range d.Comparisons {
		c := &d.Comparisons[i]
		row := make([]string, 0, len(diffHead))
		label := ""
		for _, x := range []*ComparedClaim{c.A, c.B} {
			if x == nil {
				row = append(row, "", "")
				continue
			}
			row = append(row, x.source(), strconv.Itoa(x.Claim))
			if x.Reconstructed {
				label = claims.Reconstructed
			}
		}
		similarity := ""
		if c.A != nil && c.B != nil {
			similarity = fine(c.Similarity)
		}
		text := ""
		for _, r := range redline(c.Ops, both, room{}) {
			text += r.text
		}
		rows = append(rows, append(row, c.Summary, similarity, strconv.Itoa(c.Deleted), strconv.Itoa(c.Added), strconv.Itoa(c.Moved), label, text))
	}
	return rows
}

// source is the document with its version, where it has one.
func (c *ComparedClaim) source() string {
	if c.Version == "" {
		return c.Document
	}
	return c.Document + ", " + c.Version
}
