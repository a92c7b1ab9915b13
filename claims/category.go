package claims

import (
	"strings"
	"sync"

	"claimchart/claims/lazyregexp"
)

// categories tell a claim's category from the head noun of its subject. Sources: 35 USC 101; MPEP 2106.03 (a composition of
// matter is a gas, fluid, powder or solid, whatever its shape); MPEP 2111.05 for media.
var categories = []struct {
	category Category
	nouns    *lazyregexp.Regexp
}{
	{Medium, lazyregexp.New(`(?i)\b(?:(?:computer|machine|processor|controller|non-?transitory|tangible|program|data|information|digital|electronic|software|storage|record|recording|readable|usable|memory|storing)\b.*(?:medium|mediums|media)|(?:readable|usable)\b.*(?:device|memory|hardware|product|storage)s?|computer program(?: product)?s?|(?:program|software) products?)$`)},
	{Kit, lazyregexp.New(`(?i)\bkits?(?:[ -]of[ -]parts)?$`)},
	{Method, lazyregexp.New(`(?i)\b(?:method|process|procedure)(?:e?s)?$`)},
	{System, lazyregexp.New(`(?i)\b(?:system|network|platform|arrangement|assembly|installation)s?$|\bassemblies$`)},
	{Composition, lazyregexp.New(`(?i)\b(?:composition|compound|mixture|formulation|alloy|polymer|copolymer|salt|solution|suspension|emulsion|dispersion|slurry|paste|gel|foam|liquid|fluid|gas|powder|oil|wax|antibody|antibodies|peptide|polypeptide|protein|enzyme|nucleic acid|oligonucleotide|polynucleotide|molecule|plasmid|vector|virus|bacterium|bacteria|cell|cell line|vaccine|medicament|conjugate|hydrate|blend|adhesive|glue|dough|syrup|ink|paint|beverage|beer|concentrate|extract|food|foodstuff|soap|detergent|resin|fuel|cement|concrete|fertilizer|lotion|cream)(?:e?s)?$|\b(?:nucleic acid|amino acid|\w*peptide|protein|antibody|antigen|DNA|RNA|gene|cell)s?\b.*\b(?:sequence|fragment|construct|variant|derivative|complex|antigen|population|culture|strand|primer|probe|receptor)s?$`)},
}

var (
	// participle ends the head as well, unless the subject's noun is still to come: "a medium storing code", "a data storing method".
	participle     = seek(`(?i)\s(?:stor(?:ing|es|ed)|encod(?:ing|es|ed)|embod(?:ying|ies|ied)|containing|us(?:ed|ing)|bearing|carrying|holding)\b`, "stor", "encod", "embod", "containing", "used", "using", "bearing", "carrying", "holding")
	leadingArticle = lazyregexp.New(`(?i)^\s*(?:\d+\s+)?(?:(?:an?|(?:the\s+|said\s+)?(?:one or more|at least one)|the|said)\s+)?`)
	// noHead is a word that stands behind the noun of a subject: "the method claimed", "a compound I", "a kit useful".
	noHead = lazyregexp.New(`(?i)[\s,]+(?:[\w-]*\d[\w-]*|[ivx]+|[a-z]|\w+ed|\w+ly|or|and|set|forth|made|shown|known|taught|given|claim|thereof|therefor|specific|selective|useful|effective|free|(?:read|produc|obtain|avail|execut|us|suit|access|deriv|prepar)[ai]ble|\W+)[\s,]*$`)
	// gerund follows a listed noun as a verb: "a system providing power", "a method controlling lamps". It has an object behind
	// it, a plural or of three words; "cell culturing device" has the noun itself there.
	doing    = seek(`(?i)\s+\w+ing\s+[\w-]+\s+[\w-]+$`, "ing")
	gerund   = seek(`(?i)\s+\w+ing(?:\s+(?:[\w-]+\s+)*\w+[^s\W]s|\s+[\w-]+\s+[\w-]+\s+[\w-]+.*)?$`, "ing")
	conjunct = seek(`(?i)\s+(?:and/or|and|or)\s+`, "and", "or")
	// environment opens a claim to what stands behind the place where it works: "In a computer system, a method of sorting".
	environment = lazyregexp.New(`(?i)^\s*(?:in\s+an?\s[^:;]*?,\s+((?:an?|the)\s+(?:[\w-]+\s+){0,4}?(?:method|process|procedure|system|apparatus|device|medium)\b)|according\s+to\s+[^,;:]*,\s*(\w))`)
	inA         = lazyregexp.New(`(?i)^\s*in\s+an?\s`)
	bodyOpens   = lazyregexp.New(`(?i)^(?:wherein|where|comprising|characteri[sz]ed)\b`)
	// electric goes before a "cell" that is a device.
	electric = lazyregexp.New(`(?i)\b(?:solar|fuel|photovoltaic|electro\w+|battery|galvanic|voltaic|storage|secondary|lithium|ion|memory|flow|load|measuring|sample|test|logic|bit|sensor|robot|prison|padded)\s+cells?$`)
	// holdsCode makes a medium of a memory, a disk or an article: it is claimed for what a machine reads from it.
	holdsCode   = lazyregexp.New(`(?i)\b(?:instructions?|computer programs?|program code|executable|software|computer code)\b`)
	carrierNoun = lazyregexp.New(`(?i)\b(?:mediums?|media|memory|memories|storage(?: devices?)?|memory devices?|disks?|carriers?|articles?|products?|programs?|software|logic|firmware)$`)
	// culture goes before a "medium" that is a mixture of substances.
	culture = lazyregexp.New(`(?i)\b(?:cultur\w+|growth|nutrient|cell|feed|fermentation|contrast|plating|aqueous|liquid|heat|serum|selection|differentiation|freezing|maintenance|basal|conditioned|minimal|defined)\b.*(?:medium|mediums|media)$`)
	bareUse = lazyregexp.New(`(?i)^\s*(?:the\s+)?(?:in\s+(?:vitro|vivo)\s+)?use\b`)
)

// category reads the claim's category off its opening words, and tells whether a listed noun names it. An opening that names a thing
// of no listed kind is Apparatus; one that names nothing is Other.
func category(text string) (c Category, named bool) {
	c, named = namedCategory(text)
	if named || c == Other {
		return c, named
	}
	return Apparatus, false
}

// categoryOf is category alone.
func categoryOf(text string) Category {
	c, _ := category(text)
	return c
}

// namedCategory is the category that the head noun of the claim's subject names; false where no listed noun does. The head is
// the last noun before the words that join another to it: a "process cartridge" is a cartridge.
func namedCategory(text string) (Category, bool) {
	opening := text[:min(len(text), maxSubject)]
	if head, rest, ok := plainHead(opening); ok {
		return headCategory(head, rest)
	}
	if bareUse.MatchString(opening) {
		return Use, true
	}
	if first := strings.TrimSpace(opening); prefixFold(first, "in") || prefixFold(first, "according") {
		if m := environment.FindStringSubmatchIndex(opening); m != nil {
			opening = opening[max(m[2], m[4]):]
		} else if m := inA.FindStringIndex(opening); m != nil { // Jepson: the category is that of what is improved (37 CFR 1.75(e))
			opening = opening[m[1]:]
		}
	}
	opening = withoutAsides(opening)
	opening = opening[len(leadingArticle.FindString(opening)):]
	end := 0
	for {
		if end += subjectEnd(opening[end:]); end == len(opening) || opening[end] != ',' {
			break
		}
		if _, named := headCategory(opening[:end], opening[end:]); named || end == 0 {
			break // else the comma may stand between two adjectives: "a non-transitory, readable medium"
		}
		end++
	}
	head := opening[:end]
	if len(Words(head)) == 0 || bodyOpens.MatchString(head) {
		return Other, false
	}
	if narrow := participle.first(head); narrow != nil {
		if c, ok := headCategory(head[:narrow[0]], opening[narrow[0]:]); ok {
			return c, true
		}
	}
	return headCategory(head, opening[end:])
}

// plainHead returns the words between the article that opens a claim and the "of" or "according" behind them, and what follows, if
// these are at most four words of letters alone none of which has to be looked at twice. Most claims open so.
func plainHead(opening string) (head, rest string, ok bool) {
	at := 0
	for _, article := range []string{"the ", "a ", "an "} {
		if prefixFold(opening, article) {
			at = len(article)
		}
	}
	if at == 0 {
		return "", "", false
	}
	end := at
	for n := 0; ; n++ {
		i := end
		for i < len(opening) && (opening[i]|0x20 >= 'a' && opening[i]|0x20 <= 'z' || opening[i] == '-') {
			i++
		}
		word := opening[end:i]
		switch {
		case i == len(opening) || opening[i] != ' ' || word == "":
			return "", "", false
		case (word == "of" || word == "according") && n > 0:
			return opening[at : end-1], opening[end-1:], true
		case n == 4 || !plainNoun(strings.ToLower(word)):
			return "", "", false
		}
		end = i + 1
	}
}

// plainNoun tells whether a word of a subject neither ends its head nor is a verb in it.
func plainNoun(word string) bool {
	if stoppers[word] || word == "use" || word == "being" || word == "under" {
		return false
	}
	for _, verb := range []string{"stor", "encod", "embod", "contain", "us", "bear", "carry", "hold", "compris", "consist", "includ", "character"} {
		if strings.HasPrefix(word, verb) {
			return false
		}
	}
	return true
}

// subjectEnd returns where the head of a subject ends: at a mark, or at the white space before a word that tells what the thing is for,
// made of, or how it is used; the end of the text where it does not.
func subjectEnd(text string) int {
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b == ',' || b == ':' || b == ';':
			return i
		case spaceByte(b):
			end := i + 1
			for end < len(text) && wordByte(text[end]) {
				end++
			}
			if joiningWords[strings.ToLower(text[i+1:end])] {
				return i
			}
			i = end - 1
		}
	}
	return len(text)
}

// joiningWords end the head of a subject.
var joiningWords = set("of for to in on with by that which wherein where whereby comprising comprises including having consisting according as from " +
	"adapted configured operable capable whose when into under at against being have has is are a an the said")

// withoutAsides takes what stands in brackets out of a text, with the white space before it; of brackets in brackets, the inner.
func withoutAsides(text string) string {
	opens := strings.IndexByte(text, '(')
	if opens < 0 {
		return text
	}
	var b strings.Builder
	from := 0 // what is written goes up to here
	for i := opens; i < len(text); i++ {
		switch {
		case text[i] == '(':
			opens = i
		case text[i] == ')' && opens >= from:
			b.WriteString(strings.TrimRight(text[from:opens], "\t\n\f\r "))
			from, opens = i+1, -1
		}
	}
	b.WriteString(text[from:])
	return b.String()
}

// maxSubject is how many bytes of a claim are looked at for its subject.
const maxSubject = 300

// headCategory is the category that the last noun of head names, or of the noun joined to it by "or"; rest is what follows it.
func headCategory(head, rest string) (Category, bool) {
	parts := []string{head}
	if conjunct.in(head) {
		parts = conjunct.pattern.Split(head, -1)
	}
	for i := len(parts) - 1; i >= 0; i-- {
		noun := strings.TrimSpace(parts[i])
		for noun != "" {
			if c, ok := nounCategory(noun, rest); ok {
				return c, true
			}
			if plainNounLast(noun) {
				break
			}
			cut := noHead.FindStringIndex(noun)
			if cut == nil {
				break
			}
			noun = noun[:cut[0]]
		}
		if m := gerund.first(noun); m != nil {
			if c, ok := nounCategory(noun[:m[0]], rest); ok {
				return c, true
			}
		}
		if m := doing.first(noun); m != nil {
			if c, ok := nounCategory(noun[:m[0]], rest); ok && c != Composition {
				return c, true
			}
		}
	}
	return "", false
}

// plainNounLast tells whether a phrase ends in a word of small letters that noHead never takes for one that stands behind a noun.
func plainNounLast(phrase string) bool {
	i := len(phrase)
	for i > 0 && phrase[i-1] >= 'a' && phrase[i-1] <= 'z' {
		i--
	}
	last := phrase[i:]
	return len(last) > 1 && i > 0 && phrase[i-1] == ' ' && !behindNoun[last] && strings.Trim(last, "ivx") != "" &&
		!strings.HasSuffix(last, "ed") && !strings.HasSuffix(last, "ly") && !strings.HasSuffix(last, "ble")
}

// behindNoun are the words of noHead.
var behindNoun = set("or and set forth made shown known taught given claim thereof therefor specific selective useful effective free")

// nounCategory is the category of the noun that phrase ends in, with rest behind it.
func nounCategory(phrase, rest string) (Category, bool) {
	n := nounOf(phrase)
	if n.carrier && holdsCode.MatchString(rest[:min(len(rest), 200)]) {
		return Medium, true
	}
	return n.category, n.category != ""
}

// noun is what a phrase by itself tells: the category of its noun, or that it names what may carry code.
type noun struct {
	category Category
	carrier  bool
}

// nouns keeps what phrases told, since claims open with few: "The method" is asked for thousands of times.
var nouns = struct {
	sync.RWMutex
	known map[string]noun
}{known: map[string]noun{}}

// Bounds of what is kept.
const (
	maxNouns = 1 << 14
	maxNoun  = 64 // bytes of a phrase
)

func nounOf(phrase string) noun {
	if len(phrase) > maxNoun {
		return readNoun(phrase)
	}
	nouns.RLock()
	n, ok := nouns.known[phrase]
	nouns.RUnlock()
	if !ok {
		n = readNoun(phrase)
		nouns.Lock()
		if len(nouns.known) < maxNouns {
			nouns.known[strings.Clone(phrase)] = n
		}
		nouns.Unlock()
	}
	return n
}

func readNoun(phrase string) noun {
	switch {
	case culture.MatchString(phrase):
		return noun{category: Composition}
	case electric.MatchString(phrase):
		return noun{category: Apparatus}
	}
	for _, c := range categories {
		if c.nouns.MatchString(phrase) {
			return noun{category: c.category}
		}
	}
	return noun{carrier: carrierNoun.MatchString(phrase)}
}

// inheritCategories gives a dependent claim whose noun names no category that of its parent: it is a claim to the same thing
// (35 USC 112(d)). A thing is never a method, whatever it refers to.
func inheritCategories(set *Set) {
	first := make(map[int]Category, len(set.Claims))
	for i := range set.Claims {
		c := &set.Claims[i]
		if c.Relation == Limits && len(c.Refs) > 0 && c.Refs[0] != c.Num && c.Origin.Kind != Described {
			if !c.named {
				if p := first[c.Refs[0]]; p != "" && p != Method && p != Use {
					c.Category = p
				}
			}
		}
		if _, seen := first[c.Num]; !seen {
			first[c.Num] = c.Category
		}
	}
}
