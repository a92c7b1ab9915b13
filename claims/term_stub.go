package claims

// Term is a noun phrase of a claim that introduces a thing or refers to one.
type Term struct {
	Text        string       `json:"text"`  // as it stands, with its article
	Start       int          `json:"start"` // into the claim's text
	End         int          `json:"end"`
	Label       string       `json:"label"`       // of the element that holds it
	Role        string       `json:"role"`        // introduces | refers
	Basis       string       `json:"basis"`       // of a reference: stated | implicit | inherent | ambiguous | missing; empty for an introduction
	Why         string       `json:"why"`         // a few words where basis is neither stated nor empty
	Antecedents []Antecedent `json:"antecedents"` // the places that introduce it, one for each path of dependency on which they differ
}

// Antecedent is a place that introduces what a term refers to.
type Antecedent struct {
	Claim int    `json:"claim"`
	Label string `json:"label"`
	Text  string `json:"text"`
	Start int    `json:"start"` // into that claim's text
	End   int    `json:"end"`
}

// Terms returns the terms of each claim, parallel to set.Claims, in order of place.
func Terms(set *Set) [][]Term { return make([][]Term, len(set.Claims)) }
