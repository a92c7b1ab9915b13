// Package priorart compares claims with prior art: it scores every limitation of a claim against every reference, keeps the
// passage that shows it, and sums up what was found, where, what is missing and what the dates allow.
//
// Make is the one entrance to charts:
//
//	loaded, err := library.Load([]string{"prior-art"}, library.Options{}) // or FromArticle, Practices, a Library of one's own
//	chart, err := priorart.Make(set, loaded.Library, priorart.Options{})
//	for _, c := range chart.Charts {   // a claim; a multiple dependent one once for each parent
//		for _, row := range c.Rows {   // a limitation, inherited ones included
//			for _, cell := range row.Cells { ... } // against a reference: Status, Score, Evidence, Missing, Reason
//		}
//	}
//
// NewRanker orders the references or passages of a library for claims (Rank) and for any words (Search).
//
// A chart never says what a claim is worth: a Cell reports where words stand together in a text, a Verdict the pattern of what was
// found. Every Evidence is a verbatim quotation with its place; a description that the tool itself wrote can add to a score, is
// marked where it did, and is never quoted as evidence.
package priorart

import (
	"sync"

	"claimchart/claims"
	"claimchart/priorart/index"
)

// Reference is one piece of prior art: a document, or a described practice.
type Reference struct {
	ID       string
	Label    string // the short name that tables use: "D1"
	Title    string
	Kind     string // patent | paper | product | web | practice
	Date     string // the day it became public, YYYY[-MM[-DD]], or empty if unknown
	Number   string
	Country  string
	KindCode string       // the office's kind code (WIPO ST.16), "B2", or empty
	DateFrom string       // where Date stands: "publication" or "grant" of the document, "public.from", "library.yaml", or empty
	Dates    claims.Dates // of a patent document, as stated; Date is the day it became public
	Public   Public
	Events   []Public // of a described practice, every documented publication, use, sale or knowledge that has a date
	Asserted Public   // the earliest use, sale or knowledge that is only asserted: no date to rely on
	File     string   // the file that it was read from; empty for what ships or an article describes
	Notes    []string // what the reader of the file had to leave out or assume, for people
	Passages []Passage
	Stored   *Stored    // where its passages are if they are not held in memory, else nil
	Words    [][]string // groups of words that mean the same thing in this reference's field
	Named    []int      // the claims that the article's author sets it against; shown, never scored
	Needed   []string   // kinds of documents that would give it a date and a place
}

// Public tells how a described practice became public (35 USC 102(a)(1); EPC Art. 54(2)).
type Public struct {
	As       string // publication | public use | on sale | known
	Who      string
	Country  string
	From     string // the earliest date, as Reference.Date
	Evidence string // asserted | documented
	Source   string
}

// Passage is a piece of a reference that can be cited.
type Passage struct {
	Loc   string // the place as a reader cites it: "[0042]", "line 11"
	Text  string
	Own   bool     // written by the tool's makers or the user to describe a practice: no evidence, never quoted as such
	Lines []LineAt // where the lines of an article stand in Text, in order; empty for other documents
}

// LineAt says that the text from Offset on stands on the lines Line to End of its source.
type LineAt struct{ Offset, Line, End int }

// Library is a list of references in a fixed order; labels are given in this order.
type Library struct {
	References []Reference
	Notes      []string // what could not be read, for people

	index    index.Candidates // of all passages, once it is asked for
	indexing sync.Mutex
	texts    texts    // of its references, from one chart to the next
	kept     Kept     // where its references are if they are not here, else nil
	whole    *Library // what it was chosen from, or nil
}

// Status tells what the text of one reference shows of one limitation. See the words for display in Status.Words.
type Status string

// The statuses.
const (
	Disclosed Status = "disclosed"
	Partly    Status = "partly"
	NotFound  Status = "not found"
)

// Words are what a reader is shown for the status: what was found in the text, not what it means in law.
func (s Status) Words() string {
	switch s {
	case Disclosed:
		return "found together in one passage"
	case Partly:
		return "partly found"
	}
	return "not found in the text searched"
}

// Match is one claim term found in a quotation. Start and End are offsets into the passage's text.
type Match struct {
	Term  string `json:"term"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Why   string `json:"why"` // "same word", "same stem", "field word: spare node", ...

	value float64 // how well it is matched by itself, 0 to 1
}

// Evidence is a verbatim piece of a passage: Quote is Passage.Text[Start:End].
type Evidence struct {
	Loc     string  `json:"loc"`
	Cite    string  `json:"cite"`
	Quote   string  `json:"quote"`
	Start   int     `json:"start"`
	End     int     `json:"end"`
	Stance  string  `json:"stance"` // supports | contradicts
	Matches []Match `json:"matches"`
	Uncited string  `json:"uncited,omitempty"` // why Cite is empty, where a form of pin cites was asked for that the source cannot give
}

// Cell is one limitation against one reference. Score is from 0 to 1 and rises with the share of the limitation's words, weighted by
// rarity, that stand together in one place of the reference, and with what a long reference says of the whole claim set; at 0.5 its
// evidence lies even between what an application's own description and the nearest other one show (see score.go). What only the
// practice's description has is part of it; Quoted is the score without. Both order evidence and are no probabilities. Evidence of
// a cell that is not found is the passage that comes nearest.
type Cell struct {
	Reference string     `json:"reference"`
	Status    Status     `json:"status"`
	Score     float64    `json:"score"`  // 0 to 1, rounded to two places
	Quoted    float64    `json:"quoted"` // the score of what the quotation shows
	Reason    string     `json:"reason"`
	Evidence  []Evidence `json:"evidence"`
	Found     []string   `json:"found"`     // claim words found in the quotation
	Described []string   `json:"described"` // claim words found only in the practice's own description
	Missing   []string   `json:"missing"`
	Reviews   []Review   `json:"reviews,omitempty"` // a person's decisions, see Review

	share       float64 // of the limitation's weight, what stands together in the best place, descriptions included
	quotedShare float64 // the same of the quotation alone, whatever speaks against it
}

// Row is one limitation of a claim with its cells, one for each reference shown. An unscored row is a dependent claim's
// preamble, which names its parent and adds no limitation.
type Row struct {
	Label         string `json:"label"`
	Text          string `json:"text"`
	InheritedFrom int    `json:"inherited_from"` // 0 for the claim's own
	Scored        bool   `json:"scored"`
	Cells         []Cell `json:"cells"`
}

// Standing is how one reference stands to one claim.
type Standing struct {
	Reference               string  `json:"reference"` // the reference's ID
	Label                   string  `json:"label"`
	Title                   string  `json:"title"`
	Date                    string  `json:"date"`
	Eligible                bool    `json:"eligible"`
	DateCheck               string  `json:"date_check"` // earlier | not earlier | unknown | not checked
	As                      string  `json:"as"`
	Use                     string  `json:"use"`
	Reason                  string  `json:"reason"`
	Category                string  `json:"category"` // X, Y, A, with ",P" or ",E" behind it, or empty
	Score                   float64 `json:"score"`    // what references are ordered by, 0 to 1; see Make
	Coverage                float64 `json:"coverage"` // mean score over all limitations, 0 to 1
	CoverageWithoutPreamble float64 `json:"coverage_without_preamble"`
	Disclosed               int     `json:"disclosed"`
	Partly                  int     `json:"partly"`
	NotFound                int     `json:"not_found"`
	Named                   bool    `json:"named"` // the article's author sets it against this claim

	exact  float64 // what the references are ordered by
	number int     // among the references that were compared
}

// Verdict sums up the evidence for one claim: the coverage pattern, and what it turns on.
type Verdict struct {
	Category     string     `json:"category"` // X one reference has every limitation, Y several only together, A neither, "" nothing eligible
	Single       []string   `json:"single"`
	Combinations [][]string `json:"combinations"`
	Uncovered    []string   `json:"uncovered"` // labels that no eligible reference discloses
	Caveats      []string   `json:"caveats"`
	TurnsOn      []string   `json:"turns_on"`

	Together                []Combination `json:"together,omitempty"`                  // the combinations with what each reference adds; of pattern A what comes nearest
	CategoryWithoutPreamble string        `json:"category_without_preamble,omitempty"` // where it differs
}

// ClaimChart is one claim against the library.
type ClaimChart struct {
	Document      string     `json:"document"`
	Claim         int        `json:"claim"`
	Via           int        `json:"via"`           // the parent of this chart where the claim is multiple dependent, else 0
	Reconstructed bool       `json:"reconstructed"` // the claim's text is derived: label it wherever it is shown
	Examined      int        `json:"examined"`      // references that were compared: of a large library, the candidates
	Searched      int        `json:"searched"`      // references that candidates were looked for in, wherever they are kept
	Rows          []Row      `json:"rows"`
	References    []Standing `json:"references"` // all of them, best first
	Verdict       Verdict    `json:"verdict"`

	Law          Law    `json:"law,omitempty"`           // that dates were checked by, "us" where AIA or pre-AIA cannot be told; empty where none was
	CriticalDate string `json:"critical_date,omitempty"` // the claim's effective filing or priority date
	FilingDate   string `json:"filing_date,omitempty"`   // the US filing date with its benefit, or the European one, or "not stated"
}

// Gap is a limitation that no eligible reference shows whole, or a claim that could not be charted (Label empty).
type Gap struct {
	Document  string   `json:"document"`
	Claim     int      `json:"claim"`
	Via       int      `json:"via"`
	Label     string   `json:"label"`
	Text      string   `json:"text"`
	Best      string   `json:"best"`       // ID of the reference that comes nearest, or empty
	BestLabel string   `json:"best_label"` // its label
	Score     float64  `json:"score"`
	Missing   []string `json:"missing"`
	Reason    string   `json:"reason"`
	Claims    []int    `json:"claims"` // every claim that has this limitation, inherited or word for word the same
}

// Assumption is something the tool decided that a reader may decide otherwise.
type Assumption struct {
	Document string `json:"document"`
	Claim    int    `json:"claim"` // 0 where it concerns the whole document
	Line     int    `json:"line"`  // 0 where it has no place in the source
	Text     string `json:"text"`
}
