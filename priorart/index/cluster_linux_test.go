package index

import (
	"fmt"
	"strings"
	"testing"

	"claimchart/priorart/internal/cluster"
)

// TestConformanceWeaviate holds a real cluster of three nodes to the rules that TestConformance holds the other indexes to, and to those of Collection:
// with two copies of each shard, and with one as on a server alone, which the server's interface is another for.
func TestConformanceWeaviate(t *testing.T) {
	if !cluster.Alone(t) {
		return
	}
	c := cluster.Start(t)
	for _, copies := range []int{usualCopies, 1} {
		conformCollection(t, func(name string) *Address {
			at, err := ParseAddress(fmt.Sprintf("weaviate://%s/Copies%d%s", c.Hosts(), copies, name))
			if err != nil {
				t.Fatal(err)
			}
			at.Copies, at.Candidates = copies, mostResults // so that every passage is a candidate
			return at
		})
	}
}

// TestKeyWeaviate holds that a real cluster that wants a key is opened with the right one only, and that no key is told.
func TestKeyWeaviate(t *testing.T) {
	if !cluster.Alone(t) {
		return
	}
	const right, wrong = "right-key-7fe1", "wrong-key-93b0"
	c := cluster.Start(t, "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED=false", "AUTHENTICATION_APIKEY_ENABLED=true",
		"AUTHENTICATION_APIKEY_ALLOWED_KEYS="+right, "AUTHENTICATION_APIKEY_USERS=analyst", "AUTHORIZATION_ADMINLIST_ENABLED=true", "AUTHORIZATION_ADMINLIST_USERS=analyst")
	at, err := ParseAddress("weaviate://" + c.Hosts() + "/Art")
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"": "CLAIMCHART_INDEX_KEY", wrong: "CLAIMCHART_INDEX_KEY"} {
		at.Key = key
		if _, err := Create(at, 1); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), wrong) {
			t.Errorf("key %q: %v", key, err)
		}
	}
	at.Key = right
	in, err := Create(at, 1)
	if err != nil {
		t.Fatal(err)
	}
	if refused, err := in.Put([]Passage{{Number: 0, Stems: []string{"valv"}, Text: "A valve."}}); err != nil || refused != nil {
		t.Error(refused, err)
	}
	if n, err := in.Count(); err != nil || n != 1 {
		t.Errorf("%d passages, %v", n, err)
	}
	if err := in.Close(); err != nil {
		t.Error(err)
	}
}
