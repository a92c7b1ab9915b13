package source

import (
	"bytes"
	"fmt"
)

// A scanner cuts XML into tokens without copying it. It checks no DTD, resolves no entity and reads no other file. What it gives
// is balanced: an end tag that closes an outer element closes the inner ones first, one that closes nothing is left out, and at
// the end of data everything that is open is closed. The first such fault is kept for the reader to report.
type scanner struct {
	data  []byte
	pos   int      // where the next token begins
	stack [][]byte // the names of the open elements

	name  []byte // of the element or processing instruction
	attrs []byte // what follows the name in a start tag
	raw   []byte // text as it stands in the file, references and all
	cdata bool   // raw is to be taken as it is
	at    int    // where the token begins

	closing int    // how many elements are still to be closed before going on
	fault   string // what was first found to be wrong, or empty
	faultAt int
}

// token is a kind of token. An element without content is a startTag and an endTag.
type token int

const (
	endOfData token = iota
	startTag
	endTag
	characters
	instruction // a processing instruction; comments and declarations are left out
)

// maxDepth bounds the nesting of elements. Patents nest some 20 deep, formulas some 40.
const maxDepth = 512

// next gives the next token; its parts stand in the scanner's fields until the next call.
func (s *scanner) next() token {
	for {
		if s.closing > 0 {
			s.closing--
			return s.pop()
		}
		s.at = s.pos
		if s.pos >= len(s.data) {
			if len(s.stack) == 0 {
				return endOfData
			}
			s.complain(s.pos, "it breaks off inside <%s>", clipped(s.stack[len(s.stack)-1]))
			s.closing = len(s.stack)
			continue
		}
		rest := s.data[s.pos:]
		if rest[0] != '<' || len(rest) > 1 && !opensTag(rest[1]) {
			if rest[0] == '<' {
				s.complain(s.pos, "a \"<\" that opens no tag")
			}
			end := bytes.IndexByte(rest[1:], '<') + 1
			if end == 0 {
				end = len(rest)
			}
			s.raw, s.cdata = rest[:end], false
			s.pos += end
			return characters
		}
		switch {
		case len(rest) == 1:
			s.broken("it breaks off in a tag")
		case rest[1] == '/':
			end := bytes.IndexByte(rest, '>')
			if end < 0 {
				s.broken("it breaks off in a tag")
				continue
			}
			s.pos += end + 1
			s.close(bytes.TrimRight(rest[2:end], " \t\r\n"))
		case rest[1] == '?':
			end := bytes.Index(rest, []byte("?>"))
			if end < 2 {
				s.broken("it breaks off in a processing instruction")
				continue
			}
			s.pos += end + 2
			s.name, s.attrs = cutName(rest[2:end])
			return instruction
		case rest[1] == '!':
			if s.declaration(rest) {
				return characters
			}
		default:
			return s.open(rest)
		}
	}
}

func opensTag(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '/' || c == '?' || c == '!' || c == '_' || c == ':' || c >= 0x80
}

// broken ends the data here.
func (s *scanner) broken(why string) {
	s.complain(s.pos, "%s", why)
	s.pos = len(s.data)
}

func (s *scanner) complain(at int, format string, args ...any) {
	if s.fault == "" {
		s.fault, s.faultAt = fmt.Sprintf(format, args...), at
	}
}

// open reads a start tag.
func (s *scanner) open(rest []byte) token {
	end := tagEnd(rest)
	if end < 0 {
		s.broken("it breaks off in a tag")
		return s.next() // once: the data is at its end
	}
	s.pos += end + 1
	tag := rest[1:end]
	empty := len(tag) > 0 && tag[len(tag)-1] == '/'
	if empty {
		tag = tag[:len(tag)-1]
	}
	s.name, s.attrs = cutName(tag)
	if len(s.stack) >= maxDepth {
		s.broken(fmt.Sprintf("elements nest more than %d deep", maxDepth))
		return s.next()
	}
	s.stack = append(s.stack, s.name)
	if empty {
		s.closing = 1
	}
	return startTag
}

// tagEnd is where the ">" of the start tag at the beginning of rest stands, outside quotation marks, or -1.
func tagEnd(rest []byte) int {
	end := bytes.IndexByte(rest, '>')
	if end < 0 || bytes.IndexByte(rest[:end], '"') < 0 && bytes.IndexByte(rest[:end], '\'') < 0 {
		return end
	}
	for i := 1; i < len(rest); i++ {
		switch c := rest[i]; c {
		case '>':
			return i
		case '"', '\'':
			quoted := bytes.IndexByte(rest[i+1:], c)
			if quoted < 0 {
				return end // a quotation mark too many: the tag ends where it seems to
			}
			i += quoted + 1
		}
	}
	return -1
}

func (s *scanner) close(name []byte) {
	for i := len(s.stack) - 1; i >= 0; i-- {
		if bytes.Equal(s.stack[i], name) {
			if s.closing = len(s.stack) - i; s.closing > 1 {
				s.complain(s.at, "</%s> stands where <%s> is still open", clipped(name), clipped(s.stack[len(s.stack)-1]))
			}
			return
		}
	}
	s.complain(s.at, "</%s> closes nothing", clipped(name))
}

func (s *scanner) pop() token {
	last := len(s.stack) - 1
	s.name, s.attrs = s.stack[last], nil
	s.stack = s.stack[:last]
	return endTag
}

// declaration passes a comment or a DOCTYPE with all that it declares, and reads a CDATA section, which it reports as text.
func (s *scanner) declaration(rest []byte) bool {
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		end := bytes.Index(rest[4:], []byte("-->"))
		if end < 0 {
			s.broken("it breaks off in a comment")
			return false
		}
		s.pos += 4 + end + 3
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		end := bytes.Index(rest, []byte("]]>"))
		if end < 0 {
			s.broken("it breaks off in a CDATA section")
			return false
		}
		s.raw, s.cdata = rest[9:end], true
		s.pos += end + 3
		return true
	default:
		end := doctypeEnd(rest)
		if end < 0 {
			s.broken("it breaks off in a declaration")
			return false
		}
		s.pos += end
	}
	return false
}

// doctypeEnd is where the declaration at the beginning of rest ends, with its internal subset, or -1.
func doctypeEnd(rest []byte) int {
	depth := 0
	for i := 2; i < len(rest); i++ {
		switch c := rest[i]; c {
		case '"', '\'':
			quoted := bytes.IndexByte(rest[i+1:], c)
			if quoted < 0 {
				return -1
			}
			i += quoted + 1
		case '[':
			depth++
		case ']':
			depth--
		case '<':
			if bytes.HasPrefix(rest[i:], []byte("<!--")) {
				end := bytes.Index(rest[i:], []byte("-->"))
				if end < 0 {
					return -1
				}
				i += end + 2
				continue
			}
			depth++
		case '>':
			if depth <= 0 {
				return i + 1
			}
			depth--
		}
	}
	return -1
}

// cutName cuts a tag into its name and what follows.
func cutName(tag []byte) (name, rest []byte) {
	end := 0
	for end < len(tag) && tag[end] > ' ' {
		end++
	}
	return tag[:end], tag[end:]
}

// local is a name without the prefix of its namespace: "mml:mi" is "mi".
func local(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

// attr is the value of an attribute of a start tag, references as they stand, or nil.
func attr(attrs []byte, name string) []byte {
	for len(attrs) > 0 {
		key, rest, more := bytes.Cut(attrs, []byte("="))
		if !more {
			return nil
		}
		key, rest = bytes.TrimSpace(key), bytes.TrimLeft(rest, " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return rest[1 : end+1]
		}
		attrs = rest[end+2:]
	}
	return nil
}

// clipped is a name for a message.
func clipped(name []byte) []byte { return bytes.ToValidUTF8(name[:min(len(name), 40)], []byte("?")) }
