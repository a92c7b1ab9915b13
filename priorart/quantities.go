package priorart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// quantity is a number, or a range, that a text gives for something: 4 to 8 mm, at least 72 teeth, about 60 °C. Values are in the
// base unit of the dimension.
type quantity struct {
	low, high  float64 // ±Inf where the range is open
	dim        string  // "length", "mass", ...; "count" and the stem of what is counted; "" for a bare number
	start, end int     // in the text
	limit      bool    // it is that of a limit or a threshold
}

var (
	numberWords = map[string]float64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
		"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
		"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1e6, "half": 0.5, "dozen": 12, "pair": 2, "couple": 2, "both": 2, "single": 1}
	digits = lazyregexp.New(`^\d+(?:,\d{3})*(?:\.\d+)?$`)
	// limits stand before a number and open the range on one side.
	atLeast = lazyregexp.New(`(?i)(?:at\s+least|not?\s+(?:less|fewer|lower|smaller|shorter)\s+than|not\s+below|minimum\s+of|min\.|more\s+than|greater\s+than|larger\s+than|higher\s+than|longer\s+than|above|over|exceed(?:s|ing)?|in\s+excess\s+of|upwards\s+of|≥|>|>=|beyond)\s*(?:or\s+equal\s+to\s+|about\s+|approximately\s+|a\s+|some\s+)*$`)
	// noLess is read before atMost, which would take "fewer than" out of "no fewer than".
	noLess    = lazyregexp.New(`(?i)\bnot?\s+(?:less|fewer|lower|smaller|shorter)\s+than\s*(?:about\s+|approximately\s+|a\s+|some\s+)*$`)
	atMost    = lazyregexp.New(`(?i)(?:at\s+most|not?\s+(?:more|greater|higher|larger|longer|later)\s+than|not\s+(?:above|exceed(?:s|ing)?|over)|does\s+not\s+exceed|maximum\s+of|max\.|up\s+to|less\s+than|fewer\s+than|lower\s+than|smaller\s+than|shorter\s+than|below|under|within|≤|<|<=)\s*(?:or\s+equal\s+to\s+|about\s+|approximately\s+|a\s+|some\s+)*$`)
	roughly   = lazyregexp.New(`(?i)(?:\babout|\bapproximately|\broughly|\baround|\bnearly|\bsome|\bca\.|~)\s*$`)
	orMore    = lazyregexp.New(`(?i)^(?:\s+[\w-]+){0,2}?[\s,]*(?:or\s+(?:more|greater|higher|above|over|longer)|and\s+(?:more|above|upwards)|upwards?|at\s+least|minimum)\b`)
	orLess    = lazyregexp.New(`(?i)^(?:\s+[\w-]+){0,2}?[\s,]*(?:or\s+(?:less|fewer|lower|below|under|shorter)|at\s+most|maximum)\b`)
	ofLimit   = lazyregexp.New(`(?i)\b(?:limit|threshold|bound|cut-?off)(?:\s+value)?\s+(?:that\s+)?(?:of|is|lies|being|lying)\s+(?:about\s+|between\s+|from\s+)*$`)
	rangeGap  = lazyregexp.New(`(?i)^\s*(?:-|–|—|~|to|and|through|up\s+to|\.\.\.?)\s*(?:about\s+|approximately\s+)?$`)
	listGap   = lazyregexp.New(`(?i)^\s*(?:,|or|,\s*or|and|,\s*and)\s*$`)
	between   = lazyregexp.New(`(?i)\bbetween\s+(?:about\s+|approximately\s+)?$`)
	plusMinus = lazyregexp.New(`^\s*(?:±|\+/-|\+/−)\s*$`)
	// inPlace are limits that with a spelled-out count say where: "a chain runs over two sprockets".
	inPlace = lazyregexp.New(`(?i)\b(?:above|over|beyond|below|under|within)\s+$`)
	// nameBefore stands before a number that is a name: a part of a document, a sequence, a step.
	nameBefore = lazyregexp.New(`(?i)\b(?:fig(?:s|ures?)?\.?|examples?|claims?|steps?|tables?|nos?\.?|numbers?|sec(?:tions?)?\.?|paragraphs?|pages?|lines?|chapters?|equations?|formulae?|formulas|items?|versions?|editions?|types?|class(?:es)?|embodiments?)\s*:?\s*\(?$`)
	// orSo is "or more" between a number and what it counts.
	orSo = lazyregexp.New(`(?i)^\s+or\s+(?:more|fewer|less|several)\b(?:\s+(?:of\s+)?(?:the|these|those|said|such)\b)?`)
	// ofThem stands between a number and what it counts: "two of the pawls", "a pair of rollers".
	ofThem = lazyregexp.New(`(?i)^\s+of(?:\s+(?:the|these|those|said|such))?\b`)
	// shareOf are the ways to write a percentage by weight, volume or amount ahead of the sign.
	shareOf     = lazyregexp.New(`(?i)^(?:wt|vol|mol|mole|at|atom|mass|weight|volume)\.?[\s-]*(?:%|per\s?cent\b)`)
	degreeScale = lazyregexp.New(`^(?:[Dd]egrees?|°)\s*(?:([Cc])elsius|([Cc])entigrade|([Ff])ahrenheit|C\b|F\b)`)
	areaWord    = lazyregexp.New(`(?i)^(square|cubic)\s+`)
	// byUnit joins a unit to the one that it is per.
	byUnit = lazyregexp.New(`^(?:/|\s+per\s+)`)
	// byItself are "one of", "at least one", "one or more": any number of them.
	someNumber = lazyregexp.New(`(?i)^\s*(?:or\s+more\b|of\b|another\b|or\s+several\b)`)
)

// quantities finds what a text counts and measures. A number without a unit is of what the word behind it names; a number that
// follows a noun and names nothing is a reference sign, and is left out.
func quantities(text string) []quantity {
	words := claims.Words(text)
	nums := numbersIn(text, words)
	var out []quantity
	name := -1 // where the last number that is a name ends
	for i := 0; i < len(nums); i++ {
		n := nums[i]
		before := text[max(0, n.start-40):n.start]
		low, high := n.value, n.value
		if !n.word && (nameBefore.MatchString(before) || name >= 0 && (listGap.MatchString(text[name:n.start]) || rangeGap.MatchString(text[name:n.start]))) && !unitAt(text, n.end).found {
			name = n.end
			continue
		}
		last := n
		if i+1 < len(nums) {
			gap := text[n.end:nums[i+1].start]
			if m := unitAt(text, n.end); m.end > n.end && m.end <= nums[i+1].start { // "50 mm to 60 mm"
				gap = text[m.end:nums[i+1].start]
			}
			if rangeGap.MatchString(gap) && nums[i+1].value > n.value && (!strings.Contains(strings.ToLower(gap), "and") || between.MatchString(before)) {
				last = nums[i+1]
				high = last.value
				i++
			} else if plusMinus.MatchString(gap) {
				last = nums[i+1]
				low, high = n.value-last.value, n.value+last.value
				i++
			}
		}
		at := unitAt(text, last.end)
		switch {
		case high > low:
		case n.word && !at.found && inPlace.MatchString(before):
		case noLess.MatchString(before):
			high = math.Inf(1)
		case atMost.MatchString(before) || orLess.MatchString(text[at.end:]):
			low = math.Inf(-1)
		case atLeast.MatchString(before) || orMore.MatchString(text[at.end:]):
			high = math.Inf(1)
		case roughly.MatchString(before):
			low, high = n.value-math.Abs(n.value)*tolerance, n.value+math.Abs(n.value)*tolerance
		}
		if low == high && len(out) > 0 && listGap.MatchString(text[out[len(out)-1].end:n.start]) { // "at least 60%, 70% or 80%"
			switch before := out[len(out)-1]; {
			case math.IsInf(before.high, 1):
				high = before.high
			case math.IsInf(before.low, -1):
				low = before.low
			}
		}
		q := quantity{low: low, high: high, start: n.start, end: at.end, limit: ofLimit.MatchString(before)}
		if at.found {
			q.dim = at.dim
			q.low, q.high = q.low*at.scale+at.shift, q.high*at.scale+at.shift
		} else {
			if n.start > 0 && !strings.ContainsAny(text[n.start-1:n.start], " (\n") || !n.word && n.end < len(text) && text[n.end] == '-' {
				continue // part of a name: "IL-2", "14-3-3"
			}
			if n.value == 1 && (n.word || someNumber.MatchString(text[last.end:])) {
				continue // "one" is an article as often as a number, "at least one" any number
			}
			noun, plain := counted(text, last.end)
			if !n.word && !plain && low == high && signBefore(text, words, n.start) {
				continue // "the valve 12 closes the channel": a reference sign
			}
			if noun == "" {
				if strings.HasSuffix(strings.TrimRight(before, " "), "pH") || strings.Contains(strings.ToLower(before), "ph value") || strings.Contains(strings.ToLower(before), "ph of") || strings.Contains(strings.ToLower(before), "ph between") {
					q.dim = "pH"
					out = append(out, q)
				}
				continue
			}
			q.dim = "count " + noun
		}
		out = append(out, q)
	}
	return out
}

// openCount tells whether q is a number of things that a claim recites in words, "two rollers": a claim open for more things is met by three
// (MPEP 2111.03), unless it says "exactly", "only" or "consisting of". A number in digits, "72 teeth", is taken for a measure.
func (q quantity) openCount(text string) bool {
	return strings.HasPrefix(q.dim, "count ") && q.low == q.high && q.low >= 2 && q.low == math.Trunc(q.low) && (text[q.start] < '0' || text[q.start] > '9') &&
		!closedCount.MatchString(text[max(0, q.start-40):q.start])
}

var closedCount = lazyregexp.New(`(?i)\b(?:exactly|only|precisely|just|solely|merely|consist(?:s|ing)\s+of|total\s+of|both)\s+(?:the\s+)?$`)

// tolerance is how far "about" reaches to both sides, as a share of the number: the usual reading in practice, which a claim's own
// description may narrow.
const tolerance = 0.1

// counted returns the stem of the noun that a number counts, "72 teeth", "two spring-loaded pawls", "three or more of the pins": the last of up
// to three words before a function word or a mark; "" if nothing is counted. It is plain unless an article follows at once, as it does a verb.
func counted(text string, at int) (noun string, plain bool) {
	at += len(orSo.FindString(text[at:min(len(text), at+60)]))
	at += len(ofThem.FindString(text[at:min(len(text), at+60)]))
	rest := text[at:min(len(text), at+60)]
	if !strings.HasPrefix(rest, " ") {
		return "", true
	}
	if cut := strings.IndexAny(rest, ",.;:()"); cut >= 0 {
		rest = rest[:cut]
	}
	words := claims.Words(rest)
	for i, w := range words {
		if i == 4 || idle[w.Lower] || numberWords[w.Lower] != 0 || w.Lower == "more" || w.Lower == "less" {
			break
		}
		noun = claims.Stem(w.Lower)
		if strings.HasSuffix(w.Lower, "s") || irregularPlural[w.Lower] {
			return noun, i+1 == len(words) || !article[words[i+1].Lower]
		}
	}
	return noun, true
}

// article are the words that begin a noun phrase.
var article = wordSet("a an the said each its both")

// signBefore tells whether the word right before a number is no function word, so that the number may be its reference sign.
func signBefore(text string, words []claims.Word, start int) bool {
	i, _ := slices.BinarySearchFunc(words, start, func(w claims.Word, at int) int { return w.Start - at })
	return i > 0 && text[words[i-1].End:start] == " " && !idle[words[i-1].Lower]
}

var irregularPlural = wordSet("teeth feet men women children mice halves leaves people data media criteria")

// measure is how a quantity of a text stands to a claimed one.
type measure int

const (
	unmeasured measure = iota // nothing comparable
	inside                    // a point or a range within the claimed one: it discloses (MPEP 2131.03 I)
	overlaps                  // overlaps it or is broader: sufficient specificity to be judged (MPEP 2131.03 II)
	outside                   // disjoint
)

// compareTo tells how q, of a text, stands to what a claim asks for.
func (q quantity) compareTo(claimed quantity) measure {
	if claimed.limit && !claimed.open() && q.open() { // "half a percent or more" tells a limit of half a percent
		if math.IsInf(q.high, 1) {
			q.high = q.low
		} else {
			q.low = q.high
		}
	}
	const eps = 1e-9
	slack := eps * math.Max(1, math.Max(finite(claimed.low), finite(claimed.high)))
	switch {
	case q.low >= claimed.low-slack && q.high <= claimed.high+slack:
		return inside
	case q.high < claimed.low-slack || q.low > claimed.high+slack:
		return outside
	}
	return overlaps
}

// open tells whether the range ends on one side only.
func (q quantity) open() bool { return math.IsInf(q.low, 0) != math.IsInf(q.high, 0) }

func finite(x float64) float64 {
	if math.IsInf(x, 0) {
		return 0
	}
	return math.Abs(x)
}

// value is how much of the quantity is shown, from 0 to 1.
func (m measure) value() float64 {
	switch m {
	case inside:
		return 1
	case overlaps:
		return 0.3
	}
	return 0
}

func (m measure) reason(claimed, found string) string {
	switch m {
	case overlaps:
		return fmt.Sprintf("%q overlaps %q or is broader: whether it is specific enough is to be judged (MPEP 2131.03)", found, claimed)
	case outside:
		return fmt.Sprintf("%q is outside %q (MPEP 2131.03)", found, claimed)
	}
	return fmt.Sprintf("nothing to compare with %q", claimed)
}

// inQuantity tells whether a word of the text is part of one of the quantities.
func inQuantity(list []quantity, start, end int) bool {
	return slices.ContainsFunc(list, func(q quantity) bool { return start < q.end && end > q.start })
}
