package claims

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// ErrNoClaims is what Parse returns for a text that holds no claim.
var ErrNoClaims = errors.New("no claims found: expected numbered claims (\"1. A method ...\"), or an article that quotes them (\"Claim 1 reads: ...\")")

// maxSingleClaim bounds in bytes a text that may be one claim without a number.
const maxSingleClaim = 1 << 16

// Parse reads the claims of a document.
//
// Claims that the source cut already are taken as they are; a text is read as a list of numbered claims if it is one, else as
// an article. The claims come in order of number. It returns ErrNoClaims where there are none, unless the document has no text
// either and its notes say why: then the set is empty.
func Parse(doc *Document) (*Set, error) {
	if doc.Before {
		doc = asBefore(doc)
	}
	set := &Set{
		Name: doc.Name, Format: doc.Format, Number: doc.Number, Title: doc.Title, Dates: doc.Dates,
		Country: doc.Country, Kind: doc.Kind, Language: doc.Language, Abstract: doc.Abstract, Paragraphs: doc.Paragraphs,
		Notes: slices.Clone(doc.Notes), Findings: []Finding{}, Skipped: []Skipped{}, Claims: []Claim{},
	}
	format := func(text string) {
		if doc.Format == "" || doc.Format == "text" {
			set.Format = text
		}
	}
	switch {
	case len(doc.Claims) > 0:
		readCut(doc.Claims, set, doc.Marks)
	case strings.TrimSpace(doc.Text) == "" && len(doc.Notes) > 0:
		return set, nil
	case readList(doc.Text, set, doc.Marks):
		format("text")
		set.Paragraphs = beside(set.Paragraphs, set.Claims)
	default:
		readArticle(doc.Text, set)
		format("article")
		set.Article = true
	}
	if len(set.Claims) == 0 {
		text := headingAhead.ReplaceAllString(Fold(doc.Text), "")
		if len(text) >= maxSingleClaim || !claimLike(text, true) || len(references(text)) > 0 {
			return nil, ErrNoClaims
		}
		format("text")
		set.Article = false
		set.Claims = append(set.Claims, Claim{Num: 1, Text: text, Origin: Origin{Kind: Quoted, Line: 1, EndLine: strings.Count(strings.TrimRight(doc.Text, "\n"), "\n") + 1}})
		set.Notes = append(set.Notes, "the text is one claim without a number; it is called claim 1 here")
	}
	if doc.Before {
		wereBefore(set)
	}
	for i := range set.Claims {
		switch c := &set.Claims[i]; {
		case c.Origin.Kind == Described:
		case doc.Marks:
			dissectMarked(c)
		default:
			dissect(c)
		}
	}
	relate(set)
	if foreign(set) {
		set.Notes = append(set.Notes, fmt.Sprintf("the claims are in another language than English (%s): references, elements and terms are read in English only, so that every claim stands as independent", set.Language))
	}
	inheritCategories(set)
	for i := range set.Claims {
		if c := &set.Claims[i]; set.Article && c.Origin.Kind != Described {
			set.Findings = append(set.Findings, introducedTwice(c)...) // what a reconstruction brings in twice is for its reader to see
		}
	}
	if set.Notes == nil {
		set.Notes = []string{}
	}
	return set, nil
}

// foreign tells whether the claims are in a language of which references are not read: the source says so, and none was found.
func foreign(set *Set) bool {
	return len(set.Claims) > 1 && set.Language != "" && set.Language != "en" &&
		!slices.ContainsFunc(set.Claims, func(c Claim) bool { return len(c.Refs) > 0 })
}

// beside returns the paragraphs that are no part of a claim of the list, nor the heading above it, by the lines of the text.
func beside(paragraphs []Paragraph, list []Claim) []Paragraph {
	if len(paragraphs) == 0 {
		return paragraphs
	}
	of := map[int]bool{} // lines of claims
	for i := range list {
		for line := list[i].Origin.Line; line <= list[i].Origin.EndLine; line++ {
			of[line] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(paragraphs), func(p Paragraph) bool {
		return of[p.Line] || p.Line > 0 && claimsHeading.MatchString(p.Text)
	})
}

// readCut takes the claims that the source cut; one without a number gets the next.
//
// Where every text begins with a number and these rise, they are the claims' own: a source that counts its rows anew would
// break the references. A row "12-24. (canceled)" stands for all of its numbers (37 CFR 1.121(c)). Unless keep, claims are read as amended,
// as those of a list are.
func readCut(cut []CutClaim, set *Set, keep bool) {
	printed, ahead, folds := make([]int, len(cut)), make([]int, len(cut)), make([]string, len(cut))
	own, last := true, 0
	for i, c := range cut {
		text, end := Fold(c.Text), 0
		folds[i] = text
		if letterFirst(text) {
			own = false
			continue // no number stands in front
		}
		if num, words, ok := numberAhead(text); ok {
			printed[i], ahead[i] = atoi(text[num.Start:num.End]), words
		} else if m := goneRange.FindStringSubmatch(text); m != nil && canceled(&Claim{Text: text}) {
			printed[i], end = atoi(m[1]), atoi(m[2])
		}
		own = own && printed[i] > last
		last = max(printed[i], end)
	}
	next, renumbered, amended := 1, false, false
	for i, c := range cut {
		whole := folds[i]
		text, num := whole, c.Num
		if printed[i] > 0 && (own || num == 0 || printed[i] == num) { // the number may or may not stand in front
			renumbered = renumbered || num != 0 && num != printed[i]
			num, text = printed[i], text[ahead[i]:]
		}
		if num == 0 {
			num = next
		}
		next = num + 1
		if c.Status == "" && !letterFirst(text) {
			line := text
			if strings.HasPrefix(text, "{+") { // the status may be new itself
				line = markAdded(text, true)
			}
			words := bare(line)
			if m := statusMark.FindStringSubmatch(words); m != nil {
				c.Status, text = statusOf(m[1]), fromControls.Replace(unbare(line, words[len(m[0]):]))
			}
		}
		if !keep && mayAmend(text) {
			if final := Fold(accept(markAdded(text, false))); final != text {
				text, whole, amended = final, final, true // its lines are not known any more
				c.Text = ""
			}
		}
		text = withoutStray(text)
		set.Claims = append(set.Claims, Claim{
			Num: num, Text: text, Status: c.Status, Origin: Origin{Kind: Quoted, Line: c.Line, EndLine: c.Line, Elided: elided(text)},
			lines: linesOf(c.Text, len(whole)-len(text), len(text)), marked: c.Refs,
		})
	}
	if amended {
		set.Notes = append(set.Notes, notedAmendments)
	}
	if renumbered {
		set.Notes = append(set.Notes, "claims have the numbers that are printed in front of them, not those of the source's rows")
	}
	slices.SortStableFunc(set.Claims, func(a, b Claim) int { return a.Num - b.Num })
}

// stray is a mark between a claim's number and its words, as slips of printing and conversion leave it.
var stray = lazyregexp.New(`^[.,;:]+\s+(\p{Lu})`)

// withoutStray returns the text without a stray mark in front: a claim begins with a capital letter (MPEP 608.01(m)).
func withoutStray(text string) string {
	if m := stray.FindStringSubmatchIndex(text); m != nil {
		return text[m[2]:]
	}
	return text
}

// letterFirst tells whether a claim's text begins with a letter, and not with the word "claim".
func letterFirst(text string) bool {
	return text != "" && (text[0]|0x20) >= 'a' && (text[0]|0x20) <= 'z' && !prefixFold(text, "claim")
}

// linesOf returns where the lines of raw begin in its folded form, of which the first gone bytes are left out and size bytes stay;
// nil where raw is one line.
func linesOf(raw string, gone, size int) []lineStart {
	if strings.IndexByte(strings.TrimSpace(raw), '\n') < 0 {
		return nil
	}
	var out []lineStart
	at := -gone
	for line := range strings.Lines(raw) {
		text := strings.TrimSpace(line)
		if text == "" {
			continue
		}
		if at > 0 && at < size {
			out = append(out, lineStart{at, len(line) - len(strings.TrimLeft(line, " \t"))})
		}
		at += len(Fold(text)) + 1
	}
	return out
}

// Read returns the claim that a text would be under a number, with everything read out of it.
func Read(num int, text string) Claim {
	c := Claim{Num: num, Text: Fold(text), Origin: Origin{Kind: Quoted}}
	dissect(&c)
	return c
}
