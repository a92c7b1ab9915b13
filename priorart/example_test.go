package priorart_test

import (
	"fmt"

	"claimchart/claims"
	"claimchart/priorart"
)

// A claim against one reference: of each limitation the status, the evidence with its place, and the words that are missing.
func ExampleMake() {
	set, err := claims.Parse(&claims.Document{Text: "1. A lamp, comprising: a housing of brass; and a red bulb in the housing.\n"})
	if err != nil {
		fmt.Println(err)
		return
	}
	lib := &priorart.Library{References: []priorart.Reference{{
		ID: "US1234567", Label: "D1", Title: "Lantern", Kind: "patent", Date: "1921-04-05",
		Passages: []priorart.Passage{{Loc: "col. 1, ll. 10-12", Text: "A lamp has a housing of brass. In the housing is a bulb."}},
	}}}
	chart, err := priorart.Make(set, lib, priorart.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range chart.Charts[0].Rows {
		cell := row.Cells[0]
		fmt.Println(row.Label, cell.Status, cell.Evidence[0].Loc, cell.Missing)
	}
	// Output:
	// 1[pre] disclosed col. 1, ll. 10-12 []
	// 1[a] disclosed col. 1, ll. 10-12 []
	// 1[b] partly col. 1, ll. 10-12 [red]
}
