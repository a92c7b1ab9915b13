package source

import (
	"strings"

	"claimchart/claims"
)

// bibliography fills doc from a bibliographic-data element of ST.36 and returns the titles. Of the same number in several forms the
// DOCDB form is taken.
func bibliography(doc *claims.Document, bib *element) []inLanguage {
	if id := documentID(bib.all("publication-reference")); id != nil {
		if country := flat(id.child("country")); doc.Country == "" {
			doc.Country = country
		}
		if kind := flat(id.child("kind")); doc.Kind == "" {
			doc.Kind = kind
		}
		if doc.Number == "" {
			doc.Number = printedNo(doc.Country, flat(id.child("doc-number")), doc.Kind)
		}
		if doc.Dates.Publication == "" {
			doc.Dates.Publication = isoDate(flat(id.child("date")))
		}
	}
	for _, r := range bib.all("application-reference") { // the forms of one application, and only some with its date
		if doc.Dates.Filing == "" {
			doc.Dates.Filing = isoDate(flat(r.first("date")))
		}
	}
	for _, p := range bib.all("priority-claim") {
		earliest(&doc.Dates.Priority, flat(p.first("date")))
	}
	if granted := bib.first("printed-with-grant"); granted != nil {
		doc.Dates.Grant = isoDate(flat(granted.first("date")))
	}
	return inLanguages(bib.all("invention-title"), "")
}

// documentID returns the document-id of these references that has the country, the number and the kind apart, with a date if one
// has: the DOCDB form, else the first.
func documentID(refs []*element) *element {
	var best *element
	rank := -1
	for _, r := range refs {
		for _, id := range r.all("document-id") {
			n := 0
			if form := id.attr("document-id-type") + r.attr("data-format"); form == "docdb" {
				n += 4
			} else if form == "epodoc" {
				n -= 1
			}
			if id.child("country") != nil {
				n += 2
			}
			if id.child("date") != nil {
				n++
			}
			if n > rank {
				best, rank = id, n
			}
		}
	}
	return best
}

// bTags fills doc from the tags of ST.32 that the EPO's full texts have: B110 number, B140 date, B220 filing, B320 priority, B450
// grant. It returns the titles: each B541 names the language of the B542 behind it.
func bTags(doc *claims.Document, tags *element) []inLanguage {
	date := func(tag string) string { return isoDate(flat(tags.first(tag).first("date"))) }
	if doc.Country == "" {
		doc.Country = flat(tags.first("B190"))
	}
	if doc.Kind == "" {
		doc.Kind = flat(tags.first("B130"))
	}
	if doc.Number == "" {
		doc.Number = printedNo(doc.Country, flat(tags.first("B110")), doc.Kind)
	}
	if doc.Dates.Publication == "" {
		doc.Dates.Publication = date("B140")
	}
	doc.Dates.Filing, doc.Dates.Grant = date("B220"), date("B450")
	for _, p := range tags.all("B320") {
		earliest(&doc.Dates.Priority, flat(p.first("date")))
	}
	if first := date("B430"); first != "" && first != doc.Dates.Publication {
		doc.Notes = append(doc.Notes, "the application was published on "+first)
	}
	var titles []inLanguage
	lang := ""
	for _, k := range tags.first("B540").all("") {
		switch k.name {
		case "B541":
			lang = language(flat(k))
		case "B542":
			titles = append(titles, inLanguage{k, lang})
		}
	}
	return titles
}

// earliest sets date to the earlier of itself and other, where other is one.
func earliest(date *string, other string) {
	if other = isoDate(other); other != "" && (*date == "" || other < *date) {
		*date = other
	}
}

// isoDate writes a date of eight digits with hyphens, without a month or a day that is 00; other text than a date is none.
func isoDate(text string) string {
	digits := strings.ReplaceAll(strings.TrimSpace(text), "-", "")
	if len(digits) != 8 || strings.Trim(digits, "0123456789") != "" || digits[:4] == "0000" {
		return ""
	}
	switch year, month, day := digits[:4], digits[4:6], digits[6:]; {
	case month == "00" || month > "12":
		return year
	case day == "00" || day > "31":
		return year + "-" + month
	default:
		return year + "-" + month + "-" + day
	}
}

// printedNo joins a number as it is printed: country, number without leading zeros, kind. A number that begins with its country has
// it once.
func printedNo(country, number, kind string) string {
	number = strings.TrimPrefix(strings.TrimSpace(number), country)
	if number = strings.TrimLeft(number, "0"); number == "" {
		return ""
	}
	return country + number + kind
}
