package priorart

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"claimchart/claims"
)

// The scale of a match between a claim's word and a word of a text: the same stem counts whole; what the reference's own
// field calls the same thing counts a little less, since a group of field words is a judgement; a word of the same family, or
// one that technical English in general has for the same thing, less again. A word that stands only in the description of a practice, which its makers wrote and which proves nothing, counts no
// more than one of the same family, and never toward the status. TestScale fails if their order changes.
const (
	sameWord   = 1.0
	fieldWord  = 0.85
	sameFamily = 0.8
	synonym    = 0.8
	ownWord    = 0.8
)

// The shares of an element's weight that have to stand together in a quoted passage. "Disclosed" asks for nearly all of the
// words that tell; below "partly" the passage is on the subject at best. TestStatus holds cases on both sides of each.
const (
	disclosedAt = 0.75
	partlyAt    = 0.30
)

// Where a practice's description adds to a quotation, the element counts as partly found if the quotation alone has at least
// quotedAt of its weight and both together have togetherAt. A description alone finds nothing.
const (
	quotedAt   = 0.20
	togetherAt = 0.50
)

// maxSentences is how many neighbouring sentences count as standing together.
const maxSentences = 3

// loneWord is what a word of a compound ("area" of "processing area networks") counts for when nothing else of the compound
// stands near it: "network" alone is not the network that the claim means. The more of the compound stands there, by weight,
// the nearer its words come to counting whole.
const loneWord = 0.4

// nearby is how far from a compound's first matched word its others may stand, in words beyond the compound's own length.
const nearby = 4

// term is a word of an element that tells something, or a hyphened word.
type term struct {
	token
	shown    string // as the element has it, in small letters
	weight   float64
	compound int  // terms with the same number stand side by side in the element
	modifier bool // an -ing word before a noun, "processing resources": no form of the verb or of another noun ("a long process") is it
}

// query is an element made ready for scoring.
type query struct {
	toks    []token
	terms   []term // each stem once
	total   float64
	general []alternative // what the thesaurus has for the same things
}

// knownThing is what the words of a definite phrase ("the primary site", "the act of generating") weigh of their rarity: they
// point back to what an earlier limitation recites and was searched for there; what this one adds stands in its other words.
const knownThing = 0.5

func newQuery(text string) *query {
	q := &query{toks: tokens(text)}
	seen := map[string]bool{}
	compound, end, definite := 0, -1, false
	for i, t := range q.toks {
		switch {
		case t.lower == "the" || t.lower == "said":
			definite = true
		case definite && actOf(q.toks[:i+1]):
		case idle[t.lower]:
			definite = false
		}
		if idle[t.lower] || seen[t.stem] {
			continue
		}
		seen[t.stem] = true
		w := rarity(t.stem)
		if t.parts != nil { // a compound tells as much as its parts, not as much as its spelling is rare
			w = 0
			for _, p := range t.parts {
				w = math.Max(w, rarity(p))
			}
		}
		if definite {
			w *= knownThing
		}
		if end < 0 || strings.TrimSpace(text[end:t.start]) != "" {
			compound++
		}
		end = t.end
		q.terms = append(q.terms, term{t, strings.ToLower(text[t.start:t.end]), w, compound, modifies(text, q.toks, i)})
		q.total += w
	}
	q.general = q.alternatives(thesaurus().touching(q.toks), synonym, "synonym: ")
	return q
}

// modifies tells whether token i is an -ing word that stands before a noun as an adjective does ("a configuration of processing
// resources"), not a verb before its object ("includes specifying data", "a method of providing resources").
func modifies(text string, toks []token, i int) bool {
	if !strings.HasSuffix(toks[i].lower, "ing") || i == 0 || i+1 >= len(toks) || idle[toks[i+1].lower] || text[toks[i].end:toks[i+1].start] != " " {
		return false
	}
	switch before := toks[i-1].lower; before {
	case "the", "a", "an", "said":
		return true
	case "of":
		return i > 1 && !verbal[toks[i-2].lower]
	default:
		return !idle[before] && text[toks[i-1].end:toks[i].start] == " "
	}
}

// verbal are the nouns that "of doing" follows.
var verbal = wordSet("method process act step way means manner capable procedure operation")

// actOf tells whether toks end in "act", "step", "act of" or "step of": what follows "the act of" is as definite as the act.
func actOf(toks []token) bool {
	n := len(toks)
	if toks[n-1].lower == "of" && n > 1 {
		n--
	}
	return toks[n-1].lower == "act" || toks[n-1].lower == "step"
}

// window is a run of sentences of one passage.
type window struct {
	passage int
	span    claims.Span
	toks    []token
}

// text is a reference made ready for scoring.
type text struct {
	ref    *Reference
	quoted []window // of passages that are evidence
	own    []window // of descriptions by the tool or the user
	groups []group
}

func newText(ref *Reference) *text {
	t := &text{ref: ref}
	for i, p := range ref.Passages {
		sents, toks := claims.Sentences(p.Text), tokens(p.Text)
		if !p.Own {
			toks = unsaid(p.Text, toks)
		}
		for a := range sents {
			for b := a; b < len(sents) && b < a+maxSentences; b++ {
				span := claims.Span{Start: sents[a].Start, End: sents[b].End}
				w := window{passage: i, span: span}
				for _, tok := range toks {
					if tok.start >= span.Start && tok.end <= span.End {
						w.toks = append(w.toks, tok)
					}
				}
				if p.Own {
					t.own = append(t.own, w)
				} else {
					t.quoted = append(t.quoted, w)
				}
			}
		}
	}
	for _, words := range ref.Words {
		t.groups = append(t.groups, newGroup(words))
	}
	return t
}

// ofThePatent is where an author points to the patent within a sentence about a practice: "exactly what Acme is describing".
var ofThePatent = regexp.MustCompile(`(?i)\bwhat\s+(?:the\s+)?[^\s,.;]+(?:\s+[^\s,.;]+)?\s+(?:(?:is|are)\s+(?:describing|talking\s+about|claiming|patenting|proposing)|describes?|claims?|proposes?|talks?\s+about)\b`)

// unsaid takes the words out that tell what the patent says: they are no evidence of what was done before.
func unsaid(text string, toks []token) []token {
	for _, m := range ofThePatent.FindAllStringIndex(text, -1) {
		toks = slices.DeleteFunc(slices.Clone(toks), func(t token) bool { return t.start >= m[0] && t.end <= m[1] })
	}
	return toks
}

// hit is what a window shows of a query: for each term how well it is matched (0 to 1) and by what.
type hit struct {
	window  *window
	value   []float64
	matches []Match
	sum     float64
}

// score compares an element with a window.
func (q *query) score(w *window, field []alternative) hit {
	h := hit{window: w, value: make([]float64, len(q.terms))}
	match := make([]Match, len(q.terms))
	better := func(i int, v float64, start, end int, why string) {
		if v > h.value[i] {
			h.value[i], match[i] = v, Match{Term: q.terms[i].shown, Start: start, End: end, Why: why}
		}
	}
	for i, t := range q.terms {
		for k, x := range w.toks {
			switch {
			case x.lower == t.lower:
				better(i, sameWord, x.start, x.end, "same word")
			case t.modifier && !strings.HasSuffix(x.lower, "ing"):
			case x.stem == t.stem:
				better(i, sameWord, x.start, x.end, "same stem")
			case k+1 < len(w.toks) && (t.parts != nil || len(t.lower) > 5) && x.lower+w.toks[k+1].lower == t.lower:
				better(i, sameWord, x.start, w.toks[k+1].end, "same words, written apart")
			case t.parts != nil && slices.Contains(t.parts, x.stem) && !idle[x.lower] && len(x.stem) > 3:
				better(i, sameFamily, x.start, x.end, "part of the compound")
			case related(t.stem, x.stem):
				better(i, sameFamily, x.start, x.end, "same family")
			}
		}
	}
	for _, list := range [][]alternative{field, q.general} {
		for _, alt := range list {
			for k := range w.toks {
				if !standsAt(w.toks, k, alt.stems) {
					continue
				}
				for _, i := range alt.terms {
					better(i, alt.value, w.toks[k].start, w.toks[k+len(alt.stems)-1].end, alt.why)
				}
			}
		}
	}
	q.together(&h, match, w)
	for i, v := range h.value {
		h.sum += float64(v * q.terms[i].weight) // no fused operation: the same sum on every machine
		if v > 0 {
			h.matches = append(h.matches, match[i])
		}
	}
	return h
}

// together lowers the value of words of a compound whose other words do not stand near them.
func (q *query) together(h *hit, match []Match, w *window) {
	at := func(m Match) int { return slices.IndexFunc(w.toks, func(t token) bool { return t.start == m.Start }) }
	lowered := slices.Clone(h.value)
	for i := range q.terms {
		if h.value[i] == 0 {
			continue
		}
		all, near, size := 0.0, 0.0, 0
		for j := range q.terms {
			if q.terms[j].compound != q.terms[i].compound {
				continue
			}
			size++
			all += q.terms[j].weight
			if j == i || h.value[j] > 0 && (match[i].Start == match[j].Start || abs(at(match[i])-at(match[j])) <= nearby+size) {
				near += q.terms[j].weight
			}
		}
		if size > 1 && all > 0 {
			lowered[i] *= loneWord + (1-loneWord)*near/all
		}
	}
	h.value = lowered
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// standsAt tells whether the stems stand in toks from k on.
func standsAt(toks []token, k int, stems []string) bool {
	if k+len(stems) > len(toks) {
		return false
	}
	for i, s := range stems {
		if toks[k+i].stem != s {
			return false
		}
	}
	return true
}

// related tells whether two stems are of one family: one continues the other by a derivational ending of English.
func related(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	rest, ok := strings.CutPrefix(b, a)
	return ok && len(a) >= 5 && endings[rest]
}

var endings = wordSet("er or ion ment al ive ity abl ibl anc enc ant ent iz ist ic ation ator iti ur")

// best returns the window that shows most of the query; of windows alike the shortest, then the first. Zero if none shows
// anything.
func (q *query) best(windows []window, field []alternative, base []float64) (hit, float64) {
	var top hit
	topSum := 0.0
	for i := range windows {
		h := q.score(&windows[i], field)
		if h.sum == 0 {
			continue
		}
		sum := 0.0
		for j, v := range h.value {
			if base != nil {
				v = math.Max(v, ownWord*base[j])
			}
			sum += float64(v * q.terms[j].weight)
		}
		const same = 1e-9
		if top.window == nil || sum > topSum+same || sum > topSum-same && len(windows[i].toks) < len(top.window.toks) {
			top, topSum = h, sum
		}
	}
	return top, topSum
}

// cell scores one element against one reference.
func (q *query) cell(t *text) Cell {
	c := Cell{Reference: t.ref.ID, Status: NotFound, Evidence: []Evidence{}, Found: []string{}, Described: []string{}, Missing: []string{}}
	if q.total == 0 {
		c.Reason = "the element has no words that could be searched for"
		return c
	}
	field := q.alternatives(t.groups, fieldWord, "field word: ")
	own, _ := q.best(t.own, field, nil)
	h, sum := q.best(t.quoted, field, own.value)
	if h.window == nil {
		sum = own.sum * ownWord
	}
	c.Score = round(sum / q.total)
	quoted := 0.0
	for i, tm := range q.terms {
		v := 0.0
		if h.window != nil {
			v = h.value[i]
		}
		quoted += float64(v * tm.weight)
		switch {
		case v > 0:
			c.Found = append(c.Found, tm.shown)
		case own.window != nil && own.value[i] > 0:
			c.Described = append(c.Described, tm.shown)
		default:
			c.Missing = append(c.Missing, tm.shown)
		}
	}
	c.Quoted = round(quoted / q.total)
	switch {
	case quoted >= disclosedAt*q.total:
		c.Status = Disclosed
	case quoted >= partlyAt*q.total:
		c.Status = Partly
	case quoted >= quotedAt*q.total && sum >= togetherAt*q.total:
		c.Status = Partly
		c.Reason = "partly by the practice's description"
	case quoted > 0:
		c.Reason = "too few of its words stand together"
	case len(c.Described) > 0:
		c.Reason = "only in the practice's description, which is no evidence"
	}
	if h.window != nil {
		p := t.ref.Passages[h.window.passage]
		slices.SortStableFunc(h.matches, func(a, b Match) int { return a.Start - b.Start })
		c.Evidence = append(c.Evidence, Evidence{
			Loc: p.Loc, Cite: p.locate(h.window.span.Start, h.window.span.End), Quote: p.Text[h.window.span.Start:h.window.span.End],
			Start: h.window.span.Start, End: h.window.span.End, Stance: "supports", Matches: h.matches,
		})
	}
	return c
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}

func round(x float64) float64 { return math.Round(x*100) / 100 }
