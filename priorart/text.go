package priorart

import (
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/claims/lazyregexp"
)

// text is a reference made ready for scoring.
type text struct {
	ref    *Reference
	quoted body // passages that are evidence
	own    body // descriptions by the tool or the user
	groups []group

	liftOf *query // the claim set that lifted is of
	lifted float64

	numbered *referenceSigns // what can be quoted uses these reference signs; nil where it uses none

	kept bool // by texts, from chart to chart
}

// body is a run of passages of a reference as words and sentences, with where each stem stands.
type body struct {
	toks   []token
	sents  []sentence
	sentOf []int32            // the sentence that each word stands in
	at     map[string][]int32 // the numbers of the words with a stem, in order
	means  []namedHere
	spread spread
}

// sentence is a sentence of a passage: the words first to end of its body.
type sentence struct {
	passage    int
	first, end int
	span       claims.Span
	anew       bool // it turns to another embodiment: what stands before it is not read together with it

	follows              int8 // 2 if it goes on with what the sentence before it speaks of, 1 if not, 0 until that is asked
	read, counted, asked bool // denied, amounts, back are known
	back                 bool // it takes up what was named before
	denied               []claims.Span
	amounts              []quantity
	named, tested        bool   // embodiment, bare are known
	embodiment           string // the one that it names, or empty
	bare                 string // how it leaves open what does what it tells, or empty
}

// denials returns what sentence s of b denies.
func (b *body) denials(t *text, s int) []claims.Span {
	x := &b.sents[s]
	if !x.read {
		x.denied, x.read = denials(t.ref.Passages[x.passage].Text, x.span), true
	}
	return x.denied
}

// amounts returns what sentence s of b counts and measures.
func (b *body) amounts(t *text, s int) []quantity {
	x := &b.sents[s]
	if !x.counted {
		x.amounts, x.counted = quantities(t.ref.Passages[x.passage].Text[x.span.Start:x.span.End]), true
	}
	return x.amounts
}

// takesUp is pointsBack, asked once.
func (b *body) takesUp(l int) bool {
	x := &b.sents[l]
	if !x.asked {
		x.back, x.asked = b.pointsBack(l), true
	}
	return x.back
}

// hasAll tells whether every one of the stems stands somewhere in b.
func (b *body) hasAll(stems []string) bool {
	return !slices.ContainsFunc(stems, func(s string) bool { return len(b.at[s]) == 0 })
}

// spread is where the terms of one element stand in a body, by sentence and term. Its memory is used for one element after the other.
type spread struct {
	in    [][]place
	lists []place
	terms int
}

// begin returns a list of so many sentences that have no terms yet.
func (s *spread) begin(sentences, terms int) [][]place {
	if s.in == nil {
		s.in = make([][]place, sentences)
	}
	clear(s.in)
	s.lists, s.terms = s.lists[:0], terms
	return s.in
}

// list returns an empty list of the terms of a sentence.
func (s *spread) list() []place {
	n := len(s.lists)
	if n+s.terms > cap(s.lists) { // lists made before keep the old memory
		s.lists, n = make([]place, 0, max(2*cap(s.lists), 32*s.terms)), 0
	}
	s.lists = s.lists[:n+s.terms]
	clear(s.lists[n:])
	return s.lists[n : n+s.terms : n+s.terms]
}

// newText makes a reference ready for scoring.
func newText(ref *Reference) *text {
	t := &text{ref: ref}
	quoted, own := 0, 0
	for i := range ref.Passages {
		if p := &ref.Passages[i]; p.Own {
			own += len(p.Text)
		} else {
			quoted += len(p.Text)
		}
	}
	t.quoted.expect(quoted)
	t.own.expect(own)
	for i := range ref.Passages {
		if p := &ref.Passages[i]; p.Own {
			t.own.add(i, p.Text, false)
		} else {
			t.quoted.add(i, p.Text, true)
		}
	}
	t.quoted.find()
	t.own.find()
	for _, words := range ref.Words {
		t.groups = append(t.groups, newGroup(words))
	}
	t.quoted.means = definitions(ref, &t.quoted)
	t.numbered = signsOf(t, &t.quoted)
	return t
}

// expect makes room for the words of a text of so many bytes, one in six bytes as a rule.
func (b *body) expect(bytes int) {
	b.toks, b.sentOf = make([]token, 0, bytes/6), make([]int32, 0, bytes/6)
}

// add adds the words and sentences of a passage, with what is said of the patent taken out of a text that is quoted.
func (b *body) add(passage int, text string, quoted bool) {
	k := len(b.toks)
	b.toks = appendTokens(b.toks, text)
	if quoted {
		b.toks = b.toks[:k+len(unsaid(text, b.toks[k:]))]
	}
	for _, span := range claims.Sentences(text) {
		s := sentence{passage: passage, first: k, span: claims.Span{Start: span.Start, End: span.End}, anew: turnsAway(text[span.Start:span.End])}
		for ; k < len(b.toks) && b.toks[k].start < span.End; k++ {
			b.sentOf = append(b.sentOf, int32(len(b.sents)))
			if names := elementNames(text, b.toks[k]); names != nil {
				b.toks[k].parts = names
			}
		}
		if s.end = k; s.end > s.first {
			b.sents = append(b.sents, s)
		}
	}
	b.toks = b.toks[:k]
}

// find finds where each stem stands, once all passages are added. The lists share one memory: they are counted first.
func (b *body) find() {
	type standing struct{ stem, word int32 }
	numbers := make(map[string]int32, len(b.toks)/8)
	var counts, last []int32 // of each stem: how often it stands, and where it stood last
	all := make([]standing, 0, len(b.toks)+len(b.toks)/16)
	put := func(stem string, word int32) {
		n, known := numbers[stem]
		if !known {
			n = int32(len(counts))
			numbers[stem] = n
			counts, last = append(counts, 0), append(last, -1)
		}
		if last[n] != word {
			last[n] = word
			counts[n]++
			all = append(all, standing{n, word})
		}
	}
	for i := range b.toks {
		put(b.toks[i].stem, int32(i))
		for _, p := range b.toks[i].parts {
			put(p, int32(i))
		}
	}
	room := make([]int32, len(all))
	lists := make([][]int32, len(counts))
	for n, count := range counts {
		lists[n], room = room[:0:count], room[count:]
	}
	for _, s := range all {
		lists[s.stem] = append(lists[s.stem], s.word)
	}
	b.at = make(map[string][]int32, len(numbers))
	for stem, n := range numbers {
		b.at[stem] = lists[n]
	}
}

// sentenceOf returns the number of the sentence in which word n stands.
func (b *body) sentenceOf(n int) int { return int(b.sentOf[n]) }

func turnsAway(sentence string) bool {
	return holdsAny(sentence[:min(len(sentence), 60)], "lternativ", "mbodiment", "ariant", "ersion", "xample", "mplementation", "form", "rrangement", "mode", "design") && elsewhere.MatchString(sentence)
}

// elsewhere opens a sentence that turns to another embodiment (MPEP 2131: elements have to stand arranged as in the claim).
var elsewhere = lazyregexp.New(`(?i)^\W*(?:alternatively|in\s+(?:a|an|the|one|some)?\s*(?:other|another|further|second|third|fourth|different|alternative|alternate)\s+(?:\w+\s+)?(?:embodiments?|variants?|versions?|examples?|implementations?|forms?|arrangements?|modes?|models?|designs?)|(?:a|an|another|one|the)\s+(?:other|further|second|third|fourth|different|alternative)?\s*(?:embodiment|variant|version|model)\b)`)

// ofThePatent is where an author points to the patent within a sentence about a practice: "exactly what Acme is describing".
var ofThePatent = lazyregexp.New(`(?i)\bwhat\s+(?:the\s+)?[^\s,.;]+(?:\s+[^\s,.;]+)?\s+(?:(?:is|are)\s+(?:describing|talking\s+about|claiming|patenting|proposing)|describes?|claims?|proposes?|talks?\s+about)\b`)

// unsaid takes the words out of toks that tell what the patent says: they are no evidence of what was done before.
func unsaid(text string, toks []token) []token {
	if !containsFold(text, "what") {
		return toks
	}
	for _, m := range ofThePatent.FindAllStringIndex(text, -1) {
		toks = slices.DeleteFunc(toks, func(t token) bool { return t.start >= m[0] && t.end <= m[1] })
	}
	return toks
}

// namedHere says that in this reference one phrase stands for another: "virtual machine (VM)", "a unit, herein called a blade",
// "“Binder A” is an aqueous latex". What defines is read into every sentence that uses what is defined.
type namedHere struct {
	name  []string // stems of what is defined
	means []string // stems of what it means, function words left out
	loc   string
	sent  int // the sentence that defines it
}

var (
	calledSo = lazyregexp.New(`(?i)([\w-]+(?:\s+[\w-]+){0,3}?),?\s+\(?(?:(?:which\s+(?:is|are|will\s+be)\s+|hereinafter\s+|herein\s+|hereafter\s+|also\s+|here\s+|below\s+)+(?:(?:also\s+)?(?:called|termed|named|referred\s+to\s+as|known\s+as|designated(?:\s+as)?|denoted(?:\s+by|\s+as)?))?|called|termed|referred\s+to\s+(?:herein\s+)?as|known\s+as)\s+(?:the\s+|an?\s+)?["“”']?([\w-]+(?:\s+[\w-]+){0,2}?)["“”']?\s*(?:[,.;:)]|$)`)
	quotedIs = lazyregexp.New(`["“]([^"”“]{1,40})["”]\s*,?\s+(?:(?:is|are)\s+(?:here\s+|herein\s+)?(?:an?|the|any|each|all|\d\S*)|is\s+used\s+(?:here\s+|herein\s+)?for|means?|denotes?|refers?\s+to|designates?|stands?\s+for|shall\s+mean|here\s+means|is\s+understood\s+to\s+be)\s+([^.;]{3,160})`)
	meantBy  = lazyregexp.New(`(?i)\bby\s+(?:an?\s+|the\s+)?["“”']?([\w-]+(?:\s+[\w-]+){0,2}?)["“”']?,?\s+(?:is\s+(?:here\s+|herein\s+)?(?:meant|understood)|we\s+(?:here\s+)?(?:mean|understand))\s+([^.;]{3,160})`)
	meaning  = lazyregexp.New(`(?i)\b(?:the\s+)?(?:term|word|expression|name)\s+["“”']?([\w-]+(?:\s+[\w-]+){0,2}?)["“”']?\s+(?:is\s+used\s+(?:here\s+|herein\s+)?(?:for|to\s+mean|of)|means?|denotes?|refers?\s+to|designates?|stands?\s+for|covers|includes?)\s+([^.;]{3,160})`)
	// bracketed is an abbreviation before what it stands for: "VM (virtual machine)".
	bracketed = lazyregexp.New(`\b([A-Z][A-Za-z]{1,6})\s\(([a-z][\w-]*(?:\s[\w-]+){1,6})\)`)
)

// definitions finds what a reference's own text defines.
func definitions(ref *Reference, b *body) []namedHere {
	var out []namedHere
	put := func(p *Passage, sent int, name, means string) {
		d := namedHere{loc: p.Loc, sent: sent}
		for _, t := range tokens(name) {
			d.name = append(d.name, t.stem)
		}
		for _, t := range tokens(means) {
			if !idle[t.lower] && !slices.Contains(d.name, t.stem) && len(d.means) < 12 {
				d.means = append(d.means, t.stem)
			}
		}
		known := slices.ContainsFunc(out, func(o namedHere) bool { return slices.Equal(o.name, d.name) && slices.Equal(o.means, d.means) })
		if !known && len(d.name) > 0 && len(d.means) > 0 && len(b.at[d.name[0]]) > 1 && !idle[d.name[0]] {
			out = append(out, d)
		}
	}
	for sent, x := range b.sents {
		p := &ref.Passages[x.passage]
		text := p.Text[x.span.Start:x.span.End]
		if holdsAny(text, "called", "termed", "named", "referred", "known as", "designated", "denoted", "hereinafter") {
			for _, m := range calledSo.FindAllStringSubmatch(text, -1) {
				put(p, sent, m[2], m[1])
			}
		}
		if holdsAny(text, "\"", "“") {
			for _, m := range quotedIs.FindAllStringSubmatch(text, -1) {
				put(p, sent, m[1], m[2])
			}
		}
		if holdsAny(text, " meant", "understood", "we mean", "we here mean", "we understand") {
			for _, m := range meantBy.FindAllStringSubmatch(text, -1) {
				put(p, sent, m[1], m[2])
			}
		}
		if holdsAny(text, "term ", "word ", "expression ", "name ") {
			for _, m := range meaning.FindAllStringSubmatch(text, -1) {
				put(p, sent, m[1], m[2])
			}
		}
		if strings.IndexByte(text, '(') > 0 {
			for _, a := range abbreviations(text) {
				put(p, sent, a[1], a[0])
			}
			if !mayExpand(text) {
				continue
			}
			for _, m := range bracketed.FindAllStringSubmatch(text, -1) {
				if initials(m[2], m[1]) == m[2] {
					put(p, sent, m[1], m[2])
				}
			}
		}
	}
	return out
}

// mayExpand tells whether a bracket that opens with a small letter stands behind a word with a capital, as in "VM (virtual machine)".
func mayExpand(text string) bool {
	for i := 2; i+1 < len(text); i++ {
		if text[i] != '(' || text[i+1] < 'a' || text[i+1] > 'z' {
			continue
		}
		k := i - 1
		for k > 0 && wordByte(text[k-1]) {
			k--
		}
		if text[k] >= 'A' && text[k] <= 'Z' {
			return true
		}
	}
	return false
}

// containsFold tells whether a word of plain letters stands in text, in small or capital letters.
func containsFold(text, word string) bool {
	for i := 0; i+len(word) <= len(text); i++ {
		if text[i]|0x20 == word[0] && hasFold(text[i:], word) {
			return true
		}
	}
	return false
}

func holdsAny(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// maxLong is how many bytes before a bracket are looked at for what the abbreviation in it stands for.
const maxLong = 80

// abbreviations returns the long and the short form of what a sentence abbreviates in brackets: "virtual machine (VM)".
func abbreviations(text string) [][2]string {
	var out [][2]string
	for i := strings.IndexByte(text, '('); i >= 0; {
		short := text[i+1:]
		if end := strings.IndexByte(short[:min(len(short), 12)], ')'); end > 1 {
			short = strings.Trim(short[:end], "\"“”")
			before := text[max(0, i-maxLong):i]
			if strings.Trim(short, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == "" && strings.HasSuffix(before, " ") {
				if long := initials(before, short); long != "" {
					out = append(out, [2]string{long, short})
				}
			}
		}
		next := strings.IndexByte(text[i+1:], '(')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return out
}

// initials returns the words at the end of a phrase whose first letters an abbreviation is made of, or ""; function words need not have a letter in it,
// "redundant array of independent disks (RAID)".
func initials(phrase, short string) string {
	letters := ""
	for _, r := range short {
		if r >= 'A' && r <= 'Z' {
			letters += string(r | 0x20)
		}
	}
	if len(letters) < 2 {
		return ""
	}
	toks := tokens(phrase)
	for k := len(toks) - 1; k >= 0; k-- {
		switch n := len(letters) - 1; {
		case toks[k].lower[0] == letters[n]:
			if letters = letters[:n]; n == 0 {
				return phrase[toks[k].start:]
			}
		case !idle[toks[k].lower] || k == len(toks)-1:
			return ""
		}
	}
	return ""
}
