package library

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"claimchart/claims/source"
	"claimchart/priorart"
)

// A store is one file of passages: a mark, the passages one behind the other, a table with the place, the length and the checksum
// (CRC-32C) of each, and an end that tells where the table stands. It is written once and never changed, and opened without being
// read: opening reads the table, 16 bytes a passage, and each passage is read when it is asked for. A passage is a byte that is 1
// for a description of our own, the length of its loc as a varint, the loc, and the text.
const (
	storeMark  = "ccpass1\n"
	tableEntry = 16
	storeEnd   = 8 + 8 + 4 + 4 + len(storeMark) // place of the table, passages, checksum of the table, nothing, the mark
	maxRecord  = 1 << 30
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// errDamaged is a store that does not hold what was written.
var errDamaged = errors.New("the file is damaged")

// storeWriter writes a store. The first error of the writer stays and is returned by all calls.
type storeWriter struct {
	w     *bufio.Writer
	at    uint64
	table []byte
	buf   []byte
	n     int
}

func newStoreWriter(w io.Writer) *storeWriter {
	s := &storeWriter{w: bufio.NewWriterSize(w, 1<<20), at: uint64(len(storeMark))}
	_, _ = s.w.WriteString(storeMark) // the error stays
	return s
}

// add writes a passage; its number is how many there were before.
func (s *storeWriter) add(p *priorart.Passage) error {
	own := byte(0)
	if p.Own {
		own = 1
	}
	s.buf = append(s.buf[:0], own)
	s.buf = binary.AppendUvarint(s.buf, uint64(len(p.Loc)))
	s.buf = append(s.buf, p.Loc...)
	s.buf = append(s.buf, p.Text...)
	if len(s.buf) > maxRecord {
		return fmt.Errorf("a passage of more than %d MB", maxRecord>>20)
	}
	s.table = binary.LittleEndian.AppendUint64(s.table, s.at)
	s.table = binary.LittleEndian.AppendUint32(s.table, uint32(len(s.buf))) //nolint:gosec // bounded above
	s.table = binary.LittleEndian.AppendUint32(s.table, crc32.Checksum(s.buf, castagnoli))
	s.at += uint64(len(s.buf))
	s.n++
	_, err := s.w.Write(s.buf)
	return err
}

// end writes the table and the end.
func (s *storeWriter) end() error {
	_, _ = s.w.Write(s.table) // the error stays
	end := binary.LittleEndian.AppendUint64(nil, s.at)
	end = binary.LittleEndian.AppendUint64(end, uint64(s.n)) //nolint:gosec // a count
	end = binary.LittleEndian.AppendUint32(end, crc32.Checksum(s.table, castagnoli))
	end = append(end, 0, 0, 0, 0)
	_, _ = s.w.Write(append(end, storeMark...))
	return s.w.Flush()
}

// Store is an open store. Its passages can be read by several goroutines at a time.
type Store struct {
	file  *os.File
	table []byte
	n     int
}

// OpenStore opens a store. A file that is cut short or whose table does not have its checksum is an error.
func OpenStore(name string) (*Store, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	s := &Store{file: f}
	if err := s.open(); err != nil {
		_ = f.Close() // it was only read
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

func (s *Store) open() error {
	info, err := s.file.Stat()
	if err != nil {
		return err
	}
	size := info.Size()
	if size < int64(len(storeMark)+storeEnd) {
		return errDamaged
	}
	end := make([]byte, storeEnd)
	if _, err := s.file.ReadAt(end, size-int64(storeEnd)); err != nil {
		return err
	}
	at, n := binary.LittleEndian.Uint64(end), binary.LittleEndian.Uint64(end[8:])
	if string(end[storeEnd-len(storeMark):]) != storeMark || n > uint64(size)/tableEntry || at > uint64(size) || at+n*tableEntry+uint64(storeEnd) != uint64(size) { //nolint:gosec // a file's size
		return errDamaged
	}
	s.n = int(n)
	s.table = make([]byte, s.n*tableEntry)
	if _, err := s.file.ReadAt(s.table, int64(at)); err != nil { //nolint:gosec // within the file
		return err
	}
	if crc32.Checksum(s.table, castagnoli) != binary.LittleEndian.Uint32(end[16:]) {
		return errDamaged
	}
	return nil
}

// Len is how many passages the store holds.
func (s *Store) Len() int { return s.n }

// Passage reads passage n, from 0. It is an error if there is none, if the file cannot be read, or if the passage has not the checksum
// that it was written with.
func (s *Store) Passage(n int) (priorart.Passage, error) {
	if n < 0 || n >= s.n {
		return priorart.Passage{}, fmt.Errorf("%s: no passage %d: it has %d", s.file.Name(), n, s.n)
	}
	e := s.table[n*tableEntry:]
	length := binary.LittleEndian.Uint32(e[8:])
	if length > maxRecord {
		return priorart.Passage{}, fmt.Errorf("%s: passage %d: %w: run claimchart library build --fresh", s.file.Name(), n, errDamaged)
	}
	buf := make([]byte, length)
	if _, err := s.file.ReadAt(buf, int64(binary.LittleEndian.Uint64(e))); err != nil { //nolint:gosec // from a table that has its checksum
		return priorart.Passage{}, fmt.Errorf("%s: %w", s.file.Name(), source.WithoutPath(err))
	}
	if crc32.Checksum(buf, castagnoli) != binary.LittleEndian.Uint32(e[12:]) || len(buf) == 0 {
		return priorart.Passage{}, fmt.Errorf("%s: passage %d: %w: run claimchart library build --fresh", s.file.Name(), n, errDamaged)
	}
	size, k := binary.Uvarint(buf[1:])
	rest := buf[1+max(k, 0):]
	if k <= 0 || size > uint64(len(rest)) {
		return priorart.Passage{}, fmt.Errorf("%s: passage %d: %w: run claimchart library build --fresh", s.file.Name(), n, errDamaged)
	}
	all := string(rest)
	return priorart.Passage{Loc: all[:size], Text: all[size:], Own: buf[0] == 1}, nil
}

// Close closes the file; passages cannot be read afterwards.
func (s *Store) Close() error { return s.file.Close() }
