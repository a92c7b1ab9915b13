package report

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
)

// narrowTree is the width below which the tree has no column for where a claim came from.
const narrowTree = 72

// longList is how many columns a list of claim numbers may take beside a claim; what is more is counted.
const longList = 60

// leastNumbers is the width at which a list of canceled claims is wrapped where no branch needs more.
const leastNumbers = 12

// levels is how many levels of dependency are drawn in a room; deeper claims stand at the last one and say their level.
func levels(in room) int {
	if in.width == 0 {
		return 8
	}
	return min(max(in.width/14, 2), 8)
}

// claimTree lists a document's claims as a tree, a line each where there is room: each claim under the one that it limits,
// with what it adds, what its line in the tree does not tell of its kind, and where it came from.
func claimTree(p *page, d *Document, in room) {
	t := treeMaker{d: d, list: d.read(), mark: d.marker(), most: levels(in)}
	places := claims.Tree(t.list)
	g := grid{columns: []column{
		{head: "Claim", limit: leastNumbers}, {head: "Kind", limit: 18}, {head: "Status", limit: 12},
		{head: "Opening words", share: 1, least: 8, cut: 1}, {head: "Origin", limit: 22},
	}}
	opening := 100
	if slices.ContainsFunc(t.list, func(c claims.Claim) bool { return c.Status != "" && !c.Canceled() }) {
		g.columns[1].limit, g.columns[4].limit = 16, 14
	}
	if in.wide {
		opening = 160
		g.columns[1].limit, g.columns[4].limit = 40, 48
		g.columns = append(g.columns, column{head: "Elements", limit: 8, right: true})
	}
	narrow := in.width > 0 && in.width < narrowTree
	if narrow {
		g.columns[1].limit = max(in.width/3, 14)
	}
	for _, row := range t.merge(t.draw(places)) {
		c := &t.list[row.Claim]
		origin := t.origin(c)
		if n := len(row.gone); n > 1 {
			last := t.list[row.last].Origin
			origin = para{say(pick(t.same, "", lines(c.Origin.Line, max(last.Line, last.EndLine))))}
		}
		kind := cell{t.kind(row)}
		switch {
		case !narrow || folded(origin).text == "":
		case folded(kind[0]).text == "":
			kind[0] = origin
		default:
			kind = append(kind, origin)
		}
		status := ""
		if !c.Canceled() {
			status = c.Status
		}
		name := t.name(row)
		if len(row.gone) == 0 {
			g.columns[0].limit = max(g.columns[0].limit, folded(name).width())
		}
		cells := []cell{{name}, kind, one(status), one(clip(t.adds(c), opening)), {origin}}
		if in.wide {
			parts := fmt.Sprint(len(c.Elements))
			if c.Canceled() || c.Text == "" {
				parts = ""
			}
			cells = append(cells, one(parts))
		}
		if narrow {
			cells = slices.Delete(cells, 4, 5)
		}
		g.rows = append(g.rows, cells)
		g.tails = append(g.tails, para{{row.tail, faint, true}})
	}
	if narrow {
		g.columns = slices.Delete(g.columns, 4, 5)
	}
	p.grid(g)
	if slices.ContainsFunc(t.list, func(c claims.Claim) bool { return c.Origin.Kind == claims.Derived }) {
		p.para(bold(rebuilt + " " + claims.Reconstructed + "."))
	}
	if t.deep {
		p.para(toned(fmt.Sprintf("Claims deeper than level %d are drawn there, with ╌, and say their level.", t.most), faint))
	}
}

// marker is mark for many claims.
func (d *Document) marker() func(num int) string {
	derived := map[int]bool{}
	for i := range d.Claims {
		if c := &d.Claims[i]; c.Origin.Kind == claims.Derived {
			derived[c.Num] = true
		}
	}
	return func(num int) string {
		if derived[num] {
			return fmt.Sprint(num) + rebuilt
		}
		return fmt.Sprint(num)
	}
}

type treeMaker struct {
	d    *Document
	list []claims.Claim
	mark func(int) string
	most int  // the deepest level that is drawn as such
	deep bool // some claim stands deeper
	same bool // all claims came from the same place, which says nothing
}

// A treeRow is a claim with the branch that leads to it.
type treeRow struct {
	claims.Place
	lead string // in front of its number
	tail string // below it
	gone []int  // the numbers of canceled claims for which the row stands
	last int    // the index of the last of them
}

// draw gives each claim its branch. It goes backwards, since a branch runs on only where something hangs on it below.
func (t *treeMaker) draw(places []claims.Place) []treeRow {
	t.same = !slices.ContainsFunc(t.list, func(c claims.Claim) bool {
		o, first := c.Origin, t.list[0].Origin
		return o.Kind != claims.Quoted || o.Elided || o.Line != first.Line
	})
	rows := make([]treeRow, len(places))
	goesOn := make([]bool, t.most+2) // by level: a claim stands there below, under the same parent
	for i, p := range slices.Backward(places) {
		level := min(p.Level, t.most)
		var lead, tail strings.Builder
		for k := 1; k < level; k++ {
			lead.WriteString(pick(goesOn[k], "│  ", "   "))
		}
		tail.WriteString(lead.String())
		if level > 0 {
			dash := "─ "
			if p.Level > t.most {
				dash, t.deep = "╌ ", true
			}
			lead.WriteString(pick(goesOn[level], "├", "└") + dash)
			tail.WriteString(pick(goesOn[level], "│  ", "   "))
		}
		tail.WriteString(pick(goesOn[level+1], "│", ""))
		rows[i] = treeRow{p, lead.String(), tail.String(), nil, 0}
		goesOn[level] = true
		clear(goesOn[level+1:])
	}
	return rows
}

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// merge makes one row of canceled claims that follow one another and on which nothing hangs.
func (t *treeMaker) merge(rows []treeRow) []treeRow {
	var out []treeRow
	for i, r := range rows {
		bare := r.Level == 0 && t.list[r.Claim].Canceled() && (i+1 == len(rows) || rows[i+1].Level == 0)
		if n := len(out); bare && n > 0 && out[n-1].gone != nil {
			out[n-1].gone, out[n-1].last = append(out[n-1].gone, t.list[r.Claim].Num), r.Claim
			continue
		}
		if bare {
			r.gone = []int{t.list[r.Claim].Num}
		}
		out = append(out, r)
	}
	return out
}

// name is the claim's number at the end of its branch.
func (t *treeMaker) name(r treeRow) para {
	switch text := t.mark(t.list[r.Claim].Num); {
	case len(r.gone) > 0:
		return para{say(numbers(r.gone, t.mark))}
	case r.lead == "":
		return para{bold(text)}
	default:
		return para{{r.lead, branch, true}, say(text)}
	}
}

// kind says what the claim's place in the tree does not: of a claim that stands by itself its category and scope and what it
// refers to, of another what its category is if it is not its parent's, and under which others it could stand.
func (t *treeMaker) kind(r treeRow) para {
	c := &t.list[r.Claim]
	if c.Canceled() {
		return para{toned("canceled", faint)}
	}
	var words []string
	if r.Parent < 0 || t.list[r.Parent].Category != c.Category && !t.list[r.Parent].Canceled() {
		words = append(words, string(c.Category))
	}
	if c.Scope != claims.None && (r.Parent < 0 || c.Scope != claims.Open) {
		words = append(words, string(c.Scope))
	}
	if r.Level > t.most {
		words = append(words, fmt.Sprintf("level %d", r.Level))
	}
	if len(r.Also) > 0 {
		words = append(words, "also under "+t.numbers(r.Also))
	}
	if c.Kind == claims.Independent && len(c.Refs) > 0 {
		words = append(words, string(c.Relation)+" "+t.claims(c.Refs))
	}
	if r.Self {
		words = append(words, "refers to itself")
	}
	if len(r.Gone) > 0 {
		verb := " is"
		if len(r.Gone) > 1 {
			verb = " are"
		}
		if c.Kind == claims.Independent {
			words = append(words, t.numbers(r.Gone)+verb+" not in the set")
		} else {
			words = append(words, "dependent on "+t.numbers(r.Gone)+", which"+verb+" not in the set")
		}
	}
	if len(r.Ring) > 0 {
		words = append(words, "in a ring: "+t.ring(r.Ring))
	}
	return para{say(strings.Join(nonEmpty(words...), ", "))}
}

func (t *treeMaker) claims(nums []int) string {
	if len(nums) == 1 {
		return "claim " + t.numbers(nums)
	}
	return "claims " + t.numbers(nums)
}

// numbers is numbers, the end of a long list counted instead.
func (t *treeMaker) numbers(nums []int) string {
	text := numbers(nums, t.mark)
	if len(text) <= longList {
		return text
	}
	n := len(nums)
	for n > 1 && len(numbers(nums[:n], t.mark)) > longList {
		n /= 2
	}
	return fmt.Sprintf("%s and %d more", numbers(nums[:n], t.mark), len(nums)-n)
}

// longRing is how many claims of a ring are named.
const longRing = 8

func (t *treeMaker) ring(nums []int) string {
	var out []string
	for i, n := range nums {
		if i < longRing || i == len(nums)-1 {
			out = append(out, t.mark(n))
		} else if i == longRing {
			out = append(out, fmt.Sprintf("… (%d more)", len(nums)-1-longRing))
		}
	}
	return strings.Join(out, " → ")
}

// adds is the claim's text, of a dependent claim without the words that only name its parent.
func (t *treeMaker) adds(c *claims.Claim) string {
	switch {
	case c.Canceled():
		return ""
	case c.Kind != claims.Independent && len(c.Elements) > 1 && c.Elements[1].Start <= len(c.Text) && c.Elements[1].Start > 0:
		return "…" + c.Text[c.Elements[1].Start:]
	}
	return c.Text
}

// origin tells where the claim came from, where that differs among the claims.
func (t *treeMaker) origin(c *claims.Claim) para {
	o := c.Origin
	words := originWords(o)
	switch o.Kind {
	case claims.Derived:
		return para{bold("RECONSTRUCTED"), say(strings.TrimPrefix(words, "derived"))}
	case claims.Quoted:
		if t.same {
			return para{}
		}
		words = strings.TrimPrefix(strings.TrimPrefix(words, "quoted"), ", ")
	}
	return para{say(words)}
}
