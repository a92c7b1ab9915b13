package claims

import (
	"fmt"
	"strings"

	"claimchart/claims/lazyregexp"
)

// typeRules are the rules on functional language and on types of claims that an office treats in a way of its own.
var typeRules = []Rule{
	{
		ID: "C501", Title: "Means plus function", Severity: SeverityNote, Law: LawUS,
		Text:   "\"Means\" with a function is presumed to be read as the structure that the description gives for it, and its equivalents. The presumption may be rebutted where the claim itself gives the structure; where the description gives none, the claim is indefinite.",
		Basis:  "35 USC 112(f), 112(b); MPEP 2181 I, 2185",
		Before: "1. A lamp comprising: a bulb; and means for dimming the bulb.",
		After:  "1. A lamp comprising: a bulb; and a resistor that dims the bulb by means of its resistance.",
		check: each(func(c *Claim, add adder) {
			reportBody(c, add, meansFor, func(at Span) string {
				return fmt.Sprintf("%q: presumed to be limited to the structure described and its equivalents", c.Text[at.Start:at.End])
			}, "be sure that the description links a structure to the function, or claim the structure")
		}),
	},
	{
		ID: "C502", Title: "Nonce word for means", Severity: SeverityNote, Law: LawUS,
		Text:   "A word such as \"module\" or \"mechanism\" with a function and no structure may be read like \"means\". Without the word \"means\" the presumption is against that; it may be rebutted where a skilled person knows no structure by that name.",
		Basis:  "35 USC 112(f); MPEP 2181 I.A",
		Before: "1. A lamp comprising: a bulb; and a module configured to dim the bulb.",
		After:  "1. A lamp comprising: a bulb; and a resistor configured to dim the bulb.",
		check:  nonce,
	},
	{
		ID: "C503", Title: "Step plus function", Severity: SeverityNote, Law: LawUS,
		Text:   "\"Step for\" with a function, and no act that performs it, is presumed to be read as the acts that the description gives for it, and their equivalents.",
		Basis:  "35 USC 112(f); MPEP 2181 I",
		Before: "1. A method of lighting a room, comprising: switching a bulb on; and a step for dimming the bulb.",
		After:  "1. A method of lighting a room, comprising the steps of: switching a bulb on; and dimming the bulb.",
		check: each(func(c *Claim, add adder) {
			if c.Category != Method {
				return
			}
			act := func(c *Claim, at Span, message, remedy string) {
				if !stepOf.MatchString(c.Text[:at.Start]) {
					add(c, at, message, remedy)
				}
			}
			reportBody(c, act, stepFor, func(at Span) string {
				return fmt.Sprintf("%q: presumed to be limited to the acts described and their equivalents", c.Text[at.Start:at.End])
			}, "name the act itself (\"dimming\"), or be sure that the description tells it")
		}),
	},
	{
		ID: "C504", Title: "Markush group with an open transition", Severity: SeverityWarning, Law: LawUS,
		Text:   "A Markush group is a closed list of alternatives. \"Selected from the group comprising\" leaves open what else is in it.",
		Basis:  "35 USC 112(b); MPEP 2173.05(h) I, 2117",
		Before: "1. A glue comprising a sugar selected from the group comprising glucose and fructose.",
		After:  "1. A glue comprising a sugar selected from the group consisting of glucose and fructose.",
		check:  words(openMarkush, nil, "%s: the group is open", "write \"selected from the group consisting of\""),
	},
	{
		ID: "C505", Title: "Jepson claim", Severity: SeverityNote, Law: LawUS,
		Text:   "What stands before \"the improvement\" limits the claim, and is taken as an implied admission that it is the prior art of another. The applicant may give another reason for the form, and what is the inventor's own work is not used against the claim for it.",
		Basis:  "37 CFR 1.75(e); MPEP 2129 III, 608.01(m)",
		Before: "1. In a lamp having a bulb, the improvement comprising a spring that holds the bulb.",
		After:  "1. A lamp comprising a bulb and a spring that holds the bulb.",
		check: each(func(c *Claim, add adder) {
			if m := jepson.first(c.Text); m != nil && c.Kind == Independent {
				add(c, Span{m[0], m[1]}, "the words before are taken as an implied admission of prior art", "write a claim with a preamble, if no admission is meant")
			}
		}),
	},
	{
		ID: "C506", Title: "Omnibus claim", Severity: SeverityWarning,
		Text:   "The claim points to the description or the drawings as a whole instead of saying what is protected. It is indefinite in the United States, and in Europe not allowed except where absolutely necessary.",
		Basis:  "35 USC 112(b); MPEP 2173.05(r); EPC Rule 43(6); EPO Guidelines F-IV 4.17",
		Before: "1. A lamp substantially as described herein.",
		After:  "1. A lamp comprising a bulb, described by its color.",
		check: each(func(c *Claim, add adder) {
			if m := omnibus.first(c.Text); m != nil && len(Words(c.Text)) < 40 {
				add(c, Span{m[0], m[1]}, "the claim points to the description as a whole", "say what is protected, or strike the claim")
			}
		}),
	},
	{
		ID: "C507", Title: "Medium that may be a signal", Severity: SeverityWarning, Law: LawUS,
		Text:   "A computer readable medium, broadly read, takes in signals, which are no patentable subject matter. \"Non-transitory\" leaves them out.",
		Basis:  "35 USC 101; MPEP 2106.03 II",
		Before: "1. A computer readable medium storing instructions that switch a lamp on.",
		After:  "1. A non-transitory computer readable medium storing instructions that switch a lamp on.",
		check: each(func(c *Claim, add adder) {
			if c.Kind != Independent {
				return
			}
			head := c.Text[:min(len(c.Text), 400)]
			m := readable.FindStringIndex(head)
			if m == nil || len(Words(head[:m[0]])) > 12 || notSubject.MatchString(head[:m[0]]) || lasting.MatchString(c.Text) {
				return
			}
			add(c, Span{m[0], m[1]}, "the medium may be a signal", "write \"non-transitory\", if the description allows it")
		}),
	},
	{
		ID: "C508", Title: "Program or signal as such", Severity: SeverityWarning, Law: LawUS,
		Text:   "A program, data or a signal without anything physical is none of the four classes of patentable subject matter.",
		Basis:  "35 USC 101; MPEP 2106.03 I",
		Before: "1. A computer program comprising instructions that switch a lamp on.",
		After:  "1. A non-transitory medium storing a computer program that switches a lamp on.",
		check: each(func(c *Claim, add adder) {
			if c.Kind != Independent {
				return
			}
			if m := bareProgram.FindStringSubmatchIndex(c.Text); m != nil && !lasting.MatchString(c.Text) && !physical.MatchString(c.Text[:min(len(c.Text), 250)]) {
				add(c, Span{m[2], m[3]}, "the claim is to a program, data or a signal as such", "claim the medium that holds it, or the method that it carries out")
			}
		}),
	},
	{
		ID: "C509", Title: "Use claim", Severity: SeverityWarning, Law: LawUS,
		Text:   "The claim is to a use and gives no step. In the United States a use is none of the four classes, and the claim does not say what is to be done. In Europe it is read as a method.",
		Basis:  "35 USC 101, 112(b); MPEP 2173.05(q); EPO Guidelines F-IV 4.16",
		Before: "1. Use of a lamp for growing tomatoes.",
		After:  "1. A method of growing tomatoes, comprising lighting them with a lamp.",
		check: each(func(c *Claim, add adder) {
			if m := aUse.FindStringIndex(c.Text[:min(len(c.Text), 200)]); m != nil && !methodNoun.MatchString(c.Text[:min(len(c.Text), 60)]) {
				add(c, Span{0, m[1]}, "the claim is to a use", "claim a method with its steps")
			}
		}),
	},
	{
		ID: "C510", Title: "Thing and act of its user in one claim", Severity: SeverityWarning, Law: LawUS,
		Text:   "The claim is to a thing and asks that a user do something with it, or is to a thing and a method at once. It is unclear whether making the thing or using it infringes.",
		Basis:  "35 USC 112(b); MPEP 2173.05(p) II",
		Before: "1. A system comprising a display, wherein the user selects a lamp on the display.",
		After:  "1. A system comprising a display configured to let a user select a lamp.",
		check: each(func(c *Claim, add adder) {
			if c.Kind == Independent {
				if m := bothKinds.FindStringIndex(c.Text); m != nil {
					add(c, Span{m[0], m[1]}, "the claim is to a method and a thing at once", "claim them apart")
					return
				}
			}
			if c.Category == Method || c.Category == Use || c.Category == Other || methodNoun.MatchString(c.Text[:min(len(c.Text), 60)]) {
				return
			}
			if m := userActs.first(c.Text); m != nil {
				add(c, Span{m[0], m[1]}, "the claim is to a thing, and its user acts", "say what the thing is able to do (\"configured to receive a selection\")")
			}
		}),
	},
}

var (
	meansFor    = begins(`(?i)\bmeans(?:\s*,)?\s+(?:for\s+(?:\w+ly\s+)?\w+ing|(?:configured|adapted|operable|arranged|operative|provided)\s+(?:to|for)|to\s+(?:[ac-rtu-z]\w{3,}|b[f-z]\w+|s[b-z]\w+)|which\s+\w+s\b|capable\s+of)\b`, "means")
	stepFor     = begins(`(?i)\bsteps?\s+for\s+(?:\w+ly\s+)?\w+ing\b`, "step")
	openMarkush = begins(`(?i)\b(?:selected|chosen|taken|drawn)\s+from\s+(?:the\s+|a\s+)?group\s+(?:comprising|comprised\s+of|including|containing|having)\b`, "selected ", "chosen ", "taken ", "drawn ")
	stepOf      = lazyregexp.New(`(?i)\b(?:time|voltage|stair|pitch|size)[\s-]+$`) // a stretch or a height, and no act
	jepson      = seek(`(?i)\b(?:the|an|wherein\s+the|which\s+the)\s+improvements?\s+(?:(?:which|that|thereof)\s+)?(?:compris\w+|consist\w+|includ\w+|being|residing|wherein|is)\b`, "improvement")
	omnibus     = seek(`(?i)\b(?:substantially\s+as\s+(?:\w+\s+){0,3}?(?:described|shown|disclosed|illustrated|set\s+forth|hereinbefore)|as\s+(?:herein(?:before|after)?\s+)?(?:described|disclosed|shown)\s+(?:and\s+\w+\s+)?(?:herein\b|in\s+the\s+(?:specification|description|drawings)))`, "described", "shown", "disclosed", "illustrated", "set forth", "hereinbefore")
	readable    = lazyregexp.New(`(?i)\b(?:(?:computer|machine|processor|controller|program|device|software)[\s-]*(?:readable|usable|accessible|executable)(?:[\s-]+(?:and\s+writ\w+|data|information|program|code|recording|storage|storing|memory|mass)){0,2}[\s-]+(?:medium|media|mediums)|(?:program|software|computer|information|instruction)[\s-]+(?:storage|recording)[\s-]+(?:medium|media|mediums))\b`)
	lasting     = lazyregexp.New(`(?i)\bnon[\s-]*(?:transitory|transient|volatile)|\bnontransitory|\btangible|\bhardware\s+(?:storage|memory)|\bphysical\b|\btransitory\b|\bnot\s+(?:a\s+)?signals?\b`)
	notSubject  = lazyregexp.New(`(?i)\b(?:method|process|system|apparatus|device|computer|server|machine|processor)s?\s*(?:,|of|for|compris|includ|having|with|that|which|to|using|in|implemented\s+by)|\bexecut|:`)
	bareProgram = lazyregexp.New(`(?i)^\W*(?:an?|one\s+or\s+more)?\s*((?:computer|software)\s+programs?|(?:modulated\s+)?(?:data|propagated|electromagnetic|carrier)\s+(?:signals?|waves?)|data\s+structures?|software)\b(?:\s+(?:compris|includ|having|contain|with|that|which|for|to|adapted|configured|carr)|\s*[,:])`)
	physical    = lazyregexp.New(`(?i)\b(?:medium|media|memory|storage|stored|product|processor\s+and)\b`)
	aUse        = lazyregexp.New(`(?i)^\W*(?:the\s+|a\s+)?use\s+of\b|^\W*(?:the\s+)?use\s+(?:according|as)\b`)
	methodNoun  = lazyregexp.New(`(?i)\b(?:method|process)\b`)
	bothKinds   = lazyregexp.New(`(?i)^\W*(?:an?|the)\s+(?:(?:[\w-]+\s+){0,3}?method\s+and\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}?(?:apparatus|device|system)|(?:[\w-]+\s+){0,3}?(?:apparatus|device|system)\s+and\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}?method)\s+(?:of|for|to)\b`)
	userActs    = begins(`(?i)\bwherein\s+(?:the|a|said)\s+(?:user|operator|person|player|customer)\s+(?:then\s+|manually\s+)?(?:uses|selects|enters|inputs|presses|changes|moves|clicks|chooses|turns|pushes|pulls|operates|provides|submits|activates|touches|views|rotates|inserts|places|accepts|specifies)\b`, "wherein ")

	// structural words before a nonce word name a structure that skilled people know.
	structural = lazyregexp.New(`(?i)(?:process|control|memory|storage|display|comput|camera|sens|circuit|logic|power|battery|arithmetic|antenna|optic|magnet|electr|mechanic|hardware|light|imag|semiconductor|structur|support|spring|elastic|heat|cool|pump|valve|motor|driv|fasten|lock|clamp|seal|mobile|wireless|user|client|network|input|output|communicat|terminal|host|peripheral|portable|handheld|medical|mount|hold|housing|print|transceiv|receiv|transmi|fluid|laser|filter|tubular|rod|plate|finite|said|the|each|respective|hous|audio|video|graphic|piezo|switch|transistor|load|lens|core|base|pixel|array|unit|chemical|fuel|cell|gas|\d)`)
	functional = lazyregexp.New(`(?i)^\s*,?\s*(?:that\s+is\s+|being\s+)?(?:configured|adapted|operable|arranged|operative|programmed)\s+(?:to|for)\b|^\s+for\s+(?:\w+ly\s+)?\w+ing\b`)
	nonceNouns = phrases("nonce")
	structured = lazyregexp.New(`(?i)\b(?:compris|includ|having|consist|formed|made|processor|circuit|memory|executed|stored|coupled|connected|attached|mounted|dispos|extend)\w*`)
)

// reportBody reports the places of a claim's body that a pattern finds, those apart that take something up.
func reportBody(c *Claim, add adder, pattern *lexicon, message func(at Span) string, remedy string) {
	from := headEnd(c)
	for _, m := range pattern.all(c.Text[from:]) {
		at := Span{from + m[0], from + m[1]}
		if takenUp(c.Text[max(0, at.Start-80):at.Start]) {
			continue
		}
		add(c, at, message(at), remedy)
	}
}

// takenUp tells whether the noun phrase at the end of before is one that was introduced earlier: "the heating " and "by ", but
// not "the device comprises ".
func takenUp(before string) bool {
	if i := strings.LastIndexAny(before, ",;:()"); i >= 0 {
		before = before[i+1:]
	}
	words := Words(before)
	for i := len(words) - 1; i >= max(0, len(words)-5); i-- {
		switch w := words[i].Lower; w {
		case "the", "said", "such", "by", "each", "which", "that", "this", "these", "wherein":
			return true
		case "a", "an", "and", "or", "further", "with", "of", "is", "are", "having", "has", "have", "one", "plurality":
			return false
		default:
			if strings.HasPrefix(w, "compris") || strings.HasPrefix(w, "includ") || strings.HasPrefix(w, "contain") {
				return false
			}
		}
	}
	return false
}

// nonce reports nonce words with a function in the body of a claim to a thing, where neither the words before them nor the
// rest of their element names a structure.
func nonce(d *draft, add adder) {
	for _, c := range d.claims {
		if c.Category == Method || c.Category == Use || c.Category == Medium {
			continue
		}
		for _, e := range c.Elements {
			if strings.HasSuffix(e.Label, "[pre]") || e.End > len(c.Text) {
				continue
			}
			text := c.Text[e.Start:e.End]
			processor := strings.Index(text, "processor")
			for _, m := range nonceNouns.all(text) {
				f := functional.FindStringIndex(text[m[1]:])
				before := text[max(0, m[0]-40):m[0]]
				if i := strings.LastIndexAny(before, ",:;"); i >= 0 {
					before = before[i+1:]
				}
				words := Words(before)
				before = ""
				for i := len(words) - 1; i >= max(0, len(words)-3); i-- {
					before += words[i].Lower + " "
					if words[i].Lower == "a" || words[i].Lower == "an" {
						break
					}
				}
				if f == nil || processor >= 0 && processor+len("processor") <= m[0] || structural.MatchString(before) || structured.MatchString(text[m[1]+f[1]:min(len(text), m[1]+f[1]+600)]) {
					continue
				}
				at := Span{e.Start + m[0], e.Start + m[1] + f[1]}
				add(c, at, fmt.Sprintf("%q: a function without a structure may be read like \"means\"", c.Text[at.Start:at.End]), "name a structure, or be sure that the description links one to the function")
				break
			}
		}
	}
}
