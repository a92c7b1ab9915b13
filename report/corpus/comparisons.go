package corpus

import (
	"fmt"
	"strings"

	"claimchart/claims"
)

// compare holds redlines, pairings, listings, families and histories against those that were drawn by hand.
func (c *Case) compare(o *Outcome, _ Options) error {
	held := func(name, got string) {
		s := c.file(name)
		o.count(figureDiffs, "", c.Name+" "+name, o.compared(s, lines(got)))
	}
	set := func(name string) *claims.Set { return parse("case", c.text(name)) }
	if c.has("redline.txt") {
		held("redline.txt", claims.Inline(claims.Diff(strings.TrimSpace(c.text("a.txt")), strings.TrimSpace(c.text("b.txt")))))
	}
	switch {
	case c.has("groups.txt"):
		groups, err := c.groups(set("set.txt"))
		if err != nil {
			return err
		}
		held("pairs.txt", printPairs(claims.PairGroups(groups[0], groups[1])))
	case c.has("pairs.txt"):
		old, new := set("old.txt"), set("new.txt")
		held("pairs.txt", printPairs(claims.Pair(old, new)))
		if c.has("listing.txt") {
			held("listing.txt", printListing(claims.Amend(old, new)))
		}
	case c.has("listing.txt"):
		held("listing.txt", printListing(claims.Amend(claims.Presented([]*claims.Set{set("v1.txt"), set("v2.txt")}), set("v3.txt"))))
	}
	if c.has("families.txt") {
		var got strings.Builder
		for _, f := range claims.Families(set("set.txt")) {
			fmt.Fprintln(&got, numbersOf(f, " "))
		}
		held("families.txt", got.String())
	}
	if c.has("history.txt") {
		held("history.txt", printHistory(claims.History([]*claims.Set{set("v1.txt"), set("v2.txt"), set("v3.txt")})))
	}
	return nil
}

// groups reads groups.txt: "1-4 vs 5-8".
func (c *Case) groups(set *claims.Set) (groups [2]claims.Group, err error) {
	s := c.file("groups.txt")
	bad := s.malformed(1, fmt.Sprintf("cannot be read: %q", strings.TrimSpace(s.text)), `write two groups of claims of set.txt, such as "1-4 vs 5-8"`)
	parts := strings.Split(strings.TrimSpace(s.text), " vs ")
	if len(parts) != len(groups) {
		return groups, bad
	}
	for i, part := range parts {
		var from, to int
		if n, err := fmt.Sscanf(part, "%d-%d", &from, &to); n != 2 || err != nil || to-from > len(set.Claims) {
			return groups, bad
		}
		groups[i].Set = set
		for n := from; n <= to; n++ {
			cl := set.Claim(n)
			if cl == nil {
				return groups, bad
			}
			groups[i].Claims = append(groups[i].Claims, cl)
		}
	}
	return groups, nil
}

func numbersOf(list []*claims.Claim, join string) string {
	var out []string
	for _, c := range list {
		out = append(out, digits(c.Num))
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, join)
}

func printPairs(pairs []claims.Pairing) string {
	var out strings.Builder
	for _, p := range pairs {
		fmt.Fprintf(&out, "%s -> %s: %s\n", numbersOf(p.Old, ", "), numbersOf(p.New, ", "), p.Summary)
	}
	return out.String()
}

func printListing(l claims.Listing) string {
	var out strings.Builder
	for _, e := range l.Entries {
		fmt.Fprintf(&out, "%d. (%s) %s\n", e.Num, e.Status, claims.Inline(e.Ops))
	}
	return out.String()
}

func printHistory(lives []claims.Life) string {
	var out strings.Builder
	for _, l := range lives {
		first := l.Stages[0]
		if first.Version > 0 {
			fmt.Fprintf(&out, "v%d ", first.Version+1)
		}
		var stages []string
		for _, s := range l.Stages {
			var words []string
			if s.Claim != nil {
				words = append(words, digits(s.Claim.Num))
			}
			if s.Step != nil {
				words = append(words, s.Step.Summary)
			}
			stages = append(stages, strings.Join(words, " "))
		}
		fmt.Fprintf(&out, "%d: %s\n", first.Claim.Num, strings.Join(stages, " | "))
	}
	return out.String()
}
