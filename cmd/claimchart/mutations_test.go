package main

import (
	"testing"

	"claimchart/.ci/mutate/mutations"
)

// TestMutationsFit holds every mutation of `make mutate` against the file that it breaks: its old text stands there once, so that the
// list cannot rot while the code changes.
func TestMutationsFit(t *testing.T) {
	list, err := mutations.Read()
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		if _, err := list[i].Apply("../.."); err != nil {
			t.Error(err)
		}
	}
}
