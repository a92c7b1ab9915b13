package priorart

import (
	"cmp"
	"fmt"
)

// act is one way in which a reference became public: a publication, or the use, sale or knowledge of a described practice.
type act struct {
	as, country string
	when        string // the date as stated
	from        string // the date in words
}

// published tells whether the act is a publication; what is not is use, sale or knowledge.
func (a act) published() bool { return a.as == "publication" }

// acts are the documented ways in which the reference became public, and article tells that words were quoted from an
// article without any other date. What is only asserted, or of a practice that does not say how it became known, is no act.
func (r *Reference) acts() []act {
	var out []act
	for _, e := range r.Events {
		out = append(out, act{e.As, e.Country, e.From, fmt.Sprintf("documented from %s (%s)", e.From, e.Source)})
	}
	if out != nil || r.assertedOnly() {
		return out
	}
	as := r.Public.As
	if as == "" && r.Kind != "practice" {
		as = "publication"
	}
	when := cmp.Or(r.Date, r.Dates.Publication, r.Dates.Grant)
	if g := r.Dates.Grant; r.Date == "" && g != "" && lastDay(g) < lastDay(when) {
		when = g
	}
	if r.Public.Evidence == "documented" && r.Public.From != "" && (when == "" || as != "publication") {
		when = r.Public.From // a use counts from when it was, not from the date of what tells of it
	}
	if when == "" {
		return nil
	}
	from := "dated " + when
	if r.Public.Source != "" {
		from = fmt.Sprintf("documented from %s (%s)", when, r.Public.Source)
	}
	return []act{{as, r.Public.Country, when, from}}
}

// assertedOnly tells whether the reference is a use, sale or knowledge for which somebody's word is all there is.
func (r *Reference) assertedOnly() bool {
	return r.Public.As != "" && r.Public.As != "publication" && r.Public.Evidence != "documented"
}

// asserted is the use, sale or knowledge of the reference that is only asserted, if its date is.
func (r *Reference) asserted() Public {
	switch {
	case r.Asserted.From != "":
		return r.Asserted
	case r.assertedOnly():
		p := r.Public
		p.From = cmp.Or(p.From, r.Date)
		return p
	}
	return Public{}
}

// knownUse names an act other than a publication for a sentence.
func knownUse(as string) string {
	return map[string]string{"public use": "use", "on sale": "sale", "known": "use"}[as]
}

func inBrackets(who string) string {
	if who == "" {
		return ""
	}
	return " (" + who + ")"
}
