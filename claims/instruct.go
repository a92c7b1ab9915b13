package claims

import (
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// telling of a claim as an edit of another: what a sentence says, before it is carried out.
type instruction struct {
	nums     []int
	bases    []int // as stated, in order; empty where the sentence names none
	text     string
	line     int
	end      int
	edit     Edit
	old, new phrase
	where    place
	also     [][2]phrase // further words replaced: old, new
	like     [2]int      // switch: the claims whose difference is made again
	category Category
	quotes   []int // the quotations that belong to the sentence
	depends  bool  // told to depend on its base, and no more
}

// phrase is something that a sentence names: words in quotation marks, or words of the sentence's own.
type phrase struct {
	text   string
	quoted bool
	dots   bool // the quotation begins with "…": words before it are left out
}

// place is the part of the base that an edit touches, where the sentence names it by its position.
type place int

const (
	byWords   place = iota // wherever the old words stand
	atEnd                  // "the last few words": from where the new words begin to match
	lastPart               // "the last clause"
	firstPart              // "the first step"
	around                 // "the plurality part": the noun phrase that holds the words
	atStart                // "it opens": the preamble
)

const hole = `[\x{F0000}-\x{FFFFD}]`

var (
	thing    = `(?:(?:the\s+)?(?:words?|phrase|term|expression)\s+)?(` + hole + `|(?:the\s+|an?\s+|its\s+|every\s+|each\s+)?(?:[^\s.,;:]+\s+){0,7}?[^\s.,;:]+)`
	endThing = `(?:(?:the\s+)?(?:words?|phrase|term|expression)\s+)?(` + hole + `|[^\s.,;:]+(?:\s+[^\s.,;:]+){0,7})`
	inBase   = `(?:\s*,?\s+(?:in|of|from)\s+(?:the\s+)?(?:claim|section)?\s*[\w-]+)?`

	recastAs = lazyregexp.New(`(?i)\b(apparatus|system|method|device|machine|medium|software|hardware|computer[- ]\w+|product|kit|composition|process|server|network|program|manufacturing|data[- ]carrier|storage)\s*[- ]?(?:claims?\s+)?(?:version|twin|counterpart|form|equivalent|cousin|sibling|edition|analogue?|variant|side|flavou?r|dress|clothing|clothes|translation|parallel|mirror image|brother|sister|relative|incarnation|rendering)s?\b`)
	recastTo = lazyregexp.New(`(?i)\b(?:repeat\w*|restat\w+|recast\w*|mirror\w*|rewrit\w+|rewrote|turn\w*|dress\w*|translat\w+|recit\w+|parallel\w*|again|over|rework\w*|do(?:es)?\s+the\s+same|carry|carries|put\w*|track\w*)\b.{0,60}?\b(?:for|as|to|into|in|on)\s+(?:the\s+|an?\s+)?(?:form\s+of\s+(?:the\s+|an?\s+)?)?(?:[\w-]+\s+)?(apparatus|systems?|methods?|devices?|machines?|medium|media|software|hardware|product|kit|composition|process|server|computer|program|data\s+carrier)\b`)
	alikeAs  = lazyregexp.New(`(?i)\b(?:like|just\s+as|as|what|the\s+way|the\s+same\s+(?:way|change|trick|edit|switch|swap|move|twist|treatment))\b`)
	swapWord = lazyregexp.New(`(?i)\b(?:switch\w*|swap\w*|chang\w*|trick|edit|move|twist|treatment|did|does|do|done|stands?)\b`)

	replaceOld = []*lazyregexp.Regexp{ // old, new
		lazyregexp.New(`\bs/([^/]+)/([^/]+)/`), // as editors of lines write it
		lazyregexp.New(`(?i)` + thing + `\s+(?:is\s+|goes\s+|comes\s+)?out,?\s+(?:and\s+)?` + thing + `\s+(?:is\s+|goes\s+|comes\s+)?in\b`),
		lazyregexp.New(`(?i)\b(?:replac|swap|chang|exchang|trad|switch|turn|convert|alter|amend)\w*\s+(?:the\s+(?:words?|phrase|term)\s+)?` + thing + inBase + `\s+(?:with|by|for|to|into)\s+` + endThing),
		lazyregexp.New(`(?i)\bsubstitut\w*\s+` + thing + inBase + `\s+(?:with|by)\s+` + endThing),
		lazyregexp.New(`(?i)\b(?:instead\s+of|in\s+place\s+of|rather\s+than|where\s+[\w ]{1,20}?\s+(?:says|said|reads|read|has|had|uses|used|speaks\s+of)|for|for\s+the\s+words?)\s+` + thing + `,?\s+(?:(?:it|this|this one|that one|they|we|you)\s+|(?:claim|section)\s+\w+\s+|now\s+|simply\s+|just\s+|the\s+(?:claim|section)\s+)*(?:says?|reads?|has|have|uses?|puts?|recites?|specif\w+|requires?|calls?\s+for|speaks\s+of|gets?|find)\s+` + endThing),
		lazyregexp.New(`(?i)` + thing + inBase + `,?\s+(?:becomes?|has\s+become|turns?\s+into|turned\s+into|is\s+now|(?:is|was|are|were|has\s+been|being)?\s*(?:replaced|swapped|changed|exchanged|switched|crossed\s+out|struck)\s*(?:out|off|over)?\s*(?:with|by|for|to|into|in favou?r of)|(?:has|have)\s+(?:shrunk|grown|turned|been\s+cut|become|swollen)(?:\s+down|\s+up)?\s+(?:to|into)|gives?\s+way\s+to|makes?\s+way\s+for|changes?\s+(?:to|into))\s+` + endThing),
		lazyregexp.New(`(?i)\b(?:cross\w*\s+out|str(?:uck|ikes?|iking)\s+out)\s+` + thing + inBase + `.{0,30}?\b(?:wr[oi]te\w*|put\w*|pencil\w*|insert\w*)\s+(?:in\s+)?` + endThing),
	}
	replaceNew = []*lazyregexp.Regexp{ // new, old
		lazyregexp.New(`(?i)` + thing + `\s+(?:wherever|everywhere|where)\s+(?:it|that\s+one|(?:claim|section)\s+\w+)\s+(?:says|said|has|had|reads|read)\s+` + endThing),
		lazyregexp.New(`(?i)` + thing + `\s+(?:now\s+)?(?:stands?|sits|appears|comes|goes|is)\s+where\s+` + thing + `\s+(?:stood|was|sat|had\s+been|used\s+to\s+be|did)\b`),
		lazyregexp.New(`(?i)` + thing + `\s+(?:in|is\s+in)\s+and\s+` + thing + `\s+(?:out|is\s+out)\b`),
		lazyregexp.New(`(?i)\bsubstitut\w*\s+` + thing + `\s+(?:for|in\s+place\s+of)\s+` + endThing),
		lazyregexp.New(`(?i)\b(?:with|has|having|reads?|says?|saying|uses?|using|puts?|putting|calls?\s+for|asks?\s+for|requires?|recites?|specif\w+|writes?|gives?)\s+` + thing + `\s+(?:instead\s+of|in\s+place\s+of|rather\s+than|in\s+lieu\s+of|where\s+(?:it|that\s+one|the\s+other|(?:claim|section)\s+\w+|\w+)\s+(?:has|had|says|said|reads|read|put|uses|used)|(?:put\s+|written\s+|used\s+)?for(?:\s+every|\s+each)?)\s+(?:every\s+|each\s+)?` + endThing),
		lazyregexp.New(`(?i)` + thing + `\s+(?:replaces?|replacing|takes?\s+the\s+place\s+of|taking\s+the\s+place\s+of|stands?\s+in\s+for|displaces?|for)\s+` + endThing),
	}
	aroundWord = lazyregexp.New(`(?i)\b(?:replac|swap|chang|exchang|alter|amend|turn)\w*\s+(?:the|its)\s+(` + hole + `|[\p{L}-]+)\s+(?:part|bit|piece|language|wording|business|portion|phrase)\s+(?:with|by|for|to|into)\s*:?\s*(` + hole + `)`)

	lastWords  = lazyregexp.New(`(?i)\b(?:last|final|closing|concluding)\s+(?:few\s+|couple\s+of\s+|\w+\s+)?(?:words?|lines?|phrase|bit|part)\b|\b(?:ends?|ending|tail|finish\w*|closes|closing|concludes?|end\s+part|tail\s+end|very\s+end|the\s+end|the\s+close)\b`)
	lastClause = lazyregexp.New(`(?i)\b(?:last|final|closing|concluding)\s+(?:\w+\s+)?(?:clause|limitation|element|step|feature|paragraph|limb|wherein|item|act|requirement)\b|\bthe\s+wherein(?:\s+clause)?\b`)
	firstStep  = lazyregexp.New(`(?i)\b(?:first|opening)\s+(?:clause|limitation|element|step|feature|item)\b`)
	dropping   = lazyregexp.New(`(?i)\b(?:drop\w*|omit\w*|delet\w*|remov\w*|leav\w*(?:\s+out|\s+off|\s+away)?|left\s+out|lacks?|lacking|los\w+|str(?:ikes?|iking|uck)(?:\s+out)?|cut\w*(?:\s+out)?|without|minus|skip\w*|shed\w*|dispens\w+\s+with|tak\w+\s+(?:out|away)|throws?\s+out|does\s+away\s+with|less|gone|missing|but\s+for|shorn\s+of|strip\w*(?:\s+out|\s+of)?)\b`)
	// opensWith has the quotation as the new beginning of the claim.
	opensWith = lazyregexp.New(`(?i)\b(?:opens?|begins?|starts?|opening|beginning|starting)(?:\s+(?:with|instead|now|by))*[\s:,]*` + hole)
	// holeDropped has the verb behind the quotation: "with the words “from a bank” struck out".
	holeDropped = lazyregexp.New(`(?i)` + hole + `\s+(?:is\s+|are\s+|was\s+|were\s+|being\s+|has\s+been\s+)?(?:struck(?:\s+out)?|left\s+out|taken\s+out|crossed\s+out|cut(?:\s+out)?|removed|deleted|omitted|dropped|gone|missing)\b`)
	// droppedHole has the quotation right behind the verb: "without “from a bank”".
	droppedHole = lazyregexp.New(`(?i)\b(?:drop\w*|omit\w*|delet\w*|remov\w*|leav\w+\s+(?:out|off)|lacks?|lacking|los\w+|str(?:ikes?|iking|uck)(?:\s+out)?|without|minus|skip\w*|shed\w*)\s+(?:(?:only|just)\s+)?(?:the\s+(?:words?|phrase|term|clause|step)\s+)?` + hole)
	dropped     = lazyregexp.New(`(?i)\b(?:drop\w*|omit\w*|delet\w*|remov\w*|leav\w*|lacks?|lacking|los\w+|str(?:ikes?|iking|uck)|cut\w*|without|minus|skip\w*|shed\w*|dispens\w+\s+with|tak\w+|shorn\s+of|less)\s+(?:out\s+|off\s+|away\s+)?` + endThing)
	outPassive  = lazyregexp.New(`(?i)(?:with\s+)?(?:only\s+|just\s+|merely\s+)?` + thing + `\s+(?:is\s+|are\s+|was\s+|were\s+|has\s+been\s+|being\s+)?(?:left\s+out|omitted|dropped|missing|gone|deleted|removed|taken\s+out|cut\s+out|struck\s+out)\b`)
	adding      = lazyregexp.New(`(?i)\b(?:and\s+then|add\w*|append\w*|tack\w*|bolt\w*|attach\w*|tag\w*|stick\w*|stuck|hang\w*|hung|plus|follow\w*|graft\w*|glue\w*|pin\w*|slap\w*|throw\w*\s+in|extend\w*|with|onto|on\s+top)\b`)
	exceptFor   = lazyregexp.New(`(?i)\b(?:except|save|but|apart\s+from|other\s+than|only|until|up\s+to|differ\w*|instead|now|change\w*)\b`)
	dotsAhead   = lazyregexp.New(`^\s*(?:…|\.\.\.|\[\.\.\.\]|\[…\])\s*`)
)

// read fills in what the instruction's sentence says; false if it tells no edit. The order matters: a recast and a change
// told by its likeness to another hold words that would pass for a replacement.
func (in *instruction) read(a *article, text string, analogs []int) bool {
	if m := recastAs.FindStringSubmatch(text); m != nil && len(in.bases) > 0 {
		in.edit, in.category = Recast, recastCategory(m[1])
		return true
	}
	if m := recastTo.FindStringSubmatch(text); m != nil && len(in.bases) > 0 && len(places(text)) == 0 {
		in.edit, in.category = Recast, recastCategory(m[1])
		return true
	}
	if len(analogs) == 2 && alikeAs.MatchString(text) && (swapWord.MatchString(text) || proportion.MatchString(text)) {
		in.edit, in.like = Switch, [2]int{analogs[0], analogs[1]}
		return true
	}
	if m := aroundWord.FindStringSubmatch(text); m != nil {
		in.edit, in.where, in.old, in.new = Replace, around, a.phrase(m[1]), a.phrase(m[2])
		return true
	}
	fragments := a.fragments(text)
	if len(fragments) != 1 || !lastClause.MatchString(text) && !lastWords.MatchString(text) || len(fragments[0].text) < 12 {
		for _, re := range replaceOld {
			if m := re.FindStringSubmatch(text); m != nil && a.useful(m[1], m[2]) {
				in.edit, in.old, in.new = Replace, a.fit(m[1]), a.phrase(m[2])
				in.further(a, text)
				return true
			}
		}
		for _, re := range replaceNew {
			if m := re.FindStringSubmatch(text); m != nil && a.useful(m[2], m[1]) {
				in.edit, in.old, in.new = Replace, a.fit(m[2]), a.phrase(m[1])
				in.further(a, text)
				return true
			}
		}
	}
	if len(fragments) > 0 {
		last := fragments[len(fragments)-1]
		switch {
		case opensWith.MatchString(text) && len(fragments) == 1:
			in.edit, in.where, in.new = Replace, atStart, last
			if c := categoryOf(last.text); len(in.bases) > 0 && a.find(in.bases[0]) != nil && c != categoryOf(a.find(in.bases[0]).Text) {
				in.edit, in.category = Recast, c
			}
			return true
		case droppedHole.MatchString(text) || holeDropped.MatchString(text) || dropping.MatchString(text) && !adding.MatchString(text) && !lastWords.MatchString(text):
			in.edit, in.old = Delete, last
			return true
		case adding.MatchString(text) && !exceptFor.MatchString(strings.ReplaceAll(strings.ToLower(text), "adds only", "adds")):
			in.edit, in.new = Append, last
			return true
		case lastClause.MatchString(text):
			in.edit, in.where, in.new = Replace, lastPart, last
			return true
		case firstStep.MatchString(text):
			in.edit, in.where, in.new = Replace, firstPart, last
			return true
		case lastWords.MatchString(text) && (exceptFor.MatchString(text) || regexpEnds.MatchString(text)):
			in.edit, in.where, in.new = Replace, atEnd, last
			return true
		case adding.MatchString(text):
			in.edit, in.new = Append, last
			return true
		case exceptFor.MatchString(text) && len(in.bases) > 0:
			in.edit, in.where, in.new = Replace, atEnd, last
			return true
		}
		return false
	}
	switch {
	case dropping.MatchString(text) && lastClause.MatchString(text):
		in.edit, in.where = Delete, lastPart
		return true
	case dropping.MatchString(text) && firstStep.MatchString(text):
		in.edit, in.where = Delete, firstPart
		return true
	case dropping.MatchString(text) && len(in.bases) > 0:
		in.edit = Delete
		if m := outPassive.FindStringSubmatch(text); m != nil {
			in.old = a.phrase(m[1])
		} else if m := dropped.FindStringSubmatch(text); m != nil {
			in.old = a.phrase(m[1])
		}
		return true
	case adding.MatchString(text) && regexpAdds.MatchString(text):
		in.edit = Append // the added words are told, not quoted: it cannot be carried out
		return true
	case len(in.bases) > 0 && regexpSame.MatchString(text):
		in.edit = Replace
		return true
	}
	return false
}

// further reads the other pairs of quoted words that the sentence replaces, and puts all in the order of the sentence.
func (in *instruction) further(a *article, text string) {
	type pair struct {
		at       int
		old, new phrase
	}
	var all []pair
	add := func(old, new string) {
		o, n := places(old), places(new)
		if len(o) == 0 || len(n) == 0 || slices.ContainsFunc(all, func(p pair) bool { return p.at == min(o[0], n[0]) }) {
			return
		}
		all = append(all, pair{min(o[0], n[0]), a.phrase(old), a.phrase(new)})
	}
	for _, re := range replaceOld {
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			add(m[1], m[2])
		}
	}
	for _, re := range replaceNew {
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			add(m[2], m[1])
		}
	}
	if len(all) < 2 {
		return
	}
	slices.SortFunc(all, func(x, y pair) int { return x.at - y.at })
	in.old, in.new = all[0].old, all[0].new
	for _, p := range all[1:] {
		in.also = append(in.also, [2]phrase{p.old, p.new})
	}
}

var (
	regexpEnds = lazyregexp.New(`(?i)\b(?:ends?|ending|finish\w*|closes|concludes?|end)\b`)
	regexpAdds = lazyregexp.New(`(?i)\b(?:adds?|appends?|tacks?|bolts?)\b`)
	regexpSame = lazyregexp.New(`(?i)\b(?:identical|same\s+as|word[- ]for[- ]word|similar\s+to|repeats?|copies|mirrors?)\b`)
)

func recastCategory(noun string) Category {
	switch n := strings.ToLower(strings.TrimSuffix(noun, "s")); {
	case n == "apparatu" || n == "device" || n == "machine" || n == "hardware" || n == "server":
		return Apparatus
	case n == "system" || n == "network" || n == "computer":
		return System
	case n == "method" || strings.HasPrefix(n, "proces") || n == "manufacturing":
		return Method
	case n == "medium" || n == "media" || n == "software" || n == "program" || strings.HasPrefix(n, "computer") ||
		strings.HasPrefix(n, "data") || n == "storage" || n == "product":
		return Medium
	case n == "kit":
		return Kit
	case n == "composition":
		return Composition
	}
	return Other
}

// phrase turns a piece of a sentence into a phrase: a placeholder into its quotation.
func (a *article) phrase(piece string) phrase {
	if at := places(piece); len(at) > 0 {
		text := a.quotes[at[0]].text
		dots := dotsAhead.FindString(text)
		return phrase{strings.TrimSpace(text[len(dots):]), true, dots != ""}
	}
	piece = quantity.ReplaceAllString(strings.TrimSpace(piece), "")
	if m := trailing.FindStringIndex(piece); m != nil {
		piece = piece[:m[0]]
	}
	return phrase{text: piece}
}

var (
	quantity = lazyregexp.New(`(?i)^(?:only|just|merely|every|each)\s+`)
	trailing = lazyregexp.New(`(?i)\s+(?:throughout|everywhere|instead|again|and|but|which|so|wherever|in\s+(?:claim|section)|that\s+is)\b.*$`)
)

// fit is phrase for words that are to stand in a claim: of words that are not quoted, as many as do.
func (a *article) fit(piece string) phrase {
	p := a.phrase(piece)
	words := strings.Fields(p.text)
	for n := len(words); n > 0 && !p.quoted; n-- {
		text := strings.Join(words[:n], " ")
		for i := range a.claims {
			if len(findWords(a.claims[i].Text, text)) > 0 {
				return phrase{text: text}
			}
		}
	}
	return p
}

func (a *article) fragments(text string) []phrase {
	var out []phrase
	for _, q := range places(text) {
		if len(Words(a.quotes[q].text)) > 0 {
			out = append(out, a.phrase(placeholder(q)))
		}
	}
	return out
}

// useful tells whether a pair of phrases can be the old and the new words of an edit: one is quoted, or the old one stands in
// some claim.
func (a *article) useful(old, new string) bool {
	o, n := a.phrase(old), a.phrase(new)
	if o.text == "" || n.text == "" || mentionOnly.MatchString(o.text) || mentionOnly.MatchString(n.text) {
		return false
	}
	if o.quoted {
		return true
	}
	fit := a.fit(old).text
	for i := range a.claims {
		if len(findWords(a.claims[i].Text, fit)) > 0 && !vague.MatchString(fit) && !stoppers[strings.ToLower(fit)] {
			return true
		}
	}
	return n.quoted && !vague.MatchString(o.text)
}

var (
	mentionOnly = lazyregexp.New(`(?i)^(?:claims?|sections?)?\s*(?:\d+|one)?$`)
	vague       = lazyregexp.New(`(?i)\b(?:last|final|closing|words?|clause|end|ending|step|it|that|this|which|itself)\b`)
)

// findWords returns the places in text where the words of phrase stand one after the other, whatever their case.
func findWords(text, phrase string) []Span {
	want := Words(phrase)
	if len(want) == 0 {
		return nil
	}
	have := Words(text)
	var out []Span
	for i := 0; i+len(want) <= len(have); i++ {
		ok := true
		for j := range want {
			if have[i+j].Lower != want[j].Lower {
				ok = false
				break
			}
		}
		if ok {
			out = append(out, Span{have[i].Start, have[i+len(want)-1].End})
			i += len(want) - 1
		}
	}
	return out
}
