package library

import (
	"strings"
	"testing"

	"claimchart/priorart"
)

func TestFind(t *testing.T) {
	lib := &priorart.Library{References: []priorart.Reference{
		{ID: "US7178059B2", Label: "D1"}, {ID: "US7178060B1", Label: "D2"}, {ID: "D1x", Label: "Smith"}, {ID: "EP1", Label: "D10"}, {ID: "EP12", Label: "D11"},
	}}
	for name, want := range map[string]string{
		"D1": "US7178059B2", "d2": "US7178060B1", "SMITH": "D1x", "D1x": "D1x", "US7178059": "US7178059B2", "us717806": "US7178060B1", "EP1": "EP1", "EP12": "EP12", "D10": "EP1",
	} {
		r, err := Find(lib, name)
		if err != nil || r.ID != want {
			t.Errorf("%s is %v (%v), want %s", name, r, err, want)
		}
	}
	for name, want := range map[string]string{"US71": "2 references begin with", "D9": "no reference", "": "5 references begin with", "US7178059B2x": "no reference"} {
		if _, err := Find(lib, name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", name, err, want)
		}
	}
}

func TestAt(t *testing.T) {
	for _, c := range []struct {
		loc, asked string
		want       bool
	}{
		{"[0019]", "[0019]", true}, {"[0019]", "0019", true}, {"[0019]", "19", true}, {"[0019]", "1", false}, {"[0019]", "9", false}, {"[0119]", "19", false},
		{"[0019]", "", false}, {"[0000]", "0", false}, {"claim 1", "claim 1", true}, {"claim 1", "Claim 1", true}, {"claim 12", "claim 1", false}, {"claim 12", "claim", true},
		{"claim 1", "1", false}, {"¶3 (Results)", "¶3", true}, {"¶3", "¶3", true}, {"¶31", "¶3", false}, {"abstract", "ABSTRACT", true},
		{"p. 2, l. 3", "p. 2", false}, {"col. 3, ll. 10-15", "col. 3, ll. 10-15", true}, {"", "x", false}, {" ", " ", false},
	} {
		if got := At(c.loc, c.asked); got != c.want {
			t.Errorf("%q at %q: %v", c.loc, c.asked, got)
		}
	}
}
