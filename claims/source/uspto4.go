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
		_, attrs := cutName(d.data[d.root : d.root+tag])
		doc.Language = strings.ToLower(plainText(attr(attrs, "lang")))
	}
	grant, kind := bytes.HasPrefix(d.data[d.root:], []byte("<us-patent-grant")), "us-bibliographic-data-application"
	if grant {
		kind = "us-bibliographic-data-grant"
	}
	var bib [len(us4Sections)][]byte
	bibEnd := d.root + topSections(d.data[d.root:], kind, us4Sections[:], bib[:])
	if bibEnd == len(d.data) {
		d.note("the bibliographic data do not end: number, title and dates may be wrong")
		bibEnd = d.root
	}
	published := element(bib[publicationReference], "document-id")
	doc.Country = plainText(element(published, "country"))
	doc.Kind = plainText(element(published, "kind"))
	doc.Number = patentNumber(doc.Country, plainText(element(published, "doc-number")), doc.Kind)
	doc.Dates.Publication = isoDate(element(published, "date"))
	if grant { // a grant's publication reference is the grant's: its date is both
		doc.Dates.Grant = doc.Dates.Publication
	}
	doc.Dates.Filing = isoDate(element(bib[applicationReference], "date"))
	if pct := isoDate(element(bib[pctFiling], "date")); pct != "" {
		doc.Dates.Filing = pct // the international filing date is the filing date: 35 USC 363
	}
	d.earliest(bib[priorityClaims], "date", nil)
	d.earliest(bib[relatedDocuments], "date", us4Benefit)
	d.priorityNote()
	doc.Title = d.inline(bib[inventionTitle])
	if err := d.readClaims("claims", opt); err != nil {
		return nil, err
	}
	if opt.Description {
		if abstract, _ := d.section(bibEnd, "abstract"); abstract != nil {
			doc.Abstract = d.inline(abstract)
		}
		if description, end := d.description(bibEnd, "description"); description != nil {
			d.readDescription(description, end)
		}
	}
	d.finish()
	return []*claims.Document{doc}, nil
}

// us4Sections are the parts of the bibliographic data that are read.
var us4Sections = [...]string{"publication-reference", "application-reference", "priority-claims", "us-related-documents", "invention-title", "pct-or-regional-filing-data"}

const (
	publicationReference = iota
	applicationReference
	priorityClaims
	relatedDocuments
	inventionTitle
	pctFiling
)

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
