package claims

import (
	"embed"
	"regexp"
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

//go:embed phrases/*.txt
var phraseFiles embed.FS

// lexicon is a pattern that is looked for only where it can match. Go's regular expressions are tried at every byte, and most
// claims hold no word of most patterns.
//
// Either every match begins with one of a few openings, a mark or the beginning of a word: the pattern is tried at these places
// alone. Or every match holds one of a few anchors: a text without any is not searched. Or the match ends where the text ends, and
// begins in one of its last words: no more than these are looked at.
type lexicon struct {
	pattern  *lazyregexp.Regexp
	here     *lazyregexp.Regexp // the pattern at the beginning of a text
	openings [256][]string      // by their first byte; in small letters, a space standing for white space
	starts   [256]bool          // the bytes, of either case, that an opening begins with
	anchors  []string           // in small letters
	last     int                // how many words at the end of a text are looked at; 0 for all of it
}

// phrases makes one pattern of the word list phrases/name.txt, a phrase a line, lines with "#" being its sources: whole words,
// in any case of letters. A list that is not there is a slip of the program, which the tests of the rules find.
func phrases(name string) *lexicon {
	var list, openings []string
	for _, line := range wordList(name) {
		if first, _, _ := strings.Cut(line, " "); !slices.Contains(openings, first) {
			openings = append(openings, first)
		}
		p := strings.ReplaceAll(regexp.QuoteMeta(line), " ", `\s+`)
		if last := line[len(line)-1]; last != '.' {
			p += `\b`
		}
		list = append(list, p)
	}
	if list == nil {
		return seek(`$^`, "\x00")
	}
	return begins(`(?i)\b(?:`+strings.Join(list, "|")+`)`, openings...)
}

// wordList returns the phrases of the word list phrases/name.txt, a line each, without the comments.
func wordList(name string) []string {
	data, _ := phraseFiles.ReadFile("phrases/" + name + ".txt") // an empty list, if there is none
	var out []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// begins returns a lexicon of a pattern whose every match begins with one of the openings. Those of letters stand behind a \b in
// the pattern.
func begins(pattern string, openings ...string) *lexicon {
	l := &lexicon{pattern: lazyregexp.New(pattern), here: lazyregexp.New(`^(?:` + pattern + `)`)}
	for _, o := range openings {
		o = strings.ToLower(o)
		l.openings[o[0]] = append(l.openings[o[0]], o)
		for b := range l.starts {
			l.starts[b] = l.starts[b] || lowerByte(byte(b)) == o[0]
		}
	}
	return l
}

// seek returns a lexicon of a pattern whose every match holds one of the anchors.
func seek(pattern string, anchors ...string) *lexicon {
	l := &lexicon{pattern: lazyregexp.New(pattern)}
	for _, a := range anchors {
		l.anchors = append(l.anchors, strings.ToLower(a))
	}
	return l
}

// ends returns a lexicon of a pattern that ends in $ and reaches back over fewer than the given number of words, which white space
// divides. Every match holds one of the anchors, if there are any.
func ends(pattern string, words int, anchors ...string) *lexicon {
	l := seek(pattern, anchors...)
	l.last = words
	return l
}

// all returns the places of all matches, in order.
func (l *lexicon) all(text string) [][]int {
	switch {
	case l.last > 0:
		if m := l.first(text); m != nil {
			return [][]int{m}
		}
		return nil
	case l.here == nil:
		if !l.may(text) {
			return nil
		}
		return l.pattern.FindAllStringIndex(text, -1)
	}
	var out [][]int
	for at := 0; ; {
		m := l.next(text, at)
		if m == nil {
			return out
		}
		out = append(out, m)
		at = m[1]
	}
}

// first returns the place of the first match, or nil.
func (l *lexicon) first(text string) []int {
	if l.here != nil {
		return l.next(text, 0)
	}
	from := l.from(text)
	if !l.may(text[from:]) {
		return nil
	}
	m := l.pattern.FindStringIndex(text[from:])
	for i := range m {
		m[i] += from
	}
	return m
}

// from returns where what is looked at begins.
func (l *lexicon) from(text string) int {
	if l.last == 0 {
		return 0
	}
	return len(text) - len(lastFields(text, l.last))
}

// in tells whether the text holds a match.
func (l *lexicon) in(text string) bool {
	if l.here != nil {
		return l.next(text, 0) != nil
	}
	text = text[l.from(text):]
	return l.may(text) && l.pattern.MatchString(text)
}

// next returns the place of the first match that begins at offset from or behind it, or nil.
func (l *lexicon) next(text string, from int) []int {
	for i := from; i < len(text); i++ {
		if !l.starts[text[i]] {
			continue
		}
		list := l.openings[lowerByte(text[i])]
		if i > 0 && wordByte(text[i]) && wordByte(text[i-1]) || !anyPrefix(text[i:], list) {
			continue
		}
		if m := l.here.FindStringIndex(text[i:]); m != nil {
			return []int{i, i + m[1]}
		}
	}
	return nil
}

// may tells whether the text holds an anchor, or may match without.
func (l *lexicon) may(text string) bool {
	return len(l.anchors) == 0 || slices.ContainsFunc(l.anchors, func(a string) bool { return indexFold(text, a) >= 0 })
}

// anyPrefix tells whether the text begins with one of the openings.
func anyPrefix(text string, openings []string) bool {
	for _, o := range openings {
		at, k := 1, 1
		for k < len(o) && at < len(text) && (lowerByte(text[at]) == o[k] || o[k] == ' ' && spaceByte(text[at])) {
			if at++; o[k] == ' ' {
				for at < len(text) && spaceByte(text[at]) {
					at++
				}
			}
			k++
		}
		if k == len(o) {
			return true
		}
	}
	return false
}

// indexFold returns where the words, given in small letters, first stand in the text in any case of ASCII letters; -1 if nowhere.
func indexFold(text, words string) int {
	const lower = 'a' - 'A'
	for i := 0; i+len(words) <= len(text); i++ {
		if text[i]|lower == words[0]|lower && prefixFold(text[i:], words) {
			return i
		}
	}
	return -1
}

// prefixFold tells whether the text begins with the words, given in small letters, in any case of ASCII letters.
func prefixFold(text, words string) bool {
	if len(text) < len(words) {
		return false
	}
	for k := range len(words) {
		if lowerByte(text[k]) != words[k] {
			return false
		}
	}
	return true
}

func lowerByte(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + ('a' - 'A')
	}
	return b
}

// wordByte and spaceByte are \w and \s of a regular expression.
func wordByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_'
}

func spaceByte(b byte) bool {
	return b == ' ' || b == '\t' || b == '\n' || b == '\f' || b == '\r'
}

// lastFields returns the end of the text from where its last n runs of characters without white space begin: what a pattern
// that looks back from the end over a few words can reach, however long the text is.
func lastFields(text string, n int) string {
	i := len(text)
	for ; n > 0 && i > 0; n-- {
		for i > 0 && spaceByte(text[i-1]) {
			i--
		}
		for i > 0 && !spaceByte(text[i-1]) {
			i--
		}
	}
	return text[i:]
}

// joinEnd returns where the "and" or "or" begins on which the text ends, with the marks and the white space before it; -1 if it
// ends on neither.
func joinEnd(text string) int {
	for _, w := range []string{"and", "or"} {
		at := len(text) - len(w)
		if at >= 0 && prefixFold(text[at:], w) && (at == 0 || !wordByte(text[at-1])) {
			for at > 0 && (spaceByte(text[at-1]) || text[at-1] == ',') {
				at--
			}
			return at
		}
	}
	return -1
}
