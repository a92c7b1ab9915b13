package claims

import (
	"strings"
	"testing"
)

// FuzzFold holds Fold against the fields of the text, joined.
func FuzzFold(f *testing.F) {
	for _, text := range []string{"", " ", "a", " a", "a  b", "a\n b\t", "a\u00a0b\u2003", "é\u0085\xff x", "\x00 \x1f"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := Fold(text), strings.Join(strings.Fields(text), " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	})
}
