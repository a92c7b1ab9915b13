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

// className is what Weaviate allows for the name of a collection, short enough for the one beside it; see recordsOf.
var className = regexp.MustCompile(`^[A-Z][A-Za-z0-9_]{0,199}$`)

// ParseAddress reads weaviate://HOST:PORT,HOST:PORT/COLLECTION, or weaviates:// for TLS. The error says what is wrong with it; no part of the address
// that may hold a password is in it.
func ParseAddress(text string) (*Address, error) {
	scheme, rest, ok := strings.Cut(text, "://")
	at := &Address{TLS: scheme == "weaviates"}
	if strings.Contains(text, "@") || strings.ContainsAny(text, "?#") {
		return nil, errors.New("the address of the index holds a key, a password or an option: take it out, and set CLAIMCHART_INDEX_KEY, or CLAIMCHART_INDEX_KEY_FILE to a file that holds the key; " + addressForm)
	}
	if !ok || scheme != "weaviate" && scheme != "weaviates" {
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
	if !className.MatchString(at.Collection) {
		return nil, fmt.Errorf("%s: %q is no name of a collection: it begins with a capital letter and has letters, digits and underscores: %s", text, at.Collection, addressForm)
	}
	return at, nil
}

// String is the address as ParseAddress reads it.
func (a *Address) String() string {
	scheme := "weaviate"
	if a.TLS {
		scheme = "weaviates"
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
