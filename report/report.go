// Package report turns results into what a reader sees.
//
// A Report holds everything that an output shows; its JSON is the contract that other programs rely on. Every other format
// prints the same Report and decides nothing. Formats lists them all, in the order in which help text names them.
package report

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// Schema names the contract's version.
const Schema = "claimchart/1"

// Report is one run's result. Exactly one of Parsed, Charted, Checked, Shelf, Ranking, Searched, Diffed, Compared and Regressed is set; its fields stand at the top level of the JSON.
type Report struct {
	Schema  string `json:"schema"`
	Command string `json:"command"` // parse | chart | check | library list | library show | library check | rank | search | diff | compare | regress
	*Parsed
	*Charted
	Checked   *Checked   `json:"-"` // see checkJSON
	Shelf     *Shelf     `json:"-"` // see shelfJSON
	Ranking   *Ranking   `json:"-"` // see rankJSON
	Searched  *Searched  `json:"-"` // see searchJSON
	Diffed    *Diffed    `json:"-"` // see diffJSON
	Compared  *Compared  `json:"-"` // see compareJSON
	Regressed *Regressed `json:"-"` // see regressJSON
	Tool      string     `json:"-"` // the tool's version, printed by formats for people
	Run       *Run       `json:"run,omitempty"`
}

// Run says how a report came about. A report that no command made has none.
type Run struct {
	Tool   string   `json:"tool"`             // name and version
	Notice string   `json:"notice"`           // what the report is, and what it is not; see NoticeOf
	Flags  []string `json:"flags"`            // those given that decide the result, "--law ep", in the order of the alphabet
	Inputs []Input  `json:"inputs,omitempty"` // what was read; chart, rank and diff have it themselves
	Stamp  string   `json:"stamp,omitempty"`  // when it was made, UTC (RFC 3339), where that was asked for
}

// Parsed is what parse shows: the claims of each document.
type Parsed struct {
	Documents []Document `json:"documents"`
}

// Document is one claim set as parse shows it.
type Document struct {
	Name     string           `json:"name"`
	Format   string           `json:"format"`
	Number   string           `json:"number"`
	Title    string           `json:"title"`
	Dates    claims.Dates     `json:"dates"`
	Country  string           `json:"country,omitempty"`
	Kind     string           `json:"kind,omitempty"`
	Language string           `json:"language,omitempty"`
	Claims   []Claim          `json:"claims"`
	Findings []claims.Finding `json:"findings"`
	Skipped  []claims.Skipped `json:"skipped"`
	Notes    []string         `json:"notes"`
	*Description
}

// Description is what parse shows of a document beside its claims, where it is asked for.
type Description struct {
	Abstract   string             `json:"abstract"`
	Paragraphs []claims.Paragraph `json:"paragraphs"`
}

// Claim is a claim as parse shows it, with what was asked for besides.
type Claim struct {
	claims.Claim
	*Inheriting
	*Naming
}

// Inheriting is what --inherit adds to a claim.
type Inheriting struct {
	Inherited []Inherited `json:"inherited"`                    // one for each direct parent, none for a claim that inherits nothing
	LeftOut   int         `json:"inherited_left_out,omitempty"` // further parents that are left out
}

// Inherited is what a claim has from others by one of its parents.
type Inherited struct {
	Via      int             `json:"via"`
	Elements []InheritedPart `json:"elements"`           // the farthest parent's first
	First    []int           `json:"first,omitempty"`    // claims with alternatives on the way, of which the first was taken
	Left     int             `json:"left_out,omitempty"` // further elements, those of the nearest parents
	Why      string          `json:"why,omitempty"`      // why nothing can be inherited
}

// InheritedPart is an element with the claim that states it.
type InheritedPart struct {
	claims.Element
	From int `json:"inherited_from"`
}

// Naming is what --terms adds to a claim.
type Naming struct {
	Terms []claims.Term `json:"terms"`
}

// Charted is what chart shows.
type Charted struct {
	Document string                `json:"document"` // the name of the claim set; of the first where there are several
	Options  Options               `json:"options"`
	Inputs   []Input               `json:"inputs"`
	Assumed  []priorart.Assumption `json:"assumed"`
	Gaps     []priorart.Gap        `json:"gaps"`
	Sets     []Document            `json:"sets"`             // the claims charted, as parse shows them
	Art      []Art                 `json:"art"`              // the references, in the order of their labels
	Charts   []priorart.ClaimChart `json:"charts"`           // a claim each, in order of number
	Dates    string                `json:"dates"`            // one sentence on how dates were treated
	Cited    []priorart.Cited      `json:"cited,omitempty"`  // the references' categories, "X 1; Y 2-5; A 6-10", as search reports print them
	Fewest   []priorart.Fewest     `json:"fewest,omitempty"` // the smallest set of references for each claim set

	Unmatched []priorart.Review `json:"reviews_not_matched,omitempty"` // a person's decisions that stand on no cell of this chart

	Explained []priorart.Explanation `json:"explained,omitempty"` // how the cells asked for came about; formats for people then print only that
}

// Options are the flags that decided the result.
type Options struct {
	Against      []string `json:"against"`
	Practices    string   `json:"practices"`
	Claims       string   `json:"claims"`
	Best         int      `json:"best"`
	PriorityDate string   `json:"priority_date"`
	FilingDate   string   `json:"filing_date,omitempty"`
	Law          string   `json:"law"`
	Cite         string   `json:"cite,omitempty"`      // the form of pin cites, see CiteForms
	Thesaurus    []string `json:"thesaurus,omitempty"` // the user's own, in order of use
	Explain      []string `json:"explain,omitempty"`
	Review       string   `json:"review,omitempty"` // the file of a person's decisions
}

// Input is a file that was read, so that a later reader can tell whether it has changed.
type Input struct {
	Name   string `json:"name"`
	Format string `json:"format"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Art is a reference as a report lists it.
type Art struct {
	ID       string   `json:"id"`
	Label    string   `json:"label"`
	Title    string   `json:"title"`
	Kind     string   `json:"kind"`
	Date     string   `json:"date"`
	Public   Public   `json:"public"`
	Places   []string `json:"places"` // where it is described: "line 13"
	Named    []int    `json:"named"`  // claims that the article's author sets it against
	Passages int      `json:"passages"`
	Number   string   `json:"number,omitempty"`
	Exhibit  string   `json:"exhibit,omitempty"` // its number among the exhibits, where pin cites of that form were asked for
	File     string   `json:"file,omitempty"`    // it was read from, below the folder given
	Needed   []string `json:"needed"`            // earlier dated evidence that is needed
}

// Public is how a described practice became public; see priorart.Public.
type Public struct {
	As       string `json:"as"`
	Who      string `json:"who"`
	Country  string `json:"country"`
	From     string `json:"from"`
	Evidence string `json:"evidence"`
	Source   string `json:"source"`
}

// View is how a report is to be shown; it changes no content.
type View struct {
	Width    int       // columns of the terminal; 0 stands for 80, less than 40 for 40
	Color    bool      // ANSI colours are wanted
	Raw      bool      // CSV: leave out the apostrophe before a field that a spreadsheet would run as a formula
	BOM      bool      // CSV: a byte order mark in front
	Elements bool      // parse: show each claim's elements
	Page     bool      // amendment: as a page of HTML
	Template *Template // docx: whose styles are taken; nil for our own
}

// Format is one way to print a Report.
type Format struct {
	Name       string
	Extensions []string // file name endings that -o takes it from
	Commands   []string // the commands whose reports it prints; none for all
	About      string   // a line for help text
	Write      func(w io.Writer, r *Report, v View) error
}

// Formats are all formats, the default first.
func Formats() []Format {
	return []Format{
		{"table", []string{".txt"}, nil, "for reading in a terminal", writeTable},
		{"markdown", []string{".md", ".markdown"}, nil, "for a wiki, an issue or a mail", writeMarkdown},
		{"html", []string{".html", ".htm"}, nil, "a page of its own, for a browser or a printer", writeHTML},
		{"docx", []string{".docx"}, nil, "a Word file to hand over: a claim chart of two columns for each reference", writeDOCX},
		{"xlsx", []string{".xlsx"}, nil, "a workbook, with columns for a person's review of a chart", writeXLSX},
		{"csv", []string{".csv"}, nil, "a row a claim, element, term, finding, comparison, changed cell, or element and reference, for a spreadsheet", writeCSV},
		{"json", []string{".json"}, nil, "everything, for other programs", writeJSON},
		{"jsonl", []string{".jsonl"}, nil, "the same, a document, chart, ranked claim, result, comparison or changed cell a line", writeJSONL},
		{"citations", nil, []string{"chart"}, "the claims with citations after every limitation, as examiners set them out", writeCitations},
		{"amendment", nil, []string{"diff"}, "the new claims marked up as 37 CFR 1.121(c) asks; a page where the file ends in .html", writeAmendment},
		{"dot", []string{".dot", ".gv"}, []string{"parse"}, "the graph of dependency, for Graphviz", writeDot},
		{"junit", []string{".xml"}, []string{"regress"}, "what a build server reads of tests", writeJUnit},
		{"mermaid", []string{".mmd"}, []string{"parse"}, "the graph of dependency, for a wiki or an issue that draws Mermaid", writeMermaid},
	}
}

// Fits tells whether the format prints the reports of a command.
func (f Format) Fits(command string) bool {
	return len(f.Commands) == 0 || slices.Contains(f.Commands, command)
}

// FormatsFor are the formats that fit a command, the default first.
func FormatsFor(command string) []Format {
	return slices.DeleteFunc(Formats(), func(f Format) bool { return !f.Fits(command) })
}

// Find returns the format with the name, if it fits the command.
func Find(command, name string) (Format, error) {
	var names []string
	for _, f := range FormatsFor(command) {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	list := strings.Join(names, ", ")
	for _, f := range Formats() {
		if f.Name == name {
			return Format{}, fmt.Errorf("%s is for %s only: give one of %s", name, strings.Join(f.Commands, ", "), list)
		}
	}
	return Format{}, fmt.Errorf("no format %q: give one of %s", name, list)
}

// ForFile returns the format that a file name's ending stands for, if it fits the command.
func ForFile(command, file string) (Format, error) {
	ext := strings.ToLower(filepath.Ext(file))
	var known []string
	for _, f := range FormatsFor(command) {
		if slices.Contains(f.Extensions, ext) {
			return f, nil
		}
		known = append(known, f.Extensions...)
	}
	list := strings.Join(known, ", ")
	for _, f := range Formats() {
		if slices.Contains(f.Extensions, ext) {
			return Format{}, fmt.Errorf("%s: %s is for %s only: end the name in one of %s, or give --format", file, f.Name, strings.Join(f.Commands, ", "), list)
		}
	}
	return Format{}, fmt.Errorf("%s: no format for the ending %q: end the name in one of %s, or give --format", file, ext, list)
}
