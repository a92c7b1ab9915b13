package claims

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// carryOut derives the claims of one instruction.
func (a *article) carryOut(in instruction) {
	for i, num := range in.nums {
		a.derive(in, num, i)
	}
}

func (a *article) derive(in instruction, num, i int) {
	bases, basis, whyBase := a.bases(in, num, i)
	if len(bases) == 0 {
		a.describe(in, num, i, "no claim is there from which it could be made")
		return
	}
	if in.edit == Recast && in.new.text == "" {
		a.describe(in, num, i, "a change of category alters the form of every step, and the words are not given")
		return
	}
	var all []candidate
	for j, base := range bases {
		for k, c := range a.apply(in, base) {
			c.base = base.Num
			if j > 0 && (k > 0 || c.circular) {
				continue // of another base only what the words suggest first
			}
			if j > 0 {
				c.why = fmt.Sprintf("on claim %d instead of claim %d", base.Num, bases[0].Num)
			}
			c.lost = len(unsupported(a.chain(base)+c.text, len(a.chain(base)))) - len(unsupported(a.chain(base)+base.Text, len(a.chain(base))))
			if c.kind != "" && k > 0 && dependentOf.MatchString(c.text) {
				c.lost = 0 // its antecedents stand in its parent
			}
			if !slices.ContainsFunc(all, func(o candidate) bool { return o.text == c.text }) && c.text != base.Text {
				all = append(all, c)
			}
		}
	}
	if len(all) == 0 {
		a.describe(in, num, i, a.reason(in, bases[0]))
		return
	}
	best := 0
	for j, c := range all {
		if c.base != bases[0].Num {
			continue
		}
		if worse(all[best], c) {
			best = j
		}
	}
	taken := all[best]
	base := a.find(taken.base)
	c := Claim{Num: num, Text: taken.text, Origin: Origin{
		Kind: Derived, Line: in.line, EndLine: in.end, Elided: elided(taken.text),
		Base: taken.base, BaseBasis: basis, Edit: in.edit, Instruction: in.text, Supplied: taken.supplied,
		Ops: Diff(base.Text, taken.text), Why: taken.why,
	}}
	if whyBase != "" {
		c.Origin.Why += "; " + whyBase
	}
	c.Origin.Why += a.because(taken, all)
	for j, other := range all {
		if j == best {
			continue
		}
		o := Claim{Num: num, Text: other.text}
		dissect(&o)
		why := other.why
		switch {
		case other.circular:
			why += "; not taken: circular, the words would stand beside themselves"
		case other.lost > taken.lost:
			why += "; not taken: leaves " + a.lostWords(other) + " without an antecedent"
		}
		c.Origin.Readings = append(c.Origin.Readings, Reading{Base: other.base, Edit: other.kind, Kind: o.Kind, Text: other.text, Why: why})
	}
	dissect(&c)
	a.claims = append(a.claims, c)
	a.told = append(a.told, num)
}

var dependentOf = lazyregexp.New(`^The [\w -]+ of claim \d+`)

// worse tells whether reading b is to be preferred to a: no circle first, then every "the" with an antecedent, then order.
func worse(a, b candidate) bool {
	if a.circular != b.circular {
		return a.circular
	}
	return b.lost < a.lost
}

// because says why the reading was taken where there are others.
func (a *article) because(taken candidate, all []candidate) string {
	lost := false
	for _, c := range all {
		lost = lost || c.lost > taken.lost
	}
	switch {
	case len(all) == 1:
		return ""
	case lost:
		return "; taken because every \"the\" keeps an antecedent"
	}
	return "; taken because it changes least beyond what the sentence says; other readings leave no \"the\" without an antecedent either"
}

// lostWords quotes the definite phrases that a reading leaves without an antecedent.
func (a *article) lostWords(c candidate) string {
	prefix := ""
	if base := a.find(c.base); base != nil {
		prefix = a.chain(base)
	}
	var out []string
	for _, s := range unsupported(prefix+c.text, len(prefix)) {
		out = append(out, fmt.Sprintf("%q", (prefix + c.text)[s.Start:s.End]))
	}
	return strings.Join(out, ", ")
}

// chain returns the texts of the claims that c depends on, nearest last, each once, closed by a space.
func (a *article) chain(c *Claim) string {
	var parts []string
	seen := map[int]bool{c.Num: true}
	for c.Kind != Independent && len(c.Refs) > 0 && !seen[c.Refs[0]] {
		parent := a.find(c.Refs[0])
		if parent == nil {
			break
		}
		seen[parent.Num] = true
		parts = append([]string{parent.Text + " "}, parts...)
		c = parent
	}
	return strings.Join(parts, "")
}

// bases returns the claims that the instruction may build on, the one taken first; others are other readings.
//
// A stated base is the only one. Else the words to be replaced decide, where one claim alone has them; else the edits told
// before: a run of edits of one claim goes on with that claim; else the independent claim told last.
func (a *article) bases(in instruction, num, i int) (list []*Claim, basis, why string) {
	if len(in.bases) > 0 {
		n := in.bases[0]
		if len(in.nums) > 1 && len(in.bases) == len(in.nums) {
			n = in.bases[i]
		}
		if c := a.find(n); c != nil && c.Text != "" {
			return []*Claim{c}, "stated", ""
		}
		return nil, "stated", ""
	}
	before := func() []*Claim { // told before the instruction's line, nearest first, with text
		var out []*Claim
		for j := range a.claims {
			if c := &a.claims[j]; c.Text != "" && c.Num != num && (c.Origin.Line < in.line || c.Origin.Line == in.line && c.Num < num) {
				out = append(out, c)
			}
		}
		slices.SortStableFunc(out, func(x, y *Claim) int {
			if x.Origin.Line != y.Origin.Line {
				return y.Origin.Line - x.Origin.Line
			}
			return y.Num - x.Num
		})
		return out
	}()
	if len(before) == 0 {
		return nil, "inferred", ""
	}
	add := func(c *Claim) {
		if c != nil && !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	if in.edit == Replace && in.where == byWords && in.old.text != "" || in.edit == Delete && in.old.text != "" {
		for _, c := range before {
			if len(findWords(c.Text, in.old.text)) > 0 {
				add(c)
			}
		}
		if len(list) > 0 {
			return list[:1], "inferred", fmt.Sprintf("the sentence names no base: claim %d is the one told last that has the words %q", list[0].Num, clip(in.old.text, 60))
		}
	}
	if in.edit == Append { // where the added words need an antecedent, the claim told last that has it
		lost := func(c *Claim) int {
			return len(unsupported(a.chain(c)+c.Text+" "+in.new.text, len(a.chain(c)+c.Text)))
		}
		if i := slices.IndexFunc(before, func(c *Claim) bool { return c.Kind == Independent }); i >= 0 && lost(before[i]) > 0 {
			for _, c := range before {
				if lost(c) == 0 {
					return []*Claim{c}, "inferred", fmt.Sprintf("the sentence names no base: claim %d is the one told last in which every \"the\" of the added words has an antecedent", c.Num)
				}
			}
		}
	}
	latest := before[0]
	if latest.Origin.Kind == Derived && in.edit != Switch {
		base := a.find(latest.Origin.Base)
		for base != nil && base.Origin.Kind == Derived && base.Origin.Base != 0 {
			base = a.find(base.Origin.Base)
		}
		add(base)
		add(latest)
		if base != nil {
			return list, "inferred", fmt.Sprintf("the sentence names no base: claim %d is the one of which claim %d before it is told as an edit", base.Num, latest.Num)
		}
	}
	for _, c := range before {
		if c.Kind == Independent && c.Origin.Kind == Quoted {
			add(c)
			return list, "inferred", fmt.Sprintf("the sentence names no base: claim %d is the independent claim told last before it", c.Num)
		}
	}
	add(latest)
	return list, "inferred", fmt.Sprintf("the sentence names no base: claim %d is the one told last", latest.Num)
}

// apply carries the instruction out on base.
func (a *article) apply(in instruction, base *Claim) []candidate {
	if in.edit == Switch {
		return a.switched(in, base)
	}
	var prior *Op
	for i := range a.claims { // where a sibling told as an edit of the same base differs from it
		c := &a.claims[i]
		if c.Origin.Kind == Derived && c.Origin.Base == base.Num {
			for _, op := range c.Origin.Ops {
				if op.Op == "delete" {
					prior = &op
				}
			}
		}
	}
	out := in.candidates(base, prior)
	for i := range out {
		if out[i].kind == "" {
			out[i].kind = in.edit
		}
	}
	return out
}

// switched makes the change again that leads from one claim to another: each run of words that the one lost and the other
// gained is looked for in the base. Both directions are tried, since authors say "like 5 and 1" as well as "like 1 and 5".
func (a *article) switched(in instruction, base *Claim) []candidate {
	from, to := a.find(in.like[0]), a.find(in.like[1])
	if from == nil || to == nil {
		return nil
	}
	var out []candidate
	for _, pair := range [][2]*Claim{{from, to}, {to, from}} {
		if text, ok := transfer(pair[0].Text, pair[1].Text, base.Text); ok {
			out = append(out, candidate{text: text, kind: Switch, why: fmt.Sprintf("the change that made claim %d from claim %d, made in claim %d", pair[1].Num, pair[0].Num, base.Num)})
			for _, r := range pair[1].Origin.Readings {
				if text, ok := transfer(pair[0].Text, r.Text, base.Text); ok && r.Base == pair[0].Num {
					out = append(out, candidate{text: text, kind: Switch, why: fmt.Sprintf("as in the other reading of claim %d: %s", pair[1].Num, firstClause(r.Why))})
				}
			}
			break
		}
	}
	return out
}

func firstClause(s string) string {
	s, _, _ = strings.Cut(s, "; not taken")
	return s
}

// transfer makes in text the changes that lead from one text to another. Each has to find its place there: the words taken
// out, with the words before them as context where they stand more than once; the context alone where words are only added.
func transfer(from, to, text string) (string, bool) {
	ops := plainDiff(from, to)
	at := 0
	for i := 0; i < len(ops); i++ {
		if ops[i].Op == "equal" {
			continue
		}
		del, ins := "", ""
		for ; i < len(ops) && ops[i].Op != "equal"; i++ {
			if ops[i].Op == "delete" {
				del += ops[i].Text
			} else {
				ins += ops[i].Text
			}
		}
		before := ""
		if j := i - 1; j >= 0 {
			for j >= 0 && ops[j].Op != "equal" {
				j--
			}
			if j >= 0 {
				before = ops[j].Text
			}
		}
		place := -1
		// The longest tail of what stands before that also stands in the text, together with the words taken out.
		for n := 0; n <= len(before); n++ {
			tail := before[n:]
			if n > 0 && n < len(before) && before[n-1] != ' ' {
				continue
			}
			if len(Words(tail)) == 0 && len(Words(del)) == 0 {
				break
			}
			if k := strings.LastIndex(text[at:], tail+del); k >= 0 {
				place = at + k + len(tail)
				break
			}
		}
		if place < 0 {
			return "", false
		}
		text = text[:place] + ins + text[place+len(del):]
		at = place + len(ins)
	}
	return text, true
}

// reason says why an instruction could not be carried out on base.
func (a *article) reason(in instruction, base *Claim) string {
	switch {
	case in.edit == Append:
		return "the added words are told, not quoted"
	case in.edit == Switch:
		return fmt.Sprintf("the change from claim %d to claim %d has no place in claim %d", in.like[0], in.like[1], base.Num)
	case in.old.text != "" && len(findWords(base.Text, in.old.text)) == 0:
		return fmt.Sprintf("%q does not stand in claim %d", in.old.text, base.Num)
	case in.edit == Delete && in.old.text != "":
		return fmt.Sprintf("%q stands more than once in claim %d", in.old.text, base.Num)
	}
	return "what is changed cannot be told from the sentence"
}

// describe enters a claim that is told of and cannot be reconstructed.
func (a *article) describe(in instruction, num, i int, why string) {
	c := Claim{Num: num, Origin: Origin{Kind: Described, Line: in.line, EndLine: in.end, Edit: in.edit, Instruction: in.text, Why: why, BaseBasis: "stated"}}
	bases, basis, _ := a.bases(in, num, i)
	dissect(&c)
	c.Category = in.category
	c.Origin.BaseBasis = basis
	switch {
	case len(bases) > 0:
		c.Origin.Base = bases[0].Num
		c.Kind = bases[0].Kind
		if in.depends {
			c.Kind, c.Refs, c.Relation = Dependent, []int{bases[0].Num}, Limits
		}
		if c.Category == "" {
			c.Category = bases[0].Category
		}
	case len(in.bases) > 0:
		c.Origin.Base = in.bases[min(i, len(in.bases)-1)]
	}
	if c.Category == "" {
		c.Category = Other
	}
	a.claims = append(a.claims, c)
	a.told = append(a.told, num)
}
