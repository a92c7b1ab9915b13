package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
)

// Weaviate is a Collection in a Weaviate cluster, spoken to by its REST and GraphQL interfaces.
//
// Two collections of the server hold it: one of passages, each an object with its stems, words of a text property that is cut at white space only,
// so that a stem stays one; and one of records. The server's BM25 picks candidates by that property, and everything else is done here
// with the one set of statistics: the server's weights go by the shard that a passage is in, and by what is in memory there.
//
// Writing waits for all copies (consistency level ALL), so that reading one of them (ONE) is right, and goes on while a node is away: a library is
// loaded once and read many times. The totals stand in the description of the collection of passages, which the cluster's own log keeps.
type Weaviate struct {
	at     Address
	stems  int // version
	nodes  *nodes
	totals Totals
	copied bool // there are several copies of each shard

	mu    sync.Mutex
	there map[int]bool // documents that have a record

	weighing sync.Mutex
	rarity   map[string]float64 // what the server thinks of words
}

// The server that this was tried with.
const triedVersion = "1.35"

// usualCopies is how many copies of each shard are kept where there is more than one node: with two, reading goes on when any one node is away.
const usualCopies = 2

// className is what Weaviate allows for the name of a collection, short enough for the one beside it; see recordsOf.
var className = regexp.MustCompile(`^[A-Z][A-Za-z0-9_]{0,199}$`)

// recordsOf is the collection beside that of passages.
func recordsOf(collection string) string { return collection + "References" }

// property is a property of a Weaviate collection.
type property struct {
	Name            string   `json:"name"`
	DataType        []string `json:"dataType"`
	Tokenization    string   `json:"tokenization,omitempty"`
	IndexFilterable bool     `json:"indexFilterable"`
	IndexSearchable bool     `json:"indexSearchable"`
}

// The properties of passages and of records. A block is a number of a passage without its last blockBits: a document's passages are fetched by
// blocks, since no more than ten thousand objects come at once. Both are texts, for an Int of GraphQL has 32 bits: a larger one comes back as nothing.
var (
	passageProperties = []property{
		{Name: "number", DataType: []string{"text"}, Tokenization: "field"},
		{Name: "document", DataType: []string{"int"}, IndexFilterable: true},
		{Name: "block", DataType: []string{"text"}, Tokenization: "field", IndexFilterable: true},
		{Name: "stems", DataType: []string{"text"}, Tokenization: "whitespace", IndexSearchable: true},
		{Name: "passage", DataType: []string{"text"}, Tokenization: "field"},
	}
	recordProperties = []property{
		{Name: "document", DataType: []string{"int"}, IndexFilterable: true},
		{Name: "reference", DataType: []string{"text"}, Tokenization: "field", IndexFilterable: true},
		{Name: "label", DataType: []string{"text"}, Tokenization: "field", IndexFilterable: true},
		{Name: "sum", DataType: []string{"text"}, Tokenization: "field"},
		{Name: "passages", DataType: []string{"int"}},
		{Name: "words", DataType: []string{"int"}},
		{Name: "value", DataType: []string{"text"}, Tokenization: "field"},
	}
)

// described is what stands in the description of the collection of passages.
type described struct {
	Versions
	Totals
}

// OpenWeaviate opens a collection for reading, for stems of a version. The error wraps ErrNoCollection or ErrOtherCollection, or says why the cluster cannot
// be used, and what to do.
func OpenWeaviate(at *Address, stems int) (*Weaviate, error) {
	w, err := reach(at, stems)
	if err != nil {
		return nil, err
	}
	if err := w.check(); err != nil {
		return nil, err
	}
	return w, nil
}

// MakeWeaviate opens a collection for writing, which is made if it is not there.
func MakeWeaviate(at *Address, stems int) (*Weaviate, error) {
	w, err := reach(at, stems)
	if err != nil {
		return nil, err
	}
	err = w.check()
	if errors.Is(err, ErrNoCollection) {
		if err = w.create(); err == nil {
			err = w.check()
		}
	}
	if err != nil {
		return nil, err
	}
	return w, nil
}

// reach asks the cluster what it is.
func reach(at *Address, stems int) (*Weaviate, error) {
	n, err := newNodes(at)
	if err != nil {
		return nil, err
	}
	w := &Weaviate{at: *at, stems: stems, nodes: n, there: map[int]bool{}, rarity: map[string]float64{}}
	if at.Exposed() {
		n.once("key", "%s: the API key goes over the network as anybody there can read it: write weaviates:// if the server speaks TLS", at)
	}
	var meta struct{ Version string }
	if err := n.read(http.MethodGet, "meta", nil, into(&meta)); err != nil {
		return nil, err
	}
	switch {
	case meta.Version == "":
		return nil, fmt.Errorf("%s: what answers there is no Weaviate: mend the address", at)
	case !of(meta.Version, triedVersion) && (at.Version == "" || !of(meta.Version, at.Version)):
		return nil, fmt.Errorf("%s: the server is Weaviate %s, and this program was tried with %s: use that, or a newer claimchart; to go on all the same, set CLAIMCHART_INDEX_VERSION=%s and compare a chart with one from a folder", at, line(meta.Version), triedVersion, minor(line(meta.Version)))
	}
	return w, nil
}

// of tells whether a version is one of a major and minor number.
func of(version, series string) bool { return minor(version) == series }

// minor is a version's major and minor number.
func minor(version string) string {
	parts := strings.SplitN(strings.TrimPrefix(version, "v"), ".", 3)
	return strings.Join(parts[:min(2, len(parts))], ".")
}

// class is what is read of a collection's schema.
type class struct {
	Class       string
	Description string
	Properties  []property
	Replication struct{ Factor int } `json:"replicationConfig"`
	Inverted    struct {
		BM25 struct{ K1, B float64 }
	} `json:"invertedIndexConfig"`
}

// check reads the schema and sees that it is the one that is expected.
func (w *Weaviate) check() error {
	var passages, records class
	for _, c := range []struct {
		name string
		into *class
		want []property
	}{{w.at.Collection, &passages, passageProperties}, {recordsOf(w.at.Collection), &records, recordProperties}} {
		err := w.nodes.read(http.MethodGet, "schema/"+c.name, nil, into(c.into))
		var status *statusError
		if errors.As(err, &status) && status.status == http.StatusNotFound {
			return fmt.Errorf("%s: %w: the cluster has no collection %s: run claimchart library build DIR --index %s, or mend the name", &w.at, ErrNoCollection, c.name, &w.at)
		}
		if err != nil {
			return err
		}
		if wrong := differs(c.into.Properties, c.want); wrong != "" {
			return w.other(fmt.Sprintf("%s, %s", c.name, wrong))
		}
	}
	var d described
	if err := json.Unmarshal([]byte(passages.Description), &d); err != nil {
		return w.other("its description is not claimchart's")
	}
	if want := (Versions{collectionSchema, w.stems}); d.Versions != want {
		return w.other(fmt.Sprintf("it was made by another version (%v, here %v)", d.Versions, want))
	}
	w.totals, w.copied = d.Totals, passages.Replication.Factor > 1
	return nil
}

func (w *Weaviate) other(why string) error {
	return fmt.Errorf("%s: %w: %s: name another collection, and load it with claimchart library build DIR --index", &w.at, ErrOtherCollection, why)
}

// differs says which property is not as it should be.
func differs(got, want []property) string {
	at := map[string]property{}
	for _, p := range got {
		at[p.Name] = p
	}
	for _, p := range want {
		g, ok := at[p.Name]
		switch {
		case !ok:
			return fmt.Sprintf("it has no property %q", p.Name)
		case len(g.DataType) != 1 || g.DataType[0] != p.DataType[0] || p.Tokenization != "" && g.Tokenization != p.Tokenization ||
			p.IndexFilterable && !g.IndexFilterable || p.IndexSearchable && !g.IndexSearchable:
			return fmt.Sprintf("its property %q is kept otherwise", p.Name)
		}
	}
	return ""
}

// create makes the two collections. One that is there already stays as it is.
func (w *Weaviate) create() error {
	up, err := w.up()
	if err != nil {
		return err
	}
	copies, shards := w.at.Copies, w.at.Shards
	if copies == 0 {
		copies = min(usualCopies, up)
	}
	if shards == 0 {
		shards = up
	}
	if copies > up {
		return fmt.Errorf("%s: CLAIMCHART_INDEX_COPIES=%d: the cluster has %d nodes: give at most as many", &w.at, copies, up)
	}
	description, err := json.Marshal(described{Versions: Versions{collectionSchema, w.stems}})
	if err != nil {
		return err
	}
	for _, c := range []struct {
		name, description string
		properties        []property
	}{
		{recordsOf(w.at.Collection), "The references of the claimchart library " + w.at.Collection, recordProperties},
		{w.at.Collection, string(description), passageProperties},
	} {
		err := w.nodes.change(http.MethodPost, "schema", map[string]any{
			"class": c.name, "description": c.description, "properties": c.properties,
			"vectorizer": "none", "vectorIndexConfig": map[string]any{"skip": true},
			"invertedIndexConfig": map[string]any{"bm25": map[string]float64{"k1": k1, "b": b}, "stopwords": map[string]string{"preset": "none"}},
			"replicationConfig":   map[string]any{"factor": copies},
			"shardingConfig":      map[string]any{"desiredCount": shards},
		}, nil)
		var status *statusError
		if err != nil && (!errors.As(err, &status) || !strings.Contains(status.what, "already exists")) {
			return fmt.Errorf("the collection could not be made: %w", err)
		}
	}
	return nil
}

// up is how many nodes the cluster has that are up.
func (w *Weaviate) up() (n int, err error) {
	var list struct{ Nodes []struct{ Status string } }
	if err := w.nodes.read(http.MethodGet, "nodes", nil, into(&list)); err != nil {
		return 0, err
	}
	for _, x := range list.Nodes {
		if x.Status == "HEALTHY" {
			n++
		}
	}
	return max(n, 1), nil
}

// Totals implements Collection.
func (w *Weaviate) Totals() Totals { return w.totals }

// Len implements Candidates.
func (w *Weaviate) Len() int { return w.totals.Passages }

// Close implements Candidates. What was written stays.
func (w *Weaviate) Close() error {
	w.nodes.client.CloseIdleConnections()
	return nil
}

// Commit implements Collection.
func (w *Weaviate) Commit(t Totals) error {
	var c map[string]json.RawMessage // numbers stay as the server writes them
	if err := w.nodes.change(http.MethodGet, "schema/"+w.at.Collection, nil, into(&c)); err != nil {
		return err
	}
	text, err := json.Marshal(described{Versions{collectionSchema, w.stems}, t})
	if err != nil {
		return err
	}
	if c["description"], err = json.Marshal(string(text)); err != nil {
		return err
	}
	if err := w.nodes.change(http.MethodPut, "schema/"+w.at.Collection, c, nil); err != nil {
		return fmt.Errorf("the totals could not be written: %w", err)
	}
	w.totals = t
	return nil
}
