package claims

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimchart/claims/lazyregexp"
)

// quotation is a passage that an article sets in quotation marks or sets off as a block, without the marks.
type quotation struct {
	located
	para  int  // the paragraph in which it begins
	block bool // set off, without marks
	open  bool // its closing mark was not found; it ends with its paragraph
	left  string
	right string // the marks as they stand in the text, with the space between them and the words
}

// elided tells whether words were left out of a quotation: "...", "…", "[...]".
func elided(text string) bool { return strings.Contains(text, "...") || strings.Contains(text, "…") }

// flow is a paragraph with each quotation replaced by one placeholder rune, so that sentences around quotations can be read.
type flow struct {
	located
	quotes   []int // the quotations that begin here
	numbered bool  // read as a numbered claim
	block    bool  // set off, with quotations in it
}

// Placeholders stand in Unicode's private use area; input that holds such runes has them replaced first.
const (
	firstPlace = 0xF0000
	lastPlace  = 0xFFFFD
)

func placeholder(i int) string { return string(rune(firstPlace + i)) }

// places returns the numbers of the quotations whose placeholders stand in text, in order.
func places(text string) []int {
	var out []int
	for _, r := range text {
		if r >= firstPlace && r <= lastPlace {
			out = append(out, int(r-firstPlace))
		}
	}
	return out
}

// maxOpen bounds how many paragraphs a quotation may run on before its closing mark: longer than any claim set quoted in
// running text, short enough that one stray mark does not swallow an article.
const maxOpen = 40

// maxQuote bounds a quotation's length in bytes, so that stray marks cost no more than linear time.
const maxQuote = 1 << 18

// maxSingle bounds one in single quotation marks, which every apostrophe may seem to open.
const maxSingle = 1 << 13

// quotations finds the quotations of an article and the flow of the text around them.
//
// Marks known: “ ”, „ “, " ", ‘ ’, ' ', « », » «, ‹ ›. A closing mark typed as an opening one (“ after a space at the end of
// a paragraph) closes. An apostrophe is no closing mark. A quotation may run over several paragraphs, each reopened or not.
// One that is never closed ends with its paragraph. A block (mail quoting, indented) is one quotation, unless it holds
// quotations itself.
func quotations(text string) ([]flow, []quotation) {
	paras := paragraphs(strings.Map(func(r rune) rune {
		if r >= firstPlace && r <= lastPlace {
			return utf8.RuneError
		}
		return r
	}, text))
	var flows []flow
	var quotes []quotation
	unclosed := map[string]int{}
	for i := 0; i < len(paras); i++ {
		p := paras[i]
		var f locator
		var begun []int
		begin := func(q located, line int, left, right string) *quotation {
			f.write(placeholder(len(quotes)), line)
			begun = append(begun, len(quotes))
			inner := trim(q)
			n := len(q.text) - len(strings.TrimLeft(q.text, " "))
			quotes = append(quotes, quotation{located: inner, para: len(flows), left: left + q.text[:n], right: q.text[min(n+len(inner.text), len(q.text)):] + right})
			return &quotes[len(quotes)-1]
		}
		at := 0
		for at < len(p.text) && len(quotes) < lastPlace-firstPlace {
			start, size, closer := opening(p.text, at)
			if start < 0 {
				break
			}
			f.copy(&p.located, at, start)
			inner, line := start+size, p.line(start)
			var q locator
			if end, n := closing(p.text, inner, closer); end >= 0 {
				q.copy(&p.located, inner, end)
				begin(q.located(), line, p.text[start:inner], p.text[end:end+n])
				at = end + n
			} else if last, end, n := closingLater(paras, i, inner, closer, &q, unclosed); last > i {
				begin(q.located(), line, p.text[start:inner], paras[last].text[end:end+n])
				i, p, at = last, paras[last], end+n
			} else {
				q = locator{}
				q.copy(&p.located, inner, len(p.text))
				begin(q.located(), line, p.text[start:inner], "").open = true
				at = len(p.text)
			}
		}
		block := p.block && len(begun) > 0
		if p.block && len(begun) == 0 {
			begin(p.located, p.line(0), "", "").block = true
			at = len(p.text)
		}
		f.copy(&p.located, at, len(p.text))
		flows = append(flows, flow{located: f.located(), quotes: begun, block: block})
	}
	return flows, quotes
}

// trim takes the white space from both ends of l.
func trim(l located) located {
	text := strings.TrimLeft(l.text, " ")
	cut := len(l.text) - len(text)
	marks := make([]lineMark, len(l.marks))
	for i, m := range l.marks {
		marks[i] = lineMark{max(m.offset-cut, 0), m.line}
	}
	return located{strings.TrimRight(text, " "), marks}
}

// closers maps an opening mark to those that may close it.
var closers = map[rune]string{'“': "”“", '„': "“”", '‟': "”", '"': `"`, '‘': "’", '\'': "'’", '«': "»", '»': "«", '‹': "›", '›': "‹"}

// opening finds the next opening mark at or after from: its place, its size and the runes that close it; -1 if none.
func opening(text string, from int) (at, size int, closer string) {
	for i, r := range text[from:] {
		c, is := closers[r]
		if !is {
			continue
		}
		at := from + i
		n := utf8.RuneLen(r)
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+n:])
		if at > 0 && !unicode.IsSpace(before) && !strings.ContainsRune("([{—–-:…,", before) {
			// Between letters stands an apostrophe; after a closing mark or a word, a stray mark.
			if !strings.ContainsRune("“„«»", r) {
				continue
			}
		}
		if at+n >= len(text) {
			continue
		}
		if r == '\'' && !quoteFollows(text[at+n:], after) || r == '‘' && unicode.IsDigit(after) && apostropheNumber(text[at+n:]) {
			continue
		}
		if (r == '»' || r == '›') && !strings.ContainsAny(text[at+n:min(len(text), at+maxSingle)], "«‹") {
			continue
		}
		return at, n, c
	}
	return -1, 0, ""
}

var shortNumber = lazyregexp.New(`^\d{2,3}s?\b`)

// apostropheNumber tells whether the mark before rest stands for left-out digits: ’123 patent, ’90s.
func apostropheNumber(rest string) bool { return shortNumber.MatchString(rest) }

// quoteFollows tells whether a straight apostrophe at the start of a word opens a quotation: something must close it.
func quoteFollows(rest string, after rune) bool {
	if !unicode.IsLetter(after) && !unicode.IsDigit(after) && after != '[' && after != '…' && after != '.' && after != '(' {
		return false
	}
	if apostropheNumber(rest) {
		return false
	}
	end, _ := closing(rest, 0, "'’")
	return end > 0
}

// closing finds the mark that closes a quotation whose inside begins at from; -1 if it is not in text.
func closing(text string, from int, closer string) (at, size int) {
	single := strings.ContainsAny(closer, "'’")
	text = text[:min(len(text), from+maxQuote)]
	if single {
		text = text[:min(len(text), from+maxSingle)]
	}
	possessive := -1 // a mark after "s" may be either; it closes if no better one comes
	for i, r := range text[from:] {
		at := from + i
		n := utf8.RuneLen(r)
		before, _ := utf8.DecodeLastRuneInString(text[from:at])
		after, _ := utf8.DecodeRuneInString(text[min(at+n, len(text)):])
		ended := at+n >= len(text)
		if !strings.ContainsRune(closer, r) {
			if single && possessive >= 0 && (r == '‘') {
				break
			}
			continue
		}
		if r == '“' && strings.HasPrefix(closer, "”") {
			// An opening mark that can open nothing closes: it ends the paragraph or a space follows it.
			if ended || unicode.IsSpace(after) && !unicode.IsSpace(before) || unicode.IsSpace(before) && unicode.IsUpper(after) && endsClaim(text[from:at]) {
				return at, n
			}
			continue
		}
		if !single {
			return at, n
		}
		if unicode.IsLetter(after) || unicode.IsDigit(after) {
			continue // apostrophe
		}
		if unicode.IsLetter(before) && (before == 's' || before == 'S') && !ended && after == ' ' {
			if possessive < 0 {
				possessive = at
			}
			continue
		}
		return at, n
	}
	if possessive >= 0 {
		_, n := utf8.DecodeRuneInString(text[possessive:])
		return possessive, n
	}
	return -1, 0
}

// endsClaim tells whether text ends as a claim does, with a period.
func endsClaim(text string) bool { return strings.HasSuffix(strings.TrimRight(text, " "), ".") }

// closingLater looks for the closing mark in the paragraphs after i and gathers the quotation in q. It returns the
// paragraph, and the mark's place and size; last is i if there is none. unclosed remembers for each mark up to which paragraph
// none closes, so that a text full of unclosed quotations is not searched again and again.
func closingLater(paras []paragraph, i, inner int, closer string, q *locator, unclosed map[string]int) (last, end, size int) {
	if strings.Contains(closer, "'") {
		return i, 0, 0 // a straight apostrophe is too common to follow over a paragraph's end
	}
	total := 0
	for j := i + 1; j < len(paras) && j <= i+maxOpen && total < maxQuote; j++ {
		text, from := paras[j].text, reopened(paras[j].text, closer)
		total += len(text)
		if j < unclosed[closer] {
			continue
		}
		if at, n := closing(text, from, closer); at >= 0 {
			q.copy(&paras[i].located, inner, len(paras[i].text))
			for k := i + 1; k < j; k++ {
				q.b.WriteByte(' ')
				q.copy(&paras[k].located, reopened(paras[k].text, closer), len(paras[k].text))
			}
			q.b.WriteByte(' ')
			q.copy(&paras[j].located, from, at)
			return j, at, n
		}
		if opens, _, _ := opening(text, from); opens >= 0 {
			return i, 0, 0 // another quotation begins: the first was never closed
		}
		unclosed[closer] = j + 1
	}
	return i, 0, 0
}

// reopened returns where the words of a paragraph begin that goes on with a quotation: after a mark that reopens it.
func reopened(text, closer string) int {
	if r, n := utf8.DecodeRuneInString(text); closes(r, closer) {
		return n
	}
	return 0
}

// closes tells whether r, at the head of a paragraph, reopens a quotation that closer closes.
func closes(r rune, closer string) bool {
	c, is := closers[r]
	return is && c == closer
}
