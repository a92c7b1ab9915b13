package index

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// How long a cluster is waited for. Reading fails soon, since somebody waits for the answer; a load, which runs for hours, waits for a node
// that is started again.
const (
	dialFor     = 3 * time.Second
	answerFor   = time.Minute
	readFor     = 4 * time.Second
	writeFor    = 2 * time.Minute
	firstWait   = 250 * time.Millisecond
	longestWait = 8 * time.Second
	goneFor     = 10 * time.Second // how long a cluster that did not answer is not asked again: a chart asks for sixty limitations
	slowAfter   = 10 * time.Second // what takes longer is said, since a server waits for other nodes itself
)

// maxAnswer bounds what is read of an answer: the largest are ten thousand passages.
const maxAnswer = 1 << 30

// nodes asks the nodes of a cluster: the one that answered last, and where it does not answer, the next.
type nodes struct {
	scheme string
	hosts  []string
	key    string
	warn   func(string)
	client *http.Client
	write  time.Duration // how long writing is tried again

	mu    sync.Mutex
	first int             // of hosts
	lost  error           // no node answered
	since time.Time       // when that was
	said  map[string]bool // what was warned of
}

func newNodes(at *Address) (*nodes, error) {
	n := &nodes{scheme: "http", hosts: at.Hosts, key: at.Key, warn: at.Warn, write: writeFor, said: map[string]bool{}}
	dialer := &net.Dialer{Timeout: dialFor}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: dialer.DialContext, TLSHandshakeTimeout: dialFor,
		ResponseHeaderTimeout: answerFor, MaxIdleConnsPerHost: 16, IdleConnTimeout: time.Minute,
	}
	if at.TLS {
		n.scheme = "https"
		if at.CA != nil {
			pool := x509.NewCertPool()
			if !pool.AppendCertsFromPEM(at.CA) {
				return nil, errors.New("the file of CLAIMCHART_INDEX_CA holds no certificate: give one in PEM form")
			}
			transport.TLSClientConfig = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
		}
	}
	n.client = &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return n, nil
}

// once warns the first time that something happens. What happened to a node is told in many ways, since requests that are under way when it goes
// away do not all fail alike: of says what it is that is told once.
func (n *nodes) once(of, format string, args ...any) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.warn != nil && !n.said[of] {
		n.said[of] = true
		n.warn(fmt.Sprintf(format, args...))
	}
}

// statusError is an answer other than 2xx.
type statusError struct {
	host   string
	status int
	what   string // as the server says it; empty where it says nothing
}

func (e *statusError) Error() string {
	switch e.status {
	case http.StatusUnauthorized:
		return e.host + ": the API key was refused or is missing: set CLAIMCHART_INDEX_KEY, or CLAIMCHART_INDEX_KEY_FILE to a file that holds it"
	case http.StatusForbidden:
		return e.host + ": the API key does not allow this: " + cmp.Or(e.what, "no reason was given") + ": ask whoever runs the cluster for one that does"
	}
	return fmt.Sprintf("%s: status %d: %s", e.host, e.status, cmp.Or(e.what, http.StatusText(e.status)))
}

// passing tells whether the same may be asked again.
func (e *statusError) passing() bool {
	return e.status >= 500 || e.status == http.StatusTooManyRequests || e.status == http.StatusRequestTimeout
}

// read asks for something, of any node, for a few seconds.
func (n *nodes) read(method, path string, body any, take func([]byte) error) error {
	return n.ask(method, path, body, take, readFor)
}

// change asks for something to be written, which is waited for: what is asked for must do no harm if it is done twice.
func (n *nodes) change(method, path string, body any, take func([]byte) error) error {
	return n.ask(method, path, body, take, n.write)
}

// into takes an answer's JSON.
func into(v any) func([]byte) error {
	return func(data []byte) error {
		if json.Unmarshal(data, v) != nil {
			return &wrongAddressError{"what answers there is no Weaviate: mend the address"}
		}
		return nil
	}
}

// ask asks one node after the other until one answers and take, unless nil, returns no error. An error of take is a reason to ask again.
func (n *nodes) ask(method, path string, body any, take func([]byte) error, patience time.Duration) error {
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			return err
		}
	}
	if err := n.away(patience); err != nil {
		return err
	}
	until, wait := time.Now().Add(patience), firstWait
	for {
		n.mu.Lock()
		first := n.first
		n.mu.Unlock()
		var failed error
		for i := range n.hosts {
			k := (first + i) % len(n.hosts)
			host := n.hosts[k]
			err := n.askOne(host, method, path, text, take)
			if err == nil {
				if failed != nil {
					n.once("instead of "+n.hosts[first], "%v: %s is asked instead", failed, host)
				}
				n.mu.Lock()
				n.first, n.lost = k, nil
				n.mu.Unlock()
				return nil
			}
			var status *statusError
			if errors.As(err, &status) && !status.passing() || hopeless(err) {
				return err
			}
			if failed == nil || errors.As(err, &status) {
				failed = err
			}
		}
		if time.Now().Add(wait).After(until) {
			return n.gone(failed)
		}
		if patience > readFor {
			n.once("again "+n.hosts[first], "%v: tried again for up to %v", failed, patience)
		}
		time.Sleep(wait)
		wait = min(2*wait, longestWait)
	}
}

// away is the error of a cluster none of whose nodes answered just now, for those who read; nil where it is to be asked.
func (n *nodes) away(patience time.Duration) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if patience > readFor || n.lost == nil || time.Since(n.since) > goneFor {
		return nil
	}
	return n.lost
}

// gone is the error for a cluster that did not do what was asked for in time.
func (n *nodes) gone(err error) error {
	var status *statusError
	if errors.As(err, &status) {
		return fmt.Errorf("%w: see that all nodes of the cluster are up, and run the same command again", err)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.since = time.Now()
	if len(n.hosts) > 1 {
		n.lost = fmt.Errorf("%w: none of the %d nodes answers: start the cluster, or mend the address, and run the same command again", err, len(n.hosts))
		return n.lost
	}
	n.lost = fmt.Errorf("%w: start the cluster, or mend the address, and run the same command again; more than one node may be named, HOST:PORT,HOST:PORT", err)
	return n.lost
}

// hopeless tells whether an error of the connection will be the same at the next try.
func hopeless(err error) bool {
	var wrong *wrongAddressError
	return errors.As(err, &wrong)
}

// wrongAddressError is a connection that is not what the address says.
type wrongAddressError struct{ what string }

func (e *wrongAddressError) Error() string { return e.what }

// askOne asks one node once.
func (n *nodes) askOne(host, method, path string, text []byte, take func([]byte) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*answerFor)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, n.scheme+"://"+host+"/v1/"+path, bytes.NewReader(text))
	if err != nil {
		return &wrongAddressError{fmt.Sprintf("%s: no address: give HOST:PORT", host)}
	}
	request.Header.Set("Content-Type", "application/json")
	if n.key != "" {
		request.Header.Set("Authorization", "Bearer "+n.key)
	}
	slow := time.AfterFunc(slowAfter, func() {
		n.once("slow "+host, "%s takes more than %v to answer: a node of the cluster may be away, and is waited for", host, slowAfter)
	})
	defer slow.Stop()
	answer, err := n.client.Do(request)
	if err != nil {
		return n.connection(host, err)
	}
	defer func() { _ = answer.Body.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	if err != nil {
		return n.connection(host, err)
	}
	if answer.StatusCode/100 != 2 {
		e := &statusError{host: host, status: answer.StatusCode, what: reasonIn(data)}
		if strings.Contains(e.what, "HTTP request to an HTTPS server") {
			return &wrongAddressError{host + ": the server wants TLS: write weaviates:// instead of weaviate://"}
		}
		if answer.StatusCode/100 == 3 {
			return &wrongAddressError{host + ": another server answers, which sends on to somewhere else: mend the address"}
		}
		return e
	}
	if take == nil {
		return nil
	}
	var wrong *wrongAddressError
	if err := take(data); errors.As(err, &wrong) {
		return &wrongAddressError{host + ": " + wrong.what}
	} else if err != nil {
		return &statusError{host: host, status: http.StatusServiceUnavailable, what: err.Error()}
	}
	return nil
}

// connection says in a few words what is wrong with a connection.
func (n *nodes) connection(host string, err error) error {
	var (
		unknown x509.UnknownAuthorityError
		name    x509.HostnameError
		invalid x509.CertificateInvalidError
		dns     *net.DNSError
		op      *net.OpError
	)
	switch text := err.Error(); {
	case errors.As(err, &unknown):
		return &wrongAddressError{host + ": its certificate is signed by nobody known here: set CLAIMCHART_INDEX_CA to the file with the certificate of whoever signed it"}
	case errors.As(err, &name), errors.As(err, &invalid):
		return &wrongAddressError{host + ": its certificate is not for this name, or not valid now: ask whoever runs the cluster"}
	case strings.Contains(text, "server gave HTTP response to HTTPS client"):
		return &wrongAddressError{host + ": the server speaks no TLS: write weaviate:// instead of weaviates://"}
	case errors.As(err, &dns):
		return fmt.Errorf("%s does not answer (no such host)", host)
	case errors.Is(err, context.DeadlineExceeded), isTimeout(err):
		return fmt.Errorf("%s does not answer (in time)", host)
	case errors.As(err, &op):
		return fmt.Errorf("%s does not answer (%w)", host, op.Err)
	}
	return fmt.Errorf("%s does not answer (the connection broke off)", host)
}

func isTimeout(err error) bool {
	var t net.Error
	return errors.As(err, &t) && t.Timeout()
}

// reasonIn is what the server says of an error, in a line.
func reasonIn(data []byte) string {
	var said struct {
		Error   []struct{ Message string }
		Message string
	}
	text := string(data)
	if json.Unmarshal(data, &said) == nil {
		switch {
		case len(said.Error) > 0:
			text = said.Error[0].Message
		case said.Message != "":
			text = said.Message
		}
	}
	return line(text)
}

// line is a server's text on one line of bounded length.
func line(text string) string {
	const most = 300
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "?")), " ")
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + " ..."
	}
	return text
}
