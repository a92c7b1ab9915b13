package sample

import (
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"
)

// Generated makes a corpus of n passages, always the same for the same n, with the distribution of words in natural text: over
// all passages a word's frequency falls with its rank (Zipf's law, Mandelbrot's form), a document of 90 passages has words of
// its own that it repeats, and a passage has 20 to 150 words that are no stop words. Queries are words of a passage, a third of
// them replaced by others of its document, in the lengths of claim elements.
//
// The first passages of a larger corpus are those of a smaller one.
func Generated(n int) *Corpus {
	c := &Corpus{Name: "generated", Queries: GeneratedQueries(n)}
	c.Passages = slices.AppendSeq(make([][]string, 0, n), GeneratedPassages(n))
	return c
}

// GeneratedPassages gives the passages of Generated one after the other.
func GeneratedPassages(n int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		words := map[uint64]string{}
		var d *document
		for i := range n {
			if i%passagesADocument == 0 {
				d = newDocument(i/passagesADocument, words)
			}
			if !yield(d.passage()) {
				return
			}
		}
	}
}

// GeneratedQueries are the queries of Generated.
func GeneratedQueries(n int) [][]string {
	rnd := rand.New(rand.NewPCG(uint64(n), 1))
	out := make([][]string, Queries)
	for i := range out {
		number := rnd.IntN(n)
		d := newDocument(number/passagesADocument, map[uint64]string{})
		for range number % passagesADocument {
			d.passage()
		}
		passage := d.passage()
		for length := 6 + rnd.IntN(18); length > 0; length-- {
			if rnd.IntN(3) > 0 {
				out[i] = append(out[i], passage[rnd.IntN(len(passage))])
			} else {
				out[i] = append(out[i], d.word())
			}
		}
	}
	return out
}

const (
	passagesADocument = 90
	ownWords          = 400     // words that a document keeps coming back to
	allWords          = 2000000 // ranks there are
)

// document draws the words of one document.
type document struct {
	rnd   *rand.Rand
	all   *rand.Zipf
	own   *rand.Zipf
	has   [ownWords]uint64
	words map[uint64]string // by rank, so that each is made once
}

func newDocument(number int, words map[uint64]string) *document {
	rnd := rand.New(rand.NewPCG(uint64(number), 0))
	d := &document{rnd: rnd, words: words, all: rand.NewZipf(rnd, 1.15, 60, allWords), own: rand.NewZipf(rnd, 1.2, 5, ownWords-1)}
	for i := range d.has {
		d.has[i] = d.all.Uint64()
	}
	return d
}

func (d *document) word() string {
	rank := d.all.Uint64()
	if d.rnd.IntN(2) == 0 {
		rank = d.has[d.own.Uint64()]
	}
	word, ok := d.words[rank]
	if !ok {
		word = "w" + strconv.FormatUint(rank, 36)
		d.words[rank] = word
	}
	return word
}

func (d *document) passage() []string {
	length := 20 + d.rnd.IntN(40)
	if d.rnd.IntN(3) == 0 {
		length += d.rnd.IntN(90)
	}
	out := make([]string, length)
	for i := range out {
		out[i] = d.word()
	}
	return out
}
