// Package cluster starts and stops the nodes of a Weaviate cluster for tests, on the loopback of a network of their own: the server's
// ports for other nodes listen on every interface.
package cluster

import (
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// Binary is the environment variable that names the server, weaviate-server 1.35; without it the PATH is looked in.
const Binary = "CLAIMCHART_WEAVIATE"

// alone marks a test that runs in a network of its own.
const alone = "CLAIMCHART_CLUSTER_ALONE"

// Alone runs the rest of a test in a process of its own with a network of its own, and returns false in the process that started it, where
// the test is done. Without the server, or the right to make a network, the test is skipped.
func Alone(t *testing.T) bool {
	t.Helper()
	if _, err := binary(); err != nil {
		t.Skipf("no Weaviate server: set %s to the file of weaviate-server 1.35 (go install github.com/weaviate/weaviate/cmd/weaviate-server@v1.35.2)", Binary)
	}
	if os.Getenv(alone) != "" {
		if err := loopback(); err != nil {
			t.Fatal(err)
		}
		return true
	}
	args := []string{"-test.run=^" + t.Name() + "$", "-test.v", "-test.timeout=60m"}
	flag.Visit(func(f *flag.Flag) { // those of the package's own
		if !strings.HasPrefix(f.Name, "test.") {
			args = append(args, "-"+f.Name+"="+f.Value.String())
		}
	})
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), alone+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET, Pdeathsig: syscall.SIGKILL}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	out, err := cmd.CombinedOutput()
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSYS) {
		t.Skipf("no right to make a network for the test: %v", err)
	}
	t.Logf("in a network of its own:\n%s", out)
	if err != nil {
		t.Fatal(err)
	}
	return false
}

// loopback brings the network's own interface up.
func loopback() error {
	s, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer func() { _ = syscall.Close(s) }() // nothing was written
	request := struct {
		name  [syscall.IFNAMSIZ]byte
		flags uint16
		_     [22]byte
	}{flags: syscall.IFF_UP | syscall.IFF_RUNNING}
	copy(request.name[:], "lo")
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(s), syscall.SIOCSIFFLAGS, uintptr(unsafe.Pointer(&request))); errno != 0 {
		return errno
	}
	return nil
}

func binary() (string, error) {
	if name := os.Getenv(Binary); name != "" {
		return name, nil
	}
	return exec.LookPath("weaviate-server")
}

// Cluster is a cluster of three nodes.
type Cluster struct {
	t     testing.TB
	dir   string
	nodes [Nodes]*exec.Cmd
	env   []string
}

// Nodes is how many there are.
const Nodes = 3

// Start starts the nodes, with variables of the environment as the test wants them, and waits until they are ready. They end with the test.
func Start(t testing.TB, env ...string) *Cluster {
	t.Helper()
	c := &Cluster{t: t, dir: t.TempDir(), env: env}
	t.Cleanup(func() {
		for n := range c.nodes {
			c.Kill(n)
		}
	})
	for n := range c.nodes {
		c.Run(n)
		if n == 0 {
			c.listens("127.0.0.1:7100") // a node that finds nobody to join stays alone
		}
	}
	for n := range c.nodes {
		c.Wait(n)
	}
	return c
}

// Host is the address of a node.
func (c *Cluster) Host(n int) string { return fmt.Sprintf("127.0.0.1:%d", 8080+n) }

// Hosts are the addresses of all nodes, with commas between them.
func (c *Cluster) Hosts() string {
	var list []string
	for n := range c.nodes {
		list = append(list, c.Host(n))
	}
	return strings.Join(list, ",")
}

// Run starts a node, for the first time or again.
func (c *Cluster) Run(n int) {
	c.t.Helper()
	name, err := binary()
	if err != nil {
		c.t.Fatal(err)
	}
	join := ""
	_, again := os.Stat(c.Data(n))
	if n > 0 {
		join = "127.0.0.1:7100"
	} else if again == nil {
		join = "127.0.0.1:7102"
	}
	cmd := exec.Command(name, "--host", "127.0.0.1", "--port", fmt.Sprint(8080+n), "--scheme", "http")
	cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + c.dir, fmt.Sprint("CLUSTER_HOSTNAME=node", n), "CLUSTER_JOIN=" + join,
		fmt.Sprint("CLUSTER_GOSSIP_BIND_PORT=", 7100+2*n), fmt.Sprint("CLUSTER_DATA_BIND_PORT=", 7101+2*n), fmt.Sprint("CLUSTER_ADVERTISE_ADDR=127.0.0.", n+1),
		"RAFT_PORT=8300", "RAFT_INTERNAL_RPC_PORT=8301", "RAFT_JOIN=node0:8300,node1:8300,node2:8300", "RAFT_BOOTSTRAP_EXPECT=3",
		fmt.Sprint("GRPC_PORT=", 50051+n), "PERSISTENCE_DATA_PATH=" + c.Data(n),
		"AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED=true", "DEFAULT_VECTORIZER_MODULE=none", "USE_INVERTED_SEARCHABLE=false",
		"ENABLE_API_BASED_MODULES=false", "GOMEMLIMIT=1500MiB", "DISABLE_TELEMETRY=true", "GO_PROFILING_DISABLE=true",
	}, c.env...)
	log, err := os.OpenFile(filepath.Join(c.dir, fmt.Sprint("log", n)), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		c.t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	c.nodes[n] = cmd
}

// listens waits until somebody listens at an address.
func (c *Cluster) listens(address string) {
	c.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if conn, err := net.Dial("tcp", address); err == nil {
			_ = conn.Close() // nothing was said
			return
		}
	}
	c.t.Fatalf("nobody listens at %s after %v", address, patience)
}

// patience is how long a node may take to start on a machine that is busy.
const patience = 3 * time.Minute

// Wait waits until a node is ready.
func (c *Cluster) Wait(n int) {
	c.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		answer, err := http.Get("http://" + c.Host(n) + "/v1/.well-known/ready")
		if err != nil {
			continue
		}
		_ = answer.Body.Close() // there is nothing in it
		if answer.StatusCode == http.StatusOK {
			return
		}
	}
	log, _ := os.ReadFile(filepath.Join(c.dir, fmt.Sprint("log", n)))
	c.t.Fatalf("node %d is not ready after %v:\n%s", n, patience, log[max(0, len(log)-3000):])
}

// Kill ends a node at once (SIGKILL), if it runs.
func (c *Cluster) Kill(n int) {
	if cmd := c.nodes[n]; cmd != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
		c.nodes[n] = nil
	}
}

// Bytes is the memory that a node holds, in bytes.
func (c *Cluster) Bytes(n int) int {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.nodes[n].Process.Pid))
	if err != nil {
		return 0
	}
	kb := 0
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			_, _ = fmt.Sscan(rest, &kb) // 0 where there is none
		}
	}
	return kb << 10
}

// Data is the folder in which a node keeps what it holds.
func (c *Cluster) Data(n int) string { return filepath.Join(c.dir, fmt.Sprint("data", n)) }
