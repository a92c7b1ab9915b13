package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"claimchart/claims"
	"claimchart/priorart"
)

// Ranking is what rank shows: references, or passages, ranked for each claim.
type Ranking struct {
	By         string        `json:"by"`     // reference | passage
	Scored     string        `json:"scored"` // what the scores are: coverage | likeness; see priorart.Ranker.Rank
	Options    RankOptions   `json:"options"`
	Inputs     []Input       `json:"inputs"`
	References int           `json:"references"` // that were compared
	Passages   int           `json:"passages"`
	Dates      string        `json:"dates"` // one sentence on how dates were treated
	Claims     []RankedClaim `json:"claims"`
}

// What the scores of a ranking are.
const (
	ByCoverage = "coverage"
	ByLikeness = "likeness"
)

// RankOptions are the flags that decided the result.
type RankOptions struct {
	Against      []string `json:"against"`
	Claims       string   `json:"claims"`
	Top          int      `json:"top"` // 0 for all
	PriorityDate string   `json:"priority_date"`
	FilingDate   string   `json:"filing_date"`
	Law          string   `json:"law"`
	Cite         string   `json:"cite,omitempty"`
}

// RankedClaim is the ranking for one claim, by one parent where it is multiple dependent.
type RankedClaim struct {
	Document      string          `json:"document"`
	Num           int             `json:"num"`
	Via           int             `json:"via"`
	Reconstructed bool            `json:"reconstructed"`
	Opening       string          `json:"opening"`       // its first words
	Why           string          `json:"why,omitempty"` // why it could not be ranked
	Ranking       []RankedArticle `json:"ranking"`
}

// RankedArticle is a reference, or a passage of one, in a ranking.
type RankedArticle struct {
	Reference string   `json:"reference"` // its ID
	Label     string   `json:"label"`
	Title     string   `json:"title"`
	Date      string   `json:"date"`
	Loc       string   `json:"loc,omitempty"`     // of a passage
	Cite      string   `json:"cite,omitempty"`    // the same in the form of pin cites that was asked for
	Uncited   string   `json:"uncited,omitempty"` // why there is none in that form
	Score     float64  `json:"score"`             // 0 to 1
	Eligible  bool     `json:"eligible"`
	DateCheck string   `json:"date_check"`
	As        string   `json:"as"`
	Use       string   `json:"use"`
	Reason    string   `json:"reason"`
	Found     []string `json:"found"`   // words of the claim, the weightiest first
	Missing   []string `json:"missing"` // the same
}

// rankJSON is the contract's form, rankedLine a line of it: a claim.
type (
	rankJSON struct {
		Line
		*Ranking
	}
	rankedLine struct {
		Line
		RankedClaim
	}
)

// Rank makes the report of rank.
func Rank(r Ranking) *Report { return &Report{Schema: Schema, Command: "rank", Ranking: &r} }

// RankClaims are a set's rankings as the report has them. The library is the one that was ranked.
func RankClaims(set *claims.Set, lib *priorart.Library, list []priorart.ClaimRanking) ([]RankedClaim, error) {
	var out []RankedClaim
	for _, r := range list {
		c := RankedClaim{Document: set.Name, Num: r.Claim, Via: r.Via, Reconstructed: r.Derived, Why: r.Why, Ranking: []RankedArticle{}}
		if cl := set.Claim(r.Claim); cl != nil {
			c.Opening = cl.Opening(longOpening)
		}
		for _, x := range r.Ranking {
			ref := &lib.References[x.Reference]
			a := RankedArticle{
				Reference: ref.ID, Label: ref.Label, Title: ref.Title, Date: ref.Date, Score: x.Score, Eligible: x.Eligible, DateCheck: x.DateCheck,
				As: x.As, Use: x.Use, Reason: x.Reason, Found: x.Found, Missing: x.Missing,
			}
			if x.Passage >= 0 {
				p, err := ref.Passage(x.Passage)
				if err != nil {
					return nil, err
				}
				a.Loc = p.Loc
			}
			c.Ranking = append(c.Ranking, a)
		}
		out = append(out, c)
	}
	return out, nil
}

// longOpening is how many bytes of a claim stand above its ranking.
const longOpening = 160

var rankHead = []string{
	"document", "claim", "via", "reconstructed", "rank", "reference", "label", "title", "date", "place", "score", "eligible", "date_check", "as", "use", "reason", "found", "missing",
}

// rankRows is the table of a ranking: a reference or passage of a claim a row, and one for a claim that could not be ranked.
func rankRows(r *Ranking) [][]string {
	rows := [][]string{rankHead}
	for _, c := range r.Claims {
		lead := []string{c.Document, strconv.Itoa(c.Num), number(c.Via), c.label()}
		if c.Why != "" {
			row := make([]string, len(rankHead))
			copy(row, lead)
			row[slices.Index(rankHead, "reason")] = "not ranked: " + c.Why
			rows = append(rows, row)
		}
		for i, a := range c.Ranking {
			rows = append(rows, append(lead[:len(lead):len(lead)], strconv.Itoa(i+1), a.Reference, a.Label, a.Title, a.Date, a.place(), fine(a.Score),
				strconv.FormatBool(a.Eligible), a.DateCheck, a.As, a.Use, a.Reason, strings.Join(a.Found, "; "), strings.Join(a.Missing, "; ")))
		}
	}
	return rows
}

func (c *RankedClaim) label() string {
	if c.Reconstructed {
		return claims.Reconstructed
	}
	return ""
}

// fine shows a score to three places.
func fine(score float64) string { return strconv.FormatFloat(score, 'f', 3, 64) }

// rankNotice says what the scores of rank and search are.
const rankNotice = "A score is how much of what sets the words apart from patent claims at large the reference shares: 1 is what the words searched " +
	"for would score themselves, 0 none of them. It orders references for one claim or one search, and is no probability. It does not say that the words stand " +
	"together: a chart does. References are compared by their words as given; \"missing\" means not among the words of the text searched."

// coverageNotice says what the scores of rank are where references are few.
const coverageNotice = "A score is the coverage that a chart has: the mean score of all limitations, inherited ones included, 0 to 1. It orders references for one claim, as the chart " +
	"does, and is no probability. More than 64 references are ordered by likeness of words instead. \"Missing\" means not among the words of the text searched."

func rankPage(r *Report, in room) *page {
	k := r.Ranking
	p := &page{}
	noun := "reference"
	if k.By == "passage" {
		noun = "passage"
	}
	p.heading(1, "Ranking: "+count(k.References, "reference")+", "+count(k.Passages, "passage"))
	several := false
	for _, c := range k.Claims {
		several = several || c.Document != k.Claims[0].Document
	}
	if k.By != "passage" && len(k.Claims) > 1 {
		p.grid(k.overview(several))
	}
	for i := range k.Claims {
		c := &k.Claims[i]
		title := "Claim " + c.name()
		if several {
			title = c.Document + ": claim " + c.name()
		}
		p.heading(3, title)
		if c.Reconstructed {
			p.para(toned(claims.Reconstructed, half))
		}
		if c.Opening != "" {
			p.para(toned(c.Opening, faint))
		}
		if c.Why != "" {
			p.para(toned("not ranked: ", bad), say(c.Why))
			continue
		}
		if len(c.Ranking) == 0 {
			p.para(say("No " + noun + " has any of its words."))
			continue
		}
		p.grid(rankGrid(c, in))
	}
	if k.anyIneligible() {
		p.para(toned(ineligible, bad), say(" not eligible, or not known to be, on its date."))
	}
	p.para(say(k.Dates))
	notice := rankNotice
	if k.Scored == ByCoverage {
		notice = coverageNotice
	}
	p.para(toned(notice, faint))
	r.closing(p)
	return p
}

func (c *RankedClaim) name() string {
	name := strconv.Itoa(c.Num)
	if c.Reconstructed {
		name += rebuilt
	}
	if c.Via != 0 {
		name += fmt.Sprintf(" via %d", c.Via)
	}
	return name
}

func (k *Ranking) anyIneligible() bool {
	for _, c := range k.Claims {
		for _, a := range c.Ranking {
			if !a.Eligible {
				return true
			}
		}
	}
	return false
}

// overview shows the three best references of each claim.
func (k *Ranking) overview(several bool) grid {
	g := grid{columns: []column{{head: "Claim", limit: 24}, {head: "First", share: 1, least: 12}, {head: "Second", share: 1, least: 12}, {head: "Third", share: 1, least: 12}}}
	for i := range k.Claims {
		c := &k.Claims[i]
		name := c.name()
		if several {
			name = c.Document + " " + name
		}
		row := []cell{{{bold(name)}}, one(""), one(""), one("")}
		if c.Why != "" {
			row[1] = cell{{toned("not ranked", bad)}}
		}
		for n, a := range c.Ranking[:min(3, len(c.Ranking))] {
			if a.Score > 0 {
				row[n+1] = cell{append(a.mark(), say(" "+fine(a.Score)))}
			}
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// place is where a passage stands, in the form of pin cites that was asked for.
func (a *RankedArticle) place() string {
	switch {
	case a.Uncited != "":
		return uncited(a.Loc)
	case a.Cite != "":
		return a.Cite
	}
	return a.Loc
}

// mark is the reference's label, with a sign where its date rules it out.
func (a *RankedArticle) mark() para {
	if a.Eligible {
		return para{bold(a.Label)}
	}
	return para{bold(a.Label), toned(" "+ineligible, bad)}
}

func rankGrid(c *RankedClaim, in room) grid {
	g := grid{columns: []column{
		{head: "#", limit: 6, right: true}, {head: "Score", limit: 5, right: true}, {head: "Reference", limit: 14}, {head: "Place", limit: 16},
		{head: "Title", share: 2, least: 14}, {head: "Date", limit: 10}, {head: "Missing", share: 2, least: 14},
	}}
	if in.wide {
		g.columns = append(g.columns, column{head: "Found", share: 2, least: 16}, column{head: "As", share: 1, least: 10})
	}
	for i, a := range c.Ranking {
		row := []cell{one(strconv.Itoa(i + 1)), one(fine(a.Score)), {a.mark()}, one(a.place()), one(a.Title), one(a.Date), one(listed(a.Missing))}
		if in.wide {
			row = append(row, one(listed(a.Found)), one(a.As))
		}
		g.rows = append(g.rows, row)
	}
	return g
}
