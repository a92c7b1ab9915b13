package claims

import (
	"fmt"
	"strings"
)

// stoppers end a noun phrase: closed-class words, and the verbs and participles that claims put after nouns.
var stoppers = set("a an the said of in on at to for from by with within without into onto over under between among through " +
	"during after before upon and or but nor is are was were be been being has have had having does do did can could may might " +
	"will would shall should must which that who whose where wherein whereby when while if as than each every any all both " +
	"either neither no not only also further therein thereof thereto including includes include comprising comprises comprise " +
	"containing contains consisting consists describes describe capable configured adapted operable using used via per such so " +
	"respectively it its their they them this these those there comprised coupled connected located disposed corresponding " +
	"associated relative according responsive provides providing provided one at least plurality more two three four five")

// nounPhrase returns the words of the noun phrase that begins with word i, at most eight, up to a stopper or a mark.
func nounPhrase(text string, words []Word, i int) []Word {
	end := i
	for end < len(words) && end-i < 8 && !stoppers[words[end].Lower] {
		if end > i && strings.Trim(text[words[end-1].End:words[end].Start], " -’'") != "" {
			break
		}
		end++
	}
	return words[i:end]
}

// unsupported returns the definite noun phrases ("the specification", "said pool") of text[from:] that have no antecedent in
// what stands before them.
//
// An antecedent is an earlier occurrence of the phrase's words that "the" or "said" does not open, or of its first words
// where the last ones are a verb. A phrase that an "of" with a thing of its own follows ("the receipt of a signal") brings its
// antecedent with it, as parts and acts do: MPEP 2173.05(e).
func unsupported(text string, from int) []Span {
	words := Words(text)
	stems := stemsOf(words)
	// introduced holds every run of up to eight stems that stands in an indefinite or bare noun phrase so far.
	introduced := map[string]bool{}
	var out []Span
	for i := 0; i < len(words); i++ {
		w := words[i].Lower
		definite := w == "the" || w == "said"
		if definite && i+1 < len(words) {
			np := nounPhrase(text, words, i+1)
			if len(np) > 0 && words[i].Start >= from {
				last := i + len(np)
				if !supported(introduced, stems[i+1:last+1]) && !inherent(words, last+1) {
					out = append(out, Span{words[i].Start, words[last].End})
				}
			}
			for k := range np { // the definite phrase itself supports later ones, once it was reported
				introduced[strings.Join(stems[i+1:i+2+k], " ")] = true
			}
			i += len(np)
			continue
		}
		if stoppers[w] && w != "plurality" {
			continue
		}
		np := nounPhrase(text, words, i)
		if w == "plurality" {
			np = words[i : i+1]
		}
		for a := range np {
			for b := a; b < len(np); b++ {
				introduced[strings.Join(stems[i+a:i+b+1], " ")] = true
			}
		}
		i += max(len(np)-1, 0)
	}
	return out
}

// supported tells whether the phrase, or a shorter one that begins it, was introduced.
func supported(introduced map[string]bool, phrase []string) bool {
	for k := len(phrase); k > 0; k-- {
		if introduced[strings.Join(phrase[:k], " ")] {
			return true
		}
	}
	return false
}

// inherent tells whether words[i:] go on with "of a ..." or "of doing ...".
func inherent(words []Word, i int) bool {
	return i+1 < len(words) && words[i].Lower == "of" &&
		(words[i+1].Lower == "a" || words[i+1].Lower == "an" || strings.HasSuffix(words[i+1].Lower, "ing"))
}

// introducedTwice reports each noun phrase of two words or more that the claim introduces with "a" or "an" a second time: a
// reader cannot tell whether it is the same thing. A note, since drafters do it on purpose as well: MPEP 2173.05(e).
func introducedTwice(c *Claim) []Finding {
	words := Words(c.Text)
	seen := map[string]bool{}
	var out []Finding
	for i, w := range words {
		if w.Lower != "a" && w.Lower != "an" {
			continue
		}
		np := nounPhrase(c.Text, words, i+1)
		if len(np) < 2 {
			continue
		}
		phrase := strings.Join(stemsOf(np), " ")
		if !seen[phrase] {
			seen[phrase] = true
			continue
		}
		span := Span{w.Start, np[len(np)-1].End}
		text := c.Text[span.Start:span.End]
		out = append(out, Finding{
			Rule: "C303", Severity: "note", Claim: c.Num, Label: labelOf(c, span.Start), Text: text, Start: span.Start, End: span.End,
			Message: fmt.Sprintf("%q is introduced a second time: the same thing, or another?", text),
			Remedy:  "refer to it with \"the\" if it is the same, or give the second one a name of its own",
			Basis:   "35 USC 112(b); MPEP 2173.05(e)",
		})
	}
	return out
}
