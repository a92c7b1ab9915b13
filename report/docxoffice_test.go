package report

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestDocxInLibreOffice turns reports into PDF by LibreOffice and reads what stands on the pages.
func TestDocxInLibreOffice(t *testing.T) {
	for _, tool := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed: Word files were not opened in LibreOffice (Debian: libreoffice-writer, poppler-utils)", tool)
		}
	}
	if testing.Short() {
		t.Skip("opening Word files in LibreOffice takes seconds")
	}
	dir := t.TempDir()
	all := reports(t)
	names := []string{"small", "nasty", "diffclaims", "article", "long"}
	all["long"] = all["several"]
	long := &all["long"].Charts[0].Rows[0]
	long.Text, long.Scored = strings.Repeat("q", 40000), true
	args := []string{"--headless", "-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--convert-to", "pdf", "--outdir", dir}
	for _, name := range names {
		file := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(file, docxOf(t, all[name], View{}), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range names {
		out, err := exec.Command("pdftotext", "-layout", filepath.Join(dir, name+".pdf"), "-").Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
		for i, page := range pages {
			words := strings.Join(strings.Fields(page), " ")
			if !strings.Contains(words, "Notice: This report shows") || !strings.Contains(words, fmt.Sprintf("Page %d of %d", i+1, len(pages))) {
				t.Errorf("%s: page %d has no notice or number:\n%s", name, i+1, page)
			}
		}
		if n := strings.Count(string(out), "q"); name == "long" && n < 40000 {
			t.Errorf("%s: of a limitation of 40000 characters %d are on the pages", name, n)
		}
		if words := strings.Join(strings.Fields(string(out)), " "); name == "article" && !strings.Contains(words, "Claim chart: Why the eGenera Patent is Dangerous") {
			t.Errorf("%s has no title", name)
		}
	}
}
