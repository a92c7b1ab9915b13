package claims

import "strings"

// WrittenOut returns the claim rewritten in independent form, as an applicant would write it: the words of the claim that it
// inherits from, written out in turn, then its own words behind its reference (37 CFR 1.75(c), MPEP 608.01(n)). The number and the
// status are those of the claim; Elements have the labels of the claims that state them ("1[pre]", "1[a]", "3[a]"), with offsets
// into the new text. A claim of another subject that includes the referenced claim whole follows it with all its words. Of a
// multiple dependent claim the alternative via is taken, or the first if via is 0.
//
// A claim that inherits nothing is returned as it is. The error tells why what is inherited is not known, as
// Heritage.Inherited does.
func (h *Heritage) WrittenOut(c *Claim, via int) (*Claim, error) {
	if _, err := h.Inherited(c, via, -1); err != nil {
		return nil, err
	}
	chain := h.chain(c, via)
	if len(chain) == 1 {
		return c, nil
	}
	first := chain[0]
	out := *c
	out.Kind, out.Refs, out.Relation = Independent, nil, ""
	out.Category, out.Preamble, out.Transition, out.Scope = first.Category, first.Preamble, first.Transition, first.Scope
	out.lines = nil
	out.Elements = append([]Element(nil), first.Elements...)
	var text strings.Builder
	text.WriteString(first.Text)
	for _, k := range chain[1:] {
		before := strings.TrimRight(text.String(), " .;,")
		text.Reset()
		text.WriteString(before)
		text.WriteString(", ")
		from := ownFrom(k)
		shift := text.Len() - from
		text.WriteString(k.Text[from:])
		for _, e := range k.Elements {
			if e.Start = max(e.Start, from); e.Start < e.End && hasWord(k.Text[e.Start:e.End]) {
				e.Text = k.Text[e.Start:e.End]
				e.Start, e.End = e.Start+shift, e.End+shift
				out.Elements = append(out.Elements, e)
			}
		}
	}
	out.Text = text.String()
	return &out, nil
}

// chain returns the claims that c has its limitations from by the alternative via, the farthest first, and c itself last. They
// are known to lead to a first one.
func (h *Heritage) chain(c *Claim, via int) []*Claim {
	var out []*Claim
	for p := c; p != nil; via = 0 {
		out = append(out, p)
		p, _ = h.parent(p, via)
	}
	for i, k := 0, len(out)-1; i < k; i, k = i+1, k-1 {
		out[i], out[k] = out[k], out[i]
	}
	return out
}

// ownFrom returns where the words of a dependent claim begin that are its own: behind the reference with which it opens. It is 0
// for other claims.
func ownFrom(c *Claim) int {
	if c.Kind == Independent || len(c.Elements) == 0 {
		return 0
	}
	refs := references(c.Text)
	if len(refs) == 0 || refs[0].span.End > c.Elements[0].End {
		return 0
	}
	from := refs[0].span.End
	return from + len(c.Text[from:]) - len(strings.TrimLeft(c.Text[from:], " ,;:"))
}
