package source

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"claimchart/claims/lazyregexp"
)

// pdfLine is a line of a column of a page.
type pdfLine struct {
	page    int
	column  int     // 0 for a line over the whole page, 1 and 2 from left to right
	printed int     // the number printed above its column, or 0
	number  int     // its place in the column, from 1: as printed beside it, else counted
	x0, x1  float64 // relative to nothing but the page
	y, size float64
	left    float64 // where its column begins and ends
	right   float64
	text    string
}

// pdfSheet is a page while it is taken apart.
type pdfSheet struct {
	page          int
	width, height float64
	words         []pdfWord
	lines         []pdfLine
	heads         [2]int          // the numbers of its columns, as printed
	margins       map[int]float64 // where the line numbers of each column stood on the pages before
}

// pdfRow joins words that stand on one line, from left to right. Raised and lowered words become raised and lowered characters.
func pdfRow(words []pdfWord) pdfLine {
	slices.SortStableFunc(words, func(a, b pdfWord) int { return sign(a.x0 - b.x0) })
	main := words[0]
	for _, w := range words {
		if w.size > main.size*1.05 || w.size > main.size*0.95 && utf8.RuneCountInString(w.text) > utf8.RuneCountInString(main.text) {
			main = w
		}
	}
	out := pdfLine{x0: words[0].x0, x1: words[0].x1, y: main.y, size: main.size}
	var b strings.Builder
	for i, w := range words {
		if i > 0 && (words[i-1].space || w.x0-out.x1 > wordGap*main.size) {
			b.WriteByte(' ')
		}
		small := w.size < 0.85*main.size
		switch {
		case small && w.y-main.y > 0.15*main.size:
			b.WriteString(superscript(w.text))
		case small && main.y-w.y > 0.05*main.size:
			b.WriteString(subscript(w.text))
		default:
			b.WriteString(w.text)
		}
		out.x1 = max(out.x1, w.x1)
	}
	out.text = b.String()
	return out
}

func sign(f float64) int {
	switch {
	case f < 0:
		return -1
	case f > 0:
		return 1
	}
	return 0
}

// linesOf gathers words into lines, from top to bottom.
func linesOf(words []pdfWord) []pdfLine {
	if len(words) == 0 {
		return nil
	}
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b pdfWord) int { return sign(b.y - a.y) })
	var out []pdfLine
	var cur []pdfWord
	y, size := 0.0, 0.0
	for _, w := range words {
		if len(cur) > 0 && y-w.y > 0.45*max(size, w.size) {
			out = append(out, pdfRow(cur))
			cur = nil
		}
		if len(cur) == 0 || w.size > size {
			y, size = w.y, w.size
		}
		cur = append(cur, w)
	}
	return append(out, pdfRow(cur))
}

var digits = lazyregexp.New(`^\d{1,3}$`)

// strip is the white strip between two columns, from left to right; empty where there is none.
type strip struct{ from, to float64 }

func (g strip) none() bool { return g.to <= g.from }

func (g strip) mid() float64 { return (g.from + g.to) / 2 }

// gutter finds the white strip between two columns. Numbers that stand in it count for nothing.
func (s *pdfSheet) gutter() strip {
	const step = 2.0
	from, to := 0.35*s.width, 0.65*s.width
	n := int((to-from)/step) + 1
	if n < 2 || n > 4096 || len(s.words) == 0 {
		return strip{}
	}
	lines, row := 0, math.MinInt
	crossing, seen := make([]int, n), make([]int, n) // in how many rows something goes across, and the last of them
	words := slices.Clone(s.words)
	slices.SortStableFunc(words, func(a, b pdfWord) int { return sign(b.y - a.y) })
	for _, w := range words {
		if r := int(math.Round(w.y / 4)); r != row {
			row = r
			lines++
		}
		if digits.MatchString(w.text) && w.x0 > from-20 && w.x1 < to+20 {
			continue
		}
		for i := max(0, int(math.Ceil((w.x0-from)/step))); i < n && from+float64(i)*step <= w.x1; i++ {
			if seen[i] != lines {
				seen[i] = lines
				crossing[i]++
			}
		}
	}
	bestAt, bestLen, run := 0, 0, 0
	for i := range n {
		if crossing[i]*20 > lines { // one line in twenty may go across: a heading, a table
			run = 0
			continue
		}
		if run++; run > bestLen {
			bestAt, bestLen = i, run
		}
	}
	if float64(bestLen)*step < 8 {
		return strip{}
	}
	at := from + (float64(bestAt)-float64(bestLen-1)/2)*step
	left, right := map[int]bool{}, map[int]bool{}
	var rightEdge, leftEdge []float64
	for _, w := range s.words {
		row := int(math.Round(w.y / 4))
		if digits.MatchString(w.text) {
			continue
		}
		if w.x1 <= at {
			left[row] = true
			leftEdge = append(leftEdge, w.x1)
		} else if w.x0 >= at {
			right[row] = true
			rightEdge = append(rightEdge, w.x0)
		}
	}
	// Two columns are lines beside lines, each side at least a quarter of the page wide.
	if len(left) < 5 || len(right) < 5 || slices.Max(rightEdge)-at < 0.2*s.width || at-slices.Min(leftEdge) < 0.1*s.width {
		return strip{}
	}
	return strip{at - float64(bestLen-1)/2*step, at + float64(bestLen-1)/2*step}
}

// split puts the words of a page into lines in reading order: what goes across the gutter, then the left column, then the right.
func (s *pdfSheet) split(g strip) {
	if g.none() {
		s.lines = s.column(s.words, 0, nil)
		return
	}
	words, numbers := s.gutterNumbers(g)
	gutter := g.mid()
	var across []pdfLine
	var left, right []pdfWord
	for _, l := range groupRows(words) {
		over := slices.ContainsFunc(l, func(w pdfWord) bool { return w.x0 < gutter-2 && w.x1 > gutter+2 && !digits.MatchString(w.text) })
		if over {
			across = append(across, pdfRow(l))
			continue
		}
		for _, w := range l {
			if (w.x0+w.x1)/2 < gutter {
				left = append(left, w)
			} else {
				right = append(right, w)
			}
		}
	}
	band := func(top, bottom float64) {
		in := func(words []pdfWord) []pdfWord {
			var out []pdfWord
			for _, w := range words {
				if w.y <= top && w.y > bottom {
					out = append(out, w)
				}
			}
			return out
		}
		s.lines = append(s.lines, s.column(in(left), 1, numbers)...)
		s.lines = append(s.lines, s.column(in(right), 2, numbers)...)
	}
	top := math.Inf(1)
	for i, l := range across {
		if i > 16 { // so many lines across are no two columns
			break
		}
		band(top, l.y)
		l.page, l.left, l.right = s.page, l.x0, l.x1
		s.lines = append(s.lines, l)
		top = l.y
	}
	band(top, math.Inf(-1))
}

// groupRows returns the words of each row of a page, from top to bottom.
func groupRows(words []pdfWord) [][]pdfWord {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b pdfWord) int { return sign(b.y - a.y) })
	var out [][]pdfWord
	for i, w := range words {
		if i == 0 || words[i-1].y-w.y > 0.45*w.size {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], w)
	}
	return out
}

// column makes the lines of one column and notes where it begins and ends. numbers are those printed in the gutter.
func (s *pdfSheet) column(words []pdfWord, column int, numbers []marginNum) []pdfLine {
	words, own := s.takeLineNumbers(words, column)
	if len(own) > 0 {
		numbers = own
	}
	lines := linesOf(words)
	if len(lines) == 0 {
		return nil
	}
	left, right := commonEdge(lines, func(l pdfLine) float64 { return l.x0 }), lines[0].x1
	for _, l := range lines {
		right = max(right, l.x1)
	}
	count := numbering(numbers, lines)
	for i := range lines {
		l := &lines[i]
		l.page, l.column, l.left, l.right, l.number = s.page, column, left, right, count(i)
	}
	return lines
}

// commonEdge returns the leftmost place at which at least a tenth of the lines begin, and never fewer than two.
func commonEdge(lines []pdfLine, of func(pdfLine) float64) float64 {
	var all []float64
	for _, l := range lines {
		all = append(all, of(l))
	}
	slices.Sort(all)
	end := 0
	for i, x := range all {
		for end < len(all) && all[end] < x+3 {
			end++
		}
		if n := end - i; n >= 2 && n*10 >= len(all) {
			return x
		}
	}
	return all[0]
}

// layOut returns the lines of all pages in reading order.
func layOut(sheets []*pdfSheet) []pdfLine {
	gutters := make([]strip, len(sheets))
	var known strip
	two := 0
	margins := map[int]float64{}
	for i, s := range sheets {
		s.margins = margins
		if gutters[i] = s.gutter(); !gutters[i].none() {
			known = gutters[i]
			two++
		}
	}
	var out []pdfLine
	for i, s := range sheets {
		g := gutters[i]
		// A last page of a few lines has its columns where the others have them.
		if g.none() && two > 0 && (s.heads[0] > 0 || i == len(sheets)-1 && i > 0 && !gutters[i-1].none()) {
			g = known
		}
		s.split(g)
		for _, l := range s.lines {
			if l.column > 0 {
				l.printed = s.heads[l.column-1]
			}
			out = append(out, l)
		}
	}
	return out
}
