package report

import (
	"bufio"
	"crypto/sha256"
	_ "embed" // the style sheets and the script of pages
	"encoding/base64"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"
)

// htmlStyle is what any page needs to be read and printed, in daylight and in the dark: nothing is fetched. What stands out does so by
// a line or a sign as well as by its colour.
//
//go:embed html/page.css
var htmlStyle string

// htmlHead begins a page with the title. Its policy lets the browser use the style and the script that are given, known by their
// sums, and nothing else: whatever an input smuggled in would neither run nor fetch anything.
func htmlHead(title, style, script string) string {
	policy := "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + sumOf(style)
	if script != "" {
		policy += "; script-src " + sumOf(script)
		script = "<script>" + script + "</script>\n"
	}
	return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + escaped(title) + "</title>\n<style>" + style + "</style>\n" +
		script + "</head>\n<body>\n<main>\n"
}

// sumOf names a style or script in a policy.
func sumOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

const htmlEnd = "</main>\n</body>\n</html>\n"

// escaped is text of an input, made harmless, for an element's content or a quoted attribute.
func escaped(text string) string { return html.EscapeString(harmless(text)) }

// writeHTML prints a report as a page of its own: no file besides, everything of the input escaped. A chart has a page made for
// it; the others are printed as they are laid out for all formats, without a script.
func writeHTML(w io.Writer, r *Report, v View) error {
	if r.Charted != nil && len(r.Explained) == 0 {
		return writeChartHTML(w, r)
	}
	p, err := makePage(r, room{wide: true, tags: true}, v)
	if err != nil {
		return err
	}
	h := htmlWriter{out: bufio.NewWriter(w)}
	title, headed := capital(r.Command), false
	for _, b := range p.blocks {
		if b, ok := b.(heading); ok {
			title, headed = folded(para{say(b.text)}).text, true
			break
		}
	}
	h.put(htmlHead(title, htmlStyle, ""))
	if !headed {
		h.heading(1, escaped(title), "")
	}
	h.blocks(p.blocks)
	h.put(htmlEnd)
	return h.out.Flush()
}

// An htmlWriter prints the blocks of pages.
type htmlWriter struct {
	out   *bufio.Writer // keeps the first error for Flush
	above []int         // the levels of the headings under which the next block stands
	head  func(text string)
	row   func(name string) (id, href string) // for the first cell of a row, where rows lead somewhere
}

func (h *htmlWriter) put(parts ...string) {
	for _, s := range parts {
		_, _ = h.out.WriteString(s)
	}
}

// blocks prints blocks. No level is left out on the way down, so that the headings are an
// outline (WCAG 2.2, 1.3.1).
func (h *htmlWriter) blocks(blocks []block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case heading:
			if h.head != nil {
				h.head(b.text)
			}
			h.heading(b.level, escaped(b.text), "")
		case paragraph:
			h.put("<p>", htmlText(para(b)), "</p>\n")
		case grid:
			h.table(b)
		case list:
			h.put(htmlList(b))
		}
	}
}

// heading prints a heading whose content is HTML already.
func (h *htmlWriter) heading(level int, content, attributes string) {
	for n := len(h.above); n > 0 && h.above[n-1] >= level; n-- {
		h.above = h.above[:n-1]
	}
	h.above = append(h.above, level)
	tag := "h" + strconv.Itoa(len(h.above))
	h.put("<", tag, attributes, ">", content, "</", tag, ">\n")
}

func htmlList(l list) string {
	var b strings.Builder
	b.WriteString("<ul>\n")
	inner := false
	for i, it := range l {
		if it.level > 0 && !inner {
			b.WriteString("<ul>\n")
			inner = true
		}
		if it.level == 0 && inner {
			b.WriteString("</ul></li>\n")
			inner = false
		}
		b.WriteString("<li>" + htmlText(it.text))
		if i+1 == len(l) || l[i+1].level <= it.level || it.level > 0 {
			b.WriteString("</li>\n")
		}
	}
	if inner {
		b.WriteString("</ul></li>\n")
	}
	b.WriteString("</ul>\n")
	return b.String()
}

// longestFit is how many columns the content of a cell may take to stand on one line whatever stands beside it: a claim's label and a
// date do, a title does not.
const longestFit = 26

// table prints a table. The first cell of a row heads it.
func (h *htmlWriter) table(g grid) {
	natural := g.naturals()
	class := func(i int) string {
		switch c := g.columns[i]; {
		case c.right:
			return ` class="num"`
		case c.share == 0 && natural[i] <= longestFit:
			return ` class="fit"`
		}
		return ` class="text"`
	}
	short := ""
	if !slices.ContainsFunc(g.columns, func(c column) bool { return c.share > 0 }) {
		short = ` class="short"`
	}
	h.put("<table", short, ">\n<thead><tr>")
	for i, c := range g.columns {
		if head := htmlText(para{say(c.head)}); head != "" {
			h.put(`<th scope="col"`, class(i), ">", head, "</th>")
		} else {
			h.put("<td", class(i), "></td>")
		}
	}
	h.put("</tr></thead>\n<tbody>\n")
	for _, row := range g.rows {
		id, href := "", ""
		if h.row != nil && len(row[0]) > 0 {
			id, href = h.row(folded(row[0][0]).text)
		}
		h.put("<tr", attribute("id", id), ">")
		for i, c := range row {
			h.cell(c, class(i), i == 0, href)
		}
		h.put("</tr>\n")
	}
	h.put("</tbody>\n</table>\n")
}

func (h *htmlWriter) cell(c cell, class string, first bool, href string) {
	parts := make([]string, len(c))
	for k, p := range c {
		parts[k] = htmlText(p)
	}
	content := strings.Join(parts, "<br>")
	switch {
	case !first || strings.Trim(content, "<br>") == "":
		h.put("<td", class, ">", content, "</td>")
	case href != "":
		h.put(`<th scope="row"`, class, "><a", attribute("href", href), ">", content, "</a></th>")
	default:
		h.put(`<th scope="row"`, class, ">", content, "</th>")
	}
}

// attribute is an attribute with its value, or nothing where that is empty.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + escaped(value) + `"`
}

// htmlTags are what stands around a run of a tone.
var htmlTags = map[tone][2]string{
	strong: {"<strong>", "</strong>"}, faint: {`<span class="faint">`, "</span>"}, raised: {"<sup>", "</sup>"}, branch: {"<code>", "</code>"},
	good: {`<span class="good">`, "</span>"}, half: {`<span class="half">`, "</span>"}, bad: {`<span class="bad">`, "</span>"},
	underlined: {"<u>", "</u>"}, struck: {"<s>", "</s>"},
	gone: {"<del>", "</del>"}, come: {"<ins>", "</ins>"}, left: {`<del class="moved">`, "</del>"}, here: {`<ins class="moved">`, "</ins>"},
}

// htmlText is a paragraph as HTML, everything in it shown as it stands.
func htmlText(p para) string {
	var b strings.Builder
	for _, r := range folded(p).all() {
		tags := htmlTags[r.tone]
		b.WriteString(tags[0] + html.EscapeString(r.text) + tags[1])
	}
	return b.String()
}
