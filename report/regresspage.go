package report

import (
	"fmt"
	"strconv"
	"strings"
)

// regressPage lays out a regression report: what it comes to, the folders, the figures, and then whatever is not as it was.
func regressPage(r *Report, in room) *page {
	p := &page{}
	for i := range r.Regressed.Corpora {
		m := regressMaker{page: p, corpus: &r.Regressed.Corpora[i], in: in}
		m.make()
	}
	r.closing(p)
	return p
}

type regressMaker struct {
	*page
	corpus *Corpus
	in     room
}

func (m *regressMaker) make() {
	c := m.corpus
	m.heading(1, "Regression corpus: "+c.Folder)
	m.summary()
	m.suites()
	m.figures()
	m.changes()
	m.failures()
	m.counted()
	m.listing("Known failures", func(k *CorpusCase) string {
		if k.State == CaseKnown {
			return k.Known
		}
		return ""
	})
	m.listing("New", func(k *CorpusCase) string {
		var words []string
		if k.Was == "" && c.Baseline != "" {
			words = append(words, "not in BASELINE yet")
		}
		if k.NewOnes > 0 && k.Was != "" {
			words = append(words, count(k.NewOnes, "cell")+" not in BASELINE yet")
		}
		return strings.Join(words, ", ")
	})
	var items []item
	for _, name := range c.Gone {
		items = append(items, point(bold(name), say(": BASELINE has it, the folder has not; --update takes it out")))
	}
	if len(items) > 0 {
		m.heading(2, "Gone")
		m.list(items...)
	}
}

// mostNamed is how many new cases a page names.
const mostNamed = 20

// listing lists the cases of which there is something to say.
func (m *regressMaker) listing(title string, of func(*CorpusCase) string) {
	var items []item
	left := 0
	for i := range m.corpus.Cases {
		k := &m.corpus.Cases[i]
		words := of(k)
		switch {
		case words == "":
		case len(items) == mostNamed:
			left++
		default:
			items = append(items, point(bold(k.Name), say(": "+words)))
		}
	}
	if left > 0 {
		items = append(items, point(toned(fmt.Sprintf("and %d more", left), faint)))
	}
	if len(items) > 0 {
		m.heading(2, title)
		m.list(items...)
	}
}

// summary says in a sentence what the run comes to.
func (m *regressMaker) summary() {
	c := m.corpus
	fell, better, changed, inReports, failed, cells := 0, 0, 0, 0, 0, 0
	for i := range c.Figures {
		switch f := &c.Figures[i]; {
		case f.Part != "":
		case f.Worse():
			fell++
		case f.Change == "better":
			better++
		}
	}
	for i := range c.Figures { // a part that fell while the whole did not
		if f := &c.Figures[i]; f.Part != "" && f.Worse() {
			fell++
		}
	}
	for i := range c.Cases {
		switch k := &c.Cases[i]; k.State {
		case CaseFailed:
			failed++
		case CaseChanged:
			changed++
			inReports += len(k.Changes)
		default:
			cells += len(k.Changes)
		}
	}
	var bads, goods []string
	add := func(list *[]string, n int, what, verb string) {
		if n > 0 {
			*list = append(*list, count(n, what)+" "+verb)
		}
	}
	add(&bads, fell, "figure", "fell")
	add(&bads, failed, "case", "failed")
	add(&bads, changed, "report", "changed")
	if inReports > 0 {
		bads[len(bads)-1] += " in " + count(inReports, "cell")
	}
	if n := len(c.Gone); n > 0 {
		bads = append(bads, strconv.Itoa(n)+" of BASELINE gone")
	}
	add(&goods, better, "figure", "better")
	add(&goods, cells, "cell", "changed")
	if len(bads) > 0 {
		m.para(toned("Regression: ", bad), say(strings.Join(append(bads, goods...), ", ")+"."))
	} else {
		words := strings.Join(goods, ", ")
		if words != "" {
			words = " " + strings.ToUpper(words[:1]) + words[1:] + "."
		}
		m.para(toned("No regression.", good), say(words))
	}
	if c.Baseline == "" && len(c.Figures) > 0 {
		m.para(say("There is no BASELINE in " + c.Folder + ": nothing to compare the figures with. Read them, then run again with --update."))
	}
	for _, n := range c.Notes {
		m.para(say(n))
	}
}

func (m *regressMaker) suites() {
	g := grid{columns: []column{{head: "Folder", share: 1, least: 16}}}
	for _, h := range []string{"Cases", "Passed", "Changed", "Known", "Failed", "New"} {
		g.columns = append(g.columns, column{head: h, limit: 7, right: true})
	}
	all := Suite{Folder: "all"}
	row := func(s *Suite) []cell {
		out := []cell{one(s.Folder)}
		for i, n := range []int{s.Cases, s.Passed, s.Changed, s.Known, s.Failed, s.New} {
			run := say(strconv.Itoa(n))
			if n > 0 && (i == 2 || i == 4) {
				run.tone = bad
			}
			out = append(out, cell{{run}})
		}
		return out
	}
	for i := range m.corpus.Suites {
		s := &m.corpus.Suites[i]
		g.rows = append(g.rows, row(s))
		all.Cases, all.Passed, all.Changed = all.Cases+s.Cases, all.Passed+s.Passed, all.Changed+s.Changed
		all.Known, all.Failed, all.New = all.Known+s.Known, all.Failed+s.Failed, all.New+s.New
	}
	if len(g.rows) > 1 {
		g.rows = append(g.rows, row(&all))
	}
	m.grid(g)
	if n := m.corpus.PassedOver; n > 0 {
		m.para(toned(count(n, "file")+" passed over: no case, or belonging to none.", faint))
	}
}

// figures are the measures. The parts of one are shown where they changed, or where there is room.
func (m *regressMaker) figures() {
	g := grid{columns: []column{
		{head: "Figure", share: 1, least: 20}, {head: "Was", limit: 16, right: true}, {head: "Is", limit: 16, right: true}, {head: "Share", limit: 6, right: true}, {head: "", limit: 6},
	}}
	left := 0
	for i := range m.corpus.Figures {
		f := &m.corpus.Figures[i]
		if f.Part != "" && !m.in.wide && f.Change != "worse" && f.Change != "better" {
			left++
			continue
		}
		name := cell{{say(f.Name)}}
		if f.Part != "" {
			name = cell{{say("   " + f.Name + ": " + f.Part)}}
		}
		was, how := "", say("")
		if f.Was != nil {
			was = reached(f.Was.Right, f.Was.Of)
		}
		is := cell{{say(reached(f.Right, f.Of))}}
		if f.Common != nil {
			is = append(is, line(toned("("+reached(f.Common.Right, f.Common.Of)+")", faint)))
		}
		switch f.Change {
		case "worse":
			how = toned("worse", bad)
		case "better":
			how = toned("better", good)
		case "new":
			how = toned("new", faint)
		}
		g.rows = append(g.rows, []cell{name, one(was), is, one(fine(f.Value)), {{how}}})
	}
	if len(m.corpus.Figures) == 0 {
		return
	}
	m.heading(2, "Figures")
	m.grid(g)
	var words []string
	if left > 0 {
		words = append(words, count(left, "figure")+" by kind of difficulty not shown, which did not change: --wide and json have them.")
	}
	for i := range m.corpus.Figures {
		if m.corpus.Figures[i].Common != nil {
			words = append(words, "In brackets: without what is not in BASELINE yet, which is what is compared.")
			break
		}
	}
	if len(words) > 0 {
		m.para(toned(strings.Join(words, " "), faint))
	}
}

// reached is a count of so many of so many.
func reached(right float64, of int) string {
	return strconv.FormatFloat(right, 'f', -1, 64) + " of " + strconv.Itoa(of)
}

// changes are the cells that are not what they were, before and after, and why.
func (m *regressMaker) changes() {
	g := grid{ruled: true, columns: []column{
		{head: "Cell", share: 3, least: 14}, {head: "Before", share: 4, least: 14}, {head: "After", share: 4, least: 14}, {head: "Why", share: 5, least: 16},
	}}
	for i := range m.corpus.Cases {
		k := &m.corpus.Cases[i]
		for n := range k.Changes {
			c := &k.Changes[n]
			name := cell{{bold(c.Label + ", " + c.Reference)}, line(toned(k.Name, faint)), line(say(c.Text))}
			var why cell
			for _, w := range c.Why {
				why = append(why, line(say(w)))
			}
			g.rows = append(g.rows, []cell{name, stateCell(&c.Before), stateCell(&c.After), why})
		}
	}
	if len(g.rows) > 0 {
		m.heading(2, "Changed cells")
		m.grid(g)
	}
}

// stateCell is a cell's state, one below the other: status and score, place and quotation, what is missing, the reason.
func stateCell(s *CellState) cell {
	if s.Status == "" {
		return cell{{toned("no cell", faint)}}
	}
	sign, _, t := status(s.Status)
	out := cell{{toned(sign, t), say(" " + s.Status.Words() + " · " + hundredths(s.Score))}}
	if s.Loc != "" {
		out = append(out, line(say(strings.ReplaceAll(s.Loc, "\n", "; "))))
	}
	if s.Quote != "" {
		out = append(out, line(say("“"+strings.ReplaceAll(s.Quote, "\n", "” “")+"”")))
	}
	if len(s.Missing) > 0 {
		out = append(out, line(toned("missing: "+listed(s.Missing), faint)))
	}
	if s.Reason != "" {
		out = append(out, line(toned(s.Reason, faint)))
	}
	return out
}

// failures are the cases that failed and the reports that changed, with what is wrong, where, and the command that runs them again.
func (m *regressMaker) failures() {
	for _, state := range []struct{ name, title string }{{CaseFailed, "Failed"}, {CaseChanged, "Changed reports"}} {
		headed := false
		for i := range m.corpus.Cases {
			k := &m.corpus.Cases[i]
			if k.State != state.name {
				continue
			}
			if !headed {
				m.heading(2, state.title)
				headed = true
			}
			m.heading(3, k.Name)
			var items []item
			for n := range k.Faults {
				items = append(items, faultItems(&k.Faults[n])...)
			}
			if n := len(k.Changes); n > 0 {
				items = append(items, point(say(count(n, "cell")+" changed: see above")))
			}
			for _, f := range k.Fields {
				items = append(items, point(say(f)))
			}
			m.list(append(items, point(toned("run it alone: ", faint), say(k.Rerun)))...)
		}
	}
}

// faultItems are a fault, the lines after its first below it.
func faultItems(f *Fault) []item {
	where := f.File
	if f.Line > 0 {
		where += ":" + strconv.Itoa(f.Line)
	}
	lines := strings.Split(f.What, "\n")
	items := []item{point(bold(where+": "), say(lines[0]))}
	for _, l := range lines[1:] {
		items = append(items, under(say(l)))
	}
	if f.Remedy != "" {
		items = append(items, under(say("→ "+f.Remedy)))
	}
	return items
}

// counted is what is not right and only a figure counts, of the cases whose counts are not what they were.
func (m *regressMaker) counted() {
	var items []item
	for i := range m.corpus.Cases {
		for n := range m.corpus.Cases[i].Counted {
			items = append(items, faultItems(&m.corpus.Cases[i].Counted[n])...)
		}
	}
	if len(items) > 0 {
		m.heading(2, "Counted as not right, in cases that count otherwise than before")
		m.list(items...)
	}
}
