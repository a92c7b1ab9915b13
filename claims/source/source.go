// Package source reads files and gives documents: text with its lines, or claims already cut, with what the file states of
// number, title, dates and description.
//
// What a file is, its content decides, not its name. Formats lists every format that is read, in the order in which they are
// tried. A Reader goes through files, folders and archives and gives their documents' bytes piece by piece, so that a file of any
// size is read in bounded memory and pieces can be read side by side.
package source

import (
	"fmt"

	"claimchart/claims"
)

// Options say what is read of a document.
type Options struct {
	Language    string // of the claims, as ISO 639-1 has it, where a document has several; empty for English, else the first
	Description bool   // abstract and paragraphs too; most of a patent's bytes are its description, and skipping it saves the time
	Marks       bool   // keep amendments as marks ([[deleted]], {+inserted+}) instead of taking them as accepted

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
	// header returns the beginning of a file that each of its pieces needs before its own bytes; mostly nil.
	header func(data []byte) []byte
	// join makes documents of those that parts of one matter gave; mostly nil.
	join func(parts []*claims.Document) []*claims.Document
	// raw formats get the bytes as they are, all others UTF-8 text with "\n" at line ends and no byte order mark.
	raw bool
}

// Formats are all formats that are read, in the order in which they are tried; the last takes any text.
func Formats() []*Format { return formats }

var formats = []*Format{
	{Name: "uspto-xml4", About: "grants and applications of the USPTO as XML 4.x (2004 on), alone or many in a file", is: isUSPTO4, read: readUSPTO4, next: nextXML, raw: true},
	{Name: "uspto-pap", About: "applications of the USPTO as XML (2001 to 2004), alone or many in a file", is: isPAP, read: readPAP, next: nextXML, raw: true},
	{Name: "json", About: "our own JSON: one object with name and claims", is: isJSON, read: readJSON},
	{Name: "jsonl", About: "the same, one object a line", is: isJSONL, read: readJSONL, next: nextLine},
	{Name: "text", About: "numbered claims, or an article that quotes claims and tells others as edits of them", is: isText, read: readText},
}

// headSize is how many bytes of a document tell its format.
const headSize = 64 << 10

// find returns the format of a document that begins with head.
func find(head []byte) *Format {
	for _, f := range formats {
		if f.is(head) {
			return f
		}
	}
	return nil
}

// Read reads the documents of one file that is at hand as a whole, with a line of error for each part that cannot be read.
func Read(name string, data []byte, opt Options) ([]*claims.Document, []error) {
	var out []*claims.Document
	var errs []error
	r := &Reader{}
	for p, err := range r.bytes(name, data) {
		if err == nil {
			var docs []*claims.Document
			docs, err = p.Read(opt)
			out = append(out, docs...)
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	if len(out) == 0 && len(errs) == 0 {
		errs = append(errs, fmt.Errorf("%s: nothing to read", name))
	}
	return out, errs
}
