package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"claimchart/priorart"
)

// ReadReport reads the report of a chart back from its JSON, or from JSON lines, a chart each, which lack everything but the charts.
// Fields that this version does not know are passed over: the contract allows more to be added. The error names the file, the line
// and what to give instead: text that is no JSON, a schema other than Schema, the report of another command.
func ReadReport(name string, data []byte) (*Report, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	dec := json.NewDecoder(bytes.NewReader(data))
	out := &Report{Charted: &Charted{}}
	for n := 0; ; n++ {
		var value json.RawMessage
		err := dec.Decode(&value)
		if errors.Is(err, io.EOF) {
			if n == 0 {
				return nil, fmt.Errorf("%s: empty: %s", name, giveChart)
			}
			return out, nil
		}
		if err != nil {
			return nil, unreadable(name, data, offsetOf(err, dec.InputOffset()), err)
		}
		at := dec.InputOffset() - int64(len(value))
		if err := out.add(value, n); err != nil {
			return nil, unreadable(name, data, at+offsetOf(err, 0), err)
		}
	}
}

const giveChart = "give what chart wrote with -o chart.json or --format json"

// add reads a value: a whole report, which has to be the only one, or the line of a chart.
func (r *Report) add(value []byte, n int) error {
	var head struct {
		Schema  string          `json:"schema"`
		Command string          `json:"command"`
		Claim   json.RawMessage `json:"claim"`
		Label   json.RawMessage `json:"label"` // of an explanation
	}
	if err := json.Unmarshal(value, &head); err != nil {
		return err
	}
	switch {
	case head.Schema == "":
		return errors.New("no report: it has no schema: " + giveChart)
	case head.Schema != Schema:
		return fmt.Errorf("its schema is %q, this version reads %q: write the chart again with this version, or take the version that wrote it", head.Schema, Schema)
	case head.Command != "chart":
		return fmt.Errorf("the report of %q, not of chart: %s", head.Command, giveChart)
	case head.Label != nil:
		return errors.New("an explanation of a cell, not a chart: leave --explain out when you write it")
	case head.Claim != nil:
		if n > 0 && len(r.Charts) == 0 {
			return errors.New("a whole report and a line of a chart in one file: give one of them")
		}
		var line struct{ priorart.ClaimChart }
		if err := json.Unmarshal(value, &line); err != nil {
			return err
		}
		if r.Schema, r.Command = head.Schema, head.Command; n == 0 {
			r.Document = line.Document
		}
		r.Charts = append(r.Charts, line.ClaimChart)
		return nil
	case n > 0:
		return errors.New("more than one report in the file: give one, or a line for each chart as --format jsonl writes them")
	}
	if err := json.Unmarshal(value, r); err != nil {
		return err
	}
	if r.Run != nil {
		r.Tool = r.Run.Tool
	}
	return nil
}

// offsetOf is where in the text an error of encoding/json stands, or other.
func offsetOf(err error, other int64) int64 {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return syntax.Offset
	case errors.As(err, &kind):
		return kind.Offset
	}
	return other
}

// unreadable is the error of a text that cannot be read, with its line.
func unreadable(name string, data []byte, at int64, err error) error {
	at = max(0, min(at, int64(len(data))))
	line := 1 + bytes.Count(data[:at], []byte("\n"))
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind):
		field := cmp.Or(strings.TrimPrefix(kind.Field, "Charted."), "the report")
		return fmt.Errorf("%s, line %d: %s: found %s, where chart writes another kind of value: %s", name, line, field, kind.Value, giveChart)
	case errors.As(err, &syntax), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%s, line %d: not JSON: %w: %s", name, line, err, giveChart)
	}
	return fmt.Errorf("%s, line %d: %w", name, line, err)
}
