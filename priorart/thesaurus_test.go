package priorart

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestThesaurusReads holds the embedded thesaurus to its syntax and to the rules of care that can be counted.
func TestThesaurusReads(t *testing.T) {
	if errs := faults(thesaurusText); errs != "" {
		t.Fatal(errs)
	}
	begin := time.Now()
	g := sortLines(thesaurusText)
	t.Logf("%d groups, %d kinds, %d opposites in %v", len(g.list.lines), len(g.kinds.lines), len(g.opposites.lines), time.Since(begin))
	const most = 8 // a larger group is a subject, not a thing
	for _, line := range g.list.lines {
		members, _ := readGroup(line)
		if len(members) > most {
			t.Errorf("a group of %d: %s", len(members), line)
		}
		for _, p := range members { // every phrase finds its line
			if !slices.ContainsFunc(g.touching(tokens(p.words)), func(x group) bool { return x[0].words == members[0].words && len(x) == len(members) }) {
				t.Errorf("%q does not find %q", p.words, line)
			}
		}
	}
	for _, line := range g.kinds.lines {
		k, _ := readKind(line)
		if len(g.kindsOf(tokens(k.genus.words))) == 0 {
			t.Errorf("%q does not find %q", k.genus.words, line)
		}
	}
	for _, line := range g.opposites.lines {
		o, _ := readOpposite(line)
		for _, p := range slices.Concat(o.one, o.other) {
			if len(g.oppositesOf(tokens(p.words))) == 0 {
				t.Errorf("%q does not find %q", p.words, line)
			}
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
		if got := faults(c.text); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestOwnThesaurus holds what a user's thesaurus does to a cell: its words count more than the tool's own for the same thing, a species
// shows the genus and not the other way round, an opposite speaks against, and each says by which line.
func TestOwnThesaurus(t *testing.T) {
	own, err := ReadThesaurus("ours.txt", "\uFEFF# ours\r\ngizmo, widget\r\nfastener > toggle\nlid, cover\nglued <> loose\n\nopen, closed\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		element, passage, term, why string
		value                       float64 // -1 where the term is not to be matched
	}{
		{"a gizmo", "It has a widget.", "gizmo", "your thesaurus ours.txt:2: gizmo = widget", fieldWord},
		{"a widget", "It has gizmos.", "widget", "your thesaurus ours.txt:2: widget = gizmo", fieldWord},
		{"a gizmo", "It has a gizmo and a widget.", "gizmo", "", sameWord},
		{"a fastener", "It has a toggle.", "fastener", "your thesaurus ours.txt:3: fastener > toggle", species},
		{"a toggle", "It has a fastener.", "toggle", "", -1},
		{"a lid", "It has a cover.", "lid", "your thesaurus ours.txt:4: lid = cover", fieldWord}, // the tool has this pair too
		{"a gizmo", "It has a doorbell.", "gizmo", "", -1},
	} {
		q := newQuery(c.element, own)
		ref := &Reference{ID: "r", Passages: []Passage{{Loc: "p", Text: c.passage}}}
		h := q.weigh(newText(ref)).quoted
		i := slices.IndexFunc(q.terms, func(x term) bool { return x.shown == c.term })
		switch p := h.place[i]; {
		case p.by == nil:
			if c.value >= 0 {
				t.Errorf("%s in %q: not matched", c.element, c.passage)
			}
		case p.by.value != c.value || p.by.why != c.why:
			t.Errorf("%s in %q: %v %q, want %v %q", c.element, c.passage, p.by.value, p.by.why, c.value, c.why)
		}
	}
	opposed := func(element, passage string) string {
		ref := &Reference{ID: "r", Passages: []Passage{{Loc: "p", Text: passage}}}
		return newQuery(element, own).cell(newText(ref)).Reason
	}
	if got := opposed("a tripod with a glued gizmo", "The tripod has a loose gizmo."); got != "says the opposite: loose (your thesaurus ours.txt:5: glued <> loose)" {
		t.Errorf("the opposite gives %q", got)
	}
	// What the user says is the same contradicts nothing, whatever the tool's own thesaurus has.
	if got := opposed("a gizmo on a closed tripod", "The gizmo stands on the open tripod."); got != "" {
		t.Errorf("what the user calls the same gives %q", got)
	}
	for text, want := range map[string]string{
		"":         `t: no line says anything: write lines such as "lid, cover", "fastener > screw, bolt" or "open <> closed"`,
		"a\xff, b": "t: not UTF-8 text: save it as plain text in UTF-8",
		"\nlid":    `t:2: a group of one: write at least two phrases for the same thing, "a, b"`,
		strings.Repeat("x\n", 12): "t:1: a group of one: write at least two phrases for the same thing, \"a, b\"" +
			strings.Join([]string{"", "2", "3", "4", "5", "6", "7", "8", "9", "10"}, "\nt:") + "\nt: and 2 more",
	} {
		_, err := ReadThesaurus("t", text)
		got := fmt.Sprint(err)
		if strings.HasPrefix(text, "x\n") { // the same line again
			got = strings.ReplaceAll(got, ": the same as line 1: leave it out", "")
		}
		if got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

// TestThesaurusLookup holds by what the three kinds of lines are found.
func TestThesaurusLookup(t *testing.T) {
	g := sortLines("lid, cover\nfastener > screw, bolt\nclosed <> open, ajar\ncheck valve, non-return valve\nuse, apply")
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
		{"using it", 1, 0, 0},
		{"a non-return valve", 1, 0, 0},
	} {
		toks := tokens(c.text)
		if a, b, o := len(g.touching(toks)), len(g.kindsOf(toks)), len(g.oppositesOf(toks)); a != c.groups || b != c.kinds || o != c.opposites {
			t.Errorf("%q: %d groups, %d kinds, %d opposites; want %d, %d, %d", c.text, a, b, o, c.groups, c.kinds, c.opposites)
		}
	}
	if k := g.kindsOf(tokens("fastener"))[0]; k.genus.words != "fastener" || len(k.species) != 2 || strings.Join(k.species[1].stems, " ") != "bolt" {
		t.Errorf("kinds read as %v", k)
	}
	if o := g.oppositesOf(tokens("ajar"))[0]; len(o.one) != 1 || len(o.other) != 2 {
		t.Errorf("opposites read as %v", o)
	}
}

// faults lists the lines of a thesaurus that cannot be read or say nothing new, one a line: "line 2: a group of one".
func faults(text string) string {
	var out []string
	readLines(text, func(line int, err error) { out = append(out, fmt.Sprintf("line %d: %v", line, err)) })
	return strings.Join(out, "\n")
}
