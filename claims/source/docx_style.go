package source

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

type docxVal struct {
	Val string `xml:"val,attr"`
}

type docxInt struct {
	Val docxMeasure `xml:"val,attr"`
}

// docxMeasure is a whole number, or a length in twips (1/1440 inch). Some programs write "276.0005", and strict documents
// "36pt"; what is no number is 0.
type docxMeasure int

// UnmarshalXMLAttr reads the number; it never fails, since one odd length is no reason to lose a document.
func (m *docxMeasure) UnmarshalXMLAttr(a xml.Attr) error {
	text, scale := strings.TrimSpace(a.Value), 1.0
	for _, u := range []struct {
		name  string
		twips float64
	}{{"pt", 20}, {"in", 1440}, {"cm", 1440 / 2.54}, {"mm", 144 / 2.54}, {"pc", 240}, {"pi", 240}} {
		if number, ok := strings.CutSuffix(text, u.name); ok {
			text, scale = number, u.twips
			break
		}
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) {
		v = 0
	}
	*m = docxMeasure(min(max(v*scale, -1<<30), 1<<30))
	return nil
}

// docxFlag is a property that is on where its element stands, unless its value says off.
type docxFlag struct {
	Val string `xml:"val,attr"`
}

func (f *docxFlag) on() bool {
	if f == nil {
		return false
	}
	switch strings.ToLower(f.Val) {
	case "0", "false", "off":
		return false
	}
	return true
}

// docxInd is an indentation in twips (1/1440 inch), each part as far as it is given.
type docxInd struct {
	Left      *docxMeasure `xml:"left,attr"`
	Start     *docxMeasure `xml:"start,attr"` // what a strict document calls left
	FirstLine *docxMeasure `xml:"firstLine,attr"`
	Hanging   *docxMeasure `xml:"hanging,attr"`
}

// over lays i over what lies beneath it.
func (i docxInd) over(below docxInd) docxInd {
	if i.Left == nil && i.Start == nil {
		i.Left, i.Start = below.Left, below.Start
	}
	if i.FirstLine == nil && i.Hanging == nil {
		i.FirstLine, i.Hanging = below.FirstLine, below.Hanging
	}
	return i
}

// left and first return where the lines and the first line begin.
func (i docxInd) left() int {
	switch {
	case i.Left != nil:
		return int(*i.Left)
	case i.Start != nil:
		return int(*i.Start)
	}
	return 0
}

func (i docxInd) first() int {
	switch {
	case i.Hanging != nil:
		return -int(*i.Hanging)
	case i.FirstLine != nil:
		return int(*i.FirstLine)
	}
	return 0
}

// docxPPr are a paragraph's properties.
type docxPPr struct {
	Style   docxVal   `xml:"pStyle"`
	Num     *docxNumP `xml:"numPr"`
	Indent  docxInd   `xml:"ind"`
	Outline *docxInt  `xml:"outlineLvl"`
	Frame   *struct {
		DropCap string `xml:"dropCap,attr"`
	} `xml:"framePr"`
	Mark struct { // the paragraph mark
		Ins      *struct{} `xml:"ins"`
		MoveTo   *struct{} `xml:"moveTo"`
		Del      *struct{} `xml:"del"`
		MoveFrom *struct{} `xml:"moveFrom"`
		Vanish   *docxFlag `xml:"vanish"`
	} `xml:"rPr"`
}

type docxNumP struct {
	Level *docxInt `xml:"ilvl"`
	ID    *docxInt `xml:"numId"`
}

// docxRPr are a run's properties.
type docxRPr struct {
	Style     docxVal   `xml:"rStyle"`
	Vert      docxVal   `xml:"vertAlign"`
	Vanish    *docxFlag `xml:"vanish"`
	Underline *docxVal  `xml:"u"`
	Strike    *docxFlag `xml:"strike"`
	Double    *docxFlag `xml:"dstrike"`
	Position  *docxInt  `xml:"position"` // raised or lowered, in half points
	Size      *docxInt  `xml:"sz"`       // in half points
	Fonts     struct {
		ASCII string `xml:"ascii,attr"`
	} `xml:"rFonts"`
}

// over lays r over the properties of its style.
func (r docxRPr) over(below docxRPr) docxRPr {
	if r.Vert.Val == "" {
		r.Vert = below.Vert
	}
	if r.Vanish == nil {
		r.Vanish = below.Vanish
	}
	if r.Underline == nil {
		r.Underline = below.Underline
	}
	if r.Strike == nil {
		r.Strike = below.Strike
	}
	if r.Double == nil {
		r.Double = below.Double
	}
	if r.Position == nil {
		r.Position = below.Position
	}
	if r.Size == nil {
		r.Size = below.Size
	}
	if r.Fonts.ASCII == "" {
		r.Fonts.ASCII = below.Fonts.ASCII
	}
	return r
}

func (r *docxRPr) underlined() bool { return r.Underline != nil && r.Underline.Val != "none" }

func (r *docxRPr) struck() bool { return r.Strike.on() || r.Double.on() }

// level returns "superscript" or "subscript", or "" for text on the line. Text that is raised by a distance and set smaller than
// the document's text, of the given size, is a superscript as well.
func (r *docxRPr) level(size int) string {
	switch {
	case r.Vert.Val == "baseline":
		return ""
	case r.Vert.Val != "":
		return r.Vert.Val
	case r.Position == nil || r.Position.Val == 0 || r.Size == nil || int(r.Size.Val) >= size:
		return ""
	case r.Position.Val > 0:
		return "superscript"
	}
	return "subscript"
}

// docxStyle is a style of styles.xml.
type docxStyle struct {
	ID      string  `xml:"styleId,attr"`
	Type    string  `xml:"type,attr"`
	Default string  `xml:"default,attr"`
	Name    docxVal `xml:"name"`
	Based   docxVal `xml:"basedOn"`
	PPr     docxPPr `xml:"pPr"`
	RPr     docxRPr `xml:"rPr"`

	parent *docxStyle
}

// docxStyles is styles.xml.
type docxStyles struct {
	Styles []docxStyle `xml:"style"`
	Size   docxInt     `xml:"docDefaults>rPrDefault>rPr>sz"`

	byID     map[string]*docxStyle
	standard *docxStyle // of paragraphs that name none
	size     int        // of the document's text, in half points
}

// maxStyles bounds how deep styles are based on one another.
const maxStyles = 40

func (s *docxStyles) join() {
	s.byID = map[string]*docxStyle{}
	for i := range s.Styles {
		st := &s.Styles[i]
		if s.byID[st.ID] == nil {
			s.byID[st.ID] = st
		}
		if f := (docxFlag{st.Default}); st.Type == "paragraph" && st.Default != "" && f.on() && s.standard == nil {
			s.standard = st
		}
	}
	s.size = 20 // Word's own, where nothing is said
	if s.Size.Val > 0 {
		s.size = int(s.Size.Val)
	}
	if s.standard != nil && s.standard.RPr.Size != nil {
		s.size = int(s.standard.RPr.Size.Val)
	}
	for i := range s.Styles {
		s.Styles[i].parent = s.byID[s.Styles[i].Based.Val]
	}
}

// chain returns a style and those that it is based on, itself first.
func (s *docxStyles) chain(id string) []*docxStyle {
	st := s.byID[id]
	if id == "" {
		st = s.standard
	}
	var out []*docxStyle
	for ; st != nil && len(out) < maxStyles; st = st.parent {
		out = append(out, st)
	}
	return out
}

// numbering returns the instance of a list that a list style names, or 0.
func (s *docxStyles) numbering(id string) int {
	for _, st := range s.chain(id) {
		if n := st.PPr.Num; n != nil && n.ID != nil {
			return int(n.ID.Val)
		}
	}
	return 0
}

// run returns a run's properties with those of its character style. The underline of a link is none that its author made.
func (s *docxStyles) run(r docxRPr) docxRPr {
	if r.Style.Val == "" {
		return r
	}
	for _, st := range s.chain(r.Style.Val) {
		below := st.RPr
		if strings.Contains(strings.ToLower(st.Name.Val), "hyperlink") {
			below.Underline = nil
		}
		r = r.over(below)
	}
	return r
}

// docxFormat is what a paragraph's properties and its style come to.
type docxFormat struct {
	num, level  int // the list's instance, 0 for none
	left, first int // in twips
	heading     bool
	vanish      bool // all its text is hidden, where a run does not say otherwise
}

// paragraph returns what a paragraph's properties come to with its style and its list. A number given to the paragraph counts
// before its style's, and 0 takes it away; the level of a style's number is the one that names the style (17.9.23).
func (s *docxStyles) paragraph(p *docxPPr, nums map[int]*docxNum) docxFormat {
	var out docxFormat
	chain := s.chain(p.Style.Val)
	level, owner, direct := -1, -1, false
	if p.Num != nil {
		if p.Num.ID != nil {
			out.num, direct = int(p.Num.ID.Val), true
		}
		if p.Num.Level != nil {
			level = int(p.Num.Level.Val)
		}
	}
	for i, st := range chain {
		if n := st.PPr.Num; n != nil && n.ID != nil && owner < 0 {
			owner = i
			if direct {
				break
			}
			out.num = int(n.ID.Val)
			if level < 0 && n.Level != nil {
				level = int(n.Level.Val)
			}
		}
	}
	num := nums[out.num]
	if num != nil && level < 0 && !direct {
		for i := 0; i <= owner && level < 0; i++ {
			for k := range docxLevels {
				if l := num.level(k); l != nil && l.Style.Val == chain[i].ID {
					level = k
					break
				}
			}
		}
	}
	out.level = min(max(level, 0), docxLevels-1)
	ind := p.Indent
	if !direct {
		for i, st := range chain {
			if i > owner {
				break
			}
			ind = ind.over(st.PPr.Indent)
		}
	}
	if num != nil {
		if l := num.level(out.level); l != nil {
			ind = ind.over(l.Indent)
		}
	}
	for _, st := range chain {
		ind = ind.over(st.PPr.Indent)
	}
	out.left, out.first = ind.left(), ind.first()
	outline := p.Outline
	for _, st := range chain {
		if outline == nil {
			outline = st.PPr.Outline
		}
		name := strings.ToLower(st.Name.Val)
		out.heading = out.heading || strings.HasPrefix(name, "heading ") || name == "title"
		out.vanish = out.vanish || st.RPr.Vanish.on()
	}
	out.heading = out.heading || outline != nil && outline.Val < docxLevels
	return out
}
