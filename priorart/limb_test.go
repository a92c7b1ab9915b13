package priorart

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

func paper(date string) Reference { return Reference{ID: "r", Kind: "paper", Date: date} }

func patent(country, published, filed, priority string) Reference {
	r := Reference{ID: "r", Kind: "patent", Country: country, Date: published}
	r.Dates.Filing, r.Dates.Priority = filed, priority
	return r
}

func granted(country, published, grant string) Reference {
	r := Reference{ID: "r", Kind: "patent", Country: country}
	r.Dates.Publication, r.Dates.Grant = published, grant
	return r
}

func filedPaper(published, filed string) Reference {
	r := paper(published)
	r.Country, r.Dates.Filing = "US", filed
	return r
}

func practised(as, country, date, evidence string) Reference {
	return Reference{ID: "r", Kind: "practice", Date: date, Public: Public{As: as, Country: country, From: date, Evidence: evidence, Who: "a mill"}}
}

// timed is judge for a claim with a priority and a filing date, "" for one that is not known, both as given by the user.
func timed(t *testing.T, ref Reference, law Law, priority, filing string) timing {
	t.Helper()
	set := claimSet("A pump comprising: a piston.")
	opt := Options{Law: law, Priority: PriorityDates{All: priority}, Filing: PriorityDates{All: filing}}
	d, _, err := datesOf(set, opt)
	if err != nil {
		t.Fatal(err)
	}
	return judge(&ref, d[1], "")
}

// TestLimbs: written from the statutes before the code ran; the comment says which words decide.
func TestLimbs(t *testing.T) {
	const aia, filed = "2015-06-10", "2016-05-20" // a foreign priority, and the US filing within the year
	const old, oldFiled = "2003-05-07", "2004-04-30"
	for _, c := range []struct {
		name             string
		ref              Reference
		law              Law
		priority, filing string
		eligible         bool
		check, as, use   string
		reason           string // a part of it
	}{
		// AIA 102(a)(1): "before the effective filing date"; (b)(1): "1 year or less before" it.
		{"published long before", paper("2014-06-09"), US, aia, filed, true, earlier, "102(a)(1)", anyUse, "before 2015-06-10"},
		{"one year and a day before", paper("2014-06-09"), AIA, aia, filed, true, earlier, "102(a)(1)", anyUse, "dated 2014-06-09"},
		{"exactly one year before is within grace", paper("2014-06-10"), US, aia, filed, true, earlier, "102(a)(1)", anyUse, "within grace period, 102(b)(1) depends on who disclosed"},
		{"the day before", paper("2015-06-09"), US, aia, filed, true, earlier, "102(a)(1)", anyUse, "within grace period"},
		{"the same day", paper("2015-06-10"), US, aia, filed, false, notEarlier, "", "", "not before 2015-06-10"},
		{"after the foreign priority", paper("2015-06-11"), US, aia, filed, false, notEarlier, "", "", "counts if the priority does not hold"},
		{"a month that straddles", paper("2015-06"), US, aia, filed, false, unknown, "", "", "cannot be told"},
		{"a month before", paper("2015-05"), US, aia, filed, true, earlier, "102(a)(1)", anyUse, "within grace period"},
		{"a year that straddles the grace period's start", paper("2014"), US, aia, filed, true, earlier, "102(a)(1)", anyUse, "if a year or less before"},
		{"no date", paper(""), US, aia, filed, false, unknown, "", "", "no date is known"},
		{"use abroad counts", practised("public use", "JP", "2013", "documented"), US, aia, filed, true, earlier, "102(a)(1)", anyUse, "35 USC 311(b)"},
		{"a use that is only asserted", practised("public use", "US", "2013", "asserted"), US, aia, filed, false, unknown, "", "", "asserted (a mill), not documented"},
		// AIA 102(a)(2): US documents and PCT publications, effectively filed before, "names another inventor".
		{"US application filed before, published after", patent("US", "2016-12-01", "2015-06-09", ""), US, aia, filed, true, earlier, "102(a)(2)", anyUse, "another inventor"},
		{"by its foreign priority, 102(d)", patent("US", "2017-01-05", "2016-01-04", "2015-01-05"), US, aia, filed, true, earlier, "102(a)(2)", anyUse, "102(d)"},
		{"filed the same day", patent("US", "2016-12-01", "2015-06-10", ""), US, aia, filed, false, notEarlier, "", "", "not before"},
		{"PCT publication", patent("WO", "2016-07-01", "2015-12-20", "2014-12-22"), US, aia, filed, true, earlier, "102(a)(2)", anyUse, "designate the United States"},
		{"a European application is none", patent("EP", "2016-12-01", "2015-01-01", ""), US, aia, filed, false, notEarlier, "", "", "not before"},
		{"a US patent whose filing is not known", patent("US", "2016-12-01", "", ""), US, aia, filed, false, unknown, "", "", "no filing date is known"},
		{"within grace and effectively filed earlier", patent("US", "2015-03-01", "2013-08-20", ""), US, aia, filed, true, earlier, "102(a)(1), 102(a)(2)", anyUse, "grace"},
		{"granted before the date of publication that it states", granted("US", "2016-12-01", "2013-01-01"), US, aia, filed, true, earlier, "102(a)(1)", anyUse, "2013-01-01"},
		{"a paper counts from no filing date", filedPaper("2016-12-01", "2015-01-05"), US, aia, filed, false, notEarlier, "", "", "not before"},
		// Pre-AIA 102(b): "more than one year prior to the date of the application for patent in the United States".
		{"more than a year before US filing", paper("2003-04-29"), US, old, oldFiled, true, earlier, "102(b)", anyUse, "more than one year before the US filing of 2004-04-30"},
		{"exactly one year is no bar", paper("2003-04-30"), US, old, oldFiled, true, earlier, "102(a)", anyUse, "may be antedated"},
		{"foreign priority does not move the bar", paper("2002-05-08"), US, old, oldFiled, true, earlier, "102(b)", anyUse, ""},
		{"a year before foreign priority, no US date", paper("2002-05-06"), US, old, "", true, earlier, "102(b)", anyUse, ""},
		{"less, no US date", paper("2003-01-01"), US, old, "", true, earlier, "102(a)", anyUse, "102(b) if more than one year"},
		{"after the priority, no US date", paper("2003-06-01"), US, old, "", false, notEarlier, "", "", "not before"},
		{"between priority and filing", paper("2003-06-01"), US, old, oldFiled, false, notEarlier, "", "", "counts if the priority does not hold"},
		{"2003 against 2003-05-07", paper("2003"), US, old, oldFiled, false, unknown, "", "", "cannot be told"},
		{"a bar in spite of a priority", paper("2003-06-01"), PreAIA, old, "2005-01-10", true, earlier, "102(b)", anyUse, ""},
		{"29 February", paper("2003-02-28"), PreAIA, "2004-02-29", "2004-02-29", true, earlier, "102(b)", anyUse, "35 USC 21(b)"},
		// Pre-AIA: "in this country"; knowledge is in (a) only.
		{"use in the United States", practised("public use", "US", "2001", "documented"), US, old, oldFiled, true, earlier, "102(b)", anyUse, "35 USC 311(b)"},
		{"sale in the United States", practised("on sale", "US", "2001-06", "documented"), US, old, oldFiled, true, earlier, "102(b)", anyUse, ""},
		{"sale within the year", practised("on sale", "US", "2003-05-01", "documented"), US, old, oldFiled, true, earlier, "102(a)", anyUse, "known or used by others"},
		{"knowledge in the United States", practised("known", "US", "2001", "documented"), US, old, oldFiled, true, earlier, "102(a)", anyUse, ""},
		{"use abroad", practised("public use", "DE", "2001", "documented"), US, old, oldFiled, false, earlier, "", "", "outside the United States"},
		{"use somewhere", practised("public use", "", "2001", "documented"), US, old, oldFiled, false, unknown, "", "", "where is not stated"},
		{"a practice that does not say how it became known", practised("", "", "2001", "documented"), US, old, oldFiled, false, unknown, "", "", "where is not stated"},
		{"the same under the AIA", practised("", "", "2013", "documented"), US, aia, filed, true, earlier, "102(a)(1)", anyUse, "how it became public is not stated"},
		{"publication abroad", practised("publication", "DE", "2001", "documented"), US, old, oldFiled, true, earlier, "102(b)", anyUse, ""},
		{"asserted use abroad", practised("public use", "DE", "2001", "asserted"), US, old, oldFiled, false, unknown, "", "", "use in DE (a mill) would not count before the AIA"},
		// Pre-AIA 102(e): "filed in the United States".
		{"US filing before", patent("US", "2005-01-04", "2003-01-10", ""), US, old, oldFiled, true, earlier, "102(e)", anyUse, "may be antedated"},
		{"a priority that may be foreign", patent("US", "2005-01-04", "2003-10-10", "2002-10-11"), US, old, oldFiled, false, unknown, "", "", "foreign priority does not count"},
		{"filed and first filed after", patent("US", "2005-01-04", "2003-10-10", "2003-05-07"), US, old, oldFiled, false, notEarlier, "", "", ""},
		{"a European application", patent("EP", "2004-01-04", "2002-10-10", ""), US, old, oldFiled, false, notEarlier, "", "", ""},
		{"PCT before 2000-11-29", patent("WO", "2001-12-01", "2000-06-01", ""), US, "2001-01-10", "2001-12-20", false, notEarlier, "", "", ""},
		{"PCT later", patent("WO", "2003-12-01", "2002-06-01", ""), US, old, oldFiled, false, unknown, "", "", "in English"},
		// Art. 54(2), 54(3), 89, 139 EPC.
		{"public before the priority date", paper("2003-05-06"), EP, old, oldFiled, true, earlier, "54(2)", anyUse, ""},
		{"no grace period", paper("2003-05-01"), EP, old, oldFiled, true, earlier, "54(2)", anyUse, ""},
		{"use abroad, EPC", practised("on sale", "JP", "2001", "documented"), EP, old, oldFiled, true, earlier, "54(2)", anyUse, ""},
		{"on the priority date", paper("2003-05-07"), EP, old, oldFiled, false, notEarlier, "", "", "counts if the priority does not hold"},
		{"European application, earlier, published later", patent("EP", "2004-06-01", "2002-12-01", ""), EP, old, oldFiled, true, earlier, "54(3)", noveltyOnly, "novelty only"},
		{"by its priority", patent("EP", "2004-06-01", "2003-11-28", "2002-12-01"), EP, old, oldFiled, true, earlier, "54(3)", noveltyOnly, "holds"},
		{"of the same day", patent("EP", "2004-06-01", "2003-05-07", ""), EP, old, oldFiled, false, notEarlier, "", "", ""},
		{"published before as well", patent("EP", "2003-05-06", "2001-11-06", ""), EP, old, oldFiled, true, earlier, "54(2)", anyUse, ""},
		{"international application", patent("WO", "2004-06-01", "2002-12-01", ""), EP, old, oldFiled, false, unknown, "", "", "European phase"},
		{"a later US document is none", patent("US", "2004-06-01", "2002-12-01", ""), EP, old, oldFiled, false, notEarlier, "", "", ""},
		{"publication in a month that straddles", patent("EP", "2003-05", "2001-12-01", ""), EP, old, oldFiled, true, earlier, "54(3)", noveltyOnly, "cannot be told"},
		// Which law: MPEP 2159.
		{"first day of the AIA", paper("2011-01-01"), US, "2013-03-16", "", true, earlier, "102(a)(1)", anyUse, ""},
		{"the day before it", paper("2011-01-01"), US, "2013-03-15", "", true, earlier, "102(b)", anyUse, ""},
		{"cannot be told, earlier under both", paper("2011-01-01"), US, "2013", "", true, earlier, "102(a)(1) or pre-AIA 102(b)", anyUse, "whether the AIA applies cannot be told"},
		{"cannot be told, use abroad counts under one", practised("public use", "DE", "2011", "documented"), US, "2013-03", "", false, unknown, "", "", "whether the AIA applies cannot be told"},
		{"forced", paper("2011-01-01"), PreAIA, "2013-03-16", "2013-03-16", true, earlier, "102(b)", anyUse, ""},
		// No date to check against.
		{"nothing to check", paper(""), US, "", "", true, notChecked, "", "", ""},
	} {
		got := timed(t, c.ref, c.law, c.priority, c.filing)
		if got.eligible != c.eligible || got.check != c.check || got.as != c.as || got.use != c.use || !strings.Contains(got.reason, c.reason) {
			t.Errorf("%s:\n got %v, %s, %q, %q, %q\nwant %v, %s, %q, %q, %q", c.name, got.eligible, got.check, got.as, got.use, got.reason, c.eligible, c.check, c.as, c.use, c.reason)
		}
		if got.eligible && got.check != notChecked && (got.as == "" || got.use == "" || got.reason == "") {
			t.Errorf("%s: eligible without limb, use or reason: %+v", c.name, got)
		}
	}
}

// TestEvents: of a practice that is documented several times the evidence counts that the law takes.
func TestEvents(t *testing.T) {
	ref := Reference{Kind: "practice", Date: "1995-09", Events: []Public{
		{As: "public use", Country: "DE", From: "1995-09", Evidence: "documented", Source: "a diary"},
		{As: "publication", From: "1998", Evidence: "documented", Source: "a handbook"},
	}}
	if got := timed(t, ref, US, "2003-05-07", ""); got.as != "102(b)" || !strings.Contains(got.reason, "1998 (a handbook)") {
		t.Errorf("pre-AIA: %+v, want 102(b) by the handbook", got)
	}
	if got := timed(t, ref, EP, "1997-01-01", ""); got.as != "54(2)" || !strings.Contains(got.reason, "a diary") {
		t.Errorf("EPC: %+v, want 54(2) by the use", got)
	}
}

// TestUseAndDate: a documented use counts from when it was, whatever the date of what tells of it; a publication by its own date, and
// a use that is only asserted by none.
func TestUseAndDate(t *testing.T) {
	of := func(as, from, evidence string) Reference {
		return Reference{Kind: "practice", Date: "2010-01-01", Public: Public{As: as, Country: "US", From: from, Evidence: evidence, Source: "a diary"}}
	}
	for _, c := range []struct {
		ref       Reference
		check, as string
		when      string
	}{
		{of("public use", "1990", "documented"), earlier, "102(b)", "documented from 1990 (a diary)"},
		{of("on sale", "2002-12", "documented"), earlier, "102(a)", "documented from 2002-12 (a diary)"},
		{of("public use", "2012", "documented"), notEarlier, "", "documented from 2012 (a diary)"},
		{of("public use", "", "documented"), notEarlier, "", "documented from 2010-01-01 (a diary)"},
		{of("publication", "1990", "documented"), notEarlier, "", "documented from 2010-01-01 (a diary)"},
		{of("public use", "1990", "asserted"), unknown, "", "use from 1990 is asserted"},
	} {
		if got := timed(t, c.ref, PreAIA, "2003-05-07", "2003-05-07"); got.check != c.check || got.as != c.as || !strings.Contains(got.reason, c.when) {
			t.Errorf("%s from %q, %s: %s %q %q; want %s %q, by %q", c.ref.Public.As, c.ref.Public.From, c.ref.Public.Evidence, got.check, got.as, got.reason, c.check, c.as, c.when)
		}
	}
}

// TestLetters: P is published between priority and filing, E an earlier European application published later (EPO Guidelines
// B-X 9.2.4, 9.2.6).
func TestLetters(t *testing.T) {
	for _, c := range []struct {
		ref            Reference
		law            Law
		filing, letter string
	}{
		{paper("2003-06-01"), EP, "2004-04-30", "P"},
		{paper("2003-05-07"), EP, "2004-04-30", "P"}, // the very day of the priority
		{paper("2004-04-30"), EP, "2004-04-30", ""},
		{paper("2003-05-06"), EP, "2004-04-30", ""},
		{paper("2004"), EP, "2004-04-30", ""}, // straddles the filing date
		{patent("EP", "2004-06-01", "2002-12-01", ""), EP, "2004-04-30", "E"},
		{patent("EP", "2003-09-01", "2002-03-01", ""), EP, "2004-04-30", "P"},
		{patent("EP", "2003-09-01", "2002-03-01", ""), EP, "", "E"},
		{patent("US", "2003-09-01", "2002-03-01", ""), PreAIA, "2004-04-30", "P"},
	} {
		if got := timed(t, c.ref, c.law, "2003-05-07", c.filing); got.letter != c.letter {
			t.Errorf("%s of %s, filed %s, under %s: letter %q, want %q", c.ref.Country, c.ref.Date, c.filing, c.law, got.letter, c.letter)
		}
	}
}

// TestCalendar holds the year's last day.
func TestCalendar(t *testing.T) {
	for _, c := range []struct {
		date, filing string
		want         answer
	}{
		{"2003-01-10", "2004-01-10", no},
		{"2003-01-09", "2004-01-10", yes},
		{"2004-02-29", "2005-02-28", no},
		{"2004-02-29", "2005-03-01", yes},
		{"2003-02-28", "2004-02-28", no},
		{"2003-01", "2004-01-10", perhaps},
		{"2003-01", "2004-02-01", yes},
		{"2003", "2004-01-01", no},
		{"2003", "2004-06", perhaps},
		{"2003", "2005", yes}, // at the nearest from 2003-12-31 to 2005-01-01
		{"", "2004-01-10", perhaps},
	} {
		if got := daysOf(c.date).moreThanYear(daysOf(c.filing)); got != c.want {
			t.Errorf("more than a year from %q to %q: %v, want %v", c.date, c.filing, got, c.want)
		}
	}
}

// TestAgainstOracle compares judge, over generated dates, with a plain reading of the statutes by the day: what holds for each
// day that a partial date may mean is the answer, and what does not is unknown.
func TestAgainstOracle(t *testing.T) {
	n := 0
	for k := range 4000 {
		g := dice(k)
		law := []Law{AIA, PreAIA, EP}[g.of(3)]
		base := map[Law]int{AIA: 2014, PreAIA: 2004, EP: 2010}[law]
		priority := g.day(base, base)
		filing := g.within(priority)
		published := g.partial(base-2, base+2)
		filed := g.partial(base-2, base+1)
		if len(published) == 4 {
			filed = g.day(base-2, base+1) // two whole years would be 133,225 pairs of days
		}
		barDay, graceDay := yearBefore(filing), yearBefore(priority)
		publishedDays, filedDays := each(published), each(filed)
		for _, ref := range []Reference{patent([]string{"US", "EP", "JP"}[g.of(3)], published, filed, ""), paper(published)} {
			got := timed(t, ref, law, priority, filing)
			var eligible, limbs, uses []string
			if ref.Kind == "paper" {
				filedDays = []string{""}
			}
			for _, p := range publishedDays {
				for _, f := range filedDays {
					ok, limb, use := statute(law, ref.Country, p, f, priority, barDay, graceDay)
					eligible, limbs, uses = seen(eligible, strconv.FormatBool(ok)), seen(limbs, limb), seen(uses, use)
				}
			}
			n++
			want := len(eligible) == 1 && eligible[0] == "true"
			if got.eligible != want {
				t.Fatalf("%s %s published %s filed %s, claim %s %s under %s: eligible %v (%s), the days say %v", ref.Kind, ref.Country, published, filed, priority, filing, law, got.eligible, got.reason, eligible)
			}
			if check := map[bool]string{true: map[bool]string{true: earlier, false: notEarlier}[want], false: unknown}[len(eligible) == 1]; got.check != check {
				t.Fatalf("%s %s published %s filed %s, claim %s %s under %s: %s (%s), want %s", ref.Kind, ref.Country, published, filed, priority, filing, law, got.check, got.reason, check)
			}
			if want && len(uses) == 1 && got.use != uses[0] || want && len(uses) > 1 && got.use != noveltyOnly {
				t.Fatalf("%s published %s filed %s, claim %s under %s: use %q, the days say %v", ref.Country, published, filed, priority, law, got.use, uses)
			}
			if want && len(limbs) == 1 && got.as != limbs[0] {
				t.Fatalf("%s %s published %s filed %s, claim %s %s under %s: %q, the days say %v", ref.Kind, ref.Country, published, filed, priority, filing, law, got.as, limbs)
			}
		}
	}
	t.Logf("%d references judged", n)
}

// statute is the oracle: exact days, as texts that sort by time; filed is empty for what was never filed; barDay and graceDay lie
// one year before the filing and the priority.
func statute(law Law, country, published, filed, priority, barDay, graceDay string) (eligible bool, limb, use string) {
	early := filed != "" && filed < priority
	switch law {
	case AIA:
		var limbs []string
		if published < priority {
			limbs = append(limbs, "102(a)(1)")
		}
		grace := published < priority && published >= graceDay
		if early && country == "US" && (limbs == nil || grace) {
			limbs = append(limbs, "102(a)(2)")
		}
		return limbs != nil, strings.Join(limbs, ", "), anyUse
	case PreAIA:
		var limbs []string
		if published < barDay {
			return true, "102(b)", anyUse
		}
		if published < priority {
			limbs = append(limbs, "102(a)")
		}
		if early && country == "US" {
			limbs = append(limbs, "102(e)")
		}
		return limbs != nil, strings.Join(limbs, ", "), anyUse
	default:
		switch {
		case published < priority:
			return true, "54(2)", anyUse
		case early && country == "EP":
			return true, "54(3)", noveltyOnly
		}
		return false, "", anyUse
	}
}

// yearBefore is the same day of the year before.
func yearBefore(date string) string {
	var y int
	_, _ = fmt.Sscanf(date, "%d", &y)
	return fmt.Sprintf("%04d", y-1) + date[4:]
}

// each lists the days that a date may mean; the oracle has its own calendar, without leap years: see dice.
func each(date string) []string {
	var out []string
	for m := 1; m <= 12; m++ {
		for d := 1; d <= monthDays(m); d++ {
			if day := fmt.Sprintf("%s-%02d-%02d", date[:4], m, d); strings.HasPrefix(day, date) {
				out = append(out, day)
			}
		}
	}
	return out
}

func monthDays(m int) int { return [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1] }

func seen(list []string, s string) []string {
	for _, o := range list {
		if o == s {
			return list
		}
	}
	return append(list, s)
}

// dice is a small generator: the same numbers for the same seed on every machine.
type generator struct{ state uint64 }

func dice(seed int) *generator { return &generator{uint64(seed)*2654435761 + 88172645463325252} }

func (g *generator) of(n int) int {
	g.state ^= g.state << 13
	g.state ^= g.state >> 7
	g.state ^= g.state << 17
	return int(g.state % uint64(n))
}

func (g *generator) day(from, to int) string {
	m := 1 + g.of(12)
	return fmt.Sprintf("%04d-%02d-%02d", from+g.of(to-from+1), m, 1+g.of(monthDays(m)))
}

// partial is a day, a month or a year.
func (g *generator) partial(from, to int) string {
	return g.day(from, to)[:[]int{4, 7, 10, 10}[g.of(4)]]
}

// within is a day at most a year after date, itself among them.
func (g *generator) within(date string) string {
	for {
		var y int
		_, _ = fmt.Sscanf(date, "%d", &y)
		if day := g.day(y, y+1); day >= date && yearBefore(day) <= date {
			return day
		}
	}
}
