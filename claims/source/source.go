// Package source reads files and gives documents: text with its lines, or claims already cut, with what the file states of
// number, title and dates.
//
// What a file is, its content decides, not its name. Formats lists every format that is read, in the order in which they are
// tried.
package source

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"claimchart/claims"
)

// Options say what is read of a document.
type Options struct {
	Language    string // of the claims, as ISO 639-1 has it, where a document has several; empty for English, else the first
	Description bool   // abstract and paragraphs too; most of a patent's bytes are its description, and skipping it saves the time
	Marks       bool   // keep amendments as marks ([[deleted]], {+inserted+}) instead of taking them as accepted
}

// Format is one kind of file that can be read.
type Format struct {
	Name  string
	About string
	is    func(data []byte) bool
	read  func(name string, data []byte) ([]*claims.Document, error)
}

// Formats are all formats that are read, in the order in which they are tried; the last takes any text.
func Formats() []Format {
	return []Format{
		{"json", "our own JSON: one object with name and claims", isJSON, readJSON},
		{"jsonl", "the same, one object a line, plain or packed with gzip", isJSONL, readJSONL},
		{"text", "numbered claims, or an article that quotes claims and tells others as edits of them", isText, readText},
	}
}

// File is a file that was read.
type File struct {
	Name      string
	Format    string
	Bytes     int
	SHA256    string
	Documents []*claims.Document
}

// maxFile bounds what is read of one file.
const maxFile = 1 << 30

// Open reads the files that paths name: a file, a folder (its files, in name order, and those of the folders in it), or "-" for
// stdin. What cannot be read is an error beside the others' results, each naming the file, and the line where there is one.
func Open(paths []string, stdin io.Reader) ([]File, []error) {
	var out []File
	var errs []error
	for _, path := range paths {
		names, err := expand(path)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		for _, name := range names {
			f, err := open(name, stdin)
			if err != nil {
				errs = append(errs, err)
				continue
			}
			out = append(out, f)
		}
	}
	return out, errs
}

// expand lists the files that path stands for.
func expand(path string) ([]string, error) {
	if path == "-" {
		return []string{path}, nil
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such file: check the name and the folder", path)
	case err != nil:
		return nil, fmt.Errorf("%s: cannot be read: %w", path, plain(err))
	case !info.IsDir():
		return []string{path}, nil
	}
	var names []string
	err = filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") && name != path {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.Type().IsRegular() {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", path, plain(err))
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: the folder holds no files: give a file, or put claim sets into it", path)
	}
	slices.Sort(names)
	return names, nil
}

// plain takes the path that the system's error repeats out of it.
func plain(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

func open(name string, stdin io.Reader) (File, error) {
	var r io.Reader
	label := name
	if name == "-" {
		r, label = stdin, "standard input"
	} else {
		f, err := os.Open(name)
		if err != nil {
			return File{}, fmt.Errorf("%s: cannot be read: %w", name, plain(err))
		}
		defer func() { _ = f.Close() }() // it was only read
		r = f
	}
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return File{}, fmt.Errorf("%s: cannot be read: %w", label, plain(err))
	}
	if len(data) > maxFile {
		return File{}, fmt.Errorf("%s: larger than %d MB: split it", label, maxFile>>20)
	}
	return Read(label, data)
}

// Read reads one file's bytes. name is what messages call it.
func Read(name string, data []byte) (File, error) {
	sum := sha256.Sum256(data)
	out := File{Name: name, Bytes: len(data), SHA256: hex.EncodeToString(sum[:])}
	if bytes.HasPrefix(data, gzipMagic) {
		var err error
		if data, err = unzip(data); err != nil {
			return out, fmt.Errorf("%s: %w", name, err)
		}
	}
	text, err := decode(data)
	if err != nil {
		return out, fmt.Errorf("%s: %w", name, err)
	}
	for _, f := range Formats() {
		if !f.is(text) {
			continue
		}
		docs, err := f.read(name, text)
		if err != nil {
			return out, err
		}
		out.Format, out.Documents = f.Name, docs
		return out, nil
	}
	return out, fmt.Errorf("%s: no format fits", name)
}

var gzipMagic = []byte{0x1f, 0x8b}

// unzip unpacks a gzip file, up to maxFile bytes, so that a small file cannot fill the memory.
func unzip(data []byte) ([]byte, error) {
	zr, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("damaged gzip file: %w", err)
	}
	out, err := io.ReadAll(io.LimitReader(zr, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("damaged gzip file: %w", err)
	}
	if len(out) > maxFile {
		return nil, fmt.Errorf("unpacks to more than %d MB: split it", maxFile>>20)
	}
	return out, nil
}

// known are beginnings of files that hold text, but not in a way that is read.
var known = []struct{ magic, what, remedy string }{
	{"%PDF", "a PDF", "save its text as a text file"},
	{"PK\x03\x04", "a ZIP archive or an Office document", "save its text as a text file"},
	{"\xd0\xcf\x11\xe0", "an old Office document", "save its text as a text file"},
	{"<?xml", "XML", "save the claims as a text file"},
	{"<!doctype html", "a web page", "save the page as text"},
	{"<html", "a web page", "save the page as text"},
	{"{\\rtf", "an RTF document", "save its text as a text file"},
}

// decode turns data into valid UTF-8 text with "\n" at line ends. Without a mark of its encoding, what is not UTF-8 is read as
// browsers read it, as windows-1252.
func decode(data []byte) ([]byte, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, errors.New("the file is empty: nothing to read")
	}
	head := strings.ToLower(string(bytes.TrimLeft(data[:min(len(data), 64)], " \t\r\n\xef\xbb\xbf")))
	for _, k := range known {
		if strings.HasPrefix(head, strings.ToLower(k.magic)) {
			return nil, fmt.Errorf("%s, which is not read: %s", k.what, k.remedy)
		}
	}
	if enc := byOrderMark(data); enc != "" {
		r, err := charset.NewReaderLabel(enc, bytes.NewReader(data))
		if err == nil {
			data, err = io.ReadAll(r)
		}
		if err != nil {
			return nil, fmt.Errorf("cannot be read as %s: %w", enc, err)
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return nil, fmt.Errorf("binary file (a zero byte at offset %d), not text: give text or JSON", at)
	}
	if !utf8.Valid(data) {
		r, err := charset.NewReaderLabel("windows-1252", bytes.NewReader(data))
		if err == nil {
			data, err = io.ReadAll(r)
		}
		if err != nil {
			return nil, fmt.Errorf("cannot be read as text: %w", err)
		}
	}
	odd := 0
	for _, b := range data[:min(len(data), 4096)] {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' || b == 0x7f {
			odd++
		}
	}
	if odd*50 > min(len(data), 4096) {
		return nil, errors.New("binary file (control characters), not text: give text or JSON")
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(data, []byte("\r"), []byte("\n")), nil
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
