package source

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"io"
	"slices"
)

// unpack returns the bytes of a stream. What is damaged gives what could be read of it, and an error.
func (f *pdfFile) unpack(s pdfStream) ([]byte, error) {
	filters := pdfArray{s.dict["Filter"]}
	if a := f.array(s.dict["Filter"]); a != nil {
		filters = a
	}
	params := pdfArray{s.dict["DecodeParms"]}
	if a := f.array(s.dict["DecodeParms"]); a != nil {
		params = a
	}
	if len(filters) > 4 {
		return nil, errPDFBomb
	}
	out := s.raw
	for i, filter := range filters {
		var r io.Reader
		var err error
		switch name := f.name(filter); name {
		case "":
			continue
		case "FlateDecode", "Fl":
			if r, err = zlib.NewReader(bytes.NewReader(out)); err != nil {
				f.damaged++
				return nil, err
			}
		case "ASCII85Decode", "A85":
			if end := bytes.Index(out, []byte("~>")); end >= 0 {
				out = out[:end]
			}
			r = ascii85.NewDecoder(bytes.NewReader(out))
		case "ASCIIHexDecode", "AHx":
			l := pdfLexer{out, 0}
			r = bytes.NewReader([]byte(l.hex()))
		case "LZWDecode", "LZW":
			early := 1
			if i < len(params) {
				if n, is := f.resolve(f.dict(params[i])["EarlyChange"]).(float64); is {
					early = int(n)
				}
			}
			r = bytes.NewReader(unLZW(out, early))
		default:
			return nil, errors.New("filter " + name + " holds no text")
		}
		limit := min(maxPDFStream, f.most-f.unpacked)
		all, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
		if len(all) > limit {
			return nil, errPDFBomb
		}
		f.unpacked += len(all) + 4096 // unpacking costs something even where it gives little
		if err != nil {
			f.damaged++
			if len(all) == 0 {
				return nil, err
			}
		}
		out = all
		if i < len(params) {
			out = f.unpredict(out, f.dict(params[i]))
		}
	}
	return out, nil
}

// unpredict undoes the predictors of PNG (ISO 32000-1, 7.4.4.4), which tables of objects are packed with.
func (f *pdfFile) unpredict(data []byte, p pdfDict) []byte {
	if f.number(p["Predictor"]) < 10 {
		return data
	}
	get := func(key string, or, most int) int {
		if n := int(f.number(p[key])); n > 0 && n <= most {
			return n
		}
		return or
	}
	bpp := max(1, get("Colors", 1, 32)*get("BitsPerComponent", 8, 16)/8)
	width := (get("Columns", 1, 1<<16)*get("Colors", 1, 32)*get("BitsPerComponent", 8, 16) + 7) / 8
	var out []byte
	before := make([]byte, width)
	for len(data) > 1 {
		kind, row := data[0], slices.Clone(data[1:min(len(data), width+1)])
		data = data[1+len(row):]
		for i := range row {
			var left, up, corner int
			up = int(before[i])
			if i >= bpp {
				left, corner = int(row[i-bpp]), int(before[i-bpp])
			}
			switch kind {
			case 1:
				row[i] += byte(left)
			case 2:
				row[i] += byte(up)
			case 3:
				row[i] += byte((left + up) / 2)
			case 4:
				p := left + up - corner
				pa, pb, pc := abs(p-left), abs(p-up), abs(p-corner)
				switch {
				case pa <= pb && pa <= pc:
					row[i] += byte(left)
				case pb <= pc:
					row[i] += byte(up)
				default:
					row[i] += byte(corner)
				}
			}
		}
		out = append(out, row...)
		copy(before, row)
	}
	return out
}

func abs(n int) int { return max(n, -n) }

// unLZW unpacks LZW as PDF has it: codes of 9 to 12 bits, 256 clears the table, 257 ends (ISO 32000-1, 7.4.4).
func unLZW(data []byte, early int) []byte {
	type entry struct {
		prefix int
		last   byte
		length int
	}
	table := make([]entry, 258, 4096)
	for i := range 256 {
		table[i] = entry{-1, byte(i), 1}
	}
	var out []byte
	bits, n, width, previous := 0, 0, 9, -1
	for _, b := range data {
		bits, n = bits<<8|int(b), n+8
		if n < width {
			continue
		}
		n -= width
		code := bits >> n
		bits &= 1<<n - 1
		switch {
		case code == 257 || code > len(table) || len(out) > maxPDFStream:
			return out
		case code == 256:
			table, width, previous = table[:258], 9, -1
			continue
		}
		if previous >= 0 && len(table) < 4096 {
			first := code
			if code == len(table) {
				first = previous
			}
			for table[first].prefix >= 0 {
				first = table[first].prefix
			}
			table = append(table, entry{previous, table[first].last, table[previous].length + 1})
		}
		if code >= len(table) {
			return out
		}
		at := len(out)
		out = append(out, make([]byte, table[code].length)...)
		for c, i := code, at+table[code].length-1; c >= 0 && i >= at; c, i = table[c].prefix, i-1 {
			out[i] = table[c].last
		}
		previous = code
		for width < 12 && len(table)+early >= 1<<width {
			width++
		}
	}
	return out
}
