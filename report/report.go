// Package report turns results into what a reader sees.
//
// A Report holds everything that an output shows; its JSON is the contract that other programs rely on. Every other format
// prints the same Report and decides nothing. Formats lists them all, in the order in which help text names them.
package report

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// Schema names the contract's version.
const Schema = "claimchart/1"

// Report is one run's result. Exactly one of Parsed, Charted and Checked is set; its fields stand at the top level of the JSON.
type Report struct {
	Schema  string `json:"schema"`
	Command string `json:"command"` // parse | chart | check
	*Parsed
	*Charted
	Checked *Checked `json:"-"` // see checkJSON
	Tool    string   `json:"-"` // the tool's version, printed by formats for people
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
	Claims   []claims.Claim   `json:"claims"`
	Findings []claims.Finding `json:"findings"`
	Skipped  []claims.Skipped `json:"skipped"`
	Notes    []string         `json:"notes"`
}

// Charted is what chart shows.
type Charted struct {
	Document string                `json:"document"` // the name of the claim set; of the first where there are several
	Options  Options               `json:"options"`
	Inputs   []Input               `json:"inputs"`
	Assumed  []priorart.Assumption `json:"assumed"`
	Gaps     []priorart.Gap        `json:"gaps"`
	Sets     []Document            `json:"sets"`   // the claims charted, as parse shows them
	Art      []Art                 `json:"art"`    // the references, in the order of their labels
	Charts   []priorart.ClaimChart `json:"charts"` // a claim each, in order of number
	Dates    string                `json:"dates"`  // one sentence on how dates were treated
}

// Options are the flags that decided the result.
type Options struct {
	Against      []string `json:"against"`
	Practices    string   `json:"practices"`
	Claims       string   `json:"claims"`
	Best         int      `json:"best"`
	PriorityDate string   `json:"priority_date"`
	Law          string   `json:"law"`
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
	Needed   []string `json:"needed"` // earlier dated evidence that is needed
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
	Width int  // columns of the terminal; 0 stands for 80, less than 40 for 40
	Color bool // ANSI colours are wanted
	Raw   bool // CSV: leave out the apostrophe before a field that a spreadsheet would run as a formula
}

// Format is one way to print a Report.
type Format struct {
	Name       string
	Extensions []string // file name endings that -o takes it from
	About      string   // a line for help text
	Write      func(w io.Writer, r *Report, v View) error
}

// Formats are all formats, the default first.
func Formats() []Format {
	return []Format{
		{"table", []string{".txt"}, "for reading in a terminal", writeTable},
		{"markdown", []string{".md", ".markdown"}, "for a wiki, an issue or a mail", writeMarkdown},
		{"csv", []string{".csv"}, "a row a claim, element and reference, or a finding, for a spreadsheet", writeCSV},
		{"json", []string{".json"}, "everything, for other programs", writeJSON},
		{"jsonl", []string{".jsonl"}, "the same, a document or a chart a line", writeJSONL},
	}
}

// Find returns the format with the name.
func Find(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("no format %q: give one of %s", name, strings.Join(names, ", "))
}

// ForFile returns the format that a file name's ending stands for.
func ForFile(file string) (Format, error) {
	ext := strings.ToLower(filepath.Ext(file))
	var known []string
	for _, f := range Formats() {
		for _, e := range f.Extensions {
			if e == ext {
				return f, nil
			}
			known = append(known, e)
		}
	}
	return Format{}, fmt.Errorf("%s: no format for the ending %q: end the name in one of %s, or give --format", file, ext, strings.Join(known, ", "))
}

// Notice is what every report says about itself.
const Notice = "This report shows where words were found, under the options stated. It is no opinion on patentability, " +
	"validity, infringement or freedom to operate, and no attorney has reviewed it. Claims are read by their words: no claim " +
	"construction and no prosecution history is applied. Scores order evidence and are no probabilities. \"Not found\" means not " +
	"found in the text searched; it does not mean absent. Inherency and drawings are not read. Dates and priority are as given, not verified."
