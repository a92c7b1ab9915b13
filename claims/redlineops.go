package claims

// ops writes the redline out. Joining equal and delete gives the one text, equal and insert the other, to the byte.
func (r *redline) ops() []Op {
	w := &opWriter{}
	ia, ib := 0, 0
	upTo := func(a, b int) { // what is moved before these tokens
		for ; ia < a; ia++ {
			w.dels.add(r.a[ia], r.movedA[ia])
		}
		for ; ib < b; ib++ {
			w.inss.add(r.b[ib], r.movedB[ib])
		}
	}
	for _, s := range r.stretches {
		if !s.equal {
			for _, i := range r.restA[s.a0:s.a1] {
				upTo(i+1, ib)
			}
			for _, k := range r.restB[s.b0:s.b1] {
				upTo(ia, k+1)
			}
			continue
		}
		for n := range s.a1 - s.a0 {
			i, k := r.restA[s.a0+n], r.restB[s.b0+n]
			upTo(i, k)
			x, y := r.a[i], r.b[k]
			w.close(x.gap, y.gap)
			if x.text == y.text {
				w.write("equal", x.text, 0)
			} else { // two of a million words that share a rune
				w.write("delete", x.text, 0)
				w.write("insert", y.text, 0)
			}
			ia, ib = i+1, k+1
		}
	}
	upTo(len(r.a), len(r.b))
	w.close(r.tailA, r.tailB)
	return w.out
}

// opWriter gathers what changes between two equal tokens and gives the white space around it to the side where it belongs.
type opWriter struct {
	out        []Op
	dels, inss side
}

// side is one side of a change in pieces of one move each; the first piece is without the white space before it, which is gap.
type side struct {
	gap    string
	pieces []Op
}

func (s *side) add(t token, move int) {
	n := len(s.pieces)
	if n == 0 {
		s.gap = t.gap
		s.pieces = append(s.pieces, Op{Text: t.text, Move: move})
		return
	}
	last := &s.pieces[n-1]
	switch {
	case last.Move == move:
		last.Text += t.gap + t.text
	case last.Move == 0: // the white space is no part of what was moved
		last.Text += t.gap
		s.pieces = append(s.pieces, Op{Text: t.text, Move: move})
	default:
		s.pieces = append(s.pieces, Op{Text: t.gap + t.text, Move: move})
	}
}

// write adds an operation, joined to the last one if that is of its kind.
func (w *opWriter) write(op, text string, move int) {
	if text == "" {
		return
	}
	if n := len(w.out); n > 0 && w.out[n-1].Op == op && w.out[n-1].Move == move {
		w.out[n-1].Text += text
		return
	}
	w.out = append(w.out, Op{op, text, move})
}

// close writes the change out, and the white space between it and the next equal token of each text. White space that both texts
// have before the change, or else behind it, is equal: "the [-red -]lid", "a lid[-, red,-] and".
func (w *opWriter) close(gapA, gapB string) {
	dels, inss := w.dels, w.inss
	w.dels, w.inss = side{}, side{}
	lead, tail := "", "" // equal white space
	leadA, leadB := dels.gap, inss.gap
	switch d, i := len(dels.pieces) > 0, len(inss.pieces) > 0; {
	case d && i:
		if leadA == leadB {
			lead, leadA, leadB = leadA, "", ""
		}
		if gapA == gapB {
			tail, gapA, gapB = gapA, "", ""
		}
	case d && leadA == gapB:
		lead, leadA, gapB = leadA, "", ""
	case i && leadB == gapA:
		lead, leadB, gapA = leadB, "", ""
	case gapA == gapB:
		tail, gapA, gapB = gapA, "", ""
	}
	w.write("equal", lead, 0)
	w.side("delete", dels.pieces, leadA, gapA)
	w.side("insert", inss.pieces, leadB, gapB)
	w.write("equal", tail, 0)
}

func (w *opWriter) side(op string, pieces []Op, lead, tail string) {
	w.write(op, lead, 0)
	for k, p := range pieces {
		if k == len(pieces)-1 {
			p.Text += tail
			tail = ""
		}
		w.write(op, p.Text, p.Move)
	}
	w.write(op, tail, 0)
}
