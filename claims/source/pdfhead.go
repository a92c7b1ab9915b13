package source

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"claimchart/claims/lazyregexp"
)

var anyDigits = lazyregexp.New(`\d+`)

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
