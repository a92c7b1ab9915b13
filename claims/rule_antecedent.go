package claims

import (
	"fmt"
	"strings"
)

// termRules are the rules on antecedent basis: 35 USC 112(b), MPEP 2173.05(e) and, on double inclusion, (o); EPC Art. 84.
var termRules = []Rule{
	{
		ID: "C301", Title: "No antecedent found", Severity: SeverityWarning,
		Text: "The claim speaks of a thing with \"the\" or \"said\" that neither it nor every claim that it may depend on introduces before. " +
			"It is not indefinite for that if a skilled reader can tell with reasonable certainty what is meant, as with parts that a thing has by its nature.",
		Basis:  "35 USC 112(b); MPEP 2173.05(e); EPC Art. 84",
		Before: "1. A device comprising: a drive shaft; and a wheel that turns the pump.",
		After:  "1. A device comprising: a drive shaft; a pump; and a wheel that turns the pump by an end of the drive shaft.",
		check:  checkMissing,
	},
	{
		ID: "C302", Title: "Antecedent is ambiguous", Severity: SeverityWarning,
		Text: "A definite phrase fits two or more things that were introduced before under longer names, and a reader cannot tell which one is meant. " +
			"A plural that means all of them is no such phrase.",
		Basis:  "35 USC 112(b); MPEP 2173.05(e); EPC Art. 84",
		Before: "1. A device comprising: a first sensor; and a second sensor, wherein the sensor is red.",
		After:  "1. A device comprising: a first sensor; and a second sensor, wherein the second sensor is red and the sensors are round.",
		check:  checkAmbiguous,
	},
	{
		ID: "C303", Title: "Introduced twice", Severity: SeverityNote,
		Text: "The claim introduces the same words with \"a\" or \"an\" a second time and refers to such a thing with \"the\", so that a reader cannot tell " +
			"whether the second is the first thing again or another. Drafters do it on purpose as well, and the law does not forbid it.",
		Basis:  "35 USC 112(b); MPEP 2173.05(o); EPC Art. 84",
		Before: "1. A device comprising: a drive shaft; and a wheel on a drive shaft, wherein the drive shaft is hollow.",
		After:  "1. A device comprising: a first wheel on a drive shaft; and a second wheel on a drive shaft of its own.",
		check: func(d *draft, add adder) {
			for _, c := range d.claims {
				checkTwice(c, d.scope(c).phrases, add)
			}
		},
	},
	{
		ID: "C304", Title: "Named by \"the other\"", Severity: SeverityNote,
		Text: "What was introduced with \"another\" is referred to with \"the other\", a name that only its place tells apart from the first of its kind. " +
			"Examiners ask for a name of its own.",
		Basis:  "35 USC 112(b); MPEP 2173.05(e); EPC Art. 84",
		Before: "1. A device comprising: an input; and another input, wherein the other input is red.",
		After:  "1. A device comprising: a first input; and a second input, wherein the second input is red.",
		check:  checkOther,
	},
	{
		ID: "C305", Title: "Not named as it was introduced", Severity: SeverityNote,
		Text: "A definite phrase has words that nothing before it has, though its noun was introduced without them, or its words stand before only inside other names. " +
			"It may be another name for a thing that is there, or a thing without an antecedent.",
		Basis:  "35 USC 112(b); MPEP 2173.05(e); EPC Art. 84",
		Before: "1. A device comprising: a sensor; and a lamp that is lit by the temperature sensor.",
		After:  "1. A device comprising: a sensor for a temperature; and a lamp that is lit by the temperature sensor, wherein the outer surface of the lamp is red.",
		check:  checkNames,
	},
	{
		ID: "C306", Title: "Named after one of several things", Severity: SeverityNote,
		Text: "A part or step is named after what it does something with (\"the parameter obtaining part\"), and several things of that name were introduced, so that a " +
			"reader cannot tell which one is meant.",
		Basis:  "35 USC 112(b); MPEP 2173.05(e); EPC Art. 84",
		Before: "1. A device comprising: a level reading unit that reads a water level and an oil level; and a lamp lit by the level reading unit.",
		After:  "1. A device comprising: a level reading unit that reads a water level; and a lamp lit by the level reading unit.",
		check:  checkNamedAfter,
	},
}

// scope returns what the claim introduces, with what it inherits; nil for a claim that is not in force. All are read at once.
func (d *draft) scope(c *Claim) *scope {
	if d.scopes != nil {
		return d.scopes[c]
	}
	d.scopes = map[*Claim]*scope{}
	looks := new(int)
	for _, c := range d.claims {
		d.scopes[c] = newScope(c, looks)
	}
	for _, c := range d.claims {
		s := d.scopes[c]
		for _, ref := range c.Refs {
			p := d.scopes[d.byNum[ref]]
			if p == nil || p == s {
				s.unknown = true
				continue
			}
			s.parents = append(s.parents, p)
		}
	}
	return d.scopes[c]
}

// definites calls visit for each definite phrase of each claim's body, once a claim and text. The words of elided quotations are
// not looked at: what introduces their terms may be what is left out.
func (d *draft) definites(visit func(s *scope, k int)) {
	for _, c := range d.claims {
		if c.Origin.Elided {
			continue
		}
		s := d.scope(c)
		reported := map[string]bool{}
		body := bodyOf(c)
		for k := range s.phrases.phrases {
			p := &s.phrases.phrases[k]
			if !p.definite() || p.span.Start < body || p.span.Start == 0 {
				continue
			}
			if text := s.phrases.run(p.first, p.sure); !reported[text] {
				reported[text] = true
				visit(s, k)
			}
		}
	}
}

// bodyOf returns where the words begin that the claim adds: behind a dependent claim's reference.
func bodyOf(c *Claim) int {
	if c.Kind != Independent && len(c.Elements) > 0 {
		return c.Elements[0].End
	}
	return 0
}

// checkMissing finds definite phrases that neither the claim before them nor every claim that it may depend on introduces.
func checkMissing(d *draft, add adder) {
	d.definites(func(s *scope, k int) {
		if r := s.resolve(k); r.basis == Missing {
			at := Span{s.phrases.phrases[k].span.Start, s.phrases.words[r.end-1].End}
			message := fmt.Sprintf("no antecedent found for %q", s.phrases.text[at.Start:at.End])
			if some := s.introducers(k, r.end); len(some) > 0 {
				var nums []int
				for _, o := range some {
					nums = append(nums, o.claim.Num)
				}
				verb := "introduces"
				if len(nums) > 1 {
					verb = "introduce"
				}
				message += fmt.Sprintf(" on every path of dependency: %s %s it, and the claim need not depend on that", claimList(nums), verb)
			}
			add(s.claim, at, message+"; not indefinite if its scope is reasonably ascertainable",
				"introduce it before with \"a\" or \"an\", or name it as it was introduced")
		}
	})
}

// checkNames finds definite phrases whose antecedent, if they have one, is not named as they are.
func checkNames(d *draft, add adder) {
	d.definites(func(s *scope, k int) {
		if r := s.resolve(k); r.doubtful && len(s.ambiguous(k)) < 2 {
			at := Span{s.phrases.phrases[k].span.Start, s.phrases.words[r.end-1].End}
			add(s.claim, at, fmt.Sprintf("%q is not named as anything before: %s", s.phrases.text[at.Start:at.End], r.why),
				"name it as it was introduced, or introduce it with \"a\" or \"an\"")
		}
	})
}

// checkAmbiguous finds definite phrases that may mean several things introduced before ("the parameter" after "a power parameter"
// and "a strain parameter"). Of a multiple dependent claim the first alternative is searched.
func checkAmbiguous(d *draft, add adder) {
	d.definites(func(s *scope, k int) {
		if n := len(s.ambiguous(k)); n > 1 {
			at := s.phrases.phrases[k].span
			add(s.claim, at, fmt.Sprintf("%q may mean any of %d things introduced before", s.phrases.text[at.Start:at.End], n), "name it as it was introduced")
		}
	})
}

// ambiguous returns the things that the definite phrase k may mean, or fewer than two. "The chips" are all of them; a phrase with
// words behind it that say which ("the grid of voxels", "the strip having a coil") and one that repeats the subject of its claim
// ("The anti-X antibody of claim 1, wherein the antibody") are not in doubt.
func (s *scope) ambiguous(k int) []Antecedent {
	t := s.phrases
	p := &t.phrases[k]
	last := t.words[p.sure-1].Lower
	switch {
	case p.sure-p.first > 2, plural(last), selfEvident[last], t.stems[p.first] == "other", p.sure-p.first == 1 && strings.HasSuffix(last, "ed"),
		t.tiedBy(k) != "", p.sure < p.last, strings.HasPrefix(t.text[t.words[p.last-1].End:], "-"):
		return nil
	case p.last < len(t.words) && t.near(p.last) && says[t.words[p.last].Lower]:
		return nil
	case k > 0 && s.claim.Kind != Independent && t.phrases[0].sure > 0 && t.stems[t.phrases[0].sure-1] == t.stems[p.sure-1]:
		return nil
	}
	return s.candidates(t.run(p.first, p.sure), k)
}

// says are words behind a noun that tell which one is meant.
var says = set("having according as which that comprising consisting including containing used using where")

// checkNamedAfter finds parts and steps that are named after a thing of which several were introduced.
func checkNamedAfter(d *draft, add adder) {
	d.definites(func(s *scope, k int) {
		t := s.phrases
		p := &t.phrases[k]
		n := p.last - p.first
		if n < 3 || !parts[t.words[p.last-1].Lower] || !strings.HasSuffix(t.words[p.last-2].Lower, "ing") {
			return
		}
		for i := max(p.first, p.last-4); i < p.last-2; i++ {
			if list := s.candidates(t.run(i, p.last-2), len(t.phrases)); len(list) > 1 {
				at := Span{p.span.Start, t.words[p.last-3].End}
				add(s.claim, at, fmt.Sprintf("%q in %q may mean any of %d things that are introduced", t.text[at.Start:at.End], t.text[p.span.Start:t.words[p.last-1].End], len(list)),
					"name the part after the one thing, or after all of them")
				return
			}
		}
	})
}

// parts are nouns for a part or a step that a claim names after its function.
var parts = set("part unit step module means section portion circuit device component block member stage processor mechanism apparatus")

// checkOther finds "the other input" for what was introduced as "another input": a name that only its place tells apart.
func checkOther(d *draft, add adder) {
	d.definites(func(s *scope, k int) {
		t := s.phrases
		p := &t.phrases[k]
		if t.stems[p.first] != "other" || p.sure-p.first < 2 {
			return
		}
		run := t.run(max(p.first+1, p.sure-2), p.sure)
		for _, o := range s.chain() {
			for _, i := range o.named[run] {
				q := &o.phrases.phrases[i]
				if (o != s || i < k) && q.det == "another" && o.phrases.run(q.first, q.sure) == t.run(p.first+1, p.sure) {
					add(s.claim, p.span, fmt.Sprintf("%q was introduced with \"another\": its antecedent is not named as it was introduced", t.text[p.span.Start:p.span.End]),
						"give the second one a name of its own, such as \"a second ...\"")
					return
				}
			}
		}
	})
}

// checkTwice finds each noun phrase of two words or more that the claim introduces with "a" or "an" a second time, where a
// definite phrase may mean either. Words that nothing refers to ("an amino acid sequence" in each of a list) name no thing that
// could be mixed up, and a reference in the element that introduces a thing once means that one.
func checkTwice(c *Claim, t *phrasing, add adder) {
	introductions := map[string][]int{} // of each name, the phrases
	for k := range t.phrases {
		p := &t.phrases[k]
		if p.sure-p.first < 2 || p.det != "a" && p.det != "an" || k > 0 && p.first > 1 && isWords[t.words[p.first-2].Lower] {
			continue // "the label is a fluorescent label" brings nothing in
		}
		name := t.run(p.first, p.sure)
		introductions[name] = append(introductions[name], k)
	}
	for k := range t.phrases {
		p := &t.phrases[k]
		list := introductions[t.run(p.first, p.sure)]
		if len(list) < 2 || list[1] != k || !t.confused(c, list) {
			continue
		}
		text := t.text[p.span.Start:p.span.End]
		add(c, p.span, fmt.Sprintf("%q is introduced a second time: the same thing, or another?", text),
			"refer to it with \"the\" if it is the same, or give the second one a name of its own")
	}
}

var isWords = set("is are be being was were becomes become")

// confused tells whether some definite phrase behind the first of the phrases of one name may mean any of them: it has their noun
// and no other words than they, and its element introduces none of them, or several.
func (t *phrasing) confused(c *Claim, list []int) bool {
	p := &t.phrases[list[0]]
	name := " " + t.run(p.first, p.sure) + " "
	in := map[string]int{}
	for _, k := range list {
		in[labelOf(c, t.phrases[k].span.Start)]++
	}
	for i := list[0] + 1; i < len(t.phrases); i++ {
		q := &t.phrases[i]
		if !q.definite() || t.stems[q.sure-1] != t.stems[p.sure-1] {
			continue
		}
		within := in[labelOf(c, q.span.Start)] != 1
		for j := q.first; j < q.sure; j++ {
			within = within && strings.Contains(name, " "+t.stems[j]+" ")
		}
		if within {
			return true
		}
	}
	return false
}

// introducedTwice reports what checkTwice finds, for a reader of the claims who runs no check.
func introducedTwice(c *Claim) []Finding {
	var out []Finding
	for _, rule := range termRules {
		if rule.ID == "C303" {
			checkTwice(c, phrasesOf(c.Text), func(c *Claim, at Span, message, remedy string) {
				out = append(out, rule.finding(c, at, rule.Severity, message, remedy))
			})
		}
	}
	return out
}

// unsupported returns the definite noun phrases ("the specification", "said pool") of text[from:] that have no antecedent in
// what stands before them, or none of their name. The first words of a phrase whose last ones may be a verb are enough.
func unsupported(text string, from int) []Span {
	s := newScope(&Claim{Text: text}, new(int))
	var out []Span
	for k := range s.phrases.phrases {
		p := &s.phrases.phrases[k]
		if !p.definite() || p.span.Start < from {
			continue
		}
		prefix := false
		for end := p.last; end > p.first && !prefix; end-- {
			prefix = s.introduced(s.phrases.run(p.first, end), k)
		}
		if r := s.resolve(k); !prefix && (r.basis == Missing || r.doubtful) {
			out = append(out, p.span)
		}
	}
	return out
}
