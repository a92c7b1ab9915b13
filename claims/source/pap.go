package source

import (
	"bytes"

	"claimchart/claims"
)

// isPAP tells whether head is a published application in the USPTO's first XML (PAP, 2001 to 2004).
func isPAP(head []byte) bool { return string(rootName(head)) == "patent-application-publication" }

// readPAP reads one published application in PAP. Its markup does not name the office: the DTD is the USPTO's, so the country is
// US. A document that breaks off before its claims is an error; one that breaks off in them has a note.
func readPAP(name string, data []byte, opt Options) ([]*claims.Document, error) {
	d, err := newPatentXML(name, data)
	if err != nil {
		return nil, err
	}
	doc := d.doc
	doc.Format = "uspto-pap"
	bib, bibEnd := d.section(d.root, "subdoc-bibliographic-information")
	if bib == nil {
		d.note("no bibliographic data: number, title and dates are not known")
		bibEnd = d.root
	}
	doc.Country = "US"
	published := element(bib, "document-id")
	doc.Kind = d.inline(element(published, "kind-code"))
	doc.Number = patentNumber(doc.Country, d.inline(element(published, "doc-number")), doc.Kind)
	doc.Dates.Publication = isoDate(element(published, "document-date"))
	doc.Dates.Filing = isoDate(element(element(bib, "domestic-filing-data"), "filing-date"))
	d.earliest(bib, "filing-date", func(path [][]byte) (bool, bool) {
		return within(path, "foreign-priority-data"), false
	})
	d.earliest(element(bib, "continuity-data"), "document-date", papBenefit)
	d.priorityNote()
	doc.Title = d.inline(element(bib, "title-of-invention"))
	if err := d.readClaims("subdoc-claims", opt); err != nil {
		return nil, err
	}
	if opt.Description {
		if abstract, _ := d.section(bibEnd, "subdoc-abstract"); abstract != nil {
			doc.Abstract = d.abstract(abstract)
		}
		if description, end := d.description(bibEnd, "subdoc-description"); description != nil {
			d.readDescription(description, end)
		}
	}
	d.finish()
	return []*claims.Document{doc}, nil
}

// papBenefit tells whether a date in continuity-data, under the open elements path, is that of an earlier application whose date
// this one claims the benefit of: a parent's or a provisional's.
func papBenefit(path [][]byte) (counts, inPart bool) {
	return (within(path, "parent") || within(path, "non-provisional-of-provisional")) && !within(path, "substitution-of"),
		within(path, "continuation-in-part-of")
}

func within(path [][]byte, name string) bool {
	for _, open := range path {
		if string(open) == name {
			return true
		}
	}
	return false
}

// abstract is the text of an abstract without its heading.
func (d *patentXML) abstract(section []byte) string {
	if i := bytes.Index(section, []byte("<paragraph")); i >= 0 {
		section = section[i:]
	}
	return d.inline(section)
}
