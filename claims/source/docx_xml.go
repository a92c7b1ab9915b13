package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxDocxNesting bounds how deep the elements of a document stand in one another; Word's own documents stay under 100.
const maxDocxNesting = 400

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
func (r *docxReader) firstChoice(read func() error) error {
	taken := false
	return r.children(func(e xml.StartElement) error {
		if taken || e.Name.Local != "Choice" && e.Name.Local != "Fallback" {
			return r.skip()
		}
		taken = true
		return read()
	})
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
			if docxAttr(e, "space") != "preserve" {
				s = strings.Trim(s, " ")
			}
			return s, nil
		}
	}
}

// docxSpace writes white space of the file as Word shows it: tabs and line ends of a text are elements of their own.
var docxSpace = strings.NewReplacer("\r", "", "\n", " ", "\t", " ")

func docxAttr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// docxError is an error of a part's XML and its line.
type docxError struct {
	line int
	err  error
}

func (e *docxError) Error() string { return e.err.Error() }

func (e *docxError) Unwrap() error { return e.err }

// docxDecoder decodes XML that is UTF-8 whatever it declares. It knows the predefined entities only: a document type, which
// Office Open XML forbids, defines none.
func docxDecoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d
}

// plainXML takes the line out of a message of the XML decoder, since it is said in front.
func plainXML(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return errors.New(syntax.Msg)
	}
	if errors.Is(err, io.EOF) {
		return errors.New("the XML ends early")
	}
	return err
}
