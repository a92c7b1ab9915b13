package report_test

import (
	"fmt"
	"os"

	"claimchart/claims"
	"claimchart/report"
)

// A report in one of the listed formats.
func ExampleFind() {
	set, err := claims.Parse(&claims.Document{Name: "lamp.txt", Text: "1. A lamp, comprising: a housing; and a bulb in the housing.\n2. The lamp of claim 1, wherein the bulb is red.\n"})
	if err != nil {
		fmt.Println(err)
		return
	}
	format, err := report.Find("parse", "mermaid")
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := format.Write(os.Stdout, report.Parse([]*claims.Set{set}), report.View{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// flowchart TD
	//   subgraph d1["lamp.txt"]
	//     d1c1["Claim 1<br/>A lamp, comprising#58; a housing#59; and a…"]
	//     d1c2["Claim 2<br/>…wherein the bulb is red."]
	//   end
	//   d1c1 --- d1c2
	//   classDef ghost stroke-dasharray: 4 3,color:#888
}
