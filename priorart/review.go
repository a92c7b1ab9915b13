package priorart

// A Review is what a person decided on a cell of an earlier chart, with what it was decided on: the limitation, the reference and the
// quotation as they were then. Nothing that the tool computes depends on it.
type Review struct {
	Document  string   `json:"document,omitempty"` // the claim set, empty for any
	Claim     int      `json:"claim,omitempty"`
	Via       int      `json:"via,omitempty"`
	Label     string   `json:"label,omitempty"`
	Text      string   `json:"text"`      // the limitation
	Reference string   `json:"reference"` // the reference's ID
	Quote     string   `json:"quote"`     // the cell's quotations, a line each
	Result    Status   `json:"result,omitempty"`
	Score     *float64 `json:"score,omitempty"` // 0 to 1; nil where it was not kept
	Reviewed  string   `json:"reviewed"`        // who and when, in the person's words
	Status    Status   `json:"status"`          // the person's, empty where none was chosen
	Note      string   `json:"note"`
	Changed   []string `json:"changed,omitempty"` // what has changed since it was decided
	Why       string   `json:"why,omitempty"`     // of one that could not be matched: why
	At        string   `json:"at,omitempty"`      // where it was read: "chart.xlsx, sheet Chart, row 12"
}
