package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"claimchart/claims"
)

func isText(head []byte) bool {
	for _, k := range known {
		if bytes.HasPrefix(bytes.ToLower(bytes.TrimLeft(head[:min(len(head), 64)], " \t\r\n\xef\xbb\xbf")), []byte(k.magic)) {
			return false
		}
	}
	return true
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
	begin := bytes.ToLower(bytes.TrimLeft(head[:min(len(head), 64)], " \t\r\n\xef\xbb\xbf"))
	for _, k := range known {
		if bytes.HasPrefix(begin, []byte(k.magic)) {
			return fmt.Errorf("%s, which is not read: %s", k.what, k.remedy)
		}
	}
	return errors.New("no format fits")
}

var errEmptyFile = errors.New("the file is empty: nothing to read")

// decode turns data into valid UTF-8 text with "\n" at line ends. What is not UTF-8 is read as browsers read it, as
// windows-1252, and a note says so.
func decode(data []byte) (text []byte, note string, err error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, "", errEmptyFile
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return nil, "", fmt.Errorf("binary file (a zero byte at offset %d), not text: give text or JSON", at)
	}
	if !utf8.Valid(data) {
		r, err := charset.NewReaderLabel("windows-1252", bytes.NewReader(data))
		if err == nil {
			data, err = io.ReadAll(r)
		}
		if err != nil {
			return nil, "", fmt.Errorf("cannot be read as text: %w", err)
		}
	}
	odd := 0
	for _, b := range data[:min(len(data), 4096)] {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' || b == 0x7f {
			odd++
		}
	}
	if odd*50 > min(len(data), 4096) {
		return nil, "", errors.New("binary file (control characters), not text: give text or JSON")
	}
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), newline)
		data = bytes.ReplaceAll(data, []byte("\r"), newline)
	}
	return data, note, nil
}

func byOrderMark(data []byte) string {
	switch {
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
