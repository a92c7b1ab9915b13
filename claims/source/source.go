// Package source reads files and gives documents: text with its lines, or claims already cut, with what the file states of
// number, title, dates and description.
//
// What a file is, its content decides, not its name. Formats lists every format that is read, in the order in which they are
// tried. A Reader goes through files, folders and archives and gives their documents' bytes piece by piece, so that a file of any
// size is read in bounded memory and pieces can be read side by side.
//
//	r := &source.Reader{Stdin: os.Stdin}
//	for piece, err := range r.Pieces([]string{"claims.docx", "ipg140107.zip", "-"}) { // an error names its file; the rest goes on
//		docs, err := piece.Read(source.Options{})
//		for _, doc := range docs { set, err := claims.Parse(doc) ... }
//	}
//
// Where what is:
//
//	files      open.go (files, folders), archive.go, stream.go (bulk files cut), piece.go (one piece read), inorder.go (several at a time),
//	           source.go (the formats)
//	encodings  encoding.go, guess.go (none stated), entities.go
//	Word       docx.go (the package), docx_xml.go, docx_body.go, docx_table.go, docx_run.go, docx_field.go, docx_symbol.go,
//	           docx_math.go, docx_style.go, docx_numbering.go, docx_render.go, docx_text.go (the claims found)
//	PDF        pdf.go, pdffile.go, pdfobject.go, pdfunpack.go, pdfpage.go (the file), pdfcontent.go, pdffont.go (its words),
//	           pdflayout.go, pdflinenumber.go, pdfhead.go, pdfdivided.go (its lines), pdfparagraph.go, pdfclaims.go, pdffacts.go
//	web pages  html.go, htmltext.go, htmllist.go, htmltable.go, htmlshown.go (what a browser shows), htmlnode.go (look-ups);
//	           Google Patents: googlepatents.go, googleclaims.go, googledescription.go
//	mail       mail.go, mailpart.go (MIME), quoted.go (marks of quotation)
//	USPTO      uspto4.go and pap.go by patentxml.go, xmlclaims.go, xmldescription.go; xml4ip.go and wrapper.go (file wrappers);
//	           sgml.go, sgmlwriter.go; greenbook.go and brs.go by tagged.go, dotcode.go
//	EPO        st36.go, ops.go, biblio.go
//	tables     tsv.go, tsvrow.go, tsvdocument.go (PatentsView), claimcsv.go (a spreadsheet's export)
//	JSON       json.go (ours), hupd.go
//	text       text.go, textparagraphs.go, markdown.go
//
// XML and SGML: markup.go (the scanner), xmldocument.go (ends and encodings of documents), tree.go (small documents as a whole),
// prose.go (readable text of inline markup). For all formats: script.go (raised and lowered characters), formula.go (formulas in a
// line, which mathml.go and docx_math.go read), references.go (the claims that markup refers to).
package source

import (
	"bytes"

	"claimchart/claims"
)

// Options say what is read of a document.
type Options struct {
	Language    string // of the claims, as ISO 639-1 has it, where a document has several; empty for English, else the first
	Description bool   // abstract and paragraphs too; most of a patent's bytes are its description, and skipping it saves the time
	Marks       bool   // keep amendments as marks ([[deleted]], {+inserted+}) instead of taking them as accepted
	Before      bool   // the claims as they were before the amendments that the document marks; not with Marks

	lines int // of the file before the piece, for messages
}

// Format is one kind of file that can be read.
type Format struct {
	Name  string
	About string

	// is tells whether the first bytes of a document, at most headSize, or all of it, are in this format.
	is func(head []byte) bool
	// read gives the documents of one piece. name is what messages call it.
	read func(name string, data []byte, opt Options) ([]*claims.Document, error)
	// next is for formats that come as many documents in one file: the length of the first in data, 0 if its end is not in data
	// yet; with eof, data is all that is left. Nil where a file is read as a whole.
	next func(data []byte, eof bool) int
	// cut is next for formats of which each piece needs the beginning of its file, header, before its own bytes; header is empty
	// where the file has to be read whole. Mostly nil.
	cut func(head []byte) (header []byte, next func(data []byte, eof bool) int)
	// join makes documents of those that parts of one matter gave; mostly nil.
	join func(parts []*claims.Document) []*claims.Document
	// before tells that read knows Options.Before; for all others the amendments are undone in what they mark with Options.Marks.
	before bool
	// raw formats get the bytes as they are, all others UTF-8 text with "\n" at line ends and no byte order mark.
	raw bool
}

// Formats are all formats that are read, in the order in which they are tried; the last takes any text.
func Formats() []*Format { return formats }

var formats = []*Format{
	{Name: "docx", About: "a Word document: lists numbered as Word counts them, tracked changes accepted or kept (--marks)", is: isDOCX, read: readDOCX, raw: true, before: true},
	{Name: "pdf", About: "a PDF with a text layer", is: isPDF, read: readPDF, raw: true},
	{Name: "uspto-xml4", About: "grants and applications of the USPTO as XML 4.x (2004 on), alone or many in a file", is: isUSPTO4, read: readUSPTO4, next: nextXML, raw: true},
	{Name: "uspto-pap", About: "applications of the USPTO as XML (2001 to 2004), alone or many in a file", is: isPAP, read: readPAP, next: nextXML, raw: true},
	{Name: "uspto-xml4ip", About: "parts of USPTO file wrappers (claims, description, abstract), joined by application", is: isXML4IP, read: readXML4IP, join: groupXML4IP, raw: true},
	{Name: "uspto-sgml", About: "grants of the USPTO as SGML (2001 to 2004), alone or many in a file", is: isSGML, read: readSGML, next: nextSGML, raw: true},
	{Name: "uspto-greenbook", About: "grants of the USPTO as Greenbook text (1976 to 2001), alone or many in a file", is: isGreenbook, read: readGreenbook, next: nextGreenbook, raw: true},
	{Name: "uspto-brs", About: "patents as the USPTO's text search printed them, alone or many in a file", is: isBRS, read: readBRS, next: nextBRS, raw: true},
	{Name: "st36", About: "ST.36 full texts and exchange documents of the EPO and others (--language)", is: isST36, read: readST36, next: nextST36, raw: true},
	{Name: "ops", About: "answers of the EPO's Open Patent Services with claims (--language)", is: isOPS, read: readOPS, raw: true},
	{Name: "html", About: "a saved web page: a patent of Google Patents, any other as an article", is: isHTML, read: readHTML, raw: true},
	{Name: "mail", About: "a message (.eml) or a file of messages (mbox)", is: isMail, read: readMail, next: nextMail, raw: true},
	{Name: "patentsview", About: "claim tables of PatentsView, tabs or commas between columns", is: isTSV, read: readTSV, cut: cutTSV},
	{Name: "csv", About: "a spreadsheet's export with a row a claim, and columns named for its number and its text", is: isClaimCSV, read: readTSV},
	{Name: "hupd", About: "an application of the Harvard USPTO Patent Dataset as JSON", is: isHUPD, read: readHUPD},
	{Name: "json", About: "our own JSON: one object with name and claims", is: isJSON, read: readJSON},
	{Name: "jsonl", About: "the same, one object a line", is: isJSONL, read: readJSONL, next: nextLine},
	{Name: "markdown", About: "Markdown with numbered claims, or an article in it", is: looksLikeMarkdown, read: readMarkdown},
	{Name: "text", About: "numbered claims, or an article that quotes claims and tells others as edits of them", is: isText, read: readText},
}

// headSize is how many bytes of a document tell its format.
const headSize = 64 << 10

// cutTSV takes the line with the names of the columns off a table of which the rows of a patent stand together.
func cutTSV(head []byte) (header []byte, next func(data []byte, eof bool) int) {
	n, together := headTSV(head)
	if !together {
		return nil, nil
	}
	header = bytes.Clone(head[:n])
	return header, func(data []byte, eof bool) int { return nextTSV(header, data, eof) }
}

// find returns the format of a document that begins with head.
func find(head []byte) *Format {
	for _, f := range formats {
		if f.is(head) {
			return f
		}
	}
	return nil
}
