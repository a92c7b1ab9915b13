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

// TestLeftOut: words that stand once in the base can be left out; of words that stand there several times nobody can tell which are meant, and
// the claim is only described.
func TestLeftOut(t *testing.T) {
	for _, c := range []struct{ base, out, want string }{
		{"A lamp comprising a red bulb and a red base.", "and a red base", "A lamp comprising a red bulb."},
		{"A lamp comprising a red bulb and a red base.", "red", ""},
		{"A lamp comprising a red bulb and a red base.", "brass", ""},
	} {
		got := ""
		for _, x := range deleted(&Claim{Num: 1, Text: c.base}, &instruction{edit: Delete, old: phrase{text: c.out}}) {
			got += x.text
		}
		if got != c.want {
			t.Errorf("%q without %q: %q, want %q", c.base, c.out, got, c.want)
		}
	}
}
