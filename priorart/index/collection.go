package index

import (
	"errors"
	"fmt"
)

// Collection is an index that a search engine keeps, with what belongs to its passages and documents. An engine is joined to the program
// by a file with a type that has these methods, by its line in engines, and by a test that calls conformCollection with addresses of it, which holds it to the
// rules of Candidates and of this.
//
// A document has a number from 0 up, which is its for good, and its passages have theirs by PassageAt: so whoever has a passage's number knows
// the document without asking, and passages are in the order of documents. What Text and Value hold is for those who put it there. A document
// is there once its record is: searches leave out passages without one, so that nobody sees half a document.
//
// Reading goes on where one of several copies of the collection is away. Errors say what to do; none names a key.
type Collection interface {
	Candidates
	// Totals are those of the last Commit.
	Totals() Totals
	// Records returns the records of those of the documents that are there, by number.
	Records(documents []int) ([]Record, error)
	// Named returns the records whose ID begins with name or whose label is name, by number, at most most; letter case counts.
	Named(name string, most int) ([]Record, error)
	// Each calls do with every record, in no order that is promised. Only a build and a list of all do this.
	Each(do func(Record) error) error
	// Texts returns the texts of the records' passages in order, for each record. It is an error if any is missing.
	Texts(records []Record) ([][]string, error)
	// Count is how many passages there are, those of documents without a record among them.
	Count() (int, error)
	// Strays lists documents that have passages and no record. It looks at every passage.
	Strays() ([]int, error)
	// Missing returns those of a document's passages that are not there. stale is true where others are, or may be, than these: of an
	// earlier content, left by a load that was interrupted.
	Missing(document int, passages []Passage) (missing []Passage, stale bool, err error)

	// Put writes passages. One that is there already, with the same content, is not doubled. refused are those that the engine will not
	// take, while the rest is written; the error is for an engine that cannot be reached or cannot write.
	Put(passages []Passage) (refused []Refused, err error)
	// PutRecords writes the records of documents, all of whose passages are there, in place of those that they have. Refused are
	// documents here.
	PutRecords(records []Record) (refused []Refused, err error)
	// Delete takes out a document: its record first, then its passages.
	Delete(document int) error
	// Commit keeps the totals of what is there.
	Commit(t Totals) error
}

// placeBits: a document has room for 2^20 passages.
const placeBits = 20

// MostPassages is how many passages a document of a Collection can have.
const MostPassages = 1 << placeBits

// MostDocuments is how many documents a Collection can number: some engines give whole numbers back in 32 bits. Those of passages are larger, and
// whole in a 64-bit floating-point number.
const MostDocuments = 1 << 31

// PassageAt is the number of a document's passage at a place, from 0.
func PassageAt(document, place int) int { return document<<placeBits | place }

// DocumentOf is the document that a passage belongs to.
func DocumentOf(passage int) int { return passage >> placeBits }

// Passage is a passage of a Collection.
type Passage struct {
	Number int
	Stems  []string // that it is found by; not given back
	Text   string
}

// Refused is a passage, or the record of a document, that an engine will not take, with its reason.
type Refused struct {
	Number int
	Reason string
}

// Record is what a Collection keeps of a document.
type Record struct {
	Document  int
	ID, Label string // to find it by
	Sum       string // of its content, by which a build knows what has changed
	Passages  int
	Words     int // stems of its passages
	Value     string
}

// Totals are what is said of a whole collection.
type Totals struct {
	Documents int    `json:"documents"`
	Passages  int    `json:"passages"`
	Words     int    `json:"words"`
	Sum       string `json:"sum"` // of its content
}

func (t Totals) average() float64 { return float64(t.Words) / float64(max(t.Passages, 1)) }

// Versions name what a collection was made for. One of other versions is not read.
type Versions struct {
	Schema int `json:"claimchart"` // of what this package keeps
	Stems  int `json:"stems"`      // of the stems, which the caller knows
}

// collectionSchema is raised when what is kept of a passage or a document changes.
const collectionSchema = 1

func (v Versions) String() string { return fmt.Sprintf("schema %d, stems %d", v.Schema, v.Stems) }

// Errors of opening.
var (
	// ErrNoCollection says that an engine has no collection of the name.
	ErrNoCollection = errors.New("no such collection")
	// ErrOtherCollection says that a collection was not made by this tool, or by another version of it.
	ErrOtherCollection = errors.New("not a collection that can be read")
)
