package report

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// A chartMaker lays a chart report out, with what it has to look up.
type chartMaker struct {
	*page
	*Charted
	report *Report
	room   room
	many   bool // several claim sets: each table names its own
	art    map[string]*Art
	rows   []Art // those that tables list, best first: see listed

	why    reasons           // of the limitations in element charts
	shown  map[string]string // the labels of limitations charted so far; see shownKey
	marked map[string]string // the labels of limitations in grids of marks so far
}

func newChartMaker(r *Report, in room) *chartMaker {
	m := &chartMaker{page: &page{}, Charted: r.Charted, report: r, room: in, many: len(r.Sets) > 1, art: map[string]*Art{}, shown: map[string]string{}, marked: map[string]string{}}
	for i := range m.Art {
		m.art[m.Art[i].ID] = &m.Art[i]
	}
	m.rows = m.bestFirst(m.listed(), "")
	return m
}

// chartPage lays out what is missing first, then the claims, the matrix, the element charts, the references and the notice.
func chartPage(r *Report, in room) *page {
	m := newChartMaker(r, in)
	m.front(r.made())
	m.body(m.otherReadings)
	m.elementCharts()
	m.dates()
	m.back()
	return m.page
}

// body lays out all that stands between the front and the evidence. readings shows how the claims of a set were reconstructed.
func (m *chartMaker) body(readings func(set *Document)) {
	m.missing()
	m.assumptions()
	m.reviews()
	m.heading(2, "Claims")
	for i := range m.Sets {
		m.setName(m.Sets[i].Name)
		set := m.charted(&m.Sets[i])
		claimsTable(m.page, set, m.room)
		m.notCharted(&m.Sets[i], set)
		readings(set)
	}
	m.matrices()
	m.summaries()
	m.cited()
	m.fewest()
	m.references()
}

// chartsOf are the charts of a claim set, in order.
func (m *chartMaker) chartsOf(d *Document) (charts []*priorart.ClaimChart) {
	for i := range m.Charts {
		if m.Charts[i].Document == d.Name {
			charts = append(charts, &m.Charts[i])
		}
	}
	return charts
}

// front names the claims, and what they were compared with.
func (m *chartMaker) front(tool string) {
	title := m.Document
	if len(m.Sets) > 0 && m.Sets[0].Title != "" {
		title = m.Sets[0].Title
	}
	m.heading(1, "Claim chart: "+title)
	rest := nonEmpty(count(len(m.Art), "reference"), tool, "read with the notice at the end")
	for i := range m.Sets {
		s := &m.Sets[i]
		words := nonEmpty(s.Name, s.Number, datesWords(s.Dates), m.claimCount(s))
		if !m.many {
			words, rest = append(words, rest...), nil
		}
		m.para(say(strings.Join(words, " · ")))
	}
	if rest != nil {
		m.para(say(strings.Join(rest, " · ")))
	}
	if m.Dates != "" {
		m.para(say(m.Dates))
	}
}

// charted is a set with those of its claims that were charted or could not be, where not all of them were asked for.
func (m *chartMaker) charted(d *Document) *Document {
	if m.Options.Claims == "" {
		return d
	}
	asked := map[int]bool{}
	for i := range m.Charts {
		if m.Charts[i].Document == d.Name {
			asked[m.Charts[i].Claim] = true
		}
	}
	for _, g := range m.Gaps {
		if g.Document == d.Name && g.Label == "" {
			asked[g.Claim] = true
		}
	}
	out := *d
	out.Claims = slices.DeleteFunc(slices.Clone(d.Claims), func(c Claim) bool { return !asked[c.Num] })
	return &out
}

// notCharted names the claims of a set that were not asked for.
func (m *chartMaker) notCharted(d, charted *Document) {
	var rest []int
	for _, c := range d.Claims {
		if charted.claim(c.Num) == nil {
			rest = append(rest, c.Num)
		}
	}
	if len(rest) > 0 {
		m.para(toned("Not charted, since --claims "+m.Options.Claims+" was given: "+numbers(rest, d.mark)+".", faint))
	}
}

// claimCount is claimCount, or "2 of 10 claims charted".
func (m *chartMaker) claimCount(d *Document) string {
	if n := len(m.charted(d).Claims); n < len(d.Claims) {
		return fmt.Sprintf("%d of %s charted", n, count(len(d.Claims), "claim"))
	}
	return claimCount(d)
}

// claimCount is "10 claims, 4 of them reconstructed".
func claimCount(d *Document) string {
	derived, told := 0, 0
	for _, c := range d.Claims {
		switch c.Origin.Kind {
		case claims.Derived:
			derived++
		case claims.Described:
			told++
		}
	}
	words := count(len(d.Claims), "claim")
	if derived > 0 {
		words += fmt.Sprintf(", %d of them reconstructed %s", derived, rebuilt)
	}
	if told > 0 {
		words += fmt.Sprintf(", %d told of but not reconstructed", told)
	}
	return words
}

func datesWords(d claims.Dates) string {
	var parts []string
	for _, p := range [][2]string{{"priority", d.Priority}, {"filed", d.Filing}, {"published", d.Publication}, {"granted", d.Grant}, {"mailed", d.Mailed}} {
		if p[1] != "" {
			parts = append(parts, p[0]+" "+p[1])
		}
	}
	return strings.Join(parts, ", ")
}

func nonEmpty(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// set returns the claim set with the name, or nil.
func (m *chartMaker) set(name string) *Document {
	for i := range m.Sets {
		if m.Sets[i].Name == name {
			return &m.Sets[i]
		}
	}
	return nil
}

// setName heads a table of one claim set where there are several.
func (m *chartMaker) setName(name string) {
	if m.many {
		m.heading(3, name)
	}
}

// claim returns claim num of a document, or nil.
func (d *Document) claim(num int) *claims.Claim {
	if d == nil {
		return nil
	}
	for i := range d.Claims {
		if d.Claims[i].Num == num {
			return &d.Claims[i].Claim
		}
	}
	return nil
}

// mark names a claim of a document: its number, with the sign of a reconstruction where it is one.
func (d *Document) mark(num int) string {
	if c := d.claim(num); c != nil && c.Origin.Kind == claims.Derived {
		return fmt.Sprintf("%d%s", num, rebuilt)
	}
	return fmt.Sprint(num)
}

// viaMark names a chart: "3 via 1" for one alternative of a multiple dependent claim.
func (d *Document) viaMark(num, via int) string {
	if via == 0 {
		return d.mark(num)
	}
	return d.mark(num) + " via " + d.mark(via)
}

// label returns a reference's short name.
func (m *chartMaker) label(id string) string {
	if a := m.art[id]; a != nil && a.Label != "" {
		return a.Label
	}
	return id
}

// chart returns the chart of a claim, or nil.
func (m *chartMaker) chart(document string, num, via int) *priorart.ClaimChart {
	for i := range m.Charts {
		if c := &m.Charts[i]; c.Document == document && c.Claim == num && c.Via == via {
			return c
		}
	}
	return nil
}

// standing returns how a reference stands to a chart's claim, or nil.
func standing(c *priorart.ClaimChart, id string) *priorart.Standing {
	if c == nil {
		return nil
	}
	for i := range c.References {
		if c.References[i].Reference == id {
			return &c.References[i]
		}
	}
	return nil
}

// where names a document in front of a claim, where there are several.
func (m *chartMaker) where(document string) string {
	if !m.many || document == "" {
		return ""
	}
	return document + ", "
}

// cellOf returns the cell of a row and a reference, or nil.
func cellOf(c *priorart.ClaimChart, label, id string) *priorart.Cell {
	if c == nil {
		return nil
	}
	for i := range c.Rows {
		if c.Rows[i].Label != label {
			continue
		}
		for j := range c.Rows[i].Cells {
			if c.Rows[i].Cells[j].Reference == id {
				return &c.Rows[i].Cells[j]
			}
		}
	}
	return nil
}

// derived tells whether a chart's claim, or the parent that it is charted by, is a reconstruction.
func (m *chartMaker) derived(c *priorart.ClaimChart) bool {
	for _, n := range []int{c.Claim, c.Via} {
		if k := m.set(c.Document).claim(n); k != nil && k.Origin.Kind == claims.Derived {
			return true
		}
	}
	return c.Reconstructed
}

// assumptions lists what the tool decided that a reader may decide otherwise.
func (m *chartMaker) assumptions() {
	var items []item
	readings := false
	for _, a := range m.Assumed {
		var place []string
		if a.Claim != 0 {
			place = append(place, "claim "+m.set(a.Document).mark(a.Claim))
			c := m.set(a.Document).claim(a.Claim)
			readings = readings || c != nil && len(c.Origin.Readings) > 0
		}
		if a.Line != 0 {
			place = append(place, lines(a.Line, 0))
		}
		at := m.where(a.Document) + strings.Join(place, ", ")
		if at = strings.TrimSuffix(at, ", "); at != "" {
			at += ": "
		}
		if m.many {
			items = append(items, point(bold(at), say(capital(a.Text))))
		} else {
			items = append(items, point(bold(capital(at)), say(capital(a.Text))))
		}
	}
	if len(items) == 0 {
		return
	}
	title := "Assumptions made by the tool"
	if readings {
		title += " (other readings are written out under Claims)"
	}
	m.heading(3, title)
	m.list(items...)
}
