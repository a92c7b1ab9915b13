package source

import (
	"strconv"
	"strings"
)

// docxField is a field whose end has not been read: its code, and whether its result has begun.
type docxField struct {
	code   []byte
	result bool
}

// field reads the begin, middle or end of a field and returns what stands for a field that has no result.
func (r *docxReader) field(kind string) string {
	n := len(r.fields)
	switch {
	case kind == "begin" && n < maxDocxNesting:
		r.fields = append(r.fields, docxField{})
	case kind == "separate" && n > 0:
		r.fields[n-1].result = true
	case kind == "end" && n > 0:
		f := &r.fields[n-1]
		r.fields = r.fields[:n-1]
		if f.result {
			return ""
		}
		words := strings.Fields(string(f.code))
		if len(words) == 0 {
			return ""
		}
		switch strings.ToUpper(words[0]) {
		case "AUTONUM":
			r.auto++
			return strconv.Itoa(r.auto) + "."
		case "LISTNUM", "AUTONUMLGL", "AUTONUMOUT":
			r.count.unnumbered++
		case "EQ":
			return "[formula]"
		case "SYMBOL":
			return fieldSymbol(words)
		}
	}
	return ""
}

// fieldSymbol returns the character of a field "SYMBOL 97 \f Symbol".
func fieldSymbol(words []string) string {
	if len(words) < 2 {
		return ""
	}
	code, err := strconv.ParseUint(words[1], 0, 16)
	if err != nil {
		return ""
	}
	font := "text"
	for i, w := range words[:len(words)-1] {
		if w == `\f` {
			font = strings.Trim(words[i+1], `"`)
		}
	}
	if c, ok := fontSymbol(font, rune(code)); ok {
		return string(c)
	}
	return ""
}

// shown tells whether text stands where it is shown: in no field, or in the result of fields that show words of the document.
// Page numbers and tables of contents are none.
func (r *docxReader) shown() bool {
	for i := range r.fields {
		f := &r.fields[i]
		if !f.result {
			return false
		}
		code := strings.TrimSpace(string(f.code))
		if at := strings.IndexAny(code, " \\"); at >= 0 {
			code = code[:at]
		}
		switch strings.ToUpper(code) {
		case "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "TOC", "TOA", "INDEX", "SECTION":
			return false
		}
	}
	return true
}
