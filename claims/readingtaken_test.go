package claims

import "testing"

// TestReadingTaken: of the readings of a told claim the one is taken that is not circular, then the one that leaves every "the" with an
// antecedent (35 USC 112(b)), then the first.
func TestReadingTaken(t *testing.T) {
	for _, c := range []struct {
		what          string
		first, second candidate
		taken         bool // the second is taken
	}{
		{"alike", candidate{}, candidate{}, false},
		{"the first is circular", candidate{circular: true}, candidate{}, true},
		{"the second is circular", candidate{}, candidate{circular: true}, false},
		{"the first is circular, the second loses an antecedent", candidate{circular: true}, candidate{lost: 1}, true},
		{"the second is circular, the first loses an antecedent", candidate{lost: 1}, candidate{circular: true}, false},
		{"the first loses an antecedent", candidate{lost: 1}, candidate{}, true},
		{"the second loses an antecedent", candidate{}, candidate{lost: 1}, false},
		{"both are circular, and the first loses more", candidate{circular: true, lost: 2}, candidate{circular: true, lost: 1}, true},
	} {
		if got := worse(c.first, c.second); got != c.taken {
			t.Errorf("%s: the second taken %v, want %v", c.what, got, c.taken)
		}
	}
}
