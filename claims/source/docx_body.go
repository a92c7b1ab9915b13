package source

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDocxNesting bounds how deep the elements of a document stand in one another; Word's own documents stay under 100.
const maxDocxNesting = 400

// docxRun is a piece of text with one formatting.
type docxRun struct {
	text           string
	vert           string // "superscript", "subscript" or empty
	added, deleted bool   // in a tracked change
	under, struck  bool   // by formatting
}

// docxPara is a paragraph as it is shown, or a row of a table.
type docxPara struct {
	runs    []docxRun
	number  string // of its list, with what divides it from the text: "1. "
	indent  int    // where its lines begin, in twips
	first   int    // where its first line begins, from there
	listed  bool
	heading bool
	gone    bool // deleted whole in a tracked change; kept only where changes are kept as marks
	lost    int  // pictures and objects whose text cannot be read
}

// docxContext says what the elements around hold for a run.
type docxContext struct {
	added, deleted, hidden bool
}

// docxReader reads the body of a document.
type docxReader struct {
	opt                 Options
	styles              *docxStyles
	nums                map[int]*docxNum
	counter, boxCounter *docxCounter

	d      *xml.Decoder
	depth  int
	out    []docxPara
	carry  []docxRun // the text of paragraphs whose mark is gone: it stands in the paragraph that follows
	held   *docxPara // what is said of the paragraph of carry
	fields []docxField
	boxes  [][]docxPara // text boxes of the paragraph being read
	inBox  int
	auto   int // AUTONUM fields so far
	count  struct{ footnotes, hidden, symbols, unnumbered, embedded, renumbered int }
}

// docxField is a field whose end has not been read: its code, and whether its result has begun.
type docxField struct {
	code   strings.Builder
	result bool
}

// read reads the document's XML into r.out.
func (r *docxReader) read(data []byte) error {
	r.d = docxDecoder(data)
	err := r.document()
	if err != nil {
		line, _ := r.d.InputPos()
		return &docxError{line, plainXML(err)}
	}
	return nil
}

func (r *docxReader) document() error {
	for {
		tok, err := r.d.Token()
		if err != nil {
			return err // also where there is no body
		}
		if e, ok := tok.(xml.StartElement); ok {
			if e.Name.Local == "body" {
				break
			}
			if e.Name.Local != "document" {
				if err := r.d.Skip(); err != nil {
					return err
				}
			}
		}
	}
	if err := r.blocks(docxContext{}); err != nil {
		return err
	}
	for { // what follows the body holds no text, but has to be there: a file that is cut off is not taken for whole
		if _, err := r.d.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

// children calls visit for every element in the one that has just begun, until that ends. visit reads its element to its end.
func (r *docxReader) children(visit func(xml.StartElement) error) error {
	if r.depth++; r.depth > maxDocxNesting {
		return fmt.Errorf("elements stand in one another more than %d deep", maxDocxNesting)
	}
	defer func() { r.depth-- }()
	for {
		tok, err := r.d.Token()
		if err != nil {
			return err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if err := visit(e); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

func (r *docxReader) skip() error { return r.d.Skip() }

// firstChoice reads the first of the alternatives that different versions of Word choose from, and no other.
func (r *docxReader) firstChoice(read func() (string, error)) (string, error) {
	out, taken := "", false
	err := r.children(func(e xml.StartElement) error {
		if taken || e.Name.Local != "Choice" && e.Name.Local != "Fallback" {
			return r.skip()
		}
		taken = true
		var err error
		out, err = read()
		return err
	})
	return out, err
}

// text reads the characters of w:t or m:t.
func (r *docxReader) text(e xml.StartElement) (string, error) {
	var b strings.Builder
	for {
		tok, err := r.d.Token()
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			if err := r.skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			s := docxSpace.Replace(b.String())
			if attr(e, "space") != "preserve" {
				s = strings.Trim(s, " ")
			}
			return s, nil
		}
	}
}

// docxSpace writes white space of the file as Word shows it: tabs and line ends of a text are elements of their own.
var docxSpace = strings.NewReplacer("\r", "", "\n", " ", "\t", " ")

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// within returns the context inside an element that marks a tracked change.
func (c docxContext) within(e xml.StartElement) docxContext {
	switch e.Name.Local {
	case "ins", "moveTo":
		c.added = true
	case "del", "moveFrom":
		c.deleted = true
	}
	return c
}

// blocks reads paragraphs and tables.
func (r *docxReader) blocks(ctx docxContext) error {
	if err := r.children(func(e xml.StartElement) error { return r.block(ctx, e) }); err != nil {
		return err
	}
	r.release()
	return nil
}

func (r *docxReader) block(ctx docxContext, e xml.StartElement) error {
	each := func(ctx docxContext) error {
		return r.children(func(e xml.StartElement) error { return r.block(ctx, e) })
	}
	switch e.Name.Local {
	case "p":
		return r.paragraph(ctx)
	case "tbl":
		r.release()
		return r.table(ctx)
	case "sdt", "sdtContent", "customXml", "smartTag":
		return each(ctx)
	case "ins", "del", "moveTo", "moveFrom":
		return each(ctx.within(e))
	case "AlternateContent":
		_, err := r.firstChoice(func() (string, error) { return "", each(ctx) })
		return err
	case "oMath", "oMathPara":
		p := docxPara{}
		err := r.inline(ctx, &p, e)
		r.out = append(r.out, p)
		return err
	case "altChunk", "subDoc":
		r.count.embedded++
	}
	return r.skip()
}

// paragraph reads a paragraph. One whose mark is deleted goes on in the next, whose properties hold for both (17.13.5.15); a
// paragraph all deleted is not there and is not counted.
func (r *docxReader) paragraph(ctx docxContext) error {
	var p docxPara
	var props docxPPr
	boxes := r.boxes
	r.boxes = nil
	in := ctx
	err := r.children(func(e xml.StartElement) error {
		if e.Name.Local == "pPr" {
			if err := r.d.DecodeElement(&props, &e); err != nil {
				return err
			}
			in.hidden = in.hidden || r.styles.paragraph(&props, r.nums).vanish
			return nil
		}
		return r.inline(in, &p, e)
	})
	if err != nil {
		return err
	}
	f := r.styles.paragraph(&props, r.nums)
	p.indent, p.first, p.heading, p.listed = f.left, f.first, f.heading, f.num != 0
	shows := p.shows()
	dropCap := props.Frame != nil && props.Frame.DropCap != "" && props.Frame.DropCap != "none"
	hiddenMark := props.Mark.Vanish.on() || in.hidden
	deletedMark := ctx.deleted || props.Mark.Del != nil || props.Mark.MoveFrom != nil
	switch {
	case deletedMark && !shows:
		r.merge(p.runs, len(r.carry) > 0)
	case deletedMark:
		if f.num != 0 && r.nums[f.num] != nil && r.nums[f.num].level(f.level) != nil && r.nums[f.num].level(f.level).format() != "bullet" {
			r.count.renumbered++
		}
		r.carry = append(r.carry, p.runs...)
		if r.held == nil {
			r.held = &docxPara{indent: p.indent, first: p.first, heading: p.heading}
		}
	case dropCap, hiddenMark && shows:
		p.number = r.next(f)
		r.carry = append(r.carry, p.runs...)
		r.held = &p
	case hiddenMark && len(r.carry) == 0: // hidden whole
	default:
		if r.held != nil && r.held.number != "" {
			p.number = r.held.number
		} else {
			p.number = r.next(f)
		}
		p.runs = append(r.carry[:len(r.carry):len(r.carry)], p.runs...)
		r.carry, r.held = nil, nil
		r.out = append(r.out, p)
	}
	for _, b := range r.boxes {
		r.out = append(r.out, b...)
	}
	r.boxes = boxes
	return nil
}

// merge keeps what a deleted paragraph held, where changes are kept as marks.
func (r *docxReader) merge(runs []docxRun, inside bool) {
	if !r.opt.Marks {
		return
	}
	if inside {
		r.carry = append(r.carry, runs...)
		return
	}
	if len(runs) > 0 {
		r.out = append(r.out, docxPara{runs: runs, gone: true})
	}
}

// release sets the text of paragraphs whose mark is gone where no paragraph follows to take it.
func (r *docxReader) release() {
	if len(r.carry) > 0 {
		p := docxPara{}
		if r.held != nil {
			p = *r.held
		}
		p.runs = r.carry
		r.out = append(r.out, p)
	}
	r.carry, r.held = nil, nil
}

// next counts a paragraph and returns its number.
func (r *docxReader) next(f docxFormat) string {
	if f.num == 0 {
		return ""
	}
	if r.inBox > 0 {
		return r.boxCounter.next(f.num, f.level)
	}
	return r.counter.next(f.num, f.level)
}

// shows tells whether the paragraph has anything that is not deleted, be it white space.
func (p *docxPara) shows() bool {
	for i := range p.runs {
		if !p.runs[i].deleted && p.runs[i].text != "" {
			return true
		}
	}
	return false
}

// table reads a table: a row is a line, its cells divided by tabs; the paragraphs of a row with one cell stay paragraphs.
func (r *docxReader) table(ctx docxContext) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tr":
			return r.row(ctx)
		case "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "del", "moveFrom":
			return r.table(ctx.within(e))
		}
		return r.skip()
	})
}

func (r *docxReader) row(ctx docxContext) error {
	var cells [][]docxPara
	outer := r.out
	err := r.cells(ctx, &cells)
	r.out = outer
	if err != nil {
		return err
	}
	if len(cells) == 1 {
		r.out = append(r.out, cells[0]...)
		return nil
	}
	var row docxPara
	empty := true
	for i, cell := range cells {
		if i > 0 {
			row.runs = append(row.runs, docxRun{text: "\t"})
		}
		filled := false
		for _, p := range cell {
			if filled && (p.number != "" || len(p.runs) > 0) {
				row.runs = append(row.runs, docxRun{text: " "})
			}
			if p.number != "" {
				row.runs = append(row.runs, docxRun{text: p.number})
			}
			row.runs = append(row.runs, p.runs...)
			row.lost += p.lost
			filled = filled || p.number != "" || len(p.runs) > 0
		}
		empty = empty && !filled
	}
	if !empty {
		r.out = append(r.out, row)
	}
	return nil
}

func (r *docxReader) cells(ctx docxContext, cells *[][]docxPara) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "trPr":
			return r.children(func(e xml.StartElement) error {
				ctx = ctx.within(e)
				return r.skip()
			})
		case "tc":
			r.out = nil
			if err := r.cell(ctx); err != nil {
				return err
			}
			*cells = append(*cells, r.out)
			return nil
		case "sdt", "sdtContent", "customXml", "smartTag":
			return r.cells(ctx, cells)
		}
		return r.skip()
	})
}

func (r *docxReader) cell(ctx docxContext) error {
	if err := r.children(func(e xml.StartElement) error {
		if e.Name.Local == "tcPr" {
			return r.children(func(e xml.StartElement) error {
				ctx.deleted = ctx.deleted || e.Name.Local == "cellDel"
				return r.skip()
			})
		}
		return r.block(ctx, e)
	}); err != nil {
		return err
	}
	r.release()
	return nil
}

// inline reads a run, or what holds runs.
func (r *docxReader) inline(ctx docxContext, p *docxPara, e xml.StartElement) error {
	each := func(ctx docxContext) error {
		return r.children(func(e xml.StartElement) error { return r.inline(ctx, p, e) })
	}
	switch e.Name.Local {
	case "r":
		return r.run(ctx, p)
	case "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "ruby", "rubyBase":
		return each(ctx)
	case "ins", "moveTo", "del", "moveFrom":
		return each(ctx.within(e))
	case "fldSimple":
		f := docxField{result: true}
		f.code.WriteString(attr(e, "instr"))
		before := len(r.fields)
		r.fields = append(r.fields, f)
		err := each(ctx)
		r.fields = r.fields[:min(before, len(r.fields))]
		return err
	case "AlternateContent":
		_, err := r.firstChoice(func() (string, error) { return "", each(ctx) })
		return err
	case "oMath", "oMathPara":
		s, err := r.math()
		if err == nil && !ctx.hidden && r.shown() {
			p.add(docxRun{text: s, added: ctx.added, deleted: ctx.deleted})
		}
		return err
	}
	return r.skip()
}

func (p *docxPara) add(run docxRun) {
	if run.text != "" {
		p.runs = append(p.runs, run)
	}
}

// run reads one run.
func (r *docxReader) run(ctx docxContext, p *docxPara) error {
	var props docxRPr
	var read func(e xml.StartElement) error
	put := func(text string) {
		switch {
		case text == "" || !r.shown():
		case props.Vanish.on() || props.Vanish == nil && ctx.hidden:
			if !ctx.deleted && strings.TrimSpace(text) != "" {
				r.count.hidden++
			}
		case ctx.deleted && !r.opt.Marks:
		default:
			p.add(docxRun{text: text, vert: props.level(r.styles.size), added: ctx.added, deleted: ctx.deleted, under: props.underlined(), struck: props.struck()})
		}
	}
	read = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "rPr":
			if err := r.d.DecodeElement(&props, &e); err != nil {
				return err
			}
			props = r.styles.run(props)
			return nil
		case "t", "delText":
			s, err := r.text(e)
			put(inSymbols(props.Fonts.ASCII, s))
			return err
		case "tab", "ptab":
			put("\t")
		case "br", "cr":
			if kind := attr(e, "type"); kind == "" || kind == "textWrapping" {
				put("\n")
			} else {
				put(" ")
			}
		case "noBreakHyphen":
			put("-")
		case "sym":
			put(r.symbol(e))
		case "footnoteReference", "endnoteReference":
			if !ctx.deleted {
				r.count.footnotes++
			}
		case "fldChar":
			put(r.field(attr(e, "fldCharType")))
		case "instrText":
			s, err := r.text(e)
			if n := len(r.fields); n > 0 && !r.fields[n-1].result && r.fields[n-1].code.Len() < 1<<10 && !ctx.deleted {
				r.fields[n-1].code.WriteString(s)
			}
			return err
		case "drawing", "pict":
			image, err := r.graphic(ctx)
			if image {
				put("[image]")
				p.lost++
			}
			return err
		case "object":
			what, err := r.object(ctx)
			put(what)
			p.lost++
			return err
		case "ruby", "rubyBase":
			return r.children(func(e xml.StartElement) error { return r.inline(ctx, p, e) })
		case "AlternateContent":
			_, err := r.firstChoice(func() (string, error) { return "", r.children(read) })
			return err
		}
		return r.skip()
	}
	return r.children(read)
}

// symbol reads w:sym: a character of a symbol font.
func (r *docxReader) symbol(e xml.StartElement) string {
	code, err := strconv.ParseUint(attr(e, "char"), 16, 32)
	if err != nil {
		return ""
	}
	c, ok := symbol(attr(e, "font"), rune(code))
	if !ok {
		if code >= 0x100 && (code < 0xE000 || code > 0xF8FF) && utf8.ValidRune(rune(code)) {
			return string(rune(code))
		}
		r.count.symbols++
		return "[symbol]"
	}
	return string(c)
}

// field reads the begin, middle or end of a field and returns what stands for a field that has no result.
func (r *docxReader) field(kind string) string {
	n := len(r.fields)
	switch {
	case kind == "begin" && n < maxDocxNesting:
		r.fields = append(r.fields, docxField{})
	case kind == "separate" && n > 0:
		r.fields[n-1].result = true
	case kind == "end" && n > 0:
		f := &r.fields[n-1]
		r.fields = r.fields[:n-1]
		if f.result {
			return ""
		}
		words := strings.Fields(f.code.String())
		if len(words) == 0 {
			return ""
		}
		switch strings.ToUpper(words[0]) {
		case "AUTONUM":
			r.auto++
			return strconv.Itoa(r.auto) + "."
		case "LISTNUM", "AUTONUMLGL", "AUTONUMOUT":
			r.count.unnumbered++
		case "EQ":
			return "[formula]"
		case "SYMBOL":
			return fieldSymbol(words)
		}
	}
	return ""
}

// fieldSymbol returns the character of a field "SYMBOL 97 \f Symbol".
func fieldSymbol(words []string) string {
	if len(words) < 2 {
		return ""
	}
	code, err := strconv.ParseUint(words[1], 0, 16)
	if err != nil {
		return ""
	}
	font := "text"
	for i, w := range words[:len(words)-1] {
		if w == `\f` {
			font = strings.Trim(words[i+1], `"`)
		}
	}
	if c, ok := symbol(font, rune(code)); ok {
		return string(c)
	}
	return ""
}

// shown tells whether text stands where it is shown: in no field, or in the result of fields that show words of the document.
// Page numbers and tables of contents are none.
func (r *docxReader) shown() bool {
	for i := range r.fields {
		f := &r.fields[i]
		if !f.result {
			return false
		}
		code := strings.TrimSpace(f.code.String())
		if at := strings.IndexAny(code, " \\"); at >= 0 {
			code = code[:at]
		}
		switch strings.ToUpper(code) {
		case "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "TOC", "TOA", "INDEX", "SECTION":
			return false
		}
	}
	return true
}

// graphic reads a drawing: the text of its boxes is kept for behind the paragraph. It returns whether there is a picture.
func (r *docxReader) graphic(ctx docxContext) (bool, error) {
	image := false
	var read func(e xml.StartElement) error
	read = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "txbxContent":
			return r.box(ctx)
		case "pic", "imagedata", "chart", "relIds":
			image = true
			return r.skip()
		case "AlternateContent":
			_, err := r.firstChoice(func() (string, error) { return "", r.children(read) })
			return err
		}
		return r.children(read)
	}
	err := r.children(read)
	return image, err
}

// box reads a text box.
func (r *docxReader) box(ctx docxContext) error {
	out, carry, held, fields, shown := r.out, r.carry, r.held, r.fields, r.shown()
	r.out, r.carry, r.held, r.fields = nil, nil, nil, nil
	r.inBox++
	err := r.blocks(docxContext{added: ctx.added, deleted: ctx.deleted})
	r.inBox--
	if shown && len(r.out) > 0 {
		r.boxes = append(r.boxes, r.out)
	}
	r.out, r.carry, r.held, r.fields = out, carry, held, fields
	return err
}

// object reads an embedded object and returns what stands for it: nothing of what it shows is text.
func (r *docxReader) object(ctx docxContext) (string, error) {
	what := "[image]"
	var read func(e xml.StartElement) error
	read = func(e xml.StartElement) error {
		if id := strings.ToLower(attr(e, "ProgID")); id != "" {
			switch {
			case strings.HasPrefix(id, "equation"), strings.Contains(id, "mathtype"):
				what = "[formula]"
			case strings.Contains(id, "chem"), strings.Contains(id, "isis"), strings.Contains(id, "marvin"):
				what = "[chemical structure]"
			}
		}
		if e.Name.Local == "txbxContent" {
			return r.box(ctx)
		}
		return r.children(read)
	}
	return what, r.children(read)
}
