package priorart

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
	"claimchart/priorart/practice"
)

// Practices makes a library of described practices: each step a passage of the makers' own words, none of it evidence.
func Practices(list []practice.Practice) *Library {
	lib := &Library{}
	for i := range list {
		lib.References = append(lib.References, fromPractice(&list[i]))
	}
	lib.label()
	return lib
}

// FromPractice makes a reference of one described practice.
func FromPractice(p *practice.Practice) Reference { return fromPractice(p) }

// FromArticle makes a library of the practices that an article sets against the claims it quotes: those of known that it
// speaks of, with the sentences that do, and what else its author names as done before. Practices stand in the order in which
// the article first speaks of them.
func FromArticle(set *claims.Set, known []practice.Practice) *Library {
	lib := &Library{}
	spans := speakOf(set.Remarks, known)
	first := map[int]int{}
	var order []int
	for i, s := range spans {
		for _, p := range s.about {
			if _, seen := first[p]; !seen {
				first[p] = i
				order = append(order, p)
			}
		}
	}
	type placed struct {
		at  int
		ref Reference
	}
	var all []placed
	for _, p := range order {
		ref := fromPractice(&known[p])
		var quoted []Passage
		for _, s := range spans {
			if slices.Contains(s.about, p) {
				quoted = append(quoted, passageOf(s.remarks))
				ref.Named = union(ref.Named, s.claims)
			}
		}
		ref.Passages = append(quoted, ref.Passages...)
		all = append(all, placed{spans[first[p]].remarks[0].Line, ref})
	}
	for _, n := range namedThings(set, spans) {
		all = append(all, placed{n.remarks[0].Line, n.reference()})
	}
	slices.SortStableFunc(all, func(a, b placed) int { return a.at - b.at })
	for _, p := range all {
		lib.References = append(lib.References, p.ref)
	}
	lib.label()
	return lib
}

// label gives the references their short names, D1 on, in order.
func (l *Library) label() {
	for i := range l.References {
		l.References[i].Label = fmt.Sprintf("D%d", i+1)
	}
}

func union(a, b []int) []int {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// fromPractice makes a reference of a described practice. Its date is that of the first document listed as describing it, since
// those after it may describe a part, or of an earlier documented use; what is only asserted is no date.
func fromPractice(p *practice.Practice) Reference {
	ref := Reference{ID: p.ID, Title: p.Name, Kind: "practice", Words: p.Words}
	for _, s := range p.Does {
		ref.Passages = append(ref.Passages, Passage{Loc: fmt.Sprintf("%s:%d", p.File, s.Line), Text: s.Text, Own: true})
	}
	earliest := func(date string) bool { return ref.Date == "" || lastDay(date) < lastDay(ref.Date) }
	for _, s := range p.Described {
		switch {
		case s.Title == "":
			ref.Needed = append(ref.Needed, s.Kind)
		case s.Date != "" && ref.Date == "":
			ref.Date = s.Date
			ref.Public = Public{As: "publication", From: s.Date, Evidence: "documented", Source: s.Title}
			ref.Events = append(ref.Events, ref.Public)
		}
	}
	for _, u := range p.Used {
		if u.Evidence == "documented" && u.From != "" {
			use := Public{As: u.As, Who: u.Who, Country: u.Country, From: u.From, Evidence: u.Evidence, Source: u.Source}
			ref.Events = append(ref.Events, use)
			if earliest(u.From) {
				ref.Date, ref.Public = u.From, use
			}
		}
		if u.Evidence == "asserted" && u.From != "" && (ref.Asserted.From == "" || lastDay(u.From) < lastDay(ref.Asserted.From)) {
			ref.Asserted = Public{As: u.As, Who: u.Who, Country: u.Country, From: u.From, Evidence: u.Evidence, Source: u.Source}
		}
	}
	if ref.Public.As == "" {
		ref.Public = ref.Asserted
	}
	return ref
}

// span is a run of an article's sentences in one paragraph that speak of the same practices.
type span struct {
	remarks []claims.Remark
	about   []int // indexes into the list of practices
	claims  []int
}

// maxRun is how many sentences after one that names a practice still count as speaking of it, in the same paragraph and until
// another is named.
const maxRun = 6

// speakOf cuts the remarks into the runs that speak of known practices. A practice is spoken of where its name or another
// name of it stands, word by word in any inflection.
func speakOf(remarks []claims.Remark, known []practice.Practice) []span {
	type name struct {
		stems    []string
		practice int
	}
	var names []name
	for i, p := range known {
		for _, n := range append([]string{p.Name}, p.Also...) {
			var stems []string
			for _, t := range tokens(n) {
				stems = append(stems, t.stem)
			}
			if len(stems) > 0 {
				names = append(names, name{stems, i})
			}
		}
	}
	var out []span
	para, run := -1, 0
	for _, r := range remarks {
		toks := tokens(r.Text)
		var about []int
		for _, n := range names {
			for k := range toks {
				if standsAt(toks, k, n.stems) && !slices.Contains(about, n.practice) {
					about = append(about, n.practice)
				}
			}
		}
		switch {
		case len(out) == 0 && len(r.Claims) == 0: // before the first claim an author tells what the patent is about
		case restates(r.Text) && about == nil:
			run = 0 // what the author says of the patent is no practice, and ends what was said of one
		case about != nil:
			slices.Sort(about)
			if n := len(out) - 1; n >= 0 && r.Para == para && run <= maxRun && slices.Equal(out[n].about, about) {
				out[n].remarks = append(out[n].remarks, r)
				out[n].claims = union(out[n].claims, r.Claims)
			} else {
				out = append(out, span{[]claims.Remark{r}, about, r.Claims})
			}
			para, run = r.Para, 1
		case r.Para == para && run > 0 && run <= maxRun:
			n := len(out) - 1
			out[n].remarks = append(out[n].remarks, r)
			run++
		default:
			run = 0
		}
	}
	return out
}

// restating opens a sentence that speaks of the patent, not of a practice: "This part of the patent", "In the press release",
// "So they patent".
var restating = lazyregexp.New(`(?i)^\W*(?:(?:and|but|so|also|now|in other words|in short|summary|basically)\W+)*(?:` +
	`(?:this|that|the|each|every|its|their|one)\s+(?:[\w“”"-]+\s+){0,2}?(?:part|piece|language|wording|text|scope|breadth|art|concept|idea|improvement|invention|patent|claims?|sections?|product|description|specification|applicant|inventors?|company|difference)\b` +
	`|(?:claims?|sections?)\s+[\d, and]+\s+(?:says?|covers?|adds?|recites?|states?|describes?|concerns?|changes?|replaces?|drops?|reads?|merely|only|takes?|copies|repeats?|is\s+(?:identical|similar|the\s+same|claim|section|about|word))\b|in\s+(?:the|its|their|his)\s+(?:press\s+release|patent|description|claims?|specification)\b` +
	`|(?:they|it)(?:['’]re|['’]ve|\s+(?:are|have|is))?\s+(?:not\s+)?(?:just\s+|also\s+|only\s+)?(?:patent\w*|claim\w*|adds?|covers?|goes\s+on\s+to\s+describe|describes?|says?|going\s+to\s+build)\b` +
	`|we['’]re\s+patenting)`)

// restates tells whether a sentence is about the patent. One that also names what was done before, with a claim's number
// ("this is claim 5 all over"), begins otherwise.
func restates(text string) bool { return restating.MatchString(text) }

// passageOf joins the sentences of a run as they stand in the article and says on which lines.
func passageOf(remarks []claims.Remark) Passage {
	var b strings.Builder
	p := Passage{}
	for i, r := range remarks {
		if i > 0 {
			b.WriteString(r.Gap)
		}
		p.Lines = append(p.Lines, LineAt{b.Len(), r.Line, r.EndLine})
		b.WriteString(r.Text)
	}
	p.Text = b.String()
	p.Loc = p.locate(0, len(p.Text))
	return p
}

// locate names the lines of a piece of the passage; without lines, the passage's own place.
func (p *Passage) locate(start, end int) string {
	if len(p.Lines) == 0 {
		return p.Loc
	}
	first, last := p.Lines[0].Line, p.Lines[0].End
	for _, l := range p.Lines {
		if l.Offset <= start {
			first = l.Line
		}
		if l.Offset < end {
			last = l.End
		}
	}
	if first == last {
		return fmt.Sprintf("line %d", first)
	}
	return fmt.Sprintf("lines %d-%d", first, last)
}

// thing is what an article's author names as done before, which no known practice covers.
type thing struct {
	title   string
	remarks []claims.Remark
	spans   []span
	claims  []int
}

func (t *thing) reference() Reference {
	ref := Reference{ID: slug(t.title), Title: t.title, Kind: "practice", Named: t.claims}
	for _, s := range t.spans {
		ref.Passages = append(ref.Passages, passageOf(s.remarks))
	}
	ref.Public = Public{As: "known", Evidence: "asserted"}
	ref.Needed = []string{"a dated document that describes the " + t.title}
	return ref
}

// slug makes an ID of a title: small letters and digits of any script, joined by hyphens.
func slug(title string) string {
	var parts []string
	for _, w := range claims.Words(title) {
		parts = append(parts, w.Lower)
	}
	return strings.Join(parts, "-")
}
