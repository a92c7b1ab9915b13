package source

import (
	"strings"
	"unicode"
)

// symbolFont is what the characters of Adobe's and Microsoft's font Symbol are in Unicode, from 0x20 and from 0xA0; "\x00" for
// none.
var symbolFont = [2][]rune{
	[]rune(" !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\x00"),
	[]rune("€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\x00〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭\x00"),
}

// wingdings are the characters of Microsoft's font Wingdings that documents use for bullets, boxes and arrows.
var wingdings = map[rune]rune{
	0x6C: '●', 0x6E: '■', 0x6F: '□', 0x71: '❑', 0x75: '◆', 0x76: '❖', 0x9F: '•', 0xA7: '▪', 0xA8: '◻', 0xD8: '➢', 0xDF: '←',
	0xE0: '→', 0xE1: '↑', 0xE2: '↓', 0xF0: '⇨', 0xFB: '✗', 0xFC: '✓', 0xFD: '☒', 0xFE: '☑', 0x4A: '☺', 0x22: '✂', 0x46: '☞',
}

// fontSymbol returns the Unicode character of a symbol font's character, which Word writes with or without 0xF000 added; false where
// the font's characters are not known.
func fontSymbol(font string, r rune) (rune, bool) {
	if r >= 0xF000 && r <= 0xF0FF {
		r -= 0xF000
	}
	font = strings.ToLower(font)
	switch {
	case strings.HasPrefix(font, "wingdings"):
		if c, ok := wingdings[r]; ok && font == "wingdings" {
			return c, true
		}
		return r, false
	case font == "" || strings.HasPrefix(font, "symbol") || font == "opensymbol" || font == "standard symbols ps":
		table, at := symbolFont[0], r-0x20
		if r >= 0xA0 {
			table, at = symbolFont[1], r-0xA0
		}
		if at >= 0 && int(at) < len(table) && table[at] != 0 {
			return table[at], true
		}
	case r >= 0x20 && r < 0x7F && unicode.IsPrint(r): // a text font that was named for a symbol
		return r, true
	}
	return r, false
}

// inSymbols writes text that a symbol font shows as what it shows.
func inSymbols(font, text string) string {
	fontText := strings.EqualFold(font, "Symbol") // letters in it are Greek
	if !fontText && !strings.ContainsFunc(text, func(r rune) bool { return r >= 0xF020 && r <= 0xF0FF }) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r >= 0xF020 && r <= 0xF0FF || fontText && r > 0x20 && r < 0x7F {
			known := font
			if l := strings.ToLower(font); !fontText && !strings.HasPrefix(l, "wingdings") {
				known = "" // fonts that replace Symbol keep its places
			}
			if c, ok := fontSymbol(known, r); ok {
				return c
			}
		}
		return r
	}, text)
}
