package priorart

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
)

// Law is whose law says which references count as earlier, and as what.
type Law string

// The laws. US leaves it to the dates which of AIA and PreAIA applies.
const (
	US     Law = "us"
	AIA    Law = "aia"     // 35 USC 102 for applications that ever had a claim effectively filed on or after 2013-03-16
	PreAIA Law = "pre-aia" // 35 USC 102 for all others
	EP     Law = "ep"      // Art. 54 EPC
)

// Laws are the values that a user may give, the default first.
var Laws = []Law{US, AIA, PreAIA, EP}

// ParseLaw reads the name of a law; empty is US.
func ParseLaw(name string) (Law, error) {
	if name == "" {
		return US, nil
	}
	if slices.Contains(Laws, Law(name)) {
		return Law(name), nil
	}
	return "", fmt.Errorf("%q is no law that is known: give us (which 35 USC 102 by the dates), aia, pre-aia or ep", name)
}

// Words name the law for people.
func (l Law) Words() string {
	switch l {
	case AIA:
		return "35 USC 102 (AIA)"
	case PreAIA:
		return "pre-AIA 35 USC 102"
	case EP:
		return "Art. 54 EPC"
	}
	return "35 USC 102 (whether AIA or pre-AIA cannot be told)"
}

// firstAIA is the first day of the America Invents Act's first-to-file provisions (AIA section 3(n)(1); MPEP 2159).
var firstAIA = daysOf("2013-03-16")

// claimDates are the dates that decide for one claim. Nothing is checked where critical is empty.
type claimDates struct {
	law      Law    // AIA, PreAIA or EP; US where the dates do not tell which
	critical string // effective filing date: the priority date, foreign or not, else the filing date
	// filing is the day from which a bar is counted and which ends the priority interval: the US filing date, with benefit under
	// 35 USC 119(e) or 120 but without foreign priority; under the EPC the filing date. Where it is not stated it lies between
	// the priority date and a year after it (Paris Convention, Art. 4 C).
	filing days
	said   string // filing in words
}

// datesOf returns what decides for each claim of the set, by number, and what had to be assumed. Dates given by the user come
// first, then those that the document states; an article's dates are its own and not the patent's.
//
// Under US law the AIA applies to all claims if any has an effective filing date on or after 2013-03-16, else the law
// before it; where a date does not tell, neither is chosen. The error names a claim whose priority date given lies after its
// filing date given.
func datesOf(set *claims.Set, opt Options) (map[int]claimDates, []Assumption, error) {
	own := set.Dates
	if set.Article {
		own = claims.Dates{}
	}
	out := map[int]claimDates{}
	var fromPriority, fromFiling, undated []int // claims whose critical date is the document's
	a := assumer{name: set.Name}
	for _, d := range []struct{ name, date string }{{"priority", own.Priority}, {"filing", own.Filing}} {
		if d.date != "" && CheckDate(d.date) != nil {
			a.add("the %s date that the document states, %q, is none of the calendar and is not used", d.name, d.date)
		}
	}
	for i := range set.Claims {
		n := set.Claims[i].Num
		d := claimDates{critical: opt.Priority.For(n)}
		given := opt.Filing.For(n)
		if d.critical != "" && given != "" && daysOf(given).before(daysOf(d.critical)) == yes {
			return nil, nil, fmt.Errorf("%s: claim %d has the filing date %s, before its priority date %s: mend --filing-date or --priority-date", set.Name, n, given, d.critical)
		}
		switch {
		case d.critical != "":
		case daysOf(own.Priority).known():
			d.critical = own.Priority
			fromPriority = append(fromPriority, n)
		case given != "":
			d.critical = given
		case daysOf(own.Filing).known():
			d.critical = own.Filing
			fromFiling = append(fromFiling, n)
		default:
			undated = append(undated, n)
		}
		out[n] = d
	}
	if len(fromPriority) > 0 {
		a.add("no priority date was given%s: the one that the document states, %s, is taken", of(fromPriority, set), own.Priority)
	}
	if len(fromFiling) > 0 {
		a.add("no priority date is given or stated%s: the document's filing date, %s, is taken", of(fromFiling, set), own.Filing)
	}
	law := regime(set, opt, out)
	if n := len(undated); n > 0 && n < len(set.Claims) {
		a.add("no date is known%s: dates are not checked for %s", of(undated, set), plural(n, "it", "them"))
		if law == PreAIA && opt.Law != PreAIA {
			a.add("the law before the AIA is applied, as if no undated claim had an effective filing date on or after 2013-03-16")
		}
	}
	if strange := strangers(set, opt); strange != nil {
		a.add("dates were given for %s%s, which the set does not have", plural(len(strange), "claim ", "claims "), ranges(strange))
	}
	if office := officeOf(set.Country, set.Number); office != "" && len(undated) < len(set.Claims) && (law == EP) != (office == "EP") && office != "WO" {
		a.add("the document is of the office %s, and %s is applied: --law tells whose law counts", office, law.Words())
	}
	for i := range set.Claims {
		n := set.Claims[i].Num
		d := out[n]
		d.law = law
		if d.critical != "" {
			d.filed(set, opt.Filing.For(n), own.Filing, &a)
		}
		out[n] = d
	}
	return out, a.list, nil
}

// strangers are the claims that dates were given for and the set has not, in rising order.
func strangers(set *claims.Set, opt Options) []int {
	var out []int
	for _, dates := range []PriorityDates{opt.Priority, opt.Filing} {
		for n := range dates.Claims {
			if set.Claim(n) == nil {
				out = append(out, n)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// regime tells which law applies to the set, by the effective filing dates of all its claims where the user leaves it open.
func regime(set *claims.Set, opt Options, dates map[int]claimDates) Law {
	if opt.Law != US && opt.Law != "" {
		return opt.Law
	}
	law := PreAIA
	for _, cl := range set.Claims {
		critical := dates[cl.Num].critical
		if critical == "" {
			continue
		}
		switch daysOf(critical).before(firstAIA) {
		case no:
			return AIA
		case perhaps:
			law = US
		}
	}
	return law
}

// filed sets the filing date of a claim: the one given, else the document's own if its office is the law's and it fits the
// priority date, else the year that a right of priority lasts.
func (d *claimDates) filed(set *claims.Set, given, own string, a *assumer) {
	critical := daysOf(d.critical)
	year := days{critical.first, yearAfter(critical.last)}
	home := "US"
	if d.law == EP {
		home = "EP"
	}
	office := officeOf(set.Country, set.Number)
	stated := daysOf(own)
	if office != "" && office != home && office != "WO" { // an international application is a filing in each (35 USC 363; Art. 153(2) EPC)
		stated = days{}
	}
	if stated.known() && stated.before(critical) == yes {
		a.add("the document's filing date, %s, lies before the priority date %s and is not used", own, d.critical)
		stated = days{}
	}
	open := d.law == PreAIA || d.law == US
	switch {
	case given != "":
		d.filing, d.said = daysOf(given), given
	case stated.known() && own == d.critical:
		d.filing, d.said = stated, own
	case stated.known() && (!open || !stated.last.After(year.last)):
		d.filing, d.said = stated, own
		if open {
			a.add("the US filing date, from which the bar of pre-AIA 102(b) is counted, is taken to be %s, as the document states, and the earlier priority %s to be foreign, which does not move it; if it is a benefit under 35 USC 119(e) or 120, give --filing-date %s", own, d.critical, d.critical)
		}
	default:
		d.filing, d.said = year, "not stated"
		if open {
			a.add("the US filing date with its benefit under 35 USC 119(e) or 120, from which the bar of pre-AIA 102(b) is counted, is not known: it is taken to lie between the priority date %s and a year after it; --filing-date gives it", d.critical)
		}
	}
}

// assumer collects assumptions, each once.
type assumer struct {
	name string
	list []Assumption
}

func (a *assumer) add(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if !slices.ContainsFunc(a.list, func(o Assumption) bool { return o.Text == text }) {
		a.list = append(a.list, Assumption{Document: a.name, Text: text})
	}
}

// of names claims, " for claims 1-4, 7", or nothing where they are all of the set.
func of(nums []int, set *claims.Set) string {
	if len(nums) == len(set.Claims) {
		return ""
	}
	return " for " + plural(len(nums), "claim ", "claims ") + ranges(nums)
}

// ranges writes numbers in rising order, runs of three and more with a hyphen: "1-4, 7, 8".
func ranges(nums []int) string {
	var parts []string
	for i := 0; i < len(nums); {
		k := i
		for k+1 < len(nums) && nums[k+1] == nums[k]+1 {
			k++
		}
		if k < i+2 {
			k = i
			parts = append(parts, fmt.Sprint(nums[i]))
		} else {
			parts = append(parts, fmt.Sprintf("%d-%d", nums[i], nums[k]))
		}
		i = k + 1
	}
	return strings.Join(parts, ", ")
}

// officeOf returns the two letters of the office that published a document: the country stated, else those that its number
// begins with, else nothing.
func officeOf(country, number string) string {
	if country != "" {
		return strings.ToUpper(country)
	}
	number = strings.TrimSpace(number)
	if len(number) > 2 && isLetter(number[0]) && isLetter(number[1]) && (number[2] >= '0' && number[2] <= '9' || number[2] == ' ') {
		return strings.ToUpper(number[:2])
	}
	return ""
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
