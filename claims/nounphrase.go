package claims

import "strings"

// stoppers end a noun phrase: closed-class words, and the verbs and participles that claims put after nouns.
var stoppers = set("a an the said of in on at to for from by with within without into onto over under between among through " +
	"during after before upon and or but nor is are was were be been being has have had having does do did can could may might " +
	"will would shall should must which that who whose where wherein whereby when while if as than each every any all both " +
	"either neither no not only also further therein thereof thereto including includes include comprising comprises comprise " +
	"containing contains consisting consists describes describe capable configured adapted operable using used via per such so " +
	"respectively it its their they them this these those there comprised coupled connected located disposed corresponding " +
	"associated relative according responsive provides providing provided one at least plurality more two three four five " +
	"six seven eight nine ten against about above below across along around behind beside besides beyond despite except inside " +
	"near off out outside past since throughout toward towards until unlike versus whether because then thereby therefrom therewith " +
	"wherever whenever another other's i.e e.g etc ex vivo vitro situ")

// determiners open a noun phrase. Those of refers speak of a thing that was introduced, those of introduces bring one in; "each",
// "all" and the like do either.
var (
	refers     = set("the said these those")
	introduces = set("a an another one two three four five six seven eight nine ten plurality multiple several some no")
	either     = set("each every any all both its their")
)

// quantities are words that may stand between a determiner and its noun phrase: "the at least one sensor", "said one or more of the".
var quantities = set("at least most one two three four five six seven eight nine ten or more plurality of both all said the")

// maxPhrase bounds in words what is read as one noun phrase.
const maxPhrase = 12

// nounPhrase is a noun phrase of a claim: the words [first,last) behind its determiner. Where the phrase may already end before,
// since what follows looks like a verb ("the user enters a"), sure is that earlier end, else it is last.
type nounPhrase struct {
	det               string // "the", "said", "a", ... in small letters; empty where none stands
	span              Span   // with the determiner, up to sure
	first, last, sure int    // indices of words
	verb              bool   // what stands here governs the phrase behind it: "receiving a", "executes the"
}

// definite tells whether the phrase refers to a thing with "the" or "said".
func (p *nounPhrase) definite() bool { return p.det == "the" || p.det == "said" }

// phrasing is a text with its words, their stems and the noun phrases in it, in order.
type phrasing struct {
	text    string
	words   []Word
	stems   []string
	joined  string // the stems, each closed by a space
	at      []int  // where each stem begins in joined, and the end
	phrases []nounPhrase
}

// run returns the stems of the words [i,j) as one string.
func (t *phrasing) run(i, j int) string {
	if i >= j {
		return ""
	}
	return t.joined[t.at[i] : t.at[j]-1]
}

// phrasesOf reads the noun phrases of a text. A phrase is a run of words without a stopper or a mark between them, at most
// maxPhrase, and whatever opens it; words that stand alone before a determiner are taken for verbs.
func phrasesOf(text string) *phrasing {
	t := &phrasing{text: text, words: Words(text)}
	t.stems = stemsOf(t.words)
	t.at = make([]int, len(t.words)+1)
	var b strings.Builder
	for i, s := range t.stems {
		t.at[i] = b.Len()
		b.WriteString(s)
		b.WriteByte(' ')
	}
	t.joined = b.String()
	t.at[len(t.words)] = b.Len()
	for i := 0; i < len(t.words); {
		w := t.words[i].Lower
		p := nounPhrase{span: Span{Start: t.words[i].Start}, first: i}
		if (refers[w] || introduces[w] || either[w]) && t.stops(i) {
			p.det = w
			p.first = t.skipQuantity(i+1, &p)
		} else if t.stops(i) {
			i++
			continue
		}
		p.last = t.end(p.first)
		if p.last == p.first || p.det != "" && !t.near(p.first) { // "the" before a mark or another stopper
			i = max(p.first, i+1)
			continue
		}
		p.sure = t.sureEnd(&p)
		p.verb = p.det == "" && p.last == p.first+1 && t.opens(p.last)
		p.span.End = t.words[p.sure-1].End
		t.phrases = append(t.phrases, p)
		i = p.last
	}
	return t
}

// skipQuantity returns where the noun phrase behind a determiner begins: behind "at least one", "one or more of the", "plurality
// of". "One or more of said ..." is about what "said" names: the phrase begins at the last determiner that refers.
func (t *phrasing) skipQuantity(i int, p *nounPhrase) int {
	from := i
	for i < len(t.words) && quantities[t.words[i].Lower] && t.near(i) {
		switch w := t.words[i].Lower; {
		case refers[w]:
			p.det, p.span.Start = w, t.words[i].Start
		case w == "plurality" && !refers[p.det]:
			p.det = w
		}
		i++
	}
	if i < len(t.words) && !t.near(i) {
		return from
	}
	return i
}

// near tells whether only a space or a hyphen stands between word i and the one before it.
func (t *phrasing) near(i int) bool {
	return i > 0 && strings.Trim(t.text[t.words[i-1].End:t.words[i].Start], " -‑’'\"“”") == ""
}

// end returns the end of the run of words from i on that no stopper and no mark parts.
func (t *phrasing) end(i int) int {
	j := i
	for j < len(t.words) && j-i < maxPhrase && !t.stops(j) && (j == i || t.near(j)) {
		j++
		if t.owner(j - 1) {
			break
		}
	}
	return j
}

// stops tells whether word i ends a noun phrase: a stopper that no hyphen joins to a word beside it ("two-way valve", "plug-in"), or
// the beginning of "set forth".
func (t *phrasing) stops(i int) bool {
	w := t.words[i]
	if !stoppers[w.Lower] {
		return w.Lower == "set" && i+1 < len(t.words) && (t.words[i+1].Lower == "forth" || t.words[i+1].Lower == "out")
	}
	after := i+1 < len(t.words) && t.words[i+1].Start == w.End+1 && t.text[w.End] == '-'
	before := i > 0 && t.words[i-1].End == w.Start-1 && t.text[w.Start-1] == '-'
	return !after && !before
}

// owner tells whether word i is a possessive: "the subject's arm" is an arm, and a subject that is named.
func (t *phrasing) owner(i int) bool {
	w := t.words[i]
	if strings.HasSuffix(t.text[w.Start:w.End], "'s") || strings.HasSuffix(t.text[w.Start:w.End], "’s") {
		return true
	}
	return plural(w.Lower) && (strings.HasPrefix(t.text[w.End:], "' ") || strings.HasPrefix(t.text[w.End:], "’ "))
}

// opens tells whether a noun phrase with a determiner begins right at word i.
func (t *phrasing) opens(i int) bool {
	if i >= len(t.words) || !t.near(i) {
		return false
	}
	w := t.words[i].Lower
	if w == "a" && t.text[t.words[i].Start] == 'A' {
		return false // "the general formula A"
	}
	return openers[w] || w == "at" && i+1 < len(t.words) && t.words[i+1].Lower == "least"
}

var openers = set("the said a an each another its their one")

// sureEnd returns where the phrase ends at the earliest: before a verb, a participle that governs what follows, an adverb, or an
// adjective that belongs to its noun from behind ("a surface adjacent to").
func (t *phrasing) sureEnd(p *nounPhrase) int {
	for k := p.first + 1; k < p.last; k++ {
		w := t.words[k].Lower
		final := k == p.last-1
		switch {
		case verbsInS()[w], final && t.opens(p.last): // "the chip communicates", "the user enters a"
			return t.toVerb(p.first, k)
		case strings.HasSuffix(w, "ing") && !nounsInIng[w] && (final || plural(t.words[k-1].Lower) || t.nameLike(k+1)):
			return t.toVerb(p.first, k)
		case final && p.last < len(t.words) && t.near(p.last) && (strings.HasSuffix(w, "ed") || t.behindNoun(k)):
			return t.toVerb(p.first, k)
		case final && (adverbs[w] || strings.HasSuffix(w, "ly") && len(w) > 4 && !nounsInLy[w]):
			return t.toVerb(p.first, k)
		}
	}
	return p.last
}

// behindNoun tells whether word k is an adjective or a participle that what follows belongs to: "greater than", "indicative of",
// "accessible by", "bound to".
func (t *phrasing) behindNoun(k int) bool {
	w, next := t.words[k].Lower, t.words[k+1].Lower
	switch {
	case next == "than":
		return true
	case !leads[next]:
		return false
	case strings.HasSuffix(w, "ive"):
		return next == "of" || next == "to"
	case strings.HasSuffix(w, "ous"):
		return next == "with" || next == "to"
	case strings.HasSuffix(w, "able"), strings.HasSuffix(w, "ible"):
		return !nounsInAble[w]
	}
	return behindNouns[w] || ofTo[w] && next == "to"
}

var (
	leads       = set("to with from for in of on by at as via into through")
	behindNouns = set("greater less larger smaller higher lower longer shorter fewer equal adjacent suitable necessary similar identical contiguous " +
		"parallel perpendicular orthogonal proximate complementary prior due sufficient useful free remote opposite close upstream downstream " +
		"dependent independent different equivalent distal proximal coaxial coplanar tangent consistent concurrent commensurate tolerant resistant susceptible responsible " +
		"bound made built held found sent given taken driven shown known grown drawn written lit wound spun worn woven hidden chosen")
	ofTo        = set("specific common native unique external internal exterior interior transverse normal sensitive relevant")
	nounsInAble = set("table cable variable vegetable timetable")
)

// participle tells whether word k may be a participle or an adverb behind a noun.
func (t *phrasing) participle(k int) bool {
	w := t.words[k].Lower
	return strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ly") && !nounsInLy[w]
}

// verbAt tells whether word k may be a verb or an adverb behind a noun: "chip uses", "chips use", "chip used".
func (t *phrasing) verbAt(k int) bool {
	w, before := t.words[k].Lower, t.words[k-1].Lower
	return strings.HasSuffix(w, "ing") || t.participle(k) || baseVerbs()[w] || plural(w) != plural(before)
}

// toVerb goes back from a verb over the adverbs and participles before it, "positioned adjacent", but not to the phrase's first word.
func (t *phrasing) toVerb(first, k int) int {
	for k > first+1 {
		w := t.words[k-1].Lower
		if !strings.HasSuffix(w, "ed") && (!strings.HasSuffix(w, "ly") || nounsInLy[w]) {
			break
		}
		k--
	}
	return k
}

var adverbs = set("together downward upward forward backward outward inward away apart again back heavier lighter sufficiently simultaneously")

// nounsInIng are nouns with the ending of a participle that claims use as heads.
var nounsInIng = set("opening housing coating bearing winding reading setting ring spring string casing bushing fitting coupling building " +
	"mounting lining padding wing king thing processing computing networking signaling packaging heading drawing printing " +
	"landing bonding wiring tubing sling swing sibling ceiling covering meaning rating timing warning being sing marking grating " +
	"offspring ruling molding scaling mapping ranking training learning imaging sensing testing sequencing programming engineering " +
	"manufacturing routing scheduling decoding coding modeling modelling")

// nounsInLy are nouns and adjectives that end as adverbs do.
var nounsInLy = set("assembly family anomaly supply reply poly fly early daily only likely ally belly jelly monopoly subfamily superfamily " +
	"hourly weekly monthly yearly friendly")

func stemsOf(words []Word) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = Stem(w.Lower)
	}
	return out
}
