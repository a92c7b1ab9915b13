package source

import (
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

var (
	mdHeading   = lazyregexp.New(`^ {0,3}#{1,6}[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$`)
	mdUnderline = lazyregexp.New(`^ {0,3}(?:=+|-{2,})[ \t]*$`)
	mdRule      = lazyregexp.New(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	mdFence     = lazyregexp.New("^ {0,3}(`{3,}|~{3,})([^`]*)$")
	mdItem      = lazyregexp.New(`^([ \t]*)(\d{1,9})([.)])([ \t]+)(\S.*)$`)
	mdEscaped   = lazyregexp.New(`^[ \t]*\d{1,9}\\[.)](?:[ \t]|$)`)
	mdLink      = lazyregexp.New(`\[[^\[\]\n]+\]\((?:https?://|mailto:|[./#])[^\s()]*(?: "[^"\n]*")?\)`)
	mdStrong    = lazyregexp.New(`(?:^|[\s("“])(?:\*\*[^\s*][^*\n]*[^\s*]\*\*)(?:$|[\s.,;:)"”!?])`)
	mdEntity    = lazyregexp.New(`^&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});`)
	mdRaised    = lazyregexp.New(`^<(sup|sub)>([^<>\n]{1,40})</(?:sup|sub)>`)
	mdBreak     = lazyregexp.New(`^<br[ \t]*/?>`)
	mdAuto      = lazyregexp.New(`^<((?:https?://|mailto:)[^\s<>]+)>`)
	mdInline    = lazyregexp.New(`^\[([^\[\]\n]*)\]\(([^\s()]*)(?:[ \t]+"[^"\n]*")?\)`)
)

// fromMarkdown turns text that is written in Markdown into plain lines, one for one: headings, quotations, list numbers that
// Markdown would count ("1." for every item), emphasis, code, links, escapes, entities and hard breaks read as a page shows them
// (CommonMark 0.31). It returns the text as it is, and false, where nothing that only Markdown has stands in it. Struck text
// (~~old~~), [[deleted]] and HTML's ins and del stay, since claims read them as amendments.
//
// A mark is emphasis only around words: "a*b*c", "2 * 3" and "host_name" stay.
func fromMarkdown(text string) (string, bool) {
	lines := strings.Split(text, "\n")
	if !isMarkdown(lines) {
		return text, false
	}
	lines, _ = unquote(lines)
	numberItems(lines)
	var out, block []string
	flush := func() {
		if len(block) > 0 {
			out = append(out, strings.Split(mdSpans(strings.Join(block, "\n")), "\n")...)
			block = nil
		}
	}
	fence := ""
	for i, line := range lines {
		if m := mdFence.FindStringSubmatch(line); m != nil && (fence == "" || strings.HasPrefix(m[1], fence) && strings.TrimSpace(m[2]) == "") {
			flush()
			if out = append(out, ""); fence == "" {
				fence = m[1]
			} else {
				fence = ""
			}
			continue
		}
		if fence != "" {
			out = append(out, line)
			continue
		}
		switch m := mdHeading.FindStringSubmatch(line); {
		case m != nil:
			flush()
			out = append(out, mdSpans(m[1]))
		case mdUnderline.MatchString(line) && i > 0 && strings.TrimSpace(lines[i-1]) != "" || mdRule.MatchString(line):
			flush()
			out = append(out, "")
		case strings.TrimSpace(line) == "":
			flush()
			out = append(out, "")
		default:
			if mdItem.MatchString(line) { // emphasis does not reach from one item into the next
				flush()
			}
			block = append(block, mdHardBreak(line))
		}
	}
	flush()
	return strings.Join(out, "\n"), true
}

// mdHardBreak takes off the line's end that asks for a new line: two spaces or a backslash.
func mdHardBreak(line string) string {
	line = strings.TrimRight(line, " \t")
	if strings.HasSuffix(line, `\`) && !strings.HasSuffix(line, `\\`) {
		line = line[:len(line)-1]
	}
	return line
}

// isMarkdown tells whether lines hold what people write in Markdown only: a heading, a fence, an escaped list number, a link,
// strong words, a quotation of two lines, or a list of three items at least that are all numbered 1.
func isMarkdown(lines []string) bool {
	fences := 0
	for i, line := range lines {
		if strings.HasPrefix(line, ">") {
			if i > 0 && strings.HasPrefix(lines[i-1], ">") {
				return true
			}
			line = quoteMarks.ReplaceAllString(line, "")
		}
		switch {
		case mdHeading.MatchString(line), mdEscaped.MatchString(line):
			return true
		case strings.Contains(line, "](") && mdLink.MatchString(line):
			return true
		case strings.Contains(line, "**") && mdStrong.MatchString(line):
			return true
		case mdFence.MatchString(line):
			if fences++; fences == 2 {
				return true
			}
		}
	}
	for _, list := range orderedLists(lines) {
		if len(list) >= 3 {
			return true
		}
	}
	return false
}

// orderedLists finds the lists whose items all have the number 1, two items at least: the lines of their items. A list goes on
// over empty lines and indented ones; a heading, a rule, a fence, and a paragraph that is not indented behind an empty line end
// it. Lists within an item are lists of their own.
func orderedLists(lines []string) [][]int {
	type open struct {
		indent int
		mark   string
		items  []int
		ones   bool
	}
	var lists [][]int
	var stack []*open
	closeTo := func(indent int) {
		for len(stack) > 0 && stack[len(stack)-1].indent >= indent {
			if top := stack[len(stack)-1]; top.ones && len(top.items) > 1 {
				lists = append(lists, top.items)
			}
			stack = stack[:len(stack)-1]
		}
	}
	blank, fenced := false, false
	for i, line := range lines {
		if mdFence.MatchString(line) {
			fenced = !fenced
		}
		trimmed := strings.TrimSpace(line)
		indent := len(line) - len(strings.TrimLeft(line, " \t"))
		m := mdItem.FindStringSubmatch(line)
		switch {
		case fenced:
		case trimmed == "":
			blank = true
			continue
		case m != nil:
			closeTo(indent + 2) // a list within the item before this one is over
			top := (*open)(nil)
			if len(stack) > 0 && indent-stack[len(stack)-1].indent < 2 {
				top = stack[len(stack)-1]
			}
			if top != nil && top.mark != m[3] {
				closeTo(top.indent)
				top = nil
			}
			if top == nil {
				if len(stack) >= 20 {
					closeTo(0)
				}
				top = &open{indent: indent, mark: m[3], ones: true}
				stack = append(stack, top)
			}
			top.items = append(top.items, i)
			top.ones = top.ones && m[2] == "1"
		case mdHeading.MatchString(line), mdRule.MatchString(line), blank && indent == 0:
			closeTo(0)
		}
		blank = false
	}
	closeTo(0)
	return lists
}

// numberItems numbers the items of lists that leave the counting to Markdown.
func numberItems(lines []string) {
	for _, list := range orderedLists(lines) {
		for n, i := range list {
			m := mdItem.FindStringSubmatch(lines[i])
			lines[i] = m[1] + strconv.Itoa(n+1) + m[3] + m[4] + m[5]
		}
	}
}

// mdSpans reads the spans of a block: what stands in a line beside words. The result has as many lines as the block.
func mdSpans(text string) string {
	if !strings.ContainsAny(text, "*_`[]<&\\") {
		return text
	}
	var b strings.Builder
	type run struct{ at, n int } // marks in b that may open emphasis
	openers := map[byte][4]run{'*': {}, '_': {}}
	var drop []run
	before := rune('\n')
	for at := 0; at < len(text); {
		rest := text[at:]
		step, put := 0, ""
		switch c := text[at]; c {
		case '\\':
			if len(rest) > 1 && rest[1] < utf8.RuneSelf && unicode.In(rune(rest[1]), unicode.P, unicode.S) {
				step, put = 2, rest[1:2]
			}
		case '`':
			step, put = mdCode(rest)
		case '!', '[':
			link := strings.TrimPrefix(rest, "!")
			if m := mdInline.FindStringSubmatch(link); m != nil {
				if step, put = len(rest)-len(link)+len(m[0]), mdSpans(m[1]); put == "" && c == '!' {
					put = "[image]"
				}
			}
		case '<':
			if m := mdRaised.FindStringSubmatch(rest); m != nil {
				if step, put = len(m[0]), superscript(m[2]); m[1] == "sub" {
					put = subscript(m[2])
				}
			} else if m := mdAuto.FindStringSubmatch(rest); m != nil {
				step, put = len(m[0]), m[1]
			} else if m := mdBreak.FindString(rest); m != "" {
				step, put = len(m), " "
			}
		case '&':
			if m := mdEntity.FindString(rest); m != "" {
				step, put = len(m), strings.NewReplacer("\n", " ", "\r", " ").Replace(html.UnescapeString(m))
			}
		case '*', '_':
			n := len(rest) - len(strings.TrimLeft(rest, string(c)))
			after, _ := utf8.DecodeRuneInString(rest[n:])
			if n == len(rest) {
				after = '\n'
			}
			step, put = n, rest[:n]
			if n > 3 {
				break
			}
			opens := !unicode.IsSpace(after) && !isWordRune(before) && (isWordRune(after) || unicode.IsSpace(before) || unicode.IsPunct(before))
			closes := !unicode.IsSpace(before) && !isWordRune(after)
			of := openers[c]
			if closes && of[n].n > 0 {
				open := of[n]
				drop = append(drop, open, run{b.Len(), n})
				for kind, runs := range openers { // what was opened since then is not emphasis
					for i := range runs {
						if runs[i].at >= open.at {
							runs[i] = run{}
						}
					}
					openers[kind] = runs
				}
			} else if opens {
				of[n] = run{b.Len(), n}
				openers[c] = of
			}
		}
		if step == 0 {
			r, n := utf8.DecodeRuneInString(rest)
			b.WriteString(rest[:n])
			before, at = r, at+n
			continue
		}
		b.WriteString(put)
		if last, _ := utf8.DecodeLastRuneInString(put); put != "" {
			before = last
		}
		at += step
	}
	slices.SortFunc(drop, func(a, b run) int { return a.at - b.at })
	marked, at := b.String(), 0
	var out strings.Builder
	for _, r := range drop {
		out.WriteString(marked[at:r.at])
		at = r.at + r.n
	}
	return out.String() + marked[at:]
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// mdCode reads a code span at the start of text: as many backticks on both sides, one space within them taken off where both
// sides have it. It returns 0 where the span has no end on its line or the next few.
func mdCode(text string) (step int, code string) {
	n := len(text) - len(strings.TrimLeft(text, "`"))
	mark := text[:n]
	for at := n; at < min(len(text), 1<<12); {
		i := strings.Index(text[at:min(len(text), 1<<12)], mark)
		if i < 0 {
			break
		}
		end := at + i
		m := len(text[end:]) - len(strings.TrimLeft(text[end:], "`"))
		if m == n {
			code = text[n:end]
			if len(code) > 2 && code[0] == ' ' && code[len(code)-1] == ' ' && strings.TrimSpace(code) != "" {
				code = code[1 : len(code)-1]
			}
			return end + n, code
		}
		at = end + m
	}
	return n, mark
}

func looksLikeMarkdown(head []byte) bool {
	if !isText(head) {
		return false
	}
	_, ok := fromMarkdown(strings.ToValidUTF8(string(head), "\uFFFD"))
	return ok
}

// readMarkdown takes the text that a page would show.
func readMarkdown(name string, data []byte, _ Options) ([]*claims.Document, error) {
	text, _ := fromMarkdown(string(data))
	return []*claims.Document{{Name: name, Format: "markdown", Text: text}}, nil
}
