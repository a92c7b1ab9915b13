package priorart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// Options decide what is charted.
type Options struct {
	Claims   []int // the claims to chart, all if empty
	Best     int   // at most so many references have cells, the best by coverage; 0 means DefaultBest
	Priority PriorityDates
	Filing   PriorityDates // US filing dates with their benefit; under the EPC filing dates
	Law      Law           // empty is US
	Explain  []Asked       // cells whose scores are to be explained
	Own      []*Thesaurus  // the user's, used in this order before what ships
}

// DefaultBest is how many references have cells unless told otherwise: as many columns as a reader takes in.
const DefaultBest = 8

// Chart is a claim set against a library.
type Chart struct {
	Set     *claims.Set
	Library *Library // of the references that were compared
	Charts  []ClaimChart
	Gaps    []Gap
	Assumed []Assumption
	Law     Law     // the law applied, US where AIA or pre-AIA cannot be told; empty where no date was known to check against
	Cited   []Cited // the references' categories, in the order of the library
	Fewest  *Fewest // nil where no eligible reference shows anything

	Explained   []Explanation // of the cells that the options ask for
	Unexplained error         // why there are none: what is asked for is not there, with what there is
}

// charter scores each distinct element text once for the whole set: claims that share an element share its cells.
type charter struct {
	set      *claims.Set
	heritage *claims.Heritage
	lib      *Library
	opt      Options
	refs     []*Reference   // those of the library, all of which are compared
	said     *recitals      // nil where nothing is charted
	cells    [][]Cell       // of each recital, one for each reference compared; nil where it is not charted
	share    map[string]int // how many claims of the set have a limitation, by its text
	dated    map[int]claimDates
	times    map[claimDates][]timing // what the dates make of the references, for claims of the same dates once
	covered  []claimCover            // one for each chart made
	whole    *query                  // what the claims of the set say together
	says     map[string]bool         // whether a limitation says anything that could be searched for, by its text
}

// Make charts the claims of a set against a library.
//
// A multiple dependent claim is charted once for each of its direct parents (37 CFR 1.75(c)). Limitations that a claim
// inherits are charted with it. References stand in the order of their coverage, the mean score over all limitations. Described
// practices, of which little can be quoted, stand in the order of the mean share of the words that were found, their descriptions
// included, in which a limitation counts the less the more claims of the set have it: what sets the claim apart decides. A claim that was
// not reconstructed, or that depends on one, or on itself in a ring, is no chart but a Gap. The error names claims asked for that
// the set has not, or is that of reading the passages of a reference, or an index of them, from where they are stored.
func Make(set *claims.Set, lib *Library, opt Options) (*Chart, error) {
	if opt.Best <= 0 {
		opt.Best = DefaultBest
	}
	for _, n := range opt.Claims {
		if set.Claim(n) == nil {
			return nil, fmt.Errorf("%s has no claim %d: it has %s", set.Name, n, numbersOf(set))
		}
	}
	c := &charter{set: set, heritage: claims.NewHeritage(set.Claims), lib: lib, opt: opt, said: &recitals{}}
	if err := c.narrow(); err != nil {
		return nil, err
	}
	c.share = c.shares()
	dated, assumed, err := datesOf(set, opt)
	if err != nil {
		return nil, err
	}
	c.dated = dated
	if err := c.compare(); err != nil {
		return nil, err
	}
	out := &Chart{Set: set, Library: c.lib}
	for i := range set.Claims {
		cl := &set.Claims[i]
		if len(opt.Claims) > 0 && !slices.Contains(opt.Claims, cl.Num) {
			continue
		}
		if cl.Text == "" || cl.Canceled() {
			why := cl.Origin.Why
			switch {
			case cl.Status != "":
				why = "its status is " + cl.Status
			case cl.Text != "":
				why = "it is canceled: " + cl.Text
			}
			out.Gaps = append(out.Gaps, Gap{Document: set.Name, Claim: cl.Num, Reason: "not charted: its words are not known (" + why + ")", Missing: []string{}, Claims: []int{cl.Num}})
			continue
		}
		for _, via := range vias(cl) {
			chart, err := c.chart(cl, via)
			if err != nil {
				out.Gaps = append(out.Gaps, Gap{Document: set.Name, Claim: cl.Num, Via: via, Reason: "not charted: " + err.Error(), Missing: []string{}, Claims: []int{cl.Num}})
				continue
			}
			out.Charts = append(out.Charts, chart)
		}
	}
	out.Explained, out.Unexplained = c.explained()
	out.Gaps = append(gaps(out.Charts), out.Gaps...)
	out.Assumed = slices.Concat(assumed, c.assumptions())
	out.Cited, out.Fewest = cited(out.Charts, c.lib), c.fewest(out.Charts)
	for i := range out.Charts {
		if law := out.Charts[i].Law; law != "" {
			out.Law = law
		}
	}
	return out, nil
}

// vias are the parents through which a claim is charted: each of those of a multiple dependent claim, else 0.
func vias(cl *claims.Claim) []int {
	if cl.Kind == claims.Multiple {
		return cl.Refs
	}
	return []int{0}
}

func numbersOf(set *claims.Set) string {
	var list []string
	for _, c := range set.Claims {
		list = append(list, fmt.Sprint(c.Num))
	}
	return "claims " + strings.Join(list, ", ")
}

// shares counts in how many claims of the set each limitation stands, inherited ones included.
func (c *charter) shares() map[string]int {
	out := map[string]int{}
	for i := range c.set.Claims {
		cl := &c.set.Claims[i]
		if cl.Text == "" || cl.Canceled() {
			continue
		}
		seen := map[string]bool{}
		lims, err := c.limitations(cl, 0)
		if err != nil {
			continue // said where the claim is charted
		}
		for _, l := range lims {
			if !seen[l.element.Text] {
				seen[l.element.Text] = true
				out[l.element.Text]++
			}
		}
	}
	return out
}

// saidBy returns the text of all claims of a set, one after the other.
func saidBy(set *claims.Set) string {
	var parts []string
	for i := range set.Claims {
		parts = append(parts, set.Claims[i].Text)
	}
	return strings.Join(parts, "\n")
}

// limitation is an element that a claim has, its own or inherited.
type limitation struct {
	element  claims.Element
	from     int // the claim that states it
	scored   bool
	preamble bool
	recital  int // its number, where it is scored
}

// limitations returns what a claim has to show; see claims.Heritage. A dependent claim's preamble is not scored, nor is what says
// no more than the claim's category, "A system, comprising", which every reference on a system would show and no word tells, nor an
// element that only names the claim that is incorporated: what that claim says is charted as inherited.
func (c *charter) limitations(cl *claims.Claim, via int) ([]limitation, error) {
	list, err := c.heritage.Limitations(cl, via)
	if err != nil {
		return nil, err
	}
	out := make([]limitation, len(list))
	for i, l := range list {
		pre := strings.HasSuffix(l.Label, "[pre]")
		stated := cl
		if l.From != cl.Num {
			stated = c.heritage.Claim(l.From)
		}
		scored := !pre || stated.Kind == claims.Independent
		if stated.Relation == claims.Incorporates && onlyRefers.MatchString(l.Text) {
			scored = false
		}
		out[i] = limitation{element: l.Element, from: l.From, scored: scored && c.saysSomething(l.Text), preamble: pre}
	}
	c.recite(out)
	return out, nil
}

// saysSomething remembers saysSomething: a claim set comes back to its limitations many times.
func (c *charter) saysSomething(text string) bool {
	says, known := c.says[text]
	if !known {
		if c.says == nil {
			c.says = map[string]bool{}
		}
		says = saysSomething(text)
		c.says[text] = says
	}
	return says
}

// onlyRefers is an element that says no more than which claim's subject it is: "the device of claim 5".
var onlyRefers = lazyregexp.New(`(?i)^(?:the|an?)\s+(?:[\w-]+\s+){1,6}(?:of|according\s+to|as\s+claimed\s+in|in)\s+(?:any\s+(?:one\s+)?of\s+)?claims?\s+[\d,\s]+(?:(?:or|to|and)\s+\d+)?$`)

// chart charts one claim, via one parent where it is multiple dependent.
func (c *charter) chart(cl *claims.Claim, via int) (ClaimChart, error) {
	lims, err := c.limitations(cl, via)
	if err != nil {
		return ClaimChart{}, err
	}
	out := ClaimChart{Document: c.set.Name, Claim: cl.Num, Via: via, Reconstructed: cl.Origin.Kind == claims.Derived, Examined: len(c.refs)}
	out.Searched, _ = c.lib.Size()
	d := c.dated[cl.Num]
	if d.critical != "" {
		out.Law, out.CriticalDate, out.FilingDate = d.law, d.critical, d.said
	}
	times := c.timings(d)
	standings := make([]Standing, len(c.refs))
	exact := make([]float64, len(c.refs)) // scores before they are rounded
	told := !slices.ContainsFunc(c.lib.References, func(r Reference) bool { return r.Kind != "practice" })
	for i, ref := range c.refs {
		s := &standings[i]
		*s = Standing{Reference: ref.ID, Label: ref.Label, Title: ref.Title, Date: ref.Date, Named: slices.Contains(ref.Named, cl.Num)}
		s.Eligible, s.DateCheck, s.As, s.Use, s.Reason = times[i].eligible, times[i].check, times[i].as, times[i].use, times[i].reason
		n, np, weight := 0, 0, 0.0
		for _, l := range lims {
			if !l.scored {
				continue
			}
			cell := c.cellsOf(l)[i]
			s.Coverage += cell.Score
			n++
			w := 1 / float64(max(c.share[l.element.Text], 1))
			s.Score += float64(w * cell.share)
			weight += w
			if !l.preamble {
				s.CoverageWithoutPreamble += cell.Score
				np++
			}
			switch cell.Status {
			case Disclosed:
				s.Disclosed++
			case Partly:
				s.Partly++
			default:
				s.NotFound++
			}
		}
		exact[i] = s.Score / max(weight, 1e-9)
		if !told {
			exact[i] = s.Coverage / float64(max(n, 1))
		}
		s.Score, s.exact, s.number = round(exact[i]), exact[i], i
		s.Coverage, s.CoverageWithoutPreamble = round(s.Coverage/float64(max(n, 1))), round(s.CoverageWithoutPreamble/float64(max(np, 1)))
	}
	order := make([]int, len(standings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(exact[b], exact[a]), cmp.Compare(standings[b].Coverage, standings[a].Coverage))
	})
	for _, l := range lims {
		row := Row{Label: l.element.Label, Text: l.element.Text, Scored: l.scored, Cells: []Cell{}}
		if l.from != cl.Num {
			row.InheritedFrom = l.from
		}
		if l.scored {
			cells := c.cellsOf(l)
			for _, i := range order[:min(c.opt.Best, len(order))] {
				row.Cells = append(row.Cells, cells[i])
			}
		}
		out.Rows = append(out.Rows, row)
	}
	out.Verdict = c.verdict(cl, lims, standings, times, order)
	for _, i := range order {
		out.References = append(out.References, standings[i])
	}
	return out, nil
}

// timings is what a claim's dates make of each reference.
func (c *charter) timings(d claimDates) []timing {
	if c.times == nil {
		c.times = map[claimDates][]timing{}
	}
	if c.times[d] == nil {
		list := make([]timing, len(c.refs))
		for i, ref := range c.refs {
			list[i] = judge(ref, d, c.articleDate())
		}
		c.times[d] = list
	}
	return c.times[d]
}

// articleDate is the date of the article that the claims came from, or empty.
func (c *charter) articleDate() string {
	if !c.set.Article {
		return ""
	}
	return c.set.Dates.Publication
}

// compare makes the cells of every limitation that is charted, or that another reading would have, against the references
// of the library. Each reference is read once and then compared with all limitations, by one processor, while its words are at
// hand. They are kept only where the same few references are charted again; see texts.
func (c *charter) compare() error {
	c.whole = newQuery(saidBy(c.set), c.opt.Own...)
	recited := c.elements(true)
	queries := c.queries(recited)
	c.cells = make([][]Cell, len(c.said.list))
	for _, n := range recited {
		c.cells[n] = make([]Cell, len(c.lib.References))
	}
	c.refs = make([]*Reference, len(c.lib.References))
	errs := make([]error, len(c.refs))
	again := c.lib.texts.begin()
	onAllCores(len(c.refs), func(i int) {
		c.refs[i] = &c.lib.References[i]
		t, err := c.lib.texts.take(c.refs[i])
		if err != nil {
			errs[i] = err
			return
		}
		for k, cell := range c.said.cells(recited, queries, t) {
			c.cells[recited[k]][i] = queries(recited[k]).reasoned(cell).pinned(t.ref)
		}
		if again {
			c.lib.texts.give(c.refs[i], t)
		}
	})
	if err := firstErr(errs); err != nil {
		return err
	}
	for _, n := range recited {
		for i := range c.cells[n] {
			if cell := &c.cells[n][i]; c.byFunction(&c.said.list[n].element) && cell.Status == Disclosed {
				cell.Status = Partly
				cell.Reason = join(cell.Reason, functionWords)
			}
		}
	}
	return nil
}

// byFunction tells whether an element is in means-plus-function form, of which the structure has to be found (35 USC 112(f), MPEP
// 2181). Under the EPC "means for" is any means suitable for the function.
func (c *charter) byFunction(e *claims.Element) bool {
	return e.Functional == "means" && c.opt.Law != EP
}

// functionWords is why an element in means-plus-function form is at most partly found.
const functionWords = "means-plus-function: function words alone show no corresponding structure (35 USC 112(f))"

// query makes an element ready for scoring.
func (c *charter) query(text string) *query {
	q := newQuery(text, c.opt.Own...)
	q.set = c.whole
	return q
}

// cellsOf returns the cells of one of the limitations that were compared, one for each reference compared, in the order of the library.
func (c *charter) cellsOf(l limitation) []Cell { return c.cells[l.recital] }
