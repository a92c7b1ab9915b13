package index

import (
	"encoding/binary"
	"errors"
	"fmt"

	segments "github.com/blevesearch/scorch_segment_api/v2"
)

// Posting is a passage that has a stem, how often it has it, and how many stems it has in all.
type Posting struct{ Passage, Count, Words int32 }

// Counted is an index that can tell how often each passage has a stem, for those who score by other formulas than BM25.
type Counted interface {
	Candidates
	// Postings appends the passages that have the stem to a list, in no order that is promised. The error is that of reading the files.
	Postings(stem string, list []Posting) ([]Posting, error)
	// Words is how many stems the passages from first up to end have together, which are all those of one document. Searches and this may
	// run at the same time, calls of Postings may not.
	Words(first, end int) int
}

// Postings implements Counted.
func (j *Joined) Postings(stem string, list []Posting) ([]Posting, error) {
	for _, p := range j.parts {
		if err := p.Disk.postings(stem, func(n, count, words uint64) error {
			if n >= uint64(len(p.Numbers)) {
				return errors.New("it has a passage that is in no document")
			}
			if whole := p.Numbers[n]; whole >= 0 {
				list = append(list, Posting{int32(whole), int32(min(count, 1<<31-1)), int32(min(words, 1<<31-1))})
			}
			return nil
		}); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Words implements Counted.
func (j *Joined) Words(first, end int) int {
	if first == end {
		return 0
	}
	return j.words[first]
}

// postings calls do for each passage that has the stem: its number here, how often it has it, and how many stems it has.
func (d *Disk) postings(stem string, do func(n, count, words uint64) error) (err error) {
	defer func() { // the files' reader does not check what it reads
		if r := recover(); r != nil {
			err = damaged(d.dir, fmt.Sprint(r))
		}
	}()
	if d.named == nil {
		if err := d.name(); err != nil {
			return damaged(d.dir, err.Error())
		}
	}
	for i, s := range d.snapshot.Segments() {
		dictionary, err := s.Segment().Dictionary(field)
		if err != nil {
			return damaged(d.dir, err.Error())
		}
		list, err := dictionary.PostingsList([]byte(stem), s.Deleted(), nil)
		if err != nil {
			return damaged(d.dir, err.Error())
		}
		for it := list.Iterator(true, true, false, nil); ; {
			p, err := it.Next()
			if err != nil {
				return damaged(d.dir, err.Error())
			}
			if p == nil {
				break
			}
			words, err := wordsOf(p)
			if err == nil {
				err = do(uint64(d.named[i][p.Number()]), p.Frequency(), words)
			}
			if err != nil {
				return damaged(d.dir, err.Error())
			}
		}
	}
	return nil
}

// name reads what number each of bleve's segments has for its passages, which would take longer one posting at a time.
func (d *Disk) name() error {
	var named [][]uint32
	for _, s := range d.snapshot.Segments() {
		list := make([]uint32, s.Segment().Count())
		for i := range list {
			id, err := s.Segment().DocID(uint64(i))
			if err != nil {
				return err
			}
			if list[i], err = numberOf(id); err != nil {
				return err
			}
		}
		named = append(named, list)
	}
	d.named = named
	return nil
}

// numberOf reads bleve's name for a passage; see passageID.
func numberOf(id []byte) (uint32, error) {
	if len(id) != 4 {
		return 0, errors.New("a passage has no number")
	}
	return binary.BigEndian.Uint32(id), nil
}

// wordsOf is how many stems the posting's passage has.
func wordsOf(p segments.Posting) (uint64, error) {
	exact, ok := p.(interface{ NormUint64() uint64 }) // Norm is its rounded root
	if !ok {
		return 0, errors.New("it keeps no lengths of passages")
	}
	return exact.NormUint64(), nil
}
