package claims

import "slices"

// content is the words of a text that carry it: their stems without small words and numbers of claims, in order of their number in a
// glossary, each as often as it stands.
type content []int

// glossary numbers stems as they come.
type glossary map[string]int

func (g glossary) content(texts ...string) content {
	var out content
	for _, text := range texts {
		refs := references(text)
		for _, w := range Words(text) {
			for len(refs) > 0 && refs[0].span.End <= w.Start {
				refs = refs[1:]
			}
			if smallWords[w.Lower] || clauseOpeners[w.Lower] || len(refs) > 0 && refs[0].span.Start <= w.Start {
				continue
			}
			stem := Stem(w.Lower)
			id, known := g[stem]
			if !known {
				id = len(g)
				g[stem] = id
			}
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// common counts the words of a that b has too, each as often as both have it.
func common(a, b content) int {
	n := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] < b[k]:
			i++
		case a[i] > b[k]:
			k++
		default:
			n, i, k = n+1, i+1, k+1
		}
	}
	return n
}

// less returns the words of a that b has not.
func (a content) less(b content) content {
	var out content
	for k, i := 0, 0; i < len(a); i++ {
		for k < len(b) && b[k] < a[i] {
			k++
		}
		if k < len(b) && b[k] == a[i] {
			k++
			continue
		}
		out = append(out, a[i])
	}
	return out
}

// alike is twice the words in common over the words of both, in thousandths; 0 where either has none.
func alike(a, b content) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	return 2000 * common(a, b) / (len(a) + len(b))
}

// within is how much of a stands in b, in thousandths; 0 where a has no words.
func (a content) within(b content) int {
	if len(a) == 0 {
		return 0
	}
	return 1000 * common(a, b) / len(a)
}
