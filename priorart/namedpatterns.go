package priorart

import "claimchart/claims/lazyregexp"

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
	pattern *lazyregexp.Regexp
	sure    bool
}{
	// this is called a parasol; what bankers call value dating; known to everybody as a kanban board
	{lazyregexp.New(`(?i)\b(?:is|are|was|were|been|['’]s)\s+(?:\w+ly\s+|also\s+|well\s+|better\s+|otherwise\s+)?(?:known|called|termed|named|dubbed|referred\s+to)(?:\s+(?:in|to|by|among)\s+[^.,;]{1,40}?)?(?:\s+as)?\s+((?:an?|the)\s+` + np[1:]), true},
	{lazyregexp.New(`(?i)\b(?:is|are|was|were|been|['’]s)\s+(?:\w+ly\s+|also\s+|well\s+|better\s+|otherwise\s+)?(?:called|termed|named|dubbed)\s+` + np), true},
	{lazyregexp.New(`(?i)\bwhat\s+(?:[^\s,.;]+\s+){1,4}?calls?\s+` + np), true},
	{lazyregexp.New(`(?i)\b(?:calls?|called)\s+(?:it|this|that|them|these|those)\s+` + np), true},
	{lazyregexp.New(`(?i)\b(?:know|knows|knew|known)\s+(?:it|this|that|them)(?:\s+one)?\s+as\s+` + np), true},
	{lazyregexp.New(`(?i)\b(?:also|better|commonly)\s+known\s+as\s+` + np), true},
	{lazyregexp.New(`(?i)\b(?:goes?|went)\s+by\s+the\s+name\s+of\s+` + np), true},
	{lazyregexp.New(`(?i)\b(?:name|word|term)\s+for\s+(?:it|this|that|them)\b[^.;]{0,30}?(?:,\s+namely|:|;|—|–)\s+(?:it\s+(?:is|was)\s+)?` + np), true},
	{lazyregexp.New(`(?i)\bsells?\s+(?:it|this|that|them)\s+as\s+` + np), true},
	// nothing but a beach umbrella; they mean the punched card; reinvented the toaster
	{lazyregexp.New(`(?i)\bnothing\s+(?:but|other\s+than|more\s+than|else\s+than)\s+` + np), true},
	{lazyregexp.New(`(?i)^\W*(?:they|he|she|it|this)\s+means?\s+((?:an?|the)\s+` + np[1:]), true},
	{lazyregexp.New(`(?i)\b(?:re-?invent\w*|rediscover\w*|has\s+(?:just\s+)?described|have\s+(?:just\s+)?described)\s+((?:an?|the)\s+` + np[1:]), true},
	// we would cite the pager bridge; the closest art is the syringe pump; anyone who ran an end crusher
	{lazyregexp.New(`(?i)\b(?:cite|citing|cites)\s+((?:an?|the)\s+` + np[1:]), false},
	{lazyregexp.New(`(?i)\b(?:closest|nearest|best)\s+(?:prior\s+)?art\b[^.;]{0,40}?\bis\s+` + np), true},
	{lazyregexp.New(`(?i)\bany(?:one|body)?\s+(?:\w+\s+)?(?:who|that)\s+(?:ever\s+)?(?:ran|runs|used|uses|had|has|owned|owns|kept|keeps)\s+` + np), false},
	// portable soup, they called it; under the name of portable soup
	{lazyregexp.New(`(?i)(?:^|[:;—–,]\s*)\W*` + np + `,\s+(?:they|we|people|he|she|you|one)\s+(?:used\s+to\s+)?calls?(?:ed)?\s+(?:it|this|that)\b`), true},
	{lazyregexp.New(`(?i)\bunder\s+the\s+name\s+(?:of\s+)?` + np), true},
	{lazyregexp.New(`(?i)(?:^|[.;]\s*)\W*(?:[\p{L}]+\s+){1,3}says?\s+` + np + `,\s+and`), false},
	// the claim describes a thing; has patented the thing; recognise in it the thing
	{lazyregexp.New(`(?i)\b(?:claims?(?:\s+\d+(?:\s+and\s+\d+)?)?|it|this|that|section\s+\d+)\s+(?:describes?|amounts?\s+to|comes?\s+(?:very\s+)?close\s+to|come\s+(?:very\s+)?close\s+to|reads?\s+like|sounds?\s+like|looks?\s+like)\s+` + np), false},
	{lazyregexp.New(`(?i)\b(?:has|have|['’]ve|['’]s)\s+(?:just\s+|now\s+|actually\s+)?(?:patented|claimed|discovered|invented)\s+((?:an?|the)\s+` + np[1:]), false},
	{lazyregexp.New(`(?i)\b(?:recogni[sz]e|see|find|spot)\s+in\s+[^,.;]{1,40}?\s+((?:an?|the)\s+` + np[1:]), false},
	// that's what a nutrient doser does; offered by a chain hoist group; had an Expect script for it
	{lazyregexp.New(`(?i)\bwhat\s+((?:an?|any|every|the)\s+` + short[1:] + `\s+(?:does|do|did|is\s+for|was\s+for)\b`), true},
	{lazyregexp.New(`(?i)\b(?:this|that|it|the\s+same(?:\s+thing)?)\s+(?:has\s+(?:long\s+)?been|is|was)\s+(?:\w+\s+)?(?:offered|done|sold|provided|solved|handled|covered|achieved|performed)\s+(?:by|with|in|as)\s+((?:an?|the)\s+` + np[1:]), true},
	{lazyregexp.New(`(?i)\b(?:had|have|has|kept|keeps?|use[sd]?|wrote)\s+((?:an?|the)\s+` + short[1:] + `\s+for\s+(?:it|that|this)\b`), false},
	// so basically a freezer alarm; So a reed switch, which
	{lazyregexp.New(`(?i)^\W*(?:so|basically|in\s+short|in\s+other\s+words|i\.e\.),?\s+(?:basically|really|just|simply|,)*\s*(an?\s+` + np[1:] + `(?:[,.]|$)`), false},
	// what does that? a floor pump
	{lazyregexp.New(`(?i)\bwhat\s+(?:does|did|is|was)\s+` + same + `\?\s+` + np), true},
	// what remains is casein paint medium; it is what the cash machine has shown us
	{lazyregexp.New(`(?i)\bwhat\s+(?:remains|is\s+left|you\s+(?:get|have)|we\s+have|results|comes\s+out)\s+is\s+` + np), true},
	{lazyregexp.New(`(?i)\bis\s+what\s+((?:an?|the|my|our|any|every)\s+` + short[1:] + `\s+(?:has|have|had|does|do|did|is|was)\b`), false},
	// had the scrip office for the same purpose; for this the trade had the silvered parasol
	{lazyregexp.New(`(?i)\b(?:had|has|have|kept|keeps?|used|uses?)\s+((?:an?|the|our|my)\s+` + short[1:] + `\s+for\s+(?:the\s+(?:very\s+)?same|(?:exactly|precisely|just)\s+(?:that|this)|that|this|the\s+purpose)\b`), false},
	{lazyregexp.New(`(?i)^\W*for\s+(?:this|that)\s+[^,.;]{1,40}?\s+(?:had|has|have|used|uses?|kept|keeps?)\s+((?:an?|the|their)\s+` + np[1:]), false},
	// have been standing their boxes on a kitchen scale for as long as
	{lazyregexp.New(`(?i)\b(?:has|have)\s+been\s+\w+ing\s+[^.;]*?\s(?:on|with|in|by)\s+((?:an?\s+)` + short[1:] + `\s+(?:for|since)\b`), false},
	// the shoe box falls under this one; any cash register would do
	{lazyregexp.New(`(?i)` + opener + `((?:an?|the|any|every|my|our)\s+` + np[1:] + `[^.;]{0,60}?\s(?:falls?\s+under|reads?\s+on|meets?|fits?|covers?|already\s+had)\s+(?:all\s+of\s+)?` + same), false},
	{lazyregexp.New(`(?i)` + opener + `((?:an?|the|any|every|my|our)\s+` + np[1:] + `\s+would\s+(?:do|serve)\b`), false},
	{lazyregexp.New(`(?i)^\W*(?:my|our)\s+` + short + `\s+(?:has|have|had|does|do|did|can)\b[^.;]*\b(?:too|as\s+well)\b`), false},
	{lazyregexp.New(`(?i)\b(?:buy|get|have|try)\s+(?:yourself\s+)?(an?\s+` + np[1:] + `\.?$`), false},
	// did it in a frying pan; have done this with card catalogues
	{lazyregexp.New(`(?i)\b(?:do|does|did|done|doing|manage[sd]?|worked|works)\s+` + same + `(?:\s+\w+ly)?\s+(?:(?:with|by\s+means\s+of|using)\s+|(?:in|on)\s+an?\s+)` + np), false},
	{lazyregexp.New(`(?i)\b(?:do|does|did|done|doing)\s+` + same + `\s+[^.;,]{0,30}?\bwith\s+` + np), false},
	// any farmhand with a spring balance does it
	{lazyregexp.New(`(?i)\b(?:any|every|each)\s+[^,.;]{1,30}?\s+with\s+((?:an?|the)\s+` + short[1:] + `\s+(?:do|does|did|has\s+done|has\s+been\s+doing|has\s+practised)\s+` + same), false},
	// the charge slip was doing this; Excel does this
	{lazyregexp.New(`(?i)` + opener + np + `(?:,[^,;.]{1,60},)?\s*(?:['’]s\s+been|['’]d\s+been|has|have|had|was|were|would|will|can|could|appears\s+to|used\s+to)?\s*(?:(?:been|always|long|already|also)\s+)*\b(?:do|does|did|done|doing|perform\w*|achiev\w*|practis\w+|answer\w*\s+to|shown\s+\w+)\s+` + same + `(?:\b|$)`), false},
	{lazyregexp.New(`(?i)` + opener + np + `\s+(?:was|were|is|are)\s+that\s+very\b`), false},
	{lazyregexp.New(`(?i)` + opener + short + `\s+\w+s\s+[^.;]{0,40}?\b(?:in|works?)\s+(?:just|exactly|precisely|much)?\s*(?:this|that|the\s+same)\s+way\b`), false},
	// any decent brewer keeps a sparge log; every shared house has one
	{lazyregexp.New(`(?i)\b(?:any|every|each|all|most)\s+[^,.;]{1,60}?\s+(?:keeps?|has\s+had|have\s+had|has|have|had|uses?|used|owns?|carries|runs?|ran|comes\s+with|ships\s+with)\s+((?:an?|its|their|the)\s+` + np[1:]), true},
	{lazyregexp.New(`(?i)(?:^|[:;—–]\s*)\W*(?:[^\s,.;:]+\s+){1,4}?(?:have|has|had)\s+(?:long\s+|always\s+|already\s+)*(?:had|kept|used|been\s+(?:using|keeping|selling|making))\s+` + np + `\s+(?:since|for|before|by|as\s+long)\b`), false},
	{lazyregexp.New(`(?i)` + opener + np + `\s+(?:has|have|['’]s|['’]ve)\s+(?:been|had|always|done|smelled|known|offered|shown|come)\b[^.;]*\b(?:since|for\s+(?:years|decades|ages|centuries|generations)|as\s+long\s+as)\b`), false},
	{lazyregexp.New(`(?i)\bbefore\b[^,.;]{1,60}\bthere\s+was\s+((?:an?|the)\s+` + np[1:]), false},
	// number 11 is a relief valve; that's a fridge rota; which is the catalogue cabinet
	{lazyregexp.New(`(?i)(?:^|[.;,]\s*|\band\s+)\W*(?:now,\s+|and\s+|then\s+)?(?:claims?|sections?|numbers?|no\.)?\s*` + numeral + `(?:(?:,|\s+and|\s+to)\s+` + numeral + `)*\s+(?:is|are|was|=|equals)\s+(?:just\s+|simply\s+|only\s+|merely\s+|basically\s+|nothing\s+but\s+)*((?:an?|the|any|every|my|our)?\s*` + np[1:]), false},
	{lazyregexp.New(`(?i)^\W*(?:(?:and|but|so|well|now)\W+|in\s+[^,]{1,30},\s+)*(?:this|that|it|which|the\s+whole\s+thing|what\s+(?:he|she|they|it|you)\s+\w+)\s*(?:is|was|are|would\s+be|['’]s|amounts\s+to|boils\s+down\s+to)\s+(?:just\s+|simply\s+|only\s+|merely\s+|basically\s+|essentially\s+|really\s+|of\s+course\s+|plainly\s+)*((?:an?|my|our|any|every)\s+` + np[1:]), false},
	{lazyregexp.New(`(?i)^\W*(?:which\s+(?:is|was)|(?:it|this|that)\s+was)\s+(?:just\s+|simply\s+|only\s+)*(the\s+` + np[1:]), false},
	{lazyregexp.New(`(?i)(?:^|[:;—–]\s*)\W*(?:(?:but|so|and|well|now|reader)\W+)*(?:this|that|it)\s*(?:is|was|['’]s)\s+(?:just\s+|simply\s+|only\s+|merely\s+|basically\s+|really\s+|an?\s+)*((?:[\p{Lu}\d][\w/-]*|[\p{Ll}-]+)(?:\s+[\p{L}\d/-]+){0,3})(?:[.,!;]|$)`), false},
	{lazyregexp.New(`(?i)\b(?:just|exactly|much|rather|works?|looks?)\s+like\s+((?:an?|the|my|our|any|every)\s+` + np[1:]), false},
	{lazyregexp.New(`(?i)^\W*(?:[\p{L}]+\s+){0,3}(?:will\s+)?(?:know|remember|recogni[sz]e)\s+((?:an?|the)\s+` + np[1:]), false},
	{lazyregexp.New(`(?i)^\W*(?:I|we)\s+(?:own|have|had|keep|use)\s+((?:an?|my)\s+` + np[1:]), false},
	{lazyregexp.New(`(?i)^\W*there\s+(?:is|was)\s+((?:an?|the)\s+` + short[1:] + `\s+(?:in|on|at|by|under)\s+(?:the|my|our|every|any)\b`), false},
	{lazyregexp.New(`(?i)\bby\s+means\s+of\s+((?:an?|the)\s+` + np[1:]), false},
}

// definite says what a part of the patent is, not what was done before: "this is the virtualization component".
var definite = lazyregexp.New(`(?i)^\W*(?:(?:but|so|and|well|now)\W+)*(?:this|that|it)(?:\s+is|['’]s)\s+(?:just\s+|simply\s+|really\s+)?the\b`)

// asks is a question whose answer names a thing: "You know what does 16? A floor pump."
var asks = lazyregexp.New(`(?i)\bwhat\s+(?:does|did|is|was)\s+` + same + `|\bknow\s+what\b|\bever\s+heard\s+of\b`)
