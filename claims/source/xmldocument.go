package source

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// rootName is the name of the first element of an XML document, or nil where head is no XML or breaks off before it.
func rootName(head []byte) []byte {
	name, _ := root(head)
	return name
}

// root finds the first element of an XML document: its name and where it begins; nil where none begins in data, or where something
// else than XML stands before it.
func root(data []byte) (name []byte, at int) {
	pos := 0
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		pos = 3
	}
	for {
		for pos < len(data) && (data[pos] == ' ' || data[pos] == '\n' || data[pos] == '\r' || data[pos] == '\t') {
			pos++
		}
		rest := data[pos:]
		if len(rest) < 2 || rest[0] != '<' || !opensTag(rest[1]) || rest[1] == '/' {
			return nil, 0
		}
		end := 0
		switch {
		case rest[1] == '?':
			if end = bytes.Index(rest, []byte("?>")) + 2; end < 2 {
				return nil, 0
			}
		case bytes.HasPrefix(rest, []byte("<!--")):
			if end = bytes.Index(rest[4:], []byte("-->")) + 7; end < 7 {
				return nil, 0
			}
		case rest[1] == '!':
			if end = doctypeEnd(rest); end < 0 {
				return nil, 0
			}
		default:
			for end = 1; end < len(rest) && rest[end] > ' ' && rest[end] != '>' && rest[end] != '/'; end++ {
			}
			if end == len(rest) {
				return nil, 0
			}
			return rest[1:end], pos
		}
		pos += end
	}
}

// nextXML is the length of the first document in data, XML documents joined in one file, with what stands between it and the next;
// 0 where its end is not in data yet. A document ends where the next begins, with an XML declaration or a DOCTYPE behind its own
// root; one that has no declaration itself ends behind its root's end tag. A sequence listing, which the USPTO puts behind its
// patent as a document of its own, belongs to the patent.
func nextXML(data []byte, eof bool) int {
	end := oneXML(data, eof)
	for end > 0 && end < len(data) {
		name, _ := root(data[end:])
		if name == nil && !eof && len(data)-end < maxProlog {
			return 0 // what comes next is not in data yet
		}
		if string(name) != "sequence-cwu" {
			break
		}
		more := oneXML(data[end:], eof)
		if more == 0 {
			return 0
		}
		end += more
	}
	return end
}

// maxProlog bounds what is waited for between the beginning of a document and its root.
const maxProlog = 64 << 10

// oneXML is nextXML without what belongs to the document.
func oneXML(data []byte, eof bool) int {
	name, at := root(data)
	if name == nil {
		if eof {
			return len(data)
		}
		return 0
	}
	end := nextDeclaration(data, at)
	if !bytes.HasPrefix(bytes.TrimLeft(data[:min(len(data), 64)], "\xef\xbb\xbf \t\r\n"), []byte("<?xml")) {
		upTo := data[at:]
		if end > 0 {
			upTo = data[at:end]
		}
		if after := at + behindEndTag(upTo, name); after > at {
			for after < len(data) && data[after] <= ' ' {
				after++
			}
			if after < len(data) || eof {
				return after
			}
		}
	}
	if end == 0 && eof {
		return len(data)
	}
	return end
}

// behindEndTag is where the first end tag of the name ends, or 0.
func behindEndTag(data, name []byte) int {
	if i := bytes.Index(data, append([]byte("</"), name...)); i >= 0 {
		if end := bytes.IndexByte(data[i:], '>'); end >= 0 {
			return i + end + 1
		}
	}
	return 0
}

// nextDeclaration is where the first XML declaration or DOCTYPE behind from begins, or 0. Both have a rare character second, and
// looking for that is several times faster than looking for "<".
func nextDeclaration(data []byte, from int) int {
	end := 0
	for i := from + 1; i < len(data); i++ {
		j := bytes.IndexByte(data[i:], '?')
		if j < 0 {
			break
		}
		if i += j; data[i-1] == '<' && bytes.HasPrefix(data[i:], []byte("?xml ")) && betweenDocuments(data[from:i-1]) {
			end = i - 1
			data = data[:i]
			break
		}
	}
	for i := from + 1; i < len(data); i++ {
		j := bytes.IndexByte(data[i:], '!')
		if j < 0 {
			break
		}
		if i += j; data[i-1] == '<' && bytes.HasPrefix(data[i:], []byte("!DOCTYPE")) && betweenDocuments(data[from:i-1]) {
			return i - 1
		}
	}
	return end
}

// betweenDocuments tells whether the next document may begin behind before: a tag ends there, but for white space.
func betweenDocuments(before []byte) bool {
	i := len(before)
	for i > 0 && before[i-1] <= ' ' {
		i--
	}
	return i > 0 && before[i-1] == '>'
}

// asUTF8 gives an XML document's bytes in UTF-8, by its byte order mark or the encoding that it declares, without the mark. Bytes
// that are not in that encoding are left to whoever takes text out of it.
func asUTF8(data []byte) ([]byte, error) {
	label := byOrderMark(data)
	if label == "" {
		data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
		head := bytes.TrimLeft(data[:min(len(data), 512)], " \t\r\n")
		if end := bytes.Index(head, []byte("?>")); end > 0 && bytes.HasPrefix(head, []byte("<?xml")) {
			label = string(attr(head[5:end], "encoding"))
		}
	}
	switch lower := string(bytes.ToLower([]byte(label))); {
	case lower == "", lower == "utf-8", lower == "utf8", lower == "us-ascii", lower == "ascii":
		return data, nil
	case byOrderMark(data) == "" && (strings.HasPrefix(lower, "utf-16") || strings.HasPrefix(lower, "utf-32")):
		return data, nil // it was, until the file's bytes were turned into UTF-8: "<?xml" stands there in single bytes
	}
	r, err := charset.NewReaderLabel(label, bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("it is said to be in the encoding %q, which is not known: save it as UTF-8", label)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("cannot be read as %s: %w", label, err)
	}
	return bytes.TrimPrefix(out, []byte("\xef\xbb\xbf")), nil
}
