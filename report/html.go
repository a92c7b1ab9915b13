package report

import (
	"bufio"
	"html"
	"io"
	"strconv"
	"strings"
)

// htmlStyle is all that a page needs to be read and printed: nothing is fetched. A change is marked by its line as well as by its colour.
const htmlStyle = `
:root { color-scheme: light; }
body { font: 16px/1.5 Georgia, "Times New Roman", serif; color: #1a1a1a; background: #fff; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, h4, th { font-family: "Helvetica Neue", Arial, sans-serif; line-height: 1.25; }
h1 { font-size: 1.6rem; border-bottom: 3px solid #1a1a1a; padding-bottom: .3rem; }
h2 { font-size: 1.25rem; border-bottom: 1px solid #888; margin-top: 2rem; }
h3 { font-size: 1.05rem; margin-top: 1.8rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; font-size: .92em; }
table.short { width: auto; }
th, td { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
td p { margin: 0; }
thead th { background: #eee; }
tr { break-inside: avoid; }
.num { text-align: right; white-space: nowrap; width: 1%; }
.fit { white-space: nowrap; width: 1%; }
del { color: #8c1313; background: #fdeaea; text-decoration: line-through; }
ins { color: #0b4d1c; background: #e7f6ea; text-decoration: underline; text-decoration-thickness: 2px; }
del.moved { color: #6b2a78; background: #f6ebf9; text-decoration: line-through dotted; }
ins.moved { color: #0a4a63; background: #e6f3f8; text-decoration: underline double; }
del + ins { margin-left: .15em; }
sup { font-size: .7em; line-height: 0; }
.faint { color: #5a5a5a; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } del, ins { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
`

// htmlHead begins a page with the title.
func htmlHead(title string) string {
	return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
		html.EscapeString(title) + "</title>\n<style>" + htmlStyle + "</style>\n</head>\n<body>\n"
}

const htmlEnd = "</body>\n</html>\n"

// writeHTML prints a report as a page of its own: no script, no file besides, everything of the input escaped.
func writeHTML(w io.Writer, r *Report, v View) error {
	p, err := makePage(r, room{wide: true, tags: true}, v)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	// bufio keeps the first error for Flush.
	put := func(parts ...string) {
		for _, s := range parts {
			_, _ = out.WriteString(s)
		}
	}
	title := "Claims"
	for _, b := range p.blocks {
		if h, ok := b.(heading); ok {
			title = folded(para{say(h.text)}).text
			break
		}
	}
	put(htmlHead(title))
	for _, b := range p.blocks {
		switch b := b.(type) {
		case heading:
			tag := "h" + strconv.Itoa(b.level)
			put("<", tag, ">", htmlText(para{say(b.text)}), "</", tag, ">\n")
		case paragraph:
			put("<p>", htmlText(para(b)), "</p>\n")
		case list:
			put(htmlList(b))
		case grid:
			put(htmlTable(b))
		}
	}
	put(htmlEnd)
	return out.Flush()
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

func htmlTable(g grid) string {
	var b strings.Builder
	class := func(c column) string {
		switch {
		case c.right:
			return ` class="num"`
		case c.share == 0:
			return ` class="fit"`
		}
		return ""
	}
	short := " class=\"short\""
	for _, c := range g.columns {
		if c.share > 0 {
			short = ""
		}
	}
	b.WriteString("<table" + short + ">\n<thead><tr>")
	for _, c := range g.columns {
		b.WriteString("<th" + class(c) + ">" + htmlText(para{say(c.head)}) + "</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, row := range g.rows {
		b.WriteString("<tr>")
		for i, c := range row {
			b.WriteString("<td" + class(g.columns[i]) + ">")
			for k, p := range c {
				if k > 0 {
					b.WriteString("<br>")
				}
				b.WriteString(htmlText(p))
			}
			b.WriteString("</td>")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n")
	return b.String()
}

// htmlTags are what stands around a run of a tone.
var htmlTags = map[tone][2]string{
	strong: {"<strong>", "</strong>"}, faint: {`<span class="faint">`, "</span>"}, raised: {"<sup>", "</sup>"}, branch: {"<code>", "</code>"},
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
