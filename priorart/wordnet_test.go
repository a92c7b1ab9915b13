package priorart

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"claimchart/claims"
)

var (
	makeWordnet = flag.Bool("wordnet", false, "rewrite wordnet.gz where it is not what the database of WordNet gives")
	wordnetDir  = flag.String("wordnetdir", "/usr/share/wordnet", "directory of WordNet's database")
)

// TestWordNet makes wordnet.gz again from WordNet's database and holds the embedded file against it.
func TestWordNet(t *testing.T) {
	if _, err := os.Stat(filepath.Join(*wordnetDir, "data.noun")); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the database of WordNet 3.0 (Debian's wordnet-base) is not at hand")
	}
	raw := readDatabase(t).pack()
	got, err := unzip(wordnetData)
	if err == nil && bytes.Equal(got, raw) {
		return
	}
	if !*makeWordnet {
		t.Fatalf("wordnet.gz is not what WordNet's database gives: run go test ./priorart -run WordNet -wordnet")
	}
	var buf bytes.Buffer
	zw, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := zw.Write(raw); err != nil {
		t.Fatal(err)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("wordnet.gz", buf.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("wrote wordnet.gz: %d bytes, %d unpacked", buf.Len(), len(raw))
}

// database is WordNet's, as read: what of it is kept, and how.
type database struct {
	synsets map[string]*dbSynset // by part of speech and offset, "n00001740"
	lemmas  map[string]*dbLemma
	forms   map[string]string
	things  map[string]bool // words in small letters that name a thing, abbreviations as well (see readForms)
}

type dbSynset struct {
	id      string
	file    int      // lexicographer file
	words   []string // spelled with spaces; "" for one that is left out
	parents []string
	wholes  []string
	similar []string
	gloss   string
	tell    float64
	number  int
}

type dbLemma struct {
	key, text string
	senses    [4][]dbSense
	links     [2][]link // derived, opposite
}

type dbSense struct {
	synset *dbSynset
	tags   int
}

// link joins a word of one synset to a word of another.
type link struct{ from, word, to, target string }

const partsOfSpeech = "nvar"

// Lexicographer files of WordNet (lexnames(5WN)).
const (
	nounAnimal     = 5
	nounArtifact   = 6
	nounBody       = 8
	nounFeeling    = 12
	nounGroup      = 14
	nounLocation   = 15
	nounMotive     = 16
	nounObject     = 17
	nounPerson     = 18
	nounPhenomenon = 19
	nounPlant      = 20
	nounPossession = 21
	nounSubstance  = 27
	verbEmotion    = 37
)

// thingFiles are those of what can be touched or pointed at.
var thingFiles = []int{nounAnimal, nounArtifact, nounBody, nounLocation, nounObject, nounPhenomenon, nounPlant, nounSubstance}

// seldomMeant are the lexicographer files (lexnames(5WN)) of persons, groups of them, feelings, motives and possessions, and of the
// verbs of feeling. What is claimed is a process, a machine, a manufacture or a composition of matter (35 U.S.C. 101), so that a
// word which may mean one of these as well is taken to. seldom is what their senses lose: 32 points, a quarter of the weight.
var seldomMeant = []int{nounFeeling, nounGroup, nounMotive, nounPerson, nounPossession, verbEmotion}

const seldom = 32

// keptLemma is a word or a term of up to four words in small letters, the first of two letters or more: no proper names,
// numbers, symbols of units, abbreviations with points.
var keptLemma = regexp.MustCompile(`^[a-z]{2,}(?:[ -][a-z]+){0,3}$`)

// loose are the usages whose words no patent uses: slang, slurs, what is colloquial or out of use.
var loose = []string{"slang", "disparagement", "ethnic_slur", "obscenity", "archaism", "colloquialism"}

func readDatabase(t *testing.T) *database {
	db := &database{synsets: map[string]*dbSynset{}, lemmas: map[string]*dbLemma{}, forms: map[string]string{}, things: map[string]bool{}}
	var links [2][]link
	usage := map[string][]string{} // synset to the synsets of its usage, "!" and the word's number before it where only one word is meant
	head := map[string]string{}
	for i, name := range []string{"noun", "verb", "adj", "adv"} {
		pos := partsOfSpeech[i : i+1]
		for _, line := range databaseLines(t, "data."+name) {
			data, gloss, _ := strings.Cut(line, "|")
			f := strings.Fields(data)
			s := &dbSynset{id: pos + f[0], gloss: definition(gloss)}
			s.file, _ = strconv.Atoi(f[1])
			n, _ := strconv.ParseInt(f[3], 16, 32)
			for k := range int(n) {
				w, _, _ := strings.Cut(f[4+2*k], "(")
				s.words = append(s.words, strings.ReplaceAll(w, "_", " "))
				if pos == "n" && slices.Contains(thingFiles, s.file) {
					db.things[strings.ToLower(w)] = true
				}
			}
			head[s.id] = f[4]
			f = f[4+2*n:]
			count, _ := strconv.Atoi(f[0])
			for k := range count {
				p := f[1+4*k : 5+4*k]
				to := strings.Replace(p[2], "s", "a", 1) + p[1]
				l := link{s.id, p[3][:2], to, p[3][2:]}
				switch p[0] {
				case "@":
					s.parents = append(s.parents, to)
				case "#p", "#s", "#m":
					s.wholes = append(s.wholes, to)
				case "&", "$":
					s.similar = append(s.similar, to)
				case "+", "\\", "<":
					links[0] = append(links[0], l)
				case "!":
					links[1] = append(links[1], l)
				case ";u":
					usage[s.id] = append(usage[s.id], p[3][:2]+to)
				}
			}
			db.synsets[s.id] = s
		}
	}
	for id, marks := range usage {
		for _, m := range marks {
			if !slices.Contains(loose, head[m[2:]]) {
				continue
			}
			n, _ := strconv.ParseInt(m[:2], 16, 32)
			for k := range db.synsets[id].words {
				if n == 0 || int(n) == k+1 {
					db.synsets[id].words[k] = ""
				}
			}
		}
	}
	db.tell()
	for _, s := range db.synsets {
		for k, w := range s.words {
			if !keptLemma.MatchString(w) || (s.file == nounAnimal || s.file == nounPlant) && strings.Contains(w, " ") {
				s.words[k] = ""
			}
		}
	}
	db.readSenses(t)
	for kind, list := range links {
		for _, l := range list {
			if a, b := db.word(l.from, l.word), db.word(l.to, l.target); a != "" && b != "" {
				db.lemmas[a].links[kind] = append(db.lemmas[a].links[kind], link{l.from, a, l.to, b})
			}
		}
	}
	db.readForms(t)
	return db
}

func databaseLines(t *testing.T, name string) []string {
	data, err := os.ReadFile(filepath.Join(*wordnetDir, name))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	return slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, " ") || l == "" || strings.HasPrefix(l, "  ") })
}

// definition is a gloss without its examples.
func definition(gloss string) string {
	d, _, _ := strings.Cut(gloss, "; \"")
	return d
}

// word is the word of a synset by its hexadecimal number, "" if it is left out.
func (db *database) word(id, number string) string {
	n, _ := strconv.ParseInt(number, 16, 32)
	s := db.synsets[id]
	if s == nil || n < 1 || int(n) > len(s.words) {
		return ""
	}
	return s.words[n-1]
}

// readSenses makes the lemmas with their senses in WordNet's order and how often each was tagged.
func (db *database) readSenses(t *testing.T) {
	tags := map[string]int{} // "transmit%2 1": lemma, part of speech and sense number
	for _, line := range databaseLines(t, "cntlist.rev") {
		f := strings.Fields(line)
		key, _, _ := strings.Cut(f[0], ":")
		key = strings.Replace(key, "%5", "%3", 1)
		n, _ := strconv.Atoi(f[2])
		tags[key+" "+f[1]] += n
	}
	for i, name := range []string{"noun", "verb", "adj", "adv"} {
		for _, line := range databaseLines(t, "index."+name) {
			f := strings.Fields(line)
			text := strings.ReplaceAll(f[0], "_", " ")
			if !keptLemma.MatchString(text) {
				continue
			}
			n, _ := strconv.Atoi(f[2])
			for k, offset := range f[len(f)-n:] {
				s := db.synsets[partsOfSpeech[i:i+1]+offset]
				if !slices.Contains(s.words, text) {
					continue
				}
				l := db.lemmas[text]
				if l == nil {
					var stems []string
					for _, tok := range tokens(text) {
						stems = append(stems, tok.stem)
					}
					l = &dbLemma{text: text, key: strings.Join(stems, " ")}
					db.lemmas[text] = l
				}
				l.senses[i] = append(l.senses[i], dbSense{s, tags[fmt.Sprintf("%s%%%d %d", f[0], i+1, k+1)]})
			}
		}
	}
}

// readForms keeps of the irregular forms those that Snowball does not join with their base; of several bases the one tagged most.
// A form of a verb that by itself names a thing is left out: a saw, felt, a bore, an LED.
func (db *database) readForms(t *testing.T) {
	for i, name := range []string{"noun", "verb"} {
		for _, line := range databaseLines(t, name+".exc") {
			f := strings.Fields(line)
			form := f[0]
			if !keptLemma.MatchString(form) || name == "verb" && db.things[form] {
				continue
			}
			for _, base := range f[1:] {
				if l := db.lemmas[base]; l == nil || len(l.senses[i]) == 0 || claims.Stem(form) == claims.Stem(base) {
					continue
				}
				if old, ok := db.forms[form]; !ok || db.tagged(old) < db.tagged(base) {
					db.forms[form] = base
				}
			}
		}
	}
}

func (db *database) tagged(word string) int {
	n := 0
	for _, senses := range db.lemmas[word].senses {
		for _, s := range senses {
			n += s.tags
		}
	}
	return n
}

// tell gives every synset the mean, over the words that define it and its broader synset, of how much more often claims have the
// word than definitions do (the logarithm of the quotient, at most 4 up or down), drawn towards nought by one more word.
func (db *database) tell() {
	inGlosses, of := map[string]int{}, map[string][]string{}
	for id, s := range db.synsets {
		var stems []string
		for _, tok := range tokens(s.gloss) {
			if !idle[tok.lower] && !slices.Contains(stems, tok.stem) {
				stems = append(stems, tok.stem)
				inGlosses[tok.stem]++
			}
		}
		of[id] = stems
	}
	total, counts := background()
	for id, s := range db.synsets {
		sum, n := 0.0, 1.0
		add := func(id string, weight float64) {
			for _, stem := range of[id] {
				claimed := (float64(counts[stem]) + 2) / float64(total)
				defined := (float64(inGlosses[stem]) + 2) / float64(len(db.synsets))
				sum += weight * max(-4, min(4, math.Log(claimed/defined)))
				n += weight
			}
		}
		add(id, 1)
		if len(s.parents) > 0 {
			add(s.parents[0], 0.5)
		}
		s.tell = sum / n
	}
}

// pack writes the database as wordnet.go reads it.
func (db *database) pack() []byte {
	lemmas := slices.SortedFunc(maps.Values(db.lemmas), func(a, b *dbLemma) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.text, b.text))
	})
	var out []byte
	num := func(n int) { out = binary.AppendUvarint(out, uint64(n)) }
	var prefixes, lengths, suffixes, heads, rests, tails []byte
	before := ""
	for _, l := range lemmas {
		n := shared(before, l.key)
		prefixes = append(prefixes, byte(n))
		lengths = append(lengths, byte(len(l.key)-n))
		suffixes = append(suffixes, l.key[n:]...)
		n = shared(l.key, l.text)
		heads = append(heads, byte(n))
		rests = append(rests, byte(len(l.text)-n))
		tails = append(tails, l.text[n:]...)
		before = l.key
	}
	num(len(lemmas))
	num(len(suffixes))
	num(len(tails))
	out = slices.Concat(out, prefixes, lengths, suffixes, heads, rests, tails)

	var synsets []*dbSynset
	numbered := map[*dbSynset]bool{}
	at := map[[2]string]int{} // the number of a sense, by its lemma and synset
	var refs, tags []byte
	senses := 0
	for _, l := range lemmas {
		for _, list := range l.senses {
			out = append(out, byte(len(list)))
			for _, s := range list {
				at[[2]string{l.text, s.synset.id}] = senses
				senses++
				if !numbered[s.synset] {
					numbered[s.synset] = true
					s.synset.number = len(synsets)
					synsets = append(synsets, s.synset)
					refs = append(refs, 0)
				} else {
					refs = binary.AppendUvarint(refs, uint64(len(synsets)-s.synset.number))
				}
				tags = append(tags, byte(min(255, s.tags)))
			}
		}
	}
	num(len(synsets))
	out = slices.Concat(out, refs, tags)
	for _, s := range synsets {
		tell := 32 * (s.tell + 4)
		if slices.Contains(seldomMeant, s.file) {
			tell -= seldom
		}
		out = append(out, byte(max(0, min(255, math.Round(tell)))))
	}

	edges := func(n int, targets func(int) []int) {
		var body []byte
		count, last := 0, 0
		for i := range n {
			list := targets(i)
			slices.Sort(list)
			for _, to := range slices.Compact(list) {
				body = binary.AppendUvarint(body, uint64(i-last))
				body = binary.AppendVarint(body, int64(to-i))
				count++
				last = i
			}
		}
		num(count)
		out = append(out, body...)
	}
	lemmaOf := map[int]*dbLemma{}
	for _, l := range lemmas {
		for _, list := range l.senses {
			for _, s := range list {
				lemmaOf[at[[2]string{l.text, s.synset.id}]] = l
			}
		}
	}
	synsetOf := map[int]string{}
	for k, n := range at {
		synsetOf[n] = k[1]
	}
	for kind := range 2 {
		edges(senses, func(i int) (to []int) {
			for _, l := range lemmaOf[i].links[kind] {
				if n, ok := at[[2]string{l.target, l.to}]; ok && l.from == synsetOf[i] && n > i {
					to = append(to, n)
				}
			}
			return
		})
		// A link that WordNet has one way only, from the later sense to the earlier, is kept by the second pass.
		edges(senses, func(i int) (to []int) {
			for _, l := range lemmaOf[i].links[kind] {
				n, ok := at[[2]string{l.target, l.to}]
				if !ok || l.from != synsetOf[i] || n >= i {
					continue
				}
				if !slices.ContainsFunc(lemmaOf[n].links[kind], func(b link) bool { return b.from == l.to && b.target == lemmaOf[i].text && b.to == l.from }) {
					to = append(to, n)
				}
			}
			return
		})
	}
	edges(len(synsets), func(i int) []int { return db.numbers(synsets[i].parents, numbered, true) })
	edges(len(synsets), func(i int) []int { return db.numbers(synsets[i].wholes, numbered, false) })
	edges(len(synsets), func(i int) []int {
		return slices.DeleteFunc(db.numbers(synsets[i].similar, numbered, false), func(n int) bool { return n < i })
	})
	for _, form := range slices.Sorted(maps.Keys(db.forms)) {
		out = append(out, form+" "+db.forms[form]+"\n"...)
	}
	return out
}

// numbers are the numbers of the synsets named; where one is left out and up is set, of those above it.
func (db *database) numbers(ids []string, numbered map[*dbSynset]bool, up bool) []int {
	var out []int
	for _, id := range ids {
		switch s := db.synsets[id]; {
		case numbered[s]:
			out = append(out, s.number)
		case up:
			out = append(out, db.numbers(s.parents, numbered, true)...)
		}
	}
	return out
}
