package priorart

import (
	"strings"
	"testing"
	"time"
)

// TestThesaurusReads holds the embedded thesaurus to its syntax and to the rules of care that can be counted.
func TestThesaurusReads(t *testing.T) {
	start := time.Now()
	g, err := readThesaurus(thesaurusText)
	took := time.Since(start)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d groups, %d kinds, %d opposites in %v", len(g.list), len(g.kinds), len(g.opposites), took)
	const most = 8 // a larger group is a subject, not a thing
	for _, group := range g.list {
		if len(group) > most {
			t.Errorf("a group of %d: %s", len(group), group[0].words)
		}
	}
}

// TestThesaurusErrors holds what a thesaurus may not say.
func TestThesaurusErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"lid, cover", ""},
		{"# a comment > of any = kind\n\n  lid, cover  ", ""},
		{"1,2-propanediol, propylene glycol", ""},
		{"fastener > screw, bolt", ""},
		{"hot, heated <> cold", ""},
		{"lid, cover\nbore", "line 2: a group of one"},
		{"lid, lids", `line 1: "lids" is compared as "lid" is`},
		{"lid, , cover", "line 1: an empty phrase"},
		{"lid, cover,", `line 1: no space after the comma in "cover,"`},
		{"lid,cover", `line 1: no space after the comma in "lid,cover"`},
		{"lid = cover", `line 1: unknown sign "="`},
		{"lid >> cover", `line 1: unknown sign ">>"`},
		{"lid > cover > cap", `line 1: a second sign ">"`},
		{"lid > ", "line 1: an empty phrase"},
		{"<> cold", "line 1: an empty phrase"},
		{"lid, cover > cap", "line 1: kinds of more than one thing"},
		{"lid > lids", `line 1: "lids" is compared as "lid" is`},
		{"hot <> cold, hot", `line 1: "hot" is compared as "hot" is`},
		{"lid, cover\nhot <> cold\nlid, cover", "line 3: the same as line 1"},
		{"bore\nlid = cover", "line 1: a group of one\nline 2: unknown sign \"=\""},
	} {
		got := ""
		if _, err := readThesaurus(c.text); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestThesaurusLookup holds by what the three kinds of lines are found.
func TestThesaurusLookup(t *testing.T) {
	g, err := readThesaurus("lid, cover\nfastener > screw, bolt\nclosed <> open, ajar\ncheck valve, non-return valve")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text                     string
		groups, kinds, opposites int
	}{
		{"two lids and a cover", 1, 0, 0},
		{"fasteners", 0, 1, 0},
		{"a screw", 0, 0, 0}, // a species asked for is not shown by the genus
		{"an open door", 0, 0, 1},
		{"a closed lid left ajar", 1, 0, 1},
		{"a valve", 0, 0, 0},
		{"a non-return valve", 1, 0, 0},
	} {
		toks := tokens(c.text)
		if a, b, o := len(g.touching(toks)), len(g.kindsOf(toks)), len(g.oppositesOf(toks)); a != c.groups || b != c.kinds || o != c.opposites {
			t.Errorf("%q: %d groups, %d kinds, %d opposites; want %d, %d, %d", c.text, a, b, o, c.groups, c.kinds, c.opposites)
		}
	}
	if k := g.kinds[0]; k.genus.words != "fastener" || len(k.species) != 2 || strings.Join(k.species[1].stems, " ") != "bolt" {
		t.Errorf("kinds read as %v", k)
	}
	if o := g.opposites[0]; len(o.one) != 1 || len(o.other) != 2 {
		t.Errorf("opposites read as %v", o)
	}
}
