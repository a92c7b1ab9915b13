package claims

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	snowball "github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// Word is one word of a text: Text[Start:End], and its lower-case form without a possessive ending.
type Word struct {
	Start, End int
	Lower      string
}

// Words cuts text into words: runs of letters and digits with the marks that belong to them. A hyphen parts words, an
// apostrophe between letters does not ("isn't"), a point or comma between digits does not ("2.8", "1,000"). Each Han,
// Hiragana and Katakana character is a word. Subscript digits belong to the word before them, "H₂O", "R₆", and are plain digits in its
// lower-case form. Offsets are in order and do not overlap. Invalid UTF-8 is no word.
func Words(text string) []Word {
	out := make([]Word, 0, len(text)/6)
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, Word{start, end, lower(text[start:end])})
		}
		start = -1
	}
	var prev rune
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'): // most text is plain
			if start < 0 {
				start = i
			}
		case r == ' ':
			flush(i)
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			flush(i)
			start = i
			flush(i + utf8.RuneLen(r))
		case subscript(r) && start >= 0:
		case unicode.IsLetter(r), unicode.IsDigit(r), r != utf8.RuneError && unicode.IsMark(r) && start >= 0:
			if start < 0 {
				start = i
			}
		case start >= 0 && inside(r, prev, text[i+runeLen(text[i:]):]):
		default:
			flush(i)
		}
		prev = r
	}
	flush(len(text))
	return out
}

// subscript tells whether r is a digit that stands below the line.
func subscript(r rune) bool { return r >= '₀' && r <= '₉' }

// hasWord tells whether text holds a word.
func hasWord(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
	})
}

// inside tells whether the mark r, between the rune before it and the text after it, joins one word.
func inside(r, before rune, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	switch r {
	case '\'', '’':
		return unicode.IsLetter(before) && unicode.IsLetter(next)
	case '.', ',':
		return unicode.IsDigit(before) && unicode.IsDigit(next)
	}
	return false
}

func runeLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// lower folds case and takes a possessive ending away.
func lower(word string) string {
	w := strings.ToLower(word)
	if strings.ContainsFunc(w, subscript) {
		w = strings.Map(func(r rune) rune {
			if subscript(r) {
				return r - '₀' + '0'
			}
			return r
		}, w)
	}
	for _, end := range []string{"'s", "’s"} {
		if rest, ok := strings.CutSuffix(w, end); ok {
			return rest
		}
	}
	return w
}

// Stem returns the stem of a lower-case word by Snowball's English rules; a word with a digit is its own stem. Words of one
// family may keep different stems ("transmit", "transmission").
func Stem(lower string) string {
	at := maphash.String(stemSeed, lower) % stemSlots
	known := stems[at].Load()
	for ; known != nil; known = stems[at].Load() {
		if known.word == lower {
			return known.stem
		}
		at = (at + 1) % stemSlots
	}
	if strings.ContainsFunc(lower, unicode.IsDigit) {
		return lower
	}
	env := snowball.NewEnv(lower)
	english.Stem(env)
	stem := env.Current()
	if len(lower) <= maxStemmed && stemmed.Add(1) <= maxStems {
		for found := (&stemmedWord{strings.Clone(lower), stem}); !stems[at].CompareAndSwap(nil, found); {
			at = (at + 1) % stemSlots // another goroutine was first
		}
	}
	return stem
}

// stemmedWord is a word with its stem.
type stemmedWord struct{ word, stem string }

// stems remembers the stems of words, since making one takes a hundred times as long as finding it and texts repeat their words. It
// holds the first maxStems words of at most maxStemmed bytes that were asked for, some megabytes; for others the stem is made anew. A word
// stands in the slot of its hash or in the first free one behind it; half of the slots stay free, so that a search is short and ends.
// Words are never taken out, so that no lock is needed, which a sync.Map has and takes five times as long.
var (
	stems    [stemSlots]atomic.Pointer[stemmedWord]
	stemmed  atomic.Int64
	stemSeed = maphash.MakeSeed()
)

const (
	maxStems   = 1 << 16
	stemSlots  = 2 * maxStems
	maxStemmed = 24
)

// Stems returns the stems of the words of text, in order.
func Stems(text string) []string {
	words := Words(text)
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = Stem(w.Lower)
	}
	return out
}

// marks cuts text without words into runs of white space and single other characters. Joining them gives text back.
func marks(text string) []string {
	var out []string
	for text != "" {
		n := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
		if n == 0 {
			n = runeLen(text)
		}
		out = append(out, text[:n])
		text = text[n:]
	}
	return out
}

// Fold makes every run of white space one space and takes it from both ends.
func Fold(text string) string {
	if folded(text) {
		return text
	}
	out := make([]byte, 0, len(text))
	space := false // one is due
	for i := 0; i < len(text); {
		c, n := text[i], 1
		white := c == ' ' || c >= '\t' && c <= '\r'
		if c >= utf8.RuneSelf {
			var r rune
			r, n = utf8.DecodeRuneInString(text[i:])
			white = unicode.IsSpace(r)
		}
		switch {
		case white:
			space = len(out) > 0
		case space:
			out = append(append(out, ' '), text[i:i+n]...)
			space = false
		default:
			out = append(out, text[i:i+n]...)
		}
		i += n
	}
	return string(out)
}

// folded tells whether Fold would change nothing.
func folded(text string) bool {
	space := true // none at the start
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == ' ':
			if space {
				return false
			}
			space = true
			continue
		case c < ' ' && unicode.IsSpace(rune(c)):
			return false
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(text[i:])
			if unicode.IsSpace(r) {
				return false
			}
			i += n - 1
		}
		space = false
	}
	return !space || text == ""
}

// clip cuts text between words to at most limit bytes and marks the cut with "…".
func clip(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	cut := 0
	for i, r := range text {
		if i > limit-len("…") {
			break
		}
		if unicode.IsSpace(r) {
			cut = i
		}
	}
	if cut == 0 { // one long word
		for i := range text {
			if i > limit-len("…") {
				break
			}
			cut = i
		}
	}
	return strings.TrimRight(text[:cut], " ,;:") + "…"
}

// abbreviations end in a period that ends no sentence. Lower case, without the period.
var abbreviations = set("e.g i.e viz cf vs pat u.s u.k e.p dr mr mrs ms prof inc ltd co corp st jr sr " +
	"approx ca al para ed jan feb mar apr jun jul aug sep sept oct nov dec")

// Sentences cuts folded text into its sentences, in order, without the space between them. A period after an
// abbreviation, an initial or a list number, or before a small letter, ends none.
func Sentences(text string) []Span {
	var out []Span
	start := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c != '.' && c != '!' && c != '?' {
			continue
		}
		end := i + 1
		for end < len(text) { // closing marks belong to the sentence
			r, n := utf8.DecodeRuneInString(text[end:])
			if !strings.ContainsRune(".!?)]\"'”’»", r) {
				break
			}
			end += n
		}
		rest := strings.TrimLeft(text[end:], " ")
		if rest == "" {
			break
		}
		if c == '.' && rest[0] == '.' {
			continue // an ellipsis set with spaces, "C1, C2, . . . and C8"
		}
		next, _ := utf8.DecodeRuneInString(rest)
		spaced := len(rest) < len(text)-end
		switch {
		case unicode.IsLower(next) && (!spaced || c != '.' || end > i+1 || !endsWord(text[start:i])):
			continue // "e.g. this", "… and", but some people begin sentences with small letters
		case !spaced && (c != '.' || !unicode.IsUpper(next) || !smallBefore(text[:i])):
			continue // "3.5", "U.S", "x.Y" but not "environments.This"
		case c == '.' && end == i+1 && endsShort(text[start:i], next):
			continue
		}
		out = append(out, Span{start, end})
		start = len(text) - len(rest)
		i = start - 1
	}
	if strings.TrimSpace(text[start:]) != "" {
		out = append(out, Span{start, len(text)})
	}
	return out
}

// endsWord tells whether the last word of text is a word in small letters of three or more, and no abbreviation.
func endsWord(text string) bool {
	last := text[strings.LastIndexAny(text, " (\"“‘-")+1:]
	return len(last) >= 3 && strings.Trim(last, "abcdefghijklmnopqrstuvwxyz") == "" && !abbreviations[last] && !beforeNumbers[last] && last != "etc"
}

// smallBefore tells whether text ends in two small letters, as a word does and an initial or a file name seldom does.
func smallBefore(text string) bool {
	n := len(text)
	return n > 1 && text[n-1] >= 'a' && text[n-1] <= 'z' && text[n-2] >= 'a' && text[n-2] <= 'z'
}

// endsShort tells whether the last word of text, with next after its period, is an abbreviation, an initial, or a number that
// opens the sentence.
func endsShort(text string, next rune) bool {
	last := text[strings.LastIndexAny(text, " (\"“‘")+1:]
	for last != "" && !unicode.IsLetter(rune(last[0])) && !unicode.IsDigit(rune(last[0])) {
		last = last[1:]
	}
	if len(last) == 1 && unicode.IsUpper(rune(last[0])) && last != "I" {
		return true
	}
	if strings.TrimSpace(text) == last && strings.Trim(last, "0123456789") == "" {
		return true
	}
	last = strings.ToLower(last)
	return abbreviations[last] || beforeNumbers[last] && unicode.IsDigit(next)
}

// beforeNumbers are abbreviations only where a number follows: "No. 5", but "No. Can I".
var beforeNumbers = set("no nos fig figs p pp col ll sec art vol")

// set makes a set of the words of a list.
func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}
