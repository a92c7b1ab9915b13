package claims_test

import (
	"fmt"

	"claimchart/claims"
)

// The claims of a text: how they depend, and the elements of each.
func ExampleParse() {
	set, err := claims.Parse(&claims.Document{Name: "lamp.txt", Text: "1. A lamp, comprising: a housing; and a bulb in the housing.\n" +
		"2. The lamp of claim 1, wherein the bulb is red.\n"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range set.Claims {
		fmt.Println(c.Num, c.Kind, c.Refs)
		for _, e := range c.Elements {
			fmt.Println(" ", e.Label, e.Text)
		}
	}
	// Output:
	// 1 independent []
	//   1[pre] A lamp, comprising
	//   1[a] a housing
	//   1[b] a bulb in the housing
	// 2 dependent [1]
	//   2[pre] The lamp of claim 1
	//   2[a] wherein the bulb is red
}
