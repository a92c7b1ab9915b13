package priorart

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"io"
	"math"
	"slices"
	"sort"
	"strings"
	"sync"
)

// wordnet.gz holds the words of WordNet 3.0 (Princeton University; NOTICE has its terms) that technical text can use, with the
// relations between them, and no definitions. TestWordNet says how it is made and makes it again.
//
//go:embed wordnet.gz
var wordnetData []byte

// network is WordNet as it is asked. Lemmas are in the order of their keys, a key being the stems of a lemma's words, joined by
// spaces. A sense is a lemma in one of its synsets; the senses of a lemma stand together, nouns first, then verbs, adjectives
// and adverbs, in each the most frequent first.
type network struct {
	keys, lemmas sequence
	first        []int32 // by lemma, its first sense; one more at the end
	senses       []sense
	members      links   // from synset to senses
	technical    []uint8 // by synset: how much its definition has of claim language
	derived      links   // from sense to sense
	opposite     links   // from sense to sense
	broader      links   // from synset to synset, as all below
	narrower     links
	whole        links
	part         links
	similar      links
	likely       []float32         // by sense: the square root of its likelihood
	forms        map[string]string // irregular forms and their base
}

type sense struct {
	lemma, synset int32
	class         wordClass
	rank          uint8 // among the senses of the lemma in its class, from 1
	tags          uint8 // how often it stands in WordNet's tagged texts, at most 255
}

// wordClass is a part of speech.
type wordClass uint8

const (
	noun wordClass = iota
	verb
	adjective
	adverb
)

// wordnet is unpacked at first use.
var wordnet = sync.OnceValue(func() *network {
	raw, err := unzip(wordnetData)
	if err != nil {
		panic("priorart: the embedded WordNet is damaged: " + err.Error())
	}
	return readNetwork(raw)
})

func unzip(data []byte) ([]byte, error) {
	zr, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	buf := bytes.NewBuffer(make([]byte, 0, 3*len(data)))
	_, err = io.Copy(buf, zr)
	return buf.Bytes(), err
}

// cursor reads the columns of the unpacked file.
type cursor struct{ rest []byte }

func (c *cursor) bytes(n int) []byte {
	b := c.rest[:n]
	c.rest = c.rest[n:]
	return b
}

func (c *cursor) number() int {
	if b := c.rest[0]; b < 0x80 {
		c.rest = c.rest[1:]
		return int(b)
	}
	v, n := binary.Uvarint(c.rest)
	c.rest = c.rest[n:]
	return int(v)
}

// sequence is a list of strings in one piece of memory, since there are a hundred thousand.
type sequence struct {
	text string
	ends []int32
}

func (s *sequence) at(i int) string {
	if i == 0 {
		return s.text[:s.ends[0]]
	}
	return s.text[s.ends[i-1]:s.ends[i]]
}

// sequence reads n strings, of which each begins with so many bytes as it says of another: the one in the same place of heads, or
// if heads is nil the one before it. The strings' other bytes are size bytes together.
func (c *cursor) sequence(n, size int, heads *sequence) sequence {
	prefixes, lengths := c.bytes(n), c.bytes(n)
	rest := c.bytes(size)
	for _, p := range prefixes {
		size += int(p)
	}
	text, ends, before := make([]byte, 0, size), make([]int32, n), 0
	for i, p := range prefixes {
		begin := len(text)
		if heads == nil {
			text = append(text, text[before:before+int(p)]...)
		} else {
			text = append(text, heads.at(i)[:p]...)
		}
		text = append(text, rest[:lengths[i]]...)
		rest = rest[lengths[i]:]
		ends[i], before = int32(len(text)), begin
	}
	return sequence{string(text), ends}
}

func readNetwork(raw []byte) *network {
	c := &cursor{raw}
	w := &network{}
	n := c.number()
	keys, lemmas := c.number(), c.number()
	w.keys = c.sequence(n, keys, nil)
	w.lemmas = c.sequence(n, lemmas, &w.keys)
	w.first = make([]int32, n+1)
	w.senses = make([]sense, 0, 2*n)
	for i := range n {
		for class, count := range c.bytes(4) {
			for rank := range count {
				w.senses = append(w.senses, sense{lemma: int32(i), class: wordClass(class), rank: rank + 1})
			}
		}
		w.first[i+1] = int32(len(w.senses))
	}
	synsets := c.number()
	next := int32(0)
	for i := range w.senses {
		if back := c.number(); back > 0 {
			w.senses[i].synset = next - int32(back)
		} else {
			w.senses[i].synset = next
			next++
		}
	}
	for i, t := range c.bytes(len(w.senses)) {
		w.senses[i].tags = t
	}
	w.technical = c.bytes(synsets)
	w.likely = make([]float32, len(w.senses))
	for i := range n {
		from, to := w.first[i], w.first[i+1]
		sum := 0.0
		for j := from; j < to; j++ {
			sum += w.weight(j)
		}
		for j := from; j < to; j++ {
			w.likely[j] = float32(math.Sqrt(w.weight(j) / sum))
		}
	}
	members := make([]edge, len(w.senses))
	for i, s := range w.senses {
		members[i] = edge{s.synset, int32(i)}
	}
	w.members = newLinks(synsets, members)
	w.derived = newLinks(len(w.senses), bothWays(append(c.edges(), c.edges()...)))
	w.opposite = newLinks(len(w.senses), bothWays(append(c.edges(), c.edges()...)))
	up := c.edges()
	w.broader, w.narrower = newLinks(synsets, up), newLinks(synsets, turned(up))
	up = c.edges()
	w.whole, w.part = newLinks(synsets, up), newLinks(synsets, turned(up))
	w.similar = newLinks(synsets, bothWays(c.edges()))
	w.forms = map[string]string{}
	for line := range strings.Lines(string(c.rest)) {
		form, base, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		w.forms[form] = base
	}
	return w
}

type edge struct{ from, to int32 }

// edges reads links: how far the place each starts from is beyond that of the link before it, and how far from there it leads,
// as binary.AppendVarint writes it.
func (c *cursor) edges() []edge {
	out := make([]edge, c.number())
	from := 0
	for i := range out {
		from += c.number()
		d := c.number()
		out[i] = edge{int32(from), int32(from + (d>>1 ^ -(d & 1)))}
	}
	return out
}

func turned(edges []edge) []edge {
	out := make([]edge, len(edges))
	for i, e := range edges {
		out[i] = edge{e.to, e.from}
	}
	return out
}

func bothWays(edges []edge) []edge { return append(edges, turned(edges)...) }

// links holds for each number those that it is linked to, in the order in which the links were given.
type links struct{ at, to []int32 }

func newLinks(n int, edges []edge) links {
	l := links{make([]int32, n+1), make([]int32, len(edges))}
	for _, e := range edges {
		l.at[e.from+1]++
	}
	for i := range n {
		l.at[i+1] += l.at[i]
	}
	next := slices.Clone(l.at)
	for _, e := range edges {
		l.to[next[e.from]] = e.to
		next[e.from]++
	}
	return l
}

func (l links) of(i int32) []int32 { return l.to[l.at[i]:l.at[i+1]] }

// named returns the range of lemmas that have key.
func (w *network) named(key string) (from, to int) {
	n := len(w.keys.ends)
	from = sort.Search(n, func(i int) bool { return w.keys.at(i) >= key })
	for to = from; to < n && w.keys.at(to) == key; to++ {
	}
	return from, to
}
