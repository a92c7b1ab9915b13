package report

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
)

// termTables shows, claim by claim, the things that it speaks of: those it introduces with the places that refer to them, those
// it takes up from other claims, and then, each by itself, the references of which it is not plain what they refer to.
func termTables(p *page, d *Document) {
	p.heading(2, "Terms")
	mark := d.marker()
	said := false
	for i := range d.Claims {
		c := &d.Claims[i]
		if c.Naming == nil || len(c.Terms) == 0 {
			continue
		}
		said = true
		title := "Claim " + mark(c.Num)
		if c.Origin.Kind == claims.Derived {
			title += ": " + claims.Reconstructed
		}
		p.heading(3, title)
		g := grid{columns: []column{
			{head: "Term", share: 4, least: 12}, {head: "Introduced in", limit: 13}, {head: "Referred to in", share: 2, least: 10}, {head: "Basis", share: 4, least: 10},
		}}
		for _, row := range termRowsOf(c) {
			g.rows = append(g.rows, []cell{{row.term}, one(row.from), one(labelList(row.at)), {row.basis}})
		}
		p.grid(g)
	}
	if !said {
		p.para(say("No term was read in these claims."))
	}
}

// A termRow is a thing that a claim speaks of, or a doubtful reference.
type termRow struct {
	term  para
	from  string   // where it is introduced
	at    []string // labels of the references to it, in order
	basis para
}

// termRowsOf groups a claim's terms.
func termRowsOf(c *Claim) []termRow {
	var own, taken, doubtful []termRow
	byPlace := map[string]*[]termRow{} // whose rows hold a thing
	index := map[string]int{}
	for _, t := range c.Terms {
		if t.Role == claims.Introduces {
			key := placeKey([]claims.Antecedent{{Claim: c.Num, Start: t.Start}})
			byPlace[key], index[key] = &own, len(own)
			own = append(own, termRow{term: para{bold(t.Text)}, from: t.Label})
		}
	}
	for _, t := range c.Terms {
		switch key := placeKey(t.Antecedents); {
		case t.Role == claims.Introduces:
		case t.Basis != claims.Stated:
			tone := bad
			if t.Basis == claims.Implicit || t.Basis == claims.Inherent || t.Basis == claims.Unknown {
				tone = half
			}
			basis := para{toned(t.Basis, tone)}
			if t.Why != "" {
				basis = append(basis, say(": "+t.Why))
			}
			doubtful = append(doubtful, termRow{para{say(t.Text)}, introducing(t.Antecedents), []string{t.Label}, basis})
		case byPlace[key] != nil:
			rows := *byPlace[key]
			rows[index[key]].at = append(rows[index[key]].at, t.Label)
		default:
			byPlace[key], index[key] = &taken, len(taken)
			taken = append(taken, termRow{term: para{say(t.Text)}, from: introducing(t.Antecedents), at: []string{t.Label}})
		}
	}
	return slices.Concat(own, taken, doubtful)
}

// placeKey tells one place, or one choice of places, from another.
func placeKey(list []claims.Antecedent) string {
	var b strings.Builder
	for _, a := range list {
		fmt.Fprintf(&b, "%d:%d ", a.Claim, a.Start)
	}
	return b.String()
}

// mostPlaces is how many places that introduce a term are named.
const mostPlaces = 6

// introducing names the places that introduce a term, which are alternatives.
func introducing(list []claims.Antecedent) string {
	var out []string
	for _, a := range list {
		if !slices.Contains(out, a.Label) {
			out = append(out, a.Label)
		}
	}
	if more := len(out) - mostPlaces; more > 0 {
		return strings.Join(out[:mostPlaces], ", ") + fmt.Sprintf(" or %d more", more)
	}
	return enumerate(out, "or")
}

// labelList joins labels, each once, with how often it stands there.
func labelList(labels []string) string {
	var out []string
	for i := 0; i < len(labels); {
		n := 1
		for i+n < len(labels) && labels[i+n] == labels[i] {
			n++
		}
		if n > 1 {
			out = append(out, fmt.Sprintf("%s ×%d", labels[i], n))
		} else {
			out = append(out, labels[i])
		}
		i += n
	}
	return strings.Join(out, ", ")
}
