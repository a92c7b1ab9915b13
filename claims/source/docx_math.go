package source

import (
	"encoding/xml"
	"strings"
	"unicode"
	"unicode/utf8"
)

// math reads an Office formula (ECMA-376 part 1, 22.1) as linear text: "(a+b)/c", "√(x)", "xᵢ²", "∑_(i=1)^n xᵢ".
func (r *docxReader) math() (string, error) {
	var b strings.Builder
	err := r.children(func(e xml.StartElement) error {
		s, err := r.mathPart(e)
		if b.Len()+len(s) > maxFormula {
			s = "…"
		}
		if b.Len() <= maxFormula {
			b.WriteString(s)
		}
		return err
	})
	return b.String(), err
}

// maxFormula bounds in bytes what a formula, or a part of one, is written out to.
const maxFormula = 1 << 16

func (r *docxReader) mathPart(e xml.StartElement) (string, error) {
	switch e.Name.Local {
	case "t":
		return r.text(e)
	case "del", "moveFrom":
		return "", r.skip()
	case "AlternateContent":
		return r.firstChoice(func() (string, error) { return r.math() })
	case "f":
		m, err := r.mathArgs()
		if m.pr["type"] == "noBar" {
			return "(" + m.arg("num") + " over " + m.arg("den") + ")", err
		}
		return mathGroup(m.arg("num")) + "/" + mathGroup(m.arg("den")), err
	case "sSup", "sSub", "sSubSup":
		m, err := r.mathArgs()
		return mathBase(m.arg("e")) + mathLowered(m.arg("sub")) + superscript(m.arg("sup")), err
	case "sPre":
		m, err := r.mathArgs()
		return superscript(m.arg("sup")) + mathLowered(m.arg("sub")) + m.arg("e"), err
	case "rad":
		m, err := r.mathArgs()
		sign := "√"
		switch deg := m.arg("deg"); deg {
		case "", "2":
		case "3":
			sign = "∛"
		case "4":
			sign = "∜"
		default:
			sign = superscript(deg) + "√"
		}
		return sign + "(" + m.arg("e") + ")", err
	case "nary":
		m, err := r.mathArgs()
		sign, ok := m.pr["chr"]
		if !ok {
			sign = "∫"
		}
		if s := m.arg("sub"); s != "" {
			sign += "_" + mathGroup(s)
		}
		if s := m.arg("sup"); s != "" {
			sign += "^" + mathGroup(s)
		}
		return sign + " " + m.arg("e"), err
	case "d":
		m, err := r.mathArgs()
		sign := func(name, standard string) string {
			if s, ok := m.pr[name]; ok {
				return s
			}
			return standard
		}
		return sign("begChr", "(") + strings.Join(m.args["e"], sign("sepChr", "|")) + sign("endChr", ")"), err
	case "func":
		m, err := r.mathArgs()
		name, of := m.arg("fName"), m.arg("e")
		if first, _ := utf8.DecodeRuneInString(of); unicode.IsLetter(first) || unicode.IsDigit(first) {
			name += " "
		}
		return name + of, err
	case "limLow", "limUpp":
		m, err := r.mathArgs()
		sign := "_"
		if e.Name.Local == "limUpp" {
			sign = "^"
		}
		return m.arg("e") + sign + mathGroup(m.arg("lim")), err
	case "acc":
		m, err := r.mathArgs()
		mark, ok := m.pr["chr"]
		if !ok {
			mark = "\u0302"
		}
		if utf8.RuneCountInString(m.arg("e")) == 1 {
			return m.arg("e") + mark, err
		}
		return "(" + m.arg("e") + ")" + mark, err
	case "bar":
		m, err := r.mathArgs()
		if utf8.RuneCountInString(m.arg("e")) == 1 && m.pr["pos"] == "top" {
			return m.arg("e") + "\u0305", err
		}
		return m.arg("e"), err
	case "eqArr":
		m, err := r.mathArgs()
		return strings.Join(m.args["e"], "; "), err
	case "m":
		m, err := r.mathArgs()
		return "[" + strings.Join(m.args["mr"], "; ") + "]", err
	case "mr":
		m, err := r.mathArgs()
		return strings.Join(m.args["e"], ", "), err
	case "br":
		return " ", r.skip()
	}
	if strings.HasSuffix(e.Name.Local, "Pr") { // properties: of the formula, of a run, of an argument
		return "", r.skip()
	}
	return r.math()
}

// mathParts are the arguments of one construct by name, and its properties.
type mathParts struct {
	args map[string][]string
	pr   map[string]string
}

func (m *mathParts) arg(name string) string { return strings.TrimSpace(strings.Join(m.args[name], "")) }

func (r *docxReader) mathArgs() (*mathParts, error) {
	out := &mathParts{args: map[string][]string{}, pr: map[string]string{}}
	err := r.children(func(e xml.StartElement) error {
		name := e.Name.Local
		if strings.HasSuffix(name, "Pr") {
			return r.children(func(e xml.StartElement) error {
				for _, a := range e.Attr {
					if a.Name.Local == "val" {
						out.pr[e.Name.Local] = a.Value
					}
				}
				return r.skip()
			})
		}
		var s string
		var err error
		if name == "mr" {
			s, err = r.mathPart(e)
		} else {
			s, err = r.math()
		}
		out.args[name] = append(out.args[name], s)
		return err
	})
	return out, err
}

// mathGroup puts brackets around what would be read apart in a line.
func mathGroup(s string) string {
	if simpleMath(s) || mathBracketed(s) {
		return s
	}
	return "(" + s + ")"
}

// mathBase puts brackets around a base of more than one sign: (a+b)².
func mathBase(s string) string {
	if strings.ContainsAny(s, "+-−=/*· ") && !mathBracketed(s) {
		return "(" + s + ")"
	}
	return s
}

// mathLowered writes an index: in lowered characters, else behind a low line, since "xmax" would be a product.
func mathLowered(s string) string {
	if s == "" {
		return ""
	}
	if low := subscript(s); low != s {
		return low
	}
	return "_" + mathGroup(s)
}

func simpleMath(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.No, r) && r != '.' && r != '∞' && r != '′' {
			return false
		}
	}
	return true
}

// mathBracketed tells whether one pair of brackets holds all of s.
func mathBracketed(s string) bool {
	if !strings.HasPrefix(s, "(") || !strings.HasSuffix(s, ")") {
		return false
	}
	depth := 0
	for i, r := range s {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 && i != len(s)-1 {
				return false
			}
		}
	}
	return depth == 0
}
