package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"

	"claimchart/priorart"
)

// Line is what every line of JSON lines begins with.
type Line struct {
	Schema  string `json:"schema"`
	Command string `json:"command"`
	Run     *Run   `json:"run,omitempty"` // of the whole report; its lines have none
}

// The lines of each command: parse and check a document, chart a chart, or with --explain an explanation, diff a comparison, compare a changed cell, regress a corpus, in the order of the input.
type (
	parsedLine struct {
		Line
		Document
	}
	checkedLine struct {
		Line
		CheckedDocument
	}
	chartedLine struct {
		Line
		priorart.ClaimChart
	}
	explainedLine struct {
		Line
		priorart.Explanation
	}
)

// writeJSONL prints the contract a line each; a line of parse is valid input again.
func writeJSONL(w io.Writer, r *Report, _ View) error {
	head := Line{Schema: r.Schema, Command: r.Command}
	var lines []any
	switch {
	case r.Checked != nil:
		for _, d := range r.Checked.Documents {
			lines = append(lines, checkedLine{head, d})
		}
	case r.Charted != nil && len(r.Explained) > 0:
		for i := range r.Explained {
			lines = append(lines, explainedLine{head, r.Explained[i]})
		}
	case r.Charted != nil:
		for i := range r.Charts {
			lines = append(lines, chartedLine{head, r.Charts[i]})
		}
	case r.Shelf != nil:
		lines = shelfLines(r)
	case r.Ranking != nil:
		for _, c := range r.Ranking.Claims {
			lines = append(lines, rankedLine{head, c})
		}
	case r.Searched != nil:
		for _, f := range r.Searched.Results {
			lines = append(lines, foundLine{head, f})
		}
	case r.Diffed != nil:
		for _, c := range r.Diffed.Comparisons {
			lines = append(lines, diffLine{head, c})
		}
	case r.Compared != nil:
		for _, c := range r.Compared.Cells {
			lines = append(lines, compareLine{head, c})
		}
	case r.Regressed != nil:
		for _, c := range r.Regressed.Corpora {
			lines = append(lines, corpusLine{head, c})
		}
	case r.Parsed != nil:
		for _, d := range r.Documents {
			lines = append(lines, parsedLine{head, d})
		}
	default:
		return errEmpty
	}
	for _, l := range lines {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(filled(reflect.ValueOf(l)).Interface()); err != nil {
			return fmt.Errorf("writing jsonl: %w", err)
		}
		if _, err := w.Write(quiet(b.Bytes())); err != nil {
			return err
		}
	}
	return nil
}
