package report

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
)

// DiffOptions say how claims are compared.
type DiffOptions struct {
	Inherit bool  // with all limitations: each claim written out with what it inherits
	Listing bool  // the amendment that makes the second version of the first is wanted
	Only    []int // of versions: only what concerns these claims, by their numbers before or after; all if empty
}

// differ gathers a report.
type differ struct {
	out  *Diffed
	opt  DiffOptions
	sets map[*claims.Set]*diffedSet
}

// diffedSet is a set with what it takes to write its claims out.
type diffedSet struct {
	set      *claims.Set
	version  string
	index    int // in the report
	heritage *claims.Heritage
	own      map[*claims.Claim]bool
}

func newDiffer(mode string, opt DiffOptions) *differ {
	return &differ{out: &Diffed{Mode: mode, Inherit: opt.Inherit}, opt: opt, sets: map[*claims.Set]*diffedSet{}}
}

func (d *differ) add(set *claims.Set, version string) *diffedSet {
	if s := d.sets[set]; s != nil {
		return s
	}
	s := &diffedSet{set, version, len(d.out.Documents), claims.NewHeritage(set.Claims), map[*claims.Claim]bool{}}
	for i := range set.Claims {
		s.own[&set.Claims[i]] = true
	}
	d.sets[set] = s
	d.out.Documents = append(d.out.Documents, DiffedSet{Name: set.Name, Number: set.Number, Title: set.Title, Version: version, Claims: len(set.Claims), Notes: set.Notes})
	return s
}

// written is the claim as it is compared: as it stands, or with what it inherits.
func (d *differ) written(s *diffedSet, c *claims.Claim) *claims.Claim {
	if !d.opt.Inherit || c == nil || !c.Inherits() || c.Canceled() {
		return c
	}
	out, err := s.heritage.WrittenOut(c, 0)
	if err != nil {
		d.note(fmt.Sprintf("claim %d of %s is compared as it stands: it %v", c.Num, s.name(), err))
		return c
	}
	if len(c.Refs) > 1 {
		d.note(fmt.Sprintf("claim %d of %s is multiple dependent: it is compared with what it inherits from claim %d, the first of its alternatives", c.Num, s.name(), c.Refs[0]))
	}
	return out
}

func (d *differ) note(text string) {
	if !slices.Contains(d.out.Notes, text) {
		d.out.Notes = append(d.out.Notes, text)
	}
}

func (s *diffedSet) name() string { return strings.Join(nonEmpty(s.set.Name, s.version), ", ") }

func (s *diffedSet) ref(c *claims.Claim) *ComparedClaim {
	if c == nil {
		return nil
	}
	return &ComparedClaim{Document: s.set.Name, Version: s.version, Claim: c.Num, Reconstructed: c.Origin.Kind == claims.Derived}
}

// compare adds a comparison and returns its place. c was made of claims as they are compared.
func (d *differ) compare(a, b *diffedSet, c *claims.Comparison, what claims.Fate, summary string) int {
	out := Comparison{A: a.ref(c.A), B: b.ref(c.B), Similarity: c.Similarity, Ops: c.Ops, What: what, Summary: summary}
	out.Deleted, out.Added, out.Moved = counted(c.Ops)
	for _, x := range []struct {
		side  string
		set   *diffedSet
		claim *claims.Claim
	}{{"a", a, c.A}, {"b", b, c.B}} {
		if x.claim != nil && !x.set.own[x.claim] { // it was written out
			out.WrittenOut = append(out.WrittenOut, x.side)
		}
	}
	for _, p := range c.Elements {
		e := ElementPair{Similarity: p.Similarity, Moved: p.Moved, Ops: p.Ops}
		if p.A != nil {
			e.A = p.A.Label
		}
		if p.B != nil {
			e.B = p.B.Label
		}
		out.Elements = append(out.Elements, e)
	}
	d.out.Comparisons = append(d.out.Comparisons, out)
	return len(d.out.Comparisons) - 1
}

// CompareClaims reports how each later claim of a list differs from the first. Each list has two claims or more. All are of one set, or
// the first of old and the others of new.
func CompareClaims(mode string, old, new *claims.Set, lists [][]*claims.Claim, opt DiffOptions) *Diffed {
	d := newDiffer(mode, opt)
	a := d.add(old, "")
	b := d.add(new, "")
	for _, list := range lists {
		var written []*claims.Claim
		for i, c := range list {
			if i == 0 {
				written = append(written, d.written(a, c))
			} else {
				written = append(written, d.written(b, c))
			}
		}
		all := claims.CompareAll(written)
		for i := range all.Comparisons {
			d.compare(a, b, &all.Comparisons[i], "", "")
		}
		if len(list) > 2 {
			d.common(a, b, list, &all)
		}
	}
	return d.out
}

// common adds what several claims share.
func (d *differ) common(a, b *diffedSet, list []*claims.Claim, all *claims.Common) {
	out := Common{Words: all.Words, Elements: all.Elements}
	for i, c := range list {
		if i == 0 {
			out.Claims = append(out.Claims, *a.ref(c))
		} else {
			out.Claims = append(out.Claims, *b.ref(c))
		}
	}
	at := 0
	for i, s := range all.Shared {
		if i > 0 || strings.TrimSpace(all.First.Text[:s.Start]) != "" {
			out.Text = strings.TrimRight(out.Text, " ") + " … "
		}
		out.Text += strings.TrimSpace(all.First.Text[s.Start:s.End])
		at = s.End
	}
	if strings.TrimSpace(all.First.Text[at:]) != "" {
		out.Text += " …"
	}
	out.Text = strings.TrimSpace(out.Text)
	d.out.Common = append(d.out.Common, out)
}

// CompareGroups reports how the claims of each later group, which may be of another set, pair with those of the first.
func CompareGroups(first claims.Group, rest []claims.Group, opt DiffOptions) *Diffed {
	d := newDiffer("groups", opt)
	d.add(first.Set, "")
	for _, g := range rest {
		list := claims.PairGroups(first, g)
		d.pair(first.Set, g.Set, list)
	}
	return d.out
}

// CompareVersions reports what became of the claims from each version to the next.
func CompareVersions(sets []*claims.Set, opt DiffOptions) *Diffed {
	mode := "versions"
	if len(sets) > 2 {
		mode = "history"
	}
	d := newDiffer(mode, opt)
	d.versions(sets)
	return d.out
}

// CompareMarks reports what the amendments that a source marks did to its claims: set.Before is not nil.
func CompareMarks(set *claims.Set, opt DiffOptions) *Diffed {
	d := newDiffer("marks", opt)
	d.add(set.Before, "before")
	d.add(set, "as amended")
	d.versions([]*claims.Set{set.Before, set})
	return d.out
}

func (d *differ) versions(sets []*claims.Set) {
	for _, s := range sets {
		d.add(s, "")
	}
	for i := range sets[1:] {
		d.pair(sets[i], sets[i+1], claims.PairAmended(sets[i], sets[i+1]))
	}
	if len(sets) > 2 {
		d.history(sets)
	} else if d.opt.Listing {
		list := claims.Amend(sets[0], sets[1])
		for _, e := range list.Entries {
			d.out.Amendment = append(d.out.Amendment, Entry{Num: e.Num, Status: e.Status, Ops: e.Ops, As: e.As})
		}
		for _, n := range list.Notes {
			d.note(n)
		}
	}
}

// pair adds what became of the claims of one set or group in another.
func (d *differ) pair(old, new *claims.Set, list []claims.Pairing) {
	a, b := d.add(old, ""), d.add(new, "")
	for i := range list {
		p := &list[i]
		if !d.concerns(p) {
			continue
		}
		out := Pairing{From: a.index, To: b.index, What: p.Fate, Summary: p.Summary, Renumbered: p.Renumbered, Follows: p.Follows, Similarity: p.Similarity}
		if d.out.Mode == "groups" {
			switch p.Fate {
			case claims.CanceledClaim:
				out.Summary = "in the first group only"
			case claims.NewClaim:
				out.Summary = "in the other group only"
			}
		}
		for _, c := range p.Old {
			out.Old = append(out.Old, c.Num)
		}
		for _, c := range p.New {
			out.New = append(out.New, c.Num)
		}
		for k := range p.Comparisons {
			c := &p.Comparisons[k]
			if d.opt.Inherit && !p.WrittenOut {
				if x, y := d.written(a, c.A), d.written(b, c.B); x != c.A || y != c.B {
					written := claims.Compare(x, y)
					c = &written
				}
			}
			out.Comparisons = append(out.Comparisons, d.compare(a, b, c, p.Fate, out.Summary))
		}
		d.out.Pairings = append(d.out.Pairings, out)
	}
}

// concerns tells whether a pairing has one of the claims that were asked for.
func (d *differ) concerns(p *claims.Pairing) bool {
	asked := func(c *claims.Claim) bool { return slices.Contains(d.opt.Only, c.Num) }
	return len(d.opt.Only) == 0 || slices.ContainsFunc(p.Old, asked) || slices.ContainsFunc(p.New, asked)
}

func (d *differ) history(sets []*claims.Set) {
	for _, l := range claims.History(sets) {
		var life Life
		asked := len(d.opt.Only) == 0
		for _, s := range l.Stages {
			out := Stage{Version: s.Version}
			if s.Claim != nil {
				out.Claim = s.Claim.Num
				asked = asked || slices.Contains(d.opt.Only, s.Claim.Num)
			}
			if s.Step != nil {
				out.What, out.Summary, out.Similarity = s.Step.Fate, s.Step.Summary, s.Step.Similarity
			}
			life.Stages = append(life.Stages, out)
		}
		if asked {
			d.out.History = append(d.out.History, life)
		}
	}
}
