package source

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"slices"
	"strings"

	"golang.org/x/net/html/charset"

	"claimchart/claims"
)

// mailHTML gives the text of an HTML part, which it gets as UTF-8.
func mailHTML(html []byte) (string, error) {
	docs, err := readHTML("the message's HTML part", html, Options{})
	if err != nil || len(docs) == 0 {
		return "", err
	}
	return strings.TrimSpace(docs[0].Text), nil
}

// mailTexts are the types of parts that are text for people.
var mailTexts = []string{"text/plain", "text/html", "text/markdown", "text/enriched"}

// headerText decodes the encoded words of a header field: RFC 2047. What cannot be decoded stays as it is.
func headerText(text string) string {
	dec := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if out, err := dec.DecodeHeader(text); err == nil {
		text = out
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}

// part reads a part of a message. text is false where only what it is called is wanted.
func (m *message) part(header textproto.MIMEHeader, body []byte, depth int, text bool) error {
	if depth > maxMailDepth {
		return fmt.Errorf("%s:%d: parts nested deeper than %d in this message: save the part with the claims as a file", m.name, m.line, maxMailDepth)
	}
	if m.parts++; m.parts > maxMailParts {
		return fmt.Errorf("%s:%d: more than %d parts in this message: save the part with the claims as a file", m.name, m.line, maxMailParts)
	}
	kind, params := contentType(header)
	disposition, _, _ := strings.Cut(header.Get("Content-Disposition"), ";")
	attached := strings.EqualFold(strings.TrimSpace(disposition), "attachment")
	switch {
	case strings.HasPrefix(kind, "multipart/") && params["boundary"] != "":
		return m.multipart(kind, params["boundary"], body, depth, text)
	case kind == "message/rfc822" || kind == "message/global":
		return m.attachedMessage(m.transfer(header, body), depth)
	case attached || !slices.Contains(mailTexts, kind) && !strings.HasPrefix(kind, "multipart/"):
		m.attachment(header, kind)
		return nil
	case !text:
		return nil
	}
	plain := m.decode(params["charset"], m.transfer(header, body))
	switch kind {
	case "text/html":
		out, err := mailHTML([]byte(plain))
		if err != nil {
			return fmt.Errorf("%s:%d: the HTML part of this message: %w", m.name, m.line, err)
		}
		m.texts = append(m.texts, out)
	default:
		flowed := strings.EqualFold(params["format"], "flowed")
		out, note := mailText(plain, flowed, strings.EqualFold(params["delsp"], "yes"))
		if note != "" {
			m.note("%s", note)
		}
		if strings.TrimSpace(out) != "" {
			m.texts = append(m.texts, out)
		}
	}
	return nil
}

// contentType returns a part's type in small letters and its parameters; text/plain where none is stated or it cannot be read
// (RFC 2045 section 5.2).
func contentType(header textproto.MIMEHeader) (string, map[string]string) {
	field := header.Get("Content-Type")
	kind, params, err := mime.ParseMediaType(field)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) || kind == "" {
		kind, _, _ = strings.Cut(field, ";")
		kind = strings.ToLower(strings.TrimSpace(kind))
	}
	if !strings.Contains(kind, "/") {
		kind = "text/plain"
	}
	return kind, params
}

// multipart reads the parts of a part. Of alternatives it takes the plain text if it holds any, else the HTML one (RFC 2046
// section 5.1.4); of related parts the first, which the others belong to (RFC 2387).
func (m *message) multipart(kind, boundary string, body []byte, depth int, text bool) error {
	type child struct {
		header textproto.MIMEHeader
		body   []byte
		kind   string
	}
	var children []child
	r := multipart.NewReader(bytes.NewReader(body), boundary)
	for len(children) <= maxMailParts {
		p, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			m.note("the message breaks off: what comes before is read")
			break
		}
		content, err := io.ReadAll(p)
		if err != nil {
			m.note("the message breaks off: what comes before is read")
		}
		kind, _ := contentType(p.Header)
		children = append(children, child{p.Header, content, kind})
	}
	if len(children) == 0 {
		out, _ := mailText(m.decode("", body), false, false)
		if text {
			m.texts = append(m.texts, out)
		}
		return nil
	}
	if kind == "multipart/alternative" {
		slices.SortStableFunc(children, func(a, b child) int { return preference(a.kind) - preference(b.kind) })
	}
	for _, c := range children {
		have := len(m.texts)
		if err := m.part(c.header, c.body, depth+1, text); err != nil {
			return err
		}
		if (kind == "multipart/alternative" || kind == "multipart/related") && len(m.texts) > have {
			text = false
		}
	}
	return nil
}

func preference(kind string) int {
	switch {
	case kind == "text/plain":
		return 0
	case strings.HasPrefix(kind, "multipart/"):
		return 1
	case kind == "text/html":
		return 2
	}
	return 3
}

// attachedMessage reads a message in a message as one of its own.
func (m *message) attachedMessage(body []byte, depth int) error {
	inner := message{name: m.name, line: m.line, parts: m.parts}
	docs, err := inner.read(bytes.TrimLeft(body, "\r\n"), depth+1)
	m.parts = inner.parts
	if err != nil {
		return err
	}
	m.nested = append(m.nested, docs...)
	return nil
}

// attachment tells of a part that is not read.
func (m *message) attachment(header textproto.MIMEHeader, kind string) {
	_, params, _ := mime.ParseMediaType(header.Get("Content-Disposition"))
	file := params["filename"]
	if file == "" {
		_, params = contentType(header)
		file = params["name"]
	}
	if file = claims.Fold(headerText(file)); file == "" {
		m.note("an attachment (%s) was left out", kind)
		return
	}
	m.note("the attachment %q (%s) was left out: save it and give it as a file", file, kind)
}

// transfer undoes the transfer encoding of a part: RFC 2045 section 6. What is damaged is read as far as it goes.
func (m *message) transfer(header textproto.MIMEHeader, body []byte) []byte {
	switch enc := strings.ToLower(strings.TrimSpace(header.Get("Content-Transfer-Encoding"))); enc {
	case "quoted-printable":
		out, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
		if err != nil {
			m.note("damaged quoted-printable text: read up to the damage; save the message again")
		}
		return out
	case "base64":
		kept := make([]byte, 0, len(body))
		for _, b := range body { // RFC 2045 section 6.8: all other characters are ignored
			if b == '=' {
				break
			}
			if b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '+' || b == '/' {
				kept = append(kept, b)
			}
		}
		if len(kept)%4 == 1 {
			kept = kept[:len(kept)-1]
			m.note("damaged base64 text: the message may be cut short")
		}
		out := make([]byte, base64.RawStdEncoding.DecodedLen(len(kept)))
		n, _ := base64.RawStdEncoding.Decode(out, kept) // nothing else is left in kept
		return out[:n]
	case "", "7bit", "8bit", "binary":
	default:
		m.note("the transfer encoding %q is not known: the text is read as it is", enc)
	}
	return body
}

// decode reads a part's characters by the encoding that it states, or as toUTF8 finds out, with "\n" at line ends.
func (m *message) decode(label string, body []byte) string {
	var out []byte
	if enc, name := charset.Lookup(label); enc != nil && !strings.EqualFold(label, "us-ascii") {
		text, bad := decodeAs(name, body)
		if note := lost(bad, name); note != "" {
			m.note("%s", note)
		}
		out = text
	} else if text, note, err := toUTF8(body); err == nil {
		if note != "" {
			m.note("%s", note)
		}
		out = text
	} else if len(bytes.TrimSpace(body)) > 0 {
		m.note("a part of the message was left out: %v", err)
	}
	return lineEnds(string(out))
}
