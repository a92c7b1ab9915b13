package report

import (
	"bufio"
	"io"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// The narrowest terminal, the one of which nothing is known, and the longest line of running text that reads well.
const (
	narrowest    = 40
	usual        = 80
	longestProse = 120
)

// writeTable prints a report for a terminal of v.Width columns; no line is longer.
func writeTable(w io.Writer, r *Report, v View) error {
	width := v.Width
	if width == 0 {
		width = usual
	}
	width = max(width, narrowest)
	p, err := makePage(r, room{width: width, wide: width >= wideFrom}, v)
	if err != nil {
		return err
	}
	t := terminal{w: bufio.NewWriter(w), width: width, color: v.Color}
	for _, b := range p.blocks {
		switch b := b.(type) {
		case heading:
			t.heading(b)
		case paragraph:
			t.text(para(b), "", "", min(width, longestProse))
		case list:
			for _, it := range b {
				if it.level == 0 {
					t.text(it.text, "• ", "  ", min(width, longestProse))
				} else {
					t.text(it.text, "  – ", "    ", min(width, longestProse))
				}
			}
		case grid:
			t.grid(b)
		}
		if h, ok := b.(heading); !ok || h.level == 1 {
			t.end("")
		}
	}
	if t.err != nil {
		return t.err
	}
	return t.w.Flush()
}

type terminal struct {
	w     *bufio.Writer
	width int
	color bool
	err   error // the first table that could not be drawn
}

func (t *terminal) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// end writes a line without the spaces at its end. bufio keeps the first error for Flush.
func (t *terminal) end(line string) {
	_, _ = t.w.WriteString(strings.TrimRight(line, " "))
	_ = t.w.WriteByte('\n')
}

// ansi are the codes of the tones; each is closed on its line, so that a cut output does not colour what follows.
var ansi = map[tone]string{strong: "1", good: "32", half: "33", bad: "31", faint: "2", gone: "31", come: "32", left: "35", here: "36", underlined: "4", struck: "9"}

func (t *terminal) paint(runs []run) string {
	var b strings.Builder
	for _, r := range runs {
		core := strings.TrimRight(r.text, " ") // so that end finds the spaces of a line
		if code := ansi[r.tone]; t.color && code != "" && core != "" {
			b.WriteString("\x1b[" + code + "m" + core + "\x1b[0m" + r.text[len(core):])
		} else {
			b.WriteString(r.text)
		}
	}
	return b.String()
}

// text prints a paragraph: first in front of its first line, rest in front of the others.
func (t *terminal) text(p para, first, rest string, width int) {
	for i, l := range wrap(p, width-displaywidth.String(first)) {
		lead := rest
		if i == 0 {
			lead = first
		}
		t.end(lead + t.paint(l))
	}
}

// heading prints a title underlined, a section inside a rule over the whole width, and a part of it in bold with a mark.
func (t *terminal) heading(h heading) {
	title := para{bold(h.text)}
	switch h.level {
	case 1:
		wide := 0
		for _, l := range wrap(title, t.width) {
			t.end(t.paint(l))
			wide = max(wide, breadth(l))
		}
		t.end(strings.Repeat("═", wide))
	case 2:
		ls := wrap(title, t.width-6)
		for i, l := range ls {
			rule := "━━ " + t.paint(l)
			if i == len(ls)-1 {
				rule += " " + strings.Repeat("━", t.width-4-breadth(l))
			}
			t.end(rule)
		}
	case 3:
		t.text(title, "▌ ", "▌ ", t.width)
	default:
		t.text(title, "", "", t.width)
	}
}

// breadth is how many columns the runs of a line take.
func breadth(runs []run) int {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.text)
	}
	return displaywidth.String(b.String())
}

// grid prints a table; see grid for its forms.
func (t *terminal) grid(g grid) {
	if g.compact {
		t.compact(g)
		return
	}
	widths, ok := g.widths(t.width, 3)
	if !ok {
		t.records(g)
		return
	}
	t.draw(g.drawing(widths, " │ "))
}

// drawing wraps a grid's cells to its columns.
func (g *grid) drawing(widths []int, between string) drawing {
	d := drawing{widths: widths, between: between, ruled: g.ruled}
	for i, c := range g.columns {
		d.right = append(d.right, c.right)
		d.head = append(d.head, wrap(c.title(), widths[i]))
	}
	for n, row := range g.rows {
		var cells []wrapped
		height := 0
		for i, c := range row {
			var w wrapped
			for _, p := range c {
				w = append(w, wrapTo(p, widths[i], g.columns[i].cut)...)
			}
			cells = append(cells, w)
			height = max(height, len(w))
		}
		for g.tails != nil && len(cells[0]) < height {
			cells[0] = append(cells[0], wrap(g.tails[n], widths[0])...)
		}
		d.rows = append(d.rows, cells)
	}
	return d
}

// compact prints a table of short cells without lines between its columns, in as many blocks of columns as it takes. Only
// the first column is set off: the other cells bring the blanks that they need.
func (t *terminal) compact(g grid) {
	widths := g.naturals()
	widths[0] = min(widths[0], t.width/3)
	room := t.width - widths[0] - 1
	for from := 1; from < len(widths); {
		to, used := from, 0
		for to < len(widths) && (to == from || used+widths[to] <= room) {
			widths[to] = min(widths[to], room)
			used += widths[to]
			to++
		}
		if from > 1 {
			t.end("")
		}
		part := grid{columns: append([]column{g.columns[0]}, g.columns[from:to]...)}
		for _, row := range g.rows {
			part.rows = append(part.rows, append([]cell{row[0]}, row[from:to]...))
		}
		t.draw(part.drawing(append([]int{widths[0] + 1}, widths[from:to]...), ""))
		from = to
	}
}

// records prints a row as lines of name and value, for a terminal too narrow for the table; empty cells are left out.
func (t *terminal) records(g grid) {
	d := drawing{widths: []int{t.width}, right: []bool{false}, ruled: true}
	for _, row := range g.rows {
		var w wrapped
		for i, c := range row {
			for j, p := range c {
				if len(c) == 1 && folded(p).text == "" {
					continue
				}
				indent := 2
				if j == 0 {
					p = append(para{bold(g.columns[i].head + ": ")}, p...)
					indent = 0
				}
				for _, l := range wrap(p, t.width-2) {
					w = append(w, append([]run{say(blanks(indent))}, l...))
					indent = 2
				}
			}
		}
		d.rows = append(d.rows, []wrapped{w})
	}
	t.draw(d)
}
