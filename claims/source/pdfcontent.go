package source

import (
	"bytes"
	"errors"
	"math"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// pdfWord is a run of glyphs on a page, without white space. X goes to the right and y upwards, in points of the page as it is shown.
type pdfWord struct {
	x0, x1, y, size float64
	text            string
	space           bool // a space follows it in the file
	turned          bool // not written from left to right
}

// pdfText gathers the words of a document's pages.
type pdfText struct {
	f       *pdfFile
	fonts   map[int]*pdfFont // by the number of their object
	glyphs  int
	unknown int // glyphs whose meaning the file does not say
	guessed int // glyphs of fonts without a map, read as if they had a usual one
	work    int
	images  int

	words []pdfWord
	cur   strings.Builder
	word  pdfWord
	endX  float64
}

const (
	maxPDFGlyphs = 20 << 20
	maxPDFWork   = 20 // values and operators for a byte of the file, all pages together, beside what any file may have
	anyPDFWork   = 1 << 20
	maxPDFForms  = 8 // forms within forms
)

var errPDFWork = errors.New("its pages draw more than any document of its kind: the file is made to harm, or damaged")

type pdfMatrix [6]float64

func (a pdfMatrix) times(b pdfMatrix) pdfMatrix {
	return pdfMatrix{
		a[0]*b[0] + a[1]*b[2], a[0]*b[1] + a[1]*b[3],
		a[2]*b[0] + a[3]*b[2], a[2]*b[1] + a[3]*b[3],
		a[4]*b[0] + a[5]*b[2] + b[4], a[4]*b[1] + a[5]*b[3] + b[5],
	}
}

// pdfState is the part of the graphics state that places text (ISO 32000-1, 9.3).
type pdfState struct {
	ctm                                       pdfMatrix
	font                                      *pdfFont
	size, charSpace, wordSpace, leading, rise float64
	scale                                     float64
}

// page returns the words of a page in the order in which they are drawn.
func (t *pdfText) page(p pdfPage) ([]pdfWord, error) {
	t.words, t.word, t.endX = nil, pdfWord{}, 0
	t.cur.Reset()
	var content []byte
	parts := t.f.array(p.dict["Contents"])
	if parts == nil {
		parts = pdfArray{p.dict["Contents"]}
	}
	for _, part := range parts {
		s, is := t.f.resolve(part).(pdfStream)
		if !is {
			continue
		}
		text, err := t.f.unpack(s)
		if errors.Is(err, errPDFBomb) {
			return nil, err
		}
		content = append(append(content, text...), '\n')
		if len(content) > maxPDFStream {
			return nil, errPDFBomb
		}
	}
	width, height := p.box[2]-p.box[0], p.box[3]-p.box[1]
	base := pdfMatrix{1, 0, 0, 1, -p.box[0], -p.box[1]}
	switch p.rotate {
	case 90:
		base = base.times(pdfMatrix{0, -1, 1, 0, 0, width})
	case 180:
		base = base.times(pdfMatrix{-1, 0, 0, -1, width, height})
	case 270:
		base = base.times(pdfMatrix{0, 1, -1, 0, height, 0})
	}
	err := t.run(content, p.resources, pdfState{ctm: base, scale: 1}, 0)
	t.end()
	return t.words, err
}

// run carries out the operators that place text.
func (t *pdfText) run(content []byte, resources pdfDict, g pdfState, depth int) error {
	var saved []pdfState
	tm, line := pdfMatrix{1, 0, 0, 1, 0, 0}, pdfMatrix{1, 0, 0, 1, 0, 0}
	l := pdfLexer{content, 0}
	var args []any
	num := func(i int) float64 {
		if i < len(args) {
			n, _ := args[i].(float64)
			return n
		}
		return 0
	}
	move := func(x, y float64) {
		line = pdfMatrix{1, 0, 0, 1, x, y}.times(line)
		tm = line
	}
	for {
		v, ok := l.value(0)
		if !ok {
			return nil
		}
		if t.work++; t.work > anyPDFWork+maxPDFWork*len(t.f.data) {
			return errPDFWork
		}
		op, is := v.(pdfOp)
		if !is {
			if len(args) < 64 {
				args = append(args, v)
			}
			continue
		}
		switch op {
		case "q":
			if len(saved) < 4096 {
				saved = append(saved, g)
			}
		case "Q":
			if n := len(saved); n > 0 {
				g, saved = saved[n-1], saved[:n-1]
			}
		case "cm":
			g.ctm = pdfMatrix{num(0), num(1), num(2), num(3), num(4), num(5)}.times(g.ctm)
		case "BT":
			tm, line = pdfMatrix{1, 0, 0, 1, 0, 0}, pdfMatrix{1, 0, 0, 1, 0, 0}
		case "Tf":
			if len(args) >= 2 {
				name, _ := args[0].(pdfName)
				g.font, g.size = t.font(t.f.dict(resources["Font"])[string(name)]), num(1)
			}
		case "Tc":
			g.charSpace = num(0)
		case "Tw":
			g.wordSpace = num(0)
		case "Tz":
			g.scale = num(0) / 100
		case "TL":
			g.leading = num(0)
		case "Ts":
			g.rise = num(0)
		case "Td":
			move(num(0), num(1))
		case "TD":
			g.leading = -num(1)
			move(num(0), num(1))
		case "Tm":
			tm = pdfMatrix{num(0), num(1), num(2), num(3), num(4), num(5)}
			line = tm
		case "T*":
			move(0, -g.leading)
		case "'", "\"":
			if op == "\"" {
				g.wordSpace, g.charSpace = num(0), num(1)
			}
			move(0, -g.leading)
			if len(args) > 0 {
				if err := t.show(args[len(args)-1], &g, &tm); err != nil {
					return err
				}
			}
		case "Tj":
			if len(args) > 0 {
				if err := t.show(args[0], &g, &tm); err != nil {
					return err
				}
			}
		case "TJ":
			if len(args) > 0 {
				list, _ := args[0].(pdfArray)
				for _, x := range list {
					if n, is := x.(float64); is {
						tm = pdfMatrix{1, 0, 0, 1, -n / 1000 * g.size * g.scale, 0}.times(tm)
					} else if err := t.show(x, &g, &tm); err != nil {
						return err
					}
				}
			}
		case "BI": // an image in line: its bytes end with EI between white space
			t.images++
			for {
				i := bytes.Index(content[min(l.pos, len(content)):], []byte("EI"))
				if i < 0 {
					return nil
				}
				at := l.pos + i
				l.pos = at + 2
				if at > 0 && pdfSpace(content[at-1]) && (l.pos >= len(content) || pdfSpace(content[l.pos])) {
					break
				}
			}
		case "Do":
			if len(args) == 0 {
				break
			}
			name, _ := args[0].(pdfName)
			s, is := t.f.resolve(t.f.dict(resources["XObject"])[string(name)]).(pdfStream)
			if !is {
				break
			}
			if t.f.name(s.dict["Subtype"]) != "Form" {
				t.images++
				break
			}
			if depth >= maxPDFForms {
				break
			}
			text, err := t.f.unpack(s)
			if errors.Is(err, errPDFBomb) {
				return err
			}
			inner := g
			if m := t.f.array(s.dict["Matrix"]); len(m) == 6 {
				var by pdfMatrix
				for i := range m {
					by[i] = t.f.number(m[i])
				}
				inner.ctm = by.times(g.ctm)
			}
			own := t.f.dict(s.dict["Resources"])
			if own == nil {
				own = resources
			}
			if err := t.run(text, own, inner, depth+1); err != nil {
				return err
			}
		}
		args = args[:0]
	}
}

func (t *pdfText) font(v any) *pdfFont {
	if ref, is := v.(pdfRef); is {
		if f := t.fonts[int(ref)]; f != nil {
			return f
		}
		f := t.f.font(v)
		t.fonts[int(ref)] = f
		return f
	}
	if t.f.dict(v) == nil {
		return nil
	}
	t.work += 1000 // a font in place is read each time
	return t.f.font(v)
}

// wordGap is the least gap, as a part of the size, that is read as a space. Spaces are a quarter of the size wide, in justified text
// down to a sixth; letters of a word stand closer than a tenth.
const wordGap = 0.15

func (t *pdfText) show(v any, g *pdfState, tm *pdfMatrix) error {
	s, is := v.(pdfString)
	if !is || g.font == nil {
		return nil
	}
	var err error
	g.font.glyphs(s, func(text string, width float64, space bool) {
		if t.glyphs++; t.glyphs > maxPDFGlyphs {
			err = errPDFWork
			return
		}
		at := pdfMatrix{g.size * g.scale, 0, 0, g.size, 0, g.rise}.times(*tm).times(g.ctm)
		advance := width*g.size + g.charSpace
		if space {
			advance += g.wordSpace
		}
		next := pdfMatrix{1, 0, 0, 1, advance * g.scale, 0}.times(*tm)
		switch {
		case text == "":
			t.unknown++
			text = "\ufffd"
		case g.font.guess:
			t.guessed++
		}
		t.glyph(text, at, pdfMatrix{1, 0, 0, 1, width * g.size * g.scale, 0}.times(*tm).times(g.ctm))
		*tm = next
	})
	return err
}

// glyph adds a glyph drawn at a place to the word before, or begins another.
func (t *pdfText) glyph(text string, at, after pdfMatrix) {
	size := math.Hypot(at[2], at[3])
	x, y, end := at[4], at[5], after[4]
	if math.IsNaN(x+y+end+size) || math.IsInf(x+y+end+size, 0) || size == 0 {
		return
	}
	if strings.TrimSpace(text) == "" || text == "\u00a0" {
		t.word.space = t.cur.Len() > 0
		t.end()
		return
	}
	turned := math.Abs(at[1]) > 0.1*math.Abs(at[0]) || at[0] < 0
	if t.cur.Len() > 0 {
		gap := x - t.endX
		if turned || t.word.turned || math.Abs(y-t.word.y) > 0.1*size || gap > wordGap*size || gap < -0.5*size || math.Abs(size-t.word.size) > 0.15*size {
			t.end()
		}
	}
	if t.cur.Len() == 0 {
		t.word = pdfWord{x0: x, x1: end, y: y, size: size, turned: turned}
	}
	t.cur.WriteString(text)
	t.endX, t.word.x1 = end, max(t.word.x1, end)
}

func (t *pdfText) end() {
	if t.cur.Len() == 0 {
		return
	}
	t.word.text = norm.NFKC.String(t.cur.String())
	if strings.TrimSpace(t.word.text) != "" {
		t.words = append(t.words, t.word)
	}
	t.cur.Reset()
	t.word = pdfWord{}
}
