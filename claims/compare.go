package claims

// Comparison is two claims compared, word by word and element by element.
type Comparison struct {
	A, B       *Claim        // nil where the other was added or taken away; Text is what was compared
	Similarity float64       // of the texts, from 0 to 1: see Similarity; 0 where a claim is nil
	Ops        []Op          // over the whole texts; of a claim that stands alone, one delete or insert
	Elements   []ElementPair // in order of B, what stands in A alone where it stood among its neighbours
}

// ElementPair is an element of the one claim beside that of the other to which it corresponds, or an element of one alone.
type ElementPair struct {
	A, B       *Element // in the claims compared; one is nil where the element stands in the other alone
	Similarity float64  // of the two; 0 for one alone
	Ops        []Op     // from A's text to B's
	Moved      bool     // it stands in another order among the elements of the claims
}

// Compare compares the claims as they stand. Either may be nil: the other is then one deletion or insertion. To compare what
// they have with what they inherit, compare what WrittenOut makes of them.
func Compare(a, b *Claim) Comparison {
	out := Comparison{A: a, B: b}
	switch {
	case a == nil && b == nil:
		return out
	case a == nil:
		out.Ops = Diff("", b.Text)
	case b == nil:
		out.Ops = Diff(a.Text, "")
	default:
		out.Ops = Diff(a.Text, b.Text)
		out.Similarity = likeness(out.Ops)
	}
	out.Elements = pairElements(a, b)
	return out
}

// Common is what several claims share, shown once beside their comparisons.
type Common struct {
	First       *Claim
	Comparisons []Comparison // each later claim with the first
	Shared      []Span       // what of the first claim's text all the others have, as the comparisons pair it; in order
	Words       int          // how many words that is
	Elements    []string     // labels of the first claim's elements that all the others have in the same words
}

// CompareAll compares each later claim with the first and tells what is common to all. The list has one claim at least.
func CompareAll(list []*Claim) Common {
	out := Common{First: list[0]}
	for _, c := range list[1:] {
		out.Comparisons = append(out.Comparisons, Compare(list[0], c))
	}
	out.share()
	return out
}

// share fills in what is common to all.
func (s *Common) share() {
	first := s.First.Text
	shared := []Span{{0, len(first)}}
	for _, c := range s.Comparisons {
		var equal []Span
		at := 0
		for _, op := range c.Ops {
			if op.Op == "equal" {
				equal = append(equal, Span{at, at + len(op.Text)})
			}
			if op.Op != "insert" {
				at += len(op.Text)
			}
		}
		shared = overlap(shared, equal)
	}
	for _, at := range shared {
		if n := len(Words(first[at.Start:at.End])); n > 0 {
			s.Shared = append(s.Shared, at)
			s.Words += n
		}
	}
	for i := range s.First.Elements {
		e := &s.First.Elements[i]
		every := true
		for _, c := range s.Comparisons {
			found := false
			for _, p := range c.Elements {
				found = found || p.A == e && p.B != nil && p.B.Text == e.Text
			}
			every = every && found
		}
		if every {
			s.Elements = append(s.Elements, e.Label)
		}
	}
}

// overlap returns what is in spans of both lists, which are in order.
func overlap(a, b []Span) []Span {
	var out []Span
	for i, k := 0, 0; i < len(a) && k < len(b); {
		if s := (Span{max(a[i].Start, b[k].Start), min(a[i].End, b[k].End)}); s.Start < s.End {
			out = append(out, s)
		}
		if a[i].End < b[k].End {
			i++
		} else {
			k++
		}
	}
	return out
}
