package source

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// sgmlPiece is a paragraph, a step of a claim, a heading or a table.
type sgmlPiece struct {
	text    string
	level   int
	heading bool
	line    int // lines after the start of what is written
}

// sgmlWriter turns marked-up text into readable lines. It takes tags as they come: what lacks its end ends with the next paragraph.
type sgmlWriter struct {
	reader *sgmlReader
	lines  bool // count lines

	done    []sgmlPiece
	now     sgmlPiece
	buf     []byte
	scripts []sgmlScript // open raised and lowered text
	deleted int          // in text that a reissue takes out, since this place in buf; -1 outside
	row     []string     // the cells of the row of a table; nil outside
	table   []string     // the rows of the table; nil outside
	within  string       // MATH-US or CHEM-US, while no readable form of it came
	at      int          // lines so far

	refs   references
	refIn  int // where the text of the last reference begins in buf
	refEnd int // and where it ends; -1 in another piece
	refTo  int // the claim that it points to
	lost   int // drawings that have no readable form
}

type sgmlScript struct {
	tag string
	at  int
}

// deepest bounds the nesting of marked-up text, far above what the office's documents have.
const deepest = 64

var errDeep = errors.New("elements are nested more than 64 deep: this is no text of a patent")

// sgmlBlocks begin a new line.
var sgmlBlocks = map[string]bool{"PARA": true, "CLMSTEP": true, "LI": true, "DT": true, "DD": true}

// write writes marked-up text; it is called once.
func (w *sgmlWriter) write(data []byte) error {
	w.deleted, w.refEnd = -1, -1
	for len(data) > 0 {
		open := bytes.IndexByte(data, '<')
		if open < 0 {
			open = len(data)
		}
		if open > 0 {
			w.text(data[:open])
			data = data[open:]
			continue
		}
		if bytes.HasPrefix(data, []byte("<!--")) {
			end := bytes.Index(data, []byte("-->"))
			if end < 0 {
				return nil
			}
			w.count(data[:end])
			data = data[end+3:]
			continue
		}
		end := bytes.IndexByte(data, '>')
		if end < 0 {
			return nil // cut short within a tag
		}
		tag := data[1:end]
		data = data[end+1:]
		w.count(tag)
		name := sgmlName(tag)
		if name == "math" || name == "MATHML" {
			n := sgmlMathEnd(data, name)
			w.count(data[:n])
			if text := sgmlMath(data[:n]); text != "" {
				w.word(text)
				w.within = ""
			}
			data = data[n:]
			continue
		}
		if err := w.tag(name, tag); err != nil {
			return err
		}
	}
	return nil
}

func (w *sgmlWriter) count(data []byte) {
	if w.lines {
		w.at += bytes.Count(data, []byte("\n"))
	}
}

// sgmlName is the name in a tag, with the stroke of an end tag.
func sgmlName(tag []byte) string {
	if end := bytes.IndexAny(tag, " \t\r\n"); end >= 0 {
		tag = tag[:end]
	}
	return strings.TrimSuffix(string(tag), "/")
}

// text takes text between tags. White space with a line end in it only divides tags.
func (w *sgmlWriter) text(data []byte) {
	defer w.count(data)
	if len(bytes.TrimSpace(data)) == 0 && bytes.IndexByte(data, '\n') >= 0 {
		return
	}
	if len(w.buf) == 0 && w.now.line == 0 {
		w.now.line = w.at
	}
	w.buf = append(w.buf, w.reader.decode(string(data))...)
}

// word writes text that stands apart from what is before it.
func (w *sgmlWriter) word(text string) {
	if n := len(w.buf); n > 0 && w.buf[n-1] != ' ' && w.buf[n-1] != '(' {
		w.buf = append(w.buf, ' ')
	}
	w.buf = append(w.buf, text+" "...)
}

// tag takes a start or end tag.
func (w *sgmlWriter) tag(name string, tag []byte) error {
	switch name {
	case "SP", "SP2", "SB", "SB2":
		if len(w.scripts) >= deepest {
			return errDeep
		}
		w.scripts = append(w.scripts, sgmlScript{name, len(w.buf)})
	case "/SP", "/SP2", "/SB", "/SB2":
		w.closeScript(name[1:])
	case "CLREF":
		w.reference(idNumber(sgmlAttr(tag, "ID")))
	case "/CLREF":
		w.referenceEnd()
	case "DEL-S":
		if w.deleted < 0 {
			w.deleted = len(w.buf)
		}
	case "DEL-E":
		w.delete()
	case "INS-S":
		if w.reader.opt.Marks {
			w.buf = append(w.buf, "{+"...)
		}
	case "INS-E":
		if w.reader.opt.Marks {
			w.buf = append(w.buf, "+}"...)
		}
	case "table":
		w.block(0, false)
		w.table = []string{}
	case "row":
		w.row = []string{}
	case "/entry":
		if w.row != nil {
			w.row = append(w.row, w.take())
		}
	case "/row":
		if cells := strings.Join(slices.DeleteFunc(w.row, func(c string) bool { return c == "" }), " | "); cells != "" && w.table != nil {
			w.table = append(w.table, cells)
		}
		w.row = nil
	case "/table":
		w.buf = append(w.buf, strings.Join(w.table, "\n")...)
		rows := w.table != nil
		w.table, w.row = nil, nil
		if rows {
			w.flush(true)
		}
	case "MATH-US", "CHEM-US":
		w.within = name
	case "/MATH-US", "/CHEM-US":
		if w.within != "" {
			w.drawing(map[string]string{"MATH-US": "[formula]", "CHEM-US": "[chemical structure]"}[w.within])
		}
		w.within = ""
	case "CUSTOM-CHARACTER":
		w.buf = append(w.buf, "[character]"...)
		w.lost++
	case "IMG", "IMAGE":
		w.drawing("[image]")
	case "BR":
		w.buf = append(w.buf, ' ')
	case "H", "/H":
		w.block(0, name == "H")
	default:
		if sgmlBlocks[strings.TrimPrefix(name, "/")] && w.table == nil {
			level, _ := strconv.Atoi(sgmlAttr(tag, "LVL"))
			switch {
			case level < 0 || level > 5: // 7 is a paragraph set flush
				level = 0
			case name == "CLMSTEP":
				level = max(1, level-1)
			}
			w.block(level, false)
		}
	}
	return nil
}

func (w *sgmlWriter) drawing(what string) {
	w.word(what)
	w.lost++
}

// closeScript turns the text since the tag into raised or lowered text; blanks at its ends stay outside it.
func (w *sgmlWriter) closeScript(tag string) {
	if len(w.scripts) == 0 || w.scripts[len(w.scripts)-1].tag != tag {
		return
	}
	from := w.scripts[len(w.scripts)-1].at
	w.scripts = w.scripts[:len(w.scripts)-1]
	if from > len(w.buf) {
		return
	}
	lead, core, trail := apart(string(w.buf[from:]))
	if core == "" {
		return
	}
	if tag[1] == 'P' {
		core = superscript(core)
	} else {
		core = subscript(core)
	}
	w.buf = append(w.buf[:from], lead+core+trail...)
}

// delete ends what a reissue takes out: it is left out, or kept as a mark.
func (w *sgmlWriter) delete() {
	if w.deleted < 0 {
		return
	}
	from := min(w.deleted, len(w.buf))
	gone := string(w.buf[from:])
	w.buf = w.buf[:from]
	w.deleted = -1
	if w.reader.opt.Marks && strings.TrimSpace(gone) != "" {
		w.buf = append(w.buf, "[["+gone+"]]"...)
	}
}

// take returns the text since the last piece or cell, white space folded. What is taken out goes on in the next piece.
func (w *sgmlWriter) take() string {
	still := w.deleted >= 0
	w.delete()
	text := string(foldSpace(make([]byte, 0, len(w.buf)), w.buf))
	w.buf = w.buf[:0]
	w.scripts = w.scripts[:0]
	if still {
		w.deleted = 0
	}
	return text
}

// block begins a new piece.
func (w *sgmlWriter) block(level int, heading bool) {
	w.flush(false)
	w.now = sgmlPiece{level: level, heading: heading}
}

// flush ends a piece; rows keeps the lines of a table apart.
func (w *sgmlWriter) flush(rows bool) {
	text := string(w.buf)
	if folded := w.take(); !rows {
		text = folded
	}
	if text != "" {
		w.now.text = text
		w.done = append(w.done, w.now)
	}
	w.now = sgmlPiece{}
	w.refEnd = -1
}

// finish returns the pieces.
func (w *sgmlWriter) finish() []sgmlPiece {
	w.flush(false)
	return w.done
}

// String is the text of a field of bibliographic data.
func (w *sgmlWriter) String() string {
	parts := make([]string, 0, 1)
	for _, p := range w.finish() {
		parts = append(parts, p.text)
	}
	return strings.Join(parts, " ")
}

// reference takes the start of a marked reference to claim num.
func (w *sgmlWriter) reference(num int) {
	if num > 0 {
		between := ""
		if w.refEnd >= 0 && w.refEnd <= len(w.buf) {
			between = string(w.buf[w.refEnd:])
		}
		w.refs.take(between, "", []int{num})
	}
	w.refIn, w.refTo = len(w.buf), num
}

// referenceEnd takes what its words name besides.
func (w *sgmlWriter) referenceEnd() {
	if w.refTo > 0 && w.refIn <= len(w.buf) {
		w.refs.take("", string(w.buf[w.refIn:]), []int{w.refTo})
	}
	w.refEnd = len(w.buf)
}

// decode replaces the character references and the entities of ISO 8879's character sets. No other entity is resolved, whatever the
// document declares: what is not known stays as it is.
func (s *sgmlReader) decode(text string) string {
	at := strings.IndexByte(text, '&')
	if at < 0 {
		return text
	}
	var out strings.Builder
	out.Grow(len(text))
	for at >= 0 {
		out.WriteString(text[:at])
		text = text[at:]
		char, size := entity([]byte(text[:min(len(text), maxEntity)]))
		switch {
		case size == 0:
			char, size = "&", 1
		case char == "":
			if len(s.unknown) < 100 {
				s.unknown[text[:size]] = true
			}
			char = text[:size]
		}
		out.WriteString(char)
		text = text[size:]
		at = strings.IndexByte(text, '&')
	}
	out.WriteString(text)
	return out.String()
}
