package priorart

import (
	"regexp"
	"slices"
	"strings"

	"claimchart/claims"
)

// np stands in a pattern for a noun phrase: up to fourteen words without a mark between them. clean makes a title of it.
const np = `((?:[^\s,;:.!?()“”"—–\[\]]+\s+){0,13}[^\s,;:.!?()“”"—–\[\]]+)`

// short is np as short as what follows allows.
const short = `((?:[^\s,;:.!?()“”"—–\[\]]+\s+){0,9}?[^\s,;:.!?()“”"—–\[\]]+)`

// opener stands before the subject of a clause: the sentence's begin, a mark, joining words, "As for section 3,".
const opener = `(?:^|[:;—–]\s*|,\s+(?:and|but)\s+)\W*(?:(?:and|but|so|well|now|then)\s+|(?:as\s+for|for|on|in|to)\s+[^,]{1,40},\s+)*`

// same stands for what an author calls the thing claimed: "exactly that", "the same", "claim 7", "what section 2 describes".
const same = `(?:(?:exactly|precisely|just|very|all|much|about|pretty\s+much)\s+(?:of\s+)?)*(?:this|that|it|the\s+same(?:\s+thing)?|so|th(?:is|at)\s+(?:job|trick|very\s+thing)|the\s+(?:job|trick)|as\s+much|these\s+things|(?:claims?|sections?|numbers?|no\.)\s*\d+|the\s+(?:first|second|third|last)\s+of\s+these|\d{1,2}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|what\s+(?:claim|section|he|she|it|they|number)\b)`

// numeral is a claim's number standing for the claim.
const numeral = `(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)`

// naming are the ways in which authors name what was done before; the group is the noun phrase that names it. Ordered: of two
// that fit one sentence the first wins. A pattern marked sure names a thing whatever it is; the others only what clean takes
// for a thing.
var naming = []struct {
	pattern *regexp.Regexp
	sure    bool
}{
	// this is called a parasol; what bankers call value dating; known to everybody as a kanban board
	{regexp.MustCompile(`(?i)\b(?:is|are|was|were|been|['’]s)\s+(?:\w+ly\s+|also\s+|well\s+|better\s+|otherwise\s+)?(?:known|called|termed|named|dubbed|referred\s+to)(?:\s+(?:in|to|by|among)\s+[^.,;]{1,40}?)?(?:\s+as)?\s+((?:an?|the)\s+` + np[1:]), true},
	{regexp.MustCompile(`(?i)\b(?:is|are|was|were|been|['’]s)\s+(?:\w+ly\s+|also\s+|well\s+|better\s+|otherwise\s+)?(?:called|termed|named|dubbed)\s+` + np), true},
	{regexp.MustCompile(`(?i)\bwhat\s+(?:[^\s,.;]+\s+){1,4}?calls?\s+` + np), true},
	{regexp.MustCompile(`(?i)\b(?:calls?|called)\s+(?:it|this|that|them|these|those)\s+` + np), true},
	{regexp.MustCompile(`(?i)\b(?:know|knows|knew|known)\s+(?:it|this|that|them)(?:\s+one)?\s+as\s+` + np), true},
	{regexp.MustCompile(`(?i)\b(?:also|better|commonly)\s+known\s+as\s+` + np), true},
	{regexp.MustCompile(`(?i)\b(?:goes?|went)\s+by\s+the\s+name\s+of\s+` + np), true},
	{regexp.MustCompile(`(?i)\b(?:name|word|term)\s+for\s+(?:it|this|that|them)\b[^.;]{0,30}?(?:,\s+namely|:|;|—|–)\s+(?:it\s+(?:is|was)\s+)?` + np), true},
	{regexp.MustCompile(`(?i)\bsells?\s+(?:it|this|that|them)\s+as\s+` + np), true},
	// nothing but a beach umbrella; they mean the punched card; reinvented the toaster
	{regexp.MustCompile(`(?i)\bnothing\s+(?:but|other\s+than|more\s+than|else\s+than)\s+` + np), true},
	{regexp.MustCompile(`(?i)^\W*(?:they|he|she|it|this)\s+means?\s+((?:an?|the)\s+` + np[1:]), true},
	{regexp.MustCompile(`(?i)\b(?:re-?invent\w*|rediscover\w*|has\s+(?:just\s+)?described|have\s+(?:just\s+)?described)\s+((?:an?|the)\s+` + np[1:]), true},
	// we would cite the pager bridge; the closest art is the syringe pump; anyone who ran an end crusher
	{regexp.MustCompile(`(?i)\b(?:cite|citing|cites)\s+((?:an?|the)\s+` + np[1:]), false},
	{regexp.MustCompile(`(?i)\b(?:closest|nearest|best)\s+(?:prior\s+)?art\b[^.;]{0,40}?\bis\s+` + np), true},
	{regexp.MustCompile(`(?i)\bany(?:one|body)?\s+(?:\w+\s+)?(?:who|that)\s+(?:ever\s+)?(?:ran|runs|used|uses|had|has|owned|owns|kept|keeps)\s+` + np), false},
	// portable soup, they called it; under the name of portable soup
	{regexp.MustCompile(`(?i)(?:^|[:;—–,]\s*)\W*` + np + `,\s+(?:they|we|people|he|she|you|one)\s+(?:used\s+to\s+)?calls?(?:ed)?\s+(?:it|this|that)\b`), true},
	{regexp.MustCompile(`(?i)\bunder\s+the\s+name\s+(?:of\s+)?` + np), true},
	{regexp.MustCompile(`(?i)(?:^|[.;]\s*)\W*(?:[\p{L}]+\s+){1,3}says?\s+` + np + `,\s+and`), false},
	// the claim describes a thing; has patented the thing; recognise in it the thing
	{regexp.MustCompile(`(?i)\b(?:claims?(?:\s+\d+(?:\s+and\s+\d+)?)?|it|this|that|section\s+\d+)\s+(?:describes?|amounts?\s+to|comes?\s+(?:very\s+)?close\s+to|come\s+(?:very\s+)?close\s+to|reads?\s+like|sounds?\s+like|looks?\s+like)\s+` + np), false},
	{regexp.MustCompile(`(?i)\b(?:has|have|['’]ve|['’]s)\s+(?:just\s+|now\s+|actually\s+)?(?:patented|claimed|discovered|invented)\s+((?:an?|the)\s+` + np[1:]), false},
	{regexp.MustCompile(`(?i)\b(?:recogni[sz]e|see|find|spot)\s+in\s+[^,.;]{1,40}?\s+((?:an?|the)\s+` + np[1:]), false},
	// that's what a nutrient doser does; offered by a chain hoist group; had an Expect script for it
	{regexp.MustCompile(`(?i)\bwhat\s+((?:an?|any|every|the)\s+` + short[1:] + `\s+(?:does|do|did|is\s+for|was\s+for)\b`), true},
	{regexp.MustCompile(`(?i)\b(?:this|that|it|the\s+same(?:\s+thing)?)\s+(?:has\s+(?:long\s+)?been|is|was)\s+(?:\w+\s+)?(?:offered|done|sold|provided|solved|handled|covered|achieved|performed)\s+(?:by|with|in|as)\s+((?:an?|the)\s+` + np[1:]), true},
	{regexp.MustCompile(`(?i)\b(?:had|have|has|kept|keeps?|use[sd]?|wrote)\s+((?:an?|the)\s+` + short[1:] + `\s+for\s+(?:it|that|this)\b`), false},
	// so basically a freezer alarm; So a reed switch, which
	{regexp.MustCompile(`(?i)^\W*(?:so|basically|in\s+short|in\s+other\s+words|i\.e\.),?\s+(?:basically|really|just|simply|,)*\s*(an?\s+` + np[1:] + `(?:[,.]|$)`), false},
	// what does that? a floor pump
	{regexp.MustCompile(`(?i)\bwhat\s+(?:does|did|is|was)\s+` + same + `\?\s+` + np), true},
	// what remains is casein paint medium; it is what the cash machine has shown us
	{regexp.MustCompile(`(?i)\bwhat\s+(?:remains|is\s+left|you\s+(?:get|have)|we\s+have|results|comes\s+out)\s+is\s+` + np), true},
	{regexp.MustCompile(`(?i)\bis\s+what\s+((?:an?|the|my|our|any|every)\s+` + short[1:] + `\s+(?:has|have|had|does|do|did|is|was)\b`), false},
	// had the scrip office for the same purpose; for this the trade had the silvered parasol
	{regexp.MustCompile(`(?i)\b(?:had|has|have|kept|keeps?|used|uses?)\s+((?:an?|the|our|my)\s+` + short[1:] + `\s+for\s+(?:the\s+(?:very\s+)?same|(?:exactly|precisely|just)\s+(?:that|this)|that|this|the\s+purpose)\b`), false},
	{regexp.MustCompile(`(?i)^\W*for\s+(?:this|that)\s+[^,.;]{1,40}?\s+(?:had|has|have|used|uses?|kept|keeps?)\s+((?:an?|the|their)\s+` + np[1:]), false},
	// have been standing their boxes on a kitchen scale for as long as
	{regexp.MustCompile(`(?i)\b(?:has|have)\s+been\s+\w+ing\s+[^.;]*?\s(?:on|with|in|by)\s+((?:an?\s+)` + short[1:] + `\s+(?:for|since)\b`), false},
	// the shoe box falls under this one; any cash register would do
	{regexp.MustCompile(`(?i)` + opener + `((?:an?|the|any|every|my|our)\s+` + np[1:] + `[^.;]{0,60}?\s(?:falls?\s+under|reads?\s+on|meets?|fits?|covers?|already\s+had)\s+(?:all\s+of\s+)?` + same), false},
	{regexp.MustCompile(`(?i)` + opener + `((?:an?|the|any|every|my|our)\s+` + np[1:] + `\s+would\s+(?:do|serve)\b`), false},
	{regexp.MustCompile(`(?i)^\W*(?:my|our)\s+` + short + `\s+(?:has|have|had|does|do|did|can)\b[^.;]*\b(?:too|as\s+well)\b`), false},
	{regexp.MustCompile(`(?i)\b(?:buy|get|have|try)\s+(?:yourself\s+)?(an?\s+` + np[1:] + `\.?$`), false},
	// did it in a frying pan; have done this with card catalogues
	{regexp.MustCompile(`(?i)\b(?:do|does|did|done|doing|manage[sd]?|worked|works)\s+` + same + `(?:\s+\w+ly)?\s+(?:(?:with|by\s+means\s+of|using)\s+|(?:in|on)\s+an?\s+)` + np), false},
	{regexp.MustCompile(`(?i)\b(?:do|does|did|done|doing)\s+` + same + `\s+[^.;,]{0,30}?\bwith\s+` + np), false},
	// any farmhand with a spring balance does it
	{regexp.MustCompile(`(?i)\b(?:any|every|each)\s+[^,.;]{1,30}?\s+with\s+((?:an?|the)\s+` + short[1:] + `\s+(?:do|does|did|has\s+done|has\s+been\s+doing|has\s+practised)\s+` + same), false},
	// the charge slip was doing this; Excel does this
	{regexp.MustCompile(`(?i)` + opener + np + `(?:,[^,;.]{1,60},)?\s*(?:['’]s\s+been|['’]d\s+been|has|have|had|was|were|would|will|can|could|appears\s+to|used\s+to)?\s*(?:(?:been|always|long|already|also)\s+)*\b(?:do|does|did|done|doing|perform\w*|achiev\w*|practis\w+|answer\w*\s+to|shown\s+\w+)\s+` + same + `(?:\b|$)`), false},
	{regexp.MustCompile(`(?i)` + opener + np + `\s+(?:was|were|is|are)\s+that\s+very\b`), false},
	{regexp.MustCompile(`(?i)` + opener + short + `\s+\w+s\s+[^.;]{0,40}?\b(?:in|works?)\s+(?:just|exactly|precisely|much)?\s*(?:this|that|the\s+same)\s+way\b`), false},
	// any decent brewer keeps a sparge log; every shared house has one
	{regexp.MustCompile(`(?i)\b(?:any|every|each|all|most)\s+[^,.;]{1,60}?\s+(?:keeps?|has\s+had|have\s+had|has|have|had|uses?|used|owns?|carries|runs?|ran|comes\s+with|ships\s+with)\s+((?:an?|its|their|the)\s+` + np[1:]), true},
	{regexp.MustCompile(`(?i)(?:^|[:;—–]\s*)\W*(?:[^\s,.;:]+\s+){1,4}?(?:have|has|had)\s+(?:long\s+|always\s+|already\s+)*(?:had|kept|used|been\s+(?:using|keeping|selling|making))\s+` + np + `\s+(?:since|for|before|by|as\s+long)\b`), false},
	{regexp.MustCompile(`(?i)` + opener + np + `\s+(?:has|have|['’]s|['’]ve)\s+(?:been|had|always|done|smelled|known|offered|shown|come)\b[^.;]*\b(?:since|for\s+(?:years|decades|ages|centuries|generations)|as\s+long\s+as)\b`), false},
	{regexp.MustCompile(`(?i)\bbefore\b[^,.;]{1,60}\bthere\s+was\s+((?:an?|the)\s+` + np[1:]), false},
	// number 11 is a relief valve; that's a fridge rota; which is the catalogue cabinet
	{regexp.MustCompile(`(?i)(?:^|[.;,]\s*|\band\s+)\W*(?:now,\s+|and\s+|then\s+)?(?:claims?|sections?|numbers?|no\.)?\s*` + numeral + `(?:(?:,|\s+and|\s+to)\s+` + numeral + `)*\s+(?:is|are|was|=|equals)\s+(?:just\s+|simply\s+|only\s+|merely\s+|basically\s+|nothing\s+but\s+)*((?:an?|the|any|every|my|our)?\s*` + np[1:]), false},
	{regexp.MustCompile(`(?i)^\W*(?:(?:and|but|so|well|now)\W+|in\s+[^,]{1,30},\s+)*(?:this|that|it|which|the\s+whole\s+thing|what\s+(?:he|she|they|it|you)\s+\w+)\s*(?:is|was|are|would\s+be|['’]s|amounts\s+to|boils\s+down\s+to)\s+(?:just\s+|simply\s+|only\s+|merely\s+|basically\s+|essentially\s+|really\s+|of\s+course\s+|plainly\s+)*((?:an?|my|our|any|every)\s+` + np[1:]), false},
	{regexp.MustCompile(`(?i)^\W*(?:which\s+(?:is|was)|(?:it|this|that)\s+was)\s+(?:just\s+|simply\s+|only\s+)*(the\s+` + np[1:]), false},
	{regexp.MustCompile(`(?i)(?:^|[:;—–]\s*)\W*(?:(?:but|so|and|well|now|reader)\W+)*(?:this|that|it)\s*(?:is|was|['’]s)\s+(?:just\s+|simply\s+|only\s+|merely\s+|basically\s+|really\s+|an?\s+)*((?:[\p{Lu}\d][\w/-]*|[\p{Ll}-]+)(?:\s+[\p{L}\d/-]+){0,3})(?:[.,!;]|$)`), false},
	{regexp.MustCompile(`(?i)\b(?:just|exactly|much|rather|works?|looks?)\s+like\s+((?:an?|the|my|our|any|every)\s+` + np[1:]), false},
	{regexp.MustCompile(`(?i)^\W*(?:[\p{L}]+\s+){0,3}(?:will\s+)?(?:know|remember|recogni[sz]e)\s+((?:an?|the)\s+` + np[1:]), false},
	{regexp.MustCompile(`(?i)^\W*(?:I|we)\s+(?:own|have|had|keep|use)\s+((?:an?|my)\s+` + np[1:]), false},
	{regexp.MustCompile(`(?i)^\W*there\s+(?:is|was)\s+((?:an?|the)\s+` + short[1:] + `\s+(?:in|on|at|by|under)\s+(?:the|my|our|every|any)\b`), false},
	{regexp.MustCompile(`(?i)\bby\s+means\s+of\s+((?:an?|the)\s+` + np[1:]), false},
}

// definite says what a part of the patent is, not what was done before: "this is the virtualization component".
var definite = regexp.MustCompile(`(?i)^\W*(?:(?:but|so|and|well|now)\W+)*(?:this|that|it)(?:\s+is|['’]s)\s+(?:just\s+|simply\s+|really\s+)?the\b`)

// asks is a question whose answer names a thing: "You know what does 16? A floor pump."
var asks = regexp.MustCompile(`(?i)\bwhat\s+(?:does|did|is|was)\s+` + same + `|\bknow\s+what\b|\bever\s+heard\s+of\b`)

var (
	leadWords = wordSet(`a an the my our his her their its your any every each some all most no this that these those such one mere merely
		just simply only plain ordinary decent humble good old common own very same so-called well-known usual familiar simple proper
		and but so well now then here basically even`)
	// stopWords end the name of a thing: what follows says where, when or what it does.
	stopWords = wordSet(`about quite made meant forward ahead back in on at for with by since from to which that who whom whose where when before after behind along inside under as and or
		but because while if than has have had is was were are be been did does do doing done will would could until though its their his her our my your
		except without into onto i we he she you they it every each any all this these those over above below near through during between against about around upon per via already always long
		too again there here now then ever once still also only`)
	ofWhose = wordSet("the my our his her their its any every those these that all this your each some")
	// hollow are nouns that name no practice: opinion, law, the patent and its parts, people, quantities.
	hollow = wordSet(`one thing joke nonsense scandal scam shame rubbish garbage idea invention patent claim claims thing things way ways matter scale step improvement word words name names term terms
		point problem question case part piece fun business stuff trick revolution progress obviousness sense answer reason difference
		summary detail details money fee fees lawyer lawyers attorney attorneys examiner examiners court judge people person man woman boy girl everybody
		everyone anybody anyone somebody someone nobody one ones it something anything everything nothing lot bit kind sort
		section sections text language sentence phrase opinion view fact truth story lie insult surprise crime pity disgrace farce
		review component core industry company inventor inventors applicant owner office law rule rules act statute year years day days
		time times life world art novelty feature features limitation limitations success failure
		hour hours minute minutes week month reward weapon draw-back end start beginning middle rest same first second third last next other others
		half virtualization sign luxury mystery miracle nuisance waste triumph masterpiece beauty classic dream nightmare pleasure hint mistake error
		mark scope breadth exercise gem favourite favorite gift-horse state-of-the-art truism cliché tautology restatement repetition echo variation version me you us them him`)
)

// contraction is a pronoun with its verb, which begins a sentence and no name.
var contraction = regexp.MustCompile(`(?i)^(?:it|that|there|he|she|they|we|you|i|what|who|here)['’]`)

// degree makes a judgement of a phrase: "a little more interesting".
var degree = regexp.MustCompile(`(?i)\b(?:more|less|most|least|rather|too|quite|pretty|very|so)\s+\w+(?:ing|ed|er|ous|al|ic|ive|ble|ful)\b`)

// speaks are verbs of saying: their subject is a person.
var speaks = wordSet("say says said think thinks thought write writes wrote tell tells told ask asks asked argue argues believe believes")

// never are nouns that name no practice whatever stands before them.
var never = wordSet(`one thing joke nonsense scandal scam shame rubbish idea invention patent claim matter step improvement revolution question reward opinion
	insult surprise luxury difference novelty people lawyer attorney examiner judge court obviousness inventor applicant section`)

// alone are nouns that name nothing by themselves, but do with a word before them: "cold process".
var alone = wordSet(`method system device apparatus process product products thing practice machine tool technique approach principle arrangement library
	libraries trade office employee user users customer customers what who wall box boxes`)

// clean makes the title of a thing of a noun phrase, or "" if it names none: without articles and owners, up to the word that
// says where or when, its last word in the singular. first says that it begins the sentence, so that its capital is none of its own.
func clean(phrase string, sure, first bool) string {
	words := strings.Fields(strings.Trim(phrase, " '’"))
	for len(words) > 0 {
		w := strings.ToLower(words[0])
		if leadWords[w] {
			words = words[1:]
			continue
		}
		break
	}
	if len(words) < len(strings.Fields(phrase)) || owned(words) { // "my grandfather's seed drill", "Signor Bevilacqua's shop"
		if owner := ownerLength(strings.Fields(phrase)); owner > 0 {
			words = strings.Fields(phrase)[owner:]
		}
	}
	if len(words) > 0 && contraction.MatchString(words[0]) || degree.MatchString(phrase) {
		return ""
	}
	for i, w := range words {
		l := strings.ToLower(strings.Trim(w, "'’"))
		if i > 0 && speaks[l] {
			return ""
		}
		if i > 0 && strings.HasSuffix(l, "ed") && len(l) > 4 && i+1 < len(words) && stopWords[strings.ToLower(words[i+1])] {
			words = words[:i]
			break
		}
		if stopWords[l] && i > 0 || l == "of" && (i+1 >= len(words) || ofWhose[strings.ToLower(words[i+1])]) || strings.HasSuffix(l, "n't") || strings.HasSuffix(l, "n’t") {
			words = words[:i]
			break
		}
		if i == 0 && stopWords[l] {
			return ""
		}
	}
	for len(words) > 0 && leadWords[strings.ToLower(words[0])] {
		words = words[1:]
	}
	if len(words) == 0 || len(words) > 5 {
		return ""
	}
	head := words[len(words)-1]
	for i, w := range words {
		if strings.EqualFold(w, "of") && i > 0 {
			head = words[i-1]
			break
		}
	}
	bare := func(w string) string { return strings.ToLower(singular(strings.Trim(w, "'’"))) }
	if never[bare(words[len(words)-1])] || never[bare(head)] || (len(words) == 1 || head != words[len(words)-1]) && hollow[bare(head)] {
		return ""
	}
	if len(words) == 1 && alone[strings.ToLower(singular(words[0]))] {
		return ""
	}
	for _, w := range words {
		if l := strings.ToLower(w); l == "section" || l == "claim" || l == "sections" || l == "claims" || strings.ContainsAny(w, "0123456789") && len(words) == 1 {
			return ""
		}
	}
	if len(claims.Words(strings.Join(words, " "))) == 0 || !sure && adjectival(head) || len(words) == 1 && !sure && (len(words[0]) < 4 || strings.HasSuffix(words[0], "ly")) {
		return ""
	}
	if strings.Trim(words[0], "0123456789") == "" {
		return ""
	}
	at := slices.Index(words, head)
	if r := []rune(head); first || r[0] < 'A' || r[0] > 'Z' {
		words[at] = singular(head)
	}
	if first {
		words[0] = lowerFirst(words[0])
	}
	return strings.Join(words, " ")
}

// ownerLength returns how many words of a phrase name the owner of what follows: a possessive behind "my" or a name.
func ownerLength(words []string) int {
	for i, w := range words {
		if !strings.HasSuffix(w, "'s") && !strings.HasSuffix(w, "’s") && !strings.HasSuffix(w, "s’") && !strings.HasSuffix(w, "s'") {
			continue
		}
		first := strings.ToLower(words[0])
		if first == "my" || first == "our" || first == "his" || first == "her" || first == "their" || owned(words) {
			return i + 1
		}
		return 0
	}
	return 0
}

// owned tells whether a phrase begins with a person's name in the possessive.
func owned(words []string) bool {
	for i, w := range words {
		if r := []rune(w)[0]; r < 'A' || r > 'Z' {
			return false
		}
		if strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") {
			return i+1 < len(words)
		}
	}
	return false
}

// adjectival tells whether a word that ends a phrase is more likely an adjective or a verb than the name of a thing.
func adjectival(word string) bool {
	l := strings.ToLower(word)
	for _, end := range []string{"ous", "ible", "able", "ful", "less", "ish", "ly", "ed"} {
		if strings.HasSuffix(l, end) && l != "table" && l != "cable" {
			return true
		}
	}
	return false
}

func lowerFirst(w string) string {
	r := []rune(w)
	if len(r) > 1 && r[1] >= 'A' && r[1] <= 'Z' {
		return w
	}
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

// singular takes the plural ending off a word, where it is regular.
func singular(w string) string {
	l := strings.ToLower(w)
	switch {
	case strings.ToLower(w[min(1, len(w)):]) != w[min(1, len(w)):]: // an abbreviation
		return w
	case len(l) < 4 || strings.HasSuffix(l, "ss") || strings.HasSuffix(l, "us") || strings.HasSuffix(l, "is") || !strings.HasSuffix(l, "s") || strings.HasSuffix(l, "'s") || strings.HasSuffix(l, "’s"):
		return w
	case strings.HasSuffix(l, "ies") && len(l) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(l, "ches"), strings.HasSuffix(l, "shes"), strings.HasSuffix(l, "sses"), strings.HasSuffix(l, "xes"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}

// maxAfter is how many sentences after the one that names a thing are taken to speak of it.
const maxAfter = 3

// namedThings finds what an article's author names as done before and no known practice covers: each thing once, titled as
// the author names it, with the sentences that speak of it. Only sentences about a claim are read; those about the patent, and
// those that spans gives to known practices, are not.
func namedThings(set *claims.Set, spans []span) []thing {
	remarks := set.Remarks
	taken := map[string]bool{}
	for _, s := range spans {
		for _, r := range s.remarks {
			taken[r.Text] = true
		}
	}
	var out []thing
	find := func(title string) int {
		return slices.IndexFunc(out, func(t thing) bool { return slug(t.title) == slug(title) })
	}
	for i, r := range remarks {
		if len(r.Claims) == 0 || taken[r.Text] || restates(r.Text) {
			continue
		}
		before := ""
		if i > 0 && remarks[i-1].Para == r.Para {
			before = remarks[i-1].Text
		}
		title, sure := titleIn(r, before, i > 0 && remarks[i-1].Para != r.Para || i == 0 || remarks[i-1].Opens)
		if title == "" || !sure && claimed(set, r.Claims, title) {
			continue
		}
		run := []claims.Remark{r}
		for j := i + 1; j < len(remarks) && j <= i+maxAfter && remarks[j].Para == r.Para; j++ {
			if taken[remarks[j].Text] || restates(remarks[j].Text) || names(remarks[j], remarks[j-1].Text) || !slices.Equal(remarks[j].Claims, r.Claims) || remarks[j].Opens {
				break
			}
			run = append(run, remarks[j])
		}
		k := find(title)
		if k < 0 {
			out = append(out, thing{title: title})
			k = len(out) - 1
		}
		out[k].spans = append(out[k].spans, span{remarks: run, claims: r.Claims})
		out[k].remarks = append(out[k].remarks, run...)
		out[k].claims = union(out[k].claims, r.Claims)
	}
	return out
}

// wikiMarks are marks of a link or of emphasis, which are no part of a name.
var wikiMarks = strings.NewReplacer("[[", "", "]]", "", "**", "", "__", "")

var numberWord = regexp.MustCompile(`^` + numeral + `$`)

// claimed tells whether the words of title stand side by side in one of the claims: then the sentence tells what the claim
// says ("12 is a light").
func claimed(set *claims.Set, nums []int, title string) bool {
	want := tokens(title)
	var stems []string
	for _, t := range want {
		stems = append(stems, t.stem)
	}
	for _, n := range nums {
		c := set.Claim(n)
		if c == nil {
			continue
		}
		toks := tokens(c.Text)
		for k := range toks {
			if standsAt(toks, k, stems) {
				return true
			}
		}
	}
	return false
}

func names(r claims.Remark, before string) bool {
	title, _ := titleIn(r, before, false)
	return title != ""
}

// titleIn returns the title of the thing that a sentence names, or "", and whether the wording leaves no doubt that it is one.
// first says that it is the first after a claim's words, where a bare name may stand ("Casein glue.").
func titleIn(r claims.Remark, before string, first bool) (title string, sure bool) {
	text := wikiMarks.Replace(r.Text)
	if strings.HasSuffix(text, "?") && !asks.MatchString(text) || strings.Contains(text, ": […]") {
		return "", false
	}
	if asks.MatchString(before) && strings.HasSuffix(before, "?") {
		if t := clean(strings.Trim(text, ".! "), true, true); t != "" {
			return t, true
		}
	}
	for _, n := range naming {
		for _, m := range n.pattern.FindAllStringSubmatchIndex(text, -1) {
			if definite.MatchString(text[m[0]:m[1]]) && !n.sure {
				continue
			}
			if t := clean(text[m[2]:m[3]], n.sure, m[2] == 0); t != "" {
				return t, n.sure
			}
		}
	}
	bare := strings.TrimSuffix(text, ".")
	if words := strings.Fields(bare); first && bare != text && (len(words) == 2 || len(words) == 3) && !strings.ContainsAny(bare, ".,;:0123456789") {
		lower := strings.ToLower(words[0])
		if !leadWords[lower] && !stopWords[lower] && !numberWord.MatchString(lower) && strings.ToLower(words[1]) == words[1] {
			return clean(bare, false, true), false
		}
	}
	return "", false
}
