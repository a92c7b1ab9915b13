package claims

import (
	"fmt"
	"strings"

	"claimchart/claims/lazyregexp"
)

const monthNames = `january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec`

var (
	dayDate  = lazyregexp.New(`(?i)\b(?:(\d{1,2})(?:st|nd|rd|th)?\s+(` + monthNames + `)\.?,?\s+(\d{4})|(` + monthNames + `)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})|(\d{4})-(\d{2})-(\d{2}))\b`)
	timeOnly = lazyregexp.New(`(?i)^(?:[\s,.|•·–-]|\d{1,2}:\d{2}(?::\d{2})?|[ap]\.?m\.?|gmt|utc|at|on|posted|published|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|[+-]\d{4})*$`)
)

// dateIn returns the first full date in text as YYYY-MM-DD and text without it; "" where there is none. Only dates with the
// month in words or in ISO form are read, since 03/04/2021 may mean either day.
func dateIn(text string) (date, rest string) {
	m := dayDate.FindStringSubmatchIndex(text)
	if m == nil {
		return "", text
	}
	get := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	day, month, year := get(1)+get(5)+get(9), strings.ToLower(get(2)+get(4)), get(3)+get(6)+get(7)
	n := atoi(get(8) + "")
	for i, name := range strings.Split(monthNames, "|")[:12] {
		if month != "" && strings.HasPrefix(name, month[:3]) {
			n = i + 1
		}
	}
	if n < 1 || n > 12 || atoi(day) < 1 || atoi(day) > 31 {
		return "", text
	}
	return fmt.Sprintf("%s-%02d-%02d", year, n, atoi(day)), text[:m[0]] + text[m[1]:]
}

// isDateline tells whether a paragraph is nothing but a date, with a time or a weekday: it opens a post.
func isDateline(text string) bool {
	date, rest := dateIn(text)
	return date != "" && timeOnly.MatchString(rest)
}

// maxHead is how many words a paragraph may have that states a post's date or title.
const maxHead = 24

// post returns the flows of the post that holds the claims, from its dateline to the one before the next, and reads its date
// and title. A text without datelines is one post.
func (a *article) post() (from, to int) {
	first, last := len(a.flows), -1
	for i := range a.flows {
		line, end := a.flows[i].line(0), a.flows[i].line(len(a.flows[i].text))
		for _, c := range a.claims {
			if line <= c.Origin.EndLine && c.Origin.Line <= end {
				first, last = min(first, i), max(last, i)
			}
		}
	}
	from, to = 0, len(a.flows)
	for i := range a.flows {
		if !isDateline(a.flows[i].text) {
			continue
		}
		if i <= first {
			from = i
		} else if i > last {
			to = min(to, i)
		}
	}
	for i := from; i < min(first, to) && a.set.Dates.Publication == ""; i++ {
		if text := a.flows[i].text; len(Words(text)) <= maxHead || i == from {
			a.set.Dates.Publication, _ = dateIn(text)
		}
	}
	for i := from; i < min(first, to) && a.set.Title == ""; i++ {
		text := strings.Trim(a.flows[i].text, "#* ")
		if n := len(Words(text)); n == 0 || isDateline(text) || n > maxHead || len(places(text)) > 0 {
			continue
		}
		a.set.Title = text
	}
	return from, to
}
