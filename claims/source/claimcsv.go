package source

import (
	"bytes"
	"slices"
	"strings"

	"claimchart/claims"
)

// Names of columns in a spreadsheet's export with a row a claim, in small letters, with "_" for what is no letter or digit. A
// column "claim" holds the numbers where another has the texts, else the texts.
var (
	numberColumns   = []string{"claim_number", "claim_no", "claim_nr", "claim_num", "claim_id", "no", "nr", "num", "number"}
	textColumns     = []string{"claim_text", "text", "claim_language", "claim_wording", "text_of_claim", "claim_as_filed"}
	documentColumns = []string{"publication_number", "publication_no", "publication", "patent_number", "patent_no", "patent", "application_number", "application_no", "document_number", "document_no"}
	nameColumns     = []string{"document", "document_name", "file", "file_name", "name"}
	// partColumns tell that a row is a part of a claim, or a finding on it.
	partColumns = []string{"label", "element", "limitation", "term", "rule", "reference"}
	// claimStatus are the values of a column "status" that are a claim's: 37 CFR 1.121(c).
	claimStatus = []string{"original", "currently amended", "canceled", "withdrawn", "previously presented", "new", "not entered"}
)

// isClaimCSV tells whether head begins with a line that names the columns of a table with a row a claim, with tabs, commas or
// semicolons between them: a column for the claim's number and one for its text, one of which says "claim".
func isClaimCSV(head []byte) bool {
	line, _, found := bytes.Cut(head[:min(len(head), 1<<12)], []byte("\n"))
	if !found {
		return false
	}
	t, ok := tableOf(line)
	return ok && t.loose
}

// exported finds the columns of an export; it returns false where line names none of a claim table.
func (t *claimTable) exported(line []byte) bool {
	t.id, t.text, t.number, t.seq, t.loose = -1, -1, -1, -1, true
	var names []string
	for _, raw := range bytes.Split(bytes.TrimSpace(line), []byte{t.sep}) {
		names = append(names, columnName(string(raw)))
	}
	first := func(wanted []string) int {
		return slices.IndexFunc(names, func(n string) bool { return slices.Contains(wanted, n) })
	}
	if first(partColumns) >= 0 {
		return false
	}
	t.number, t.text, t.status = first(numberColumns), first(textColumns), first([]string{"status"})
	switch claim := first([]string{"claim", "claims"}); {
	case claim < 0:
	case t.text < 0:
		t.text = claim
	case t.number < 0:
		t.number = claim
	}
	if t.id = first(documentColumns); t.id < 0 {
		t.id, t.named = first(nameColumns), true
	}
	return t.number >= 0 && t.text >= 0 && t.number != t.text &&
		(strings.Contains(names[t.number], "claim") || strings.Contains(names[t.text], "claim"))
}

func columnName(raw string) string {
	parts := strings.FieldsFunc(strings.ToLower(raw), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(parts, "_")
}

// exportedDocument is a document of an export: by its number as printed, or its name.
func (t *claimTable) exportedDocument(name, id string) *claims.Document {
	doc := &claims.Document{Name: name, Format: "csv"}
	switch {
	case id == "":
	case t.named:
		doc.Name = id
	default:
		doc.Number = id
	}
	return doc
}

// statusOf returns the claim's status where the table has one, in small letters.
func (t *claimTable) statusOf(fields [][]byte) string {
	if t.status < 0 || t.status >= len(fields) {
		return ""
	}
	status := strings.ReplaceAll(strings.ToLower(claims.Fold(strings.Trim(string(fields[t.status]), "()"))), "cancelled", "canceled")
	if !slices.Contains(claimStatus, status) {
		return ""
	}
	return status
}
