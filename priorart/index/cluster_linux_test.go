package index

import (
	"testing"

	"claimchart/priorart/internal/cluster"
)

// TestConformanceWeaviate holds a real cluster of three nodes to the rules that TestConformance holds the other indexes to, and to those of Collection.
func TestConformanceWeaviate(t *testing.T) {
	if !cluster.Alone(t) {
		return
	}
	c := cluster.Start(t)
	conformCollection(t, func(name string) *Address {
		at, err := ParseAddress("weaviate://" + c.Hosts() + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		at.Candidates = mostResults // so that every passage is a candidate
		return at
	})
}
