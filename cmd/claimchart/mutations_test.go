package main

import (
	"slices"
	"testing"

	"claimchart/.ci/mutate/mutations"
)

// TestMutationsFit holds every mutation of `make mutate` against the file that it breaks: its old text stands there once, so that the
// lists cannot rot while the code changes.
func TestMutationsFit(t *testing.T) {
	tried, err := mutations.Tried()
	if err != nil {
		t.Fatal(err)
	}
	candidates, err := mutations.Candidates()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, m := range slices.Concat(tried, candidates) {
		if seen[m.ID] {
			t.Errorf("%s: two mutations have this id", m.ID)
		}
		seen[m.ID] = true
		if _, err := m.Apply("../.."); err != nil {
			t.Error(err)
		}
	}
}
