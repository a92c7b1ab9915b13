package source

import (
	"bytes"
	"fmt"
	"io"
	"net/mail"
	"net/textproto"
	"slices"
	"strings"

	"claimchart/claims"
)

// Bounds of what is read of one message: parts in parts, parts in all, and parts told of in notes.
const (
	maxMailDepth = 20
	maxMailParts = 2000
	maxMailNotes = 50
)

// mailFields are header fields of which a message has at least two: RFC 5322 section 3.6, and what programs print on top of a
// message that is copied as text.
var mailFields = []string{
	"from", "to", "cc", "subject", "date", "sent", "message-id", "mime-version", "received", "return-path", "delivered-to",
	"reply-to", "sender", "content-type", "content-transfer-encoding", "in-reply-to", "references", "dkim-signature",
}

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
