package claims

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

var (
	// addedText is what amendments add, marked so by itself; with <u> it needs the status of its claim.
	addedText = lazyregexp.New(`(?is)\{\+(.*?)\+\}|<ins>(.*?)</ins>`)
	// deletedText is the same of what they delete.
	deletedText = lazyregexp.New(`(?i)\[\[([^\[\]]*)\]\]|<del>([^<]*)</del>`)
	// formatted are the marks that mean an amendment only in a claim whose status says so (37 CFR 1.121(c)(2)).
	formattedAdded   = lazyregexp.New(`(?i)<(/?)u>`)
	formattedDeleted = lazyregexp.New(`(?i)~~([^~]+)~~|<(?:s|strike)>([^<]*)</(?:s|strike)>`)
	// statusesAhead is the number of a claim with its status identifiers, struck and added ones among them; the last one holds.
	statusesAhead = lazyregexp.New(`(?i)^(\s*(?:claim\s+)?\d{1,3}\s*[.):]?\s*)?((?:` + amendMark + `*[([]\s*(?:` + statusWords + `)\s*[)\]]` + amendMark + `*[ \t]*[.:]?[ \t]*)+)`)
	lastStatus    = lazyregexp.New(`(?i)[([]\s*(` + statusWords + `)\s*[)\]][^()[\]]*(?:\]\][^()[\]]*)?$`)
	numberFirst   = lazyregexp.New(`(?i)^\s*(?:claim\s+)?\d{1,3}\s*[.):]\s`)
)

const amendMark = `(?:\[\[|\]\]|\{\+|\+\}|~~|</?(?:u|ins|s|del|strike)>)`

// asBefore returns a copy of doc, which was read with its marks, with the text that its claims had before the amendments: what is marked
// as added is gone and what is marked as deleted stands. Lines keep their numbers.
func asBefore(doc *Document) *Document {
	out := *doc
	out.Marks = false
	amended := false
	var b strings.Builder
	for line := range strings.Lines(doc.Text) {
		b.WriteString(formattedMarks(line, &amended))
	}
	var added, deleted int
	out.Text = undo(b.String(), &added, &deleted)
	out.Claims = slices.Clone(doc.Claims)
	for i := range out.Claims {
		c := &out.Claims[i]
		amended = isAmended(c.Status)
		c.Text = undo(formattedMarks(c.Text, &amended), &added, &deleted)
	}
	if added+deleted > 0 {
		out.Notes = append(slices.Clip(doc.Notes), fmt.Sprintf("taken as amendments: what the text marks as added (%d) and as deleted (%d)", added, deleted))
	}
	return &out
}

func isAmended(status string) bool {
	return strings.HasSuffix(strings.ToLower(status), "currently amended")
}

// formattedMarks reads a line, or a whole claim: of several status identifiers the last is left, underlining and striking become marks of
// their own in a claim that is (currently amended), and are taken as a list read as amended takes them anywhere else. amended says
// whether such a claim goes on, before and after.
func formattedMarks(line string, amended *bool) string {
	if m := statusesAhead.FindStringSubmatch(line); m != nil && (m[1] != "" || len(m[0]) < len(line)) {
		status := lastStatus.FindStringSubmatch(m[2])
		if status != nil {
			*amended = isAmended(Fold(status[1]))
			line = m[1] + "(" + status[1] + ") " + line[len(m[0]):]
		}
	} else if numberFirst.MatchString(line) {
		*amended = false
	}
	if !*amended {
		return formattedDeleted.ReplaceAllString(formattedAdded.ReplaceAllString(line, ""), "")
	}
	line = formattedDeleted.ReplaceAllString(line, "[[$1$2]]")
	return formattedAdded.ReplaceAllStringFunc(line, func(tag string) string {
		if tag[1] == '/' {
			return "+}"
		}
		return "{+"
	})
}

// undo takes what is added out of text, and the white space before it where more white space, a closing mark or the end follows, and the
// marks off what is deleted, and counts both. Line ends stay.
func undo(text string, added, deleted *int) string {
	var b strings.Builder
	last := 0
	found := addedText.FindAllStringIndex(text, -1)
	*added += len(found)
	for _, m := range found {
		before := text[last:m[0]]
		if rest := text[m[1]:]; rest == "" || strings.IndexByte(" \t\n,;:.", rest[0]) >= 0 {
			before = strings.TrimRight(before, " \t")
		}
		b.WriteString(before)
		b.WriteString(strings.Repeat("\n", strings.Count(text[m[0]:m[1]], "\n")))
		last = m[1]
	}
	b.WriteString(text[last:])
	text = b.String()
	*deleted += len(deletedText.FindAllStringIndex(text, -1))
	return deletedText.ReplaceAllString(text, "$1$2")
}

// wereBefore keeps the claims of a listing that stood in the one before: no new ones (37 CFR 1.121(c)(2)-(4)). A status says what
// became of a claim, so that none is left but that of a claim without text.
func wereBefore(set *Set) {
	set.Claims = slices.DeleteFunc(set.Claims, func(c Claim) bool { return c.Status == "new" })
	for i := range set.Claims {
		if c := &set.Claims[i]; c.Text != "" {
			c.Status = ""
		}
	}
}

// AmendedFrom makes before, the claims of the same source as they were before the amendments that it marks, the Before of s. It is not
// set where nothing is marked: the claims are the same, or an article only talks of them. A note says of which claims the source
// says that they are amended and does not mark how.
func (s *Set) AmendedFrom(before *Set) {
	if s.Article || before.Article {
		return
	}
	same := len(s.Claims) == len(before.Claims)
	var silent []int
	for i := range s.Claims {
		c := &s.Claims[i]
		old := before.Claim(c.Num)
		if old == nil || old.Text != c.Text {
			same = false
		} else if isAmended(c.Status) {
			silent = append(silent, c.Num)
		}
	}
	if len(silent) > 0 {
		s.Notes = append(s.Notes, "marked (currently amended), with nothing marked as added or deleted, so that what they said before is not in the file: "+claimList(silent))
	}
	if !same {
		s.Before = before
	}
}
