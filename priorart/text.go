package priorart

import (
	"regexp"
	"slices"
	"strings"

	"claimchart/claims"
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
}

// body is a run of passages of a reference as words and sentences, with where each stem stands.
type body struct {
	toks  []token
	sents []sentence
	at    map[string][]int32 // the numbers of the words with a stem, in order
	means []namedHere
}

// sentence is a sentence of a passage: the words first to end of its body.
type sentence struct {
	passage    int
	first, end int
	span       claims.Span
	anew       bool // it turns to another embodiment: what stands before it is not read together with it

	read, counted bool // denied, amounts are known
	denied        []claims.Span
	amounts       []quantity
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

// newText makes a reference ready for scoring.
func newText(ref *Reference) *text {
	t := &text{ref: ref}
	t.quoted.at, t.own.at = map[string][]int32{}, map[string][]int32{}
	for i, p := range ref.Passages {
		if p.Own {
			t.own.add(i, p.Text, tokens(p.Text))
		} else {
			t.quoted.add(i, p.Text, unsaid(p.Text, tokens(p.Text)))
		}
	}
	for _, words := range ref.Words {
		t.groups = append(t.groups, newGroup(words))
	}
	t.quoted.means = definitions(ref, &t.quoted)
	t.numbered = signsOf(t, &t.quoted)
	return t
}

func (b *body) add(passage int, text string, toks []token) {
	k := 0
	for _, span := range claims.Sentences(text) {
		s := sentence{passage: passage, first: len(b.toks), span: claims.Span{Start: span.Start, End: span.End}, anew: turnsAway(text[span.Start:span.End])}
		for ; k < len(toks) && toks[k].start < span.End; k++ {
			n := int32(len(b.toks))
			b.toks = append(b.toks, toks[k])
			b.at[toks[k].stem] = append(b.at[toks[k].stem], n)
			for _, p := range toks[k].parts {
				if list := b.at[p]; len(list) == 0 || list[len(list)-1] != n {
					b.at[p] = append(list, n)
				}
			}
		}
		if s.end = len(b.toks); s.end > s.first {
			b.sents = append(b.sents, s)
		}
	}
}

// sentenceOf returns the number of the sentence in which word n stands.
func (b *body) sentenceOf(n int) int {
	i, found := slices.BinarySearchFunc(b.sents, n, func(s sentence, n int) int {
		switch {
		case s.end <= n:
			return -1
		case s.first > n:
			return 1
		}
		return 0
	})
	if !found {
		return -1
	}
	return i
}

func turnsAway(sentence string) bool {
	return holdsAny(sentence[:min(len(sentence), 60)], "lternativ", "mbodiment", "ariant", "ersion", "xample", "mplementation", "form", "rrangement", "mode", "design") && elsewhere.MatchString(sentence)
}

// elsewhere opens a sentence that turns to another embodiment (MPEP 2131: elements have to stand arranged as in the claim).
var elsewhere = regexp.MustCompile(`(?i)^\W*(?:alternatively|in\s+(?:a|an|the|one|some)?\s*(?:other|another|further|second|third|fourth|different|alternative|alternate)\s+(?:\w+\s+)?(?:embodiments?|variants?|versions?|examples?|implementations?|forms?|arrangements?|modes?|models?|designs?)|(?:a|an|another|one|the)\s+(?:other|further|second|third|fourth|different|alternative)?\s*(?:embodiment|variant|version|model)\b)`)

// ofThePatent is where an author points to the patent within a sentence about a practice: "exactly what Acme is describing".
var ofThePatent = regexp.MustCompile(`(?i)\bwhat\s+(?:the\s+)?[^\s,.;]+(?:\s+[^\s,.;]+)?\s+(?:(?:is|are)\s+(?:describing|talking\s+about|claiming|patenting|proposing)|describes?|claims?|proposes?|talks?\s+about)\b`)

// unsaid takes the words out that tell what the patent says: they are no evidence of what was done before.
func unsaid(text string, toks []token) []token {
	for _, m := range ofThePatent.FindAllStringIndex(text, -1) {
		toks = slices.DeleteFunc(slices.Clone(toks), func(t token) bool { return t.start >= m[0] && t.end <= m[1] })
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
	calledSo = regexp.MustCompile(`(?i)([\w-]+(?:\s+[\w-]+){0,3}?),?\s+\(?(?:(?:which\s+(?:is|are|will\s+be)\s+|hereinafter\s+|herein\s+|hereafter\s+|also\s+|here\s+|below\s+)+(?:(?:also\s+)?(?:called|termed|named|referred\s+to\s+as|known\s+as|designated(?:\s+as)?|denoted(?:\s+by|\s+as)?))?|called|termed|referred\s+to\s+(?:herein\s+)?as|known\s+as)\s+(?:the\s+|an?\s+)?["“”']?([\w-]+(?:\s+[\w-]+){0,2}?)["“”']?\s*(?:[,.;:)]|$)`)
	quotedIs = regexp.MustCompile(`["“]([^"”“]{1,40})["”]\s*,?\s+(?:(?:is|are)\s+(?:here\s+|herein\s+)?(?:an?|the|any|each|all|\d\S*)|is\s+used\s+(?:here\s+|herein\s+)?for|means?|denotes?|refers?\s+to|designates?|stands?\s+for|shall\s+mean|here\s+means|is\s+understood\s+to\s+be)\s+([^.;]{3,160})`)
	meantBy  = regexp.MustCompile(`(?i)\bby\s+(?:an?\s+|the\s+)?["“”']?([\w-]+(?:\s+[\w-]+){0,2}?)["“”']?,?\s+(?:is\s+(?:here\s+|herein\s+)?(?:meant|understood)|we\s+(?:here\s+)?(?:mean|understand))\s+([^.;]{3,160})`)
	meaning  = regexp.MustCompile(`(?i)\b(?:the\s+)?(?:term|word|expression|name)\s+["“”']?([\w-]+(?:\s+[\w-]+){0,2}?)["“”']?\s+(?:is\s+used\s+(?:here\s+|herein\s+)?(?:for|to\s+mean|of)|means?|denotes?|refers?\s+to|designates?|stands?\s+for|covers|includes?)\s+([^.;]{3,160})`)
	// bracketed is an abbreviation before what it stands for: "VM (virtual machine)".
	bracketed = regexp.MustCompile(`\b([A-Z][A-Za-z]{1,6})\s\(([a-z][\w-]*(?:\s[\w-]+){1,6})\)`)
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
			for _, m := range bracketed.FindAllStringSubmatch(text, -1) {
				if initials(m[2], m[1]) == m[2] {
					put(p, sent, m[1], m[2])
				}
			}
		}
	}
	return out
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
