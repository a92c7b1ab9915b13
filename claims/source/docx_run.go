package source

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"
)

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
		r.count.tracked++
		return each(ctx.within(e))
	case "fldSimple":
		f := docxField{result: true}
		f.code = append(f.code, docxAttr(e, "instr")...)
		before := len(r.fields)
		r.fields = append(r.fields, f)
		err := each(ctx)
		r.fields = r.fields[:min(before, len(r.fields))]
		return err
	case "AlternateContent":
		return r.firstChoice(func() error { return each(ctx) })
	case "oMath", "oMathPara":
		s, err := r.math(e)
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
			if kind := docxAttr(e, "type"); kind == "" || kind == "textWrapping" {
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
			put(r.field(docxAttr(e, "fldCharType")))
		case "instrText":
			s, err := r.text(e)
			if n := len(r.fields); n > 0 && !r.fields[n-1].result && len(r.fields[n-1].code) < 1<<10 && !ctx.deleted {
				code := &r.fields[n-1].code
				*code = append(*code, s...)
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
			return r.firstChoice(func() error { return r.children(read) })
		}
		return r.skip()
	}
	return r.children(read)
}

// symbol reads w:sym: a character of a symbol font.
func (r *docxReader) symbol(e xml.StartElement) string {
	code, err := strconv.ParseUint(docxAttr(e, "char"), 16, 32)
	if err != nil {
		return ""
	}
	c, ok := fontSymbol(docxAttr(e, "font"), rune(code))
	if !ok {
		if code >= 0x100 && (code < 0xE000 || code > 0xF8FF) && utf8.ValidRune(rune(code)) {
			return string(rune(code))
		}
		r.count.symbols++
		return "[symbol]"
	}
	return string(c)
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
			return r.firstChoice(func() error { return r.children(read) })
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
	err := r.blocks(docxContext{added: ctx.added, deleted: ctx.deleted, before: ctx.before})
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
		if id := strings.ToLower(docxAttr(e, "ProgID")); id != "" {
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
