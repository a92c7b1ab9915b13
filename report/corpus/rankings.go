package corpus

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"claimchart/priorart"
)

// applied is a line of ranking.txt: the references that a person would apply against a claim.
type applied struct {
	line, claim int
	references  []string
}

// applied reads ranking.txt: "CLAIM: REF REF", a line a claim. The references are divided by blanks, or by commas where their names have
// blanks.
func (c *Case) applied() ([]applied, error) {
	s := c.file("ranking.txt")
	var out []applied
	for n, line := range strings.Split(s.text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		claim, refs, ok := strings.Cut(line, ":")
		num, err := strconv.Atoi(strings.TrimSpace(claim))
		list := strings.Fields(refs)
		if strings.Contains(refs, ",") {
			list = strings.Split(refs, ",")
			for i := range list {
				list[i] = strings.TrimSpace(list[i])
			}
		}
		if !ok || err != nil || len(list) == 0 {
			return nil, s.malformed(n+1, fmt.Sprintf("cannot be read: %q", line), `write a line a claim, such as "1: D2 D3"`)
		}
		out = append(out, applied{n + 1, num, list})
	}
	return out, nil
}

// rank ranks the references of a case for each claim that ranking.txt names, as the command rank does.
func (c *Case) rank(o *Outcome, opt Options) error {
	lib, err := c.library()
	if err != nil {
		return err
	}
	list, err := c.applied()
	if err != nil {
		return err
	}
	s := c.file("ranking.txt")
	set := parse("case", c.text("claims.txt"))
	for _, a := range list {
		if set.Claim(a.claim) == nil {
			return s.malformed(a.line, fmt.Sprintf("claims.txt has no claim %d", a.claim), "name one that it has")
		}
		for _, id := range a.references {
			if reference(lib, id) == nil {
				return s.malformed(a.line, "no reference "+id, "name those of the files D1.txt, D2.txt ...")
			}
		}
	}
	ranker, err := priorart.NewRanker(lib)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Path, err)
	}
	rankings, _, err := ranker.Rank(set, priorart.RankOptions{Options: priorart.Options{Own: opt.Thesaurus}})
	if err != nil {
		return fmt.Errorf("%s: %w", c.Path, err)
	}
	for _, a := range list {
		for i := range rankings {
			if r := &rankings[i]; r.Claim == a.claim {
				ids := make([]string, len(r.Ranking))
				for k, x := range r.Ranking {
					ids[k] = lib.References[x.Reference].ID
				}
				o.ranked(s, a, r.Via, ids)
			}
		}
	}
	return nil
}

// ranked counts the ranking of a claim: the place of the first reference that a person would apply.
func (o *Outcome) ranked(s *section, a applied, via int, ids []string) {
	key := fmt.Sprintf("%s claim %d via %d", o.Case.Name, a.claim, via)
	place := 1 + slices.IndexFunc(ids, func(id string) bool { return slices.Contains(a.references, id) })
	var reciprocal float64
	if place > 0 {
		reciprocal = 1 / float64(place)
	}
	o.countSome(figureMRR, "", key, reciprocal, 1)
	o.count(figureFirst, "", key, place == 1)
	if place != 1 {
		o.counted = append(o.counted, s.fault(a.line, fmt.Sprintf("claim %d: %s stands first; of %s the first stands in place %d", a.claim, ids[0], strings.Join(a.references, ", "), place), ""))
	}
}
