package claims

import "slices"

// Place is where a claim stands in the tree of dependency.
type Place struct {
	Claim  int   // its index in the list
	Parent int   // the index of the claim under which it stands, or -1
	Level  int   // 0 for a claim that stands under none
	Last   bool  // no later claim stands under the same one
	Also   []int // numbers of the other claims under which it could stand, in order
	Gone   []int // numbers that it refers to and that the list does not have, in order
	Self   bool  // it refers to itself
	Ring   []int // where following its first parents leads back to it: the claims on the way, the claim itself at both ends
}

// Tree places each claim of the list once, each under its first parent and in order of the list, a claim before those that
// depend on it. Only a claim that limits another stands under it: one that incorporates or mentions another stands by itself.
//
// A multiple dependent claim stands under the first of its alternatives that the list has. A claim that is its own only
// parent, or whose parents are not in the list, stands by itself. A ring is opened at the first of its claims in the list.
// Time is linear in the claims and their references.
func Tree(list []Claim) []Place {
	byNum := map[int]int{}
	for i := range list {
		c := &list[i]
		for n := c.Num; n <= lastOf(c); n++ {
			if _, taken := byNum[n]; !taken {
				byNum[n] = i
			}
		}
	}
	places := make([]Place, len(list))
	for i := range list {
		places[i] = placeOf(list, i, byNum)
	}
	openRings(list, places)
	under := make([][]int, len(list))
	var roots []int
	for i := range places {
		if p := places[i].Parent; p >= 0 {
			under[p] = append(under[p], i)
		} else {
			roots = append(roots, i)
		}
	}
	out := make([]Place, 0, len(list))
	var next []int // claims to place, the next one last
	push := func(siblings []int) {
		for n, i := range slices.Backward(siblings) {
			places[i].Last = n == len(siblings)-1
			next = append(next, i)
		}
	}
	push(roots)
	for len(next) > 0 {
		i := next[len(next)-1]
		next = next[:len(next)-1]
		if p := places[i].Parent; p >= 0 {
			places[i].Level = places[p].Level + 1
		}
		out = append(out, places[i])
		push(under[i])
	}
	return out
}

// placeOf finds the claim's parent and says what else it refers to.
func placeOf(list []Claim, i int, byNum map[int]int) Place {
	c := &list[i]
	p := Place{Claim: i, Parent: -1}
	limits := c.Kind != Independent
	for _, ref := range c.Refs {
		switch at, known := byNum[ref]; {
		case !known:
			p.Gone = append(p.Gone, ref)
		case at == i:
			p.Self = true
		case !limits:
		case p.Parent < 0:
			p.Parent = at
		default:
			p.Also = append(p.Also, ref)
		}
	}
	return p
}

// openRings makes the first claim of each ring stand by itself, and names the ring there.
func openRings(list []Claim, places []Place) {
	visit := make([]int, len(places)) // the walk, from 1, that came by
	for i := range places {
		at := i
		for at >= 0 && visit[at] == 0 {
			visit[at] = i + 1
			at = places[at].Parent
		}
		if at < 0 || visit[at] != i+1 {
			continue
		}
		first := at
		for k := places[at].Parent; k != at; k = places[k].Parent {
			first = min(first, k)
		}
		ring := []int{list[first].Num}
		for k := places[first].Parent; k != first; k = places[k].Parent {
			ring = append(ring, list[k].Num)
		}
		ring = append(ring, list[first].Num)
		places[first].Ring = ring
		places[first].Parent = -1
	}
}
