package priorart

import (
	"regexp"
	"strings"

	"claimchart/claims"
)

var (
	// denies takes what follows it back, up to the end of its clause.
	denies = regexp.MustCompile(`(?i)\b(?:not|n['’]t|cannot|never|no|without|neither|nor|none|nothing|lacks?|lacking|(?:is|are|was|were)\s+free\s+(?:of|from)|devoid\s+of|instead\s+of|rather\s+than|in\s+place\s+of|fails?\s+to|failed\s+to|failing\s+to|unable\s+to|impossible|absence\s+of|dispens(?:es?|ed|ing)\s+with|do(?:es|ing)?\s+without|omit(?:s|ted|ting)?|avoid(?:s|ed|ing)?|exclud(?:es?|ed|ing)|refrain(?:s|ed|ing)?\s+from|prevent(?:s|ed|ing)?|hardly|nobody|unless|gave\s+up|gives\s+up|abandoned|far\s+from|except(?:\s+for)?|other\s+than)\b|n['’]t\b`)
	// deniedBefore takes back what stands before it in its clause: "a valve is absent", "the lid was omitted", "screws are not needed".
	deniedBefore = regexp.MustCompile(`(?i)\b(?:(?:is|are|was|were|be|been|being|has\s+been|have\s+been|could\s+be|can\s+be)\s+(?:therefore\s+|thus\s+|deliberately\s+|entirely\s+|altogether\s+|completely\s+)?(?:absent|missing|lacking|omitted|avoided|excluded|dispensed\s+with|abandoned|unnecessary|superfluous|redundant|impossible|left\s+out|left\s+off|given\s+up|done\s+without|rejected|ruled\s+out|forbidden|prohibited)|(?:is|are|was|were)\s+not\s+(?:needed|required|necessary|provided|present|used|foreseen|possible|available|supported|intended|done|the\s+case)|do(?:es)?\s+not\s+(?:exist|occur|take\s+place|happen))\b`)
	// noDenial are turns with a word of denial that deny nothing.
	noDenial  = regexp.MustCompile(`(?i)\b(?:not\s+only|not\s+just|not\s+merely|no\s+(?:more|less|fewer|later|greater|longer\s+than|higher|lower|larger|smaller|shorter|earlier)\s+than|not\s+(?:more|less|fewer|later|greater|higher|lower|larger|smaller|above|below|exceed\w*)(?:\s+than)?|does\s+not\s+exceed|no\s+matter|whether\s+or\s+not|or\s+not|not\s+necessarily|not\s+limited\s+to|not\s+restricted\s+to|no\s+doubt|nothing\s+but|nothing\s+other\s+than|none\s+other\s+than|not\s+until|cannot\s+but|no\s+later)\b`)
	clauseEnd = regexp.MustCompile(`[;:.!?]|,\s|\s[–—]\s|\s(?:but|however|whereas|although|though|yet|because|since|so\s+that|except\s+that)\s`)
)

// denials returns the parts of a sentence that it says are not so: what stands behind a word of denial, or before "is absent" and the
// like, in the same clause. Two denials in one clause are not taken for a statement.
func denials(text string, s claims.Span) []claims.Span {
	sent := text[s.Start:s.End]
	if !mayDeny(sent) {
		return nil
	}
	before, behind := deniedBefore.FindAllStringIndex(sent, -1), denies.FindAllStringIndex(sent, -1)
	if before == nil && behind == nil {
		return nil
	}
	var out []claims.Span
	harmless := noDenial.FindAllStringIndex(sent, -1)
	covered := func(at int) bool {
		for _, h := range harmless {
			if at >= h[0] && at < h[1] {
				return true
			}
		}
		return false
	}
	for _, m := range before {
		if covered(m[0]) {
			continue
		}
		from := 0
		for _, c := range clauseEnd.FindAllStringIndex(sent[:m[0]], -1) {
			from = c[1]
		}
		out = append(out, claims.Span{Start: s.Start + from, End: s.Start + m[1]})
	}
	for _, m := range behind {
		if covered(m[0]) {
			continue
		}
		end := len(sent)
		if c := clauseEnd.FindStringIndex(sent[m[1]:]); c != nil {
			end = m[1] + c[0]
			if strings.EqualFold(sent[m[0]:m[1]], "neither") { // "neither a valve, nor a pump"
				end = len(sent)
			}
		}
		out = append(out, claims.Span{Start: s.Start + m[0], End: s.Start + end})
	}
	return out
}

// mayDeny tells whether a sentence has a word without which denies and deniedBefore find nothing: looking for it takes a tenth of the time
// that they take, and most sentences have none.
func mayDeny(sent string) bool {
	for i := 0; i < len(sent); {
		if !letter(sent[i]) {
			if strings.HasPrefix(sent[i:], "’t") || strings.HasPrefix(sent[i:], "’T") || strings.HasPrefix(sent[i:], "'t") || strings.HasPrefix(sent[i:], "'T") {
				return true
			}
			i++
			continue
		}
		end := i + 1
		for end < len(sent) && letter(sent[end]) {
			end++
		}
		if n := end - i; n >= 2 && n <= maxDenial {
			var buf [maxDenial]byte
			for k := range n {
				buf[k] = sent[i+k] | 0x20
			}
			if denialSign[string(buf[:n])] {
				return true
			}
		}
		i = end
	}
	return false
}

func letter(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }

// denialSign has a word of every turn that denies and deniedBefore know.
var denialSign = wordSet(`not cannot never no without neither nor none nothing lack lacks lacking free devoid instead rather place
	fail fails failed failing unable impossible absence dispenses dispense dispensed dispensing omit omits omitted omitting avoid avoids avoided avoiding
	exclude excludes excluded excluding refrain refrains refrained prevent prevents prevented preventing hardly nobody unless gave gives given abandoned
	far except other absent missing unnecessary superfluous redundant left done rejected ruled forbidden prohibited`)

const maxDenial = 11 // letters of the longest of them

// within tells whether a place lies in one of the spans.
func within(spans []claims.Span, start int) bool {
	for _, s := range spans {
		if start >= s.Start && start < s.End {
			return true
		}
	}
	return false
}
