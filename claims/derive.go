package claims

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// furtherWord opens words that may be a dependent claim's limitation.
var furtherWord = lazyregexp.New(`(?i)^(?:which|further|and)\b`)

// candidate is a text that an instruction may mean.
type candidate struct {
	text     string
	supplied []Supplied
	kind     Edit
	base     int
	why      string
	lost     int  // definite phrases left without an antecedent that have one in the base
	circular bool // the new words stand beside themselves
}

// candidates carries out the instruction upon base, the reading that the words suggest first.
func (in *instruction) candidates(base *Claim, prior *Op) []candidate {
	text := base.Text
	switch in.edit {
	case Append:
		return appended(base, in.new)
	case Delete:
		return deleted(base, in)
	case Recast:
		return replacedStart(base, in.new.text)
	case Replace:
		switch in.where {
		case atStart:
			return replacedStart(base, in.new.text)
		case lastPart:
			return replacedParts(base, in.new.text)
		case firstPart:
			if e := limitation(base, 0); e != nil {
				return []candidate{{text: text[:e.Start] + in.new.text + text[e.End:], why: "the first clause replaced"}}
			}
		case atEnd:
			return replacedEnd(base, in.new.text)
		case around:
			return replacedAround(base, in.old.text, in.new.text, prior)
		case byWords:
			out := replacedWords(base, in.old.text, in.new)
			for i := range out {
				for _, p := range in.also {
					if more := replacedWords(&Claim{Text: out[i].text}, p[0].text, p[1]); len(more) > 0 {
						out[i].text = more[0].text
					}
				}
			}
			return out
		}
	}
	return nil
}

func limitation(c *Claim, i int) *Element {
	if len(c.Elements) <= i+1 {
		return nil
	}
	return &c.Elements[i+1]
}

// replacedStart puts words in the place of the preamble: with its transition where they bring their own, else without it.
func replacedStart(base *Claim, text string) []candidate {
	if len(base.Elements) == 0 || text == "" {
		return nil
	}
	end := len(base.Preamble)
	if own := Read(base.Num, text); own.Transition != "" {
		end = base.Elements[0].End
	}
	rest := base.Text[end:]
	if mark := strings.TrimRight(text, " "); strings.HasSuffix(mark, ":") || strings.HasSuffix(mark, ",") {
		rest = strings.TrimLeft(rest, " :;,")
		return []candidate{{text: mark + " " + rest, why: "the opening words replaced"}}
	}
	return []candidate{{text: strings.TrimRight(text, " ") + rest, why: "the opening words replaced"}}
}

// closed gives text one period at its end.
func closed(text string) string { return strings.TrimRight(text, " .,;") + "." }

// appended adds words at the end of the base: behind "; ", or behind a space where they begin with "and".
func appended(base *Claim, add phrase) []candidate {
	if add.text == "" {
		return nil
	}
	stem, glue := strings.TrimRight(base.Text, " ."), "; "
	if joinWord.MatchString(add.text) {
		glue = " "
	}
	out := []candidate{{
		text: stem + glue + closed(add.text), supplied: []Supplied{{len(stem), len(stem) + len(glue), glue}},
		kind: Append, why: "the words added at the end of the whole claim, whose closing period gives way",
	}}
	if whereinWords.in(add.text) || furtherWord.MatchString(add.text) {
		head := dependentHead(base)
		why := "read as a dependent claim"
		if add.dots {
			why += ": the \"…\" before the quoted words may hide its opening"
		}
		glue := ", "
		text := head + glue + closed(joinWord.ReplaceAllString(add.text, ""))
		out = append(out, candidate{text: text, supplied: []Supplied{{0, len(head + glue), head + glue}}, kind: Append, why: why})
	}
	if e := lastGroup(base); e >= 0 && whereinWords.in(add.text) {
		out = append(out, candidate{text: base.Text[:e] + closed(add.text), kind: Replace, why: "the words put in place of the closing limitation"})
	}
	return out
}

var headNoun = lazyregexp.New(`(?i)^(?:an?|the|one or more)\s+((?:[\w-]+\s+){0,3}?(?:method|process|system|apparatus|device|medium|media|composition|kit|assembly|machine)|[\w-]+)\b`)

// dependentHead opens a claim that depends on base.
func dependentHead(base *Claim) string {
	noun := "subject matter"
	if m := headNoun.FindStringSubmatch(base.Text); m != nil {
		noun = m[1]
	}
	return fmt.Sprintf("The %s of claim %d", strings.ToLower(noun), base.Num)
}

// lastGroup returns where the closing limitation begins: the wherein clauses at the end taken together, else the last
// element. It is -1 where the claim has one limitation or none.
func lastGroup(c *Claim) int {
	i := len(c.Elements) - 1
	if i < 2 {
		return -1
	}
	for i > 1 && whereinWords.in(head(c.Elements[i-1].Text)) && whereinWords.in(head(c.Elements[i].Text)) {
		i--
	}
	return c.Elements[i].Start
}

func head(text string) string { return text[:min(len(text), 9)] }

// replacedParts puts words in the place of the last clause; of all closing wherein clauses as another reading.
func replacedParts(base *Claim, text string) []candidate {
	var out []candidate
	start := -1
	if n := len(base.Elements); n > 2 {
		start = base.Elements[n-1].Start
	}
	if m := lastBreak.FindStringIndex(base.Text); m != nil && m[1] > start {
		start = m[1] // after "…" stands the last clause of an elided claim
	}
	if start < 0 {
		return nil
	}
	if joinWord.MatchString(text) { // the new words bring their "and", so the old one goes
		if at := joinEnd(strings.TrimRight(base.Text[:start], " ")); at >= 0 {
			start = at + len(base.Text[at:start]) - len(strings.TrimLeft(base.Text[at:start], " ,"))
		} else if m := joinWord.FindString(base.Text[start:]); m == "" {
			if i := strings.LastIndex(base.Text[:start], "and "); i > 0 && start-i <= 5 {
				start = i
			}
		}
	}
	out = append(out, candidate{text: base.Text[:start] + closed(text), kind: Replace, why: "the last clause replaced"})
	if g := lastGroup(base); g >= 0 && g != start && g < start {
		out = append(out, candidate{text: base.Text[:g] + closed(text), kind: Replace, why: "the whole closing limitation (all wherein clauses) replaced"})
	}
	return out
}

var lastBreak = lazyregexp.New(`.*(?:…|\.\.\.\]?|\[…\])\s+`)

// replacedEnd puts words in the place of the base's last words: from the last place where the base goes on as the new words
// begin, the longest such run first; then the closing limitation whole.
func replacedEnd(base *Claim, text string) []candidate {
	var out []candidate
	have, want := Words(base.Text), Words(text)
	best, at := 0, -1
	for i := range have {
		n := 0
		for n < len(want) && i+n < len(have) && have[i+n].Lower == want[n].Lower {
			n++
		}
		if n >= best && n > 0 {
			best, at = n, have[i].Start
		}
	}
	if best < 2 && len(want) > 0 && !stopFirst[want[0].Lower] { // one word alone anchors where the last clause has it once
		clause := 0
		if n := len(base.Elements); n > 0 {
			clause = base.Elements[n-1].Start
		}
		best = 0
		if found := findWords(base.Text[clause:], want[0].Lower); len(found) == 1 {
			best, at = 1, clause+found[0].Start
		}
	}
	if best >= 1 {
		out = append(out, candidate{text: base.Text[:at] + closed(text), kind: Replace,
			why: fmt.Sprintf("replaced from where claim %d reads %q, as the new words begin", base.Num, clip(base.Text[at:have[min(len(have), indexAt(have, at)+best)-1].End], 60))})
	}
	for _, c := range replacedParts(base, text) {
		if !slices.ContainsFunc(out, func(o candidate) bool { return o.text == c.text }) {
			out = append(out, c)
		}
	}
	return out
}

// stopFirst are words that begin too many phrases to mark a place.
var stopFirst = set("a an the said and or of in to for by with")

func indexAt(words []Word, start int) int {
	return slices.IndexFunc(words, func(w Word) bool { return w.Start == start })
}

// replacedWords puts new words wherever the old ones stand; the first place alone is another reading.
func replacedWords(base *Claim, old string, new phrase) []candidate {
	at := findWords(base.Text, old)
	if len(at) == 0 {
		if rest, ok := cutArticle(old); ok { // "with a lamp instead of the bell"
			at = findWords(base.Text, rest)
		}
	}
	if len(at) == 0 || new.text == "" {
		return nil
	}
	fresh := strings.TrimRight(new.text, " .,;")
	put := func(spans []Span) string {
		var b strings.Builder
		from := 0
		for _, s := range spans {
			b.WriteString(base.Text[from:s.Start])
			b.WriteString(fresh)
			from = s.End
		}
		b.WriteString(base.Text[from:])
		return b.String()
	}
	out := []candidate{{text: put(at), kind: Replace, why: "the words replaced wherever they stand"}}
	if len(at) > 1 {
		out = append(out, candidate{text: put(at[:1]), kind: Replace, why: "the words replaced in the first place only"})
	}
	return out
}

func cutArticle(s string) (string, bool) {
	first, rest, ok := strings.Cut(s, " ")
	switch strings.ToLower(first) {
	case "the", "a", "an":
		return rest, ok
	}
	return s, false
}

// replacedAround puts words in the place of the noun phrase that holds the word key: the phrase with what limits it ("only a
// subset of the plurality of networks"), the phrase without "only", the whole closing limitation, and each earlier phrase
// that holds the word. prior is where an earlier edit of the same base began to differ: the part in play.
func replacedAround(base *Claim, key, text string, prior *Op) []candidate {
	at := findWords(base.Text, key)
	var out []candidate
	for i := len(at) - 1; i >= 0; i-- {
		full := phraseAround(base.Text, at[i])
		bare := full
		if m := focus.FindString(base.Text[full.Start:full.End]); m != "" {
			bare.Start += len(m)
		}
		why := fmt.Sprintf("%q replaced", base.Text[full.Start:full.End])
		if prior != nil && strings.HasPrefix(base.Text[full.Start:], strings.TrimSpace(prior.Text)) {
			why += ", where the claim told before it differs as well"
		}
		add := func(s Span, why string) {
			t := base.Text[:s.Start] + strings.TrimRight(text, " .") + base.Text[s.End:]
			out = append(out, candidate{text: t, kind: Replace, why: why, circular: repeats(t, text)})
		}
		add(full, why)
		if bare != full {
			add(bare, fmt.Sprintf("%q kept", strings.TrimSpace(base.Text[full.Start:bare.Start])))
		}
		if i == len(at)-1 {
			if g := lastGroup(base); g >= 0 {
				lead := leadOf(base.Text, full)
				out = append(out, candidate{text: base.Text[:g] + lead + closed(text), kind: Replace, why: "the whole closing limitation replaced"})
			}
		}
	}
	return out
}

// leadOf returns the words between the last "wherein" before s and s: "wherein the specification describes ".
func leadOf(text string, s Span) string {
	all := whereinWords.all(text[:s.Start])
	if len(all) == 0 {
		return ""
	}
	return text[all[len(all)-1][0]:s.Start]
}

// repeats tells whether words of the new text now stand beside themselves in one clause.
func repeats(text, new string) bool {
	at := strings.Index(text, strings.TrimRight(new, " ."))
	if at < 0 {
		return false
	}
	start := strings.LastIndexAny(text[:at], ";:") + 1
	if all := whereinWords.all(text[start:at]); len(all) > 0 {
		start += all[len(all)-1][1]
	}
	before := " " + strings.Join(Stems(text[start:at]), " ") + " "
	words := Stems(new)
	for n := min(len(words), 6); n >= 3; n-- {
		for i := 0; i+n <= len(words); i++ {
			if strings.Contains(before, " "+strings.Join(words[i:i+n], " ")+" ") {
				return true
			}
		}
	}
	return false
}

// focus is an adverb that limits the phrase that it stands before.
var focus = lazyregexp.New(`(?i)^(?:only|just|merely|solely|at least|substantially)\s+`)

var (
	determiner = lazyregexp.New(`(?i)\b(?:an?|the|said|all|each|every|some|any|one|two)\s+(?:[\w-]+\s+){0,4}$`)
	ofPhrase   = lazyregexp.New(`(?i)\b(?:an?|the|said|all|each|every|some|any|one|two)\s+(?:[\w-]+\s+){1,3}of\s+$`)
	focusAhead = lazyregexp.New(`(?i)\b(?:only|just|merely|solely|at\s+least|substantially)\s+$`)
	phraseEnd  = lazyregexp.New(`[,;:.]|\b(?:and|or|wherein|which|that|is|are|to|in|at|on|with|by|for|from|capable|configured)\b`)
)

// phraseAround returns the noun phrase of text that holds s: from the article that opens it, back over "a subset of", with an
// adverb that limits it, to the next mark or joining word.
func phraseAround(text string, s Span) Span {
	out := s
	if m := determiner.FindStringIndex(text[:s.Start]); m != nil {
		// the nearest article: the pattern may have begun at one farther away
		for inner := m; inner != nil; inner = determiner.FindStringIndex(text[out.Start+1 : s.Start]) {
			if out.Start == s.Start {
				out.Start = inner[0]
			} else {
				out.Start += 1 + inner[0]
			}
		}
		if m := ofPhrase.FindStringIndex(text[:out.Start]); m != nil {
			out.Start = m[0]
		}
		if m := focusAhead.FindStringIndex(text[:out.Start]); m != nil {
			out.Start = m[0]
		}
	}
	if m := phraseEnd.FindStringIndex(text[s.End:]); m != nil {
		out.End = s.End + len(strings.TrimRight(text[s.End:s.End+m[0]], " "))
	}
	return out
}

// deleted takes words or a clause out of the base.
func deleted(base *Claim, in *instruction) []candidate {
	n := len(base.Elements)
	switch {
	case in.where == lastPart && n > 2:
		end := base.Elements[n-1].Start
		stem := strings.TrimRight(base.Text[:end], " ,;:")
		if at := joinEnd(stem); at >= 0 {
			stem = strings.TrimRight(stem[:at], " ,;:")
		}
		out := []candidate{{text: closed(stem), kind: Delete, why: "the last clause left out"}}
		if g := lastGroup(base); g >= 0 && g != end {
			out = append(out, candidate{text: closed(base.Text[:g]), kind: Delete, why: "all closing wherein clauses left out"})
		}
		return out
	case in.where == firstPart && n > 2:
		return []candidate{{text: base.Text[:base.Elements[1].Start] + base.Text[base.Elements[2].Start:], kind: Delete, why: "the first clause left out"}}
	case in.old.text == "":
		return nil
	}
	at := findWords(base.Text, in.old.text)
	if len(at) != 1 {
		return nil
	}
	before, after := strings.TrimRight(base.Text[:at[0].Start], " "), base.Text[at[0].End:]
	if closes := strings.HasSuffix(in.old.text, ",") || strings.HasSuffix(in.old.text, ";"); closes || strings.HasSuffix(before, after[:min(1, len(after))]) {
		after = strings.TrimLeft(after, ",;") // the mark that closed the words goes with them
	}
	return []candidate{{text: before + after, kind: Delete, why: "the words left out"}}
}
