package index

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// How passages are sent: batchObjects at a time, atOnce batches at the same time. Larger batches gain nothing; see docs/scale.md.
const (
	batchObjects = 500
	atOnce       = 4
)

// object is an object to be written. Its name goes by what it holds, so that writing it again writes the same one.
type object struct {
	Class      string `json:"class"`
	ID         string `json:"id"`
	Properties any    `json:"properties"`

	number int
}

// storedPassage is a Passage as an object has it.
type storedPassage struct {
	Number   string `json:"number"`
	Document int    `json:"document"`
	Block    string `json:"block"`
	Stems    string `json:"stems"`
	Passage  string `json:"passage"`
}

// nameOf makes a name (UUID, version 8 of RFC 9562: of our own) of what an object is.
func nameOf(parts ...string) string {
	sum := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(sum, "%d %s", len(p), p) // a hash's writer never fails
	}
	id := sum.Sum(nil)[:16]
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	x := hex.EncodeToString(id)
	return strings.Join([]string{x[:8], x[8:12], x[12:16], x[16:20], x[20:]}, "-")
}

func (w *Weaviate) passageObject(p Passage) object {
	s := storedPassage{strconv.Itoa(p.Number), DocumentOf(p.Number), strconv.Itoa(p.Number >> blockBits), strings.Join(p.Stems, " "), p.Text}
	return object{w.at.Collection, nameOf("passage", fmt.Sprint(p.Number), s.Stems, p.Text), s, p.Number}
}

// Put implements Collection.
func (w *Weaviate) Put(passages []Passage) ([]Refused, error) {
	list := make([]object, len(passages))
	for i, p := range passages {
		list[i] = w.passageObject(p)
	}
	return w.putAll(list)
}

// PutRecords implements Collection. A document's record always has the same name, so that a document cannot have two.
func (w *Weaviate) PutRecords(records []Record) ([]Refused, error) {
	list := make([]object, len(records))
	for i, r := range records {
		list[i] = object{recordsOf(w.at.Collection), recordName(r.Document), storedRecord{
			Document: r.Document, Reference: r.ID, Label: r.Label, Sum: r.Sum, Passages: r.Passages, Words: r.Words, Value: r.Value,
		}, r.Document}
	}
	return w.putAll(list)
}

func recordName(document int) string { return nameOf("document", fmt.Sprint(document)) }

// putAll writes objects, several batches at a time.
func (w *Weaviate) putAll(list []object) ([]Refused, error) {
	var (
		wg      sync.WaitGroup
		mu      sync.Mutex
		refused []Refused
		failed  error
	)
	places := make(chan struct{}, atOnce)
	for batch := range slices.Chunk(list, batchObjects) {
		places <- struct{}{}
		mu.Lock()
		stop := failed != nil
		mu.Unlock()
		if stop {
			break
		}
		wg.Go(func() {
			defer func() { <-places }()
			r, err := w.put(batch)
			mu.Lock()
			defer mu.Unlock()
			refused = append(refused, r...)
			if failed == nil {
				failed = err
			}
		})
	}
	wg.Wait()
	slices.SortFunc(refused, func(x, y Refused) int { return x.Number - y.Number })
	return refused, failed
}

// unwritten are the objects of a batch that could not be written now, with the server's reason for each.
type unwritten struct {
	objects []object
	reasons []string
}

// put writes a batch. What the server cannot write at the moment is tried again for as long as writing waits.
func (w *Weaviate) put(batch []object) (refused []Refused, err error) {
	until, wait := time.Now().Add(w.nodes.write), firstWait
	for tries := 0; ; tries++ {
		failed, err := w.putOnce(batch)
		if err != nil {
			var status *statusError
			if !errors.As(err, &status) || status.passing() || status.status == http.StatusUnauthorized || status.status == http.StatusForbidden {
				return refused, err
			}
			if len(batch) == 1 { // the whole is refused for one of its objects, which is looked for
				return append(refused, Refused{batch[0].number, status.what}), nil
			}
			half := len(batch) / 2
			one, err := w.put(batch[:half])
			if err != nil {
				return append(refused, one...), err
			}
			two, err := w.put(batch[half:])
			return slices.Concat(refused, one, two), err
		}
		batch = nil
		why := ""
		for i, o := range failed.objects {
			if passes(failed.reasons[i]) {
				batch, why = append(batch, o), failed.reasons[i]
			} else {
				refused = append(refused, Refused{o.number, failed.reasons[i]})
			}
		}
		if len(batch) == 0 {
			return refused, nil
		}
		if time.Now().Add(wait).After(until) {
			return refused, fmt.Errorf("%s: %d objects could not be written: %s: see that all nodes of the cluster are up, and run the same command again, which goes on where this stopped", &w.at, len(batch), why)
		}
		if tries > 0 {
			w.nodes.once("copies", "%s: a node is away, and all copies are written (%s): tried again for up to %v", &w.at, why, w.nodes.write)
		}
		time.Sleep(wait)
		wait = min(2*wait, longestWait)
	}
}

// passes tells whether a reason for which an object was not written may be gone at the next try: it is about the nodes, not about the object.
func passes(reason string) bool {
	for _, sign := range []string{"replica", "broadcast", "connect", "connection", "timeout", "deadline", "unavailable", "consistency", "leader", "read-only", "readonly", "shutting down", "EOF", "no such host", "i/o"} {
		if strings.Contains(reason, sign) {
			return true
		}
	}
	return false
}

// putOnce sends a batch once to whoever answers.
func (w *Weaviate) putOnce(batch []object) (failed unwritten, err error) {
	var answer []struct {
		ID     string
		Result struct {
			Errors *struct{ Error []struct{ Message string } }
		}
	}
	if err := w.nodes.change(http.MethodPost, "batch/objects?consistency_level=ALL", map[string]any{"objects": batch}, func(data []byte) error {
		answer = nil
		return into(&answer)(data)
	}); err != nil {
		return failed, err
	}
	if len(answer) != len(batch) {
		return failed, fmt.Errorf("%s: the server answered for %d objects of %d", &w.at, len(answer), len(batch))
	}
	for i, a := range answer {
		if a.Result.Errors != nil && len(a.Result.Errors.Error) > 0 {
			failed.objects = append(failed.objects, batch[i])
			failed.reasons = append(failed.reasons, line(a.Result.Errors.Error[0].Message))
		}
	}
	return failed, nil
}

// Missing implements Collection.
func (w *Weaviate) Missing(document int, passages []Passage) (missing []Passage, stale bool, err error) {
	type named struct {
		Additional struct{ ID string } `json:"_additional"`
	}
	list, err := objects[named](w, w.at.Collection, fmt.Sprintf("limit:%d,where:%s", mostResults, among("document", []int{document})), "_additional{id}")
	if err != nil || len(list) == 0 {
		return passages, false, err
	}
	there := make(map[string]bool, len(list))
	for _, o := range list {
		there[o.Additional.ID] = true
	}
	for _, p := range passages {
		name := w.passageObject(p).ID
		if !there[name] {
			missing = append(missing, p)
		}
		delete(there, name)
	}
	return missing, len(there) > 0 || len(list) == mostResults, nil
}

// Strays implements Collection.
func (w *Weaviate) Strays() ([]int, error) {
	type named struct {
		Document   int
		Additional struct{ ID string } `json:"_additional"`
	}
	var all []int
	for after := ""; ; {
		list, err := objects[named](w, w.at.Collection, fmt.Sprintf("limit:%d,after:%s", mostResults, quoted(after)), "document _additional{id}")
		if err != nil {
			return nil, err
		}
		for _, o := range list {
			all, after = append(all, o.Document), o.Additional.ID
		}
		slices.Sort(all)
		if all = slices.Compact(all); len(list) < mostResults {
			break
		}
	}
	var strays []int
	for part := range slices.Chunk(all, idsTogether) {
		records, err := w.Records(part)
		if err != nil {
			return nil, err
		}
		for _, n := range part {
			if !slices.ContainsFunc(records, func(r Record) bool { return r.Document == n }) {
				strays = append(strays, n)
			}
		}
	}
	return strays, nil
}

// Delete implements Collection.
func (w *Weaviate) Delete(document int) error {
	for _, collection := range []string{recordsOf(w.at.Collection), w.at.Collection} {
		for {
			var answer struct {
				Results struct{ Matches, Successful int }
			}
			if err := w.nodes.change(http.MethodDelete, "batch/objects?consistency_level=ALL", map[string]any{
				"match":  map[string]any{"class": collection, "where": map[string]any{"path": []string{"document"}, "operator": "Equal", "valueInt": document}},
				"output": "minimal",
			}, func(data []byte) error {
				answer.Results.Matches, answer.Results.Successful = 0, 0
				if err := into(&answer)(data); err != nil {
					return err
				}
				if answer.Results.Successful < answer.Results.Matches && answer.Results.Matches <= mostResults {
					return fmt.Errorf("%d objects could not be deleted", answer.Results.Matches-answer.Results.Successful)
				}
				return nil
			}); err != nil {
				return err
			}
			if answer.Results.Matches <= answer.Results.Successful {
				break
			}
		}
	}
	w.mu.Lock()
	delete(w.there, document)
	w.mu.Unlock()
	return nil
}
