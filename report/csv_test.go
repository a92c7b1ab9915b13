package report

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"claimchart/claims"
)

// TestCSVNasty: with --raw every text comes back as it went in, but for what a terminal would run, and without it the same behind an apostrophe
// where a spreadsheet would run it as a formula.
func TestCSVNasty(t *testing.T) {
	texts := append([]string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "a,b", `a"b`, `"`, `""`, "a\nb", "a\r\nb", ",", "'=1", " =1", "=HYPERLINK(\"x\")", "\ufeffa", "é"}, nastyTexts...)
	r := &Report{Schema: Schema, Command: "parse", Parsed: &Parsed{Documents: []Document{{Name: "d"}}}}
	for i, text := range texts {
		r.Documents[0].Claims = append(r.Documents[0].Claims, Claim{Claim: claims.Claim{Num: i + 1, Text: text}})
	}
	for _, raw := range []bool{false, true} {
		var b bytes.Buffer
		if err := writeCSV(&b, r, View{Raw: raw}); err != nil {
			t.Fatal(err)
		}
		if strings.Count(b.String(), "\n") != strings.Count(b.String(), "\r\n") {
			t.Error("a line does not end in CRLF") // RFC 4180, 2.1; inside fields too
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at := len(rows[0]) - 3
		for i, text := range texts {
			want := strings.NewReplacer("\r", " ", "\u00a0", " ", "\x1b", "␛", "\u202e", `\u202e`).Replace(text)
			if !raw && text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
				want = "'" + want
			}
			if got := rows[i+1][at]; rows[0][at] != "text" || got != want {
				t.Errorf("raw %v: %q comes back as %q, want %q", raw, text, got, want)
			}
		}
	}
}

// TestCSVMark: a byte order mark stands in front where it is asked for, once.
func TestCSVMark(t *testing.T) {
	for name, r := range reports(t) {
		var plain, marked bytes.Buffer
		if err := writeCSV(&plain, r, View{}); err != nil {
			t.Fatal(err)
		}
		if err := writeCSV(&marked, r, View{BOM: true}); err != nil {
			t.Fatal(err)
		}
		if marked.String() != "\ufeff"+plain.String() {
			t.Errorf("%s: not the same behind a mark", name)
		}
	}
}

// TestCheckLabel: a finding on a reconstructed claim has its label in the table of values and its sign in every other format.
func TestCheckLabel(t *testing.T) {
	set := &claims.Set{Claims: []claims.Claim{{Num: 1, Text: "A pump.", Origin: claims.Origin{Kind: claims.Derived}}, {Num: 2, Text: "A tap."}}}
	found := Findings(set, []claims.Finding{{Rule: "C999", Severity: "note", Claim: 1, Text: "pump", Start: 2, End: 6, Message: "m"}, {Rule: "C999", Severity: "note", Claim: 2, Text: "tap", Start: 2, End: 5, Message: "m"}})
	if !found[0].Reconstructed || found[1].Reconstructed {
		t.Fatalf("%+v", found)
	}
	r := Check("us", []CheckedDocument{{Name: "d", Claims: 2, Findings: found}})
	for _, name := range []string{"table", "markdown", "csv"} {
		f, err := Find("check", name)
		if err != nil {
			t.Fatal(err)
		}
		text := render(t, f, r, View{Width: 120})
		if strings.Count(text, claims.Reconstructed) != 1 || name != "csv" && strings.Count(text, rebuilt) != 2 {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}
