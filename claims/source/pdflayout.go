package source

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
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

var digits = regexp.MustCompile(`^\d{1,3}$`)

// strip is the white strip between two columns, from left to right; empty where there is none.
type strip struct{ from, to float64 }

func (g strip) none() bool   { return g.to <= g.from }
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

// gutterNumbers takes the line numbers out that stand between two columns: 5, 10, 15 ... as printed patents have
// them. A single number is one only if it is the first, or stands where such numbers stood on a page before.
func (s *pdfSheet) gutterNumbers(g strip) ([]pdfWord, []marginNum) {
	words := s.words
	var in []int
	for i, w := range words {
		if c := (w.x0 + w.x1) / 2; digits.MatchString(w.text) && c > g.from-1 && c < g.to+1 && len(in) < maxMargin {
			in = append(in, i)
		}
	}
	chain := countedLine(words, in, 5)
	if len(chain) == 0 {
		return words, nil
	}
	at := (words[chain[0]].x0 + words[chain[0]].x1) / 2
	before, is := s.margins[inGutter]
	switch {
	case len(chain) > 1 && evenly(words, chain, 5):
		s.margins[inGutter] = at
	case len(chain) == 1 && (words[chain[0]].text == "5" || is && math.Abs(at-before) < 6):
	default:
		return words, nil
	}
	return without(words, chain)
}

// inGutter is the place in margins of the numbers between two columns; the columns themselves are 0 to 2.
const inGutter = 3

// maxPageWords bounds the words of a page whose margins are looked at.
const maxPageWords = 20000

// maxMargin bounds how many numbers of a page are looked at as numbers of lines.
const maxMargin = 2000

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

type marginNum struct {
	num int
	y   float64
}

// takeLineNumbers takes the numbers out that count a column's lines in its margin: every fifth line or every line, in even steps down
// the page, beside the text and not in it. A number that stands where a line begins, as a claim's does, is no such number.
func (s *pdfSheet) takeLineNumbers(words []pdfWord, column int) ([]pdfWord, []marginNum) {
	var candidates []int
	looked := 0
	for i, w := range words {
		if !digits.MatchString(w.text) || looked >= maxMargin || len(words) > maxPageWords {
			continue
		}
		looked++
		before, after := math.Inf(1), math.Inf(1) // the gaps to its neighbours on the row
		for j, o := range words {
			if j == i || math.Abs(o.y-w.y) > 0.6*w.size || digits.MatchString(o.text) && math.Abs(o.x0-w.x0) < 3 {
				continue
			}
			if o.x1 <= w.x0+1 {
				before = min(before, w.x0-o.x1)
			}
			if o.x0 >= w.x1-1 {
				after = min(after, o.x0-w.x1)
			}
		}
		outside := math.IsInf(before, 1) && after > 0.6*w.size || math.IsInf(after, 1) && (before > 2*w.size || column == 1 && before > 0.6*w.size)
		if outside {
			candidates = append(candidates, i)
		}
	}
	var best []int
	if chain := countedLine(words, candidates, 5); len(chain) >= 2 && evenly(words, chain, 5) {
		best = chain
	} else if chain := countedLine(words, candidates, 1); len(chain) >= 15 && words[chain[0]].text == "1" && evenly(words, chain, 1) &&
		len(chain)*10 >= len(groupRows(words))*9 { // every line is numbered: fewer may be the numbers of a table's rows
		best = chain
	}
	if best == nil { // a short page may have a single one, where those before stood
		for _, i := range candidates {
			if x, is := s.margins[column]; is && math.Abs((words[i].x0+words[i].x1)/2-x) < 6 {
				best = append(best, i)
			}
		}
	}
	if best == nil {
		return words, nil
	}
	s.margins[column] = (words[best[0]].x0 + words[best[0]].x1) / 2
	return without(words, best)
}

// countedLine returns the longest run of candidates from the top of the page that counts on in steps, each below the one before and in
// line with it.
func countedLine(words []pdfWord, candidates []int, step int) []int {
	candidates = slices.Clone(candidates)
	slices.SortStableFunc(candidates, func(a, b int) int { return sign(words[b].y - words[a].y) })
	var chain []int
	for _, i := range candidates {
		n, _ := strconv.Atoi(words[i].text) // digits
		if n == 0 || n%step != 0 {
			continue
		}
		if len(chain) == 0 {
			chain = append(chain, i)
			continue
		}
		p := words[chain[len(chain)-1]]
		last, _ := strconv.Atoi(p.text)
		if n == last+step && math.Abs((p.x0+p.x1)/2-(words[i].x0+words[i].x1)/2) < 12 {
			chain = append(chain, i)
		}
	}
	return chain
}

// without returns words without the numbers at the given places, and these.
func without(words []pdfWord, chain []int) ([]pdfWord, []marginNum) {
	var numbers []marginNum
	drop := map[int]bool{}
	for _, i := range chain {
		n, _ := strconv.Atoi(words[i].text)
		numbers = append(numbers, marginNum{n, words[i].y})
		drop[i] = true
	}
	var out []pdfWord
	for i, w := range words {
		if !drop[i] {
			out = append(out, w)
		}
	}
	return out, numbers
}

// evenly tells whether the words, each of which counts that many lines on, stand as far apart as so many lines do, in steps down the
// page that differ by no more than half: a column of figures in a table stands closer.
func evenly(words []pdfWord, chain []int, lines int) bool {
	step := (words[chain[0]].y - words[chain[len(chain)-1]].y) / float64(len(chain)-1)
	for k := 1; k < len(chain); k++ {
		if d := words[chain[k-1]].y - words[chain[k]].y; math.Abs(d-step) > step/2 {
			return false
		}
	}
	return step > 0.8*float64(lines)*words[chain[0]].size
}

// numbering returns how the lines of a column are countedLine. Where the printed numbers stand at even distances, as in printed patents,
// they count places on the page, and white space counts; else they count lines, from the nearest printed number on. Without at least two
// numbers lines are counted from the top.
func numbering(numbers []marginNum, lines []pdfLine) func(i int) int {
	if len(numbers) < 2 {
		return func(i int) int { return i + 1 }
	}
	first, last := numbers[0], numbers[len(numbers)-1]
	pitch := (first.y - last.y) / float64(last.num-first.num)
	even := pitch > 0
	for i := 1; i < len(numbers); i++ {
		step := (numbers[i-1].y - numbers[i].y) / float64(numbers[i].num-numbers[i-1].num)
		even = even && math.Abs(step-pitch) < 0.08*pitch
	}
	if even {
		return func(i int) int { return max(1, first.num+int(math.Round((first.y-lines[i].y)/pitch))) }
	}
	at := make([]int, len(lines)) // the number printed at a line, or 0
	for _, n := range numbers {
		for i, l := range lines {
			if math.Abs(l.y-n.y) < 0.5*l.size {
				at[i] = n.num
			}
		}
	}
	out := make([]int, len(lines))
	near := make([]int, len(lines))
	for i, from := 0, -1; i < len(lines); i++ { // from the number above
		if at[i] > 0 {
			from = i
		}
		near[i] = len(lines)
		if from >= 0 {
			out[i], near[i] = at[from]+i-from, i-from
		}
	}
	for i, from := len(lines)-1, -1; i >= 0; i-- { // from the number below, where that is nearer
		if at[i] > 0 {
			from = i
		}
		if from >= 0 && from-i < near[i] {
			out[i] = max(1, at[from]-(from-i))
		}
	}
	return func(i int) int { return max(1, out[i]) }
}

var anyDigits = regexp.MustCompile(`\d+`)

// dropHeads takes the running heads, page numbers and column numbers out of all pages, and notes the columns' numbers. A head is a line
// among the first three or last two of a page that returns, but for its numbers, at the same height of at least two pages and of a
// third of all. It returns the heads, each once.
func dropHeads(sheets []*pdfSheet) []string {
	type place struct {
		text string
		y    int
	}
	rowsOf := func(s *pdfSheet) [][]int { // the rows that may be heads, as indices of words
		order := make([]int, len(s.words))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int { return sign(s.words[b].y - s.words[a].y) })
		var rows [][]int
		for k, i := range order {
			if k == 0 || s.words[order[k-1]].y-s.words[i].y > 0.45*s.words[i].size {
				rows = append(rows, nil)
			}
			rows[len(rows)-1] = append(rows[len(rows)-1], i)
		}
		if len(rows) > 5 {
			rows = slices.Concat(rows[:3], rows[len(rows)-2:])
		}
		return rows
	}
	text := func(s *pdfSheet, row []int) (string, float64) {
		var words []pdfWord
		for _, i := range row {
			words = append(words, s.words[i])
		}
		l := pdfRow(words)
		return l.text, l.y
	}
	count := map[place]int{}
	for _, s := range sheets {
		for _, row := range rowsOf(s) {
			line, y := text(s, row)
			key := anyDigits.ReplaceAllString(line, "#")
			for dy := -1; dy <= 1; dy++ {
				count[place{key, int(math.Round(y/3)) + dy}]++
			}
		}
	}
	var heads []string
	for _, s := range sheets {
		drop := map[int]bool{}
		top := math.Inf(1) // the row with the numbers of the columns: what stands above it belongs to no column
		for _, row := range rowsOf(s) {
			if columns := columnNumbers(s, row); columns[0] > 0 && s.heads[0] == 0 {
				s.heads = columns
				_, top = text(s, row)
			}
		}
		for _, row := range rowsOf(s) {
			line, y := text(s, row)
			key := anyDigits.ReplaceAllString(line, "#")
			n := count[place{key, int(math.Round(y / 3))}]
			alone := digits.MatchString(line) && len(sheets) == 1 && (y < 0.08*s.height || y > 0.92*s.height)
			if y < top && !alone && (n < 2 || n*3 < len(sheets)) {
				continue
			}
			for _, i := range row {
				drop[i] = true
			}
			if strings.Trim(key, "# -–—./") != "" && !slices.Contains(heads, line) && len(heads) < 4 {
				heads = append(heads, line)
			}
		}
		var words []pdfWord
		for i, w := range s.words {
			if !drop[i] {
				words = append(words, w)
			}
		}
		s.words = words
	}
	return heads
}

// columnNumbers returns the numbers above two columns, an odd one and the next, where row holds them at the top of the page: the first
// and the last of its words, one on each half.
func columnNumbers(s *pdfSheet, row []int) [2]int {
	first, last := s.words[row[0]], s.words[row[0]]
	for _, i := range row {
		if s.words[i].x0 < first.x0 {
			first = s.words[i]
		}
		if s.words[i].x0 > last.x0 {
			last = s.words[i]
		}
	}
	if !digits.MatchString(first.text) || !digits.MatchString(last.text) || first.y < 0.75*s.height || first.x1 > s.width/2 || last.x0 < s.width/2 {
		return [2]int{}
	}
	a, _ := strconv.Atoi(first.text)
	b, _ := strconv.Atoi(last.text)
	if a%2 == 1 && b == a+1 {
		return [2]int{a, b}
	}
	return [2]int{}
}
