package source

import (
	"bytes"
	"strconv"
)

// The kinds of PDF values (ISO 32000-1, 7.3) beside float64, bool and nil.
type (
	pdfName   string
	pdfString string // raw bytes
	pdfRef    int    // the number of an object; its generation is not looked at
	pdfArray  []any
	pdfDict   map[string]any
	pdfOp     string // an operator or another word
	pdfStream struct {
		dict pdfDict
		raw  []byte
	}
)

// maxPDFDepth bounds how deep arrays and dictionaries nest.
const maxPDFDepth = 64

// pdfLexer reads values one after the other; each call moves on by at least a byte or says that there is no more.
type pdfLexer struct {
	data []byte
	pos  int
}

func pdfSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func pdfDelim(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *pdfLexer) skipSpace() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case pdfSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// value returns the next value; false at the end of the data. "]" and ">>" without a beginning come as operators.
func (l *pdfLexer) value(depth int) (any, bool) {
	l.skipSpace()
	if l.pos >= len(l.data) {
		return nil, false
	}
	c := l.data[l.pos]
	switch c {
	case '/':
		l.pos++
		return pdfName(l.name()), true
	case '(':
		l.pos++
		return l.literal(), true
	case '[':
		l.pos++
		out := pdfArray{}
		if depth > maxPDFDepth {
			l.pos = len(l.data) // no document nests so deep: the rest is not looked at
		}
		for {
			v, ok := l.value(depth + 1)
			if !ok || v == pdfOp("]") {
				break
			}
			out = append(out, v)
		}
		return out, true
	case '<':
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == '<' {
			l.pos += 2
			return l.dict(depth), true
		}
		l.pos++
		return l.hex(), true
	case '>':
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == '>' {
			l.pos += 2
			return pdfOp(">>"), true
		}
		l.pos++
		return pdfOp(">"), true
	case ']', ')', '{', '}':
		l.pos++
		return pdfOp(string(c)), true
	}
	start := l.pos
	for l.pos < len(l.data) && !pdfSpace(l.data[l.pos]) && !pdfDelim(l.data[l.pos]) {
		l.pos++
	}
	word := string(l.data[start:l.pos])
	switch word {
	case "true", "false":
		return word == "true", true
	case "null":
		return nil, true
	}
	if c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9' {
		if n, err := strconv.ParseFloat(word, 64); err == nil && n > -1e12 && n < 1e12 {
			if c >= '0' && c <= '9' && n == float64(int(n)) {
				if at := l.reference(); at > 0 {
					l.pos = at
					return pdfRef(int(n)), true
				}
			}
			return n, true
		}
		return 0.0, true
	}
	return pdfOp(word), true
}

// reference tells where the rest of "12 0 R" ends, after its first number; 0 if no such rest follows.
func (l *pdfLexer) reference() int {
	at := l.pos
	skip := func(is func(byte) bool) bool {
		from := at
		for at < len(l.data) && at < from+16 && is(l.data[at]) {
			at++
		}
		return at > from
	}
	if skip(pdfSpace) && skip(func(c byte) bool { return c >= '0' && c <= '9' }) && skip(pdfSpace) &&
		at < len(l.data) && l.data[at] == 'R' && (at+1 == len(l.data) || pdfSpace(l.data[at+1]) || pdfDelim(l.data[at+1])) {
		return at + 1
	}
	return 0
}

func (l *pdfLexer) dict(depth int) pdfDict {
	out := pdfDict{}
	if depth > maxPDFDepth {
		l.pos = len(l.data)
	}
	for {
		k, ok := l.value(depth + 1)
		if !ok || k == pdfOp(">>") {
			break
		}
		key, is := k.(pdfName)
		if !is {
			continue // damaged: the next name is tried
		}
		v, ok := l.value(depth + 1)
		if !ok || v == pdfOp(">>") {
			break
		}
		out[string(key)] = v
	}
	return out
}

func (l *pdfLexer) name() string {
	var b []byte
	for l.pos < len(l.data) && !pdfSpace(l.data[l.pos]) && !pdfDelim(l.data[l.pos]) {
		c := l.data[l.pos]
		if c == '#' && l.pos+2 < len(l.data) {
			if n, err := strconv.ParseUint(string(l.data[l.pos+1:l.pos+3]), 16, 8); err == nil {
				b = append(b, byte(n))
				l.pos += 3
				continue
			}
		}
		b = append(b, c)
		l.pos++
	}
	return string(b)
}

func (l *pdfLexer) hex() pdfString {
	var b []byte
	half, have := byte(0), false
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		var d byte
		switch {
		case c >= '0' && c <= '9':
			d = c - '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			d = c | 0x20 - 'a' + 10
		default:
			continue
		}
		if have {
			b = append(b, half<<4|d)
		}
		half, have = d, !have
	}
	if have {
		b = append(b, half<<4)
	}
	return pdfString(b)
}

func (l *pdfLexer) literal() pdfString {
	var b []byte
	depth := 1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return pdfString(b)
			}
		case '\\':
			if l.pos >= len(l.data) {
				return pdfString(b)
			}
			c = l.data[l.pos]
			l.pos++
			switch c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '\r':
				if l.pos < len(l.data) && l.data[l.pos] == '\n' {
					l.pos++
				}
				continue
			case '\n':
				continue
			case '0', '1', '2', '3', '4', '5', '6', '7':
				n := int(c - '0')
				for i := 0; i < 2 && l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '7'; i++ {
					n = n*8 + int(l.data[l.pos]-'0')
					l.pos++
				}
				c = byte(n)
			}
		}
		b = append(b, c)
	}
	return pdfString(b)
}
