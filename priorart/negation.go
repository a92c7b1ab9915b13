package priorart

import (
	"strings"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

var (
	// denies takes what follows it back, up to the end of its clause.
	denies = lazyregexp.New(`(?i)\b(?:not|n['’]t|cannot|never|no|without|neither|nor|none|nothing|lacks?|lacking|(?:(?:is|are|was|were)\s+)?free\s+(?:of|from)|devoid\s+of|instead\s+of|rather\s+than|in\s+place\s+of|fails?\s+to|failed\s+to|failing\s+to|unable\s+to|impossible|absence\s+of|dispens(?:es?|ed|ing)\s+with|do(?:es|ing)?\s+without|omit(?:s|ted|ting)?|avoid(?:s|ed|ing)?|exclud(?:es?|ed|ing)|refrain(?:s|ed|ing)?\s+from|prevent(?:s|ed|ing)?|hardly|nobody|gave\s+up|gives\s+up|abandoned|far\s+from|except(?:\s+for)?|other\s+than|exclusive\s+of|save\s+for)\b|n['’]t\b`)
	// ofNoun are the words of denial that govern a noun and no clause: what a verb behind it says is not denied, "a box without a lid is closed".
	ofNoun = lazyregexp.New(`(?i)^(?:without|lacking|.*\bfree\s+(?:of|from)|devoid\s+of|instead\s+of|in\s+place\s+of|absence\s+of|except(?:\s+for)?|other\s+than|exclusive\s+of|excluding|save\s+for)$`)
	// finiteVerb is a verb that ends the phrase of such a noun.
	finiteVerb = lazyregexp.New(`(?i)\s(?:is|are|was|were|has|have|had|can|could|will|would|may|might|must|shall|should|does|do|did)\s`)
	// relative begins a clause that belongs to the noun before it.
	relative = lazyregexp.New(`(?i)\s(?:that|which|who|whose|where|as)\s`)
	// fromDoing is what a preventing keeps from happening: "prevents the shaft from rotating" speaks of a shaft, and denies its rotating.
	fromDoing  = lazyregexp.New(`(?i)^\s.*?\sfrom\s+\w+ing\b`)
	preventing = lazyregexp.New(`(?i)^prevent`)
	// xFree is "chloride-free", "valve-less".
	xFree = lazyregexp.New(`(?i)\b[\w]+-(?:free|less)\b`)
	// deniedBefore takes back what stands before it in its clause: "a valve is absent", "the lid was omitted", "screws are not needed";
	// and what was only imagined: "a ball bearing would have been noisy".
	deniedBefore = lazyregexp.New(`(?i)\b(?:(?:is|are|was|were|be|been|being|has\s+been|have\s+been|could\s+be|can\s+be)\s+(?:therefore\s+|thus\s+|deliberately\s+|entirely\s+|altogether\s+|completely\s+)?(?:absent|missing|lacking|omitted|avoided|excluded|dispensed\s+with|abandoned|unnecessary|superfluous|redundant|impossible|left\s+out|left\s+off|given\s+up|done\s+without|rejected|ruled\s+out|forbidden|prohibited)|(?:is|are|was|were)\s+not\s+(?:needed|required|necessary|provided|present|used|foreseen|possible|available|supported|intended|done|the\s+case)|do(?:es)?\s+not\s+(?:exist|occur|take\s+place|happen)|would\s+(?:otherwise\s+|also\s+)?have\s+\w+)\b`)
	// noDenial are turns with a word of denial that deny nothing.
	noDenial  = lazyregexp.New(`(?i)\b(?:not\s+only|not\s+just|not\s+merely|no\s+(?:more|less|fewer|later|greater|longer\s+than|higher|lower|larger|smaller|shorter|earlier)\s+than|not\s+(?:more|less|fewer|later|greater|higher|lower|larger|smaller|above|below|exceed\w*)(?:\s+than)?|does\s+not\s+exceed|no\s+matter|whether\s+or\s+not|or\s+not|not\s+necessarily|not\s+limited\s+to|not\s+restricted\s+to|no\s+doubt|nothing\s+but|nothing\s+other\s+than|none\s+other\s+than|not\s+until|not\s+least|no\s+sooner|(?:not|never|cannot)\s+fails?(?:\s+to)?|without\s+fail|not\s+without|not\s+(?:impossible|unlike|unlikely|uncommon|unusual)|cannot\s+but|no\s+later)\b`)
	clauseEnd = lazyregexp.New(`[;:.!?]|,\s|\s[–—]\s|\s(?:but|however|whereas|while|although|though|yet|because|since|so\s+that|except\s+that)\s`)
)

// denials returns the parts of a sentence that it says are not so: what stands behind a word of denial, or before "is absent" and the
// like, in the same clause. Two denials that make a statement ("never fails to", "not without") deny nothing.
func denials(text string, s claims.Span) []claims.Span {
	sent := text[s.Start:s.End]
	if !mayDeny(sent) {
		return nil
	}
	var out []claims.Span
	var harmless [][]int
	sought := false
	covered := func(at int) bool {
		if !sought {
			harmless, sought = noDenial.FindAllStringIndex(sent, -1), true
		}
		for _, h := range harmless {
			if at >= h[0] && at < h[1] {
				return true
			}
		}
		return false
	}
	for _, m := range deniedBefore.FindAllStringIndex(sent, -1) {
		if covered(m[0]) {
			continue
		}
		from := 0
		for _, c := range clauseEnd.FindAllStringIndex(sent[:m[0]], -1) {
			from = c[1]
		}
		out = append(out, claims.Span{Start: s.Start + from, End: s.Start + m[1]})
	}
	if strings.IndexByte(sent, '-') > 0 {
		for _, m := range xFree.FindAllStringIndex(sent, -1) {
			out = append(out, claims.Span{Start: s.Start + m[0], End: s.Start + m[1]})
		}
	}
	for _, m := range denies.FindAllStringIndex(sent, -1) {
		if covered(m[0]) || m[0] > 0 && sent[m[0]-1] == '-' {
			continue
		}
		end := len(sent)
		if c := clauseEnd.FindStringIndex(sent[m[1]:]); c != nil {
			end = m[1] + c[0]
			if strings.EqualFold(sent[m[0]:m[1]], "neither") { // "neither a valve, nor a pump"
				end = len(sent)
			}
		}
		word, behind := sent[m[0]:m[1]], sent[m[1]:end]
		switch {
		case ofNoun.MatchString(word):
			if f := finiteVerb.FindStringIndex(behind); f != nil && !relative.MatchString(behind[:f[0]+1]) {
				end = m[1] + f[0]
			}
		case preventing.MatchString(word):
			if f := fromDoing.FindStringIndex(behind); f != nil {
				from := strings.LastIndex(behind[:f[1]], " ")
				out = append(out, claims.Span{Start: s.Start + m[1] + from, End: s.Start + end})
				continue
			}
		}
		out = append(out, claims.Span{Start: s.Start + m[0], End: s.Start + end})
	}
	return out
}

// excluding tells whether a denial of a claim says that a thing is not there, "without a rotating seal", "free of chloride" (a negative
// limitation, MPEP 2173.05(i)), not that something is not done or does not happen.
func excluding(text string, s claims.Span) bool {
	m := exclusion.FindStringSubmatch(text[s.Start:s.End])
	return m != nil && (m[1] != "" || !isVerbIng(m[2]))
}

var exclusion = lazyregexp.New(`(?i)^(?:(?:is|are)\s+free\s+(?:of|from)|free\s+(?:of|from)|without|lacking|devoid\s+of|exclusive\s+of|excluding|no)\s+(an?\s+|any\s+)?(\w+)`)

// excludedIn returns what the element excludes and a sentence of the window has, or "" where none has it or one says that it is not there.
func (q *query) excludedIn(t *text, b *body, in [][]place, w window) string {
	found := ""
	for s := w.first; s <= w.last; s++ {
		list := in[s]
		if list == nil {
			continue
		}
		no := b.denials(t, s)
		var shown []string
		whole := true
		for i, tm := range q.terms {
			switch p := list[i]; {
			case !tm.excluded:
			case p.by == nil || p.by.value < synonym:
				whole = false
			case within(no, b.toks[p.tok].start):
				return ""
			default:
				shown = append(shown, tm.shown)
			}
		}
		if whole && found == "" {
			found = strings.Join(shown, " ")
		}
	}
	return found
}

// denialWhole are words that denials begin with or have in them, denialBegun beginnings of such words and turns.
var (
	denialWhole = strings.Fields("not cannot never no without neither nor none nothing nobody hardly")
	denialBegun = []string{"lack", "free ", "devoid", "instead", "rather", "in place", "fail", "unable", "impossible", "absen", "dispens", "omit", "avoid", "exclu", "refrain",
		"prevent", "gave up", "gives up", "abandon", "far from", "except", "other than", "save for", "missing", "unnecessary", "superfluous", "redundant", "left o", "given up", "rejected",
		"ruled out", "forbid", "prohib", "would have", "would otherwise", "would also"}
)

// mayDeny tells whether a sentence has any word that denials begin with or have in them: most have none, and the patterns need not be tried.
func mayDeny(sent string) bool {
	before := byte(' ')
	for i := 0; i < len(sent); i++ {
		c := sent[i]
		switch {
		case c == '-' && (hasFold(sent[i+1:], "free") || hasFold(sent[i+1:], "less")), // valve-less
			c|0x20 == 'n' && (hasFold(sent[i+1:], "'t") || hasFold(sent[i+1:], "’t")): // didn't
			return true
		case wordByte(c) && !wordByte(before):
			rest := sent[i:]
			for _, w := range denialWhole {
				if w[0] == c|0x20 && hasFold(rest, w) && (len(rest) == len(w) || !wordByte(rest[len(w)])) {
					return true
				}
			}
			for _, w := range denialBegun {
				if w[0] == c|0x20 && hasFold(rest, w) {
					return true
				}
			}
		}
		before = c
	}
	return false
}

// hasFold tells whether text begins with a word in small or capital letters.
func hasFold(text, word string) bool {
	return len(text) >= len(word) && strings.EqualFold(text[:len(word)], word)
}

// wordByte tells whether b is what \b of a pattern takes for part of a word.
func wordByte(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9' || b == '_'
}

// within tells whether a place lies in one of the spans.
func within(spans []claims.Span, start int) bool {
	for _, s := range spans {
		if start >= s.Start && start < s.End {
			return true
		}
	}
	return false
}
