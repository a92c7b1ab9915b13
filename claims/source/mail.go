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
	"net/mail"
	"net/textproto"
	"slices"
	"strings"

	"golang.org/x/net/html/charset"

	"claimchart/claims"
)

// Bounds of what is read of one message: parts in parts, parts in all, and parts told of in notes.
const (
	maxMailDepth = 20
	maxMailParts = 2000
	maxMailNotes = 50
)

// mailHTML gives the text of an HTML part, which it gets as UTF-8; nil where no reader of HTML is there.
var mailHTML func(html []byte) (string, error)

// mailFields are header fields of which a message has at least two: RFC 5322 section 3.6, and what programs print on top of a
// message that is copied as text.
var mailFields = []string{
	"from", "to", "cc", "subject", "date", "sent", "message-id", "mime-version", "received", "return-path", "delivered-to",
	"reply-to", "sender", "content-type", "content-transfer-encoding", "in-reply-to", "references", "dkim-signature",
}

// mailTexts are the types of parts that are text for people.
var mailTexts = []string{"text/plain", "text/html", "text/markdown", "text/enriched"}

// isMail tells whether head is a message (.eml) or a file of messages (mbox): header fields up to an empty line, at least two of
// them a message's, one of these saying from whom, when or by which way it came.
func isMail(head []byte) bool {
	if bytes.HasPrefix(head, []byte("From ")) {
		line, rest, _ := bytes.Cut(head, []byte("\n"))
		if !postmark(line) {
			return false
		}
		head = rest
	}
	seen := map[string]bool{}
	for first := true; ; first = false {
		line, rest, found := bytes.Cut(head, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		if len(line) == 0 {
			break
		}
		if !found && len(head) < 1<<12 {
			return false // a header and nothing below it
		}
		if line[0] != ' ' && line[0] != '\t' || first {
			name, ok := fieldName(line)
			if !ok {
				return false
			}
			if slices.Contains(mailFields, name) {
				seen[name] = true
			}
		}
		head = rest
		if !found {
			break
		}
	}
	way := seen["from"] || seen["received"] || seen["return-path"] || seen["message-id"] || seen["mime-version"] || seen["date"] && seen["subject"]
	return way && len(seen) >= 2
}

// fieldName returns the name of a header field in small letters: RFC 5322 section 2.2, printable ASCII without a space.
func fieldName(line []byte) (string, bool) {
	at := bytes.IndexByte(line, ':')
	if at <= 0 || at > 76 {
		return "", false
	}
	for _, b := range line[:at] {
		if b <= ' ' || b >= 0x7f {
			return "", false
		}
	}
	return strings.ToLower(string(line[:at])), true
}

// postmark tells whether line is the line between the messages of an mbox file: "From ", a sender, and a date with its time and
// its year (RFC 4155 appendix A). "From the claims it follows" is none.
func postmark(line []byte) bool {
	if !bytes.HasPrefix(line, []byte("From ")) || len(line) > 1000 {
		return false
	}
	fields := bytes.Fields(line[5:])
	clock, year := false, false
	for i, f := range fields {
		if i == 0 {
			continue
		}
		if len(f) >= 5 && f[0] >= '0' && f[0] <= '9' && bytes.Count(f, []byte(":")) >= 1 && len(bytes.Trim(f, "0123456789:")) == 0 {
			clock = true
		}
		if len(f) == 4 && (f[0] == '1' || f[0] == '2') && len(bytes.Trim(f, "0123456789")) == 0 {
			year = true
		}
	}
	return clock && year && len(fields) >= 5
}

// nextMail returns the length of the first message in data, with the empty line behind it. Data that does not begin as an mbox
// file does is one message.
func nextMail(data []byte, eof bool) int {
	if bytes.HasPrefix(data, []byte("From ")) {
		for at := 0; ; {
			i := bytes.Index(data[at:], []byte("\nFrom "))
			if i < 0 {
				break
			}
			at += i + 1
			line, rest, found := bytes.Cut(data[at:], []byte("\n"))
			if !found {
				break
			}
			if !postmark(line) {
				continue
			}
			field, _, whole := bytes.Cut(rest[:min(len(rest), 256)], []byte("\n"))
			if !whole && len(field) < 256 && !eof {
				return 0
			}
			if _, ok := fieldName(field); ok {
				return at
			}
		}
	}
	if eof {
		return len(data)
	}
	return 0
}

// readMail reads a message, or all messages of an mbox file: a document a message, and one for each message attached to it. The
// text is the plain one, or else what mailHTML makes of the HTML one; quoted lines lose their marks; the subject is the title.
// Attachments are named in notes. RFC 5322, 2045-2047, 3676, 4155.
func readMail(name string, data []byte, _ Options) ([]*claims.Document, error) {
	var out []*claims.Document
	line := 1
	for len(data) > 0 {
		n := nextMail(data, true)
		m := message{name: name, line: line}
		docs, err := m.read(data[:n], 0)
		if err != nil {
			return nil, err
		}
		out = append(out, docs...)
		line += bytes.Count(data[:n], []byte("\n"))
		data = data[n:]
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s:1: no message: the file is empty", name)
	}
	return out, nil
}

// message is a message while it is read.
type message struct {
	name   string
	line   int
	parts  int
	texts  []string
	notes  []string
	nested []*claims.Document
}

func (m *message) note(format string, args ...any) {
	switch text := fmt.Sprintf(format, args...); {
	case slices.Contains(m.notes, text):
	case len(m.notes) < maxMailNotes:
		m.notes = append(m.notes, text)
	case len(m.notes) == maxMailNotes:
		m.notes = append(m.notes, "and more of this kind")
	}
}

func (m *message) read(data []byte, depth int) ([]*claims.Document, error) {
	skipped := 0
	for bytes.HasPrefix(data, []byte("From ")) || bytes.HasPrefix(data, []byte(">From ")) {
		line, _, _ := bytes.Cut(data, []byte("\n"))
		data = data[min(len(line)+1, len(data)):]
		skipped++
	}
	msg, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s:%d: the header of this message cannot be read (%s): save the message as text", m.name, m.line+skipped, strings.TrimPrefix(err.Error(), "malformed MIME "))
	}
	body, err := io.ReadAll(msg.Body)
	if err != nil {
		return nil, fmt.Errorf("%s:%d: the message breaks off: %w", m.name, m.line+skipped, err)
	}
	if skipped > 0 { // RFC 4155: what looks like a postmark in a text was marked as a quotation
		body = bytes.ReplaceAll(body, []byte("\n>From "), []byte("\nFrom "))
	}
	doc := &claims.Document{Name: m.name, Format: "mail", Title: claims.Fold(headerText(msg.Header.Get("Subject")))}
	if err := m.part(textproto.MIMEHeader(msg.Header), body, depth, true); err != nil {
		return nil, err
	}
	doc.Text = strings.Join(m.texts, "\n\n")
	doc.Notes = m.notes
	if strings.TrimSpace(doc.Text) == "" {
		if len(m.nested) > 0 {
			return m.nested, nil
		}
		doc.Notes = append(doc.Notes, "the message has no text of its own")
	}
	return append([]*claims.Document{doc}, m.nested...), nil
}

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
		if mailHTML == nil {
			m.note("the message has an HTML part alone, which is not read: save the message as text")
			return nil
		}
		out, err := mailHTML([]byte(plain))
		if err != nil {
			return fmt.Errorf("%s:%d: the HTML part of this message: %w", m.name, m.line, err)
		}
		m.texts = append(m.texts, strings.TrimSpace(out))
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
	out = bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n"))
	return string(bytes.ReplaceAll(out, []byte("\r"), []byte("\n")))
}
