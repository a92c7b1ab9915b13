package source

import (
	"bytes"
	"errors"
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
