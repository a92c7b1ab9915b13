package source

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// pdfFont tells what the codes of a font mean and how wide they are.
type pdfFont struct {
	wide    bool // codes have two bytes
	utf16   bool // codes are UTF-16
	toText  map[int]string
	widths  map[int]float64 // in thousandths of the size
	missing float64
	guess   bool // the file does not say what the codes mean
}

// maxPDFCodes bounds the entries of a font's tables.
const maxPDFCodes = 1 << 17

// font reads a font's tables.
func (f *pdfFile) font(v any) *pdfFont {
	d := f.dict(v)
	out := &pdfFont{toText: map[int]string{}, widths: map[int]float64{}, missing: 500}
	mapped := false
	if s, is := f.resolve(d["ToUnicode"]).(pdfStream); is {
		if text, err := f.unpack(s); err == nil {
			mapped = out.cmap(text)
		}
	}
	encoding := f.resolve(d["Encoding"])
	if f.name(d["Subtype"]) == "Type0" {
		out.wide = true
		name := f.name(encoding)
		out.utf16 = strings.Contains(name, "UCS2") || strings.Contains(name, "UTF16")
		out.guess = !mapped && !out.utf16
		below := pdfDict{}
		if a := f.array(d["DescendantFonts"]); len(a) > 0 {
			below = f.dict(a[0])
		}
		out.missing = 1000
		if dw, is := f.resolve(below["DW"]).(float64); is {
			out.missing = dw
		}
		out.wideWidths(f, f.array(below["W"]))
		return out
	}
	first := int(f.number(d["FirstChar"]))
	for i, w := range f.array(d["Widths"]) {
		if i < 256 {
			out.widths[first+i] = f.number(w)
		}
	}
	descriptor := f.dict(d["FontDescriptor"])
	if w := f.number(descriptor["MissingWidth"]); w > 0 {
		out.missing = w
	}
	if strings.Contains(f.name(d["BaseFont"]), "Courier") {
		out.missing = 600
	}
	if f.name(d["Subtype"]) == "Type3" { // its widths are in units of its own matrix
		if m := f.array(d["FontMatrix"]); len(m) == 6 {
			for code := range out.widths {
				out.widths[code] *= 1000 * f.number(m[0])
			}
		}
	}
	base := f.name(encoding)
	differences := pdfArray(nil)
	if e := f.dict(encoding); e != nil {
		base, differences = f.name(e["BaseEncoding"]), f.array(e["Differences"])
	}
	symbolic := int(f.number(descriptor["Flags"]))&4 != 0
	embedded := descriptor["FontFile"] != nil || descriptor["FontFile2"] != nil || descriptor["FontFile3"] != nil
	out.guess = !mapped && encoding == nil && symbolic && embedded || !mapped && f.name(d["Subtype"]) == "Type3" && differences == nil
	named := map[int]string{}
	code := 0
	for _, x := range differences {
		switch x := f.resolve(x).(type) {
		case float64:
			code = int(x)
		case pdfName:
			if code >= 0 && code < 256 {
				named[code] = glyphText(string(x))
			}
			code++
		}
	}
	for c := range 256 {
		if _, is := out.toText[c]; is {
			continue
		}
		if text, is := named[c]; is {
			if text != "" {
				out.toText[c] = text
			}
			continue
		}
		if mapped && encoding == nil {
			continue
		}
		if text := baseText(base, byte(c), f.name(d["Subtype"])); text != "" {
			out.toText[c] = text
		}
	}
	return out
}

// standardPlaces are the codes of the standard encoding that differ from ASCII and matter for text.
var standardPlaces = map[byte]string{
	0x27: "’", 0x60: "‘", 0xa1: "¡", 0xa2: "¢", 0xa3: "£", 0xa4: "⁄", 0xa5: "¥", 0xa7: "§", 0xa9: "'", 0xaa: "“", 0xab: "«", 0xae: "fi", 0xaf: "fl",
	0xb1: "–", 0xb2: "†", 0xb3: "‡", 0xb4: "·", 0xb6: "¶", 0xb7: "•", 0xb8: "‚", 0xb9: "„", 0xba: "”", 0xbb: "»", 0xbc: "…", 0xbd: "‰", 0xbf: "¿",
	0xd0: "—", 0xe1: "Æ", 0xe9: "Ø", 0xea: "Œ", 0xf1: "æ", 0xf5: "ı", 0xf9: "ø", 0xfa: "œ", 0xfb: "ß",
}

// baseText returns what code means in an encoding of ISO 32000-1, annex D.
func baseText(encoding string, code byte, subtype string) string {
	if encoding == "" && subtype != "TrueType" {
		encoding = "StandardEncoding"
	}
	switch encoding {
	case "MacRomanEncoding":
		return control(string(charmap.Macintosh.DecodeByte(code)))
	case "StandardEncoding":
		if s, is := standardPlaces[code]; is {
			return s
		}
		if code >= 0x20 && code < 0x7f {
			return string(rune(code))
		}
		return ""
	}
	return control(string(charmap.Windows1252.DecodeByte(code)))
}

func control(s string) string {
	if s < " " || s == "\x7f" || s == "\ufffd" || s >= "\u0080" && s < "\u00a0" {
		return ""
	}
	return s
}

// glyphNames are names of characters as fonts have them, beside single letters, "uni20AC" and letters with accents.
var glyphNames = func() map[string]string {
	out := map[string]string{}
	for _, pair := range strings.Fields(`zero:0 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 period:. comma:, colon:: semicolon:; hyphen:- sfthyphen:- minus:−
		endash:– emdash:— quotesingle:' quotedbl:" quoteleft:‘ quoteright:’ quotedblleft:“ quotedblright:” quotesinglbase:‚ quotedblbase:„ guillemotleft:« guillemotright:»
		parenleft:( parenright:) bracketleft:[ bracketright:] braceleft:{ braceright:} slash:/ backslash:\ bar:| asterisk:* plus:+ equal:= less:< greater:> question:?
		exclam:! numbersign:# dollar:$ percent:% ampersand:& at:@ asciicircum:^ underscore:_ grave:` + "`" + ` asciitilde:~ bullet:• ellipsis:… section:§ paragraph:¶ degree:° mu:µ mu1:µ
		multiply:× divide:÷ plusminus:± fi:fi fl:fl ff:ff ffi:ffi ffl:ffl germandbls:ß ae:æ AE:Æ oe:œ OE:Œ oslash:ø Oslash:Ø dotlessi:ı eth:ð thorn:þ registered:® copyright:©
		trademark:™ dagger:† daggerdbl:‡ Euro:€ sterling:£ yen:¥ cent:¢ fraction:⁄ periodcentered:· onehalf:½ onequarter:¼ threequarters:¾ onesuperior:¹ twosuperior:² threesuperior:³
		alpha:α beta:β gamma:γ delta:δ epsilon:ε zeta:ζ eta:η theta:θ iota:ι kappa:κ lambda:λ nu:ν xi:ξ pi:π rho:ρ sigma:σ tau:τ upsilon:υ phi:φ chi:χ psi:ψ omega:ω
		Delta:Δ Gamma:Γ Lambda:Λ Omega:Ω Phi:Φ Pi:Π Psi:Ψ Sigma:Σ Theta:Θ Xi:Ξ lessequal:≤ greaterequal:≥ notequal:≠ approxequal:≈ infinity:∞ arrowright:→ arrowleft:← radical:√ summation:∑`) {
		name, text, _ := strings.Cut(pair, ":")
		out[name] = text
	}
	out["space"], out["nbspace"] = " ", " "
	return out
}()

var accents = map[string]string{"acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "dieresis": "\u0308", "tilde": "\u0303", "ring": "\u030a", "caron": "\u030c", "cedilla": "\u0327"}

// glyphText returns the text of a glyph's name; nothing if the name tells none.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if text, is := glyphNames[name]; is {
		return text
	}
	if len(name) == 1 && isLetter(name[0]) {
		return name
	}
	for _, prefix := range []string{"uni", "u"} {
		if hex, is := strings.CutPrefix(name, prefix); is && len(hex) >= 4 && len(hex) <= 6 {
			if n, err := strconv.ParseUint(hex, 16, 32); err == nil && n >= 0x20 && n < 0x110000 {
				return string(rune(n))
			}
		}
	}
	if len(name) > 4 && isLetter(name[0]) {
		if mark, is := accents[name[1:]]; is {
			return name[:1] + mark
		}
	}
	return ""
}

// wideWidths reads the widths of a composite font: "c [w1 w2 ...]" and "first last w".
func (p *pdfFont) wideWidths(f *pdfFile, a pdfArray) {
	for i := 0; i+1 < len(a) && len(p.widths) < maxPDFCodes; {
		first := int(f.number(a[i]))
		if list := f.array(a[i+1]); list != nil {
			for k, w := range list {
				if len(p.widths) < maxPDFCodes {
					p.widths[first+k] = f.number(w)
				}
			}
			i += 2
			continue
		}
		if i+2 >= len(a) {
			return
		}
		for c := first; c <= int(f.number(a[i+1])) && len(p.widths) < maxPDFCodes; c++ {
			p.widths[c] = f.number(a[i+2])
		}
		i += 3
	}
}

// cmap reads a table from codes to Unicode (ISO 32000-1, 9.10.3). It returns false if it holds nothing.
func (p *pdfFont) cmap(text []byte) bool {
	l := pdfLexer{text, 0}
	var args []any
	code := func(v any) (int, bool) {
		s, is := v.(pdfString)
		n := 0
		for i := 0; i < len(s) && i < 4; i++ {
			n = n<<8 | int(s[i])
		}
		return n, is && len(s) > 0 && len(s) <= 4
	}
	for {
		v, ok := l.value(0)
		if !ok {
			break
		}
		op, is := v.(pdfOp)
		if !is {
			if len(args) < maxPDFCodes {
				args = append(args, v)
			}
			continue
		}
		switch op {
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				if c, ok := code(args[i]); ok && len(p.toText) < maxPDFCodes {
					p.set(c, args[i+1], 0)
				}
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				lo, ok1 := code(args[i])
				hi, ok2 := code(args[i+1])
				list, isList := args[i+2].(pdfArray)
				for c := lo; ok1 && ok2 && c <= hi && len(p.toText) < maxPDFCodes && c-lo < 1<<16; c++ {
					switch {
					case !isList:
						p.set(c, args[i+2], c-lo)
					case c-lo < len(list):
						p.set(c, list[c-lo], 0)
					default:
						c = hi
					}
				}
			}
		}
		args = args[:0]
	}
	return len(p.toText) > 0
}

// set takes UTF-16 text plus offset for a code.
func (p *pdfFont) set(code int, v any, offset int) {
	s, is := v.(pdfString)
	if !is || len(s) == 0 || len(s) > 64 {
		return
	}
	var units []uint16
	if len(s) == 1 {
		units = []uint16{uint16(s[0])}
	}
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	r := utf16.Decode(units)
	r[len(r)-1] += rune(offset)
	if text := string(r); strings.Trim(text, "\x00\ufffd") != "" {
		p.toText[code] = text
	}
}

// glyphs calls do for each code of a string with its text, or nothing where it means none, its width, and whether it is the code of a
// space for the purpose of word spacing.
func (p *pdfFont) glyphs(s pdfString, do func(text string, width float64, space bool)) {
	step := 1
	if p.wide {
		step = 2
	}
	for i := 0; i+step <= len(s); i += step {
		code := int(s[i])
		if p.wide {
			code = code<<8 | int(s[i+1])
		}
		text := p.toText[code]
		if text == "" && p.utf16 {
			text = string(utf16.Decode([]uint16{uint16(code)}))
		}
		width, is := p.widths[code]
		if !is {
			width = p.missing
		}
		do(text, width/1000, step == 1 && code == ' ')
	}
}
