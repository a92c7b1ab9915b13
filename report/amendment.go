package report

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"claimchart/claims"
)

// fewCharacters is how many consecutive characters may be deleted in double brackets instead of being struck: 37 CFR 1.121(c)(2).
const fewCharacters = 5

var errNoAmendment = errors.New("there is no amendment to print: give two versions of a claim set, or a file that marks its amendments")

// writeAmendment prints the complete listing of the claims that an amendment has to give, each with its status identifier. In a claim that
// is (currently amended) what is added is underlined, and what is deleted is struck, or stands in double brackets where it is five
// characters or fewer: 37 CFR 1.121(c). A terminal and a page of HTML underline and strike; text has the tags <u> and <s>, as the tool
// reads them again, and a line a claim unless it is made for a width.
func writeAmendment(w io.Writer, r *Report, v View) error {
	if r.Diffed == nil {
		return errEmpty
	}
	if r.Diffed.Amendment == nil {
		return errNoAmendment
	}
	t := terminal{w: bufio.NewWriter(w), width: v.Width, color: v.Color}
	put := func(s string) { _, _ = t.w.WriteString(s) } // bufio keeps the first error for Flush
	if v.Page {
		put(htmlHead("Listing of claims", htmlStyle, "") + "<h1>Listing of claims</h1>\n")
	}
	for _, e := range r.Diffed.Amendment {
		p := append(para{say(fmt.Sprintf("%d. (%s) ", e.Num, e.Status))}, marked(e.Ops)...)
		switch {
		case v.Page:
			put("<p>" + htmlText(p) + "</p>\n")
			continue
		case !v.Color:
			p = tagged(p)
		}
		if v.Width > 0 {
			t.text(p, "", "", min(max(v.Width, narrowest), longestProse))
		} else {
			t.end(t.paint(folded(p).all()))
		}
		t.end("")
	}
	if v.Page {
		put(htmlEnd)
	}
	return t.w.Flush()
}

// marked is the text of a claim with its marks; white space at the ends of a change stays outside of them.
func marked(ops []claims.Op) para {
	var out para
	for _, op := range ops {
		core := strings.TrimSpace(op.Text)
		if op.Op == "equal" || core == "" {
			if op.Op != "delete" {
				out = append(out, say(op.Text))
			}
			continue
		}
		lead, rest, _ := strings.Cut(op.Text, core)
		change := toned(core, struck)
		switch {
		case op.Op == "insert":
			change = toned(core, underlined)
		case utf8.RuneCountInString(core) <= fewCharacters:
			change = say("[[" + core + "]]")
		}
		out = append(out, say(lead), change, say(rest))
	}
	return out
}

// tagged writes the marks as tags, for text.
func tagged(p para) para {
	out := make(para, len(p))
	for i, r := range p {
		tags := htmlTags[r.tone]
		out[i] = say(tags[0] + r.text + tags[1])
	}
	return out
}
