package claims

import (
	"strings"

	"claimchart/claims/lazyregexp"
)

// Amendments in a text that was copied with their marks: 37 CFR 1.121(c)(2). What is added stands underlined, or in the marks that
// parse --marks writes; what is deleted is struck, or stands in double brackets.
var (
	addedPair = lazyregexp.New(`(?s)\{\+(.*?)\+\}`)
	addedTag  = lazyregexp.New(`(?i)<(/?)(?:u|ins)>`)
	// deletedMark may be anything between its ends but another bracket or tag; a single tilde is "about".
	deletedMark = lazyregexp.New(`(?i)\[\[([^\[\]]*)\]\]|~~([^~]+)~~|<(?:del|s|strike)>([^<]*)</(?:del|s|strike)>`)
)

// While a list is read, two control characters of two bytes each, which no text has a use for, stand for "{+" and "+}".
const addedFrom, addedTo = "\u0086", "\u0087"

var (
	toControls   = strings.NewReplacer(addedFrom, "", addedTo, "")
	fromControls = strings.NewReplacer(addedFrom, "{+", addedTo, "+}")
)

// markAdded takes the marks of what is added out of text; with keep it leaves addedFrom and addedTo in their places.
func markAdded(text string, keep bool) string {
	pair, open, shut := "$1", "", ""
	if keep {
		text = toControls.Replace(text)
		pair, open, shut = addedFrom+"$1"+addedTo, addedFrom, addedTo
	}
	if strings.Contains(text, "{+") {
		text = addedPair.ReplaceAllString(text, pair)
	}
	if strings.Contains(text, ">") {
		text = addedTag.ReplaceAllStringFunc(text, func(tag string) string {
			if tag[1] == '/' {
				return shut
			}
			return open
		})
	}
	return text
}

// bare is text without addedFrom and addedTo.
func bare(text string) string {
	if !strings.Contains(text, "\u0086") && !strings.Contains(text, "\u0087") {
		return text
	}
	return strings.TrimSpace(toControls.Replace(text))
}

// bareEnd is the end of text as bare gives it, enough of it to tell how the text ends.
func bareEnd(text string) string { return bare(text[max(0, len(text)-64):]) }

// unbare returns the end of line that bare shows as rest; an insertion that began before it goes on in it.
func unbare(line, rest string) string {
	if line == bare(line) {
		return rest
	}
	open, left := false, len(rest)
	at := len(line)
	for i := len(line) - 1; i >= 0 && left > 0; i-- { // the last bytes of line, two for each control character
		if i > 0 && (line[i-1:i+1] == addedFrom || line[i-1:i+1] == addedTo) {
			i--
			at = i
			continue
		}
		at, left = i, left-1
	}
	for i := 0; i < at; i++ {
		switch {
		case strings.HasPrefix(line[i:], addedFrom):
			open = true
		case strings.HasPrefix(line[i:], addedTo):
			open = false
		}
	}
	if tail := strings.TrimLeft(line[at:], " "); open && !strings.HasPrefix(tail, addedTo) {
		return addedFrom + tail
	} else if open {
		return strings.TrimSpace(tail[len(addedTo):])
	}
	return line[at:]
}

// mayAmend tells, at little cost, whether text may hold marks of amendments.
func mayAmend(text string) bool {
	return strings.Contains(text, "[[") || strings.Contains(text, "{+") || strings.Contains(text, "~~") || strings.Contains(text, "</")
}

// accept takes what is deleted out of text, and the white space before it where more white space, a closing mark or the end follows:
// "a [[red]] bulb[[.]]; and" is "a bulb; and", "[[in]]correct" is "correct".
func accept(text string) string {
	found := deletedMark.FindAllStringIndex(text, -1)
	if found == nil {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	last := 0
	for _, m := range found {
		before := text[last:m[0]]
		if rest := text[m[1]:]; rest == "" || strings.IndexByte(" \t\n,;:.", rest[0]) >= 0 {
			before = strings.TrimRight(before, " \t\n")
		}
		b.WriteString(before)
		last = m[1]
	}
	b.WriteString(text[last:])
	return b.String()
}

// unify writes every deletion in text in double brackets, and what is added as "{+x+}".
func unify(text string) string {
	text = deletedMark.ReplaceAllString(text, "[[$1$2$3]]")
	return fromControls.Replace(text)
}

// dissectMarked is dissect for a claim whose text keeps the marks of amendments: everything is read out of the claim as amended;
// spans are those of the text with its marks, and an element takes in the marks at its ends.
func dissectMarked(c *Claim) {
	text := c.Text
	if !strings.Contains(text, "[[") && !strings.Contains(text, "{+") {
		dissect(c)
		return
	}
	masked := []byte(text) // as long as text: what is deleted, and the marks, are spaces
	for _, m := range deletedMark.FindAllStringIndex(text, -1) {
		blank(masked[m[0]:m[1]])
	}
	for _, m := range addedPair.FindAllStringIndex(string(masked), -1) {
		blank(masked[m[0] : m[0]+2])
		blank(masked[m[1]-2 : m[1]])
	}
	c.Text = string(masked)
	dissect(c)
	c.Text, c.Preamble = text, Fold(c.Preamble)
	for i := range c.Elements {
		e := &c.Elements[i]
		for strings.HasSuffix(text[:e.Start], "{+") {
			e.Start -= len("{+")
		}
		limit := len(text)
		if i+1 < len(c.Elements) {
			limit = max(c.Elements[i+1].Start, e.End)
		}
		e.End += marksAhead(text[e.End:limit])
		e.Text = text[e.Start:e.End]
	}
}

var aheadMarks = lazyregexp.New(`^(?:\+\}|\s*\[\[[^\[\]]*\]\])+`)

func marksAhead(text string) int { return len(aheadMarks.FindString(text)) }

func blank(b []byte) {
	for i := range b {
		b[i] = ' '
	}
}
