package claims

// Life is the history of a claim through the versions of its set.
type Life struct {
	Stages []Stage // one a version, from the one in which the claim first stands to the one in which it last does, and its end if it has one
}

// Stage is a claim in one version.
type Stage struct {
	Version int      // index of the set
	Claim   *Claim   // nil at the end: the claim was canceled before this version
	Step    *Pairing // how it came out of the version before; nil in the first version
}

// History follows each claim through the versions, which are in order. Where a claim is split, each part has a life of its own
// that begins with the claim before; merged claims share what comes after. Lives are in order of the version, then of the
// number, with which they begin.
func History(sets []*Set) []Life {
	var out []Life
	open := map[*Claim][]int{} // lives that the claim of the version at hand continues
	for v, set := range sets {
		if v == 0 {
			for _, c := range Whole(set).Claims {
				open[c] = []int{len(out)}
				out = append(out, Life{[]Stage{{0, c, nil}}})
			}
			continue
		}
		next := map[*Claim][]int{}
		steps := Pair(sets[v-1], set)
		for i := range steps {
			p := &steps[i]
			if len(p.New) == 0 {
				for _, l := range open[p.Old[0]] {
					out[l].Stages = append(out[l].Stages, Stage{v, nil, p})
				}
				continue
			}
			for k, c := range p.New {
				var lives []int
				for _, o := range p.Old {
					for _, l := range open[o] {
						if k > 0 {
							before := out[l].Stages
							for before[len(before)-1].Version >= v {
								before = before[:len(before)-1]
							}
							out = append(out, Life{append([]Stage(nil), before...)})
							l = len(out) - 1
						}
						out[l].Stages = append(out[l].Stages, Stage{v, c, p})
						lives = append(lives, l)
					}
				}
				if len(p.Old) == 0 {
					lives = []int{len(out)}
					out = append(out, Life{[]Stage{{v, c, p}}})
				}
				next[c] = lives
			}
		}
		open = next
	}
	return out
}
