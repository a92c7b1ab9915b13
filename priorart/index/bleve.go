package index

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	segments "github.com/blevesearch/scorch_segment_api/v2"
	bolt "go.etcd.io/bbolt/errors"
)

// Disk is an index in a folder, made by an Update and kept in bleve's format (scorch). It is opened, not loaded: a search reads
// the postings of its words from the files. bleve's own scorer is not used, since its scores differ from BM25 (it takes the root
// of a count, and the rarity of a word twice); the walk over the postings here gives the hits and scores that Memory gives.
type Disk struct {
	dir       string
	store     *scorch.Scorch
	snapshot  *scorch.IndexSnapshot
	catalog   catalog
	documents []Document
	passages  int
	average   float64 // words a passage
	scratch   sync.Pool
	named     [][]uint32 // the numbers of each segment's passages, once Postings has read them
}

// field is the one field that passages have.
const field = "stems"

// open opens bleve's files in dir.
func open(dir string, readOnly bool) (store *scorch.Scorch, err error) {
	defer func() { // bbolt panics on some damaged files
		if r := recover(); r != nil {
			err = damaged(dir, fmt.Sprint(r))
		}
	}()
	opened, err := scorch.NewScorch(scorch.Name, map[string]any{"path": dir, "read_only": readOnly, "bolt_timeout": "500ms"}, analysis())
	if err != nil {
		return nil, err
	}
	switch err := opened.Open(); {
	case errors.Is(err, bolt.ErrTimeout):
		return nil, fmt.Errorf("%s: %w by another run of the program: try again when that is done", dir, ErrBusy)
	case err != nil:
		return nil, damaged(dir, err.Error())
	}
	return opened.(*scorch.Scorch), nil
}

// OpenDisk opens the index in the folder dir for searching. Several programs can do so at a time, but not while it is updated.
// The error wraps ErrNoIndex, ErrUnfinished, ErrDamaged, ErrBusy or ErrVersion and says what to do.
func OpenDisk(dir string) (*Disk, error) {
	if _, err := sealed(dir); err != nil {
		return nil, err
	}
	store, err := open(dir, true)
	if err != nil {
		return nil, err
	}
	d := &Disk{dir: dir, store: store}
	if err := d.read(); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// read takes a snapshot and reads the catalog.
func (d *Disk) read() error {
	reader, err := d.store.Reader()
	if err != nil {
		return err
	}
	d.snapshot = reader.(*scorch.IndexSnapshot)
	if found, err := d.value(catalogKey, &d.catalog); err != nil || !found {
		return err
	}
	if d.catalog.Layout != layout {
		return fmt.Errorf("%s: %w of this program (%d, this one writes %d): delete this folder and build it again", d.dir, ErrVersion, d.catalog.Layout, layout)
	}
	words := 0
	for slot := range d.catalog.Slots {
		var doc Document
		found, err := d.value(documentKey(slot), &doc)
		if err != nil {
			return err
		}
		if found {
			d.documents = append(d.documents, doc)
			d.passages += doc.Passages
			words += doc.Words
		}
	}
	d.average = float64(words) / float64(max(d.passages, 1))
	return nil
}

// value reads what is under key, if anything.
func (d *Disk) value(key []byte, into any) (found bool, err error) {
	data, err := d.snapshot.GetInternal(key)
	if err != nil || data == nil {
		return false, err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return false, damaged(d.dir, fmt.Sprintf("its catalog cannot be read (%v)", err))
	}
	return true, nil
}

// Documents lists the documents in the order in which they were added, which is that of their passages.
func (d *Disk) Documents() []Document { return slices.Clone(d.documents) }

// Len is the number of passages.
func (d *Disk) Len() int { return d.passages }

// Close closes the files.
func (d *Disk) Close() error {
	var err error
	if d.snapshot != nil {
		err = d.snapshot.Close()
	}
	return errors.Join(err, d.store.Close())
}

// stripe is how many of a segment's passages are looked at together.
const stripe = 1 << 12

// walk is what one search works with; it is kept for the next.
type walk struct {
	lists []cursor
	sums  [stripe]uint64
	below []uint64 // below[i] is the most that lists[:i] can add

	average float64 // words a passage
	numbers []int   // what hits call the passages, negative for those that are left out; nil for their own numbers
}

// cursor goes through one term's postings in a segment.
type cursor struct {
	weight   uint64
	postings segments.PostingsIterator
	at       uint64 // the passage's number in the segment, or done
	impact   uint64
}

const done = 1<<64 - 1

// Search implements Candidates. It is as exact as Memory's: as MaxScore has it (Turtle and Flood 1995), the words that count
// least, which are the commonest, are only looked up in passages that can still be hits with them; no word is left out.
func (d *Disk) Search(terms []Term, n int) ([]Hit, error) {
	query := units(terms)
	n = min(n, d.passages)
	if n < 1 || len(query) == 0 {
		return nil, nil
	}
	w, _ := d.scratch.Get().(*walk)
	if w == nil {
		w = &walk{}
	}
	slices.SortStableFunc(query, func(x, y weighted) int { return cmp.Compare(x.weight, y.weight) })
	top := best{n: n, hits: make([]found, 0, min(n, 1<<10))}
	w.average, w.numbers = d.average, nil
	if err := d.look(w, query, &top); err != nil {
		return nil, err
	}
	d.scratch.Put(w)
	return top.ranked(), nil
}

// look offers the hits of all segments.
func (d *Disk) look(w *walk, query []weighted, top *best) (err error) {
	defer func() { // the files' reader does not check what it reads
		if r := recover(); r != nil {
			err = damaged(d.dir, fmt.Sprint(r))
		}
	}()
	for _, s := range d.snapshot.Segments() {
		if err := d.segment(w, s, query, top); err != nil {
			return damaged(d.dir, err.Error())
		}
	}
	return nil
}

// segment offers the hits of one of bleve's segments.
func (d *Disk) segment(w *walk, s *scorch.SegmentSnapshot, query []weighted, top *best) error {
	dictionary, err := s.Segment().Dictionary(field)
	if err != nil {
		return err
	}
	w.lists, w.below = w.lists[:0], append(w.below[:0], 0)
	for _, q := range query {
		list, err := dictionary.PostingsList([]byte(q.stem), s.Deleted(), nil)
		if err != nil {
			return err
		}
		c := cursor{weight: q.weight, postings: list.Iterator(true, true, false, nil)}
		if err := w.take(&c, 0); err != nil {
			return err
		}
		if c.at != done {
			w.lists = append(w.lists, c)
			w.below = append(w.below, w.below[len(w.below)-1]+q.weight*impactUnit)
		}
	}
	rare := 0 // lists[:rare] cannot make a hit by themselves
	for first := uint64(0); len(w.lists) > 0 && first < s.Segment().Count(); first += stripe {
		for rare < len(w.lists) && w.below[rare+1] < top.floor() {
			rare++
		}
		for i := rare; i < len(w.lists); i++ {
			c := &w.lists[i]
			for c.at < first+stripe {
				w.sums[c.at-first] += c.weight * c.impact
				if err := w.take(c, 0); err != nil {
					return err
				}
			}
		}
		for i, sum := range &w.sums {
			if sum == 0 {
				continue
			}
			w.sums[i] = 0
			number := first + uint64(i)
			for j := rare - 1; j >= 0 && sum+w.below[j+1] >= top.floor(); j-- {
				c := &w.lists[j]
				if c.at < number {
					if err := w.take(c, number); err != nil {
						return err
					}
				}
				if c.at == number {
					sum += c.weight * c.impact
				}
			}
			if sum < top.floor() {
				continue
			}
			id, err := s.Segment().DocID(number)
			if err != nil {
				return err
			}
			named, err := numberOf(id)
			if err != nil {
				return err
			}
			passage := int(named)
			if w.numbers != nil {
				if passage >= len(w.numbers) {
					return fmt.Errorf("it has a passage %d that is in no document", passage)
				}
				if passage = w.numbers[passage]; passage < 0 {
					continue
				}
			}
			top.offer(found{sum, passage})
		}
	}
	return nil
}

// take moves the cursor on: to the next posting, or to the first that is not before number.
func (w *walk) take(c *cursor, number uint64) error {
	var p segments.Posting
	var err error
	if number == 0 {
		p, err = c.postings.Next()
	} else {
		p, err = c.postings.Advance(number)
	}
	if err != nil {
		return err
	}
	if p == nil {
		c.at = done
		return nil
	}
	c.at = p.Number()
	words, err := wordsOf(p)
	if err != nil {
		return err
	}
	c.impact = uint64(impact(uint32(min(p.Frequency(), impactUnit)), float64(words), w.average))
	return nil
}
