package priorart

import (
	"strings"
	"testing"
)

func TestCompareDates(t *testing.T) {
	for _, c := range []struct{ date, critical, want string }{
		{"2002", "2003-05-07", earlier},
		{"2003", "2003-05-07", unknown}, // straddles
		{"2003-05", "2003-05-07", unknown},
		{"2003-04", "2003-05-07", earlier},
		{"2003-05-06", "2003-05-07", earlier},
		{"2003-05-07", "2003-05-07", notEarlier},
		{"2004", "2003-05-07", notEarlier},
		{"", "2003-05-07", unknown},
		{"2003-02", "2003-03-01", earlier}, // the last of February
		{"2003", "2003", unknown},
		{"2002-12-31", "2003", earlier},
	} {
		if got := compareDates(c.date, c.critical); got != c.want {
			t.Errorf("%q against %q: %s, want %s", c.date, c.critical, got, c.want)
		}
	}
}

func TestParsePriorityDates(t *testing.T) {
	p, err := ParsePriorityDates("1-3=2003-05-07,5=2004-01-10,2005")
	if err != nil || p.For(2) != "2003-05-07" || p.For(5) != "2004-01-10" || p.For(4) != "2005" {
		t.Errorf("%+v, %v", p, err)
	}
	if p, err = ParsePriorityDates(" 1 - 3 = 2003-05-07 , 5 = 2004 "); err != nil || p.For(3) != "2003-05-07" || p.For(5) != "2004" {
		t.Errorf("with spaces: %+v, %v", p, err)
	}
	for _, bad := range []string{"2003-13-01", "yesterday", "2003-02-30", "1=2003,1=2004", "2003,2004", "x=2003", "5-1=2003", "03/04/2021", "0000", "1-3=", "=2003"} {
		if _, err := ParsePriorityDates(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// TestPracticeDates: only a documented date before the critical one counts; the article of 2007 does not, an assertion is
// unknown, and each answer says why.
func TestPracticeDates(t *testing.T) {
	set, known := egenera(t)
	lib := FromArticle(set, known)
	p, err := ParsePriorityDates("2003-05-07")
	if err != nil {
		t.Fatal(err)
	}
	chart, err := Make(set, lib, Options{Priority: p})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range chart.Charts[0].References {
		if s.Reason == "" {
			t.Errorf("%s: no reason", s.Reference)
		}
		if s.Eligible != (s.DateCheck == earlier) {
			t.Errorf("%s: eligible %v, but %s", s.Reference, s.Eligible, s.DateCheck)
		}
		if s.Eligible && !strings.Contains(s.Reason, "quote that document itself") {
			t.Errorf("%s: counts as earlier without saying that the words quoted are the article's: %s", s.Reference, s.Reason)
		}
		want, ok := map[string]string{
			"failover-cluster": earlier,    // documented from 1998
			"esx-datacenter":   unknown,    // documented from 2006, use from 2001 asserted
			"vmware-ha":        notEarlier, // documented from 2008, on sale from 2006
			"computing-grid":   earlier,
		}[s.Reference]
		if ok && s.DateCheck != want {
			t.Errorf("%s: %s (%s), want %s", s.Reference, s.DateCheck, s.Reason, want)
		}
	}
	unchecked, err := Make(set, lib, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range unchecked.Charts[0].References {
		if !s.Eligible || s.DateCheck != notChecked {
			t.Errorf("%s: eligible %v, %s, without a priority date", s.Reference, s.Eligible, s.DateCheck)
		}
	}
}
