package source

import "strings"

// superiors and inferiors are the characters that Unicode has raised or lowered.
var (
	superiors = runeMap("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
	inferiors = runeMap("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
)

func runeMap(from, to string) map[rune]rune {
	out := map[rune]rune{}
	raised := []rune(to)
	for i, r := range []rune(from) {
		out[r] = raised[i]
	}
	return out
}

// superscript returns raised text as people read it in a line: in raised characters where Unicode has them all ("10⁻⁹"), else
// behind a caret ("x^(N+M)"), since "10-9" says another thing.
func superscript(text string) string {
	text = strings.TrimSpace(text)
	switch text {
	case "st", "nd", "rd", "th": // "1st" is one word
		return text
	}
	if out, ok := convert(text, superiors); ok || text == "" {
		return out
	}
	switch {
	case strings.Trim(text, "®™*†‡§°′″") == "": // marks that stand raised as they are
		return text
	case len([]rune(text)) == 1:
		return "^" + text
	}
	return "^(" + text + ")"
}

// subscript returns lowered text as people read it in a line: in lowered characters where Unicode has them all ("H₂O"), else as it
// is ("Cmax").
func subscript(text string) string {
	text = strings.TrimSpace(text)
	if out, ok := convert(text, inferiors); ok {
		return out
	}
	return text
}

// apart cuts the white space at both ends of raised or lowered text off, which stays on the line.
func apart(text string) (before, core, behind string) {
	core = strings.TrimSpace(text)
	before, behind, _ = strings.Cut(text, core)
	return before, core, behind
}

func convert(text string, by map[rune]rune) (string, bool) {
	var b strings.Builder
	for _, r := range text {
		c, ok := by[r]
		if !ok {
			return "", false
		}
		b.WriteRune(c)
	}
	return b.String(), true
}
