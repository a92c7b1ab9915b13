package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Template is a Word file of a firm whose looks a report takes: its styles, theme, numbering of headings, paper size and margins.
// Its text, headers and footers are left out; the footer has to hold the notice.
type Template struct {
	styles, theme, numbering string
	ids                      map[string]string // the template's IDs of styles that have the name of one of ours and another ID
	missing                  []docxStyle       // ours that it has not
	paper                    *docxPaper
}

// docxPaper is a page, in twentieths of a point.
type docxPaper struct {
	width, height            int
	top, right, bottom, left int
}

// letter is paper of the United States, landscape.
var letterPaper = docxPaper{15840, 12240, 1080, 1080, 1080, 1080}

// text is the width of the text.
func (p docxPaper) text() int { return p.width - p.left - p.right }

// page is the paper of the template, landscape, or letter.
func (t *Template) page() docxPaper {
	if t.paper == nil {
		return letterPaper
	}
	return *t.paper
}

// section ends the body.
func (t *Template) section() string {
	p := t.page()
	return fmt.Sprintf(`<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>`+
		`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="540" w:footer="420" w:gutter="0"/></w:sectPr>`,
		p.width, p.height, p.top, p.right, p.bottom, p.left)
}

// parts are the parts that say how a document looks.
func (t *Template) parts() []docxFile {
	id := func(own string) string {
		if other := t.ids[own]; other != "" {
			return other
		}
		return own
	}
	if t.styles == "" {
		var b strings.Builder
		b.WriteString(docxHead + `<w:styles xmlns:w="` + docxMainSpace + `">` + docxDefaults)
		for i := range docxStyles {
			b.WriteString(docxStyles[i].xml(id))
		}
		return []docxFile{{"word/styles.xml", b.String() + "</w:styles>"}}
	}
	end := strings.LastIndex(t.styles, "</")
	var b strings.Builder
	b.WriteString(t.styles[:end])
	for i := range t.missing {
		b.WriteString(t.missing[i].xml(id))
	}
	out := []docxFile{{"word/styles.xml", b.String() + t.styles[end:]}}
	if t.theme != "" {
		out = append(out, docxFile{"word/theme1.xml", t.theme})
	}
	if t.numbering != "" {
		out = append(out, docxFile{"word/numbering.xml", t.numbering})
	}
	return out
}

// mostTemplate bounds a part of a template that is unpacked, in bytes.
const mostTemplate = 20 << 20

// ReadTemplate reads a Word file (.docx, .dotx, .docm or .dotm) as a template. The error says why a file is none.
func ReadTemplate(data []byte) (*Template, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, errors.New("a Word file of the old form (.doc, .dot), or one with a password: save it as .docx without one")
	case bytes.HasPrefix(data, []byte("{\\rtf")):
		return nil, errors.New("an RTF file: save it as .docx")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errors.New("no Word file (.docx, .dotx): give one whose styles are to be taken")
	}
	read := func(name string) (string, error) {
		for _, f := range z.File {
			if f.Name != name {
				continue
			}
			r, err := f.Open()
			if err != nil {
				return "", fmt.Errorf("%s in it cannot be read: %w", name, err)
			}
			defer func() { _ = r.Close() }()
			text, err := io.ReadAll(io.LimitReader(r, mostTemplate+1))
			switch {
			case err != nil:
				return "", fmt.Errorf("%s in it cannot be read: %w", name, err)
			case len(text) > mostTemplate:
				return "", fmt.Errorf("%s in it is larger than %d MB", name, mostTemplate>>20)
			}
			return string(text), nil
		}
		return "", nil
	}
	t := &Template{ids: map[string]string{}}
	var document string
	for _, part := range []struct {
		name string
		into *string
	}{{"word/styles.xml", &t.styles}, {"word/theme/theme1.xml", &t.theme}, {"word/numbering.xml", &t.numbering}, {"word/document.xml", &document}} {
		if *part.into, err = read(part.name); err != nil {
			return nil, err
		}
	}
	if t.styles == "" || document == "" {
		return nil, errors.New("no Word file (.docx, .dotx), or one without styles: give one whose styles are to be taken")
	}
	for _, part := range []*string{&t.theme, &t.numbering} {
		if strings.Contains(*part, `"rId`) { // it needs pictures, which are not taken
			*part = ""
		}
		if xml.Unmarshal([]byte(*part), new(struct{})) != nil {
			*part = ""
		}
	}
	if err := t.readStyles(); err != nil {
		return nil, err
	}
	return t, t.readPaper(document)
}

// readStyles finds the styles that the template has of ours, by their names: Word gives them IDs in the language of its menus.
func (t *Template) readStyles() error {
	var read struct {
		XMLName xml.Name
		Styles  []struct {
			Type string `xml:"type,attr"`
			ID   string `xml:"styleId,attr"`
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
		} `xml:"style"`
	}
	dec := xml.NewDecoder(strings.NewReader(t.styles))
	if err := dec.Decode(&read); err != nil {
		return fmt.Errorf("its styles cannot be read: %w", err)
	}
	t.styles = t.styles[:dec.InputOffset()] // what stands behind the last tag is a comment at best
	if read.XMLName.Space != docxMainSpace {
		return errors.New("its styles are not those of an ordinary Word file (perhaps Strict Open XML): save it as .docx, \"Word Document\"")
	}
	if len(read.Styles) == 0 {
		return errors.New("it has no styles: give one whose styles are to be taken")
	}
	byName, taken := map[string]string{}, map[string]bool{}
	for _, s := range read.Styles {
		byName[s.Type+" "+strings.ToLower(s.Name.Val)] = s.ID
		taken[s.ID] = true
	}
	for _, s := range docxStyles {
		id := byName[s.kind+" "+strings.ToLower(s.name)]
		switch {
		case id != "":
			t.ids[s.id] = escape(id)
		default:
			t.missing = append(t.missing, s)
			for n := 2; taken[id] || id == ""; n++ { // its ID may be that of another style
				if id = s.id; taken[id] {
					id = s.id + strconv.Itoa(n)
				}
			}
			t.ids[s.id], taken[id] = id, true
		}
	}
	return nil
}

// readPaper takes the size and margins of the template's last section, turned to landscape. A page too small for two columns is not taken.
func (t *Template) readPaper(document string) error {
	dec := xml.NewDecoder(strings.NewReader(document))
	p := letterPaper
	found := false
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("word/document.xml in it cannot be read: %w", err)
		}
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Space != docxMainSpace {
			continue
		}
		into := map[string]*int{}
		switch e.Name.Local {
		case "pgSz":
			into, found = map[string]*int{"w": &p.width, "h": &p.height}, true
		case "pgMar":
			into = map[string]*int{"top": &p.top, "right": &p.right, "bottom": &p.bottom, "left": &p.left}
		}
		for _, a := range e.Attr {
			if at := into[a.Name.Local]; at != nil {
				if n, err := strconv.Atoi(a.Value); err == nil {
					*at = max(n, -n) // a negative margin is one that the text of the footer does not push
				}
			}
		}
	}
	if p.width < p.height { // the paper turned by a quarter, its margins with it
		p = docxPaper{p.height, p.width, p.left, p.top, p.right, p.bottom}
	}
	if found && p.width <= 31680 && p.height <= 31680 && p.text() >= 7200 && p.height-p.top-p.bottom >= 5000 {
		t.paper = &p
	}
	return nil
}
