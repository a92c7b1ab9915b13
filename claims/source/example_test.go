package source_test

import (
	"fmt"
	"strings"

	"claimchart/claims/source"
)

// The documents of standard input; of paths, folders and archives likewise.
func ExampleReader_Pieces() {
	r := &source.Reader{Stdin: strings.NewReader("1. A lamp, comprising a bulb.\n2. The lamp of claim 1, wherein the bulb is red.\n")}
	for piece, err := range r.Pieces([]string{"-"}) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		docs, err := piece.Read(source.Options{})
		if err != nil {
			fmt.Println(err)
		}
		for _, doc := range docs {
			fmt.Printf("%s, %s: %.29s\n", doc.Name, doc.Format, doc.Text)
		}
	}
	// Output: standard input, text: 1. A lamp, comprising a bulb.
}
