package index

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
)

// Address is where a collection is kept and how it is reached.
type Address struct {
	Engine     string   // the scheme of one of the engines
	Hosts      []string // host:port; the next is asked where one does not answer
	Collection string
	TLS        bool
	Key        string       // the API key; it is sent to the hosts and never told
	CA         []byte       // certificates in PEM form that a host's may be signed by, nil for those of the system
	Warn       func(string) // unless nil, told what somebody should know while the work goes on
	Candidates int          // how many candidates are fetched for a search at least, DefaultCandidates if 0
	Version    string       // of a server that was not tried and is used all the same, "1.36"
	Shards     int          // of a collection that is made, as many as nodes if 0
	Copies     int          // of each shard of a collection that is made, usualCopies if 0
}

const addressForm = "give weaviate://HOST:PORT/COLLECTION, or weaviates:// for TLS; several nodes as HOST:PORT,HOST:PORT"

// engine is a search engine that can keep a Collection. Both functions take the version of the stems that the caller has.
type engine struct {
	open   func(at *Address, stems int) (Collection, error) // for reading; see Open
	create func(at *Address, stems int) (Collection, error) // for writing; see Create
	name   *regexp.Regexp                                   // what a collection may be called
	named  string                                           // the same in words
}

// engines are those that an address can name, by its scheme; with an s behind it the scheme asks for TLS.
var engines = map[string]engine{
	"weaviate": {
		open:   func(at *Address, stems int) (Collection, error) { return opened(OpenWeaviate(at, stems)) },
		create: func(at *Address, stems int) (Collection, error) { return opened(MakeWeaviate(at, stems)) },
		name:   className,
		named:  "it begins with a capital letter and has letters, digits and underscores",
	},
}

// opened keeps a nil of an engine's own type from being a Collection.
func opened[C Collection](in C, err error) (Collection, error) {
	if err != nil {
		return nil, err
	}
	return in, nil
}

// Open opens the collection at an address for reading, for stems of a version. The error wraps ErrNoCollection or ErrOtherCollection, or says why
// the engine cannot be used, and what to do.
func Open(at *Address, stems int) (Collection, error) { return engines[at.Engine].open(at, stems) }

// Create opens the collection at an address for writing, and makes it if it is not there. Its errors are those of Open but for ErrNoCollection.
func Create(at *Address, stems int) (Collection, error) { return engines[at.Engine].create(at, stems) }

// ParseAddress reads weaviate://HOST:PORT,HOST:PORT/COLLECTION, or weaviates:// for TLS. The error says what is wrong with it; no part of the address
// that may hold a password is in it.
func ParseAddress(text string) (*Address, error) {
	scheme, rest, _ := strings.Cut(text, "://")
	at := &Address{Engine: scheme}
	kind, known := engines[scheme]
	if plain, secure := strings.CutSuffix(scheme, "s"); !known && secure {
		at.Engine, at.TLS = plain, true
		kind, known = engines[plain]
	}
	if strings.Contains(text, "@") || strings.ContainsAny(text, "?#") {
		return nil, errors.New("the address of the index holds a key, a password or an option: take it out, and set CLAIMCHART_INDEX_KEY, or CLAIMCHART_INDEX_KEY_FILE to a file that holds the key; " + addressForm)
	}
	if !known {
		return nil, fmt.Errorf("%s: no address of an index: %s", text, addressForm)
	}
	hosts, collection, _ := strings.Cut(rest, "/")
	for _, host := range strings.Split(hosts, ",") {
		name, port, err := net.SplitHostPort(host)
		if n, e := strconv.Atoi(port); err != nil || name == "" || e != nil || n < 1 || n > 65535 {
			return nil, fmt.Errorf("%s: %q is no host with its port: %s", text, host, addressForm)
		}
		at.Hosts = append(at.Hosts, host)
	}
	at.Collection = strings.TrimSuffix(collection, "/")
	if !kind.name.MatchString(at.Collection) {
		return nil, fmt.Errorf("%s: %q is no name of a collection: %s: %s", text, at.Collection, kind.named, addressForm)
	}
	return at, nil
}

// String is the address as ParseAddress reads it.
func (a *Address) String() string {
	scheme := a.Engine
	if a.TLS {
		scheme += "s"
	}
	return scheme + "://" + strings.Join(a.Hosts, ",") + "/" + a.Collection
}

// Exposed tells whether the key would go over a network as anybody can read it.
func (a *Address) Exposed() bool {
	if a.TLS || a.Key == "" {
		return false
	}
	for _, host := range a.Hosts {
		name, _, _ := net.SplitHostPort(host)
		if ip, err := netip.ParseAddr(name); name != "localhost" && (err != nil || !ip.IsLoopback()) {
			return true
		}
	}
	return false
}
