package report

import "math"

// Regressed is what regress shows: the cases of each regression corpus as they ran, and the figures against what was reached before.
type Regressed struct {
	Options RegressOptions `json:"options"`
	Corpora []Corpus       `json:"corpora"`
}

// RegressOptions are the flags that decided the result.
type RegressOptions struct {
	Run       string   `json:"run,omitempty"`       // the pattern of the names of cases that were run, empty for all
	Thesaurus []string `json:"thesaurus,omitempty"` // the user's own, in order of use
}

// Corpus is one folder of cases.
type Corpus struct {
	Folder     string       `json:"folder"`
	Baseline   string       `json:"baseline"` // the file that says what was reached, empty where there is none
	PassedOver int          `json:"passed_over"`
	Suites     []Suite      `json:"suites"`
	Figures    []Figure     `json:"figures"`
	Cases      []CorpusCase `json:"cases"`
	Gone       []string     `json:"gone"` // cases and cells that BASELINE has and the folder has not
	Notes      []string     `json:"notes"`
}

// Suite counts the cases of one folder of a corpus by their states.
type Suite struct {
	Folder  string `json:"folder"`
	Cases   int    `json:"cases"`
	Passed  int    `json:"passed"`
	Changed int    `json:"changed"`
	Known   int    `json:"known"`
	Failed  int    `json:"failed"`
	New     int    `json:"new"` // of them, those that BASELINE has not
}

// Figure is one measure of quality.
//
// Right and Of are counts, but for the mean reciprocal rank, where Right is the sum of the reciprocals. Value is Right / Of, 0 where
// there is nothing to count.
type Figure struct {
	Name   string   `json:"name"`
	Part   string   `json:"part,omitempty"` // of the whole: a kind of difficulty
	About  string   `json:"about"`          // what is counted
	Data   string   `json:"data"`           // on what
	Right  float64  `json:"right"`
	Of     int      `json:"of"`
	Value  float64  `json:"value"`
	Fewer  bool     `json:"fewer_is_better"`
	Was    *Reached `json:"was,omitempty"`    // in BASELINE; nil where it has none
	Common *Reached `json:"common,omitempty"` // now, without what BASELINE does not have, where that is something else
	Change string   `json:"change"`           // better | worse | same | new
}

// Reached is a figure at another time, or of a part of its data.
type Reached struct {
	Right float64 `json:"right"`
	Of    int     `json:"of"`
	Value float64 `json:"value"`
}

// NewReached is a figure of so many right of so many, with its value.
func NewReached(right float64, of int) Reached {
	r := Reached{Right: math.Round(right*1000) / 1000, Of: of}
	if of > 0 {
		r.Value = math.Round(right/float64(of)*10000) / 10000
	}
	return r
}

// The states of a case.
const (
	CasePassed  = "passed"
	CaseChanged = "changed" // a report is not the one that was kept
	CaseKnown   = "known"   // fails, as is known and said
	CaseFailed  = "failed"
)

// CorpusCase is one case as it ran.
type CorpusCase struct {
	Name    string       `json:"name"` // its path below the corpus, without ".txtar"
	File    string       `json:"file"`
	Kinds   []string     `json:"kinds"` // what was held against what: claims, article, findings, comparison, ranking, labels, run
	State   string       `json:"state"`
	Was     string       `json:"was"`                 // in BASELINE, empty for a new one
	Known   string       `json:"known,omitempty"`     // why it is known to fail
	Faults  []Fault      `json:"faults"`              // what is not as it should be
	Counted []Fault      `json:"counted,omitempty"`   // what is not right and only a figure counts, where the case counts otherwise than before
	Changes []CellChange `json:"changes"`             // cells that are not what they were
	Fields  []string     `json:"fields,omitempty"`    // other parts of a report that are not what they were
	NewOnes int          `json:"new_cells,omitempty"` // labelled cells that BASELINE has not
	Rerun   string       `json:"rerun"`               // the command that runs this case alone
}

// Worse tells whether a figure fell.
func (f *Figure) Worse() bool { return f.Change == "worse" }

// Regression tells whether anything is worse than what was reached: a figure, a case, or a report that is not the one that was kept.
func (r *Regressed) Regression() bool {
	for i := range r.Corpora {
		c := &r.Corpora[i]
		if len(c.Gone) > 0 {
			return true
		}
		for k := range c.Figures {
			if c.Figures[k].Worse() {
				return true
			}
		}
		for k := range c.Cases {
			if s := c.Cases[k].State; s == CaseFailed || s == CaseChanged {
				return true
			}
		}
	}
	return false
}

// regressJSON is the contract's form, corpusLine a line of it: a corpus.
type (
	regressJSON struct {
		Line
		*Regressed
	}
	corpusLine struct {
		Line
		Corpus
	}
)

// Regress makes the report of regress.
func Regress(r Regressed) *Report {
	return &Report{Schema: Schema, Command: "regress", Regressed: &r}
}
