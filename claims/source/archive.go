package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode"
)

// unpacked is how much a packed file of so many bytes may unpack to.
func unpacked(size int64) int64 { return maxFree + size*maxRatio }

// errBomb is what a file unpacks to that only fills memory and disks.
var errBomb = fmt.Errorf("unpacks to more than %d MB and %d times its size: if it is no mistake, unpack it first", maxFree>>20, maxRatio)

// bounded is a reader that fails behind so many bytes.
type bounded struct {
	in   io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		var one [1]byte
		if n, err := b.in.Read(one[:]); n == 0 {
			return 0, err
		}
		return 0, errBomb
	}
	n, err := b.in.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

// zip gives the pieces of the files in a ZIP archive, in its order. An archive that is no file of the system is held in memory.
func (r *Reader) zip(name string, s *stream, depth int, yield func(*Piece, error) bool) bool {
	fail := func(err error) bool { return yield(nil, fmt.Errorf("%s: %w", name, err)) }
	var at io.ReaderAt
	var size int64
	if f, ok := s.file(); ok {
		info, err := f.Stat()
		if err != nil {
			return fail(err)
		}
		at, size = f, info.Size()
		defer s.skip(size)
	} else {
		data, err := s.all(maxWhole)
		if err != nil {
			return fail(err)
		}
		at, size = bytes.NewReader(data), int64(len(data))
	}
	zr, err := zip.NewReader(at, size)
	if err != nil {
		return fail(fmt.Errorf("damaged ZIP archive: %w", err))
	}
	if len(zr.File) > maxFiles {
		return fail(fmt.Errorf("an archive of more than %d files: unpack it first", maxFiles))
	}
	for _, e := range zr.File {
		if e.FileInfo().IsDir() || hidden(e.Name) {
			continue
		}
		label := name + "/" + clean(e.Name)
		in, err := e.Open()
		if err != nil {
			if !yield(nil, fmt.Errorf("%s: %w", label, err)) {
				return false
			}
			continue
		}
		more := r.file(label, &bounded{in: in, left: unpacked(int64(e.CompressedSize64))}, int64(e.UncompressedSize64), depth+1, yield) //nolint:gosec // beyond is -1, not known
		_ = in.Close()
		if !more {
			return false
		}
	}
	return true
}

// tar gives the pieces of the files in a tar archive.
func (r *Reader) tar(name string, s *stream, depth int, yield func(*Piece, error) bool) bool {
	tr := tar.NewReader(s)
	for n := 0; ; n++ {
		e, err := tr.Next()
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return yield(nil, fmt.Errorf("%s: damaged tar archive: %w", name, err))
		case n > maxFiles:
			return yield(nil, fmt.Errorf("%s: an archive of more than %d files: unpack it first", name, maxFiles))
		}
		if e.Typeflag != tar.TypeReg || hidden(e.Name) {
			continue
		}
		if !r.file(name+"/"+clean(e.Name), tr, e.Size, depth+1, yield) {
			return false
		}
	}
}

// hidden tells whether a file in an archive is none that anybody put there to be read.
func hidden(name string) bool {
	for _, part := range strings.Split(strings.ReplaceAll(name, "\\", "/"), "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." || part == "__MACOSX" {
			return true
		}
	}
	return false
}

// clean makes a name in an archive safe to show, without characters that steer a terminal; nothing is ever written under it.
func clean(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(name, "\uFFFD"))
	return strings.TrimPrefix(filepath.ToSlash(filepath.Clean("/"+strings.ReplaceAll(name, "\\", "/"))), "/")
}
