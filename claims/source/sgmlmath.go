package source

import "bytes"

// sgmlMathEnd is the length of a formula with its end tag; one without end goes to the paragraph's end, or to the end.
func sgmlMathEnd(data []byte, name string) int {
	if end := bytes.Index(data, []byte("</PARA>")); end >= 0 {
		data = data[:end]
	}
	if end := bytes.Index(data, []byte("</"+name+">")); end >= 0 {
		return end + len(name) + 3
	}
	return len(data)
}

// sgmlMath gives a formula in MathML, without its first tag, as text in a line. It is empty where the formula has no text.
func sgmlMath(data []byte) string {
	var f formula
	f.start([]byte("math"), nil)
	s := scanner{data: data}
	for kind := s.next(); kind != endOfData; kind = s.next() {
		switch kind {
		case startTag:
			f.start(s.name, s.attrs)
		case characters:
			f.write(s.raw, s.cdata)
		case endTag:
			f.end(s.name)
		}
	}
	f.end(nil)
	return f.String()
}
