package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// A comparer puts two charts beside each other.
type comparer struct {
	old, new  *Charted
	out       *Compared
	documents map[string]string            // old name to new
	numbers   map[string]map[int]int       // by the new name: old claim number to new
	ids       map[string]string            // old reference to new
	was       map[string]string            // new reference to old
	content   map[string]bool              // new references whose words may be others
	names     map[string]string            // labels, by the new ID; of those taken away by the old one
	kinds     map[string]string            // of references, the same
	rewritten map[string]bool              // new names of documents of which any claim reads otherwise
	stated    [2]map[string]*priorart.Cell // of the old chart and of the new: cells of limitations in the claims that state them
	seen      map[string]int               // changed cells that stand in the report already
	counted   map[string]bool              // cells that are counted already

	oldSums, newSums fileSums
}

// CompareCharts puts two charts of one matter beside each other; before and after name the files that they were read from. Neither is
// changed. The result depends on the two reports only.
//
// Claim sets are paired by name, or where each report has one left, these; claims and limitations by their words (claims.Pair, pairRows),
// references by ID, or where a file was renamed by its content. Every cell of both is counted once as same, changed, new, gone or not
// shown, an inherited limitation's once where it is the same in each claim.
func CompareCharts(old, new *Report, before, after Input) *Report {
	c := &comparer{old: old.Charted, new: new.Charted, numbers: map[string]map[int]int{}, rewritten: map[string]bool{}, seen: map[string]int{}, counted: map[string]bool{}}
	c.out = &Compared{Old: comparedChart(old, before), New: comparedChart(new, after)}
	c.documents = pairDocuments(c.old, c.new)
	c.options(old, new)
	c.references()
	for _, name := range documentsOf(c.old) {
		to, ok := c.documents[name]
		if !ok {
			c.note("the claim set " + name + " is only in " + before.Name)
			continue
		}
		if to != name {
			c.note("the claim sets " + name + " and " + to + " are taken for the same: each report has one")
		}
		numbers, changes := pairClaims(c.old, c.new, name, to)
		c.numbers[to] = numbers
		c.out.Claims = append(c.out.Claims, changes...)
		c.rewritten[to] = claimsText(c.old, name) != claimsText(c.new, to)
	}
	for _, name := range documentsOf(c.new) {
		if c.numbers[name] == nil {
			c.note("the claim set " + name + " is only in " + after.Name)
		}
	}
	pairs := pairCharts(c.old, c.new, c.documents, c.numbers)
	c.stated[0], c.stated[1] = statedCells(c.old), statedCells(c.new)
	for i := range pairs {
		c.limitations(&pairs[i])
		c.cells(&pairs[i])
		c.verdict(&pairs[i])
	}
	c.tally()
	return &Report{Schema: Schema, Command: "compare", Compared: c.out}
}

func comparedChart(r *Report, in Input) ComparedChart {
	out := ComparedChart{Name: in.Name, Bytes: in.Bytes, SHA256: in.SHA256, Charts: len(r.Charts)}
	if r.Run != nil {
		out.Tool = r.Run.Tool
	}
	return out
}

func (c *comparer) note(words string) { c.out.Notes = append(c.out.Notes, words) }

// claimsText is all that the claims of a document say; of JSON lines, what their limitations say.
func claimsText(c *Charted, name string) string {
	var b strings.Builder
	if set := setOf(c, name); set != nil {
		for i := range set.Claims {
			b.WriteString(set.Claims[i].Text + "\n")
		}
		return b.String()
	}
	for i := range c.Charts {
		if c.Charts[i].Document != name {
			continue
		}
		for _, r := range c.Charts[i].Rows {
			b.WriteString(r.Text + "\n")
		}
	}
	return b.String()
}

// limitations tells how limitations were paired that read otherwise or stand elsewhere in their claim.
func (c *comparer) limitations(p *chartPair) {
	for _, r := range p.rows {
		if r.old == nil || r.new == nil || r.old.Text == r.new.Text && suffix(r.old.Label) == suffix(r.new.Label) {
			continue
		}
		l := LimitationChange{Document: p.new.Document, Claim: cmp.Or(r.new.InheritedFrom, p.new.Claim), Before: r.old.Label, After: r.new.Label, How: r.how, Similarity: 1}
		if key := l.Document + "\x00" + l.Before + "\x00" + l.After; c.counted[key] {
			continue
		} else {
			c.counted[key] = true
		}
		l.Reconstructed = p.new.Reconstructed
		l.Ops = claims.Diff(r.old.Text, r.new.Text)
		l.Similarity = claims.Similarity(r.old.Text, r.new.Text)
		c.out.Limitations = append(c.out.Limitations, l)
	}
}

// suffix is a label without the claim's number: "[a]".
func suffix(label string) string {
	if at := strings.IndexByte(label, '['); at >= 0 {
		return label[at:]
	}
	return label
}

// cells compares the cells of a chart.
func (c *comparer) cells(p *chartPair) {
	for i := range p.rows {
		r := &p.rows[i]
		if r.new != nil {
			for n := range r.new.Cells {
				k := &r.new.Cells[n]
				was, paired := c.was[k.Reference]
				if !paired {
					was = ""
				}
				c.cell(p, r, cellBy(r.old, was), k, k.Reference)
			}
		}
		if r.old != nil {
			for n := range r.old.Cells {
				k := &r.old.Cells[n]
				id, paired := c.ids[k.Reference]
				if !paired {
					id = k.Reference
				}
				if !paired || cellBy(r.new, id) == nil {
					c.cell(p, r, k, nil, id)
				}
			}
		}
	}
}

// statedCells are the cells of limitations in the claims that state them.
func statedCells(c *Charted) map[string]*priorart.Cell {
	out := map[string]*priorart.Cell{}
	for i := range c.Charts {
		for j := range c.Charts[i].Rows {
			r := &c.Charts[i].Rows[j]
			for n := range r.Cells {
				if key := statedKey(&c.Charts[i], r, &r.Cells[n]); r.InheritedFrom == 0 && out[key] == nil {
					out[key] = &r.Cells[n]
				}
			}
		}
	}
	return out
}

func statedKey(k *priorart.ClaimChart, r *priorart.Row, c *priorart.Cell) string {
	if c == nil {
		return ""
	}
	return k.Document + "\x00" + r.Label + "\x00" + c.Reference
}

func cellBy(r *priorart.Row, id string) *priorart.Cell {
	if r == nil || id == "" {
		return nil
	}
	for i := range r.Cells {
		if r.Cells[i].Reference == id {
			return &r.Cells[i]
		}
	}
	return nil
}

// cell compares a cell, and puts it into the report where it differs.
func (c *comparer) cell(p *chartPair, r *rowPair, before, after *priorart.Cell, id string) {
	k, row := p.new, r.new
	if after == nil && (k == nil || row == nil) {
		k, row = p.old, r.old
	}
	place := CellPlace{k.Claim, k.Via, row.Label}
	x := ChangedCell{Name: c.names[id], CellChange: CellChange{Document: k.Document, Claim: k.Claim, Via: k.Via, Label: row.Label, Text: row.Text, Reference: id, Before: StateOf(before), After: StateOf(after), Why: WhyChanged(before, after)}}
	x.Reconstructed = k.Reconstructed
	if s := standing(k, id); s != nil {
		x.Eligible = s.Eligible
	}
	if r.old != nil && r.new != nil {
		if was := (CellPlace{p.old.Claim, p.old.Via, r.old.Label}); was != place {
			x.Was = &was
		}
		if r.old.Text != r.new.Text {
			x.Ops = claims.Diff(r.old.Text, r.new.Text)
		}
	}
	x.What = c.what(p, r, before, after, id)
	if inherited := c.stated[0][statedKey(k, row, before)]; x.What == "gone" && p.new == nil && row.InheritedFrom != 0 && inherited != nil && SameCell(inherited, before) {
		return // of a claim that is gone: the cell stands with the claim that states the limitation
	}
	if inherited := c.stated[1][statedKey(k, row, after)]; x.What == "new" && p.old == nil && row.InheritedFrom != 0 && inherited != nil && SameCell(inherited, after) {
		return
	}
	key := fmt.Sprintf("%s\x00%s\x00%s\x00%s\x00%v\x00%v\x00%v", k.Document, row.Label, id, x.What, x.Before, x.After, x.Why)
	if x.What == "same" {
		if !c.counted[key] {
			c.counted[key] = true
			c.out.Tally.Same++
		}
		return
	}
	if at, ok := c.seen[key]; ok {
		c.out.Cells[at].Also = append(c.out.Cells[at].Also, place)
		return
	}
	c.seen[key] = len(c.out.Cells)
	x.Causes = c.causes(p, r, before, after, &x)
	c.out.Cells = append(c.out.Cells, x)
}

// what kind of change it is; "same" for none.
func (c *comparer) what(p *chartPair, r *rowPair, before, after *priorart.Cell, id string) string {
	switch {
	case before == nil:
		if r.old != nil && len(r.old.Cells) > 0 && standing(p.old, c.was[id]) != nil {
			return "shown"
		}
		return "new"
	case after == nil:
		if r.new != nil && len(r.new.Cells) > 0 && standing(p.new, id) != nil {
			return "not shown"
		}
		return "gone"
	case SameCell(before, after):
		return "same"
	case before.Status != after.Status:
		return "status"
	case len(WhyChanged(before, after)) == 1 && strings.HasPrefix(WhyChanged(before, after)[0], sameWordsOtherwise):
		return "score"
	}
	return "evidence"
}

// tally counts, and puts the cells with another status first.
func (c *comparer) tally() {
	order := []string{"status", "new", "gone", "evidence", "score", "shown", "not shown"}
	slices.SortStableFunc(c.out.Cells, func(a, b ChangedCell) int {
		return cmp.Compare(slices.Index(order, a.What), slices.Index(order, b.What))
	})
	t := &c.out.Tally
	for i := range c.out.Cells {
		x := &c.out.Cells[i]
		switch x.What {
		case "status":
			t.Status++
		case "evidence":
			t.Evidence++
		case "score":
			t.Score++
		case "new":
			t.New++
		case "gone":
			t.Gone++
		default:
			t.Hidden++
		}
		words := causeWords(x.Causes)
		at := slices.IndexFunc(t.Causes, func(k CauseTally) bool { return k.What == x.What && k.Cause == words })
		if at < 0 {
			at = len(t.Causes)
			t.Causes = append(t.Causes, CauseTally{What: x.What, Cause: words})
		}
		t.Causes[at].Cells++
	}
	t.Changed = t.Status + t.Evidence + t.Score
	c.out.Old.Cells = t.Same + t.Changed + t.Gone
	c.out.New.Cells = t.Same + t.Changed + t.New
	for i := range c.out.Cells {
		switch c.out.Cells[i].What {
		case "shown":
			c.out.New.Cells++
		case "not shown":
			c.out.Old.Cells++
		}
	}
}
