package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"claimchart/claims/lazyregexp"
)

// toUTF8 turns a text in any encoding that browsers read into valid UTF-8; line ends stay as they are. In order: what a byte
// order mark says; UTF-16 and UTF-32 without a mark; UTF-8; what an XML declaration or a meta element states; ISO-2022-JP by its
// escapes; the encoding in which the bytes make sense as words of its language; windows-1252. note says what was assumed
// where none of this is certain, and what was lost. Empty and binary files are errors.
func toUTF8(data []byte) (text []byte, note string, err error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, "", errors.New("the file is empty: get it again, or take it out")
	}
	if text, note, ok := wide(data); ok {
		return text, note, controls(text)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return nil, "", fmt.Errorf("binary file (a zero byte at offset %d), not text: give text or JSON", at)
	}
	if isISO2022JP(data) {
		if text, bad := decodeAs("iso-2022-jp", data); bad == 0 {
			return text, "no encoding is stated: read as ISO-2022-JP", controls(text)
		}
	}
	if err := controls(data); err != nil {
		return nil, "", err
	}
	if utf8.Valid(data) {
		return data, "", nil
	}
	if name := declaredCharset(data); name != "" {
		text, bad := decodeAs(name, data)
		return text, lost(bad, name), controls(text)
	}
	if bad := nearlyUTF8(data); bad > 0 {
		return bytes.ToValidUTF8(data, []byte("\uFFFD")), lost(bad, "UTF-8"), nil
	}
	name := guess(data)
	text, bad := decodeAs(name, data)
	note = fmt.Sprintf("no encoding is stated and it is not UTF-8: read as %s", name)
	if more := lost(bad, name); more != "" {
		note += "; " + more
	}
	return text, note, controls(text)
}

func lost(bad int, name string) string {
	if bad == 0 {
		return ""
	}
	if bad == 1 {
		return fmt.Sprintf("1 place that is no %s stands as \uFFFD", name)
	}
	return fmt.Sprintf("%d places that are no %s stand as \uFFFD", bad, name)
}

// controls tells binary data by its control characters.
func controls(data []byte) error {
	head := data[:min(len(data), 4096)]
	odd := 0
	for _, b := range head {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' || b == 0x7f {
			odd++
		}
	}
	if odd*50 > len(head) {
		return errors.New("binary file (control characters), not text: give text or JSON")
	}
	return nil
}

// decodeAs decodes data and counts the places that could not be decoded.
func decodeAs(name string, data []byte) (text []byte, bad int) {
	if strings.EqualFold(name, "utf-8") {
		return bytes.ToValidUTF8(data, []byte("\uFFFD")), invalidRuns(data)
	}
	enc, _ := charset.Lookup(name)
	if enc == nil {
		return bytes.ToValidUTF8(data, []byte("\uFFFD")), invalidRuns(data)
	}
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil { // the decoders of the web's encodings replace, they do not fail
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	return text, bytes.Count(text, []byte("\uFFFD"))
}

// invalidRuns counts the runs of bytes that are not UTF-8.
func invalidRuns(data []byte) int {
	runs, inRun := 0, false
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		bad := r == utf8.RuneError && n == 1
		if bad && !inRun {
			runs++
		}
		inRun = bad
		data = data[n:]
	}
	return runs
}

// nearlyUTF8 returns the number of places in data that are not UTF-8 where data is UTF-8 for the rest, as a text that was cut or
// joined from two; 0 where it is another encoding: there the characters that by chance are long ones of UTF-8 are fewer than the
// places that are none.
func nearlyUTF8(data []byte) int {
	long := 0
	for rest := data; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		if n > 1 && r != utf8.RuneError {
			long++
		}
		rest = rest[n:]
	}
	bad := invalidRuns(data)
	if long >= 3 && long >= 3*bad || long >= 1 && bad == 1 && !utf8.FullRune(data[lastStart(data):]) {
		return bad
	}
	return 0
}

// lastStart is where the last character of data starts.
func lastStart(data []byte) int {
	at := len(data) - 1
	for at > 0 && at > len(data)-utf8.UTFMax && !utf8.RuneStart(data[at]) {
		at--
	}
	return at
}

var (
	xmlEncoding  = lazyregexp.New(`^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)
	metaEncoding = lazyregexp.New(`(?i)<meta\s[^>]*charset\s*=`)
)

// declaredCharset returns the encoding that a text which begins as XML or HTML does states of itself, or "".
func declaredCharset(data []byte) string {
	head := data[:min(len(data), 1024)]
	if trimmed := bytes.TrimSpace(head); len(trimmed) == 0 || trimmed[0] != '<' {
		return ""
	}
	label := ""
	if m := xmlEncoding.FindSubmatch(head); m != nil {
		label = string(m[1])
	} else if metaEncoding.Match(head) {
		_, label, _ = charset.DetermineEncoding(head, "")
	}
	if _, name := charset.Lookup(label); name != "" && !strings.HasPrefix(name, "utf-16") { // that would have zero bytes
		return name
	}
	return ""
}

func isISO2022JP(data []byte) bool {
	return bytes.Contains(data, []byte("\x1b$B")) || bytes.Contains(data, []byte("\x1b$@"))
}

// wide reads UTF-16 and UTF-32: by their marks, and without a mark where the zero bytes stand as in such a text. It returns
// false where data is neither.
func wide(data []byte) (text []byte, note string, ok bool) {
	le, be := binary.ByteOrder(binary.LittleEndian), binary.ByteOrder(binary.BigEndian)
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}) && fitsUTF32(data, le):
		text, bad := fromUTF32(data[4:], le)
		return text, lost(bad, "UTF-32"), true
	case bytes.HasPrefix(data, []byte{0, 0, 0xfe, 0xff}) && fitsUTF32(data, be):
		text, bad := fromUTF32(data[4:], be)
		return text, lost(bad, "UTF-32"), true
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		text, bad := fromUTF16(data[2:], le)
		return text, lost(bad, "UTF-16"), true
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		text, bad := fromUTF16(data[2:], be)
		return text, lost(bad, "UTF-16"), true
	}
	if bytes.IndexByte(data[:min(len(data), 4096)], 0) < 0 {
		return nil, "", false
	}
	for _, order := range []binary.ByteOrder{le, be} {
		if fitsUTF32(data, order) {
			text, bad := fromUTF32(data, order)
			return text, join("no encoding is stated: read as UTF-32", lost(bad, "UTF-32")), true
		}
	}
	for _, order := range []binary.ByteOrder{le, be} {
		if fitsUTF16(data, order) {
			text, bad := fromUTF16(data, order)
			return text, join("no encoding is stated: read as UTF-16", lost(bad, "UTF-16")), true
		}
	}
	return nil, "", false
}

func join(note, more string) string {
	if more == "" {
		return note
	}
	return note + "; " + more
}

func fitsUTF32(data []byte, order binary.ByteOrder) bool {
	head := data[:min(len(data), 4096)]
	if len(head) < 8 || len(data)%4 != 0 {
		return false
	}
	for ; len(head) >= 4; head = head[4:] {
		if c := order.Uint32(head); c == 0 || !utf8.ValidRune(rune(c)) || c > unicode.MaxRune {
			return false
		}
	}
	return true
}

// fitsUTF16 tells whether the beginning of data reads as UTF-16 text: no zero character and no half pair, one in twenty
// characters at least ASCII, and of the others most from one block of 256 or from the scripts that have many characters, as in
// the words of one language. Two ASCII letters read as one character give characters from everywhere.
func fitsUTF16(data []byte, order binary.ByteOrder) bool {
	head := data[:min(len(data), 4096)&^1]
	if len(head) < 4 {
		return false
	}
	ascii, pairs, others, units := 0, 0, 0, 0
	blocks := [256]int{}
	for at := 0; at+2 <= len(head); at += 2 {
		c := order.Uint16(head[at:])
		units++
		switch {
		case c == 0 || c >= 0xfff0:
			return false
		case c < 0x80:
			if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
				return false
			}
			ascii++
		case utf16.IsSurrogate(rune(c)):
			if at+4 > len(head) {
				continue // the pair's other half is beyond the beginning
			}
			if utf16.DecodeRune(rune(c), rune(order.Uint16(head[at+2:]))) == unicode.ReplacementChar {
				return false
			}
			at += 2
		default:
			others++
			if isPrint(byte(c)) && isPrint(byte(c>>8)) {
				pairs++
			}
			blocks[c>>8]++
		}
	}
	most := 0
	for _, n := range blocks {
		most = max(most, n)
	}
	return ascii*20 >= units && (others == 0 || pairs*2 < others || most*2 > others)
}

func isPrint(b byte) bool { return b >= ' ' && b < 0x7f }

func fromUTF16(data []byte, order binary.ByteOrder) (text []byte, bad int) {
	text = make([]byte, 0, len(data))
	for len(data) >= 2 {
		r := rune(order.Uint16(data))
		data = data[2:]
		if utf16.IsSurrogate(r) {
			pair := rune(unicode.ReplacementChar)
			if len(data) >= 2 {
				pair = utf16.DecodeRune(r, rune(order.Uint16(data)))
			}
			if r = pair; pair == unicode.ReplacementChar {
				bad++
			} else {
				data = data[2:]
			}
		}
		text = utf8.AppendRune(text, r)
	}
	if len(data) > 0 {
		text, bad = append(text, "\uFFFD"...), bad+1
	}
	return text, bad
}

func fromUTF32(data []byte, order binary.ByteOrder) (text []byte, bad int) {
	text = make([]byte, 0, len(data)/2)
	for ; len(data) >= 4; data = data[4:] {
		r := rune(unicode.ReplacementChar)
		if c := order.Uint32(data); c <= unicode.MaxRune && utf8.ValidRune(rune(c)) {
			r = rune(c)
		} else {
			bad++
		}
		text = utf8.AppendRune(text, r)
	}
	return text, bad
}
