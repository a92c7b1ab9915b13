package priorart

import (
	"strings"
	"testing"
)

// What these tests hold was written for mutations that nothing else noticed (.ci/mutate): each says the rule and its source.

// TestCountsLess: of two texts the one that says the claim's words better scores higher.
func TestCountsLess(t *testing.T) {
	for _, c := range []struct{ why, element, more, less string }{
		{"a word of the same family is less than the claim's own word (the scale in score.go)",
			"a clutch that transmits a torque to a bit", "A clutch transmits a torque to a bit.", "A clutch serves the transmission of a torque to a bit."},
		{"what a claim denies is not shown by a text that has it (MPEP 2173.05(i): an exclusion is a limitation)",
			"a housing that does not contain a filter", "The housing does not contain a filter.", "The housing does contain a filter."},
		{"a text in which the roles are exchanged keeps little of its score (MPEP 2131: arranged as claimed)",
			"a nozzle that sprays water onto a wafer", "The nozzle sprays water onto the wafer.", "The wafer sprays water onto the nozzle."},
		{"a text that denies the element keeps little of its score (law.md: contradicts is text that excludes)",
			"a drive plate with a spring and balls", "The drive plate has balls and a spring.", "The drive plate has no spring and no balls."},
	} {
		more, less := cellOf(c.element, c.more), cellOf(c.element, c.less)
		if more.Score <= less.Score {
			t.Errorf("%s: %q scores %.2f, %q %.2f", c.why, c.more, more.Score, c.less, less.Score)
		}
	}
}

// TestEvidenceOf: a quotation has its place, goes over all sentences in which the words stand, and says whether it supports the element or excludes it;
// the passage that excludes it stands beside the one that supports it.
func TestEvidenceOf(t *testing.T) {
	const element = "a drum with a brake that stops the drum"
	for _, c := range []struct {
		why      string
		passages []string
		want     string // of each piece its place, stance and the number of sentences
	}{
		{"a place and a stance", []string{"Nothing turns here.", "A drum has a brake that stops the drum."}, "2 supports 1"},
		{"sentences that go on are one quotation", []string{"The drum has a brake. It stops the drum slowly."}, "1 supports 2"},
		{"text that excludes the element speaks against it", []string{"The drum has no brake that stops the drum."}, "1 contradicts 1"},
		{"what excludes stands beside what supports", []string{"A drum has a brake.", "Sand lies around.", "The drum has no brake that stops the drum."}, "1 supports 1, 3 contradicts 1"},
	} {
		var got []string
		for _, e := range cellOf(element, c.passages...).Evidence {
			got = append(got, e.Loc+" "+e.Stance+" "+string(rune('0'+strings.Count(e.Quote, "."))))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %q, want %q", c.why, s, c.want)
		}
	}
}

// TestDescriptionAdds: what the makers of a practice wrote about it proves nothing by itself, and makes an element partly found of which a
// fifth or more is quoted, where both together have half of it (quotedAt, togetherAt).
func TestDescriptionAdds(t *testing.T) {
	const element = "a copper coil, a glass tube, a rubber seal and a steel frame"
	const own = "A copper coil, a glass tube, a rubber seal and a steel frame."
	for _, c := range []struct {
		quoted string
		own    bool
		want   Status
	}{
		{"There is a copper coil.", true, Partly},
		{"There is a copper coil.", false, NotFound},
		{"There is a window.", true, NotFound},
	} {
		ref := &Reference{ID: "D1", Passages: []Passage{{Loc: "1", Text: c.quoted}}}
		if c.own {
			ref.Passages = append(ref.Passages, Passage{Loc: "2", Text: own, Own: true})
		}
		if got := newQuery(element).cell(newText(ref)); got.Status != c.want {
			t.Errorf("%q quoted, described %v: %s (%s), want %s", c.quoted, c.own, got.Status, got.Reason, c.want)
		}
	}
}

// TestSubjectCounts: in a long reference what it says of the whole claim set counts, so that the same quotation scores higher in a text on the
// claims' subject than in one on another (subjectWeight).
func TestSubjectCounts(t *testing.T) {
	set := claimSet("A loom comprising: a warp beam carrying threads; and a shuttle that crosses the threads.")
	quoted := "A shuttle is shown."
	on := strings.Repeat("The loom has a warp beam, and the threads of the warp cross under a shuttle. ", 40)
	off := strings.Repeat("The oven has a steel door, and the trays of the baker rest over a burner. ", 40)
	chart, err := Make(set, library(reference("on", quoted, on), reference("off", quoted, off)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	scores := map[string]float64{}
	for _, row := range chartOf(t, chart, 1, 0).Rows {
		if row.Label == "1[b]" {
			for _, c := range row.Cells {
				scores[c.Reference] = c.Score
			}
		}
	}
	alone := cellOf("a shuttle that crosses the threads", quoted, off).Score
	if scores["off"] >= alone {
		t.Errorf("beside a claim set that the reference does not speak of %.2f, alone %.2f", scores["off"], alone)
	}
	if scores["on"] <= scores["off"] {
		t.Errorf("on the subject %.2f, off it %.2f", scores["on"], scores["off"])
	}
}

// TestMainWord: an element whose main word is missing is at most partly found, with the reason; a main word that says hardly anything beside the
// others ("system") is not asked for (tellingHead).
func TestMainWord(t *testing.T) {
	for _, c := range []struct {
		element, text string
		asked         bool
	}{
		{"a system storing zirconium crystals in argon", "Zirconium crystals are stored in argon.", false},
		{"a part of zirconium crystals that glows in argon", "Zirconium crystals glow in argon.", false},
		{"a body of zirconium crystals that glows in argon", "Zirconium crystals glow in argon.", false},
		{"a zirconium crucible having a lid and a handle", "A lid and a handle are there.", true},
	} {
		got := cellOf(c.element, c.text)
		if asked := strings.Contains(got.Reason, notThere); asked != c.asked || asked && got.Status == Disclosed {
			t.Errorf("%q against %q: %s, %q, want its main word asked for: %v", c.element, c.text, got.Status, got.Reason, c.asked)
		}
	}
}

// TestSaidOfArticle: an article dated after the critical date is no prior art itself, and that is said (law.md, dates; EPC Art. 54(2), 35 USC 102).
func TestSaidOfArticle(t *testing.T) {
	ref := &Reference{ID: "p", Kind: "practice", Passages: []Passage{{Loc: "line 3", Text: "We did so for years.", Lines: []LineAt{{}}}}}
	for _, c := range []struct {
		article string
		check   string
		said    bool
	}{
		{"2007-06-20", notEarlier, true},
		{"2001-06-20", earlier, false},
	} {
		got := judge(ref, claimDates{law: AIA, critical: "2003-05-07", filing: daysOf("2003-05-07"), said: "2003-05-07"}, c.article)
		if said := strings.Contains(got.reason, "no prior art itself"); got.check != c.check || said != c.said {
			t.Errorf("article of %s: %s, %q", c.article, got.check, got.reason)
		}
	}
}

// TestGreedySaid: where more than three references are needed, the combination says that a smaller one may exist (contract: greedy and marked so).
func TestGreedySaid(t *testing.T) {
	refs := []Reference{reference("a", "A pump comprises a ceramic piston."), reference("b", "A rubber membrane."), reference("c", "A brass valve."), reference("d", "A steel spring.")}
	for _, c := range []struct {
		claim  string
		greedy bool
	}{
		{"A pump comprising: a ceramic piston; a rubber membrane; a brass valve; and a steel spring.", true},
		{"A pump comprising: a ceramic piston; a rubber membrane; and a brass valve.", false},
	} {
		chart, err := Make(claimSet(c.claim), library(refs...), Options{})
		if err != nil {
			t.Fatal(err)
		}
		v := chartOf(t, chart, 1, 0).Verdict
		if said := strings.Contains(strings.Join(v.Caveats, "; "), "found greedily"); v.Category != "Y" || said != c.greedy {
			t.Errorf("%s: category %q, caveats %q, combinations %v", c.claim, v.Category, v.Caveats, v.Combinations)
		}
	}
}
