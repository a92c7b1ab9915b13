package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/net/html/charset"
)

// stream is a file's bytes, read in blocks that the pieces cut from them share.
type stream struct {
	in  io.Reader
	buf []byte // read, and not given out yet
	eof bool
}

// blockSize is how much is read at a time.
const blockSize = 1 << 20

// fill reads until at least want bytes are at hand, or the end. What was given out before stays as it is.
func (s *stream) fill(want int) error {
	for len(s.buf) < want && !s.eof {
		if cap(s.buf)-len(s.buf) == 0 {
			next := make([]byte, len(s.buf), max(min(blockSize, 2*want), want))
			copy(next, s.buf)
			s.buf = next
		}
		n, err := s.in.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		switch {
		case errors.Is(err, io.EOF):
			s.eof = true
		case err != nil:
			return err
		}
	}
	return nil
}

// head returns the first bytes, which stay there to be read.
func (s *stream) head() ([]byte, error) {
	if cap(s.buf) == 0 {
		s.buf = make([]byte, 0, headSize)
	}
	err := s.fill(headSize)
	return s.buf[:min(len(s.buf), headSize)], err
}

// Read makes a stream a reader of what is left of it.
func (s *stream) Read(p []byte) (int, error) {
	if len(s.buf) > 0 {
		n := copy(p, s.buf)
		s.buf = s.buf[n:]
		return n, nil
	}
	if s.eof {
		return 0, io.EOF
	}
	return s.in.Read(p)
}

// take gives the next n bytes out.
func (s *stream) take(n int) []byte {
	out := s.buf[:n:n]
	s.buf = s.buf[n:]
	return out
}

// all gives all that is left, up to limit bytes. Until it is all there it is kept in blocks, so that a file that is too large costs
// no more than the limit.
func (s *stream) all(limit int) ([]byte, error) {
	var blocks [][]byte
	size := 0
	for want := headSize; ; want = min(2*want, blockSize) {
		if err := s.fill(want); err != nil {
			return nil, err
		}
		if size += len(s.buf); size > limit {
			return nil, fmt.Errorf("larger than %d MB, and it is not of a kind that is read piece by piece: split it", limit>>20)
		}
		blocks = append(blocks, s.take(len(s.buf)))
		switch {
		case s.eof && len(blocks) == 1:
			return blocks[0], nil
		case s.eof:
			return bytes.Join(blocks, nil), nil
		}
	}
}

// file returns the file of the system that the stream reads, if it is one.
func (s *stream) file() (*os.File, bool) {
	c, ok := s.in.(*counted)
	if !ok || c.sum != nil {
		return nil, false
	}
	f, ok := c.Reader.(*os.File)
	if !ok {
		return nil, false
	}
	_, err := f.Stat()
	return f, err == nil && f != os.Stdin
}

// skip counts a file of which the parts were read by themselves as read.
func (s *stream) skip(size int64) {
	if c, ok := s.in.(*counted); ok {
		c.all.Add(size - c.n)
		c.n = size
	}
}

// decoded returns the stream as UTF-8.
func (s *stream) decoded(encoding string) (*stream, error) {
	in, err := charset.NewReaderLabel(encoding, s)
	if err != nil {
		return nil, err
	}
	return &stream{in: in}, nil
}

// split cuts a file into its documents.
func (r *Reader) split(name string, s *stream, head []byte, yield func(*Piece, error) bool) bool {
	fail := func(err error) bool { return yield(nil, fmt.Errorf("%s: %w", name, err)) }
	if len(bytes.TrimSpace(head)) == 0 && s.eof {
		return fail(errEmptyFile)
	}
	if mark := []byte("\xef\xbb\xbf"); bytes.HasPrefix(head, mark) {
		s.take(len(mark))
		head = head[len(mark):]
	}
	f := find(head)
	var header []byte
	var next func([]byte, bool) int
	if f != nil {
		if next = f.next; f.cut != nil {
			header, next = f.cut(head)
		}
	}
	if next == nil {
		limit := maxText
		if f != nil && f.raw {
			limit = maxWhole
		}
		data, err := s.all(limit)
		if err != nil {
			return fail(fmt.Errorf("cannot be read: %w", plain(err)))
		}
		if f == nil {
			return fail(unread(head))
		}
		return r.give(&Piece{Path: r.path, Name: name, data: data, format: f}, yield)
	}
	s.take(len(header))
	lines := bytes.Count(header, newline)
	for nth := 1; ; nth++ {
		data, err := s.document(next)
		if err != nil {
			return fail(fmt.Errorf("document %d, from line %d on: %w", nth, lines+1, plain(err)))
		}
		if len(data) == 0 {
			return true
		}
		p := &Piece{Path: r.path, Name: name, data: data, format: f, lines: lines, header: header}
		if own := find(data[:min(len(data), headSize)]); own != nil && header == nil && own.next != nil {
			p.format = own // grants and applications may stand in one file
		}
		lines += bytes.Count(data, newline)
		if len(bytes.TrimSpace(data)) == 0 {
			continue
		}
		if !r.give(p, yield) {
			return false
		}
	}
}

var newline = []byte("\n")

// document gives the bytes of the next document, or none at the end.
func (s *stream) document(next func([]byte, bool) int) ([]byte, error) {
	for want := 1; ; want = min(2*len(s.buf), maxDocument+1) {
		if err := s.fill(want); err != nil {
			return nil, err
		}
		if len(s.buf) == 0 {
			return nil, nil
		}
		if n := next(s.buf, s.eof); n > 0 {
			return s.take(min(n, len(s.buf))), nil
		}
		if s.eof {
			return s.take(len(s.buf)), nil
		}
		if len(s.buf) > maxDocument {
			return nil, fmt.Errorf("no end of it within %d MB: the file is damaged or of another kind", maxDocument>>20)
		}
	}
}

// give hands a piece on, or keeps it where its format joins the parts of one matter.
func (r *Reader) give(p *Piece, yield func(*Piece, error) bool) bool {
	if p.format.join == nil {
		return yield(p, nil)
	}
	if r.joined == nil {
		r.joined = map[*Format]*Piece{}
	}
	whole := r.joined[p.format]
	if whole == nil {
		whole = &Piece{Path: p.Path, Name: p.Name, format: p.format}
		r.joined[p.format] = whole
		r.waiting = append(r.waiting, whole)
	}
	whole.parts = append(whole.parts, p)
	return true
}
