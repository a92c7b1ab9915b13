package source

import (
	"encoding/xml"
	"errors"
	"io"
)

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
	row     bool   // a row of a table
	heading bool
	gone    bool // deleted whole in a tracked change; kept only where changes are kept as marks
	lost    int  // pictures and objects whose text cannot be read
}

// docxContext says what the elements around hold for a run.
type docxContext struct {
	added, deleted, hidden bool
	before                 bool // of the tracked changes, what they add counts as deleted, and what they delete as there
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
	count  struct{ footnotes, hidden, symbols, unnumbered, embedded, renumbered, tracked int }
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
	if err := r.blocks(docxContext{before: r.opt.Before}); err != nil {
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

// within returns the context inside an element that marks a tracked change.
func (c docxContext) within(e xml.StartElement) docxContext {
	switch e.Name.Local {
	case "ins", "moveTo", "cellIns":
		c.added, c.deleted = c.added || !c.before, c.deleted || c.before
	case "del", "moveFrom", "cellDel":
		c.deleted = c.deleted || !c.before
	}
	return c
}

// gone tells whether an element marks text that a tracked change takes away.
func (r *docxReader) gone(e xml.StartElement) bool {
	return docxContext{before: r.opt.Before}.within(e).deleted
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
		r.count.tracked++
		return each(ctx.within(e))
	case "AlternateContent":
		return r.firstChoice(func() error { return each(ctx) })
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
	p.indent, p.first, p.heading = f.left, f.first, f.heading
	shows := p.shows()
	dropCap := props.Frame != nil && props.Frame.DropCap != "" && props.Frame.DropCap != "none"
	hiddenMark := props.Mark.Vanish.on() || in.hidden
	deletedMark := ctx.deleted || props.Mark.Del != nil || props.Mark.MoveFrom != nil
	if ctx.before {
		deletedMark = ctx.deleted || props.Mark.Ins != nil || props.Mark.MoveTo != nil
	}
	switch {
	case deletedMark && !shows:
		r.merge(p.runs, len(r.carry) > 0)
	case deletedMark:
		if !ctx.before && f.num != 0 && r.nums[f.num] != nil && r.nums[f.num].level(f.level) != nil && r.nums[f.num].level(f.level).format() != "bullet" {
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
