package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"claimchart/claims"
	"claimchart/priorart"
)

// missing lists the limitations that no eligible reference shows whole, then the claims that could not be charted.
func (m *chartMaker) missing() {
	m.heading(2, "What is missing")
	var whole, uncharted []priorart.Gap
	for _, g := range m.Gaps {
		if g.Label == "" {
			uncharted = append(uncharted, g)
		} else {
			whole = append(whole, g)
		}
	}
	eligible := false
	for _, c := range m.Charts {
		for _, s := range c.References {
			eligible = eligible || s.Eligible
		}
	}
	switch {
	case len(m.Charts) == 0:
		m.para(bold("No claim was charted."))
	case !eligible:
		m.para(bold("No reference is eligible on its date"), say(": every limitation stands open. What the ineligible references show is marked "+ineligible+" below."))
	case len(whole) == 0:
		m.para(say("Each limitation that was charted was found together in one passage of at least one eligible reference."))
	}
	if len(whole) > 0 {
		verb := " was"
		if len(whole) > 1 {
			verb = "s were"
		}
		m.para(bold(fmt.Sprintf("%d limitation%s not found together in one passage of any eligible reference:", len(whole), verb)))
	}
	m.gaps(whole)
	var items []item
	for _, g := range uncharted {
		items = append(items, point(bold(m.where(g.Document)+"Claim "+m.set(g.Document).viaMark(g.Claim, g.Via)), say(" could not be charted: "+strings.TrimPrefix(g.Reason, "not charted: "))))
	}
	m.list(items...)
}

// gaps prints a table of what is missing for each claim set, a limitation a row, and what its signs mean.
func (m *chartMaker) gaps(gaps []priorart.Gap) {
	if len(gaps) == 0 {
		return
	}
	var why reasons
	out := false // an ineligible reference comes nearest to a gap
	for i := range gaps {
		g := &gaps[i]
		why.add(m.gapReason(g))
		s := standing(m.chart(g.Document, g.Claim, g.Via), g.Best)
		out = out || s != nil && !s.Eligible
	}
	derived := false
	for len(gaps) > 0 {
		n := 1
		for n < len(gaps) && gaps[n].Document == gaps[0].Document {
			n++
		}
		m.setName(gaps[0].Document)
		derived = m.gapTable(gaps[:n], &why) || derived
		gaps = gaps[n:]
	}
	signs := why.words(false)
	if out {
		signs = append(signs, ineligible+" not eligible on its date")
	}
	words := "Nearest: the reference that shows most of it, and its score in hundredths; words missing are missing there. " + sentence(signs)
	if derived {
		words += " " + rebuilt + " " + claims.Reconstructed + "."
	}
	m.para(toned(words, faint))
}

// gapTable prints what one claim set is missing, and tells whether it names a reconstructed claim.
func (m *chartMaker) gapTable(gaps []priorart.Gap, why *reasons) bool {
	g := grid{columns: []column{
		{head: "Label", limit: 9}, {head: "Limitation", share: 5, least: 14, cut: 2}, {head: "Claims", limit: 10},
		{head: "Words missing", share: 6, least: 14}, {head: "Nearest", limit: 12},
	}}
	if m.room.wide {
		g.columns[1].cut, g.columns[2].limit, g.columns[4].limit = 1, 24, 48
	}
	limit := 40
	if m.room.width == 0 {
		limit = 110
	}
	derived := false
	for i := range gaps {
		gap := &gaps[i]
		set := m.set(gap.Document)
		nums := gap.Claims
		if len(nums) == 0 {
			nums = []int{gap.Claim}
		}
		who := numbers(nums, set.mark)
		if gap.Via != 0 {
			who += " via " + set.mark(gap.Via)
		}
		derived = derived || strings.Contains(who, rebuilt)
		missing := listed(gap.Missing)
		if gap.Best == "" && len(gap.Missing) == 0 {
			missing = "all"
		}
		g.rows = append(g.rows, []cell{
			{{bold(gap.Label)}}, one(telling(gaps, i, limit)), one(who),
			{{toned(missing, bad)}}, m.nearest(gap, why.sign(m.gapReason(gap))),
		})
	}
	m.grid(g)
	return derived
}

// telling cuts a limitation to limit columns. Words that it has in common with one above are left out at its beginning, for
// what sets it apart to be seen.
func telling(gaps []priorart.Gap, i, limit int) string {
	text := strings.Join(strings.Fields(gaps[i].Text), " ")
	if displaywidth.String(text) <= limit {
		return text
	}
	words := strings.Fields(text)
	most := 0
	for _, above := range gaps[:i] {
		other := strings.Fields(above.Text)
		n := 0
		for n < min(len(words), len(other)) && words[n] == other[n] {
			n++
		}
		if n < len(words) {
			most = max(most, n)
		}
	}
	if most >= 3 {
		return clip("…"+strings.Join(words[most:], " "), limit)
	}
	return clip(text, limit)
}

// gapStatus is the status of the cell that comes nearest to a gap.
func (m *chartMaker) gapStatus(gap *priorart.Gap) priorart.Status {
	if c := cellOf(m.chart(gap.Document, gap.Claim, gap.Via), gap.Label, gap.Best); c != nil {
		return c.Status
	}
	return priorart.NotFound
}

// gapReason is why a gap counts as one, and the status that this goes with: none where no reference comes near.
func (m *chartMaker) gapReason(gap *priorart.Gap) (priorart.Status, string) {
	if gap.Best == "" {
		return none, priorart.WithoutMissing(gap.Reason)
	}
	return m.gapStatus(gap), priorart.WithoutMissing(gap.Reason)
}

// nearest shows the reference that comes nearest to a gap: sign, label and score, and where there is room its title.
func (m *chartMaker) nearest(gap *priorart.Gap, why string) cell {
	sign, _, t := status(m.gapStatus(gap))
	if gap.Best == "" {
		return cell{{toned(sign, t), say(" –" + why)}}
	}
	label := gap.BestLabel
	if label == "" {
		label = m.label(gap.Best)
	}
	chart := m.chart(gap.Document, gap.Claim, gap.Via)
	if s := standing(chart, gap.Best); s != nil && !s.Eligible {
		label += ineligible
	}
	score := hundredths(gap.Score)
	if m.room.wide {
		if c := cellOf(chart, gap.Label, gap.Best); c != nil {
			score = scoreWords(c)
		}
		if a := m.art[gap.Best]; a != nil {
			label += " " + a.Title
		}
	}
	return cell{{toned(sign, t), say(" " + label + " " + score + why)}}
}

// reasons collects why limitations count as they do, so that a table says each reason once: beside the sign of its status
// where all of that status have it, else under a sign of its own.
type reasons struct {
	all   map[priorart.Status][]string // the reasons of each status, empty ones included
	signs []string                     // those with a sign of their own, in order
}

// none is the status of a limitation to which no reference comes near.
const none priorart.Status = ""

func (r *reasons) add(s priorart.Status, reason string) {
	if r.all == nil {
		r.all = map[priorart.Status][]string{}
	}
	r.all[s] = append(r.all[s], reason)
}

// common is the reason of all limitations of a status, if there are several and they have one.
func (r *reasons) common(s priorart.Status) string {
	list := r.all[s]
	if len(list) == 0 || len(list) == 1 && s != none || slices.ContainsFunc(list, func(o string) bool { return o != list[0] }) {
		return ""
	}
	return list[0]
}

// sign is what stands behind a limitation's score: nothing where the reason is none or that of all.
func (r *reasons) sign(s priorart.Status, reason string) string {
	if reason != "" && reason != r.common(s) && !slices.Contains(r.signs, reason) {
		r.signs = append(r.signs, reason)
	}
	return r.known(s, reason)
}

// known is sign for the reasons that have one.
func (r *reasons) known(s priorart.Status, reason string) string {
	if n := slices.Index(r.signs, reason); n >= 0 && reason != r.common(s) {
		return footnote(n)
	}
	return ""
}

// settle gives signs to the reasons that several limitations have.
func (r *reasons) settle() {
	times := map[string]int{}
	for _, s := range []priorart.Status{priorart.Disclosed, priorart.Partly, priorart.NotFound, none} {
		for _, reason := range r.all[s] {
			if times[reason]++; times[reason] == 2 {
				r.sign(s, reason)
			}
		}
	}
}

// footnote is the n-th sign for a reason.
func footnote(n int) string {
	if signs := []rune("¹²³⁴⁵⁶⁷⁸⁹"); n < len(signs) {
		return " " + string(signs[n])
	}
	return fmt.Sprintf(" (%d)", n+1)
}

// words explains the signs of the statuses that occur, or of all, and the reasons.
func (r *reasons) words(every bool) []string {
	var out []string
	for _, s := range []priorart.Status{priorart.Disclosed, priorart.Partly, priorart.NotFound} {
		if len(r.all[s]) == 0 && !every && (s != priorart.NotFound || len(r.all[none]) == 0) {
			continue
		}
		sign, text, _ := status(s)
		if why := r.common(s); why != "" {
			text += " (" + why + ")"
		}
		out = append(out, sign+" "+text)
	}
	if why := r.common(none); why != "" {
		out = append(out, "– "+why)
	}
	for n, why := range r.signs {
		out = append(out, strings.TrimSpace(footnote(n))+" "+why)
	}
	return out
}
