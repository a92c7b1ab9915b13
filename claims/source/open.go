package source

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
)

// Reader goes through files, folders and archives in order. Its zero value is ready.
type Reader struct {
	Stdin io.Reader // what "-" reads
	Sums  bool      // keep a checksum of every file in Files

	Files []File // the files read so far, complete once Pieces has ended

	total, done atomic.Int64
	joined      map[*Format]*Piece
	waiting     []*Piece
	path        string
}

// File is a file that was read.
type File struct {
	Name   string
	Format string // of its first document
	Bytes  int
	SHA256 string
}

// Progress tells how many bytes of the files have been read, and how many there are; total is 0 where that is not known.
func (r *Reader) Progress() (done, total int64) { return r.done.Load(), r.total.Load() }

// Bounds of what is read.
const (
	maxText     = 128 << 20 // of text that is read as a whole
	maxWhole    = 256 << 20 // of a document of any other kind, and of an archive that comes through a pipe
	maxDocument = 128 << 20 // of a document in a file of many
	maxNested   = 4         // archives in archives
	maxRatio    = 200       // how many times its packed size a file may unpack to, beyond maxFree
	maxFree     = 256 << 20
	maxFiles    = 1_000_000
)

// Pieces gives the pieces of all documents that paths name, in order: a file, a folder (its files, in name order, and those of
// the folders in it), or "-" for standard input; archives (gzip, ZIP, tar) stand for the files in them, in their order. What
// cannot be read is an error in its place, naming file and reason, and the rest goes on. Parts that belong together come at the end.
func (r *Reader) Pieces(paths []string) iter.Seq2[*Piece, error] {
	return func(yield func(*Piece, error) bool) {
		for _, path := range paths {
			r.size(path)
		}
		for _, path := range paths {
			r.path = path
			names, err := expand(path)
			if err != nil && !yield(nil, err) {
				return
			}
			for _, name := range names {
				if !r.open(name, yield) {
					return
				}
			}
		}
		for _, p := range r.waiting {
			if !yield(p, nil) {
				return
			}
		}
	}
}

// bytes gives the pieces of one file that is at hand.
func (r *Reader) bytes(name string, data []byte) iter.Seq2[*Piece, error] {
	return func(yield func(*Piece, error) bool) {
		if r.file(name, bytes.NewReader(data), int64(len(data)), 0, yield) {
			for _, p := range r.waiting {
				if !yield(p, nil) {
					return
				}
			}
		}
	}
}

// size adds up what a path holds, as far as the system tells.
func (r *Reader) size(path string) {
	names, _ := expand(path)
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil || !info.Mode().IsRegular() {
			r.total.Store(0)
			return
		}
		r.total.Add(info.Size())
	}
}

// Files lists the files that path stands for, in the order in which Pieces reads them: path itself, or the files of a folder and of
// those in it, without hidden ones. A link counts as the file that it leads to. A link to a folder or to nothing, and a folder that cannot
// be opened, are listed as well, so that reading says so. It is an error if there are none.
func Files(path string) ([]string, error) { return expand(path) }

// expand lists the files that path stands for. A pattern, "refs/*.pdf", that no shell replaced, as that of Windows does not and others
// do not behind --against, stands for what it fits, in name order; a file that is named like a pattern comes before that.
func expand(path string) ([]string, error) {
	if _, err := os.Lstat(path); err == nil || !strings.ContainsAny(path, "*?[") {
		return filesOf(path)
	}
	fitting, err := filepath.Glob(path)
	if err != nil || len(fitting) == 0 {
		return nil, fmt.Errorf("%s: no such file, and none that fits this pattern: check the name and the folder", path)
	}
	var names []string
	for _, name := range fitting {
		files, err := filesOf(name)
		if info, statErr := os.Stat(name); err != nil && (statErr != nil || !info.IsDir()) {
			files = []string{name} // reading it says why; a folder without files has nothing to say
		}
		names = append(names, files...)
	}
	return names, nil
}

// filesOf lists the files of one file or folder.
func filesOf(path string) ([]string, error) {
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
			if name == path {
				return err
			}
			names = append(names, name)
			return nil
		}
		if strings.HasPrefix(d.Name(), ".") && name != path {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.Type().IsRegular() || d.Type()&fs.ModeSymlink != 0 && !isDevice(name) {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", path, plain(err))
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: the folder holds no files: give a file, or put documents into it", path)
	}
	slices.Sort(names)
	return names, nil
}

// isDevice tells whether a link leads to what is neither a file nor a folder.
func isDevice(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// plain takes the path that the system's error repeats out of it, and says what an end too early is.
func plain(err error) error {
	var pe *fs.PathError
	if !errors.As(err, &pe) && errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("it breaks off: get the file again")
	}
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: see that you may read it", WithoutPath(err))
	}
	return WithoutPath(err)
}

// WithoutPath takes the path that a system's error repeats out of it, for messages that name the file themselves. Any other error it
// returns as it is.
func WithoutPath(err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		return pe.Err
	case errors.As(err, &le):
		return le.Err
	}
	return err
}

// counted passes a file's bytes on and counts them.
type counted struct {
	io.Reader
	n   int64
	sum hash.Hash
	all *atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	c.all.Add(int64(n))
	if c.sum != nil {
		_, _ = c.sum.Write(p[:n]) // which never fails
	}
	return n, err
}

// open reads one file of the system, or standard input. It returns false where nothing more is wanted.
func (r *Reader) open(name string, yield func(*Piece, error) bool) bool {
	label, in, size := name, r.Stdin, int64(-1)
	if name == "-" {
		label = "standard input"
	} else {
		f, err := os.Open(name)
		if err != nil {
			return yield(nil, fmt.Errorf("%s: cannot be read: %w", name, plain(err)))
		}
		defer func() { _ = f.Close() }() // it was only read
		in = f
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			size = info.Size()
		} else if err == nil && info.IsDir() {
			return yield(nil, fmt.Errorf("%s: a link to a folder, which is not followed: give that folder as well", name))
		}
	}
	c := &counted{Reader: in, all: &r.done}
	if r.Sums {
		c.sum = sha256.New()
	}
	format := ""
	more := r.file(label, c, size, 0, func(p *Piece, err error) bool {
		if p != nil && format == "" {
			format = p.format.Name
		}
		return yield(p, err)
	})
	out := File{Name: label, Format: format}
	if r.Sums && more {
		_, _ = io.Copy(io.Discard, c) // what an archive leaves behind its last file
		out.SHA256 = hex.EncodeToString(c.sum.Sum(nil))
	}
	out.Bytes = int(c.n)
	r.Files = append(r.Files, out)
	return more
}

var gzipMagic = []byte{0x1f, 0x8b}

// file gives the pieces of one file, from its beginning. size is how many bytes it has, or -1.
func (r *Reader) file(name string, in io.Reader, size int64, depth int, yield func(*Piece, error) bool) bool {
	fail := func(err error) bool { return yield(nil, fmt.Errorf("%s: %w", name, err)) }
	if depth > maxNested {
		return fail(fmt.Errorf("archives are nested more than %d deep: unpack them first", maxNested))
	}
	s := &stream{in: in}
	head, err := s.head()
	if err != nil {
		return fail(fmt.Errorf("cannot be read: %w", plain(err)))
	}
	switch {
	case bytes.HasPrefix(head, gzipMagic):
		zr, err := gzip.NewReader(s)
		if err != nil {
			return fail(fmt.Errorf("damaged gzip file: %w", err))
		}
		if size < 0 {
			size = maxFree
		}
		return r.file(name, &bounded{in: zr, left: unpacked(size)}, -1, depth+1, yield)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && !isDocument(head):
		return r.zip(name, s, depth, yield)
	case bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return fail(errors.New("an empty archive: nothing to read"))
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return r.tar(name, s, depth, yield)
	}
	if enc := byOrderMark(head); enc != "" {
		if s, err = s.decoded(enc); err != nil {
			return fail(fmt.Errorf("cannot be read as %s: %w", enc, err))
		}
		if head, err = s.head(); err != nil {
			return fail(fmt.Errorf("cannot be read as %s: %w", enc, err))
		}
	}
	return r.split(name, s, head, yield)
}

// isDocument tells whether a ZIP archive is a document by itself.
func isDocument(head []byte) bool {
	f := find(head)
	return f != nil && f.raw
}
