package claims

// gather gives the claims that are left to those that they were split from or merged into.
func (p *pairing) gather() {
	p.parts, p.joins = map[int][]int{}, map[int][]int{}
	for i, m := range p.taken { // a limitation went into the parent, or out of it
		if p.ofA[i] == 0 || !m.written {
			continue
		}
		x, y := p.a.list[i], p.b.list[m.k]
		if x.Inherits() {
			if up, ok := p.a.at[p.a.h.Claim(x.Refs[0])]; ok && p.ofA[up] == 0 && p.a.list[up].Num == y.Num {
				p.joins[m.k] = append(p.joins[m.k], up)
				p.ofA[up] = -1
			}
		} else if up, ok := p.b.at[p.b.h.Claim(y.Refs[0])]; ok && p.ofB[up] == 0 && p.b.list[up].Num == x.Num {
			p.parts[i] = append(p.parts[i], up)
			p.ofB[up] = -1
		}
	}
	partsOf(p.a, p.b, p.ofA, p.ofB, p.parts, func(i int) bool { return p.taken[i].written })
	partsOf(p.b, p.a, p.ofB, p.ofA, p.joins, func(k int) bool { return p.taken[p.ofB[k]-1].written })
}

// partsOf finds the claims of small that have no partner and whose words a claim of big has lost to them: four fifths of their words
// stand in it, and four fifths of those that its partner has not, a third of all, stand in what it has more than its partner. What
// changed its form has its words from its parent.
func partsOf(big, small *roster, ofBig, ofSmall []int, parts map[int][]int, formChanged func(int) bool) {
	for k, y := range small.list {
		if ofSmall[k] != 0 {
			continue
		}
		best, most := -1, 0
		for i, x := range big.list {
			if ofBig[i] <= 0 || formChanged(i) || x.Inherits() != y.Inherits() || process(x) != process(y) {
				continue
			}
			part := small.own[ofBig[i]-1]
			lost, apart := big.own[i].less(part), small.own[k].less(part)
			if share := apart.within(lost); 3*len(apart) >= len(small.own[k]) && small.own[k].within(big.own[i]) >= partThere && share >= partThere && share > most {
				best, most = i, share
			}
		}
		if best >= 0 {
			parts[best] = append(parts[best], k)
			ofSmall[k] = -1
		}
	}
}
