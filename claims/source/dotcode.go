package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dotCodes are the characters that the office's plain text files write as a name between two full stops. The names are those of
// the patents of 1976 to 2001 (Greenbook) and of the search files made after them (BRS).
var dotCodes = map[string]string{
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
	"iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
	"sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
	"ALPHA": "Α", "BETA": "Β", "GAMMA": "Γ", "DELTA": "Δ", "EPSILON": "Ε", "ZETA": "Ζ", "ETA": "Η", "THETA": "Θ",
	"IOTA": "Ι", "KAPPA": "Κ", "LAMBDA": "Λ", "MU": "Μ", "NU": "Ν", "XI": "Ξ", "OMICRON": "Ο", "PI": "Π", "RHO": "Ρ",
	"SIGMA": "Σ", "TAU": "Τ", "UPSILON": "Υ", "PHI": "Φ", "CHI": "Χ", "PSI": "Ψ", "OMEGA": "Ω",
	"vertline": "|",

	"degree": "°", "prime": "′", "dblprime": "″", "permill": "‰", "ANG": "Å", "ang": "å", "cent": "¢", "sctn": "§",
	"TM": "™", "RTM": "®", "SM": "℠", "COPYRGT": "©", "COPYRG": "©", "dagger": "†", "dblquote": "\"", "cndot": "•",
	"0": "ø", "O slashed": "Ø", "o slashed": "ø",

	"times": "×", "div": "÷", "+-": "±", "-+": "∓", "multidot": "·", "ltoreq": "≤", "gtoreq": "≥", "lmtoreq": "≤",
	"noteq": "≠", "not equal": "≠", "approxeq": "≈", "apprxeq": "≈", "about": "≈", "congruent": "≅", "ident": "≡",
	"notident": "≢", "equiv": "≡", "perspectiveto": "≃", "varies": "∝", "infin": "∞", "lmorsim": "≲", "gtorsim": "≳",
	"ltorsim": "≲", "notlessthan": "≮", "notgreaterthan": "≯", "not <": "≮", "not >": "≯", "apprch": "≐",
	"differential": "∂", "increment": "∆", "gradient": "∇", "intg": "∫", "sqroot": "√", "cuberoot": "∛",
	"fourthroot": "∜", "4th root": "∜", "angle": "∠", "parallel": "∥", "perp": "⊥", "andgate": "∩", "orgate": "∪",
	"thrfore": "∴", "because": "∵", "sym": "⊕", "crclbar": "⊖", "di-elect cons": "∈",
	"hoarfrost": "⊔", "function": "ƒ",

	"fwdarw": "→", "rarw": "←", "uparw": "↑", "dwnarw": "↓", "revreaction": "⇌", "reveaction": "⇌", "rightarrow": "→",
	"dbd": "=", "tbd": "≡", "quadbond": "≣", "guadbond": "≣",

	"quadrature": "□", "square-solid": "■", "circle": "○", "largecircle": "◯", "smallcircle": "○", "circle-solid": "●",
	"dottedcircle": "◌", "lhalfcircle": "◐", "rhalfcircle": "◑", "solthalfcircle": "◓", "solbhalfcircle": "◒",
	"circleincircle": "◎", "female": "♀", "male": "♂", "music-sharp": "♯", "music-flat": "♭", "music-natural": "♮",
	"THorizBrace": "︷", "BHorizBrace": "︸", "star": "☆", "star-solid": "★", "gradient-solid": "▼",
}

// scripts are the marks before raised and lowered text; those of the second order (".sbsp.": raised beside lowered) stand for one
// more step in the same line of text.
var scripts = map[string]bool{"sup": true, "sub": false, "spsp": true, "sbsp": true, "sbsb": false, "spsb": false}

// longestCode bounds how far the second full stop of a code is looked for.
const longestCode = 20

// dotText decodes one paragraph of dot coded text.
type dotText struct {
	spaced bool // a blank ends raised and lowered text and is not printed within a formula ("H.sub.2 O"); else none does ("H.sub.2O")
	marks  bool // Options.Marks
	lost   int  // drawings of structures, formulas and tables that the text leaves to an image
}

// decode gives readable Unicode text for dot coded text: Greek letters and signs, raised and lowered text, "##STR00001##" as
// "[chemical structure]", and what a reissue takes out (".[.", ".].") left out, or kept as a mark. A name that is no code stays as
// it is.
func (d *dotText) decode(s string) string {
	if !strings.Contains(s, ".") && !strings.Contains(s, "##") {
		return s
	}
	out := make([]byte, 0, len(s))
	from := -1 // where text that a reissue takes out begins in out
	for i := 0; i < len(s); {
		j := strings.IndexAny(s[i:], ".#")
		if j < 0 {
			out = append(out, s[i:]...)
			break
		}
		out = append(out, s[i:i+j]...)
		i += j
		if s[i] == '#' {
			word, n := drawing(s[i:])
			if n == 0 {
				word, n = "#", 1
			} else {
				d.lost++
			}
			out = append(out, word...)
			i += n
			continue
		}
		name, n := code(s[i:])
		if n == 0 || inAddress(s[:i]) {
			out = append(out, '.')
			i++
			continue
		}
		if raised, ok := scripts[name]; ok {
			text, m := d.script(s[i+n:])
			if raised {
				text = superscript(text)
			} else {
				text = subscript(text)
			}
			out = append(out, text...)
			base := s[:i]
			i += n + m
			if d.spaced && i < len(s) && s[i] == ' ' && tight(base, s[i+1:]) {
				i++
			}
			continue
		}
		i += n
		switch name {
		case "[":
			if from < 0 {
				from = len(out)
			}
		case "]":
			if from < 0 {
				continue
			}
			if d.marks {
				gone := string(out[from:])
				out = append(out[:from], "[["+gone+"]]"...)
			} else if out = out[:from]; from > 0 && out[from-1] == ' ' && i < len(s) && s[i] == ' ' {
				i++
			}
			from = -1
		case "Iadd":
			if d.marks {
				out = append(out, "{+"...)
			}
		case "Iaddend":
			if d.marks {
				out = append(out, "+}"...)
			}
		default:
			out = append(out, dotCodes[name]...)
		}
	}
	return string(out) // what is taken out without an end goes on in the next paragraph, or is no mark: it is not lost
}

// code returns the name of the code at the start of s and its length with both full stops, or 0.
func code(s string) (string, int) {
	end := strings.IndexByte(s[1:min(len(s), longestCode)], '.')
	if end < 1 {
		return "", 0
	}
	name := s[1 : 1+end]
	if _, ok := dotCodes[name]; ok {
		return name, end + 2
	}
	if _, ok := scripts[name]; ok {
		return name, end + 2
	}
	switch name {
	case "[", "]", "Iadd", "Iaddend":
		return name, end + 2
	}
	return "", 0
}

// inAddress tells whether before ends inside an address of the web, where ".times." is part of a name.
func inAddress(before string) bool {
	before = before[max(0, len(before)-64):]
	word := before[strings.LastIndexByte(before, ' ')+1:]
	return strings.Contains(word, "www") || strings.Contains(word, "://") || strings.Contains(word, "@")
}

// drawing returns what stands for the drawing that "##STR00001##" refers to, and the length of the reference, or 0.
func drawing(s string) (string, int) {
	if !strings.HasPrefix(s, "##") {
		return "", 0
	}
	end := strings.Index(s[2:min(len(s), 16)], "##")
	if end < 0 {
		return "", 0
	}
	switch strings.TrimRight(s[2:2+end], "0123456789") {
	case "STR", "CHEM":
		return "[chemical structure]", end + 4
	case "EQU", "MATH":
		return "[formula]", end + 4
	case "TBL":
		return "[table]", end + 4
	case "IMG", "DRAW":
		return "[image]", end + 4
	}
	return "", 0
}

// script returns the raised or lowered text at the start of s, decoded, and its length.
func (d *dotText) script(s string) (string, int) {
	var out strings.Builder
	i, depth := 0, 0
	digits := true // of the text so far
	for i < len(s) && out.Len() < 64 {
		if s[i] == '.' {
			name, n := code(s[i:])
			_, again := scripts[name]
			if n > 0 && !again && dotCodes[name] != "" && i == 0 { // a code after other text ends it
				out.WriteString(dotCodes[name])
				i += n
				digits = false
				continue
			}
			if i > 0 && digits && n == 0 && i+1 < len(s) && asciiDigit(s[i+1]) { // "O.sub.1.5"
				out.WriteByte('.')
				i++
				continue
			}
			break
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		if depth < 0 || depth == 0 && strings.ContainsRune(" ,;:\"'", r) || r == ' ' && depth > 0 && !strings.ContainsAny(s[i:min(len(s), i+24)], ")]") {
			break
		}
		if !d.spaced && depth == 0 && r != ')' && r != ']' && out.Len() > 0 && !together(out.String(), r, s[i+n:]) {
			break
		}
		digits = digits && asciiDigit(s[i])
		out.WriteRune(r)
		i += n
	}
	return out.String(), i
}

// together tells whether r, which next follows, goes on with the script text so far where no blank ends it: a number, or small
// letters, or a word that begins with a capital.
func together(text string, r rune, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	switch {
	case strings.ContainsRune("+-−", r): // "2+", "n-1" but not "104.sub.2-104"
		if last < '0' || last > '9' {
			return unicode.IsLetter(last) && utf8.RuneCountInString(text) == 1 && next != "" && asciiDigit(next[0])
		}
		return next == "" || strings.ContainsRune(" ,;.)]", rune(next[0]))
	case strings.ContainsRune("+-−", last):
		return unicode.IsDigit(r) || unicode.IsLetter(r)
	case unicode.IsDigit(last):
		return unicode.IsDigit(r)
	case unicode.IsLower(r):
		return unicode.IsLetter(last)
	case unicode.IsUpper(r):
		return unicode.IsUpper(last)
	case unicode.IsDigit(r):
		return unicode.IsLetter(last)
	}
	return false
}

// tight tells whether the blank between a script on base and next only ends the script, and is not printed: before another script,
// an operator or a closing bracket that stands tight itself, and within a chemical formula ("H.sub.2 O", "C.sub.1 -C.sub.6").
func tight(base, next string) bool {
	if next == "" {
		return false
	}
	if strings.HasPrefix(next, ".su") || strings.HasPrefix(next, ".sp") || strings.HasPrefix(next, ".sb") {
		return true
	}
	switch next[0] {
	case '-', '+', '/', '=':
		return len(next) > 1 && next[1] != ' ' && next[1] != '-'
	case ')', ']', ',', ';', '\'', '"':
		return next[0] != '"' || len(next) == 1 || !unicode.IsLetter(rune(next[1]))
	}
	token := next[:wordEnd(next)]
	script := len(token) < len(next) && next[len(token)] == '.' && scriptAt(next[len(token):])
	return chemical(base[tokenStart(base):], true) && chemical(token, script)
}

func scriptAt(s string) bool {
	name, n := code(s)
	_, ok := scripts[name]
	return n > 0 && ok
}

// wordEnd is where the first word of s ends: at a blank, a mark or a code.
func wordEnd(s string) int {
	if i := strings.IndexAny(s, " ,;:."); i >= 0 {
		return i
	}
	return len(s)
}

// tokenStart is where the last word of s begins.
func tokenStart(s string) int {
	at := len(s)
	for at > 0 && at > len(s)-64 && (s[at-1] >= 'a' && s[at-1] <= 'z' || s[at-1] >= 'A' && s[at-1] <= 'Z' || strings.IndexByte("()[]", s[at-1]) >= 0) {
		at--
	}
	return at
}

// chemical tells whether s is made of the signs of chemical elements and brackets only. A word of English that could be one ("In",
// "As") and a lone sign that is a quantity as often ("V", "K") count only where script says that a script follows.
func chemical(s string, script bool) bool {
	elements := 0
	last := ""
	for i := 0; i < len(s); {
		if strings.IndexByte("()[]-=", s[i]) >= 0 {
			i++
			continue
		}
		n := 0
		if i+1 < len(s) && strings.Contains(elementSigns, " "+s[i:i+2]+" ") {
			n = 2
		} else if strings.Contains(elementSigns, " "+s[i:i+1]+" ") {
			n = 1
		}
		if n == 0 {
			return false
		}
		last = s[i : i+n]
		elements++
		i += n
	}
	if script {
		return elements > 0 || strings.HasSuffix(s, ")") || strings.HasSuffix(s, "]")
	}
	switch last {
	case "O", "H", "N", "C", "S", "F", "Cl", "Br":
		return true
	}
	return elements > 1
}

// elementSigns are the signs of the chemical elements that occur in formulas.
const elementSigns = " H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo" +
	" Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po Th U Pu "

func asciiDigit(c byte) bool { return '0' <= c && c <= '9' }
