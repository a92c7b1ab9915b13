package report

import (
	"errors"
	"slices"
)

// A page is a report as people read it: headings, paragraphs, lists and tables in order. The terminal and the Markdown
// printer print the same page, so that neither can leave out what the other shows.
type page struct {
	blocks []block
}

// A block is one of heading, paragraph, list and grid.
type block any

type heading struct {
	level int // 1 the report, 2 a section, 3 a claim, a document or a part of a section, 4 a part of that
	text  string
}

type paragraph para

type list []item

type item struct {
	level int // 0, or 1 for an item under the item before it
	text  para
}

// A grid is a table. Where its columns cannot stand side by side, the terminal printer prints a record a row instead; a
// compact grid, whose cells are short, is split into blocks of columns, each with the first column again.
type grid struct {
	columns []column
	rows    [][]cell
	ruled   bool // a line between rows, for cells of several lines
	compact bool
	tails   []para // what stands below the first cell's text where its row has more lines; empty, or one for each row
}

type column struct {
	head  string
	share int // weight in dividing the room that is left; 0 for a column that is as wide as its content
	least int // the width below which it does not read
	limit int // where share is 0: the width at which its content is wrapped
	right bool
	cut   int // how many lines of a paragraph are shown in a terminal, the rest is "…"; 0 for all
}

// A cell holds paragraphs, each of which starts a line.
type cell []para

// A para is text that is wrapped as one.
type para []run

// A run is text in one tone. It may come from an input: the printers make it harmless, nobody before them needs to.
type run struct {
	text  string
	tone  tone
	exact bool // white space stays as it is
}

// title is a column's head as it is printed.
func (c column) title() para { return para{{c.head, strong, true}} }

// A tone is how a run stands out, where the output has the means. It never carries meaning alone.
type tone int

const (
	plain tone = iota
	strong
	good
	half
	bad
	faint
	gone       // deleted
	come       // added
	left       // deleted here, moved elsewhere
	here       // moved here
	underlined // added, as an amendment is marked
	struck     // deleted, the same
	raised     // the number of a move
	branch     // part of a drawing made of text, whose blanks have to stay
)

func (p *page) heading(level int, text string) { p.blocks = append(p.blocks, heading{level, text}) }

func (p *page) para(runs ...run) { p.blocks = append(p.blocks, paragraph(runs)) }

// list adds items, if there are any.
func (p *page) list(items ...item) {
	if len(items) > 0 {
		p.blocks = append(p.blocks, list(items))
	}
}

// grid adds a table, if it has rows, without the columns in which no row says anything.
func (p *page) grid(g grid) {
	if len(g.rows) == 0 {
		return
	}
	for i := len(g.columns) - 1; i > 0 && !g.compact; i-- {
		said := slices.ContainsFunc(g.rows, func(row []cell) bool {
			return slices.ContainsFunc(row[i], func(p para) bool { return folded(p).text != "" })
		})
		if said {
			continue
		}
		g.columns = slices.Delete(slices.Clone(g.columns), i, i+1)
		for n := range g.rows {
			g.rows[n] = slices.Delete(g.rows[n], i, i+1)
		}
	}
	p.blocks = append(p.blocks, g)
}

func say(text string) run              { return run{text: text} }
func bold(text string) run             { return run{text: text, tone: strong} }
func toned(text string, t tone) run    { return run{text: text, tone: t} }
func one(text string) cell             { return cell{{say(text)}} }
func line(runs ...run) para            { return runs }
func point(runs ...run) item           { return item{0, runs} }
func under(runs ...run) item           { return item{1, runs} }
func named(name, text string) para     { return para{bold(name + ":"), say(" " + text)} }
func namedItem(name, text string) item { return item{0, named(name, text)} }

// room is the space that a page is made for.
type room struct {
	width int  // columns, or 0 where lines have no end
	wide  bool // there is room for more columns side by side
	tags  bool // deletions and additions are tagged by their tone, and need no brackets
}

// wideFrom is the width from which tables get their wide form: from here the evidence column of the wide element chart is
// as wide as that of the narrow one at 80 columns.
const wideFrom = 120

var errEmpty = errors.New("the report holds neither parsed claims, charts, findings, references, rankings nor comparisons")

// makePage lays a report out for a room.
func makePage(r *Report, in room, v View) (*page, error) {
	switch {
	case r.Charted != nil && len(r.Explained) > 0:
		return explainPage(r, in), nil
	case r.Charted != nil:
		return chartPage(r, in), nil
	case r.Parsed != nil:
		return parsePage(r, in, v.Elements), nil
	case r.Checked != nil:
		return checkPage(r, in), nil
	case r.Shelf != nil:
		return shelfPage(r, in), nil
	case r.Ranking != nil:
		return rankPage(r, in), nil
	case r.Searched != nil:
		return searchPage(r, in), nil
	case r.Diffed != nil:
		return diffPage(r, in), nil
	case r.Compared != nil:
		return comparePage(r, in), nil
	case r.Regressed != nil:
		return regressPage(r, in), nil
	}
	return nil, errEmpty
}
