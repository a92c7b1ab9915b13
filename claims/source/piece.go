package source

import (
	"errors"
	"fmt"

	"claimchart/claims"
)

// Piece is the bytes of one document, or of a few that belong together, not read yet.
type Piece struct {
	Path string // the argument that it came from
	Name string // what messages call it: the file, its place in an archive, the document's place in the file

	data   []byte
	format *Format
	lines  int      // of the file before it
	parts  []*Piece // pieces that are read and joined; then there is no data
	header []byte
}

// Size is how many bytes the piece holds.
func (p *Piece) Size() int {
	n := len(p.data)
	for _, part := range p.parts {
		n += part.Size()
	}
	return n
}

// Format is the name of the format that reads the piece.
func (p *Piece) Format() string { return p.format.Name }

// Line is the line of the file on which the piece begins, from 1.
func (p *Piece) Line() int { return p.lines + 1 }

// Place is what messages call the piece: its file, and the line where it is one of many lines.
func (p *Piece) Place() string {
	if p.format.Name == "jsonl" {
		return fmt.Sprintf("%s:%d", p.Name, p.Line())
	}
	return p.Name
}

// Text is the piece as UTF-8 text with "\n" at line ends, and a note where its encoding had to be guessed or bytes were lost; for
// formats that are no text, and pieces of several parts, it is empty.
func (p *Piece) Text() (text []byte, note string, err error) {
	if p.format.raw || p.parts != nil {
		return nil, "", nil
	}
	if text, note, err = decode(p.data); err != nil {
		return nil, "", fmt.Errorf("%s:%d: %w", p.Name, p.Line(), err)
	}
	return text, note, nil
}

// Read gives the piece's documents. What could be read is returned beside an error.
func (p *Piece) Read(opt Options) ([]*claims.Document, error) {
	if p.parts != nil {
		var docs []*claims.Document
		var errs []error
		for _, part := range p.parts {
			list, err := part.Read(opt)
			docs = append(docs, list...)
			if err != nil {
				errs = append(errs, err)
			}
		}
		return p.format.join(docs), errors.Join(errs...)
	}
	opt.lines = p.lines
	opt.Marks = opt.Marks && !opt.Before || opt.Before && !p.format.before
	data := p.data
	if !p.format.raw {
		text, note, err := decode(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Name, err)
		}
		data = text
		docs, err := p.format.read(p.Name, p.with(data), opt)
		for _, d := range docs {
			if note != "" {
				d.Notes = append(d.Notes, note)
			}
		}
		return p.numbered(docs, opt), err
	}
	docs, err := p.format.read(p.Name, p.with(data), opt)
	return p.numbered(docs, opt), err
}

// with puts the file's header before the piece's own bytes.
func (p *Piece) with(data []byte) []byte {
	if len(p.header) == 0 {
		return data
	}
	return append(append(make([]byte, 0, len(p.header)+len(data)), p.header...), data...)
}

// numbered counts the lines of the documents from the file's first, tells them what becomes of amendments, and gives those that are
// nothing but text their paragraphs.
func (p *Piece) numbered(docs []*claims.Document, opt Options) []*claims.Document {
	for _, d := range docs {
		d.Marks, d.Before = opt.Marks, opt.Before
	}
	for _, d := range docs {
		for i := range d.Claims {
			if d.Claims[i].Line > 0 {
				d.Claims[i].Line += p.lines
			}
		}
		for i := range d.Paragraphs {
			if d.Paragraphs[i].Line > 0 {
				d.Paragraphs[i].Line += p.lines
			}
		}
		if opt.Description {
			describeText(d)
		}
	}
	return docs
}
