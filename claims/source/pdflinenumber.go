package source

import (
	"math"
	"slices"
	"strconv"
)

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
