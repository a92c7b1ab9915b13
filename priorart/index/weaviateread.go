package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// DefaultCandidates is how many passages the server is asked for by its own scores, of which the best by ours are taken; docs/scale.md has
// what fewer lose.
const DefaultCandidates = 2000

// mostResults is how many objects a server gives at once, unless its QUERY_MAXIMUM_RESULTS says otherwise.
const mostResults = 10000

// blockBits: a block is up to 1024 neighbouring passages of a document, and a few blocks are fetched together.
const (
	blockBits     = 10
	textsTogether = 4000 // passages
)

// objects asks for objects of a collection.
func objects[T any](w *Weaviate, collection, arguments, fields string) ([]T, error) {
	var get map[string][]T
	err := w.graphql("{Get{"+w.asked(collection, arguments)+"{"+fields+"}}}", "Get", func(data []byte) error {
		get = nil
		return into(&get)(data)
	})
	return get[collection], err
}

// asked is what is asked of a collection: of one copy, where it has several. A collection with one copy knows no such argument.
func (w *Weaviate) asked(collection, arguments string) string {
	if w.copied {
		arguments = "consistencyLevel:ONE," + arguments
	}
	return collection + "(" + arguments + ")"
}

// graphql asks a question of the interface of that name and takes the answer's part.
func (w *Weaviate) graphql(query, part string, take func([]byte) error) error {
	return w.nodes.read(http.MethodPost, "graphql", map[string]string{"query": query}, func(data []byte) error {
		var answer struct {
			Data   map[string]json.RawMessage
			Errors []struct{ Message string }
		}
		if err := into(&answer)(data); err != nil {
			return err
		}
		if len(answer.Errors) > 0 {
			return errors.New(line(answer.Errors[0].Message))
		}
		return take(answer.Data[part])
	})
}

// candidate is a passage as a search gets it.
type candidate struct {
	Number passageNumber
	Stems  string
}

// passageNumber is the number of a passage as an object has it; see passageProperties.
type passageNumber int

// UnmarshalJSON reads a number. Anything else, nothing at all too, is an error, and not the first passage of a library.
func (n *passageNumber) UnmarshalJSON(text []byte) error {
	number, err := strconv.Atoi(strings.Trim(string(text), `"`))
	*n = passageNumber(number)
	return err
}

// Search implements Candidates, but for passages that the server's own order puts behind all the candidates that are fetched: those it does not know of.
func (w *Weaviate) Search(terms []Term, n int) ([]Hit, error) {
	query := units(terms)
	n = min(n, w.totals.Passages)
	if n < 1 || len(query) == 0 {
		return nil, nil
	}
	fetch := w.at.Candidates
	if fetch == 0 {
		fetch = DefaultCandidates
	}
	weights := make(map[string]uint64, len(query))
	for _, q := range query {
		weights[q.stem] = q.weight
	}
	words, err := w.question(query)
	if err != nil || words == "" {
		return nil, err
	}
	list, err := objects[candidate](w, w.at.Collection, fmt.Sprintf(`limit:%d,bm25:{query:%s,properties:["stems"]}`, min(max(fetch, n), mostResults), quoted(words)), "number stems")
	if err != nil {
		return nil, err
	}
	all := make([]found, 0, len(list))
	for _, c := range list {
		if sum := sumOf(c.Stems, weights, w.totals.average()); sum > 0 {
			all = append(all, found{sum, int(c.Number)})
		}
	}
	slices.SortFunc(all, found.compare)
	all = slices.Compact(all)
	var hits []Hit
	for len(all) > 0 && len(hits) < n {
		next := all[:min(n, len(all))]
		all = all[len(next):]
		if err := w.learn(next); err != nil {
			return nil, err
		}
		for _, f := range next {
			if len(hits) < n && w.knows(DocumentOf(f.passage)) {
				hits = append(hits, Hit{f.passage, score(f.sum)})
			}
		}
	}
	return hits, nil
}

// sumOf is what a passage scores.
func sumOf(stems string, weights map[string]uint64, average float64) (sum uint64) {
	counts := map[string]uint32{}
	length := 0
	for stem := range strings.FieldsSeq(stems) {
		length++
		if _, asked := weights[stem]; asked {
			counts[stem]++
		}
	}
	for stem, count := range counts { // whole numbers: any order gives the same
		sum += weights[stem] * uint64(impact(min(count, impactUnit), float64(length), average))
	}
	return sum
}

// learn asks which documents of hits have a record.
func (w *Weaviate) learn(hits []found) error {
	var unknown []int
	for _, f := range hits {
		if d := DocumentOf(f.passage); !w.knows(d) {
			unknown = append(unknown, d)
		}
	}
	slices.Sort(unknown)
	unknown = slices.Compact(unknown)
	for part := range slices.Chunk(unknown, idsTogether) {
		list, err := objects[struct{ Document int }](w, recordsOf(w.at.Collection), fmt.Sprintf("limit:%d,where:%s", len(part), among("document", part)), "document")
		if err != nil {
			return err
		}
		w.mu.Lock()
		if len(w.there) > 1<<20 { // what is remembered is bounded
			clear(w.there)
		}
		for _, r := range list {
			w.there[r.Document] = true
		}
		w.mu.Unlock()
	}
	return nil
}

func (w *Weaviate) knows(document int) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.there[document]
}

// idsTogether is how many documents or blocks one question names.
const idsTogether = 1000

// amongTexts is a filter for objects whose text property is one of the values.
func amongTexts(property string, values []string) string {
	text := make([]string, len(values))
	for i, v := range values {
		text[i] = quoted(v)
	}
	return fmt.Sprintf(`{path:[%q],operator:ContainsAny,valueText:[%s]}`, property, strings.Join(text, ","))
}

// among is a filter for objects whose property is one of the values.
func among(property string, values []int) string {
	text := make([]string, len(values))
	for i, v := range values {
		text[i] = strconv.Itoa(v)
	}
	return fmt.Sprintf(`{path:[%q],operator:ContainsAny,valueInt:[%s]}`, property, strings.Join(text, ","))
}

// storedRecord is a Record as an object has it.
type storedRecord struct {
	Document   int    `json:"document"`
	Reference  string `json:"reference"`
	Label      string `json:"label"`
	Sum        string `json:"sum"`
	Passages   int    `json:"passages"`
	Words      int    `json:"words"`
	Value      string `json:"value"`
	Additional *struct {
		ID string `json:"id"`
	} `json:"_additional,omitempty"`
}

const recordFields = "document reference label sum passages words value"

func recordsFrom(list []storedRecord) []Record {
	out := make([]Record, len(list))
	for i, r := range list {
		out[i] = Record{Document: r.Document, ID: r.Reference, Label: r.Label, Sum: r.Sum, Passages: r.Passages, Words: r.Words, Value: r.Value}
	}
	slices.SortFunc(out, func(x, y Record) int { return x.Document - y.Document })
	return out
}

// Records implements Collection.
func (w *Weaviate) Records(documents []int) ([]Record, error) {
	var all []storedRecord
	for part := range slices.Chunk(documents, idsTogether) {
		list, err := objects[storedRecord](w, recordsOf(w.at.Collection), fmt.Sprintf("limit:%d,where:%s", len(part), among("document", part)), recordFields)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return recordsFrom(all), nil
}

// Named implements Collection.
func (w *Weaviate) Named(name string, most int) ([]Record, error) {
	if strings.ContainsAny(name, "*?") { // which stand for anything in the filter
		return nil, nil
	}
	list, err := objects[storedRecord](w, recordsOf(w.at.Collection), fmt.Sprintf(
		`limit:%d,where:{operator:Or,operands:[{path:["reference"],operator:Like,valueText:%s},{path:["label"],operator:Equal,valueText:%s}]}`, most, quoted(name+"*"), quoted(name)), recordFields)
	return recordsFrom(list), err
}

// Each implements Collection.
func (w *Weaviate) Each(do func(Record) error) error {
	for after := ""; ; {
		list, err := objects[storedRecord](w, recordsOf(w.at.Collection), fmt.Sprintf("limit:%d,after:%s", idsTogether, quoted(after)), recordFields+" _additional{id}")
		if err != nil || len(list) == 0 {
			return err
		}
		after = ""
		if last := list[len(list)-1].Additional; last != nil {
			after = last.ID
		}
		for _, r := range recordsFrom(list) {
			if err := do(r); err != nil {
				return err
			}
		}
		if after == "" {
			return fmt.Errorf("%s: the server names no objects: it cannot be listed", &w.at)
		}
	}
}

// Texts implements Collection.
func (w *Weaviate) Texts(records []Record) ([][]string, error) {
	out := make([][]string, len(records))
	at := map[int]int{} // by document
	var blocks []string
	waiting := 0
	fetch := func() error {
		if len(blocks) == 0 {
			return nil
		}
		type object struct {
			Number  passageNumber
			Passage string
		}
		list, err := objects[object](w, w.at.Collection, fmt.Sprintf("limit:%d,where:%s", min(waiting+1, mostResults), amongTexts("block", blocks)), "number passage")
		if err != nil {
			return err
		}
		seen := make(map[int]bool, len(list))
		for _, o := range list {
			number := int(o.Number)
			i, known := at[DocumentOf(number)]
			place := number & (MostPassages - 1)
			if !known || place >= len(out[i]) || seen[number] {
				return fmt.Errorf("%s: document %d has passages of another content, left by a load that was interrupted: run claimchart library build again", &w.at, DocumentOf(number))
			}
			seen[number], out[i][place] = true, o.Passage
		}
		if len(list) != waiting {
			return fmt.Errorf("%s: %d of %d passages are not there: run claimchart library check, and build again", &w.at, waiting-len(list), waiting)
		}
		blocks, waiting = blocks[:0], 0
		return nil
	}
	for i, r := range records {
		out[i], at[r.Document] = make([]string, r.Passages), i
		for place := 0; place < r.Passages; place += 1 << blockBits {
			size := min(r.Passages-place, 1<<blockBits)
			if waiting+size > textsTogether {
				if err := fetch(); err != nil {
					return nil, err
				}
			}
			blocks, waiting = append(blocks, strconv.Itoa(PassageAt(r.Document, place)>>blockBits)), waiting+size
		}
	}
	return out, fetch()
}

// Count implements Collection.
func (w *Weaviate) Count() (int, error) {
	var counts map[string][]struct {
		Meta struct{ Count int }
	}
	if err := w.graphql("{Aggregate{"+w.at.Collection+"{meta{count}}}}", "Aggregate", into(&counts)); err != nil {
		return 0, err
	}
	if list := counts[w.at.Collection]; len(list) == 1 {
		return list[0].Meta.Count, nil
	}
	return 0, fmt.Errorf("%s: the server does not count its passages", &w.at)
}

// quoted is a text as GraphQL writes it: as JSON does.
func quoted(text string) string {
	data, _ := json.Marshal(text) // which a text cannot fail
	return string(data)
}
