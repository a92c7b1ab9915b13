package source

import (
	"strings"

	"claimchart/claims"
)

// bibliography fills doc from a bibliographic-data element of ST.36 and returns the titles. Of the same number in several forms the
// DOCDB form is taken.
func bibliography(doc *claims.Document, bib *tree) []inLanguage {
	if id := documentID(bib.all("publication-reference")); id != nil {
		if country := textOf(id.child("country")); doc.Country == "" {
			doc.Country = country
		}
		if kind := textOf(id.child("kind")); doc.Kind == "" {
			doc.Kind = kind
		}
		if doc.Number == "" {
			doc.Number = printedNo(doc.Country, textOf(id.child("doc-number")), doc.Kind)
		}
		if doc.Dates.Publication == "" {
			doc.Dates.Publication = dateOf(id.child("date"))
		}
	}
	for _, r := range bib.all("application-reference") { // the forms of one application, and only some with its date
		if doc.Dates.Filing == "" {
			doc.Dates.Filing = dateOf(r.first("date"))
		}
	}
	for _, p := range bib.all("priority-claim") {
		sooner(&doc.Dates.Priority, dateOf(p.first("date")))
	}
	if granted := bib.first("printed-with-grant"); granted != nil {
		doc.Dates.Grant = dateOf(granted.first("date"))
	}
	return inLanguages(bib.all("invention-title"), "")
}

// documentID returns the document-id of these references that has the country, the number and the kind apart, with a date if one
// has: the DOCDB form, else the first.
func documentID(refs []*tree) *tree {
	var best *tree
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
func bTags(doc *claims.Document, tags *tree) []inLanguage {
	date := func(tag string) string { return dateOf(tags.first(tag).first("date")) }
	if doc.Country == "" {
		doc.Country = textOf(tags.first("B190"))
	}
	if doc.Kind == "" {
		doc.Kind = textOf(tags.first("B130"))
	}
	if doc.Number == "" {
		doc.Number = printedNo(doc.Country, textOf(tags.first("B110")), doc.Kind)
	}
	if doc.Dates.Publication == "" {
		doc.Dates.Publication = date("B140")
	}
	doc.Dates.Filing, doc.Dates.Grant = date("B220"), date("B450")
	for _, p := range tags.all("B320") {
		sooner(&doc.Dates.Priority, dateOf(p.first("date")))
	}
	if first := date("B430"); first != "" && first != doc.Dates.Publication {
		doc.Notes = append(doc.Notes, "the application was published on "+first)
	}
	var titles []inLanguage
	lang := ""
	for _, k := range tags.first("B540").all("") {
		switch k.name {
		case "B541":
			lang = language(textOf(k))
		case "B542":
			titles = append(titles, inLanguage{k, lang})
		}
	}
	return titles
}

// sooner sets date to the earlier of itself and other, where other is one.
func sooner(date *string, other string) {
	if other != "" && (*date == "" || other < *date) {
		*date = other
	}
}

// dateOf returns the date that stands in an element, as stampDate has it.
func dateOf(e *tree) string { return stampDate([]byte(strings.ReplaceAll(textOf(e), "-", ""))) }

// printedNo is patentNumber for a number that may begin with its country.
func printedNo(country, number, kind string) string {
	return patentNumber(country, strings.TrimPrefix(strings.TrimSpace(number), country), kind)
}
