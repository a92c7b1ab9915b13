package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const secret = "sesame-4711"

// played is a server that plays Weaviate as far as a test needs it.
type played struct {
	mu      sync.Mutex
	version string
	answer  func(method, path string, body []byte) (status int, text string) // 0 is answered as a server would
	asked   []string
	objects map[string]int // how often each was written
	schema  map[string]json.RawMessage
}

func (p *played) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	path := strings.TrimPrefix(r.URL.Path, "/v1/")
	p.asked = append(p.asked, r.Method+" "+path)
	status, text := 0, ""
	if p.answer != nil {
		status, text = p.answer(r.Method, path, body)
	}
	if status == 0 {
		status, text = p.usual(r.Method, path, body)
	}
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
}

func (p *played) usual(method, path string, body []byte) (int, string) {
	name, isClass := strings.CutPrefix(path, "schema/")
	switch {
	case path == "meta":
		return 200, fmt.Sprintf(`{"version":%q}`, p.version)
	case path == "nodes":
		return 200, `{"nodes":[{"status":"HEALTHY"},{"status":"HEALTHY"},{"status":"UNAVAILABLE"}]}`
	case path == "schema" || isClass && method == http.MethodPut:
		var c struct{ Class string }
		_ = json.Unmarshal(body, &c)
		p.schema[c.Class] = body
		return 200, "{}"
	case isClass && p.schema[name] != nil:
		return 200, string(p.schema[name])
	case isClass:
		return 404, ""
	case strings.HasPrefix(path, "batch/objects"):
		var b struct{ Objects []struct{ ID string } }
		_ = json.Unmarshal(body, &b)
		var out []string
		for _, o := range b.Objects {
			p.objects[o.ID]++
			out = append(out, fmt.Sprintf(`{"id":%q,"result":{"status":"SUCCESS"}}`, o.ID))
		}
		return 200, "[" + strings.Join(out, ",") + "]"
	}
	return 200, `{"data":{"Get":{}}}`
}

// play starts a server and returns an address of it.
func play(t *testing.T) (*played, *Address) {
	t.Helper()
	p := &played{version: triedVersion + ".2", objects: map[string]int{}, schema: map[string]json.RawMessage{}}
	s := httptest.NewServer(p)
	t.Cleanup(s.Close)
	at, err := ParseAddress("weaviate://" + hostOf(s) + "/Art")
	if err != nil {
		t.Fatal(err)
	}
	at.Key = secret
	return p, at
}

func TestParseAddress(t *testing.T) {
	for _, good := range []string{"weaviate://h:8080/Art", "weaviates://h:443/Art_2", "weaviate://a:1,b:2,[::1]:3/Art"} {
		if at, err := ParseAddress(good); err != nil || at.String() != good {
			t.Errorf("%s: %v, %v", good, at, err)
		}
	}
	for _, bad := range []string{
		"", "h:8080", "http://h:8080/Art", "weaviate://h/Art", "weaviate://h:0/Art", "weaviate://h:99999/Art", "weaviate://:1/Art", "weaviate://h:1", "weaviate://h:1/art",
		"weaviate://h:1/A/B", "weaviate://h:1/A-B", "weaviate://user:" + secret + "@h:1/Art", "weaviate://h:1/Art?key=" + secret, "weaviate://" + secret + "@h:1/Art", "weaviate://h:1/Art#" + secret,
	} {
		at, err := ParseAddress(bad)
		if err == nil {
			t.Errorf("%s: %v", bad, at)
		} else if strings.Contains(err.Error(), secret) || !strings.Contains(err.Error(), "weaviate://HOST:PORT/COLLECTION") {
			t.Errorf("%s: %v", bad, err)
		}
	}
	for text, want := range map[string]bool{"weaviate://h:1/A": true, "weaviates://h:1/A": false, "weaviate://127.0.0.1:1,localhost:2/A": false, "weaviate://127.0.0.1:1,10.0.0.1:2/A": true} {
		at, _ := ParseAddress(text)
		if at.Key = secret; at.Exposed() != want {
			t.Errorf("%s: exposed %v", text, !want)
		}
	}
}

// TestOpening holds what is said where a cluster cannot be used.
func TestOpening(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(p *played, at *Address)
		is     error
		says   string
	}{
		{"nothing made", func(*played, *Address) {}, ErrNoCollection, "library build DIR --index"},
		{"newer server", func(p *played, _ *Address) { p.version = "1.36.0" }, nil, "Weaviate 1.36.0"},
		{"newer server that is vouched for", func(p *played, at *Address) { p.version, at.Version = "1.36.0", "1.36" }, ErrNoCollection, ""},
		{"next major", func(p *played, _ *Address) { p.version = "2.35.0" }, nil, "Weaviate 2.35.0"},
		{"wrong key", func(p *played, _ *Address) {
			p.answer = func(string, string, []byte) (int, string) {
				return 401, `{"message":"unauthorized: ` + secret[:3] + `"}`
			}
		}, nil, "CLAIMCHART_INDEX_KEY"},
		{"key without rights", func(p *played, _ *Address) {
			p.answer = func(string, string, []byte) (int, string) { return 403, `{"error":[{"message":"read only user"}]}` }
		}, nil, "read only user"},
		{"another server", func(p *played, _ *Address) {
			p.answer = func(string, string, []byte) (int, string) { return 200, "<html>" }
		}, nil, "no Weaviate"},
		{"another JSON server", func(p *played, _ *Address) {
			p.answer = func(string, string, []byte) (int, string) { return 200, "{}" }
		}, nil, "no Weaviate"},
		{"sent on", func(p *played, _ *Address) {
			p.answer = func(string, string, []byte) (int, string) { return 302, "" }
		}, nil, "sends on"},
		{"no TLS", func(_ *played, at *Address) { at.TLS = true }, nil, "weaviate:// instead of weaviates://"},
		{"another tool's", func(p *played, _ *Address) {
			p.schema["Art"] = json.RawMessage(`{"class":"Art","description":"mine","properties":[{"name":"title","dataType":["text"]}]}`)
		}, ErrOtherCollection, "no property"},
	} {
		p, at := play(t)
		c.change(p, at)
		begun := time.Now()
		_, err := OpenWeaviate(at, 1)
		if err == nil || c.is != nil && !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		} else if strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the key is printed: %v", c.name, err)
		}
		if time.Since(begun) > 10*time.Second {
			t.Errorf("%s: took %v", c.name, time.Since(begun))
		}
	}
	p, at := play(t)
	w, err := MakeWeaviate(at, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(Totals{Documents: 2, Passages: 5, Words: 9, Sum: "x"}); err != nil {
		t.Fatal(err)
	}
	if w, err := OpenWeaviate(at, 1); err != nil || w.Totals() != (Totals{2, 5, 9, "x"}) || w.Len() != 5 {
		t.Errorf("opened: %v", err)
	}
	if _, err := OpenWeaviate(at, 2); !errors.Is(err, ErrOtherCollection) || !strings.Contains(err.Error(), "another version") {
		t.Errorf("of other stems: %v", err)
	}
	var made struct {
		Replication struct{ Factor int }       `json:"replicationConfig"`
		Sharding    struct{ DesiredCount int } `json:"shardingConfig"`
	}
	if err := json.Unmarshal(p.schema["Art"], &made); err != nil || made.Replication.Factor != 2 || made.Sharding.DesiredCount != 2 {
		t.Errorf("made with %+v, %v", made, err)
	}
	at.Copies = 3
	at.Collection = "Three"
	if _, err := MakeWeaviate(at, 1); err == nil || !strings.Contains(err.Error(), "has 2 nodes") {
		t.Errorf("more copies than nodes: %v", err)
	}
}

// TestQuestion holds that a word stands in a search as often as brings the server's weight for it to ours, and one that no passage has not at all.
func TestQuestion(t *testing.T) {
	p, at := play(t)
	w, err := MakeWeaviate(at, 1)
	if err != nil {
		t.Fatal(err)
	}
	w.totals = Totals{Documents: 1, Passages: 10, Words: 40} // 4 words in a passage
	asked := 0
	p.answer = func(_, path string, _ []byte) (int, string) {
		if path != "graphql" {
			return 0, ""
		}
		asked++
		// Once in four words: 1/(1+1.2) of the weight. So the server weighs "valv" 8 and "group" 4; "lid" it knows nothing of.
		return 200, `{"data":{"Get":{"w0":[{"stems":"a b c valv","_additional":{"score":"3.6363637"}}],"w1":[{"stems":"a b c group","_additional":{"score":"1.8181819"}}],"w2":[]}}}`
	}
	query := units([]Term{{"valv", 8}, {"group", 1}, {"lid", 9}})
	for range 2 { // the second time nothing is asked
		if got, err := w.question(query); err != nil || strings.Count(got, "valv") != mostRepeated || strings.Count(got, "group") != mostRepeated/4 || strings.Contains(got, "lid") {
			t.Errorf("%q, %v", got, err)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
	for _, scored := range []string{"", "NaN", "-1", "0", "+Inf"} {
		if got := rarityIn("valv", "valv", scored, 4); got != usualRarity {
			t.Errorf("score %q: %v", scored, got)
		}
	}
}

// TestRetries holds that what passes is tried again, what does not is said, nothing is sent twice as something else, and no one waits for ever.
func TestRetries(t *testing.T) {
	p, at := play(t)
	var warned []string
	at.Warn = func(text string) { warned = append(warned, text) }
	w, err := MakeWeaviate(at, 1)
	if err != nil {
		t.Fatal(err)
	}
	w.nodes.write = 5 * time.Second
	passages := make([]Passage, 7)
	for i := range passages {
		passages[i] = Passage{Number: PassageAt(1, i), Stems: []string{"a"}, Text: fmt.Sprint(i)}
	}
	count := 0
	p.answer = func(_, _ string, body []byte) (int, string) {
		switch count++; count {
		case 1:
			return 429, `{"message":"too many"}`
		case 2:
			return 503, ""
		case 3: // one object is written, the others not yet
			var b struct{ Objects []struct{ ID string } }
			_ = json.Unmarshal(body, &b)
			p.objects[b.Objects[0].ID]++
			out := []string{fmt.Sprintf(`{"id":%q,"result":{"status":"SUCCESS"}}`, b.Objects[0].ID)}
			for _, o := range b.Objects[1:] {
				out = append(out, fmt.Sprintf(`{"id":%q,"result":{"status":"FAILED","errors":{"error":[{"message":"broadcast: cannot reach enough replicas"}]}}}`, o.ID))
			}
			return 200, "[" + strings.Join(out, ",") + "]"
		}
		return 0, ""
	}
	if refused, err := w.Put(passages); err != nil || refused != nil {
		t.Fatal(refused, err)
	}
	if len(p.objects) != len(passages) {
		t.Errorf("%d objects written, want %d", len(p.objects), len(passages))
	}
	for id, n := range p.objects {
		if n != 1 {
			t.Errorf("%s was written %d times", id, n)
		}
	}
	if len(warned) == 0 || !strings.Contains(warned[0], "tried again") {
		t.Errorf("warned %q", warned)
	}

	// An object that is refused, in the answer or as the reason for which the whole batch is.
	p.answer = func(_, path string, body []byte) (int, string) {
		if !strings.Contains(path, "batch") || !strings.Contains(string(body), `"passage":"3"`) {
			return 0, ""
		}
		return 422, `{"error":[{"message":"text too large"}]}`
	}
	if refused, err := w.Put(passages); err != nil || !slices.Equal(refused, []Refused{{PassageAt(1, 3), "text too large"}}) {
		t.Errorf("refused %v, %v", refused, err)
	}
	p.answer = func(_, _ string, _ []byte) (int, string) {
		return 200, `[{"result":{"errors":{"error":[{"message":"invalid text property 'stems'"}]}}}]`
	}
	if refused, err := w.Put(passages[:1]); err != nil || len(refused) != 1 || refused[0].Reason != "invalid text property 'stems'" {
		t.Errorf("refused %v, %v", refused, err)
	}

	// A cluster that stays away.
	p.answer = func(string, string, []byte) (int, string) { return 503, `{"message":"leader not found"}` }
	for _, do := range []func() error{
		func() error { _, err := w.Put(passages); return err },
		func() error { _, err := w.Records([]int{1}); return err },
		func() error { return w.Delete(1) },
	} {
		begun := time.Now()
		if err := do(); err == nil || !strings.Contains(err.Error(), "leader not found") || !strings.Contains(err.Error(), "same command again") || time.Since(begun) > 15*time.Second {
			t.Errorf("away: %v after %v", err, time.Since(begun))
		}
	}
	for _, text := range warned {
		if strings.Contains(text, secret) {
			t.Errorf("the key is printed: %s", text)
		}
	}
}

// hostOf is HOST:PORT of a server that is played.
func hostOf(s *httptest.Server) string { return strings.TrimPrefix(s.URL, "http://") }

// TestNextNode holds that the next node is asked where one is away, with one warning, and that all being away is said within seconds.
func TestNextNode(t *testing.T) {
	gone := httptest.NewServer(nil)
	away := hostOf(gone)
	gone.Close()
	_, at := play(t)
	var warned []string
	at.Warn = func(text string) { warned = append(warned, text) }
	at.Hosts = []string{away, at.Hosts[0]}
	w, err := MakeWeaviate(at, 1)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := w.Records([]int{1}); err != nil {
			t.Fatal(err)
		}
	}
	if len(warned) != 1 || !strings.HasPrefix(warned[0], away+" does not answer") {
		t.Errorf("warned %q", warned)
	}
	at.Hosts = []string{away}
	begun := time.Now()
	if _, err := OpenWeaviate(at, 1); err == nil || !strings.Contains(err.Error(), "start the cluster") || time.Since(begun) > 10*time.Second {
		t.Errorf("%v after %v", err, time.Since(begun))
	}
}

// TestOneWarning: requests under way when a node goes away fail in different ways, and are told once; the next node that goes away is told again.
func TestOneWarning(t *testing.T) {
	var asked atomic.Int32
	both := make(chan struct{})
	leaving := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n := asked.Add(1)
		if n == 2 {
			close(both)
		}
		<-both
		if n == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		panic(http.ErrAbortHandler) // the connection breaks off
	}))
	defer leaving.Close()
	answering := func() *httptest.Server {
		return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("{}")) }))
	}
	next, last := answering(), answering()
	defer last.Close()
	var mu sync.Mutex
	var warned []string
	n, err := newNodes(&Address{Hosts: []string{hostOf(leaving), hostOf(next), hostOf(last)}, Warn: func(text string) {
		mu.Lock()
		defer mu.Unlock()
		warned = append(warned, text)
	}})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if err := n.read(http.MethodGet, "meta", nil, nil); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if len(warned) != 1 || !strings.HasPrefix(warned[0], hostOf(leaving)) {
		t.Errorf("warned %q, want once of the first", warned)
	}
	next.Close()
	if err := n.read(http.MethodGet, "meta", nil, nil); err != nil {
		t.Error(err)
	}
	if len(warned) != 2 || !strings.HasPrefix(warned[1], hostOf(next)) {
		t.Errorf("warned %q, want of the second as well", warned)
	}
}

// TestGone: who asks many things of a cluster that is gone is told within seconds, not after waiting for each.
func TestGone(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	n, err := newNodes(&Address{Hosts: []string{hostOf(gone)}})
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	for range 60 {
		if err := n.read(http.MethodGet, "meta", nil, nil); err == nil || !strings.Contains(err.Error(), "start the cluster") {
			t.Fatalf("%v", err)
		}
	}
	if took := time.Since(begun); took > 2*readFor {
		t.Errorf("60 questions took %v, one may take %v", took, readFor)
	}
}
