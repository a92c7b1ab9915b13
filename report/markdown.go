package report

import (
	"bufio"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"claimchart/claims/lazyregexp"
)

// writeMarkdown prints a report as Markdown with pipe tables (GitHub's). Lines have no end, so v.Width does not matter.
func writeMarkdown(w io.Writer, r *Report, v View) error {
	p, err := makePage(r, room{wide: true, tags: true}, v)
	if err != nil {
		return err
	}
	return writePage(w, p)
}

// writePage prints a page as Markdown.
func writePage(w io.Writer, p *page) error {
	out := bufio.NewWriter(w)
	// bufio keeps the first error for Flush.
	put := func(s string) { _, _ = out.WriteString(s) }
	for i, b := range p.blocks {
		if i > 0 {
			put("\n")
		}
		switch b := b.(type) {
		case heading:
			put(strings.Repeat("#", b.level) + " " + closingMarks.ReplaceAllString(markdown(para{say(b.text)}), `\$0`) + "\n")
		case paragraph:
			put(opening(markdown(para(b))) + "\n")
		case list:
			for _, it := range b {
				put(strings.Repeat("  ", it.level) + "- " + opening(markdown(it.text)) + "\n")
			}
		case grid:
			for _, l := range pipes(b) {
				put(l + "\n")
			}
		}
	}
	return out.Flush()
}

// special are the characters that Markdown would act on inside a line. Brackets do nothing without the "(", "[" or ":"
// behind them, which are taken away from them, so labels such as 1[a] stay readable in the source. Addresses are made no links, since
// nothing in them can be escaped then; a dollar sign begins a formula on GitHub, and is kept from it as its manual says.
var special = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "|", `\|`, "<", "&lt;", ">", "&gt;",
	"](", `\](`, "][", `\][`, "]:", `\]:`, "[^", `\[^`,
	"://", ":&#47;/", "www.", "www&#46;", "@", "&#64;", "$", "<span>$</span>",
)

// entity is an ampersand that HTML would take for the start of a character's name.
var entity = lazyregexp.New(`&(#?\w+;)`)

// markdown prints a paragraph on one line, everything in it shown as it stands.
func markdown(p para) string {
	var b strings.Builder
	runs := alike(folded(p).all())
	for i, r := range runs {
		if r.tone == branch { // letters of one width, and blanks that are not folded
			b.WriteString("`" + strings.ReplaceAll(r.text, " ", "\u00a0") + "`")
			continue
		}
		text := special.Replace(entity.ReplaceAllString(r.text, `&amp;$1`))
		core := strings.TrimSpace(text)
		begin, end := "", ""
		if tag := tagOf(r.tone); tag != "" {
			begin, end = "<"+tag+">", "</"+tag+">"
		}
		if r.tone == strong {
			begin, end = "<strong>", "</strong>"
			before, after := " ", " " // at the ends of a line
			if i > 0 {
				before = runs[i-1].text
			}
			if i+1 < len(runs) {
				after = runs[i+1].text
			}
			lead, rest, _ := strings.Cut(text, core)
			if holds(before+lead, core, utf8.DecodeLastRuneInString, utf8.DecodeRuneInString) && holds(rest+after, core, utf8.DecodeRuneInString, utf8.DecodeLastRuneInString) {
				begin, end = "**", "**"
			}
		}
		if core == "" || begin == "" {
			b.WriteString(text)
			continue
		}
		lead, rest, _ := strings.Cut(text, core)
		b.WriteString(lead + begin + core + end + rest)
	}
	return strings.TrimSpace(b.String())
}

// holds tells whether "**" holds between the character of outside that is nearest to it and that of core (GitHub Flavored Markdown 6.4): beside a
// letter or a digit of the core always, beside another where it stands free of words on the other side.
func holds(outside, core string, out, in func(string) (rune, int)) bool {
	c, _ := in(core)
	o, _ := out(outside)
	return unicode.IsLetter(c) || unicode.IsDigit(c) || o == ' ' || unicode.IsPunct(o)
}

// alike joins neighbouring runs that Markdown prints alike, so that what it acts on is seen where one ends and the next begins.
func alike(runs []run) []run {
	var out []run
	for _, r := range runs {
		if r.tone != strong && r.tone != branch && tagOf(r.tone) == "" {
			r.tone = plain
		}
		if last := len(out) - 1; last >= 0 && out[last].tone == r.tone {
			out[last].text += r.text
			continue
		}
		out = append(out, r)
	}
	return out
}

// tagOf is the HTML element of a change. "~~" does not hold beside punctuation (GitHub Flavored Markdown 6.4 and 6.5; "**" neither, which is taken where it does), where most
// changes of claims begin or end; GitHub shows these elements.
func tagOf(t tone) string {
	switch t {
	case gone, left:
		return "del"
	case come, here:
		return "ins"
	case raised:
		return "sup"
	}
	return ""
}

// blockMark is what makes a line more than a paragraph where it stands at its beginning.
var blockMark = lazyregexp.New(`^(\d{1,9})([.)])|^[-+=#:]|^\[[ xX]\]`)

// closingMarks are the marks that a heading may end in and that are then no part of it.
var closingMarks = lazyregexp.New(`#+$`)

// opening keeps a paragraph from being read as a heading, a list or a rule.
func opening(text string) string {
	m := blockMark.FindStringSubmatchIndex(text)
	switch {
	case m == nil:
		return text
	case m[2] >= 0:
		return text[:m[3]] + `\` + text[m[3]:]
	}
	return `\` + text
}

// aligned is the width up to which columns are aligned in the source, for a reader of the mail.
const aligned = 24

// pipes prints a table; the paragraphs of a cell are parted by <br>.
//
// It is not drawn by tablewriter: its Markdown renderer pads each column to its widest cell, so that a table with a long
// quotation cannot be read as text, and gives each column an alignment (":---") that a cell does not ask for.
func pipes(g grid) []string {
	table := make([][]string, len(g.rows)+1)
	for _, c := range g.columns {
		table[0] = append(table[0], markdown(para{say(c.head)}))
	}
	for i, row := range g.rows {
		for _, c := range row {
			parts := make([]string, len(c))
			for j, p := range c {
				parts[j] = markdown(p)
			}
			table[i+1] = append(table[i+1], strings.Join(parts, "<br>"))
		}
	}
	sizes := make([]int, len(g.columns))
	for _, row := range table {
		for i, c := range row {
			sizes[i] = max(sizes[i], displaywidth.String(c), 3)
		}
	}
	var out []string
	for n, row := range table {
		var b strings.Builder
		b.WriteString("|")
		for i, c := range row {
			pad := ""
			if sizes[i] <= aligned {
				pad = strings.Repeat(" ", sizes[i]-displaywidth.String(c))
			}
			if g.columns[i].right {
				b.WriteString(" " + pad + c + " |")
			} else {
				b.WriteString(" " + c + pad + " |")
			}
		}
		out = append(out, b.String())
		if n > 0 {
			continue
		}
		b.Reset()
		b.WriteString("|")
		for i, c := range g.columns {
			dashes := "---"
			if sizes[i] <= aligned {
				dashes = strings.Repeat("-", sizes[i])
			}
			if c.right {
				dashes = dashes[1:] + ":"
			}
			b.WriteString(" " + dashes + " |")
		}
		out = append(out, b.String())
	}
	return out
}
