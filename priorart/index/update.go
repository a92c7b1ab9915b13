package index

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/document"
	api "github.com/blevesearch/bleve_index_api"
)

// Update adds documents to an index in a folder and deletes some. It is used by one goroutine at a time. What was written in a
// batch stays, whatever happens afterwards; an Update that was not closed leaves the index unfinished, and another one finds in
// Has what is in it already and goes on.
type Update struct {
	// Progress, unless nil, is called after each batch with the number of passages that this update has written so far.
	Progress func(passages int)

	dir     string
	files   map[string]file // as they were before
	disk    *Disk
	slots   map[string]int // by document
	kept    map[int]Document
	catalog catalog
	batch   *api.Batch
	waiting int // passages in the batch
	written int
	failed  error
}

// batchPassages is how many passages are written together, at least: each batch is made safe on the disk, which takes some
// hundredths of a second, and is held in memory, some kilobytes a passage.
const batchPassages = 8000

// NewUpdate opens the index in the folder dir, or makes one there, to change it. The error wraps ErrBusy while others use it,
// ErrDamaged or ErrVersion, and says what to do. An index that is only unfinished is gone on with.
func NewUpdate(dir string) (*Update, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	files, err := sealed(dir)
	if err != nil && !errors.Is(err, ErrNoIndex) && !errors.Is(err, ErrUnfinished) {
		return nil, err
	}
	store, err := open(dir, false)
	if err != nil {
		return nil, err
	}
	u := &Update{dir: dir, files: files, disk: &Disk{dir: dir, store: store}, batch: api.NewBatch(), slots: map[string]int{}, kept: map[int]Document{}}
	if err := unseal(dir); err != nil { // bleve tidies its files from now on
		return nil, errors.Join(err, u.disk.Close())
	}
	if err := u.disk.read(); err != nil {
		return nil, errors.Join(err, u.disk.Close())
	}
	u.catalog = u.disk.catalog
	u.catalog.Layout = layout
	for slot := range u.catalog.Slots {
		var doc Document
		found, err := u.disk.value(documentKey(slot), &doc)
		if err != nil {
			return nil, errors.Join(err, u.disk.Close())
		}
		if found {
			u.slots[doc.ID] = slot
			u.kept[slot] = doc
		}
	}
	return u, nil
}

// Has tells whether the document is in the index, or will be once the update is closed.
func (u *Update) Has(id string) bool {
	_, ok := u.slots[id]
	return ok
}

// Documents lists the documents in the order in which they were added.
func (u *Update) Documents() []Document {
	out := make([]Document, 0, len(u.kept))
	for _, doc := range u.kept {
		out = append(out, doc)
	}
	slices.SortFunc(out, func(x, y Document) int { return x.First - y.First })
	return out
}

// Add adds a document with its passages, each by its stems, as Builder.Add takes them. The id names the content: a document
// that is in the index already is not added again. It is wholly in the index afterwards or, after an error, not at all.
func (u *Update) Add(id string, passages [][]string) error {
	if u.failed != nil || u.Has(id) {
		return u.failed
	}
	doc := Document{ID: id, First: u.catalog.Next, Passages: len(passages)}
	if int64(doc.First)+int64(doc.Passages) > 1<<32 {
		return fmt.Errorf("%s: no more than 4,294,967,296 passages fit an index", u.dir)
	}
	for i, stems := range passages {
		doc.Words += len(stems)
		u.batch.Update(passage(doc.First+i, stems))
	}
	slot := u.catalog.Slots
	u.catalog.Slots++
	u.catalog.Next += len(passages)
	u.slots[id], u.kept[slot] = slot, doc
	return u.note(slot, &doc, len(passages))
}

// Delete takes a document out. One that is not in the index is no error.
func (u *Update) Delete(id string) error {
	slot, ok := u.slots[id]
	if u.failed != nil || !ok {
		return u.failed
	}
	doc := u.kept[slot]
	for i := range doc.Passages {
		u.batch.Delete(passageID(doc.First + i))
	}
	delete(u.slots, id)
	delete(u.kept, slot)
	return u.note(slot, nil, doc.Passages)
}

// note puts what is now known of a document into the batch, and writes that once it is large enough.
func (u *Update) note(slot int, doc *Document, passages int) error {
	if doc == nil {
		u.batch.DeleteInternal(documentKey(slot))
	} else {
		value, err := json.Marshal(doc)
		if err != nil {
			return err
		}
		u.batch.SetInternal(documentKey(slot), value)
	}
	u.waiting += passages
	if u.waiting >= batchPassages {
		return u.flush()
	}
	return nil
}

// flush writes the batch.
func (u *Update) flush() error {
	value, err := json.Marshal(u.catalog)
	if err != nil {
		return err
	}
	u.batch.SetInternal(catalogKey, value)
	if err := u.disk.store.Batch(u.batch); err != nil {
		u.failed = fmt.Errorf("%s: writing the index: %w: what was written before is kept; make room or mend the disk and build it again, which goes on where it stopped", u.dir, err)
		return u.failed
	}
	u.batch.Reset()
	u.written += u.waiting
	u.waiting = 0
	if u.Progress != nil {
		u.Progress(u.written)
	}
	return nil
}

// Close writes what is left and closes the index. After an error, whether of Close or before, the index is unfinished.
func (u *Update) Close() error {
	if u.failed == nil && (len(u.batch.InternalOps) > 0 || u.catalog.Slots == 0) {
		u.failed = u.flush()
	}
	if err := u.disk.Close(); u.failed == nil {
		u.failed = err
	}
	if u.failed != nil {
		return u.failed
	}
	return seal(u.dir, u.files)
}

// passageID is the number of a passage as bleve's name for it.
func passageID(number int) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(number)))
}

// passage is what bleve indexes: one field, by its stems; nothing but its number is stored.
func passage(number int, stems []string) api.Document {
	return document.NewDocument(passageID(number)).AddField(&stemmed{stems: stems})
}

// stemmed is a field whose words are stems already.
type stemmed struct {
	stems []string
	freqs api.TokenFrequencies
}

func (*stemmed) Name() string                                     { return field }
func (*stemmed) Value() []byte                                    { return nil }
func (*stemmed) ArrayPositions() []uint64                         { return nil }
func (*stemmed) EncodedFieldType() byte                           { return 't' }
func (*stemmed) Options() api.FieldIndexingOptions                { return api.IndexField }
func (*stemmed) NumPlainTextBytes() uint64                        { return 0 }
func (f *stemmed) Size() int                                      { return 16 * len(f.stems) }
func (f *stemmed) AnalyzedLength() int                            { return len(f.stems) }
func (f *stemmed) AnalyzedTokenFrequencies() api.TokenFrequencies { return f.freqs }

// Analyze counts the stems.
func (f *stemmed) Analyze() {
	f.freqs = make(api.TokenFrequencies, len(f.stems))
	for _, stem := range f.stems {
		token := f.freqs[stem]
		if token == nil {
			token = &api.TokenFreq{Term: []byte(stem)}
			f.freqs[stem] = token
		}
		token.SetFrequency(token.Frequency() + 1)
	}
}

// analysis is bleve's queue of goroutines that analyse passages, one for all indexes since it cannot be waited for.
var analysis = sync.OnceValue(func() *api.AnalysisQueue { return api.NewAnalysisQueue(runtime.GOMAXPROCS(0)) })
