package report

import (
	"fmt"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// wrapped is a cell broken to its column: the runs of each line.
type wrapped [][]run

// A drawing is a table whose cells are wrapped: no line is wider than its column, and each column is at least one wide.
type drawing struct {
	widths  []int
	right   []bool
	between string // what parts two columns, empty for nothing
	ruled   bool   // a line between rows
	head    []wrapped
	rows    [][]wrapped
}

// draw prints a table as tablewriter lays it out.
//
// tablewriter counts columns character by character, where a terminal draws some sequences of characters as one (emoji,
// flags, Devanagari), guesses from the environment how wide "●" is, and drops what it cannot wrap. So it is given stand-ins:
// for each line of a cell as many ASCII letters as the column is wide, which everybody counts alike. In what it drew, the
// stand-ins give way to the lines, padded here. Their letters run through the alphabet in the order in which the lines must
// come, so that one that is lost, cut or moved is an error and never a wrong table.
func (t *terminal) draw(d drawing) {
	twwidth.SetOptions(twwidth.Options{ForceNarrowBorders: true}) // whatever LANG, LC_ALL, TERM and RUNEWIDTH_EASTASIAN say
	var painted []string
	var drawn strings.Builder
	table := tablewriter.NewTable(&drawn, d.options()...)
	if d.head != nil {
		table.Header(t.standIns(d, d.head, &painted))
	}
	for _, row := range d.rows {
		if err := table.Append(t.standIns(d, row, &painted)); err != nil {
			t.fail(fmt.Errorf("drawing a table: %w", err))
		}
	}
	if err := table.Render(); err != nil {
		t.fail(fmt.Errorf("drawing a table: %w", err))
	}
	filled, err := putBack(drawn.String(), d.widths, painted)
	if err != nil {
		t.fail(err)
	}
	for _, line := range filled {
		t.end(line)
	}
}

// putBack puts the lines of cells in place of their stand-ins.
func putBack(drawn string, widths []int, painted []string) ([]string, error) {
	var out []string
	n := 0
	for line := range strings.Lines(drawn) {
		var b strings.Builder
		for line = strings.TrimSuffix(line, "\n"); line != ""; {
			at := strings.IndexFunc(line, letter)
			if at < 0 {
				at = len(line)
			}
			if at > 0 { // a border or a rule
				b.WriteString(line[:at])
				line = line[at:]
				continue
			}
			rest, ok := strings.CutPrefix(line, standIn(n, widths[n%len(widths)]))
			if !ok || n >= len(painted) {
				return nil, fmt.Errorf("drawing a table: line %d of %d is not where it belongs: %q", n, len(painted), line)
			}
			b.WriteString(painted[n])
			line = rest
			n++
		}
		out = append(out, b.String())
	}
	if n != len(painted) {
		return nil, fmt.Errorf("drawing a table: %d of %d lines are missing", len(painted)-n, len(painted))
	}
	return out, nil
}

func letter(r rune) bool { return r >= 'a' && r <= 'z' }

// standIn stands for the n-th line of a table, in a column of the width.
func standIn(n, width int) string { return strings.Repeat(string(rune('a'+n%26)), width) }

// standIns returns the cells of a row as tablewriter gets them, and adds to painted what they stand for, line by line.
func (t *terminal) standIns(d drawing, row []wrapped, painted *[]string) []string {
	height := 1
	for _, c := range row {
		height = max(height, len(c))
	}
	cells := make([]string, len(row))
	for k := range height {
		for i, c := range row {
			var l []run
			if k < len(c) {
				l = c[k]
			}
			if k > 0 {
				cells[i] += "\n"
			}
			cells[i] += standIn(len(*painted), d.widths[i])
			text, space := t.paint(l), strings.Repeat(" ", max(d.widths[i]-breadth(l), 0))
			if d.right[i] {
				text, space = space, text
			}
			*painted = append(*painted, text+space)
		}
	}
	return cells
}

// options turn off all that tablewriter does to a cell by itself.
func (d *drawing) options() []tablewriter.Option {
	on := func(yes bool) tw.State {
		if yes {
			return tw.On
		}
		return tw.Off
	}
	junction := ""
	if d.between != "" {
		junction = "─┼─"
	}
	symbols := tw.NewSymbolCustom("claimchart").WithRow("─").WithColumn(d.between).WithCenter(junction)
	cells := tw.CellConfig{
		Formatting: tw.CellFormatting{AutoWrap: tw.WrapNone, AutoFormat: tw.Off},
		Padding:    tw.CellPadding{Global: tw.PaddingNone},
		Alignment:  tw.CellAlignment{Global: tw.AlignLeft},
	}
	return []tablewriter.Option{
		tablewriter.WithHeaderConfig(cells), // WithConfig would take WrapNone for "not set"
		tablewriter.WithRowConfig(cells),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithTrimLine(tw.Off),
		tablewriter.WithAutoHide(tw.Off),
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders: tw.BorderNone,
			Symbols: symbols,
			Settings: tw.Settings{
				Separators: tw.Separators{ShowHeader: tw.Off, ShowFooter: tw.Off, BetweenRows: on(d.ruled), BetweenColumns: on(d.between != "")},
				Lines:      tw.Lines{ShowTop: tw.Off, ShowBottom: tw.Off, ShowHeaderLine: on(d.head != nil), ShowFooterLine: tw.Off},
			},
		})),
	}
}
