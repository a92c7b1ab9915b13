package report

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"
)

// harmless makes text from an input safe to show: a terminal runs ESC and other control characters, and characters that
// turn the direction of writing let a line read as what it is not. They are shown by a picture or by number, invalid UTF-8
// as U+FFFD. White space of every kind becomes a space.
func harmless(text string) string { return disarm(text, func(rune) string { return " " }) }

// disarm is harmless with the caller's way with white space.
func disarm(text string, space func(rune) string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			b.WriteString(space(r))
		case r < ' ':
			b.WriteRune('␀' + r)
		case r == 0x7f:
			b.WriteRune('␡')
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// A fold is a paragraph as one string, white space folded, with the places where its tone changes.
type fold struct {
	text  string
	tones []toneAt
}

type toneAt struct {
	at   int
	tone tone
}

// folded joins the runs before they are cut into characters: a mark that opens one run belongs to the letter before it.
func folded(p para) fold {
	var b strings.Builder
	var f fold
	space := true // none at the start
	for _, r := range p {
		f.tones = append(f.tones, toneAt{b.Len(), r.tone})
		if r.exact {
			b.WriteString(harmless(r.text))
			space = false
			continue
		}
		for _, c := range harmless(r.text) {
			if c == ' ' && space {
				continue
			}
			space = c == ' '
			b.WriteRune(c)
		}
	}
	f.text = b.String()
	if space {
		f.text = strings.TrimSuffix(f.text, " ")
	}
	return f
}

func (f fold) width() int { return displaywidth.String(f.text) }

// all returns the whole text in its tones.
func (f fold) all() []run { return f.runs(0, len(f.text)) }

// runs returns text[a:b] in its tones.
func (f fold) runs(a, b int) []run {
	var out []run
	for i, t := range f.tones {
		from, to := t.at, len(f.text)
		if i+1 < len(f.tones) {
			to = f.tones[i+1].at
		}
		from, to = max(from, a), min(to, b)
		if from < to {
			out = append(out, run{text: f.text[from:to], tone: t.tone})
		}
	}
	return out
}

// wrap breaks a paragraph into lines of at most width columns: at spaces, between two wide characters (East Asian text has
// no spaces), and inside a word that is longer than a line. Nothing is dropped. An empty paragraph is one empty line.
func wrap(p para, width int) [][]run {
	f := folded(p)
	var lines [][]run
	start, used := 0, 0                // where the line began, its width so far
	breakAt, next, usedAt := -1, -1, 0 // the last place to break: end of this line, start of the next, width up to there
	wide := false                      // the character before was wide
	cut := func(end, from, rest int) {
		lines = append(lines, f.runs(start, end))
		start, used, breakAt = from, rest, -1
	}
	at := 0
	for g := displaywidth.StringGraphemes(f.text); g.Next(); {
		value, w := g.Value(), g.Width()
		if value == " " {
			breakAt, next, usedAt = at, at+1, used+1
			used++
			at++
			wide = false
			continue
		}
		if w == 2 && wide {
			breakAt, next, usedAt = at, at, used
		}
		if used+w > width && breakAt > start {
			cut(breakAt, next, used-usedAt)
		}
		if used+w > width && at > start {
			cut(at, at, 0)
		}
		used += w
		at += len(value)
		wide = w == 2
	}
	return append(lines, f.runs(start, len(f.text)))
}

// wrapTo is wrap with at most so many lines, if there is a limit; a paragraph that is cut ends in "…".
func wrapTo(p para, width, most int) [][]run {
	out := wrap(p, width)
	if most == 0 || len(out) <= most {
		return out
	}
	text := folded(p).text
	for limit := width * most; limit > 1; limit-- {
		if out = wrap(para{say(clip(text, limit))}, width); len(out) <= most {
			break
		}
	}
	return out
}

// naturals are the widths that the columns take where nothing is wrapped.
func (g grid) naturals() []int {
	out := make([]int, len(g.columns))
	for i, c := range g.columns {
		out[i] = folded(c.title()).width()
		for _, row := range g.rows {
			for _, p := range row[i] {
				out[i] = max(out[i], folded(p).width())
			}
		}
	}
	return out
}

// widths divides room columns among the grid's columns, gap between two of them. It returns false where a column would
// become narrower than it can be read.
func (g grid) widths(room, gap int) ([]int, bool) {
	out := make([]int, len(g.columns))
	wanted := g.naturals()
	left, shares := room-gap*(len(g.columns)-1), 0
	for i, c := range g.columns {
		if c.share == 0 {
			out[i] = max(min(wanted[i], c.limit), 1)
			left -= out[i]
		}
		shares += c.share
	}
	// A column that needs less than its share leaves the rest to the others; each round settles one or ends.
	for settled := true; settled; {
		settled = false
		for i, c := range g.columns {
			if c.share > 0 && out[i] == 0 && wanted[i]*shares <= left*c.share {
				out[i] = max(wanted[i], 1)
				left -= out[i]
				shares -= c.share
				settled = true
			}
		}
	}
	for i, c := range g.columns {
		if c.share > 0 && out[i] == 0 {
			out[i] = left * c.share / shares
			left -= out[i]
			shares -= c.share
			if out[i] < c.least {
				return nil, false
			}
		}
	}
	return out, left >= 0
}

// clip cuts text between words to at most limit columns and marks the cut with "…".
func clip(text string, limit int) string {
	text = strings.Join(strings.Fields(text), " ")
	if displaywidth.String(text) <= limit {
		return text
	}
	cut, used := 0, 0
	at := 0
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		if used += g.Width(); used >= limit {
			break
		}
		if g.Value() == " " {
			cut = at
		}
		at += len(g.Value())
	}
	if cut == 0 { // one long word
		cut = at
	}
	return strings.TrimRight(text[:cut], " ,;:") + "…"
}
