package source

import "testing"

func TestScript(t *testing.T) {
	for _, c := range []struct{ text, raised, lowered string }{
		{"2", "²", "₂"},
		{"−9", "⁻⁹", "₋₉"},
		{" -1 ", "⁻¹", "₋₁"},
		{"max", "ᵐᵃˣ", "ₘₐₓ"},
		{"N+M", "^(N+M)", "N+M"},
		{"T", "^T", "T"},
		{"®", "®", "®"},
		{"nd", "nd", "nd"},
		{"", "", ""},
	} {
		if got := superscript(c.text); got != c.raised {
			t.Errorf("superscript(%q) = %q, want %q", c.text, got, c.raised)
		}
		if got := subscript(c.text); got != c.lowered {
			t.Errorf("subscript(%q) = %q, want %q", c.text, got, c.lowered)
		}
	}
}
