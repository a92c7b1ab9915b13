package priorart

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// lastDay returns the last day that a date may mean, YYYY-MM-DD: a partial date counts as its last day. Empty stays empty.
func lastDay(date string) string {
	switch len(date) {
	case 4:
		return date + "-12-31"
	case 7:
		t, err := time.Parse("2006-01", date)
		if err != nil {
			return date
		}
		return t.AddDate(0, 1, -1).Format(time.DateOnly)
	}
	return date
}

// firstDay returns the first day that a date may mean.
func firstDay(date string) string { return date + "0000-01-01"[min(len(date), 10):] }

// CheckDate returns an error unless date is YYYY, YYYY-MM or YYYY-MM-DD and a day of the calendar, in which no year 0 is.
func CheckDate(date string) error {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if len(layout) == len(date) && !strings.HasPrefix(date, "0000") {
			if _, err := time.Parse(layout, date); err == nil {
				return nil
			}
		}
	}
	return fmt.Errorf("%q is no date: write YYYY-MM-DD, YYYY-MM or YYYY", date)
}

// The answers to whether a date lies before the critical date. Unknown is never counted as earlier.
const (
	earlier    = "earlier"
	notEarlier = "not earlier"
	unknown    = "unknown"
	notChecked = "not checked"
)

// compareDates tells whether date lies before critical. A partial date that straddles it is unknown.
func compareDates(date, critical string) string {
	return [...]string{no: notEarlier, perhaps: unknown, yes: earlier}[daysOf(date).before(daysOf(critical))]
}

// answer is what dates can tell: a partial or missing date often leaves a question open.
type answer int

const (
	no answer = iota
	perhaps
	yes
)

// days are the days that a date may mean, both ends among them. The zero value is a date that is not known.
type days struct{ first, last time.Time }

// daysOf returns the days that a date of the form YYYY, YYYY-MM or YYYY-MM-DD may mean: none known for any other text.
func daysOf(date string) days {
	if CheckDate(date) != nil {
		return days{}
	}
	first, err1 := time.Parse(time.DateOnly, firstDay(date))
	last, err2 := time.Parse(time.DateOnly, lastDay(date))
	if err1 != nil || err2 != nil {
		return days{}
	}
	return days{first, last}
}

func (d days) known() bool { return !d.last.IsZero() }

// before tells whether d lies before e, whichever days the two mean.
func (d days) before(e days) answer {
	switch {
	case !d.known() || !e.known():
		return perhaps
	case d.last.Before(e.first):
		return yes
	case !d.first.Before(e.last):
		return no
	}
	return perhaps
}

// moreThanYear tells whether filing lies more than one year after d; exactly one year does not (35 USC 102(b)).
func (d days) moreThanYear(filing days) answer {
	if !d.known() {
		return perhaps
	}
	return days{yearAfter(d.first), yearAfter(d.last)}.before(filing)
}

// yearAfter returns the last day of the year that begins with day: the same day of the next year, or 28 February where that
// has no such day (as MPEP 710.01(a) counts periods).
func yearAfter(day time.Time) time.Time {
	if day.Month() == time.February && day.Day() == 29 {
		return day.AddDate(1, 0, -1)
	}
	return day.AddDate(1, 0, 0)
}

// PriorityDates are the critical dates of a claim set: one for all claims, or some claims' own.
type PriorityDates struct {
	All    string
	Claims map[int]string
}

// For returns the critical date of a claim, or "" if none was given.
func (p PriorityDates) For(claim int) string {
	if d, ok := p.Claims[claim]; ok {
		return d
	}
	return p.All
}

// ParsePriorityDates reads "2003-05-07" or "1-4=2003-05-07,5=2004-01-10". A claim may be named once.
func ParsePriorityDates(flag string) (PriorityDates, error) {
	out := PriorityDates{Claims: map[int]string{}}
	if flag == "" {
		return out, nil
	}
	for _, part := range strings.Split(flag, ",") {
		who, date, found := strings.Cut(part, "=")
		if !found {
			who, date = "", who
		}
		date = strings.TrimSpace(date)
		if err := CheckDate(date); err != nil {
			return out, err
		}
		if !found {
			if out.All != "" {
				return out, fmt.Errorf("two dates for all claims, %s and %s: give one, or name claims (1-4=%s)", out.All, date, date)
			}
			out.All = date
			continue
		}
		nums, err := ParseClaims(who)
		if err != nil {
			return out, err
		}
		for _, n := range nums {
			if old, twice := out.Claims[n]; twice {
				return out, fmt.Errorf("claim %d has two dates, %s and %s: give one", n, old, date)
			}
			out.Claims[n] = date
		}
	}
	return out, nil
}

// maxClaim bounds the numbers that a selection of claims may name.
const maxClaim = 100_000

// ParseClaims reads a selection of claims, "1,5-7", in rising order, each once.
func ParseClaims(list string) ([]int, error) {
	var out []int
	for _, part := range strings.Split(list, ",") {
		from, to, isRange := strings.Cut(strings.TrimSpace(part), "-")
		a, err := strconv.Atoi(strings.TrimSpace(from))
		b := a
		if err == nil && isRange {
			b, err = strconv.Atoi(strings.TrimSpace(to))
		}
		if err != nil || a < 1 || b < a || b > maxClaim {
			return nil, fmt.Errorf("%q names no claims: write numbers and ranges, such as 1,5-7", part)
		}
		for n := a; n <= b; n++ {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
