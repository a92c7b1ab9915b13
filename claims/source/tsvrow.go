package source

import (
	"bytes"
	"fmt"
	"slices"
)

// maxLooseQuote bounds how far the end of a quoted field is looked for in a table whose header has no quotes: there a quote at
// the start of a field may be the claim's own.
const maxLooseQuote = 1 << 16

// row cuts the first row of data into its fields. n is its length with the line's end; whole is false where data ends before
// the row does. An empty line is a row without fields. eof says that no more data follows.
func (t *claimTable) row(data []byte, eof bool) (fields [][]byte, n int, whole bool) {
	at, lineEnd := 0, -1
	for {
		if at < len(data) && data[at] == '"' {
			field, n := t.quotedField(data[at:], eof)
			switch {
			case n < 0:
				return append(fields, data[at+1:]), len(data), false
			case n > 0:
				fields = append(fields, field)
				at += n
				if at >= len(data) {
					return fields, at, false
				}
				at++
				if data[at-1] == '\n' {
					return fields, at, true
				}
				continue
			}
		}
		if lineEnd < at {
			if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
				lineEnd = at + i
			} else {
				lineEnd = len(data)
			}
		}
		if i := bytes.IndexByte(data[at:lineEnd], t.sep); i >= 0 {
			fields = append(fields, data[at:at+i])
			at += i + 1
			continue
		}
		fields = append(fields, bytes.TrimSuffix(data[at:lineEnd], []byte("\r")))
		if lineEnd == len(data) {
			return fields, lineEnd, false
		}
		if len(fields) == 1 && len(bytes.TrimSpace(fields[0])) == 0 {
			fields = nil
		}
		return fields, lineEnd + 1, true
	}
}

// quotedField reads the field in quotes at the start of data: its text, with "" for a quote in it, and its length with the
// quotes. A quote that no separator and no line's end follows belongs to the text. The length is 0 where the quote at the start
// is the text's own, and -1 where data ends before the field does.
func (t *claimTable) quotedField(data []byte, eof bool) (field []byte, n int) {
	limit := len(data)
	if !t.quoted {
		limit = min(limit, maxLooseQuote)
	}
	doubled := false
	for at := 1; at < limit; {
		i := bytes.IndexByte(data[at:limit], '"')
		if i < 0 {
			break
		}
		at += i + 1
		rest := data[at:]
		switch {
		case len(rest) == 0 || rest[0] == t.sep || rest[0] == '\n' || rest[0] == '\r' && (len(rest) == 1 || rest[1] == '\n'):
			field, n = data[1:at-1], at
			if doubled {
				field = bytes.ReplaceAll(field, []byte(`""`), []byte(`"`))
			}
			if len(rest) > 0 && rest[0] == '\r' {
				n++
			}
			return field, n
		case rest[0] == '"':
			doubled = true
			at++
		case !t.quoted:
			return nil, 0 // "Smart" lamp: the claim's own quotes
		}
	}
	if t.quoted || !eof && limit == len(data) {
		return nil, -1
	}
	return nil, 0
}

// fit brings a row to the header's columns: a separator too many is in the claim's text, the one column of free words.
func (t *claimTable) fit(fields [][]byte) (out [][]byte, note string) {
	more := len(fields) - t.columns
	switch {
	case more > 0:
		out = slices.Clone(fields[:t.text])
		out = append(out, bytes.Join(fields[t.text:t.text+more+1], []byte{t.sep}))
		return append(out, fields[t.text+more+1:]...), fmt.Sprintf("has %d columns more than the header: taken as part of the claim's text", more)
	case more < 0:
		return fields, fmt.Sprintf("has %d of %d columns", len(fields), t.columns)
	}
	return fields, ""
}
