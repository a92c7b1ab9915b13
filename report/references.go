package report

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/priorart"
)

// A group is the claims to which one reference stands alike.
type group struct {
	standing *priorart.Standing
	charts   []*priorart.ClaimChart
}

// standings groups the claims by what a reference's date makes of it for them, in order of the first claim.
func (m *chartMaker) standings(id string) []group {
	var out []group
	at := map[string]int{}
	for i := range m.Charts {
		c := &m.Charts[i]
		s := standing(c, id)
		if s == nil {
			continue
		}
		words := dateWords(s)
		n, seen := at[words]
		if !seen {
			n = len(out)
			at[words] = n
			out = append(out, group{standing: s})
		}
		out[n].charts = append(out[n].charts, c)
	}
	return out
}

// forClaims names a group's claims: " for claims 1-4", or nothing where they are all.
func (m *chartMaker) forClaims(g group) string {
	if len(g.charts) == len(m.Charts) {
		return ""
	}
	var words []string
	for i := range m.Sets {
		set := &m.Sets[i]
		var charts []*priorart.ClaimChart
		for _, c := range g.charts {
			if c.Document == set.Name {
				charts = append(charts, c)
			}
		}
		if list := names(set, charts); list != "" {
			words = append(words, m.where(set.Name)+list)
		}
	}
	return " for " + strings.Join(words, "; ")
}

// names lists the claims of charts of one set: "1-4, 7, 3 via 1".
func names(set *Document, charts []*priorart.ClaimChart) string {
	var plain []int
	var via []string
	for _, c := range charts {
		if c.Via == 0 {
			plain = append(plain, c.Claim)
		} else {
			via = append(via, set.viaMark(c.Claim, c.Via))
		}
	}
	return strings.Join(append(nonEmpty(numbers(plain, set.mark)), via...), ", ")
}

// mostListed is how many references tables list in any case. Of more than that, only those that have cells for a claim.
const mostListed = 20

// listed are the references that tables list. JSON and CSV have them all.
func (m *chartMaker) listed() []Art {
	if len(m.Art) <= mostListed {
		return m.Art
	}
	cells := map[string]bool{}
	for i := range m.Charts {
		for _, r := range m.Charts[i].Rows {
			for k := range r.Cells {
				cells[r.Cells[k].Reference] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(m.Art), func(a Art) bool { return !cells[a.ID] })
}

// references is the list of references: label, title, places, the claims that each is named for, and date.
func (m *chartMaker) references() {
	if len(m.Art) == 0 {
		return
	}
	m.heading(3, "References")
	g := grid{columns: []column{
		{head: "Label", limit: 8}, {head: "Reference", share: 4, least: 14}, {head: "Kind", limit: 10},
		{head: "Place", share: 3, least: 10}, {head: "Named for", limit: 12}, {head: "Date", limit: 16},
	}}
	if m.room.wide {
		g.columns = append(g.columns, column{head: "Public", share: 6, least: 20})
	}
	kind := m.kind()
	named, excluded := false, false
	for i := range m.rows {
		a := &m.rows[i]
		date := a.Date
		if date == "" {
			date = "no date"
		}
		when := cell{{say(date)}}
		var out group // the claims for which it is not eligible
		for j := range m.Charts {
			if s := standing(&m.Charts[j], a.ID); s != nil && !s.Eligible {
				out.charts = append(out.charts, &m.Charts[j])
			}
		}
		if len(out.charts) > 0 {
			excluded = true
			if words := m.forClaims(out); words == "" {
				when[0] = append(when[0], toned(" "+ineligible, faint))
			} else {
				when = append(when, line(toned(ineligible+words, faint)))
			}
		}
		row := []cell{{{bold(m.label(a.ID))}}, m.reference(a), one(""), one(places(a.Places)), one(numbers(a.Named, m.firstMark)), when}
		if kind == "" {
			row[2] = one(a.Kind)
		}
		named = named || len(a.Named) > 0
		if m.room.wide {
			row = append(row, one(publicWords(a)))
		}
		g.rows = append(g.rows, row)
	}
	m.grid(g)
	var words []string
	if kind != "" && kind != "practice" && len(m.Art) > 1 { // that they are practices is said above
		words = append(words, "all are of the kind “"+kind+"”")
	}
	if named {
		words = append(words, "named for: the claims that the author of the text sets it against")
	}
	if excluded {
		words = append(words, ineligible+" not eligible on its date: why, and what would be needed, is told under Dates")
	}
	if n := len(m.Art) - len(m.rows); n > 0 {
		words = append(words, fmt.Sprintf("%s more examined, none of them among the best %d of a claim charted here; csv and json have all", count(n, "reference"), m.Options.Best))
	}
	if len(words) > 0 {
		m.para(toned(capital(sentence(words)), faint))
	}
}

// reference is a reference's title, with its ID where that says more.
func (m *chartMaker) reference(a *Art) cell {
	if a.Kind == "practice" || a.ID == a.Title || a.ID == a.Label {
		return one(a.Title)
	}
	return cell{{say(a.Title)}, {toned(a.ID, faint)}}
}

// kind is the kind of all references, or empty where they differ.
func (m *chartMaker) kind() string {
	for _, a := range m.Art {
		if a.Kind != m.Art[0].Kind {
			return ""
		}
	}
	return m.Art[0].Kind
}

// checked tells whether dates were compared with a critical date.
func (m *chartMaker) checked() bool {
	for _, c := range m.Charts {
		for _, s := range c.References {
			if s.DateCheck != "" && s.DateCheck != "not checked" {
				return true
			}
		}
	}
	return false
}

// dates tells, where dates were checked, what made each reference eligible or not, and what earlier dated evidence is
// needed of those that are not. Otherwise the front of the report says that they were not checked.
func (m *chartMaker) dates() {
	if !m.checked() {
		return
	}
	m.heading(2, "Dates")
	common := m.commonClauses()
	var in, out []item
	for i := range m.rows {
		a := &m.rows[i]
		name := m.label(a.ID) + " " + a.Title
		needed := false
		for _, g := range m.standings(a.ID) {
			s := g.standing
			check := m.forClaims(g)
			if s.As != "" || s.Use != "" {
				check += " (" + strings.Join(nonEmpty(s.As, s.Use), "; ") + ")"
			}
			why := s.Reason
			if why == "" {
				why = checkWords(s)
			}
			if s.Eligible {
				if why = without(why, common); why == "" {
					why = checkWords(s)
				}
				in = append(in, point(bold(name+check+":"), say(" "+why)))
			} else {
				out = append(out, point(bold(name+check+":"), say(" "+why)))
				needed = true
			}
		}
		if needed && len(a.Needed) > 0 {
			out = append(out, under(toned("earlier dated evidence needed:", half), say(" "+strings.Join(a.Needed, "; "))))
		}
	}
	if len(in) > 0 {
		m.heading(3, "Eligible")
		if len(common) > 0 {
			m.para(say("Of each: " + strings.Join(common, "; ") + "."))
		}
		m.list(in...)
	}
	if len(out) > 0 {
		m.heading(3, ineligible+" Not eligible on this evidence")
		m.list(out...)
	}
	m.unread()
}

// unread says which exceptions and limbs of the law applied are not looked at.
func (m *chartMaker) unread() {
	us, ep := false, false
	for i := range m.Charts {
		ep = ep || m.Charts[i].Law == priorart.EP
		us = us || m.Charts[i].Law != priorart.EP && m.Charts[i].Law != ""
	}
	if us {
		m.para(toned("Not looked at under 35 USC 102: who made or disclosed what, common ownership and joint research, and before the AIA (c), (d), (f) and (g).", faint))
	}
	if ep {
		m.para(toned("Not looked at under the EPC: abuse and exhibitions (Art. 55) and national prior rights (Art. 139(2)).", faint))
	}
}

// commonClauses are the parts of a reason that all eligible references have, where there are several: they are said once.
func (m *chartMaker) commonClauses() []string {
	var common []string
	first, several := true, false
	for i := range m.rows {
		for _, g := range m.standings(m.rows[i].ID) {
			if !g.standing.Eligible {
				continue
			}
			clauses := strings.Split(g.standing.Reason, "; ")
			if first {
				common, first = clauses, false
				continue
			}
			several = true
			common = slices.DeleteFunc(common, func(c string) bool { return !slices.Contains(clauses, c) })
		}
	}
	if !several {
		return nil
	}
	return nonEmpty(common...)
}

// without takes out of a reason what is said elsewhere.
func without(reason string, said []string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(reason, "; "), func(c string) bool { return slices.Contains(said, c) }), "; ")
}

// firstMark marks a claim of the first set: an author's mapping is that of the text charted.
func (m *chartMaker) firstMark(num int) string {
	if len(m.Sets) == 0 {
		return fmt.Sprint(num)
	}
	return m.Sets[0].mark(num)
}

// back says what the report is not, and what it was made from.
func (m *chartMaker) back() {
	m.heading(2, "How to read this report")
	m.para(bold("Notice: "), say(Notice))
	items := append(inputItems(m.Inputs), namedItem("Options", strings.Join(m.options(), " · ")))
	m.list(append(items, m.report.citeItems()...)...)
}

// short is the beginning of a checksum, enough to tell two files apart; JSON has it whole.
func short(sum string) string {
	if len(sum) > 12 {
		return sum[:12] + "…"
	}
	return sum
}

// options lists the flags that decided the result.
func (m *chartMaker) options() []string {
	o := m.Options
	or := func(text, other string) string {
		if text == "" {
			return other
		}
		return text
	}
	list := []string{
		"against " + or(strings.Join(o.Against, ", "), "the practices that the text describes"),
		"practices " + or(o.Practices, "as shipped"),
		"claims " + or(o.Claims, "all"),
		fmt.Sprintf("best %d", o.Best),
		"priority date " + or(o.PriorityDate, "none"),
	}
	if o.FilingDate != "" {
		list = append(list, "filing date "+o.FilingDate)
	}
	if o.Law != "" {
		list = append(list, "law "+o.Law)
	}
	if len(o.Thesaurus) > 0 {
		list = append(list, "thesaurus "+strings.Join(o.Thesaurus, ", "))
	}
	if o.Cite != "" {
		list = append(list, "cite "+o.Cite)
	}
	if o.Review != "" {
		list = append(list, "review "+o.Review)
	}
	if len(o.Explain) > 0 {
		list = append(list, "explain "+strings.Join(o.Explain, " "))
	}
	return list
}
