package source

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// labelWidth is the most runes that a cell of a table may have to be a label beside longer cells: "Claim 12", "Feature 1.3".
const labelWidth = 12

// table writes a row of a table as a line, its cells divided by bars. A table that only lays out the page, with whole paragraphs in
// its cells, is read cell by cell.
func (w *pageText) table(n *html.Node) {
	w.flush()
	var rows, others []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode:
		case c.Data == "tr":
			rows = append(rows, c)
		case c.Data == "thead" || c.Data == "tbody" || c.Data == "tfoot":
			for r := c.FirstChild; r != nil; r = r.NextSibling {
				if r.Type == html.ElementNode && r.Data == "tr" {
					rows = append(rows, r)
				}
			}
		default:
			others = append(others, c)
		}
	}
	for _, c := range others {
		w.node(c)
		w.flush()
	}
	for _, r := range rows {
		w.row(r)
	}
}

func (w *pageText) row(r *html.Node) {
	if unseen(r) {
		return
	}
	var cells [][]pageBlock
	for c := r.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.Data != "td" && c.Data != "th" {
			continue
		}
		cell := pageText{marks: w.marks, before: w.before, amended: w.amended, original: w.original, keep: w.keep, parts: w.parts, quote: w.quote, at: c}
		cell.node(c)
		cell.flush()
		w.images += cell.images
		if len(cell.blocks) > 0 {
			cells = append(cells, cell.blocks)
		}
	}
	line := len(cells) > 1
	for i, cell := range cells {
		one := len(cell) == 1
		label := len(cells[0]) == 1 && utf8.RuneCountInString(cells[0][0].text) <= labelWidth
		line = line && (one || i > 0 && label)
		for _, b := range cell {
			line = line && b.quote == w.quote
		}
	}
	if !line {
		for _, cell := range cells {
			w.blocks = append(w.blocks, cell...)
		}
		return
	}
	var texts []string
	for _, cell := range cells {
		var parts []string
		for _, b := range cell {
			parts = append(parts, strings.ReplaceAll(b.text, "\n", " "))
		}
		texts = append(texts, strings.ReplaceAll(strings.Join(parts, " "), "|", "/"))
	}
	tight := len(w.blocks) > 0 && w.blocks[len(w.blocks)-1].row
	w.blocks = append(w.blocks, pageBlock{text: strings.Join(texts, " | "), quote: w.quote, tight: tight, row: true, at: r})
}
