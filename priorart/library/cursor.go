package library

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// cursor reads JSON (RFC 8259) once from left to right, without building what nobody asks for. Of the 145 MB of published
// references encoding/json decodes about 100 MB a second and would have to be run twice to find unknown fields; BenchmarkDecode
// compares the two. Strings are collected in out, one behind the other, so that all texts of a reference become one string.
type cursor struct {
	text []byte // UTF-8
	at   int
	out  []byte
}

// part is a string in cursor.out.
type part struct{ from, to int }

// maxDepth bounds lists in lists, which are read by recursion.
const maxDepth = 500

// syntaxError is text that is no JSON, or not of the kind asked for, at a place of it.
type syntaxError struct {
	at   int
	what string
}

func (e *syntaxError) Error() string { return e.what }

func (c *cursor) fail(format string, args ...any) error {
	return &syntaxError{min(c.at, len(c.text)), fmt.Sprintf(format, args...)}
}

// broken is what is said of JSON that ends too soon or has something else where what was expected.
func (c *cursor) broken(expected string) error {
	if c.at >= len(c.text) {
		return c.fail("no valid JSON: it breaks off: the file may be cut short")
	}
	r, _ := utf8.DecodeRune(c.text[c.at:])
	return c.fail("no valid JSON: %q stands where %s is expected: mend that line, or take it out", r, expected)
}

// peek skips white space and returns the next byte, 0 at the end.
func (c *cursor) peek() byte {
	for ; c.at < len(c.text); c.at++ {
		switch b := c.text[c.at]; b {
		case ' ', '\t', '\n', '\r':
		default:
			return b
		}
	}
	return 0
}

// object calls field with each name of the object that comes next; field has to read the value.
func (c *cursor) object(field func(name string) error) error {
	return c.list('{', '}', "an object", func() error {
		if c.peek() != '"' {
			return c.broken("a field's name in quotes")
		}
		from := len(c.out)
		name, err := c.str()
		if err != nil {
			return err
		}
		s := string(c.out[name.from:name.to])
		c.out = c.out[:from]
		if c.peek() != ':' {
			return c.broken(`":"`)
		}
		c.at++
		return field(s)
	})
}

// array calls item for each item of the array that comes next; item has to read it.
func (c *cursor) array(item func() error) error { return c.list('[', ']', "a list", item) }

func (c *cursor) list(begin, end byte, what string, item func() error) error {
	if b := c.peek(); b != begin {
		if b == '"' || b == '[' || b == '{' {
			return c.fail("%s is expected here", what)
		}
		return c.broken(what)
	}
	c.at++
	if c.peek() == end {
		c.at++
		return nil
	}
	for {
		if err := item(); err != nil {
			return err
		}
		switch c.peek() {
		case ',':
			c.at++
		case end:
			c.at++
			return nil
		default:
			return c.broken(fmt.Sprintf(`"," or "%c"`, end))
		}
	}
}

// str reads a string into out. Half of a surrogate pair becomes U+FFFD.
func (c *cursor) str() (part, error) {
	if c.peek() != '"' {
		return part{}, c.broken("a text in quotes")
	}
	c.at++
	from := len(c.out)
	for {
		rest := c.text[c.at:]
		n := plainRun(rest)
		c.out = append(c.out, rest[:n]...)
		c.at += n
		if c.at >= len(c.text) {
			return part{}, c.broken(`a closing quote`)
		}
		switch b := c.text[c.at]; b {
		case '"':
			c.at++
			return part{from, len(c.out)}, nil
		case '\\':
			if err := c.escape(); err != nil {
				return part{}, err
			}
		case '\n':
			return part{}, c.fail("no valid JSON: the line ends within a text: it is cut short, or a line end in a text is not written as \\n")
		default:
			return part{}, c.fail("no valid JSON: the control character %q stands in a text: write it as \\u%04x", rune(b), b)
		}
	}
}

// plainRun is how many bytes of a string mean themselves.
func plainRun(text []byte) int {
	// IndexByte is fast; a backslash or a control character in front of the quote is looked for in what it passed over.
	n := bytes.IndexByte(text, '"')
	if n < 0 {
		n = len(text)
	}
	if k := bytes.IndexByte(text[:n], '\\'); k >= 0 {
		n = k
	}
	for i, b := range text[:n] {
		if b < ' ' {
			return i
		}
	}
	return n
}

var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (c *cursor) escape() error {
	if c.at+1 >= len(c.text) {
		c.at = len(c.text)
		return c.broken("an escape")
	}
	kind := c.text[c.at+1]
	if b := escapes[kind]; b != 0 {
		c.out = append(c.out, b)
		c.at += 2
		return nil
	}
	if kind != 'u' {
		c.at++
		return c.broken("an escape such as \\n")
	}
	r, ok := c.hex(c.at)
	if !ok {
		return c.broken("four hexadecimal digits behind \\u")
	}
	c.at += 6
	if utf16.IsSurrogate(r) {
		if low, ok := c.hex(c.at); ok {
			if both := utf16.DecodeRune(r, low); both != utf8.RuneError {
				c.at += 6
				c.out = utf8.AppendRune(c.out, both)
				return nil
			}
		}
		r = utf8.RuneError
	}
	c.out = utf8.AppendRune(c.out, r)
	return nil
}

// hex reads \uXXXX at a place.
func (c *cursor) hex(at int) (rune, bool) {
	if at+6 > len(c.text) || c.text[at] != '\\' || c.text[at+1] != 'u' {
		return 0, false
	}
	var r rune
	for _, b := range c.text[at+2 : at+6] {
		switch {
		case b >= '0' && b <= '9':
			b -= '0'
		case b|0x20 >= 'a' && b|0x20 <= 'f':
			b = b | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(b)
	}
	return r, true
}

// scalar reads a text, a number as it is written, or nothing for null.
func (c *cursor) scalar() (part, error) {
	switch b := c.peek(); {
	case b == '"':
		return c.str()
	case b == 'n':
		return part{}, c.word("null")
	case b == '-' || b >= '0' && b <= '9':
		at, from := c.at, len(c.out)
		if err := c.number(); err != nil {
			return part{}, err
		}
		c.out = append(c.out, c.text[at:c.at]...)
		return part{from, len(c.out)}, nil
	case b == '{':
		return part{}, c.fail("an object stands where a text is expected")
	case b == '[':
		return part{}, c.fail("a list stands where a text is expected")
	case b == 't' || b == 'f':
		return part{}, c.fail("true or false stands where a text is expected")
	}
	return part{}, c.broken("a text in quotes")
}

func (c *cursor) word(word string) error {
	for i := range len(word) {
		if c.at >= len(c.text) || c.text[c.at] != word[i] {
			return c.broken("the word " + word)
		}
		c.at++
	}
	return nil
}

func (c *cursor) number() error {
	digits := func() bool {
		from := c.at
		for c.at < len(c.text) && c.text[c.at] >= '0' && c.text[c.at] <= '9' {
			c.at++
		}
		return c.at > from
	}
	is := func(chars string) bool {
		if c.at < len(c.text) && bytes.IndexByte([]byte(chars), c.text[c.at]) >= 0 {
			c.at++
			return true
		}
		return false
	}
	is("-")
	if !is("0") && !digits() {
		return c.broken("a digit")
	}
	if is(".") && !digits() {
		return c.broken("a digit")
	}
	if is("eE") {
		is("+-")
		if !digits() {
			return c.broken("a digit")
		}
	}
	return nil
}

// skip passes over any value.
func (c *cursor) skip(depth int) error {
	if depth > maxDepth {
		return c.fail("lists are nested more than %d deep", maxDepth)
	}
	from := len(c.out)
	defer func() { c.out = c.out[:from] }()
	switch b := c.peek(); {
	case b == '"':
		_, err := c.str()
		return err
	case b == '{':
		return c.object(func(string) error { return c.skip(depth + 1) })
	case b == '[':
		return c.array(func() error { return c.skip(depth + 1) })
	case b == 't':
		return c.word("true")
	case b == 'f':
		return c.word("false")
	case b == 'n':
		return c.word("null")
	case b == '-' || b >= '0' && b <= '9':
		return c.number()
	}
	return c.broken("a value")
}
