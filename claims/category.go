package claims

import (
	"regexp"
	"strings"
)

// categories tell a claim's category from the head noun of its subject, the first that fits. Sources: 35 USC 101; MPEP
// 2106.03; 2111.05 for media.
var categories = []struct {
	category Category
	nouns    *regexp.Regexp
}{
	{Use, regexp.MustCompile(`(?i)^(?:the )?use\b`)},
	{Medium, regexp.MustCompile(`(?i)\b(?:(?:storage|readable|recording|memory|storing|usable)[ -](?:medium|media|device|memory|product)|media|medium|computer program product|program product|computer program|software product|article of manufacture)\b`)},
	{Kit, regexp.MustCompile(`(?i)\bkit\b`)},
	{Method, regexp.MustCompile(`(?i)\b(?:method|process|procedure)\b`)},
	{System, regexp.MustCompile(`(?i)\b(?:system|network|platform|arrangement|assembly|installation)\b`)},
	{Composition, regexp.MustCompile(`(?i)\b(?:composition|compound|mixture|formulation|alloy|polymer|copolymer|salt|solution|emulsion|dispersion|antibody|polypeptide|nucleic acid|vector|cell|blend|adhesive|glue|powder|dough|syrup|ink|paint|beverage|beer|concentrate|extract|food|foodstuff|soap|detergent|resin|fuel|cement|concrete|fertilizer|lotion|cream)\b`)},
}

// joining ends the head of a subject: what follows tells what the thing is for or made of.
var joining = regexp.MustCompile(`(?i)(?:,|:|;|\b(?:of|for|to|in|on|with|by|that|which|wherein|comprising|including|having|containing|consisting|according|as|adapted|configured|stor\w+|encod\w+|embod\w+|used|using|operable|capable|whose)\b)`)

// category reads the claim's category off its opening words. An opening that names a thing of no listed kind is Apparatus;
// one that names nothing is Other.
func category(text string) Category {
	head := text
	if m := joining.FindStringIndex(strings.TrimLeft(text, " ")); m != nil {
		head = text[:m[0]]
	}
	if strings.HasPrefix(strings.ToLower(text), "in a") { // Jepson: "In a method of ..., the improvement comprising"
		if m := joining.FindStringIndex(text[len("In a"):]); m != nil {
			head = text[:len("In a")+m[0]]
		}
	}
	opening := text[:min(len(text), 160)]
	best, at := Category(""), -1
	for _, c := range categories {
		where := head
		if c.category == Medium {
			where = opening[:min(len(opening), len(head)+40)] // "a medium", but also "one or more non-transitory computer readable storage media"
		}
		all := c.nouns.FindAllStringIndex(where, -1)
		if all == nil {
			continue
		}
		if c.category == Use || c.category == Medium {
			return c.category
		}
		if last := all[len(all)-1][1]; last > at { // the head noun stands last: "method" in "system control method"
			best, at = c.category, last
		}
	}
	switch {
	case best != "":
		return best
	case len(Words(head)) == 0:
		return Other
	}
	return Apparatus
}
