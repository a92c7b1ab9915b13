package claims

import (
	"strings"
	"testing"
)

// Claims of which the references cannot be read are said to be so, where the source tells their language.
func TestForeign(t *testing.T) {
	for _, c := range []struct {
		language, second string
		want             bool
	}{
		{"de", "Lampe nach Anspruch 1, die rot ist.", true},
		{"", "Lampe nach Anspruch 1, die rot ist.", false},
		{"en", "A cup comprising a rim.", false},
		{"de", "The lamp of claim 1, which is red.", false}, // the page is German, what it quotes is not
	} {
		set, err := Parse(&Document{Language: c.language, Claims: []CutClaim{{Num: 1, Text: "Lampe mit Sockel."}, {Num: 2, Text: c.second}}})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(strings.Join(set.Notes, " "), "another language than English"); got != c.want {
			t.Errorf("%s, %s: notes %q", c.language, c.second, set.Notes)
		}
	}
}
