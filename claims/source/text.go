package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"

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

var errEmptyFile = errors.New("the file is empty: get it again, or take it out")

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

// lineEnds is text with "\n" at line ends.
func lineEnds(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// capitals is the number of capital letters in a line without small ones; 0 for any other line.
func capitals(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.IsLower(r):
			return 0
		case unicode.IsUpper(r):
			n++
		}
	}
	return n
}
