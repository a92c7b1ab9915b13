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
				w.write("equal", len(x.text), 0)
			} else { // two of a million words that share a rune
				w.write("delete", len(x.text), 0)
				w.write("insert", len(y.text), 0)
			}
			ia, ib = i+1, k+1
		}
	}
	upTo(len(r.a), len(r.b))
	w.close(r.tailA, r.tailB)
	return w.ops(r.textA, r.textB)
}

// part is a number of bytes that one operation takes from a text, or from both.
type part struct {
	op    string
	bytes int
	move  int
}

// opWriter gathers what changes between two equal tokens and gives the white space around it to the side where it belongs.
type opWriter struct {
	out        []part
	dels, inss side
}

// side is one side of a change in pieces of one move each; the first piece is without the white space before it, which is gap.
type side struct {
	gap    string
	pieces []part
}

func (s *side) add(t token, move int) {
	n := len(s.pieces)
	if n == 0 {
		s.gap = t.gap
		s.pieces = append(s.pieces, part{bytes: len(t.text), move: move})
		return
	}
	last := &s.pieces[n-1]
	switch last.move {
	case move:
		last.bytes += len(t.gap) + len(t.text)
	case 0: // the white space is no part of what was moved
		last.bytes += len(t.gap)
		s.pieces = append(s.pieces, part{bytes: len(t.text), move: move})
	default:
		s.pieces = append(s.pieces, part{bytes: len(t.gap) + len(t.text), move: move})
	}
}

// write adds an operation, joined to the last one if that is of its kind.
func (w *opWriter) write(op string, bytes, move int) {
	if bytes == 0 {
		return
	}
	if n := len(w.out); n > 0 && w.out[n-1].op == op && w.out[n-1].move == move {
		w.out[n-1].bytes += bytes
		return
	}
	w.out = append(w.out, part{op, bytes, move})
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
	w.write("equal", len(lead), 0)
	w.side("delete", dels.pieces, len(leadA), len(gapA))
	w.side("insert", inss.pieces, len(leadB), len(gapB))
	w.write("equal", len(tail), 0)
}

func (w *opWriter) side(op string, pieces []part, lead, tail int) {
	w.write(op, lead, 0)
	for k, p := range pieces {
		if k == len(pieces)-1 && p.move == 0 {
			p.bytes, tail = p.bytes+tail, 0
		}
		w.write(op, p.bytes, p.move)
	}
	w.write(op, tail, 0)
}

// ops takes the texts apart.
func (w *opWriter) ops(a, b string) []Op {
	var out []Op
	for _, p := range w.out {
		text := a
		if p.op == "insert" {
			text = b
		}
		out = append(out, Op{p.op, text[:p.bytes], p.move})
		if p.op != "insert" {
			a = a[p.bytes:]
		}
		if p.op != "delete" {
			b = b[p.bytes:]
		}
	}
	return out
}
