package practice

import (
	"errors"
	"net/url"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"claimchart/claims/lazyregexp"
)

const (
	needed  = "needed"
	maxName = 28 // a wider title breaks the tables
)

var (
	practiceFields = []string{"id", "name", "also", "does", "words", "described", "used"}
	sourceFields   = []string{"source", "kind", "place", "date", "opened", "says"}
	useFields      = []string{"who", "country", "from", "as", "evidence", "source"}
	uses           = []string{"publication", "public use", "on sale", "known"}
	evidences      = []string{"asserted", "documented"}

	idForm      = lazyregexp.New(`^[a-z0-9-]+$`)
	countryForm = lazyregexp.New(`^[A-Z]{2}$`)
)

// decode reads one practice and the line of its ID. The error joins everything that is wrong with it, each with name and
// line; what could be read is returned beside it, so that a doubled ID is found even then.
func decode(name string, data []byte) (Practice, int, error) {
	r := &reader{name: name}
	p, idLine := r.practice(r.body(data))
	return p, idLine, errors.Join(r.errs...)
}

func (r *reader) practice(top ast.Node) (p Practice, idLine int) {
	if top == nil {
		return p, 0
	}
	f := r.fields(value{top, lineOf(top.GetToken())}, "a practice", practiceFields)
	if f == nil {
		return p, 0
	}
	p.ID, idLine = r.need(f, "id", "give a short one of a-z, 0-9 and hyphens"), f["id"].line
	if p.ID != "" && !idForm.MatchString(p.ID) {
		r.fail(idLine, "id is %q: use only a-z, 0-9 and hyphens", p.ID)
	}
	p.Name = r.need(f, "name", "give the title that tables shall show")
	if n := utf8.RuneCountInString(p.Name); n > maxName {
		r.fail(f["name"].line, "name has %d characters: shorten it to %d", n, maxName)
	}
	p.Also = r.texts(f["also"], "also")
	n := len(r.errs)
	for _, v := range r.list(f["does"], "does") {
		p.Does = append(p.Does, Step{r.words(v, "step in does"), v.line})
	}
	if len(p.Does) == 0 && len(r.errs) == n {
		r.fail(f["does"].line, "does has no step: say what the practice does, a step an entry")
	}
	for _, v := range r.list(f["words"], "words") {
		n := len(r.errs)
		group := r.texts(v, "group in words")
		if (len(group) < 2 || len(group) > 8) && len(r.errs) == n {
			r.fail(v.line, "group in words is too short or too long (%d): put 2 to 8 that mean the same thing", len(group))
		}
		p.Words = append(p.Words, group)
	}
	for _, v := range r.list(f["described"], "described") {
		p.Described = append(p.Described, r.source(v))
	}
	for _, v := range r.list(f["used"], "used") {
		p.Used = append(p.Used, r.use(v, p.Described))
	}
	return p, idLine
}

func (r *reader) source(v value) (s Source) {
	f := r.fields(v, "entry of described", sourceFields)
	if f == nil {
		return s
	}
	title := r.need(f, "source", `give title and publisher, or "needed"`)
	if title == needed {
		s.Kind = r.need(f, "kind", "say what kind of document would do")
		for _, name := range sourceFields[2:] {
			if f[name].node != nil {
				r.fail(f[name].line, "%s stands with a source that is needed: give that source its title, or remove %s", name, name)
			}
		}
		return s
	}
	s.Title = title
	if link(title) {
		r.fail(f["source"].line, "source is a link: give title and publisher there, and the link as place")
	}
	if f["kind"].node != nil {
		r.fail(f["kind"].line, "kind stands with a source that has a title: remove kind, or write source: needed")
	}
	if s.Place = r.need(f, "place", "give the public address at which the source was opened, or write source: needed"); s.Place != "" && !link(s.Place) {
		r.fail(f["place"].line, "place is %q: give an address that begins with https:// or http://", s.Place)
	}
	s.Date = r.need(f, "date", "give the date that the source states, or write source: needed")
	r.date(f["date"], "date", s.Date)
	if s.Opened = r.need(f, "opened", "give the day on which the source was opened, or write source: needed"); s.Opened != "" && !isDate(s.Opened, time.DateOnly) {
		r.fail(f["opened"].line, "opened is %q: write a day as YYYY-MM-DD", s.Opened)
	}
	s.Says = r.need(f, "says", "sum up in your own words what the source says")
	return s
}

func (r *reader) use(v value, sources []Source) (u Use) {
	f := r.fields(v, "entry of used", useFields)
	if f == nil {
		return u
	}
	u.Who = r.need(f, "who", "say who used it")
	if u.Country = r.text(f["country"], "country"); u.Country != "" && !countryForm.MatchString(u.Country) {
		r.fail(f["country"].line, `country is %q: write two capital letters, as US, or "" if not known`, u.Country)
	}
	u.From = r.text(f["from"], "from")
	r.date(f["from"], "from", u.From)
	u.As = r.oneOf(f, "as", uses)
	u.Evidence = r.oneOf(f, "evidence", evidences)
	switch src := r.need(f, "source", `give a title listed under described, or "needed"`); {
	case src == needed && u.Evidence == "documented":
		r.fail(f["source"].line, "evidence is documented, yet its source is needed: name a title listed under described, or write asserted")
	case src != "" && src != needed:
		u.Source = src
		if !slices.ContainsFunc(sources, func(s Source) bool { return s.Title == src }) {
			r.fail(f["source"].line, "source %q is not listed under described: list it there, or write needed", src)
		}
	}
	return u
}

func (r *reader) date(v value, name, s string) {
	if s != "" && !isDate(s, "2006", "2006-01", time.DateOnly) {
		r.fail(v.line, "%s is %q: write a date of the calendar as YYYY, YYYY-MM or YYYY-MM-DD", name, s)
	}
}

// isDate reports whether s is a day, month or year of the calendar in one of the layouts.
func isDate(s string, layouts ...string) bool {
	return slices.ContainsFunc(layouts, func(l string) bool {
		_, err := time.Parse(l, s)
		return err == nil
	})
}

func link(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}
