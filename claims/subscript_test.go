package claims

import (
	"strings"
	"testing"
)

// TestSubscripts: digits below the line belong to their word and are compared as plain ones; those above it, which may be notes, do not.
func TestSubscripts(t *testing.T) {
	for text, want := range map[string]string{
		"CO₂ and H₂O":    "co2 and h2o",
		"R₁₂ or R12":     "r12 or r12",
		"the valve² is":  "the valve is",
		"₂ alone":        "alone",
		"10⁻³ m² of SiO": "10 m of sio",
	} {
		var got []string
		for _, w := range Words(text) {
			got = append(got, w.Lower)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}

// TestEllipsis: an ellipsis set with spaces ends no sentence before its last point, nor there where a small letter follows.
func TestEllipsis(t *testing.T) {
	for text, want := range map[string]string{
		"Layers C1, C2, . . . and C8 are cast. The next one is not.": "Layers C1, C2, . . . and C8 are cast.|The next one is not.",
		"It ends. The next one begins.":                              "It ends.|The next one begins.",
		"It goes on . . . The next one begins.":                      "It goes on . . .|The next one begins.",
	} {
		var got []string
		for _, s := range Sentences(text) {
			got = append(got, text[s.Start:s.End])
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}
