package priorart

import (
	"regexp"
	"strings"

	"claimchart/claims"
)

var (
	// denies takes what follows it back, up to the end of its clause.
	denies = regexp.MustCompile(`(?i)\b(?:not|n['’]t|cannot|never|no|without|neither|nor|none|nothing|lacks?|lacking|(?:is|are|was|were)\s+free\s+(?:of|from)|devoid\s+of|instead\s+of|rather\s+than|in\s+place\s+of|fails?\s+to|failed\s+to|failing\s+to|unable\s+to|impossible|absence\s+of|dispens(?:es?|ed|ing)\s+with|do(?:es|ing)?\s+without|omit(?:s|ted|ting)?|avoid(?:s|ed|ing)?|exclud(?:es?|ed|ing)|refrain(?:s|ed|ing)?\s+from|prevent(?:s|ed|ing)?|hardly|nobody|unless|gave\s+up|gives\s+up|abandoned|far\s+from|except(?:\s+for)?|other\s+than)\b|n['’]t\b`)
	// deniedBefore takes back what stands before it in its clause: "a valve is absent", "the lid was omitted", "screws are not needed";
	// and what was only imagined: "a ball bearing would have been noisy".
	deniedBefore = regexp.MustCompile(`(?i)\b(?:(?:is|are|was|were|be|been|being|has\s+been|have\s+been|could\s+be|can\s+be)\s+(?:therefore\s+|thus\s+|deliberately\s+|entirely\s+|altogether\s+|completely\s+)?(?:absent|missing|lacking|omitted|avoided|excluded|dispensed\s+with|abandoned|unnecessary|superfluous|redundant|impossible|left\s+out|left\s+off|given\s+up|done\s+without|rejected|ruled\s+out|forbidden|prohibited)|(?:is|are|was|were)\s+not\s+(?:needed|required|necessary|provided|present|used|foreseen|possible|available|supported|intended|done|the\s+case)|do(?:es)?\s+not\s+(?:exist|occur|take\s+place|happen)|would\s+(?:otherwise\s+|also\s+)?have\s+\w+)\b`)
	// noDenial are turns with a word of denial that deny nothing.
	noDenial  = regexp.MustCompile(`(?i)\b(?:not\s+only|not\s+just|not\s+merely|no\s+(?:more|less|fewer|later|greater|longer\s+than|higher|lower|larger|smaller|shorter|earlier)\s+than|not\s+(?:more|less|fewer|later|greater|higher|lower|larger|smaller|above|below|exceed\w*)(?:\s+than)?|does\s+not\s+exceed|no\s+matter|whether\s+or\s+not|or\s+not|not\s+necessarily|not\s+limited\s+to|not\s+restricted\s+to|no\s+doubt|nothing\s+but|nothing\s+other\s+than|none\s+other\s+than|not\s+until|cannot\s+but|no\s+later)\b`)
	clauseEnd = regexp.MustCompile(`[;:.!?]|,\s|\s[–—]\s|\s(?:but|however|whereas|although|though|yet|because|since|so\s+that|except\s+that)\s`)
)

// denials returns the parts of a sentence that it says are not so: what stands behind a word of denial, or before "is absent" and the
// like, in the same clause. Two denials in one clause are not taken for a statement.
func denials(text string, s claims.Span) []claims.Span {
	sent := text[s.Start:s.End]
	if lower := strings.ToLower(sent); !holdsAny(lower, "not", "n't", "n’t", "never", "no", "without", "neither", "lack", "free ", "devoid", "instead", "rather", "in place", "fail", "unable", "impossible", "absen", "dispens", "omit", "avoid", "exclu", "refrain", "prevent", "hardly", "unless", "gave up", "gives up", "abandon", "far from", "except", "other than", "missing", "unnecessary", "superfluous", "redundant", "left o", "given up", "rejected", "ruled out", "forbid", "prohib", "would have", "would otherwise", "would also") {
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
	for _, m := range denies.FindAllStringIndex(sent, -1) {
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

// within tells whether a place lies in one of the spans.
func within(spans []claims.Span, start int) bool {
	for _, s := range spans {
		if start >= s.Start && start < s.End {
			return true
		}
	}
	return false
}
