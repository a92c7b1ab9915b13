package source

import (
	"bytes"
	"strings"

	"claimchart/claims"
)

// isUSPTO4 tells whether head is a grant or a published application in the USPTO's XML 4.x (2004 and later).
func isUSPTO4(head []byte) bool {
	switch string(rootName(head)) {
	case "us-patent-grant", "us-patent-application":
		return true
	}
	return false
}

// readUSPTO4 reads one grant or application in XML 4.x. Sections are found by their tags, so that a description that is not asked
// for is not gone through. A document that breaks off before its claims is an error; one that breaks off in them has a note.
func readUSPTO4(name string, data []byte, opt Options) ([]*claims.Document, error) {
	d, err := newPatentXML(name, data)
	if err != nil {
		return nil, err
	}
	doc := d.doc
	doc.Format = "uspto-xml4"
	if tag := bytes.IndexByte(d.data[d.root:], '>'); tag > 0 {
		doc.Language = strings.ToLower(plainText(attr(d.data[d.root:d.root+tag], "lang")))
	}
	bib, bibEnd := d.section(d.root, "us-bibliographic-data-grant")
	grant := bib != nil
	if !grant {
		bib, bibEnd = d.section(d.root, "us-bibliographic-data-application")
	}
	if bib == nil {
		d.note("no bibliographic data: number, title and dates are not known")
		bibEnd = d.root
	}
	published := element(element(bib, "publication-reference"), "document-id")
	doc.Country = plainText(element(published, "country"))
	doc.Kind = plainText(element(published, "kind"))
	doc.Number = patentNumber(doc.Country, plainText(element(published, "doc-number")), doc.Kind)
	doc.Dates.Publication = isoDate(element(published, "date"))
	if grant { // a grant's publication reference is the grant's: its date is both
		doc.Dates.Grant = doc.Dates.Publication
	}
	doc.Dates.Filing = isoDate(element(element(bib, "application-reference"), "date"))
	if pct := isoDate(element(element(bib, "pct-or-regional-filing-data"), "date")); pct != "" {
		doc.Dates.Filing = pct // the international filing date is the filing date: 35 USC 363
	}
	d.earliest(element(bib, "priority-claims"), "date", nil)
	d.earliest(element(bib, "us-related-documents"), "date", us4Benefit)
	d.priorityNote()
	doc.Title = d.inline(element(bib, "invention-title"))
	if err := d.readClaims("claims", opt); err != nil {
		return nil, err
	}
	if opt.Description {
		if abstract, _ := d.section(bibEnd, "abstract"); abstract != nil {
			doc.Abstract = d.inline(abstract)
		}
		if description, end := d.section(bibEnd, "description"); description != nil {
			d.readDescription(description, end)
		}
	}
	d.finish()
	return []*claims.Document{doc}, nil
}

// us4Benefit tells whether a date in us-related-documents, under the open elements path, is that of an application whose date this
// one claims the benefit of (35 USC 119(e), 120, 121, 251): not that of a grant, of this application, of its own pre-grant
// publication, or of a proceeding.
func us4Benefit(path [][]byte) (counts, inPart bool) {
	if len(path) < 3 || string(path[len(path)-2]) != "document-id" {
		return false, false
	}
	switch string(path[0]) {
	case "related-publication", "reexamination", "us-reexamination-reissue-merger", "substitution", "correction":
		return false, false
	}
	switch string(path[len(path)-3]) {
	case "parent-doc", "us-provisional-application":
		return true, string(path[0]) == "continuation-in-part"
	}
	return false, false
}
