package claims

import (
	"sort"
	"strings"
	"unicode/utf8"

	"claimchart/claims/lazyregexp"
)

// located is text with white space folded that knows the source line of each of its bytes.
type located struct {
	text  string
	marks []lineMark // where each source line begins in text, in order
}

type lineMark struct{ offset, line int }

// line returns the source line on which the byte at offset stands, 0 where an empty quotation left none.
func (l *located) line(offset int) int {
	if len(l.marks) == 0 {
		return 0
	}
	i := sort.Search(len(l.marks), func(i int) bool { return l.marks[i].offset > offset })
	return l.marks[max(i-1, 0)].line
}

// locator builds a located text piece by piece.
type locator struct {
	b     strings.Builder
	marks []lineMark
}

func (l *locator) write(text string, line int) {
	if n := len(l.marks); n == 0 || l.marks[n-1].line != line {
		l.marks = append(l.marks, lineMark{l.b.Len(), line})
	}
	l.b.WriteString(text)
}

// copy appends src.text[from:to] with the lines that it stands on.
func (l *locator) copy(src *located, from, to int) {
	for from < to {
		i := sort.Search(len(src.marks), func(i int) bool { return src.marks[i].offset > from })
		end := to
		if i < len(src.marks) {
			end = min(end, src.marks[i].offset)
		}
		l.write(src.text[from:end], src.line(from))
		from = end
	}
}

func (l *locator) located() located { return located{l.b.String(), l.marks} }

// paragraph is a paragraph of running text, without the marks of mail quoting.
type paragraph struct {
	located
	block bool // set off as a block quotation: mail or Markdown ">", or indented
}

var (
	mailMark  = lazyregexp.New(`^\s*(?:>\s?)+`)
	listStart = lazyregexp.New(`(?i)^\s*(?:\*\*|__)?(?:(?:claim\s+)?\d{1,3}\s*[.):]|[-*•–]\s)\s*\S`)
	ruleLine  = lazyregexp.New(`^\s*[-=_*~#]{3,}\s*$`)
)

// blockIndent is the indentation, in columns, from which a paragraph counts as set off: Markdown's four.
const blockIndent = 4

// paragraphs cuts text into paragraphs: at blank lines, where the depth of quoting changes, and before a line that begins a
// numbered item. Rules ("----") divide paragraphs and belong to none.
func paragraphs(text string) []paragraph {
	var out []paragraph
	var cur locator
	block, curDepth, curIndented := false, -1, false
	flush := func() {
		if cur.b.Len() > 0 {
			out = append(out, paragraph{cur.located(), block})
		}
		cur = locator{}
	}
	line := 0
	for raw := range strings.Lines(text) {
		line++
		body, depth := raw, 0
		if m := mailMark.FindString(raw); m != "" {
			depth = strings.Count(m, ">")
			body = raw[len(m):]
		}
		folded := Fold(body)
		if folded == "" || ruleLine.MatchString(body) {
			flush()
			curDepth = -1
			continue
		}
		indented := depth == 0 && columns(body) >= blockIndent
		if depth != curDepth || indented && !curIndented || listStart.MatchString(body) && startsItem(cur.b.String()) {
			flush()
		}
		if cur.b.Len() == 0 {
			curDepth, curIndented = depth, indented
			block = depth > 0 || indented
		} else {
			cur.b.WriteByte(' ')
		}
		cur.write(folded, line)
	}
	flush()
	return out
}

// startsItem tells whether a line that looks like a numbered item really begins one: the text before must have ended, else
// "claim" at the end of a line and "7. ..." on the next would be cut apart.
func startsItem(before string) bool {
	if before == "" {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(".:;!?”\"’»“", last) && !strings.HasSuffix(strings.ToLower(before), " no.")
}

// columns counts the leading white space of a line, a tab as four columns.
func columns(line string) int {
	n := 0
	for _, r := range line {
		switch r {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}
