package report

import (
	"fmt"
	"slices"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// CellChange is a cell that differs between two charts: what it was, what it is, and why. Of a cell that one chart alone has, the other
// state is empty.
type CellChange struct {
	Document  string    `json:"document"` // the claim set
	Claim     int       `json:"claim"`
	Via       int       `json:"via"` // as in priorart.ClaimChart
	Label     string    `json:"label"`
	Text      string    `json:"text"`      // the limitation
	Reference string    `json:"reference"` // its ID
	Before    CellState `json:"before"`
	After     CellState `json:"after"`
	Why       []string  `json:"why"` // see WhyChanged
}

// CellState is what a cell says, without what only a closer look needs.
type CellState struct {
	Status  priorart.Status `json:"status"` // empty where there is no cell
	Score   float64         `json:"score"`  // 0 to 1
	Loc     string          `json:"loc"`    // the places of its quotations, a line each
	Quote   string          `json:"quote"`  // the quotations, verbatim, in the same order
	Found   []string        `json:"found"`
	Missing []string        `json:"missing"`
	Reason  string          `json:"reason"`
}

// StateOf returns the state of a cell; that of no cell is empty.
func StateOf(c *priorart.Cell) CellState {
	if c == nil {
		return CellState{Found: []string{}, Missing: []string{}}
	}
	var at, quotes []string
	for _, e := range c.Evidence {
		place := e.Loc
		if e.Stance == against {
			place += " (speaks against it)"
		}
		at, quotes = append(at, place), append(quotes, e.Quote)
	}
	return CellState{
		Status: c.Status, Score: c.Score, Loc: strings.Join(at, "\n"), Quote: strings.Join(quotes, "\n"), Reason: c.Reason,
		Found: append([]string{}, c.Found...), Missing: append([]string{}, c.Missing...),
	}
}

// against is the stance of a quotation that excludes the limitation.
const against = "contradicts"

// SameCell tells whether nothing that the tool computed differs between two cells. Pin cites, which --cite writes, and a person's
// decisions are not computed.
func SameCell(a, b *priorart.Cell) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Status == b.Status && a.Score == b.Score && a.Quoted == b.Quoted && a.Reason == b.Reason &&
		slices.Equal(a.Found, b.Found) && slices.Equal(a.Described, b.Described) && slices.Equal(a.Missing, b.Missing) &&
		slices.EqualFunc(a.Evidence, b.Evidence, func(x, y priorart.Evidence) bool {
			return x.Loc == y.Loc && x.Quote == y.Quote && x.Stance == y.Stance && x.Start == y.Start && x.End == y.End &&
				slices.EqualFunc(x.Matches, y.Matches, func(m, n priorart.Match) bool {
					return m.Term == n.Term && m.Start == n.Start && m.End == n.End && m.Why == n.Why
				})
		})
}

// WhyChanged says in the scorer's words what made a cell another: which words of the limitation are matched now or no longer and by what,
// which passages are quoted, what speaks against them. It is empty for two cells that are the same, and for a cell that stands alone.
func WhyChanged(before, after *priorart.Cell) []string {
	if before == nil || after == nil || SameCell(before, after) {
		return []string{}
	}
	out := slices.Concat(matchedOtherwise(before, after), quotedOtherwise(before, after), reasonedOtherwise(before, after))
	if len(out) == 0 && before.Quoted == after.Quoted && before.Score == after.Score && before.Status == after.Status {
		return []string{"the same words are marked in another place of the quotation"}
	}
	if len(out) == 0 {
		return []string{sameWordsOtherwise + ": what they weigh, how near each other they stand or what the reference says of the whole claim set counts otherwise"}
	}
	return out
}

// sameWordsOtherwise begins why a cell is another in which nothing but figures differ.
const sameWordsOtherwise = "the same words of the same passage"

// termOf tells of a limitation's word whether the cell has it as found, only described or missing; "" for a word that it has not at all.
func termOf(c *priorart.Cell, term string) string {
	switch {
	case slices.Contains(c.Found, term):
		return "found"
	case slices.Contains(c.Described, term):
		return "described"
	case slices.Contains(c.Missing, term):
		return "missing"
	}
	return ""
}

// onlyDescribed says of a word where alone it stands.
const onlyDescribed = "only in the practice's description"

// matchedOtherwise tells of each word of the limitation that is matched now, no longer, or by something else.
func matchedOtherwise(before, after *priorart.Cell) []string {
	var gained, lost, other []string
	for _, term := range slices.Concat(after.Found, after.Described, after.Missing) {
		name, now, by := spoken(term), termOf(after, term), matchedBy(after, term)
		switch was := termOf(before, term); {
		case was == now && now == "found":
			if old := matchedBy(before, term); old != by && by != "" && old != "" {
				other = append(other, name+" is matched "+by+", before "+old)
			}
		case was == now:
		case now == "found":
			gained = append(gained, strings.TrimSpace(name+" is matched now "+by)+map[string]string{"": "; it is new in the limitation", "described": "; it stood " + onlyDescribed}[was])
		case was == "found":
			words := name + " is no longer matched"
			if now == "described" {
				words = name + " stands " + onlyDescribed + " now"
			}
			if old := matchedBy(before, term); old != "" {
				words += ", before " + old
			}
			lost = append(lost, words)
		case was == "":
			other = append(other, name+" is new in the limitation and "+map[string]string{"described": "stands " + onlyDescribed, "missing": "is not matched"}[now])
		case now == "described":
			other = append(other, name+" stands "+onlyDescribed+" now")
		default:
			other = append(other, name+" is no longer in the practice's description")
		}
	}
	for _, term := range slices.Concat(before.Found, before.Described, before.Missing) {
		if termOf(after, term) == "" {
			words := spoken(term) + " is no longer in the limitation; it was missing"
			if was := termOf(before, term); was == "described" {
				words = spoken(term) + " is no longer in the limitation; it stood " + onlyDescribed
			} else if was == "found" {
				words = strings.TrimSpace(spoken(term) + " is no longer in the limitation; it was matched " + matchedBy(before, term))
			}
			lost = append(lost, words)
		}
	}
	return slices.Concat(gained, lost, other)
}

// matchedBy says what stands for a word in the quotations: "by “cover” (synonym: lid)". It is empty where no match is kept.
func matchedBy(c *priorart.Cell, term string) string {
	for _, stance := range []bool{false, true} {
		for i := range c.Evidence {
			e := &c.Evidence[i]
			if (e.Stance == against) != stance {
				continue
			}
			for _, m := range e.Matches {
				if m.Term != term {
					continue
				}
				if from, to := m.Start-e.Start, m.End-e.Start; from >= 0 && from <= to && to <= len(e.Quote) {
					if words := claims.Fold(e.Quote[from:to]); words != "" {
						return "by " + spoken(words) + " (" + m.Why + ")"
					}
				}
				return "(" + m.Why + ")"
			}
		}
	}
	return ""
}

// quotedOtherwise tells which passages are quoted now, and which of them speaks against the limitation.
func quotedOtherwise(before, after *priorart.Cell) []string {
	was, is := placesOf(before), placesOf(after)
	var out []string
	switch {
	case len(was) == 0 && len(is) > 0:
		out = append(out, "a passage is quoted now: "+strings.Join(is, ", "))
	case len(is) == 0 && len(was) > 0:
		out = append(out, "no passage is quoted any more, before "+strings.Join(was, ", "))
	case !slices.Equal(was, is):
		out = append(out, "the passage is "+strings.Join(is, ", ")+", before "+strings.Join(was, ", "))
	case cellQuotes(before) != cellQuotes(after):
		out = append(out, "the quotation from "+strings.Join(is, ", ")+" is another")
	}
	if was, is := denying(before), denying(after); was != is {
		switch {
		case is == "":
			out = append(out, was+" no longer speaks against it")
		case was == "":
			out = append(out, is+" speaks against it now")
		default:
			out = append(out, is+" speaks against it, before "+was)
		}
	}
	return out
}

// placesOf are the places of a cell's quotations, each once.
func placesOf(c *priorart.Cell) []string {
	var out []string
	for _, e := range c.Evidence {
		if !slices.Contains(out, e.Loc) {
			out = append(out, e.Loc)
		}
	}
	return out
}

// denying are the places of quotations that speak against the limitation.
func denying(c *priorart.Cell) string {
	var out []string
	for _, e := range c.Evidence {
		if e.Stance == against && !slices.Contains(out, e.Loc) {
			out = append(out, e.Loc)
		}
	}
	return strings.Join(out, ", ")
}

// reasonedOtherwise tells which reasons and objections came and went. What a reason says of missing words is told word by word.
func reasonedOtherwise(before, after *priorart.Cell) []string {
	was, is := reasonsOf(before), reasonsOf(after)
	var out []string
	for _, r := range is {
		if !slices.Contains(was, r) {
			out = append(out, "reason now: "+r)
		}
	}
	for _, r := range was {
		if !slices.Contains(is, r) {
			out = append(out, "reason no longer given: "+r)
		}
	}
	return out
}

func reasonsOf(c *priorart.Cell) []string {
	return nonEmpty(strings.Split(priorart.WithoutMissing(c.Reason), "; ")...)
}

// spoken is words as they stand in a text.
func spoken(words string) string { return fmt.Sprintf("“%s”", words) }
