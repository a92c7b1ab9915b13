package report

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// sheetsText is a workbook as text, for golden files and for the tests of all formats: each cell that is not empty, its kind and its
// text or number.
func sheetsText(t testing.TB, content []byte) string {
	t.Helper()
	f := opened(t, content)
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&b, "== %s\n", sheet)
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, text := range row {
				if text == "" {
					continue
				}
				at, _ := excelize.CoordinatesToCellName(j+1, i+1)
				kind, err := f.GetCellType(sheet, at)
				if err != nil {
					t.Fatal(err)
				}
				sign := ":"
				if kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
					sign = "#"
				}
				fmt.Fprintf(&b, "%s%s %s\n", at, sign, text)
			}
		}
	}
	return b.String()
}

func opened(t testing.TB, content []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// workbookOf is a report as a workbook.
func workbookOf(t testing.TB, r *Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := writeXLSX(&b, r, View{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWorkbook: the same report gives the same bytes; no text is a formula, every text is quoted; a sheet prints on landscape
// paper as wide as the page, with the notice in a footer that Excel takes.
func TestWorkbook(t *testing.T) {
	for name, r := range reports(t) {
		content := workbookOf(t, r)
		if !bytes.Equal(content, workbookOf(t, r)) {
			t.Errorf("%s: other bytes at the second time", name)
		}
		f := opened(t, content)
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range rows {
				for j, text := range row {
					at, _ := excelize.CoordinatesToCellName(j+1, i+1)
					if formula, _ := f.GetCellFormula(sheet, at); formula != "" {
						t.Errorf("%s, %s!%s is a formula: %s", name, sheet, at, formula)
					}
					kind, _ := f.GetCellType(sheet, at)
					style, _ := f.GetCellStyle(sheet, at)
					if quoted := f.Styles.CellXfs.Xf[style].QuotePrefix; kind == excelize.CellTypeSharedString && (quoted == nil || !*quoted) {
						t.Errorf("%s, %s!%s is not quoted: %s", name, sheet, at, text)
					}
				}
			}
			foot, err := f.GetHeaderFooter(sheet)
			if err != nil || !strings.Contains(foot.OddFooter, "no opinion") || units(foot.OddFooter) > 255 || units(foot.OddHeader) > 255 {
				t.Errorf("%s, %s: %v, %v", name, sheet, foot, err)
			}
			layout, err := f.GetPageLayout(sheet)
			if err != nil || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
				t.Errorf("%s, %s: %v, %v", name, sheet, layout, err)
			}
		}
	}
}

// TestLongText: a text longer than a cell holds goes on in the following row, which says so; joined the parts are the text.
func TestLongText(t *testing.T) {
	texts := map[string]string{
		"words": strings.Repeat("seven words of text in a row ", 3000), "no space": strings.Repeat("q", 40000), "beyond 16 bits": strings.Repeat("😀", 40000),
		"marks": strings.Repeat("e\u0301", 40000), "only marks": strings.Repeat("\u0301", 40000), "families": strings.Repeat("👩\u200d👧", 20000),
		"CJK": strings.Repeat("請求項", 20000), "just": strings.Repeat("x", longestCell),
	}
	for name, text := range texts {
		list := pieces(text)
		if strings.Join(list, "") != text {
			t.Errorf("%s is not whole", name)
		}
		for n, p := range list {
			if units(p) > longestCell || p == "" {
				t.Errorf("%s: part %d has %d units", name, n, units(p))
			}
			if first := []rune(p)[0]; n > 0 && name != "only marks" && unicode.In(first, unicode.M) {
				t.Errorf("%s: part %d begins with a mark", name, n)
			}
		}
		if name == "just" && len(list) != 1 {
			t.Errorf("%s is cut", name)
		}
		r := reports(t)["small"]
		r.Charts[0].Rows[0].Cells[0].Evidence[0].Quote = text
		f := opened(t, workbookOf(t, r))
		rows, err := f.GetRows(chartSheet)
		if err != nil {
			t.Fatal(err)
		}
		quote, part := slices.Index(rows[0], headQuote), slices.Index(rows[0], partHead)
		var whole strings.Builder
		for n := range list {
			row := rows[1+n]
			whole.WriteString(row[quote])
			if row[0] != rows[1][0] || row[1] != rows[1][1] || row[3] != rows[1][3] {
				t.Errorf("%s: row %d is not of the same limitation and reference: %q", name, n, row[:4])
			}
			if len(list) > 1 && !strings.HasPrefix(row[part], fmt.Sprintf("%d of %d: goes on ", n+1, len(list))) {
				t.Errorf("%s: row %d says %q", name, n, row[part])
			}
		}
		if whole.String() != text {
			t.Errorf("%s: the cells do not hold the text", name)
		}
	}
}

// TestUnchanged: what a cell holds is what the document says, whatever a spreadsheet would make of it.
func TestUnchanged(t *testing.T) {
	for _, text := range []string{
		"=1+1", "+49 30", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")", "'quoted'", "a|b", "<b>&amp;</b>", "_x0041_", "_x005F_x0041_", " two  spaces ", "one\ntwo", "tab\there",
		"構成を記述する", "שלום עולם", "مرحبا", "e\u0301\u0327", "👨‍👩‍👧‍👦🇩🇪", "007", "1e5", "TRUE", "2003-05-07", "#N/A",
	} {
		r := reports(t)["small"]
		r.Charts[0].Rows[0].Cells[0].Evidence[0].Quote = text
		f := opened(t, workbookOf(t, r))
		rows, err := f.GetRows(chartSheet)
		if err != nil {
			t.Fatal(err)
		}
		if got := rows[1][slices.Index(rows[0], headQuote)]; got != text {
			t.Errorf("%q came back as %q", text, got)
		}
	}
	r := reports(t)["small"] // in one workbook: excelize keeps equal texts once
	e := &r.Charts[0].Rows[0].Cells[0]
	e.Evidence[0].Quote, r.Charts[0].Rows[0].Text = "_x0041_", "_x005F_x0041_"
	both := opened(t, workbookOf(t, r))
	if all, _ := both.GetRows(chartSheet); all[1][2] != "_x005F_x0041_" || all[1][6] != "_x0041_" {
		t.Errorf("%q", all[1])
	}
	r = reports(t)["small"]
	r.Charts[0].Rows[0].Cells[0].Evidence[0].Quote = "\x00\x1b[31m\u202eabc\x7f"
	f := opened(t, workbookOf(t, r))
	rows, _ := f.GetRows(chartSheet)
	if got, want := rows[1][slices.Index(rows[0], headQuote)], "␀␛[31m\\u202eabc␡"; got != want {
		t.Errorf("control characters are shown as %q, want %q", got, want)
	}
}

// TestLibreOffice: LibreOffice opens the workbooks and prints them.
func TestLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed: apt-get install libreoffice-calc, and workbooks are opened with it")
	}
	dir := t.TempDir()
	all := reports(t)
	var files []string
	for _, name := range []string{"article", "nasty", "check", "rank"} {
		file := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(file, workbookOf(t, all[name]), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	args := append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "user")), "--headless", "--convert-to", "pdf", "--outdir", dir}, files...)
	out, err := exec.Command(office, args...).CombinedOutput()
	if strings.Contains(string(out), "could not be loaded") {
		t.Skipf("soffice has no Calc: apt-get install libreoffice-calc\n%s", out)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, file := range files {
		if pdf, err := os.ReadFile(strings.TrimSuffix(file, ".xlsx") + ".pdf"); err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) {
			t.Errorf("%s was not printed: %v\n%s", filepath.Base(file), err, out)
		}
	}
}
