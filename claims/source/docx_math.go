package source

import (
	"encoding/xml"
	"strings"
	"unicode"
)

// math reads an Office formula (ECMA-376 part 1, 22.1) as text in a line; a paragraph of formulas, each behind the one before.
func (r *docxReader) math(e xml.StartElement) (string, error) {
	if e.Name.Local != "oMathPara" {
		t, err := r.mathTerm()
		return t.line(), err
	}
	var parts []term
	err := r.children(func(e xml.StartElement) error {
		if e.Name.Local == "oMathParaPr" || r.gone(e) {
			return r.skip()
		}
		t, err := r.mathTerm()
		parts = append(parts, t)
		return err
	})
	return list(parts, "; ").line(), err
}

// officeMath gathers what stands side by side in a formula. The text of runs is cut into terms only once it is whole, since Word
// divides runs anywhere.
type officeMath struct {
	parts []term
	text  strings.Builder // not yet cut
	plain bool            // it is words, not signs
	size  int             // of all, in bytes; what exceeds maxFormula is not kept
}

func (m *officeMath) add(t term) {
	if m.size += len(t.text) + 1; m.size <= maxFormula {
		m.cut()
		m.parts = append(m.parts, t)
	}
}

func (m *officeMath) write(text string, plain bool) {
	if m.size += len(text) + 1; m.size > maxFormula {
		return
	}
	if plain != m.plain {
		m.cut()
		m.plain = plain
	}
	m.text.WriteString(text)
}

func (m *officeMath) cut() {
	text := m.text.String()
	m.text.Reset()
	switch {
	case text == "":
	case m.plain:
		m.parts = append(m.parts, words(text))
	default:
		m.parts = append(m.parts, mathTerms(text)...)
	}
}

// mathTerm reads what stands in an element as one term.
func (r *docxReader) mathTerm() (term, error) {
	var m officeMath
	err := r.children(func(e xml.StartElement) error { return r.mathPart(&m, e, false) })
	m.cut()
	if m.size > maxFormula {
		return term{text: "…"}, err
	}
	return joined(m.parts).bounded(), err
}

// mathPart reads an element of a formula into m; plain says whether the run around it is words.
func (r *docxReader) mathPart(m *officeMath, e xml.StartElement, plain bool) error {
	name := e.Name.Local
	if r.gone(e) {
		return r.skip()
	}
	switch name {
	case "t":
		s, err := r.text(e)
		m.write(s, plain)
		return err
	case "br":
		m.add(blank)
		return r.skip()
	case "AlternateContent":
		return r.firstChoice(func() error {
			return r.children(func(e xml.StartElement) error { return r.mathPart(m, e, plain) })
		})
	case "f", "sSup", "sSub", "sSubSup", "sPre", "rad", "nary", "d", "func", "limLow", "limUpp", "acc", "bar", "eqArr", "m", "mr":
		a, err := r.mathArgs()
		m.add(a.term(name))
		return err
	}
	if strings.HasSuffix(name, "Pr") { // properties: of the formula, of an argument
		return r.skip()
	}
	return r.children(func(e xml.StartElement) error {
		if e.Name.Local == "rPr" {
			return r.children(func(e xml.StartElement) error {
				plain = plain || e.Name.Local == "nor" && (&docxFlag{docxAttr(e, "val")}).on()
				return r.skip()
			})
		}
		return r.mathPart(m, e, plain)
	})
}

// mathArgs are the arguments of one construct by name, and its properties.
type mathArgs struct {
	args map[string][]term
	pr   map[string]string
}

func (r *docxReader) mathArgs() (*mathArgs, error) {
	out := &mathArgs{args: map[string][]term{}, pr: map[string]string{}}
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
		if len(out.args[name]) >= maxFormula {
			return r.skip()
		}
		if name == "mr" {
			row, err := r.mathArgs()
			out.args[name] = append(out.args[name], row.term(name).bounded())
			return err
		}
		t, err := r.mathTerm()
		out.args[name] = append(out.args[name], t)
		return err
	})
	return out, err
}

// arg is an argument that a construct has once.
func (m *mathArgs) arg(name string) term { return joined(m.args[name]) }

// sign is a character among the properties, or what stands where none is stated.
func (m *mathArgs) sign(name, standard string) string {
	if s, ok := m.pr[name]; ok {
		return s
	}
	return standard
}

// term is what a construct reads like.
func (m *mathArgs) term(name string) term {
	switch name {
	case "f":
		if m.pr["type"] == "noBar" {
			return stacked(m.arg("num"), m.arg("den"))
		}
		return ratio(m.arg("num"), m.arg("den"))
	case "sSup", "sSub", "sSubSup":
		return scripted(m.arg("e"), m.arg("sub"), m.arg("sup"))
	case "sPre":
		return term{text: raised(m.arg("sup")) + lowered(m.arg("sub")) + grouped(m.arg("e"))}
	case "rad":
		return radical(m.arg("e"), m.arg("deg"))
	case "nary":
		return applied(scripted(term{text: m.sign("chr", "∫")}, m.arg("sub"), m.arg("sup")), m.arg("e"))
	case "func":
		return applied(m.arg("fName"), m.arg("e"))
	case "d":
		return fenced(m.sign("begChr", "("), m.args["e"], []rune(m.sign("sepChr", "|")), m.sign("endChr", ")"))
	case "limLow":
		return scripted(m.arg("e"), m.arg("lim"), term{})
	case "limUpp":
		return scripted(m.arg("e"), term{}, m.arg("lim"))
	case "acc":
		return over(m.arg("e"), term{text: m.sign("chr", "\u0302")})
	case "bar":
		if m.pr["pos"] == "top" {
			return over(m.arg("e"), term{text: "\u0305"})
		}
		return m.arg("e")
	case "eqArr":
		return list(m.args["e"], "; ")
	case "m":
		return list(m.args["mr"], "; ")
	}
	return list(m.args["e"], ", ") // mr, a row of a matrix
}

// mathTerms cuts the text of runs into numbers, names, operators and spaces, as Word does when it sets a formula.
func mathTerms(text string) []term {
	var out []term
	runes := []rune(text)
	for i := 0; i < len(runes); {
		end := i + 1
		switch r := runes[i]; {
		case unicode.IsSpace(r):
			out = append(out, blank)
		case unicode.IsDigit(r):
			for end < len(runes) && (unicode.IsDigit(runes[end]) || (runes[end] == '.' || runes[end] == ',') && end+1 < len(runes) && unicode.IsDigit(runes[end+1])) {
				end++
			}
			out = append(out, term{text: string(runes[i:end])})
		case unicode.IsLetter(r) || unicode.IsMark(r) || strings.ContainsRune("∞∂∇∅°%", r):
			for end < len(runes) && (unicode.IsLetter(runes[end]) || unicode.IsMark(runes[end]) || strings.ContainsRune("′″‴'", runes[end]) || unicode.Is(unicode.No, runes[end])) {
				end++
			}
			out = append(out, term{text: string(runes[i:end])})
		default:
			out = append(out, operator(string(r)))
		}
		i = end
	}
	return out
}
