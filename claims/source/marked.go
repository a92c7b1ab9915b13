package source

import (
	"regexp"
	"strings"
)

var (
	rangeWord  = regexp.MustCompile(`^[\s,]*(?:to|through|thru|bis|à|[-–—])\s*(?:claims?\s*|Ansprüche?n?\s*)?$`)
	rangeText  = regexp.MustCompile(`\b(\d{1,4})\s*(?:to|through|thru|bis|à|[-–—])\s*(\d{1,4})\b`)
	lastDigits = regexp.MustCompile(`(\d{1,9})\D*$`)
	anyNumber  = regexp.MustCompile(`\d{1,4}`)
)

// maxSpan bounds how many claims a range of references may have.
const maxSpan = 1000

// markedRefs returns the claims that the markup inside a claim says it refers to, in order, each once: those that the attributes of
// its elements called name point to, else the numbers in them. Between two elements with "to" between them all are meant. The slice
// is never nil. byID has the numbers of the claims.
func markedRefs(claim *element, name string, attrs []string, byID map[string]int) []int {
	refs, seen := []int{}, map[int]bool{}
	add := func(n int) {
		if n > 0 && !seen[n] {
			seen[n] = true
			refs = append(refs, n)
		}
	}
	fill := func(from, to int) {
		if to-from > maxSpan {
			return
		}
		for n := from; n <= to; n++ {
			add(n)
		}
	}
	last, between := 0, ""
	var walk func(e *element)
	walk = func(e *element) {
		for _, k := range e.kids {
			switch {
			case k.elem == nil:
				between += k.text
				if len(between) > 64 { // no range has so much between its ends
					between = strings.Repeat("x", 32)
				}
			case aside[k.elem.name] || deleted[strings.ToLower(k.elem.name)]:
			case k.elem.name == name:
				nums, text := pointed(k.elem, attrs, byID), flat(k.elem)
				if len(nums) > 0 && last > 0 && rangeWord.MatchString(between) {
					fill(last+1, nums[0])
				}
				if m := rangeText.FindStringSubmatch(text); m != nil {
					fill(claimNum(m[1]), claimNum(m[2]))
				}
				for _, n := range nums {
					add(n)
					last = n
				}
				between = ""
			default:
				walk(k.elem)
			}
		}
	}
	walk(claim)
	return refs
}

// pointed returns the claims that one reference element points to.
func pointed(e *element, attrs []string, byID map[string]int) []int {
	var out []int
	for _, a := range attrs {
		for _, id := range strings.Fields(e.attr(a)) {
			if n, ok := byID[id]; ok {
				out = append(out, n)
			} else if m := lastDigits.FindStringSubmatch(id); m != nil {
				out = append(out, claimNum(m[1]))
			}
		}
	}
	if len(out) == 0 {
		for _, n := range anyNumber.FindAllString(flat(e), -1) {
			out = append(out, claimNum(n))
		}
	}
	return out
}
