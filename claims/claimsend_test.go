package claims

import (
	"fmt"
	"strings"
	"testing"
)

// What follows the claims of an answer or an application under its heading is no claim; the same word inside a claim, or where no heading
// opened the claims, ends nothing.
func TestClaimsEnd(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"IN THE CLAIMS\n\n1. A lamp comprising a bulb.\n\n2. The lamp of claim 1, lit.\n\nREMARKS/ARGUMENTS\n\n3. The rejection of claim 3 is moot.\n", "1 A lamp comprising a bulb.\n2 The lamp of claim 1, lit."},
		{"What is claimed is:\n1. A lamp comprising a bulb.\n\nABSTRACT\n\nA lamp has a bulb.\n", "1 A lamp comprising a bulb."},
		{"Claims\n\n1. A form comprising a field that reads\n\nRemarks\n\nand a field below it.\n\n2. The form of claim 1, printed.\n", "1 A form comprising a field that reads Remarks and a field below it.\n2 The form of claim 1, printed."},
		{"Claims\n\n1. A form comprising a field.\nAbstract\n2. The form of claim 1, printed.\n", "1 A form comprising a field. Abstract\n2 The form of claim 1, printed."},
		{"1. A lamp comprising a bulb.\n\nAbstract\n\n2. The lamp of claim 1, lit.\n", "1 A lamp comprising a bulb.\n2 The lamp of claim 1, lit."},
	} {
		set, err := Parse(&Document{Text: c.text})
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		var got []string
		for _, x := range set.Claims {
			got = append(got, fmt.Sprintf("%d %s", x.Num, x.Text))
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%q:\n%s\nwant\n%s", c.text, strings.Join(got, "\n"), c.want)
		}
	}
}
