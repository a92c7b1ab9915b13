package sample

import (
	"math/rand/v2"
	"strconv"
)

// Generated makes a corpus of n passages, always the same for the same n, with the distribution of words in natural text: over
// all passages a word's frequency falls with its rank (Zipf's law, Mandelbrot's form), a document of 90 passages has words of
// its own that it repeats, and a passage says about 60 words that are no stop words, some of them 20, some 150. Queries are words
// of a passage, a third of them replaced by others of its document, in the lengths of claim elements.
//
// The first passages of a larger corpus are those of a smaller one.
func Generated(n int) *Corpus {
	c := &Corpus{Name: "generated"}
	for doc := uint64(0); len(c.Passages) < n; doc++ {
		d := newDocument(doc)
		for p := 0; p < passagesADocument && len(c.Passages) < n; p++ {
			c.Passages = append(c.Passages, d.passage())
		}
	}
	rnd := rand.New(rand.NewPCG(uint64(n), 1))
	for range Queries {
		i := rnd.IntN(n)
		d := newDocument(uint64(i / passagesADocument))
		passage := c.Passages[i]
		query := make([]string, 0, 24)
		for length := 6 + rnd.IntN(18); length > 0; length-- {
			if rnd.IntN(3) > 0 {
				query = append(query, passage[rnd.IntN(len(passage))])
			} else {
				query = append(query, d.word())
			}
		}
		c.Queries = append(c.Queries, query)
	}
	return c
}

const (
	passagesADocument = 90
	ownWords          = 400     // words that a document keeps coming back to
	allWords          = 2000000 // ranks there are
)

// document draws the words of one document.
type document struct {
	rnd *rand.Rand
	all *rand.Zipf
	own *rand.Zipf
	has [ownWords]uint64
}

func newDocument(number uint64) *document {
	rnd := rand.New(rand.NewPCG(number, 0))
	d := &document{rnd: rnd, all: rand.NewZipf(rnd, 1.15, 60, allWords), own: rand.NewZipf(rnd, 1.2, 5, ownWords-1)}
	for i := range d.has {
		d.has[i] = d.all.Uint64()
	}
	return d
}

func (d *document) word() string {
	if d.rnd.IntN(2) == 0 {
		return "w" + strconv.FormatUint(d.has[d.own.Uint64()], 36)
	}
	return "w" + strconv.FormatUint(d.all.Uint64(), 36)
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
