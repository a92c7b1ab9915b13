package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"claimchart/claims"
)

func isText(head []byte) bool {
	begin := beginning(head)
	for _, k := range known {
		if bytes.HasPrefix(begin, []byte(k.magic)) {
			return false
		}
	}
	return true
}

// beginning is the first bytes of head behind white space and a byte order mark, ASCII letters in small ones.
func beginning(head []byte) []byte {
	begin := bytes.Clone(bytes.TrimLeft(head[:min(len(head), 64)], " \t\r\n\ufeff"))
	for i, c := range begin {
		if c >= 'A' && c <= 'Z' {
			begin[i] = c | 0x20
		}
	}
	return begin
}

// readText takes the whole text; whether it is a list of claims or an article is for claims.Parse to see.
func readText(name string, data []byte, _ Options) ([]*claims.Document, error) {
	return []*claims.Document{{Name: name, Format: "text", Text: string(data)}}, nil
}

func looksLikeMarkdown(head []byte) bool {
	if !isText(head) {
		return false
	}
	_, ok := fromMarkdown(strings.ToValidUTF8(string(head), "\uFFFD"))
	return ok
}

// readMarkdown takes the text that a page would show.
func readMarkdown(name string, data []byte, _ Options) ([]*claims.Document, error) {
	text, _ := fromMarkdown(string(data))
	return []*claims.Document{{Name: name, Format: "markdown", Text: text}}, nil
}

// known are beginnings of files that hold text, but not in a way that is read. In small letters.
var known = []struct{ magic, what, remedy string }{
	{"%pdf", "a PDF", "save its text as a text file"},
	{"pk\x03\x04", "an Office document or a damaged archive", "save its text as a text file"},
	{"\xd0\xcf\x11\xe0", "an old Office document", "save it as DOCX or as text"},
	{"<?xml", "XML of a kind that is not known", "save the claims as a text file"},
	{"<!doctype html", "a web page", "save the page as text"},
	{"<html", "a web page", "save the page as text"},
	{"{\\rtf", "an RTF document", "save it as DOCX or as text"},
}

// unread says what a file is that no format fits.
func unread(head []byte) error {
	begin := beginning(head)
	for _, k := range known {
		if bytes.HasPrefix(begin, []byte(k.magic)) {
			return fmt.Errorf("%s, which is not read: %s", k.what, k.remedy)
		}
	}
	return errors.New("no format fits")
}

var errEmptyFile = errors.New("the file is empty: nothing to read")

// decode is toUTF8 with "\n" at line ends.
func decode(data []byte) (text []byte, note string, err error) {
	if text, note, err = toUTF8(data); err != nil || bytes.IndexByte(text, '\r') < 0 {
		return text, note, err
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), newline)
	return bytes.ReplaceAll(text, []byte("\r"), newline), note, nil
}

// byOrderMark returns the encoding that a mark of byte order at the beginning tells, or "". UTF-32, of which the mark begins like
// that of UTF-16, is read where a text is read as a whole.
func byOrderMark(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}):
		return ""
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return "utf-16le"
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return "utf-16be"
	}
	return ""
}

// nextLine is the length of the first line, with the empty ones behind it.
func nextLine(data []byte, eof bool) int {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		for i++; i < len(data) && (data[i] == '\n' || data[i] == '\r'); i++ {
		}
		return i
	}
	if eof {
		return len(data)
	}
	return 0
}
