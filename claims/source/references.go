package source

import (
	"slices"
	"strconv"
	"strings"

	"claimchart/claims/lazyregexp"
)

// references gathers the claims that the markup inside one claim says it refers to, in order, each once.
type references struct {
	nums []int
	most int // the highest number of the set, up to which ranges are filled; 0 where it is not known
	seen map[int]bool
	last int // what was named last
}

// take adds the claims of one reference: those that its words name, if they name the first that its markup points to or if that
// points to none, and those that the markup points to. Where the words between it and the reference before join the two to a range,
// that is filled.
func (r *references) take(between, words string, targets []int) {
	if len(targets) > 0 && r.last > 0 && between != "" && joinsRange.MatchString(between) {
		for n := r.last + 1; n < targets[0] && r.within(n, r.last); n++ {
			r.add(n)
		}
	}
	named := r.named(words)
	if len(targets) > 0 && !slices.Contains(named, targets[0]) {
		named = nil // the words name another claim than the markup: the markup is what the source says
	}
	for _, n := range named {
		r.add(n)
		r.last = n
	}
	for _, n := range targets {
		r.add(n)
		if len(named) == 0 {
			r.last = n
		}
	}
}

func (r *references) add(n int) {
	if n <= 0 || r.seen[n] {
		return
	}
	if r.seen == nil {
		r.seen = map[int]bool{}
	}
	r.seen[n] = true
	r.nums = append(r.nums, n)
}

// within tells whether claim n may be one of a range that begins with claim from.
func (r *references) within(n, from int) bool {
	return n-from < maxRange && (r.most == 0 || n < r.most)
}

// joinsRange holds for the words between the two ends of a range, in the languages of the EPO: "claims 1 to 5", "Ansprüche 1 bis 5".
var joinsRange = lazyregexp.New(`(?i)^[\s,]*(?:(?:up\s+)?to|through|thru|bis|à|[-–—−‑])\s*(?:claims?\s*)?[\s,]*$`)

// maxNamed bounds how many numbers are read out of the words of one reference.
const maxNamed = 10 * maxRange

// named returns the numbers in the words of a reference, ranges filled: "claims 1, 3 or 5 to 7".
func (r *references) named(words string) []int {
	var out []int
	last := -1 // where the number before ended
	for i := 0; i < len(words) && len(out) < maxNamed; {
		if !isDigit(words[i]) {
			i++
			continue
		}
		start, n := i, 0
		for ; i < len(words) && isDigit(words[i]); i++ {
			n = min(n*10+int(words[i]-'0'), 100000)
		}
		if last >= 0 && joinsRange.MatchString(words[last:start]) {
			from := out[len(out)-1]
			for m := from + 1; m < n && r.within(m, from); m++ {
				out = append(out, m)
			}
		}
		out = append(out, n)
		last = i
	}
	return out
}

// idNumber returns the number that an identifier ends with ("CLM-00012", "en-cl0003"), at most six digits of it, or 0.
func idNumber(id string) int {
	id = strings.TrimRightFunc(id, func(r rune) bool { return r < '0' || r > '9' })
	from := len(id)
	for from > 0 && isDigit(id[from-1]) {
		from--
	}
	if len(id)-from > 6 {
		return 0
	}
	n, _ := strconv.Atoi(id[from:]) // digits, at most six, or none
	return n
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// markedRefs returns the claims that the elements called name in a claim refer to: those that their attributes point to, else the
// numbers in them. The slice is never nil. byID has the numbers of the claims.
func markedRefs(claim *tree, name string, attrs []string, byID map[string]int) []int {
	refs := references{nums: []int{}}
	between := []byte{}
	var walk func(e *tree)
	walk = func(e *tree) {
		for _, k := range e.kids {
			switch {
			case k.elem == nil:
				between = append(between, k.raw[:min(len(k.raw), 64)]...) // no range has so much between its ends
				if len(between) > 128 {
					between = between[:128]
				}
			case aside[k.elem.name] || deleted[strings.ToLower(k.elem.name)]:
			case k.elem.name == name:
				refs.take(string(between), textOf(k.elem), pointed(k.elem, attrs, byID))
				between = between[:0]
			default:
				walk(k.elem)
			}
		}
	}
	walk(claim)
	return refs.nums
}

// pointed returns the claims that the attributes of one reference element point to.
func pointed(e *tree, attrs []string, byID map[string]int) []int {
	var out []int
	for _, a := range attrs {
		for _, id := range strings.Fields(e.attr(a)) {
			n, ok := byID[id]
			if !ok {
				n = idNumber(id)
			}
			if n > 0 {
				out = append(out, n)
			}
		}
	}
	return out
}
