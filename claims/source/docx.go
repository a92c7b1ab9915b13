package source

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// maxDocxPart bounds in bytes what a part of a Word document unpacks to: a small file cannot fill the memory.
const maxDocxPart = 128 << 20

var (
	docxMain  = lazyregexp.New(`^word/(?:document\d*\.xml|_rels/document\d*\.xml\.rels)$`)
	otherMain = lazyregexp.New(`^(?:xl|ppt|visio|Index|META-INF|OEBPS)/|^mimetype$`)
	zipEntry  = []byte("PK\x03\x04")
)

// isDOCX tells whether head begins a Word document: a ZIP whose entries, as far as they are in sight, are those of one. A ZIP of
// other files is none, not even one that holds Word documents, nor is a workbook, a presentation or an OpenDocument text.
func isDOCX(head []byte) bool {
	for at, n := 0, 0; bytes.HasPrefix(head[at:], zipEntry); n++ {
		h := head[at:]
		if len(h) < 30 {
			return false
		}
		flags, method := binary.LittleEndian.Uint16(h[6:]), binary.LittleEndian.Uint16(h[8:])
		packed := int(binary.LittleEndian.Uint32(h[18:]))
		body := 30 + int(binary.LittleEndian.Uint16(h[26:])) + int(binary.LittleEndian.Uint16(h[28:]))
		if body > len(h) {
			return false
		}
		name := string(h[30 : 30+int(binary.LittleEndian.Uint16(h[26:]))])
		switch {
		case docxMain.MatchString(name):
			return true
		case otherMain.MatchString(name):
			return false
		case name == "[Content_Types].xml":
			types := h[body:]
			if method == zip.Deflate {
				types, _ = io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(types)), headSize)) // what follows it is cut off or no part of it
			}
			if bytes.Contains(types, []byte("wordprocessingml.document.main")) || bytes.Contains(types, []byte("wordprocessingml.template.main")) ||
				bytes.Contains(types, []byte("ms-word.document.macroEnabled")) || bytes.Contains(types, []byte("ms-word.template.macroEnabled")) {
				return true
			}
		case n == 0 && !strings.HasPrefix(name, "_rels/") && !strings.HasPrefix(name, "docProps/") && !strings.HasPrefix(name, "word/") && !strings.HasPrefix(name, "customXml/"):
			return false
		}
		next := body + packed
		if flags&8 != 0 && packed == 0 { // the size stands behind the data
			i := bytes.Index(h[body:], zipEntry)
			if i < 0 {
				return false
			}
			next = body + i
		}
		if next > len(h) {
			return false
		}
		at += next
	}
	return false
}

// readDOCX reads a Word document (Office Open XML, ECMA-376 part 1) as Word shows it: lists numbered, fields with their results,
// tracked changes accepted, or kept as marks with opt.Marks. Headers, footers, comments and hidden text are left out, and so are
// footnotes and endnotes. Lines are those of the document's text, a paragraph or a line break each.
//
// Of an application or an amendment only the claims are given as text, the rest as Paragraphs with opt.Description; any other
// document is given as a whole.
func readDOCX(name string, data []byte, opt Options) ([]*claims.Document, error) {
	pkg, err := openDocx(data)
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w", name, err)
	}
	fail := func(part string, err error) error {
		line := 1
		if at := (*docxError)(nil); errors.As(err, &at) {
			line = at.line
		}
		return fmt.Errorf("%s:%d: damaged Word document: %s: %w: open it in Word and save it again", name, line, part, err)
	}
	doc := &claims.Document{Name: name, Format: "docx"}
	r := &docxReader{opt: opt, styles: &docxStyles{}}
	var lists docxNumbering
	for _, p := range []struct {
		part string
		into any
	}{{pkg.styles, r.styles}, {pkg.numbering, &lists}} {
		if err := pkg.unmarshal(p.part, p.into); err != nil {
			return nil, fail(p.part, err)
		}
	}
	r.styles.join()
	r.nums = lists.lists(r.styles)
	r.counter, r.boxCounter = newDocxCounter(r.nums), newDocxCounter(r.nums)
	body, err := pkg.part(pkg.main)
	if err != nil {
		return nil, fail(pkg.main, err)
	}
	if err := r.read(body); err != nil {
		return nil, fail(pkg.main, err)
	}
	var core struct {
		Title string `xml:"title"`
	}
	if err := pkg.unmarshal(pkg.core, &core); err != nil {
		doc.Notes = append(doc.Notes, "the document's title could not be read: "+pkg.core+" is damaged")
	} else if !strings.HasPrefix(core.Title, "Microsoft Word - ") { // a file's name that a printer driver left
		doc.Title = claims.Fold(core.Title)
	}
	if pkg.repaired {
		doc.Notes = append(doc.Notes, "the document holds bytes that are no UTF-8; they stand as �")
	}
	r.fill(doc)
	return []*claims.Document{doc}, nil
}

// docxPackage is the ZIP with the names of its parts; a part that the document does not have is "".
type docxPackage struct {
	files                         map[string]*zip.File
	main, styles, numbering, core string
	repaired                      bool
}

func openDocx(data []byte) (*docxPackage, error) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("damaged Word document: %w: the file may be cut off; fetch it again", err)
	}
	p := &docxPackage{files: map[string]*zip.File{}}
	for _, f := range zr.File {
		if key := docxName(f.Name); p.files[key] == nil {
			p.files[key] = f
		}
	}
	top, err := p.relations("")
	if err != nil {
		return nil, fmt.Errorf("damaged Word document: _rels/.rels: %w: open it in Word and save it again", err)
	}
	p.main, p.core = top["officeDocument"], top["core-properties"]
	if p.files[p.main] == nil {
		p.main = "word/document.xml"
	}
	if p.files[p.main] == nil {
		return nil, errors.New("damaged Word document: it has no word/document.xml: open it in Word and save it again")
	}
	rels, err := p.relations(p.main)
	if err != nil {
		return nil, fmt.Errorf("damaged Word document: the relations of %s: %w: open it in Word and save it again", p.main, err)
	}
	p.styles, p.numbering = rels["styles"], rels["numbering"]
	for _, known := range []struct {
		part *string
		name string
	}{{&p.styles, "word/styles.xml"}, {&p.numbering, "word/numbering.xml"}, {&p.core, "docprops/core.xml"}} {
		if p.files[*known.part] == nil {
			*known.part = known.name
		}
		if p.files[*known.part] == nil {
			*known.part = ""
		}
	}
	return p, nil
}

// docxName is a part's name as it is looked up: names do not differ by case (ECMA-376 part 2).
func docxName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// relations returns the parts that a part names, by the last word of the relation's type; those of the package for "".
func (p *docxPackage) relations(part string) (map[string]string, error) {
	dir, file := path.Split(part)
	var rels struct {
		Of []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	name := dir + "_rels/" + file + ".rels"
	if p.files[name] == nil {
		return nil, nil
	}
	if err := p.unmarshal(name, &rels); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, r := range rels.Of {
		kind := path.Base(r.Type)
		if out[kind] != "" || r.Mode == "External" {
			continue
		}
		if strings.HasPrefix(r.Target, "/") {
			out[kind] = docxName(r.Target)
		} else {
			out[kind] = docxName(path.Join(dir, r.Target))
		}
	}
	return out, nil
}

// part returns a part's bytes as UTF-8.
func (p *docxPackage) part(name string) ([]byte, error) {
	f := p.files[name]
	if f == nil {
		return nil, errors.New("the part is missing")
	}
	if f.UncompressedSize64 > maxDocxPart {
		return nil, fmt.Errorf("the part unpacks to more than %d MB", maxDocxPart>>20)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rc.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(rc, maxDocxPart+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxDocxPart {
		return nil, fmt.Errorf("the part unpacks to more than %d MB", maxDocxPart>>20)
	}
	enc := ""
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		enc = "utf-16le"
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		enc = "utf-16be"
	default:
		if !utf8.Valid(data) {
			p.repaired = true
			data = bytes.ToValidUTF8(data, []byte("�"))
		}
		return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), nil
	}
	r, err := charset.NewReaderLabel(enc, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	data, err = io.ReadAll(r)
	return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), err
}

// unmarshal reads a part into v; a part that is not there leaves it as it is.
func (p *docxPackage) unmarshal(name string, v any) error {
	if p.files[name] == nil {
		return nil
	}
	data, err := p.part(name)
	if err != nil {
		return err
	}
	d := docxDecoder(data)
	if err := d.Decode(v); err != nil {
		line, _ := d.InputPos()
		return &docxError{line, plainXML(err)}
	}
	return nil
}
