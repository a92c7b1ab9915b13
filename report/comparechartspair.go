package report

import (
	"cmp"
	"slices"

	"claimchart/claims"
	"claimchart/priorart"
)

// A chartPair is a claim's chart in the old report beside that in the new one; one is nil where the other stands alone.
type chartPair struct {
	old, new *priorart.ClaimChart
	rows     []rowPair
}

// A rowPair is a limitation beside the one that it was paired with.
type rowPair struct {
	old, new *priorart.Row
	how      string // label | words | likeness
}

// A pairing of documents: by name, and where one is left on each side, these.
func pairDocuments(old, new *Charted) map[string]string {
	a, b := documentsOf(old), documentsOf(new)
	out := map[string]string{}
	in := map[string]bool{}
	for _, name := range b {
		in[name] = true
	}
	for _, name := range a {
		if in[name] {
			out[name] = name
		}
	}
	left := func(list []string, taken func(string) bool) []string {
		return slices.DeleteFunc(slices.Clone(list), taken)
	}
	restA := left(a, func(n string) bool { _, ok := out[n]; return ok })
	restB := left(b, func(n string) bool { return out[n] == n })
	if len(restA) == 1 && len(restB) == 1 {
		out[restA[0]] = restB[0]
	}
	return out
}

func documentsOf(c *Charted) []string {
	var out []string
	seen := map[string]bool{}
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	for i := range c.Sets {
		add(c.Sets[i].Name)
	}
	for i := range c.Charts {
		add(c.Charts[i].Document)
	}
	return out
}

// setOf is a document's claims as pairing wants them, nil where the report has none (JSON lines).
func setOf(c *Charted, name string) *claims.Set {
	for i := range c.Sets {
		if c.Sets[i].Name == name && len(c.Sets[i].Claims) > 0 {
			return &claims.Set{Name: name, Claims: c.Sets[i].read()}
		}
	}
	return nil
}

// pairClaims tells for each old claim of a document its new number, and which claims differ. Claims are paired by content, as
// claims.Pair does; without their texts by number. Of a claim that was split or merged the first of the parts is its partner.
func pairClaims(old, new *Charted, before, after string) (numbers map[int]int, changes []ClaimChange) {
	numbers = map[int]int{}
	a, b := setOf(old, before), setOf(new, after)
	if a == nil || b == nil {
		for i := range old.Charts {
			numbers[old.Charts[i].Claim] = old.Charts[i].Claim
		}
		return numbers, nil
	}
	for _, p := range claims.Pair(a, b) {
		c := ClaimChange{Document: after, What: p.Summary}
		if len(p.Old) > 0 {
			c.Before = p.Old[0].Num
		}
		if len(p.New) > 0 {
			c.After = p.New[0].Num
		}
		if c.Before != 0 && c.After != 0 {
			numbers[c.Before] = c.After
		}
		if p.Fate != claims.Unchanged || p.Renumbered {
			changes = append(changes, c)
		}
	}
	return numbers, changes
}

// pairCharts pairs the charts of two reports, in the order of the new one, those of the old one alone behind.
func pairCharts(old, new *Charted, documents map[string]string, numbers map[string]map[int]int) []chartPair {
	type key struct {
		document   string
		claim, via int
	}
	at := map[key][]*priorart.ClaimChart{}
	for i := range old.Charts {
		k := &old.Charts[i]
		name, ok := documents[k.Document]
		if !ok {
			continue
		}
		claim, ok := numbers[name][k.Claim]
		if !ok {
			continue
		}
		via := k.Via
		if n, ok := numbers[name][via]; ok {
			via = n
		}
		at[key{name, claim, via}] = append(at[key{name, claim, via}], k)
	}
	taken := map[*priorart.ClaimChart]bool{}
	var out []chartPair
	for i := range new.Charts {
		k := &new.Charts[i]
		p := chartPair{new: k}
		if list := at[key{k.Document, k.Claim, k.Via}]; len(list) > 0 {
			p.old, at[key{k.Document, k.Claim, k.Via}] = list[0], list[1:]
			taken[p.old] = true
		}
		p.rows = pairRows(p.old, p.new)
		out = append(out, p)
	}
	for i := range old.Charts {
		if k := &old.Charts[i]; !taken[k] {
			out = append(out, chartPair{old: k, rows: pairRows(k, nil)})
		}
	}
	return out
}

// likeEnough is the least likeness of two limitations that are taken for one, as of two claims (claims.Pair); likeLabel where they have
// the same label. mostCompared bounds the texts compared in one claim: beyond, labels decide.
const (
	likeEnough   = 0.6
	likeLabel    = 0.4
	mostCompared = 400
)

// pairRows pairs the limitations of two charts: the same label with the same words, then the same words, then what is most alike.
// They come in the order of the new chart, those of the old one alone behind.
func pairRows(old, new *priorart.ClaimChart) []rowPair {
	var a, b []priorart.Row
	if old != nil {
		a = old.Rows
	}
	if new != nil {
		b = new.Rows
	}
	of, how := make([]int, len(b)), make([]string, len(b)) // of is 1 and more
	taken := make([]bool, len(a))
	pair := func(name string, key func(r *priorart.Row) string) {
		free := map[string][]int{}
		for i := range a {
			if !taken[i] {
				free[key(&a[i])] = append(free[key(&a[i])], i)
			}
		}
		for k := range b {
			if list := free[key(&b[k])]; of[k] == 0 && len(list) > 0 {
				of[k], how[k], taken[list[0]] = list[0]+1, name, true
				free[key(&b[k])] = list[1:]
			}
		}
	}
	pair("label", func(r *priorart.Row) string { return r.Label + "\x00" + r.Text })
	pair("words", func(r *priorart.Row) string { return foldedText(r.Text) })
	type match struct {
		i, k int
		like float64
	}
	var list []match
	left := 0
	for i := range a {
		for k := 0; k < len(b) && !taken[i] && left < mostCompared; k++ {
			if of[k] > 0 {
				continue
			}
			left++
			like := claims.Similarity(a[i].Text, b[k].Text)
			if like >= likeEnough || like >= likeLabel && a[i].Label == b[k].Label {
				list = append(list, match{i, k, like})
			}
		}
	}
	slices.SortStableFunc(list, func(x, y match) int { return cmp.Compare(y.like, x.like) })
	for _, m := range list {
		if of[m.k] == 0 && !taken[m.i] {
			of[m.k], taken[m.i] = m.i+1, true
			if how[m.k] = "likeness"; a[m.i].Label == b[m.k].Label {
				how[m.k] = "label"
			}
		}
	}
	if left >= mostCompared {
		pair("label", func(r *priorart.Row) string { return r.Label })
	}
	var out []rowPair
	for k := range b {
		p := rowPair{new: &b[k], how: how[k]}
		if of[k] > 0 {
			p.old = &a[of[k]-1]
		}
		out = append(out, p)
	}
	for i := range a {
		if !taken[i] {
			out = append(out, rowPair{old: &a[i]})
		}
	}
	return out
}
