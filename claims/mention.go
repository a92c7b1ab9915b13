package claims

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"claimchart/claims/lazyregexp"
)

// mention is a place in running text that speaks of claims by number: "section 5", "claims 2 to 4", "the seventh claim".
type mention struct {
	span Span
	nums []int
	next bool // "the next claim": the number follows from what was told before
}

// cardinals and ordinals hold one to nineteen and the tens in words; "twenty-one" is read as two of them.
var (
	cardinals = count("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
		"twenty thirty forty fifty sixty seventy eighty ninety")
	ordinals = count("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
		"twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth")
)

func count(units, tens string) map[string]int {
	out := map[string]int{}
	for i, w := range strings.Fields(units) {
		out[w] = i + 1
	}
	for i, w := range strings.Fields(tens) {
		out[w] = 20 + 10*i
	}
	return out
}

// numberReader reads numbers off the words of a text.
type numberReader struct {
	text  string
	words []Word
}

// gap returns what stands between word i-1 and word i.
func (r *numberReader) gap(i int) string {
	from := 0
	if i > 0 {
		from = r.words[i-1].End
	}
	to := len(r.text)
	if i < len(r.words) {
		to = r.words[i].Start
	}
	return r.text[from:to]
}

func (r *numberReader) is(i int, list map[string]bool) bool {
	return i >= 0 && i < len(r.words) && list[r.words[i].Lower]
}

// one reads the number at word i, in digits (up to 999) or words, and returns it with the index after it; 0 if there is none.
func (r *numberReader) one(i int) (n, after int, ordinal bool) {
	if i >= len(r.words) {
		return 0, i, false
	}
	w := r.words[i].Lower
	if n, ok := ordinals[w]; ok {
		return n, i + 1, true
	}
	if n, ok := cardinals[w]; ok {
		if n >= 20 && i+1 < len(r.words) && strings.Trim(r.gap(i+1), " -") == "" {
			next := r.words[i+1].Lower
			if u := cardinals[next]; u > 0 && u < 10 {
				return n + u, i + 2, false
			}
			if u := ordinals[next]; u > 0 && u < 10 {
				return n + u, i + 2, true
			}
		}
		return n, i + 1, false
	}
	digits := strings.TrimRightFunc(w, unicode.IsLetter)
	if digits == "" || len(digits) > 3 || strings.Trim(digits, "0123456789") != "" {
		return 0, i, false
	}
	switch w[len(digits):] {
	case "":
		return atoi(digits), i + 1, false
	case "st", "nd", "rd", "th":
		return atoi(digits), i + 1, true
	}
	return 0, i, false
}

var (
	andWords   = set("and or to through")
	claimWords = set("claim claims section sections")
	noWords    = set("no nos number numbers")
)

// list reads numbers joined by commas, "and", "or", "to" and hyphens, from word i on; a range is filled in.
func (r *numberReader) list(i int) (nums []int, after int, ordinal bool) {
	n, after, ordinal := r.one(i)
	if n == 0 {
		return nil, i, false
	}
	nums = []int{n}
	for {
		j, to := after, false
		gap := strings.TrimSpace(r.gap(j))
		if r.is(j, andWords) && (gap == "" || gap == ",") {
			to = r.words[j].Lower == "to" || r.words[j].Lower == "through"
			j++
			gap = strings.TrimSpace(r.gap(j))
			if gap != "" {
				return nums, after, ordinal
			}
		} else if gap != "," && gap != "&" && gap != "-" && gap != "–" {
			return nums, after, ordinal
		} else {
			to = gap == "-" || gap == "–"
		}
		if r.is(j, claimWords) {
			j++
		} else if j < len(r.words) && r.words[j].Lower == "the" && ordinal {
			j++
		}
		m, next, ord := r.one(j)
		if m == 0 || ord != ordinal {
			return nums, after, ordinal
		}
		if last := nums[len(nums)-1]; to && m > last && m-last <= maxRange {
			for k := last + 1; k < m; k++ {
				nums = append(nums, k)
			}
		}
		nums = append(nums, m)
		after = next
	}
}

var (
	// aStatute follows a section that is no claim; a patent's own words after "of" make it one.
	aStatute  = lazyregexp.New(`(?i)^\s*(?:\(\w+\))*\s*(?:,\s*)?(?:of|in|under)\s+(?:the|that|this|our|his|her|their|its)?\s*(?:\d{4}\s+)?((?:[^\s,.;:]+\s?){1,4})`)
	patently  = lazyregexp.New(`(?i)\b(?:patent|claims?|claim set|application|grant|filing|specification|set|list|lot)`)
	statutes  = lazyregexp.New(`(?i)(?:u\.?s\.?c\.?|act|code|statute|law|§|rule|regulations?|manual|standard|chapter|highway|iso|din|form)\s*,?\s*$`)
	between   = set("independent dependent patent numbered main")
	nextWords = set("next following")
)

// mentions finds where text speaks of claims by number, in order. A section of an act, a code or a manual is none.
func mentions(text string) []mention {
	r := &numberReader{text, Words(text)}
	var out []mention
	for i := 0; i < len(r.words); i++ {
		w := r.words[i].Lower
		switch {
		case claimWords[w] || w == "cl" || w == "sect":
			j := i + 1
			if r.is(j, noWords) {
				j++
			}
			if strings.Trim(r.gap(j), " .\u00a0") != "" {
				continue
			}
			nums, after, ordinal := r.list(j)
			if nums == nil || ordinal {
				continue
			}
			span := Span{r.words[i].Start, r.words[after-1].End}
			i = after - 1
			if statutes.MatchString(text[:span.Start]) {
				continue
			}
			if w[0] == 's' {
				if of := aStatute.FindStringSubmatch(text[span.End:]); of != nil && !patently.MatchString(of[1]) && !claimWords[strings.TrimSpace(of[1])] {
					continue
				}
			}
			out = append(out, mention{span: span, nums: nums})
		default:
			nums, after, ordinal := r.list(i)
			next := nextWords[w]
			if next {
				nums, after, ordinal = nil, i+1, true
			}
			if !ordinal {
				continue
			}
			end := after
			for r.is(end, between) {
				end++
			}
			if r.is(end, claimWords) && strings.TrimSpace(r.gap(end)) == "" && (!next || r.words[end].Lower[len(r.words[end].Lower)-1] != 's') {
				out = append(out, mention{span: Span{r.words[i].Start, r.words[end].End}, nums: nums, next: next})
				i = end
			} else if nums != nil {
				i = after - 1
			}
		}
	}
	return out
}

// A bare number stands for a claim where it is the subject of a verb that claims have ("16 goes", "Eight is word for word
// seven", "The fifth is claim 4 over again"), or follows words that compare ("the same as 11", "repeat 2 and 3").
var (
	bareVerbs  = set("is are was goes go reads read says say states adds add drops drop repeats repeat replaces changes swaps ends omits takes copies runs covers recites does has leaves hangs depends builds rests concerns tacks bolts appends lacks loses deletes removes switches turns keeps merely only just simply then again")
	bareLeads  = set("and but then so now next the number no as for")
	bareBefore = [][]string{{"same", "as"}, {"identical", "to"}, {"identical", "with"}, {"similar", "to"}, {"for", "word"}, {"version", "of"}, {"twin", "of"},
		{"copy", "of"}, {"repeat"}, {"repeats"}, {"copies"}, {"mirrors"}, {"is"}, {"does"}, {"to", "the"}, {"from", "the"}, {"of", "the"}, {"as", "the"}, {"takes", "the"}, {"is", "the"}, {"what"}, {"does", "to"}, {"did", "to"}, {"is", "to"}, {"was", "to"}}
	bareAfter = set("exactly precisely just what as but with word again over for except save in verbatim did does plus minus without and")
)

// bareMentions finds claims spoken of by number alone.
func bareMentions(text string) []mention {
	r := &numberReader{text, Words(text)}
	var out []mention
	for i := 0; i < len(r.words); i++ {
		nums, after, ordinal := r.list(i)
		if nums == nil {
			continue
		}
		if ordinal && r.is(after, set("one ones")) { // "the fifth one adds"
			after++
		}
		if r.subject(i, after) || r.compared(i, after, ordinal) {
			out = append(out, mention{span: Span{r.words[i].Start, r.words[after-1].End}, nums: nums})
		}
		i = after - 1
	}
	return out
}

// subject tells whether words i to after begin a clause and a verb follows.
func (r *numberReader) subject(i, after int) bool {
	if r.is(i-1, noWords) && (i < 2 || strings.ContainsAny(r.gap(i-1), ".,:;!?")) && strings.ContainsAny(r.gap(after), ".,:") {
		return true // "so. number 10. Army trucks have had this"
	}
	if !r.is(after, bareVerbs) || strings.TrimSpace(r.gap(after)) != "" {
		return false
	}
	for i > 0 && strings.TrimSpace(r.gap(i)) == "" {
		if !r.is(i-1, bareLeads) {
			return false
		}
		i--
	}
	return true
}

// compared tells whether words that compare stand before word i, and none that make a quantity of the number follow.
func (r *numberReader) compared(i, after int, ordinal bool) bool {
	if !slices.ContainsFunc(bareBefore, func(lead []string) bool {
		if i < len(lead) || lead[len(lead)-1] == "the" && !ordinal {
			return false
		}
		for k, w := range lead {
			if r.words[i-len(lead)+k].Lower != w || strings.Trim(r.gap(i-len(lead)+k+1), " -") != "" {
				return false
			}
		}
		return true
	}) {
		return false
	}
	return after >= len(r.words) || strings.TrimSpace(r.gap(after)) != "" || r.is(after, bareAfter)
}

// allMentions finds the claims that text speaks of, by "claim 5" or by number alone, in order, none twice.
func allMentions(text string) []mention {
	out := mentions(text)
	for _, b := range bareMentions(text) {
		if !slices.ContainsFunc(out, func(m mention) bool { return b.span.Start < m.span.End && m.span.Start < b.span.End }) {
			out = append(out, b)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].span.Start < out[j].span.Start })
	return out
}

var (
	// comparing stands before a mention that the sentence compares with, not about which it speaks.
	comparing = lazyregexp.New(`(?i)(?:\b(?:like|as|than|from|of|in|to|with|is|are|was|but|again|what|does|where(?:as)?|while|between|over|verbatim|word[- ]for[- ]word)|['’]s)\s+(?:in\s+)?(?:just\s+|simply\s+|really\s+|only\s+|merely\s+|again\s+|old\s+)?(?:the\s+)?(?:(?:text|words)\s+of\s+)?$`)
	// leading stands at the head of a sentence before such a mention.
	leading = lazyregexp.New(`(?i)^\W*(?:(?:and|but|so)\s+)?(?:like|unlike|as\s+in|as\s+with|just\s+as|compared\s+(?:with|to)|where(?:as)?|while)\s+(?:the\s+)?$`)
	// backReference is a subject that carries on from the sentence before: "It is claim 4, but".
	backReference = lazyregexp.New(`(?i)(?:^|[,;:]\s*)\W*(?:it|this|that|this one|that one|the (?:next|last|other)(?: one)?)\b`)
	// newClause stands between the mention of one claim and that of another with a verb of its own.
	newClause = lazyregexp.New(`(?i)(?:[;:.—–]|,?\s(?:and|while|but|whereas|so|then|or)\b|,)\s*(?:then\s+|in\s+|the\s+)?$`)
	itsVerb   = lazyregexp.New(`(?i)^[\s,…—–-]*(?:(?:it|this|which)\s+)?(?:is|are|was|were|adds?|drops?|repeats?|replaces?|changes?|swaps?|ends?|omits?|takes?|copies|tacks?|switch\w*|substitut\w*|leaves?|merely|only|just|simply|then|reads?|says?|does|goes|bolts?|throws?|appends?|deletes?|removes?|loses?|lacks?|turns?|puts?|keeps?|has|strips?|cuts?|trades?|differs?|covers?|claims?|deserves?|concerns?)\b`)
)

// baseRole tells whether mention m of text names a claim with which another is compared: it follows another claim in the same
// clause, or "like", or "it is". For a cue (a place that may announce a quotation) what "it" stands for does not matter.
func baseRole(text string, m mention, forCue bool) bool {
	before := text[:m.span.Start]
	if leading.MatchString(before) {
		return true
	}
	ms := allMentions(text[:m.span.End])
	for len(ms) > 0 && ms[len(ms)-1].span.Start >= m.span.Start {
		ms = ms[:len(ms)-1]
	}
	if len(ms) > 0 && !leading.MatchString(text[:ms[0].span.Start]) {
		if comparing.MatchString(before[max(0, len(before)-80):]) {
			return true
		}
		gap := text[ms[len(ms)-1].span.End:m.span.Start]
		return !newClause.MatchString(gap) || !itsVerb.MatchString(text[m.span.End:])
	}
	return !forCue && backReference.MatchString(before) && comparing.MatchString(before[max(0, len(before)-80):])
}
