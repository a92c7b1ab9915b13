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

// CheckDate returns an error unless date is YYYY, YYYY-MM or YYYY-MM-DD and a day of the calendar.
func CheckDate(date string) error {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if len(layout) == len(date) {
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
	switch {
	case date == "" || critical == "":
		return unknown
	case lastDay(date) < firstDay(critical):
		return earlier
	case firstDay(date) >= lastDay(critical):
		return notEarlier
	}
	return unknown
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
		who, date, found := strings.Cut(strings.TrimSpace(part), "=")
		if !found {
			who, date = "", who
		}
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
		a, err := strconv.Atoi(from)
		b := a
		if err == nil && isRange {
			b, err = strconv.Atoi(to)
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

// standingOf decides for one claim whether a reference is early enough, and says why.
func standingOf(ref *Reference, critical, article string) (eligible bool, check, reason string) {
	if critical == "" {
		return true, notChecked, ""
	}
	quoted := article != "" && slices.ContainsFunc(ref.Passages, func(p Passage) bool { return len(p.Lines) > 0 })
	if ref.Date != "" {
		check = compareDates(ref.Date, critical)
		from := "dated " + ref.Date
		if ref.Public.Source != "" {
			from = fmt.Sprintf("documented from %s (%s)", ref.Date, ref.Public.Source)
		}
		switch {
		case check == earlier && quoted:
			return true, check, from + ", before " + critical + "; the words quoted here are the article's, of " + article + ": quote that document itself before relying on them"
		case check == earlier:
			return true, check, from + ", before " + critical
		case check == notEarlier:
			reason = from + ", not before " + critical
		default:
			reason = fmt.Sprintf("%s; whether that is before %s cannot be told", from, critical)
		}
	} else if quoted {
		check = compareDates(article, critical)
		reason = fmt.Sprintf("the only dated evidence is the article of %s", article)
		if check == earlier {
			return true, check, reason
		}
		if check == notEarlier {
			reason += ", which is not before " + critical + " and no prior art itself"
		}
	} else {
		check, reason = unknown, "no date is known"
	}
	if a := ref.Asserted; a.From != "" && compareDates(a.From, critical) == earlier && check != earlier {
		check = unknown
		reason = join(reason, fmt.Sprintf("use from %s is asserted (%s), not documented", a.From, a.Who))
	}
	return false, check, reason
}
