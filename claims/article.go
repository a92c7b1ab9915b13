package claims

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimchart/claims/lazyregexp"
)

// article reads the claims that a running text quotes and tells, and what it says about them.
type article struct {
	flows  []flow
	quotes []quotation
	used   map[int]bool   // quotations that are a claim, or part of a sentence that tells one
	why    map[int]string // why a quotation is no claim
	claims []Claim
	set    *Set
	own    string // what names the patent that the article is about: the digits of its number, or empty
	told   []int  // claims in the order in which the article tells them
	sents  []sentence
	within map[int]int // the sentence in which a quotation begins
}

// sentence is a sentence of a flow: quotations are placeholders in it.
type sentence struct {
	index int
	flow  int
	span  Span // of the flow's text
	text  string
	line  int
	end   int
}

// readArticle fills set from the text of an article: claims quoted, claims told as edits of others, remarks about them, and
// the quotations that are no claims, each with the reason.
func readArticle(text string, set *Set) {
	a := &article{used: map[int]bool{}, why: map[int]string{}, set: set}
	a.flows, a.quotes = quotations(text)
	if !a.promising() {
		return // prose, of any length: nothing in it reads like a claim
	}
	a.own = ownPatent(text)
	for i := range a.flows {
		a.sents = append(a.sents, a.sentences(i)...)
	}
	a.within = map[int]int{}
	for i := range a.sents {
		a.sents[i].index = i
		for _, q := range places(a.sents[i].text) {
			a.within[q] = i
		}
	}
	a.quoted()
	a.edits()
	a.leftOver()
	a.remarks()
	slices.SortStableFunc(a.claims, func(x, y Claim) int { return x.Num - y.Num })
	set.Claims = a.claims
}

// promising tells whether anything in the text reads like a claim: a quotation, or a numbered paragraph.
func (a *article) promising() bool {
	for i := range a.quotes {
		if text := a.quotes[i].text; claimLike(text, false) || splitNumbered(text) != nil {
			return true
		}
	}
	return slices.ContainsFunc(a.flows, func(f flow) bool {
		_, words, ok := numberAhead(f.text)
		return ok && claimLike(f.text[words:], true)
	})
}

// sentences cuts flow i into sentences. A quotation that ends with a period ends the sentence that it closes, where a capital
// follows it.
func (a *article) sentences(i int) []sentence {
	f := &a.flows[i]
	var out []sentence
	add := func(s Span) {
		out = append(out, sentence{flow: i, span: s, text: f.text[s.Start:s.End], line: f.line(s.Start), end: f.line(s.End - 1)})
	}
	for _, s := range Sentences(f.text) {
		start := s.Start
		for at, r := range f.text[s.Start:s.End] {
			if r < firstPlace || r > lastPlace {
				continue
			}
			end := s.Start + at + utf8.RuneLen(r)
			next, _ := utf8.DecodeRuneInString(strings.TrimLeft(f.text[end:s.End], " "))
			q := strings.TrimRight(a.quotes[r-firstPlace].text, " ")
			if unicode.IsUpper(next) && strings.ContainsAny(q[max(0, len(q)-1):], ".?!") {
				add(Span{start, end})
				start = end + len(f.text[end:s.End]) - len(strings.TrimLeft(f.text[end:s.End], " "))
			}
		}
		if start < s.End {
			add(Span{start, s.End})
		}
	}
	for j := range out { // a quotation reaches to its own last line
		for _, q := range places(out[j].text) {
			out[j].end = max(out[j].end, a.quotes[q].line(len(a.quotes[q].text)))
		}
	}
	return out
}

// cue is the last place that named a claim, waiting for the claim's words.
type cue struct {
	nums  []int
	flow  int
	other string // the patent that it belongs to, where that is not the article's own
}

var (
	saying = lazyregexp.New(`(?i)\b(?:said|says|told|tells|writes|wrote|asked|asks|joked|jokes|quipped|observed|insists|insisted|argued|argues|declared|remarked|replied|say|explains|explained|shouts|shouted|according to|heard from|hear from)\b`)
	// before a person's words; "claim 1 says" is excluded by the caller.
	saidBefore = lazyregexp.New(`(?i)\b(?:said|says|told|tells|writes|wrote|asked|asks|joked|quipped|observed|insist\w*|argue[sd]?|declared|remarked|replied|say|explain\w*|heard\s+from|hear\s+from)\b[^.;]{0,60}$`)
	saidAfter  = lazyregexp.New(`(?i)^[\s,—–-]*(?:(?:he|she|they|as|[A-Z]\w+(?: [A-Z]\w+)?)\s+)?(?:said|says|told|wrote|writes|asked|joked|quipped|observed|remarked|replied|explains?|explained)\b`)
	described  = lazyregexp.New(`(?i)\b(?:description|specification|disclosure|columns?|col\.|paragraph|background|abstract|summary|embodiment)\b`)
	claimAfter = lazyregexp.New(`(?i)^[\s,.;:(\[—–-]*(?:(?:that|this|which|so|thus)\s+)?(?:is|runs|reads|says|goes|was)?\s*(?:the\s+)?(?:words?\s+of\s+)?(?:text\s+of\s+)?$`)
)

// quoted finds the claims whose words stand in the text: in quotation marks, set off, or as numbered paragraphs.
func (a *article) quoted() {
	var pending *cue
	open := -1 // the claim that a following block may go on with
	last := -1
	for si := range a.sents {
		s := &a.sents[si]
		first := s.flow != last
		last = s.flow
		if pending != nil && s.flow-pending.flow > 1 {
			pending = nil
		}
		if first {
			if a.numberedParagraph(s.flow, pending) {
				open, pending = -1, nil
			}
		}
		if a.isNumbered(s.flow) {
			continue
		}
		ms := a.mentionsIn(s.text)
		for _, q := range places(s.text) {
			before, after, _ := strings.Cut(s.text, placeholder(q))
			at := len(before)
			for len(ms) > 0 && ms[0].span.Start < at {
				if c := a.cueOf(ms[0], s, pending); c != nil {
					pending = c
				}
				ms = ms[1:]
			}
			if open >= 0 && a.quotes[q].block && a.goOn(open, q) {
				continue
			}
			open = -1
			if got := a.take(q, pending, s, before, after); got >= 0 {
				open = got
				if pending != nil && len(pending.nums) > 1 {
					pending = &cue{pending.nums[1:], s.flow, pending.other}
				} else {
					pending = nil
				}
			}
		}
		for _, m := range ms {
			if c := a.cueOf(m, s, pending); c != nil {
				pending = c
			}
		}
	}
}

// goOn joins block q to the claim at index i if that claim has not ended yet.
func (a *article) goOn(i, q int) bool {
	c := &a.claims[i]
	if endsClaim(c.Text) || splitNumbered(a.quotes[q].text) != nil {
		return false
	}
	c.Text += " " + a.quotes[q].text
	c.Origin.EndLine = a.quotes[q].line(len(a.quotes[q].text))
	c.Origin.Elided = elided(c.Text)
	a.used[q] = true
	return true
}

// cueOf returns the cue that mention m in s gives, or nil if it only compares.
func (a *article) cueOf(m mention, s *sentence, before *cue) *cue {
	if baseRole(s.text, m, true) {
		return nil
	}
	nums := m.nums
	if m.next && len(a.told) > 0 {
		nums = []int{a.told[len(a.told)-1] + 1}
	}
	other := a.foreign(s, m.span)
	if other == "" && before != nil && before.other != "" && before.flow == s.flow {
		other = before.other // "Smith's patent is older. Its claim 1 reads"
	}
	if len(a.mentionsIn(s.text)) > 1 && sameAs.MatchString(s.text) && len(places(s.text)) == 0 {
		return nil // an edit, told whole: no quotation is to come
	}
	return &cue{nums, s.flow, other}
}

// take tries to read quotation q as a claim, given the cue before it. It returns the index of the claim that it became, or -1.
func (a *article) take(q int, pending *cue, s *sentence, before, after string) int {
	text := a.quotes[q].text
	if parts := splitNumbered(text); parts != nil {
		if pending != nil && pending.other != "" || a.announced(s) != "" {
			a.why[q] = "other patent"
			return -1
		}
		a.used[q] = true
		at := -1
		for _, p := range parts {
			at = a.add(p.num, &a.quotes[q].located, p.start, p.end)
		}
		return at
	}
	person := len(a.mentionsIn(s.text)) == 0 && (saidBefore.MatchString(before) || saidAfter.MatchString(after))
	if person || !claimLike(text, pending == nil) {
		return -1
	}
	if pending != nil && pending.other != "" {
		a.why[q] = "other patent"
		return -1
	}
	if a.foreign(s, Span{0, len(s.text)}) != "" || pending == nil && a.announced(s) != "" {
		a.why[q] = "other patent"
		return -1
	}
	var nums []int
	switch {
	case pending != nil && len(pending.nums) > 0:
		nums = pending.nums[:1]
	default:
		if ms := a.mentionsIn(after); len(ms) > 0 && claimAfter.MatchString(after[:ms[0].span.Start]) {
			nums = ms[0].nums[:1] // “A method ...”: that is claim 4
		} else if near := a.context(s); strings.Contains(near, "claim") && !described.MatchString(s.text) {
			nums = []int{a.free()}
			a.set.Notes = append(a.set.Notes, fmt.Sprintf("line %d: the claim is quoted without a number; it is called claim %d here", a.quotes[q].line(0), nums[0]))
		}
	}
	if nums == nil {
		return -1
	}
	a.used[q] = true
	return a.add(nums[0], &a.quotes[q].located, 0, len(text))
}

// context returns the sentence before s and s itself, in small letters.
func (a *article) context(s *sentence) string {
	return strings.ToLower(a.sents[max(0, s.index-1)].text + " " + s.text)
}

// free returns the lowest claim number not in use.
func (a *article) free() int {
	for n := 1; ; n++ {
		if a.find(n) == nil {
			return n
		}
	}
}

func (a *article) find(num int) *Claim {
	for i := range a.claims {
		if a.claims[i].Num == num {
			return &a.claims[i]
		}
	}
	return nil
}

// add takes l.text[start:end] as the text of claim num. The same claim quoted again is kept once; the fuller text wins over
// an elided one, else the first, and what differs is said. It returns the claim's index.
func (a *article) add(num int, l *located, start, end int) int {
	raw := l.text[start:end]
	lead := len(raw) - len(strings.TrimLeft(raw, " "))
	body := strings.TrimSpace(raw)
	c := Claim{Num: num, Text: body, Origin: Origin{
		Kind: Quoted, Line: l.line(start + lead), EndLine: l.line(start + lead + len(body) - 1), Elided: elided(body),
	}}
	for i := range a.claims {
		if k := &a.claims[i]; k.Num != num && len(Words(body)) > 8 && strings.TrimRight(k.Text, " .") == strings.TrimRight(body, " .") {
			a.set.Skipped = append(a.set.Skipped, Skipped{c.Origin.Line, c.Origin.EndLine, c.Text, fmt.Sprintf("repeated: claim %d stands at line %d", k.Num, k.Origin.Line)})
			return i
		}
	}
	if old := a.find(num); old != nil {
		kept, again := old, c
		if old.Origin.Elided && Similarity(old.Text, c.Text) >= sameClaim && !c.Origin.Elided && len(c.Text) > len(old.Text) {
			again = *old
			*old = c
		}
		why := "repeated: claim " + fmt.Sprint(num) + " stands at line " + fmt.Sprint(kept.Origin.Line)
		if Similarity(kept.Text, again.Text) < sameClaim {
			why = "other patent: another text than claim " + fmt.Sprint(num) + " of line " + fmt.Sprint(kept.Origin.Line)
			a.set.Skipped = append(a.set.Skipped, Skipped{c.Origin.Line, c.Origin.EndLine, c.Text, why})
			return slices.IndexFunc(a.claims, func(c Claim) bool { return c.Num == num })
		}
		if a, b := strings.TrimRight(kept.Text, " ."), strings.TrimRight(again.Text, " ."); a != b {
			why += "; the texts differ: " + Inline(Diff(a, b))
		}
		a.set.Skipped = append(a.set.Skipped, Skipped{again.Origin.Line, again.Origin.EndLine, again.Text, why})
		return slices.IndexFunc(a.claims, func(c Claim) bool { return c.Num == num })
	}
	a.claims = append(a.claims, c)
	a.told = append(a.told, num)
	return len(a.claims) - 1
}

// sameClaim is the similarity from which two texts under one number are taken for the same claim: half of their words.
const sameClaim = 0.5

// isNumbered tells whether flow i was read as a numbered paragraph.
func (a *article) isNumbered(i int) bool { return a.flows[i].numbered }

// numberedParagraph reads a paragraph "10. A bicycle comprising ..." that stands without quotation marks.
func (a *article) numberedParagraph(i int, pending *cue) bool {
	f := &a.flows[i]
	if len(f.quotes) > 0 && strings.HasPrefix(f.text, placeholder(f.quotes[0])) {
		return false
	}
	num, words, ok := numberAhead(f.text)
	if !ok {
		return false
	}
	if len(places(f.text)) > 0 || !claimLike(f.text[words:], true) {
		if strings.TrimSpace(f.text[:num.Start]) == "" && len(Words(f.text)) > 5 && len(places(f.text)) == 0 {
			a.set.Skipped = append(a.set.Skipped, Skipped{f.line(0), f.line(len(f.text)), f.text[words:], "not a claim: a numbered item that reads like none"})
		}
		return false
	}
	f.numbered = true
	if pending != nil && pending.other != "" {
		a.set.Skipped = append(a.set.Skipped, Skipped{f.line(0), f.line(len(f.text)), f.text[words:], "other patent: " + pending.other})
		return true
	}
	if parts := splitNumbered(f.text); parts != nil {
		for _, p := range parts {
			a.add(p.num, &f.located, p.start, p.end)
		}
		return true
	}
	a.add(atoi(f.text[num.Start:num.End]), &f.located, words, len(f.text))
	return true
}
