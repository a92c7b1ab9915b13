package claims

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims/lazyregexp"
)

// dependRules are the rules on references between claims. Source: 35 USC 112(d) and (e); MPEP 608.01(n).
var dependRules = []Rule{
	{
		ID: "C201", Title: "Refers to itself", Severity: SeverityError,
		Text:   "The claim names itself as the claim that it limits. It has no parent then, and what it inherits cannot be told.",
		Basis:  "35 USC 112(d); 37 CFR 1.75(c); MPEP 608.01(n); EPC Rule 43(4)",
		Before: "1. A lamp comprising a bulb.\n2. The lamp of claim 2, wherein the bulb is red.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.",
		check: each(func(c *Claim, add adder) {
			if at := referenceTo(c, c.Num); c.Relation != Mentions && slices.Contains(c.Refs, c.Num) && !thisClaim.MatchString(c.Text[:at.Start]) {
				add(c, at, "the claim refers to itself", "refer to the claim that was meant")
			}
		}),
	},
	{
		ID: "C202", Title: "Refers to a later claim", Severity: SeverityWarning,
		Text:   "The claim refers to one that stands after it. A dependent claim refers to a claim previously set forth (in Europe: to a previous claim); numbers that slipped are the usual reason.",
		Basis:  "35 USC 112(d); 37 CFR 1.75(c); MPEP 608.01(n); EPC Rule 43(4); EPO Guidelines F-IV 3.5",
		Before: "1. A lamp comprising a bulb.\n2. The lamp of claim 3, wherein the spring is steel.\n3. The lamp of claim 1, further comprising a spring.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp of claim 1, further comprising a spring.\n3. The lamp of claim 2, wherein the spring is steel.",
		check: func(d *draft, add adder) {
			for _, c := range d.claims {
				if later := pick(c.Refs, func(n int) bool { return n > c.Num && d.byNum[n] != nil }); len(later) > 0 {
					add(c, referenceTo(c, later[0]), "the claim refers to "+claimList(later)+", which stands after it", "refer to an earlier claim, or move this one behind")
				}
			}
		},
	},
	{
		ID: "C203", Title: "Refers to a claim that is not there", Severity: SeverityError,
		Text:   "The set has no claim of the number that the claim refers to, so that nobody can tell what it inherits.",
		Basis:  "35 USC 112(b), (d); 37 CFR 1.75(c); MPEP 608.01(n); EPC Art. 84, Rule 43(4)",
		Before: "1. A lamp comprising a bulb.\n2. The lamp of claim 7, wherein the bulb is red.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.",
		check: func(d *draft, add adder) {
			for _, c := range d.claims {
				if gone := pick(c.Refs, func(n int) bool { return d.byNum[n] == nil }); len(gone) > 0 && !d.article {
					add(c, referenceTo(c, gone[0]), "the claim refers to "+claimList(gone)+", which the set does not have", "refer to the claim that was meant")
				}
			}
		},
	},
	{
		ID: "C204", Title: "Claims refer to each other in a ring", Severity: SeverityError,
		Text:   "Following the references leads back to this claim, so that none of the claims on the way has a first parent.",
		Basis:  "35 USC 112(b), (d); MPEP 608.01(n); EPC Art. 84",
		Before: "1. A lamp comprising a bulb.\n2. The lamp of claim 3, wherein the bulb is red.\n3. The lamp of claim 2, wherein the bulb is small.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n3. The lamp of claim 2, wherein the bulb is small.",
		check:  rings,
	},
	{
		ID: "C205", Title: "Depends on a canceled claim", Severity: SeverityError,
		Text:   "The claim that this one refers to was canceled, and with it what this one would inherit. In an application, such a claim is rejected as incomplete.",
		Basis:  "35 USC 112(b), (d); MPEP 608.01(n) V; EPC Art. 84, Rule 43(4)",
		Before: "1. (Canceled)\n2. A lamp comprising a bulb.\n3. The lamp of claim 1, wherein the bulb is red.",
		After:  "1. (Canceled)\n2. A lamp comprising a bulb.\n3. The lamp of claim 2, wherein the bulb is red.",
		check: func(d *draft, add adder) {
			for _, c := range d.claims {
				if gone := pick(c.Refs, func(n int) bool { return d.byNum[n] != nil && canceled(d.byNum[n]) }); len(gone) > 0 {
					add(c, referenceTo(c, gone[0]), "the claim refers to "+claimList(gone)+", which is canceled", "refer to a claim in force, or write the inherited limitations out")
				}
			}
		},
	},
	{
		ID: "C206", Title: "Multiple dependent on multiple dependent", Severity: SeverityError, Law: LawUS,
		Text:   "A multiple dependent claim may not serve as a basis for another one, neither directly nor through a claim that depends on it, and is not treated on the merits otherwise. The European Patent Office allows it.",
		Basis:  "35 USC 112(e); 37 CFR 1.75(c); MPEP 608.01(n) I.B.4",
		Before: "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n3. The lamp of claim 1 or 2, further comprising a spring.\n4. The lamp of any one of claims 1 to 3, wherein the bulb is small.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n3. The lamp of claim 1, further comprising a spring.\n4. The lamp of any one of claims 1 to 3, wherein the bulb is small.",
		check: func(d *draft, add adder) {
			on := multipleParents(d, func(c *Claim) bool { return c.Kind != Independent })
			for _, c := range d.claims {
				if on := on[c.Num]; c.Kind == Multiple && len(on) > 0 {
					add(c, referenceTo(c, on[0]), "the claim is multiple dependent and refers to "+claimList(on)+", multiple dependent itself or through its parent", "refer to claims that have a single parent each, or split the claim")
				}
			}
		},
	},
	{
		ID: "C207", Title: "Multiple dependent, but not in the alternative", Severity: SeverityError, Law: LawUS,
		Text:   "The claim refers to several others together (\"claims 3 and 4\"). A multiple dependent claim has to refer to them in the alternative only, and is not treated on the merits otherwise.",
		Basis:  "35 USC 112(e); 37 CFR 1.75(c); MPEP 608.01(n) I.B.1",
		Before: "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n3. The lamp according to claims 1 and 2, further comprising a spring.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n3. The lamp according to any one of claims 1 and 2, further comprising a spring.",
		check: each(func(c *Claim, add adder) {
			at, found := together(c)
			if !found {
				return
			}
			add(c, at, fmt.Sprintf("%q refers to several claims, but not in the alternative", c.Text[at.Start:at.End]), "write \"any one of claims ...\", or \"claim ... or ...\"")
		}),
	},
	{
		ID: "C208", Title: "Two sets of claims in one reference", Severity: SeverityError, Law: LawUS,
		Text:   "The claim refers to one group of alternatives and, for another feature, to a second group. A multiple dependent claim may refer to only one set of claims, and is not treated on the merits otherwise.",
		Basis:  "35 USC 112(e); 37 CFR 1.75(c); MPEP 608.01(n) I.B.3",
		Before: "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n3. A method of making a lamp, comprising blowing glass.\n4. The method of claim 3, wherein the glass is red.\n5. The lamp of claim 1 or 2, made by the method of claim 3 or 4.",
		After:  "1. A lamp comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n3. A method of making a lamp, comprising blowing glass.\n4. The method of claim 3, wherein the glass is red.\n5. The lamp of claim 1 or 2, made by the method of claim 3.",
		check: each(func(c *Claim, add adder) {
			if c.Kind != Multiple {
				return
			}
			refs := references(c.Text)
			for i := 1; i < len(refs); i++ {
				gap := c.Text[refs[i-1].span.End:refs[i].span.Start]
				if len(refs[i].nums) > 1 && (refs[0].all || len(refs[0].nums) > 1) && len(Words(gap)) > 3 && !alternative.MatchString(gap) && !slices.Equal(refs[i].nums, refs[0].nums) {
					add(c, refs[i].span, "the claim refers to a second set of alternatives", "refer to one set only, and split the claim for the other")
					return
				}
			}
		}),
	},
}

var (
	alternative = lazyregexp.New(`(?i)\b(?:or|any|anyone|either|one\s+of|one|each)\b`)
	thisClaim   = lazyregexp.New(`(?i)\b(?:this|the\s+present|the\s+instant)\s+$`) // a claim may speak of itself and depend on none
	andOr       = lazyregexp.New(`(?i)and\s*/\s*or`)
)

// multipleParents returns for each claim that counts as dependent those of the claims it refers to that are multiple dependent,
// or depend on one directly or through others.
func multipleParents(d *draft, dependent func(c *Claim) bool) map[int][]int {
	on := map[int][]int{}
	multiple := map[int]bool{} // a claim that is multiple dependent or depends on one
	for _, c := range d.claims {
		if !dependent(c) {
			continue
		}
		on[c.Num] = pick(c.Refs, func(n int) bool { return n < c.Num && multiple[n] })
		multiple[c.Num] = c.Kind == Multiple || c.Kind == Independent && len(c.Refs) > 1 || len(on[c.Num]) > 0
	}
	return on
}

// together returns the reference of a multiple dependent claim that names several claims, but not in the alternative.
func together(c *Claim) (at Span, found bool) {
	refs := references(c.Text)
	if c.Kind != Multiple || len(refs) == 0 {
		return Span{}, false
	}
	at = refs[0].span
	before := c.Text[max(0, at.Start-30):at.Start]
	words := c.Text[at.Start:at.End]
	if adjacent := len(refs) > 1 && refs[1].span.Start-at.End < 12; !adjacent && len(refs[0].nums) < 2 && !refs[0].all {
		return Span{}, false
	} else if adjacent {
		words = c.Text[at.Start:refs[1].span.End]
	}
	return at, !alternative.MatchString(before) && (!alternative.MatchString(words) || andOr.MatchString(words))
}

// pick returns the numbers that fit.
func pick(nums []int, fits func(n int) bool) []int {
	var out []int
	for _, n := range nums {
		if fits(n) {
			out = append(out, n)
		}
	}
	return out
}

// claimList names claims in a message, at most five.
func claimList(nums []int) string {
	var list []string
	for _, n := range nums[:min(len(nums), 5)] {
		list = append(list, fmt.Sprint(n))
	}
	words := strings.Join(list, ", ")
	if len(nums) > 5 {
		words += fmt.Sprintf(" and %d more", len(nums)-5)
	}
	if len(nums) == 1 {
		return "claim " + words
	}
	return "claims " + words
}

// referenceTo is the place where the claim refers to claim num, or its first reference.
func referenceTo(c *Claim, num int) Span {
	refs := references(c.Text)
	for _, r := range refs {
		if slices.Contains(r.nums, num) {
			return r.span
		}
	}
	if len(refs) > 0 {
		return refs[0].span
	}
	return firstWord(c)
}

// rings reports each claim from which its own references lead back to it, by way of at least one other claim: the strongly
// connected components of more than one claim (Tarjan, without recursion, since chains of references may be long).
func rings(d *draft, add adder) {
	type visit struct {
		c    *Claim
		next int // the reference to follow next
	}
	index, low := map[int]int{}, map[int]int{}
	onStack := map[int]bool{}
	var stack []int
	for _, root := range d.claims {
		if index[root.Num] != 0 {
			continue
		}
		work := []visit{{root, 0}}
		for len(work) > 0 {
			v := &work[len(work)-1]
			n := v.c.Num
			if v.next == 0 && index[n] == 0 {
				index[n] = len(index) + 1
				low[n] = index[n]
				stack, onStack[n] = append(stack, n), true
			}
			if v.next < len(v.c.Refs) {
				p := d.byNum[v.c.Refs[v.next]]
				v.next++
				if p == nil {
					continue
				}
				if index[p.Num] == 0 {
					work = append(work, visit{p, 0})
				} else if onStack[p.Num] {
					low[n] = min(low[n], index[p.Num])
				}
				continue
			}
			work = work[:len(work)-1]
			if len(work) > 0 {
				up := work[len(work)-1].c.Num
				low[up] = min(low[up], low[n])
			}
			if low[n] != index[n] {
				continue
			}
			var ring []int
			in := map[int]bool{}
			for m := n - 1; m != n; {
				m = stack[len(stack)-1]
				stack, onStack[m] = stack[:len(stack)-1], false
				ring, in[m] = append(ring, m), true
			}
			slices.Sort(ring)
			for _, m := range ring {
				if c := d.byNum[m]; len(ring) > 1 {
					next := pick(c.Refs, func(r int) bool { return in[r] })
					add(c, referenceTo(c, next[0]), claimList(ring)+" refer to each other in a ring", "let one of them refer to a claim outside the ring")
				}
			}
		}
	}
}
