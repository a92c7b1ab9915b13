package claims

// WrittenOut returns the claim rewritten in independent form, as an applicant would write it: the words of the claim that it
// inherits from, written out in turn, then its own limitations (37 CFR 1.75(c), MPEP 608.01(n)). The number, the kind and the
// status are those of the claim; Elements have the labels of the claims that state them ("1[pre]", "1[a]", "3[a]"), with offsets
// into the new text. Of a multiple dependent claim the alternative via is taken, or the first if via is 0.
//
// A claim that inherits nothing is returned as it is. The error tells why what is inherited is not known, as
// Heritage.Inherited does.
func (h *Heritage) WrittenOut(c *Claim, via int) (*Claim, error) {
	list, err := h.Limitations(c, via)
	if err != nil {
		return nil, err
	}
	if !c.Inherits() {
		return c, nil
	}
	out := *c
	out.Text, out.Elements = "", nil
	for i, l := range list {
		if i > 0 {
			out.Text += "; "
		}
		l.Start = len(out.Text)
		out.Text += l.Text
		l.End = len(out.Text)
		out.Elements = append(out.Elements, l.Element)
	}
	return &out, nil
}
