package source

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"
)

// maxEntity bounds the length of a name between "&" and ";": the longest standard name has 31 letters.
const maxEntity = 40

// entity reads the reference at the beginning of b, which begins with "&": the character for it and the length of the reference;
// a length of 0 where none stands there, and no text where the name is not known. Only characters are ever put in: the
// predefined entities, numbers, and the names of characters that HTML and the ISO 8879 sets have. An entity that the document
// declares itself is never expanded.
func entity(b []byte) (char string, size int) {
	end := bytes.IndexByte(b[:min(len(b), maxEntity)], ';')
	if end < 2 {
		return "", 0
	}
	name := b[1:end]
	if name[0] == '#' {
		r, ok := number(name[1:])
		if !ok {
			return "", 0
		}
		return string(r), end + 1
	}
	for _, c := range name {
		if letter := c|0x20 >= 'a' && c|0x20 <= 'z'; !letter && (c < '0' || c > '9') && c != '.' {
			return "", 0
		}
	}
	switch string(name) {
	case "amp":
		return "&", end + 1
	case "lt":
		return "<", end + 1
	case "gt":
		return ">", end + 1
	case "quot":
		return `"`, end + 1
	case "apos":
		return "'", end + 1
	}
	if s, ok := isoNames[strings.TrimPrefix(string(name), "b.")]; ok {
		return s, end + 1
	}
	ref := "&" + strings.TrimPrefix(string(name), "b.") + ";"
	if s := html.UnescapeString(ref); s != ref && !strings.HasSuffix(s, ";") {
		return s, end + 1
	}
	return "", end + 1
}

// number reads the number of a character reference. A number that is no character gives U+FFFD.
func number(digits []byte) (rune, bool) {
	base, n := rune(10), rune(0)
	if len(digits) > 1 && digits[0]|0x20 == 'x' {
		base, digits = 16, digits[1:]
	}
	if len(digits) == 0 {
		return 0, false
	}
	for _, c := range digits {
		d := rune(99)
		switch {
		case c >= '0' && c <= '9':
			d = rune(c - '0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			d = rune(c|0x20-'a') + 10
		}
		if d >= base {
			return 0, false
		}
		if n = n*base + d; n > utf8.MaxRune {
			n = utf8.MaxRune + 1
		}
	}
	if n == 0 || !utf8.ValidRune(n) {
		n = utf8.RuneError
	}
	return n, true
}

// isoNames are the names of ISO 8879's public sets that HTML does not have: Greek letters (ISOgrk1), their variants (ISOgrk3, and
// ISOgrk4 for bold ones with "b." in front), and some signs.
var isoNames = map[string]string{
	"agr": "α", "Agr": "Α", "bgr": "β", "Bgr": "Β", "ggr": "γ", "Ggr": "Γ", "dgr": "δ", "Dgr": "Δ", "egr": "ε", "Egr": "Ε",
	"zgr": "ζ", "Zgr": "Ζ", "eegr": "η", "EEgr": "Η", "thgr": "θ", "THgr": "Θ", "igr": "ι", "Igr": "Ι", "kgr": "κ", "Kgr": "Κ",
	"lgr": "λ", "Lgr": "Λ", "mgr": "μ", "Mgr": "Μ", "ngr": "ν", "Ngr": "Ν", "xgr": "ξ", "Xgr": "Ξ", "ogr": "ο", "Ogr": "Ο",
	"pgr": "π", "Pgr": "Π", "rgr": "ρ", "Rgr": "Ρ", "sgr": "σ", "Sgr": "Σ", "sfgr": "ς", "tgr": "τ", "Tgr": "Τ", "ugr": "υ",
	"Ugr": "Υ", "phgr": "φ", "PHgr": "Φ", "khgr": "χ", "KHgr": "Χ", "psgr": "ψ", "PSgr": "Ψ", "ohgr": "ω", "OHgr": "Ω",
	"aacgr": "ά", "eacgr": "έ", "eeacgr": "ή", "iacgr": "ί", "oacgr": "ό", "uacgr": "ύ", "ohacgr": "ώ",
	"epsis": "ϵ", "thetas": "θ", "phis": "φ", "alphas": "α", "kappas": "κ", "sigmas": "ς", "gammas": "γ", "rhos": "ρ",
	"lsqb": "[", "rsqb": "]", "lcub": "{", "rcub": "}", "half": "½", "hyphen": "-", "ldquor": "„", "lsquor": "‚", "rdquor": "”",
	"rsquor": "’", "inodot": "ı", "jnodot": "ȷ", "fflig": "ff", "ffilig": "ffi", "ffllig": "ffl", "filig": "fi", "fllig": "fl",
	"thinsp": " ", "hairsp": " ", "puncsp": " ", "numsp": " ", "emsp13": " ", "emsp14": " ", "ensp": " ", "emsp": " ",
	"bond": "-", "sbond": "-", "dbond": "=", "tbond": "≡",
}
