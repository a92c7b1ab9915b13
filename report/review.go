package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"claimchart/priorart"
)

// A reviewed is a cell that a decision may stand on.
type reviewed struct {
	chart *priorart.ClaimChart
	row   *priorart.Row
	cell  *priorart.Cell
	taken bool // a nearer decision stands on it
}

// Review puts a person's decisions beside the cells that they stand on; those that stand on none go to Unmatched with the reason. No
// computed value changes.
//
// A decision stands on every cell with the limitation's text, the reference and the quotation that it was made on, whatever claim
// that is in; one made on that very cell goes before one made on the same label in another claim, and that before one made elsewhere. Where the quotation is another everywhere it
// stands on the cells with text and reference, and where the text is another on the cell with label, reference and quotation;
// both are flagged. Texts are compared with white space folded.
func (c *Charted) Review(decisions []priorart.Review) {
	if c == nil || len(decisions) == 0 {
		return
	}
	byText, byLabel := map[string][]*reviewed{}, map[string]*reviewed{}
	for i := range c.Charts {
		k := &c.Charts[i]
		for j := range k.Rows {
			r := &k.Rows[j]
			for n := range r.Cells {
				p := &reviewed{chart: k, row: r, cell: &r.Cells[n]}
				key := foldedText(r.Text) + "\x00" + p.cell.Reference
				byText[key] = append(byText[key], p)
				if at := labelKey(k.Claim, k.Via, r.Label, p.cell.Reference); byLabel[at] == nil {
					byLabel[at] = p
				}
			}
		}
	}
	targets := make([][]*reviewed, len(decisions))
	for i := range decisions {
		targets[i] = c.targets(&decisions[i], byText, byLabel)
	}
	found := make([]bool, len(decisions))
	for nearness := range 3 {
		var taken []*reviewed
		for i := range decisions {
			d := &decisions[i]
			for _, p := range targets[i] {
				if p.nearness(d) == nearness && !p.taken {
					p.cell.Reviews = append(p.cell.Reviews, p.since(d, nearness < 2 || found[i]))
					taken = append(taken, p)
					found[i] = true
				}
			}
		}
		for _, p := range taken {
			p.taken = true
		}
	}
	for i := range decisions {
		if !found[i] {
			d := decisions[i]
			d.Why = c.unmatched(&d, len(targets[i]) > 0, byLabel)
			c.Unmatched = append(c.Unmatched, d)
		}
	}
}

func foldedText(text string) string { return strings.Join(strings.Fields(cellText(text)), " ") }

func labelKey(claim, via int, label, reference string) string {
	return fmt.Sprintf("%d %d %s\x00%s", claim, via, label, reference)
}

// targets are the cells that a decision may stand on.
func (c *Charted) targets(d *priorart.Review, byText map[string][]*reviewed, byLabel map[string]*reviewed) []*reviewed {
	list := byText[foldedText(d.Text)+"\x00"+d.Reference]
	if d.Document != "" && slices.ContainsFunc(c.Sets, func(s Document) bool { return s.Name == d.Document }) {
		list = keep(list, func(p *reviewed) bool { return p.chart.Document == d.Document })
	}
	if same := keep(list, func(p *reviewed) bool { return p.quoted(d) }); len(same) > 0 {
		return same
	}
	if len(list) > 0 {
		return list
	}
	if p := byLabel[labelKey(d.Claim, d.Via, d.Label, d.Reference)]; p != nil && d.Quote != "" && p.quoted(d) {
		return []*reviewed{p}
	}
	return nil
}

func keep(list []*reviewed, want func(*reviewed) bool) []*reviewed {
	var out []*reviewed
	for _, p := range list {
		if want(p) {
			out = append(out, p)
		}
	}
	return out
}

// quoted tells whether a cell has the quotation that a decision was made on.
func (p *reviewed) quoted(d *priorart.Review) bool {
	return foldedText(cellQuotes(p.cell)) == foldedText(d.Quote)
}

// nearness is 0 where a decision was made on this very cell, 1 where on the same label in another claim, else 2.
func (p *reviewed) nearness(d *priorart.Review) int {
	switch {
	case d.Label != p.row.Label:
		return 2
	case d.Claim != p.chart.Claim || d.Via != p.chart.Via:
		return 1
	}
	return 0
}

// since is a decision with what has changed since it was made; placed tells whether the place that it was made on is still there.
func (p *reviewed) since(d *priorart.Review, placed bool) priorart.Review {
	out := *d
	out.Changed = slices.Clone(d.Changed)
	add := func(text string) {
		if !slices.Contains(out.Changed, text) {
			out.Changed = append(out.Changed, text)
		}
	}
	if foldedText(d.Text) != foldedText(p.row.Text) {
		add("limitation changed, it was: " + foldedText(d.Text))
	}
	if !placed && d.Label != "" {
		add("stood at " + d.Label + " of claim " + fmt.Sprint(d.Claim))
	}
	if !p.quoted(d) {
		was := foldedText(d.Quote)
		if was == "" {
			was = "none"
		}
		add("quotation changed, it was: " + was)
	}
	if d.Result != "" && d.Result != p.cell.Status {
		add("result changed, it was: " + d.Result.Words())
	}
	if d.Score != nil && math.Abs(*d.Score-p.cell.Score) > 0.005 {
		add("score was " + decimal(*d.Score) + ", is " + decimal(p.cell.Score))
	}
	return out
}

// unmatched is why a decision stands on no cell.
func (c *Charted) unmatched(d *priorart.Review, taken bool, byLabel map[string]*reviewed) string {
	switch {
	case taken:
		return "the cells with these words and this quotation have decisions of their own"
	case !slices.ContainsFunc(c.Art, func(a Art) bool { return a.ID == d.Reference }):
		return "the reference " + d.Reference + " is not in this run"
	case byLabel[labelKey(d.Claim, d.Via, d.Label, d.Reference)] != nil:
		return d.Label + " reads otherwise now, and its quotation is another"
	}
	for i := range c.Charts {
		for j := range c.Charts[i].Rows {
			if foldedText(c.Charts[i].Rows[j].Text) == foldedText(d.Text) {
				return "the reference has no cell for this limitation now: raise --best"
			}
		}
	}
	return "no limitation of the claims charted reads so"
}

// reviewing tells whether any decision is shown.
func (c *Charted) reviewing() bool {
	if len(c.Unmatched) > 0 {
		return true
	}
	for i := range c.Charts {
		for j := range c.Charts[i].Rows {
			for n := range c.Charts[i].Rows[j].Cells {
				if len(c.Charts[i].Rows[j].Cells[n].Reviews) > 0 {
					return true
				}
			}
		}
	}
	return false
}

// reviewFields are a cell's decisions in one row: who, the status, the note, what has changed. Of several the first has the status; the
// others follow whole in the note.
func reviewFields(list []priorart.Review) []string {
	if len(list) == 0 {
		return make([]string, len(reviewHead))
	}
	first := list[0]
	note, changed := nonEmpty(first.Note), slices.Clone(first.Changed)
	for _, d := range list[1:] {
		other := "also decided: " + strings.Join(nonEmpty(d.Reviewed, personal(d.Status), d.Note), ", ")
		note = append(note, other)
		for _, words := range d.Changed {
			if !slices.Contains(changed, words) {
				changed = append(changed, words)
			}
		}
	}
	return []string{first.Reviewed, personal(first.Status), strings.Join(note, "\n"), strings.Join(changed, "\n")}
}

// reviewHead heads the columns of CSV for decisions, which only a run with --review has.
var reviewHead = []string{"reviewed", "review_status", "review_note", "review_changed"}

// personal are the words of a person's status, none where none was chosen.
func personal(s priorart.Status) string {
	if s == "" {
		return ""
	}
	return s.Words()
}

// reviews is the section of a person's decisions: each beside what was computed, and those that stand on nothing.
func (m *chartMaker) reviews() {
	if !m.reviewing() {
		return
	}
	m.heading(2, "Decisions of the person who reviewed")
	g := grid{ruled: true, columns: []column{
		{head: "Limitation", limit: 12}, {head: "Reference", share: 3, least: 10}, {head: "Computed", limit: 12}, {head: "Reviewed", share: 2, least: 8},
		{head: "Status", limit: 14}, {head: "Note", share: 4, least: 8}, {head: "Changed since", share: 4, least: 8},
	}}
	for _, e := range m.evidenceRows() {
		if e.cell == nil || len(e.cell.Reviews) == 0 {
			continue
		}
		f := reviewFields(e.cell.Reviews)
		sign, _, t := status(e.cell.Status)
		where := cell{{bold(e.row.Label)}}
		if e.row.InheritedFrom != 0 || m.many || e.chart.Via != 0 {
			where = append(where, line(say(m.where(e.chart.Document)+"claim "+m.set(e.chart.Document).viaMark(e.chart.Claim, e.chart.Via))))
		}
		person := cell{}
		if s := e.cell.Reviews[0].Status; s != "" {
			sign, _, t := status(s)
			person = cell{{toned(sign, t), say(" " + s.Words())}}
		}
		g.rows = append(g.rows, []cell{where, one(m.refs([]string{e.cell.Reference}, "")), {{toned(sign, t), say(" " + hundredths(e.cell.Score))}}, one(f[0]), person, one(f[2]), one(f[3])})
	}
	m.grid(g)
	if len(g.rows) > 0 {
		m.para(toned("Computed: the tool's result and score in hundredths, as in the charts, which decisions do not change. An inherited limitation with the same result stands once.", faint))
	}
	var items []item
	for i := range m.Unmatched {
		d := &m.Unmatched[i]
		items = append(items, point(bold(strings.Join(nonEmpty(d.Label, d.Reference), ", ")+": "),
			say(strings.Join(nonEmpty(d.Reviewed, personal(d.Status), d.Note), ", ")+" – not matched: "+d.Why+". Limitation: "+foldedText(d.Text)+quoteOf(d)+changedOf(d)+atOf(d))))
	}
	if len(items) > 0 {
		m.heading(3, "Decisions that could not be matched")
		m.list(items...)
	}
}

func quoteOf(d *priorart.Review) string {
	if d.Quote == "" {
		return ""
	}
	return " Quotation: " + foldedText(d.Quote)
}

func changedOf(d *priorart.Review) string {
	if len(d.Changed) == 0 {
		return ""
	}
	return " Changed before: " + strings.Join(d.Changed, "; ")
}

func atOf(d *priorart.Review) string {
	if d.At == "" {
		return ""
	}
	return " (" + d.At + ")"
}
