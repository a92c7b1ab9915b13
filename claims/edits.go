package claims

import (
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// edits finds the sentences that tell a claim as an edit of another, and carries them out in an order in which every base is
// there before what is derived from it. One that cannot be carried out leaves its claim described, with the reason.
func (a *article) edits() {
	if len(a.claims) == 0 {
		return
	}
	var todo []instruction
	for i := range a.sents {
		todo = append(todo, a.instructions(&a.sents[i])...)
	}
	seen := map[int]bool{}
	order := slices.Clone(todo)
	todo = todo[:0]
	for _, in := range order {
		if len(in.nums) > 0 && !seen[in.nums[0]] && a.find(in.nums[0]) == nil {
			todo = append(todo, in)
			for _, n := range in.nums {
				seen[n] = true
			}
			for _, q := range in.quotes {
				a.used[q] = true
			}
		}
	}
	for i := range a.claims {
		dissect(&a.claims[i])
	}
	for len(todo) > 0 {
		var later []instruction
		for _, in := range todo {
			if a.waits(in, todo) {
				later = append(later, in)
				continue
			}
			a.carryOut(in)
		}
		if len(later) == len(todo) { // a ring of edits: none can be first
			for _, in := range later {
				for i, n := range in.nums {
					a.describe(in, n, i, "its base is told as an edit of this claim in turn")
				}
			}
			break
		}
		todo = later
	}
}

// waits tells whether a base of in is still to be derived.
func (a *article) waits(in instruction, todo []instruction) bool {
	needs := append(slices.Clone(in.bases), in.like[0], in.like[1])
	for _, other := range todo {
		for _, n := range other.nums {
			if n != in.nums[0] && slices.Contains(needs, n) && a.find(n) == nil {
				return true
			}
		}
	}
	// Without a stated base the claims told before have to be there.
	if len(in.bases) == 0 {
		for _, other := range todo {
			if other.line < in.line && other.nums[0] != in.nums[0] && a.find(other.nums[0]) == nil {
				return true
			}
		}
	}
	return false
}

// followOn begins a sentence that goes on about the claim of the sentence before it.
var followOn = lazyregexp.New(`(?i)^\W*(?:it|this|this one|that one|they|the\s+(?:only|sole|one)\s+(?:difference|change|novelty|thing)|only|all\s+(?:it|that)|there|except|but|just)\b`)

// instructions reads the edits that sentence s tells, each with its claim.
func (a *article) instructions(s *sentence) []instruction {
	if a.flows[s.flow].numbered {
		return nil
	}
	ms := a.mentionsIn(s.text)
	var out []instruction
	for i, m := range ms {
		if baseRole(s.text, m, false) || a.foreign(s, m.span) != "" {
			continue
		}
		until := len(s.text)
		var bases, analogs []int
		for j, n := range ms {
			if j == i {
				continue
			}
			switch {
			case j > i && !baseRole(s.text, n, false):
				until = min(until, n.span.Start)
			case len(n.nums) == 2 && alikeAs.MatchString(s.text[max(0, n.span.Start-24):n.span.Start]) && len(m.nums) == 1:
				analogs = n.nums
			case n.span.Start < until && (j > i || leading.MatchString(s.text[:n.span.Start])):
				bases = append(bases, n.nums...)
			}
		}
		if len(analogs) == 0 && len(bases) == 3 && len(m.nums) == 1 && proportion.MatchString(s.text) {
			analogs = []int{bases[2], bases[1]} // "does to section 9 what section 4 did to section 1", "is to 14 what 15 is to 13"
			bases = bases[:1]
		}
		from := 0
		if i > 0 && !leading.MatchString(s.text[:ms[0].span.Start]) {
			from = m.span.Start
		}
		text := s.text[from:until]
		in := instruction{nums: m.nums, bases: without(bases, m.nums), line: s.line, end: s.end, quotes: places(text)}
		in.text = a.render(s.text)
		if in.read(a, text, analogs) {
			if in.edit == Replace && in.new.text == "" && in.where == byWords && a.goesOn(&in, s) {
				out = append(out, in)
				continue
			}
			if in.ready() {
				out = append(out, in)
			}
			continue
		}
		if until == len(s.text) && a.goesOn(&in, s) {
			out = append(out, in)
		} else if len(in.bases) > 0 && dependsOn.MatchString(text) && len(places(text)) == 0 {
			in.edit, in.depends = Append, true
			out = append(out, in)
		} else if len(in.bases) > 0 && sameAs.MatchString(text) {
			in.edit, in.category = Replace, a.otherCategory(text)
			if in.category != "" {
				in.edit = Recast
			}
			out = append(out, in)
		}
	}
	return out
}

// sameAs says of a claim that it is another one; what is changed in it need not be understood to list it.
var sameAs = lazyregexp.New(`(?i)\b(?:is|are)\s+(?:just\s+|simply\s+|really\s+|only\s+|merely\s+|again\s+|old\s+|the\s+)*(?:claims?|sections?|same)\b|\b(?:copies|repeats?|mirrors?|parrots?|restates?|tracks|parallels|echoes|identical)\b`)

// dependsOn tells on which claim another depends, and not in which words.
var dependsOn = lazyregexp.New(`(?i)\b(?:depend(?:s|ent|ing)?|hangs?|builds?|rests?|rides?)\s+(?:up)?(?:on|off|from)\b`)

var categoryNoun = lazyregexp.New(`(?i)\b(?:an?|the)\s+(?:[\w-]+\s+)?(apparatus|system|device|machine|medium|server|computer|program|kit|data\s+carrier)\b`)

// otherCategory returns the category of a thing that the sentence names beside the claims, or "".
func (a *article) otherCategory(text string) Category {
	if m := categoryNoun.FindStringSubmatch(text); m != nil {
		return recastCategory(m[1])
	}
	return ""
}

// proportion tells one change by another: A is to B as C is to D.
var proportion = lazyregexp.New(`(?i)\b(?:is|does|do|did|stands|relates)\s+(?:to|for|with)\b.*\b(?:what|as)\b.*\b(?:is|was|are|were|did|does|do|stands?|stood|relates)\s+(?:to|for|with)\b`)

// ready tells whether a sentence that reads like an edit tells one: one that adds words has to quote them or name its base.
func (in *instruction) ready() bool {
	return in.edit != Append || in.new.text != "" || len(in.bases) > 0
}

// goesOn reads the edit out of the next sentence, or of the quotation that stands in the next paragraph.
func (a *article) goesOn(in *instruction, s *sentence) bool {
	if s.index+1 >= len(a.sents) {
		return false
	}
	next := &a.sents[s.index+1]
	if next.flow-s.flow > 1 {
		return false
	}
	colon := strings.HasSuffix(strings.TrimSpace(s.text), ":") && len(places(next.text)) > 0
	goesOn := followOn.MatchString(next.text) || backReference.MatchString(next.text) && len(a.mentionsIn(next.text)) > 0
	if !colon && (next.flow != s.flow || !goesOn) {
		return false
	}
	for _, m := range a.mentionsIn(next.text) {
		if !baseRole(next.text, m, false) && !colon {
			return false
		}
		in.bases = append(in.bases, without(m.nums, in.nums)...)
	}
	bases := in.bases
	if !in.read(a, s.text+" "+next.text, nil) || in.edit == Replace && in.new.text == "" {
		return false
	}
	in.bases = bases
	in.text += " " + a.render(next.text)
	in.end = max(in.end, next.end)
	in.quotes = append(in.quotes, places(next.text)...)
	return in.ready()
}

// mentionsIn finds the claims that text speaks of.
func (a *article) mentionsIn(text string) []mention {
	if !mayMention(text) {
		return nil
	}
	return allMentions(text)
}

// mayMention is a cheap test that spares most sentences: they neither speak of claims or sections nor begin a clause with a
// number.
func mayMention(text string) bool {
	if strings.Contains(text, "laim") || strings.Contains(text, "ection") || strings.Contains(text, "LAIM") || strings.Contains(text, "ECTION") {
		return true
	}
	return len(text) < 2000 && len(bareMentions(text)) > 0
}

func without(list, not []int) []int {
	var out []int
	for _, n := range list {
		if !slices.Contains(not, n) && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// render puts the quotations back into a flow's text.
func (a *article) render(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r >= firstPlace && r <= lastPlace {
			q := &a.quotes[r-firstPlace]
			b.WriteString(q.left + q.text + q.right)
			continue
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}
