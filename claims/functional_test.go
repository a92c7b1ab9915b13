package claims

import "testing"

// TestFunctional: an element is marked where it is told by its function: "means" (35 USC 112(f), MPEP 2181 I) or a word that stands for no
// structure (MPEP 2181 I.A); never in the preamble, and not where a structure has the function.
func TestFunctional(t *testing.T) {
	c := Read(1, "A lamp having means for standing, comprising: means for dimming a bulb; a step of cooling; means held by a clip for turning; "+
		"a module configured to dim the bulb; a unit for warming a hand; a resistor that dims the bulb; a bulb.")
	want := []string{"", "means", "means", "means", "nonce", "nonce", "", ""}
	if len(c.Elements) != len(want) {
		t.Fatalf("%d elements, want %d", len(c.Elements), len(want))
	}
	for i, e := range c.Elements {
		if e.Functional != want[i] {
			t.Errorf("%s %q: %q, want %q", e.Label, e.Text, e.Functional, want[i])
		}
	}
}
