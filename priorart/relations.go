package priorart

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// relation is how one word stands to another.
type relation uint8

const (
	asSynonym  relation = iota // names the same thing
	asFamily                   // made from it, or it from this: transmit, transmission, transmitter
	asBroader                  // what it is a kind of
	asNarrower                 // a kind of it
	asSibling                  // another kind of the same thing
	asOpposite                 // its antonym
	asSimilar                  // an adjective of the same cluster, a verb of the same group
	asPart                     // a part of it, a member, what it is made of
	asWhole                    // what it is a part of
)

var relationNames = [...]string{"synonym", "word family", "broader", "narrower", "sibling", "opposite", "similar", "part", "whole"}

func (r relation) String() string { return relationNames[r] }

// kin is a word or term that is related to another.
type kin struct {
	phraseStems
	kind  relation
	steps int // 1, or 2 for what is broader, narrower or of the family by way of another
	// strength, from 0 to 1, is how likely both words are meant in senses so related: over the senses in which they are, the
	// sum of the geometric mean of the likelihood of the one and the other (see likelihood).
	strength float64
	// rank and targetRank are WordNet's ranks, from 1, of the related senses in their word's class; of several pairs the
	// likeliest. 0 where the relation does not come from WordNet.
	rank, targetRank int
}

// floors are the strengths below which a relation is not given, set by hand-judged samples (docs/wordnet.md): 74% of the synonyms
// kept at 0.22 are right, 85% of those at 0.4, half or fewer without a floor; of what is broader half at 0.22 and three quarters at
// 0.5; of what is narrower half at 0.3 and two thirds at 0.5. Siblings, parts and wholes have not been judged. A family is of one
// root whatever the senses, and an opposite is worth knowing in the rarest: these have no floor. TestKinOf holds words on both
// sides.
var floors = [...]float64{
	asSynonym: 0.22, asFamily: 0, asBroader: 0.5, asNarrower: 0.5, asSibling: 0.5, asOpposite: 0, asSimilar: 0.22, asPart: 0.5, asWhole: 0.5,
}

// widest is how many kinds a thing may have for them to be given: a word with more ("device", "act") tells nothing by them.
const widest = 400

// kinOf returns the words and terms that stand to lower, a word or a term in small letters, in one of the relations asked for:
// in the order of the kinds, then the strongest first, then by spelling. A word that is no lemma is taken for those that it is an
// inflected form of ("feeding", "fed": feed), and failing that for all that share its stem; each counts by itself, and a target
// that several have is given once, as the strongest has it. Targets that have lower's own stem are left out, as matched anyway;
// a target that is an opposite of lower in any sense is given as opposite or not at all. Nil if WordNet does not know the word.
func kinOf(lower string, kinds ...relation) []kin {
	w := wordnet()
	key := keyOf(lower)
	own := w.readings(lower, key)
	against := map[string]bool{}
	for _, r := range own {
		for i := w.first[r.lemma]; i < w.first[r.lemma+1]; i++ {
			for _, o := range w.opposite.of(i) {
				against[w.keys.at(int(w.senses[o].lemma))] = true
			}
		}
	}
	var out []kin
	for _, kind := range kinds {
		at := map[string]int{}
		begin := len(out)
		for _, r := range own {
			for _, k := range w.from(r, kind) {
				if k.strength < floors[kind] {
					continue
				}
				target := w.keys.at(int(k.lemma))
				if target == key || against[target] && kind != asOpposite {
					continue
				}
				k.phraseStems = phraseStems{strings.Fields(target), w.lemmas.at(int(k.lemma))}
				i, ok := at[target]
				if !ok {
					at[target] = len(out)
					out = append(out, k.kin)
				} else if cmp.Or(cmp.Compare(k.steps, out[i].steps), stronger(k.kin, out[i])) < 0 {
					out[i] = k.kin
				}
			}
		}
		if kind == asFamily {
			for _, k := range particleFamily(w, lower) {
				if _, ok := at[strings.Join(k.stems, " ")]; !ok {
					out = append(out, k)
				}
			}
		}
		slices.SortFunc(out[begin:], stronger)
	}
	return out
}

func stronger(a, b kin) int {
	return cmp.Or(cmp.Compare(b.strength, a.strength), cmp.Compare(a.steps, b.steps), cmp.Compare(a.words, b.words))
}

// oneRoot is how many letters the words of a family begin with alike: deep and depth. WordNet also derives adjectives from nouns
// of other roots or with prefixes (water: hydraulic; skin: subcutaneous), which do not say the same.
const oneRoot = 2

// lemmaKin is a kin with the number of its lemma.
type lemmaKin struct {
	kin
	lemma int32
}

// from returns what a word read so is related to, each target lemma once. Only the senses of the classes that it may be in are
// looked at, and their likelihood is their share among these.
func (w *network) from(r reading, kind relation) []lemmaKin {
	begin, end := w.first[r.lemma], w.first[r.lemma+1]
	all := 0.0
	for i := begin; i < end; i++ {
		if r.classes[w.senses[i].class] {
			all += float64(w.likely[i] * w.likely[i])
		}
	}
	var out []lemmaKin
	at := map[int32]int{}
	best := map[int32]float64{}
	for i := begin; i < end; i++ {
		if !r.classes[w.senses[i].class] {
			continue
		}
		likely := float64(w.likely[i]) / math.Sqrt(all)
		w.targets(i, kind, func(j int32, steps int) {
			s := w.senses[j]
			p := float64(likely * float64(w.likely[j]))
			n, ok := at[s.lemma]
			if !ok {
				n = len(out)
				at[s.lemma] = n
				out = append(out, lemmaKin{kin{kind: kind, steps: steps}, s.lemma})
			}
			k := &out[n].kin
			k.strength = min(1, k.strength+p)
			k.steps = min(k.steps, steps)
			if p > best[s.lemma] {
				best[s.lemma] = p
				k.rank, k.targetRank = int(w.senses[i].rank), int(s.rank)
			}
		})
	}
	return out
}

// targets calls add with the senses that sense i is related to, and in how many steps.
func (w *network) targets(i int32, kind relation, add func(j int32, steps int)) {
	y := w.senses[i].synset
	synsets := func(list []int32, steps int) {
		for _, z := range list {
			for _, j := range w.members.of(z) {
				if z != y || kind == asSynonym {
					add(j, steps)
				}
			}
		}
	}
	switch kind {
	case asSynonym:
		synsets([]int32{y}, 1)
	case asFamily:
		from := w.lemmas.at(int(w.senses[i].lemma))
		for _, j := range w.derived.of(i) {
			if to := w.lemmas.at(int(w.senses[j].lemma)); shared(from, to) < oneRoot {
				continue
			}
			add(j, 1)
			for _, z := range w.derived.of(j) {
				if to := w.lemmas.at(int(w.senses[z].lemma)); shared(from, to) >= oneRoot {
					add(z, 2)
				}
			}
		}
	case asBroader, asNarrower:
		step := w.broader
		if kind == asNarrower {
			step = w.narrower
		}
		near := step.of(y)
		var far []int32
		for _, z := range near {
			far = append(far, step.of(z)...)
		}
		if len(near)+len(far) <= widest {
			synsets(near, 1)
			synsets(far, 2)
		}
	case asSibling:
		for _, z := range w.broader.of(y) {
			if near := w.narrower.of(z); len(near) <= widest {
				synsets(near, 1)
			}
		}
	case asOpposite:
		for _, j := range w.opposite.of(i) {
			add(j, 1)
		}
	case asSimilar:
		synsets(w.similar.of(y), 1)
	case asPart:
		synsets(w.part.of(y), 1)
	case asWhole:
		synsets(w.whole.of(y), 1)
	}
}

// weight is how likely its lemma is meant in sense i in a technical text, in proportion to its other senses: how often WordNet's
// tagged texts have it so (one added), times how much of claim language the sense is defined in. Its share of the weight of all
// the lemma's senses is its likelihood.
func (w *network) weight(i int32) float64 {
	s := w.senses[i]
	return (float64(s.tags) + 1) * technicalWeight[w.technical[s.synset]]
}

// technicalWeight is the weight of a sense by its figure in network.technical. 32 points are one natural logarithm more of claim
// language in the mean word that defines the sense; 16 points double the weight. Made by multiplication, so that every machine
// has the same figures.
var technicalWeight = func() (weights [256]float64) {
	const step = 1.0442737824274138 // the 16th root of 2
	weights[0] = 1
	for i := 1; i < len(weights); i++ {
		weights[i] = weights[i-1] * step
	}
	return weights
}()

// keyOf returns the stems of a word or term, joined by spaces.
func keyOf(lower string) string {
	toks := tokens(lower)
	if len(toks) == 1 {
		return toks[0].stem
	}
	stems := make([]string, len(toks))
	for i, t := range toks {
		stems[i] = t.stem
	}
	return strings.Join(stems, " ")
}
