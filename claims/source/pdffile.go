package source

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"io"
	"slices"
)

// pdfFile is a PDF taken apart.
//
// Objects are found where they stand in the file, not through its table of cross-references: a damaged table then does no harm, and
// neither does one made to send a reader round in circles. A later definition of an object replaces an earlier one.
type pdfFile struct {
	data     []byte
	objects  map[int]any
	root     any
	secret   bool // encrypted
	cut      bool // the last stream has no end
	unpacked int
	most     int // bytes that all streams together may unpack to
	damaged  int // streams that could not be unpacked to their end
	notes    []string
}

const (
	maxPDFUnpacked = 512 << 20 // bytes that all streams together may unpack to, in the largest files
	maxPDFStream   = 64 << 20  // bytes that one may
	maxPDFObjects  = 4 << 20
	maxPDFPages    = 20000
)

var errPDFBomb = errors.New("its streams unpack to more than any document of its kind: the file is made to harm, or damaged")

// openPDF finds the objects of a file.
func openPDF(data []byte) (*pdfFile, error) {
	f := &pdfFile{data: data, objects: map[int]any{}, most: min(maxPDFUnpacked, 32<<20+200*len(data))}
	at := 0
	for {
		i := bytes.Index(data[at:], []byte("obj"))
		if i < 0 {
			break
		}
		i += at
		at = i + 3
		num, ok := objectNumber(data, i)
		if !ok {
			continue
		}
		l := pdfLexer{data, at}
		v, _ := l.value(0)
		at = max(at, min(l.pos, len(data)))
		if d, is := v.(pdfDict); is {
			l.skipSpace()
			if bytes.HasPrefix(data[l.pos:], []byte("stream")) {
				var s pdfStream
				s, at = f.stream(d, l.pos+len("stream"))
				v = s
				if err := f.special(s); err != nil {
					return nil, err
				}
			}
		}
		f.objects[num] = v
		if len(f.objects) > maxPDFObjects {
			return nil, errPDFBomb
		}
	}
	for at = 0; ; {
		i := bytes.Index(data[at:], []byte("trailer"))
		if i < 0 {
			break
		}
		at += i + len("trailer")
		l := pdfLexer{data, at}
		if v, _ := l.value(0); v != nil {
			if d, is := v.(pdfDict); is {
				f.trailer(d)
			}
		}
	}
	return f, nil
}

// objectNumber reads "12 0 " before the word at i.
func objectNumber(data []byte, i int) (int, bool) {
	at := i
	number := func() (int, bool) {
		for at > 0 && pdfSpace(data[at-1]) && i-at < 32 {
			at--
		}
		n, scale, from := 0, 1, at
		for at > 0 && data[at-1] >= '0' && data[at-1] <= '9' && from-at < 9 {
			at--
			n += int(data[at]-'0') * scale
			scale *= 10
		}
		return n, at < from
	}
	if _, ok := number(); !ok || at == 0 || !pdfSpace(data[at-1]) {
		return 0, false
	}
	return number()
}

// stream returns the stream whose bytes begin after the word at from, and where it ends.
func (f *pdfFile) stream(d pdfDict, from int) (pdfStream, int) {
	if from < len(f.data) && f.data[from] == '\r' {
		from++
	}
	if from < len(f.data) && f.data[from] == '\n' {
		from++
	}
	from = min(from, len(f.data))
	if n, ok := f.resolve(d["Length"]).(float64); ok && n >= 0 && int(n) <= len(f.data)-from {
		end := from + int(n)
		if bytes.HasPrefix(bytes.TrimLeft(f.data[end:min(len(f.data), end+32)], "\r\n "), []byte("endstream")) {
			return pdfStream{d, f.data[from:end]}, end
		}
	}
	end := bytes.Index(f.data[from:], []byte("endstream"))
	if end < 0 {
		f.cut = true
		return pdfStream{d, f.data[from:]}, len(f.data)
	}
	return pdfStream{d, bytes.TrimSuffix(bytes.TrimSuffix(f.data[from:from+end], []byte("\n")), []byte("\r"))}, from + end
}

func (f *pdfFile) trailer(d pdfDict) {
	if d["Root"] != nil {
		f.root = d["Root"]
	}
	if d["Encrypt"] != nil {
		f.secret = true
	}
}

// special looks into a stream that holds objects or stands for the file's trailer.
func (f *pdfFile) special(s pdfStream) error {
	switch s.dict["Type"] {
	case pdfName("XRef"):
		f.trailer(s.dict)
	case pdfName("ObjStm"):
		if f.secret {
			return nil
		}
		text, err := f.unpack(s)
		if errors.Is(err, errPDFBomb) {
			return err
		}
		first, _ := f.resolve(s.dict["First"]).(float64)
		n, _ := f.resolve(s.dict["N"]).(float64)
		head := pdfLexer{text[:min(max(int(first), 0), len(text))], 0}
		for range int(min(n, maxPDFObjects)) {
			num, ok1 := head.value(0)
			off, ok2 := head.value(0)
			id, is1 := num.(float64)
			at, is2 := off.(float64)
			if !ok1 || !ok2 || !is1 || !is2 {
				break
			}
			from := int(first) + int(at)
			if from < 0 || from >= len(text) {
				continue
			}
			l := pdfLexer{text, from}
			v, _ := l.value(0)
			f.objects[int(id)] = v
			// Each value is read once, so that overlapping offsets cannot multiply the work.
			if f.unpacked += l.pos - from; f.unpacked > f.most {
				return errPDFBomb
			}
		}
	}
	return nil
}

// resolve follows references, at most eight.
func (f *pdfFile) resolve(v any) any {
	for range 8 {
		ref, is := v.(pdfRef)
		if !is {
			return v
		}
		v = f.objects[int(ref)]
	}
	return nil
}

func (f *pdfFile) dict(v any) pdfDict {
	switch v := f.resolve(v).(type) {
	case pdfDict:
		return v
	case pdfStream:
		return v.dict
	}
	return nil
}

func (f *pdfFile) array(v any) pdfArray {
	a, _ := f.resolve(v).(pdfArray)
	return a
}

func (f *pdfFile) number(v any) float64 {
	n, _ := f.resolve(v).(float64)
	return n
}

func (f *pdfFile) name(v any) string {
	n, _ := f.resolve(v).(pdfName)
	return string(n)
}

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

// pdfPage is a page with what it takes over from the tree above it.
type pdfPage struct {
	dict      pdfDict
	resources pdfDict
	box       [4]float64
	rotate    int
}

// pages returns the pages in order. Where the tree of pages is broken, all pages that the file has, in order of their numbers.
func (f *pdfFile) pages() []pdfPage {
	if f.dict(f.root) == nil {
		for _, num := range f.numbers() {
			if d := f.dict(pdfRef(num)); d["Type"] == pdfName("Catalog") {
				f.root = pdfRef(num)
			}
		}
	}
	var out []pdfPage
	seen, nodes := map[int]bool{}, 0
	var walk func(v any, above pdfPage, depth int)
	walk = func(v any, above pdfPage, depth int) {
		if ref, is := v.(pdfRef); is {
			if seen[int(ref)] {
				return
			}
			seen[int(ref)] = true
		}
		d := f.dict(v)
		if nodes++; d == nil || depth > maxPDFDepth || nodes > 2*maxPDFPages {
			return
		}
		p := f.page(d, above)
		if kids := f.array(d["Kids"]); kids != nil {
			for _, k := range kids {
				walk(k, p, depth+1)
			}
			return
		}
		out = append(out, p)
	}
	walk(f.dict(f.root)["Pages"], pdfPage{box: [4]float64{0, 0, 612, 792}}, 0)
	if len(out) == 0 {
		for _, num := range f.numbers() {
			if d := f.dict(pdfRef(num)); d["Type"] == pdfName("Page") && len(out) < maxPDFPages {
				out = append(out, f.page(d, pdfPage{box: [4]float64{0, 0, 612, 792}}))
			}
		}
		if len(out) > 0 {
			f.notes = append(f.notes, "the list of pages is damaged: pages were taken in the order of their numbers in the file")
		}
	}
	return out
}

func (f *pdfFile) page(d pdfDict, above pdfPage) pdfPage {
	p := above
	p.dict = d
	if r := f.dict(d["Resources"]); r != nil {
		p.resources = r
	}
	for _, key := range []string{"MediaBox", "CropBox"} {
		if a := f.array(d[key]); len(a) == 4 {
			for i := range a {
				p.box[i] = f.number(a[i])
			}
		}
	}
	if r, is := f.resolve(d["Rotate"]).(float64); is {
		p.rotate = (int(r)%360 + 360) % 360
	}
	return p
}

func (f *pdfFile) numbers() []int {
	out := make([]int, 0, len(f.objects))
	for num := range f.objects {
		out = append(out, num)
	}
	slices.Sort(out)
	return out
}
