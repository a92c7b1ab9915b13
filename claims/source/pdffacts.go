package source

import (
	"strings"
	"time"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// The front page of a patent marks what it states by the numbers of WIPO ST.9: (10) and (11) its number, (22) the date of filing, (30)
// priority, (43) and (45) publication and grant, (54) the title.
var (
	inid       = lazyregexp.New(`^\(\d\d\)\s*`)
	pdfNumber  = lazyregexp.New(`(?i)\((?:10|11)\)\s*(?:(?:patent|pub|publication)\.?\s*(?:no|number)\.?\s*:?\s*)?([A-Z]{2}\s?\d[\d,./ ]*\d\s*[A-Z]\d?)\b`)
	headNumber = lazyregexp.New(`^(?:\d+\s+)?([A-Z]{2}\s\d[\d,/. ]*\d\s*[A-Z]\d?)(?:\s+\d+)?$`)
	pdfDate    = lazyregexp.New(`([A-Z][a-z]{2})[a-z]*\.?\s+(\d{1,2}),\s+(\d{4})|\b(\d{2})\.(\d{2})\.(\d{4})\b`)
)

// pdfFacts takes number, title and dates from the front page, as stated there, and the number from a running head.
func pdfFacts(doc *claims.Document, lines []pdfLine, heads []string) {
	number := ""
	for _, h := range heads {
		if m := headNumber.FindStringSubmatch(h); m != nil && number == "" {
			number = m[1]
		}
	}
	for i, l := range lines {
		if l.page > 1 || !strings.Contains(l.text, "(") {
			continue
		}
		if m := pdfNumber.FindStringSubmatch(l.text); m != nil && number == "" {
			number = m[1]
		}
		date := func() string { // on the line itself or the next
			if d := dateIn(l.text); d != "" || i+1 >= len(lines) || inid.MatchString(lines[i+1].text) {
				return d
			}
			return dateIn(lines[i+1].text)
		}
		switch {
		case strings.HasPrefix(l.text, "(22)"):
			doc.Dates.Filing = date()
		case strings.HasPrefix(l.text, "(43)"):
			doc.Dates.Publication = date()
		case strings.HasPrefix(l.text, "(45)"):
			doc.Dates.Grant = date()
		case strings.HasPrefix(l.text, "(30)"):
			for j := i; j < len(lines) && j < i+8 && (j == i || !inid.MatchString(lines[j].text)); j++ {
				if d := dateIn(lines[j].text); d != "" && (doc.Dates.Priority == "" || d < doc.Dates.Priority) {
					doc.Dates.Priority = d
				}
			}
		case strings.HasPrefix(l.text, "(54)"):
			parts := []string{inid.ReplaceAllString(l.text, "")}
			for j := i + 1; j < len(lines) && j < i+6 && !inid.MatchString(lines[j].text) && lines[j].text == strings.ToUpper(lines[j].text); j++ {
				parts = append(parts, lines[j].text)
			}
			doc.Title = claims.Fold(strings.Join(parts, " "))
		}
	}
	if number != "" {
		doc.Number, doc.Country, doc.Kind = publication(strings.ReplaceAll(number, "/", ""))
	}
}

// dateIn returns the first date in text, as YYYY-MM-DD; nothing if there is none.
func dateIn(text string) string {
	m := pdfDate.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	if m[4] != "" {
		if _, err := time.Parse("02.01.2006", m[0]); err != nil {
			return ""
		}
		return m[6] + "-" + m[5] + "-" + m[4]
	}
	d, err := time.Parse("Jan 2 2006", m[1]+" "+m[2]+" "+m[3])
	if err != nil {
		return ""
	}
	return d.Format("2006-01-02")
}
