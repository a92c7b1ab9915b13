package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"claimchart/claims/lazyregexp"
	"claimchart/priorart"
)

// CiteForms are the forms of pin cites that --cite takes:
//
//	us    [0042] · col. 3, ll. 10-15 · p. 4, ll. 3-8 · claim 1 · abstract
//	ptab  EX1005 ¶42 · EX1005, 3:10-15 · EX1005, p. 4, ll. 3-8 · EX1005, claim 1
//	ep    D1: [0042] · D1: col. 3, ll. 10-15 · D1: p. 4, ll. 3-8 · D1: claim 1
func CiteForms() []string { return []string{"us", "ptab", "ep"} }

// The places that a reader gives, and that can be cited or not.
var (
	printedParagraph = lazyregexp.New(`^\[0*(\d+)\]$`)
	countedParagraph = lazyregexp.New(`^¶\d+`)
	ownLines         = lazyregexp.New(`^lines? \d+(-\d+)?$`)
	columnLines      = lazyregexp.New(`^col\. (\d+), ll?\. (\d+)(?:-(\d+))?$`)
	columnToColumn   = lazyregexp.New(`^col\. (\d+), l\. (\d+) - col\. (\d+), l\. (\d+)$`)
)

// Why a place cannot be cited in any form.
const (
	noPlace      = "the source names no place"
	countedPlace = "paragraphs are counted, the source prints no number"
	filePlace    = "lines of a file, no page or column that is printed"
)

// A citer writes pin cites in one form.
type citer struct {
	form     string
	exhibits map[string]string // by label
}

// exhibits gives each label the number of its exhibit. A label that is such a number ("EX1005", as library.yaml can give) is its own; D5 is EX1005,
// so that the number stays with the label; what is left, in order, gets the next numbers after the highest.
func exhibits(labels []string) map[string]string {
	out := map[string]string{}
	taken := map[string]bool{}
	highest := 1000
	give := func(label string, n int) {
		if number := fmt.Sprintf("EX%d", n); out[label] == "" && !taken[number] {
			out[label], taken[number], highest = number, true, max(highest, n)
		}
	}
	for _, shape := range []struct {
		label *lazyregexp.Regexp
		from  int
	}{{exhibitLabel, 0}, {documentLabel, 1000}} {
		for _, l := range labels {
			if m := shape.label.FindStringSubmatch(l); m != nil {
				n, _ := strconv.Atoi(m[1]) // digits, few enough for a number
				give(l, shape.from+n)
			}
		}
	}
	for _, l := range labels {
		give(l, highest+1)
	}
	return out
}

var (
	exhibitLabel  = lazyregexp.New(`(?i)^ex(?:hibit)?[. ]?(\d{1,6})$`)
	documentLabel = lazyregexp.New(`^D(\d{1,6})$`)
)

func newCiter(form string, labels []string) *citer { return &citer{form, exhibits(labels)} }

// cite writes the place of a reference in the citer's form. Where the source gives no such place cite is empty and why says so: nothing is
// counted that is not printed.
func (c *citer) cite(label, place string) (cite, why string) {
	switch {
	case place == "":
		return "", noPlace
	case countedParagraph.MatchString(place):
		return "", countedPlace
	case ownLines.MatchString(place):
		return "", filePlace
	}
	switch c.form {
	case "ep":
		return label + ": " + place, ""
	case "ptab":
		ex := c.exhibits[label]
		if m := printedParagraph.FindStringSubmatch(place); m != nil {
			return ex + " ¶" + m[1], ""
		}
		if m := columnLines.FindStringSubmatch(place); m != nil {
			place = m[1] + ":" + m[2]
			if m[3] != "" {
				place += "-" + m[3]
			}
		} else if m := columnToColumn.FindStringSubmatch(place); m != nil {
			place = fmt.Sprintf("%s:%s-%s:%s", m[1], m[2], m[3], m[4])
		}
		return ex + ", " + place, ""
	}
	return place, ""
}

// CiteAs puts the report's pin cites in a form, one of CiteForms; an empty form leaves them as the sources have them. labels are
// those of all references, in their order, by which exhibits are numbered. What cannot be cited so has an empty cite and says why.
func (r *Report) CiteAs(form string, labels []string) {
	if form == "" {
		return
	}
	c := newCiter(form, labels)
	switch {
	case r.Charted != nil:
		c.chart(r.Charted)
	case r.Ranking != nil:
		r.Ranking.Options.Cite = form
		for i := range r.Ranking.Claims {
			for j := range r.Ranking.Claims[i].Ranking {
				if a := &r.Ranking.Claims[i].Ranking[j]; r.Ranking.By == string(priorart.ByPassage) {
					a.Cite, a.Uncited = c.cite(a.Label, a.Loc)
				}
			}
		}
	case r.Searched != nil:
		r.Searched.Cite = form
		for i := range r.Searched.Results {
			f := &r.Searched.Results[i]
			f.Cite, f.Uncited = c.cite(f.Label, cmp.Or(f.Cite, f.Loc))
		}
	}
}

// chart puts the cites of a chart's evidence in the form. The charts may share their cells: each is done once.
func (c *citer) chart(k *Charted) {
	k.Options.Cite = c.form
	labels := map[string]string{}
	for i := range k.Art {
		a := &k.Art[i]
		labels[a.ID] = a.Label
		if c.form == "ptab" {
			a.Exhibit = c.exhibits[a.Label]
		}
	}
	done := map[*priorart.Evidence]bool{}
	put := func(reference string, list []priorart.Evidence) {
		for i := range list {
			if e := &list[i]; !done[e] {
				done[e] = true
				e.Cite, e.Uncited = c.cite(labels[reference], cmp.Or(e.Cite, e.Loc))
			}
		}
	}
	for i := range k.Charts {
		for _, row := range k.Charts[i].Rows {
			for _, cell := range row.Cells {
				put(cell.Reference, cell.Evidence)
			}
		}
	}
	for i := range k.Explained {
		put(k.Explained[i].Reference, k.Explained[i].Evidence)
	}
}

// uncited is what is printed of a place that cannot be cited in the form asked for.
func uncited(place string) string {
	if place == "" {
		return "no place to cite"
	}
	return place + ", no pin cite"
}

// citeNote says which form the cites have and what has none: "ptab; exhibits D1 EX1001, ...; 3 of 40 quotations have none: lines of a file ...".
func (r *Report) citeNote() string {
	form, all, without := "", 0, 0
	var whys, given []string
	count := func(cite, why string) {
		if all++; cite == "" {
			if without++; !slices.Contains(whys, why) {
				whys = append(whys, why)
			}
		}
	}
	switch {
	case r.Charted != nil:
		form = r.Options.Cite
		seen := map[*priorart.Evidence]bool{}
		for i := range r.Charts {
			for _, row := range r.Charts[i].Rows {
				for _, cell := range row.Cells {
					for j := range cell.Evidence {
						if e := &cell.Evidence[j]; !seen[e] {
							seen[e] = true
							count(e.Cite, e.Uncited)
						}
					}
				}
			}
		}
		for i := range r.Art {
			if a := &r.Art[i]; a.Exhibit != "" && a.Exhibit != a.Label {
				given = append(given, a.Label+" "+a.Exhibit)
			}
		}
	case r.Ranking != nil:
		form = r.Ranking.Options.Cite
		for _, c := range r.Ranking.Claims {
			for _, a := range c.Ranking {
				if r.Ranking.By == string(priorart.ByPassage) {
					count(a.Cite, a.Uncited)
				}
			}
		}
	case r.Searched != nil:
		form = r.Searched.Cite
		for _, f := range r.Searched.Results {
			count(f.Cite, f.Uncited)
		}
	}
	if form == "" {
		return ""
	}
	words := form
	if form == "ptab" {
		words += ", exhibits numbered by the labels"
		if given != nil {
			words += ": " + listed(given)
		}
	}
	if without > 0 {
		slices.Sort(whys)
		words += fmt.Sprintf("; %d of %d places cannot be cited so (%s)", without, all, strings.Join(whys, "; "))
	}
	return words
}
