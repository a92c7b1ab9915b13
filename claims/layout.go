package claims

import (
	"maps"
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// ahead tells whether an element on a line of its own stands before the first marker of a list: the list is part of that element.
func ahead(lines, list map[int]int) bool {
	if len(lines) == 0 {
		return false
	}
	line := slices.Min(slices.Collect(maps.Keys(lines)))
	return line < slices.Min(slices.Collect(maps.Keys(list)))
}

// besideList returns where elements begin about a marked list that stands inside one of them: semicolons part the elements if one stands
// before the first marker, and words that open the list behind it. Those from the first marker to the last are the list's own. Nil
// where the list is the body's own.
func besideList(text string, start int, list map[int]int) map[int]int {
	if len(list) == 0 {
		return nil
	}
	marks := slices.Sorted(maps.Keys(list))
	first, last := marks[0], marks[len(marks)-1]
	blank := func(s Span) bool { s = tidy(text, s, true); return s.End <= s.Start }
	out := map[int]int{}
	for _, at := range semicolons(text, start) {
		if at < first && !blank(Span{start, at}) && !blank(Span{at, first}) || at > last && len(out) > 0 {
			out[at] = 0
		}
	}
	return out
}

// bullets returns where the items of a bulleted list begin that was printed on lines and is one paragraph now, with their depth: a
// bullet opens the body, and each further one stands behind a semicolon, an inner colon, which opens a list under its item, or a
// comma, which goes on with the list it stands in. Nil for any other body.
func bullets(text string, start int) map[int]int {
	at := start + len(text[start:]) - len(strings.TrimLeft(text[start:], " ,:"))
	if bullet.FindString(text[at:]) == "" {
		return nil
	}
	out := map[int]int{at: 0}
	depth := 0
	for i := at + 1; i < len(text); i++ {
		if text[i-1] != ' ' || bullet.FindString(text[i:]) == "" {
			continue
		}
		before := strings.TrimRight(text[start:i], " ")
		join := joinEnd(before)
		if join >= 0 {
			before = before[:join]
		}
		switch {
		case strings.HasSuffix(before, ";"):
			depth = 0
		case strings.HasSuffix(before, ":"):
			depth = 1
		case join < 0 && !strings.HasSuffix(before, ","):
			continue // a pause, or a minus
		}
		out[i] = depth
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// layout returns where the lines of a body begin that is set on lines, with their depth: each line that begins an element stands
// behind a semicolon, a colon or "and", and is indented as the others are or deeper. Nil where lines were only wrapped.
func layout(c *Claim, start int) map[int]int {
	var begin []lineStart
	semicolon := strings.IndexByte(c.Text, ';')
	for _, l := range c.lines {
		if l.offset <= start {
			continue
		}
		before := strings.TrimRight(c.Text[:l.offset], " ")
		if strings.HasSuffix(before, ";") || strings.HasSuffix(before, ":") && !sequenceNo.MatchString(lastFields(before, 2)) || joinEnd(before) >= 0 && semicolon >= 0 && semicolon < len(before) {
			begin = append(begin, l)
		}
	}
	if len(begin) < 2 {
		return commaLines(c, start)
	}
	least := begin[0].indent
	for _, l := range begin {
		least = min(least, l.indent)
	}
	out := map[int]int{}
	for _, l := range begin {
		out[l.offset] = 0
		if l.indent > least+1 && begin[0].indent == least {
			out[l.offset] = 1
		}
	}
	for _, at := range semicolons(c.Text, start) { // two elements on one line
		if _, cut := out[at]; !cut && !nextLine(c, at) {
			out[at] = 0
		}
	}
	return out
}

// commaLines returns the lines of a body without semicolons that is set on lines behind a colon, each but the last ending in a
// comma (37 CFR 1.75(i)). Nil where one line goes on without a comma, since then they are only wrapped, and for a Markush group.
func commaLines(c *Claim, start int) map[int]int {
	out := map[int]int{}
	for _, l := range c.lines {
		if l.offset <= start {
			continue
		}
		before := strings.TrimRight(c.Text[max(0, l.offset-20):l.offset], " ")
		switch {
		case len(out) == 0 && strings.HasSuffix(before, ":"):
			if markush.in(c.Text[max(0, l.offset-60):l.offset]) || sequenceNo.MatchString(before) {
				return nil
			}
		case len(out) > 0 && commaEnd.MatchString(before):
		default:
			return nil
		}
		out[l.offset] = 0
	}
	if len(out) < 2 || strings.Contains(c.Text[start:], ";") {
		return nil
	}
	return out
}

// commaEnd ends an element that the next line goes on behind.
var commaEnd = lazyregexp.New(`(?i),(?:\s*(?:and|or))?$`)

// sequenceNo ends a line on which the number of a sequence has to follow.
var sequenceNo = lazyregexp.New(`(?i)\bnos?\.?:$`)

// nextLine tells whether a line begins right behind the byte at offset, but for a space and "and".
func nextLine(c *Claim, offset int) bool {
	i, _ := slices.BinarySearchFunc(c.lines, offset, func(l lineStart, at int) int { return l.offset - at })
	if i == len(c.lines) {
		return false
	}
	rest := strings.TrimLeft(c.Text[offset:c.lines[i].offset], " ")
	return len(joinWord.FindString(rest)) == len(rest)
}
