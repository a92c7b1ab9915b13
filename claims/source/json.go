package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"claimchart/claims"
)

// claimSet is one claim set in the contract's form. The output of parse has the same fields and more.
type claimSet struct {
	Name   string       `json:"name"`
	Number string       `json:"number"`
	Title  string       `json:"title"`
	Dates  claims.Dates `json:"dates"`

	Country    string             `json:"country"`
	Kind       string             `json:"kind"`
	Language   string             `json:"language"`
	Abstract   string             `json:"abstract"`
	Paragraphs []claims.Paragraph `json:"paragraphs"`

	Claims []struct {
		Num    int    `json:"num"`
		Text   string `json:"text"`
		Status string `json:"status"`
	} `json:"claims"`
	Documents []claimSet `json:"documents"` // the output of parse
}

// knownFields are the fields of a claim set; others are named in a note.
var knownFields = []string{"name", "number", "title", "dates", "claims", "documents", "schema", "command", "format", "findings", "skipped", "notes",
	"country", "kind", "language", "abstract", "paragraphs"}

func isJSON(data []byte) bool {
	data = bytes.TrimSpace(data)
	return len(data) > 0 && data[0] == '{' && !bytes.HasPrefix(data, []byte(`{\rtf`)) && !isJSONL(data)
}

// isJSONL tells whether the first line alone is an object and another follows, or is longer than a head, as no line of an object set
// on lines is, or is damaged and claim sets stand on lines behind it.
func isJSONL(head []byte) bool {
	trimmed := bytes.TrimSpace(head)
	line, rest, more := bytes.Cut(trimmed, newline)
	if len(line) == 0 || line[0] != '{' {
		return false
	}
	if !more {
		return len(head) >= headSize
	}
	if json.Valid(line) {
		return bytes.HasPrefix(bytes.TrimSpace(rest), []byte("{"))
	}
	return hasSetLine(rest) && breaksOff(trimmed)
}

// hasSetLine tells whether any whole line alone is an object with the field of a claim set.
func hasSetLine(text []byte) bool {
	for line, rest, more := bytes.Cut(text, newline); len(line) > 0 || more; line, rest, more = bytes.Cut(rest, newline) {
		if line = bytes.TrimSpace(line); bytes.HasPrefix(line, []byte("{")) && bytes.Contains(line, []byte(`"claims"`)) && json.Valid(line) {
			return true
		}
	}
	return false
}

// breaksOff tells whether text is no beginning of one JSON object, nor all of it: somewhere before its end it is no JSON.
func breaksOff(text []byte) bool {
	dec := json.NewDecoder(bytes.NewReader(text))
	var object json.RawMessage
	if err := dec.Decode(&object); err != nil {
		var syntax *json.SyntaxError
		return errors.As(err, &syntax)
	}
	_, err := dec.Token()
	return !errors.Is(err, io.EOF)
}

func readJSON(name string, data []byte, opt Options) ([]*claims.Document, error) {
	return oneSet(name, data, opt)
}

// readJSONL reads a line's claim set.
func readJSONL(name string, data []byte, opt Options) ([]*claims.Document, error) {
	return oneSet(name, data, opt)
}

// oneSet reads one object.
func oneSet(name string, data []byte, opt Options) ([]*claims.Document, error) {
	skip := opt.lines
	var set claimSet
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(&set); err != nil {
		return nil, fmt.Errorf("%s:%d: %s", name, skip+1+lineOf(data, err), reason(err))
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		at := int(dec.InputOffset())
		return nil, fmt.Errorf("%s:%d: something follows the JSON object: give one object, or one a line", name, skip+1+bytes.Count(data[:at], []byte("\n")))
	}
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(data, &fields) // decoded above
	var notes []string
	for f := range fields {
		if !slices.Contains(knownFields, strings.ToLower(f)) {
			notes = append(notes, fmt.Sprintf("unknown field %q was left out", f))
		}
	}
	slices.Sort(notes)
	sets := []claimSet{set}
	if len(set.Documents) > 0 {
		sets = set.Documents
	}
	var out []*claims.Document
	for _, s := range sets {
		doc := &claims.Document{Name: s.Name, Format: "json", Number: s.Number, Title: s.Title, Dates: s.Dates, Notes: notes,
			Country: s.Country, Kind: s.Kind, Language: s.Language}
		if opt.Description {
			doc.Abstract, doc.Paragraphs = s.Abstract, s.Paragraphs
		}
		if doc.Name == "" {
			doc.Name = name
		}
		for _, c := range s.Claims {
			doc.Claims = append(doc.Claims, claims.CutClaim{Num: c.Num, Text: c.Text, Status: c.Status, Line: 1})
		}
		if len(doc.Claims) == 0 {
			return nil, fmt.Errorf("%s:%d: no claims: the field \"claims\" is missing or empty; give {\"claims\": [{\"num\": 1, \"text\": \"...\"}]}", name, skip+1)
		}
		out = append(out, doc)
	}
	return out, nil
}

// lineOf is the number of lines before the one with the error; where the text breaks off that is its last line with anything on it.
func lineOf(data []byte, err error) int {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	at := len(bytes.TrimRight(data, " \t\r\n"))
	switch {
	case errors.As(err, &syntax):
		at = int(syntax.Offset) - 1 // of the byte that was read last
	case errors.As(err, &kind):
		at = int(kind.Offset)
	}
	return bytes.Count(data[:max(min(at, len(data)), 0)], []byte("\n"))
}

func reason(err error) string {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Sprintf("field %q holds a %s, not a %s: see the form of claims in the manual", kind.Field, kind.Value, kind.Type.Kind())
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return "the JSON breaks off: the file may be cut short"
	}
	return "no valid JSON: " + err.Error()
}

// nextLine is the length of the first line, with the empty ones behind it.
func nextLine(data []byte, eof bool) int {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		for i++; i < len(data) && (data[i] == '\n' || data[i] == '\r'); i++ {
		}
		return i
	}
	if eof {
		return len(data)
	}
	return 0
}
