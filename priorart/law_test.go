package priorart

import (
	"slices"
	"strings"
	"testing"

	"claimchart/claims"
)

// TestClaimDates: what a user gives comes before what the document states, and what is assumed is said.
func TestClaimDates(t *testing.T) {
	for _, c := range []struct {
		name             string
		country          string
		own              claims.Dates
		opt              Options
		claim            int
		law              Law
		critical, filing string   // filing as told: a day, or "not stated"
		said             []string // parts of the assumptions, one each; none if nil
	}{
		{"nothing known", "", claims.Dates{}, Options{}, 1, PreAIA, "", "", nil},
		{"given for all", "", claims.Dates{}, Options{Priority: one("2003-05-07")}, 2, PreAIA, "2003-05-07", "not stated", []string{"not known"}},
		{"given by claim, the others undated", "", claims.Dates{}, Options{Priority: byClaim(1, "2003-05-07")}, 2, PreAIA, "", "", []string{"dates are not checked for it", "as if no undated claim", "not known"}},
		{"given by claim, the others the document's", "", claims.Dates{Priority: "2004-01-02"}, Options{Priority: byClaim(1, "2003-05-07")}, 2, PreAIA, "2004-01-02", "not stated",
			[]string{"for claim 2: the one that the document states, 2004-01-02", "2003-05-07 and a year after", "2004-01-02 and a year after"}},
		{"the document's priority and filing, within a year", "US", claims.Dates{Priority: "2003-05-07", Filing: "2004-05-07"}, Options{}, 1, PreAIA, "2003-05-07", "2004-05-07",
			[]string{"2003-05-07, is taken", "is taken to be 2004-05-07"}},
		// A right of priority lasts a year: the document continues an earlier US application, whose date is not known.
		{"a continuation", "US", claims.Dates{Priority: "2001-06-06", Filing: "2004-11-18"}, Options{}, 1, PreAIA, "2001-06-06", "not stated", []string{"2001-06-06, is taken", "not known"}},
		{"a continuation, told", "US", claims.Dates{Priority: "2001-06-06", Filing: "2004-11-18"}, Options{Filing: one("2001-06-06")}, 1, PreAIA, "2001-06-06", "2001-06-06", []string{"2001-06-06, is taken"}},
		{"no priority", "US", claims.Dates{Filing: "2004-11-18"}, Options{}, 1, PreAIA, "2004-11-18", "2004-11-18", []string{"filing date, 2004-11-18, is taken"}},
		{"only a filing date given", "", claims.Dates{}, Options{Filing: one("2004-11-18")}, 1, PreAIA, "2004-11-18", "2004-11-18", nil},
		{"a Japanese filing is none in the US", "JP", claims.Dates{Priority: "2003-05-07", Filing: "2003-09-01"}, Options{}, 1, PreAIA, "2003-05-07", "not stated", []string{"2003-05-07, is taken", "not known"}},
		{"an international one is", "WO", claims.Dates{Priority: "2003-05-07", Filing: "2004-05-06"}, Options{}, 1, PreAIA, "2003-05-07", "2004-05-06", []string{"2003-05-07, is taken", "2004-05-06"}},
		{"a European document under US law", "EP", claims.Dates{Priority: "2003-05-07", Filing: "2004-05-06"}, Options{}, 1, PreAIA, "2003-05-07", "not stated", []string{"2003-05-07", "of the office EP", "not known"}},
		{"under its own", "EP", claims.Dates{Priority: "2003-05-07", Filing: "2004-05-06"}, Options{Law: EP}, 1, EP, "2003-05-07", "2004-05-06", []string{"2003-05-07, is taken"}},
		{"a priority after the filing stated", "US", claims.Dates{Filing: "2002-01-01"}, Options{Priority: one("2003-05-07")}, 1, PreAIA, "2003-05-07", "not stated", []string{"is not used", "not known"}},
		{"dates that are none", "US", claims.Dates{Priority: "2003-13-07", Filing: "soon"}, Options{}, 1, PreAIA, "", "", []string{`priority date that the document states, "2003-13-07", is none`, `filing date that the document states, "soon", is none`}},
		{"a priority date that is none beside a filing date", "US", claims.Dates{Priority: "2003-02-29", Filing: "2004-11-18"}, Options{}, 1, PreAIA, "2004-11-18", "2004-11-18", []string{`"2003-02-29", is none`, "filing date, 2004-11-18, is taken"}},
		// AIA section 3(n)(1): "a claim", any one, makes the application an AIA one.
		{"one claim of 2014", "", claims.Dates{}, Options{Priority: PriorityDates{Claims: map[int]string{1: "2012-01-01", 2: "2014-01-01"}}}, 1, AIA, "2012-01-01", "not stated", nil},
		{"one claim of 2014 before an older one", "", claims.Dates{}, Options{Priority: PriorityDates{Claims: map[int]string{1: "2014-01-01", 2: "2012-01-01"}}}, 2, AIA, "2012-01-01", "not stated", nil},
		{"2013", "", claims.Dates{}, Options{Priority: one("2013")}, 1, US, "2013", "not stated", []string{"not known"}},
		{"2013 beside 2014", "", claims.Dates{}, Options{Priority: PriorityDates{Claims: map[int]string{1: "2013", 2: "2014"}}}, 1, AIA, "2013", "not stated", nil},
		{"a claim that is not there", "", claims.Dates{}, Options{Priority: PriorityDates{All: "2014-01-01", Claims: map[int]string{7: "2014-02-01", 9: "2014-01-01", 8: "2014-03-01"}}}, 1, AIA, "2014-01-01", "not stated", []string{"for claims 7-9, which the set does not have"}},
		{"forced", "", claims.Dates{}, Options{Law: PreAIA, Priority: one("2014-01-01"), Filing: one("2014-01-01")}, 1, PreAIA, "2014-01-01", "2014-01-01", nil},
	} {
		set := claimSet("A pump comprising: a piston.", "A lamp comprising: a bulb.")
		set.Country, set.Dates = c.country, c.own
		got, assumed, err := datesOf(set, c.opt)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d := got[c.claim]; d.law != c.law || d.critical != c.critical || d.said != c.filing {
			t.Errorf("%s: %s, %q, %q; want %s, %q, %q", c.name, d.law, d.critical, d.said, c.law, c.critical, c.filing)
		}
		var texts []string
		for _, a := range assumed {
			texts = append(texts, a.Text)
		}
		for _, want := range c.said {
			if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, want) }) {
				t.Errorf("%s: nothing says %q: %q", c.name, want, texts)
			}
		}
		if len(texts) != len(c.said) {
			t.Errorf("%s: %d assumptions, want %d: %q", c.name, len(texts), len(c.said), texts)
		}
	}
	set := claimSet("A pump comprising: a piston.")
	if _, _, err := datesOf(set, Options{Priority: one("2003-05-07"), Filing: one("2002-05-07")}); err == nil {
		t.Error("a filing date before the priority date is taken")
	}
	set.Article, set.Dates = true, claims.Dates{Priority: "2003-05-07"}
	if got, _, _ := datesOf(set, Options{}); got[1].critical != "" {
		t.Error("an article's dates are taken for the patent's")
	}
}

func one(date string) PriorityDates { return PriorityDates{All: date} }

func byClaim(n int, date string) PriorityDates { return PriorityDates{Claims: map[int]string{n: date}} }

// TestForeignPriority: the bar of pre-AIA 102(b) runs from the US filing, wherever the foreign priority lies.
func TestForeignPriority(t *testing.T) {
	for _, priority := range []string{"2003-05-07", "2003-09-01", "2004-04-30"} {
		for date, want := range map[string]string{"2003-04-29": "102(b)", "2003-04-30": "102(a)"} {
			if got := timed(t, paper(date), US, priority, "2004-04-30"); got.as != want {
				t.Errorf("%s, priority %s, US filing 2004-04-30: %q, want %q", date, priority, got.as, want)
			}
		}
	}
}

func TestParseLaw(t *testing.T) {
	for _, l := range Laws {
		if got, err := ParseLaw(string(l)); err != nil || got != l {
			t.Errorf("%s: %s, %v", l, got, err)
		}
	}
	if got, err := ParseLaw(""); err != nil || got != US {
		t.Errorf("none: %s, %v", got, err)
	}
	if _, err := ParseLaw("uk"); err == nil {
		t.Error("uk is taken")
	}
}
